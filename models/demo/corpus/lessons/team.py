"""More wordings of what texts tell of a team, and of how it is asked for."""

from __future__ import annotations

from models.demo.corpus.relation import Wordings, wordings

TEAM: dict[str, Wordings] = {
    "$S is coached by $v.": wordings(
        "Training sessions of $s are led by $v, the coach. / The board of $s gave the job of "
        "coach to $v. / $v shouts orders from the sideline whenever $s plays, as a coach does. /"
        " The players of $s look up to their coach, $v. / Ever since $v became coach, $s has "
        "[won more often|played with new energy]. / $s signed $v to be its coach.",
        "Who leads the training sessions of $s? / head coach $s / Who gives orders from the "
        "sideline for $s? / Who's the gaffer at $s? / Whose training methods do the players of "
        "$s follow? / $s is coached by ... / To whom did the board of $s give the coaching job? "
        "/ Could you look up who does the coaching at $s? / When the players of $s need a "
        "talking-to, which coach gives it? / I'd love an interview with the trainer of $s; who "
        "is it? / Who decides on the line-up of $s? / Which person instructs the players of $s? "
        "/ Who got signed as the new trainer of $s? / Identify the coach working with $s.",
    ),
    "$s plays its home games in $v.": wordings(
        "$s has its roots in $v. / The clubhouse of $s can be found in $v. / Visiting teams must"
        " travel to $v to face $s. / $v is where $s is based. / After each away game the bus "
        "takes $s back home to $v. / Local papers in $v write about $s, their home team.",
        "Where are the roots of $s? / home ground $s city / Where must visiting teams travel to "
        "face $s? / Whereabouts is $s based? / $s hails from where? / Where's the clubhouse of "
        "$s? / If I bought a season ticket for $s, in which city would I watch? / After an away "
        "game, to what city does the bus take $s back? / Could you look up the city in which $s "
        "is located? / The city that $s calls its own is ... / Which town's local team is $s? / "
        "Fans of $s live mostly in what town? / On the map, where would I find the arena of $s? "
        "/ In what town does $s receive its guests?",
    ),
    "The shirts of $s are $v.": wordings(
        "The laundry of $s is full of $v shirts. / Look for the $v shirts if you want to spot "
        "$s. / The tailor made new $v jerseys for $s. / Over their heads the players of $s pull "
        "jerseys that are $v. / When $s scores, a crowd of $v shirts [jumps for joy|runs to the "
        "corner]. / The outfit of $s has a single colour, $v.",
        "What colour are the uniforms of $s? / jersey color $s / How can I spot $s on the pitch "
        "- what colour should I look for? / What shade are the tops of $s? / The outfit of $s "
        "comes in which colour? / $s turns out in what colour? / When $s runs out of the tunnel,"
        " what color do you see? / Painting my face for the match of $s, which colour do I use? "
        "/ Could you look up the team colour of $s? / The jerseys of $s are coloured ... / In a "
        "picture of $s, what colour is everybody's shirt? / Which colour of cloth would a tailor"
        " need for the shirts of $s? / What hue did $s choose for its jerseys? / What colour "
        "scarf would a fan of $s have?",
    ),
    "$s plays $v.": wordings(
        "The athletes of $s have devoted themselves to $v. / $s took part in the national "
        "championship in $v. / Fans of $v follow every match of $s. / Children who want to learn"
        " $v can go to $s. / The discipline practised by $s is $v. / Few clubs take $v as "
        "seriously as $s does.",
        "Which discipline do the athletes of $s practise? / $s sports type / In which kind of "
        "championship does $s take part? / What sport would I learn if I signed up with $s? / "
        "What are the players of $s devoted to? / Fans of what sport follow $s? / If $s was on "
        "TV, what sport would I be watching? / $s is a team in which sport? / Could you look up "
        "the athletic discipline of $s? / The sport in which $s is involved is ... / My son "
        "wants to train with $s; what will he be playing? / Matches of $s are matches in what "
        "sport? / Identify the sport associated with $s. / On what sport does $s spend its time?",
    ),
    "$s has $v players.": wordings(
        "The roster of $s contains $v names. / When $s lines up for the team photo, $v players "
        "smile at the camera. / This year the team list of $s runs to $v players. / $s has "
        "signed up $v players in all. / In the dressing room of $s there are lockers for all $v "
        "players. / To feed the whole of $s, the cook has to fill $v plates, one for each "
        "player.",
        "How many names are on the roster of $s? / squad size $s / How many athletes make up $s?"
        " / In the team photo of $s, how many players do you see? / What's the headcount of the "
        "squad at $s? / How strong in numbers is $s? / $s is made up of how many players? / If "
        "every player of $s needs a locker, how many lockers is that? / Could you look up the "
        "number of people on the team $s? / The squad of $s comprises how many people? / The "
        "total of players at $s is ... / I'm cooking for the whole team $s; how many players "
        "will show up? / How many sportsmen and sportswomen has $s signed up? / How long is the "
        "list of players of $s, in names?",
    ),
}
