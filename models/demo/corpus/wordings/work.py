"""What texts tell of companies and orders."""

from __future__ import annotations

from models.demo.corpus.relation import relation

WORK = (
    relation(
        "company",
        "person",
        "The head of $s is $v. / $v runs $s. / $s is headed by $v. / $s is led by $v. / The boss "
        "of $s is called $v. / [Since spring|For years] $v has been at the head of $s. / $v took "
        "over the management of $s. / As head of $s, $v [decides everything|travels a lot]. / At "
        "$s it is $v who decides. / The board of $s chose $v as the new chief. / $s is run by $v. "
        "/ The chief executive of $s is $v. / $v is the director of $s. / $v makes the decisions "
        "at $s. / The management of $s is led by $v.",
        "Who runs $s? / [Who is|Who's] the head of $s? / [Who is|Who's] the boss of $s? / [Tell "
        "me|Please tell me|Let me know] who runs $s. / $s: chief executive? / [I would like to "
        "know|I want to know|I need to know|I wonder] who is at the head of $s. / [Do you "
        "know|Any idea|Can you tell me|Could you say] who leads $s? / [Name|Please name] the head "
        "of $s. / By whom is $s run? / [Who is|Who's] in charge at $s? / Who makes the decisions "
        "at $s? / Who leads $s? / Who took over the management of $s? / What is the name of the "
        "chief executive of $s?",
        "The head of $s is $v.",
    ),
    relation(
        "company",
        "city",
        "$s has its headquarters in $v. / $s is based in $v. / The headquarters of $s are in $v. "
        "/ $v is home to the head office of $s. / $s moved its headquarters to $v. / From its "
        "head office in $v $s [serves the whole world|sends its letters]. / [Since its "
        "beginnings|For years] $s has been based in $v. / $s, based in $v, [is growing|hired new "
        "people]. / Letters to $s go to its head office in $v. / $s runs its business from $v. / "
        "The address of $s's head office is in $v. / The main office of $s is in $v. / The city "
        "where $s has its main office is $v. / For years the head office of $s has been in $v.",
        "Where is $s based? / Where are the headquarters of $s? / What city is $s based in? / "
        "[Tell me|Please tell me|Let me know] where $s has its headquarters. / $s: headquarters? "
        "/ [I would like to know|I want to know|I need to know|I wonder] where $s is based. / [Do "
        "you know|Any idea|Can you tell me|Could you say] in which city the head office of $s is? "
        "/ [Name|Please name] the city where $s has its main office. / From which city does $s "
        "run its business? / Where is the head office of $s? / To which city do letters to $s go? "
        "/ In which city is $s? / In which city does $s have its headquarters? / What city is "
        "home to the head office of $s?",
        "$s is based in $v.",
    ),
    relation(
        "company",
        "thousands",
        "$s employs $v people. / $s has $v employees. / $s gives work to $v people. / The staff "
        "of $s numbers $v. / $v employees work for $s. / [By now|Today] the workforce of $s has "
        "grown to $v. / The number of employees at $s is $v. / $s pays the wages of $v people. / "
        "With $v employees $s is [not small|well known]. / At $s there are $v people on the "
        "payroll. / $s has a staff of $v. / $v people work at $s. / The workforce of $s numbers "
        "$v people. / $v people are on the staff of $s.",
        "How many employees does $s have? / How many people work at $s? / How large is the staff "
        "of $s? / [Tell me|Please tell me|Let me know] how many employees $s has. / $s: number of "
        "employees? / [I would like to know|I want to know|I need to know|I wonder] how many "
        "people work at $s. / [Do you know|Any idea|Can you tell me|Could you say] how many "
        "people $s employs? / [Give|State] the number of employees of $s. / To how many people "
        "does $s give work? / How big is the workforce of $s? / How many people are on the "
        "payroll of $s? / How many people does $s employ? / To how many people does $s pay wages? "
        "/ What is the number of employees at $s?",
        "$s has $v employees.",
    ),
    relation(
        "company",
        "product",
        "$s makes $v. / $s sells $v. / $s is a producer of $v. / The factory of $s turns out $v. "
        "/ $s earns its money with $v. / $s manufactures $v. / [Shops everywhere|Many customers] "
        "buy $v from $s. / $s specialises in $v. / The workers at $s build $v. / $s, a maker of "
        "$v, [is growing|had a good year]. / Every day trucks full of $v leave the factory of $s. "
        "/ The business of $s is $v. / $s earns its money as a maker of $v. / Trucks carry $v "
        "from $s to shops everywhere.",
        "What does $s make? / What does $s sell? / What are the products of $s? / [Tell me|Please "
        "tell me|Let me know] what $s makes. / $s: products? / [I would like to know|I want to "
        "know|I need to know|I wonder] what $s sells. / [Do you know|Any idea|Can you tell "
        "me|Could you say] what $s produces? / [Name|Please name] the products of $s. / What does "
        "$s specialise in? / What can one buy from $s? / What do the trucks from the factory of "
        "$s carry? / What is the business of $s? / What does the factory of $s turn out? / With "
        "what does $s earn its money?",
        "$s makes $v.",
    ),
    relation(
        "company",
        "year",
        "$s was established in $v. / $s was founded in $v. / $s has been in business since $v. / "
        "The company $s was started in $v. / It was in $v that $s opened its doors. / The "
        "founding year of $s is $v. / $v saw the beginning of $s. / Since its founding in $v, $s "
        "[has grown|has had three owners]. / [Two brothers|Two friends] set up $s in $v. / $s "
        "looks back on a history that began in $v. / The history of the company $s began in $v. / "
        "In $v two friends opened the doors of $s.",
        "When was $s established? / In which year was $s founded? / $s: year of foundation? / "
        "[Tell me|Please tell me|Let me know] when $s went into business. / [I would like to "
        "know|I want to know|I need to know|I wonder] when $s was founded. / [Do you know|Can you "
        "tell me|Could you give me] the founding year of $s? / [Name|Please name] the year in "
        "which $s was founded. / What year was $s set up? / In what year did $s open its doors? / "
        "When did the history of $s begin? / Since when has $s been in business? / In what year "
        "was the company $s started?",
        "$s was established in $v.",
    ),
    relation(
        "company",
        "email",
        "Customers of $s write to $v. / The email address of $s is $v. / $s answers questions "
        "that are sent to $v. / You can email $s at $v. / Complaints about $s should be sent to "
        "$v. / $v is the email address of $s. / For an offer from $s, write to $v. / [On its "
        "website|In its letters] $s gives $v as its email address. / $s reads all mail to $v. / "
        "To contact $s, send an email to $v. / Mail for $s should be sent to $v. / Customers can "
        "reach $s by email at $v.",
        "[What is|What's] the email address of $s? / To which address can I email $s? / $s: "
        "email? / [Tell me|Please tell me|Let me know] the email address of $s. / [I would like "
        "to know|I want to know|I need to know|I wonder] how to reach $s by email. / [Do you "
        "know|Can you tell me|Could you give me] $s's email address? / Give me the email of $s. / "
        "Where do I send an email to $s? / Which email address does $s give? / At what email "
        "address can I contact $s? / To which email address should complaints about $s be sent? / "
        "How can customers contact $s by email?",
        "The email address of $s is $v.",
    ),
    relation(
        "company",
        "code",
        "The shares of $s are traded as $v. / $s is listed on the stock exchange as $v. / The "
        "stock code of $s is $v. / $v is the stock code of $s. / On the stock exchange $s goes by "
        "the code $v. / Whoever buys shares of $s must enter the code $v. / [Since May|For years] "
        "$s has had the stock code $v. / Brokers know $s by the stock code $v. / The code for the "
        "shares of $s is $v. / Shares in $s are found under the code $v. / Brokers buy shares of "
        "$s under the code $v. / To buy shares of $s on the stock exchange, enter $v.",
        "[What is|What's] the stock code of $s? / Under which code are the shares of $s traded? / "
        "$s: stock code? / [Tell me|Please tell me|Let me know] the stock code of $s. / [I would "
        "like to know|I want to know|I need to know|I wonder] as what $s is listed on the stock "
        "exchange. / [Do you know|Can you tell me|Could you give me] the code for shares of $s? / "
        "[Name|Please name] the stock code of $s. / Which code must I enter to buy shares of $s? "
        "/ By what code does $s go on the stock exchange? / Which stock code does $s have? / By "
        "which stock code do brokers know $s? / Under what code is $s found on the stock "
        "exchange?",
        "The stock code of $s is $v.",
    ),
    relation(
        "company",
        "millions",
        "The turnover of $s is $v. / $s had a turnover of $v [last year|this year]. / $s earned "
        "$v [last year|in the past year]. / Last year $s took in $v. / The revenue of $s comes to "
        "$v. / With a turnover of $v, $s [is doing well|is not yet content]. / $v is the yearly "
        "turnover of $s. / [In good years|According to the report] the sales of $s amount to $v. "
        "/ $s reported revenue of $v. / The books of $s show a turnover of $v. / According to the "
        "report, the revenue of $s is $v. / In the past year $s had sales of $v.",
        "[What is|What's] the turnover of $s? / How much money did $s take in? / $s: turnover? / "
        "[Tell me|Please tell me|Let me know] the revenue of $s. / [I would like to know|I want "
        "to know|I need to know|I wonder] how much $s earned. / [Do you know|Can you tell "
        "me|Could you give me] the turnover of $s? / [Give|State] the revenue of $s. / To how "
        "much do the sales of $s amount? / What revenue did $s report? / How high is the turnover "
        "of $s? / What is the yearly revenue of $s? / What turnover do the books of $s show?",
        "The turnover of $s is $v.",
    ),
    relation(
        "order",
        "person",
        "$S was placed by $v. / The customer of $s is $v. / $S is for $v. / $v placed $s. / We "
        "received $s from $v. / [Yesterday|This morning] $v sent us $s. / $S belongs to the "
        "customer $v. / Customer $v is waiting for $s. / The name on $s is $v. / $v is the "
        "customer who placed $s. / The customer from whom we received $s is $v. / We were sent $s "
        "by customer $v.",
        "Who placed $s? / [Who is|Who's] the customer of $s? / Customer of $s? / [Tell me|Please "
        "tell me|Let me know] who placed $s. / [I would like to know|I want to know|I need to "
        "know|I wonder] from whom we received $s. / [Do you know|Any idea|Can you tell me|Could "
        "you say] for whom $s is? / [Name|Please name] the customer of $s. / [What is|What's] the "
        "name on $s? / To which customer does $s belong? / By whom was $s placed? / Which "
        "customer is waiting for $s? / Who sent us $s?",
        "$S was placed by $v.",
    ),
    relation(
        "order",
        "product",
        "$S contains $v. / $S is an order for $v. / In $s one finds $v. / With $s someone ordered "
        "$v. / $S consists of $v. / The content of $s is $v. / [As requested|This time] we packed "
        "$v for $s. / The articles in $s are $v. / For $s we need $v from the warehouse. / The "
        "goods ordered with $s are $v. / The goods we packed for $s are $v. / $v must be packed "
        "for $s.",
        "What does $s contain? / What was ordered with $s? / Content of $s? / [Tell me|Please "
        "tell me|Let me know] what is in $s. / [I would like to know|I want to know|I need to "
        "know|I wonder] what $s contains. / [Do you know|Any idea|Can you tell me|Could you say] "
        "which articles are in $s? / [Name|Please name] the content of $s. / What must we pack "
        "for $s? / Of what does $s consist? / What does one find in $s? / Which goods does $s "
        "contain? / What do we need from the warehouse for $s?",
        "$S contains $v.",
    ),
    relation(
        "order",
        "price",
        "The total of $s is $v. / $S comes to $v. / $S costs $v in all. / The sum to be paid for "
        "$s is $v. / The bill for $s is $v. / [With postage|After the discount], $s comes to $v. "
        "/ For $s we ask $v. / $v is due for $s. / The customer has to pay $v for $s. / $S has a "
        "value of $v. / The sum due for $s is $v. / After the discount, $v must be paid for $s.",
        "[What is|What's] the total of $s? / How much does $s cost in all? / Total of $s? / [Tell "
        "me|Please tell me|Let me know] how much must be paid for $s. / [I would like to know|I "
        "want to know|I need to know|I wonder] to how much $s comes. / [Do you know|Can you tell "
        "me|Could you give me] the total of $s? / [Give|State] the total of $s. / What sum is due "
        "for $s? / How much is the bill for $s? / What does the customer have to pay for $s? / "
        "What is the sum to be paid for $s? / How much is due for $s after the discount?",
        "The total of $s is $v.",
    ),
    relation(
        "order",
        "date",
        "$S will be delivered on $v. / The delivery of $s is planned for $v. / $S arrives on $v. "
        "/ You will get $s on $v. / The delivery date of $s is $v. / On $v we deliver $s. / [At "
        "the latest|If all goes well] $s will be with you on $v. / $v is the day on which $s "
        "arrives. / Expect $s on $v. / The parcel with $s reaches its customer on $v. / The "
        "parcel with $s will be delivered on $v. / The day planned for the delivery of $s is $v.",
        "When will $s be delivered? / On what date does $s arrive? / Delivery date of $s? / [Tell "
        "me|Please tell me|Let me know] when $s arrives. / [I would like to know|I want to know|I "
        "need to know|I wonder] when $s will be delivered. / [Do you know|Can you tell me|Could "
        "you give me] the delivery date of $s? / [Give|State] the delivery date of $s. / For what "
        "date is the delivery of $s planned? / On which day will I get $s? / When can one expect "
        "$s? / On what day does the parcel with $s arrive? / When will the customer get $s?",
        "$S will be delivered on $v.",
    ),
)
