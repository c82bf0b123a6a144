"""What texts tell of what shops sell, when they open and who owns them."""

from __future__ import annotations

from models.demo.corpus.relation import relation

SHOPS = (
    relation(
        "shop",
        "time",
        "$S opens at $v. / The doors of $s open at $v. / $v is when $s lets in the first "
        "customers. / $S - opening time: $v / From $v on, you can [shop|buy things] at $s. / "
        "Every day at $v someone unlocks $s. / Opening hours of $s: from $v. / If you come to $s "
        "before $v, nobody has opened it yet. / $S starts its day at $v[, as usual|]. / The sign "
        "on the door says that $s opens at $v. / Do not go to $s too early, because it only "
        "opens at $v. / At $v the staff open $s to the public. / $S is open from $v [until "
        "late|onwards|]. / Nobody gets into $s before $v. / $S welcomes its customers from $v[, "
        "rain or shine|]. / Customers can come to $s from $v. / The staff unlock the doors of $s "
        "at $v. / Not before $v do the doors of $s open.",
        "When does $s open? / What time does $s open? / From when is $s open? / $S - opening "
        "time? / How early can I go to $s? / I need the opening time of $s. / Any idea when $s "
        "opens its doors? / Tell me at what hour $s opens. / From what time can one shop at $s? "
        "/ When can the first customers come into $s? / Opening hours of $s: from when? / At "
        "what time do the staff unlock $s? / I want to be there early: when does $s open to the "
        "public? / Name the time when $s opens. / How early does $s let people in? / At what "
        "hour are the doors of $s unlocked? / What is the opening time of $s? / From what time "
        "are customers let into $s?",
        "$S opens at $v.",
    ),
    relation(
        "shop",
        "weekday",
        "$S is closed on $v. / $S does not open on $v. / $v is the day on which $s stays shut. / "
        "$S - closed: $v / You cannot buy anything at $s on $v. / $S [is open all week|works "
        "every day] except $v. / The weekly day off at $s is $v. / On $v the doors of $s remain "
        "locked. / Do not bother to go to $s on $v, for nobody will be there. / Each $v the "
        "staff of $s have the day off. / $S takes a rest every $v[ and opens again the next "
        "day|]. / Apart from $v, $s opens every day of the week. / On $v there is no business at "
        "$s. / A note on the door says that on $v $s is shut. / Please remember that $s never "
        "opens on $v. / On $v nobody works at $s. / The day of rest at $s is $v. / Every day of "
        "the week except $v, you can buy things at $s.",
        "On which day is $s closed? / What day is $s shut? / When in the week is $s closed? / $S "
        "- closed on? / Which day of the week does $s not open? / Tell me the day on which $s "
        "stays closed. / What is the weekly day off at $s? / On what day do the staff of $s have "
        "off? / Is there a day when $s is shut, and which? / I do not want to find it locked: on "
        "which day is $s closed? / Name the day when $s does not open. / On which weekday can "
        "one not go to $s? / Any idea which day $s is closed? / Closing day of $s? / I need to "
        "know what day of the week $s remains shut. / Which is the day of rest at $s? / On what "
        "weekday do the doors of $s stay locked? / Which day should I not go to $s?",
        "$S is closed on $v.",
    ),
    relation(
        "shop",
        "product",
        "At $s you can buy $v. / $S sells $v. / $S has $v for sale. / The shelves of $s are full "
        "of $v. / $S - goods: $v / People go to $s to buy $v. / If you are looking for $v, go to "
        "$s. / $S deals in $v[ of good quality|]. / In the window of $s one sees $v. / You can "
        "get $v at $s. / What $s sells is $v[, and nothing else|]. / The range of goods at $s: "
        "$v. / Most customers leave $s with $v in their bags. / $S offers its customers $v. / "
        "For [good|cheap|] $v, many people trust $s. / On its shelves $s has $v. / Anyone who "
        "needs $v can find them at $s. / The goods that customers buy at $s are $v.",
        "What does $s sell? / What can I buy at $s? / Which goods does $s have for sale? / $S - "
        "what do they sell? / What is on the shelves of $s? / Tell me what one can get at $s. / "
        "What do people buy at $s? / Goods sold at $s? / Name the goods that $s offers. / What "
        "sort of things does $s deal in? / I wonder what they have for sale at $s. / What might "
        "I find in the window of $s? / What do customers go to $s for? / Any idea what is sold "
        "at $s? / What is the range of goods at $s? / Which things can customers get at $s? / "
        "What kind of goods do people find at $s? / What does $s offer to its customers?",
        "At $s you can buy $v.",
    ),
    relation(
        "shop",
        "person",
        "The owner of $s is called $v. / $S belongs to $v. / $v owns $s. / $S - owner: $v / $v "
        "bought $s [some years ago|last year] and runs it now. / The person behind $s is $v. / "
        "$S is owned by $v[, who lives upstairs|]. / $v is the proud owner of $s. / As its "
        "owner, $v opens $s in person. / $S is in the hands of $v. / The name of the owner, $v, "
        "is painted over the door of $s. / It is $v who owns $s. / The business at $s is run by "
        "its owner, $v. / Ask for $v, to whom $s belongs. / For years $s has been the property "
        "of $v. / The one who owns $s is $v. / $S is run by $v, the owner. / Over the door of $s "
        "is painted the name of $v, who owns it.",
        "Who owns $s? / Who is the owner of $s? / To whom does $s belong? / $S - owner? / Who "
        "does $s belong to? / Tell me the name of the owner of $s. / What is the owner of $s "
        "called? / Whose is $s? / Who runs $s as its owner? / I need to speak to whoever owns "
        "$s; who is it? / Name the person who owns $s. / Any idea whose business $s is? / In "
        "whose hands is $s? / By whom is $s owned? / Who is the person behind $s? / What is the "
        "name of the person who owns $s? / Whose property is $s? / Who bought $s and owns it "
        "now?",
        "The owner of $s is called $v.",
    ),
    relation(
        "shop",
        "phone",
        "The telephone number of $s is $v. / You can call $s on $v. / $S - tel. $v / To reach $s "
        "by phone, dial $v. / Phone $s at $v. / $v is the number to ring if you have a question "
        "for $s. / $S answers the phone under $v. / Call $v and someone from $s will answer. / "
        "Before you go to $s, ring $v [and ask what is there|to be sure]. / The number of $s in "
        "the telephone book is $v. / $S can be phoned at $v. / If you dial $v, the staff of $s "
        "will pick up. / For orders by phone, $s has the number $v. / On its bags $s prints its "
        "phone number, $v. / $S takes calls on $v. / The phone number to dial for $s is $v. / "
        "You reach the staff of $s by phone at $v. / Ring $s on $v.",
        "What is the telephone number of $s? / What number do I dial for $s? / How can I call "
        "$s? / $S - phone? / Under which number can one reach $s? / Give me the phone number of "
        "$s. / What is the number of $s in the telephone book? / I want to ring $s; what is the "
        "number? / Which number should I call to speak to $s? / Do you have a phone number for "
        "$s? / On what number does $s take calls? / How do I reach $s by phone? / Phone number "
        "of $s, please? / Tell me what to dial to get through to $s. / I need to phone the staff "
        "of $s, on which number? / At which number do the staff of $s take calls? / What is the "
        "number to ring for $s? / Which phone number does $s have?",
        "The telephone number of $s is $v.",
    ),
)
