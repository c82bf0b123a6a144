"""More wordings of what texts tell of a film, and of how it is asked for."""

from __future__ import annotations

from models.demo.corpus.relation import Wordings, wordings

FILM: dict[str, Wordings] = {
    "The writer of $s is $v.": wordings(
        "The script of $s was penned by $v. / $v thought up the story of $s and wrote it down. /"
        " $S sprang from the imagination of the writer $v. / Writing credit for $s: $v. / The "
        "text of $s was composed by $v. / At a desk by the window $v wrote the [last|first] line"
        " of $s.",
        "$s writer? / Who penned $s? / Who authored $s? / From whose imagination did the story "
        'of $s spring? / Whose name is under "writer" in $s? / Who thought up the plot of $s? / '
        "Who typed the pages of $s? / $S was composed by which author? / The script of $s is "
        "whose work? / Which scribe is responsible for $s? / I loved the dialogue of $s; to "
        "which writer should I send a letter? / Identify the author responsible for $s. / Who "
        "invented the story told in $s? / If $s wins a prize for its writing, who collects it?",
    ),
    "$S came out in $v.": wordings(
        "The premiere of $s took place in $v. / $S had its debut before an audience in $v. / "
        "Audiences first enjoyed $s in $v. / $S hit the market in $v. / Anyone who was around in"
        " $v may recall the premiere of $s. / Release date of $s: $v.",
        "$s release date? / When did $s premiere? / When did audiences first enjoy $s? / When "
        "was $s first shown? / What year did $s hit the market? / In what year was the premiere "
        "of $s? / When was $s made public? / $S appeared when? / How many years ago was $s "
        "launched? Name the year. / When could people first get to see or hear $s? / Which year "
        "is given after the title of $s? / When was the world first introduced to $s? / Fans "
        "celebrate the anniversary of $s; when was its debut? / Can you put a date on the first "
        "showing of $s?",
    ),
    "The length of $s is $v.": wordings(
        "Sit back for $v, for that is how long $s goes. / Enjoying $s in full uses up $v. / $S "
        "fills $v of your evening. / The clock shows that $s is over in $v. / Start $s, wait $v,"
        " and you will have reached the end. / $S clocks in at $v.",
        "$s duration? / What's the runtime of $s? / How many minutes will I be occupied with $s?"
        " / If I start $s now, how many minutes until it ends? / How much of my evening does $s "
        "fill? / What does $s clock in at? / $S runs for what time? / Can I finish $s during a "
        "train ride? Tell me its duration. / How many minutes separate the start of $s from its "
        "end? / How lengthy is $s? / For the TV schedule: how big a slot does $s take up? / How "
        "many minutes must I sit still for $s? / Is $s short? Give its playing time. / What time"
        " span does $s cover from beginning to end, in minutes?",
    ),
    "The language of $s is $v.": wordings(
        "All the dialogue of $s is in $v. / Without subtitles, only those who know $v can enjoy "
        "$s. / $S was made for an audience that speaks $v. / Everyone who talks in $s talks $v. "
        "/ Language version of $s: $v. / The speakers in $s use $v throughout.",
        "$s original language? / In what language is the dialogue of $s? / What do the voices in"
        " $s speak? / Without subtitles, which language must I know to enjoy $s? / From which "
        "language would $s have to be translated? / What language was $s made in? / $S is spoken"
        " in which language? / For an audience speaking what language was $s produced? / Which "
        "tongue do the characters of $s talk in? / Will I understand $s? Tell me what is spoken."
        " / What vocabulary will I pick up from $s, I mean of which language? / Which dictionary"
        " might help me with $s? / How do people talk to each other in $s, in what language? / "
        "Subtitles are planned for $s; what language do they translate from?",
    ),
    "$S is about $v.": wordings(
        "The subject of $s is $v. / $S explores $v. / The makers of $s picked $v as its subject."
        " / Anyone curious about $v should try $s. / The story told in $s centres on $v. / If "
        "you had to sum up $s in a word, it would be $v.",
        "$s subject? / What subject matter does $s cover? / On what does $s focus? / What does "
        "$s explore? / Sum up the content of $s. / What is the main concern of $s? / What issue "
        "is treated in $s? / $S centres on what? / What is being discussed in $s? / Which "
        "interest should one have to like $s? / What story matter was picked by the makers of "
        "$s? / How would you describe the central idea of $s? / Before I start $s: what's it all"
        " about? / Under which keyword would a library file $s?",
    ),
}
