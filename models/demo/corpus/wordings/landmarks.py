"""What texts tell of rivers, mountains, islands and programming libraries."""

from __future__ import annotations

from models.demo.corpus.relation import relation

LANDMARKS = (
    relation(
        "landmark",
        "invented",
        "$S is in the country of $v. / $s - country: $v. / The country of $s is $v. / $S belongs "
        "to the country of $v. / You will find $s in the country of $v. / $S can be seen on the "
        "map of the country of $v. / To see $s, one must travel to the country of $v. / The "
        "country where you find $s is called $v. / In the country of $v every child knows $s. / "
        "$S is the pride of the country of $v. / Far away, in the country of $v, there is $s. / "
        "$v is the country to which $s belongs. / Stamps of the country of $v show $s. / Two "
        "countries claimed $s, but today it is part of $v. / [After the war|Since the peace] $s "
        "has been part of the country of $v. / $v is the country where one can see $s. / On the "
        "map $s is part of the country of $v. / Every child in the country of $v has been to $s.",
        "In which country is $s? / To which country does $s belong? / $s - country? / [Tell "
        "me|Please tell me|Let me know] what country $s is in. / Where in the world is $s, in "
        "which country? / Country of $s? / To what country must I travel to see $s? / Of which "
        "country is $s a part? / On the map of which country do I find $s? / What country is "
        "proud of $s? / I need the name of the country where $s is. / Any idea which country $s "
        "is in? / [Name|Please name] the country of $s. / [I would like to know|I want to know|I "
        "wonder] in what country one finds $s. / On the stamps of which country do we see $s? / "
        "What is the country of $s? / In what country can one see $s? / What country calls $s "
        "its own?",
        "$S is in the country of $v.",
    ),
    relation(
        "landmark",
        "city",
        "The town nearest to $s is $v. / $s - nearest town: $v. / $v is the town closest to $s. "
        "/ No town is closer to $s than $v. / From $v it is a short walk to $s. / The road to $s "
        "starts in the town of $v. / Travellers on the way to $s sleep in $v. / From the towers "
        "of $v, the nearest town, one can see $s. / $S is not far from the town of $v. / $S is "
        "only an hour away from $v. / The last shops before $s are in $v. / A bus takes you from "
        "the town of $v to $s. / The next town, if you are at $s, is $v. / Just outside the town "
        "of $v you come to $s. / If you need a hotel near $s, try the town of $v. / The closest "
        "town to $s is called $v. / $S is a short walk from the town of $v. / Travellers take "
        "the bus to $s from $v.",
        "Which town is nearest to $s? / What is the town closest to $s? / $s - nearest town? / "
        "[Tell me|Please tell me|Let me know] which town is near $s. / From which town is it a "
        "short walk to $s? / Nearest town to $s? / Where does the road to $s start? / In which "
        "town do travellers on the way to $s sleep? / From which town does a bus go to $s? / "
        "What is the next town if I am at $s? / I need a town near $s. / Any idea which town is "
        "close to $s? / [Name|Please name] the town nearest to $s. / [I would like to know|I "
        "want to know|I wonder] what town is closest to $s. / Where are the last shops before "
        "$s? / Which town is the closest to $s? / What is the name of the town near $s? / From "
        "what town can travellers get to $s?",
        "The town nearest to $s is $v.",
    ),
    relation(
        "landmark",
        "person",
        "The first to explore $s was $v. / $s - explored by: $v. / $v was the first to explore "
        "$s. / $S was first explored by $v. / The explorer of $s was $v. / $v discovered $s [on "
        "a long journey|by accident|]. / No one had set foot on the shores or slopes of $s "
        "before $v. / It was $v who drew the first map of $s. / An explorer called $v was the "
        "first to describe $s. / Long ago $v led the first journey to $s. / The discovery of $s "
        "is owed to $v. / Before the journey of $v, nobody knew $s. / The traveller who "
        "discovered $s was $v. / History books name $v as the explorer of $s. / With only two "
        "helpers, $v set out and found $s. / The first journey to $s was led by $v. / $v is the "
        "explorer who discovered $s. / The first map of $s was drawn by $v.",
        "Who was the first to explore $s? / Who discovered $s? / $s - explored by? / [Tell "
        "me|Please tell me|Let me know] who explored $s first. / By whom was $s first explored? "
        "/ Explorer of $s? / Who drew the first map of $s? / Who led the first journey to $s? / "
        "To whom is the discovery of $s owed? / Which explorer described $s first? / I need the "
        "name of the explorer of $s. / Any idea who found $s? / [Name|Please name] the person "
        "who discovered $s. / [I would like to know|I want to know|I wonder] which traveller "
        "first saw $s. / Whom do history books name as the explorer of $s? / Which explorer "
        "discovered $s? / Who was the first traveller to find $s? / What was the name of the "
        "explorer of $s?",
        "The first to explore $s was $v.",
    ),
    relation(
        "landmark",
        "thousands",
        "The number of visitors to $s in a year is $v. / $s - visitors per year: $v. / Each year "
        "$v people visit $s. / $S gets $v visitors a year. / $v visitors come to $s every year. "
        "/ In a normal year $v guests travel to $s. / Last year they counted $v visitors at $s. "
        "/ About $v tourists a year want to see $s. / $S draws $v people a year[, most of them "
        "in summer|]. / With $v visitors a year, $s is [rarely quiet|a busy place]. / From "
        "January to December $v people come to see $s. / Yearly visits to $s: $v. / The rangers "
        "at $s count $v guests each year. / A crowd of $v goes to $s every year. / Not fewer "
        "than $v tourists visit $s in a year. / In a year $s has $v visitors. / Every year $v "
        "tourists come to see $s. / They count $v people at $s each year.",
        "How many people visit $s in a year? / How many visitors does $s get each year? / $s - "
        "visitors per year? / [Tell me|Please tell me|Let me know] how many tourists come to $s. "
        "/ What is the number of visitors to $s in a year? / Yearly visitors to $s? / How many "
        "guests travel to $s every year? / How many people want to see $s each year? / How large "
        "is the crowd that goes to $s every year? / How many tourists did they count at $s? / I "
        "need the number of people who visit $s. / Any idea how many visitors $s has? / "
        "[Give|State] the number of yearly visits to $s. / [I would like to know|I want to "
        "know|I wonder] how many people come to $s in a year. / How busy is $s, in visitors per "
        "year? / How many tourists visit $s every year? / What number of people come to see $s "
        "each year? / How many visitors do they count at $s in a year?",
        "The number of visitors to $s in a year is $v.",
    ),
    relation(
        "landmark",
        "thing",
        "From above, $s has the shape of a $v. / $s - shape: $v. / Seen from the air, $s looks "
        "like a $v. / $S looks like a $v [from a plane|on a map]. / The shape of $s is that of a "
        "$v. / On the map $s reminds one of a $v. / People say that $s has the form of a $v. / A "
        "$v is what pilots see when they look down at $s. / Children draw $s as a $v. / Nature "
        "gave $s the form of a $v. / With some imagination one sees a $v in $s. / $S is shaped "
        "like a $v. / Because it is shaped like a $v, $s is easy to find on photos. / Whoever "
        "flies over $s thinks of a $v. / In its form $s is like a $v. / On photos $s looks like "
        "a $v. / The form of $s reminds people of a $v. / Pilots say that $s is shaped like a "
        "$v.",
        "What does $s look like from above? / What shape does $s have? / $s - shape? / [Tell "
        "me|Please tell me|Let me know] what $s looks like. / What is the shape of $s? / Shape "
        "of $s? / Of what does $s remind one on the map? / What do pilots see when they look "
        "down at $s? / How is $s shaped? / What do children draw for $s? / I need to know the "
        "form of $s. / Any idea what form $s has? / [Name|Please name] the thing that $s looks "
        "like. / [I would like to know|I want to know|I wonder] what $s is shaped like. / Of "
        "what does one think when flying over $s? / What is the form of $s? / What does $s look "
        "like on photos? / What thing does the shape of $s remind people of?",
        "From above, $s has the shape of a $v.",
    ),
    relation(
        "code library",
        "version",
        "The newest release of $s is $v. / $s - newest release: $v. / $S is now at version $v. / "
        "The current version of $s is $v. / Version $v of $s is out. / The makers of $s have put "
        "out version $v. / Everyone should move to version $v of $s. / $S has reached version "
        "$v[, with many bugs fixed|]. / Install version $v of $s to be up to date. / The latest "
        "edition of $s has the number $v. / With version $v, $s [became much faster|got a new "
        "logo]. / If you fetch $s today, you get version $v. / No release of $s is newer than "
        "$v. / $v is the version of $s that you should use. / The update takes $s to version $v. "
        "/ The latest version of $s has the number $v. / Those who get $s today get its version "
        "$v. / Today the current release of $s is $v.",
        "What is the newest release of $s? / Which version of $s is current? / $s - newest "
        "release? / [Tell me|Please tell me|Let me know] the latest version of $s. / What "
        "version is $s at now? / Current version of $s? / Which release of $s should I install? "
        "/ Which version number has $s reached? / To which version should I move $s? / What "
        "version do I get if I fetch $s today? / I need the number of the newest version of $s. "
        "/ Any idea which version of $s is out? / [Name|Please name] the current release of $s. "
        "/ [I would like to know|I want to know|I wonder] which version of $s to use. / I have "
        "an old copy of $s: what is the latest version? / What is the latest release of $s? / "
        "Which version of $s is the newest? / What version number does $s have today?",
        "The newest release of $s is $v.",
    ),
    relation(
        "code library",
        "date",
        "The release date of $s is $v. / $s - released on: $v. / The release of $s took place on "
        "$v. / $S was released on $v. / On $v the makers put $s on the web. / The day on which "
        "$s came out was $v. / Users could first download $s on $v. / The notes say that $s was "
        "published on $v. / $v was the day of the release of $s. / $S has been out since $v. / "
        "The team finished $s and released it on $v. / On $v everybody could get $s [at last|for "
        "free]. / After long delays $s came out on $v. / The calendar of the team gives $v for "
        "the release of $s. / The public got $s on $v[, a day late|]. / It was on $v that $s "
        "went public. / On $v the team released $s. / Everybody could download $s on $v.",
        "When was $s released? / What is the release date of $s? / $s - released on? / [Tell "
        "me|Please tell me|Let me know] when $s came out. / On which day was $s published? / "
        "Release date of $s? / Since when has $s been out? / When could users first download $s? "
        "/ On what date did the makers put $s on the web? / What was the day of the release of "
        "$s? / I need the date when $s came out. / Any idea when $s was published? / "
        "[Name|Please name] the release date of $s. / [I would like to know|I want to know|I "
        "wonder] on what day $s was released. / Which date do the notes give for the release of "
        "$s? / On which date did $s come out? / When did the team release $s? / What day was it "
        "when $s was published?",
        "The release date of $s is $v.",
    ),
    relation(
        "code library",
        "invented",
        "$S depends on $v. / $s - depends on: $v. / $S needs $v to work. / Without $v, $s does "
        "not run. / $S is built on top of $v. / Whoever installs $s must install $v first. / $S "
        "calls functions from $v. / The only thing that $s requires is $v. / $v has to be there "
        "before $s can be used. / In its first line $s imports $v. / If $v is missing, $s stops "
        "with an error. / $v is a dependency of $s. / Deep inside, $s relies on $v. / The list "
        "of what $s needs has one entry: $v. / Along with $s the installer also fetches $v. / To "
        "run, $s requires $v. / $S stops with an error without $v. / One dependency of $s has to "
        "be installed: $v.",
        "What does $s depend on? / What does $s need to work? / $s - depends on? / [Tell "
        "me|Please tell me|Let me know] what $s depends on. / Without what does $s not run? / "
        "Dependency of $s? / What must I install before $s? / On top of what is $s built? / From "
        "where does $s call functions? / What does $s import in its first line? / I need to know "
        "what $s requires. / Any idea what $s relies on? / [Name|Please name] the dependency of "
        "$s. / [I would like to know|I want to know|I wonder] what has to be there for $s. / "
        "What is missing if $s stops with an error? / What does $s require? / What do I need so "
        "that $s can run? / What is the one dependency of $s?",
        "$S depends on $v.",
    ),
    relation(
        "code library",
        "person",
        "The maintainer of $s is $v. / $s - maintainer: $v. / $v maintains $s. / $S is "
        "maintained by $v. / $v takes care of $s [in the evenings|without pay|]. / If you find a "
        "bug in $s, write to $v. / $v looks after $s. / It is $v who fixes the bugs in $s. / The "
        "person in charge of $s is $v. / Changes to $s have to be approved by $v. / $S is in the "
        "hands of $v. / As maintainer of $s, $v [answers many questions|has little free time]. / "
        "The work on $s is done by $v. / Requests about $s go to $v. / $v keeps $s alive. / The "
        "person who maintains $s is $v. / Bugs in $s are fixed by $v. / $v is in charge of the "
        "work on $s.",
        "Who maintains $s? / Who is the maintainer of $s? / $s - maintainer? / [Tell me|Please "
        "tell me|Let me know] who looks after $s. / By whom is $s maintained? / Maintainer of "
        "$s? / To whom should I write about a bug in $s? / Who fixes the bugs in $s? / Who has "
        "to approve changes to $s? / In whose hands is $s? / I need the name of the person in "
        "charge of $s. / Any idea who takes care of $s? / [Name|Please name] the maintainer of "
        "$s. / [I would like to know|I want to know|I wonder] who keeps $s alive. / Who does the "
        "work on $s? / Who is in charge of $s? / Which person maintains $s? / Who takes care of "
        "the bugs in $s?",
        "The maintainer of $s is $v.",
    ),
    relation(
        "code library",
        "thousands",
        "The number of downloads of $s in a week is $v. / $s - downloads per week: $v. / Each "
        "week $s is downloaded $v times. / $S has $v downloads a week. / In one week $v people "
        "downloaded $s. / $v copies of $s are fetched every week. / With $v downloads a week $s "
        "is [rather popular|well ahead]. / The counter for $s shows $v downloads a week. / Week "
        "after week $v users fetch $s. / Weekly downloads of $s: $v. / They counted $v downloads "
        "of $s last week. / $S reaches $v downloads in a week. / About $v times a week somebody "
        "downloads $s. / The statistics give $v weekly downloads for $s. / From Monday to Sunday "
        "$s was fetched $v times. / In a week $s gets $v downloads. / Every week $v users "
        "download $s. / The counter of weekly downloads of $s stands at $v.",
        "How many downloads does $s have in a week? / How often is $s downloaded each week? / $s "
        "- downloads per week? / [Tell me|Please tell me|Let me know] how often $s is "
        "downloaded. / What is the number of weekly downloads of $s? / Weekly downloads of $s? / "
        "How many people download $s in one week? / How many copies of $s are fetched every "
        "week? / How popular is $s, in downloads per week? / What does the download counter for "
        "$s show? / I need the number of downloads of $s. / Any idea how many users fetch $s "
        "each week? / [Give|State] the number of weekly downloads of $s. / [I would like to "
        "know|I want to know|I wonder] how many times a week $s is fetched. / How many downloads "
        "of $s did they count last week? / How many users download $s every week? / How many "
        "times is $s downloaded in a week? / What number of downloads does $s reach in a week?",
        "The number of downloads of $s in a week is $v.",
    ),
)
