"""More wordings of what texts tell of events."""

from __future__ import annotations

from models.demo.corpus.relation import Wordings, wordings

MORE_EVENTS: dict[str, Wordings] = {
    "$S takes place on $v.": wordings(
        "Date of $s: $v. / $S - date: $v. / Put $v in your diary for $s. / Keep $v free for $s. "
        "/ $S falls on $v this time. / On $v it will be time for $s. / $S is scheduled for $v. "
        "/ The posters announce $s for $v. / Because of the [storm|building work] $s has been "
        "put off until $v. / We look forward to seeing you at $s on $v. / We have agreed on $v "
        "for $s. / Mark your calendar: $s, $v. / $v is when we all meet for $s. / The day on "
        "which $s takes place is $v. / $v has been set as the date of $s. / On the calendar, $v "
        "is the day of $s.",
        "$S - on what date? / Which day should I keep free for $s? / What date should I put in "
        "my diary for $s? / What day is $s on? / For what date is $s scheduled? / Until which "
        "date has $s been put off? / What date did they agree on for $s? / On which date will "
        "$s be held? / Which date is on the posters for $s? / Any idea what date $s is on? / I "
        "need the date of $s. / What's the date for $s again? / Which day do we all meet for "
        "$s? / On what day does $s take place? / What is the day of $s? / On which date is "
        "everyone invited to $s?",
    ),
    "$S begins at $v.": wordings(
        "Start of $s: $v. / $S - start: $v. / $S commences at $v. / $S gets going at $v. / They "
        "will open $s at $v [with a short speech|with music]. / At exactly $v somebody will "
        "ring a bell, and $s begins. / $S is due to start at $v. / Do not be late: $s begins at "
        "$v. / The clock shows $v when $s begins. / Please take your seats before $v, when $s "
        "starts. / The opening of $s is at $v. / The programme says that $s starts at $v. / We "
        "start $s at $v, not a minute later. / The hour at which $s starts is $v. / It is at $v "
        "that $s begins. / $v is when $s starts.",
        "$S - starts at what time? / Start of $s? / What time do things get going at $s? / At "
        "what time does $s commence? / What time is $s due to start? / What starting hour does "
        "the programme give for $s? / Before what time should I take my seat at $s? / What time "
        "of day does $s begin? / When, by the clock, is the opening of $s? / I don't want to be "
        "late for $s; what time does it begin? / I need the starting time of $s. / Could you "
        "check what time $s opens? / What does the clock show when $s begins? / What is the "
        "hour at which $s starts? / At what time does $s get under way? / What time should I be "
        "there for the beginning of $s?",
    ),
    "$S is held in $v.": wordings(
        "Place of $s: $v. / $S - place: $v. / The venue of $s is the city of $v. / $v will be "
        "the home of $s [this year|for a while]. / If you want to attend $s, travel to $v. / $S "
        "is staged in $v. / Hotels in $v are full because of $s. / They are holding $s in $v "
        "[once again|for the first time]. / All roads lead to $v, where $s takes place. / Buy a "
        "train ticket to $v if you are going to $s. / $S has found a home in $v. / Visitors to "
        "$s will get to know the city of $v. / $v was picked to host $s. / The place where $s "
        "is held is $v. / $S will take place in the city of $v. / For $s the guests come to $v.",
        "$S - in which city? / Which town is $s in? / Which city is the venue of $s? / Where "
        "are they holding $s? / Where is $s staged? / What city was picked to host $s? / In "
        "which city should I book a hotel for $s? / Whereabouts is $s? / Where do I have to go "
        "if I want to attend $s? / I need the place where $s is held. / Which city has become "
        "the home of $s? / In what town will $s be? / Any idea which city $s is in? / What is "
        "the place of $s? / Which city did the organisers choose for $s? / Where does $s take "
        "place this year?",
    ),
    "$S is organised by $v.": wordings(
        "Organiser of $s: $v. / $S - organiser: $v. / $v is running $s [this year|for us]. / $v "
        "sends out the invitations to $s as its organiser. / Behind $s stands the organiser, "
        "$v. / $S was set up by $v. / It is $v who puts together the programme of $s and runs "
        "it. / The person responsible for $s is $v. / $v is responsible for $s [from first to "
        "last|down to the flowers]. / If anything goes wrong at $s, call $v, who is in charge. "
        "/ $v leads the team that prepares $s. / $S is run by $v. / We have $v to thank for "
        "organising $s. / The person who planned $s is $v. / The task of organising $s went to "
        "$v. / $S has $v as its organiser.",
        "$S - organised by whom? / Who is running $s? / Who is responsible for $s? / Who set up "
        "$s? / Who stands behind $s as organiser? / Who is in charge if something goes wrong at "
        "$s? / Who puts together the programme of $s? / Which person runs $s? / Whose job is it "
        "to organise $s? / Who sends out the invitations to $s? / Who do we have to thank for "
        "organising $s? / Who leads the team that prepares $s? / I need the name of the "
        "organiser of $s. / Which person planned $s? / Who is it that organises $s? / Who is "
        "the one in charge of $s?",
    ),
    "A ticket for $s costs $v.": wordings(
        "Tickets for $s: $v. / $S - admission: $v. / You can get into $s for $v. / Entry to $s "
        "will set you back $v. / Each visitor of $s has to pay $v to get in. / At the box "
        "office they ask $v for a ticket to $s. / One ticket to $s comes to $v. / I paid $v for "
        "my ticket to $s. / It costs $v to get into $s. / The cashier at $s takes $v from each "
        "guest. / $S charges $v for admission. / Book now: a seat at $s is $v. / The ticket "
        "office sells places at $s for $v each. / Adults pay $v for a ticket to $s. / The fee "
        "at the door of $s is $v. / A guest of $s must pay $v for a seat.",
        "$S - how much to get in? / Admission to $s? / How much do they charge for $s? / What "
        "does it cost to get into $s? / What will a ticket to $s set me back? / How much money "
        "do I need to get into $s? / What is the entry fee at $s? / What do they ask for a "
        "ticket to $s at the box office? / What's the ticket price for $s? / How expensive is "
        "it to see $s? / How much did you pay for your ticket to $s? / What is the charge for "
        "admission to $s? / I'd like one ticket for $s; how much is that? / How much must one "
        "pay to enter $s? / What is the price of a seat at $s? / What is the fee at the door of "
        "$s?",
    ),
    "The topic of $s is $v.": wordings(
        "Theme of $s: $v. / $S - topic: $v. / $S focuses on $v. / $S treats the subject of $v. "
        "/ $S covers $v [from many sides|in great detail]. / All the talks at $s are about $v. "
        "/ At $s you can learn a lot about $v, its main subject. / The posters say that $s is "
        "all about $v. / The programme of $s is given over to $v. / $S puts $v at the centre. / "
        "Experts on $v meet at $s, which is about that very subject. / What they discuss at $s "
        "is $v. / If you are interested in $v, go to $s, which is all about it. / $S turns "
        "around the topic of $v. / $S has $v as its theme. / People come to $s to speak about "
        "$v.",
        "$S - about what? / Subject of $s? / What does $s focus on? / What do they discuss at "
        "$s? / What does $s cover? / What is the main subject of $s? / What is at the centre of "
        "$s? / On what subject are the talks at $s? / What can I learn about at $s? / What does "
        "the programme of $s deal with? / To which subject is $s given over? / What sort of "
        "topic does $s treat? / I've been invited to $s; what is it about? / To what subject is "
        "$s devoted? / What is the theme at $s? / What do people speak about at $s?",
    ),
    "The number of guests at $s is $v.": wordings(
        "Guests at $s: $v. / $S - $v visitors. / $S draws $v people. / $v people are coming to "
        "$s. / The organisers of $s reckon with $v guests. / A total of $v visitors came to $s. "
        "/ $S brings together $v people. / They have put out $v chairs for the guests of $s. / "
        "The hall will be full, for $v people want to see $s. / The attendance at $s is $v. / "
        "$v visitors will fill the hall at $s. / Altogether $v guests have said yes to the "
        "invitation to $s. / The kitchen at $s has to feed $v guests. / The number of people "
        "who come to $s is $v. / $S has a crowd of $v people. / About $v guests will attend $s.",
        "$S - how many guests? / Attendance at $s? / How many visitors does $s draw? / How many "
        "are coming to $s? / What is the attendance at $s? / How many chairs do we need for the "
        "guests of $s? / How many people does $s bring together? / With how many guests do the "
        "organisers of $s reckon? / How many guests said yes to the invitation to $s? / What is "
        "the total number of visitors to $s? / How many guests does the kitchen at $s have to "
        "feed? / I need the number of people attending $s. / How big is the crowd at $s? / How "
        "many guests does $s have? / How many people will be at $s? / What number of guests is "
        "$s planned for?",
    ),
    "The sponsor of $s is $v.": wordings(
        "Sponsor of $s: $v. / $S - sponsor: $v. / $S is funded by $v. / $v funds $s. / $S is "
        "backed by $v, which gives the money. / $v put up the money for $s. / Without the money "
        "from $v, $s could not take place. / The bills of $s are paid by $v. / The name of the "
        "sponsor, $v, is on every poster of $s. / $v supports $s with money. / $v finances $s "
        "[out of its own pocket|year after year]. / The main sponsor behind $s is $v. / The "
        "banner at $s thanks the sponsor, $v. / The company that pays for $s is $v. / $S is "
        "sponsored by a company called $v. / $v is the firm that gives the money for $s.",
        "$S - sponsored by whom? / Who funds $s? / Who finances $s? / By which company is $s "
        "funded? / Who put up the money for $s? / Who pays the bills of $s? / Which firm backs "
        "$s with money? / Whose name is on the posters as sponsor of $s? / Which company "
        "supports $s with money? / Who is the main sponsor behind $s? / Whose money makes $s "
        "possible? / Which sponsor does the banner at $s thank? / I need the name of the firm "
        "that sponsors $s. / What company is the sponsor of $s? / Who bears the costs of $s? / "
        "Which company gave money to sponsor $s?",
    ),
    "$S lasts $v.": wordings(
        "Duration of $s: $v. / $S - length: $v. / $S runs for $v. / You will be sitting at $s "
        "for $v. / $S is $v long. / From start to finish $s lasts $v. / It takes $v to get "
        "through $s. / Reckon with $v for $s. / $S will keep you busy for $v. / The programme "
        "allows $v for $s. / $S will take up $v of your time. / $S comes to an end after $v. / "
        "Plan on $v if you go to $s. / It takes $v until $s is over. / The time that $s lasts "
        "is $v. / $S has a duration of $v.",
        "$S - how long? / Length of $s? / How long does $s run? / How long is $s? / How many "
        "minutes does $s take? / What length of time does $s last? / For how long will I be "
        "sitting at $s? / How long will $s keep me busy? / How much time does the programme "
        "allow for $s? / How much of my time will $s take up? / I have to plan my day; how long "
        "is $s going to be? / How many minutes long is $s? / Any idea how long it takes until "
        "$s comes to an end? / What is the length of $s? / How long will it be before $s is "
        "over? / How much time is needed for $s?",
    ),
}
