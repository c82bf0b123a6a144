"""Still more wordings of what texts tell of people."""

from __future__ import annotations

from models.demo.corpus.relation import Wordings, wordings

MORE_OF_PEOPLE: dict[str, Wordings] = {
    "$s speaks $v.": wordings(
        "$s - [language|mother tongue]: $v. / $v is the mother tongue of $s. / $s talks "
        "[only|mostly] in $v. / $s is fluent in $v. / The words that $s uses are all $v. / As a "
        "speaker of $v, $s [helps the tourists|is often asked to translate]. / If you write to "
        "$s, please do it in $v. / $s has a good command of $v. / $s can read and write in $v. / "
        "The parents of $s spoke $v with their child. / Who wants to talk with $s must speak $v. "
        "/ $s took lessons in $v and can now speak it well. / With friends and family $s chats "
        "in $v. / The language in which $s writes is $v. / $s speaks $v at home. / As a child $s "
        "learned to speak $v.",
        "What is $s's mother tongue? / In what language does $s chat? / Language of $s? / What "
        "language is spoken by $s? / $s speaks which language? / Which tongue does $s speak? / "
        "[Remind me|Tell me again] what language $s speaks. / In which language is $s fluent? / "
        "What language should a letter to $s be in? / Of which language does $s have a good "
        "command? / I have a call with $s: which language will it be in? / Find out the language "
        "$s understands. / Which language can $s read and write? / What language does $s know "
        "well? / Which language did $s learn as a child? / In what language does $s talk with "
        "friends?",
    ),
    "$s plays the $v.": wordings(
        "$s - instrument: $v. / $s is a good player of the $v. / The instrument on which $s "
        "makes music is the $v. / $s takes lessons on the $v [every Tuesday|with a famous "
        "teacher]. / When $s picks up the $v, everyone falls silent. / $s performs on the $v. / "
        "$s bought a second-hand $v and began to play. / The neighbours complain when $s plays "
        "the $v [at night|too loudly]. / At school $s chose the $v as a musical instrument. / "
        "For years $s has made music with a $v. / $s can play one instrument, the $v. / The $v "
        "in the corner belongs to $s, who plays it daily. / $s joined the band as a player of "
        "the $v. / In the band one can hear $s play the $v. / $s plays an instrument, and it is "
        "the $v. / $s has practised the $v since childhood.",
        "What instrument does $s perform on? / On what does $s make music? / Instrument of $s? / "
        "$s plays which instrument? / Which instrument did $s take lessons on? / [Remind me|Tell "
        "me again] what instrument $s plays. / What musical instrument can $s play? / Which "
        "instrument did $s choose at school? / With which instrument did $s join the band? / I "
        "forgot which instrument it is that $s plays. / Find out on which instrument $s "
        "performs. / What sort of instrument does $s own and play? / When $s makes music, on "
        "which instrument is it? / What instrument does $s have in the band? / Which instrument "
        "did a teacher show $s? / What does $s play at the concert?",
    ),
    "The email address of $s is $v.": wordings(
        "$s - [email|e-mail|mail]: $v. / You can write $s an email: $v. / $s's mailbox is $v. / "
        "$s receives electronic mail under $v. / For questions to $s, please mail $v. / $s "
        "replies to emails sent to $v [within a day|when there is time]. / On the business card "
        "of $s stands the email address $v. / My email, writes $s, is $v. / If you would like to "
        "email $s, type $v. / $s gets mail on the computer at $v. / An email to $v will reach "
        "$s. / Please forward this to $s, whose address is $v. / $s signed up with the email "
        "address $v. / The email address that $s uses is $v. / $s reads the emails that come to "
        "$v. / One can write to $s by email at $v.",
        "$s's e-mail, please. / Email of $s? / How do I email $s? / Where can I mail $s? / What "
        "address does $s use for email? / I want to write $s an email: what is the address? / "
        "[Remind me of|Look up] $s's email address. / Under which address does $s receive "
        "electronic mail? / [Has anyone got|Have you got] an email address for $s? / What do I "
        "type in to send $s an email? / Find out the email address $s gave. / With which email "
        "address did $s sign up? / What is $s's mailbox? / What email address did $s leave? / "
        "What is the address for an email to $s? / Which address do I use to contact $s by "
        "email?",
    ),
    "$s is married to $v.": wordings(
        "$s - [spouse|married to]: $v. / $s tied the knot with $v. / The wedding ring on the "
        "hand of $s came from $v. / Last summer $s and $v got married. / $v became the spouse of "
        "$s. / The person $s married is $v. / $s walked down the aisle with $v. / $s has a "
        "husband or wife by the name of $v. / After a long engagement $s wed $v. / Together with "
        "$v, the lawful spouse, $s [bought a house|has three children]. / $s met $v at a dance, "
        "and a year later they were husband and wife. / $v is married to $s [and very "
        "happy|these days]. / The better half of $s is called $v. / The name of $s's spouse is "
        "$v. / $s and $v have been married for ten years. / In June $s took the hand of $v and "
        "they were wed.",
        "Who did $s marry? / Who is the husband or wife of $s? / Spouse of $s? / With whom did "
        "$s tie the knot? / $s is married to whom? / Whose [husband or wife|spouse] is $s? / "
        "[Remind me|Tell me again] who $s is married to. / Who walked down the aisle with $s? / "
        "Who is the better half of $s? / I forgot the name of $s's husband or wife. / Who became "
        "$s's spouse? / Who said yes to $s at the wedding? / Find out which person $s got "
        "married to. / What is the name of the spouse of $s? / Who exchanged rings with $s at "
        "the wedding? / With whom has $s been married for years?",
    ),
    "$s is $v tall.": wordings(
        "$s - [height|body height]: $v. / $s is a person of $v in height. / From the floor to "
        "the top of the head, $s measures $v. / The tape measure showed $v when $s stood against "
        "it. / $s stands at $v. / $s's height: $v. / At $v, $s [fits through every door|is not "
        "the tallest in the family]. / On the form $s wrote a height of $v. / The tailor noted "
        "that $s was $v tall. / $s grew and grew and stopped at $v. / In height, $s comes to $v. "
        "/ $s is exactly $v tall, [no more and no less|which surprises many]. / Being $v tall, "
        "$s [likes long beds|sits in the back row]. / The height of $s was measured as $v. / In "
        "the passport it says that $s is $v tall. / From head to toe $s reaches $v.",
        "What's $s's height? / Height of $s? / How many centimetres tall is $s? / [Does anyone "
        "know|Have you noted] the height of $s? / What does the tape measure show for $s? / "
        "[Remind me|Tell me again] how tall $s is. / $s is how tall? / How high is the top of "
        "$s's head above the floor? / What height did $s write on the form? / I need the height "
        "of $s for a coat. / Measure $s: how tall? / Find out the body height of $s. / What is "
        "$s's size from head to toe? / What height did the doctor measure for $s? / How tall "
        "does $s stand without shoes? / How much does $s measure in height?",
    ),
    "The favourite color of $s is $v.": wordings(
        "$s - favourite [colour|color]: $v. / The colour that $s holds dear is $v. / $s loves "
        "everything that is $v. / The colour $s picks every time is $v. / $s would paint the "
        "whole world $v. / Nearly all the clothes that $s wears are $v, the best-loved color. / "
        "$s has a liking for the color $v. / For $s the most beautiful colour is $v. / Give $s a "
        "box of pens, and the $v one is used first. / In the eyes of $s no colour beats $v. / "
        "When it comes to colours, $s is all for $v. / $s bought a $v coat because it is the "
        "nicest of all colors. / $s thinks that $v is the finest color. / $s likes the color $v "
        "more than any other. / $s always asks for the color $v. / At home $s chose $v for the "
        "walls as a favourite color.",
        "What's $s's favourite colour? / Favourite colour of $s? / Which colour is number one "
        "for $s? / What colour should a present for $s be? / [Remind me|Tell me again] which "
        "colour $s loves. / In what colour would $s paint the world? / Which color does $s find "
        "the most beautiful? / I am buying a scarf for $s: what is the best colour? / Which "
        "colour does $s always pick? / In which colour does $s feel happiest? / Find out the "
        "colour that $s prefers. / What color does $s have a liking for? / When it comes to "
        "colors, what is $s's choice? / What is the color that $s likes? / Which color did $s "
        "give as the favourite? / Which color would $s choose for the walls?",
    ),
    "The member number of $s is $v.": wordings(
        "$s - [member no.|membership number|member number]: $v. / $s holds membership number $v. "
        "/ $s's membership number is $v. / Our member $s can be looked up under $v. / The card "
        "that $s shows at the door bears the number $v. / $s joined the club as number $v. / To "
        "sign in as $s, enter the member number $v. / $v is printed on the club pass of $s. / "
        "The library card of $s carries the member number $v. / Member: $s. Number: $v. / The "
        "membership of $s is filed as number $v. / As a club member $s [is known as|goes by] "
        "number $v. / Nobody but $s has the member number $v. / The club gave $s the member "
        "number $v. / $s is listed with the member number $v. / On the badge of $s one reads the "
        "member number $v.",
        "What is $s's membership number? / Member number of $s? / Membership no. of $s? / Which "
        "number does $s's membership card bear? / Under which number is $s filed as a member? / "
        "[Remind me of|Look up] the membership number of $s. / I need $s's member number for the "
        "form. / Which member number goes with $s? / Which number do I enter to sign in as $s? / "
        "As which number is $s listed among the members? / Find out with what member number $s "
        "joined. / What stands on the membership card of $s? / Which member number does the list "
        "give for $s? / What number belongs to the member $s? / Under what member number can $s "
        "be found in the files? / With which number is $s a member of the club?",
    ),
}
