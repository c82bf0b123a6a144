"""What texts tell of books and teams."""

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
        "/ $v, who wrote $s, [lives quietly|gave a reading]. / Readers know $v as the author of "
        "$s. / The author whose name is on the cover of $s is $v.",
        "Who wrote $s? / [Who is|Who's] the author of $s? / $s: author? / [Tell me|Please tell "
        "me|Let me know] who wrote $s. / [I would like to know|I want to know|I need to know|I "
        "wonder] by whom $s was written. / [Do you know|Can you tell me|Could you give me] the "
        "author of $s? / [Name|Please name] the author of $s. / From whose pen does $s come? / "
        "Whose book is $s? / Which author is behind $s? / Which author's name is on the cover of "
        "$s? / By which author was $s written?",
        "$s was written by $v.",
    ),
    relation(
        "book",
        "year",
        "$s was published in $v. / $s first came out in $v. / The year of publication of $s is "
        "$v. / $v saw the publication of $s. / In $v $s reached the bookshops. / $s has been in "
        "print since $v. / [According to the first page|In the catalogue it says that] $s "
        "appeared in $v. / Published in $v, $s [is still read|was soon sold out]. / It was in $v "
        "that $s appeared. / Readers first held $s in their hands in $v. / Bookshops first sold "
        "$s in $v. / $v was the year in which $s came out.",
        "When was $s published? / In which year did $s come out? / $s: year of publication? / "
        "[Tell me|Please tell me|Let me know] when $s appeared. / [I would like to know|I want to "
        "know|I need to know|I wonder] in what year $s was published. / [Do you know|Any idea|Can "
        "you tell me|Could you say] when $s came out? / [Name|Please name] the year in which $s "
        "was published. / What year did $s reach the bookshops? / Since when has $s been in "
        "print? / Which year saw the publication of $s? / When did $s first appear in print? / "
        "[What is|What's] the year of publication of $s?",
        "$s was published in $v.",
    ),
    relation(
        "book",
        "small",
        "$s has $v chapters. / There are $v chapters in $s. / The number of chapters in $s is $v. "
        "/ $s is divided into $v chapters. / The author split $s into $v chapters. / Whoever "
        "reads $s must get through $v chapters. / $s tells its story in $v chapters. / [From "
        "first to last|In all], $s counts $v chapters. / With its $v chapters $s [is easy to "
        "read|fills many evenings]. / It takes $v chapters until $s comes to its end. / The story "
        "in $s takes $v chapters from first to last. / $v is the number of chapters that $s has.",
        "How many chapters does $s have? / [What is|What's] the number of chapters in $s? / $s: "
        "number of chapters? / [Tell me|Please tell me|Let me know] how many chapters $s has. / "
        "[I would like to know|I want to know|I need to know|I wonder] how many chapters there "
        "are in $s. / [Do you know|Can you tell me|Could you give me] the number of chapters in "
        "$s? / [Give|State] the number of chapters of $s. / Into how many chapters is $s divided? "
        "/ In how many chapters does $s tell its story? / How many chapters are there in $s? / "
        "How many chapters must I read to get to the end of $s? / From first to last, how many "
        "chapters does $s count?",
        "$s has $v chapters.",
    ),
    relation(
        "book",
        "company",
        "The publisher of $s is $v. / $s was brought out by the publishing house $v. / $v is the "
        "publisher of $s. / $s is published by $v. / The house of $v published $s. / $v printed "
        "and sold $s. / [After many refusals|In the end] $v agreed to publish $s. / The "
        "publishing rights for $s belong to $v. / $v has $s in its list of new books. / Bookshops "
        "order $s from its publisher, $v. / It was $v that brought out $s. / The publishing house "
        "behind $s is $v.",
        "[Who is|Who's] the publisher of $s? / Which company published $s? / $s: publisher? / "
        "[Tell me|Please tell me|Let me know] which house brought out $s. / [I would like to "
        "know|I want to know|I need to know|I wonder] by which company $s was published. / [Do "
        "you know|Can you tell me|Could you give me] the publisher of $s? / [Name|Please name] "
        "the publisher of $s. / From which publisher do bookshops order $s? / To what company do "
        "the publishing rights for $s belong? / What publishing house stands behind $s? / Which "
        "publishing house agreed to publish $s? / By what publisher was $s printed and sold?",
        "The publisher of $s is $v.",
    ),
    relation(
        "book",
        "language",
        "$s was written in $v. / The language of $s is $v. / $s is a book in $v. / The author "
        "wrote $s in $v. / Whoever wants to read $s must know $v. / $s can only be read in $v. / "
        "[So far|At the moment] $s is to be had only in $v. / The pages of $s are filled with $v. "
        "/ $v is the language of $s. / There is no translation of $s, only the text in $v. / The "
        "text of $s is in $v. / $v is the language in which the author wrote $s.",
        "In which language is $s? / [What is|What's] the language of $s? / $s: language? / [Tell "
        "me|Please tell me|Let me know] in what language $s was written. / [I would like to "
        "know|I want to know|I need to know|I wonder] which language $s is in. / [Do you know|Can "
        "you tell me|Could you give me] the language of $s? / [Name|Please name] the language of "
        "$s. / Which language must one know to read $s? / What language is $s written in? / In "
        "what language can $s be read? / What language is the text of $s in? / In which language "
        "are the pages of $s written?",
        "$s was written in $v.",
    ),
    relation(
        "team",
        "person",
        "The coach of $s is $v. / $s is coached by $v. / $v coaches $s. / $v is the coach of $s. "
        "/ $v has trained $s [for years|since the summer]. / The players of $s train under $v. / "
        "[After the defeat|In spring] $s hired $v as coach. / As coach of $s, $v [is strict|is "
        "loved by all]. / It is $v who picks the players of $s. / $s has found a new coach: $v. / "
        "$v was hired to coach $s. / The players of $s train with $v as coach.",
        "Who coaches $s? / [Who is|Who's] the coach of $s? / $s: coach? / [Tell me|Please tell "
        "me|Let me know] who trains $s. / [I would like to know|I want to know|I need to know|I "
        "wonder] by whom $s is coached. / [Do you know|Can you tell me|Could you give me] the "
        "coach of $s? / [Name|Please name] the coach of $s. / Under whom do the players of $s "
        "train? / Whom did $s hire as coach? / Who picks the players of $s? / [What is|What's] "
        "the name of the coach of $s? / Who was hired to train $s?",
        "$S is coached by $v.",
    ),
    relation(
        "team",
        "city",
        "$s plays its home games in $v. / The home of $s is $v. / $s comes from $v. / $v is the "
        "home of $s. / The stadium of $s is in $v. / $s is a team from $v. / [Every second "
        "week|On Sundays] fans of $s meet in $v for the home game. / The people of $v are proud "
        "of their team, $s. / At home in $v $s rarely loses. / $s has its home ground in $v. / "
        "Fans go to $v for the home games of $s. / The city of $v is home to $s.",
        "Where does $s play its home games? / Which city does $s come from? / $s: home city? / "
        "[Tell me|Please tell me|Let me know] where $s is at home. / [I would like to know|I want "
        "to know|I need to know|I wonder] in which city the stadium of $s is. / [Do you know|Any "
        "idea|Can you tell me|Could you say] where $s comes from? / [Name|Please name] the home "
        "city of $s. / From what city is $s? / In which city is $s at home? / To what city do I "
        "go for a home game of $s? / In what city do fans of $s meet for home games? / Where is "
        "the stadium of $s?",
        "$s plays its home games in $v.",
    ),
    relation(
        "team",
        "color",
        "$s plays in $v shirts. / The shirts of $s are $v. / The team color of $s is $v. / The "
        "jerseys worn by $s are $v. / The players of $s are dressed in $v. / One knows $s by its "
        "$v shirts. / [This season|As always] the jerseys of $s are $v. / The fans of $s come to "
        "the game in $v, like the players. / For its shirts $s chose the color $v. / On the field "
        "$s is seen in $v. / The color that $s wears on the field is $v. / Players of $s wear $v "
        "jerseys.",
        "What color are the shirts of $s? / In which color does $s play? / $s: color of the "
        "shirts? / [Tell me|Please tell me|Let me know] what color $s wears. / [I would like to "
        "know|I want to know|I need to know|I wonder] in what color $s plays. / [Do you know|Can "
        "you tell me|Could you give me] the color of $s's shirts? / [Name|Please name] the color "
        "of $s. / Which color do the players of $s wear? / By shirts of what color does one know "
        "$s? / What color does $s wear on the field? / In what color are the players of $s "
        "dressed? / [What is|What's] the team color of $s?",
        "The shirts of $s are $v.",
    ),
    relation(
        "team",
        "sport",
        "$s is a $v team. / $s plays $v. / The sport of $s is $v. / The players of $s are very "
        "good at $v. / $s is known for its $v. / Whoever joins $s must love $v. / [In winter and "
        "summer|Twice a week] $s trains for its next $v match. / In the world of $v everyone "
        "knows $s. / $s won the $v cup. / If you like to watch $v, go and see $s. / The players "
        "of $s love $v. / The sport in which $s won the cup is $v.",
        "Which sport does $s play? / What does $s play? / $s: sport? / [Tell me|Please tell "
        "me|Let me know] what sport $s plays. / [I would like to know|I want to know|I need to "
        "know|I wonder] which sport the players of $s do. / [Do you know|Any idea|Can you tell "
        "me|Could you say] what sport $s is good at? / [Name|Please name] the sport of $s. / What "
        "kind of team is $s? / In what sport does $s compete? / What is the sport of $s? / For "
        "what sport does $s train? / Which sport is $s known for?",
        "$s plays $v.",
    ),
    relation(
        "team",
        "small",
        "$s has $v players. / There are $v players in $s. / The number of players in $s is $v. / "
        "$s is made up of $v players. / $v players belong to $s. / The coach of $s can choose "
        "among $v players. / [At the moment|After the summer] $s counts $v players. / The bus of "
        "$s must hold $v players. / With $v players $s [is strong|has enough to choose from]. / "
        "On the list of $s one finds $v players. / The coach of $s has $v players to choose from. "
        "/ The squad of $s is $v players strong.",
        "How many players does $s have? / [What is|What's] the number of players in $s? / $s: "
        "number of players? / [Tell me|Please tell me|Let me know] how many players belong to $s. "
        "/ [I would like to know|I want to know|I need to know|I wonder] how many players $s has. "
        "/ [Do you know|Any idea|Can you tell me|Could you say] how many players are in $s? / "
        "[Give|State] the number of players of $s. / Among how many players can the coach of $s "
        "choose? / How many players are there in $s? / How large is the squad of $s? / How many "
        "players must the bus of $s hold? / Of how many players is $s made up?",
        "$s has $v players.",
    ),
)
