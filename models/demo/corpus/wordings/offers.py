"""What texts tell of job offers."""

from __future__ import annotations

from models.demo.corpus.relation import relation

OFFERS = (
    relation(
        "offer",
        "price",
        "The pay for $s is $v a month. / $S brings $v a month. / You earn $v a month in $s. / $S "
        "- salary: $v / The monthly salary in $s is $v. / Whoever gets $s will be paid $v a "
        "month. / $S is paid at $v a month. / The wages for $s come to $v a month. / Each month "
        "$v are paid for $s. / Those who take $s can expect $v a month. / Before tax $s brings "
        "in $v a month. / For $s they offer a salary of $v a month. / The salary offered with $s "
        "is $v a month. / $S comes with pay of $v a month. / With $v a month, $s is "
        "[well|fairly] paid. / The wages offered with $s are $v a month. / For $s one is paid a "
        "salary of $v. / Each month you earn $v in $s.",
        "How much is the pay for $s? / What does one earn in $s? / How much does $s pay? / $S - "
        "salary? / What is the monthly salary in $s? / Tell me how much you get for $s. / What "
        "wages are offered with $s? / How much money does $s bring? / How well is $s paid? / I "
        "might apply for $s; what would I earn? / Name the salary for $s. / How much per month "
        "is paid for $s? / Any idea what the wages for $s are? / What pay can I expect in $s? / "
        "How much would they pay me in $s? / What salary do they offer for $s? / How much can "
        "one earn in $s each month? / What is the pay that comes with $s?",
        "The pay for $s is $v a month.",
    ),
    relation(
        "offer",
        "date",
        "Applications for $s are accepted until $v. / You can apply for $s until $v. / The "
        "deadline for $s is $v. / $S - apply by: $v / Anyone interested in $s should apply by "
        "$v. / After $v it is too late to apply for $s. / Please send your application for $s "
        "before $v. / Letters about $s must arrive by $v. / $v is the last day to apply for $s. "
        "/ $S will be open to applicants until $v. / Those who want $s have until $v to write. / "
        "The closing date of $s is $v. / Applications for $s that arrive after $v will not be "
        "read. / Hurry if you want $s, because the deadline is $v. / The last applications for "
        "$s can be sent on $v. / Letters from applicants for $s are accepted until $v. / The "
        "last day for applications for $s is $v. / Until $v anyone can apply for $s.",
        "Until when can I apply for $s? / What is the deadline for $s? / By what date must I "
        "apply for $s? / $S - apply by when? / When is the closing date of $s? / Tell me the "
        "last day to apply for $s. / How long are applications for $s accepted? / By when do "
        "letters about $s have to arrive? / When will it be too late to apply for $s? / Name the "
        "deadline for $s. / I am interested in $s; until when can I write? / On what date do "
        "applications for $s close? / Any idea how long $s is open to applicants? / Deadline for "
        "applications for $s? / Before which date should an application for $s be sent? / By "
        "which day must applications for $s arrive? / Until what date is $s open to applicants? "
        "/ What is the last date for an application for $s?",
        "Applications for $s are accepted until $v.",
    ),
    relation(
        "offer",
        "email",
        "Applications for $s go to $v. / To apply for $s, write to $v. / Send your application "
        "for $s to $v. / $S - apply at: $v / If you want $s, email your papers to $v. / The "
        "address for applications for $s is $v. / Applicants for $s should write to $v. / "
        "Letters about $s are read at $v. / For more about $s, contact $v. / An email to $v is "
        "enough to apply for $s. / Interested in $s? Then send your papers to $v. / Questions "
        "about $s are answered at $v. / The people who offer $s can be reached at $v. / Please "
        "use the address $v for all mail about $s. / Under $v you can apply for $s[, but not by "
        "phone|]. / Applicants for $s send an email to $v. / The papers for $s should be sent to "
        "$v. / To reach the people who offer $s, email $v.",
        "Where do I send an application for $s? / To which address should one write to apply for "
        "$s? / What is the email address for $s? / $S - apply where? / Where can I apply for $s? "
        "/ Tell me where to send my papers for $s. / How can one contact the people who offer "
        "$s? / At which address are questions about $s answered? / I want to apply for $s; what "
        "address do I use? / Name the address for applications for $s. / Any idea where mail "
        "about $s has to go? / To which address do I send an email if I want $s? / Which contact "
        "is given for $s? / To what email address should applicants for $s write? / I need an "
        "address for an application for $s. / Where should the papers for $s be sent? / To which "
        "email address do applications for $s go? / At what address can I reach the people who "
        "offer $s?",
        "Applications for $s go to $v.",
    ),
    relation(
        "offer",
        "small",
        "The working time in $s is $v hours a week. / In $s one works $v hours a week. / $S is "
        "for $v hours a week. / $S - hours per week: $v / You would work $v hours a week in $s. "
        "/ $S takes up $v hours every week. / The contract for $s says $v hours a week. / Each "
        "week has $v working hours in $s. / $S means $v hours of work a week. / Whoever takes $s "
        "has to work $v hours a week. / They want someone to do $s for $v hours a week. / With "
        "its $v hours a week, $s [leaves time for a family|suits many]. / $S keeps you busy for "
        "$v hours a week. / $S asks for $v hours of your week. / A week of $v hours is normal in "
        "$s. / In $s the contract is for $v hours a week. / Whoever does $s is busy for $v hours "
        "a week. / Every week you would work for $v hours in $s.",
        "How many hours a week does one work in $s? / What is the working time in $s? / For how "
        "many hours a week is $s? / $S - hours per week? / How much time does $s take up each "
        "week? / Tell me how many hours I would work in $s. / How many working hours does $s "
        "have? / How many hours long is the working week in $s? / What does the contract for $s "
        "say about hours? / How many hours of work does $s mean? / Any idea how many hours $s "
        "asks for? / Name the weekly hours of $s. / I need to know how long one has to work in "
        "$s. / For how many hours a week would $s keep me busy? / Weekly working hours in $s? / "
        "How many hours would I have to work in $s every week? / How many hours are in the "
        "contract for $s? / What are the working hours per week in $s?",
        "The working time in $s is $v hours a week.",
    ),
    relation(
        "offer",
        "language",
        "The language needed for $s is $v. / For $s you must speak $v. / $S asks for good $v. / "
        "$S - language: $v / Applicants for $s should know $v. / Without $v there is no chance "
        "to get $s. / You can only get $s if you speak $v. / In $s everybody talks $v. / The "
        "customers you meet in $s speak $v. / Good $v is a must for $s. / Whoever applies for $s "
        "has to understand $v. / In $s all letters are written in $v. / A knowledge of $v is "
        "required for $s. / They test your $v before you get $s. / If your $v is good, you may "
        "apply for $s. / For $s a good knowledge of $v is needed. / You have to know $v to get "
        "$s. / Only applicants who speak $v can get $s.",
        "Which language is needed for $s? / What language must I speak for $s? / Which language "
        "does $s ask for? / $S - language? / What language should applicants for $s know? / Tell "
        "me which language one needs in $s. / In what language are letters written in $s? / What "
        "language do people talk in $s? / Name the language that is required for $s. / Knowledge "
        "of which language is a must for $s? / What do I have to speak if I want $s? / I might "
        "apply for $s; which language do I need? / Any idea what language they test for $s? / In "
        "which tongue do they talk in $s? / Which language has to be good if one applies for $s? "
        "/ What language does one have to know to get $s? / What language is required for $s? / "
        "Which language do applicants for $s need to speak?",
        "The language needed for $s is $v.",
    ),
    relation(
        "offer",
        "job",
        "For $s they want a $v. / $S is for a $v. / $S is meant for a trained $v. / $S - "
        "profession: $v / They are looking for a $v to fill $s. / $S needs a $v. / Only a $v can "
        "get $s. / Whoever takes $s will work as a $v. / $S is open to any good $v. / In $s you "
        "would be a $v. / To get $s one must be a $v by trade. / $S is [just|the very thing] for "
        "somebody who has worked as a $v before. / A $v is wanted for $s. / As a $v you should "
        "apply for $s. / The profession asked for in $s is $v. / For $s they are looking for a "
        "trained $v. / In $s one works as a $v. / To fill $s, a good $v is needed.",
        "What profession is $s for? / Whom do they want for $s? / As what would I work in $s? / "
        "$S - which profession? / What kind of worker is wanted for $s? / Tell me what trade one "
        "must have for $s. / What must one be by trade to get $s? / Which profession is asked "
        "for in $s? / For whom is $s meant? / What would my profession be in $s? / Whom are they "
        "looking for to fill $s? / Name the profession that $s is for. / Any idea what sort of "
        "worker $s needs? / I need to know what one works as in $s. / To which trade is $s open? "
        "/ As what does one work in $s? / What trade is $s meant for? / What profession is "
        "needed to fill $s?",
        "For $s they want a $v.",
    ),
)
