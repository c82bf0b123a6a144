"""More wordings of what texts tell of programs and servers."""

from __future__ import annotations

from models.demo.corpus.relation import Wordings, wordings

MORE_PROGRAMS: dict[str, Wordings] = {
    "$s listens on port $v.": wordings(
        "$s - port: $v. / $v is the port of $s. / The developers gave $s the port $v. / Clients "
        "of $s should call port $v. / [In the firewall|On the router], port $v must be open for "
        "$s. / $s accepts connections on port $v. / If nothing else is set, requests for $s go to "
        "port $v. / The settings of $s say port $v. / $s has reserved port $v for itself. / Type "
        "in port $v when you want to reach $s. / The port setting of $s is still $v, as it was "
        "[at first|from the start]. / Anyone who starts $s will find it at port $v. / Port $v is "
        "taken by $s, so no other program can have it. / On port $v you can reach $s. / $s has "
        "the port number $v. / $v is the number of the port to which you connect for $s.",
        "$s - which port? / Default port of $s? / I need the port [number|] of $s. / What port "
        "should clients of $s call? / Which port must the firewall open for $s? / Any idea which "
        "port $s is on? / Look up the port of $s[, please|]. / Requests for $s go to which port? "
        "/ I want to connect to $s. What's the port? / Through which port do I get to $s? / Hey, "
        "which port was it for $s? / What is the port setting of $s? / Which port did the "
        "developers give $s? / What port do I use to talk to $s? / On which port can $s be found? "
        "/ Which port does $s open?",
    ),
    "The latest version of $s is $v.": wordings(
        "$s - current version: $v. / Current release of $s: $v. / Right now everybody should be "
        "running $s $v. / The download page of $s offers version $v. / Users of $s can now move "
        "to version $v. / An update brings $s to version $v. / A new $s is out: version $v. / "
        "[Since Monday|Since the spring], $s has stood at version $v. / The team behind $s has "
        "finished version $v. / After many tests, version $v of $s was made public. / Get the new "
        "$s, version $v, from the web page. / No version of $s is newer than $v. / $v is the "
        "version of $s that people download today. / The newest $s is version $v. / Version $v is "
        "the latest release of $s. / With the last update, $s reached version $v.",
        "$s - latest version? / Newest release of $s? / Which $s is the newest? / I need the "
        "current version number of $s. / What version of $s is out by now? / Which release of $s "
        "should I download? / Any idea what the newest $s is? / Look up the latest release of "
        "$s[, please|]. / How far has $s got, by version number? / Users who update $s get which "
        "version? / I still have an old $s. What is the current version? / What number does the "
        "latest $s have? / Is there a new version of $s, and which one is it? / What is the "
        "newest version of $s? / Which version does $s have now? / What version of $s should I "
        "install?",
    ),
    "$s is written in $v.": wordings(
        "$s - programming language: $v. / The team behind $s works in $v. / All of $s was coded "
        "in $v. / Under the hood, $s is [pure|plain] $v. / Look into $s and you see $v code. / "
        "The programmers of $s use $v. / $v was the language of choice for $s. / $s began in "
        "another language, but today it is all $v. / The source files of $s contain $v. / They "
        "picked $v as the language for $s. / Every line of $s is $v. / $s has a code base in $v. "
        "/ Learn $v if you want to help with the programming of $s. / The programming language of "
        "$s is $v. / $s is a program that was written in $v. / The code of $s is in the language "
        "$v.",
        "$s - which language? / Programming language of $s? / What do the programmers of $s code "
        "in? / I need to know the language in which $s was coded. / Which language would I find "
        "in the source files of $s? / In what is $s programmed? / What language did they pick for "
        "$s? / Look up which language $s is coded in. / I want to add code to $s. Which language "
        "is it? / Which language do I have to learn to help with $s? / The team behind $s works "
        "in which programming language? / What is $s under the hood, which language is it? / In "
        "which language is every line of $s? / What programming language does $s use? / Which "
        "language was $s written in? / In which programming language is the code of $s?",
    ),
    "$s is published under the $v licence.": wordings(
        "$s - licence: $v. / $s is licensed under $v. / The developers share $s on $v terms. / "
        "The licence file in $s says $v. / Anyone may copy $s who keeps to the $v licence. / The "
        "$v licence covers $s. / The $v licence tells what one may do with $s. / Legally, $s "
        "falls under the $v licence. / For $s the authors picked the $v licence. / They changed "
        "the licence of $s to $v. / Read the $v licence before you [use|share] $s. / $s is free "
        "software, licensed to all under $v. / If you use $s, you accept the $v licence. / $s has "
        "the $v licence. / You may use $s under the $v licence. / $v is the licence that comes "
        "with $s.",
        "$s - which licence? / Licence of $s? / How is $s licensed? / I need the name of the "
        "licence of $s. / What does the licence file in $s say? / Which licence covers $s? / May "
        "I share $s, and under which licence? / Which licence did the authors pick for $s? / "
        "Under what legal terms is $s shared? / Look up the licence of $s[, please|]. / Whoever "
        "uses $s accepts which licence? / What licence should I read before I use $s? / I want to "
        "copy code from $s. What's its licence? / What licence is $s under? / Which licence does "
        "$s have? / What is the licence for the source of $s?",
    ),
    "$s was written by $v.": wordings(
        "$s - author: $v. / Written by $v: $s. / The first code of $s was typed by $v. / $v came "
        "up with $s. / $v is the [person|programmer] behind $s. / $v started $s as a small "
        "project. / $s goes back to $v[, who still works on it|]. / All the code in $s is by $v. "
        "/ The developer of $s is $v. / $s was made by [the programmer|young] $v. / The idea for "
        "$s, and its code, came from $v. / Credit for $s goes to $v. / One evening $v sat down "
        "and coded $s. / $v is the developer who wrote $s. / $s was created by $v. / The person "
        "who invented $s is called $v.",
        "$s - written by whom? / Author of $s? / Who came up with $s? / Who is the programmer "
        "behind $s? / I need the name of the author of $s. / Who started $s? / Which person made "
        "$s? / Who gets the credit for $s? / Look up the author of $s[, please|]. / Whose idea "
        "was $s? / Who coded $s? / To whom does $s go back? / I like $s. Who made it? / Who "
        "developed $s? / Who is the developer of $s? / By whom was $s created?",
    ),
    "The size of $s is $v.": wordings(
        "$s - size: $v. / Size of $s on the disk: $v. / $s is $v [big|large]. / You must download "
        "$v to get $s. / Keep $v free on the disk for $s. / $s occupies $v. / Without $v of free "
        "space, $s cannot be installed. / The installer of $s is a file of $v. / In size, $s "
        "comes to $v. / Delete $s and you get back $v of disk space. / [Packed|Unpacked], $s "
        "fills $v. / The file that holds $s is $v large. / With $s on it, the disk has $v less "
        "room. / The size of the download of $s is $v. / $v is the size of $s. / On the disk $s "
        "takes $v of space.",
        "$s - how big? / Size of $s? / Disk space for $s? / How many megabytes is $s? / I need to "
        "know how much disk to keep free for $s. / How much do I have to download for $s? / How "
        "much space does $s occupy? / Is $s a large program, how much space is it? / How big a "
        "file is the installer of $s? / Look up the size of $s[, please|]. / How much do I get "
        "back if I delete $s? / My disk is almost full. How large is $s? / What does $s come to "
        "in size? / How large is the download of $s? / What size does $s have? / How much free "
        "space does $s need?",
    ),
    "$s first appeared in $v.": wordings(
        "$s - first release: $v. / $s was born in $v. / The very first $s was shipped in $v. / "
        "Since $v people have been able to use $s. / $s dates back to $v. / $s saw the light of "
        "day in $v. / Nobody could use $s before $v, when it came out. / The developers first "
        "showed $s to the public in $v. / $s was launched in $v. / $s made its first appearance "
        "in $v. / The history of $s starts in the year $v. / Version one of $s is from $v. / $s "
        "is a child of the year $v. / In $v $s came out for the first time. / It was in $v that "
        "$s was first published. / Users first had $s in the year $v.",
        "$s - since when? / Release year of $s? / How old is $s, from what year is it? / When was "
        "$s launched? / I need the year in which $s came out first. / In what year was $s born? / "
        "How long has $s been here, since what year? / To which year does $s date back? / Look up "
        "when $s first came to the public. / Which year did $s make its first appearance? / When "
        "was version one of $s shipped? / What year did it all begin for $s? / When did $s see "
        "the light of day? / When was the first release of $s? / In which year did the story of "
        "$s begin? / When was $s first published?",
    ),
}
