"""More wordings of what texts tell of a program, and of how it is asked for."""

from __future__ import annotations

from models.demo.corpus.relation import Wordings, wordings

PROGRAM: dict[str, Wordings] = {
    "$s listens on port $v.": wordings(
        "Traffic for $s comes in through port $v. / $s runs on port $v [unless you change it|as "
        "a rule]. / The server part of $s answers at port $v. / Point your client at port $v to "
        "reach $s. / The door through which one enters $s is port $v. / $s expects its clients "
        "on port $v.",
        "On what port does $s expect its clients? / Through which port does the traffic for $s "
        "come in? / $s port number? / Where should I point my client to reach $s, at what port? "
        "/ Which port is occupied by $s? / What port has to be free before I start $s? / $s runs"
        " on which port? / The standard port assigned to $s is what? / My connection to $s "
        "fails; which port should it be using? / Which port do I forward on my router so that $s"
        " works? / After the colon in the address, which port do I enter for $s? / Complete: by "
        "default, $s binds to port ... / Could you check what port $s answers on? / What network"
        " port is associated with $s?",
    ),
    "The latest version of $s is $v.": wordings(
        "$s was just bumped to $v. / The most recent version of $s is $v. / The freshest build "
        "of $s is $v. / The team rolled out $s $v [this morning|on Friday]. / If your $s is "
        "older than $v, it is time for an update. / The up-to-date $s has the version number $v.",
        "What is the most recent version of $s? / Which build of $s is the freshest? / $s "
        "current version number? / What version should an up-to-date $s show? / How do I know "
        "whether my $s is up to date, what version must it be? / What was the last version of $s"
        " that was rolled out? / The developers of $s published which version most recently? / "
        "At present, $s stands at what version? / Has $s been updated, and to what number? / "
        "Complete: the newest available version of $s is ... / Which version of $s does the "
        "download page offer? / When I check for updates, which version of $s will be offered? /"
        " What is the highest version number of $s so far? / Before I report a bug: what is the "
        "present version of $s?",
    ),
    "$s is written in $v.": wordings(
        "$s was implemented in $v. / The programming of $s was done in $v. / Those who maintain "
        "$s write $v every day. / $s is based on $v code. / The sources of $s turn out to be $v."
        " / To build $s, its authors relied on the programming language $v.",
        "What language was $s implemented in? / On which programming language did the authors of"
        " $s rely? / $s source code language? / What kind of code do I see when I open the "
        "sources of $s? / Those who maintain $s write code in which language? / The programming "
        "of $s was done in what? / Is $s built with some particular programming language, and "
        "which? / What programming skills does a contributor to $s need? / Which computer "
        "language lies behind $s? / Complete: the source code of $s is in ... / Could you "
        "identify the programming language used for $s? / For hacking on $s, what language "
        "should I be fluent in? / Developers made $s using which programming language? / What "
        "was the language of choice for coding $s?",
    ),
    "$s is published under the $v licence.": wordings(
        "The lawyers say that $s is governed by the $v licence. / $s is distributed under the $v"
        " licence. / Use of $s is allowed by the $v licence. / The authors released $s with $v "
        "as its licence. / At the top of each file of $s one reads of the $v licence. / Those "
        "who pass on $s must include the text of the $v licence.",
        "Under what licence is $s distributed? / Which licence governs the use of $s? / $s "
        "licence type? / What kind of licence was chosen for $s? / The authors released $s with "
        "which licence? / Our lawyers ask about $s: what licence is it under? / By what licence "
        "are the rights to use $s granted? / Which licence text must I include when I pass on "
        "$s? / Legally speaking, what licence does $s fall under? / Complete: $s may be copied "
        "under the terms of the licence called ... / What sort of licensing does $s have? / Is "
        "$s free software, and what is the licence called? / Could you check the licensing terms"
        " of $s? / Which licence is named at the top of the files of $s?",
    ),
    "$s was written by $v.": wordings(
        "The creator of $s is $v. / $s sprang from the mind of $v. / $v put together the first "
        "version of $s. / The brain behind $s belongs to $v. / $s exists because $v [needed such"
        " a tool|was bored one winter]. / $v is known as the inventor of $s.",
        "Who is the creator of $s? / From whose mind did $s spring? / $s developer name? / Which"
        " programmer put together $s? / Who is known as the inventor of $s? / The brain behind "
        "$s belongs to whom? / I'd like to send a thank-you note to whoever developed $s; who is"
        " it? / What is the person called who programmed $s? / At whose keyboard was $s born? / "
        "Complete: the person who created $s is ... / Could you tell me whom $s was made by? / "
        "Which developer is responsible for $s? / Who built $s in the first place? / Does one "
        "know the originator of $s, and who is it?",
    ),
    "The size of $s is $v.": wordings(
        "$s weighs in at $v. / A full installation of $s uses $v of storage. / The footprint of "
        "$s on the disk is $v. / $s eats up $v of your disk. / To get $s, you pull $v over the "
        "line. / On the hard drive $s claims $v for itself.",
        "What does $s weigh in at, in terms of storage? / How much storage does a full "
        "installation of $s use? / $s download size? / What is the footprint of $s on the hard "
        "drive? / How heavy a download is $s? / Will $s eat up much of my disk, and how much "
        "exactly? / $s requires what amount of free disk space? / How much of my hard drive does"
        " $s claim? / How many bytes must be transferred to get $s? / Complete: on the disk $s "
        "takes up ... / Does $s fit on a small drive, or what is its size? / Could you check how"
        " much memory on the disk $s requires? / What file size has the package of $s? / Before "
        "installing $s, how much capacity should I free up?",
    ),
    "$s first appeared in $v.": wordings(
        "The debut of $s was in $v. / $s entered the world in $v. / The first public version of "
        "$s carries the date $v. / Back in $v, $s was [brand new|something new]. / $s has been "
        "available since $v. / $s made its debut in $v[, to little notice|].",
        "When did $s make its debut? / Since when has $s been available? / $s initial release "
        "date? / In which year was $s brand new? / What was the year when the public got $s for "
        "the first time? / The initial version of $s dates from what year? / When was the world "
        "introduced to $s? / How many years back do the beginnings of $s lie, that is, which "
        "year? / In what year did $s enter the scene? / Complete: the debut of $s took place in "
        "the year ... / Could you date the first version of $s? / What date does the oldest "
        "release of $s carry? / For a history of software: when did $s arrive? / $s was "
        "originally made public in which year?",
    ),
}
