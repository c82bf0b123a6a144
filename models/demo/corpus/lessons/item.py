"""More wordings of what texts tell of a item, and of how it is asked for."""

from __future__ import annotations

from models.demo.corpus.relation import Wordings, wordings

ITEM: dict[str, Wordings] = {
    "$S costs $v.": wordings(
        "$S will set you back $v. / Expect to part with $v if you want to purchase $s. / Hand "
        "over $v and $s changes hands. / Retail value of $s: $v. / At the auction the hammer "
        "fell at $v for $s. / A customer shelled out $v for $s.",
        "How much will $s set me back? / $s price tag? / What's the damage for $s? / How deep "
        "must I reach into my pocket for $s? / Going rate for $s? / At what price can $s be "
        "purchased? / I'd like to know what is charged for $s. / Could I get a quote for $s? / "
        "Can I afford $s? Give me the amount. / What is the retail value of $s? / What amount is"
        " due at the till for $s? / If a customer orders $s, what will be charged? / The amount "
        "you hand over for $s is how much? / How much cash should one bring along to purchase "
        "$s?",
    ),
    "$S is $v.": wordings(
        "One glance at $s and all you see is $v. / Anyone describing $s would mention that it is"
        " $v. / Among the gray boxes, $s stands out in $v. / $S was given a finish in $v. / The "
        "surface of $s is entirely $v. / Picture something $v, and you have [a good idea of|the "
        "look of] $s.",
        "$s colour? / What hue is $s? / What tint does the surface of $s have? / How would you "
        "describe the coloring of $s? / To match $s, which paint should I mix? / If I drew $s, "
        "which crayon would I pick up? / When you look at $s, which color meets the eye? / $S is"
        " finished in what color? / Red, green, something else: what is $s? / Please describe "
        "the color scheme of $s. / Could you check which colour $s comes in? / I've never seen "
        "$s; what color should I imagine? / What colour was used on $s? / Has anybody noticed "
        "the color of $s? Which one?",
    ),
    "$S weighs $v.": wordings(
        "[All in all|With everything in it], $s comes to $v in weight. / According to the scale,"
        " $s is a matter of $v. / For shipping, count $v for $s. / Hang $s on a spring balance "
        "and it reads $v. / The movers noted down $v as the weight of $s. / If you pick up $s, "
        "you are holding $v.",
        "$s weight? / How weighty is $s? / What's the heaviness of $s in figures? / For the "
        "shipping form, what does $s come to in weight? / Place $s on a balance: what reading do"
        " you get? / How much would my bag gain in weight if I packed $s? / Has anyone put $s on"
        " a scale, and with what result? / Could you tell me the shipping weight of $s? / The "
        "movers want a figure: how heavy a thing is $s? / Picking up $s, what weight would I be "
        "holding? / By how much weight will my backpack grow with $s inside? / $S tips the "
        "scales at what? / Kilograms for $s? / Is a strong back needed for $s? Give its weight.",
    ),
    "$S is in the $v.": wordings(
        "Head over to the $v and you will come across $s. / Its owners keep $s in the $v. / "
        "Current location of $s: the $v. / The $v is where $s sits at the moment. / We searched "
        "everywhere until $s turned up in the $v. / $S rests in the $v these days.",
        "$s location? / Where on earth is $s? / Where did $s end up? / Where do you keep $s? / "
        "Which part of the place should I search for $s? / What's the whereabouts of $s? / "
        "Please point me to $s. / Where must I go to fetch $s? / I've lost track of $s; where "
        "did it turn up? / $S is sitting where at the moment? / Can you direct me to the spot "
        "that holds $s? / Where might one come across $s? / In what spot does $s rest? / Help me"
        " locate $s.",
    ),
    "$S belongs to $v.": wordings(
        "Legally speaking, $s is in the hands of its owner, $v. / Ever since the purchase, $v "
        "has been the proud owner of $s. / $v can do with $s as they please, being the owner. / "
        "The rightful owner of $s goes by the name of $v. / Among the belongings of $v is $s. / "
        "Ownership of $s lies with $v.",
        "$s owner? / Whose name would be on a sticker that marks $s as private property? / Whose"
        " belongings include $s? / With whom does ownership of $s lie? / Who is the rightful "
        "holder of $s? / Someone left $s here; whose could it be? / Who's the lucky person that "
        "$s belongs to? / $S is owned by whom? / I'd like to borrow $s; who has to give "
        "permission as its owner? / If $s gets stolen, which person has lost it? / Who may "
        "legally sell $s? / Identify the proprietor of $s. / Who has the say over $s as its "
        "owner? / Among whose possessions would I find $s?",
    ),
    "$S was made by $v.": wordings(
        "Manufacturer of $s: $v. / $v is the firm behind $s. / The logo on $s is that of its "
        "maker, $v. / $S rolled out of a plant run by $v. / It was the company $v that brought "
        "$s to market. / Credit for making $s goes to the firm $v.",
        "$s manufacturer? / What's the name of the firm behind $s? / Whose logo is on $s? / "
        "Which business brought $s to market? / Who is responsible for the manufacture of $s? / "
        "Who fabricated $s? / In whose plant was $s assembled? / $S was produced by what "
        "company? / Spare parts for $s: which manufacturer should I contact? / I'd like to "
        "praise the firm that created $s; which is it? / Under what label is $s sold, that is, "
        "by which manufacturer? / Can you identify the company responsible for $s? / Tell me "
        "what manufacturer stands behind $s. / Who turned out $s at the factory?",
    ),
    "$S was made in $v.": wordings(
        "Year of manufacture of $s: $v. / $v saw the making of $s. / The making of $s took place"
        " in $v. / A stamp shows that the factory turned out $s in $v. / $S is a $v model. / "
        "Production of $s was done in the year $v.",
        "$s year of manufacture? / How far back does $s date? / What's the vintage of $s? / What"
        " model year is $s? / $S was manufactured when? / What date of manufacture is stamped on"
        " $s? / During which year was $s assembled? / Can you date $s for me? / A collector asks"
        " for the production date of $s. / How long ago was $s made? Give the year. / What year "
        "saw the making of $s? / At what time, in years, was $s turned out by the factory? / "
        "When did the making of $s take place? / I'd like to celebrate the birthday of $s; in "
        "which year was it produced?",
    ),
    "The serial number of $s is $v.": wordings(
        "For the insurance, note that $s has the serial number $v. / The number that identifies "
        "$s is $v. / Etched into $s you can find the serial number $v. / Anyone repairing $s "
        "should quote the serial number $v. / The individual number of $s is $v. / Serial code "
        "of $s: $v.",
        "$s serial code? / $s S/N? / What identification number is assigned to $s? / Which "
        "number should I quote when $s gets repaired? / The insurance form asks for the serial "
        "of $s. / What digits identify $s? / How can I identify $s by number? / What serial is "
        "etched into $s? / Read me the serial off $s. / $S goes by what serial number? / Can "
        "somebody turn $s over and read out its serial number? / What's written on the label of "
        '$s as its serial number? / Where a form says "serial no.", what do I write for $s? / '
        "Dictate the number that is on the plate of $s.",
    ),
    "$S is made of $v.": wordings(
        "Scratch $s and underneath is nothing but $v. / $S is composed entirely of $v. / The "
        "substance of $s is $v. / Its makers shaped $s out of solid $v. / Being $v through and "
        "through, $s [feels solid|is easy to clean]. / Raw material for $s: $v.",
        "$s material? / What is $s composed of? / What substance makes up $s? / What's the raw "
        "material of $s? / In what material did they craft $s? / To clean $s properly, I have to"
        " know its material. / Wood, metal, or what else is $s? / $S is constructed from which "
        "material? / What would I see if I scratched $s, I mean, what material? / What did the "
        "craftsman shape $s out of? / Which raw stuff did they use for $s? / If $s were "
        "recycled, what material would we get? / Please describe the composition of $s. / From "
        "what sort of matter is $s formed?",
    ),
}
