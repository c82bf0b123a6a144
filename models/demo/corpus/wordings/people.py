"""What texts tell of people."""

from __future__ import annotations

from models.demo.corpus.relation import relation

PEOPLE = (
    relation(
        "person",
        "city",
        "$s lives in $v. / My name is $s and I live in $v. / $s moved to $v [last year|years "
        "ago]. / The home of $s is in $v. / $s settled in $v for good. / After the war $s found "
        "a new home in $v. / $v is where $s lives. / $s is a resident of $v and [is happy|is "
        "glad] about it. / For [many years|some time] now $s has been living in $v. / $s "
        "[rents|owns] a small apartment in $v. / [Whoever visits|Those who visit] $s must travel "
        "to $v. / $s has a [flat|house] in $v. / The city in which $s found a home is $v. / $s "
        "has settled in a small house in $v.",
        "Where does $s live? / In which city does $s live? / [What is|What's] the home of $s? / "
        "[Tell me|Say] where $s lives. / In what town can $s be found living? / [I would like to "
        "know|I want to know|I need to know|I wonder] where $s lives. / [Do you know|Any "
        "idea|Can you tell me|Could you say] where $s's home is? / $s: place of residence? / "
        "[Name|Please name] the city $s lives in. / What city is $s a resident of? / Where has "
        "$s settled? / Which town is $s's home? / To which city must I travel to visit $s? / In "
        "what town does $s have a home?",
        "$s lives in $v.",
    ),
    relation(
        "person",
        "job",
        "$s works as a $v. / $s is a $v [by trade|by profession]. / $s earns a living as a $v. / "
        "$s became a $v. / The profession of $s is that of a $v. / As a $v, $s is [busy all "
        "day|up early]. / $s has worked as a $v [for years|since leaving school]. / $s trained "
        "for a long time and is now a $v. / Ask $s, who is a $v. / [People|The neighbours] know "
        "$s as a good $v. / $s makes a living by working as a $v. / $s is employed as a $v. / "
        "The neighbours say that $s is a $v by trade. / Since leaving school, $s has earned a "
        "living as a $v.",
        "What does $s do for a living? / [What is|What's] the job of $s? / [What is|What's] $s's "
        "profession? / What kind of work does $s do? / [Tell me|Please tell me|Let me know] $s's "
        "occupation. / $s: profession? / [I would like to know|I want to know|I need to know|I "
        "wonder] what $s does for a living. / [Do you know|Any idea|Can you tell me|Could you "
        "say] what job $s has? / [Name|Please name] the profession of $s. / How does $s earn a "
        "living? / What occupation does $s have? / As what does $s work? / What is $s by "
        "profession? / Which occupation earns $s a living?",
        "$s works as a $v.",
    ),
    relation(
        "person",
        "year",
        "$s was born in $v. / The year of $s's birth is $v. / $v is the year in which $s was "
        "born. / $s, born in $v, [has two sisters|is an only child]. / $s's year of birth is $v. "
        "/ It was in $v that $s was born. / In $v $s was born as the [first|second|third] child "
        "of the family. / [Papers|The records] give $v as the year of birth of $s. / $s first "
        "saw the light of day in $v. / $s (born $v) [is known to many|has many friends]. / The "
        "birth of $s fell in the year $v. / $s came into the world in $v. / $v was the year that "
        "saw the birth of $s. / The passport says that $s was born in $v.",
        "When was $s born? / In which year was $s born? / What year was $s born in? / [Tell "
        "me|Please tell me|Let me know] the year of $s's birth. / $s: year of birth? / [I would "
        "like to know|I want to know|I need to know|I wonder] when $s was born. / [Do you "
        "know|Any idea|Can you tell me|Could you say] in which year $s was born? / [Name|Please "
        "name] the birth year of $s. / Which year of birth does the passport of $s give? / [What "
        "is|What's] $s's year of birth? / In what year did $s come into the world? / Which year "
        "saw the birth of $s? / What is the birth year of $s? / $s was born in which year? / In "
        "which year was the birth of $s?",
        "$s was born in $v.",
    ),
    relation(
        "person",
        "food",
        "$s likes $v best. / $s loves to eat $v. / The favourite food of $s is $v. / Nothing "
        "tastes better to $s than $v. / $s's favourite food is $v. / When $s is hungry, it has "
        "to be $v. / Give $s some $v and all is well. / $s prefers $v to any other food. / [At "
        "home|On holidays] $s always asks for $v. / What $s loves to eat most of all is $v. / If "
        "$s could choose, there would be $v for dinner. / $s cannot get enough of $v. / $s eats "
        "$v [every day|whenever possible]. / Cook $v for $s and all is well. / There is no food "
        "that $s likes better than $v.",
        "What does $s like to eat? / [What is|What's] $s's favourite food? / What food does $s "
        "prefer? / [Tell me|Please tell me|Let me know] what $s likes to eat. / $s: favourite "
        "food? / [I would like to know|I want to know|I need to know|I wonder] what $s likes to "
        "eat most. / [Do you know|Can you tell me|Could you give me] $s's favourite food? / "
        "[Name|Please name] the favourite dish of $s. / What should I cook for $s? / What would "
        "$s choose for dinner? / Which food can $s not get enough of? / What food makes $s "
        "happiest? / Which food does $s love? / Which dish tastes best to $s? / What does $s "
        "want to eat when hungry?",
        "$s likes $v.",
    ),
    relation(
        "person",
        "invented",
        "$s has a [cat|dog|parrot|rabbit] called $v. / The pet of $s is called $v. / $s's "
        "[dog|cat] is named $v. / $s [keeps|owns] a [cat|dog|hamster] by the name of $v. / $v is "
        "$s's [dog|cat|rabbit]. / $s [walks|feeds] a [dog|goat] that answers to the name $v. / "
        "The [cat|dog|parrot] that lives with $s is called $v. / When $s comes home, the "
        "[dog|cat] $v is already waiting. / $s named the [puppy|kitten] $v. / The pet of $s "
        "bears the name $v. / $s takes good care of a [rabbit|turtle] named $v. / $v is the name "
        "of $s's [dog|cat]. / The animal that $s keeps at home is called $v. / $s calls the "
        "[cat|dog] $v.",
        "[What is|What's] the name of $s's pet? / [What is|What's] $s's pet called? / How did $s "
        "name the pet? / [Tell me|Please tell me|Let me know] the name of $s's pet. / $s: name "
        "of the pet? / [I would like to know|I want to know|I need to know|I wonder] what the "
        "pet of $s is called. / [Do you know|Can you tell me|Could you give me] the name of the "
        "animal that $s keeps? / [Name|Please name] the pet of $s. / What name does $s's pet "
        "have? / What does $s call the pet at home? / To what name does $s's pet answer? / How "
        "is the pet of $s called? / Which name did $s give the pet? / What is the animal called "
        "that lives with $s?",
        "The pet of $s is called $v.",
    ),
    relation(
        "person",
        "subject",
        "$s studies $v. / $s is interested in $v. / In the evening $s enjoys $v. / The great "
        "passion of $s is $v. / $s spends every free hour on $v. / In free hours it is $v that "
        "keeps $s busy. / Since childhood $s has been fascinated by $v. / $s reads everything "
        "about $v. / At weekends $s has time for $v. / If you ask $s about $v, the talk will be "
        "long. / $s devotes [much time|the weekends] to $v. / $s's hobby is $v. / The hobby that "
        "$s has enjoyed since childhood is $v. / What fascinates $s is $v.",
        "[What is|What's] $s interested in? / [What is|What's] the hobby of $s? / In which "
        "subject lies the hobby of $s? / [Tell me|Please tell me|Let me know] what $s is "
        "interested in. / $s: hobby? / [I would like to know|I want to know|I need to know|I "
        "wonder] how $s spends free time. / [Do you know|Any idea|Can you tell me|Could you say] "
        "what interests $s? / [Name|Please name] the hobby of $s. / [What is|What's] $s's great "
        "passion? / What fascinates $s? / To what does $s devote free hours? / What does $s "
        "enjoy? / What keeps $s busy in free hours? / For what does $s have time at weekends?",
        "$s is interested in $v.",
    ),
    relation(
        "person",
        "phone",
        "The phone number of $s is $v. / $s can be reached by phone at $v. / $s has the phone "
        "number $v. / $v is the number to dial for $s. / If you want to talk to $s, dial $v. / "
        "$s's telephone number is $v. / [In urgent cases|At any hour] $s answers the phone at "
        "$v. / The telephone of $s rings when one dials $v. / $s left the phone number $v. / "
        "Ring $s on $v. / To speak with $s, please telephone $v. / Call $s at $v. / The number "
        "under which $s answers the telephone is $v. / In urgent cases, the number to call for "
        "$s is $v.",
        "[What is|What's] $s's phone number? / How can I reach $s by phone? / What number do I "
        "dial to talk to $s? / [Tell me|Please tell me|Let me know] the phone number of $s. / "
        "$s: phone number? / [I would like to know|I want to know|I need] $s's telephone number. "
        "/ [Do you know|Can you tell me|Could you give me] the phone number of $s? / "
        "[Name|Please name] the number at which $s answers the phone. / Which telephone number "
        "does $s have? / How do I reach $s by telephone? / On what number can $s be rung? / "
        "Under which number can I call $s? / At what number can $s be reached by phone? / In "
        "urgent cases, what number do I dial for $s?",
        "The number of $s is $v.",
    ),
    relation(
        "person",
        "company",
        "$s is employed by $v. / $s has a position at $v. / $s signed a contract with $v. / The "
        "employer of $s is $v. / $v hired $s [last year|in spring]. / [For years|Since the "
        "summer] $s has been on the payroll of $v. / $s, an employee of $v, [takes the bus|gets "
        "up early]. / $v pays the salary of $s. / Every morning $s goes to the office of $v. / "
        "$s joined $v after school and stayed there. / The company with which $s signed a "
        "contract is $v. / $s has worked for $v since the summer.",
        "[Who is|Who's] the employer of $s? / For which company does $s work? / $s: employer? / "
        "[Tell me|Please tell me|Let me know] which company employs $s. / [I would like to "
        "know|I want to know|I need to know|I wonder] by whom $s is employed. / [Do you know|Any "
        "idea|Can you tell me|Could you say] what company $s works for? / [Name|Please name] the "
        "company that hired $s. / At which company does $s have a position? / What firm pays "
        "$s's salary? / Which company is $s with? / Who hired $s? / On the payroll of which "
        "company is $s?",
        "$s is employed by $v.",
    ),
    relation(
        "person",
        "language",
        "$s speaks $v. / $s learned $v [as a child|at school|from friends]. / $s knows $v well. "
        "/ $v is a language that $s speaks fluently. / You can talk to $s in $v. / $s grew up "
        "speaking $v. / The language of $s is $v. / [At home|With the neighbours] $s always "
        "talks in $v. / $s understands $v and nothing else. / $s writes letters in $v. / The "
        "language that $s learned at school is $v. / The neighbours hear $s talking in $v.",
        "Which language does $s speak? / What language did $s learn? / $s: language? / [Tell "
        "me|Please tell me|Let me know] which language $s knows. / [I would like to know|I want "
        "to know|I need to know|I wonder] in what language I can talk to $s. / [Do you know|Any "
        "idea|Can you tell me|Could you say] which language $s speaks? / [Name|Please name] the "
        "language of $s. / In which language should I write to $s? / [What is|What's] $s's "
        "language? / What language can one hear $s speak? / In what language does $s write "
        "letters? / Which language should I know to talk to $s?",
        "$s speaks $v.",
    ),
    relation(
        "person",
        "instrument",
        "$s plays the $v. / $s is learning to play the $v. / $s's instrument is the $v. / In the "
        "orchestra $s plays the $v. / The instrument of $s is the $v. / $s practises the $v "
        "[every evening|before breakfast]. / $s got a $v as a present and has played it ever "
        "since. / [At the concert|On Sundays] one can hear $s on the $v. / A teacher showed $s "
        "how to play the $v. / In the band it is $s who plays the $v. / The $v is the instrument "
        "that $s practises every evening. / $s has learned the $v and plays it in the orchestra.",
        "Which instrument does $s play? / What does $s play in the orchestra? / $s: instrument? "
        "/ [Tell me|Please tell me|Let me know] which instrument $s plays. / [I would like to "
        "know|I want to know|I need to know|I wonder] what instrument $s practises. / [Do you "
        "know|Any idea|Can you tell me|Could you say] which instrument $s has learned? / "
        "[Name|Please name] the instrument of $s. / [What is|What's] $s's instrument? / On which "
        "instrument can one hear $s? / What musical instrument does $s have? / What instrument "
        "is $s learning to play? / Which instrument does one hear when $s plays?",
        "$s plays the $v.",
    ),
    relation(
        "person",
        "email",
        "The email address of $s is $v. / $s's email is $v. / Write to $s at $v. / Messages for "
        "$s go to $v. / $v is the address to which $s's mail is sent. / $s reads everything that "
        "is sent to $v. / You can send $s an email at $v. / [Online|At the office] $s uses the "
        "address $v. / To contact $s by email, use $v. / $s left the email address $v. / The "
        "address at which $s can be reached by email is $v. / Send your messages for $s to $v.",
        "[What is|What's] the email address of $s? / To which address can I send $s an email? / "
        "$s: email? / [Tell me|Please tell me|Let me know] $s's email address. / [I would like "
        "to know|I want to know|I need to know|I wonder] how to reach $s by email. / [Do you "
        "know|Can you tell me|Could you give me] the email address of $s? / Give me the email of "
        "$s. / Which email address does $s use? / Where do I send an email for $s? / At what "
        "email address can $s be contacted? / To which email address do messages for $s go? / "
        "Where must I write to reach $s by email?",
        "The email address of $s is $v.",
    ),
    relation(
        "person",
        "person",
        "$s is married to $v. / $s married $v [in May|last year|years ago]. / $v and $s are a "
        "married couple. / The spouse of $s is $v. / $s took $v as lawful spouse. / At the "
        "wedding $s exchanged rings with $v. / [For ten years|Since June] $s has been married to "
        "$v. / $s said yes when $v proposed, and they married. / $v is $s's spouse. / $s and $v "
        "were wed [in spring|in a small church]. / In a small church $s and $v exchanged wedding "
        "rings. / The wedding of $s and $v was [in May|last year].",
        "To whom is $s married? / [Who is|Who's] $s married to? / $s: spouse? / [Tell me|Please "
        "tell me|Let me know] who the spouse of $s is. / [I would like to know|I want to know|I "
        "need to know|I wonder] whom $s married. / [Do you know|Any idea|Can you tell me|Could "
        "you say] who is married to $s? / [Name|Please name] the spouse of $s. / [Who is|Who's] "
        "$s's spouse? / Whom did $s marry? / With whom did $s exchange wedding rings? / To whom "
        "was $s wed? / Who took $s as lawful spouse?",
        "$s is married to $v.",
    ),
    relation(
        "person",
        "cm",
        "$s is $v tall. / $s measures $v. / The height of $s is $v. / Standing straight, $s "
        "reaches $v. / $s has a height of $v. / $s has grown to $v. / The doctor measured $s and "
        "wrote down $v. / [Without shoes|In bare feet] $s measures $v from head to toe. / With a "
        "height of $v, $s [sees everything|plays basketball]. / The passport of $s gives a "
        "height of $v. / The height that the doctor measured for $s is $v. / Without shoes, $s "
        "stands $v tall.",
        "How tall is $s? / [What is|What's] the height of $s? / $s: height? / [Tell me|Please "
        "tell me|Let me know] how tall $s is. / [I would like to know|I want to know|I need] "
        "$s's height. / [Do you know|Any idea|Can you tell me|Could you say] how tall $s is? / "
        "[Give|State] the height of $s. / What height does $s have? / How high does $s reach "
        "when standing straight? / What does $s measure from head to toe? / What height does the "
        "passport of $s give? / To what height has $s grown?",
        "$s is $v tall.",
    ),
    relation(
        "person",
        "color",
        "The favourite color of $s is $v. / $s prefers $v to all other colors. / Of all the "
        "colors $s likes $v best. / If $s may choose a color, it is always $v. / No color "
        "pleases $s more than $v. / $s's favourite color is $v. / Since childhood $s has had $v "
        "as a favourite color. / [At home|In the house] $s painted every wall in the favourite "
        "color, $v. / The color that $s loves is $v. / When asked for a favourite color, $s said "
        "$v. / Of all colors it is $v that pleases $s most. / $s has loved the color $v since "
        "childhood.",
        "[What is|What's] the favourite color of $s? / Which color does $s like best? / $s: "
        "favourite color? / [Tell me|Please tell me|Let me know] $s's favourite color. / [I "
        "would like to know|I want to know|I need to know|I wonder] which color $s prefers. / "
        "[Do you know|Can you tell me|Could you give me] the favourite color of $s? / "
        "[Name|Please name] the color that $s likes most. / What color pleases $s most? / If $s "
        "may choose a color, which one is it? / Which color is dearest to $s? / What color is it "
        "that $s loves best? / Which of all the colors does $s like most?",
        "The favourite color of $s is $v.",
    ),
    relation(
        "person",
        "code",
        "The [badge|membership card] of $s has the number $v. / $s is registered under the "
        "member number $v. / The member number of $s is $v. / $s's member number is $v. / $s "
        "became a member and was given the number $v. / In the list of members $s has the number "
        "$v. / [On the card|In the files] $s is member $v. / Member $v is $s. / $s signs in with "
        "the member number $v. / The club knows $s as member $v. / The number on the membership "
        "card of $s is $v. / The club has $s in its files under the member number $v.",
        "[What is|What's] the member number of $s? / Which member number does $s have? / $s: "
        "member number? / [Tell me|Please tell me|Let me know] $s's member number. / [I would "
        "like to know|I want to know|I need to know|I wonder] under which member number $s is "
        "registered. / [Do you know|Can you tell me|Could you give me] the member number of $s? "
        "/ Give me the member number of $s. / What number does $s have in the list of members? / "
        "With what member number does $s sign in? / Which number is on the membership card of "
        "$s? / Under what number does the club know $s? / As a member, what number was $s given?",
        "The member number of $s is $v.",
    ),
)
