"""More wordings of what texts tell of a train, and of how it is asked for."""

from __future__ import annotations

from models.demo.corpus.relation import Wordings, wordings

TRAIN: dict[str, Wordings] = {
    "$S goes to $v.": wordings(
        "$S terminates at $v. / The final station of $s is $v. / All aboard $s for $v! / The "
        "route of $s leads to $v. / The tickets of those in $s say $v as the destination. / $S "
        "heads for $v [without a change|].",
        "At which city does $s terminate? / What is the final station of $s? / $s destination "
        "city? / To where does the route of $s lead? / In what direction is $s heading, which "
        "city? / Which city is the terminus of $s? / If I stay on $s until the very end, where "
        "do I land? / $S carries people to which city? / What city do the tickets of those in $s"
        " show as the goal? / Complete: the train $s will take you all the way to ... / Could "
        "you see on the sign where $s is headed? / For travellers to which place is $s meant? / "
        "Is $s the right one for me, where does it take people? / Towards what city does $s "
        "roll?",
    ),
    "$S leaves at $v.": wordings(
        "The scheduled departure of $s is $v. / $S rolls out of the station at $v. / The clock "
        "will say $v when $s gets moving. / The guard gives $s the green signal at $v. / All "
        "passengers must be on board $s by $v, when it sets out. / Anyone arriving after $v will"
        " miss $s.",
        "When does $s roll out of the station? / What is the scheduled hour for $s to set out? /"
        " $s departing what time? / What will the clock say when $s gets moving? / When is the "
        "green signal given to $s? / After what time would I miss $s? / How long do I have for a"
        " coffee before $s goes, until what time? / By when must all passengers be on board $s? "
        "/ $S heads off at what time? / Complete: the train $s is scheduled to leave at ... / "
        "Could you check the clock time at which $s departs? / When will the whistle blow for "
        "$s? / For which hour is the departure of $s scheduled? / When are we going to roll, if "
        "we sit in $s?",
    ),
    "$S leaves from platform $v.": wordings(
        "$S uses platform $v. / Today's platform for $s is $v. / Go to platform $v to get on $s."
        " / The departure of $s is from platform $v. / Passengers get into $s at platform $v. / "
        "$S pulls in at platform $v.",
        "Which platform does $s use? / At what platform do passengers get into $s? / $s platform"
        " number? / Where must I stand to get on $s, at which platform? / At which platform does"
        " $s pull in? / Up the stairs to which platform, if I want to take $s? / I have heavy "
        "bags and need $s; what platform should I walk to? / The departure of $s takes place at "
        "what platform? / What platform has been assigned to $s? / Complete: passengers for $s "
        "should go to platform number ... / Could you check the board for the platform where $s "
        "stops? / By which platform's edge can I meet people coming with $s? / Is $s on the "
        "usual platform, and which one is that? / Which platform is reserved for $s?",
    ),
    "$S is $v late.": wordings(
        "$S is off schedule by $v. / The timetable and $s differ by a delay of $v. / $S will "
        "keep its passengers waiting an extra $v. / A signal fault has cost $s all of $v. / The "
        "hold-up of $s amounts to $v. / $S could not make up its delay of $v.",
        "By how much is $s off schedule? / For what extra time will $s keep its passengers "
        "waiting? / $s delay time? / How long is the hold-up of $s? / How much lateness has been"
        " announced for $s? / How much time did the signal fault cost $s? / Can I still buy a "
        "sandwich, or how long is $s delayed? / What is the gap between the timetable and the "
        "real time of $s? / $S has fallen behind by how many minutes? / Complete: the lateness "
        "of $s comes to ... / Could you check how overdue $s is? / How badly is $s delayed, in "
        "minutes? / Is $s on time, and if not, what is the delay? / How much extra waiting does "
        "$s mean for us?",
    ),
}
