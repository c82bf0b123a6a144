"""More wordings of what texts tell of people."""

from __future__ import annotations

from models.demo.corpus.relation import Wordings, wordings

MORE_PEOPLE: dict[str, Wordings] = {
    "$s lives in $v.": wordings(
        "$s - place of residence: $v. / Whoever looks for $s will find a door with that name in "
        "$v. / $s, who lives in $v, [sends best wishes|rarely travels]. / $s calls $v home. / "
        "According to the register, $s is resident in $v. / These days $s resides in $v, [close "
        "to the river|near the station]. / Having sold the old farm, $s now dwells in $v. / $s "
        "shares a flat with friends in $v. / As an inhabitant of $v, $s [knows every "
        "street|votes there]. / After long travels $s put down roots in $v. / Home for $s is $v. "
        "/ Post for $s is delivered to a house in $v. / Name: $s. Lives in: $v. / The place "
        "where $s lives is $v. / $s has been at home in $v for many years. / If you want to "
        "visit $s at home, go to $v.",
        "Whereabouts does $s live? / Where is $s living [now|these days]? / $s lives where? / "
        "Home town of $s? / Which place does $s call home? / [Remind me|Tell me again]: where is "
        "$s at home? / In what town or city does $s reside? / The town where $s lives, please. / "
        "[Does anyone know|Have you heard] where $s has made a home? / I am looking for the city "
        "in which $s dwells. / Whereabouts is $s's flat? / Find out where $s is resident. / "
        "[What is|What's] $s's place of residence? / What is the name of the city where $s "
        "lives? / Where can one find $s at home? / In which place is $s living?",
    ),
    "$s works as a $v.": wordings(
        "$s - [job|occupation]: $v. / By occupation $s is a $v. / $s is a $v and [loves the "
        "work|would never do anything else]. / The job that pays the bills of $s is that of a "
        "$v. / $s chose the career of a $v. / $s practises the trade of a $v. / $s, a $v by "
        "training, [works long hours|has little free time]. / After years of study, $s took up "
        "work as a $v. / If you need a $v, call $s. / $s found a post as a $v. / $s's line of "
        "work: $v. / In the daytime $s is at work as a $v. / Name: $s. Profession: $v. / $s does "
        "the work of a $v. / For years $s has been a busy $v. / Everybody knows that $s has the "
        "job of a $v.",
        "[What is|What's] $s's line of work? / What sort of job does $s do? / Which trade does "
        "$s practise? / Occupation of $s? / What is it that $s does at work? / In what "
        "profession is $s working? / $s works as what? / [Remind me|Quick question]: what does "
        "$s work as? / Find out what $s is by trade. / Which career did $s choose? / I forgot "
        "what job $s does. / How does $s make money - what is the job? / Who can say what trade "
        "$s learned? / Which profession does $s have? / What is the occupation of $s? / Say what "
        "kind of job $s has.",
    ),
    "$s was born in $v.": wordings(
        "$s - [year of birth|born]: $v. / $s arrived in this world in $v, [on a stormy night|to "
        "everyone's joy]. / Back in $v, a baby was born and given the name $s. / The parents of "
        "$s had their child in $v. / The birth certificate of $s is dated $v. / $s was a baby of "
        "the year $v. / $s's life began in $v. / When $s was born, the calendar showed the year "
        "$v. / The life of $s started in $v [in a small village|far from here]. / The church "
        "register has the birth of $s under $v. / Born in the year $v, $s [grew up with an "
        "aunt|never knew the war]. / Year of birth: $v. Name: $s. / The birth year noted for $s "
        "is $v. / The year in which $s came into the world was $v. / In the papers of $s one "
        "reads that the year of birth is $v. / The first child of the family, $s, was born in "
        "$v.",
        "What is the date of birth of $s - just the year? / Which year goes with the birthday of "
        "$s? / Birth year of $s? / Which year did $s come into this world? / [Remind me|Tell me "
        "again] when $s was born. / How far back does the birth of $s lie - in which year was "
        "it? / Since what year has $s been alive? / In what year did $s's life begin? / When did "
        "the parents of $s have their child? / I need the year $s was born. / Look up the year "
        "of birth of $s. / What year stands on the birth certificate of $s? / What does the "
        "passport of $s say about the year of birth? / Which year was the first in the life of "
        "$s? / In what year did the birth of $s fall? / Say in what year $s was born.",
    ),
    "$s likes $v.": wordings(
        "$s - favourite [food|dish|meal]: $v. / $s adores eating $v. / $s is very fond of $v "
        "[and always has some at home|, above all in winter]. / The dish $s enjoys most is $v. / "
        "On every birthday $s wishes for a big plate of $v. / For $s there is nothing finer on a "
        "plate than $v. / At table $s has a weakness for $v. / No meal makes $s as happy as $v. "
        "/ In a restaurant $s orders $v [every time|without reading the menu]. / Friends who "
        "invite $s for dinner had better serve $v. / If $s is coming to lunch, put $v on the "
        "table. / $s would eat $v three times a day if that were possible. / Best-loved food of "
        "$s: $v. / The food that $s likes to eat most is $v. / For dinner $s would always choose "
        "$v. / Of all food, $v is what $s loves most.",
        "Which meal does $s enjoy most? / What is $s fond of eating? / $s's best-loved dish? / "
        "What would make $s smile at dinner? / Favourite food of $s? / [Remind me|Tell me again] "
        "what $s loves to eat. / What should be served when $s comes to lunch? / What does $s "
        "order in a restaurant every time? / For which food does $s have a weakness? / I am "
        "cooking for $s tonight: what is the favourite meal? / What would $s like on the plate? "
        "/ Find out which dish $s adores. / If $s could eat only one thing, what would it be? / "
        "What food does $s like best? / Which food should I cook for $s at home? / What does $s "
        "always ask for at dinner?",
    ),
    "The pet of $s is called $v.": wordings(
        "$s - pet: $v. / $s has a pet, and $v is its name. / An animal named $v lives in the "
        'house of $s. / When $s shouts "$v", the [dog|cat] comes running. / The [dog|pony|cat] '
        "owned by $s goes by the name of $v. / $s shares the sofa with a [cat|dog] whose name is "
        "$v. / Everyone in the street knows $v, the [dog|cat|goose] of $s. / $s bought a "
        '[puppy|kitten|hamster] and chose the name $v for it. / "Come here, $v," says $s to the '
        "[dog|cat]. / The four-legged friend of $s is named $v. / On the collar of $s's "
        "[dog|cat] one reads $v. / $s once found a hungry [cat|dog], kept it and called it $v. / "
        "Name of the pet that belongs to $s: $v. / The name of $s's pet is $v. / $s takes care "
        "of an animal that answers to the name $v. / The name that $s gave the [dog|kitten] is "
        "$v.",
        "What's that pet of $s's called? / Name of $s's [cat or dog|animal]? / $s has a pet: "
        "what is its name? / By what name does the pet of $s go? / Under what name is $s's pet "
        "known? / [Remind me|Tell me again] how $s's pet is called. / What does $s shout when "
        "the pet should come? / What is written on the collar of $s's pet? / I forgot the name "
        "of the animal that $s owns. / What is the four-legged friend of $s named? / Pet of $s - "
        "name? / Find out how the animal of $s is named. / [Does anyone know|Have you heard] "
        "what $s named the pet? / Which name does the pet of $s have? / To which name does the "
        "animal of $s answer? / Say what name the animal of $s bears.",
    ),
    "$s is interested in $v.": wordings(
        "$s - [hobby|interests]: $v. / $s is keen on $v. / $s has a deep interest in $v. / In "
        "the spare time that work leaves, $s turns to $v. / The pastime of $s is $v. / What $s "
        "does for pleasure is $v. / $s is mad about $v [and talks of nothing else|, as all "
        "friends know]. / A fan of $v, $s [has read many books on it|belongs to a club]. / "
        "Whenever work is over, $s takes up $v again. / $s's heart beats for $v. / Mention $v "
        "and $s will listen at once. / $s finds $v more exciting than anything else. / It is $v "
        "that $s is really interested in. / $s enjoys $v in every free hour. / The interest of "
        "$s in $v is great. / At weekends $s spends all the time on $v.",
        "What is $s keen on? / What does $s do in [spare time|the free time that is left]? / "
        "Which pastime does $s have? / Interests of $s? / What is $s mad about? / For what does "
        "$s's heart beat? / [Remind me|Tell me again] which hobby $s has. / What subject does $s "
        "turn to for pleasure? / Which topic makes $s listen at once? / I am looking for "
        "something $s enjoys: what is the hobby? / Find out where the interests of $s lie. / In "
        "which field is $s interested? / What does $s find most exciting? / What is the great "
        "interest of $s? / About what does $s read everything? / What has fascinated $s since "
        "childhood?",
    ),
    "The number of $s is $v.": wordings(
        "$s - [phone|tel.|telephone]: $v. / Need to talk to $s? The number is $v. / $s answers "
        "when you ring $v. / $s gave me a phone number, and it was $v. / Anyone who wants a word "
        "with $s should dial $v. / On the business card of $s the phone number is $v. / For a "
        "call to $s, [pick up the phone and|please] use $v. / $s's mobile has the number $v. / "
        "In the phone book, $s is listed with $v. / My new number, says $s, is $v. / The line of "
        "$s is $v, [day and night|but please not after nine]. / Telephone calls to $s go to $v. "
        "/ By phone you get hold of $s on $v. / The phone number that $s left is $v. / You can "
        "reach $s at the number $v. / To talk to $s by telephone, dial $v.",
        "Phone no. of $s? / Tel. of $s? / What's the number to ring $s? / How do I get $s on the "
        "line? / What is $s's mobile number? / I have to call $s: what is the number? / [Remind "
        "me of|Look up] the phone number of $s. / On which number does $s take calls? / What "
        "number did $s leave for calls? / [Has anyone got|Have you got] the phone number of $s? "
        "/ Which digits do I dial when I want a word with $s? / $s has a phone, but what is its "
        "number? / I want to ring $s, so please give me the number. / What number should I call "
        "to talk to $s? / What is the number of $s's telephone? / What telephone number did $s "
        "leave?",
    ),
    "$s is employed by $v.": wordings(
        "$s - employer: $v. / $s does paid work at $v. / The firm that $s works for is $v. / $s "
        "is on the staff of $v. / $s gets a pay cheque from $v every month. / $s found a job at "
        "$v [after a long search|right after school]. / A member of staff at $v, $s [likes the "
        "work there|often travels]. / $s left the old firm and went over to $v. / At $v, $s has "
        "[a desk by the window|an office on the second floor]. / The company where $s has a job "
        "is $v. / It is for $v that $s goes to work every morning. / $s was taken on by $v. / "
        "Name: $s. Company: $v. / The salary of $s is paid by $v. / The company that employs $s "
        "is $v. / $s has had a position with $v for years.",
        "Who pays $s? / Who does $s work for? / Employer of $s? / Where is $s employed, at which "
        "company? / Which firm took $s on? / On whose staff is $s? / [Remind me|Tell me again] "
        "which company $s works for. / From which company does $s get a pay cheque? / What is "
        "the name of the firm where $s has a job? / Which company gave $s a job? / Find out what "
        "company $s belongs to. / I forgot for which firm $s works. / With which business did $s "
        "sign a contract? / What company is the employer of $s? / Which company pays the salary "
        "of $s? / For what company does $s go to the office?",
    ),
}
