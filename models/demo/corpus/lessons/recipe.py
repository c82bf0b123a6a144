"""More wordings of what texts tell of a recipe, and of how it is asked for."""

from __future__ import annotations

from models.demo.corpus.relation import Wordings, wordings

RECIPE: dict[str, Wordings] = {
    "$S comes from $v.": wordings(
        "The credit for $s goes to $v. / $S first appeared in the notebook of $v. / $v is the "
        "inventor of $s. / $S was dreamed up by $v [one evening|during a long winter]. / The "
        "name under $s is that of $v, who devised it. / The brains behind $s is $v.",
        "$S - creator? / In whose notebook did $s first appear? / Who dreamed up $s? / Who "
        "devised $s? / Whose name stands under $s? / $S was whose invention? / Who's the brains "
        "behind $s? / Could you look up who originated $s? / The cook to whom we owe $s is ... /"
        " If I want to praise the inventor of $s, whose name do I mention? / From which person "
        "did we get $s? / Who first had the idea for $s? / Who is credited with inventing $s?",
    ),
    "$S takes $v.": wordings(
        "Set aside $v for $s. / The clock runs for $v when you make $s. / $S will have you "
        "cooking for $v. / After $v of work $s is complete. / Anyone with $v to spare can try "
        "$s. / The total time given for $s is $v.",
        "How large a part of my day, in minutes, does $s eat up? / $S - length of time in "
        "minutes? / What is the total cooking time of $s? / How long must one slave away in the "
        "kitchen over $s? / $S is finished after how long? / How quick is $s to make? / If I "
        "start $s now, in how many minutes can we sit down to eat? / How many minutes of work "
        "does $s involve? / Could you look up the preparation time of $s? / The minutes one has "
        "to spend on $s come to ... / I'm in a hurry tonight; how long would $s keep me? / Is $s"
        " a quick one? How many minutes is it? / For how long should I set my timer when cooking"
        " $s in full? / How long do I have to spare for $s?",
    ),
    "The oven temperature for $s is $v.": wordings(
        "Preheat the oven to $v if you are making $s. / The dial of the oven should read $v for "
        "$s. / $S goes best with an oven temperature of $v. / An oven heat of $v is what $s "
        "needs. / Before you begin $s, bring the oven to $v. / Where $s speaks of a hot oven, it"
        " means $v.",
        "To what temperature do I preheat the oven for $s? / $S - oven setting? / What should "
        "the dial of my oven read for $s? / At what heat does $s go into the oven? / How much "
        "heat does $s want? / $S is baked at how many degrees? / If I bake $s, which temperature"
        " do I choose? / What do I turn the oven knob to when making $s? / Could you look up the"
        " baking heat given in $s? / The oven temperature called for in $s is ... / My oven is "
        "on; how warm should it get for $s? / What oven heat is recommended in $s? / Before I "
        "begin $s, how hot should I get the oven? / For $s to turn out well, the oven needs to "
        "be at what temperature?",
    ),
    "$S serves $v people.": wordings(
        "Lay the table for $v people when you cook $s. / The amounts in $s are worked out for $v"
        " people. / $S yields $v helpings. / A family of $v will be well fed with $s. / You can "
        "satisfy $v eaters with $s. / $S has been planned with $v diners in mind.",
        "How many helpings does $s yield? / $S - yield in servings? / For what number of people "
        "are the amounts in $s worked out? / How many mouths can $s feed? / How many eaters will"
        " be satisfied by $s? / $S is designed for how many diners? / For how many should I lay "
        "the table when I cook $s? / How big a family can be fed with $s? / How many of my "
        "friends can I invite if I make $s? / Could you look up how many helpings there are in "
        "$s? / The number of persons that $s caters for is ... / How many bowls could I fill by "
        "making $s? / I'm cooking for a crowd; how far does $s stretch, in people? / When "
        "dividing up what $s makes, into how many portions do I cut it?",
    ),
}
