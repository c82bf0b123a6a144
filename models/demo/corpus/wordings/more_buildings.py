"""Still more wordings of what texts tell of things and buildings."""

from __future__ import annotations

from models.demo.corpus.relation import Wordings, wordings

MORE_BUILDINGS: dict[str, Wordings] = {
    "$S was designed by $v.": wordings(
        "$S - architect: $v. / Architect of $s: $v. / The design of $s is by $v. / $v planned "
        "$s. / $S sprang from the drawings of $v. / The city asked $v to design $s. / $v won the "
        "contest to design $s. / $S was thought up by the architect $v. / The look of $s was the "
        "idea of $v. / $v sketched $s on [a napkin|one sheet of paper]. / The mind behind $s was "
        "the architect $v. / As architect of $s they hired $v. / $S made its architect, $v, "
        "famous. / The architect who designed $s is $v. / $v gave $s its shape. / The name of "
        "the architect of $s is $v.",
        "$S - who was the architect? / The architect of $s, please. / Who made the drawings for "
        "$s? / Who thought up $s? / Who was the mind behind $s? / I need to know the architect "
        "of $s. / Whom did the city ask to design $s? / Who sketched $s? / Whose idea was the "
        "look of $s? / Which architect did they hire for $s? / Look up who designed $s. / Which "
        "architect became famous with $s? / I like $s. Who designed it? / What is the architect "
        "of $s called? / By which architect was $s designed? / Who gave $s its shape?",
    ),
    "$S has $v floors.": wordings(
        "$S - floors: $v. / Floors in $s: $v. / $S counts $v storeys. / $S has $v floors, one "
        "above the other. / The owners rent out all $v floors of $s. / $v floors make up $s. / "
        "The stairs of $s connect $v floors. / People live and work on $v floors in $s. / The "
        "plans of $s show $v floors. / Count the floors of $s and you get $v. / The builders "
        "gave $s $v floors. / The cleaners of $s have $v floors to clean. / $S is divided into "
        "$v levels. / $v is the number of floors in $s. / $S was built with $v floors. / One "
        "climbs up $v floors by the stairs of $s.",
        "$S - how many floors? / Floors in $s? / How many storeys does $s have? / How many "
        "levels are there in $s? / I need the number of storeys of $s. / How many floors do the "
        "plans of $s show? / How many floors did the builders give $s? / Over how many floors "
        "does $s spread? / Look up the number of floors in $s. / How many floors are there to "
        "clean in $s? / How many floors make up $s? / Into how many levels is $s divided? / $S "
        "looks tall. How many floors is that? / How many floors are in $s? / What number of "
        "floors does $s have? / How many floors do the stairs in $s climb?",
    ),
    "$S is $v high.": wordings(
        "$S - height: $v. / Height of $s: $v. / $S is $v tall. / $S towers $v over the town. / "
        "The tip of $s is $v up in the air. / Someone measured the height of $s and got $v. / "
        "From the top of $s one looks down $v. / While it was being built, $s grew to $v. / The "
        "architects let $s rise to $v. / The total height of $s comes to $v. / Climbers on $s go "
        "up $v. / The guide says that $s is $v from top to bottom. / The walls of $s rise $v "
        "into the sky. / $S has a height of $v. / The height that $s reaches is $v. / It is $v "
        "from the street to the top of $s.",
        "$S - how high? / The height of $s, please. / How many metres high is $s? / How far up "
        "does $s go? / I need to know how tall $s is. / How tall a building is $s? / What do you "
        "get if you measure the height of $s? / How far into the sky do the walls of $s rise? / "
        "Look up the height of $s[, please|]. / How far down does one look from the top of $s? / "
        "How much does $s tower over the town? / To what height did $s grow? / I see $s from "
        "here. How tall is it? / What height does $s have? / How high does $s rise? / What is "
        "the height from the street to the top of $s?",
    ),
    "$S was built in $v.": wordings(
        "$S - year of construction: $v. / Year of $s: $v. / $S went up in $v. / Work on $s came "
        "to an end in $v. / The last stone of $s was laid in $v. / They put up $s in $v. / $S "
        "was erected in $v. / Since $v $s has been part of the street. / $S goes back to $v. / "
        "The town has had $s since $v. / $S was new in $v. / $S was ready in $v, [later than "
        "planned|after three years of work]. / $v was the year when $s was put up. / It was in "
        "$v that builders finished $s. / $S first opened its doors in $v. / $v is when $s was "
        "completed.",
        "$S - built when? / Construction year of $s? / How old is $s, when did they build it? / "
        "When did $s go up? / I need the year when $s was put up. / When was the last stone of "
        "$s laid? / When was $s erected? / What year was it when $s was ready? / Since when has "
        "the town had $s? / Look up when they built $s. / When did the work on $s come to an "
        "end? / When was $s new? / To what year does $s go back? / In what year was $s built? / "
        "When did the doors of $s open for the first time? / Which year was $s finished in?",
    ),
    "$S is in $v.": wordings(
        "$S - city: $v. / $v is where $s stands. / You can admire $s in $v. / $v has many "
        "sights, and $s is one of them. / The address of $s is in $v. / The people of $v walk "
        "past $s every day. / They built $s in $v. / The map of $v shows $s. / $S looks out over "
        "the roofs of $v. / A walk through $v takes you to $s. / $v is home to $s. / Among the "
        "buildings of $v is $s. / The mayor of $v gave a speech in front of $s. / The city in "
        "which $s stands is $v. / One can find $s in the middle of $v. / In the city of $v one "
        "can see $s.",
        "$S - where? / Town of $s? / Whereabouts is $s? / Which city has $s? / I need to know "
        "the city of $s. / Where can I admire $s? / On the map of which city is $s? / Over the "
        "roofs of which city does $s look out? / Look up in which city $s is. / Which town is "
        "home to $s? / Where did they build $s? / The people of which city walk past $s? / I "
        "want to see $s. Where do I have to go? / What city is $s in? / In which city does $s "
        "stand? / Where does one find $s?",
    ),
}
