"""What texts tell of policies, warranties and other terms."""

from __future__ import annotations

from models.demo.corpus.relation import relation

TERMS = (
    relation(
        "terms",
        "small",
        "Claims under $s must be made within $v days. / $S gives you $v days to make a claim. / "
        "Under $s customers have $v days to complain. / $S - time limit for claims: $v days / "
        "You have to send your claim under $s within $v days. / After $v days it is too late to "
        "make a claim under $s. / According to $s, a complaint has to arrive within $v days. / "
        "The time limit set by $s is $v days. / Anyone who wants to use $s must write within $v "
        "days. / $S allows customers $v days for a complaint. / $S says that a claim can be made "
        "for $v days. / Wait no longer than $v days if you want to claim under $s. / A period of "
        "$v days for claims is laid down in $s. / For complaints under $s there is a limit of $v "
        "days. / Do not forget to claim in time: $s allows $v days. / Under $s a complaint must "
        "be made in $v days. / The limit for claims that $s lays down is $v days. / Customers "
        "who claim under $s have $v days for it.",
        "Within how many days must one claim under $s? / How many days does $s give you to make "
        "a claim? / What is the time limit of $s for claims? / $S - time limit? / How much time "
        "do I have to complain under $s? / Tell me how many days customers have under $s. / By "
        "when do I have to send a claim under $s? / How long can one wait before a claim under "
        "$s? / What period for complaints is laid down in $s? / After how many days is it too "
        "late to claim under $s? / I want to complain; how many days does $s allow? / How many "
        "days are there for a complaint under $s? / Any idea how quickly one must claim under "
        "$s? / Give the number of days for claims under $s. / According to $s, in how many days "
        "does a complaint have to arrive? / How many days does $s allow for a complaint? / What "
        "limit does $s set for claims? / Under $s, how long do customers have to make a claim?",
        "Claims under $s must be made within $v days.",
    ),
    relation(
        "terms",
        "price",
        "The fee under $s is $v. / $S costs $v. / Under $s you pay a fee of $v. / $S - fee: $v / "
        "A charge of $v is part of $s. / $S provides for a charge of $v. / According to $s, "
        "customers pay $v. / Under $s a sum of $v is charged. / Those who use $s are charged $v. "
        "/ For $s a fee of $v has to be paid. / It costs $v to make use of $s. / $S is not free: "
        "it costs $v. / The cost of $s to the customer is $v. / $S sets the handling charge at "
        "$v. / The small print of $s mentions a fee of $v. / Under $s customers are charged $v. "
        "/ The charge that $s provides for is $v. / According to the small print, a fee of $v is "
        "part of $s.",
        "What does $s cost? / What is the fee under $s? / How much does one pay under $s? / $S - "
        "fee? / Which charge does $s provide for? / Tell me the cost of $s. / How much is "
        "charged under $s? / What sum has to be paid for $s? / Is there a charge for $s, and how "
        "much is it? / How much money will $s cost me? / What fee does the small print of $s "
        "mention? / Any idea how expensive $s is? / Name the fee that belongs to $s. / How high "
        "is the handling charge of $s? / I need to know how much customers pay according to $s. "
        "/ How much are customers charged under $s? / What is the cost of $s to a customer? / "
        "What fee has to be paid under $s?",
        "The fee under $s is $v.",
    ),
    relation(
        "terms",
        "email",
        "Questions about $s go to $v. / For help with $s, write to $v. / $S - contact: $v / Send "
        "an email to $v if you have a question about $s. / Anyone who wants to know more about "
        "$s can write to $v. / The email address for $s is $v. / Under $v you get answers about "
        "$s. / Claims under $s should be sent by email to $v. / If you have trouble with $s, "
        "contact $v. / Please send complaints about $s to $v. / The contact address given in $s "
        "is $v. / To make use of $s, simply email $v. / All mail about $s is read at $v. / The "
        "last page of $s gives an email address: $v. / $S names $v as the address for all "
        "claims. / An email to $v is enough for a claim under $s. / For questions about $s "
        "contact $v. / Mail about $s should be sent to $v.",
        "Where do I send questions about $s? / What is the email address for $s? / To which "
        "address should I write about $s? / $S - contact? / Where can one get help with $s? / "
        "Tell me where to send a claim under $s. / To what address do I send an email about $s? "
        "/ Which contact address is given in $s? / I have a question about $s; where do I send "
        "it? / Give me an address for complaints about $s. / Any idea where mail about $s has to "
        "go? / Name the email address that belongs to $s. / At which address are questions about "
        "$s answered? / How can I contact someone about $s by email? / I need the address for "
        "claims under $s. / To which email address do questions about $s go? / Where should "
        "complaints about $s be sent? / What address should one contact about $s?",
        "Questions about $s go to $v.",
    ),
    relation(
        "terms",
        "person",
        "The person responsible for $s is $v. / $v is in charge of $s. / $S was drawn up by the "
        "lawyer $v, who looks after it. / $S - responsible: $v / At the office it is $v who "
        "deals with $s. / $v takes care of everything to do with $s. / The responsibility for $s "
        "lies with $v. / $v handles all claims under $s. / If there is a problem with $s, ask "
        "for $v. / The clerk who looks after $s is $v. / $S is in the care of $v[, who has a "
        "desk upstairs|]. / Complaints about $s land on the desk of $v. / $v answers for $s. / "
        "The company has put $v in charge of $s. / Whoever calls about $s is put through to $v. "
        "/ The one who handles $s is $v. / It is $v who is responsible for $s. / At the company, "
        "$v looks after $s.",
        "Who is responsible for $s? / Who is in charge of $s? / Who deals with $s? / $S - who is "
        "responsible? / Whom should I ask for if there is a problem with $s? / Tell me who looks "
        "after $s. / With whom does the responsibility for $s lie? / Which person handles claims "
        "under $s? / Name the person in charge of $s. / Who takes care of $s? / On whose desk do "
        "complaints about $s land? / I have to speak to someone about $s; who is it? / In whose "
        "care is $s? / Any idea who answers for $s? / By whom are claims under $s handled? / Who "
        "at the company looks after $s? / What is the name of the person who deals with $s? / "
        "Who was put in charge of $s?",
        "The person responsible for $s is $v.",
    ),
    relation(
        "terms",
        "date",
        "$S has been valid since $v. / $S came into force on $v. / $S has applied since $v. / $S "
        "- valid from: $v / On $v $s came into effect. / The date from which $s counts is $v. / "
        "$S starts on $v. / $v is the first day of $s. / The start date of $s is $v. / Since $v "
        "everyone can rely on $s. / Whatever happened before $v is not covered by $s. / "
        "Customers have been protected by $s since $v. / $S took effect on $v[ after a long "
        "delay|]. / On its first page $s gives $v as the date on which it begins. / For anything "
        "bought after $v, $s applies. / The date on which $s came into effect is $v. / $S has "
        "been in force since $v. / The first day on which $s applies is $v.",
        "Since when has $s been valid? / When did $s come into force? / From which date does $s "
        "apply? / $S - valid from when? / What is the start date of $s? / Tell me the date on "
        "which $s took effect. / From what day does $s count? / When does $s start? / On which "
        "date did $s come into effect? / I need to know since what date $s has applied. / Any "
        "idea when $s began? / Name the first day of $s. / Date from which $s is in force? / "
        "Since when can customers rely on $s? / What is the date when $s begins? / On what day "
        "did $s take effect? / Since which date has $s been in force? / On which day did $s "
        "start to apply?",
        "$S has been valid since $v.",
    ),
    relation(
        "terms",
        "years",
        "$S lasts for $v. / $S runs for $v. / You are covered by $s for $v. / $S - duration: $v "
        "/ For $v you can rely on $s. / $S ends after $v. / Once $v have passed, $s is over. / "
        "$S covers a period of $v. / The term of $s is $v. / Customers are protected by $s for "
        "$v. / It takes $v until $s runs out. / The length of $s was set at $v. / $S holds good "
        "for $v [and no longer|from then on]. / Keep the receipt, for $s goes on for $v. / The "
        "makers of $s promise that it will hold for $v. / The period that $s covers is $v. / "
        "After $v have passed, $s runs out. / For $v customers are covered by $s.",
        "How long does $s last? / For how long does $s run? / How many years does $s cover? / $S "
        "- duration? / What is the term of $s? / Tell me how long $s holds good. / After how "
        "many years does $s run out? / For how many years am I protected by $s? / What length "
        "was set for $s? / When is $s over, after how many years? / For how long can one rely on "
        "$s? / Name the period that $s covers. / How many years are there in the term of $s? / "
        "Any idea how long $s goes on? / I wonder for how many years $s lasts. / How many years "
        "does it take until $s runs out? / How long is one covered by $s? / For how long are "
        "customers protected by $s?",
        "$S lasts for $v.",
    ),
)
