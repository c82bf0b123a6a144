"""More wordings of what texts tell of a server, and of how it is asked for."""

from __future__ import annotations

from models.demo.corpus.relation import Wordings, wordings

SERVER: dict[str, Wordings] = {
    "$S runs $v.": wordings(
        "$S has $v as its OS. / The platform on $s is $v. / The login screen of $s greets users "
        "with $v. / We migrated $s to $v. / $S is powered by $v, the operating system of our "
        "choice. / Software for $s has to be compatible with $v.",
        "Which platform is $s based on? / What operating system greets you on the login screen "
        "of $s? / $S - OS? / With which operating system must software for $s be compatible? / "
        "To which OS did you migrate $s? / I want to write a program for $s; what OS should it "
        "support? / What's the OS that powers $s? / What loads when $s starts up, which "
        "operating system? / Is it some Linux or what other system that $s uses? / The operating"
        " system in use on $s is ... / Under what OS was $s configured? / What system software "
        "has been chosen for $s? / Say what OS one finds on $s. / Updates for which operating "
        "system are needed on $s?",
    ),
    "$S has $v of memory.": wordings(
        "$S boasts $v of RAM. / The memory capacity of $s amounts to $v. / $S reports $v of "
        "memory in total. / Someone plugged $v of RAM into $s. / A program on $s can never use "
        "more than $v of memory. / $S was upgraded to $v of RAM.",
        "What's the memory capacity of $s? / What amount of RAM was plugged into $s? / $S - "
        "memory size? / How many GB of RAM are installed in $s? / I want to run a big job on $s;"
        " how much memory is available? / How well off for RAM is $s, in figures? / What total "
        "of memory does $s report? / To how much RAM was $s upgraded? / What is the size of the "
        "RAM of $s? / The amount of memory in $s is ... / How much working memory does $s offer?"
        " / What limit of memory do programs meet on $s? / In terms of RAM, what has $s got? / "
        "Say what quantity of memory $s possesses.",
    ),
    "The IP address of $s is $v.": wordings(
        "Open a connection to $v and you are on $s. / $S was assigned the IP $v. / The firewall "
        "lets packets through to $s at $v. / $S listens on $v. / In the hosts file $s stands "
        "next to $v. / The IP number belonging to $s is $v.",
        "What IP was assigned to $s? / On which address does $s listen? / $S - IP number? / "
        "Which IP should the firewall open for $s? / I want to connect to $s over the network; "
        "what IP do I enter? / What numeric address belongs to $s? / What does the hosts file "
        "say next to $s? / Resolve $s: which IP comes back? / How is $s addressed on the "
        "network, by what IP? / The IP of the machine called $s is ... / Where on the network "
        "does $s answer, which IP? / What's the internet address of $s, in numbers? / Which IP "
        "must I ping to see if $s is alive? / Say which IP address leads to $s.",
    ),
    "$S is located in $v.": wordings(
        "The hardware of $s sits in $v. / Physically, $s is in $v. / $S is plugged in somewhere "
        "in $v. / The site of $s is a hall in $v. / If the lights go out in $v, $s loses power, "
        "for it stands there. / $S found its place in a basement in $v.",
        "In what city is the hardware of $s? / Physically, where is $s? / $S - location? / What "
        "is the site of $s, which town? / I want to see $s with my own eyes; to what city do I "
        "travel? / Which city houses the rack with $s? / Which town do I look up to see where $s"
        " is housed? / If a power cut hits $s, in which city did the lights go out? / What place"
        " is $s kept in? / The city in which $s stands is ... / Where did they install $s, in "
        "what town? / In which town does $s hum away? / A new disk for $s must be delivered to "
        "which city? / From what city does $s serve its users?",
    ),
    "$S is looked after by $v.": wordings(
        "The sysadmin for $s is $v. / $v babysits $s [around the clock|night after night]. / $v "
        "holds the root password of $s as its administrator. / Repairs on $s are a matter for "
        "$v. / The contact person for $s is $v. / $v has the job of maintaining $s.",
        "Who is the sysadmin of $s? / Who holds the root password of $s as administrator? / $S -"
        " contact person? / Who attends to $s? / Something on $s broke; who should be told? / "
        "Whose job is the maintenance of $s? / Who is the one repairing $s when it crashes? / I "
        "want an account on $s; which administrator do I turn to? / Who gets woken up when $s "
        "goes down? / By whom is $s administered? / The person who takes care of $s is ... / "
        "Under whose supervision is $s? / To whose care was $s entrusted? / Which admin handles "
        "$s?",
    ),
}
