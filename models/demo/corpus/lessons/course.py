"""More wordings of what texts tell of a course, and of how it is asked for."""

from __future__ import annotations

from models.demo.corpus.relation import Wordings, wordings

COURSE: dict[str, Wordings] = {
    "$S is taught by $v.": wordings(
        "$v runs the lessons in $s. / The teacher you get in $s is $v. / At the front of the "
        "class in $s stands $v. / The school hired $v to teach $s. / $v prepares the tests for "
        "$s and teaches it. / Your guide through $s is the teacher $v.",
        "$s teacher? / Whom did the school hire to teach $s? / Who stands at the front of the "
        "class in $s? / Who conducts $s? / Which lecturer is assigned to $s? / $S has which "
        "person as its teacher? / Who does the teaching in $s? / I want to excuse myself from "
        "$s; to which teacher should I write? / Under whom do the students study in $s? / Who "
        "instructs the students in $s? / Could you look up the instructor's name for $s? / "
        "Complete with a name: the person who teaches $s is ... / Whose lessons are they in $s? "
        "/ Who prepares the tests for $s?",
    ),
    "$S is on $v.": wordings(
        "Come to $s any $v you like. / $S happens every $v. / Students pack their bags for $s "
        "each $v. / If it is $v, it is time to go to $s. / Our weekly meeting for $s is always "
        "on $v. / No lessons of $s are given except on $v.",
        "$s weekday? / Which day each week does $s happen? / On which weekday do students pack "
        "their bags for $s? / What's the regular day for $s? / Is $s on Monday, Tuesday or some "
        "other day? / In my weekly planner, where does $s belong? / $S comes round each week on "
        "what day? / On what evening or morning of the week do I have $s? / I can't come every "
        "day; on which one is $s? / Which of the seven days is the one for $s? / Check the "
        "timetable and say on what weekday $s falls. / Complete: the weekly lesson of $s is "
        "always on ... / When during the week do people attend $s? / Every week on the same day "
        "there is $s; on which one?",
    ),
    "$S is held in room $v.": wordings(
        "Walk down the corridor to room $v for $s. / $S happens in room $v. / The key to room $v"
        " is needed for $s. / Every lesson of $s is given in room $v. / Room $v has been booked "
        "for $s. / The sign for $s points to room $v.",
        "$s room number? / Which classroom is used for $s? / What classroom has been booked for "
        "$s? / Behind which door does $s happen? / The key to which room is needed for $s? / "
        "Down the corridor, at which door do I find $s? / What number is on the door where $s is"
        " given? / $S happens in what room? / Where do I sit down for $s, which room? / I'm new "
        "in this building; could you direct me to the room for $s? / Through which door should "
        "one walk to attend $s? / Complete: the lessons of $s are given in room ... / Where "
        "inside the school can I find $s? / Look at the sign and say to what room it points for "
        "$s.",
    ),
    "$S costs $v.": wordings(
        "Enrolling in $s costs $v. / Before the first lesson of $s, please pay $v. / The tuition"
        " for $s is $v. / $v must be transferred to take part in $s. / $S will be yours for $v. "
        "/ Each learner in $s is billed $v.",
        "$s price? / How much is the tuition for $s? / What amount must be transferred for "
        "taking part in $s? / How much does enrolling in $s come to? / What is each learner in "
        "$s billed? / Can I afford $s, and what is its cost? / What sum is due before the first "
        "lesson of $s? / My savings are small; what would $s take out of them? / $S - what must "
        "one spend on it? / Is $s cheap or dear, and what is the exact sum? / Quote me the rate "
        "for signing up to $s. / Complete with a sum: the cost of $s is ... / What payment is "
        "required of people who want to do $s? / Find out how many coins a place in $s is worth.",
    ),
    "$S has $v participants.": wordings(
        "The teacher counts $v heads in $s. / $v chairs are needed for the students of $s. / The"
        " class of $s consists of $v students. / $S was chosen by $v students. / $S teaches $v "
        "students at a time. / The register of $s lists $v students.",
        "$s participants? / How many heads does the teacher count in $s? / Of how many students "
        "does the class of $s consist? / How many students are listed in the register of $s? / "
        "By how many learners was $s chosen? / What size is the class in $s? / Headcount in $s? "
        "/ I'm copying worksheets for $s; how many students need one? / $S is attended by how "
        "many? / How many chairs must be set out for those who study in $s? / How full is $s, in"
        " persons? / Complete with a number: the participants in $s are ... in all. / How many "
        "pupils sit in $s? / What is the total of people learning in $s?",
    ),
}
