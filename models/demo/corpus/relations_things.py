"""What texts tell of things that one owns."""

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
)
