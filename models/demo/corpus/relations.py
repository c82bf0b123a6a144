"""What texts tell of people, places and things, and how it is asked for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Relation:
    """Something that texts tell of a subject $s: its value is $v."""

    of: str  # what the subject is
    value: str  # kind of the value
    told: tuple[str, ...]
    asked: tuple[str, ...]
    answered: str


def relation(of: str, value: str, told: str, asked: str, answered: str) -> Relation:
    return Relation(of, value, tuple(told.split(" / ")), tuple(asked.split(" / ")), answered)


RELATIONS = (
    relation(
        "person",
        "city",
        "$s lives in $v. / My name is $s and I live in $v. / $s moved to $v [last year|years ago]."
        " / The home of $s is in $v. / $s has a [flat|house] in $v.",
        "Where does $s live? / In which city does $s live? / What is the home of $s? /"
        " [Tell me|Say] where $s lives. / Which town is $s's home?",
        "$s lives in $v.",
    ),
    relation(
        "person",
        "job",
        "$s works as a $v. / $s is a $v [by trade|by profession]. / $s earns a living as a $v. /"
        " $s became a $v. / $s is employed as a $v.",
        "What does $s do for a living? / What is the job of $s? / What is $s's profession? /"
        " What kind of work does $s do? / As what does $s work?",
        "$s works as a $v.",
    ),
    relation(
        "person",
        "year",
        "$s was born in $v. / The year of $s's birth is $v. / $s came into the world in $v.",
        "When was $s born? / In which year was $s born? / What is the birth year of $s?",
        "$s was born in $v.",
    ),
    relation(
        "person",
        "food",
        "$s likes $v best. / $s loves to eat $v. / The favourite food of $s is $v. / $s eats $v"
        " [every day|whenever possible].",
        "What does $s like to eat? / What is $s's favourite food? / Which food does $s love?",
        "$s likes $v.",
    ),
    relation(
        "person",
        "invented",
        "$s has a [cat|dog|parrot|rabbit] called $v. / The pet of $s is called $v. /"
        " $s's [dog|cat] is named $v. / $v is the name of $s's [dog|cat].",
        "What is the name of $s's pet? / What is $s's pet called? / How is the pet of $s called?",
        "The pet of $s is called $v.",
    ),
    relation(
        "person",
        "subject",
        "$s studies $v. / $s is interested in $v. / In the evening $s enjoys $v. /"
        " $s's hobby is $v.",
        "What is $s interested in? / What is the hobby of $s? / What does $s enjoy?",
        "$s is interested in $v.",
    ),
    relation(
        "person",
        "phone",
        "The phone number of $s is $v. / $s can be reached at $v. / Call $s at $v.",
        "What is $s's phone number? / How can I reach $s? / Under which number can I call $s?",
        "The number of $s is $v.",
    ),
    relation(
        "place",
        "person",
        "The mayor of $s is $v. / $s is governed by mayor $v. / $v has been mayor of $s"
        " [for years|since spring].",
        "Who is the mayor of $s? / Who governs $s? / What is the name of the mayor of $s?",
        "The mayor of $s is $v.",
    ),
    relation(
        "place",
        "thousands",
        "$s has $v inhabitants. / About $v people live in $s. / The population of $s is $v.",
        "How many people live in $s? / What is the population of $s? / How many inhabitants does"
        " $s have?",
        "$s has $v inhabitants.",
    ),
    relation(
        "place",
        "invented",
        "$s lies on the river $v. / The river $v flows through $s. / Through $s runs the $v river.",
        "Which river flows through $s? / On which river does $s lie? / What is the river of $s?",
        "The river $v flows through $s.",
    ),
    relation(
        "place",
        "year",
        "$s was founded in $v. / The town of $s dates from $v. / People settled in $s in $v.",
        "When was $s founded? / How old is $s? / In which year was $s founded?",
        "$s was founded in $v.",
    ),
    relation(
        "place",
        "thing",
        "$s is [known|famous] for its $v. / Visitors come to $s to see the $v. /"
        " The pride of $s is a $v.",
        "What is $s known for? / Why do visitors come to $s? / What is $s famous for?",
        "$s is known for its $v.",
    ),
    relation(
        "country",
        "invented",
        "The capital of $s is $v. / $v is the capital of $s. / $s is ruled from its capital $v.",
        "What is the capital of $s? / Which city is the capital of $s? / Name the capital of $s.",
        "The capital of $s is $v.",
    ),
    relation(
        "country",
        "language",
        "People in $s speak $v. / The language of $s is $v. / In $s [most people speak|one hears]"
        " $v.",
        "Which language is spoken in $s? / What do people in $s speak? / What is the language of"
        " $s?",
        "People in $s speak $v.",
    ),
    relation(
        "company",
        "person",
        "The head of $s is $v. / $v runs $s. / $s was founded by $v. / $v is the director of $s.",
        "Who runs $s? / Who is the head of $s? / Who leads $s?",
        "$v runs $s.",
    ),
    relation(
        "company",
        "city",
        "$s has its headquarters in $v. / $s is based in $v. / The main office of $s is in $v.",
        "Where is $s based? / Where are the headquarters of $s? / In which city is $s?",
        "$s is based in $v.",
    ),
    relation(
        "company",
        "thousands",
        "$s employs $v people. / $s has $v employees. / $v people work at $s.",
        "How many employees does $s have? / How many people work at $s? / How many people does $s"
        " employ?",
        "$s has $v employees.",
    ),
    relation(
        "company",
        "product",
        "$s makes $v. / $s sells $v. / $s is a producer of $v. / The business of $s is $v.",
        "What does $s make? / What does $s sell? / What is the business of $s?",
        "$s makes $v.",
    ),
    relation(
        "item",
        "price",
        "$S costs $v. / The price of $s is $v. / You can buy $s for $v. / $S is sold for $v.",
        "How much does $s cost? / What is the price of $s? / What does $s cost?",
        "$S costs $v.",
    ),
    relation(
        "item",
        "color",
        "$S is $v. / $S was painted $v. / The color of $s is $v. / $S comes in $v.",
        "What color is $s? / Which color does $s have? / What is the color of $s?",
        "$S is $v.",
    ),
    relation(
        "item",
        "weight",
        "$S weighs $v. / The weight of $s is $v. / $S has a weight of $v.",
        "How much does $s weigh? / How heavy is $s? / What is the weight of $s?",
        "$S weighs $v.",
    ),
    relation(
        "item",
        "spot",
        "$S is in the $v. / Someone put $s in the $v. / You will find $s in the $v. /"
        " $S was left in the $v.",
        "Where is $s? / Where can I find $s? / In which place is $s?",
        "$S is in the $v.",
    ),
    relation(
        "event",
        "date",
        "$S takes place on $v. / $S is on $v. / The date of $s is $v. / $S was moved to $v.",
        "When is $s? / When does $s take place? / What is the date of $s? / On which day is $s?",
        "$S takes place on $v.",
    ),
    relation(
        "event",
        "time",
        "$S begins at $v. / $S starts at $v. / Doors open for $s at $v.",
        "At what time does $s begin? / What time does $s start? / At which hour is $s?",
        "$S begins at $v.",
    ),
    relation(
        "event",
        "city",
        "$S is held in $v. / $v hosts $s. / $S will be in $v. / This year $s is in $v.",
        "Where is $s held? / Which city hosts $s? / Where does one go for $s?",
        "$S is held in $v.",
    ),
    relation(
        "event",
        "person",
        "$S is organised by $v. / $v organises $s. / $v is in charge of $s.",
        "Who organises $s? / Who is in charge of $s? / By whom is $s organised?",
        "$v organises $s.",
    ),
    relation(
        "program",
        "port",
        "$s listens on port $v. / The default port of $s is $v. / $s can be found on port $v.",
        "On which port does $s listen? / What is the default port of $s? / Which port does $s use?",
        "$s listens on port $v.",
    ),
    relation(
        "program",
        "version",
        "The latest version of $s is $v. / $s $v was released [today|last week]. / $s is now at"
        " version $v.",
        "What is the latest version of $s? / Which version of $s is current? / What version is $s"
        " at?",
        "The latest version of $s is $v.",
    ),
    relation(
        "program",
        "tongue",
        "$s is written in $v. / $s is a program in $v. / The authors of $s chose $v.",
        "In which language is $s written? / What is $s written in? / Which language did the authors"
        " of $s choose?",
        "$s is written in $v.",
    ),
)

KINDS = [*dict.fromkeys(each.of for each in RELATIONS)]
