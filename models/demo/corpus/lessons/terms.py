"""More wordings of what texts tell of a terms, and of how it is asked for."""

from __future__ import annotations

from models.demo.corpus.relation import Wordings, wordings

TERMS: dict[str, Wordings] = {
    "Claims under $s must be made within $v days.": wordings(
        "The last chance to claim under $s comes after $v days. / $S requires claims to be filed"
        " in no more than $v days. / A customer who waits longer than $v days loses every claim "
        "under $s. / The deadline for a claim under $s is $v days. / To benefit from $s, hand in"
        " your complaint within $v days. / You get $v days to report a fault under $s.",
        "What is the deadline for claims under $s? / $s claim deadline? / How long do I get to "
        "report a fault under $s? / In what number of days should a complaint under $s be handed"
        " in? / How many days may pass before my right to claim under $s is lost? / $S gives "
        "customers how many days for claiming? / Something broke; how fast do I have to report "
        "it under $s? / Until what day after the purchase are claims accepted under $s? / Are "
        "claims under $s limited to a certain number of days, and to how many? / What is the "
        "maximum wait, in days, for filing a claim under $s? / How soon must a claim be filed "
        "according to $s? / Complete: a claim under $s has to be made within ... days. / State "
        "the claim window of $s. / How many days do buyers get to file something under $s?",
    ),
    "The fee under $s is $v.": wordings(
        "The customer is billed $v under $s. / A payment of $v is required by $s. / $S comes at "
        "a price of $v. / Be ready to pay $v if you rely on $s. / The amount due under $s is $v."
        " / Every use of $s is billed at $v.",
        "$s cost? / What amount is due under $s? / How much will I be billed under $s? / What "
        "payment is required by $s? / At what price does $s come? / Is $s free of charge, or "
        "what is the price? / What will I be out of pocket if I use $s? / $S - how much do they "
        "take for it? / Before I sign, how much money do they want for $s? / How large a payment"
        " does the customer owe for $s? / Quote the rate that applies under $s. / Complete with "
        "a sum: using $s costs ... / What does the customer spend on $s? / State the amount of "
        "the charge in $s.",
    ),
    "Questions about $s go to $v.": wordings(
        "The inbox for questions about $s is $v. / Somebody at $v will explain $s to you [by "
        "return|within a day]. / Mail concerning $s should be addressed to $v. / $S can be "
        "discussed by writing to $v. / Details of $s may be requested from $v. / Messages about "
        "$s reach us at $v.",
        "$s email? / Which inbox receives mail concerning $s? / Where may I request details of "
        "$s in writing? / How do I get in touch about $s online? / What e-mail do I type in to "
        "ask something about $s? / $S is confusing; which address answers queries by mail? / "
        "Messages about $s should be addressed to what mailbox? / Whom do I email regarding $s, "
        "and at what address? / Is there an electronic address for matters of $s? / Give the "
        "mail contact printed in $s. / I'd like to write a message concerning $s; where should "
        "it go? / Complete: for information on $s, send an email to ... / Through which email "
        "can customers reach those who explain $s? / Where can I complain about $s by email?",
    ),
    "The person responsible for $s is $v.": wordings(
        "All matters of $s are managed by $v. / The expert for $s in our house is $v. / $v has "
        "been named as the person who manages $s. / The employee who keeps an eye on $s is $v. /"
        " Your partner for all talks about $s is $v. / $v signs every decision about $s.",
        "$s responsible person? / Who manages matters of $s? / Which employee looks after $s? / "
        "Who signs the decisions about $s? / Who is the right man or woman to talk to regarding "
        "$s? / Through to whom will I be put when I phone about $s? / $S - which person has the "
        "responsibility? / What's the name of the clerk for $s? / Who has been given the job of "
        "running $s? / Who drew up $s and looks after it? / Which lawyer or clerk is behind $s? "
        "/ The boss wants to know whose job $s is. / Complete with a name: the one in charge of "
        "$s is ... / Identify the individual accountable for $s.",
    ),
    "$S has been valid since $v.": wordings(
        "$S became valid on $v. / Ever since $v, $s has been in force. / $S took hold on $v, the"
        " day it was signed. / The starting point of $s is $v. / No purchase made earlier than "
        "$v falls under $s. / $S became binding on $v.",
        "$s valid since? / When did $s become binding? / Effective date of $s? / What is the "
        "starting point of $s on the calendar? / How far back does $s reach, to which date? / "
        "Earlier than what date is nothing covered by $s? / The validity of $s commenced on what"
        " day? / $S became valid on which date? / My purchase was a while ago; from what date on"
        " does $s protect it? / When was $s introduced? / Since what day have people been "
        "covered by $s? / Complete with a date: $s has been in force since ... / Look up the day"
        " on which $s became law between us. / When did the protection of $s begin?",
    ),
    "$S lasts for $v.": wordings(
        "$S remains in force for $v. / The lifetime of $s is $v. / $S expires after $v. / When "
        "$v are up, $s no longer helps you. / $S stays valid for $v. / You enjoy the protection "
        "of $s for $v [in all|altogether].",
        "$s duration in years? / When does $s expire, how many years on? / What is the lifetime "
        "of $s? / For what length of time does $s remain in force? / How many years of "
        "protection do I get from $s? / $S stays valid for how long? / How long may I enjoy the "
        "protection of $s? / How many years before $s no longer helps me? / Over how many years "
        "does $s extend? / How long should I keep the receipt because of $s? / Tell us the "
        "validity period of $s. / Complete: the whole duration of $s is ... / The makers promise"
        " that $s will hold for what time? / Does $s end at some point, and after what time?",
    ),
}
