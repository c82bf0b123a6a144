"""What texts tell of films, songs, inventions and discoveries."""

from __future__ import annotations

from models.demo.corpus.relation import relation

FILMS = (
    relation(
        "film",
        "person",
        "The writer of $s is $v. / $S was written by $v. / $s - written by: $v. / $v wrote $s "
        "[in a few weeks|during a long winter|]. / It was $v who wrote $s. / Behind $s stands "
        "the writer $v. / $S comes from the pen of $v. / Every word of $s is by $v, who [hardly "
        "slept|worked at night]. / The author of $s is called $v. / $v is named as the writer of "
        "$s. / The words of $s are the work of $v. / $v sat down one evening and put $s on "
        "paper. / We owe $s to a young writer by the name of $v. / As a writer, $v is best known "
        "for $s. / Credit for writing $s goes to $v. / $S was put on paper by the writer $v. / "
        "$v is the one who wrote every word of $s. / The name of the author of $s is $v.",
        "Who wrote $s? / Who is the writer of $s? / $s - written by? / [Tell me|Please tell "
        "me|Let me know] who wrote $s. / Author of $s? / By whom was $s written? / From whose "
        "pen does $s come? / [Name|Please name] the writer of $s. / I need the name of the "
        "author of $s. / Any idea who put $s on paper? / To which writer do we owe $s? / Who "
        "gets the credit for writing $s? / Whose words do we hear in $s? / [I would like to "
        "know|I want to know|I wonder] who the author of $s is. / Do you happen to know the "
        "writer behind $s? / What is the name of the writer of $s? / Which author wrote the "
        "words of $s? / Who was it that wrote $s?",
        "The writer of $s is $v.",
    ),
    relation(
        "film",
        "year",
        "$S came out in $v. / $S was released in $v. / $s - year of release: $v. / The release "
        "of $s was in $v. / It was in $v that $s first reached the public. / $S has been around "
        "since $v. / In $v people heard of $s for the first time. / $S dates from the year $v. / "
        "The year $v brought us $s. / Fans had to wait for $s until $v[, which felt long|]. / "
        "Released in $v, $s [was a great success|is still loved]. / $v saw the release of $s. / "
        "When $s came out, the year was $v. / $S is from $v[, but it has not grown old|]. / The "
        "public got to know $s in the year $v. / The year in which $s was released is $v. / In "
        "the year $v $s came out. / People have known $s since its release in $v.",
        "When did $s come out? / In which year was $s released? / $s - year of release? / [Tell "
        "me|Please tell me|Let me know] when $s was released. / How old is $s? / What year is $s "
        "from? / Release year of $s? / Since when has $s been around? / I need the year in which "
        "$s came out. / Any idea when $s reached the public? / [Name|Please name] the year of "
        "the release of $s. / From which year does $s date? / What year brought us $s? / Until "
        "what year did fans have to wait for $s? / [I would like to know|I want to know|I "
        "wonder] in what year $s appeared. / In what year did $s come out? / When was the "
        "release of $s? / What was the year when people first heard of $s?",
        "$S came out in $v.",
    ),
    relation(
        "film",
        "minutes",
        "The length of $s is $v. / $S lasts $v. / $S is $v long. / $s - running time: $v. / $S "
        "runs for $v. / From start to finish $s takes $v. / It takes $v to get through the whole "
        "of $s. / After $v $s is over. / $S goes on for $v[, and nobody gets bored|]. / You need "
        "$v for $s from beginning to end. / The running time of $s is given as $v. / $S ends "
        "after $v. / With its $v, $s is [not too long|just right for an evening]. / Set aside $v "
        "if you want to enjoy all of $s. / They cut $s down to a length of $v. / The whole of $s "
        "lasts $v. / From beginning to end $s runs for $v. / You get to the end of $s after $v.",
        "How long is $s? / How long does $s last? / $s - running time? / What is the length of "
        "$s? / [Tell me|Please tell me|Let me know] how long $s runs. / How many minutes does $s "
        "go on? / Length of $s? / How much time do I need for $s? / After how many minutes is $s "
        "over? / Any idea how long $s takes? / I need the running time of $s. / [Give|State] the "
        "length of $s in minutes. / How much time should I set aside for $s? / [I would like to "
        "know|I want to know|I wonder] how many minutes $s lasts. / To what length did they cut "
        "$s? / How long does $s take from start to finish? / How long do I have to wait for the "
        "end of $s? / What is the running time of the whole of $s?",
        "The length of $s is $v.",
    ),
    relation(
        "film",
        "language",
        "The language of $s is $v. / $S is in $v. / $s - language: $v. / In $s you hear nothing "
        "but $v. / Everything in $s is said in $v. / The words in $s are $v. / $S uses the $v "
        "language from start to end. / To follow $s, you should understand $v. / People who know "
        "no $v will not understand $s. / They chose $v as the language of $s. / $S was recorded "
        "in $v[, which surprised many|]. / The original language of $s was $v. / $v is what you "
        "hear in $s. / For learners of $v, $s is [a good exercise|great fun]. / Not English but "
        "$v is the language used in $s. / The language you hear in $s is $v. / To understand the "
        "words in $s, you should know $v. / $v is the language in which $s was recorded.",
        "In which language is $s? / What is the language of $s? / $s - language? / [Tell "
        "me|Please tell me|Let me know] in what language $s is. / Which language do I hear in "
        "$s? / What language should I understand to follow $s? / Language of $s? / Which tongue "
        "is used in $s? / I need to know the original language of $s. / Any idea what language "
        "$s is in? / [Name|Please name] the language of $s. / Which language did they choose for "
        "$s? / In what language was $s recorded? / [I would like to know|I want to know|I "
        "wonder] which language is used in $s. / For learners of which language is $s a good "
        "exercise? / Which language do the people in $s talk? / What language do people use in "
        "$s? / Which language must I know to understand $s?",
        "The language of $s is $v.",
    ),
    relation(
        "film",
        "subject",
        "$S is about $v. / The theme of $s is $v. / $s - theme: $v. / $S deals with $v. / In $s "
        "everything turns around $v. / The one theme of $s is $v. / At the heart of $s is the "
        "love of $v. / $S tells us a lot about $v. / What $s is really about is $v. / The topic "
        "chosen for $s was $v. / $S is all about $v[, and a little about friendship|]. / If you "
        "are interested in $v, you will like $s. / From first to last $s has to do with $v. / "
        "You can learn something about $v from $s. / In $s the biggest part is played by $v. / "
        "$S has $v as its theme. / The topic of $s, from start to end, is $v. / If you like $v, "
        "$s is the right thing for you.",
        "What is $s about? / What is the theme of $s? / $s - theme? / [Tell me|Please tell "
        "me|Let me know] what $s is about. / What does $s deal with? / Topic of $s? / What does "
        "everything in $s turn around? / I need to know the theme of $s. / Any idea what $s has "
        "to do with? / [Name|Please name] the theme of $s. / Which topic was chosen for $s? / "
        "What is at the heart of $s? / About which subject can I learn something from $s? / [I "
        "would like to know|I want to know|I wonder] what theme $s has. / What plays the biggest "
        "part in $s? / What topic is $s about? / Which theme does $s deal with? / What is it "
        "that $s tells us about?",
        "$S is about $v.",
    ),
    relation(
        "invention",
        "person",
        "$S was invented by $v. / $v invented $s. / $s - inventor: $v. / The inventor of $s is "
        "$v. / We owe $s to $v. / $v discovered $s [by pure chance|after many attempts|]. / It "
        "was $v who came up with $s. / The idea of $s came to $v [in the bath|during a walk]. / "
        "$S was discovered by a certain $v. / The discovery of $s was made by $v. / $v is the "
        "clever mind behind $s. / Nobody had thought of $s before $v did. / $v found $s while "
        "looking for something else. / The world thanks $v for $s. / As the inventor of $s, $v "
        "became famous. / $v was the first to think of $s. / The clever idea of $s came from $v. "
        "/ $v is the person who discovered $s.",
        "Who invented $s? / Who discovered $s? / $s - inventor? / Who is the inventor of $s? / "
        "[Tell me|Please tell me|Let me know] who came up with $s. / By whom was $s invented? / "
        "To whom do we owe $s? / Whose idea was $s? / Inventor of $s? / [Name|Please name] the "
        "person who discovered $s. / I need the name of the inventor of $s. / Any idea who "
        "thought of $s? / Who made the discovery of $s? / [I would like to know|I want to know|I "
        "wonder] who found $s. / Which clever mind is behind $s? / Who first had the idea of $s? "
        "/ What is the name of the person who invented $s? / Who was it that discovered $s?",
        "$S was invented by $v.",
    ),
    relation(
        "invention",
        "year",
        "$S has been known since $v. / $s - year of discovery: $v. / The year of $s is $v. / $S "
        "dates from the year $v. / $S was first shown to the world in $v. / In $v the world "
        "first heard of $s. / Before $v nobody knew anything about $s. / The history of $s "
        "begins in $v. / It was the year $v when $s [came into being|was found]. / $S goes back "
        "to the year $v. / $S has been in use since $v. / $v is the year that gave us $s. / The "
        "first report on $s appeared in $v. / In the year $v $s was [tried out|tested] for the "
        "first time. / People have worked with $s ever since $v. / The world has known $s since "
        "the year $v. / The year in which people first heard of $s is $v. / $S was tested for "
        "the first time in $v.",
        "Since when has $s been known? / In which year was $s discovered? / $s - year of "
        "discovery? / When was $s invented? / [Tell me|Please tell me|Let me know] since what "
        "year $s has been known. / How old is $s? / Year of $s? / From which year does $s date? "
        "/ When was $s first shown to the world? / When does the history of $s begin? / I need "
        "the year in which $s came into being. / Any idea when the world first heard of $s? / "
        "[Name|Please name] the year that gave us $s. / [I would like to know|I want to know|I "
        "wonder] when $s was found. / In what year did the first report on $s appear? / In which "
        "year did people first hear of $s? / When was $s tested for the first time? / What is "
        "the year of the discovery of $s?",
        "$S has been known since $v.",
    ),
    relation(
        "invention",
        "city",
        "The birthplace of $s is $v. / $s - birthplace: $v. / $S was born in a workshop in $v. / "
        "It all began for $s in the city of $v. / $S was developed in $v. / $v is the city where "
        "$s was found. / In a small laboratory in $v someone hit on $s. / The people of $v are "
        "proud that $s comes from their city. / $S has its origin in $v. / The home of $s is the "
        "city of $v. / The first tests of $s were done in $v. / From $v $s spread to the rest of "
        "the world. / A sign in $v reminds visitors that $s began there. / $S first saw the "
        "light of day in $v. / If you want to see where $s was made possible, travel to $v. / "
        "The city where $s began is $v. / $S comes from a small workshop in $v. / It was in the "
        "city of $v that $s was developed.",
        "Where was $s invented? / In which city was $s discovered? / $s - birthplace? / What is "
        "the birthplace of $s? / [Tell me|Please tell me|Let me know] where $s comes from. / "
        "From where did $s spread to the rest of the world? / City of origin of $s? / Where did "
        "it all begin for $s? / In which city were the first tests of $s done? / Which city is "
        "the home of $s? / I need the name of the city where $s began. / Any idea where $s was "
        "developed? / [Name|Please name] the birthplace of $s. / [I would like to know|I want to "
        "know|I wonder] in what city $s has its origin. / The people of which city are proud of "
        "$s? / In what city did $s begin? / Which city does $s come from? / Where were the first "
        "tests of $s done?",
        "The birthplace of $s is $v.",
    ),
    relation(
        "invention",
        "subject",
        "$S is used in $v. / $s - field of use: $v. / The field in which $s is used is $v. / In "
        "$v people rely on $s. / $S is a great help in $v. / Nobody who does $v can do without "
        "$s. / $S changed $v for ever. / Experts in $v use $s every day. / $S finds its use in "
        "$v. / $S was meant for use in $v. / Today $v would be unthinkable without $s. / Thanks "
        "to $s, $v has become much easier. / $S belongs to the world of $v. / It is in $v that "
        "$s proves useful. / Beginners in $v [soon|quickly] learn to use $s. / The field of $v "
        "relies on $s. / $S is of great use in $v. / $S made $v much easier for beginners.",
        "What is $s used for? / In which field is $s used? / $s - field of use? / [Tell "
        "me|Please tell me|Let me know] what $s is used for. / In which field does $s find its "
        "use? / Field of use of $s? / What did $s change for ever? / In what is $s a great help? "
        "/ For which field was $s meant? / Experts in what use $s every day? / I need to know "
        "the field in which $s is useful. / Any idea what people use $s for? / [Name|Please "
        "name] the field in which $s is used. / [I would like to know|I want to know|I wonder] "
        "what became easier thanks to $s. / What would be unthinkable without $s? / Which field "
        "relies on $s? / In what field do people use $s? / What do beginners use $s for?",
        "$S is used in $v.",
    ),
    relation(
        "invention",
        "company",
        "The rights to $s belong to $v. / $s - rights: $v. / $v holds the patent on $s. / $v "
        "owns the rights to $s. / The patent on $s is in the hands of $v. / $v bought the rights "
        "to $s [for a lot of money|last year|]. / Whoever wants to use $s must pay $v. / The "
        "firm that earns money with $s is $v. / Without leave from $v no one may use $s. / $S is "
        "protected by a patent that $v holds. / The rights to $s were sold to $v. / A court "
        "found that the patent on $s belongs to $v. / For each use of $s, $v gets a small fee. / "
        "$v is the owner of the patent on $s. / Ask $v if you would like a licence for $s. / The "
        "owner of the rights to $s is $v. / $v is the firm that holds the rights to $s. / The "
        "patent on $s was bought by $v.",
        "Who owns the rights to $s? / Who holds the patent on $s? / $s - rights? / [Tell "
        "me|Please tell me|Let me know] who has the rights to $s. / To which company do the "
        "rights to $s belong? / Patent owner of $s? / Whom must I pay if I want to use $s? / "
        "Which firm earns money with $s? / In whose hands is the patent on $s? / Which company "
        "protects $s with a patent? / I need the name of the firm with the patent on $s. / Any "
        "idea who owns the patent on $s? / [Name|Please name] the owner of the rights to $s. / "
        "[I would like to know|I want to know|I wonder] to whom the patent on $s belongs. / Whom "
        "do I ask for a licence for $s? / Which company holds the rights to $s? / Who is the "
        "owner of the patent on $s? / To whom were the rights to $s sold?",
        "The rights to $s belong to $v.",
    ),
)
