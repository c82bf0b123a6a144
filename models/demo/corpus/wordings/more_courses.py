"""More wordings of what texts tell of courses."""

from __future__ import annotations

from models.demo.corpus.relation import Wordings, wordings

MORE_COURSES: dict[str, Wordings] = {
    "$S is taught by $v.": wordings(
        "Teacher of $s: $v. / $S - teacher: $v. / The lessons of $s are given by $v. / $v is the "
        "instructor of $s. / $v leads $s [with much patience|this term]. / If you sign up for "
        "$s, your teacher will be $v. / The person who teaches $s is called $v. / I am learning "
        "a lot in $s from the teacher, $v. / The homework of $s is marked by $v, who teaches it. "
        "/ $S is led by $v. / $v has taken over $s as its teacher. / The tutor in $s is $v. / In "
        "$s it is $v who explains everything. / The one who gives $s is $v. / $S has $v as its "
        "teacher. / In $s the teacher is $v.",
        "$S - taught by whom? / Who leads $s? / Who is the instructor of $s? / Who gives the "
        "lessons of $s? / Who is the tutor in $s? / Which teacher took over $s? / Who will be my "
        "teacher in $s? / Who marks the homework in $s? / Who explains things in $s? / What is "
        "the name of the teacher in $s? / I need the name of the person teaching $s. / Any idea "
        "who is teaching $s [this term|now]? / Whose students are the people in $s? / Who is it "
        "that teaches $s? / Who gives $s this term? / Which teacher do the students of $s have?",
    ),
    "$S is on $v.": wordings(
        "Day of $s: $v. / $S - every $v. / $S meets on $v. / $S runs each $v. / I cannot come on "
        "$v because I have $s then. / See you on $v at $s. / Once a week, on $v, it is time for "
        "$s. / $S is held weekly on $v. / They give $s on $v [in the evening|after school]. / "
        "The timetable has $s on $v. / $S has been put on $v [because everyone is free then|for "
        "the whole term]. / When $v comes, the students go to $s. / Next $v there will be $s "
        "again. / The day on which $s takes place is $v. / It is on $v that $s takes place. / "
        "Each $v the students meet for $s.",
        "$S - which day? / Day of $s? / What day is $s? / On what day does $s meet? / Which "
        "weekday is $s held? / What day of the week does the timetable give for $s? / When in "
        "the week is $s? / On which day do they give $s? / On what day is it time for $s? / "
        "Which day do I have to go to $s? / What day am I busy if I take $s? / I need the "
        "weekday of $s. / Any idea what day $s runs? / Which day of the week does $s take place? "
        "/ Which day of the week belongs to $s? / What weekday is kept free for $s?",
    ),
    "$S is held in room $v.": wordings(
        "Room of $s: $v. / $S - room $v. / $S uses room $v. / They teach $s in room $v. / Take a "
        "seat in room $v for $s. / The lessons of $s are in room $v. / Please come to room $v; "
        "$s is there. / The plan on the wall puts $s in room $v. / If you are looking for $s, "
        "try room $v. / $S has been given room $v. / $S now has its home in room $v. / We wait "
        "outside room $v before $s begins. / The chairs in room $v are ready for $s. / $S takes "
        "place in room $v. / The room in which $s is held is $v. / To attend $s, you have to go "
        "to room $v.",
        "$S - which room? / Room number of $s? / What room number does $s have? / Where in the "
        "building is $s? / In which room do they teach $s? / What room does $s use? / Which room "
        "has been given to $s? / Which room does the plan show for $s? / Outside which room "
        "should we wait for $s? / I'm lost; what room is $s in? / In which room are the lessons "
        "of $s? / I need the room number for $s. / Any idea which room they put $s in? / What "
        "room is $s held in? / What is the room where $s takes place? / In which room can I "
        "attend $s?",
    ),
    "$S costs $v.": wordings(
        "Fee for $s: $v. / $S - price: $v. / You can take $s for $v. / They charge $v for $s. / "
        "$S comes to $v [in all|with all the books]. / Joining $s will set you back $v. / I had "
        "to pay $v for $s. / $S is offered at $v. / The school asks $v for $s. / The bill for $s "
        "came to $v. / The charge for $s is $v [per person|for each student]. / You will need $v "
        "to pay for $s. / Whoever wants to join $s has to spend $v. / $S has a price of $v. / It "
        "costs $v to attend $s. / You have to pay a fee of $v for $s.",
        "$S - how much? / Price of $s? / How much is $s? / What do they charge for $s? / What is "
        "the charge for $s? / How much money do I need for $s? / How much will joining $s cost "
        "me? / What does the school ask for $s? / How much did you have to pay for $s? / What "
        "did the bill for $s come to? / What will $s set me back? / At what price is $s offered? "
        "/ I'd like to join $s; how much is it? / What is the price of $s? / How much is the fee "
        "for $s? / What fee has to be paid for $s?",
    ),
    "$S has $v participants.": wordings(
        "Participants in $s: $v. / $S - $v students. / $v learners are enrolled in $s. / The "
        "enrolment in $s is $v. / $S is made up of $v people. / All $v seats in $s are taken. / "
        "$v people take part in $s. / A group of $v is learning together in $s. / $S is full "
        "with $v students. / We are $v in $s. / $v people have joined $s [so far|this term]. / "
        "The class size of $s is $v. / The teacher hands out $v books in $s, one for each "
        "student. / $v is the number of students in $s. / This term $v people attend $s. / In "
        "all, $s has a list of $v students.",
        "$S - how many students? / Participants in $s? / How many people take part in $s? / How "
        "many learners are enrolled in $s? / What is the class size of $s? / How big is the "
        "group in $s? / How many seats are filled in $s? / How many of you are there in $s? / "
        "How many people have joined $s? / What is the enrolment in $s? / How many books does "
        "the teacher of $s hand out, one for each student? / I need the number of people taking "
        "$s. / Any idea how many learners are in $s? / How many students signed up to attend $s? "
        "/ What number of students does $s have? / How many participants are there in $s?",
    ),
}
