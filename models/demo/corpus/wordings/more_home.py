"""More wordings of what texts tell of recipes and animals."""

from __future__ import annotations

from models.demo.corpus.relation import Wordings, wordings

MORE_HOME: dict[str, Wordings] = {
    "$S comes from $v.": wordings(
        "$S - by $v / $S (author: $v) is [easy|a little old]. / $S was made up by $v. / $S was "
        "created by $v. / $v created $s [for a birthday|one Sunday]. / $v came up with $s. / "
        "The person behind $s is $v. / It was in the kitchen of $v that $s was born. / $S was "
        "handed down to us by $v. / We have $s from $v, [a fine cook|who learned it abroad]. / "
        "Thanks to $v we now have $s. / $v wrote $s on a piece of paper and gave it to us. / "
        "Nobody but $v could have thought of $s. / The one who wrote down $s is $v. / $S was "
        "the idea of a cook called $v. / The author who gave us $s is $v.",
        "Who made up $s? / Who is the author of $s? / Who came up with $s? / inventor of $s / "
        "By whom was $s invented? / Who created $s? / Who is the person behind $s? / From whom "
        "do we have $s? / I love $s. Who invented it? / Any idea who thought out $s? / Please "
        "find out who wrote $s. / Whom can I thank for $s? / In whose kitchen was $s born? / "
        "Give me the name of the cook who invented $s. / Which person do we owe $s to? / $S "
        "comes from whom?",
    ),
    "$S takes $v.": wordings(
        "$S - time: $v / $S ($v) is [easy|good for guests]. / Time in the kitchen for $s: $v / "
        "$S is done in $v. / $S keeps you busy for $v. / You will spend $v on $s. / It takes "
        "$v to make $s. / Allow $v for $s. / $S needs $v from beginning to end. / Give "
        "yourself $v when you try $s. / In only $v you can finish $s. / The preparation of $s "
        "lasts $v. / If you follow $s, you can eat after $v. / You must plan $v of your time "
        "for $s. / According to $s, $v in the kitchen are enough. / Whoever makes $s will need "
        "$v.",
        "How long will it take me to make $s? / How many minutes does $s take? / time for $s / "
        "How long is the preparation of $s? / How much time do I have to allow for $s? / How "
        "long am I busy with $s? / What is the time needed to finish $s? / I want to try $s. "
        "How long will it take? / How soon can we eat if I follow $s? / Any idea how many "
        "minutes I need for $s? / Please find out how long $s takes. / $S, how long does it "
        "take? / How many minutes must I give myself for $s? / From start to finish, how much "
        "time does $s take? / $S takes how long? / How many minutes do I plan for $s?",
    ),
    "The oven temperature for $s is $v.": wordings(
        "$S - oven: $v / Oven for $s: $v / Set the oven to $v for $s. / Turn the oven up to $v "
        "and begin with $s. / For $s the oven is heated to $v. / $S says that the oven has to "
        "be at $v. / $S only works in an oven at $v. / Baking temperature for $s: $v / Bake at "
        "$v, says $s. / When the oven has reached $v, go on with $s. / $S calls for an oven "
        "heated to $v. / You need an oven of $v to make $s. / With the oven at $v, $s [never "
        "fails|turns out well]. / According to $s, the oven has to be heated to $v. / The oven "
        "must reach $v for $s. / The temperature of the oven should be $v for $s.",
        "oven temperature for $s / What do I set the oven to for $s? / At what temperature do "
        "I bake when I follow $s? / How far do I turn up the oven for $s? / How hot an oven "
        "does $s call for? / What should the oven be set to for $s? / How many degrees does "
        "the oven need for $s? / I am making $s. How hot should the oven be? / What "
        "temperature must the oven reach for $s? / Any idea how hot the oven has to be for $s? "
        "/ Please find out the baking temperature for $s. / $S, how hot does the oven have to "
        "be? / What is the right temperature for $s? / How many degrees should the oven have "
        "for $s? / According to $s, how hot must the oven be? / To what temperature do I heat "
        "the oven for $s?",
    ),
    "$S serves $v people.": wordings(
        "$S - serves $v / Servings in $s: $v / $S makes enough for $v. / $S gives $v portions. "
        "/ $S is made for $v hungry people. / $v people can eat from what $s makes. / If you "
        "follow $s, $v people can eat. / You will get $v servings out of $s. / When $v guests "
        "come to dinner, try $s. / $S is right for a party of $v. / $S fills $v plates. / Cook "
        "$s and $v people will have enough to eat. / What you make with $s can be shared by $v "
        "people. / With $s you can serve $v guests. / $S has enough food for $v people. / The "
        "number of guests one can feed with $s is $v.",
        "servings in $s / How many does $s serve? / How many portions does $s give? / How many "
        "people can eat if I follow $s? / For how many guests is $s right? / How many plates "
        "does $s fill? / How many people can I serve with $s? / Guests are coming and I want "
        "to try $s. How many people is it for? / How many servings will I get out of $s? / Any "
        "idea how many people $s is meant for? / Please find out how many people $s is enough "
        "for. / $S, how many people is it for? / By how many people can the food of $s be "
        "shared? / $S serves how many people? / For how many people is there enough in $s? / "
        "What is the number of guests that $s can feed?",
    ),
    "$s belongs to $v.": wordings(
        "$s - owner: $v / $s is the pet of $v. / $s has an owner [called|named] $v. / Owner of "
        "$s: $v / $v has [a pet called|an animal called] $s. / $s is kept by $v. / $v keeps $s "
        "[at home|behind the house]. / The person to whom $s belongs is $v. / $v got $s as a "
        "present [years ago|for a birthday]. / $s was sold to $v. / Since last year $v has "
        "been the owner of $s. / $v is proud to own $s. / $v and $s are always together, owner "
        "and animal. / The one who owns $s is $v. / $s has $v for an owner. / $s was bought by "
        "its owner, $v.",
        "$s - who is the owner? / owner of $s / Whose pet is $s? / Who keeps $s? / By whom is "
        "$s kept? / What is the owner of $s called? / Who is proud to own $s? / I have found "
        "$s in the street. Who is the owner? / Who got $s as a present? / Any idea who owns "
        "$s? / Please find out who the owner of $s is. / Whose is $s? / Which person has $s as "
        "a pet? / Give me the name of the owner of $s. / $s belongs to whom? / Who is the "
        "person that owns $s?",
    ),
    "$s is $v old.": wordings(
        "$s - age: $v / Age of $s: $v / $s, $v old, [sleeps a lot|is in good health]. / $s was "
        "born $v before today. / $s has been alive for $v. / $s has been around for $v. / $v "
        "have passed since the birth of $s. / $s has turned $v old. / $s has spent $v on this "
        "earth. / It is $v since $s came into the world. / For an animal of $v, $s is [very "
        "quick|still strong]. / $s celebrates a birthday today: $v! / Looking back, $s has had "
        "$v of life. / $s has an age of $v. / $s has been in the world for $v. / The vet says "
        "that the age of $s is $v.",
        "$s - how old? / age of $s / How many years has $s been alive? / How many years have "
        "passed since the birth of $s? / What age is $s? / How old has $s become? / How long "
        "ago was $s born? / I am filling in a form for $s. What age do I write? / How long has "
        "$s been in the world? / Any idea of the age of $s? / Please find out how old $s is. / "
        "How many years has $s spent on this earth? / Of what age is $s? / $s is how old? / "
        "What age does the vet say $s is? / How many years has $s lived?",
    ),
    "$s eats $v.": wordings(
        "$s - food: $v / Food for $s: $v / $s feeds on $v. / The favourite food of $s is $v. / "
        "$s is given $v to eat. / What $s eats is $v. / $s lives on $v. / For dinner $s has "
        "$v. / $s just loves to eat $v. / Please give $s some $v [twice a day|in the evening]. "
        "/ $s gets [a bowl|a plate] of $v each day. / The diet of $s is mainly $v. / The only "
        "thing that $s will eat is $v. / In the morning $s wants some $v to eat. / The food "
        "that $s gets is $v. / If you feed $s, bring $v.",
        "$s - what does it eat? / food for $s / What does $s feed on? / What is the favourite "
        "food of $s? / What should I give $s to eat? / What does $s live on? / What does $s "
        "have for dinner? / I am looking after $s this week. What does it eat? / What is the "
        "diet of $s? / Any idea what food I should buy for $s? / Please find out what $s is "
        "fed with. / What sort of food does $s like? / What goes into the bowl of $s? / $s "
        "eats what? / What food do I bring for $s? / What does one feed $s with?",
    ),
    "$s is $v.": wordings(
        "$s - colour: $v / Colour of $s: $v / The colour of $s is best described as $v. / $s "
        "is $v all over. / $s is $v in color. / The colour to look for, if $s is lost, is $v. "
        "/ You can tell $s by the $v coat. / The coat that $s wears all year round is $v. / "
        "Somebody saw $s and said that its colour was $v. / With its $v color, $s is easy to "
        "find. / $s was born $v and has kept that colour. / On the picture one sees the colour "
        "of $s: $v. / The coat of $s has turned out $v, like that of its mother. / $s has the "
        "color $v. / The color of the coat of $s is $v. / From head to tail the coat of $s is "
        "$v.",
        "$s - what colour? / colour of $s / Which colour is $s? / What is the colour of the "
        "coat of $s? / Of what colour is $s? / What does $s look like, I mean the colour? / "
        "What colour coat does $s wear? / I am looking for $s. What color is it? / In what "
        "color was $s born? / Any idea what color $s is? / Please find out the color of $s. / "
        "What color is $s on the picture? / I want to paint $s. Which color do I take? / $s is "
        "of what color? / Which color did nature give to $s? / What color does $s have from "
        "head to tail?",
    ),
    "$s weighs $v.": wordings(
        "$s - weight: $v / Weight of $s: $v / $s was put on the scales: $v. / $s comes in at "
        "$v on the scales. / $s tips the scales at $v. / $s, weighed this morning: $v. / When "
        "you carry $s, you carry $v. / $s now stands at $v on the scales[, a little more than "
        "before|]. / The scales show $v for $s. / The weight of $s was found to be $v. / $s "
        "has grown and now weighs in at $v. / We weighed $s and got $v. / A weight of $v is "
        "normal for $s. / The scales say $v when $s is on them. / The vet has weighed $s: it "
        "was $v. / $s reached a weight of $v.",
        "$s - how heavy? / weight of $s / How many kilos or grams does $s weigh? / What do the "
        "scales show for $s? / At how much does $s tip the scales? / What is the body weight "
        "of $s? / How much weight does $s have? / I have to carry $s. How heavy is it? / If I "
        "lift $s, how much do I lift? / Any idea how heavy $s is? / Please find out how much "
        "$s weighs. / What was the result when $s was weighed? / How much does $s bring to the "
        "scales? / $s weighs how much? / What weight did $s reach on the scales? / How heavy "
        "did the vet say $s is?",
    ),
}
