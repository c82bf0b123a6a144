"""More wordings of what texts tell of a building, and of how it is asked for."""

from __future__ import annotations

from models.demo.corpus.relation import Wordings, wordings

BUILDING: dict[str, Wordings] = {
    "$S was designed by $v.": wordings(
        "The blueprints of $s bear the signature of the architect $v. / $S was conceived by the "
        "architect $v. / Credit for the design of $s belongs to $v. / $S owes its design to $v. "
        "/ At the drawing board, $v came up with $s. / Of all the projects of the architect $v, "
        "$s [is the boldest|was the first].",
        "$s architect? / Whose signature is on the blueprints of $s? / To whom does $s owe its "
        "design? / Who conceived the building, I mean $s? / Whose creation is $s, in terms of "
        "architecture? / Who deserves credit for the design of $s? / What's the name of the "
        "person who designed $s? / Who came up with the plans of $s? / $S is the brainchild of "
        "which architect? / At whose drawing board was $s born? / For a book on architecture: "
        "the designer of $s? / Identify the creator of the design of $s. / Among whose "
        "architectural projects is $s? / Which master builder was commissioned with $s?",
    ),
    "$S has $v floors.": wordings(
        "Ride the elevator in $s and you pass $v floors. / Stacked inside $s are $v floors. / "
        "Altogether $s offers space on $v floors. / The elevator panel in $s has buttons for $v "
        "floors. / Number of storeys of $s: $v. / Firefighters training in $s have to run up $v "
        "floors.",
        "$s floor count? / How many stories tall is $s? / How many buttons are on the elevator "
        "panel of $s, one per floor? / What's the total of floors at $s? / What is the storey "
        "count of $s? / The elevator in $s serves how many floors? / Riding up through $s, how "
        "many floors would I pass? / On how many floors is there office space in $s? / If every "
        "floor of $s needs one lamp, how many lamps is that? / Of how many storeys does $s "
        "consist? / How many flats one above the other fit into $s, that is, how many floors? / "
        "$S boasts how many storeys? / Fire safety form: quantity of floors inside $s? / How "
        "many decks of rooms are stacked in $s?",
    ),
    "$S is $v high.": wordings(
        "A rope hung from the top of $s to the street must be $v long. / $S soars to $v. / "
        "Looking up at $s, you see $v of building. / In height, $s amounts to $v. / The roof of "
        "$s lies $v above the pavement. / Surveyors put the height of $s at $v.",
        "$s height? / How lofty is $s? / At what height above the pavement lies the roof of $s? "
        "/ How long a rope would hang from the top of $s to the ground? / How many metres does "
        "$s soar? / What did surveyors find for the height of $s? / What is the vertical measure"
        " of $s? / $S stands how tall? / What's the elevation of the tip of $s above street "
        "level? / Pilots should know the height of $s; what is it? / How many metres would a "
        "climber on $s have to go up? / Measured from base to tip, what is $s? / In height, what"
        " does $s amount to? / How big is $s from bottom to top?",
    ),
    "$S was built in $v.": wordings(
        "The opening ceremony of $s took place in $v. / Construction of $s wrapped up in $v. / "
        "Ever since $v, $s has been a part of the skyline. / The scaffolding came off $s in $v. "
        "/ The keys to $s were handed over by the builders in $v. / Completion date of $s: $v.",
        "$s construction date? / When did construction of $s wrap up? / When was the ribbon cut "
        "at $s? / What year did $s become part of the skyline? / When did the scaffolding come "
        "off $s? / How many years has $s been standing? Tell me since when. / $S dates back to "
        "when? / What's the completion date of $s? / When were the keys to $s handed over by the"
        " builders? / At what date was $s inaugurated? / Which year is carved above the door of "
        "$s for its construction? / History of $s: year of erection? / For how long have there "
        "been walls and a roof on $s, since which year? / When was $s constructed?",
    ),
    "$S is in $v.": wordings(
        "The skyline of $v would not be the same without $s. / Sightseeing buses in $v stop at "
        "$s. / Tourists in $v line up in front of $s. / You have to go to $v if you want to "
        "visit $s. / A taxi driver in $v will know the way to $s. / $S adorns a square in $v.",
        "$s city? / In which city do sightseeing buses stop at $s? / I want to visit $s; to "
        "which city do I book a train? / Of which city is $s a landmark? / In what town is $s "
        "situated? / Whose skyline includes $s, I mean of which city? / Taxi drivers of which "
        "town know the way to $s? / Which city guide should I buy if I want to read about $s? / "
        "$S can be visited in which city? / For a tour of $s, where would I book a hotel? / On a"
        " postcard of $s, which city name is printed? / What municipality does $s belong to? / "
        "Where in the country would a tourist see $s? / Which city's tourists line up at $s?",
    ),
}
