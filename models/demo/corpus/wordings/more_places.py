"""More wordings of what texts tell of towns."""

from __future__ import annotations

from models.demo.corpus.relation import Wordings, wordings

MORE_PLACES: dict[str, Wordings] = {
    "The mayor of $s is $v.": wordings(
        "Mayor of $s: $v. / $s - mayor: $v. / The town hall of $s is run by $v, the mayor. / $v "
        "runs $s as its mayor. / The voters of $s made $v their mayor [by a narrow margin|last "
        "autumn|in the end]. / If you need help from the town hall of $s, write to the mayor, "
        "$v. / $v, mayor of $s, [cut the ribbon|shook hands with everyone] at the new school. / "
        "The head of the town council in $s is mayor $v. / In $s it is $v who wears the mayor's "
        "chain. / $v won the vote and now leads $s as mayor. / Under mayor $v, $s has [built new "
        "schools|planted many trees]. / The current mayor of $s goes by the name of $v. / $v was "
        "sworn in as mayor of $s [this week|in front of a big crowd]. / $s has a mayor by the "
        "name of $v. / The town of $s is led by its mayor, $v. / $v was elected to be mayor of "
        "$s.",
        "Mayor of $s? / Who runs the town of $s? / Who leads the town of $s? / Which person is "
        "in charge of the town hall in $s? / Whose job is it to run the town of $s? / Any idea "
        "who is mayor [over|] in $s [these days|now]? / Who won the vote for mayor in $s? / I'm "
        "writing to the mayor of $s; what name should I put? / Who wears the mayor's chain in "
        "$s? / Who was sworn in as mayor of $s? / I need the name of the mayor in $s. / $s - who "
        "is the mayor there? / Who is at the head of the town council of $s? / Who is the person "
        "that governs $s? / By which mayor is the town of $s led? / Who became mayor of $s?",
    ),
    "$s has $v inhabitants.": wordings(
        "Population of $s: $v. / $s - $v inhabitants. / All in all, $v men, women and children "
        "live in $s. / $s has grown to $v inhabitants [in recent years|over time]. / Some $v "
        "residents make their home in $s. / The town register of $s lists $v residents. / Today "
        "the population of $s stands at $v. / With a population of $v, $s [has its own "
        "hospital|needs more schools]. / $v is the population of $s. / $s is inhabited by $v "
        "people. / No fewer than $v people have their home in $s. / A total of $v citizens live "
        "in $s. / $s, population $v, [has two railway stations|lies far from the sea]. / The "
        "number of people who live in $s is $v. / $s is a town of $v people. / In the town of $s "
        "live $v residents.",
        "Population of $s? / How many souls live in $s? / How many citizens does $s have? / $s - "
        "how many inhabitants? / What is the total number of residents in $s? / By how many "
        "people is $s inhabited? / To how many people is $s home? / How big is $s, counted in "
        "people? / How many residents does the town register of $s list? / Roughly how many "
        "people have their home in $s? / Got a figure for the population of $s? / I'm looking "
        "for the number of people in $s. / What does the population of $s stand at? / How many "
        "people are there in the town of $s? / What population does $s have? / How many people "
        "does the town of $s count?",
    ),
    "The river that flows through $s is $v.": wordings(
        "River of $s: $v. / $s - on the river $v. / The $v river cuts $s in two. / Children swim "
        "in the river $v where it passes $s. / The old mills of $s are driven by the river $v. / "
        "After heavy rain the river $v flooded parts of $s. / The bridges of $s span the river "
        "$v. / $s sits on the left bank of the river $v. / The river $v winds its way past $s. / "
        "Fishermen in $s catch trout in the river $v. / A walk along the river $v takes you "
        "right through the centre of $s. / $s gets its water from the river $v, which runs "
        "through the town. / The river that you cross in $s goes by the name of $v. / The river "
        "at which $s lies is the $v. / The name of the river in $s is $v. / The river $v passes "
        "by the houses of $s.",
        "River in $s? / $s - which river is that on? / What is the river called that cuts "
        "through $s? / Which river do the bridges of $s cross? / Which river runs past $s? / In "
        "which river do people in $s swim? / What river would I be walking along in $s? / Which "
        "river floods $s when it rains a lot? / $s is built on a river; which one? / Any idea "
        "what river goes through $s? / I need the name of the river at $s. / Which river do "
        "fishermen in $s fish in? / On which river do boats reach $s? / Which river passes "
        "through the town of $s? / What river is there in $s? / Name the river on which $s "
        "stands.",
    ),
    "$s was founded in $v.": wordings(
        "$s - founded in $v. / Year of foundation of $s: $v. / $s was established in $v. / $s "
        "goes back to the year $v. / The first stone of $s was laid in $v. / In $v a group of "
        "farmers set up the settlement that is now $s. / $s was born in $v, when "
        "[traders|fishermen] settled there. / According to an old letter, $s was started in $v. "
        "/ Every year $s marks its founding in $v. / The story of $s starts in $v. / $v saw the "
        "founding of $s. / A stone at the gate of $s gives $v as the year of its founding. / "
        "Ever since its founding in $v, $s has been [a quiet place|a town of traders]. / The "
        "town of $s was founded in the year $v. / People founded the town of $s in $v. / $v is "
        "when the history of $s began.",
        "Year of foundation of $s? / $s - founded when? / When was $s established? / How far "
        "back does $s go? / What year does $s date from? / When did the story of $s start? / In "
        "what year was the first stone of $s laid? / When did people first settle in $s? / When "
        "did $s come into existence? / Any idea what year $s got started? / I need the year when "
        "$s was established. / How long has $s been around? / What year saw the founding of $s? "
        "/ In what year did the history of $s begin? / When did $s come into being? / Since "
        "which year has the town of $s existed?",
    ),
    "$s is known for its $v.": wordings(
        "Main sight of $s: the $v. / $s - known for its $v. / The thing to see in $s is the $v. "
        "/ People travel a long way to $s just to look at its $v. / Every postcard from $s shows "
        "the $v. / $s is best known for its $v. / The guidebook tells you not to leave $s "
        "without seeing the $v. / The great attraction of $s is a $v. / Nobody leaves $s without "
        "a photo of the $v. / $s made its name with a $v. / Mention $s, and people talk of the "
        "$v. / The $v has made $s a popular place for visitors. / People all over the world know "
        "$s for its $v. / $s is well known because of its $v. / Tourists come to $s for the $v. "
        "/ The sight that everyone visits in $s is the $v.",
        "Main sight of $s? / $s - famous for which sight? / What is there to see in $s? / What "
        "is the big attraction in $s? / Which sight should I not miss in $s? / What is shown on "
        "every postcard from $s? / With which sight has $s made its name? / For what is $s best "
        "known? / What do people take photos of in $s? / What do guidebooks tell you to look at "
        "in $s? / Which sight do people go to $s for? / I'm off to $s next week; for which sight "
        "is it known? / Which sight is the pride of $s? / What is the thing that $s is known "
        "for? / What do visitors come to see in $s? / Because of which sight is $s famous?",
    ),
    "$s lies in the country of $v.": wordings(
        "Country of $s: $v. / $s - country: $v. / $s is found in the country of $v. / $s is part "
        "of the country of $v. / On the map you will find $s in the country of $v. / The town of "
        "$s is situated in the country named $v. / Whoever was born in $s comes from the country "
        "of $v. / The people of $s are citizens of the country of $v. / $s lies close to the "
        "border, but still in the country of $v. / The letter was posted in $s, a town in the "
        "country of $v. / Over the town hall of $s flies the flag of the country of $v. / The "
        "laws of the country of $v apply in $s. / Travellers in the south of the country of $v "
        "often stop at $s. / The town of $s lies in a country called $v. / The people of $s live "
        "in the country of $v. / $s is a town, and its country is $v.",
        "Country of $s? / $s - which country? / What country would I find $s in? / In which "
        "country would you look for $s on the map? / Of what country are the people of $s "
        "citizens? / Which country is $s part of? / I've never heard of $s; what country is it "
        "in? / The laws of which country apply in $s? / Which country's flag flies over $s? / I "
        "need the country for a letter to $s. / What country does someone born in $s come from? "
        "/ Which nation does $s belong to? / Any idea what country $s is in? / In what country "
        "does the town of $s lie? / In which country do the people of $s live? / Tell me the "
        "country where $s is situated.",
    ),
    "The traditional dish of $s is $v.": wordings(
        "Local dish of $s: $v. / $s - local dish: $v. / When it comes to food, $s stands for $v. "
        "/ The speciality of $s is $v. / In $s, $v is on every menu as the speciality of the "
        "town. / Grandmothers in $s still cook $v as in the old days, for it is the dish of the "
        "town. / If you are hungry in $s, try the local speciality, $v. / At feasts in $s there "
        "is always $v, the dish of the region. / People in $s have eaten $v for centuries. / The "
        "typical food of $s is $v. / Ask for the typical dish in $s, and you will be given $v. / "
        "The people of $s like nothing better than $v, their traditional meal. / The signature "
        "dish of $s is $v. / The traditional food of $s is $v. / In $s the cooks make $v, a "
        "traditional dish of the town. / The dish that people in $s traditionally cook is $v.",
        "Local dish of $s? / $s - traditional dish? / What is the speciality of $s? / What is "
        "the typical food of $s? / Which dish is typical of $s? / What's on the menu in $s if I "
        "want something local? / I'm hungry and I'm in $s; what is the local speciality? / What "
        "have people in $s been eating for centuries? / Which traditional meal comes from $s? / "
        "What do grandmothers in $s cook? / What local food should I try in $s? / Which food is "
        "always on the table at feasts in $s? / I need to know what they eat by tradition in $s. "
        "/ Which traditional dish do people eat in $s? / What is the local food in $s? / Which "
        "dish is traditional in $s?",
    ),
    "Market day in $s is $v.": wordings(
        "Market in $s: $v. / $s - market day: $v. / Each $v the main square of $s turns into a "
        "market. / The traders put up their stalls in $s on $v. / $v is the day for the market "
        "in $s. / The market at $s takes place every $v. / On $v you can buy fruit and cheese at "
        "the market in $s. / The farmers drive to $s on $v to sell at the market. / Come to $s "
        "on a $v if you want to see the market. / In $s, $v means market. / There is a market in "
        "$s once a week, on $v. / The square in $s is closed to cars on $v because of the "
        "market. / The market traders of $s are there on $v, whatever the weather. / The day of "
        "the market in $s is $v. / The people of $s hold their market every $v. / If you go to "
        "$s on $v, there is a market.",
        "Market day of $s? / $s - market on which day? / What day is the market in $s? / On "
        "which day of the week do the traders come to $s? / Which day should I come to $s for "
        "the market? / On what day is the square of $s full of market stalls? / Which weekday "
        "means market in $s? / When can I buy fruit at the market in $s? / What day do farmers "
        "drive to the market at $s? / I want to shop at the market in $s; which day is that? / "
        "Which day is the weekly market held in $s? / Any idea when they have the market in $s? "
        "/ The market in $s - what day? / On which day does $s hold its market? / Which day of "
        "the week does the market open in $s? / What is the market day in $s?",
    ),
    "$s lies $v above the sea.": wordings(
        "Elevation of $s: $v. / $s - $v above sea level. / The height of $s above the sea is $v. "
        "/ $s sits at a height of $v. / At an altitude of $v, $s [gets a lot of snow|is colder "
        "than the coast]. / If you climb up to $s, you will be at $v above sea level. / The sign "
        "at the station of $s says $v above the sea. / $s rises $v above sea level. / The sea "
        "lies $v below $s. / The air is thin in $s, which lies at an elevation of $v. / Measured "
        "from the sea, $s is at a height of $v. / The houses of $s stand at an altitude of $v. / "
        "You will find $s at $v above sea level. / From the sea up to $s it is $v. / The town of "
        "$s was built $v above sea level. / The height at which $s lies is $v.",
        "Elevation of $s? / $s - how high up? / How high up is $s? / What is the height of $s "
        "above sea level? / How far above the sea does $s lie? / How many metres above sea level "
        "is $s? / What altitude should I note for $s? / What height does the sign at the station "
        "of $s give? / How far below $s is the sea? / If I climb up to $s, how high will I be? / "
        "I need the altitude of $s. / How high do the houses of $s stand above the sea? / What's "
        "the altitude of $s? / How high above sea level was $s built? / At what height above the "
        "sea does $s lie? / What is the height of the town of $s?",
    ),
    "The twin town of $s is $v.": wordings(
        "Twin town of $s: $v. / $s - twinned with $v. / The town of $s has a partner town, $v. / "
        "$s has signed a partnership with $v. / The partner town of $s is $v. / A partnership "
        "joins the towns of $s and $v. / $v and $s have been twins since [the war|a school "
        "exchange]. / School classes from $s stay with families in $v, the twin town. / The "
        "mayors met to make $v the twin of $s. / The choir of $s sang in its twin town, $v. / $v "
        "is the sister town of $s. / In $s a street is named after $v, the twin town. / $s found "
        "its twin town in $v. / $v was chosen as the twin town of $s. / The town that is twinned "
        "with $s is $v. / $s has $v as its twin town.",
        "Twin town of $s? / $s - twinned with which town? / Which town is the partner of $s? / "
        "What is the partner town of $s? / With which town does $s have a partnership? / Which "
        "is the sister town of $s? / With whom is $s twinned? / To which twin town do school "
        "classes from $s go? / Which place has signed a partnership with $s? / What place did $s "
        "take as its twin? / After which twin town is a street in $s named? / I need to know the "
        "partner town of $s. / Any idea which town is the twin of $s? / What twin town does $s "
        "have? / Which city was chosen by $s as its twin? / Please tell me with what town $s is "
        "twinned.",
    ),
}
