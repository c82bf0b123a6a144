"""Texts that are filled into objects. The last sixth is kept back."""

from __future__ import annotations

from models.demo.corpus.phrases.more_record_texts import MORE_RECORDS

# A text, and what of it goes into the object; the names of the keys are drawn.
RECORDS: tuple[tuple[str, dict[str, str]], ...] = (
    ("$a is $b years old and lives in $c.", {"a": "person", "b": "age", "c": "city"}),
    ("Name: $a. Age: $b. Town: $c.", {"a": "person", "b": "age", "c": "city"}),
    ("$a lives in $b and has a $c.", {"a": "person", "b": "city", "c": "thing"}),
    ("Our new $b is called $a, $c years old.", {"a": "person", "b": "job", "c": "age"}),
    ("Invoice $a of $b: $c dollars.", {"a": "code", "b": "date", "c": "integer"}),
    ("$a writes to $b on $c.", {"a": "person", "b": "email", "c": "weekday"}),
    ("$a sold $b of its $c in $d.", {"a": "company", "b": "integer", "c": "thing", "d": "year"}),
    ("The next train to $a leaves at $b on $c.", {"a": "city", "b": "time", "c": "weekday"}),
    ("A $a in $b, for $c euros.", {"a": "thing", "b": "color", "c": "integer"}),
    ("On $b there is a lesson of $a with $c.", {"a": "subject", "b": "date", "c": "person"}),
    ("$a ([born in|of] $b) teaches $c.", {"a": "person", "b": "year", "c": "subject"}),
    ("[Ticket|Case] $a was opened by $b: $c.", {"a": "code", "b": "person", "c": "title"}),
    (
        "$a, the $b of $c, is [ill|away] until $d.",
        {"a": "person", "b": "job", "c": "company", "d": "date"},
    ),
    ("We [fly|travel] from $a to $b at $c.", {"a": "city", "b": "city", "c": "time"}),
    ("$b students of $c learn with $a.", {"a": "person", "b": "integer", "c": "language"}),
    ("$a, $b, works as a $c.", {"a": "person", "b": "age", "c": "job"}),
    ("$a from $b ordered $c $d.", {"a": "person", "b": "city", "c": "integer", "d": "thing"}),
    ("My name is $a and my email is $b.", {"a": "person", "b": "email"}),
    ("The $a costs $b euros.", {"a": "thing", "b": "integer"}),
    ("$a on $b in $c.", {"a": "title", "b": "date", "c": "city"}),
    ("Meeting with $a on $b at $c.", {"a": "person", "b": "date", "c": "time"}),
    ("$a is based in $b and was founded in $c.", {"a": "company", "b": "city", "c": "year"}),
    ("$a and $b go to $c on $d.", {"a": "person", "b": "person", "c": "city", "d": "weekday"}),
    ("Order $a: $b $c, in $d.", {"a": "code", "b": "integer", "c": "thing", "d": "color"}),
    ("Please call $a at $b [about|because of] $c.", {"a": "person", "b": "time", "c": "title"}),
    (
        "Hi, this is $a from $b. I would like $c $d.",
        {"a": "person", "b": "company", "c": "integer", "d": "thing"},
    ),
    *MORE_RECORDS,
    # Kept back:
    (
        "Welcome aboard, $a! You start as a $b in $c on $d.",
        {"a": "person", "b": "job", "c": "city", "d": "date"},
    ),
    (
        "[Sorry|Sadly], $a cannot come on $b; $c will take over.",
        {"a": "person", "b": "weekday", "c": "person"},
    ),
    (
        "Delivery: $a ($b pieces)\nTo: $c\nArrives: $d",
        {"a": "thing", "b": "integer", "c": "company", "d": "date"},
    ),
    ("$a status=paid amount=$b payer=$c", {"a": "code", "b": "integer", "c": "person"}),
    ("Since $a, $b has sold more than $c of these.", {"a": "year", "b": "company", "c": "integer"}),
    (
        "Has anybody seen my $a? It is $b. I left it in $c. Thanks, $d",
        {"a": "thing", "b": "color", "c": "city", "d": "person"},
    ),
    (
        "Tickets for $a: $b dollars at the door, $c, doors open at $d.",
        {"a": "title", "b": "integer", "c": "city", "d": "time"},
    ),
    ("From: $a\nSubject: $b\nDate: $c", {"a": "email", "b": "title", "c": "date"}),
    (
        "$a ($b), a retired $c, spends most days on $d.",
        {"a": "person", "b": "age", "c": "job", "d": "subject"},
    ),
    (
        "We met $a in $b; the $c used to teach $d there.",
        {"a": "person", "b": "city", "c": "job", "d": "language"},
    ),
    ("$c years old, from $b: $a.", {"a": "person", "b": "city", "c": "age"}),
    ("$a sent $b $c to $d.", {"a": "person", "b": "integer", "c": "thing", "d": "company"}),
    ("At $b on $c there is $a.", {"a": "title", "b": "time", "c": "weekday"}),
    ("$a speaks $b and plays $c.", {"a": "person", "b": "language", "c": "subject"}),
    (
        "$a bought a $b for $c dollars in $d.",
        {"a": "person", "b": "thing", "c": "integer", "d": "city"},
    ),
)
