"""What texts tell of programs and servers."""

from __future__ import annotations

from models.demo.corpus.relation import relation

MACHINES = (
    relation(
        "program",
        "port",
        "$s listens on port $v. / The default port of $s is $v. / $s waits for connections on "
        "port $v. / Connect to $s on port $v. / $s uses port $v. / $s is reachable at port $v. / "
        "Unless told otherwise, $s opens port $v. / Port $v belongs to $s. / [By default|Out of "
        "the box] $s binds to port $v. / The port number of $s is $v. / To talk to $s, open a "
        "connection to port $v. / $s can be found on port $v. / The port that $s opens by default "
        "is number $v. / You can talk to $s on port $v, where it waits for connections.",
        "On which port does $s listen? / [What is|What's] the default port of $s? / What port "
        "does $s use by default? / [Tell me|Please tell me|Let me know] the port of $s. / $s: "
        "port? / [I would like to know|I want to know|I need to know|I wonder] on which port $s "
        "listens. / [Do you know|Can you tell me|Could you give me] the default port of $s? / "
        "[Name|Please name] the port that $s uses. / To which port do I connect for $s? / What "
        "port number does $s have? / At which port is $s reachable? / Which port does $s use? / "
        "On what port does $s wait for connections? / Which port number do I need to open a "
        "connection to $s?",
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
        "$v, $s [became faster|lost many bugs]. / $s is now at version $v. / The version that the "
        "developers of $s released last week is $v. / If you install $s now, the version you get "
        "is $v.",
        "[What is|What's] the latest version of $s? / Which version of $s is current? / [What "
        "is|What's] the current version of $s? / [Tell me|Please tell me|Let me know] the latest "
        "version of $s. / $s: version? / [I would like to know|I want to know|I need to know|I "
        "wonder] which version of $s is the newest. / [Do you know|Can you tell me|Could you give "
        "me] the latest version of $s? / [Name|Please name] the newest release of $s. / Which "
        "version has $s reached? / What version do I get when I install $s? / To which version "
        "should I update $s? / What version is $s at? / Which version of $s did the developers "
        "release last? / [What is|What's] the number of the newest release of $s?",
        "The latest version of $s is $v.",
    ),
    relation(
        "program",
        "tongue",
        "$s is written in $v. / $s is a program in $v. / The code of $s is written in $v. / $v is "
        "the language in which $s is written. / $s was programmed in $v. / $s was rewritten in "
        "$v. / Whoever wants to work on the code of $s needs to know $v. / The source code of $s "
        "is $v. / [For speed|For good reasons] $s was written in $v. / $s, a $v program, [is "
        "small|has many users]. / The developers wrote $s in $v. / The authors of $s chose $v. / "
        "For the source code of $s, the developers chose the language $v. / You need to know $v "
        "to work on $s, which is written in that language.",
        "In which language is $s written? / [What is|What's] $s written in? / Which programming "
        "language is $s written in? / [Tell me|Please tell me|Let me know] in which language $s "
        "is written. / $s: programming language? / [I would like to know|I want to know|I need to "
        "know|I wonder] what $s is written in. / [Do you know|Any idea|Can you tell me|Could you "
        "say] in which programming language $s is written? / [Name|Please name] the programming "
        "language of $s. / What language is the code of $s in? / In what language was $s "
        "programmed? / What must I know to work on the code of $s? / Which language did the "
        "authors of $s choose? / Which language must the developers of $s know? / The source code "
        "of $s: in which language is it written?",
        "$s is written in $v.",
    ),
    relation(
        "program",
        "licence",
        "$s is published under the $v licence. / The licence of $s is $v. / $s comes with the $v "
        "licence. / $v is the licence of $s. / The developers put $s under the $v licence. / $s "
        "may be used under the terms of the $v licence. / [From the start|Since last year] $s has "
        "been under the $v licence. / The source of $s is free under the $v licence. / Whoever "
        "copies $s must obey the $v licence. / The terms of the $v licence apply to $s. / The "
        "source of $s was published by the developers under the terms of the $v licence. / If you "
        "copy $s, the terms of the $v licence apply.",
        "Under which licence is $s published? / [What is|What's] the licence of $s? / $s: "
        "licence? / [Tell me|Please tell me|Let me know] the licence of $s. / [I would like to "
        "know|I want to know|I need to know|I wonder] under what licence $s is. / [Do you "
        "know|Any idea|Can you tell me|Could you say] which licence $s has? / [Name|Please name] "
        "the licence of $s. / What licence does $s come with? / Which licence must I obey when I "
        "copy $s? / What licence terms apply to $s? / Which licence did the developers put $s "
        "under? / Under the terms of which licence may $s be used?",
        "$s is published under the $v licence.",
    ),
    relation(
        "program",
        "person",
        "$s was written by $v. / $v is the author of $s. / The author of $s is called $v. / $v "
        "created $s [during a holiday|in one weekend]. / $s is the work of $v. / It was $v who "
        "invented $s. / [As a student|Years ago] $v wrote the first lines of $s. / We have $v to "
        "thank for $s, who wrote it. / $s, a program by $v, [has many users|is well tested]. / $v "
        "developed $s alone. / The many users of $s have its author, $v, to thank. / The first "
        "lines of $s are the work of $v.",
        "Who wrote $s? / [Who is|Who's] the author of $s? / $s: author? / [Tell me|Please tell "
        "me|Let me know] who created $s. / [I would like to know|I want to know|I need to know|I "
        "wonder] by whom $s was written. / [Do you know|Any idea|Can you tell me|Could you say] "
        "who invented $s? / [Name|Please name] the author of $s. / Whose work is $s? / [What "
        "is|What's] the name of the developer of $s? / By whom was $s developed? / Whom do we "
        "have to thank for $s? / What is the author of $s called?",
        "$s was written by $v.",
    ),
    relation(
        "program",
        "size",
        "$s takes up $v on the disk. / The size of $s is $v. / The download of $s is $v. / $s "
        "needs $v of disk space. / To install $s, you need $v of free space. / $v of disk space "
        "are enough for $s. / [Once installed|With all its parts] $s fills $v of the disk. / $s "
        "is a download of $v. / The files of $s come to $v in all. / $s has a size of $v. / Once "
        "installed, the files of $s need $v of room on the disk. / The disk must have $v of free "
        "space for $s.",
        "How large is $s? / How much disk space does $s need? / $s: size? / [Tell me|Please tell "
        "me|Let me know] the size of $s. / [I would like to know|I want to know|I need to know|I "
        "wonder] how big the download of $s is. / [Do you know|Any idea|Can you tell me|Could you "
        "say] how much space $s takes up? / [Give|State] the size of $s. / [What is|What's] the "
        "size of $s on the disk? / How much room must I have to install $s? / How big is $s? / "
        "How much of the disk does $s fill? / How large are the files of $s in all?",
        "The size of $s is $v.",
    ),
    relation(
        "program",
        "year",
        "$s first appeared in $v. / The first release of $s came out in $v. / $s was first "
        "published in $v. / $s has been around since $v. / It was in $v that the world first saw "
        "$s. / $v was the year of the first release of $s. / The story of $s begins in $v. / "
        "First released in $v, $s [is still popular|has grown since]. / [As a small tool|Without "
        "much ado] $s was first released in $v. / Users have had $s since $v. / The world has had "
        "$s since its first release in $v. / The year in which $s first appeared is $v.",
        "When did $s first appear? / In which year was $s first released? / $s: year of first "
        "release? / [Tell me|Please tell me|Let me know] when $s first came out. / [I would like "
        "to know|I want to know|I need to know|I wonder] in what year $s was first published. / "
        "[Do you know|Any idea|Can you tell me|Could you say] since when $s has been around? / "
        "[Name|Please name] the year of the first release of $s. / What year did $s first come "
        "out? / When does the story of $s begin? / Since which year have users had $s? / Which "
        "year saw the first release of $s? / When was it that users first had $s?",
        "$s first appeared in $v.",
    ),
    relation(
        "server",
        "system",
        "$S runs $v. / The operating system of $s is $v. / $S runs under $v. / On $s one finds $v "
        "as the operating system. / $v is installed on $s. / Somebody installed $v on $s. / "
        "[Since the last update|From the start] $s has been running $v. / $S was set up with $v. "
        "/ $S starts $v when it is switched on. / The administrators chose $v for $s. / The "
        "operating system under which $s runs is $v. / The administrators set up $s with $v as "
        "its operating system.",
        "Which operating system does $s run? / [What is|What's] the operating system of $s? / "
        "Operating system of $s? / [Tell me|Please tell me|Let me know] which operating system is "
        "on $s. / [I would like to know|I want to know|I need to know|I wonder] under what "
        "operating system $s runs. / [Do you know|Can you tell me|Could you give me] the "
        "operating system of $s? / [Name|Please name] the operating system of $s. / What system "
        "was installed on $s? / With which operating system was $s set up? / What does $s run "
        "under? / Which operating system did the administrators install on $s? / What operating "
        "system starts when $s is switched on?",
        "$S runs $v.",
    ),
    relation(
        "server",
        "memory",
        "$S has $v of memory. / The memory of $s is $v. / $S is equipped with $v of memory. / "
        "There are $v of memory in $s. / $v of memory are built into $s. / Programs on $s share "
        "$v of memory. / [After the upgrade|By now] $s has $v of memory. / $S got new memory, $v "
        "in all. / With $v of memory $s [is never short|does its work]. / The technicians gave $s "
        "$v of memory. / The technicians built $v of memory into $s. / The programs on $s have $v "
        "of memory to work with.",
        "How much memory does $s have? / [What is|What's] the memory of $s? / Memory of $s? / "
        "[Tell me|Please tell me|Let me know] how much memory $s has. / [I would like to know|I "
        "want to know|I need to know|I wonder] with how much memory $s is equipped. / [Do you "
        "know|Any idea|Can you tell me|Could you say] how much memory is in $s? / [Give|State] "
        "the memory of $s. / How large is the memory of $s? / How much memory do programs on $s "
        "share? / How much memory was built into $s? / How much memory did the technicians give "
        "$s? / After the upgrade, how much memory does $s have?",
        "$S has $v of memory.",
    ),
    relation(
        "server",
        "ip",
        "The network address of $s is $v. / $S has the IP address $v. / $S answers at $v. / You "
        "reach $s at $v. / $v is the IP address of $s. / In the network $s has the IP address $v. "
        "/ [Since the move|From now on] $s can be reached at $v. / The IP address of $s was set "
        "to $v. / Packets for $s go to $v. / To connect to $s, use the address $v. / Use the IP "
        "address $v to reach $s. / The address at which $s answers in the network is $v.",
        "[What is|What's] the IP address of $s? / At which address can I reach $s? / IP address "
        "of $s? / [Tell me|Please tell me|Let me know] the IP address of $s. / [I would like to "
        "know|I want to know|I need to know|I wonder] at what address $s answers. / [Do you "
        "know|Can you tell me|Could you give me] the IP address of $s? / [Give|State] the IP "
        "address of $s. / Which address does $s have in the network? / To what address do packets "
        "for $s go? / Which IP address do I use for $s? / What was the IP address of $s set to? / "
        "Which address must I use to connect to $s?",
        "The IP address of $s is $v.",
    ),
    relation(
        "server",
        "city",
        "$S stands in a data center in $v. / $S is located in $v. / The location of $s is $v. / "
        "One finds $s in a data center in $v. / $S was moved to a rack in $v. / The data center "
        "that houses $s is in $v. / [Since the spring|As before] $s is kept in $v. / The machine "
        "room of $s is in $v. / Technicians in $v take care of $s, which stands there. / In $v, "
        "behind thick walls, stands $s. / A machine room in $v houses $s. / The rack of $s stands "
        "in a data center in $v.",
        "Where is $s located? / In which city does $s stand? / Location of $s? / [Tell me|Please "
        "tell me|Let me know] where $s stands. / [I would like to know|I want to know|I need to "
        "know|I wonder] in which city $s is kept. / [Do you know|Any idea|Can you tell me|Could "
        "you say] where $s is located? / [Name|Please name] the location of $s. / In what city is "
        "the data center of $s? / To which city was $s moved? / In what city can $s be found? / "
        "In which city is the machine room of $s? / Where is the data center that houses $s?",
        "$S is located in $v.",
    ),
    relation(
        "server",
        "person",
        "The administrator of $s is $v. / $v looks after $s. / $S is looked after by $v. / $v is "
        "responsible for $s. / If $s fails, call $v, who looks after it. / $v is the "
        "administrator of $s. / [At night too|On all days], $v takes care of $s. / Responsibility "
        "for $s lies with $v. / $S is maintained by $v. / It is $v who keeps $s running. / $S is "
        "the responsibility of $v. / When $s fails at night, the administrator to call is $v.",
        "[Who is|Who's] the administrator of $s? / Who looks after $s? / Administrator of $s? / "
        "[Tell me|Please tell me|Let me know] who is responsible for $s. / [I would like to "
        "know|I want to know|I need to know|I wonder] by whom $s is looked after. / [Do you "
        "know|Any idea|Can you tell me|Could you say] who takes care of $s? / [Name|Please name] "
        "the administrator of $s. / Whom should I call if $s fails? / With whom does "
        "responsibility for $s lie? / Who keeps $s running? / Who maintains $s? / Whose "
        "responsibility is $s?",
        "$S is looked after by $v.",
    ),
)
