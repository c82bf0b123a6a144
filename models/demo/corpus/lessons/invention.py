"""More wordings of what texts tell of a invention, and of how it is asked for."""

from __future__ import annotations

from models.demo.corpus.relation import Wordings, wordings

INVENTION: dict[str, Wordings] = {
    "$S was invented by $v.": wordings(
        "$S is the brainchild of $v. / The first person to make $s was $v. / $v is known to the "
        "world as the creator of $s. / Schoolbooks name $v as the inventor of $s. / Late one "
        "night $v had the idea for $s. / The credit for $s goes to $v.",
        "$s inventor? / Whose brainchild is $s? / Who was the creator of $s, the one who had the"
        " idea? / Which person was the first to make $s? / What is the name schoolbooks give for"
        " the inventor of $s? / $s was the idea of which person? / In whose head was $s born? / "
        "Who became famous as the one who devised $s? / For the quiz I need to know who dreamed "
        "up $s. / Which genius gave the world $s? / Complete with a name: the creator of $s is "
        "... / Whom should we thank for having invented $s? / Before whom had nobody thought of "
        "$s?",
    ),
    "$S has been known since $v.": wordings(
        "The world got to know $s in $v. / Records of $s begin in $v. / The earliest trace of $s"
        " is from the year $v. / It took until $v before $s was discovered. / $v marks the birth"
        " of $s. / The story of $s started in $v.",
        "$s year? / In what year did $s first appear? / Which year marks the birth of $s? / How "
        "long ago did $s come up, in what year? / In which year do the records of $s begin? / "
        "Until what year did the world have to wait for $s? / $s goes back to which year? / "
        "What's the date of origin of $s? / Before which year did nobody know of $s? / For a "
        "timeline, at what year should I write $s? / Ever since what year have people worked "
        "with $s? / Complete with a year: $s has been around since ... / When was $s tried out "
        "for the first time? / Which year opens the story of $s?",
    ),
    "The birthplace of $s is $v.": wordings(
        "The cradle of $s stands in $v. / $S was created in $v. / It was in $v that people first"
        " made $s. / A museum in $v marks the place where $s was born. / The story of $s starts "
        "in the city of $v. / $S is a child of the city of $v.",
        "$s city of origin? / Where does the cradle of $s stand? / Where was $s created? / In "
        "what place was $s born? / Which city has a museum because $s was born there? / To which"
        " city should I travel to see where $s was made possible? / $s first saw the light of "
        "day in which city? / In the laboratory of what town did someone hit on $s? / "
        "Whereabouts did people first make $s? / What town can claim $s as its own? / On the "
        "map, where would you mark the origin of $s? / Complete with a city: $s was born in ... "
        "/ In which place was the workshop that produced the first $s? / What city may be proud "
        "to have given us $s?",
    ),
    "$S is used in $v.": wordings(
        "$S serves people who work in $v. / The main use of $s lies in $v. / $S is applied in "
        "$v. / Those who study $v [learn about|hear a lot about] $s. / For $v, $s is a very "
        "important tool. / $S has brought great progress to $v.",
        "$s use? / What is the purpose of $s? / Where is $s applied, in which area? / To which "
        "field has $s brought progress? / For which subject is $s an important tool? / In what "
        "area does the main use of $s lie? / People who work in which field are served by $s? / "
        "What can one do with $s, in which line of work? / $s proves useful in what? / What is "
        "the application of $s? / To the world of what does $s belong? / Complete: $s is mostly "
        "employed in ... / I have never heard of $s; what does it serve for? / Which discipline "
        "relies on $s?",
    ),
    "The rights to $s belong to $v.": wordings(
        "The patent office lists $v as the holder of $s. / $v alone may decide who uses $s, as "
        "it has the patent. / $S is legally owned by $v. / $v secured the patent on $s. / The "
        "licence for $s is granted by $v. / $v makes a fortune with the patent on $s.",
        "$s patent holder? / By which company is $s legally owned? / Who secured the patent on "
        "$s? / Who grants the licence for $s? / Which business may decide who uses $s? / Who is "
        "listed at the patent office for $s? / What company has the legal claim to $s? / $s is "
        "protected by a patent of which firm? / To whom do the fees for using $s go? / Without "
        "leave from which company may no one use $s? / Our lawyer asks whose permission is "
        "required for $s. / Complete with a company: the rights to $s were bought by ... / Who "
        "makes a fortune out of the patent on $s? / To which firm were the rights to $s sold?",
    ),
}
