"""More wordings of what texts tell of ships and trains."""

from __future__ import annotations

from models.demo.corpus.relation import Wordings, wordings

MORE_TRAVEL: dict[str, Wordings] = {
    "The captain of $s is $v.": wordings(
        "$S - captain: $v / Captain of $s: $v / $S is led by captain $v. / $S is in the hands of "
        "its captain, $v. / $v is in command of $s. / $v is the one who gives the orders on $s. "
        '/ The man or woman in charge of $s is captain $v. / "All is well," wrote $v, the '
        "captain of $s. / $v became captain of $s [last year|at a young age]. / As captain, $v "
        "takes $s across the sea. / The crew of $s trusts its captain, $v. / Captain $v has "
        "brought $s safely through the storm. / Welcome on board $s, says your captain, $v. / $S "
        "has $v as its captain. / The person who commands $s is $v. / The crew of $s sails under "
        "$v.",
        "$S - who is the captain? / name of the captain of $s / Who is in command of $s? / Who "
        "gives the orders on $s? / Who is in charge on board $s? / What is the captain of $s "
        "called? / By which captain is $s led? / I am looking for the captain of $s. / We are "
        "going on board $s. Who is the captain? / Any idea who commands $s? / Please find out "
        "who the captain of $s is. / Whose orders does the crew of $s follow? / In whose command "
        "is $s? / Give me the name of the captain of $s. / $S is commanded by whom? / Which "
        "captain does the crew of $s obey?",
    ),
    "The home port of $s is $v.": wordings(
        "$S - home port: $v / Home port of $s: $v / $S is based in the port of $v. / $S calls $v "
        "its home port. / $S is a ship of the port of $v, where it is at home. / The home "
        "harbour of $s is $v. / When the voyage is over, $s sails home to $v. / When it is not "
        "at sea, $s lies at home in $v. / $S has always been at home in $v. / The owners keep $s "
        "in its home port, $v. / In $v, the home port, people wave when $s comes back. / $v has "
        'been the home port of $s since the first voyage. / "$v" is written on the stern of $s, '
        "for that is its home port. / The port where $s is at home is $v. / $S goes home to the "
        "port of $v. / The harbour to which $s returns is its home port, $v.",
        "$S - what is its home port? / port where $s is at home / Where is $s based? / What is "
        "the home harbour of $s? / In which harbour is $s at home? / Where does $s go when the "
        "voyage is over? / Which port does $s call its home? / I am looking for the home port of "
        "$s. / Which city is home to $s? / Any idea where $s has its home port? / Please find "
        "out the home port of $s. / In which city does $s lie when it is not at sea? / What city "
        "is named on the stern of $s as its home port? / $S has its home port in which city? / "
        "Which port is the home of $s? / To what home port does $s always return?",
    ),
    "$S carries $v.": wordings(
        "$S - cargo: $v / Cargo of $s: $v / $S is a freighter full of $v. / $S has taken on a "
        "cargo of $v. / $S delivers $v to other countries. / $S is full of $v. / The goods on "
        "board $s are $v. / Inside $s one finds $v, [packed in boxes|well packed]. / They loaded "
        "$v onto $s. / Workers put $v into the hold of $s. / $S is on its way with a load of $v. "
        "/ They use $s to ship $v [abroad|to the north]. / The freight that $s takes across the "
        "sea is $v. / The cargo that $s carries is $v. / There are crates of $v on board $s. / "
        "The dockers have filled $s with $v.",
        "$S - what is the cargo? / what $s carries / What is $s carrying? / What is $s loaded "
        "with? / What goods are on board $s? / What did $s take on as cargo? / What kind of "
        "freight does $s take across the sea? / I am going to unload $s. What is in the hold? / "
        "What did the workers load onto $s? / Any idea what $s carries? / Please find out what "
        "the cargo of $s is. / What is being shipped on $s? / With what is the hold of $s full? "
        "/ $S carries what? / What goods does $s transport? / What did the merchants put on "
        "board $s?",
    ),
    "$S is $v long.": wordings(
        "$S - length: $v / Length of $s: $v / It is $v from the bow of $s to the stern. / $S "
        "stretches over $v. / $S is a ship of $v in length. / $S measures $v in length. / The "
        "deck of $s stretches for $v from bow to stern. / $S takes up $v of the quay. / From the "
        "front to the back, $s measures $v. / $S needs a place in the harbour that is $v long, "
        "for that is its length. / As for length, $s has $v to offer. / Somebody measured the "
        "length of $s and got $v. / $S was built with a length of $v. / The length of the hull "
        "of $s is $v. / $S is $v from one end to the other. / Measured along the deck, $s is $v "
        "long.",
        "$S - how long is it? / how long $s is / What is the ship's length, I mean that of $s? / "
        "How long a ship is $s? / What does $s measure in length? / How long is it from the bow "
        "of $s to the stern? / How long is the deck of $s? / I need a place in the harbour for "
        "$s. How long is it? / How far is it from one end of $s to the other? / Any idea of the "
        "length of $s? / Please find out how long $s is. / How much of the quay does $s take up? "
        "/ Over what length does $s stretch? / $S is how long? / What length does $s have from "
        "bow to stern? / How long is $s when measured in the harbour?",
    ),
    "$S was launched in $v.": wordings(
        "$S - launched: $v / Launch of $s: $v / $S ($v) is [a fine ship|still in good shape]. / "
        "$S went into service in $v. / $S took to the water in $v. / $S dates from $v. / $S was "
        "completed in $v. / $S made its first voyage in $v. / The first voyage of $s was in $v. "
        "/ $S was put to sea in $v [for the first time|]. / Since its launch in $v, $s has "
        "[crossed every sea|never been in danger]. / $S is a ship from the year $v. / They "
        "finished building $s in $v. / The year of the launch of $s was $v. / $S was finished by "
        "the shipyard in $v. / $S has been sailing since $v.",
        "$S - when was it launched? / launch year of $s / When did $s go into service? / When "
        "did $s take to the water? / When was $s completed? / In what year did $s make its first "
        "voyage? / From which year is $s? / I am writing about $s. In what year was it launched? "
        "/ How old is $s, I mean, in which year was it built? / Any idea when $s was launched? / "
        "Please find out the year in which $s was built. / What was the year of the first voyage "
        "of $s? / Since what year has $s been in service? / $S was launched in which year? / "
        "When did $s leave the shipyard? / What is the year when $s first sailed?",
    ),
    "$S goes to $v.": wordings(
        "$S - destination: $v / $S to $v / $S is the train to $v. / $S travels to $v. / $S is "
        "going to $v. / $S brings people to $v. / $S is on its way to $v. / For $v, please take "
        "$s. / With $s one gets to $v. / In $v everybody must get off $s, for it is the last "
        'stop. / The journey of $s comes to an end in $v. / "$v" is written on the front of $s. '
        "/ We took $s, since we had tickets to $v. / Passengers can take $s to $v. / The city to "
        "which $s runs is $v. / $S has $v as its destination.",
        "$S - where to? / end of the line for $s / Where is $s going? / Which city does $s "
        "travel to? / Where does the journey of $s end? / Where will I get to with $s? / To what "
        "place is $s on its way? / I am sitting in $s. Where does it go? / At which last stop "
        "does everybody get off $s? / Any idea where $s is bound for? / Please find out the "
        "destination of $s. / What destination is written on the front of $s? / Where does $s "
        "bring its passengers? / $S goes to which city? / What city do passengers of $s want to "
        "go to? / What is the city that $s runs to?",
    ),
    "$S leaves at $v.": wordings(
        "$S - departure: $v / Departure of $s: $v / $S will depart at $v [sharp|]. / $S goes at "
        "$v. / $S starts at $v. / $S pulls out of the station at $v. / At $v it is time for $s "
        "to go. / If you want to catch $s, be there by $v. / The timetable says $v for the "
        "departure of $s. / At $v the whistle blows and $s is off. / The journey of $s begins at "
        "$v. / The time at which $s leaves is $v. / According to the timetable, $s departs at "
        "$v. / The doors close and $s leaves at $v. / At $v $s departs from the station. / "
        "Nobody can board $s after $v, when it departs.",
        "$S - when does it leave? / time at which $s leaves / When does $s start? / What time is "
        "$s off? / When does $s pull out of the station? / By what time must I be there to catch "
        "$s? / What does the timetable say about the departure of $s? / I want to catch $s. At "
        "what time does it go? / At what time does the journey of $s begin? / Any idea what time "
        "$s departs? / Please find out when $s leaves. / When is $s due to depart? / What is the "
        "departure time for $s? / $S leaves at what time? / At what time will $s set off? / When "
        "is the departure of $s?",
    ),
    "$S leaves from platform $v.": wordings(
        "$S - platform $v / Platform for $s: $v / $S now at platform $v. / $S goes from platform "
        "$v. / $S is waiting on platform $v. / $S is ready at platform $v. / $S can be boarded "
        "at platform $v. / You will find $s on platform $v. / Change to platform $v for $s. / "
        "People who want to board $s stand on platform $v. / From platform $v you can take $s. / "
        "The number of the platform for $s is $v. / On platform $v [stands|waits] $s, ready to "
        "leave. / $S will depart from platform number $v. / Please wait on platform $v, where $s "
        "stands. / If you take $s, go to platform $v.",
        "$S - which platform? / platform for $s / What platform is $s on? / Where in the station "
        "do I find $s, on which platform? / On which platform is $s waiting? / At what platform "
        "can I board $s? / What is the number of the platform for $s? / I must catch $s. Which "
        "platform do I go to? / From what platform does $s depart? / Any idea which platform $s "
        "goes from? / Please find out the platform of $s. / Which platform do I change to for "
        "$s? / Which platform number does $s have? / $S leaves from which platform? / On which "
        "platform must I wait for $s? / What platform do I go to if I take $s?",
    ),
    "$S is $v late.": wordings(
        "$S - delay: $v / Delay of $s: $v / $S: $v late / $S has been held up by $v. / $S will "
        "arrive and leave $v later than planned. / $S is $v behind. / $S is running $v late[, we "
        "are sorry|]. / $S lost $v on the way. / $S comes $v too late. / $S has a delay of $v to "
        "make up for. / With $s there is a delay of $v. / We are sorry: $s is delayed by about "
        "$v. / Expect $s to be $v late. / $S will be $v behind schedule. / The passengers of $s "
        "have to wait another $v. / Due to snow $s has been delayed by $v.",
        "$S - how late is it? / minutes of delay for $s / How many minutes late is $s? / How "
        "much later than planned is $s? / By how many minutes is $s late? / How long is the "
        "delay of $s? / How much time has $s lost on the way? / I am waiting for $s. How late is "
        "it? / By how long has $s been held up? / Any idea how late $s is? / Please find out how "
        "big the delay of $s is. / How much is $s behind? / How many minutes longer do we have "
        "to wait for $s? / $S is how late? / By how much is $s behind schedule? / What is the "
        "delay that $s has?",
    ),
}
