"""More wordings of what texts tell of a restaurant, and of how it is asked for."""

from __future__ import annotations

from models.demo.corpus.relation import Wordings, wordings

RESTAURANT: dict[str, Wordings] = {
    "The speciality of $s is $v.": wordings(
        "The pride of the menu at $s is the $v. / $S has a reputation for $v. / People queue at "
        "$s for the $v. / The house special at $s is $v. / Nobody should leave $s without "
        "tasting the $v. / The waiters of $s will always suggest the $v.",
        "What is the signature dish of $s? / What do people queue for at $s? / $s house special?"
        " / What should nobody leave $s without tasting? / Which dish do the waiters at $s "
        "suggest? / For what on the plate does $s have a reputation? / I have a table at $s "
        "tonight; which dish is a must? / $S is praised for which food? / What is the culinary "
        "highlight at $s? / Which meal is $s best at preparing? / Complete: the dish that "
        "everyone recommends at $s is ... / Could you recommend something from the menu of $s, "
        "the thing it does best? / What plate are the cooks of $s proudest of? / Is there "
        "something special to eat at $s, and what is it?",
    ),
    "The chef of $s is $v.": wordings(
        "The culinary team of $s works under $v. / The kitchen of $s is the realm of $v. / The "
        "menu at $s is the creation of chef $v. / $v wears the tallest white hat at $s. / The "
        "pots and pans at $s are in the hands of $v. / Dinner at $s is cooked by $v [in "
        "person|and two helpers].",
        "Whose realm is the kitchen of $s? / Who wears the tallest white hat at $s? / $s head "
        "chef name? / Under whom does the culinary team of $s work? / Whose creation are the "
        "dishes at $s? / In whose hands are the pots and pans at $s? / My meal at $s was superb;"
        " to which cook do I pass my praise? / Which cook is employed by $s to lead the kitchen?"
        " / The dinners at $s are made by whom? / Complete: the kitchen of $s is led by chef ..."
        " / Could you tell me which chef works at $s? / Who does the cooking over at $s? / Who "
        "is the person in the apron behind the food of $s? / Is there a well-known chef at $s, "
        "and who is it?",
    ),
    "The number of tables at $s is $v.": wordings(
        "$S is furnished with $v tables. / The owner of $s has set up $v tables. / A glance into"
        " $s shows $v tables. / The seating plan of $s shows $v tables. / Candles burn on all $v"
        " tables at $s. / Once $v tables are booked, $s is full.",
        "With how many tables is $s furnished? / How many tables are shown on the seating plan "
        "of $s? / $s table count? / When $s is full, how many tables are occupied? / How many "
        "tables has the owner of $s set up? / What is the capacity of $s in tables? / I want to "
        "book all of $s for a party; how many tables would that be? / $S can offer how many "
        "tables? / How many tablecloths does $s need to cover every table? / Complete: the "
        "dining room of $s contains this many tables: ... / Could you count the tables in $s? / "
        "Is $s a small place, and how many tables are in it? / How many tables can be reserved "
        "at $s? / On how many tables do the candles burn at $s?",
    ),
    "A meal at $s costs $v.": wordings(
        "A visitor to $s should expect to spend $v on a meal. / Dining at $s sets you back $v. /"
        " A plate of food at $s is priced at $v. / On the menu of $s a meal is listed at $v. / "
        "You can fill your stomach at $s for $v. / The going rate for a dinner at $s is $v.",
        "How much does dining at $s set you back? / What should a visitor expect to spend on a "
        "meal at $s? / $s meal cost? / At what price is a meal listed on the menu of $s? / What "
        "is the going rate for a dinner at $s? / How much cash should I put in my wallet before "
        "eating at $s? / For how much can I fill my stomach at $s? / Is $s within my budget, "
        "that is, how much is a meal? / A meal at $s is priced at what? / Complete: whoever eats"
        " at $s has to pay ... / Could you tell me the damage for a dinner at $s? / Dinner at "
        "$s, how much per head? / What would I have to shell out for a meal at $s? / What is the"
        " usual cost of having lunch or dinner at $s?",
    ),
    "The kitchen of $s closes at $v.": wordings(
        "The cooks at $s hang up their aprons at $v. / The kitchen crew of $s finishes at $v. / "
        "No more meals are cooked at $s after $v. / $v is the deadline for food orders at $s. / "
        "The kitchen hours of $s end at $v. / Hungry guests should reach $s before $v, as the "
        "kitchen then closes.",
        "What is the deadline for food orders at $s? / At what time do the cooks of $s hang up "
        "their aprons? / $s kitchen closing time? / When does the kitchen crew of $s finish? / "
        "From what time on are no more meals cooked at $s? / What is the latest moment to get a "
        "meal at $s? / Our train gets in late; before what time must we reach $s to be fed? / "
        "When do the kitchen hours of $s end? / The kitchen at $s shuts when? / Complete: warm "
        "meals are available at $s until ... / Could you find out how late one can still eat at "
        "$s? / I am hungry; till when does $s cook? / When does the chef of $s call it a night? "
        "/ Up to what hour are dishes prepared at $s?",
    ),
}
