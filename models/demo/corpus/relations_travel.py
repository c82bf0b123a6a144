"""What texts tell of ships, trains, orders and servers."""

from __future__ import annotations

from models.demo.corpus.relation import relation

TRAVEL = (
    relation(
        "ship",
        "person",
        "The captain of $s is $v. / $v is the captain of $s. / $S sails under captain $v. / $v "
        "commands $s. / $S is commanded by $v. / [Since spring|For years] $v has been captain of "
        "$s. / The crew of $s obeys captain $v. / On board $s it is captain $v who decides. / $v "
        "took command of $s. / $S has a captain by the name of $v.",
        "Who is the captain of $s? / Who commands $s? / Captain of $s? / Tell me who commands $s. "
        "/ I would like to know under which captain $s sails. / Do you know the captain of $s? / "
        "Name the captain of $s. / Whom does the crew of $s obey? / By whom is $s commanded? / "
        "Who took command of $s?",
        "The captain of $s is $v.",
    ),
    relation(
        "ship",
        "city",
        "The home port of $s is $v. / $S has its home port in $v. / $v is the home port of $s. / "
        "$S always returns to $v, its home port. / After each voyage $s goes back to its home "
        "port, $v. / $S is registered in the home port of $v. / [In winter|Between voyages] $s "
        "lies in its home port, $v. / On the stern of $s one reads the name of its home port, $v. "
        "/ From $v, its home port, $s sails all over the world. / $S is at home in the harbour of "
        "$v.",
        "What is the home port of $s? / In which city is the home port of $s? / Home port of $s? "
        "/ Tell me where $s is at home. / I would like to know the home port of $s. / Do you know "
        "the home port of $s? / Name the home port of $s. / To which port does $s return after "
        "each voyage? / Which home port does one read on the stern of $s? / Where is the home "
        "port of $s?",
        "The home port of $s is $v.",
    ),
    relation(
        "ship",
        "product",
        "$S carries $v. / The cargo of $s is $v. / $S is loaded with $v. / On board $s there are "
        "$v. / In the hold of $s lie crates of $v. / $S brings $v across the sea. / [This time|On "
        "this voyage] $s has $v on board. / The dockers loaded $s with $v. / $S transports $v "
        "[from port to port|to the islands]. / The merchants filled $s with $v.",
        "What does $s carry? / What is the cargo of $s? / Cargo of $s? / Tell me what $s has on "
        "board. / I would like to know with what $s is loaded. / Do you know what $s transports? "
        "/ Name the cargo of $s. / What lies in the hold of $s? / What cargo does $s bring across "
        "the sea? / With what did the dockers load $s?",
        "$S carries $v.",
    ),
    relation(
        "ship",
        "metres",
        "$S is $v long. / The length of $s is $v. / $S measures $v from bow to stern. / $S has a "
        "length of $v. / From one end to the other $s is $v. / Whoever walks along the deck of $s "
        "walks $v. / [According to its papers|Measured in the harbour], $s is $v long. / With a "
        "length of $v $s [fits into any harbour|needs a big harbour]. / $v is the length of $s. / "
        "The hull of $s is $v long.",
        "How long is $s? / What is the length of $s? / Length of $s? / Tell me how long $s is. / "
        "I would like to know the length of $s. / Do you know how long $s is? / Give the length "
        "of $s. / What does $s measure from bow to stern? / What length does $s have? / How long "
        "is the hull of $s?",
        "$S is $v long.",
    ),
    relation(
        "ship",
        "year",
        "$S was launched in $v. / $S first sailed in $v. / The year in which $s was launched is "
        "$v. / In $v $s left the shipyard. / $S was built in $v. / $S has been at sea since $v. / "
        "[With a great feast|On a stormy day] $s was launched in $v. / Launched in $v, $s [has "
        "seen many storms|still looks new]. / The shipyard finished $s in $v. / It was in $v that "
        "$s touched the water for the first time.",
        "When was $s launched? / In which year was $s built? / Year of launch of $s? / Tell me "
        "when $s was launched. / I would like to know in what year $s first sailed. / Do you know "
        "when $s was built? / Name the year in which $s was launched. / What year did $s leave "
        "the shipyard? / Since when has $s been at sea? / In what year did $s first touch the "
        "water?",
        "$S was launched in $v.",
    ),
    relation(
        "train",
        "city",
        "$S goes to $v. / The destination of $s is $v. / $S is bound for $v. / If you want to go "
        "to $v, take $s. / $S ends in $v. / Passengers for $v should board $s. / [Today|As "
        "always] $s runs to $v. / The last stop of $s is $v. / $v is the destination of $s. / $S "
        "takes its passengers to $v.",
        "Where does $s go? / What is the destination of $s? / Destination of $s? / Tell me where "
        "$s goes. / I would like to know for which city $s is bound. / Do you know the "
        "destination of $s? / Name the destination of $s. / To which city does $s run? / What is "
        "the last stop of $s? / In what city does $s end?",
        "$S goes to $v.",
    ),
    relation(
        "train",
        "time",
        "$S leaves at $v. / The departure of $s is at $v. / $S departs at $v. / At $v $s will "
        "leave the station. / $S is due to leave at $v. / [Every morning|Today] $s sets off at "
        "$v. / Be at the platform before $v, when $s leaves. / $v is the departure time of $s. / "
        "The board shows $v for the departure of $s. / The doors of $s close at $v, and off it "
        "goes.",
        "When does $s leave? / At what time does $s depart? / Departure time of $s? / Tell me "
        "when $s leaves. / I would like to know at what time $s departs. / Do you know when $s "
        "sets off? / Give the departure time of $s. / What time does $s leave? / At what hour "
        "does $s leave the station? / What does the board show for the departure of $s?",
        "$S leaves at $v.",
    ),
    relation(
        "train",
        "small",
        "$S leaves from platform $v. / The platform of $s is number $v. / Passengers of $s wait "
        "on platform $v. / $S stands at platform $v. / Platform $v is where $s leaves. / For $s, "
        "please go to platform $v. / [Today|For once] you find $s at platform $v. / $S departs "
        "from platform $v. / Attention, please: $s is now at platform $v. / The board shows "
        "platform $v for $s.",
        "From which platform does $s leave? / What is the platform of $s? / Platform of $s? / "
        "Tell me from which platform $s leaves. / I would like to know at what platform I find "
        "$s. / Do you know the platform of $s? / Give the platform of $s. / To which platform "
        "must I go for $s? / At which platform does $s stand? / On what platform do passengers of "
        "$s wait?",
        "$S leaves from platform $v.",
    ),
    relation(
        "train",
        "minutes",
        "$S is $v late. / $S is delayed by $v. / The delay of $s is $v. / $S has a delay of $v. / "
        "Because of the snow $s will be $v late. / Passengers of $s must wait $v longer. / [Once "
        "more|Due to repairs] $s is running $v behind schedule. / $S is $v behind schedule. / "
        "There is a delay of $v for $s. / The board shows a delay of $v for $s.",
        "How late is $s? / What is the delay of $s? / Delay of $s? / Tell me how late $s is. / I "
        "would like to know by how much $s is delayed. / Do you know the delay of $s? / Give the "
        "delay of $s. / How much longer must passengers of $s wait? / How far behind schedule is "
        "$s? / How big is the delay of $s?",
        "$S is $v late.",
    ),
    relation(
        "order",
        "person",
        "$S was placed by $v. / The customer of $s is $v. / $S is for $v. / $v placed $s. / We "
        "received $s from $v. / [Yesterday|This morning] $v sent us $s. / $S belongs to the "
        "customer $v. / Customer $v is waiting for $s. / The name on $s is $v. / $v is the "
        "customer who placed $s.",
        "Who placed $s? / Who is the customer of $s? / Customer of $s? / Tell me who placed $s. / "
        "I would like to know from whom we received $s. / Do you know for whom $s is? / Name the "
        "customer of $s. / What is the name on $s? / To which customer does $s belong? / By whom "
        "was $s placed?",
        "$S was placed by $v.",
    ),
    relation(
        "order",
        "product",
        "$S contains $v. / $S is an order for $v. / In $s one finds $v. / With $s someone ordered "
        "$v. / $S consists of $v. / The content of $s is $v. / [As requested|This time] we packed "
        "$v for $s. / The articles in $s are $v. / For $s we need $v from the warehouse. / What "
        "was ordered with $s is $v.",
        "What does $s contain? / What was ordered with $s? / Content of $s? / Tell me what is in "
        "$s. / I would like to know what $s contains. / Do you know which articles are in $s? / "
        "Name the content of $s. / What must we pack for $s? / Of what does $s consist? / What "
        "does one find in $s?",
        "$S contains $v.",
    ),
    relation(
        "order",
        "price",
        "The total of $s is $v. / $S comes to $v. / $S costs $v in all. / The sum to be paid for "
        "$s is $v. / The bill for $s is $v. / [With postage|After the discount] $s comes to $v. / "
        "For $s we ask $v. / $v is due for $s. / The customer has to pay $v for $s. / $S has a "
        "value of $v.",
        "What is the total of $s? / How much does $s cost in all? / Total of $s? / Tell me how "
        "much must be paid for $s. / I would like to know to how much $s comes. / Do you know the "
        "total of $s? / Give the total of $s. / What sum is due for $s? / How much is the bill "
        "for $s? / What does the customer have to pay for $s?",
        "The total of $s is $v.",
    ),
    relation(
        "order",
        "date",
        "$S will be delivered on $v. / The delivery of $s is planned for $v. / $S arrives on $v. "
        "/ You will get $s on $v. / The delivery date of $s is $v. / On $v we deliver $s. / [At "
        "the latest|If all goes well] $s will be with you on $v. / $v is the day on which $s "
        "arrives. / Expect $s on $v. / The parcel with $s reaches its customer on $v.",
        "When will $s be delivered? / On what date does $s arrive? / Delivery date of $s? / Tell "
        "me when $s arrives. / I would like to know when $s will be delivered. / Do you know the "
        "delivery date of $s? / Give the delivery date of $s. / For what date is the delivery of "
        "$s planned? / On which day will I get $s? / When can one expect $s?",
        "$S will be delivered on $v.",
    ),
    relation(
        "server",
        "system",
        "$S runs $v. / The operating system of $s is $v. / $S runs under $v. / On $s one finds $v "
        "as the operating system. / $v is installed on $s. / Somebody installed $v on $s. / "
        "[Since the last update|From the start] $s has been running $v. / $S was set up with $v. "
        "/ $S starts $v when it is switched on. / The administrators chose $v for $s.",
        "Which operating system does $s run? / What is the operating system of $s? / Operating "
        "system of $s? / Tell me which operating system is on $s. / I would like to know under "
        "what operating system $s runs. / Do you know the operating system of $s? / Name the "
        "operating system of $s. / What system was installed on $s? / With which operating system "
        "was $s set up? / What does $s run under?",
        "$S runs $v.",
    ),
    relation(
        "server",
        "memory",
        "$S has $v of memory. / The memory of $s is $v. / $S is equipped with $v of memory. / "
        "There are $v of memory in $s. / $v of memory are built into $s. / Programs on $s share "
        "$v of memory. / [After the upgrade|By now] $s has $v of memory. / $S got new memory, $v "
        "in all. / With $v of memory $s [is never short|does its work]. / The technicians gave $s "
        "$v of memory.",
        "How much memory does $s have? / What is the memory of $s? / Memory of $s? / Tell me how "
        "much memory $s has. / I would like to know with how much memory $s is equipped. / Do you "
        "know how much memory is in $s? / Give the memory of $s. / How large is the memory of $s? "
        "/ How much memory do programs on $s share? / How much memory was built into $s?",
        "$S has $v of memory.",
    ),
    relation(
        "server",
        "ip",
        "The network address of $s is $v. / $S has the IP address $v. / $S answers at $v. / You "
        "reach $s at $v. / $v is the IP address of $s. / In the network $s has the address $v. / "
        "[Since the move|From now on] $s can be reached at $v. / The IP address of $s was set to "
        "$v. / Packets for $s go to $v. / To connect to $s, use the address $v.",
        "What is the IP address of $s? / At which address can I reach $s? / IP address of $s? / "
        "Tell me the IP address of $s. / I would like to know at what address $s answers. / Do "
        "you know the IP address of $s? / Give the IP address of $s. / Which address does $s have "
        "in the network? / To what address do packets for $s go? / Which IP address do I use for "
        "$s?",
        "The IP address of $s is $v.",
    ),
    relation(
        "server",
        "city",
        "$S stands in a data center in $v. / $S is located in $v. / The location of $s is $v. / "
        "One finds $s in a data center in $v. / $S was moved to a rack in $v. / The data center "
        "that houses $s is in $v. / [Since the spring|As before] $s is kept in $v. / The machine "
        "room of $s is in $v. / Technicians in $v take care of $s, which stands there. / In $v, "
        "behind thick walls, stands $s.",
        "Where is $s located? / In which city does $s stand? / Location of $s? / Tell me where $s "
        "stands. / I would like to know in which city $s is kept. / Do you know where $s is "
        "located? / Name the location of $s. / In what city is the data center of $s? / To which "
        "city was $s moved? / In what city can $s be found?",
        "$S is located in $v.",
    ),
    relation(
        "server",
        "person",
        "The administrator of $s is $v. / $v looks after $s. / $S is looked after by $v. / $v is "
        "responsible for $s. / If $s fails, call $v, who looks after it. / $v is the "
        "administrator of $s. / [At night too|On all days], $v takes care of $s. / Responsibility "
        "for $s lies with $v. / $S is maintained by $v. / It is $v who keeps $s running.",
        "Who is the administrator of $s? / Who looks after $s? / Administrator of $s? / Tell me "
        "who is responsible for $s. / I would like to know by whom $s is looked after. / Do you "
        "know who takes care of $s? / Name the administrator of $s. / Whom should I call if $s "
        "fails? / With whom does responsibility for $s lie? / Who keeps $s running?",
        "$v looks after $s.",
    ),
)
