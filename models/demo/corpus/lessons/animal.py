"""More wordings of what texts tell of a animal, and of how it is asked for."""

from __future__ import annotations

from models.demo.corpus.relation import Wordings, wordings

ANIMAL: dict[str, Wordings] = {
    "$s belongs to $v.": wordings(
        "The master of $s is $v. / $v paid for $s and took it home. / The name of the owner on "
        "the tag of $s is $v. / $s ran away, and $v, the owner, is looking for it. / By law $s "
        "is the property of $v. / $v adopted $s [from a shelter|last autumn].",
        "Who is the master of $s? / Whose name is on the tag of $s as owner? / In the eyes of "
        "the law, who possesses $s? / Who adopted $s? / $s has run away; which person must be "
        "informed? / Who paid for $s and took it home? / Under whose roof does $s live, who is "
        'its human? / To what person should I return $s? / Who has the right to say "$s is '
        'mine"? / $s - whose animal? / The rightful owner of $s is ... / Which human does $s '
        "follow as its owner? / Who brings $s to the vet as its owner? / Who is $s's human?",
    ),
    "$s is $v old.": wordings(
        "The years of $s add up: it is $v old now. / By the teeth, the vet put the age of $s at "
        "$v. / $s has $v behind it since its birth. / It took $s $v of life to get this calm. / "
        "$s, who is $v of age, [still plays|has grey hair]. / $s has been in this world for $v.",
        "How many birthdays has $s had? / $s's age in years? / What age did the vet estimate for"
        " $s? / How many candles go on the birthday cake of $s? / How long has the life of $s "
        "lasted so far? / Is $s young or old - how many years exactly? / How advanced in years "
        "is $s? / What number of years does $s have behind it? / The vet asks about the age: "
        "what should I answer for $s? / Counting from birth, how many years is $s now? / How "
        "aged is $s? / Since its birth, $s has lived how long? / What's $s in years? / $s has "
        "now reached an age of ...",
    ),
    "$s eats $v.": wordings(
        "$s licks the bowl clean when there is $v in it. / The owner buys $v as food for $s. / "
        "$s munches $v [all day|morning and evening]. / $s gobbles up $v as soon as it is "
        "served. / You can lure $s with a bit of $v. / A meal for $s consists of $v.",
        "What does $s munch? / What do I put out for $s at feeding time? / What sort of feed "
        "must be bought for $s? / With what treat can one lure $s? / $s's diet? / What is on the"
        " menu for $s? / What does a meal for $s consist of? / What gets gobbled up by $s? / I "
        "am going shopping; what do I pick up as food for $s? / On what is $s nourished? / When "
        "$s licks its bowl clean, what was in it? / What kind of nutrition does $s require? / $s"
        " is usually fed on ... / What fills the belly of $s?",
    ),
    "$s is $v.": wordings(
        "The fur or feathers of $s are $v. / $s wears a coat in $v. / The poster about the lost "
        "$s says that its colour is $v. / $s looks $v in every light. / A painter would need $v "
        "for a portrait of $s. / As for its colour, $s is $v.",
        "What shade is the fur of $s? / $s is lost; what colour should the poster mention? / How"
        " would you describe $s in terms of colour? / What tint does the coat of $s have? / By "
        "which colour can I recognise $s? / $s's colouring? / Which paint would an artist need "
        "for a portrait of $s? / What hue is $s? / Is $s black, white or what other colour? / In"
        " what colour do I imagine $s? / The colour of the animal $s is ... / Looking at $s, "
        "which colour do you see? / Colour-wise, what is $s like? / Which colour distinguishes "
        "$s from other animals?",
    ),
    "$s weighs $v.": wordings(
        "The body of $s weighs in at $v, says the vet. / Heavy or not, $s has $v as its weight. "
        "/ $s makes the scales show $v. / The vet noted a weight of $v for $s. / The carrier for"
        " $s has to hold $v. / $s puts $v on the balance.",
        "What is $s's weight? / How many pounds or kilos does $s have? / What load must a "
        "carrier for $s hold? / Is $s light or heavy - what are the figures? / What does $s come"
        " to on the balance? / The vet needs to know the weight before giving medicine to $s; "
        "what is it? / What figure appears when $s steps on the scales? / $s's mass? / What's "
        "the heaviness of $s? / $s tips the balance at ... / To what weight has $s grown? / Put "
        "$s on the scales: what is the reading? / By weight, how big is $s? / What did $s weigh "
        "in at?",
    ),
}
