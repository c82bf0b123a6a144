"""What texts tell of companies and of programs."""

from __future__ import annotations

from models.demo.corpus.relation import relation

WORK = (
    relation(
        "company",
        "person",
        "The head of $s is $v. / $v runs $s. / $s is headed by $v. / $s is led by $v. / The boss "
        "of $s is called $v. / [Since spring|For years] $v has been at the head of $s. / $v took "
        "over the management of $s. / As head of $s, $v [decides everything|travels a lot]. / At "
        "$s it is $v who decides. / The board of $s chose $v as the new chief. / $s is run by $v. "
        "/ The chief executive of $s is $v. / $v is the director of $s.",
        "Who runs $s? / Who is the head of $s? / Who is the boss of $s? / Tell me who runs $s. / "
        "$s: chief executive? / I would like to know who is at the head of $s. / Do you know who "
        "leads $s? / Name the head of $s. / By whom is $s run? / Who is in charge at $s? / Under "
        "whose leadership is $s? / Who leads $s?",
        "$v runs $s.",
    ),
    relation(
        "company",
        "city",
        "$s has its headquarters in $v. / $s is based in $v. / The headquarters of $s are in $v. "
        "/ $v is home to the head office of $s. / $s moved its headquarters to $v. / From its "
        "head office in $v $s [serves the whole world|sends its letters]. / [Since its "
        "beginnings|For years] $s has been based in $v. / $s, based in $v, [is growing|hired new "
        "people]. / Letters to $s go to its head office in $v. / $s runs its business from $v. / "
        "$s sits in $v. / The main office of $s is in $v.",
        "Where is $s based? / Where are the headquarters of $s? / What city is $s based in? / "
        "Tell me where $s has its headquarters. / $s: headquarters? / I would like to know where "
        "$s is based. / Do you know in which city the head office of $s is? / Name the city where "
        "$s has its main office. / From which city does $s run its business? / Where is the head "
        "office of $s? / To which city do letters to $s go? / In which city is $s?",
        "$s is based in $v.",
    ),
    relation(
        "company",
        "thousands",
        "$s employs $v people. / $s has $v employees. / $s gives work to $v people. / The staff "
        "of $s numbers $v. / $v employees work for $s. / [By now|Today] the workforce of $s has "
        "grown to $v. / The number of employees at $s is $v. / $s pays the wages of $v people. / "
        "With $v employees $s is [not small|well known]. / At $s there are $v people on the "
        "payroll. / $s has a staff of $v. / $v people work at $s.",
        "How many employees does $s have? / How many people work at $s? / How large is the staff "
        "of $s? / Tell me how many employees $s has. / $s: number of employees? / I would like to "
        "know how many people work at $s. / Do you know how many people $s employs? / Give the "
        "number of employees of $s. / To how many people does $s give work? / How big is the "
        "workforce of $s? / How many people are on the payroll of $s? / How many people does $s "
        "employ?",
        "$s has $v employees.",
    ),
    relation(
        "company",
        "product",
        "$s makes $v. / $s sells $v. / $s is a producer of $v. / The factory of $s turns out $v. "
        "/ $s earns its money with $v. / $s manufactures $v. / [Shops everywhere|Many customers] "
        "buy $v from $s. / $s specialises in $v. / The workers at $s build $v. / $s, a maker of "
        "$v, [is growing|had a good year]. / Every day trucks full of $v leave the factory of $s. "
        "/ The business of $s is $v.",
        "What does $s make? / What does $s sell? / What are the products of $s? / Tell me what $s "
        "makes. / $s: products? / I would like to know what $s sells. / Do you know what $s "
        "produces? / Name what $s manufactures. / What does $s specialise in? / What can one buy "
        "from $s? / What do the trucks from the factory of $s carry? / What is the business of "
        "$s?",
        "$s makes $v.",
    ),
    relation(
        "program",
        "port",
        "$s listens on port $v. / The default port of $s is $v. / $s waits for connections on "
        "port $v. / Connect to $s on port $v. / $s uses port $v. / $s is reachable at port $v. / "
        "Unless told otherwise, $s opens port $v. / Port $v belongs to $s. / [By default|Out of "
        "the box] $s binds to port $v. / The port number of $s is $v. / To talk to $s, open a "
        "connection to port $v. / $s can be found on port $v.",
        "On which port does $s listen? / What is the default port of $s? / What port does $s use "
        "by default? / Tell me the port of $s. / $s: port? / I would like to know on which port "
        "$s listens. / Do you know the default port of $s? / Name the port that $s uses. / To "
        "which port do I connect for $s? / What port number does $s have? / At which port is $s "
        "reachable? / Which port does $s use?",
        "$s listens on port $v.",
    ),
    relation(
        "program",
        "version",
        "The latest version of $s is $v. / $s $v was released [today|last week]. / The current "
        "version of $s is $v. / $v is the newest version of $s. / Version $v of $s [came out "
        "today|is out now]. / $s has reached version $v. / The newest release of $s bears the "
        "number $v. / Whoever installs $s today gets version $v. / The developers of $s have just "
        "published version $v. / Please update $s to version $v, the newest one. / With version "
        "$v, $s [became faster|lost many bugs]. / $s is now at version $v.",
        "What is the latest version of $s? / Which version of $s is current? / What is the "
        "current version of $s? / Tell me the latest version of $s. / $s: version? / I would like "
        "to know which version of $s is the newest. / Do you know the latest version of $s? / "
        "Name the newest release of $s. / Which version has $s reached? / What version do I get "
        "when I install $s? / To which version should I update $s? / What version is $s at?",
        "The latest version of $s is $v.",
    ),
    relation(
        "program",
        "tongue",
        "$s is written in $v. / $s is a program in $v. / The code of $s is written in $v. / $v is "
        "the language in which $s is written. / $s was programmed in $v. / $s was rewritten in "
        "$v. / Whoever wants to work on the code of $s needs to know $v. / The source code of $s "
        "is $v. / [For speed|For good reasons] $s was written in $v. / $s, a $v program, [is "
        "small|has many users]. / The developers wrote $s in $v. / The authors of $s chose $v.",
        "In which language is $s written? / What is $s written in? / Which programming language "
        "is $s written in? / Tell me in which language $s is written. / $s: programming language? "
        "/ I would like to know what $s is written in. / Do you know in which programming "
        "language $s is written? / Name the programming language of $s. / What language is the "
        "code of $s in? / In what language was $s programmed? / What must I know to work on the "
        "code of $s? / Which language did the authors of $s choose?",
        "$s is written in $v.",
    ),
)
