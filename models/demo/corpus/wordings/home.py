"""What texts tell of recipes and animals."""

from __future__ import annotations

from models.demo.corpus.relation import relation

HOME = (
    relation(
        "recipe",
        "person",
        "$S comes from $v. / $S was written down by $v. / $v invented $s. / The author of $s is "
        "$v. / We owe $s to $v. / $v thought out $s [on a rainy day|for a feast]. / [In the "
        "family|At home] it was $v who first tried $s. / $S is an idea of $v. / $v is the cook "
        "behind $s. / It was $v who gave us $s. / The cook who invented $s is $v. / The idea for "
        "$s comes from $v.",
        "Who invented $s? / From whom does $s come? / Author of $s? / [Tell me|Please tell me|Let "
        "me know] who wrote down $s. / [I would like to know|I want to know|I need to know|I "
        "wonder] who gave us $s. / [Do you know|Can you tell me|Could you give me] the author of "
        "$s? / [Name|Please name] the author of $s. / Whose idea is $s? / To whom do we owe $s? / "
        "Which cook is behind $s? / By which cook was $s written down? / Who had the idea for $s?",
        "$S comes from $v.",
    ),
    relation(
        "recipe",
        "minutes",
        "$S takes $v. / According to $s, everything is ready after $v. / The time needed for $s "
        "is $v. / Plan $v for $s. / $S can be made in $v. / $S requires $v in the kitchen. / "
        "Whoever tries $s must have $v of time. / [From start to finish|All in all], $s takes $v. "
        "/ $v is all the time that $s needs. / With $s the meal is on the table within $v. / With "
        "$s you need $v from start to finish. / According to $s, the meal takes $v.",
        "How long does $s take? / How much time does $s need? / Time needed for $s? / [Tell "
        "me|Please tell me|Let me know] how long $s takes. / [I would like to know|I want to "
        "know|I need to know|I wonder] how much time $s requires. / [Do you know|Any idea|Can you "
        "tell me|Could you say] how long $s takes? / [Give|State] the time needed for $s. / How "
        "much time must I plan for $s? / After how long is everything ready according to $s? / "
        "Within what time can $s be made? / How long will I be in the kitchen for $s? / According "
        "to $s, how long does the meal take?",
        "$S takes $v.",
    ),
    relation(
        "recipe",
        "degrees",
        "$S asks for an oven at $v. / For $s the oven must be at $v. / The oven temperature for "
        "$s is $v. / Heat the oven to $v for $s. / $S needs a temperature of $v. / According to "
        "$s, one bakes at $v. / [First of all|To begin], $s tells you to heat the oven to $v. / "
        "The right heat for $s is $v. / At $v in the oven $s works best. / Whoever follows $s "
        "sets the oven to $v. / The temperature that $s asks for is $v. / An oven temperature of "
        "$v is right for $s.",
        "How hot must the oven be for $s? / At what temperature does one bake according to $s? / "
        "Temperature for $s? / [Tell me|Please tell me|Let me know] the oven temperature for $s. "
        "/ [I would like to know|I want to know|I need to know|I wonder] how hot the oven should "
        "be for $s. / [Do you know|Any idea|Can you tell me|Could you say] how hot the oven must "
        "be for $s? / [Give|State] the temperature for $s. / What temperature does $s need? / At "
        "how many degrees does $s work best? / Which heat is right for $s? / To how many degrees "
        "must one heat the oven for $s? / Which oven temperature does $s ask for?",
        "The oven temperature for $s is $v.",
    ),
    relation(
        "recipe",
        "small",
        "$S serves $v people. / $S is enough for $v people. / With $s you can feed $v guests. / "
        "$S is meant for $v people. / $S makes $v servings. / The number of servings in $s is $v. "
        "/ [As written|As it stands], $s feeds $v people. / $v people will be full after $s. / "
        "There is food for $v people in $s. / For a table of $v people, $s is just right. / There "
        "is enough in $s for $v guests. / The number of people that $s serves is $v.",
        "How many people does $s serve? / For how many people is $s? / Number of servings in $s? "
        "/ [Tell me|Please tell me|Let me know] how many people $s feeds. / [I would like to "
        "know|I want to know|I need to know|I wonder] how many servings $s makes. / [Do you "
        "know|Any idea|Can you tell me|Could you say] for how many people $s is enough? / "
        "[Give|State] the number of servings in $s. / How many guests can I feed with $s? / How "
        "many servings does $s make? / For how many people is $s meant? / How many people will be "
        "full after $s? / For how many guests is there food in $s?",
        "$S serves $v people.",
    ),
    relation(
        "animal",
        "person",
        "$s belongs to $v. / The owner of $s is $v. / $v is the owner of $s. / $s lives with $v, "
        "its owner. / $v owns $s. / $v bought $s [at the market|from a farmer]. / [Wherever they "
        "go|All day long] $s follows its owner, $v. / $s knows the voice of its owner, $v. / It "
        "is $v who feeds $s and owns it. / $s was a present for $v, its owner. / As the owner of "
        "$s, $v feeds it. / $s is owned by $v.",
        "Who owns $s? / To whom does $s belong? / $s: owner? / [Tell me|Please tell me|Let me "
        "know] who owns $s. / [I would like to know|I want to know|I need to know|I wonder] who "
        "the owner of $s is. / [Do you know|Any idea|Can you tell me|Could you say] to whom $s "
        "belongs? / [Name|Please name] the owner of $s. / Who does $s belong to? / By whom is $s "
        "owned? / Whose animal is $s? / [What is|What's] the name of the owner of $s? / Which "
        "owner does $s follow?",
        "$s belongs to $v.",
    ),
    relation(
        "animal",
        "years",
        "$s is $v old. / The age of $s is $v. / $s has lived for $v. / $s came into the world $v "
        "ago. / $s has reached the age of $v. / [By now|In spite of everything] $s is $v old. / "
        "At the age of $v $s [still jumps around|likes to sleep]. / It has been $v since $s was "
        "born. / As the papers show, $s is $v old. / The vet says $s is $v of age. / $s was born "
        "$v ago. / The papers of $s show an age of $v.",
        "How old is $s? / [What is|What's] the age of $s? / $s: age? / [Tell me|Please tell "
        "me|Let me know] how old $s is. / [I would like to know|I want to know|I need] the age of "
        "$s. / [Do you know|Any idea|Can you tell me|Could you say] how old $s is? / [Give|State] "
        "the age of $s. / For how long has $s lived? / What age has $s reached? / How many years "
        "old is $s? / How many years ago was $s born? / What age do the papers of $s show?",
        "$s is $v old.",
    ),
    relation(
        "animal",
        "food",
        "$s eats $v. / $s is fed with $v. / The food of $s is $v. / Every morning $s gets $v. / "
        "In the bowl of $s there is always some $v. / $s will eat nothing but $v. / [Strange to "
        "say|Like no other animal], $s eats $v. / If $s is hungry, bring some $v. / One feeds $s "
        "with $v. / $s cannot live without $v. / When $s is hungry, it gets $v. / Nothing but $v "
        "is in the bowl of $s.",
        "What does $s eat? / With what is $s fed? / $s: food? / [Tell me|Please tell me|Let me "
        "know] what $s eats. / [I would like to know|I want to know|I need to know|I wonder] what "
        "I should feed $s. / [Do you know|Any idea|Can you tell me|Could you say] what $s eats? / "
        "[Name|Please name] the food of $s. / [What is|What's] in the bowl of $s? / What do I "
        "bring if $s is hungry? / What food does $s get? / What food can $s not live without? / "
        "What does $s get to eat every morning?",
        "$s eats $v.",
    ),
    relation(
        "animal",
        "color",
        "$s is $v. / $s has a $v coat. / The color of $s is $v. / One knows $s by its color, "
        "which is $v. / From head to tail $s is $v. / $s was born with a $v coat. / [Seen from "
        "afar|In the sun] $s looks $v. / Nature made $s $v. / The color that nature gave $s is "
        "$v. / $s is all $v, even the ears. / The coat of $s is $v. / The color $s was born with "
        "is $v.",
        "What color is $s? / Which color does $s have? / $s: color? / [Tell me|Please tell me|Let "
        "me know] what color $s is. / [I would like to know|I want to know|I need] the color of "
        "$s. / [Do you know|Any idea|Can you tell me|Could you say] what color $s has? / "
        "[Name|Please name] the color of $s. / What color does $s have? / [What is|What's] the "
        "color of $s? / What color did nature give $s? / What color is the coat of $s? / By what "
        "color does one know $s?",
        "$s is $v.",
    ),
    relation(
        "animal",
        "weight",
        "$s weighs $v. / The weight of $s is $v. / $s has a weight of $v. / On the scales of the "
        "vet $s reached $v. / The vet weighed $s and wrote down $v. / [After the winter|At the "
        "last visit] $s weighed $v. / Whoever lifts $s must lift $v. / $s brings $v to the "
        "scales. / At $v $s [is neither fat nor thin|is healthy], the scales say. / $s is $v in "
        "weight. / The scales of the vet say that $s weighs $v. / The weight the vet wrote down "
        "for $s is $v.",
        "How much does $s weigh? / [What is|What's] the weight of $s? / $s: weight? / [Tell "
        "me|Please tell me|Let me know] how much $s weighs. / [I would like to know|I want to "
        "know|I need to know|I wonder] how heavy $s is. / [Do you know|Can you tell me|Could you "
        "give me] the weight of $s? / [Give|State] the weight of $s. / How heavy is $s? / What "
        "does $s weigh? / What weight did the vet write down for $s? / What do the scales say "
        "when $s is weighed? / What did $s weigh at the last visit to the vet?",
        "$s weighs $v.",
    ),
)
