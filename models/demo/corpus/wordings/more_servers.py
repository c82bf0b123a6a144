"""Still more wordings of what texts tell of programs and servers."""

from __future__ import annotations

from models.demo.corpus.relation import Wordings, wordings

MORE_SERVERS: dict[str, Wordings] = {
    "$S runs $v.": wordings(
        "$S - operating system: $v. / OS of $s: $v. / $S boots $v. / $S is a machine with $v on "
        "it. / Everything on $s works under $v. / They put $v on $s. / After the crash $s got $v "
        "as its new system. / $S works with the operating system $v. / Log in to $s and you find "
        "$v. / As for its system, $s has $v. / The system disk of $s holds $v. / Whoever logs in "
        "to $s should know $v, its system. / Nobody wanted another system, so $s still runs on "
        "$v. / $v is the operating system of $s. / $S has been set up to run $v. / The operating "
        "system installed on $s is $v.",
        "$S - which system? / System of $s? / OS of $s? / What does $s boot? / I need to know "
        "what system $s has. / What did they put on $s as operating system? / Which system do I "
        "find when I log in to $s? / What kind of system runs on $s? / Look up the operating "
        "system of $s[, please|]. / Which OS does $s use? / With what operating system does $s "
        "work? / For $s, which system did they pick? / I must update $s. Which operating system "
        "does it have? / What operating system is installed on $s? / Under which system does $s "
        "run? / Which system was $s set up with?",
    ),
    "$S has $v of memory.": wordings(
        "$S - memory: $v. / RAM of $s: $v. / $S holds $v of RAM. / Inside $s one finds $v of RAM. "
        "/ The memory modules in $s add up to $v. / The memory of $s was raised to $v. / In all, "
        "$s can use $v of memory. / $S comes with $v of RAM. / The main memory of $s is $v large. "
        "/ The list of machines gives $v of memory for $s. / $S was bought with $v of memory. / "
        "The RAM chips of $s hold $v together. / The RAM in $s is $v, which is [plenty|not bad]. "
        "/ The technicians equipped $s with $v of memory. / In $s there is a memory of $v. / $v "
        "is how much memory $s has.",
        "$S - how much RAM? / RAM of $s? / How much RAM does $s have? / How many gigabytes of "
        "memory are in $s? / I need to know the RAM of $s. / What is the main memory of $s? / How "
        "much memory can $s use? / What do the memory modules in $s add up to? / Look up how much "
        "memory is inside $s. / How big is the main memory of $s? / With how much RAM was $s "
        "bought? / To what was the memory of $s raised? / Does $s have enough memory, how much is "
        "it? / With how much memory does $s work? / How much memory is there in $s? / What memory "
        "does $s have?",
    ),
    "The IP address of $s is $v.": wordings(
        "$S - IP: $v. / IP of $s: $v. / $S sits at $v in the network. / The router gave $s the "
        "address $v. / $v leads to $s. / Type $v to get to $s. / In our network, the address $v "
        "is that of $s. / Under $v one gets to $s. / Send everything for $s to $v. / The network "
        "card of $s has the address $v. / Ping $v to see whether $s is up. / The administrators "
        "gave $s a fixed address, $v. / The name service says that $s is $v. / The address set "
        "for $s is $v. / Packets to $v reach $s. / From now on the IP address of $s is $v.",
        "$S - IP? / IP of $s? / Network address of $s? / Which address do I ping for $s? / I need "
        "the IP [address|] of $s. / Which numbers do I type to get to $s? / What address did the "
        "router give $s? / Look up the IP of $s[, please|]. / Which IP does $s have? / At what IP "
        "does $s sit? / How do I get to $s in the network, at which IP? / I cannot reach $s. What "
        "was its IP? / What IP does the name service give for $s? / What address does $s answer "
        "at? / At which IP address can $s be reached? / What is the address of $s in the network?",
    ),
    "$S is located in $v.": wordings(
        "$S - location: $v. / City of $s: $v. / $S is hosted in $v. / We keep $s in $v. / Our "
        "office in $v has $s in its cellar. / $S hums away in a cool room in $v. / If you want to "
        "see $s, go to $v. / The owners had $s shipped to $v. / $S was set up in $v, far from its "
        "users. / $v is home to $s. / The building around $s is in $v. / The technicians drive to "
        "$v when $s needs a new disk. / A company in $v rents out the rack with $s in it. / $S "
        "can be found in a machine room in $v. / The city in which $s stands is $v. / The data "
        "center of $s is located in $v.",
        "$S - which city? / City of $s? / Where do we keep $s? / Where is $s hosted? / I need to "
        "know the city of $s. / To which city would I drive to repair $s? / Which city is home to "
        "$s? / In what town is $s? / Look up where $s is kept. / Where on the map is $s? / Where "
        "did the owners ship $s? / Somebody must visit $s. Where do they have to go? / In which "
        "city was $s set up? / In which city is $s located? / Where does $s stand? / What is the "
        "location of $s?",
    ),
    "$S is looked after by $v.": wordings(
        "$S - administrator: $v. / Admin of $s: $v. / $v is in charge of $s. / Questions about $s "
        "go to $v. / $v manages $s. / Updates on $s are done by $v. / Ask $v before you restart "
        "$s. / The person to ask about $s is $v. / $S is in the hands of $v. / The care of $s was "
        "given to $v. / $v watches over $s. / $v gets a message when $s is down. / Problems with "
        "$s? Write to $v. / $v maintains $s. / The person responsible for $s is $v. / $S has $v "
        "as its administrator.",
        "$S - who is in charge? / Admin of $s? / Who is in charge of $s? / Who manages $s? / I "
        "need the admin of $s. / Whom do I ask before I restart $s? / To whom do I write about "
        "problems with $s? / Who does the updates on $s? / Look up who looks after $s. / In whose "
        "hands is $s? / Who watches over $s? / Which person should I ask about $s? / There is a "
        "problem with $s. Who can help? / Which administrator looks after $s? / By whom is $s "
        "maintained? / What is the administrator of $s called?",
    ),
}
