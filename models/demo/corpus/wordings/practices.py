"""What texts tell of doctors' practices and hospitals."""

from __future__ import annotations

from models.demo.corpus.relation import relation

PRACTICES = (
    relation(
        "practice",
        "phone",
        "For an appointment at $s, call $v. / Patients of $s make appointments by phone on $v. "
        "/ The phone number of $s is $v. / $S - appointments: $v / To see a doctor at $s, ring "
        "$v first. / $S answers calls from patients on $v. / If you feel ill, phone $s at $v. / "
        "Dial $v to be put through to $s. / The number of the front desk at $s is $v. / You can "
        "reach $s by phone on $v. / Patients ring $s on $v. / Write down $v, the number of $s. "
        "/ If you cannot come to $s, please call $v and tell the nurse. / $v is the number on "
        "which $s can be phoned. / A nurse at $s picks up the phone when you dial $v. / To make "
        "an appointment with $s, dial $v. / Patients can phone the front desk at $s on $v. / "
        "Call $s on $v.",
        "What is the phone number of $s? / How do I make an appointment at $s? / Which number "
        "do I call for $s? / $S - phone number? / On what number can one reach $s? / Tell me "
        "what to dial for an appointment at $s. / I am ill and have to phone $s; what is the "
        "number? / Give me the number of $s. / Under which number does $s answer calls? / What "
        "number do patients of $s ring? / How can I get through to $s by phone? / Number for "
        "appointments at $s? / Do you have the telephone number of $s? / Which number has the "
        "front desk at $s? / I cannot come to $s and want to call them, on what number? / What "
        "number should patients dial for $s? / On which number can $s be phoned? / Which number "
        "do patients dial to call the front desk at $s?",
        "For an appointment at $s, call $v.",
    ),
    relation(
        "practice",
        "invented",
        "$S is in $v Street. / You find $s in $v Street. / The address of $s is $v Street. / $S "
        "- address: $v Street / $S has moved to $v Street. / To get to $s, walk down $v Street. "
        "/ In $v Street, [behind the park|next to the bank], you will see $s. / Patients of $s "
        "have to go to $v Street. / The rooms of $s are in $v Street. / $S has its rooms in $v "
        "Street. / The bus to $s stops in $v Street. / The entrance of $s is in $v Street. / If "
        "you need $s, turn into $v Street. / The street in which $s lies is $v Street. / A sign "
        "in $v Street shows the way into $s. / The way to $s leads through $v Street. / $S can "
        "be found in $v Street. / Patients find the entrance of $s in $v Street.",
        "In which street is $s? / What is the address of $s? / Where is $s? / $S - address? / "
        "To which street must I go for $s? / Tell me in what street $s is. / How do I find $s, "
        "in what street? / Where do patients of $s have to go? / Name the street of $s. / I "
        "need the address of $s. / Any idea where $s has moved? / In what street are the rooms "
        "of $s? / Where should I walk to get to $s? / Where does the bus to $s stop? / Which "
        "street does $s lie in? / In which street can one find $s? / What is the street of $s "
        "called? / Where is the entrance of $s?",
        "$S is in $v Street.",
    ),
    relation(
        "practice",
        "time",
        "Consultations at $s begin at $v. / $S sees its first patients at $v. / $S - "
        "consultations from $v / The doctors at $s start work at $v. / From $v on you can see a "
        "doctor at $s. / $S receives patients from $v. / You may come to $s without an "
        "appointment from $v. / At $v the first patient is called in at $s. / Surgery hours at "
        "$s start at $v. / Be at $s by $v, when the doctors begin. / Nobody is treated at $s "
        "before $v. / The waiting room of $s opens at $v. / At $s a nurse opens the waiting "
        "room at $v. / The working day of the doctors at $s starts at $v. / Patients are seen "
        "at $s from $v onwards. / At $v the doctors at $s see the first patient. / Before $v no "
        "doctor works at $s. / The doctors of $s receive patients from $v.",
        "When do consultations at $s begin? / From what time can I see a doctor at $s? / When "
        "does $s see its first patients? / $S - consultations from when? / At what time do the "
        "doctors of $s start work? / Tell me when surgery hours begin at $s. / From when does "
        "$s receive patients? / How early can one be treated at $s? / What time does the "
        "waiting room of $s open? / I want to be the first patient: when should I be at $s? / "
        "When is the first patient called in at $s? / Start of surgery hours at $s? / Any idea "
        "how early the doctors begin at $s? / Name the time from which $s sees patients. / At "
        "what hour does work start at $s? / From what time are patients seen at $s? / When do "
        "the doctors at $s begin? / At what time can the first patient see a doctor at $s?",
        "Consultations at $s begin at $v.",
    ),
    relation(
        "practice",
        "minutes",
        "The waiting time at $s is $v. / Patients at $s wait $v. / At $s you have to wait for "
        "$v. / $S - waiting time: $v / It takes $v until a doctor at $s has time for you. / "
        "Expect to sit in the waiting room of $s for $v. / The wait at $s is about $v. / At $s "
        "it is [usually|often] $v before one is called in. / People spend $v in the waiting "
        "room at $s. / On a normal day patients of $s are called after $v. / Bring a book, "
        "since the wait at $s lasts $v. / $S keeps its patients waiting for $v. / Those who go "
        "to $s must be ready to wait $v. / A patient of $s said that she had waited $v. / After "
        "$v of waiting, you see the doctor at $s. / The doctors at $s let their patients wait "
        "for $v. / After $v in the waiting room of $s one is called in. / You should expect a "
        "wait of $v at $s.",
        "How long is the waiting time at $s? / How long do I have to wait at $s? / What is the "
        "usual wait at $s? / $S - waiting time? / Tell me how long patients wait at $s. / How "
        "much time does one spend in the waiting room of $s? / After how long is a patient "
        "called in at $s? / How long does it take until one sees a doctor at $s? / I am in a "
        "hurry; how long is the wait at $s? / Any idea how long they keep you waiting at $s? / "
        "For how long do people sit in the waiting room at $s? / Give the waiting time at $s. / "
        "How many minutes should I expect to wait at $s? / How long did the patient wait at $s? "
        "/ How long does $s keep its patients waiting? / What wait should patients expect at "
        "$s? / For how long does one have to wait at $s? / How much time do patients spend "
        "waiting at $s?",
        "The waiting time at $s is $v.",
    ),
    relation(
        "practice",
        "company",
        "$S accepts the insurance of $v. / Patients insured with $v are welcome at $s. / $S "
        "works together with the insurer $v. / $S - insurance: $v / The insurer that pays for "
        "treatment at $s is $v. / If you are insured with $v, you can be treated at $s. / $S "
        "sends its bills to the insurance company $v. / $v is the health insurance that $s "
        "takes. / $v covers the costs of treatment at $s. / $S has signed a contract with $v, "
        "an insurance company. / At $s, please show your insurance card from $v. / At $s the "
        "bill is paid by $v, the insurer. / Only with an insurance from $v will $s treat you. / "
        "The insurance company of most patients at $s is $v. / The costs at $s are met by the "
        "insurance $v. / The insurance company $v pays the bills of $s. / At $s you can show an "
        "insurance card from $v. / $S treats patients who are insured with $v.",
        "Which insurance does $s accept? / What insurance company pays for treatment at $s? / "
        "With whom must I be insured to be treated at $s? / $S - which insurance? / Tell me "
        "which insurer works with $s. / Who pays the bills of $s? / Which health insurance does "
        "$s take? / Name the insurance company that $s accepts. / Who covers the costs at $s? / "
        "With which insurer does $s have a contract? / Any idea whose insurance card one can "
        "show at $s? / To which insurance company does $s send its bills? / I need to know with "
        "what insurance I can go to $s. / By which insurer are the costs at $s met? / From "
        "which company should I have an insurance for $s? / Which insurance company covers "
        "treatment at $s? / Whose insurance is accepted at $s? / With which insurance company "
        "are the patients of $s insured?",
        "$S accepts the insurance of $v.",
    ),
)
