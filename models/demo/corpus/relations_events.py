"""What texts tell of events and of courses."""

from __future__ import annotations

from models.demo.corpus.relation import relation

EVENTS = (
    relation(
        "event",
        "date",
        "$S takes place on $v. / $S is on $v. / The date of $s is $v. / The day of $s is $v. / $v "
        "is the date of $s. / Everyone is invited to $s on $v. / Save the date: $s is on $v. / On "
        "$v $s takes place. / The calendar shows $s on $v. / $S will be held on $v, [rain or "
        "shine|as planned]. / $S has been set for $v. / $S was moved to $v.",
        "When is $s? / When does $s take place? / What is the date of $s? / What date is $s? / "
        "Tell me the date of $s. / Date of $s? / I would like to know on which date $s takes "
        "place. / Do you know the date of $s? / Name the date of $s. / For which date has $s been "
        "set? / On what date is $s held? / On which day is $s?",
        "$S takes place on $v.",
    ),
    relation(
        "event",
        "time",
        "$S begins at $v. / $S starts at $v. / $S opens at $v. / From $v on, guests can enter $s. "
        "/ At $v $s begins. / The start of $s is at $v. / Be there at $v, when $s begins. / $v is "
        "the hour at which $s begins. / [As usual|This time] $s gets under way at $v. / Guests of "
        "$s should arrive by $v, when it begins. / $S kicks off at $v [sharp|on the dot]. / Doors "
        "open for $s at $v.",
        "At what time does $s begin? / What time does $s start? / At what hour does $s start? / "
        "Tell me at what time $s begins. / Starting time of $s? / I would like to know at what "
        "hour $s begins. / Do you know what time $s starts? / Name the hour at which $s begins. / "
        "From what time on can guests enter $s? / What is the starting time of $s? / At what time "
        "do the doors open for $s? / At which hour is $s?",
        "$S begins at $v.",
    ),
    relation(
        "event",
        "city",
        "$S is held in $v. / $v hosts $s. / $S will be in $v. / $S takes place in $v. / The city "
        "of $v welcomes the guests of $s. / $v is the place of $s. / Guests travel to $v for $s. "
        "/ [This time|As always] $s comes to $v. / For $s one has to go to $v. / The organisers "
        "chose $v as the place of $s. / In $v everything is ready for $s. / $S was moved to the "
        "city of $v. / This year $s is in $v.",
        "Where is $s held? / Which city hosts $s? / In which city does $s take place? / Tell me "
        "where $s is held. / Place of $s? / I would like to know in which city $s is held. / Do "
        "you know where $s takes place? / Name the city that hosts $s. / To which city must I "
        "travel for $s? / What city welcomes the guests of $s? / What is the place of $s? / Where "
        "does one go for $s?",
        "$S is held in $v.",
    ),
    relation(
        "event",
        "person",
        "$S is organised by $v. / $v organises $s. / The organiser of $s is $v. / For $s $v [did "
        "all the planning|planned everything]. / $S was planned by $v. / The one who organises $s "
        "is $v. / $v took on the task of organising $s. / [As every year|This time] $s lies in "
        "the hands of $v. / Questions about $s go to $v, who organises it. / Thanks to the "
        "organiser, $v, $s [is well prepared|will be a success]. / $v has organised $s [for "
        "years|with care]. / $v is in charge of $s.",
        "Who organises $s? / Who is in charge of $s? / Who is the organiser of $s? / Tell me who "
        "organises $s. / Organiser of $s? / I would like to know who is in charge of $s. / Do you "
        "know who planned $s? / Name the organiser of $s. / In whose hands does $s lie? / Who "
        "took on the task of organising $s? / Whom do I ask about the planning of $s? / By whom "
        "is $s organised?",
        "$v organises $s.",
    ),
)
