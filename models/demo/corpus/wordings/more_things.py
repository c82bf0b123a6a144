"""More wordings of what texts tell of things and buildings."""

from __future__ import annotations

from models.demo.corpus.relation import Wordings, wordings

MORE_THINGS: dict[str, Wordings] = {
    "$S costs $v.": wordings(
        "$S - price: $v. / Price of $s: $v. / $S sells at $v. / The seller wants $v for $s. / $S "
        "goes for $v. / If you have $v, you can take $s home. / The bill for $s came to $v. / We "
        "got $s for $v. / The cost of $s is $v. / In the catalogue $s is listed at $v. / $S was "
        "marked down to $v. / The cashier takes $v for $s. / A buyer of $s pays $v. / $S has a "
        "price of $v. / $v is what $s costs. / To buy $s, you have to spend $v.",
        "$S - how much? / Cost of $s? / How much for $s? / What do they want for $s? / I need "
        "the price of $s. / How much money do I need for $s? / What is the cost of $s? / What "
        "price does the catalogue give for $s? / Look up the price of $s[, please|]. / I want to "
        "buy $s. How much is it? / What sum would get me $s? / What did the bill for $s come to? "
        "/ Is $s cheap, and what does one pay for it? / What is $s sold for? / What do I pay for "
        "$s? / At what price can I buy $s?",
    ),
    "$S is $v.": wordings(
        "$S - color: $v. / Color of $s: $v. / $S looks $v. / They gave $s a coat of $v paint. / "
        "$S is easy to find, being $v. / The outside of $s is $v. / $S has been $v since it was "
        "new. / $S was dyed $v. / The photo shows $s in $v. / Everything on $s is $v, even the "
        "back. / The shop had $s only in $v. / $S got a new color and is now $v. / The designer "
        "wanted $s to be $v. / $S has $v as its color. / One can see that the color of $s is $v. "
        "/ Someone chose $v paint for $s.",
        "$S - what color? / What colour is $s? / I need the color of $s. / What does $s look "
        "like, which color? / Is $s bright or dark, which color is it? / What shade is $s? / "
        "Look up the color of $s[, please|]. / They gave $s a coat of which color? / In which "
        "color does the shop have $s? / By what color do I recognise $s? / $S got new paint. "
        "What color is it now? / Which shade did the designer want for $s? / What's the colour "
        "of the outside of $s? / Which color is $s? / What color do you see on $s? / What color "
        "paint does $s have?",
    ),
    "$S weighs $v.": wordings(
        "$S - weight: $v. / Weight of $s: $v. / $S is $v heavy. / $S brings $v to the scales. / "
        "To lift $s, you have to lift $v. / The post office weighed $s: $v. / The mass of $s is "
        "$v. / $S puts a load of $v on the shelf. / In the parcel $s makes up $v of the weight. "
        "/ The makers of $s kept its weight down to $v. / Be careful with $s, it weighs $v. / $S "
        "weighs [exactly|about|just] $v. / They measured $v as the weight of $s. / $v is what $s "
        "weighs. / The scales say that $s weighs $v. / When someone weighed $s, the scales "
        "showed $v.",
        "$S - how heavy? / The weight of $s, please. / Is $s light or heavy, what does it weigh? "
        "/ How many kilos is $s? / I need to know how much $s weighs. / What is the mass of $s? "
        "/ If I lift $s, how much do I lift? / What weight should I write on the parcel with $s? "
        "/ Look up what $s weighs. / How much does $s bring to the scales? / How much load does "
        "$s put on the shelf? / Can one person lift $s, how heavy is it? / What did the post "
        "office read when it weighed $s? / What weight is $s? / How much weight does $s have? / "
        "How heavy is $s to carry?",
    ),
    "$S is in the $v.": wordings(
        "$S - place: the $v. / Where to go for $s: the $v. / $S lies in the $v. / We have $s in "
        "the $v. / Go to the $v if you need $s. / $S was last seen in the $v. / $S waits for you "
        "in the $v. / Somebody has hidden $s in the $v. / The family stores $s in the $v. / They "
        "moved $s into the $v. / In a corner of the $v is $s. / Nobody has taken $s out of the "
        "$v. / If you miss $s, have a look in the $v. / $S is kept in the $v. / It is in the $v "
        "that one finds $s. / The place where somebody put $s is the $v.",
        "$S - where? / Place of $s? / Where do we have $s? / I need $s. Where is it? / Where has "
        "somebody hidden $s? / In which room or corner is $s? / Where was $s last seen? / Where "
        "does $s lie? / Where did they move $s to? / I cannot find $s. Any idea where it is? / "
        "Look up where we store $s. / Whereabouts is $s? / Has anyone seen $s, and where? / "
        "Where does one find $s? / Where is $s kept? / In which place should I look for $s?",
    ),
    "$S belongs to $v.": wordings(
        "$S - owner: $v. / Owner of $s: $v. / $v has $s and will not sell it. / $S is in the "
        "possession of $v. / $v got $s as a birthday present. / $v lent $s to a friend but wants "
        "it back. / Ask $v, the owner, before you use $s. / $S is $v's. / $S, owned by $v, is "
        "not for sale. / If you find $s, bring it to its owner, $v. / The papers for $s are in "
        "the name of $v. / Nobody but $v can call $s their own. / From an aunt, $s passed to $v. "
        "/ The person who owns $s is $v. / $S has $v as its owner. / The property of $v includes "
        "$s.",
        "$S - whose? / I found $s. To whom do I bring it? / In whose possession is $s? / I need "
        "the owner of $s. / Whom must I ask before I use $s? / Who can call $s their own? / "
        "Which person owns $s? / Look up who $s belongs to. / Who got $s as a present? / Is $s "
        "yours, or whose is it? / Who wants $s back? / In whose name are the papers for $s? / To "
        "whom did $s pass? / Who is it that owns $s? / What is the owner of $s called? / Which "
        "owner does $s have?",
    ),
    "$S was made by $v.": wordings(
        "$S - maker: $v. / $S carries the brand $v. / The brand of $s is $v. / $v builds $s. / "
        "$S comes from the factory of $v. / $v put $s together. / The workers of $v made $s by "
        "hand. / For repairs, $s goes back to its maker, $v. / $v, a well-known company, is the "
        "maker of $s. / The producer of $s is $v. / The people at $v produced $s. / $v has $s "
        "among the things it makes. / As the label says, $s is by the firm $v. / The "
        "manufacturer that produced $s is called $v. / It was $v that made $s. / $S is one of "
        "the products of $v.",
        "$S - which maker? / Brand of $s? / What brand is $s? / Who builds $s? / I need the "
        "maker of $s. / Which company is the producer of $s? / Which brand name does $s carry? / "
        "Look up the manufacturer of $s[, please|]. / I want to write to the makers of $s. Who "
        "are they? / Which company has $s among the things it makes? / Who put $s together? / "
        "What make is $s? / $S broke. Which company built it? / What firm made $s? / Who is the "
        "manufacturer of $s? / By whom was $s produced?",
    ),
    "$S was made in $v.": wordings(
        "Year of $s: $v. / $S, model year $v. / $S is from $v. / $S was manufactured in the year "
        "$v. / The factory shipped $s in $v. / The workers finished $s in $v. / $S has existed "
        "since $v. / $S came off the line in $v. / They put $s together in $v. / $S was new in "
        "$v. / Somebody built $s back in $v. / The papers of $s give $v as the year it was "
        "built. / [Old or not|True enough], $s goes back to $v. / $v is the year from which $s "
        "dates. / It was in $v that somebody built $s. / $S has $v as its production year.",
        "$S - what year? / Year of $s? / How old is $s, from which year is it? / When was $s "
        "new? / I need the year of manufacture of $s. / When did the workers finish $s? / Since "
        "when has $s existed? / When did they put $s together? / To which year does $s go back? "
        "/ Look up when $s was manufactured. / What year do the papers of $s give? / When did $s "
        "come off the line? / In which year did the factory ship $s? / What year was $s made in? "
        "/ When was $s built? / From when does $s date?",
    ),
    "The serial number of $s is $v.": wordings(
        "$S - serial number: $v. / Serial no. of $s: $v. / $S carries the number $v. / The "
        "factory gave $s the number $v. / The warranty card of $s shows the serial number $v. / "
        "$v is stamped on $s as its serial number. / Look under $s, there you find the number "
        "$v. / The serial number for $s reads $v. / Enter $v as the serial number of $s. / Our "
        "records list $s as number $v. / A small label on $s bears its serial number, $v. / To "
        "register $s, use the serial number $v. / The maker knows $s by its number, $v. / $S has "
        "$v as its serial number. / The number on the bottom of $s is $v. / On file, $s has the "
        "serial number $v.",
        "$S - serial number? / Serial no. of $s? / What number does $s carry? / I need the "
        "serial number of $s. / What serial number does the warranty card of $s show? / Which "
        "number did the factory give $s? / As what number do our records list $s? / Look up the "
        "serial number of $s[, please|]. / What number is stamped on $s? / To register $s, which "
        "serial number do I enter? / How does the serial number of $s read? / I have to fill in "
        "the serial number of $s. What is it? / By which number does the maker know $s? / Which "
        "serial number does $s bear? / What serial number is $s registered under? / Which number "
        "was engraved on $s?",
    ),
    "$S is made of $v.": wordings(
        "$S - material: $v. / Material of $s: $v. / $S is all of $v. / They built $s from $v. / "
        "$S was put together from $v. / It took a lot of $v to make $s. / They took $v and "
        "turned it into $s. / The outside and the inside of $s are both of $v. / There is "
        "nothing but $v in $s. / For the body of $s they used $v. / Since it is of $v, $s will "
        "last long. / No other material than $v went into $s. / To make $s, one needs $v. / The "
        "material from which $s was made is $v. / $S has $v as its material. / Whoever made $s "
        "chose $v as the material.",
        "$S - which material? / The material of $s, please. / What stuff is $s made from? / What "
        "was used to make $s? / I need to know the material of $s. / What did they build $s "
        "from? / Look up what $s is made from. / What does one need to make $s, which material? "
        "/ Which material do I feel when I touch $s? / Of what is the body of $s? / Which "
        "material was turned into $s? / Will $s last, what is it made of? / What went into $s as "
        "material? / Of what is $s made? / What is the material used for $s? / From which "
        "material is $s?",
    ),
}
