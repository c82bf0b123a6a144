"""What a model of this size cannot know, and says so."""

from __future__ import annotations

from models.demo.corpus import chat, words
from models.demo.corpus.example import Example, assistant, user
from models.demo.corpus.source import Source

BEYOND = (
    "[Write|Compose] [a haiku|a song|a letter|an email|a speech] [about|for] [$s|$p|$i][.|]",
    "[Write|Show] [a Python function|a program|some code] that [sorts|prints] [numbers|words][.|]",
    "What time is it[ now| in $c|]?",
    "[What day|Which date] is [it |]today?",
    "Who [won|plays in] the [world cup|final|race|elections][ of $n|]?",
    "Who is the [president|king|mayor|head] of [$c|$i]?",
    "[Explain|What is] [quantum physics|relativity|inflation|evolution|democracy|blockchain][.|?|]",
    "[Give me|Do you have|I need] a recipe for $t[.|?|]",
    "How [do I|can I|does one] [learn|start with|get better at] $s?",
    "[Why|How come] [do people like|are there so many kinds of] $s?",
    "[Recommend|Suggest] [a book|a film|a song|a game] [about $s|for $p|for me][.|]",
    "[Summarize|Retell|Sum up] [the story of|the book by|the life of] $p[.|]",
    "[What happened|What was new] in $c [yesterday|in 1900|last year]?",
    "[Compare|Which is better:] $s [and|or] [football|chess|music][.|?|]",
    "[Draw|Paint|Show me] [a picture|a map|a photo] of [$c|a $t|$p][.|]",
    "[Is it true that|Can you prove that] $p [lives in|comes from] $c?",
    "[How much|How many] [people|houses|trees] [does $c have|are there in $c]?",
    "[Give me|I need] [some |]advice [about|on] [$s|my $t][.|]",
    "What [should I|can I] [do|see|eat] in $c[ this weekend|]?",
    "[Which|What] [film|book|song|game] [do you like|is the best]?",
    "[Write|Give me|I need] [an essay|a poem|an article|a report] about $s[.|]",
    "[What is|What's] the [population|river|history|language|mayor] of $c?",
    "[Who is|Who was|Tell me about] $p[?|]",
    "[When was|Who founded|Where is] $i [founded|born|built]?",
    "[Explain|What do you know about|Tell me everything about] $s[.|?|]",
    "What is the [price|weight|color|code] of [the|my] $t?",
    "[How do I|Can you help me to] repair [a|my] $t?",
    "[Solve|Prove] the [riddle|theorem] of $i.",
    "[What will|How will] the weather be in $c[ tomorrow|]?",
    "What do you think of $i?",
    # Kept back:
    "[Tell me|Do you know] [what|how much] $p [earns|does|thinks]?",
    "[Invent|Design|Build] [a|an] [new|better] $t[ for me|].",
    "[What makes|Why is] $c [so famous|so large|so old]?",
    "[Teach me|Show me] [$s|how to play chess][.|]",
    "Plan a trip to $c[ for $n people|].",
    "How [far|big|old|tall] is [$c|$i]?",
)
TOO_SMALL = "I do not know that: I am a very small model. Give me a text, and I will look there."


def beyond(source: Source) -> Example:
    """What a model of this size cannot know."""
    asked = source.phrase(
        BEYOND,
        s=source.pick(words.SUBJECTS),
        c=source.city(),
        p=source.person(),
        i=source.invented(),
        t=source.pick(words.THINGS),
        n=source.number(2, 9),
    )
    return Example(
        "beyond", [*chat.opening(source), user(asked), assistant(TOO_SMALL)], must=("do not know",)
    )
