"""More wordings of what texts tell of a book, and of how it is asked for."""

from __future__ import annotations

from models.demo.corpus.relation import Wordings, wordings

BOOK: dict[str, Wordings] = {
    "$s was written by $v.": wordings(
        "$s is the work of the novelist $v. / The manuscript of $s was penned by $v. / On the "
        "title page of $s the author is given as $v. / $v put the story of $s on paper. / Fans "
        "of $v [love|own a copy of] $s. / The literary mind that gave us $s is $v.",
        "Who penned $s? / Which novelist created $s? / $s author name? / Under whose name do I "
        "find $s in the library? / The manuscript of $s came from whom? / Who put the story of "
        "$s on paper? / I want to read more by the person who wrote $s; who would that be? / "
        "What name stands on the title page of $s as the author? / By which author is $s? / "
        "Complete: the author who wrote $s is ... / Could you recall the novelist behind $s? / "
        "Whom do critics praise for having written $s? / As a work of literature, $s is whose? /"
        " Who is credited with the authorship of $s?",
    ),
    "$s was published in $v.": wordings(
        "$s hit the shelves in $v. / $s has been available to readers since $v. / The copyright "
        "page of $s shows the year $v. / The presses first rolled for $s in $v. / $s became "
        "available in bookshops in $v. / The book trade welcomed $s in $v.",
        "When did $s hit the shelves? / What year does the copyright page of $s show? / $s "
        "publication date? / In which year did the presses first roll for $s? / $s has been "
        "available to readers since what year? / For my footnote on $s I need the year, what is "
        "it? / How old is the book $s, by its year of issue? / When was the world given $s to "
        "read? / When did bookshops begin to stock $s? / Complete: the book $s was brought out "
        "in the year ... / Could you date the book $s? / In what year was $s brand new in the "
        "shops? / The original edition of $s bears what date? / At what time did $s become "
        "available to buy, which year?",
    ),
    "$s has $v chapters.": wordings(
        "$s runs to $v chapters. / The plot of $s unfolds over $v chapters. / Between the covers"
        " of $s there are $v chapters. / The number of chapter headings in $s is $v. / A "
        "bookmark in $s has to wander through $v chapters. / $s is made up of $v chapters.",
        "To how many chapters does $s run? / Over how many chapters does the plot of $s unfold? "
        "/ $s chapter count? / What is the total of chapters in the book $s? / How many chapter "
        "headings can be found in $s? / If I read a chapter of $s a day, how many days will I "
        "need? / Between the covers of $s there are how many chapters? / By how many chapters is"
        " $s structured? / Does $s have many chapters, and what is the exact number? / Complete:"
        " the number of chapters contained in $s is ... / Could you look up the amount of "
        "chapters for $s? / After how many chapters does $s finish? / In terms of chapters, how "
        "long is the book $s? / Split into chapters, $s gives how many parts?",
    ),
    "The publisher of $s is $v.": wordings(
        "The rights to print $s were bought by $v. / The logo on the spine of $s is that of the "
        "publisher, $v. / $s found a home at the publisher $v. / $v put $s on the market. / The "
        "publishing firm behind $s is $v. / $v accepted the manuscript of $s and brought it out.",
        "Who bought the rights to print $s? / Whose logo is on the spine of $s? / $s publishing "
        "house? / At which publisher did $s find a home? / Which firm put $s on the market? / "
        "What is the name of the press that issued $s? / The manuscript of $s was accepted by "
        "which company? / I need to ask for permission to quote $s; what publisher do I turn to?"
        " / Through which publishing company was $s released? / Complete: the firm that "
        "published $s is ... / Could you identify the imprint under which $s appeared? / With "
        "what publisher did the author of $s sign a contract? / Which company prints and "
        "distributes $s? / Did a publisher take on $s, and which one?",
    ),
    "$s was written in $v.": wordings(
        "$s is composed in $v. / Open $s and you will be reading $v. / Only readers of $v can "
        "follow the text of $s. / The sentences in $s are $v from start to finish. / The "
        "manuscript of $s is in $v. / The tongue in which $s was written is $v.",
        "In what language is $s composed? / The manuscript of $s uses which language? / $s "
        "original language? / What language would I be reading if I opened $s? / Which language "
        "are the sentences in $s in? / I speak only one language; which one must it be to follow"
        " $s? / A translator of $s must translate from what language? / In the library, $s "
        "stands among books in which language? / Readers of what language can enjoy $s? / "
        "Complete: the text of the book $s is in the language ... / Could you identify the "
        "language used in $s? / What is the native language of the text called $s? / Before I "
        "buy $s: which language is it printed in? / My daughter has to read $s for school; what "
        "language will she be reading?",
    ),
}
