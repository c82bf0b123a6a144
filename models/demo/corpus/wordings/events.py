"""What texts tell of events and courses."""

from __future__ import annotations

from models.demo.corpus.relation import relation

EVENTS = (
    relation(
        "event",
        "date",
        "$S takes place on $v. / $S is on $v. / The date of $s is $v. / The day of $s is $v. / $v "
        "is the date of $s. / Everyone is invited to $s on $v. / Save the date: $s is on $v. / On "
        "$v $s takes place. / The calendar shows $s on $v. / $S will be held on $v, [rain or "
        "shine|as planned]. / $S has been set for $v. / $S was moved to $v. / The date set for $s "
        "is $v. / Everyone is invited on $v, the day of $s.",
        "When is $s? / When does $s take place? / [What is|What's] the date of $s? / What date is "
        "$s? / [Tell me|Please tell me|Let me know] the date of $s. / Date of $s? / [I would like "
        "to know|I want to know|I need to know|I wonder] on which date $s takes place. / [Do you "
        "know|Can you tell me|Could you give me] the date of $s? / [Name|Please name] the date of "
        "$s. / For which date has $s been set? / On what date is $s held? / On which day is $s? / "
        "What date does the calendar show for $s? / For which day is $s planned?",
        "$S takes place on $v.",
    ),
    relation(
        "event",
        "time",
        "$S begins at $v. / $S starts at $v. / $S opens at $v. / From $v on, guests can enter $s. "
        "/ At $v $s begins. / The start of $s is at $v. / Be there at $v, when $s begins. / $v is "
        "the hour at which $s begins. / [As usual|This time] $s gets under way at $v. / Guests of "
        "$s should arrive by $v, when it begins. / $S kicks off at $v [sharp|on the dot]. / Doors "
        "open for $s at $v. / $v is the starting time of $s. / Guests should be there at $v for "
        "the start of $s.",
        "At what time does $s begin? / What time does $s start? / At what hour does $s start? / "
        "[Tell me|Please tell me|Let me know] at what time $s begins. / Starting time of $s? / [I "
        "would like to know|I want to know|I need to know|I wonder] at what hour $s begins. / [Do "
        "you know|Any idea|Can you tell me|Could you say] what time $s starts? / [Name|Please "
        "name] the hour at which $s begins. / From what time on can guests enter $s? / [What "
        "is|What's] the starting time of $s? / At what time do the doors open for $s? / At which "
        "hour is $s? / By what time should guests arrive for $s? / What time is the start of $s?",
        "$S begins at $v.",
    ),
    relation(
        "event",
        "city",
        "$S is held in $v. / $v hosts $s. / $S will be in $v. / $S takes place in $v. / The city "
        "of $v welcomes the guests of $s. / $v is the place of $s. / Guests travel to $v for $s. "
        "/ [This time|As always] $s comes to $v. / For $s one has to go to $v. / The organisers "
        "chose $v as the place of $s. / In $v everything is ready for $s. / $S was moved to the "
        "city of $v. / This year $s is in $v. / The city that hosts $s is $v. / $v is the city to "
        "which the guests of $s travel.",
        "Where is $s held? / Which city hosts $s? / In which city does $s take place? / [Tell "
        "me|Please tell me|Let me know] where $s is held. / Place of $s? / [I would like to "
        "know|I want to know|I need to know|I wonder] in which city $s is held. / [Do you "
        "know|Any idea|Can you tell me|Could you say] where $s takes place? / [Name|Please name] "
        "the city that hosts $s. / To which city must I travel for $s? / What city welcomes the "
        "guests of $s? / Where will $s be? / Where does one go for $s? / To what city was $s "
        "moved? / Where do guests of $s travel to?",
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
        "years|with care]. / $v is in charge of $s. / The planning of $s is in the hands of $v. / "
        "If you have questions about $s, ask the organiser, $v.",
        "Who organises $s? / [Who is|Who's] in charge of $s? / [Who is|Who's] the organiser of "
        "$s? / [Tell me|Please tell me|Let me know] who organises $s. / Organiser of $s? / [I "
        "would like to know|I want to know|I need to know|I wonder] who is in charge of $s. / [Do "
        "you know|Any idea|Can you tell me|Could you say] who planned $s? / [Name|Please name] "
        "the organiser of $s. / In whose hands does $s lie? / Who took on the task of organising "
        "$s? / Whom do I ask about the planning of $s? / By whom is $s organised? / Who did the "
        "planning for $s? / To whom do questions about $s go?",
        "$S is organised by $v.",
    ),
    relation(
        "event",
        "price",
        "A ticket for $s costs $v. / Tickets for $s are $v. / The entrance fee for $s is $v. / "
        "Guests of $s pay $v at the door. / To enter $s, one pays $v. / $v is the price of a "
        "ticket for $s. / [For adults|At the door] the ticket for $s costs $v. / Admission to $s "
        "is $v. / Whoever wants to see $s must buy a ticket for $v. / A seat at $s is sold for "
        "$v. / The price of admission to $s is $v. / Guests who enter $s pay a fee of $v.",
        "How much is a ticket for $s? / What does a ticket for $s cost? / Ticket price of $s? / "
        "[Tell me|Please tell me|Let me know] the entrance fee for $s. / [I would like to know|I "
        "want to know|I need to know|I wonder] how much one pays to enter $s. / [Do you know|Can "
        "you tell me|Could you give me] the price of a ticket for $s? / [Give|State] the price of "
        "admission to $s. / What do guests of $s pay at the door? / For how much is a seat at $s "
        "sold? / How much does admission to $s cost? / What must I pay to see $s? / At what price "
        "are tickets for $s sold?",
        "A ticket for $s costs $v.",
    ),
    relation(
        "event",
        "subject",
        "The theme of $s is $v. / $S is about $v. / $S is devoted to $v. / The topic of $s is $v. "
        "/ At $s everything turns around $v. / $S deals with $v. / [This year|As announced] the "
        "subject of $s is $v. / Those who love $v will like $s, since that is its topic. / For "
        "its topic $s has $v. / The guests of $s will speak about $v. / The subject chosen for $s "
        "is $v. / $v is the topic that $s deals with.",
        "[What is|What's] $s about? / [What is|What's] the topic of $s? / Theme of $s? / [Tell "
        "me|Please tell me|Let me know] what $s is about. / [I would like to know|I want to "
        "know|I need] the theme of $s. / [Do you know|Any idea|Can you tell me|Could you say] to "
        "what $s is devoted? / [Name|Please name] the topic of $s. / With what subject does $s "
        "deal? / What will the guests of $s speak about? / What subject was chosen for $s? / "
        "Around which topic does everything turn at $s? / What theme was announced for $s?",
        "The topic of $s is $v.",
    ),
    relation(
        "event",
        "thousands",
        "$v guests are expected at $s. / $S has $v visitors. / $S is attended by $v people. / The "
        "number of guests at $s is $v. / $S expects a crowd of $v. / About $v people will come to "
        "$s. / [All in all|By now] $v people have signed up for $s. / $S is planned for $v "
        "guests. / There are $v names on the guest list of $s. / $v people took their places for "
        "$s. / A crowd of $v is expected at $s. / $v visitors signed up to attend $s.",
        "How many guests are expected at $s? / How many people come to $s? / Number of guests at "
        "$s? / [Tell me|Please tell me|Let me know] how many people attend $s. / [I would like to "
        "know|I want to know|I need to know|I wonder] how many visitors $s has. / [Do you "
        "know|Can you tell me|Could you give me] the number of guests at $s? / [Give|State] the "
        "number of visitors of $s. / How many people signed up for $s? / How large a crowd does "
        "$s expect? / For how many guests is $s planned? / How many names are on the guest list "
        "of $s? / By how many people is $s attended?",
        "The number of guests at $s is $v.",
    ),
    relation(
        "event",
        "company",
        "The sponsor of $s is $v. / $v pays for $s. / $S is sponsored by $v. / $v is the sponsor "
        "of $s. / The money for $s comes from $v. / Thanks to a gift from $v, its sponsor, $s "
        "[can go ahead|is well equipped]. / [As before|This time] $v gives the money for $s. / $S "
        "is paid for by $v. / $v has promised to sponsor $s. / The costs of $s are borne by $v. / "
        "$v pays the costs of $s. / $S has $v as its sponsor.",
        "[Who is|Who's] the sponsor of $s? / Which company sponsors $s? / Sponsor of $s? / [Tell "
        "me|Please tell me|Let me know] who pays for $s. / [I would like to know|I want to know|I "
        "need to know|I wonder] by whom $s is sponsored. / [Do you know|Any idea|Can you tell "
        "me|Could you say] which company gives the money for $s? / [Name|Please name] the sponsor "
        "of $s. / From whom does the money for $s come? / By which firm are the costs of $s "
        "borne? / What company pays for $s? / Who has promised to sponsor $s? / By what company "
        "is $s paid for?",
        "The sponsor of $s is $v.",
    ),
    relation(
        "event",
        "minutes",
        "$S lasts $v. / The length of $s is $v. / $S takes $v from beginning to end. / After $v "
        "$s will be over. / $S goes on for $v. / Guests of $s should bring $v of time. / [With "
        "all the speeches|As planned] $s will last $v. / $S will be finished within $v. / The "
        "duration of $s is $v. / $v is how long $s lasts. / $S is planned to last $v. / The time "
        "from the beginning to the end of $s is $v.",
        "How long does $s last? / [What is|What's] the duration of $s? / Duration of $s? / [Tell "
        "me|Please tell me|Let me know] how long $s takes. / [I would like to know|I want to "
        "know|I need to know|I wonder] how long $s goes on. / [Do you know|Any idea|Can you tell "
        "me|Could you say] how long $s will last? / [Give|State] the duration of $s. / How much "
        "time does $s take? / After how long will $s be over? / For how long does $s go on? / How "
        "much time should guests bring for $s? / How long is it from the beginning to the end of "
        "$s?",
        "$S lasts $v.",
    ),
    relation(
        "course",
        "person",
        "$S is taught by $v. / The teacher of $s is $v. / $v teaches $s. / $v is the teacher of "
        "$s. / $v gives $s [for the first time|once a week]. / In $s one learns from $v. / [This "
        "term|As before] $s is in the hands of $v, the teacher. / The students of $s like their "
        "teacher, $v. / $S is given by $v. / It is $v who stands at the blackboard in $s. / The "
        "students of $s are taught by $v. / As teacher of $s, $v stands at the blackboard.",
        "Who teaches $s? / [Who is|Who's] the teacher of $s? / Teacher of $s? / [Tell me|Please "
        "tell me|Let me know] who teaches $s. / [I would like to know|I want to know|I need to "
        "know|I wonder] by whom $s is taught. / [Do you know|Can you tell me|Could you give me] "
        "the teacher of $s? / [Name|Please name] the teacher of $s. / By whom is $s given? / From "
        "whom does one learn in $s? / Who stands at the blackboard in $s? / In whose hands is $s "
        "this term? / By whom are the students of $s taught?",
        "$S is taught by $v.",
    ),
    relation(
        "course",
        "weekday",
        "$S takes place every $v. / $S is on $v. / The students of $s meet on $v. / Every $v "
        "there is $s. / $S is given on a $v. / On $v one can attend $s. / [This term|As always] "
        "the day for $s is $v. / Keep every $v free for $s. / $v is the day of $s. / $S falls on "
        "a $v. / The weekday of $s is $v. / Students attend $s every $v.",
        "On which weekday is $s? / On what day does $s take place? / Weekday of $s? / [Tell "
        "me|Please tell me|Let me know] on which day $s takes place. / [I would like to know|I "
        "want to know|I need to know|I wonder] on what day of the week $s is. / [Do you know|Any "
        "idea|Can you tell me|Could you say] on which weekday $s is given? / [Name|Please name] "
        "the weekday of $s. / Which day must I keep free for $s? / On which day do the students "
        "of $s meet? / What day of the week is $s on? / On which day of the week can one attend "
        "$s? / What weekday does $s fall on?",
        "$S is on $v.",
    ),
    relation(
        "course",
        "code",
        "$S is held in room $v. / The room of $s is $v. / The students of $s meet in room $v. / "
        "Room $v is where $s is held. / For $s, go to room $v. / $S was moved to room $v. / [This "
        "term|Because of repairs] $s is in room $v. / You will find $s in room $v. / Room $v is "
        "reserved for $s. / The door to $s says room $v. / The room reserved for $s is $v. / This "
        "term the students of $s go to room $v.",
        "In which room is $s? / [What is|What's] the room of $s? / Room of $s? / [Tell me|Please "
        "tell me|Let me know] in which room $s is held. / [I would like to know|I want to know|I "
        "need to know|I wonder] in what room $s takes place. / [Do you know|Can you tell me|Could "
        "you give me] the room of $s? / [Give|State] the room of $s. / Which room is reserved for "
        "$s? / To which room was $s moved? / In what room do the students of $s meet? / To which "
        "room do I go for $s? / What room will I find $s in?",
        "$S is held in room $v.",
    ),
    relation(
        "course",
        "price",
        "$S costs $v. / The fee for $s is $v. / One pays $v for $s. / To attend $s, you have to "
        "pay $v. / The price of $s is $v. / [With all books|For beginners] $s costs $v. / A place "
        "in $s costs $v. / $v is the fee for $s. / Students of $s pay a fee of $v. / Whoever "
        "signs up for $s pays $v. / The fee that students pay for $s is $v. / Signing up for $s "
        "costs $v.",
        "How much does $s cost? / [What is|What's] the fee for $s? / Fee for $s? / [Tell "
        "me|Please tell me|Let me know] how much $s costs. / [I would like to know|I want to "
        "know|I need] the fee for $s. / [Do you know|Any idea|Can you tell me|Could you say] what "
        "$s costs? / [Give|State] the price of $s. / What do I pay for $s? / How much do students "
        "of $s pay? / How expensive is $s? / How much do I pay to attend $s? / What does a place "
        "in $s cost?",
        "$S costs $v.",
    ),
    relation(
        "course",
        "small",
        "$S has $v participants. / $v students attend $s. / There are $v people in $s. / The "
        "number of participants in $s is $v. / $v people signed up for $s. / In $s there are "
        "places for $v students, and all are taken. / [This term|So far] $s has $v students. / "
        "The teacher of $s has $v students. / On the list of $s there are $v names. / $S is "
        "attended by $v students. / The number of students who signed up for $s is $v. / The "
        "teacher of $s has a list of $v names.",
        "How many students attend $s? / How many participants does $s have? / Number of "
        "participants in $s? / [Tell me|Please tell me|Let me know] how many students are in $s. "
        "/ [I would like to know|I want to know|I need to know|I wonder] how many people signed "
        "up for $s. / [Do you know|Can you tell me|Could you give me] the number of participants "
        "in $s? / [Give|State] the number of students in $s. / How many names are on the list of "
        "$s? / How many students are there in $s? / By how many students is $s attended? / How "
        "many students does the teacher of $s have? / How many places are taken in $s?",
        "$S has $v participants.",
    ),
)
