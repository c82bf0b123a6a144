"""What texts tell of things and buildings."""

from __future__ import annotations

from models.demo.corpus.relation import relation

THINGS = (
    relation(
        "item",
        "price",
        "$S costs $v. / The price of $s is $v. / You can buy $s for $v. / $S can be had for $v. / "
        "One has to pay $v for $s. / The shop asks $v for $s. / The price tag on $s says $v. / "
        "[Yesterday|Last week] someone paid $v for $s. / $v is the price of $s. / For $v $s is "
        "yours. / Whoever wants $s must spend $v. / $S is on offer at $v. / $S is sold for $v. / "
        "Someone who wants $s has to pay $v. / At the shop $s is on offer for $v.",
        "How much does $s cost? / [What is|What's] the price of $s? / How expensive is $s? / "
        "[Tell me|Please tell me|Let me know] the price of $s. / Price of $s? / [I would like to "
        "know|I want to know|I need to know|I wonder] how much $s costs. / [Do you know|Any "
        "idea|Can you tell me|Could you say] what $s costs? / [Name|Please name] the price of $s. "
        "/ How much do I have to pay for $s? / For how much is $s sold? / What would I have to "
        "spend on $s? / What does $s cost? / What does the shop ask for $s? / What does the price "
        "tag on $s say?",
        "$S costs $v.",
    ),
    relation(
        "item",
        "color",
        "$S is $v. / $S was painted $v. / The color of $s is $v. / $S has a $v color. / The color "
        "one sees on $s is $v. / Someone painted $s $v. / [From far away|In daylight] one sees "
        "that $s is $v. / The color chosen for $s was $v. / $S shines in $v. / Everyone can see "
        "that $s is $v all over. / The paint on $s is $v. / $S, $v all over, [looks "
        "pretty|catches the eye]. / $S comes in $v. / The color of the paint on $s is $v. / "
        "Everyone sees that $s was painted $v.",
        "What color is $s? / Which color does $s have? / [What is|What's] $s's color? / [Tell "
        "me|Please tell me|Let me know] the color of $s. / Color of $s? / [I would like to know|I "
        "want to know|I need to know|I wonder] what color $s has. / [Do you know|Any idea|Can you "
        "tell me|Could you say] which color $s is? / [Name|Please name] the color of $s. / In "
        "what color was $s painted? / What color does $s have? / What color is the paint on $s? / "
        "What is the color of $s? / In what color did someone paint $s? / What color was chosen "
        "for $s?",
        "$S is $v.",
    ),
    relation(
        "item",
        "weight",
        "$S weighs $v. / The weight of $s is $v. / $S is $v in weight. / The scales show $v for "
        "$s. / $v is the weight of $s. / Whoever carries $s carries $v. / [Put on the "
        "scales|Without its box], $s weighs $v. / Someone weighed $s and read $v. / $S tips the "
        "scales at $v. / With its weight of $v $s is [easy|not easy] to carry. / The label gives "
        "$v as the weight of $s. / $S has a weight of $v. / The weight on the label of $s is $v. "
        "/ On the scales $s has a weight of $v.",
        "How much does $s weigh? / How heavy is $s? / What does $s weigh? / [Tell me|Please tell "
        "me|Let me know] how heavy $s is. / Weight of $s? / [I would like to know|I want to "
        "know|I need] the weight of $s. / [Do you know|Any idea|Can you tell me|Could you say] "
        "how much $s weighs? / [Give|State] the weight of $s. / What weight does $s have? / What "
        "do the scales show for $s? / What did $s weigh on the scales? / What is the weight of "
        "$s? / What weight does the label give for $s? / How heavy is $s without its box?",
        "$S weighs $v.",
    ),
    relation(
        "item",
        "spot",
        "$S is in the $v. / Someone put $s in the $v. / You will find $s in the $v. / Somebody "
        "left $s in the $v. / $S stands in the $v. / In the $v one finds $s. / $S can be found in "
        "the $v. / [Since yesterday|As always] $s has been in the $v. / Look for $s in the $v. / "
        "The place where $s is kept is the $v. / $S was carried to the $v. / $S was left in the "
        "$v. / The $v is where you can find $s. / Somebody carried $s to the $v and left it "
        "there.",
        "Where is $s? / Where can I find $s? / In what place can $s be found? / [Tell me|Please "
        "tell me|Let me know] where $s is. / Location of $s? / [I would like to know|I want to "
        "know|I need to know|I wonder] where $s is kept. / [Do you know|Any idea|Can you tell "
        "me|Could you say] where $s is? / [Name|Please name] the place where $s is kept. / Where "
        "should I look for $s? / Where was $s put? / Where did somebody leave $s? / In which "
        "place is $s? / To what place was $s carried? / Where was $s left?",
        "$S is in the $v.",
    ),
    relation(
        "item",
        "person",
        "$S belongs to $v. / The owner of $s is $v. / $v owns $s. / $v is the owner of $s. / $v "
        "[bought|inherited] $s, and keeps it to this day. / $S is the property of $v. / [By the "
        "way|As everyone knows], $s is owned by $v. / Please give $s back to $v, the owner. / It "
        "is $v who owns $s. / $S was a gift to $v, who owns it now. / Everyone knows that the "
        "owner of $s is $v. / $S was bought by $v, who now owns it.",
        "Who owns $s? / To whom does $s belong? / Owner of $s? / [Tell me|Please tell me|Let me "
        "know] who owns $s. / [I would like to know|I want to know|I need to know|I wonder] whose "
        "property $s is. / [Do you know|Any idea|Can you tell me|Could you say] who the owner of "
        "$s is? / [Name|Please name] the owner of $s. / [Who is|Who's] the owner of $s? / By whom "
        "is $s owned? / Who does $s belong to? / To which owner does $s belong? / Whose is $s?",
        "$S belongs to $v.",
    ),
    relation(
        "item",
        "company",
        "$S is made by $v. / $v made $s. / The maker of $s is $v. / $S comes from the workshops "
        "of the maker $v. / $S was produced by $v. / $v is the manufacturer of $s. / [On the "
        "back|On a small plate] $s bears the name of its maker, $v. / The firm of $v manufactured "
        "$s. / $S is a product of $v. / The name of the manufacturer, $v, is stamped on $s. / $v "
        "is the company that manufactured $s. / The workshops of $v produced $s.",
        "Who made $s? / Which company made $s? / Maker of $s? / [Tell me|Please tell me|Let me "
        "know] which firm produced $s. / [I would like to know|I want to know|I need to know|I "
        "wonder] who manufactured $s. / [Do you know|Can you tell me|Could you give me] the "
        "manufacturer of $s? / [Name|Please name] the maker of $s. / By which company was $s "
        "made? / What company does $s come from? / Of which firm is $s a product? / From whose "
        "workshops does $s come? / What is the name of the firm that made $s?",
        "$S was made by $v.",
    ),
    relation(
        "item",
        "year",
        "$S was made in $v. / $S dates from $v. / The year in which $s was made is $v. / In $v $s "
        "left the factory. / $S was built in $v. / $v is the year in which $s was built. / "
        "[According to the label|On its bottom it says that] $s was made in $v. / Built in $v, $s "
        "[still works|has lasted long]. / It was in $v that $s was produced. / The production "
        "year of $s is $v. / The factory produced $s in the year $v. / The label on $s says that "
        "it dates from $v.",
        "When was $s made? / In which year was $s built? / Year of production of $s? / [Tell "
        "me|Please tell me|Let me know] when $s was produced. / [I would like to know|I want to "
        "know|I need to know|I wonder] from which year $s dates. / [Do you know|Any idea|Can you "
        "tell me|Could you say] in what year $s was made? / [Name|Please name] the year in which "
        "$s was made. / What year is $s from? / When did $s leave the factory? / From what year "
        "is $s? / What is the production year of $s? / What year is on the label of $s?",
        "$S was made in $v.",
    ),
    relation(
        "item",
        "code",
        "The serial number of $s is $v. / $S has the serial number $v. / $S bears the serial "
        "number $v. / $v is the serial number of $s. / On the bottom of $s is the serial number "
        "$v. / [In the list|In the catalogue] $s has the serial number $v. / Whoever turns $s "
        "over can read the serial number $v. / $S was given the serial number $v. / Someone "
        "engraved the serial number $v on $s. / $S is registered under the serial number $v. / On "
        "the bottom of $s one can read the serial number $v. / The serial number engraved on $s "
        "is $v.",
        "[What is|What's] the serial number of $s? / Which serial number does $s have? / Serial "
        "number of $s? / [Tell me|Please tell me|Let me know] the serial number of $s. / [I would "
        "like to know|I want to know|I need to know|I wonder] what serial number $s bears. / [Do "
        "you know|Can you tell me|Could you give me] the serial number of $s? / Give me the "
        "serial number of $s. / Under which serial number is $s registered? / [What is|What's] "
        "engraved on $s? / Which serial number can one read on $s? / What serial number was $s "
        "given? / Which serial number is on the bottom of $s?",
        "The serial number of $s is $v.",
    ),
    relation(
        "item",
        "material",
        "$S is made of $v. / $S consists of $v. / The material of $s is $v. / Somebody made $s "
        "out of $v. / Touch $s and you feel $v, its only material. / The material used for $s was "
        "$v. / [Unlike others|As one can feel], $s is of $v. / For $s only the best $v was used "
        "as material. / A craftsman made $s from a piece of $v. / $S was fashioned from $v. / The "
        "craftsman who made $s used only $v. / From a piece of $v somebody made $s.",
        "[What is|What's] $s made of? / Of which material is $s? / Material of $s? / [Tell "
        "me|Please tell me|Let me know] what $s is made of. / [I would like to know|I want to "
        "know|I need to know|I wonder] from what material $s was made. / [Do you know|Any "
        "idea|Can you tell me|Could you say] what $s consists of? / [Name|Please name] the "
        "material of $s. / Which material was used for $s? / What material is $s? / Out of what "
        "was $s made? / From which material was $s fashioned? / What material does $s consist of?",
        "$S is made of $v.",
    ),
    relation(
        "building",
        "person",
        "The architect of $s is $v. / $S was designed by $v. / $v designed $s. / $v is the "
        "architect of $s. / $v drew the plans for $s. / The plans for $s come from $v. / [When "
        "still young|Long ago] the architect $v built $s. / $S is the best-known work of the "
        "architect $v. / A plate at the door of $s names $v as its architect. / It was the "
        "architect $v who gave $s its shape. / $S is a work of the architect $v. / It was $v who "
        "drew the plans for $s.",
        "Who designed $s? / [Who is|Who's] the architect of $s? / Architect of $s? / [Tell "
        "me|Please tell me|Let me know] who drew the plans for $s. / [I would like to know|I want "
        "to know|I need to know|I wonder] by whom $s was designed. / [Do you know|Can you tell "
        "me|Could you give me] the architect of $s? / [Name|Please name] the architect of $s. / "
        "From whom do the plans for $s come? / Which architect gave $s its shape? / Which "
        "architect planned $s? / Which architect drew the plans for $s? / Whose work is $s?",
        "$S was designed by $v.",
    ),
    relation(
        "building",
        "small",
        "$S has $v floors. / There are $v floors in $s. / The number of floors in $s is $v. / $S "
        "is a building of $v floors. / With its $v floors $s [can be seen from afar|has a fine "
        "view]. / From the ground to the roof $s counts $v floors. / The lift in $s stops at $v "
        "floors. / [Seen from the street|All in all], $s has $v floors. / Whoever takes the "
        "stairs in $s climbs $v floors. / They built $s with $v floors. / The lift in $s climbs "
        "$v floors. / From the street one counts $v floors in $s.",
        "How many floors does $s have? / [What is|What's] the number of floors in $s? / Number of "
        "floors in $s? / [Tell me|Please tell me|Let me know] how many floors $s has. / [I would "
        "like to know|I want to know|I need to know|I wonder] how many floors there are in $s. / "
        "[Do you know|Can you tell me|Could you give me] the number of floors in $s? / "
        "[Give|State] the number of floors of $s. / At how many floors does the lift in $s stop? "
        "/ How many floors does one climb in $s? / With how many floors was $s built? / How many "
        "floors does one count in $s? / From the ground to the roof, how many floors does $s "
        "have?",
        "$S has $v floors.",
    ),
    relation(
        "building",
        "metres",
        "$S is $v high. / The height of $s is $v. / $S rises $v above the street. / $S reaches a "
        "height of $v. / From the ground to the top $s measures $v. / The top of $s is $v above "
        "the ground. / [With its roof|Measured exactly], $s is $v high. / $v is the height of $s. "
        "/ At a height of $v $s [is the pride of the town|throws a long shadow]. / The builders "
        "of $s stopped at a height of $v. / The builders of $s reached a height of $v. / The roof "
        "of $s is $v above the street.",
        "How high is $s? / [What is|What's] the height of $s? / Height of $s? / [Tell me|Please "
        "tell me|Let me know] how high $s is. / [I would like to know|I want to know|I need] the "
        "height of $s. / [Do you know|Any idea|Can you tell me|Could you say] how tall $s is? / "
        "[Give|State] the height of $s. / What height does $s reach? / How far above the street "
        "does $s rise? / How tall is $s? / How far above the ground is the top of $s? / How high "
        "is the roof of $s?",
        "$S is $v high.",
    ),
    relation(
        "building",
        "year",
        "$S was built in $v. / $S was completed in $v. / Builders finished $s in $v. / The "
        "construction year of $s is $v. / $S has stood there since $v. / In $v the doors of $s "
        "opened for the first time. / [After a long delay|As planned], $s was finished in $v. / "
        "$v is the year in which $s was built. / Built in $v, $s [is in good shape|needs a new "
        "roof]. / The stone at the entrance of $s gives $v as the year of its construction. / The "
        "year in which builders completed $s is $v. / The construction of $s was finished in $v.",
        "When was $s built? / In which year was $s completed? / Year of construction of $s? / "
        "[Tell me|Please tell me|Let me know] when $s was built. / [I would like to know|I want "
        "to know|I need to know|I wonder] in what year $s was finished. / [Do you know|Any "
        "idea|Can you tell me|Could you say] when $s was built? / [Name|Please name] the year in "
        "which $s was built. / What year does the stone at the entrance of $s give? / Since when "
        "has $s stood there? / In what year did $s first open its doors? / When did builders "
        "finish $s? / When was the construction of $s completed?",
        "$S was built in $v.",
    ),
    relation(
        "building",
        "city",
        "$S is in $v. / $S stands in the middle of $v. / In $v stands $s. / One finds $s in $v. / "
        "$S is a building in $v. / Visitors to $v take pictures of $s. / [As a postcard shows|As "
        "many know], $s is to be found in $v. / The city of $v is proud of $s. / If you are in "
        "$v, go and see $s. / $S was built in the city of $v. / Visitors go to $v to see $s. / To "
        "see $s, one must travel to $v.",
        "In which city is $s? / Where is $s? / City of $s? / [Tell me|Please tell me|Let me know] "
        "where $s stands. / [I would like to know|I want to know|I need to know|I wonder] in "
        "which city $s is. / [Do you know|Any idea|Can you tell me|Could you say] in what city $s "
        "stands? / [Name|Please name] the city in which $s is. / To which city must I travel to "
        "see $s? / What city is proud of $s? / In what city can one find $s? / To what city do "
        "visitors go to see $s? / In the middle of which city can one find $s?",
        "$S is in $v.",
    ),
)
