"""Shops, restaurants and the like: kinds of subjects, and how one of each is called."""

from __future__ import annotations

SUBJECTS_BUSINESS = {
    "shop": "[the $n [Store|Shop|Market|Boutique]|the [store|shop|outlet] $n|the $n [shop|store] "
    "in $c|the [corner shop|village shop|kiosk|department store|market hall] in [$c|$n]|the $c "
    "[Store|Market]|$n [Stores|Market]]",
    "restaurant": "[the [restaurant|cafe|bistro|tavern] $n|the $n [Restaurant|Cafe|Grill|Inn]|the "
    "[restaurant|cafe|bistro|inn] in $c|the [Old|Golden|Red|Little] $n|the $c [Inn|Grill]|Chez $n]",
    "museum": "[the [$n|$c] Museum|the [museum|gallery] of $c|the [Town|Art|City|Folk] Museum of "
    "[$c|$n]|the $t museum in $c|the $n [Gallery|Collection]|the museum $n]",
    "practice": "[the [practice|surgery] of [Dr|Doctor] $n|the [$n|$c] [Hospital|Clinic|Surgery]|"
    "the [hospital|clinic|dental practice|children's hospital] in $c|the [dental|medical] practice "
    "of $p|the $n [hospital|clinic] in $c]",
    "terms": "[the [warranty|guarantee|service contract|insurance] for the $t|the warranty of the "
    "$t|the [refund|returns|exchange|cancellation|delivery|repair|rental] policy of $k|the "
    "[customer promise|service agreement] of $k|the guarantee from $k]",
    "offer": "[the [open |new |]job at $k|the [position|post] [at|with] $k|the [job|post|position] "
    "in $c|the [job|post] at the $n [Hotel|School|Library|Bank]|the job with $p in $c]",
}
