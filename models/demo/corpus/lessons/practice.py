"""More wordings of what texts tell of a practice, and of how it is asked for."""

from __future__ import annotations

from models.demo.corpus.relation import Wordings, wordings

PRACTICE: dict[str, Wordings] = {
    "For an appointment at $s, call $v.": wordings(
        "Book your visit to $s by telephone: $v. / $S takes bookings on $v. / The telephone line"
        " of $s is $v. / Feeling sick? $v connects you with $s. / The receptionist of $s answers"
        " at $v. / To arrange a visit to $s, dial $v.",
        "What's the telephone line of $s? / How can I book a visit to $s over the phone, on "
        "which number? / What digits connect me with $s? / $S - tel.? / At what number does the "
        "receptionist of $s answer? / I want to cancel my booking at $s; where do I ring? / "
        "Contact number of $s? / Before coming to $s, which number should be dialled? / My child"
        " has a fever, so I must telephone $s - on which number? / Which phone line takes "
        "bookings for $s? / To arrange an appointment at $s, one should dial ... / In the "
        "directory, which phone number stands beside $s? / Is there a number by which $s can be "
        "phoned, and what is it? / How can a patient contact $s by telephone?",
    ),
    "$S is in $v Street.": wordings(
        "$S can be found on $v Street. / Tell the taxi driver to take you to $v Street, where $s"
        " is. / $S opened its doors in $v Street. / Letters to $s are delivered to $v Street. / "
        "The building that houses $s stands in $v Street. / $S is situated in $v Street, [on the"
        " corner|on the left].",
        "Where is $s situated? / What street do I tell the taxi driver for $s? / $S - street? / "
        "Where are letters to $s delivered? / On which street can $s be found? / Whereabouts is "
        "the building that houses $s? / I want to visit $s; what road do I take? / How do I get "
        "to $s? / What's the location of $s? / Into which street do I turn to reach $s? / Where "
        "did $s open its doors? / Which road leads to the entrance of $s? / $S can be found in "
        "the street called ... / Point me to $s, which street is it?",
    ),
    "Consultations at $s begin at $v.": wordings(
        "Opening time at $s is $v. / $S opens its doors to patients at $v. / The first "
        "appointment of the day at $s is at $v. / Turn up at $s at $v, for that is when "
        "consultations start. / $S starts treating people at $v. / Doctors at $s are available "
        "from $v.",
        "What's the opening time of $s? / When are the doors of $s opened to patients? / $S - "
        "opens at? / From what hour are doctors available at $s? / When is the earliest "
        "appointment of the day at $s? / What time can I turn up at $s to be treated? / How soon"
        " in the morning does $s start treating people? / When do they unlock the door for "
        "patients at $s? / I have to go to work early; from what time could I be seen at $s? / "
        "Opening hour of $s? / Consultations at $s commence when? / At what o'clock does the day"
        " begin for the doctors at $s? / $S starts seeing patients at ... / Until what time is "
        "$s still closed in the morning?",
    ),
    "The waiting time at $s is $v.": wordings(
        "$S makes people wait $v before they are seen. / You sit around for $v at $s before it "
        "is your turn. / Between arriving at $s and seeing the doctor lie $v. / The queue at $s "
        "takes $v. / $S warns of a wait of $v. / Be patient at $s: your turn comes after $v.",
        "How long is the queue at $s, in time? / How long before it is my turn at $s? / $S - how"
        " long a wait? / How much patience must one bring to $s, in minutes? / What length of "
        "wait does $s warn of? / Between arriving at $s and seeing the doctor, how much time "
        "passes? / I want to bring a book to $s; for how many minutes will I read? / What delay "
        "should patients of $s reckon with? / How soon after arrival will a doctor at $s see me?"
        " / Is the wait at $s short or long, and how long exactly? / How long do people sit "
        "around at $s before being treated? / Before someone is seen at $s it usually takes ... "
        "/ Average wait at $s? / What's the duration of waiting at $s?",
    ),
    "$S accepts the insurance of $v.": wordings(
        "A policy with $v is valid at $s. / $S is a partner of the health insurer $v. / $S only "
        "deals with one insurer, $v. / Being covered by $v, you need not pay anything at $s. / "
        "The receptionist of $s asks for proof of insurance with $v. / Claims for treatment at "
        "$s are settled by $v.",
        "What health plan is valid at $s? / Which insurer is a partner of $s? / $S - insurer? / "
        "Whose policy must patients hold at $s? / Who settles the claims for treatment at $s? / "
        "What coverage do I need for $s, from which company? / Which insurance provider does $s "
        "deal with? / Insurance accepted at $s? / Patients of $s are usually covered by whom? / "
        "I want to be treated at $s without paying myself; who must be my insurer? / Whose "
        "insured are welcome at $s? / The insurance that is taken at $s comes from ... / Proof "
        "of insurance with which company does $s ask for? / Who reimburses $s for treating "
        "patients?",
    ),
}
