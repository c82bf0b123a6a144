"""More wordings of what texts tell of a museum, and of how it is asked for."""

from __future__ import annotations

from models.demo.corpus.relation import Wordings, wordings

MUSEUM: dict[str, Wordings] = {
    "Visitors of $s pay $v.": wordings(
        "Getting into $s will set you back $v. / Have $v ready when you queue for a ticket to "
        "$s. / The cashier at $s takes $v from every visitor. / One ticket, good for a whole day"
        " in $s, is yours for $v. / Admission to $s has been set at $v. / You part with $v and "
        "the doors of $s open for you.",
        "How expensive is admission to $s? / ticket price $s / What will a trip to $s set me "
        "back? / What sum does the cashier at $s take from each visitor? / $S - at what price do"
        " they let people in? / What's the damage for one ticket to $s? / How many coins should "
        "I have ready for the queue at $s? / Is $s pricey? What's the fee? / Could you look up "
        "the cost of visiting $s? / The amount visitors are charged at $s is ... / If I want to "
        "spend the afternoon in $s, what must I shell out? / What do grown-ups have to pay for "
        "$s? / At what level has the fee for $s been set? / To be let into $s, one has to hand "
        "over how much?",
    ),
    "Entry to $s is free on $v.": wordings(
        "On $v the cash desk of $s stays empty, as admission is free. / Thanks to a rich donor, "
        "nobody pays for $s on $v. / Students love $v, the day when $s costs nothing. / $S "
        "waives its fee on $v. / Leave your purse at home on $v, when $s is free. / If it is $v,"
        " you can walk into $s without paying.",
        "When can I leave my purse at home and still get into $s? / free admission day $s / When"
        " does $s waive its fee? / On what day is there no charge for $s? / Which weekday costs "
        "nothing at $s? / $S is gratis on which day? / I'm broke this month; when could I walk "
        "into $s without paying? / When during the week is admission to $s free? / Could you "
        "look up which day $s costs nothing? / The day with free admission at $s is ... / When "
        "is the cash desk at $s not needed? / For a class with a tight budget, which day is best"
        " to see $s? / What weekday gets you into $s at no cost? / Which day of the week did the"
        " donors make free at $s?",
    ),
    "$S closes at $v.": wordings(
        "Opening hours at $s end at $v. / The gates of $s swing shut at $v. / Guests still "
        "inside $s at $v are asked to leave. / Staff at $s turn the key at $v. / You must be out"
        " of $s when the clock shows $v. / The day is over for $s at $v, when the doors are "
        "locked.",
        "When do opening hours end at $s? / closing hour $s / When do the gates of $s swing "
        "shut? / When are guests asked to leave $s? / $S shuts when? / What does the clock show "
        "when staff lock up $s? / I get off work late; by what hour will $s have closed? / How "
        "long into the day does $s keep its doors open? / At what point in the evening is it "
        "over in $s? / Could you look up the hour at which $s closes? / The doors of $s are "
        "locked at ... / When does the bell for the last guests ring in $s? / We want to stay in"
        " $s to the very end; when's that? / What's the latest I can be inside $s?",
    ),
    "The director of $s is $v.": wordings(
        "The top job at $s went to $v. / $v sits in the director's chair at $s. / The staff of "
        "$s report to $v, the director. / Management of $s has been entrusted to $v. / $v, "
        "director of $s, [opened the new show|welcomed the guests]. / Big decisions about $s are"
        " made by $v, its director.",
        "Who got the top job at $s? / director name $s / Who sits in the director's chair at $s?"
        " / To whom do the staff of $s report? / Who holds the director's post at $s? / $S is "
        "led by whom? / Who has been entrusted with the management of $s? / Who's the boss of "
        "$s? / Could you look up who directs $s? / The person directing $s is ... / If I had a "
        "painting to lend to $s, which director would I talk to? / Whose decisions count most at"
        " $s? / Which person heads $s? / Who was appointed to direct $s?",
    ),
    "The number of visitors to $s is $v a year.": wordings(
        "Over twelve months $v people pass through the doors of $s. / The annual report of $s "
        "speaks of $v visitors. / Attendance at $s comes to $v a year. / $S was able to draw $v "
        "visitors in one year. / Year in, year out, $v tourists look around $s. / In the course "
        "of a year $v pairs of shoes walk over the floors of $s.",
        "What's the yearly attendance at $s? / annual visitors $s / How many pass through the "
        "doors of $s over twelve months? / What visitor figure does the annual report of $s "
        "mention? / $S draws how many visitors per year? / How busy is $s over the year, in "
        "visitors? / How many tourists look around $s annually? / What's the annual footfall at "
        "$s? / Could you look up the attendance of $s? / The yearly count of visitors at $s "
        "stands at ... / In the course of a year, how many go and see $s? / By what number of "
        "guests is $s seen each year? / How many sightseers came through the entrance of $s in a"
        " year? / How well attended is $s, in people per year?",
    ),
}
