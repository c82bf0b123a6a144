"""More wordings of what texts tell of companies and orders."""

from __future__ import annotations

from models.demo.corpus.relation import Wordings, wordings

MORE_COMPANIES: dict[str, Wordings] = {
    "The head of $s is $v.": wordings(
        "$s - [chief executive|CEO|managing director]: $v. / $v is in charge of $s. / $v is the "
        "boss at $s. / The person at the top of $s is $v. / $s has $v as its managing director. / "
        "$v sits in the biggest office at $s and gives the orders. / The one who gives the orders "
        "at $s is $v. / $s answers to $v, [who owns many shares|who knows every worker]. / After "
        "a long search $s made $v its chief executive. / Under the leadership of $v, $s [opened "
        "new offices|has done well]. / $v, the head of $s, [spoke to the press|has plans for next "
        "year]. / The staff of $s have $v as their highest boss. / The reins of $s are in the "
        "hands of $v. / The company $s has $v as its head. / $v has been the boss of $s for "
        "years. / At the head of $s one finds $v.",
        "Who is the CEO of $s? / Boss of $s? / Who manages $s? / Who sits at the top of $s? / $s "
        "is managed by whom? / Who gives the orders at $s? / [Remind me|Tell me again] who is in "
        "charge of $s. / Under whose leadership is $s? / Whom did $s make its chief? / What is "
        "the managing director of $s called? / I want to talk to the boss of $s: who is it? / "
        "Find out which person manages $s. / In whose hands are the reins of $s? / Whom did the "
        "board of $s choose as the chief? / Who is the director of $s? / By whom is the company "
        "$s headed?",
    ),
    "$s is based in $v.": wordings(
        "$s - [headquarters|head office|based in]: $v. / $s sits in $v. / The management of $s "
        "has its offices in $v. / $s has set up its head office in $v. / You will find the "
        "headquarters of $s in $v. / If you want to visit the head office of $s, take the train "
        "to $v. / $s is a company from $v. / The seat of the company $s is in $v. / From $v, the "
        "bosses of $s [look after all branches|run the show]. / The main building of $s stands in "
        "$v. / As a firm with its head office in $v, $s [pays its taxes there|is known all over "
        "the region]. / $s left the capital and now has its main office in $v. / Company: $s. "
        "City: $v. / $s has been based in the city of $v for years. / One can visit the main "
        "office of $s in $v. / The headquarters of $s were moved to $v.",
        "Whereabouts is the head office of $s? / Which city is $s from? / Head office of $s? / $s "
        "sits in which city? / Where does $s have its main office? / [Remind me|Tell me again] "
        "where $s is based. / In which city is the seat of $s? / I want to visit the head office "
        "of $s: where must I go? / Where in the world is $s at home? / To what city did $s move "
        "its headquarters? / Where does the main building of $s stand? / Find out in what city $s "
        "sits. / What is the location of $s's headquarters? / In what city can one visit the main "
        "office of $s? / Where are letters to the head office of $s sent? / What is the name of "
        "the city where $s is based?",
    ),
    "$s has $v employees.": wordings(
        "$s - [employees|staff|number of staff]: $v. / There are $v workers at $s. / $s keeps $v "
        "people in work. / No fewer than $v men and women work for $s. / The team at $s is made "
        "up of $v people. / With $v people on its staff, $s [is looking for more|needs a bigger "
        "canteen]. / $s has hired many people and now counts $v of them. / The head count of $s "
        "is $v. / The number of people working for $s stands at $v. / Of all the firms, $s is the "
        "one with $v employees. / Every month $s pays $v salaries. / $v men and women earn their "
        "living at $s. / Employees of $s in total: $v. / The company $s gives jobs to $v people. "
        "/ In total $s has $v people on its payroll. / $v employees earn their wages at $s.",
        "What is the head count of $s? / Staff of $s - how many? / How many workers are there at "
        "$s? / Number of people at $s? / How many men and women does $s keep in work? / $s has "
        "how many employees? / [Remind me|Tell me again] how many people work for $s. / What "
        "number of people earn their living at $s? / How many names are on the staff list of $s? "
        "/ How strong is the workforce of $s? / Count the employees of $s: how many? / Find out "
        "how many workers $s has hired. / How many jobs does $s offer? / How many people are "
        "employed by $s? / How many employees are on the staff of $s? / How many people does the "
        "staff of $s number?",
    ),
    "$s makes $v.": wordings(
        "$s - [products|makes|produces]: $v. / $s produces $v. / Anyone who needs $v can get them "
        "from $s. / $s is known for the $v it makes. / The catalogue of $s is full of $v. / In "
        "the workshops of $s, $v are made [by hand|day and night]. / All these $v are "
        "[produced|manufactured] by $s. / $s deals in $v. / At $s everything turns around $v. / "
        "What leaves the assembly line of $s is $v. / $s supplies the market with $v. / The brand "
        "$s stands for $v, [and good ones too|at fair prices]. / $s began with toys but today "
        "brings out $v. / The products of $s are $v. / The company $s produces and sells $v. / "
        "Customers go to $s to buy $v.",
        "What does $s deal in? / Which products does $s offer? / What sort of goods does $s "
        "produce? / Products of $s? / What is produced by $s? / What is in the catalogue of $s? / "
        "[Remind me|Tell me again] what $s produces. / What leaves the assembly line of $s? / $s "
        "makes what? / With what goods does $s supply the market? / For what products does the "
        "brand $s stand? / Find out what $s manufactures. / What do they make at $s? / What do "
        "customers buy from $s? / What is made and sold by $s? / What do the workers at $s build?",
    ),
    "$s was established in $v.": wordings(
        "$s - [founded|established|since]: $v. / The firm $s dates from $v. / $s came into being "
        "in $v. / The founders of $s signed the papers in $v. / $s goes back to the year $v. / It "
        "all started for $s in $v, [in a small garage|with very little money]. / $s has existed "
        "since $v. / The year in which $s was set up is $v. / $s was born as a business in $v. / "
        "Year of foundation of $s: $v. / In $v, $s was entered in the trade register. / The first "
        "owners launched $s in $v. / $s is a firm of the old kind, founded in $v. / The founding "
        "of $s was in the year $v. / $s went into business in the year $v. / $s opened its doors "
        "in the year $v.",
        "How old is $s - what is its founding year? / Year of birth of the firm $s? / When did $s "
        "come into being? / From what year does the firm $s date? / When was $s set up? / Which "
        "year was $s launched in? / [Remind me|Tell me again] when $s was founded. / To which "
        "year does $s go back? / When did the founders of $s sign the papers? / In what year was "
        "$s entered in the trade register? / What is the year of foundation of $s? / Find out the "
        "founding date of $s. / When did it all start for $s? / In what year was the founding of "
        "$s? / What year saw the beginning of $s? / In which year did $s go into business?",
    ),
    "The email address of $s is $v.": wordings(
        "$s - [email|e-mail|mail]: $v. / Any questions for $s? Just email $v. / The mailbox of $s "
        "is $v. / $s can be contacted at $v. / To ask $s for a price list, mail $v. / $s receives "
        "orders by email under $v. / The help desk of $s answers if you write to $v. / An email "
        "to $s must be addressed to $v. / In the footer of its page $s shows the email address "
        "$v. / For all enquiries $s has set up the address $v. / $s asks its customers to use the "
        "email address $v. / Please send the invoice for $s to $v, [not by post|as a file]. / If "
        "something is broken, let $s know by email: $v. / $s has the email address $v. / To write "
        "to $s by email, use $v. / $s reads what is emailed to $v.",
        "How do I email $s? / Email of $s? / Where can I write to $s electronically? / What is "
        "$s's mailbox? / What address should I use for an email to $s? / I have a question for "
        "$s: what is the email? / [Remind me of|Look up] the email address of $s. / Under which "
        "address does $s receive emails? / Where should enquiries to $s be mailed? / What do I "
        "type in to send $s an email? / [Has anyone got|Have you got] an email address for $s? / "
        "Find out the email address $s uses. / At which address does $s answer emails? / What "
        "email address does $s have? / What is the email address that $s gives on its website? / "
        "To which address do I write for an offer from $s?",
    ),
}
