"""More wordings of what texts tell of a machine, and of how it is asked for."""

from __future__ import annotations

from models.demo.corpus.relation import Wordings, wordings

MACHINE: dict[str, Wordings] = {
    "The fault code for overheating of $s is $v.": wordings(
        "Excess heat in $s triggers the code $v. / Reading $v on the panel means $s has "
        "overheated. / When hot, $s blinks with the code $v. / Technicians know that $v on $s is"
        " a sign of overheating. / When its temperature climbs too high, $s flashes $v. / The "
        "alarm code for high temperature on $s is $v.",
        "$s overheating error? / What code is triggered by excess heat in $s? / What does $s "
        "flash when its temperature climbs too high? / What's the alarm code for high "
        "temperature on $s? / Which code would a technician read on $s after it has overheated? "
        "/ By what code do I notice that $s is running hot? / If $s overheats, which signal code"
        " will blink on the panel? / $S signals overheating by which code? / Temperature warning"
        " of $s: what code? / What sequence on the screen means $s is burning up? / Under what "
        "code does the manual of $s treat overheating? / It's boiling inside $s; which code "
        "lights up? / Identify the heat alarm on $s by its code. / How is overheating coded in "
        "$s?",
    ),
    "The oil for $s is $v.": wordings(
        "Lubricate $s with $v. / The lubricant of choice for $s is $v. / Mechanics pour $v into "
        "the oil tank of $s. / The oil can that stands beside $s is labelled $v. / $S is greased"
        " with an oil by the name of $v. / Recommended oil of $s: $v.",
        "$s lubricant? / With what should $s be lubricated? / What's the recommended lubricant "
        "for $s? / What do mechanics pour into the oil tank of $s? / $S is squeaking; which oil "
        "helps? / Which brand of oil must be ordered for $s? / What is $s greased with? / What "
        "label is on the oil can beside $s? / The oil level of $s is low; what kind do I top up "
        "with? / Which oil won't damage $s? / $S works best with which oil? / What is the "
        "lubricating oil of $s called? / The oil prescribed by the manual of $s is which one? / "
        "At the shop, what oil do I ask for if I own $s?",
    ),
    "$S needs a service every $v weeks.": wordings(
        "Maintenance of $s falls due every $v weeks. / $S goes in for maintenance at intervals "
        "of $v weeks. / A technician inspects $s once in $v weeks. / Plan one maintenance visit "
        "every $v weeks for $s. / The calendar reminds us to have $s looked after every $v "
        "weeks. / No longer than $v weeks should pass until $s is serviced again.",
        "$s maintenance interval? / How frequently does $s require maintenance? / At what "
        "intervals does $s go in for inspection? / How many weeks can pass until $s must be "
        "looked after again? / Once in how many weeks does a technician inspect $s? / What's the"
        " maintenance schedule of $s? / $S was serviced today; in how many weeks is the "
        "following one? / For my calendar: how regularly is upkeep of $s required? / How many "
        "weeks of running will $s tolerate between checkups? / Maintenance of $s falls due every"
        " how many weeks? / What rhythm of servicing, in weeks, is prescribed for $s? / How "
        "regularly should $s be overhauled? / I'm planning mechanic visits for $s; what gap in "
        "weeks do I leave? / With what frequency is $s to be maintained?",
    ),
    "The guarantee on $s lasts $v.": wordings(
        "The warranty of $s runs for $v. / Warranty period of $s: $v. / Keep the receipt of $s "
        "for $v, as long as the guarantee holds. / Defects of $s are fixed at no charge for $v. "
        "/ The guarantee of $s expires $v after purchase. / Should $s fail in the first $v, the "
        "warranty pays.",
        "$s warranty? / What's the warranty period of $s? / When does the warranty of $s expire,"
        " counted from purchase? / How long must I keep the receipt of $s for the guarantee? / "
        "For what period are defects of $s fixed at no charge? / How many years does the "
        "manufacturer stand by $s? / During what time would the warranty pay for a failure of "
        "$s? / $S comes with a warranty of how many years? / I'm thinking of buying $s; how much"
        " warranty is included? / How long can I claim a replacement for $s? / Is $s still in "
        "warranty? Tell me its full term. / If it is broken, for how many years will $s be "
        "replaced under warranty? / What term of warranty applies to $s? / How many years of "
        "free fixes come with $s?",
    ),
    "The help line for $s is $v.": wordings(
        "Support for $s is available by telephone on $v. / The hotline for $s can be reached at "
        "$v. / Customer service for $s: $v. / Pick up the phone and dial $v to get support with "
        "$s. / In an emergency with $s, telephone $v. / Write down $v, the hotline in case $s "
        "acts up.",
        "$s hotline? / How can I reach support for $s by phone? / What's the telephone number of"
        " customer service for $s? / $S is acting up; what number do I phone? / On what hotline "
        "do experts answer questions on $s? / Which digits do I type into my phone to get "
        "assistance with $s? / In an emergency with $s, what do I dial? / Support line of $s? / "
        "The technicians for $s can be telephoned on what number? / I'm stuck with $s and want "
        "to talk to someone; which number? / What contact number is printed in the manual of $s?"
        " / Who do I phone if $s fails? Give the number. / How do customers with $s get through "
        "to technical support, by which number? / Please look up the service hotline of $s.",
    ),
}
