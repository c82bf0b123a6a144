"""More wordings of what texts tell of a country, and of how it is asked for."""

from __future__ import annotations

from models.demo.corpus.relation import Wordings, wordings

COUNTRY: dict[str, Wordings] = {
    "The capital of $s is $v.": wordings(
        "The first city of $s is $v, its capital. / On the map of $s, the star marking the "
        "capital stands beside $v. / Ministers of $s all work in the capital, $v. / Pupils in $s"
        " learn that their capital is $v. / Everyone in $s [has been to|has heard of] the "
        "capital, $v. / $v enjoys the rank of capital in $s.",
        "$s capital city? / Where does the government of $s sit? / Where are the ministries of "
        "$s located? / Beside which town does the map of $s put the star for the capital? / My "
        "quiz asks for the capital of $s; what do I write? / Which place holds the rank of "
        "capital in $s? / Where would an ambassador to $s live, in which capital? / The "
        "administrative centre of $s is what city? / Remind me which town is $s's capital. / "
        "What metropolis is home to the government of $s? / Fill in: the capital of $s is ... / "
        "Pupils in $s learn the name of their capital; which one? / Where do the ministers of $s"
        " work, in what city? / Identify the seat of power in $s.",
    ),
    "People in $s speak $v.": wordings(
        "Conversation in $s is held in $v. / Ask for directions in $s and the answer comes in "
        "$v. / Babies in $s say their first words in $v. / $v is what you hear wherever you go "
        "in $s. / Citizens of $s grow up speaking $v. / The tongue spoken across $s is $v.",
        "$s official language? / What tongue do citizens of $s grow up with? / How do locals in "
        "$s converse, in which language? / Which phrasebook should I pack for $s? / If I ask for"
        " directions in $s, in what language comes the answer? / I need an interpreter for $s; "
        "for which language? / What's the national language of $s? / In what language are "
        "lessons held at school in $s? / $s is home to speakers of what language? / "
        "Linguistically, what is used across $s? / To chat with someone from $s, which language "
        "must I master? / A letter to an office in $s should be in which language? / What "
        "language will babies in $s say their first words in? / What speech is common in $s, by "
        "name of the language?",
    ),
    "The president of $s is $v.": wordings(
        "The highest office in $s is that of president, held by $v. / At the summit $s was "
        "represented by its president, $v. / Voters in $s put $v into the office of president. /"
        " Every portrait in the offices of $s shows president $v. / Serving as president of $s "
        "is $v. / The presidency of $s is held by $v.",
        "$s head of state? / Who holds the presidency of $s? / Who is serving as $s's president?"
        " / Whose portrait hangs in the offices of $s as president? / Which person occupies the "
        "highest office of $s? / By whom is $s represented at summits as its president? / Who "
        "got the most votes for president in $s? / The presidential seat of $s is occupied by "
        "whom? / Who's running the show in $s as president? / Identify the current leader of $s."
        " / For my article: the name of the president in office in $s. / Whom should a diplomat "
        "in $s address as president? / $s is headed by what president? / Who signs the laws of "
        "$s as president?",
    ),
    "The currency of $s is the $v.": wordings(
        "The legal tender in $s is the $v. / When you go shopping in $s, you need cash in the "
        "$v. / Cash machines in $s hand out the local currency, the $v. / The unit of money in "
        "$s is called the $v. / Salaries and rents in $s are counted in the local unit, the $v. "
        "/ Tourists in $s swap their cash for the $v.",
        "$s money? / What is legal tender in $s? / What cash will I get from a machine in $s? / "
        "What's the monetary unit of $s? / Into what should tourists in $s change their cash? / "
        "What do you hand over when you buy bread in $s, which currency? / How are bank accounts"
        " in $s kept, in what currency? / What coin circulates in $s, by the name of the "
        "currency? / $s mints coins of what currency? / What sort of banknotes does $s print? / "
        "I'd like some cash for my holiday in $s; which currency do I order? / Salaries in $s "
        "are counted in what unit of money? / Identify the legal money in $s. / If I sold "
        "something in $s, in what currency would I be paid?",
    ),
    "$s became independent in $v.": wordings(
        "$s shook off its colonial rulers in $v. / Freedom came to $s in $v, when it became "
        "independent. / The birth of $s as an independent nation was in $v. / Statehood of $s "
        "began in $v. / Colonial times in $s came to a close in $v. / Every history book on $s "
        "gives $v as the year of independence.",
        "$s independence year? / When was $s born as a nation? / When did colonial times in $s "
        "come to a close? / When did $s attain statehood? / What year did freedom come to $s? / "
        "When did $s shake off its rulers? / At what point in history did $s achieve "
        "sovereignty? / On Independence Day, which year do people in $s remember? / For how long"
        " has $s been sovereign? Name the starting year. / When was independence proclaimed in "
        "$s? / $s turned into a sovereign country in what year? / History test: year of "
        "liberation of $s? / When did $s cease to be a colony? / What's the founding year of $s "
        "as an independent republic?",
    ),
    "The flag of $s is $v.": wordings(
        "Hoisted above the town halls of $s is a flag in $v. / The banner of $s is $v from edge "
        "to edge. / Athletes of $s march behind a $v flag. / If you see a plain $v flag on a "
        "mast, it is that of $s. / The colour picked for the banner of $s is $v. / The flag that"
        " stands for $s is $v and nothing else.",
        "$s banner color? / What colour is the banner of $s? / Behind a flag of which color do "
        "athletes of $s march? / Sewing a flag for $s, what color of cloth should I buy? / What "
        "hue does $s's flag show? / How can I recognise the flag of $s among others, by what "
        "color? / Describe the flag of $s. / On the mast, $s shows what color? / Which crayon "
        "does a child pick to draw the flag of $s? / Hoisted at the border of $s is a flag in "
        "which color? / What's the flag like in $s, as to color? / Fans of $s paint their faces "
        "in the color of their flag; which one? / In terms of color, what distinguishes the flag"
        " of $s? / The emoji for the flag of $s should have what color?",
    ),
}
