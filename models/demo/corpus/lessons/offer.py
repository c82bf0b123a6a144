"""More wordings of what texts tell of a offer, and of how it is asked for."""

from __future__ import annotations

from models.demo.corpus.relation import Wordings, wordings

OFFER: dict[str, Wordings] = {
    "The pay for $s is $v a month.": wordings(
        "The payslip for $s shows $v a month. / Anyone hired for $s takes home $v a month. / The"
        " employer values $s at $v a month. / A salary of $v a month goes with $s. / Do the work"
        " in $s and you will find $v in your account each month. / According to the advert, the "
        "income from $s is $v a month.",
        "What sort of income could I live on with $s? / salary for $s per month / What's the "
        "paycheck like in $s? / If I were hired for $s, what would land in my account each "
        "month? / What remuneration does the employer give for $s? / $S - what's the money like?"
        " / Could you look up the earnings in $s? / The monthly wage in $s amounts to ... / How "
        "much would I take home every month from $s? / What sum is on the payslip for $s? / Is "
        "$s worth my while financially? What's the salary? / How high is the salary that goes "
        "with $s? / What compensation does the advert promise for $s? / By taking $s, how much "
        "can one make a month?",
    ),
    "Applications for $s are accepted until $v.": wordings(
        "The call for $s stays open until $v. / You have time until $v to put in for $s. / No "
        "applications for $s will be taken after $v. / Make sure that your application for $s is"
        " in by $v. / The final date for applying for $s is $v. / On $v the list of candidates "
        "for $s will be closed.",
        "What's the cut-off date for $s? / deadline $s / How much longer can I put in for $s - "
        "till which date? / By which day should my papers for $s be in? / Up to what date will "
        "they take applications for $s? / $S closes to candidates on what day? / When does the "
        "window for applying for $s end? / I don't want to miss my chance at $s; what's the "
        "latest date? / Could you look up the final date for applying for $s? / The time limit "
        "for candidates for $s expires on ... / If I dawdle, on which date will I have missed "
        "$s? / When's the last chance to hand in an application for $s? / Which date should I "
        "circle in my calendar so as to apply for $s in time? / When is the list of candidates "
        "for $s closed?",
    ),
    "Applications for $s go to $v.": wordings(
        "Drop a line to $v if you would like to apply for $s. / All candidates for $s must mail "
        "their papers to $v. / The contact address given for $s is $v. / The inbox for $s is $v."
        " / A short message to $v will get you the form for $s. / Address your application for "
        "$s to $v.",
        "To what inbox should candidates for $s mail their papers? / email contact $s / Whom do "
        "I email regarding $s - at what address? / Where should a message about $s be addressed?"
        ' / $S interests me; where can I drop a line? / What do I type in the "to" field when '
        "applying for $s? / Could you look up the contact address for $s? / By email, how do I "
        "reach those who offer $s? / The e-mail address meant for applicants to $s is ... / My "
        "CV for $s is ready; where do I mail it? / Through which address does one get in touch "
        "about $s? / Is there an email for inquiries about $s? Which one? / Where are "
        "applications for $s received? / Give me the electronic address used for $s.",
    ),
    "The working time in $s is $v hours a week.": wordings(
        "The weekly schedule of $s comes to $v hours. / Expect to be on duty $v hours a week in "
        "$s. / Your time sheet for $s will show $v hours a week. / If you count all shifts "
        "together, $s takes $v hours a week. / They have set $s at $v hours a week. / Anyone who"
        " signs up for $s agrees to work $v hours per week.",
        "What weekly workload comes with $s? / hours $s weekly / Is $s full time or part time? "
        "How many hours is it? / If I add up the shifts in $s, how many hours do I get per week?"
        " / On a weekly basis, how long would I be on duty in $s? / $S fills how many hours of "
        "the week? / How many hours will my time sheet for $s show every week? / What number of "
        "hours is agreed on for $s? / I have small children; how many hours weekly would $s "
        "require? / Could you look up the length of the working week in $s? / The hours to be "
        "worked each week in $s come to ... / How many hours per week did they set for $s? / How"
        " many weekly hours does one sign up for with $s? / From Monday to Sunday, how many "
        "hours are spent working in $s?",
    ),
    "The language needed for $s is $v.": wordings(
        "To do well in $s you have to be fluent in $v. / The interview for $s will be held in "
        "$v. / $v is the working language in $s. / Speakers of $v are welcome to apply for $s. /"
        " Fluent $v is the main condition for $s. / Nobody is taken on for $s without speaking "
        "$v.",
        "In which language must I be fluent to do $s? / language requirement $s / What's the "
        "working language in $s? / In what language will the interview for $s be held? / "
        "Speakers of which language are welcome in $s? / $S calls for fluency in what? / Before "
        "I go for $s, what language should I brush up on? / Could you look up the language "
        "skills asked for with $s? / What language would I chat with customers in if I had $s? /"
        " The tongue that candidates for $s have to master is ... / Which foreign language "
        "course would prepare me for $s? / Do I have to learn a language for $s? Which? / What "
        "language is used day to day in $s? / On the form for $s, which language is listed as "
        "required?",
    ),
    "For $s they want a $v.": wordings(
        "The right person for $s is a $v. / Have you trained as a $v? Then $s is for you. / The "
        "advert for $s is addressed to a $v. / $S will be given to a $v. / Nobody but a $v "
        "should apply for $s. / The work to be done in $s is that of a $v.",
        "What occupation does $s involve? / job title $s / What training should I have had to "
        "qualify for $s? / What line of work is $s in? / Which kind of professional would suit "
        "$s? / $S will be given to someone of which trade? / What's the vocation of the person "
        "they seek for $s? / If I got $s, what would it say on my business card? / Which craft "
        "or calling do applicants for $s need? / Could you look up the role to be filled by $s? "
        "/ The sort of professional they are hiring for $s is a ... / To whom is the advert for "
        "$s addressed? / My cousin is out of work; what would he have to be to suit $s? / In "
        "what capacity would somebody be employed in $s?",
    ),
}
