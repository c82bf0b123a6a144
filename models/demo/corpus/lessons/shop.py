"""More wordings of what texts tell of a shop, and of how it is asked for."""

from __future__ import annotations

from models.demo.corpus.relation import Wordings, wordings

SHOP: dict[str, Wordings] = {
    "$S opens at $v.": wordings(
        "Business at $s begins at $v. / The shutters of $s go up at $v. / $S is ready for "
        "customers at $v. / The first customer can walk into $s at $v. / $S unlocks its door at "
        "$v. / The working day at $s begins at $v, when the door is opened.",
        "$s opening hours from? / When do the shutters of $s go up? / What's the earliest I can "
        "shop at $s? / At what hour does business at $s begin? / $S unlocks its door at what "
        "o'clock? / By what time of the morning is $s ready for customers? / I'm standing "
        "outside $s; how long do I wait, till what hour? / When does the working day begin at "
        "$s? / What opening hour is written on the door of $s? / Could you check the hour from "
        "which $s serves customers? / Complete with a time: in the morning $s opens at ... / How"
        " soon in the day may customers enter $s? / Before which hour is nobody let into $s? / "
        "Say when $s starts to serve people.",
    ),
    "$S is closed on $v.": wordings(
        "On $v you will find $s locked. / The shutters of $s stay down on $v. / Nobody works at "
        "$s on $v. / $S keeps its doors shut every $v. / $v is a day of rest at $s. / Customers "
        "of $s have to wait a day when it is $v, for it is shut.",
        "$s closed which day? / On what weekday do the shutters of $s stay down? / When does "
        "nobody work at $s? / Which weekday is the day of rest for the staff of $s? / What day "
        "would I find $s locked? / $S keeps its doors shut on which weekday? / On which day "
        "would a trip to $s be in vain? / Every day except which one can I shop at $s? / Which "
        "day of the week should I avoid if I want to visit $s? / Does $s have a rest day, and "
        "when is that? / Which weekday is missing from the opening days of $s? / Complete: you "
        "can't shop at $s on ... / On what day of the week is there no service at $s? / The note"
        " on the door of $s gives which day as the free one?",
    ),
    "At $s you can buy $v.": wordings(
        "$S trades in $v. / $S has a large stock of $v. / Customers come to $s for its $v. / "
        "There is plenty of $v at $s, all of it for sale. / The shop assistants at $s know all "
        "about the $v they sell. / Nobody in town has a better choice of $v than $s.",
        "$s goods? / What does $s trade in? / What does $s have in stock? / What products are "
        "available at $s? / Which articles could I purchase at $s? / What kind of shop is $s, "
        "what is sold there? / I have money to spend at $s; on what could I spend it? / $S "
        "supplies its customers with what? / What do the assistants at $s hand over the counter?"
        " / For which wares is $s the right address? / Describe the stock of $s. / Complete: "
        "people visit $s in order to buy ... / With what in their bags do most customers leave "
        "$s? / My shopping list is long; what from it might $s have?",
    ),
    "The owner of $s is called $v.": wordings(
        "$v inherited $s and is now its owner. / The papers show $v as the owner of $s. / $v has"
        " owned $s [for a long time|since last year]. / The proprietor of $s is $v. / $S is the "
        "shop of $v. / $S changed hands, and now it is owned by $v.",
        "$s owner name? / Who is the proprietor of $s? / Whose name is in the papers as owner of"
        " $s? / Who inherited $s or bought it? / $S is the property of which person? / Who has "
        "$s as his or her own shop? / Into whose possession did $s come? / I'd like to buy $s; "
        "from whom would I be buying it? / Whose shop is $s? / What is the name painted over the"
        " door of $s, that of the owner? / Look up the person who possesses $s. / Complete with "
        "a name: $s belongs to ... / Is it known who the proud owner of $s may be? / Who keeps "
        "the profits of $s as its owner?",
    ),
    "The telephone number of $s is $v.": wordings(
        "The line of $s is $v. / Dial $v to get $s on the line. / If you want to order something"
        " from $s, call $v. / The card of $s bears the phone number $v. / Write down $v, the "
        "phone number of $s. / Calls to $s go through $v.",
        "$s phone number? / What digits do I press to get $s on the line? / Which line should I "
        "use to order from $s over the phone? / What telephone contact is on the card of $s? / "
        "$S can be phoned at which number? / How may customers telephone $s? / I would rather "
        "call $s than go there; what should I dial? / Write down the phone digits of $s for me. "
        "/ Could you look up how to ring up $s? / My phone is in my hand; what do I type to call"
        " $s? / Complete: to speak with $s, ring ... / What number is printed on the bags of $s?"
        " / Is $s in the phone book, and under what number? / When I need $s on the telephone, "
        "which digits help me?",
    ),
}
