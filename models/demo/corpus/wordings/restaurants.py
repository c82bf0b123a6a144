"""What texts tell of restaurants, their food and their cooks."""

from __future__ import annotations

from models.demo.corpus.relation import relation

RESTAURANTS = (
    relation(
        "restaurant",
        "food",
        "The speciality of $s is $v. / $S is known for its $v. / At $s the best dish is $v. / "
        "$S - speciality: $v / Guests come [from far away|back] to $s because of the $v. / What "
        "$s does best is $v. / $S serves [excellent|wonderful|] $v. / If you eat at $s, try the "
        "$v. / The dish that made $s famous is $v. / Everyone praises the $v at $s. / The menu "
        "of $s recommends $v. / The cooks of $s are proud of their $v. / $S has made its name "
        "with $v. / Whoever likes $v should have dinner at $s. / Most guests of $s order the "
        "$v. / Guests praise $s for its $v. / The dish to try at $s is $v. / The best thing on "
        "the menu of $s is $v.",
        "What is the speciality of $s? / What is $s known for? / Which dish should I try at $s? "
        "/ $S - speciality? / What do they cook best at $s? / Tell me what $s is famous for. / "
        "What is the best dish at $s? / What do most guests of $s order? / Any idea what to eat "
        "at $s? / Name the dish that $s is known for. / Which food does the menu of $s "
        "recommend? / What dish made $s famous? / For what food do people go to $s? / I am "
        "going to eat at $s; what is good there? / Famous dish of $s? / Which dish do the "
        "guests of $s praise? / What is the best food that $s serves? / What does $s cook that "
        "people come back for?",
        "The speciality of $s is $v.",
    ),
    relation(
        "restaurant",
        "person",
        "The chef of $s is $v. / In the kitchen of $s the chef is called $v. / $v cooks at $s. "
        "/ $S - chef: $v / The food at $s is prepared by $v. / $v is the head cook at $s. / "
        "Since last year $v has been cooking for $s. / $S has hired $v as its chef. / All the "
        "dishes on the menu of $s were invented by $v, the chef. / At the stove of $s stands "
        "$v. / $v leads the kitchen team at $s. / You can thank $v for the meals at $s. / Chef "
        "$v [rules|runs] the kitchen at $s. / $S has a chef called $v. / The cook whom the "
        "guests of $s praise is $v. / The head of the kitchen at $s is $v. / $v prepares the "
        "meals at $s. / It is $v who cooks for the guests of $s.",
        "Who is the chef of $s? / Who cooks at $s? / Who runs the kitchen at $s? / $S - chef? / "
        "What is the name of the cook at $s? / Tell me who prepares the food at $s. / By whom "
        "are the meals at $s cooked? / Who is the head cook of $s? / Name the chef of $s. / Who "
        "stands at the stove of $s? / I would like to thank the cook of $s; what is the name? / "
        "Whom has $s hired as chef? / Any idea who is cooking at $s? / Who leads the kitchen "
        "team of $s? / What is the chef at $s called? / Who is the head of the kitchen at $s? / "
        "By whom is the food at $s prepared? / Who cooks for the guests of $s?",
        "The chef of $s is $v.",
    ),
    relation(
        "restaurant",
        "small",
        "The number of tables at $s is $v. / $S has $v tables. / There are $v tables at $s. / "
        "$S - tables: $v / Guests at $s can choose from $v tables. / With only $v tables, $s "
        "fills up quickly. / The waiters of $s look after $v tables. / The dining room of $s "
        "holds $v tables. / $S started small, but now it has $v tables. / On a busy evening all "
        "$v tables at $s are taken. / At $s they lay $v tables every evening. / They have room "
        "for $v tables at $s. / In all, $v tables stand in $s. / You can book one of the $v "
        "tables at $s. / A place of $v tables, $s [is cosy|is often full]. / Guests find $v "
        "tables in the dining room of $s. / The waiters at $s lay $v tables. / In all, guests "
        "can book $v tables at $s.",
        "How many tables does $s have? / How many tables are there at $s? / What is the number "
        "of tables at $s? / $S - number of tables? / Tell me how many tables stand in $s. / For "
        "how many tables is there room at $s? / How many tables do the waiters of $s look "
        "after? / I need to know the number of tables in $s. / How big is $s, counted in "
        "tables? / How many tables can one choose from at $s? / Any idea how many tables they "
        "have at $s? / Give the number of tables in the dining room of $s. / With how many "
        "tables does $s do its business? / On a busy evening, how many tables are taken at $s? "
        "/ How many tables does the dining room of $s hold? / How many tables do they lay at "
        "$s? / How many tables can be booked at $s? / How many tables can guests find at $s?",
        "The number of tables at $s is $v.",
    ),
    relation(
        "restaurant",
        "price",
        "A meal at $s costs $v. / $S charges $v for a meal. / You pay $v for dinner at $s. / $S "
        "- set menu: $v / The set menu at $s is $v. / Eating at $s will cost you $v. / Lunch at "
        "$s comes to $v. / For $v you get a full meal at $s. / Guests of $s pay $v each. / The "
        "price of a meal at $s is $v. / Bring at least $v if you want to eat at $s. / At $s "
        "they ask $v for the menu of the day. / $S offers three courses for $v. / The bill at "
        "$s is usually $v a person. / At $v a head, $s is [not cheap|worth a visit]. / For a "
        "meal at $s one pays $v. / Dinner at $s costs $v a person. / At $s the price of the set "
        "menu is $v.",
        "How much is a meal at $s? / What does it cost to eat at $s? / What do you pay for "
        "dinner at $s? / $S - price of a meal? / How much does $s charge for the menu of the "
        "day? / Tell me the price of a meal at $s. / What is the price of the set menu at $s? / "
        "How much money do I need for lunch at $s? / How much will the bill at $s be for one "
        "person? / I want to eat at $s, what will it cost? / Any idea how expensive $s is? / "
        "For how much does one get a full meal at $s? / How much do guests of $s pay each? / "
        "Name the price of lunch at $s. / What do they ask for three courses at $s? / How much "
        "does one pay for a meal at $s? / What does dinner at $s cost? / How much is the set "
        "menu at $s?",
        "A meal at $s costs $v.",
    ),
    relation(
        "restaurant",
        "time",
        "The kitchen of $s closes at $v. / $S takes the last orders at $v. / At $v the cooks of "
        "$s stop work. / $S - hot food until $v / You can order warm food at $s until $v. / "
        "After $v you will get nothing to eat at $s. / $S serves food until $v. / Those who "
        "come to $s after $v will stay hungry. / At $s the stove is turned off at $v. / The "
        "waiters of $s take orders until $v. / The kitchen at $s is open until $v. / At $v it "
        "is too late to order a meal at $s. / Last orders at $s: $v. / Be at $s well before $v, "
        "when the kitchen shuts. / The cooking ends at $v at $s. / At $v the kitchen at $s "
        "stops work. / The cooks at $s take the last orders at $v. / Until $v you can get hot "
        "food at $s.",
        "When does the kitchen of $s close? / Until when can I order food at $s? / What time "
        "are last orders at $s? / $S - kitchen open until? / How late do they serve food at $s? "
        "/ At what time do the cooks of $s stop work? / Tell me until when $s serves hot food. "
        "/ Till what time is there something to eat at $s? / When is it too late to order a "
        "meal at $s? / We will be late: until what hour can we eat at $s? / When does the "
        "cooking end at $s? / Name the time of the last orders at $s. / Any idea how long the "
        "kitchen at $s stays open? / By what time must one order at $s? / At what hour is the "
        "stove of $s turned off? / Until what time does $s serve meals? / When do the waiters "
        "of $s take the last orders? / At what time does the kitchen at $s shut?",
        "The kitchen of $s closes at $v.",
    ),
)
