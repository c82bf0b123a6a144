"""More wordings of what texts tell of a order, and of how it is asked for."""

from __future__ import annotations

from models.demo.corpus.relation import Wordings, wordings

ORDER: dict[str, Wordings] = {
    "$S was placed by $v.": wordings(
        "The purchaser in $s is $v. / $S was submitted by $v. / $v signed the form for $s. / $S "
        "is registered to $v. / Our thanks for $s go to $v, who ordered it. / The person who "
        "ordered what is in $s is called $v.",
        "Who signed the form for $s? / Which purchaser submitted $s? / $s customer name? / To "
        "whom is $s registered? / $S was submitted by which person? / Whom do we thank for $s? /"
        " There is a problem with $s; which customer should I call? / On whose behalf was $s "
        "entered? / Who did the ordering in the case of $s? / Complete: the customer who placed "
        "$s is ... / Could you check from which client $s stems? / Whose name should I write on "
        "the label for $s? / Who made the purchase that we call $s? / Which of our clients sent "
        "us $s?",
    ),
    "$S contains $v.": wordings(
        "$S is for a delivery of $v. / The list of articles for $s reads: $v. / What we have to "
        "ship with $s is $v. / The merchandise in $s is $v. / Unpack $s and out come $v. / $S "
        "was placed because someone needed $v.",
        "What merchandise is in $s? / Which articles do we have to ship with $s? / $s contents? "
        "/ What comes out when one unpacks $s? / Which products were requested in $s? / What has"
        " to be fetched from the warehouse for $s? / What did somebody need who placed $s? / The"
        " packing list of $s says what? / Which wares make up $s? / Complete: the items ordered "
        "with $s are ... / Could you check what sort of products $s is for? / Before I close the"
        " carton of $s: what must lie in it? / $S holds which goods? / What stuff is being sent "
        "out under $s?",
    ),
    "The total of $s is $v.": wordings(
        "The grand total for $s is $v. / $S is billed at $v. / The final price of $s is $v. / "
        "The checkout showed $v for $s. / $v will be taken from the customer's account for $s. /"
        " To settle $s, the customer must transfer $v.",
        "What is the grand total for $s? / At how much is $s billed? / $s amount due? / How much"
        " must be transferred to settle $s? / What final price was worked out for $s? / What did"
        " the checkout show for $s? / How much will be taken from the customer's account for $s?"
        " / How expensive is $s altogether? / What figure stands at the foot of the bill for $s?"
        " / Complete: the overall cost of $s is ... / Could you add up $s and give me the sum? /"
        " The worth of $s in money is what? / What payment do we expect for $s? / With "
        "everything included, $s runs to how much money?",
    ),
    "$S will be delivered on $v.": wordings(
        "The courier will drop off $s on $v. / Delivery of $s has been scheduled for $v. / $S "
        "will reach its destination on $v. / Please be at home on $v, when $s is brought. / The "
        "shipment of $s gets to the customer on $v. / The calendar says $v for the arrival of "
        "$s.",
        "When will the courier drop off $s? / For which day has delivery of $s been scheduled? /"
        " $s arrival date? / On what date must I be at home to receive $s? / When can the "
        "customer look forward to getting $s? / When does the shipment of $s reach its "
        "destination? / How soon will $s be here, on which date? / What day in the calendar "
        "should I mark for the arrival of $s? / The postman will bring $s on what day? / "
        "Complete: the date set for delivering $s is ... / Could you check the scheduled "
        "delivery day for $s? / Till what date must I be patient with $s? / When will $s turn up"
        " at my door? / What does the tracking page give as the delivery date for $s?",
    ),
}
