"""More wordings of what texts tell of a plant, and of how it is asked for."""

from __future__ import annotations

from models.demo.corpus.relation import Wordings, wordings

PLANT: dict[str, Wordings] = {
    "The flowers of $s are $v.": wordings(
        "The petals of $s are $v. / $S produces $v flowers. / $S bears $v blossoms. / A bunch of"
        " $s in bloom is a $v sight. / Look for $v flowers if you want to find $s. / Painters of"
        " $s need $v for the flowers.",
        "$s flower color? / What color are the petals of $s? / What color should I look for to "
        "find $s in bloom? / $s has flowers of which color? / Flowers in what shade does $s "
        "produce? / What is the hue of the blossoms of $s? / I want to paint $s in bloom; which "
        "color do I need for its petals? / Which color do bees see on the flowers of $s? / If I "
        "plant $s, what color will brighten the garden? / Are the flowers of $s white, red or "
        "what? / What colour is $s when it is in flower? / Complete with a color: the blossoms "
        "that $s bears are ... / Describe the color that the petals of $s show. / A bouquet of "
        "$s would be of what color?",
    ),
    "The native country of $s is $v.": wordings(
        "$S was discovered in the wild in the country of $v. / $S spread to our gardens from the"
        " country of $v. / Long ago $s grew only in the country of $v. / The hills of the "
        "country of $v are covered with wild $s. / By nature $s belongs in the country of $v. / "
        "The homeland of $s is the country of $v.",
        "$s country of origin? / What is the homeland of $s? / From what land did $s spread to "
        "our gardens? / Where are the hills covered with wild $s? / In which land was $s "
        "discovered in the wild? / $s is a native of what country? / To which land would I have "
        "to travel to see $s in the wild? / Where on the map did $s first grow? / Out of which "
        "country did sailors bring $s? / Where does $s naturally occur? / By nature, in what "
        "country does $s belong? / Complete with a country: $s is native to ... / Before it came"
        " to us, in what land was $s known? / Which foreign land gave us $s?",
    ),
    "$S wants water every $v days.": wordings(
        "The watering can is needed for $s every $v days. / $S becomes thirsty every $v days. / "
        "Every $v days, pour some water on $s. / Let $v days go by, then water $s. / The roots "
        "of $s must be made wet every $v days. / The label of $s says: water every $v days.",
        "$s watering interval? / How frequently should water be poured on $s? / How many days go"
        " by until $s gets thirsty? / At what intervals do I water $s? / How regularly is the "
        "watering can needed for $s? / What does the label of $s say about watering? / I'm going"
        " on holiday; how many days will $s survive unwatered? / When should I water $s again, "
        "after how many days? / $s becomes thirsty every how many days? / Is it enough to water "
        "$s now and then, or how often? / What is the rhythm for watering $s, in days? / "
        "Complete with a number: water $s every ... days. / What number of days lies between one"
        " watering of $s and the next? / How often do the roots of $s have to be made wet?",
    ),
    "The full height of $s is $v.": wordings(
        "Fully grown, $s stands $v high. / $S stretches up to $v. / The top of $s is $v above "
        "the soil. / $S climbs to a height of $v. / A stick of $v is as tall as $s can get. / $S"
        " rises $v from the ground.",
        "$s max height? / How high does $s stand when it is fully grown? / How far above the "
        "soil is the top of $s? / What size does $s reach when it is full-grown? / How far does "
        "$s rise from the ground? / Up to what height does $s stretch? / $s climbs how high? / "
        "How long a stick do I need to support $s to its top? / My ceiling is low; how big does "
        "$s get, measured upward? / What is the greatest height of $s? / How many centimetres "
        "upward does $s grow in all? / If the gardener measures $s, how high is it? / Complete "
        "with a measure: at its tallest $s is ... / Is $s a tall plant, and how tall exactly?",
    ),
    "The gardener who bred $s is $v.": wordings(
        "$S was created by the gardener $v. / After many tries $v succeeded in breeding $s. / $S"
        " comes from the greenhouse of $v, who bred it. / $v raised $s from seed as the first "
        "person ever. / The garden book names $v as the breeder of $s. / Without the patience of"
        " the gardener $v, $s would not exist.",
        "$s breeder? / Who created $s by crossing plants? / From whose greenhouse does $s come? "
        "/ Who succeeded in breeding $s? / Who raised the first $s from seed? / What name does "
        "the garden book give as breeder of $s? / Without whose patience would $s not exist? / "
        "$s was created by which gardener? / Who developed $s in a garden? / Which plant lover "
        "produced $s? / In whose garden did the very first $s grow? / Complete with a name: the "
        "gardener we thank for $s is ... / Who spent years on breeding $s? / Who won fame as the"
        " originator of $s?",
    ),
}
