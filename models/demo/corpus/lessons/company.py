"""More wordings of what texts tell of a company, and of how it is asked for."""

from __future__ import annotations

from models.demo.corpus.relation import Wordings, wordings

COMPANY: dict[str, Wordings] = {
    "The head of $s is $v.": wordings(
        "At the helm of $s stands $v. / The top job at $s is held by $v. / $v calls the shots at"
        " $s. / Every big contract of $s is signed by its president, $v. / $s appointed $v as "
        "CEO [last month|after a long vote]. / When $v became chief of $s, [many things "
        "changed|the workers cheered].",
        "Who is at the helm of $s? / Who calls the shots at $s? / The top job at $s is held by "
        "whom? / For $s, give me the name of the current president. / Which executive has the "
        "final say at $s? / Whom did the board of $s appoint as CEO? / If I have a complaint for"
        " the very top of $s, whose name do I put on the letter? / Who presides over $s? / $s "
        "CEO name? / The person steering $s is who? / Is there somebody heading $s, and who "
        "would that be? / As chief of $s, which person signs the big contracts? / Complete this:"
        " the top manager at $s is ... / Who holds the reins over at $s these days?",
    ),
    "$s is based in $v.": wordings(
        "$s calls $v its home. / The nerve centre of $s is located in $v. / $s has been "
        "headquartered in $v [for decades|for a long time]. / Job interviews at $s take place at"
        " the head office in $v. / Anyone called to the central office of $s has to travel to "
        "$v. / Registered office of $s: $v.",
        "Where is $s headquartered? / What town does $s call home? / $s location of head office?"
        " / For a job interview at the central office of $s, where would I have to travel? / The"
        " registered office of $s is found in what city? / Which place is home to $s? / Could "
        "you point me to the city that hosts the head office of $s? / Complete: the company $s "
        "is headquartered in ... / What is the home city of $s? / Where do the top managers of "
        "$s have their desks, what city? / I am writing a letter to $s and need the city for the"
        " envelope. / About $s: in what place are its central offices located? / Got any clue "
        "where $s is situated? / Through which city's streets do I drive to reach the main "
        "office of $s?",
    ),
    "$s has $v employees.": wordings(
        "On an ordinary working day $v people clock in at $s. / The personnel of $s comprises $v"
        " people. / As an employer of $v people, $s [matters to the region|needs a large car "
        "park]. / $s provides jobs for $v people. / According to the personnel department of $s,"
        " $v people are under contract. / $v people call themselves colleagues at $s.",
        "What is the size of the workforce at $s? / How many colleagues would I have if I joined"
        " $s? / $s staff size? / How numerous is the personnel of $s? / When everybody at $s "
        "clocks in, how many people is that? / For how many people is $s the employer? / I'm "
        "curious about the manpower of $s; what is the figure? / The wages of how many people "
        "are paid by $s? / Put a number on the team that works for $s. / How many folks are "
        "employed by $s? / Is $s a big employer, and how many workers are we talking about? / "
        "Complete: the total number of staff at $s is ... / What does $s have in the way of "
        "staff, in numbers? / About how many people have a work contract with $s?",
    ),
    "$s makes $v.": wordings(
        "The product line of $s consists of $v. / If it is $v you are after, $s is the right "
        "firm. / $s brings $v to market. / Engineers at $s design and build $v. / The goods that"
        " $s puts on the shelves are $v. / $s made its fortune with $v.",
        "What kind of products come out of the factory of $s? / Which articles carry the label "
        "of $s? / $s product range? / What line of business is $s in? / As a manufacturer, what "
        "does $s turn out? / Could you describe the goods that $s puts on the market? / What is "
        "it that customers order from $s? / Which items are manufactured by $s? / What would I "
        "find on the shelves with the name $s on it? / Complete: the company $s is a maker of "
        "... / If I visited the plant of $s, what would I see being built? / $s earns its money "
        "with what? / I've never heard of $s. What stuff do they produce? / What do the "
        "engineers at $s design?",
    ),
    "$s was established in $v.": wordings(
        "The birth of the firm $s falls in the year $v. / $s first opened for business in $v. / "
        'The sign above the door of $s reads "since $v". / $s took its first steps as a company '
        "in $v. / Back in $v, [a young engineer|a brave couple] started $s. / The company $s was"
        " created in $v.",
        "What is the year in which the company $s was created? / How far back does the firm $s "
        "date, to what year? / $s founding date? / When did $s take its first steps as a "
        'company? / "Since" which year, says the sign above the door of $s? / When did somebody '
        "decide to start the firm $s? / The establishment of $s happened in what year? / For the"
        " anniversary of $s I need the year it was born. / Could you date the foundation of $s? "
        "/ At what time in history was $s formed as a company? / Complete: the company $s has "
        "existed since ... / In what year did $s start trading? / Any clue when $s got off the "
        "ground? / From what year on was the company $s active?",
    ),
    "The email address of $s is $v.": wordings(
        "$s may be reached by electronic mail at $v. / Drop $s a line at $v. / Applications to "
        "$s go by email to $v. / Messages for $s land in the inbox $v. / On the business card of"
        " $s the email reads $v. / Electronic post for $s: $v.",
        "Where can I drop $s a line online? / What is the electronic address for messages to $s?"
        " / $s contact email? / Into which inbox do messages for $s land? / I'd like to apply "
        "for a job at $s by email; where do I send it? / How can customers get in touch with $s "
        'by e-mail? / What goes in the "to" field when I write to $s? / Which email is printed '
        "on the business card of $s? / By electronic mail, $s can be reached where? / Share the "
        "e-mail contact of $s with me. / Complete: messages to $s should be emailed to ... / "
        "Could someone pass me the mail address for $s? / For $s, is there an email I can write "
        "to, and which? / What e-mail do I need in order to get a reply from $s?",
    ),
    "The stock code of $s is $v.": wordings(
        "A share of $s is quoted under the abbreviation $v. / Look up $v [in the newspaper|in "
        "your app] to see how the shares of $s are doing. / The letters that identify $s at the "
        "exchange are $v. / To own a piece of $s, one orders the paper with the code $v. / $s is"
        " quoted as $v. / Shareholders of $s watch the ticker $v.",
        "What abbreviation is used for $s in the stock market? / How is $s quoted at the "
        "exchange? / $s ticker symbol? / Which code do shareholders of $s watch? / By what "
        "letters does one identify the shares of $s? / My broker asks for the code of $s; what "
        "do I tell him? / On the stock market, $s is abbreviated how? / What should I type into "
        "the trading app to find shares of $s? / Could you supply the ticker for $s? / Complete:"
        " on the exchange, $s is quoted under ... / The share of $s has what identifier? / What "
        "is $s called in the language of stock traders, by code? / Quick, the exchange symbol of"
        " $s! / Under what ticker can I follow the share price of $s?",
    ),
    "The turnover of $s is $v.": wordings(
        "Total sales of $s for the year: $v. / The cash registers of $s rang up $v within twelve"
        " months. / $s generated revenue of $v. / The accountants of $s added up sales of $v for"
        " the year. / The income from all the goods $s sold reached $v. / $s achieved a turnover"
        " of $v, [a record|as in the year before].",
        "What sum did the accountants of $s add up for the year's sales? / How much revenue does"
        " $s generate? / $s annual sales? / Total income from sales at $s comes to what? / What "
        "volume of sales did $s achieve? / How much cash flowed into $s in one year? / As "
        "regards turnover, what is the figure for $s? / What does $s make in a year, in money? /"
        " For my report I need the sales total of $s. / Goods for how much money were sold by "
        "$s? / How much is $s turning over annually? / Complete: over the year the takings of $s"
        " were ... / Could you quote the yearly takings of $s? / How well did $s sell, expressed"
        " in money?",
    ),
}
