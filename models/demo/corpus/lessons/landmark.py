"""More wordings of what texts tell of a landmark, and of how it is asked for."""

from __future__ import annotations

from models.demo.corpus.relation import Wordings, wordings

LANDMARK: dict[str, Wordings] = {
    "$S is in the country of $v.": wordings(
        "$S lies within the borders of the country of $v. / The land that owns $s is the country"
        " of $v. / $S is located in the country of $v. / Visitors to the country of $v should "
        "not miss $s. / The flag that flies at $s is that of the country of $v. / $S is one of "
        "the sights of the country of $v.",
        "Within the borders of which country does $s lie? / Which nation owns $s? / $s located "
        "in what country? / The flag of which country flies at $s? / Whose national territory "
        "includes $s? / For a trip to $s, I have to enter what country? / Which country's "
        "visitors should not miss $s? / What land is home to $s? / $s can be found in which "
        "state of the world? / Complete: the country that has $s within its borders is ... / "
        "Could you locate $s by country? / Under the rule of which country is $s today? / In a "
        "travel guide to which country would I read about $s? / Which country counts $s among "
        "its sights?",
    ),
    "The town nearest to $s is $v.": wordings(
        "The town that $s has for a neighbour is $v. / $S lies near the town of $v. / Hikers set"
        " off for $s from the town of $v. / In the neighbourhood of $s there is the town of $v. "
        "/ For food and fuel, people at $s drive to the town of $v next door. / The people of $v"
        " have $s almost on their doorstep.",
        "Which town lies in the neighbourhood of $s? / From what town do hikers set off for $s? "
        "/ $s closest town? / Which town has $s on its doorstep? / Where, near $s, could I book "
        "a hotel, in what town? / What town is the best base for a visit to $s? / $s lies near "
        "which town? / To what town do people at $s drive for food and fuel? / The shortest way "
        "to $s leads from what town? / Complete: the town that lies closest to $s is ... / Could"
        " you name a town in the vicinity of $s? / Out of petrol at $s: which town do I head "
        "for? / What settlement is found next to $s? / Which town neighbours $s?",
    ),
    "The first to explore $s was $v.": wordings(
        "The earliest expedition to $s was headed by $v. / The pioneer who opened up $s was $v. "
        "/ $v set foot on $s before anyone else. / The first footprints at $s were left by $v. /"
        " A brave explorer, $v, brought back the first report of $s. / Credit for the discovery "
        "of $s goes to $v.",
        "Who headed the earliest expedition to $s? / Which pioneer opened up $s? / $s "
        "discoverer? / Whose footprints were the first at $s? / Who set foot on $s before anyone"
        " else? / Who brought back the first report of $s? / Which adventurer gets the credit "
        "for discovering $s? / The exploration of $s began with whom? / Before all others, who "
        "reached $s? / Complete: the explorer who discovered $s was ... / Could you tell me "
        "whose expedition found $s? / A statue for the explorer of $s: whom would it show? / I "
        "am writing about the discovery of $s; whose name must I mention? / Thanks to which "
        "explorer do we know about $s?",
    ),
    "The number of visitors to $s in a year is $v.": wordings(
        "Annual visitor numbers at $s stand at $v. / Year after year $v travellers make their "
        "way to $s. / $S welcomes $v people annually. / At the gate of $s, $v tickets are sold "
        "per year. / $S attracts $v sightseers each year. / In twelve months $v people [come and"
        " look at|take photos of] $s.",
        "What are the annual visitor numbers at $s? / How many travellers make their way to $s "
        "year after year? / $s yearly tourist numbers? / How many people does $s attract "
        "annually? / How many sightseers does $s welcome in twelve months? / How popular is $s, "
        "measured in annual guests? / What figure do the rangers of $s give for visits per year?"
        " / Per year, $s is visited by how many people? / How many tickets are sold at the gate "
        "of $s per year? / Complete: the yearly number of tourists at $s is ... / Could you "
        "estimate the tourist traffic to $s per year? / Is $s crowded, and how many people come "
        "annually? / How high is the yearly attendance at $s? / Planning more toilets at $s: how"
        " many visitors a year must we reckon with?",
    ),
    "From above, $s has the shape of a $v.": wordings(
        "The outline of $s resembles a $v. / From a balloon, $s could be taken for a $v. / The "
        "contours of $s are those of a $v. / A bird flying above $s would see a $v. / On "
        "satellite pictures $s appears as a $v. / The silhouette of $s recalls a $v.",
        "What does the outline of $s resemble? / What would a bird see, flying above $s? / $s "
        "outline? / From a balloon, $s could be taken for what? / As what does $s appear on "
        "satellite pictures? / What object do the contours of $s recall? / I want to draw a map "
        "of $s; what should it resemble? / To what object can one compare $s, seen from the sky?"
        " / The silhouette of $s is similar to what? / Complete: viewed from the air, $s looks "
        "just like a ... / Could you describe the contours of $s? / Which thing does $s resemble"
        " in shape? / What figure does $s make on a satellite photo? / If $s were a drawing, "
        "what would it be a drawing of?",
    ),
}
