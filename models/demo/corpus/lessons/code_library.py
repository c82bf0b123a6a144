"""More wordings of what texts tell of a code library, and of how it is asked for."""

from __future__ import annotations

from models.demo.corpus.relation import Wordings, wordings

CODE_LIBRARY: dict[str, Wordings] = {
    "The newest release of $s is $v.": wordings(
        "The changelog of $s begins with version $v. / The team behind $s tagged its latest "
        "release as $v. / At the moment $s stands at release $v. / Upgrade $s and you end up "
        "with version $v. / The most recent build of $s carries the number $v. / Old copies of "
        "$s should be replaced by version $v.",
        "What's the most recent build of $s? / latest $s version number / With which version "
        "does the changelog of $s begin? / If I upgrade $s, which version do I end up with? / "
        "How was the last release of $s tagged? / $S - which version is up to date? / At which "
        "release does $s stand at the moment? / What should I pin $s to if I want the freshest "
        "version? / Could you look up the present version number of $s? / The latest version of "
        "$s to be put out is ... / Is my copy of $s outdated? Which version ought it to be? / To"
        " what version was $s updated last? / Which edition of $s do the makers recommend now? /"
        " For a fresh project with $s, what version do I take?",
    ),
    "The release date of $s is $v.": wordings(
        "$S made its debut on $v. / The launch of $s happened on $v. / The announcement that $s "
        "had been released is dated $v. / Programmers got their hands on $s on $v. / $S went "
        "public on $v. / The first download of $s was counted on $v, the day it was released.",
        "When did $s make its debut? / launch date $s / On which date did $s go public? / When "
        "did the launch of $s happen? / How is the announcement of the release of $s dated? / $S"
        " was made available when? / When could programmers get their hands on $s? / On what day"
        " did $s see the light of day? / Could you look up when the public got $s? / The day "
        "that $s became available was ... / Since which date have people been able to use $s? / "
        "If I look in the calendar of the team, on what day did $s appear? / When was it that $s"
        " was launched? / What date should I cite for the publication of $s?",
    ),
    "$S depends on $v.": wordings(
        "$S would be nothing without $v, on which it depends. / Much of the work in $s is done "
        "by calls to $v. / Before you set up $s, make sure that $v is installed. / $S makes use "
        "of $v. / The build of $s fails unless $v is there. / $v is listed as the one "
        "requirement of $s.",
        "What package does $s make use of? / $S requirements / Which other library has to be "
        "installed for $s? / What is the prerequisite for $s? / If I set up $s, what else do I "
        "have to get? / The build of $s fails unless what is there? / Which piece of software "
        "does $s lean on? / What's under the hood of $s - which library does it use? / Could you"
        " look up the requirement listed for $s? / The library that $s cannot do without is ... "
        "/ By removing which package would I break $s? / To which library do the calls in $s go?"
        " / What gets pulled in along with $s? / Which third-party code does $s rest upon?",
    ),
    "The maintainer of $s is $v.": wordings(
        "Bug reports for $s land on the desk of $v. / The upkeep of $s is the job of $v. / $v "
        "reviews every patch sent in for $s. / Responsibility for $s rests with $v. / $v took "
        "over the upkeep of $s [last year|from a friend]. / New releases of $s are prepared by "
        "$v, its maintainer.",
        "On whose desk do bug reports for $s land? / $s maintainer name / Who is responsible for"
        " the upkeep of $s? / Who reviews patches sent in for $s? / With whom does "
        "responsibility for $s rest? / $S is looked after by whom? / Whom should I contact if $s"
        " crashes? / Which developer keeps $s in good shape? / Could you look up the person "
        "maintaining $s? / The one who maintains $s is ... / I've written a patch for $s; who "
        "will decide on it? / Who prepares new releases of $s? / Who took over the upkeep of $s?"
        " / Whose job is it to keep $s running?",
    ),
    "The number of downloads of $s in a week is $v.": wordings(
        "Servers hand out $s $v times a week. / Every seven days $s is downloaded by $v "
        "developers. / The weekly tally of downloads of $s is $v. / In seven days the copies of "
        "$s that are downloaded add up to $v. / Download figures for $s stand at $v per week. / "
        "$S gets pulled from the server $v times every week.",
        "What is the weekly tally of downloads for $s? / $s weekly download count / How many "
        "times do servers hand out $s in a week? / In seven days, how many developers download "
        "$s? / $S gets pulled how many times weekly? / What do the download statistics of $s say"
        " per week? / At what figure do the weekly downloads of $s stand? / How widely used is "
        "$s, judging by weekly downloads? / Could you look up the download figures of $s? / The "
        "downloads of $s per week add up to ... / How much demand is there for $s, in downloads "
        "a week? / From Monday to Sunday, how many times is $s downloaded? / How high is the "
        "weekly download rate of $s? / During a single week, what number of users download $s?",
    ),
}
