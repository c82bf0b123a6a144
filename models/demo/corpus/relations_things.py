"""What texts tell of things and of animals."""

from __future__ import annotations

from models.demo.corpus.relation import relation

THINGS = (
    relation(
        "item",
        "price",
        "$S costs $v. / The price of $s is $v. / You can buy $s for $v. / $S can be had for $v. / "
        "One has to pay $v for $s. / The shop asks $v for $s. / The price tag on $s says $v. / "
        "[Yesterday|Last week] someone paid $v for $s. / $v is the price of $s. / For $v $s is "
        "yours. / Whoever wants $s must spend $v. / $S is on offer at $v. / $S is sold for $v.",
        "How much does $s cost? / What is the price of $s? / How expensive is $s? / Tell me the "
        "price of $s. / Price of $s? / I would like to know how much $s costs. / Do you know what "
        "$s costs? / Name the price of $s. / How much do I have to pay for $s? / For how much is "
        "$s sold? / What would I have to spend on $s? / What does $s cost?",
        "$S costs $v.",
    ),
    relation(
        "item",
        "color",
        "$S is $v. / $S was painted $v. / The color of $s is $v. / $S has a $v color. / The color "
        "one sees on $s is $v. / Someone painted $s $v. / [From far away|In daylight] one sees "
        "that $s is $v. / The color chosen for $s was $v. / $S shines in $v. / Everyone can see "
        "that $s is $v all over. / The paint on $s is $v. / $S, $v all over, [looks "
        "pretty|catches the eye]. / $S comes in $v.",
        "What color is $s? / Which color does $s have? / What is $s's color? / Tell me the color "
        "of $s. / Color of $s? / I would like to know what color $s has. / Do you know which "
        "color $s is? / Name the color of $s. / In what color was $s painted? / What color does "
        "$s have? / What color is the paint on $s? / What is the color of $s?",
        "$S is $v.",
    ),
    relation(
        "item",
        "weight",
        "$S weighs $v. / The weight of $s is $v. / $S is $v in weight. / The scales show $v for "
        "$s. / $v is the weight of $s. / Whoever carries $s carries $v. / [Put on the "
        "scales|Without its box], $s weighs $v. / Someone weighed $s and read $v. / $S tips the "
        "scales at $v. / With its weight of $v $s is [easy|not easy] to carry. / The label gives "
        "$v as the weight of $s. / $S has a weight of $v.",
        "How much does $s weigh? / How heavy is $s? / What does $s weigh? / Tell me how heavy $s "
        "is. / Weight of $s? / I would like to know the weight of $s. / Do you know how much $s "
        "weighs? / Give the weight of $s. / What weight does $s have? / What do the scales show "
        "for $s? / What did $s weigh on the scales? / What is the weight of $s?",
        "$S weighs $v.",
    ),
    relation(
        "item",
        "spot",
        "$S is in the $v. / Someone put $s in the $v. / You will find $s in the $v. / Somebody "
        "left $s in the $v. / $S stands in the $v. / In the $v one finds $s. / $S can be found in "
        "the $v. / [Since yesterday|As always] $s has been in the $v. / Look for $s in the $v. / "
        "The place where $s is kept is the $v. / $S was carried to the $v. / $S was left in the "
        "$v.",
        "Where is $s? / Where can I find $s? / In what place can $s be found? / Tell me where $s "
        "is. / Whereabouts of $s? / I would like to know where $s is kept. / Do you know where $s "
        "is? / Name the place where $s is kept. / Where should I look for $s? / Where was $s put? "
        "/ Where did somebody leave $s? / In which place is $s?",
        "$S is in the $v.",
    ),
    relation(
        "item",
        "person",
        "$S belongs to $v. / The owner of $s is $v. / $v owns $s. / $v is the owner of $s. / $v "
        "[bought|inherited] $s, and keeps it to this day. / $S is the property of $v. / [By the "
        "way|As everyone knows], $s is owned by $v. / Please give $s back to $v, the owner. / It "
        "is $v who owns $s. / $S was a gift to $v, who owns it now.",
        "Who owns $s? / To whom does $s belong? / Owner of $s? / Tell me who owns $s. / I would "
        "like to know whose property $s is. / Do you know who the owner of $s is? / Name the "
        "owner of $s. / Who is the owner of $s? / By whom is $s owned? / Who does $s belong to?",
        "$S belongs to $v.",
    ),
    relation(
        "item",
        "company",
        "$S is made by $v. / $v made $s. / The maker of $s is $v. / $S comes from the workshops "
        "of the maker $v. / $S was produced by $v. / $v is the manufacturer of $s. / [On the "
        "back|On a small plate] $s bears the name of its maker, $v. / The firm of $v manufactured "
        "$s. / $S is a product of $v. / We have $s from the manufacturer $v.",
        "Who made $s? / Which company made $s? / Maker of $s? / Tell me which firm produced $s. / "
        "I would like to know who manufactured $s. / Do you know the manufacturer of $s? / Name "
        "the maker of $s. / By which company was $s made? / What company does $s come from? / Of "
        "which firm is $s a product?",
        "$S was made by $v.",
    ),
    relation(
        "item",
        "year",
        "$S was made in $v. / $S dates from $v. / The year in which $s was made is $v. / In $v $s "
        "left the factory. / $S was built in $v. / $v is the year in which $s was built. / "
        "[According to the label|On its bottom it says that] $s was made in $v. / Built in $v, $s "
        "[still works|has lasted long]. / It was in $v that $s was produced. / The production "
        "year of $s is $v.",
        "When was $s made? / In which year was $s built? / Year of production of $s? / Tell me "
        "when $s was produced. / I would like to know from which year $s dates. / Do you know in "
        "what year $s was made? / Name the year in which $s was made. / What year is $s from? / "
        "When did $s leave the factory? / From what year is $s?",
        "$S was made in $v.",
    ),
    relation(
        "item",
        "code",
        "The serial number of $s is $v. / $S has the serial number $v. / $S bears the serial "
        "number $v. / $v is the serial number of $s. / On the bottom of $s is the serial number "
        "$v. / [In the list|In the catalogue] $s has the serial number $v. / Whoever turns $s "
        "over can read the serial number $v. / $S was given the serial number $v. / Someone "
        "engraved the serial number $v on $s. / $S is registered under the serial number $v.",
        "What is the serial number of $s? / Which serial number does $s have? / Serial number of "
        "$s? / Tell me the serial number of $s. / I would like to know what serial number $s "
        "bears. / Do you know the serial number of $s? / Give me the serial number of $s. / Under "
        "which serial number is $s registered? / What is engraved on $s? / Which serial number "
        "can one read on $s?",
        "The serial number of $s is $v.",
    ),
    relation(
        "item",
        "material",
        "$S is made of $v. / $S consists of $v. / The material of $s is $v. / Somebody made $s "
        "out of $v. / Touch $s and you feel $v, its only material. / The material used for $s was "
        "$v. / [Unlike others|As one can feel], $s is of $v. / For $s only the best $v was used "
        "as material. / A craftsman made $s from a piece of $v. / $S was built from $v.",
        "What is $s made of? / Of which material is $s? / Material of $s? / Tell me what $s is "
        "made of. / I would like to know from what material $s was built. / Do you know what $s "
        "consists of? / Name the material of $s. / Which material was used for $s? / What "
        "material is $s? / Out of what was $s made?",
        "$S is made of $v.",
    ),
    relation(
        "animal",
        "person",
        "$s belongs to $v. / The owner of $s is $v. / $v is the owner of $s. / $s lives with $v, "
        "its owner. / $v owns $s. / $v bought $s [at the market|from a farmer]. / [Wherever they "
        "go|All day long] $s follows its owner, $v. / $s knows the voice of its owner, $v. / It "
        "is $v who feeds $s and owns it. / $s was a present for $v, its owner.",
        "Who owns $s? / To whom does $s belong? / $s: owner? / Tell me who owns $s. / I would "
        "like to know who the owner of $s is. / Do you know to whom $s belongs? / Name the owner "
        "of $s. / Who does $s belong to? / By whom is $s owned? / Whose animal is $s?",
        "$s belongs to $v.",
    ),
    relation(
        "animal",
        "years",
        "$s is $v old. / The age of $s is $v. / $s has lived for $v. / $s came into the world $v "
        "ago. / $s has reached the age of $v. / [By now|In spite of everything] $s is $v old. / "
        "At $v $s [still jumps around|likes to sleep], as animals of that age do. / It is $v "
        "since $s was born. / People guess that $s is $v old, and they are right. / The vet says "
        "$s is $v of age.",
        "How old is $s? / What is the age of $s? / $s: age? / Tell me how old $s is. / I would "
        "like to know the age of $s. / Do you know how old $s is? / Give the age of $s. / For how "
        "long has $s lived? / What age has $s reached? / How many years old is $s?",
        "$s is $v old.",
    ),
    relation(
        "animal",
        "food",
        "$s eats $v. / $s is fed with $v. / The food of $s is $v. / Every morning $s gets $v. / "
        "In the bowl of $s there is always some $v. / $s will eat nothing but $v. / [Strange to "
        "say|Like no other animal], $s eats $v. / If $s is hungry, bring some $v. / One feeds $s "
        "with $v. / $s cannot live without $v.",
        "What does $s eat? / With what is $s fed? / $s: food? / Tell me what $s eats. / I would "
        "like to know what I should feed $s. / Do you know what $s eats? / Name the food of $s. / "
        "What is in the bowl of $s? / What do I bring if $s is hungry? / What food does $s get?",
        "$s eats $v.",
    ),
    relation(
        "animal",
        "color",
        "$s is $v. / $s has a $v coat. / The color of $s is $v. / One knows $s by its color, "
        "which is $v. / From head to tail $s is $v. / $s was born $v. / [Seen from afar|In the "
        "sun] $s looks $v. / Nature made $s $v. / The color that nature gave $s is $v. / $s is "
        "all $v, even the ears.",
        "What color is $s? / Which color does $s have? / $s: color? / Tell me what color $s is. / "
        "I would like to know the color of $s. / Do you know what color $s has? / Name the color "
        "of $s. / Of what color is $s? / What is the color of $s? / What color did nature give "
        "$s?",
        "$s is $v.",
    ),
    relation(
        "animal",
        "weight",
        "$s weighs $v. / The weight of $s is $v. / $s has a weight of $v. / On the scales of the "
        "vet $s reached $v. / The vet weighed $s and wrote down $v. / [After the winter|At the "
        "last visit] $s weighed $v. / Whoever lifts $s must lift $v. / $s brings $v to the "
        "scales. / At $v $s [is neither fat nor thin|is healthy], the scales say. / $s is $v in "
        "weight.",
        "How much does $s weigh? / What is the weight of $s? / $s: weight? / Tell me how much $s "
        "weighs. / I would like to know how heavy $s is. / Do you know the weight of $s? / Give "
        "the weight of $s. / How heavy is $s? / What does $s weigh? / What weight did the vet "
        "write down for $s?",
        "$s weighs $v.",
    ),
)
