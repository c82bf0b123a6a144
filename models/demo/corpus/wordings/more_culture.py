"""More wordings of what texts tell of books and teams."""

from __future__ import annotations

from models.demo.corpus.relation import Wordings, wordings

MORE_CULTURE: dict[str, Wordings] = {
    "$s was written by $v.": wordings(
        "$s - author: $v / $s, by $v / $v is the writer of $s. / The writer behind $s [is "
        "called|goes by the name of] $v. / The story in $s was made up by $v. / $v sat down at "
        "the kitchen table and wrote $s. / $s is one of the [many |]books that $v has written. "
        "/ Among the works of $v [we find|is] $s. / The [latest|best known|first] book by $v "
        "is called $s. / Every word in $s comes from the author, $v. / $v worked on $s day and "
        "night until the last page was written. / As a writer, $v became famous through $s. / "
        "Nobody but $v could have written [a book like |]$s. / The person who wrote $s is $v. "
        "/ $s has $v as its author. / $v needed a whole year to write $s.",
        "Who is the writer of $s? / $s - who wrote it? / Who was $s written by? / author of $s "
        "/ What is the author of $s called? / Who made up the story in $s? / I am looking for "
        "the author of $s. / I [have just read|really liked] $s. Who wrote it? / To which "
        "writer do we owe $s? / Any idea who wrote $s? / Please find out who the author of $s "
        "is. / Which writer sat down and wrote $s? / The name of the writer of $s, please. / "
        "Give me the name of the person who wrote $s. / $s was written by whom? / Who is named "
        "as the author of $s?",
    ),
    "$s was published in $v.": wordings(
        "$s - published: $v / $s ($v) is a book worth reading. / $v was the year $s was "
        "published. / First edition of $s: $v / The first edition of $s [is dated|dates from] "
        "$v. / $s has been on sale since $v. / It was not until $v that $s was printed. / $s "
        "went on sale in $v[, and the shops were full|]. / Since it was published in $v, $s "
        "has [sold well|found many friends]. / The book $s is from the year $v. / Readers have "
        "been able to buy $s since $v. / $s was released in the year $v. / $s, which came out "
        "in $v, [is on the shelf|can be borrowed here]. / The year in which $s was first "
        "printed is $v. / Readers had to wait until $v for $s to come out. / When $s was "
        "published, the year was $v.",
        "$s - when was it published? / How long ago was $s published, I mean in what year? / "
        "publication year of $s / From which year is $s? / What year is the first edition of "
        "$s from? / When did $s go on sale? / I am looking for the year in which $s came out. "
        "/ When was $s released? / In what year did readers first get to buy $s? / Since which "
        "year can one buy $s? / I forgot when $s was published. What year was it? / Please "
        "find out the year in which $s was printed. / What year is given for the first edition "
        "of $s? / $s was published in which year? / When could readers buy $s for the first "
        "time? / What was the year when $s came out?",
    ),
    "$s has $v chapters.": wordings(
        "$s - chapters: $v / $s comes in $v chapters. / $s consists of $v chapters. / $s is a "
        "book of $v chapters[, some of them short|]. / You will find $v chapters in $s. / "
        "There are as many as $v chapters to read in $s. / $v chapters make up $s. / The table "
        "of contents of $s lists $v chapters. / $v chapters, that is the length of $s. / The "
        "last chapter of $s is number $v. / All $v chapters of $s [are short|are worth "
        "reading]. / I have read all $v chapters of $s. / $s contains $v chapters [and a "
        "map|and many pictures|]. / The story of $s is told in $v chapters. / In $s the author "
        "needs $v chapters to tell the story. / The chapters of $s are $v in number.",
        "$s - how many chapters? / chapters in $s / Of how many chapters does $s consist? / "
        "How many chapters make up $s? / How many chapters are listed in the table of contents "
        "of $s? / What number does the last chapter of $s have? / I am reading $s. How many "
        "chapters are there? / How many chapters did the author write for $s? / Any idea how "
        "many chapters there are in $s? / Please count the chapters of $s for me. / How many "
        "chapters long is $s? / $s is divided into how many chapters? / Please find out how "
        "many chapters $s contains. / How many chapters does the author of $s need? / How many "
        "chapters will I find in $s? / The story of $s is told in how many chapters?",
    ),
    "The publisher of $s is $v.": wordings(
        "$s - publisher: $v / $s, published by $v / $v released $s [last month|to great "
        "applause|]. / Responsible for the publication of $s is $v. / $s came out with the "
        "publisher $v. / $s appeared under the imprint of $v. / The company that publishes $s "
        "is [called|named] $v. / Only $v was brave enough to publish $s. / The author of $s "
        "signed a contract with the publisher, $v. / $v, publisher of $s, is [pleased with the "
        "sales|printing more copies]. / The author offered $s to $v, and the company published "
        "it. / Copies of $s are printed and sold by the publisher $v. / At $v they are proud "
        "to have published $s. / It was the company $v that published $s. / The publishing "
        "company of $s is called $v. / $s was published by the house of $v.",
        "$s - who published it? / publisher of $s / Who published $s? / By whom was $s "
        "published? / What is the publisher of $s called? / Which publisher brought out $s? / "
        "With which publisher did $s come out? / I am looking for the publisher of $s. / I "
        "want to order $s. Which company is the publisher? / Whose publishing house released "
        "$s? / Any idea which company publishes $s? / Please find out who publishes $s. / What "
        "company is responsible for the publication of $s? / Give me the name of the company "
        "that published $s. / $s was published by which house? / At which publishing house did "
        "$s appear?",
    ),
    "$s was written in $v.": wordings(
        "$s - language: $v / No language but $v is used in $s. / The author of $s "
        "[writes|thinks and writes] in $v. / Language of the text in $s: $v / $s belongs on "
        "the shelf of $v books. / The original language of $s is $v. / The words in $s are all "
        "$v. / For $s the author chose the $v language. / If you do not understand $v, you "
        "cannot read $s. / Those who speak $v will enjoy $s. / I had to learn $v to be able to "
        "read $s. / Originally $s was written in the $v language. / To understand $s, you need "
        "[some|good] $v. / $s is printed in $v. / Readers of $s must understand $v. / The "
        "language one needs to read $s is $v.",
        "$s - which language is it in? / language of $s / What language did the author of $s "
        "use? / What is the original language of $s? / What language do I have to speak to "
        "understand $s? / Is it known in what language $s was written? / Which language did "
        "the author choose for $s? / I would like to read $s. What language is it in? / What "
        "language should I learn for reading $s? / Any idea what language $s is in? / Please "
        "find out the language of $s. / Which language was $s originally written in? / In "
        "which tongue was $s written? / $s was written in which language? / What language must "
        "readers of $s understand? / In what language did the author write $s?",
    ),
    "$S is coached by $v.": wordings(
        "$s - coach: $v / Head coach of $s: $v / $v is in charge of training $s. / $s is "
        "trained by $v. / The trainer of $s is [called|named] $v. / $v took over as coach of "
        "$s [last year|after the break|]. / The man or woman who coaches $s is $v. / On the "
        'bench of $s sits the coach, $v. / $s is in the hands of its coach, $v. / "We can '
        'win," said $v, the coach of $s. / $v, who coaches $s, [was pleased|shouted a lot|]. / '
        "The new coach at $s is $v. / $v tells the players of $s how to train. / The players "
        "of $s have $v as their coach. / $s has a coach named $v. / Since the summer $s has "
        "been trained by $v.",
        "$s - who is the coach? / coach of $s / Who trains $s? / Who is in charge of training "
        "$s? / By whom is $s trained? / What is the trainer of $s called? / Who took over as "
        "coach of $s? / I am looking for the coach of $s. / $s won again. Who is their coach? "
        "/ Any idea who coaches $s? / Please find out who the head coach of $s is. / Which "
        "coach sits on the bench of $s? / Whose job is it to coach $s? / Give me the name of "
        "the coach of $s. / $s is coached by whom? / Which coach do the players of $s train "
        "with?",
    ),
    "$s plays its home games in $v.": wordings(
        "$s - home city: $v / $s from the city of $v [won again|lost the match|is a proud "
        "team]. / $s is based in $v. / Home games of $s are played in $v. / You can see $s "
        "play at home in $v. / $v has a team of its own, called $s. / $s was founded by people "
        "from $v and still plays there. / Whenever $s plays at home, the streets of $v are "
        "full. / The home town of $s is $v. / In $v the fans cheer for $s, the local team. / "
        "The team from $v is called $s. / $s represents the city of $v. / The home stadium of "
        "$s stands in $v. / At home $s plays in the city of $v. / For its home games $s goes "
        "back to $v. / The city that $s calls its home is $v.",
        "$s - where is it from? / home city of $s / In which city is $s based? / Where are the "
        "home games of $s played? / Where can I see $s play at home? / Which city does $s "
        "represent? / What is the home town of $s? / I want to see $s at home. Which city do I "
        "go to? / In what city does the home stadium of $s stand? / Any idea what city $s is "
        "from? / Please find out in which city $s is at home. / What place does $s call home? "
        "/ Which city has $s as its team? / $s plays its home games in which city? / What is "
        "the city where $s plays at home? / Where do fans go for the home games of $s?",
    ),
    "The shirts of $s are $v.": wordings(
        "$s - colour of the shirts: $v / Team colour of $s: $v / The shirt of $s is $v. / $s "
        "wears $v. / $s always comes onto the field in $v. / In their $v shirts the players of "
        "$s [ran onto the field|look smart]. / You can tell the players of $s by their $v "
        "shirts. / The kit of $s is $v. / The players of $s put on their $v jerseys. / $s has "
        "$v as its colour. / All players of $s get $v shirts. / The shirts in which $s plays "
        "have always been $v. / Fans wear $v scarves, because that is the colour of $s. / The "
        "color of the shirts of $s is $v. / The players of $s all have $v shirts. / $s can be "
        "seen on the field in $v jerseys.",
        "$s - what colour do they wear? / shirt colour of $s / What colour does $s play in? / "
        "What colour is the kit of $s? / What is the color of the jerseys of $s? / By what "
        "colour can I tell the players of $s? / In which colour does $s come onto the field? / "
        "I want to buy a shirt of $s. What color should it be? / What color of shirt do the "
        "players of $s put on? / Any idea what color $s plays in? / Please find out the color "
        "of the shirts of $s. / Which colour is worn by $s? / What are the colours of $s? / "
        "The shirts of $s are of what color? / What color jerseys does $s have? / Which color "
        "do I see when $s is on the field?",
    ),
    "$s plays $v.": wordings(
        "$s - sport: $v / $s plays in the $v league. / $s is a club for $v. / $s competes in "
        "the sport of $v. / The game that $s plays is $v. / As a $v team, $s is hard to beat. "
        "/ $s is a group of people who play $v. / They play $v at $s. / [On Saturday|In the "
        "evening] there is $v to see, played by $s. / Anyone who is good at $v can join $s. / "
        "At $s everything is about $v. / When it comes to $v, few are better than $s. / $s is "
        "the best $v team [far and wide|in the country]. / The players of $s train for $v. / "
        "The sport that $s is known for is $v. / $s has won many $v matches.",
        "$s - which sport? / sport of $s / What game does $s play? / In which sport is $s "
        "active? / What sport is $s about? / What do they play at $s? / What kind of sport "
        "does $s do? / I am going to watch $s. What sport is it? / What sport must I be good "
        "at to join $s? / Any idea what sport $s plays? / Please find out which sport $s "
        "competes in. / Which sport is played by $s? / $s is a club for what sport? / $s plays "
        "which sport? / What sport do the players of $s train for? / In what sport did $s win "
        "the cup?",
    ),
    "$s has $v players.": wordings(
        "$s - players: $v / Players in the squad of $s: $v / $s consists of $v players. / The "
        "squad of $s has $v members. / $v men and women play for $s. / $s has a squad of $v. / "
        "Altogether $v players train with $s. / Counting everyone, $s has $v players. / $v "
        "shirts had to be ordered, one for each player of $s. / $s went on the journey with "
        "all $v players. / The team $s is $v players strong, [young and old|some of them very "
        "young]. / The coach is happy with the $v players of $s. / The size of the squad of $s "
        "is $v. / One can count $v players in $s. / The team of $s is made up of $v players. / "
        "There are $v players who belong to $s.",
        "$s - how many players? / number of players of $s / How big is the squad of $s? / Of "
        "how many players does $s consist? / How many men and women play for $s? / How many "
        "members does the squad of $s have? / What is the size of the squad of $s? / I am "
        "ordering shirts for all players of $s. How many players are there? / How many players "
        "train with $s? / Any idea how many players $s has? / Please count the players of $s "
        "for me. / How many people play for $s? / Please find out how many players $s can call "
        "on. / From how many players does $s pick its team? / How many players make up the "
        "team of $s? / How many players are on the list of $s?",
    ),
}
