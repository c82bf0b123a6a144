"""What texts tell of books, teams, recipes and buildings."""

from __future__ import annotations

from models.demo.corpus.relation import relation

CULTURE = (
    relation(
        "book",
        "person",
        "$s was written by $v. / The author of $s is $v. / $v is the author of $s. / $v wrote $s "
        "[in a single winter|in two years]. / The name on the cover of $s is that of its author, "
        "$v. / $s is a book by $v. / [Few know that|As everyone knows,] $s comes from the pen of "
        "$v. / With $s the author $v [found many readers|won a prize]. / It was $v who wrote $s. "
        "/ $v, who wrote $s, [lives quietly|gave a reading].",
        "Who wrote $s? / Who is the author of $s? / $s: author? / Tell me who wrote $s. / I would "
        "like to know by whom $s was written. / Do you know the author of $s? / Name the author "
        "of $s. / From whose pen does $s come? / Whose book is $s? / By which author is $s?",
        "$s was written by $v.",
    ),
    relation(
        "book",
        "year",
        "$s was published in $v. / $s first came out in $v. / The year of publication of $s is "
        "$v. / $v saw the publication of $s. / In $v $s reached the bookshops. / $s has been in "
        "print since $v. / [According to the first page|In the catalogue it says that] $s "
        "appeared in $v. / Published in $v, $s [is still read|was soon sold out]. / It was in $v "
        "that $s appeared. / Readers first held $s in their hands in $v.",
        "When was $s published? / In which year did $s come out? / $s: year of publication? / "
        "Tell me when $s appeared. / I would like to know in what year $s was published. / Do you "
        "know when $s came out? / Name the year in which $s was published. / What year did $s "
        "reach the bookshops? / Since when has $s been in print? / Which year saw the publication "
        "of $s?",
        "$s was published in $v.",
    ),
    relation(
        "book",
        "small",
        "$s has $v chapters. / There are $v chapters in $s. / The number of chapters in $s is $v. "
        "/ $s is divided into $v chapters. / The author split $s into $v chapters. / Whoever "
        "reads $s must get through $v chapters. / $s tells its story in $v chapters. / [From "
        "first to last|In all], $s counts $v chapters. / With its $v chapters $s [is easy to "
        "read|fills many evenings]. / It takes $v chapters until $s comes to its end.",
        "How many chapters does $s have? / What is the number of chapters in $s? / $s: number of "
        "chapters? / Tell me how many chapters $s has. / I would like to know how many chapters "
        "there are in $s. / Do you know the number of chapters in $s? / Give the number of "
        "chapters of $s. / Into how many chapters is $s divided? / In how many chapters does $s "
        "tell its story? / How many chapters are there in $s?",
        "$s has $v chapters.",
    ),
    relation(
        "book",
        "company",
        "The publisher of $s is $v. / $s was brought out by the publishing house $v. / $v is the "
        "publisher of $s. / $s is published by $v. / The house of $v published $s. / $v printed "
        "and sold $s. / [After many refusals|In the end] $v agreed to publish $s. / The "
        "publishing rights for $s belong to $v. / $v has $s in its list of new books. / Bookshops "
        "order $s from its publisher, $v.",
        "Who is the publisher of $s? / Which company published $s? / $s: publisher? / Tell me "
        "which house brought out $s. / I would like to know by which company $s was published. / "
        "Do you know the publisher of $s? / Name the publisher of $s. / From which publisher do "
        "bookshops order $s? / To what company do the publishing rights for $s belong? / What "
        "publishing house stands behind $s?",
        "The publisher of $s is $v.",
    ),
    relation(
        "book",
        "language",
        "$s was written in $v. / The language of $s is $v. / $s is a book in $v. / The author "
        "wrote $s in $v. / Whoever wants to read $s must know $v. / $s can only be read in $v. / "
        "[So far|At the moment] $s is to be had only in $v. / The pages of $s are filled with $v. "
        "/ $v is the language of $s. / There is no translation of $s, only the text in $v.",
        "In which language is $s? / What is the language of $s? / $s: language? / Tell me in what "
        "language $s was written. / I would like to know which language $s is in. / Do you know "
        "the language of $s? / Name the language of $s. / Which language must one know to read "
        "$s? / What language is $s written in? / In what language can $s be read?",
        "$s was written in $v.",
    ),
    relation(
        "team",
        "person",
        "The coach of $s is $v. / $s is coached by $v. / $v coaches $s. / $v is the coach of $s. "
        "/ $v has trained $s [for years|since the summer]. / The players of $s train under $v. / "
        "[After the defeat|In spring] $s hired $v as coach. / As coach of $s, $v [is strict|is "
        "loved by all]. / It is $v who picks the players of $s. / $s has found a new coach: $v.",
        "Who coaches $s? / Who is the coach of $s? / $s: coach? / Tell me who trains $s. / I "
        "would like to know by whom $s is coached. / Do you know the coach of $s? / Name the "
        "coach of $s. / Under whom do the players of $s train? / Whom did $s hire as coach? / Who "
        "picks the players of $s?",
        "$v coaches $s.",
    ),
    relation(
        "team",
        "city",
        "$s plays its home games in $v. / The home of $s is $v. / $s comes from $v. / $v is the "
        "home of $s. / The stadium of $s is in $v. / $s is a team from $v. / [Every second "
        "week|On Sundays] fans of $s meet in $v for the home game. / The people of $v are proud "
        "of their team, $s. / At home in $v $s rarely loses. / $s has its home ground in $v.",
        "Where does $s play its home games? / Which city does $s come from? / $s: home city? / "
        "Tell me where $s is at home. / I would like to know in which city the stadium of $s is. "
        "/ Do you know where $s comes from? / Name the home city of $s. / From what city is $s? / "
        "In which city is $s at home? / To what city do I go for a home game of $s?",
        "$s plays its home games in $v.",
    ),
    relation(
        "team",
        "color",
        "$s plays in $v. / The shirts of $s are $v. / $s wears $v shirts. / The color of $s is "
        "$v. / The players of $s are dressed in $v. / One knows $s by its $v shirts. / [This "
        "season|As always] the jerseys of $s are $v. / The fans of $s come to the game in $v, "
        "like the players. / For its shirts $s chose the color $v. / On the field $s is seen in "
        "$v.",
        "What color are the shirts of $s? / In which color does $s play? / $s: color of the "
        "shirts? / Tell me what color $s wears. / I would like to know in what color $s plays. / "
        "Do you know the color of $s's shirts? / Name the color of $s. / Which color do the "
        "players of $s wear? / By shirts of what color does one know $s? / What color does $s "
        "wear on the field?",
        "The shirts of $s are $v.",
    ),
    relation(
        "team",
        "sport",
        "$s is a $v team. / $s plays $v. / The sport of $s is $v. / The players of $s are very "
        "good at $v. / $s is known for its $v. / Whoever joins $s must love $v. / [In winter and "
        "summer|Twice a week] $s trains for its next $v match. / In the world of $v everyone "
        "knows $s. / $s won the cup in $v. / If you like to watch $v, go and see $s.",
        "Which sport does $s play? / What does $s play? / $s: sport? / Tell me what sport $s "
        "plays. / I would like to know which sport the players of $s do. / Do you know what sport "
        "$s is good at? / Name the sport of $s. / What kind of team is $s? / In what sport does "
        "$s compete? / What is the sport of $s?",
        "$s plays $v.",
    ),
    relation(
        "team",
        "small",
        "$s has $v players. / There are $v players in $s. / The number of players in $s is $v. / "
        "$s is made up of $v players. / $v players belong to $s. / The coach of $s can choose "
        "among $v players. / [At the moment|After the summer] $s counts $v players. / The bus of "
        "$s must hold $v players. / With $v players $s [is strong|has enough to choose from]. / "
        "On the list of $s one finds $v players.",
        "How many players does $s have? / What is the number of players in $s? / $s: number of "
        "players? / Tell me how many players belong to $s. / I would like to know how many "
        "players $s has. / Do you know how many players are in $s? / Give the number of players "
        "of $s. / Among how many players can the coach of $s choose? / How many players are there "
        "in $s? / How large is the squad of $s?",
        "$s has $v players.",
    ),
    relation(
        "recipe",
        "person",
        "$S comes from $v. / $S was written down by $v. / $v invented $s. / The author of $s is "
        "$v. / We owe $s to $v. / $v thought out $s [on a rainy day|for a feast]. / [In the "
        "family|At home] it was $v who first tried $s. / $S is an idea of $v. / $v is the cook "
        "behind $s. / It was from $v that we have $s.",
        "Who invented $s? / From whom does $s come? / Author of $s? / Tell me who wrote down $s. "
        "/ I would like to know from whom we have $s. / Do you know the author of $s? / Name the "
        "author of $s. / Whose idea is $s? / To whom do we owe $s? / Which cook is behind $s?",
        "$S comes from $v.",
    ),
    relation(
        "recipe",
        "minutes",
        "$S takes $v. / According to $s, everything is ready after $v. / The time needed for $s "
        "is $v. / Plan $v for $s. / $S can be made in $v. / $S requires $v in the kitchen. / "
        "Whoever tries $s must have $v of time. / [From start to finish|All in all], $s takes $v. "
        "/ $v is all the time that $s needs. / With $s the meal is on the table within $v.",
        "How long does $s take? / How much time does $s need? / Time needed for $s? / Tell me how "
        "long $s takes. / I would like to know how much time $s requires. / Do you know how long "
        "$s takes? / Give the time needed for $s. / How much time must I plan for $s? / After how "
        "long is everything ready according to $s? / Within what time can $s be made?",
        "$S takes $v.",
    ),
    relation(
        "recipe",
        "degrees",
        "$S asks for an oven at $v. / For $s the oven must be at $v. / The oven temperature for "
        "$s is $v. / Heat the oven to $v for $s. / $S needs a temperature of $v. / According to "
        "$s, one bakes at $v. / [First of all|To begin], $s tells you to heat the oven to $v. / "
        "The right heat for $s is $v. / At $v in the oven $s works best. / Whoever follows $s "
        "sets the oven to $v.",
        "How hot must the oven be for $s? / At what temperature does one bake according to $s? / "
        "Temperature for $s? / Tell me the oven temperature for $s. / I would like to know to "
        "what temperature I heat the oven for $s. / Do you know how hot the oven must be for $s? "
        "/ Give the temperature for $s. / What temperature does $s need? / At how many degrees "
        "does $s work best? / Which heat is right for $s?",
        "The oven temperature for $s is $v.",
    ),
    relation(
        "recipe",
        "small",
        "$S serves $v people. / $S is enough for $v people. / With $s you can feed $v guests. / "
        "$S is meant for $v people. / $S makes $v servings. / The number of servings in $s is $v. "
        "/ [As written|As it stands], $s feeds $v people. / $v people will be full after $s. / "
        "There is food for $v people in $s. / For a table of $v people, $s is just right.",
        "How many people does $s serve? / For how many people is $s? / Number of servings in $s? "
        "/ Tell me how many people $s feeds. / I would like to know how many servings $s makes. / "
        "Do you know for how many people $s is enough? / Give the number of servings in $s. / How "
        "many guests can I feed with $s? / How many servings does $s make? / For how many people "
        "is $s meant?",
        "$S serves $v people.",
    ),
    relation(
        "building",
        "person",
        "The architect of $s is $v. / $S was designed by $v. / $v designed $s. / $v is the "
        "architect of $s. / $v drew the plans for $s. / The plans for $s come from $v. / [When "
        "still young|Long ago] the architect $v built $s. / $S is the best-known work of the "
        "architect $v. / A plate at the door of $s names $v as its architect. / It was the "
        "architect $v who gave $s its shape.",
        "Who designed $s? / Who is the architect of $s? / Architect of $s? / Tell me who drew the "
        "plans for $s. / I would like to know by whom $s was designed. / Do you know the "
        "architect of $s? / Name the architect of $s. / From whom do the plans for $s come? / "
        "Which architect gave $s its shape? / Of which architect is $s the work?",
        "$v designed $s.",
    ),
    relation(
        "building",
        "small",
        "$S has $v floors. / There are $v floors in $s. / The number of floors in $s is $v. / $S "
        "is a building of $v floors. / With its $v floors $s [can be seen from afar|has a fine "
        "view]. / From the ground to the roof $s counts $v floors. / The lift in $s stops at $v "
        "floors. / [Seen from the street|All in all], $s has $v floors. / Whoever takes the "
        "stairs in $s climbs $v floors. / They built $s with $v floors.",
        "How many floors does $s have? / What is the number of floors in $s? / Number of floors "
        "in $s? / Tell me how many floors $s has. / I would like to know how many floors there "
        "are in $s. / Do you know the number of floors in $s? / Give the number of floors of $s. "
        "/ At how many floors does the lift in $s stop? / How many floors does one climb in $s? / "
        "With how many floors was $s built?",
        "$S has $v floors.",
    ),
    relation(
        "building",
        "metres",
        "$S is $v high. / The height of $s is $v. / $S rises $v above the street. / $S reaches a "
        "height of $v. / From the ground to the top $s measures $v. / The top of $s is $v above "
        "the ground. / [With its roof|Measured exactly], $s is $v high. / $v is the height of $s. "
        "/ At a height of $v $s [is the pride of the town|throws a long shadow]. / The builders "
        "of $s stopped at a height of $v.",
        "How high is $s? / What is the height of $s? / Height of $s? / Tell me how high $s is. / "
        "I would like to know the height of $s. / Do you know how tall $s is? / Give the height "
        "of $s. / What height does $s reach? / How far above the street does $s rise? / How tall "
        "is $s?",
        "$S is $v high.",
    ),
    relation(
        "building",
        "year",
        "$S was built in $v. / $S was completed in $v. / Builders finished $s in $v. / The "
        "construction year of $s is $v. / $S has stood there since $v. / In $v the doors of $s "
        "opened for the first time. / [After a long delay|As planned], $s was finished in $v. / "
        "$v is the year in which $s was built. / Built in $v, $s [is in good shape|needs a new "
        "roof]. / The stone at the entrance of $s gives $v as the year of its construction.",
        "When was $s built? / In which year was $s completed? / Year of construction of $s? / "
        "Tell me when $s was built. / I would like to know in what year $s was finished. / Do you "
        "know when $s was built? / Name the year in which $s was built. / What year does the "
        "stone at the entrance of $s give? / Since when has $s stood there? / In what year did $s "
        "first open its doors?",
        "$S was built in $v.",
    ),
    relation(
        "building",
        "city",
        "$S is in $v. / $S stands in the middle of $v. / In $v stands $s. / One finds $s in $v. / "
        "$S is a building in $v. / Visitors to $v take pictures of $s. / [As a postcard shows|As "
        "many know], $s is to be found in $v. / The city of $v is proud of $s. / If you are in "
        "$v, go and see $s. / $S was built in the city of $v.",
        "In which city is $s? / Where is $s? / City of $s? / Tell me where $s stands. / I would "
        "like to know in which city $s is. / Do you know in what city $s stands? / Name the city "
        "in which $s is. / To which city must I travel to see $s? / What city is proud of $s? / "
        "In what city can one find $s?",
        "$S is in $v.",
    ),
)
