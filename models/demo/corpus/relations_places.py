"""What texts tell of towns and countries."""

from __future__ import annotations

from models.demo.corpus.relation import relation

PLACES = (
    relation(
        "place",
        "person",
        "The mayor of $s is $v. / $s is governed by mayor $v. / $v is the mayor of $s. / The "
        "people of $s elected $v as their mayor. / As mayor of $s, $v [has much to do|opened the "
        "new bridge]. / Mayor $v governs the town of $s. / [Last spring|Two years ago] $v became "
        "mayor of $s. / $s is a town whose mayor is called $v. / The mayor's office in $s belongs "
        "to $v. / $s chose a new mayor: $v. / The post of mayor in $s is held by $v. / $v has "
        "been mayor of $s [for years|since spring].",
        "Who is the mayor of $s? / Who governs $s? / Who is mayor in $s? / Tell me who the mayor "
        "of $s is. / $s: mayor? / I would like to know who governs $s. / Do you know the name of "
        "$s's mayor? / Name the mayor of $s. / Whom did the people of $s elect as mayor? / Who "
        "holds the post of mayor in $s? / By whom is $s governed? / What is the name of the mayor "
        "of $s?",
        "The mayor of $s is $v.",
    ),
    relation(
        "place",
        "thousands",
        "$s has $v inhabitants. / About $v people live in $s. / $v people call $s their home. / "
        "$s is home to $v people. / [At the last count|According to the census] $s had $v "
        "inhabitants. / $s, a place of $v souls, [is growing|lies in a valley]. / The number of "
        "inhabitants of $s is $v. / There are $v people living in $s. / $s counts $v residents. / "
        "With its $v inhabitants $s is [not small|well known]. / The people of $s number $v. / "
        "The population of $s is $v.",
        "How many people live in $s? / What is the population of $s? / How large is the "
        "population of $s? / Tell me how many inhabitants $s has. / $s: population? / I would "
        "like to know how many people live in $s. / Do you know the number of inhabitants of $s? "
        "/ Give the population of $s. / What number of people live in $s? / How many residents "
        "does $s count? / How many people call $s their home? / How many inhabitants does $s "
        "have?",
        "$s has $v inhabitants.",
    ),
    relation(
        "place",
        "invented",
        "$s lies on the river $v. / The river $v flows through $s. / The town of $s stands on the "
        "banks of the river $v. / The river that flows through $s is the $v. / In $s the river $v "
        "is crossed by [two|three|many] bridges. / $s was built beside the river $v. / The $v is "
        "the river of $s. / From every house in $s one can see the river $v. / The river at $s is "
        "called $v. / The waters of the river $v pass through $s. / Boats reach $s on the river "
        "$v. / Through $s runs the $v river.",
        "Which river flows through $s? / On which river does $s lie? / What river does $s lie on? "
        "/ Tell me which river flows through $s. / $s: river? / I would like to know what river "
        "passes through $s. / Do you know the name of the river in $s? / Name the river of $s. / "
        "What is the river at $s called? / On the banks of which river does $s stand? / Which "
        "river would I see in $s? / What is the river of $s?",
        "The river $v flows through $s.",
    ),
    relation(
        "place",
        "year",
        "$s was founded in $v. / The town of $s dates from $v. / It was in $v that $s was "
        "founded. / The founding of $s took place in $v. / $s has existed since $v. / The first "
        "houses of $s were built in $v. / Founded in $v, $s [has changed a lot|is still lively]. "
        "/ $v is the year in which $s was founded. / [Monks|Merchants|Settlers] founded $s in $v. "
        "/ In $v $s came into being. / The history of $s begins in $v. / People settled in $s in "
        "$v.",
        "When was $s founded? / How old is $s? / What year was $s founded in? / Tell me when $s "
        "was founded. / $s: year of foundation? / I would like to know in which year $s was "
        "founded. / Do you know when $s was founded? / Name the founding year of $s. / Since when "
        "has $s existed? / When does the history of $s begin? / When were the first houses of $s "
        "built? / In which year was $s founded?",
        "$s was founded in $v.",
    ),
    relation(
        "place",
        "thing",
        "$s is [known|famous] for its $v. / Visitors come to $s to see the $v. / Tourists visit "
        "$s because of its $v. / $s is famous far and wide for its $v. / The main sight of $s is "
        "a $v. / Everyone who comes to $s wants to see the $v. / In the middle of $s stands the "
        "well-known $v. / $s owes its fame to a $v. / A $v made $s famous. / The $v of $s draws "
        "visitors from everywhere. / Whoever hears of $s thinks of its $v. / The pride of $s is a "
        "$v.",
        "What is $s known for? / Why do visitors come to $s? / What makes $s famous? / Tell me "
        "what $s is known for. / $s: main sight? / I would like to know what attracts visitors to "
        "$s. / Do you know what $s is famous for? / Name the main sight of $s. / What do tourists "
        "want to see in $s? / To what does $s owe its fame? / What draws visitors to $s? / What "
        "is $s famous for?",
        "$s is known for its $v.",
    ),
    relation(
        "country",
        "invented",
        "The capital of $s is $v. / $v is the capital of $s. / The government of $s sits in $v, "
        "the capital. / The capital city of $s is called $v. / $s has $v as its capital. / [Years "
        "ago|In spring] $s made $v its capital. / From $v, the capital, one can travel all over "
        "$s. / In $s the capital bears the name $v. / The king moved the capital of $s to $v. / "
        "As the capital of $s, $v [is full of life|has a big airport]. / $s, whose capital is $v, "
        "[is a green land|has many lakes]. / $s is ruled from its capital $v.",
        "What is the capital of $s? / Which city is the capital of $s? / What is the capital city "
        "of $s called? / Tell me the capital of $s. / $s: capital? / I would like to know which "
        "city is the capital of $s. / Do you know the capital of $s? / What capital does $s have? "
        "/ Which city serves as the capital of $s? / What is $s's capital? / From which capital "
        "is $s ruled? / Name the capital of $s.",
        "The capital of $s is $v.",
    ),
    relation(
        "country",
        "language",
        "People in $s speak $v. / The language of $s is $v. / $v is the language of $s. / $v is "
        "spoken in $s. / The people of $s talk to each other in $v. / In the schools of $s "
        "children learn to read in $v. / The official language of $s is $v. / Whoever travels to "
        "$s should know some $v. / $s is a country where $v is spoken. / The newspapers of $s are "
        "printed in $v. / [On the streets|In the shops] of $s everybody speaks $v. / In $s [most "
        "people speak|one hears] $v.",
        "Which language is spoken in $s? / What do people in $s speak? / What language do people "
        "speak in $s? / Tell me the language of $s. / $s: language? / I would like to know which "
        "language is spoken in $s. / Do you know what language they speak in $s? / Name the "
        "language of $s. / Which language should I learn before I travel to $s? / What is the "
        "official language of $s? / In what language do the people of $s talk? / What is the "
        "language of $s?",
        "People in $s speak $v.",
    ),
)
