"""Still more wordings of what texts tell of companies and orders."""

from __future__ import annotations

from models.demo.corpus.relation import Wordings, wordings

MORE_OF_COMPANIES: dict[str, Wordings] = {
    "The stock code of $s is $v.": wordings(
        "$s - [stock code|ticker|stock symbol]: $v. / The ticker of $s is $v. / $s trades under "
        "the symbol $v. / Investors look for $s under $v on the exchange. / Shares in $s carry "
        "the stock code $v. / When you trade in $s, type the stock code $v. / On the screens of "
        "the traders, $s appears as $v. / The exchange gave $s the code $v. / $s went public "
        "under the code $v. / $v stands for the shares of $s. / In the share price list, $s is "
        "shown as $v. / The stock symbol of $s, $v, [is easy to remember|was changed in spring]. "
        "/ The share code of $s reads $v. / The stock exchange lists $s under the code $v. / "
        "Those who buy shares know $s as $v. / The code of $s on the stock exchange is $v.",
        "What's the ticker of $s? / Stock code of $s? / Which symbol does $s trade under? / What "
        "do the traders' screens show for $s? / Which symbol is shown for $s in the price list? / "
        "I want to buy shares of $s: what is the code? / [Remind me of|Look up] the stock code of "
        "$s. / What code did the exchange give $s? / What is the share code of $s? / Which code "
        "stands for the shares of $s? / Find out the stock symbol of $s. / $s is traded under "
        "which code? / How do investors look for $s on the exchange? / Which code must brokers "
        "enter for $s? / Which code do the shares of $s have? / As what are shares of $s traded?",
    ),
    "The turnover of $s is $v.": wordings(
        "$s - [turnover|revenue|yearly sales]: $v. / $s made sales worth $v. / In twelve months "
        "$s turned over $v. / Over the year, $v flowed into the tills of $s. / The yearly sales "
        "of $s were put at $v. / $s closed the year with revenue of $v. / $s has an annual "
        "turnover of $v. / The annual report of $s speaks of $v in sales. / Sales at $s "
        "[rose|fell] to $v. / Customers spent $v at $s within a year. / $s brought in $v over the "
        "year, [more than planned|a little less than hoped]. / Business at $s was worth $v last "
        "year. / The income that $s had from sales was $v. / The turnover that $s reported was "
        "$v. / Last year the turnover of $s was $v. / $s earned $v from its sales.",
        "What did $s turn over? / Turnover of $s? / What were the yearly sales of $s? / What is "
        "the annual turnover of $s? / How much did customers spend at $s? / With what revenue did "
        "$s close the year? / [Remind me|Tell me again] how much $s turned over. / How much money "
        "came into the tills of $s? / $s had sales of how much? / What amount did $s bring in "
        "over the year? / How good was business at $s in terms of money? / Find out what sales $s "
        "made. / What figure does the annual report of $s give for sales? / How much money came "
        "from the sales of $s? / How high were the sales of $s last year? / How much revenue did "
        "$s have?",
    ),
    "$S was placed by $v.": wordings(
        "$S - [customer|buyer|ordered by]: $v. / The buyer of $s is $v. / $S was made by the "
        "customer $v. / $S came in from $v. / $S is in the name of $v. / It was $v who gave us "
        "$s. / The person behind $s is $v. / $v [phoned in|wrote in] and placed $s. / In our "
        "books, $s stands under the name of $v. / $S goes to $v, [a regular customer|who ordered "
        "from us before]. / Please label $s for $v. / The client for $s is called $v. / The "
        "customer $v has asked where $s is. / Customer $v has placed $s with us. / $S is waiting "
        "for its customer, $v. / The name of the one who placed $s is $v.",
        "Who is the buyer in $s? / Buyer of $s? / Who bought what is in $s? / Whose is $s? / "
        "Under whose name does $s stand? / Which person is behind $s? / [Remind me|Tell me again] "
        "whose name is on $s. / By which customer was $s made? / To whom does $s go? / $S came in "
        "from whom? / I have $s here: which customer is it for? / Find out which client wanted "
        "$s. / Who is the client for $s? / Which customer placed $s? / What is the name of the "
        "customer of $s? / For which customer is $s?",
    ),
    "$S contains $v.": wordings(
        "$S - [content|goods|items]: $v. / $S is made up of $v. / $S includes $v. / Inside $s you "
        "will find $v. / What the customer wants with $s is $v. / Items in $s: $v. / $S asks for "
        "$v. / The parcel for $s holds $v. / In the box with $s there are $v, [well "
        "wrapped|nothing else]. / $S lists $v. / For $s, the warehouse has to get out $v. / "
        "Someone bought $v, and the purchase was filed as $s. / Please put $v in the box for $s. "
        "/ What we need for $s is $v. / As requested, $s contains $v. / We filled the box for $s "
        "with $v.",
        "What is inside $s? / Items in $s? / What does $s include? / What goods does $s ask for? "
        "/ What belongs in the box for $s? / Which things are part of $s? / [Remind me|Tell me "
        "again] what was ordered with $s. / What should be put in the parcel for $s? / $S is made "
        "up of what? / What did the customer buy with $s? / I am packing $s: what goes in? / Find "
        "out which items $s lists. / What is listed in $s? / What are the articles in $s? / What "
        "is the content of $s? / Which goods were ordered with $s?",
    ),
    "The total of $s is $v.": wordings(
        "$S - [total|sum|amount due]: $v. / The price of $s is $v. / $S adds up to $v. / The "
        "amount to pay for $s is $v. / $S will cost the customer $v. / The invoice for $s says "
        "$v. / Please charge $v for $s. / Everything in $s together costs $v. / We are owed $v "
        "for $s. / All items and postage included, $s amounts to $v. / At the bottom of $s it "
        "says: $v in total. / Payment of $v for $s [is still open|has been received]. / $S was "
        "paid with $v. / The customer pays $v in all for $s. / In total, $s costs $v. / The bill "
        "says that $s costs $v.",
        "What is the price of $s? / Total sum of $s? / What does $s add up to? / How much is to "
        "be charged for $s? / How much money do we get for $s? / What amount is on the invoice "
        "for $s? / [Remind me|Tell me again] how much $s costs. / What does $s amount to with "
        "postage? / $S costs how much? / How much do I owe for $s? / I want to pay for $s: how "
        "much is it? / Find out the sum at the bottom of $s. / What will $s cost the customer? / "
        "With postage, what does $s cost? / How much must the customer pay for $s? / What does $s "
        "come to in all?",
    ),
    "$S will be delivered on $v.": wordings(
        "$S - [delivery|delivery date|arrives]: $v. / $S is due on $v. / We will bring $s to your "
        "door on $v. / The lorry with $s comes on $v. / $S should get there on $v. / The date on "
        "which $s will be handed over is $v. / $S is expected on $v. / You can count on $s on $v. "
        "/ The customer receives $s on $v. / The postman will hand over $s on $v. / $S leaves us "
        "soon and will be at your house on $v. / Delivery day for $s: $v. / We promise that $s "
        "will reach you on $v. / The customer will get $s on $v. / The day on which you get $s is "
        "$v. / $S reaches you on $v.",
        "When is $s due? / Delivery of $s - when? / When do you bring $s? / On which date should "
        "$s get there? / Which day was promised for $s? / By what date will $s be at my house? / "
        "[Remind me|Tell me again] when $s comes. / When will the lorry with $s come? / $S "
        "arrives when? / When is $s going to be handed over? / I am waiting for $s: when does it "
        "come? / Find out the day on which $s is expected. / What is the expected arrival date of "
        "$s? / On what day will $s be delivered? / When will you deliver $s? / When is the "
        "delivery of $s expected?",
    ),
}
