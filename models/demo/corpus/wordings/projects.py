"""What texts tell of projects, their tasks, and machines with their manuals."""

from __future__ import annotations

from models.demo.corpus.relation import relation

PROJECTS = (
    relation(
        "project",
        "person",
        "The leader of $s is $v. / $s - lead: $v. / $v leads $s. / $S is led by $v. / The person "
        "responsible for $s is $v. / $v is in charge of $s. / The boss gave $s to $v. / "
        "Questions about $s should go to $v. / $v has taken over $s [from a colleague|this "
        "week|]. / Responsibility for $s lies with $v. / $v makes the decisions in $s. / $S is "
        "in the hands of $v. / It is up to $v to bring $s to a good end. / As head of $s, $v "
        "[reports to the board|plans the meetings]. / Since the start $v has been managing $s. / "
        "The person who leads $s is $v. / $S is managed by $v. / $v is responsible for the "
        "decisions in $s.",
        "Who leads $s? / Who is in charge of $s? / $s - lead? / [Tell me|Please tell me|Let me "
        "know] who is responsible for $s. / By whom is $s led? / Head of $s? / To whom did the "
        "boss give $s? / Who makes the decisions in $s? / With whom does the responsibility for "
        "$s lie? / Who has taken over $s? / I need the name of the leader of $s. / Any idea who "
        "manages $s? / [Name|Please name] the person in charge of $s. / [I would like to know|I "
        "want to know|I wonder] who runs $s. / I have a question about $s. To whom should it go? "
        "/ Who is the leader of $s? / Who is responsible for $s? / Which person is managing $s?",
        "The leader of $s is $v.",
    ),
    relation(
        "project",
        "date",
        "The deadline of $s is $v. / $s - due: $v. / $S is due on $v. / $S must be finished by "
        "$v. / By $v the work on $s has to be done. / The deadline set for $s is $v. / $v is the "
        "last day for $s. / Everything for $s should be ready on $v. / The team has until $v to "
        "complete $s. / $S ends on $v. / We promised to deliver $s by $v. / Nobody may work on "
        "$s after $v. / The plan says that $s will be completed on $v. / Hurry up, $s has to be "
        "handed in on $v. / On $v the time for $s runs out. / $S has to be completed by $v. / "
        "The work on $s must be ready on $v. / The last day to hand in $s is $v.",
        "When is $s due? / What is the deadline of $s? / $s - due? / [Tell me|Please tell me|Let "
        "me know] when $s must be finished. / By when does $s have to be done? / Deadline of $s? "
        "/ Until when does the team have time to complete $s? / What is the last day for $s? / "
        "On which date does $s end? / For which date did we promise $s? / I need the date on "
        "which $s is due. / Any idea when $s should be ready? / [Name|Please name] the deadline "
        "of $s. / [I would like to know|I want to know|I wonder] by what day $s must be "
        "completed. / When does the time for $s run out? / When must the work on $s be ready? / "
        "What day is the deadline of $s? / By what date do we have to hand in $s?",
        "The deadline of $s is $v.",
    ),
    relation(
        "project",
        "company",
        "The client of $s is $v. / $s - client: $v. / $S is done for the firm $v. / $v ordered "
        "$s. / We are doing $s for our client $v. / The customer behind $s is $v. / $v asked us "
        "to do $s. / The bill for $s goes to $v. / $v will be the customer for $s. / $S was "
        "commissioned by $v. / The results of $s go to the company $v. / The contract for $s was "
        "signed with $v. / A company named $v wants $s [done well|done quickly]. / As the client "
        "of $s, $v [wants weekly reports|has many wishes]. / At the end the firm $v pays for $s. "
        "/ The firm that ordered $s is $v. / We do $s because the company $v asked us to. / The "
        "customer who gets the results of $s is $v.",
        "Who is the client of $s? / For which company is $s done? / $s - client? / [Tell "
        "me|Please tell me|Let me know] who ordered $s. / By whom was $s commissioned? / Client "
        "of $s? / Who is the customer behind $s? / For whom are we doing $s? / To which firm "
        "does the bill for $s go? / Who gets the results of $s? / I need the name of the client "
        "of $s. / Any idea which company wants $s? / [Name|Please name] the client of $s. / [I "
        "would like to know|I want to know|I wonder] which firm asked us to do $s. / With whom "
        "was the contract for $s signed? / Which company ordered $s? / Who is the customer of "
        "$s? / Which firm pays for $s at the end?",
        "The client of $s is $v.",
    ),
    relation(
        "project",
        "price",
        "The budget of $s is $v. / $s - budget: $v. / $S has a budget of $v. / There is $v for "
        "$s. / The sum set aside for $s is $v. / No more than $v may be spent on $s. / $v was "
        "set aside for $s. / The money for $s comes to $v. / The board gave $v to $s. / $S may "
        "cost $v. / For $s the team can spend $v. / The costs of $s must stay below $v. / The "
        "plan allows $v for $s. / With $v to spend, $s [has to be careful|is well off]. / As to "
        "money, $s gets $v. / The money that the team can spend on $s is $v. / The board set "
        "aside $v for $s. / The plan gives $s a budget of $v.",
        "How large is the budget of $s? / How much money is there for $s? / $s - budget? / [Tell "
        "me|Please tell me|Let me know] the budget of $s. / How much may be spent on $s? / "
        "Budget of $s? / What sum was set aside for $s? / How much may $s cost? / How much money "
        "did the board give to $s? / Below what sum must the costs of $s stay? / I need to know "
        "how much money $s gets. / Any idea how much $s may cost? / [Give|State] the budget of "
        "$s. / [I would like to know|I want to know|I wonder] how much the team can spend on $s. "
        "/ What does the plan allow for $s, in money? / What is the budget of $s? / How much "
        "money can the team spend on $s? / How much money was set aside for $s?",
        "The budget of $s is $v.",
    ),
    relation(
        "project",
        "small",
        "The number of people working on $s is $v. / $s - team size: $v. / $v people work on $s. "
        "/ The team of $s has $v members. / There are $v people in the team of $s. / $S keeps $v "
        "colleagues busy. / For $s we have $v helpers. / A team of $v works on $s. / $S employs "
        "$v people. / $v colleagues take part in $s. / To get $s done, $v people were chosen. / "
        "The team for $s is $v strong. / In all, $v of us work on $s. / With a staff of $v, $s "
        "[makes good progress|is on time]. / The boss put $v people on $s. / The number of "
        "members in the team of $s is $v. / $v people are busy with $s. / For $s the boss has a "
        "team of $v.",
        "How many people work on $s? / How large is the team of $s? / $s - team size? / [Tell "
        "me|Please tell me|Let me know] how many people work on $s. / What is the number of "
        "people working on $s? / Team size of $s? / How many members does the team of $s have? / "
        "How many colleagues does $s keep busy? / How many helpers do we have for $s? / How many "
        "people did the boss put on $s? / I need the number of people in $s. / Any idea how many "
        "of us work on $s? / [Give|State] the size of the team of $s. / [I would like to know|I "
        "want to know|I wonder] how many colleagues take part in $s. / How strong is the team "
        "for $s? / How many people are in the team of $s? / How many people are busy with $s? / "
        "What size is the team that works on $s?",
        "The number of people working on $s is $v.",
    ),
    relation(
        "machine",
        "code",
        "The fault code for overheating of $s is $v. / $s - too hot: code $v. / When $s gets too "
        "hot, it shows the code $v. / If you see code $v on $s, it is too hot. / Overheating "
        "makes $s show the fault code $v. / $v is the code with which $s warns of too much heat. "
        "/ Code $v means that $s is overheated. / On overheating, the display of $s reads $v. / "
        "According to the manual, $v stands for overheating of $s. / $S reports overheating by "
        "the code $v. / Let $s cool down when the display says $v. / As soon as $s is too warm "
        "inside, the error $v appears. / Error $v tells you that $s has become too hot. / If $s "
        "runs too hot, look for code $v on the display. / In the list of faults of $s, "
        "overheating has the code $v. / When $s is overheated, the display shows $v. / Code $v "
        "on the display of $s stands for too much heat. / The error that appears when $s gets "
        "too hot is $v.",
        "Which code does $s show when it is too hot? / What is the fault code for overheating of "
        "$s? / $s - code for overheating? / [Tell me|Please tell me|Let me know] the code for "
        "overheating of $s. / What does the display of $s say on overheating? / Overheating code "
        "of $s? / With which code does $s warn of too much heat? / What error appears when $s is "
        "too warm inside? / How does $s report that it is too hot, with which code? / Which code "
        "tells me to let $s cool down? / I need the fault code for too much heat in $s. / Any "
        "idea which code means that $s is overheated? / [Name|Please name] the code $s shows on "
        "overheating. / [I would like to know|I want to know|I wonder] which error stands for "
        "overheating of $s. / Which code has overheating in the list of faults of $s? / What "
        "code does $s show when it gets too hot? / Which error means too much heat in $s? / What "
        "is on the display when $s is overheated?",
        "The fault code for overheating of $s is $v.",
    ),
    relation(
        "machine",
        "invented",
        "The oil for $s is $v. / $s - oil: $v. / $S runs on $v oil. / The right oil for $s is "
        "called $v. / Fill $s with $v oil only. / The maker of $s advises the oil $v. / $S needs "
        "oil of the type $v. / No oil but $v may be put into $s. / Use $v when you change the "
        "oil of $s. / According to the manual, $s takes $v oil. / With any oil other than $v, $s "
        "will break down. / $v is the oil that keeps $s running. / For $s you should buy the oil "
        "$v. / $S was tested with the oil $v [and nothing else|]. / If $s squeaks, add a little "
        "$v oil. / The type of oil that $s needs is $v. / The manual says that $v is the right "
        "oil for $s. / Put only the oil $v into $s.",
        "Which oil does $s need? / What is the right oil for $s? / $s - oil? / [Tell me|Please "
        "tell me|Let me know] which oil goes into $s. / What oil should I fill into $s? / Oil "
        "for $s? / On which oil does $s run? / Which oil does the maker of $s advise? / What do "
        "I use when I change the oil of $s? / Which type of oil does $s take? / I need the name "
        "of the oil for $s. / Any idea what oil $s takes? / [Name|Please name] the oil for $s. / "
        "[I would like to know|I want to know|I wonder] which oil to buy for $s. / With which "
        "oil was $s tested? / What oil may be put into $s? / Which oil is the right one for $s? "
        "/ What type of oil does the manual of $s name?",
        "The oil for $s is $v.",
    ),
    relation(
        "machine",
        "small",
        "$S needs a service every $v weeks. / $s - service interval: $v weeks. / $S must be "
        "serviced every $v weeks. / Every $v weeks $s has to be checked. / The service interval "
        "of $s is $v weeks. / A mechanic should look at $s every $v weeks. / The manual says: "
        "service $s every $v weeks. / Between two services of $s there are $v weeks. / After $v "
        "weeks of work $s needs its next service. / Never run $s for more than $v weeks without "
        "a service. / For a long life, have $s serviced every $v weeks. / $S wants to be cleaned "
        "and checked every $v weeks. / Every $v weeks somebody comes for the service of $s. / $v "
        "weeks after a service, $s is due for another one. / The time from one service of $s to "
        "the next is $v weeks. / A mechanic comes to service $s every $v weeks. / The manual "
        "gives $v weeks as the service interval of $s. / $S should have its next service after "
        "$v weeks.",
        "How often does $s need a service? / What is the service interval of $s? / $s - service "
        "interval? / [Tell me|Please tell me|Let me know] how often $s must be serviced. / Every "
        "how many weeks is $s serviced? / Service interval of $s? / How many weeks are there "
        "between two services of $s? / How often should a mechanic look at $s? / After how many "
        "weeks is $s due for its next service? / How long may I run $s without a service? / I "
        "need to know the service interval of $s. / Any idea how often $s has to be checked? / "
        "[Give|State] the service interval of $s in weeks. / [I would like to know|I want to "
        "know|I wonder] how often to have $s serviced. / When, in weeks, does $s need its next "
        "service? / How often must I service $s? / After how many weeks does $s need a service? "
        "/ How many weeks does the manual give for the service of $s?",
        "$S needs a service every $v weeks.",
    ),
    relation(
        "machine",
        "years",
        "The guarantee on $s lasts $v. / $s - guarantee: $v. / $S has a guarantee of $v. / You "
        "get a guarantee of $v with $s. / For $v repairs of $s are free. / The maker gives a "
        "guarantee of $v on $s. / The guarantee on $s ends after $v. / $S is under guarantee for "
        "$v. / If $s breaks within $v, you get a new one. / Whoever buys $s is covered for $v. / "
        "The maker promises free repairs of $s for $v. / The guarantee that comes with $s covers "
        "$v. / With $s you are on the safe side for $v. / After $v you must pay for repairs of "
        "$s yourself. / $v is the length of the guarantee on $s. / The maker of $s promises a "
        "guarantee of $v. / Repairs of $s are covered for $v. / $S comes with a guarantee that "
        "lasts $v.",
        "How long does the guarantee on $s last? / How long is $s under guarantee? / $s - "
        "guarantee? / [Tell me|Please tell me|Let me know] how long the guarantee on $s is. / "
        "For how many years are repairs of $s free? / Guarantee on $s? / After what time does "
        "the guarantee on $s end? / What guarantee does the maker give on $s? / For how long am "
        "I covered if I buy $s? / When must I pay for repairs of $s myself, after how many "
        "years? / I need the length of the guarantee on $s. / Any idea how many years of "
        "guarantee $s has? / [Give|State] the guarantee on $s in years. / [I would like to "
        "know|I want to know|I wonder] how long I get free repairs of $s. / Within how many "
        "years do I get a new one if $s breaks? / How many years of guarantee come with $s? / "
        "What is the length of the guarantee on $s? / For how long does the maker cover repairs "
        "of $s?",
        "The guarantee on $s lasts $v.",
    ),
    relation(
        "machine",
        "phone",
        "The help line for $s is $v. / $s - help line: $v. / For help with $s call $v. / If $s "
        "does not start, ring $v. / The number to call about $s is $v. / Owners of $s can get "
        "help by phone at $v. / The makers of $s answer questions at $v. / Dial $v if you have "
        "trouble with $s. / The phone number for users of $s is $v. / A sticker on $s gives the "
        "phone number $v. / Call $v and someone will explain $s to you. / Under $v [friendly "
        "people|experts] help with $s. / Trouble with $s should be reported by phone to $v. / On "
        "the last page of its manual $s has the phone number $v. / $v is the number of the help "
        "line for $s. / Users of $s who need help dial $v. / The phone number for questions "
        "about $s is $v. / Ring $v if you need someone to explain $s.",
        "What is the help line for $s? / Which number do I call for help with $s? / $s - help "
        "line? / [Tell me|Please tell me|Let me know] the phone number for $s. / Whom can I ring "
        "about $s, at what number? / Help line for $s? / At what number can I get help with $s? "
        "/ What number should I dial if I have trouble with $s? / Which phone number is on the "
        "sticker on $s? / Where can I call about $s? / I need the number of the help line for "
        "$s. / Any idea which number to ring if $s does not start? / [Give|State] the phone "
        "number for users of $s. / [I would like to know|I want to know|I wonder] what number to "
        "call about $s. / By which phone number do I report trouble with $s? / What is the "
        "number to dial for help with $s? / Which phone number is there for questions about $s? "
        "/ What number do users of $s ring?",
        "The help line for $s is $v.",
    ),
)
