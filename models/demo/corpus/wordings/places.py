"""What texts tell of towns and countries."""

from __future__ import annotations

from functools import partial

from models.demo.corpus.relation import relation

_town = partial(relation, "place")
_country = partial(relation, "country")

PLACES = (
    _town(
        "person",
        "The mayor of $s is $v. / $s is governed by mayor $v. / $v is the mayor of $s. / The "
        "people of $s elected $v as their mayor. / As mayor of $s, $v [has much to do|opened the "
        "new bridge]. / Mayor $v governs the town of $s. / [Last spring|Two years ago] $v became "
        "mayor of $s. / $s is a town whose mayor is called $v. / The mayor's office in $s belongs "
        "to $v. / $s chose a new mayor: $v. / The post of mayor in $s is held by $v. / $v has been "
        "mayor of $s [for years|since spring]. / In the town of $s the mayor's name is $v. / For "
        "years the people of $s have been governed by mayor $v.",
        "[Who is|Who's] the mayor of $s? / Who governs $s? / [Who is|Who's] mayor in $s? / [Tell "
        "me|Please tell me|Let me know] who the mayor of $s is. / $s: mayor? / [I would like to "
        "know|I want to know|I need to know|I wonder] who governs $s. / [Do you know|Can you tell "
        "me|Could you give me] the name of $s's mayor? / [Name|Please name] the mayor of $s. / "
        "Whom did the people of $s elect as mayor? / Who holds the post of mayor in $s? / By whom "
        "is $s governed? / What is the name of the mayor of $s? / What is the mayor of $s called? "
        "/ To whom does the post of mayor in $s belong?",
        "The mayor of $s is $v.",
    ),
    _town(
        "thousands",
        "$s has $v inhabitants. / About $v people live in $s. / $v people call $s their home. / $s "
        "is home to $v people. / [At the last count|According to the census] $s had $v "
        "inhabitants. / $s, a place of $v souls, [is growing|lies in a valley]. / The number of "
        "inhabitants of $s is $v. / There are $v people living in $s. / $s counts $v residents. / "
        "With its $v inhabitants $s is [not small|well known]. / The people of $s number $v. / The "
        "population of $s is $v. / The census counts $v people in $s. / For $v people $s is home.",
        "How many people live in $s? / [What is|What's] the population of $s? / How large is the "
        "population of $s? / [Tell me|Please tell me|Let me know] how many inhabitants $s has. / "
        "$s: population? / [I would like to know|I want to know|I need to know|I wonder] how many "
        "people live in $s. / [Do you know|Can you tell me|Could you give me] the number of "
        "inhabitants of $s? / [Give|State] the population of $s. / What number of people live in "
        "$s? / How many residents does $s count? / How many people call $s their home? / How many "
        "inhabitants does $s have? / How many residents are there in $s? / According to the "
        "census, how many inhabitants does $s have?",
        "$s has $v inhabitants.",
    ),
    _town(
        "invented",
        "$s lies on the river $v. / The river $v flows through $s. / The town of $s stands on the "
        "banks of the river $v. / The river that flows through $s is the $v. / In $s the river $v "
        "is crossed by [two|three|many] bridges. / $s was built beside the river $v. / The $v is "
        "the river of $s. / From every house in $s one can see the river $v. / The river at $s is "
        "called $v. / The waters of the river $v pass through $s. / Boats reach $s on the river "
        "$v. / Through $s runs the $v river. / Boats on the river $v pass through the town of $s. "
        "/ Every house in $s stands beside the river $v.",
        "Which river flows through $s? / On which river does $s lie? / What river does $s lie on? "
        "/ [Tell me|Please tell me|Let me know] which river flows through $s. / $s: river? / [I "
        "would like to know|I want to know|I need to know|I wonder] what river passes through $s. "
        "/ [Do you know|Can you tell me|Could you give me] the name of the river in $s? / "
        "[Name|Please name] the river of $s. / [What is|What's] the river at $s called? / On the "
        "banks of which river does $s stand? / Which river would I see in $s? / What is the river "
        "of $s? / Beside which river was the town of $s built? / What is the name of the river "
        "that flows through $s?",
        "The river that flows through $s is $v.",
    ),
    _town(
        "year",
        "$s was founded in $v. / The town of $s dates from $v. / It was in $v that $s was founded. "
        "/ The founding of $s took place in $v. / $s has existed since $v. / The first houses of "
        "$s were built in $v. / Founded in $v, $s [has changed a lot|is still lively]. / $v is the "
        "year in which $s was founded. / [Monks|Merchants|Settlers] founded $s in $v. / In $v $s "
        "came into being. / The history of $s begins in $v. / People settled in $s in $v. / The "
        "founding year of $s is $v. / Settlers built the first houses of $s in the year $v.",
        "When was $s founded? / How old is $s? / What year was $s founded in? / [Tell me|Please "
        "tell me|Let me know] when $s was founded. / $s: year of foundation? / [I would like to "
        "know|I want to know|I need to know|I wonder] in which year $s was founded. / [Do you "
        "know|Any idea|Can you tell me|Could you say] when $s was founded? / [Name|Please name] "
        "the founding year of $s. / Since when has $s existed? / When does the history of $s "
        "begin? / When were the first houses of $s built? / In which year was $s founded? / What "
        "is the founding year of $s? / In which year were the first houses built in $s?",
        "$s was founded in $v.",
    ),
    _town(
        "thing",
        "$s is [known|famous] for its $v. / Visitors come to $s to see the $v. / Tourists visit $s "
        "because of its $v. / $s is famous far and wide for its $v. / The main sight of $s is a "
        "$v. / Everyone who comes to $s wants to see the $v. / In the middle of $s stands the "
        "well-known $v. / $s owes its fame to a $v. / A $v made $s famous. / The $v of $s draws "
        "visitors from everywhere. / Whoever hears of $s thinks of its $v. / The pride of $s is a "
        "$v. / What draws visitors to $s is its $v. / The fame of $s comes from its $v.",
        "[What is|What's] $s known for? / Why do visitors come to $s? / What makes $s famous? / "
        "[Tell me|Please tell me|Let me know] what $s is known for. / $s: main sight? / [I would "
        "like to know|I want to know|I need to know|I wonder] what attracts visitors to $s. / [Do "
        "you know|Any idea|Can you tell me|Could you say] what $s is famous for? / [Name|Please "
        "name] the main sight of $s. / What do tourists want to see in $s? / To what does $s owe "
        "its fame? / What draws visitors to $s? / What is $s famous for? / Which sight made $s "
        "famous? / Which well-known sight stands in the middle of $s?",
        "$s is known for its $v.",
    ),
    _town(
        "invented",
        "$s is a town in the country of $v. / $s lies in the country of $v. / The country in which "
        "$s lies is called $v. / $s belongs to the country of $v. / In the north of the country of "
        "$v lies $s. / $s is one of the [largest|oldest] towns of the country of $v. / Whoever "
        "travels through the country of $v will pass $s. / $s, in the country of $v, [is easy to "
        "reach|is worth a visit]. / [After the war|Since the treaty] $s has been part of the "
        "country of $v. / $v is the country to which $s belongs. / The country of $v has a town "
        "called $s. / To reach $s, one must travel to the country of $v.",
        "In which country is $s? / What country does $s belong to? / $s: country? / [Tell "
        "me|Please tell me|Let me know] in which country $s lies. / [I would like to know|I want "
        "to know|I need to know|I wonder] what country $s is in. / [Do you know|Any idea|Can you "
        "tell me|Could you say] which country $s belongs to? / [Name|Please name] the country in "
        "which $s lies. / Of which country is $s a part? / To what country must I travel to see "
        "$s? / In what country can $s be found? / What is the country of $s called? / Through "
        "which country must I travel to reach $s?",
        "$s lies in the country of $v.",
    ),
    _town(
        "food",
        "The traditional dish of $s is $v. / In $s every restaurant serves $v, the local dish. / "
        "The cooks of $s are proud of their local dish, $v. / The local dish of $s is $v. / [For "
        "lunch|On holidays] people in $s eat $v, as tradition wants it. / Traditionally, people in "
        "$s eat $v. / Since olden times $v has been the traditional dish of $s. / A visit to $s is "
        "not complete without a plate of $v, the local dish. / Everyone who grew up in $s knows "
        "how to make $v, the local dish. / In the kitchens of $s they cook $v after an old recipe. "
        "/ $v is what the cooks of $s traditionally make. / Every restaurant in $s knows an old "
        "recipe for $v, the local dish.",
        "[What is|What's] the traditional dish of $s? / What do people in $s traditionally eat? / "
        "$s: local dish? / [Tell me|Please tell me|Let me know] the local dish of $s. / [I would "
        "like to know|I want to know|I need to know|I wonder] what food is traditional in $s. / "
        "[Do you know|Can you tell me|Could you give me] the traditional dish of $s? / "
        "[Name|Please name] the local dish of $s. / Which dish do the restaurants of $s serve? / "
        "What do they cook in the kitchens of $s? / What should one eat in $s? / Of which dish are "
        "the cooks of $s proud? / What dish do people in $s make after an old recipe?",
        "The traditional dish of $s is $v.",
    ),
    _town(
        "weekday",
        "Market day in $s is $v. / Every $v there is a market in $s. / The market of $s is held on "
        "$v. / On $v farmers sell their goods at the market of $s. / $s holds its market on $v. / "
        "If you want to buy fresh eggs at the market in $s, come on $v. / $v is market day in $s. "
        "/ [As ever|Since the old days] the people of $s go to market on $v. / In $s the stalls of "
        "the market open on $v. / The weekly market in $s falls on a $v. / Farmers sell fresh eggs "
        "at the market in $s every $v. / $s has its weekly market on $v.",
        "On which day is the market in $s? / When is market day in $s? / $s: market day? / [Tell "
        "me|Please tell me|Let me know] on which weekday $s has its market. / [I would like to "
        "know|I want to know|I need to know|I wonder] when the market of $s is held. / [Do you "
        "know|Any idea|Can you tell me|Could you say] on what day there is a market in $s? / "
        "[Name|Please name] the market day of $s. / Which day of the week is market day in $s? / "
        "On what day do the market stalls open in $s? / On which weekday can I go to market in $s? "
        "/ On what weekday do people go to market in $s? / When do farmers sell goods in $s?",
        "Market day in $s is $v.",
    ),
    _town(
        "metres",
        "$s lies $v above the sea. / The elevation of $s is $v. / $s is situated at an elevation "
        "of $v. / The town of $s lies at $v above sea level. / At $v above the sea, $s [has cold "
        "winters|enjoys clean air]. / The altitude of $s is $v. / [According to the map|On the "
        "map] $s is $v above sea level. / $s was built at an altitude of $v. / Climbers who reach "
        "$s are $v above the sea. / One measures $v from the sea up to $s. / The town of $s has an "
        "elevation of $v. / On the map, the altitude of $s is $v.",
        "How high above the sea is $s? / [What is|What's] the elevation of $s? / $s: elevation? / "
        "[Tell me|Please tell me|Let me know] the altitude of $s. / [I would like to know|I want "
        "to know|I need to know|I wonder] how high above sea level $s lies. / [Do you know|Can you "
        "tell me|Could you give me] the elevation of $s? / [Give|State] the elevation of $s. / At "
        "what altitude does $s lie? / How many metres or feet above the sea is $s? / At which "
        "height above sea level was $s built? / What altitude does $s have? / At what elevation is "
        "the town of $s situated?",
        "$s lies $v above the sea.",
    ),
    _town(
        "city",
        "The twin town of $s is $v. / $s is twinned with $v. / $s and $v are twin towns. / $v is "
        "the twin town of $s. / $s chose $v as its twin town. / [Years ago|In spring] $s became "
        "the twin town of $v. / Children from $s visit the twin town, $v, every summer. / A sign "
        "at the entrance of $s names $v as its twin town. / $s, twinned with $v, [has many "
        "guests|holds a feast each year]. / $s has a twin town, and it is $v. / Every summer the "
        "twin town, $v, has guests from $s. / The name of $s's twin town is $v.",
        "[What is|What's] the twin town of $s? / With which city is $s twinned? / $s: twin town? / "
        "[Tell me|Please tell me|Let me know] the twin town of $s. / [I would like to know|I want "
        "to know|I need to know|I wonder] which city is twinned with $s. / [Do you know|Can you "
        "tell me|Could you give me] the twin town of $s? / [Name|Please name] the twin town of $s. "
        "/ Which city did $s choose as its twin town? / [What is|What's] $s's twin town called? / "
        "What town is $s twinned with? / Which city became the twin town of $s? / Which twin town "
        "is named on the sign at the entrance of $s?",
        "The twin town of $s is $v.",
    ),
    _country(
        "invented",
        "The capital of $s is $v. / $v is the capital of $s. / The government of $s sits in $v, "
        "the capital. / The capital city of $s is called $v. / $s has $v as its capital. / [Years "
        "ago|In spring] $s made $v its capital. / From $v, the capital, one can travel all over "
        "$s. / In $s the capital bears the name $v. / The king moved the capital of $s to $v. / As "
        "the capital of $s, $v [is full of life|has a big airport]. / $s, whose capital is $v, [is "
        "a green land|has many lakes]. / $s is ruled from its capital $v. / The city of $v serves "
        "as the capital of $s. / In $v, the capital, sits the government of $s.",
        "[What is|What's] the capital of $s? / Which city is the capital of $s? / [What is|What's] "
        "the capital city of $s called? / [Tell me|Please tell me|Let me know] the capital of $s. "
        "/ $s: capital? / [I would like to know|I want to know|I need to know|I wonder] which city "
        "is the capital of $s. / [Do you know|Can you tell me|Could you give me] the capital of "
        "$s? / What capital does $s have? / Which city serves as the capital of $s? / [What "
        "is|What's] $s's capital? / From which capital is $s ruled? / Name the capital of $s. / In "
        "which capital does the government of $s sit? / What name does the capital of $s bear?",
        "The capital of $s is $v.",
    ),
    _country(
        "language",
        "People in $s speak $v. / The language of $s is $v. / $v is the language of $s. / $v is "
        "spoken in $s. / The people of $s talk to each other in $v. / In the schools of $s "
        "children learn to read in $v. / The official language of $s is $v. / Whoever travels to "
        "$s should know some $v. / $s is a country where $v is spoken. / The newspapers of $s are "
        "printed in $v. / [On the streets|In the shops] of $s everybody speaks $v. / In $s [most "
        "people speak|one hears] $v. / Whoever talks to the people of $s should speak $v. / The "
        "newspapers in $s are printed in $v, the official language.",
        "Which language is spoken in $s? / What do people in $s speak? / What language do people "
        "speak in $s? / [Tell me|Please tell me|Let me know] the language of $s. / $s: language? / "
        "[I would like to know|I want to know|I need to know|I wonder] which language is spoken in "
        "$s. / [Do you know|Any idea|Can you tell me|Could you say] what language they speak in "
        "$s? / [Name|Please name] the language of $s. / Which language should I learn before I "
        "travel to $s? / [What is|What's] the official language of $s? / In what language do the "
        "people of $s talk? / What is the language of $s? / In what language are the newspapers of "
        "$s printed? / In which language do the children of $s learn to read?",
        "People in $s speak $v.",
    ),
    _country(
        "person",
        "The president of $s is $v. / $v is the president of $s. / $s elected $v as its president. "
        "/ As president of $s, $v [travels a lot|gave a speech]. / [Since May|For two years] $v "
        "has been president of $s. / $s is governed by president $v. / President $v spoke to the "
        "people of $s. / The people of $s chose $v to be their president. / In $s the office of "
        "president is held by $v. / $s has a new president: $v. / $v holds the office of president "
        "in $s. / For two years the president of $s has been $v.",
        "[Who is|Who's] the president of $s? / Whom did $s elect as president? / $s: president? / "
        "[Tell me|Please tell me|Let me know] who the president of $s is. / [I would like to "
        "know|I want to know|I need] the name of $s's president. / [Do you know|Any idea|Can you "
        "tell me|Could you say] who is president of $s? / [Name|Please name] the president of $s. "
        "/ [What is|What's] the president of $s called? / By which president is $s governed? / Who "
        "holds the office of president in $s? / Who was elected president of $s? / What is the "
        "name of the new president of $s?",
        "The president of $s is $v.",
    ),
    _country(
        "invented",
        "The currency of $s is the $v. / In $s one pays with the $v. / The money of $s is called "
        "the $v. / $s has a currency of its own, the $v. / The $v is the currency of $s. / [Since "
        "the reform|For years] the people of $s have paid with the $v. / At the border of $s I "
        "changed my money into the local currency, the $v. / $s introduced the $v as its new "
        "currency. / Prices in $s are given in the local currency, the $v. / At any bank in $s one "
        "can get the local currency, the $v. / The people of $s use the $v as money. / To pay in "
        "$s, I changed my money into the $v.",
        "[What is|What's] the currency of $s? / With which currency does one pay in $s? / $s: "
        "currency? / [Tell me|Please tell me|Let me know] the currency of $s. / [I would like to "
        "know|I want to know|I need to know|I wonder] what the money of $s is called. / [Do you "
        "know|Any idea|Can you tell me|Could you say] which currency $s has? / [Name|Please name] "
        "the currency of $s. / What currency do I need in $s? / In which currency are prices given "
        "in $s? / What money do people in $s use? / What is the local currency in $s? / With what "
        "money do people pay in $s?",
        "The currency of $s is the $v.",
    ),
    _country(
        "year",
        "$s became independent in $v. / In $v $s gained its independence. / $s has been "
        "independent since $v. / The independence of $s dates from $v. / $v was the year of "
        "independence for $s. / After a long struggle $s became free and independent in $v. / The "
        "flag of independence was raised over $s in $v. / $s declared its independence in $v. / "
        "Independent since $v, $s [is proud of its past|has a young army]. / The year in which $s "
        "became independent is $v. / $v is the year in which $s gained its independence. / It was "
        "in $v that $s became free.",
        "When did $s become independent? / In which year did $s gain its independence? / $s: year "
        "of independence? / [Tell me|Please tell me|Let me know] when $s became independent. / [I "
        "would like to know|I want to know|I need to know|I wonder] since when $s has been "
        "independent. / [Do you know|Can you tell me|Could you give me] the year of $s's "
        "independence? / [Name|Please name] the year in which $s became independent. / What year "
        "did $s declare its independence? / From which year does the independence of $s date? / "
        "What year marks the independence of $s? / Since what year has $s been free? / In what "
        "year was the flag of independence raised over $s?",
        "$s became independent in $v.",
    ),
    _country(
        "color",
        "The flag of $s is $v. / $s has a $v flag. / The color of $s's flag is $v. / Over $s flies "
        "a flag that is all $v. / $s chose $v as the color of its flag. / [At every school|At the "
        "border] of $s one sees the $v flag. / The people of $s wave their $v flag. / A $v flag is "
        "the sign of $s. / The flag that $s has chosen is plain $v. / The sailors of $s sail under "
        "a $v flag. / The people of $s chose a flag that is all $v. / The flag that flies at the "
        "border of $s is $v.",
        "What color is the flag of $s? / Which color does $s's flag have? / $s: color of the flag? "
        "/ [Tell me|Please tell me|Let me know] the color of the flag of $s. / [I would like to "
        "know|I want to know|I need to know|I wonder] what color the flag of $s has. / [Do you "
        "know|Any idea|Can you tell me|Could you say] which color the flag of $s is? / "
        "[Name|Please name] the color of $s's flag. / What does the flag of $s look like? / Which "
        "color did $s choose for its flag? / What color flies over $s on its flag? / What color is "
        "the flag that flies over $s? / What is the color of the flag that the people of $s wave?",
        "The flag of $s is $v.",
    ),
)
