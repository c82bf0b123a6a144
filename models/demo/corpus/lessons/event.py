"""More wordings of what texts tell of a event, and of how it is asked for."""

from __future__ import annotations

from models.demo.corpus.relation import Wordings, wordings

EVENT: dict[str, Wordings] = {
    "$S takes place on $v.": wordings(
        "The invitation to $s [gives|mentions] the date $v. / Circle $v on the wall planner, "
        "because that is the day of $s. / It was decided to have $s on $v. / $S is coming up on "
        "$v. / They have picked $v as the day for $s. / We celebrate $s on $v, [whatever the "
        "weather|so tell your friends].",
        "The calendar entry for $s belongs on what day? / I want to take a day off for $s; which"
        " date do I request? / When exactly is $s happening, day and month? / Remind me of the "
        "calendar date of $s. / $s date? / When on the calendar does $s fall? / Could you look "
        "up the day and month of $s? / What day and month have been picked for $s? / $S - when "
        "is that, which day of the year? / Has a date been fixed for $s, and if so, which one? /"
        " Complete this sentence: $s takes place on the following date ... / To what date was $s"
        " moved? / People are asking on which calendar day $s will occur. / Which date should I "
        "circle for $s?",
    ),
    "$S begins at $v.": wordings(
        "It is at $v that the [first guests walk in|doors swing open] for $s. / Set your alarm "
        "so that you reach $s by $v, its opening hour. / The first speech of $s is given at $v, "
        "right at the beginning. / $S gets started at $v. / Kick-off for $s is at $v. / The "
        "invitation to $s says to come at $v, when it begins.",
        "When do the doors open at $s? / $s start time? / By what hour should I arrive at $s so "
        "as not to miss the beginning? / Kick-off time for $s? / What's the o'clock for the "
        "beginning of $s? / How early must I turn up so as to catch the opening of $s? / At what"
        " hour of the day will they kick off $s? / My bus is slow; tell me the hour $s gets "
        "under way. / Set my alarm for the beginning of $s; which hour is it? / What does the "
        "invitation say about the hour when $s begins? / $S gets under way at what o'clock? / "
        "Please finish: the clock time at which $s starts is ... / The first speech of $s is "
        "given at what time? / Look up the opening hour of $s for me.",
    ),
    "$S is held in $v.": wordings(
        "$S can be found in $v. / To see $s, take the next bus to $v. / The streets of $v are "
        "busy on account of $s. / The mayor of $v is proud to have $s in the city. / $S has its "
        "venue in $v. / Flags for $s are hanging all over the city of $v.",
        "$s venue, which city? / Which place is $s happening in? / I want to book a train to $s;"
        " what city should I pick as my destination? / What location was fixed for $s, which "
        "city? / $s location? / Host city of $s? / Point me to the town where $s happens. / "
        "Through the streets of which town will the visitors of $s walk? / What town did the "
        "organisers choose for $s? / The mayor of which city is proud to have $s there? / $S "
        "happens where? / Can you locate $s for me? / Fill in the city: $s is held in ... / My "
        "friends are travelling to $s; what town are they heading for?",
    ),
    "$S is organised by $v.": wordings(
        "The planning of $s is the work of $v. / $v pulls the strings behind $s as its "
        "organiser. / Please address all wishes about the planning of $s to $v. / The management"
        " of $s was left to $v. / $v is the chief planner of $s. / The whole of $s was arranged "
        "by $v.",
        "Who is the brains behind the planning of $s? / $s organiser name? / Who arranged $s? / "
        "Which person manages $s? / The chief planner of $s, who is that? / I want to help "
        "prepare $s; which organiser should I talk to? / Who has the job of making sure $s runs "
        "smoothly? / Who's the boss of $s? / Point out the individual who oversees $s. / $S was "
        "arranged by which person? / Could you find out who does the organising for $s? / "
        "Complete: the man or woman who organises $s is ... / Under whose direction is $s being "
        "prepared? / Who pulls the strings as organiser of $s?",
    ),
    "A ticket for $s costs $v.": wordings(
        "At the gate of $s every visitor hands over $v. / $S can be visited for $v per person. /"
        " Have $v ready when you enter $s. / The sign at the gate of $s says: tickets $v. / $v "
        "buys you a seat at $s. / The fare for getting into $s was fixed at $v.",
        "$s ticket price? / Entry fee $s? / How much cash should I bring to buy a ticket at $s? "
        "/ Is $s free, or how much is the entrance? / What amount does each visitor hand over at"
        " the gate of $s? / I am short of money; how much would admission to $s be? / $S - what "
        "does one ticket go for? / What sum is due at the entrance to $s? / Say how much a "
        "person pays for a place at $s. / How much would it be for me to go and see $s? / How "
        "dear are the tickets to $s? / Please complete: admission to $s costs ... / Find out the"
        " rate for a visitor who wants to enter $s. / Could you quote me the price of one entry "
        "to $s?",
    ),
    "The topic of $s is $v.": wordings(
        "Every speaker at $s [talks|will talk] about $v. / $S is dedicated to $v. / You will "
        "hear a great deal about $v at $s, as that is its theme. / $S was created for people who"
        " are curious about $v. / The motto of $s shows that it is about $v. / $S explores $v.",
        "$s topic? / What theme does $s have? / Which field is explored at $s? / The speakers at"
        " $s talk about which subject? / $S is dedicated to what? / What should I read up on "
        "before going to $s? / In a word, what is $s all about? / Describe the theme of $s. / "
        "Which subject must you be interested in to enjoy $s? / Complete: $s is devoted to the "
        "subject of ... / Is there a theme for $s, and what is it? / They keep talking about $s;"
        " what is it concerned with? / On which area do the organisers of $s want to "
        "concentrate? / What matter is being explored at $s?",
    ),
    "The number of guests at $s is $v.": wordings(
        "The organisers counted $v guests at $s. / $S welcomes $v guests. / $v people have been "
        "invited to $s and will come. / Cups for $v guests are ready at $s. / $S attracts a "
        "total of $v visitors. / Somebody counted the people at $s: there were $v.",
        "$s visitor count? / How many were counted at $s? / Headcount at $s? / How many visitors"
        " turn up for $s? / What is the size of the audience at $s? / I am cooking for $s; how "
        "many mouths are there to feed? / Roughly how many folks show up at $s? / Just how well "
        "attended is $s, in numbers? / $S attracts how many people? / Work out for me how many "
        "cups the guests of $s will need. / What figure do they give for the crowd at $s? / "
        "Complete with a number: the guests at $s amount to ... / The hall must hold everybody "
        "at $s; how many persons is that? / How many participants are going to be present at $s?",
    ),
    "The sponsor of $s is $v.": wordings(
        "$S owes its money to the firm $v. / The logo of the sponsor, $v, hangs above the stage "
        "of $s. / $v signed a contract to sponsor $s. / All expenses of $s are covered by $v. / "
        "Financial support for $s is provided by $v. / $v foots the bill for $s.",
        "$s sponsor? / Who foots the bill for $s? / Whose logo hangs above the stage of $s as "
        "sponsor? / Which business covers the expenses of $s? / Who provides the financial "
        "support for $s? / Where does the funding of $s come from? / $S is financed by which "
        "company? / Who signed the sponsorship contract for $s? / Identify the company that "
        "bankrolls $s. / Out of whose pocket is $s paid? / I'd like to thank the firm that gave "
        "money to $s; which is it? / Fill in the sponsor: $s is paid for by the company ... / Is"
        " anyone sponsoring $s, and which firm would that be? / Could you look up the financial "
        "backer of $s?",
    ),
    "$S lasts $v.": wordings(
        "From the first minute to the last, $s fills $v. / Visitors spend $v at $s before it "
        "ends. / The clock runs for $v until $s is finished. / $S has a running time of $v. / "
        "Set aside $v for $s. / The whole of $s fits into $v.",
        "$s duration? / What's the running time of $s? / How many minutes should I set aside for"
        " $s? / From the first minute to the last, what is the length of $s? / How long must I "
        "sit still at $s? / The babysitter wants to know how long I will be away at $s. / Is $s "
        "short or long, in minutes? / $S goes on for how many minutes? / How long before $s is "
        "finished, counted from its beginning? / Estimate the time one spends at $s. / Over what"
        " stretch of time does $s extend? / Please complete: from start to end $s takes ... / "
        "How many minutes pass between the opening and the close of $s? / What amount of time is"
        " needed for the whole of $s?",
    ),
}
