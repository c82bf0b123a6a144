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
        "company",
        "year",
        "$s was established in $v. / $s was founded in $v. / $s has been in business since $v. / "
        "The company $s was started in $v. / It was in $v that $s opened its doors. / The "
        "founding year of $s is $v. / $v saw the beginning of $s. / Since its founding in $v, $s "
        "[has grown|has had three owners]. / [Two brothers|Two friends] set up $s in $v. / $s "
        "looks back on a history that began in $v.",
        "When was $s established? / In which year was $s founded? / $s: year of foundation? / "
        "Tell me since when $s has been in business. / I would like to know when $s was founded. "
        "/ Do you know the founding year of $s? / Name the year in which $s was founded. / What "
        "year was $s set up? / In what year did $s open its doors? / When did the history of $s "
        "begin?",
        "$s was established in $v.",
    ),
    relation(
        "company",
        "email",
        "Customers of $s write to $v. / The email address of $s is $v. / $s answers questions "
        "that are sent to $v. / You can email $s at $v. / Complaints about $s should be sent to "
        "$v. / $v is the email address of $s. / For an offer from $s, write to $v. / [On its "
        "website|In its letters] $s gives $v as its email address. / $s reads all mail to $v. / "
        "To contact $s, send an email to $v.",
        "What is the email address of $s? / To which address can I email $s? / $s: email? / Tell "
        "me the email address of $s. / I would like to know how to reach $s by email. / Do you "
        "know $s's email address? / Give me the email of $s. / Where do I send an email to $s? / "
        "Which email address does $s give? / At what email address can I contact $s?",
        "The email address of $s is $v.",
    ),
    relation(
        "company",
        "code",
        "The shares of $s are traded as $v. / $s is listed on the stock exchange as $v. / The "
        "stock code of $s is $v. / $v is the stock code of $s. / On the stock exchange $s goes by "
        "the code $v. / Whoever buys shares of $s must enter the code $v. / [Since May|For years] "
        "$s has had the stock code $v. / Brokers know $s by the stock code $v. / The code for the "
        "shares of $s is $v. / Shares in $s are found under the code $v.",
        "What is the stock code of $s? / Under which code are the shares of $s traded? / $s: "
        "stock code? / Tell me the stock code of $s. / I would like to know as what $s is listed "
        "on the stock exchange. / Do you know the code for shares of $s? / Name the stock code of "
        "$s. / Which code must I enter to buy shares of $s? / By what code does $s go on the "
        "stock exchange? / Which stock code does $s have?",
        "The stock code of $s is $v.",
    ),
    relation(
        "company",
        "millions",
        "The turnover of $s is $v. / $s had a turnover of $v [last year|this year]. / $s earned "
        "$v [last year|in the past year]. / Last year $s took in $v. / The revenue of $s comes to "
        "$v. / With a turnover of $v, $s [is doing well|is not yet content]. / $v is the yearly "
        "turnover of $s. / [In good years|According to the report] the sales of $s amount to $v. "
        "/ $s reported revenue of $v. / The books of $s show a turnover of $v.",
        "What is the turnover of $s? / How much money did $s take in? / $s: turnover? / Tell me "
        "the revenue of $s. / I would like to know how much $s earned. / Do you know the turnover "
        "of $s? / Give the revenue of $s. / To how much do the sales of $s amount? / What revenue "
        "did $s report? / How high is the turnover of $s?",
        "The turnover of $s is $v.",
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
    relation(
        "program",
        "licence",
        "$s is published under the $v licence. / The licence of $s is $v. / $s comes with the $v "
        "licence. / $v is the licence of $s. / The developers put $s under the $v licence. / $s "
        "may be used under the terms of the $v licence. / [From the start|Since last year] $s has "
        "been under the $v licence. / The source of $s is free under the $v licence. / Whoever "
        "copies $s must obey the $v licence. / $s is $v licensed.",
        "Under which licence is $s published? / What is the licence of $s? / $s: licence? / Tell "
        "me the licence of $s. / I would like to know under what licence $s is. / Do you know "
        "which licence $s has? / Name the licence of $s. / What licence does $s come with? / "
        "Which licence must I obey when I copy $s? / On the terms of what licence may I use $s?",
        "$s is published under the $v licence.",
    ),
    relation(
        "program",
        "person",
        "$s was written by $v. / $v is the author of $s. / The author of $s is called $v. / $v "
        "created $s [during a holiday|in one weekend]. / $s is the work of $v. / It was $v who "
        "invented $s. / [As a student|Years ago] $v wrote the first lines of $s. / We have $v to "
        "thank for $s, who wrote it. / $s, a program by $v, [has many users|is well tested]. / $v "
        "developed $s alone.",
        "Who wrote $s? / Who is the author of $s? / $s: author? / Tell me who created $s. / I "
        "would like to know by whom $s was written. / Do you know who invented $s? / Name the "
        "author of $s. / Whose work is $s? / What is the name of the developer of $s? / By whom "
        "was $s developed?",
        "$s was written by $v.",
    ),
    relation(
        "program",
        "size",
        "$s takes up $v on the disk. / The size of $s is $v. / The download of $s is $v. / $s "
        "needs $v of disk space. / To install $s, you need $v of free space. / $v of disk space "
        "are enough for $s. / [Once installed|With all its parts] $s fills $v of the disk. / $s "
        "is a download of $v. / The files of $s come to $v in all. / $s has a size of $v.",
        "How large is $s? / How much disk space does $s need? / $s: size? / Tell me the size of "
        "$s. / I would like to know how big the download of $s is. / Do you know how much space "
        "$s takes up? / Give the size of $s. / What is the size of $s on the disk? / How much "
        "room must I have to install $s? / How big is $s?",
        "The size of $s is $v.",
    ),
    relation(
        "program",
        "year",
        "$s first appeared in $v. / The first release of $s came out in $v. / $s was first "
        "published in $v. / $s has been around since $v. / It was in $v that the world first saw "
        "$s. / $v was the year of the first release of $s. / The story of $s begins in $v. / "
        "First released in $v, $s [is still popular|has grown since]. / [As a small tool|Without "
        "much ado] $s was first released in $v. / Users have had $s since $v.",
        "When did $s first appear? / In which year was $s first released? / $s: year of first "
        "release? / Tell me when $s first came out. / I would like to know in what year $s was "
        "first published. / Do you know since when $s has been around? / Name the year of the "
        "first release of $s. / What year did $s first come out? / When does the story of $s "
        "begin? / Since which year have users had $s?",
        "$s first appeared in $v.",
    ),
)
