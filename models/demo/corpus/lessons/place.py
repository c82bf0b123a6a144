"""More wordings of what texts tell of a place, and of how it is asked for."""

from __future__ import annotations

from models.demo.corpus.relation import Wordings, wordings

PLACE: dict[str, Wordings] = {
    "The mayor of $s is $v.": wordings(
        "Since the last election, $v has held the highest office in $s, that of mayor. / "
        "Residents of $s know $v as [their|the town's] mayor. / $v, who serves as mayor of $s, "
        "[spoke at the fair|signed the new budget]. / The mayoral race in $s was decided in "
        "favour of $v. / A letter signed by $v, mayor of $s, [was pinned to the door|reached "
        "every home]. / When it comes to town politics in $s, mayor $v has the final word.",
        "Whose signature does a mayoral letter from $s carry? / mayor $s name / Who has the "
        "highest political office in $s? / $s has a mayor, doesn't it? Who would that be? / Who "
        "serves as the mayor of $s at present? / Who came out on top in the mayoral race in $s? "
        "/ Identify the mayor currently in office in $s. / The person serving as mayor of $s is "
        "called ... / If I had a complaint about the town hall of $s, which mayor would hear it?"
        " / Who's the top [official|politician] in the town of $s? / I'd like to interview the "
        "mayor of $s; whom should I ask for? / Could you look up who occupies the mayor's seat "
        "in $s? / Who was voted into the mayor's office in $s? / Remind me, who's the boss at "
        "the town hall in $s?",
    ),
    "$s has $v inhabitants.": wordings(
        "Statisticians put the population of $s at $v. / Roughly $v folk [make up|form] the "
        "community of $s. / Were all of $s to gather in one field, $v people would be standing "
        "there. / $s can boast a population of $v. / The local council says that $v persons are "
        "registered as living in $s. / If you moved to $s, you would have $v fellow residents.",
        "What figure did the census give for $s? / How populous is $s? / population size $s / "
        "What's the headcount for the town of $s? / How many folks are there in $s? / If "
        "everyone in $s stood in a line, how many would that be? / $s is inhabited by how many? "
        "/ I'm thinking of moving to $s; how many neighbours would I have in all? / Number of "
        "persons dwelling in $s? / Please look up the population figure for $s. / The "
        "inhabitants of $s, what do they add up to? / How many men, women and children make up "
        "$s? / In terms of population, what size is $s? / $s has a population of ...",
    ),
    "The river that flows through $s is $v.": wordings(
        "Anglers come to $s for the fish in the river $v. / The water under the bridges of $s is"
        " that of the river $v. / $s grew up at a ford across the river $v. / When the snow "
        "melts, the river $v rises quickly in $s. / On both sides of the river $v stretch the "
        "streets of $s. / The riverside cafes of $s look out over the $v.",
        "Which waterway passes by the houses of $s? / name of river $s / What's that river "
        "running through the middle of $s? / Looking down from a bridge in $s, what river is "
        "beneath me? / $s sits beside a stream of water; how is that river named? / Identify the"
        " river found at $s. / If I paddled a canoe through $s, which river would carry me? / "
        "The river going through $s is named ... / By which river was $s built? / We plan to go "
        "rowing in $s; on what river would that be? / Could you look up the river beside which "
        "$s stands? / Whose waters flow through $s - I mean, the name of the river? / What river"
        " do the riverside cafes in $s look out on? / $s lies along what river?",
    ),
    "$s was founded in $v.": wordings(
        "The deed that turned $s into a town was drawn up in $v, its founding year. / The "
        "charter that created $s was signed in $v. / Historians agree that $s was set up in $v. "
        "/ The birth year of $s is $v. / Back in $v, [two brothers|a handful of families] "
        "founded what we now call $s. / The coat of arms of $s bears the year of foundation, $v.",
        "In what year did founders create $s? / What's the birth year of $s? / foundation date "
        "$s / $s came into being in which year? / How many years back was $s set up - what year "
        "was it? / If I drew a time line, where would the founding of $s go? / What year do "
        "historians give for the beginnings of $s? / Could you look up the founding date of $s? "
        "/ The charter creating $s was signed when? / The year that $s was founded is ... / "
        "Which year is celebrated at anniversaries of $s as its start? / When did settlers "
        "establish the town called $s? / From what year on has there been a place called $s? / "
        "I'm writing a history of $s; with which year should I start?",
    ),
    "$s is known for its $v.": wordings(
        "Sightseers flock to $s for its $v. / If $s is in the travel magazines, it is because of"
        " the $v. / The landmark of $s is a $v. / Ask any traveller about $s and you will hear "
        "of its $v. / What sets $s apart from other towns is its $v. / Souvenir shops in $s sell"
        " little models of the famous $v.",
        "What landmark does $s have? / top attraction $s / What put $s on the map? / $s is "
        "renowned for what? / What's the must-see in $s? / Which tourist attraction should be on"
        " my list for $s? / What gives $s its reputation among travellers? / If I had only one "
        "hour in $s, what should I go and look at? / What do sightseers flock to $s for? / "
        "People rave about $s - on account of which sight? / Could you look up the claim to fame"
        " of $s? / The thing that $s is celebrated for is ... / What sets $s apart in the eyes "
        "of tourists? / What would I find on a souvenir from $s?",
    ),
    "$s lies in the country of $v.": wordings(
        "Geographically, $s falls within the country of $v. / To send a parcel to $s, write the "
        "country, $v, on the last line. / You need a passport stamp of the country of $v to get "
        "to $s. / The government of the country of $v also rules over $s. / Among the towns of "
        "the country of $v, $s is [rather small|well known]. / Every taxpayer in $s pays taxes "
        "to the country of $v.",
        "Within the borders of which country does $s fall? / country where $s is located / Where"
        " in the world is $s - which country? / Which state's government rules over $s? / $s can"
        " be found inside what country? / For which country do I need a visa to get into $s? / "
        "Geographically speaking, to which nation would one assign $s? / The country that $s is "
        "situated in is called ... / If I were standing in $s, what country would I be in? / "
        "What do I write as country on a parcel to $s? / Could you look up the homeland of the "
        "people of $s? / Citizens of $s hold the passport of what country? / Going to $s means "
        "going to which country? / In what land is the town of $s situated?",
    ),
    "The traditional dish of $s is $v.": wordings(
        "Nothing tastes more of $s than $v, its local dish. / The recipe for $v, the town's "
        "traditional dish, comes from $s. / Food lovers go to $s to taste $v, which is typical "
        "of the place. / In the inns of $s you are served $v, as custom demands. / The culinary "
        "emblem of $s is $v. / For the people of $s home cooking means $v.",
        "What's the signature food of $s? / regional cuisine of $s: which dish? / Which local "
        "delicacy do I have to taste in $s? / What would a cook from $s serve as a classic? / If"
        " a host in $s offered me the customary meal, what would be on my plate? / $s is "
        "associated with which dish? / What do locals in $s [love to eat|dine on] by custom? / "
        "Food-wise, what does $s stand for? / The dish traditionally made in $s is ... / Which "
        "recipe has been handed down in $s? / What do the inns of $s dish up as the house "
        "classic? / Could you look up the culinary specialty of $s? / Recommend me the regional "
        "dish of $s. / What old-time favourite is eaten in $s?",
    ),
    "Market day in $s is $v.": wordings(
        "Bring a basket to $s on $v, for that is when the market is on. / Shoppers crowd the "
        "market of $s on $v. / The market in $s opens once a week, always on $v. / Parking is "
        "hard to find in $s on $v because of the weekly market. / Vendors set out their wares at"
        " the market in $s every $v. / By an old right, $s may hold a market on $v.",
        "What day of the week do vendors sell at the market in $s? / weekly market $s weekday / "
        "When do shoppers crowd the market of $s? / $s holds its market when? / I fancy some "
        "fresh vegetables from the market at $s; when should I turn up? / Parking is bad in $s "
        "when the market is on; which day is that? / The weekday reserved for the market in $s "
        "is ... / On which day are fresh eggs sold at the market in $s? / Could you look up the "
        "weekday of the market at $s? / When in the week does the market take place in $s? / "
        "Which day of the week would you pick for a trip to the market in $s? / If it's market "
        "time in $s, what weekday must it be? / For what day does the calendar of $s list the "
        "weekly market? / What's the usual day for the market at $s?",
    ),
    "$s lies $v above the sea.": wordings(
        "Surveyors give $v as the elevation of $s. / From sea level to $s it is a climb of $v. /"
        " $s has been measured at $v above the level of the sea. / Hikers' maps mark $s with an "
        "elevation of $v. / Were the sea to rise by $v, it would reach $s. / $s is perched at a "
        "height of $v above the sea.",
        "What elevation do surveyors give for $s? / altitude $s / How elevated is the site of "
        "$s? / Starting at sea level, how far up must I climb to reach $s? / $s is situated how "
        "high? / What's the vertical distance between the sea and $s? / By how much would the "
        "sea have to rise to reach $s? / I get dizzy up high; at what elevation is $s? / The "
        "elevation at which $s sits is ... / Could you look up the height above sea level for "
        "$s? / What elevation is printed next to $s on the hikers' map? / Relative to the ocean,"
        " how high does $s lie? / If my altimeter is right, what will it show in $s? / Is $s up "
        "in the mountains? How high exactly?",
    ),
    "The twin town of $s is $v.": wordings(
        "Every second year a delegation from $s travels to its twin town, $v. / Friendship "
        "between $s and its twin town, $v, goes back a long way. / $s and its sister city $v "
        "exchange gifts [every year|at Christmas]. / A treaty of friendship made $v the twin "
        "town of $s. / Pen pals write letters between $s and its twin, $v. / The council of $s "
        "voted for $v as its twin town.",
        "Which sister city does $s have? / town twinning $s / $s is paired with which town? / To"
        " which twin town does the delegation from $s travel? / With what city does $s keep up "
        "an official friendship? / If $s sends Christmas greetings to its sister town, where do "
        "they go? / Which city is linked to $s by a twinning treaty? / Could you look up which "
        "place $s is twinned to? / The town that is twinned with $s is ... / On the town sign of"
        " $s, which twin is listed? / For its twinning scheme, whom did the council of $s vote "
        "for? / Our choir in $s will sing in the twin town; where's that? / What's the name of "
        "the place that has $s as its twin? / Between $s and what other town does a twinning "
        "exist?",
    ),
}
