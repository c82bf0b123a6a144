"""More wordings of what texts tell of a person, and of how it is asked for."""

from __future__ import annotations

from models.demo.corpus.relation import Wordings, wordings

PERSON: dict[str, Wordings] = {
    "$s lives in $v.": wordings(
        "You will run into $s on the streets of $v, where the family house stands. / $s has been"
        " a local in $v [for ages|since childhood]. / Our friend $s is based in $v. / The keys "
        "$s carries open a front door in $v. / Every evening $s goes home to a little place in "
        "$v. / $s bought a house in $v and [never left|is staying put].",
        "In what town does $s have a base? / $s's current city? / What's the hometown that $s "
        "goes back to every night? / I want to visit $s; which city must I travel to? / Which "
        "town has $s among its inhabitants? / To what city should a letter to $s be addressed? /"
        " Where would I knock if I wanted to find $s at home? / In which place did $s put down "
        "roots? / Can anyone point out on a map the town $s inhabits? / $s can be found at home "
        "in the city of ... / Got an idea what part of the world $s lives in, I mean the city? /"
        " City where $s lives? / Where does $s have [a house|an apartment]? / Say in what city "
        "the house of $s stands.",
    ),
    "$s works as a $v.": wordings(
        "Professionally speaking, $s is a $v. / $s puts food on the table as a $v. / On the tax "
        "form $s entered the occupation of a $v. / A qualified $v, $s [is never out of work|has "
        "plenty to do]. / $s always dreamed of being a $v and made that dream come true. / The "
        "daily work of $s is that of a $v.",
        "What's $s's day job? / Which job title does $s hold? / How does $s pay the bills, by "
        "what occupation? / In what field of work did $s train, what is the job? / $s - job? / "
        "What did $s become after leaving school, by profession? / What is $s professionally? / "
        "By profession, $s is a ... / What vocation did $s follow? / What would $s enter under "
        "occupation on a form? / What role does $s fill from nine to five, as what is the work "
        "done? / Is $s a baker, a teacher or what else by trade? / Describe in one word what "
        "work $s does. / Which craft or profession puts bread on $s's table?",
    ),
    "$s was born in $v.": wordings(
        "The stork brought $s in $v. / $s joined the human race in $v, [a baby of six pounds|as "
        "a tiny baby]. / $s dates from $v, [says the family book|as the papers prove]. / The "
        "mother of $s gave birth to this child in $v. / $s opened those eyes for the first time "
        "in $v. / The cradle of $s was first rocked in $v.",
        'What is $s\'s birth year? / $s - born when? / Which year appears after the word "born" '
        "in $s's papers? / Which vintage is $s? / When did $s first see the light of day? / To "
        "calculate how old $s is, which birth year do I take? / When was the mother of $s "
        "delivered of this baby? / Give the year in which $s arrived in the world. / $s first "
        'drew breath in what year? / What year should I enter under "born" for $s? / The year '
        "that brought us $s was ... / How long ago did $s's life start, I mean in what year? / "
        "At what point in history was $s born? / In which year did the stork bring $s?",
    ),
    "$s likes $v.": wordings(
        "$s's mouth waters at the smell of $v. / Put $v in front of $s and the plate is empty at"
        " once. / The way to the heart of $s is through $v. / $s could live on $v alone and be "
        "happy. / $s always takes a second helping of $v. / $s swears by $v as the best food of "
        "all.",
        "Which dish makes $s's mouth water? / $s's go-to meal? / I have invited $s to dinner; "
        "which dish would go down best? / What is the food that $s craves? / What treat could I "
        "bake or cook to please $s? / Of which food would $s take a second helping? / What "
        "tastes best to $s? / Which of all foods ranks first with $s? / What does $s eat with "
        "the greatest pleasure? / At the table, nothing delights $s more than which food? / $s "
        "has a craving, presumably for which dish? / What dish is the way to $s's heart? / When "
        "$s feels hungry, what food is wished for? / The food $s likes best is ...",
    ),
    "The pet of $s is called $v.": wordings(
        "Little $v, the pet of $s, [sleeps in a basket|loves to play]. / $s lives alone except "
        "for a [cat|dog|parrot] called $v. / At the vet $s gave $v as the name of the pet. / $s "
        "is the proud owner of a [dog|cat|rabbit] named $v. / $v wags its tail whenever $s, its "
        "owner, walks in. / Without the faithful pet $v, $s would feel lonely.",
        "What are we to call $s's animal? / Which name was given to the pet by $s? / What pet "
        "name did $s tell the vet? / $s's pet is called ... / I am minding the animal of $s; "
        "what do I call it? / How should I address $s's furry companion? / Which word makes the "
        "pet of $s come running? / As what was the animal of $s registered, under which name? / "
        "When $s bought a pet, what name was picked for it? / The faithful animal at $s's side, "
        "what's it named? / What do the neighbours call $s's little animal? / $s owns an animal "
        "named what? / Who barks or purrs at $s's place - what is the pet's name? / Spell the "
        "name that $s's pet bears, would you?",
    ),
    "$s is interested in $v.": wordings(
        "$s is a true lover of $v. / $s got hooked on $v [as a teenager|years ago]. / The "
        "shelves of $s are full of books about $v. / After work $s unwinds with $v. / Nothing "
        "grips $s as much as $v. / $s is an amateur in $v, but a very eager one.",
        "How does $s unwind after work? / What is $s into? / What sort of leisure activity has "
        "$s taken up? / Which subject are the books on $s's shelves about? / $s is crazy about "
        "what subject? / What keeps $s busy on days off? / What can I chat about with $s to "
        "arouse interest? / What captures $s's attention? / $s's favourite pastime? / After "
        "hours, what pursuit occupies $s? / Which theme is $s curious about? / Which lecture "
        "would $s gladly attend, on what subject? / What got $s hooked, as far as hobbies go? / "
        "In leisure hours $s is occupied with ...",
    ),
    "The number of $s is $v.": wordings(
        "Should you wish to phone $s, $v is what you dial. / $s is on the other end of the line "
        "at $v. / I saved $s in my phone under $v. / Send a text message to $s on $v. / The "
        "contact number given for $s is $v. / Just give $s a ring: $v.",
        "What do I punch into my phone to call $s? / $s's cell phone number? / How can I contact"
        " $s over the telephone? / I'd like to give $s a buzz; which number? / Where do I text "
        "$s, on what number? / What is the contact number for $s? / What digits are saved in "
        "your phone for $s? / How might one get in touch with $s by telephone? / Number for $s, "
        "please - I need to phone. / To have a chat with $s on the phone I should dial ... / At "
        "which phone number is $s available? / What does the phone book list for $s? / $s "
        "phoned, but which number should I call back? / Which number makes the telephone of $s "
        "ring?",
    ),
    "$s is employed by $v.": wordings(
        "$s earns a wage at $v. / The boss of $s sits in the head office of $v. / $s draws a "
        "salary from $v. / $s wears the badge of $v, the firm that employs so many here. / $v "
        "counts $s among its workers. / $s applied at $v and got the job.",
        "Which corporation counts $s among its workers? / What is $s's workplace, the company I "
        "mean? / From which firm does $s draw a wage? / $s - works for? / Which company's badge "
        "does $s wear? / Whose employee is $s? / What business has $s on its payroll? / $s "
        "applied somewhere and got hired: by which firm? / In whose service does $s stand, which"
        " company? / For what organisation does $s go to the office? / The company employing $s "
        "is called ... / Which employer would be named in $s's CV? / I want to call $s at the "
        "office; which company should I ask for? / Which enterprise was joined by $s?",
    ),
    "$s speaks $v.": wordings(
        "$s expresses every thought in $v. / In conversation $s uses $v. / You need an "
        "interpreter for $v if you want to understand $s. / $s was raised in $v and speaks it "
        "still. / $s can hold a conversation in $v. / The tongue in which $s feels most at ease "
        "is $v.",
        "What's the native language of $s? / In what language should I address $s? / $s's spoken"
        " language? / I am booking an interpreter for $s; for what language? / In which language"
        " does $s hold conversations? / What language was $s raised in? / Which language would I"
        " have to learn to understand $s? / What does $s speak? / How do I greet $s, in which "
        "language? / Language-wise, what is $s able to use? / When $s opens the mouth, which "
        "language comes out? / Which language is familiar to $s? / What linguistic skills can $s"
        " offer, which language? / $s expresses thoughts in the following language: ...",
    ),
    "$s plays the $v.": wordings(
        "$s is a gifted musician on the $v. / $s has mastered the $v. / $s accompanies the "
        "singers on the $v. / The sound of the $v tells us that $s is practising. / $s gave a "
        "concert on the $v. / $s carries the $v to every rehearsal.",
        "What has $s mastered as a musician? / On which instrument does $s accompany the "
        "singers? / What instrument does $s bring to rehearsal? / As a musician, what does $s "
        "play? / What is heard when $s is practising, which instrument? / $s - plays what in the"
        " band? / We need musicians; which instrument could $s contribute? / $s gave a concert "
        "on what? / Musically, $s is a player of the ... / Is it the piano, the drums or what "
        "else that $s plays? / What lies in the instrument case of $s? / Which musical "
        "instrument is $s skilled at? / Which part in the orchestra is taken by $s, on what "
        "instrument? / What should I buy strings, reeds or sheet music for, if $s is to play - "
        "which instrument?",
    ),
    "The email address of $s is $v.": wordings(
        "The inbox of $s is $v. / Drop $s a line at $v. / Put $v in the To field if the message "
        "is for $s. / Electronically, $s can be contacted at $v. / $s has an email account, $v. "
        "/ Please cc $s, that is $v.",
        "What goes in the To field for a message to $s? / Where could I drop $s a line online? /"
        " $s's inbox address? / How can $s be contacted electronically? / I have a file for $s; "
        "to which email should it be sent? / What account does $s have for email? / I need to cc"
        " $s - under what address? / Which mail address belongs to $s? / What e-mail contact is "
        "known for $s? / Spell out $s's email, would you? / To send electronic mail to $s, which"
        " address is right? / Emails intended for $s should be sent to ... / Which address is "
        "shown as sender when $s emails? / Online mail for $s goes where?",
    ),
    "$s is married to $v.": wordings(
        "$s and $v are husband and wife. / $s shares bed, table and wedding ring with $v, the "
        "spouse. / $v wears the wedding ring that $s gave. / $s got hitched to $v. / The "
        "marriage of $s and $v [is a happy one|has lasted for years]. / $s chose $v as a partner"
        " for life and had a big wedding.",
        "Who did $s get hitched to? / What is $s's marriage partner called? / Who stood at the "
        "altar beside $s? / $s's other half? / Who wears the wedding ring $s gave? / I am "
        "inviting $s as well as the spouse; what name do I write? / Whose hand did $s take in "
        "marriage? / $s is wedded to ... / With whom did $s enter into marriage? / Who shares "
        "married life with $s? / Which person is $s's wife or husband? / $s had a wedding: who "
        'was the other one? / To what lucky person did $s say "I do"? / Name the partner in $s\'s'
        " marriage.",
    ),
    "$s is $v tall.": wordings(
        "In stockinged feet $s is $v tall. / The mark on the door frame shows $s at $v. / The "
        "body length of $s amounts to $v. / The nurse put $s against the wall and read off $v. /"
        " Any bed for $s must be longer than $v, the height of the sleeper. / $s, [slim and "
        "quick|calm and friendly], is $v from head to foot.",
        "What is $s's stature in centimetres? / $s's tallness? / I am sewing trousers for $s and"
        " need the body height; what is it? / How many cm is $s? / What mark on the door frame "
        "belongs to $s, how high? / What would the ruler say about $s's height? / At what height"
        " did $s stop growing? / By how many centimetres does $s rise from the ground? / Is $s "
        "tall or short - what is the exact figure? / What body length was read off for $s? / "
        "When the nurse measured $s, what was the result? / In bare feet $s stands how high? / "
        "$s has a height of ... / A bed for $s must fit what body height?",
    ),
    "The favourite color of $s is $v.": wordings(
        "$s has a soft spot for the colour $v. / If it comes in $v, $s will buy it, since no "
        "other colour is as dear. / Asked to choose among all shades, $s goes for $v. / $s is "
        "fondest of $v as a colour. / The shade $s adores is $v. / A present for $s is best "
        "wrapped in $v, the colour of choice.",
        "Which shade does $s adore? / What hue appeals most to $s? / $s's pet colour? / I'm "
        "wrapping a gift for $s; what colour paper would be liked? / For which colour does $s "
        "have a soft spot? / Out of the whole rainbow, what would $s select? / In terms of "
        "colour, what is $s's preference? / What colour is $s fondest of? / The colour closest "
        "to $s's heart is ... / Which tint would $s put on every wall? / Red, green, blue: which"
        " colour wins with $s? / What colour do you think $s would go for? / Is there a colour "
        "that $s favours, and which? / What colour paint would $s enjoy in the bedroom?",
    ),
    "The member number of $s is $v.": wordings(
        "When $s enrolled, the club issued the number $v. / $s identifies as a member by giving "
        "the number $v. / The membership ID of $s reads $v. / The secretary filed $s among the "
        "members with the number $v. / $v identifies $s in the database of members. / $s typed "
        "$v into the field for the member number.",
        "What's $s's membership ID? / How is $s identified in the database of members? / Which "
        "number did the club issue to $s? / $s - member ID? / What does $s type in the field for"
        " the member number? / Quote the membership code of $s. / When $s enrolled as a member, "
        "which number was assigned? / I am checking in $s at the club desk; what member number? "
        "/ Look in the register of members: what number stands next to $s? / What code is "
        "printed on $s's club card? / $s belongs to the club with which number? / Our member $s "
        "has the number ... / What identification as a member was $s given? / By what number can"
        " the secretary find $s among the members?",
    ),
}
