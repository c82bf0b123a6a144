"""What texts tell of plants."""

from __future__ import annotations

from models.demo.corpus.relation import relation

PLANTS = (
    relation(
        "plant",
        "color",
        "The flowers of $s are $v. / $s - flowers: $v. / $S has $v flowers. / $S flowers in $v. "
        "/ In summer $s is covered with $v flowers. / The color of the flowers of $s is $v. / "
        "When $s opens its flowers, they are $v. / One knows $s by its $v flowers. / The "
        "blossoms of $s are $v. / The color in which $s flowers is $v. / Bees love the $v "
        "flowers of $s. / When it blooms, $s turns the whole bed $v. / With its $v blossoms, $s "
        "[looks lovely|is easy to find]. / You may expect $v flowers from $s. / All the flowers "
        "of $s turned out $v. / $S is covered with $v blossoms. / The flowers that $s opens in "
        "summer are $v. / Bees know $s by the color of its flowers, which is $v.",
        "What color are the flowers of $s? / Which color do the flowers of $s have? / $s - color "
        "of the flowers? / [Tell me|Please tell me|Let me know] the color of the flowers of $s. "
        "/ In what color does $s flower? / Flower color of $s? / What color are the blossoms of "
        "$s? / By flowers of which color does one know $s? / What color does the bed turn when "
        "$s blooms? / Flowers of what color may I expect from $s? / I need the color of the "
        "blossoms of $s. / Any idea what color $s has when it blooms? / [Name|Please name] the "
        "color of the flowers of $s. / [I would like to know|I want to know|I wonder] what color "
        "the flowers of $s are. / With what color of flowers is $s covered in summer? / What is "
        "the color of the flowers of $s? / Which color are the blossoms of $s? / What color of "
        "flowers does $s have?",
        "The flowers of $s are $v.",
    ),
    relation(
        "plant",
        "invented",
        "The native country of $s is $v. / $s - native country: $v. / $S comes from the country "
        "of $v. / $S grows wild in the country of $v. / The home of $s is the country of $v. / "
        "$S was brought to us from the country of $v. / In the country of $v $s grows by every "
        "road. / Sailors brought $s from the country of $v. / $v is the country where $s grows "
        "wild. / $S has its origin in the country of $v. / The forests of the country of $v are "
        "full of $s. / $S is native to the country of $v. / A traveller found $s in the country "
        "of $v. / Before it came to our gardens, $s was known only in the country of $v. / The "
        "first seeds of $s came from the country of $v. / The country where $s has its home is "
        "$v. / The seeds of $s were brought from the country of $v. / By the roads of the "
        "country of $v $s grows wild.",
        "Where does $s come from? / What is the native country of $s? / $s - native country? / "
        "[Tell me|Please tell me|Let me know] which country $s comes from. / In which country "
        "does $s grow wild? / Country of origin of $s? / From which country was $s brought to "
        "us? / Which country is the home of $s? / From which country did the first seeds of $s "
        "come? / The forests of which country are full of $s? / I need to know where $s grows "
        "wild. / Any idea what country $s is from? / [Name|Please name] the native country of "
        "$s. / [I would like to know|I want to know|I wonder] to what country $s is native. / In "
        "which country was $s found by a traveller? / What country does $s come from? / In what "
        "country does $s have its home? / From which country did sailors bring the seeds of $s?",
        "The native country of $s is $v.",
    ),
    relation(
        "plant",
        "small",
        "$S wants water every $v days. / $s - water: every $v days. / Water $s every $v days. / "
        "Every $v days $s has to be watered. / $S needs a drink every $v days. / Give $s water "
        "every $v days. / $S can go $v days without water. / After $v days without water $s "
        "[begins to suffer|loses its leaves]. / It is enough to water $s every $v days. / Wait "
        "$v days before you water $s again. / $S likes to be watered every $v days. / Once in $v "
        "days, $s should get water. / A jug of water every $v days keeps $s happy. / Between two "
        "waterings $s should be left dry for $v days. / Whoever owns $s must fetch water every "
        "$v days. / $S should be watered every $v days. / Every $v days one gives $s a drink of "
        "water. / Without water every $v days $s is not happy.",
        "How often does $s want water? / How often should I water $s? / $s - water? / [Tell "
        "me|Please tell me|Let me know] how often to water $s. / How many days can $s go without "
        "water? / Watering of $s, every how many days? / Every how many days does $s need a "
        "drink? / How long should I wait before I water $s again? / How often is it enough to "
        "water $s? / After how many days without water does $s suffer? / I need to know how "
        "often $s must be watered. / Any idea how often $s needs water? / [Give|State] the days "
        "between two waterings of $s. / [I would like to know|I want to know|I wonder] how often "
        "$s should get water. / How many days should $s be left dry? / How often does $s have to "
        "be watered? / After how many days should I give $s water? / How often does one fetch "
        "water for $s?",
        "$S wants water every $v days.",
    ),
    relation(
        "plant",
        "cm",
        "The full height of $s is $v. / $s - height: $v. / $S grows $v tall. / $S reaches a "
        "height of $v. / At its tallest, $s measures $v. / $S can become $v high. / Expect $s to "
        "reach $v. / From the ground to the tip $s measures $v. / In good soil $s grows to $v. / "
        "$S stops growing at $v. / With a height of $v, $s [needs a strong stick|is a fine "
        "sight]. / Do not be surprised if $s shoots up to $v. / The tallest leaves of $s are $v "
        "above the ground. / You need $v of free space above the soil for $s. / The gardener "
        "measured $s: it was $v high. / The height that $s reaches is $v. / $S is $v tall when "
        "it stops growing. / From the soil to the tallest leaves $s measures $v.",
        "How tall does $s grow? / What height does $s reach? / $s - height? / [Tell me|Please "
        "tell me|Let me know] how tall $s gets. / How high can $s become? / Height of $s? / At "
        "what height does $s stop growing? / How much does $s measure from the ground to the "
        "tip? / How far does $s shoot up? / How high above the ground are the tallest leaves of "
        "$s? / I need the full height of $s. / Any idea how high $s grows? / [Give|State] the "
        "height of $s. / [I would like to know|I want to know|I wonder] how tall $s will be. / "
        "To what height does $s grow in good soil? / What is the full height of $s? / How tall "
        "is $s when it stops growing? / What height can I expect of $s?",
        "The full height of $s is $v.",
    ),
    relation(
        "plant",
        "person",
        "The gardener who bred $s is $v. / $s - bred by: $v. / $v bred $s. / $S was bred by $v. "
        "/ The breeder of $s is $v. / It took $v [ten years|half a life|] to breed $s. / $S is "
        "the work of the gardener $v. / In a small garden $v grew the very first $s. / We owe $s "
        "to the gardener $v. / $v crossed two old plants and got $s. / A gardener named $v gave "
        "us $s. / Proudly $v showed $s, the result of much patience. / Gardeners thank $v for "
        "breeding $s. / As the breeder of $s, $v [won a prize|became known]. / $v was the "
        "gardener who grew $s from a cross of two plants. / $v is the breeder who gave us $s. / "
        "The name of the gardener who grew the first $s is $v. / $S is the result of the "
        "patience of $v.",
        "Who bred $s? / Who is the breeder of $s? / $s - bred by? / [Tell me|Please tell me|Let "
        "me know] who bred $s. / By whom was $s bred? / Breeder of $s? / Which gardener gave us "
        "$s? / Who grew the very first $s? / To whom do we owe $s? / Whose work is $s? / I need "
        "the name of the breeder of $s. / Any idea which gardener bred $s? / [Name|Please name] "
        "the gardener behind $s. / [I would like to know|I want to know|I wonder] who crossed "
        "two plants and got $s. / Whom do gardeners thank for $s? / What is the name of the "
        "gardener who bred $s? / Which breeder grew $s? / Who was the gardener that gave us $s?",
        "The gardener who bred $s is $v.",
    ),
)
