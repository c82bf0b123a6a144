"""What texts tell of ships and trains."""

from __future__ import annotations

from models.demo.corpus.relation import relation

TRAVEL = (
    relation(
        "ship",
        "person",
        "The captain of $s is $v. / $v is the captain of $s. / $S sails under captain $v. / $v "
        "commands $s. / $S is commanded by $v. / [Since spring|For years] $v has been captain of "
        "$s. / The crew of $s obeys captain $v. / On board $s it is captain $v who decides. / $v "
        "took command of $s. / $S has a captain by the name of $v. / $S has been under the "
        "command of $v since spring. / The name of the captain who commands $s is $v.",
        "[Who is|Who's] the captain of $s? / Who commands $s? / Captain of $s? / [Tell me|Please "
        "tell me|Let me know] who commands $s. / [I would like to know|I want to know|I need to "
        "know|I wonder] under which captain $s sails. / [Do you know|Can you tell me|Could you "
        "give me] the captain of $s? / [Name|Please name] the captain of $s. / Whom does the crew "
        "of $s obey? / By whom is $s commanded? / Who took command of $s? / [What is|What's] the "
        "name of the captain of $s? / Who decides on board $s?",
        "The captain of $s is $v.",
    ),
    relation(
        "ship",
        "city",
        "The home port of $s is $v. / $S has its home port in $v. / $v is the home port of $s. / "
        "$S always returns to $v, its home port. / After each voyage $s goes back to its home "
        "port, $v. / $S is registered in $v, its home port. / [In winter|Between voyages] $s lies "
        "in its home port, $v. / On the stern of $s one reads the name of its home port, $v. / "
        "From $v, its home port, $s sails all over the world. / $S is at home in the harbour of "
        "$v. / The port to which $s always returns is $v. / The harbour in which $s is at home is "
        "$v.",
        "[What is|What's] the home port of $s? / In which city is the home port of $s? / Home "
        "port of $s? / [Tell me|Please tell me|Let me know] where $s is at home. / [I would like "
        "to know|I want to know|I need] the home port of $s. / [Do you know|Can you tell me|Could "
        "you give me] the home port of $s? / [Name|Please name] the home port of $s. / To which "
        "port does $s return after each voyage? / Which home port does one read on the stern of "
        "$s? / Where is the home port of $s? / In which port is $s registered? / Where does $s "
        "lie between voyages?",
        "The home port of $s is $v.",
    ),
    relation(
        "ship",
        "product",
        "$S carries $v. / The cargo of $s is $v. / $S is loaded with $v. / On board $s there are "
        "$v. / In the hold of $s lie crates of $v. / $S brings $v across the sea. / [This time|On "
        "this voyage] $s has $v on board. / The dockers loaded $s with $v. / $S transports $v "
        "[from port to port|to the islands]. / The merchants filled $s with $v. / The hold of $s "
        "is filled with $v. / The merchants transport $v on board $s.",
        "What does $s carry? / [What is|What's] the cargo of $s? / Cargo of $s? / [Tell me|Please "
        "tell me|Let me know] what $s has on board. / [I would like to know|I want to know|I need "
        "to know|I wonder] with what $s is loaded. / [Do you know|Any idea|Can you tell me|Could "
        "you say] what $s transports? / [Name|Please name] the cargo of $s. / What lies in the "
        "hold of $s? / What cargo does $s bring across the sea? / With what did the dockers load "
        "$s? / What is in the crates on board $s? / What cargo does $s have on this voyage?",
        "$S carries $v.",
    ),
    relation(
        "ship",
        "metres",
        "$S is $v long. / The length of $s is $v. / $S measures $v from bow to stern. / $S has a "
        "length of $v. / From one end to the other $s is $v. / Whoever walks along the deck of $s "
        "walks $v. / [According to its papers|Measured in the harbour], $s is $v long. / With a "
        "length of $v $s [fits into any harbour|needs a big harbour]. / $v is the length of $s. / "
        "The hull of $s is $v long. / Measured from bow to stern, the length of $s is $v. / The "
        "deck of $s has a length of $v.",
        "How long is $s? / [What is|What's] the length of $s? / Length of $s? / [Tell me|Please "
        "tell me|Let me know] how long $s is. / [I would like to know|I want to know|I need] the "
        "length of $s. / [Do you know|Any idea|Can you tell me|Could you say] how long $s is? / "
        "[Give|State] the length of $s. / What does $s measure from bow to stern? / What length "
        "does $s have? / How long is the hull of $s? / From one end to the other, how long is $s? "
        "/ What length do the papers give for $s?",
        "$S is $v long.",
    ),
    relation(
        "ship",
        "year",
        "$S was launched in $v. / $S first sailed in $v. / The year in which $s was launched is "
        "$v. / In $v $s left the shipyard. / $S was built in $v. / $S has been at sea since $v. / "
        "[With a great feast|On a stormy day] $s was launched in $v. / Launched in $v, $s [has "
        "seen many storms|still looks new]. / The shipyard finished $s in $v. / It was in $v that "
        "$s touched the water for the first time. / The shipyard launched $s in the year $v. / "
        "The launch of $s was on a stormy day in $v.",
        "When was $s launched? / In which year was $s built? / Year of launch of $s? / [Tell "
        "me|Please tell me|Let me know] when $s was launched. / [I would like to know|I want to "
        "know|I need to know|I wonder] in what year $s first sailed. / [Do you know|Any idea|Can "
        "you tell me|Could you say] when $s was built? / [Name|Please name] the year in which $s "
        "was launched. / What year did $s leave the shipyard? / Since when has $s been at sea? / "
        "In what year did $s first touch the water? / When did the shipyard finish $s? / In what "
        "year was the launch of $s?",
        "$S was launched in $v.",
    ),
    relation(
        "train",
        "city",
        "$S goes to $v. / The destination of $s is $v. / $S is bound for $v. / If you want to go "
        "to $v, take $s. / $S ends in $v. / Passengers for $v should board $s. / [Today|As "
        "always] $s runs to $v. / The last stop of $s is $v. / $v is the destination of $s. / $S "
        "takes its passengers to $v. / Passengers who board $s want to go to $v. / $S runs to $v, "
        "its last stop.",
        "Where does $s go? / [What is|What's] the destination of $s? / Destination of $s? / [Tell "
        "me|Please tell me|Let me know] where $s goes. / [I would like to know|I want to know|I "
        "need to know|I wonder] for which city $s is bound. / [Do you know|Can you tell me|Could "
        "you give me] the destination of $s? / [Name|Please name] the destination of $s. / To "
        "which city does $s run? / [What is|What's] the last stop of $s? / In what city does $s "
        "end? / To what city does $s take its passengers? / Which city is the destination of $s?",
        "$S goes to $v.",
    ),
    relation(
        "train",
        "time",
        "$S leaves at $v. / The departure of $s is at $v. / $S departs at $v. / At $v $s will "
        "leave the station. / $S is due to leave at $v. / [Every morning|Today] $s sets off at "
        "$v. / Be at the platform before $v, when $s leaves. / $v is the departure time of $s. / "
        "The board shows $v for the departure of $s. / The doors of $s close at $v, and off it "
        "goes. / The departure time that the board shows for $s is $v. / $S will set off from the "
        "platform at $v.",
        "When does $s leave? / At what time does $s depart? / Departure time of $s? / [Tell "
        "me|Please tell me|Let me know] when $s leaves. / [I would like to know|I want to know|I "
        "need to know|I wonder] at what time $s departs. / [Do you know|Any idea|Can you tell "
        "me|Could you say] when $s sets off? / [Give|State] the departure time of $s. / What time "
        "does $s leave? / At what hour does $s leave the station? / What does the board show for "
        "the departure of $s? / When do the doors of $s close? / At what time is $s due to leave?",
        "$S leaves at $v.",
    ),
    relation(
        "train",
        "small",
        "$S leaves from platform $v. / The platform of $s is number $v. / Passengers of $s wait "
        "on platform $v. / $S stands at platform $v. / Platform $v is where $s leaves. / For $s, "
        "please go to platform $v. / [Today|For once] you find $s at platform $v. / $S departs "
        "from platform $v. / Attention, please: $s is now at platform $v. / The board shows "
        "platform $v for $s. / Wait for $s on platform $v, please. / The platform from which $s "
        "departs is number $v.",
        "From which platform does $s leave? / [What is|What's] the platform of $s? / Platform of "
        "$s? / [Tell me|Please tell me|Let me know] from which platform $s leaves. / [I would "
        "like to know|I want to know|I need to know|I wonder] at what platform I find $s. / [Do "
        "you know|Can you tell me|Could you give me] the platform of $s? / [Give|State] the "
        "platform of $s. / To which platform must I go for $s? / At which platform does $s stand? "
        "/ On what platform do passengers of $s wait? / What platform does the board show for $s? "
        "/ [What is|What's] the number of the platform where $s stands?",
        "$S leaves from platform $v.",
    ),
    relation(
        "train",
        "minutes",
        "$S is $v late. / $S is delayed by $v. / The delay of $s is $v. / $S has a delay of $v. / "
        "Because of the snow $s will be $v late. / Passengers of $s must wait $v longer. / [Once "
        "more|Due to repairs] $s is running $v behind schedule. / $S is $v behind schedule. / "
        "There is a delay of $v for $s. / The board shows a delay of $v for $s. / The passengers "
        "must wait, because $s has a delay of $v. / The board shows that $s is $v late.",
        "How late is $s? / [What is|What's] the delay of $s? / Delay of $s? / [Tell me|Please "
        "tell me|Let me know] how late $s is. / [I would like to know|I want to know|I need to "
        "know|I wonder] by how much $s is delayed. / [Do you know|Can you tell me|Could you give "
        "me] the delay of $s? / [Give|State] the delay of $s. / How much longer must passengers "
        "of $s wait? / How far behind schedule is $s? / How big is the delay of $s? / What delay "
        "does the board show for $s? / Because of the snow, how late will $s be?",
        "$S is $v late.",
    ),
)
