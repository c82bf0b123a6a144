"""What texts tell of museums and their visitors."""

from __future__ import annotations

from models.demo.corpus.relation import relation

MUSEUMS = (
    relation(
        "museum",
        "price",
        "A ticket for $s costs $v. / Entry to $s is $v. / Visitors pay $v to get into $s. / $S "
        "- admission: $v / To see $s you have to pay $v. / $S charges $v at the entrance. / The "
        "entrance fee at $s is $v. / For $v you may look at everything in $s. / Tickets for $s "
        "are sold at $v each. / The price of admission to $s is now $v. / At the door of $s "
        "they ask for $v. / A visit to $s will cost you $v. / Whoever wants to see $s needs a "
        "ticket for $v. / $S lets you in for $v. / Grown-ups pay $v at the ticket desk of $s. / "
        "Visitors of $s buy a ticket for $v. / At the entrance of $s one pays $v. / The price "
        "of a visit to $s is $v.",
        "How much is a ticket for $s? / What does entry to $s cost? / How much do you pay to "
        "see $s? / $S - admission fee? / What is the entrance fee at $s? / Tell me the price of "
        "a ticket for $s. / How much does $s charge visitors? / What does one pay at the door "
        "of $s? / Price of admission to $s? / I would like to visit $s; how much is it? / Any "
        "idea what it costs to get into $s? / How much money must I bring for a visit to $s? / "
        "For how much are tickets for $s sold? / Name the price of entry to $s. / What do they "
        "ask for at the ticket desk of $s? / How much is admission to $s? / What is the price "
        "of a visit to $s? / How much do visitors pay at the entrance of $s?",
        "Visitors of $s pay $v.",
    ),
    relation(
        "museum",
        "weekday",
        "Entry to $s is free on $v. / On $v nobody has to pay at $s. / $S lets people in for "
        "nothing on $v. / $S - free entry: $v / The free day at $s is $v. / Go to $s on $v and "
        "save your money. / Each $v you can see $s without a ticket. / On $v $s asks for no "
        "money. / $S charges nothing on $v. / Every $v the public visits $s free of charge. / "
        "Tickets for $s are only needed if it is not $v. / To see $s free of charge, come on "
        "$v. / $v is when $s is free for everybody. / Many families wait for $v, as $s costs "
        "nothing then. / Once a week, on $v, $s [opens its doors to all|is visited] free of "
        "charge. / On $v everybody can see $s for nothing. / The day of free entry at $s is $v. "
        "/ Nobody needs a ticket for $s on $v.",
        "On which day is $s free? / When is entry to $s free? / What day can I visit $s for "
        "nothing? / $S - free day? / Which day of the week does $s charge nothing? / Tell me "
        "when one can see $s without paying. / On what weekday does nobody pay at $s? / Free "
        "entry at $s: which day? / I have no money; on what day can I see $s? / Name the day on "
        "which $s is free of charge. / Any idea which day they let you into $s for nothing? / "
        "When do visitors need no ticket for $s? / On which weekday is $s open to all without a "
        "fee? / What is the free day at $s? / Which day should families go to $s to save money? "
        "/ On what day is admission to $s free? / On which day of the week does a visit to $s "
        "cost nothing? / On what day does nobody need a ticket for $s?",
        "Entry to $s is free on $v.",
    ),
    relation(
        "museum",
        "time",
        "$S closes at $v. / $S shuts its doors at $v. / Visitors have to leave $s by $v. / $S - "
        "closing time: $v / You can stay in $s until $v. / At $v the guards send everyone out "
        "of $s. / The lights go out in $s at $v. / At $s a bell rings at $v, and then it "
        "closes. / $S is open to visitors until $v. / After $v nobody is allowed in $s. / "
        "Closing time at $s is $v. / The guards lock $s at $v. / The last visitors leave $s at "
        "$v. / Come early, because $s shuts at $v. / The working day at $s ends at $v. / The "
        "guards of $s shut the doors at $v. / At $v the last visitors have to leave $s. / By $v "
        "everyone must be out of $s.",
        "When does $s close? / What time does $s shut? / Until when is $s open? / $S - closing "
        "time? / How long can visitors stay in $s? / At what time must one leave $s? / Tell me "
        "when the doors of $s are shut. / I will be there late: until what time can I see $s? / "
        "How late is $s open? / At what hour do the guards lock $s? / When is closing time at "
        "$s? / Name the time when $s closes. / Any idea how late one can visit $s? / By when do "
        "visitors have to be out of $s? / When do the lights go out in $s? / At what hour does "
        "$s shut its doors? / What is the closing time of $s? / Until what time may visitors "
        "stay in $s?",
        "$S closes at $v.",
    ),
    relation(
        "museum",
        "person",
        "The director of $s is $v. / $v runs $s. / $S is headed by $v. / $S - director: $v / $v "
        "is in charge of $s. / As director of $s, $v [buys new pictures|has great plans]. / $v "
        "was named head of $s. / The new head of $s is called $v. / The trustees of $s chose $v "
        "as director. / $S is under the direction of $v. / At the head of $s stands $v. / For "
        "some years $v has led $s. / The fortunes of $s lie in the hands of $v. / $v became the "
        "director of $s [in spring|not long ago]. / Questions about $s should be sent to $v, "
        "who leads it. / The head of $s is $v. / $S is led by $v. / It is $v who is in charge "
        "of $s.",
        "Who is the director of $s? / Who runs $s? / Who is in charge of $s? / $S - director? / "
        "By whom is $s headed? / Tell me who leads $s. / Who is the head of $s? / What is the "
        "director of $s called? / Whom did the trustees of $s choose? / Name the person at the "
        "head of $s. / Under whose direction is $s? / I have to write to the head of $s; who is "
        "that? / Any idea who became director of $s? / Who stands at the head of $s? / In whose "
        "hands lie the fortunes of $s? / What is the name of the director of $s? / Who leads $s "
        "as its director? / Who was chosen as the head of $s?",
        "The director of $s is $v.",
    ),
    relation(
        "museum",
        "thousands",
        "The number of visitors to $s is $v a year. / $S has $v visitors a year. / Every year "
        "$v people visit $s. / $S - visitors per year: $v / $v people came to $s last year. / "
        "$S attracts $v visitors every year. / Each year $s sells tickets to $v people. / In "
        "one year $s was seen by $v people. / A crowd of $v people goes through $s in a year. / "
        "In a normal year $s counts $v visitors. / With $v visitors a year, $s is [well "
        "liked|doing well]. / The guards at $s counted $v visitors last year. / $S welcomes $v "
        "guests every year. / A total of $v visitors found their way to $s last year. / Last "
        "year saw $v visitors at $s. / Each year $s is visited by $v people. / In a year $s "
        "welcomes $v visitors. / Last year $s was seen by $v visitors.",
        "How many visitors does $s have a year? / How many people visit $s? / What is the "
        "number of visitors to $s? / $S - visitors per year? / Tell me how many people go to $s "
        "every year. / How many guests does $s welcome in a year? / By how many people was $s "
        "visited last year? / How popular is $s: how many visitors come? / Number of visitors "
        "to $s? / I need to know how many people came to $s last year. / How many visitors were "
        "counted at $s? / Any idea how many people $s attracts? / Give the yearly number of "
        "visitors to $s. / How large is the crowd that goes through $s in a year? / To how many "
        "people does $s sell tickets? / How many people came to see $s last year? / How many "
        "visitors does $s attract every year? / By how many visitors is $s seen in a year?",
        "The number of visitors to $s is $v a year.",
    ),
)
