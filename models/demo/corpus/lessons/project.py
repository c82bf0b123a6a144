"""More wordings of what texts tell of a project, and of how it is asked for."""

from __future__ import annotations

from models.demo.corpus.relation import Wordings, wordings

PROJECT: dict[str, Wordings] = {
    "The leader of $s is $v.": wordings(
        "The project manager of $s is $v. / $v was appointed to lead $s. / $v steers $s [with a "
        "firm hand|very calmly]. / $S has $v at its head. / The team of $s takes its orders from"
        " $v. / $v sits at the helm of $s.",
        "Who is the project manager of $s? / Who was appointed to lead $s? / $s - manager? / "
        "From whom does the team of $s take its orders? / Who is at the helm of $s? / Who steers"
        " $s? / Who calls the shots in $s? / I would like to join $s; which leader do I have to "
        "convince? / Whose task is it to direct $s? / Who stands at the top of $s? / Who has "
        "been given the leadership of $s? / $s is headed by ... / If $s goes wrong, which leader"
        " gets the blame? / Who coordinates the team of $s?",
    ),
    "The deadline of $s is $v.": wordings(
        "The target date for $s is $v. / $S has to be wrapped up by $v. / The final day of work "
        "on $s is $v. / The clock for $s stops on $v. / In the calendar the end of $s is marked "
        "on $v. / The submission date for $s is $v.",
        "What's the target date for $s? / By what date must $s be wrapped up? / $s - end date? /"
        " How long do we still have for $s, until which day? / When is the final day of work on "
        "$s? / Which day is marked in the calendar as the end of $s? / I am planning my "
        "holidays; when will $s be over? / When do we have to deliver $s? / Submission date for "
        "$s? / Time is short: on what day does $s need to be finished? / When at the latest "
        "should $s be handed in? / $s must be completed no later than ... / What time limit was "
        "set for $s? / When is $s supposed to be done?",
    ),
    "The client of $s is $v.": wordings(
        "$S was ordered and paid for by $v. / The firm that gave us the order for $s is $v. / $v"
        " hired our team for $s. / $S is work on behalf of $v. / We invoice $v for $s. / The "
        "company paying us for $s is $v.",
        "On whose behalf is $s carried out? / Which firm do we invoice for $s? / $s - customer? "
        "/ Who is the buyer of $s? / Who gave us the order for $s? / Which company hired our "
        "team for $s? / Which customer pays for $s? / Whose wishes does $s have to satisfy as a "
        "client? / The results of $s are ready; which company do I deliver them to? / What "
        "company is $s intended for? / What business requested $s? / $s was ordered by the "
        "company ... / Which client must be pleased with $s? / For what firm was $s started?",
    ),
    "The budget of $s is $v.": wordings(
        "The funding for $s amounts to $v. / The finance office approved $v for $s. / $S is "
        "financed with $v. / The price limit for $s was fixed at $v. / We have $v at our "
        "disposal for $s. / The purse of $s holds $v.",
        "What funding does $s have? / How much did the finance office approve for $s? / $s - "
        "funds? / With what amount is $s financed? / What are the financial means of $s? / How "
        "big is the purse of $s? / What price limit was fixed for $s? / How much cash is "
        "available to $s? / I want to buy machines for $s; what is the most we can pay? / What "
        "does $s have at its disposal, in money? / How expensive is $s allowed to be? / What is "
        "the spending limit on $s? / The money approved for $s amounts to ... / How much has "
        "been allotted to $s?",
    ),
    "The number of people working on $s is $v.": wordings(
        "$v persons are assigned to $s. / The crew of $s consists of $v people. / $S is carried "
        "out by $v people. / The headcount of $s is $v. / $v workers share the tasks of $s. / $S"
        " is staffed with $v people.",
        "What's the headcount of $s? / How many persons are assigned to $s? / $s - number of "
        "staff? / Of how many people does the crew of $s consist? / How big is the group behind "
        "$s? / I am ordering lunch for everybody in $s; how many meals do I need? / By how many "
        "people is $s carried out? / How many workers share the tasks of $s? / With how many "
        "people is $s staffed? / Count the team of $s: how many are they? / How many hands are "
        "at work on $s? / How many employees are involved in $s? / The team behind $s numbers "
        "... / What manpower does $s have, how many heads?",
    ),
}
