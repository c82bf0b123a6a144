"""More texts that are filled into objects, all of training."""

from __future__ import annotations

MORE_RECORDS: tuple[tuple[str, dict[str, str]], ...] = (
    ("Note to self: pay $a by $b, that is $c euros.", {"a": "person", "b": "date", "c": "integer"}),
    ("Don't forget: $a, $b at $c!", {"a": "title", "b": "weekday", "c": "time"}),
    (
        "Shopping for $a: one $b, [preferably|if possible] in $c.",
        {"a": "person", "b": "thing", "c": "color"},
    ),
    ("Picked up the $a in $b today, paid $c for it.", {"a": "thing", "b": "city", "c": "integer"}),
    (
        "Moved [the appointment|our talk] with $a from $b to $c.",
        {"a": "person", "b": "weekday", "c": "date"},
    ),
    ("Lent my $a to $b on $c and never saw it again.", {"a": "thing", "b": "person", "c": "date"}),
    (
        "Invoice no. $a\nBill to: $b\nTotal: $$c\nDue: $d",
        {"a": "code", "b": "company", "c": "integer", "d": "date"},
    ),
    ("Receipt $a\n$b x $c\nPaid in $d", {"a": "code", "b": "integer", "c": "thing", "d": "city"}),
    (
        "We have [received|got] your payment of $a euros for invoice $b, dated $c.",
        {"a": "integer", "b": "code", "c": "date"},
    ),
    (
        "Purchase order $a: $b asks for $c units of the $d, please deliver it this month.",
        {"a": "code", "b": "company", "c": "integer", "d": "thing"},
    ),
    (
        "Dear $a, your [subscription|membership] no. $b ends on $c.",
        {"a": "person", "b": "code", "c": "date"},
    ),
    (
        "For sale: $a, $b, hardly used, $c euros or best offer. Ask for $d.",
        {"a": "thing", "b": "color", "c": "integer", "d": "person"},
    ),
    (
        "$a is [looking for|hiring] a $b in $c. [Write|Apply] to $d.",
        {"a": "company", "b": "job", "c": "city", "d": "email"},
    ),
    (
        "Wanted: a $a who speaks $b, for our office in $c.",
        {"a": "job", "b": "language", "c": "city"},
    ),
    (
        "Room to let in $a, $b euros a month, free from $c.",
        {"a": "city", "b": "integer", "c": "date"},
    ),
    (
        "Lost on $a near $b station: a $c $d. [Reward!|Please ring.]",
        {"a": "weekday", "b": "city", "c": "color", "d": "thing"},
    ),
    (
        "Learn $a with $b! First lesson on $c at $d.",
        {"a": "language", "b": "person", "c": "date", "d": "time"},
    ),
    ("Open house at $a: come and see us in $b on $c.", {"a": "company", "b": "city", "c": "date"}),
    (
        "$a lessons for beginners, $b an hour, ask for $c.",
        {"a": "subject", "b": "integer", "c": "person"},
    ),
    ("Best regards,\n$a\n$b at $c\n$d", {"a": "person", "b": "job", "c": "company", "d": "email"}),
    ("[Kind regards|Cheers], $a / $b / $c", {"a": "person", "b": "company", "c": "email"}),
    ("--\n$a, $b\n$c office", {"a": "person", "b": "job", "c": "city"}),
    ("Yours, $a (aged $b), $c", {"a": "person", "b": "age", "c": "city"}),
    ("$a $b ERROR job $c failed", {"a": "date", "b": "time", "c": "code"}),
    ("INFO user=$a order=$b items=$c", {"a": "person", "b": "code", "c": "integer"}),
    ('time=$a event="$b" id=$c', {"a": "time", "b": "title", "c": "code"}),
    ("$a: $b logged in from $c", {"a": "date", "b": "person", "c": "city"}),
    ("$a WARN only $b of $c left in stock", {"a": "time", "b": "integer", "c": "thing"}),
    ("sent mail to $a at $b (ref $c)", {"a": "email", "b": "time", "c": "code"}),
    (
        "According to $a, a $b from $c, the number of visitors rose to $d.",
        {"a": "person", "b": "job", "c": "city", "d": "integer"},
    ),
    ("$a opened its first shop in $b back in $c.", {"a": "company", "b": "city", "c": "year"}),
    (
        "Started by $a in $b, the firm $c now employs $d people.",
        {"a": "person", "b": "year", "c": "company", "d": "integer"},
    ),
    (
        "In $a, the $b $c moved to $d, where the family still lives.",
        {"a": "year", "b": "job", "c": "person", "d": "city"},
    ),
    (
        "At the age of $a, $b became the youngest $c in $d.",
        {"a": "age", "b": "person", "c": "job", "d": "city"},
    ),
    (
        "A [fire|flood] in $a on $b did damage of $c dollars.",
        {"a": "city", "b": "date", "c": "integer"},
    ),
    (
        "$a won the $b tournament in $c, $d points ahead of everybody else.",
        {"a": "person", "b": "subject", "c": "city", "d": "integer"},
    ),
    (
        "Residents of $a [voted|decided] on $b to spend $c euros on a $d.",
        {"a": "city", "b": "date", "c": "integer", "d": "thing"},
    ),
    (
        "$a, who grew up in $b, has run $c since $d.",
        {"a": "person", "b": "city", "c": "company", "d": "year"},
    ),
    ("The museum of $a shows a $b from the year $c.", {"a": "city", "b": "thing", "c": "year"}),
    (
        "hey, $a here, can we do $b instead? around $c works for me",
        {"a": "person", "b": "weekday", "c": "time"},
    ),
    ("guess what, $a got a $b $c", {"a": "person", "b": "color", "c": "thing"}),
    ("Are you coming to $a? We meet at $b in $c.", {"a": "title", "b": "time", "c": "city"}),
    ("ok, so $a takes the $b and I bring $c more", {"a": "person", "b": "thing", "c": "integer"}),
    ("Landed in $a, see you at $b. Greetings, $c", {"a": "city", "b": "time", "c": "person"}),
    (
        "Happy birthday, $a! $b already? Come and see us in $c.",
        {"a": "person", "b": "age", "c": "city"},
    ),
    ("$a;$b;$c;$d", {"a": "person", "b": "city", "c": "email", "d": "code"}),
    (
        "Guest: $a\nArrival: $b\nNights: $c\nRoom: $d",
        {"a": "person", "b": "date", "c": "integer", "d": "code"},
    ),
    ("Patient $a, $b, seen on $c at $d.", {"a": "person", "b": "age", "c": "date", "d": "time"}),
    (
        "Course: $a. Taught by: $b. Language: $c. Places: $d.",
        {"a": "subject", "b": "person", "c": "language", "d": "integer"},
    ),
    ("Parcel $a for $b has [left|reached] $c.", {"a": "code", "b": "person", "c": "city"}),
    (
        "[Reminder|Please note]: $a is on $b, starts at $c and may take a while.",
        {"a": "title", "b": "weekday", "c": "time"},
    ),
    ("Table for $a booked: $b, $c, $d.", {"a": "integer", "b": "person", "c": "date", "d": "time"}),
)
