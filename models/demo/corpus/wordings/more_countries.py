"""More wordings of what texts tell of countries."""

from __future__ import annotations

from models.demo.corpus.relation import Wordings, wordings

MORE_COUNTRIES: dict[str, Wordings] = {
    "The capital of $s is $v.": wordings(
        "Capital of $s: $v. / $s - capital: $v. / The seat of government in $s is the capital, "
        "$v. / $s is governed from $v, its capital city. / The parliament of $s meets in the "
        "capital, $v. / Of all the cities in $s, $v is the capital. / All trains in $s lead to "
        "$v, the capital. / Since the revolution the capital of $s has been $v. / Most embassies "
        "in $s are in the capital, $v. / We flew to $v, the capital of $s, [and stayed a "
        "week|for a few days]. / $v became the capital of $s [long ago|after the war]. / In the "
        "middle of $s lies the capital, $v. / $v has long been the capital city of $s. / The "
        "name of the capital city of $s is $v. / The government chose $v as the capital of $s. / "
        "$s is a country with $v as its capital.",
        "Capital of $s? / $s - what's the capital? / What's the name of the capital of $s? / "
        "From which city is $s governed? / Which city is the seat of government in $s? / In what "
        "city does the parliament of $s meet? / Which city do they call the capital in $s? / I'm "
        "flying to the capital of $s; which city is that? / Of the cities of $s, which is the "
        "capital? / In which capital are the embassies in $s? / Quick question: capital city of "
        "$s? / Since the war, which city has been the capital of $s? / I keep forgetting the "
        "capital of $s - what is it? / Which city did $s make its capital? / What is the capital "
        "city of the country of $s? / What city is $s ruled from?",
    ),
    "People in $s speak $v.": wordings(
        "Language of $s: $v. / $s - language: $v. / The mother tongue of most people in $s is "
        "$v. / In $s you get by best if you speak $v. / Road signs in $s are written in $v. / $s "
        "has made $v its official language. / The inhabitants of $s use $v to talk to one "
        "another. / The laws of $s are written in $v. / At home and at work, people in $s talk "
        "$v. / The native language of $s is $v. / On the radio in $s you hear only $v. / If you "
        "do not understand $v, you will find it hard to talk to people in $s. / Before moving to "
        "$s she took lessons in $v, the language spoken there. / The language that people speak "
        "in $s is $v. / Children in $s learn to speak $v. / The official language in the schools "
        "of $s is $v.",
        "Language of $s? / $s - which language? / What is the mother tongue of people in $s? / "
        "Which language do you hear on the radio in $s? / What language do I need to get by in "
        "$s? / What is the native language of $s? / What do they speak over in $s? / In which "
        "language are the road signs in $s? / Which tongue is spoken in $s? / I'm moving to $s; "
        "which language should I study? / In what language are the laws of $s written? / What "
        "language do the inhabitants of $s use? / Which language has $s made official? / Which "
        "language is the official one in $s? / What language should I speak in $s? / Which "
        "language do children in $s learn?",
    ),
    "The president of $s is $v.": wordings(
        "President of $s: $v. / $s - president: $v. / The head of state of $s is $v. / $v leads "
        "$s as president. / $v was sworn in as president of $s [on the steps of the palace|on a "
        "rainy day]. / The palace of the president of $s is home to $v. / At the top of $s "
        "stands president $v. / $s is led by $v, who won the presidential election. / In the "
        "election in $s, $v came first and became president. / The president of $s, whose name "
        "is $v, signed the treaty. / $v rules $s as head of state. / On a visit to $s the queen "
        "was welcomed by president $v. / The army of $s takes its orders from president $v. / $s "
        "is a country governed by its president, $v. / $v became president of $s two years ago. "
        "/ The name of the president of $s is $v.",
        "President of $s? / $s - who is head of state? / Who leads the country of $s? / Who is "
        "the head of state in $s? / Who won the presidential election in $s? / Which politician "
        "is president of $s [now|today]? / Who lives in the palace of the president of $s? / Who "
        "was sworn in as president of $s? / Whom did the voters of $s make president? / From "
        "which president does the army of $s take its orders? / Any idea who rules $s as "
        "president? / I need to write to the president of $s; what is the name? / Who stands at "
        "the top of $s as president? / Who is the person who governs $s as president? / Who "
        "became president of $s? / By whom is the country of $s governed?",
    ),
    "The currency of $s is the $v.": wordings(
        "Currency of $s: the $v. / $s - currency: the $v. / In the shops of $s you pay in the "
        "local money, the $v. / The notes and coins of $s are in the $v. / The central bank of "
        "$s issues the $v. / The currency used in $s is the $v. / Wages in $s are paid in the "
        "$v. / The $v is what you will find in every purse in $s. / $s prints its own money, the "
        "$v. / My wallet is still full of money from $s, the $v. / Before you travel to $s, get "
        "some of the currency, the $v. / The $v serves as money in $s. / The exchange office "
        "sells the $v to everyone who is going to $s. / The $v is the money of $s. / The "
        "currency that one needs in $s is the $v. / The money with which one pays in $s is the "
        "$v.",
        "Currency of $s? / $s - what money? / What are the notes and coins of $s called? / What "
        "kind of money do shops in $s take? / In which currency are wages paid in $s? / What "
        "money does the central bank of $s issue? / Which currency should I get before I go to "
        "$s? / What do they call their money in $s? / I'm at the exchange office; which currency "
        "is used in $s? / Which money is in every purse in $s? / What money will I need on a "
        "trip to $s? / What does $s use for money? / Any idea what currency they use in $s? / "
        "What is the name of the money of $s? / Which currency do the people of $s have? / Into "
        "which currency do I change my money for $s?",
    ),
    "$s became independent in $v.": wordings(
        "Independence of $s: $v. / $s - independent since $v. / $s won its independence in $v. / "
        "$s has governed itself since $v. / In $v $s broke away and became a state of its own. / "
        "$s celebrates its independence, which goes back to $v. / The foreign army left and $s "
        "became its own master in $v. / A treaty signed in $v gave $s its independence. / $s was "
        "granted independence in $v. / The people of $s threw off foreign rule in $v. / Foreign "
        "rule over $s ended in $v. / $s has been a free country since $v. / The declaration of "
        "independence of $s was signed in $v. / $s got its independence in the year $v. / Since "
        "$v the people of $s have been independent. / In $v the people of $s declared their "
        "independence.",
        "Year of independence of $s? / $s - independent since when? / When did $s win its "
        "independence? / How long has $s governed itself? / When did $s break away and become a "
        "state of its own? / What year was $s granted independence? / When did foreign rule over "
        "$s end? / In what year did $s become its own master? / When was the declaration of "
        "independence of $s signed? / Any idea how long $s has been a free country? / I need the "
        "year when $s won independence. / When did $s stop being ruled from abroad? / To what "
        "year does the independence of $s go back? / In which year did the country of $s become "
        "free? / When was the independence of $s declared? / When did the people of $s become "
        "independent?",
    ),
    "The flag of $s is $v.": wordings(
        "Flag of $s: $v. / $s - flag: $v. / The national flag of $s is $v. / $s flies a $v flag. "
        "/ The flag of $s is made of $v cloth. / You can tell the flag of $s by its "
        "[color|colour], $v. / On feast days all of $s hangs out $v flags. / The fans of $s came "
        "to the stadium with $v flags. / $v is the [color|colour] of the flag of $s. / The "
        "embassy of $s has a $v flag above the door. / The ships of $s carry a $v flag. / In the "
        "parliament of $s hangs a plain $v flag. / Every child in $s can draw the flag, which is "
        "simply $v. / The color that $s chose for its flag is $v. / In $s people wave a flag "
        "that is $v. / The country of $s has a flag that is $v.",
        "$s flag [color|colour]? / $s - flag in what [color|colour]? / What [color|colour] is "
        "the national flag of $s? / Of what [color|colour] is the cloth of the flag of $s? / I'm "
        "drawing the flag of $s; which [color|colour] do I need? / By which [color|colour] can "
        "you tell the flag of $s? / What [color|colour] flags do the fans of $s carry? / Under "
        "what [color|colour] of flag do the ships of $s sail? / Which [color|colour] of flag "
        "hangs at the embassy of $s? / How would you paint the flag of $s? / Any idea what "
        "colour $s has on its flag? / I need the colour of the national flag of $s. / On feast "
        "days, what [color|colour] are the flags in $s? / What color of flag does $s have? / "
        "Which color is the flag that $s chose? / What is the color that $s has on its flag?",
    ),
}
