"""Whether somebody is pleased: positive or negative."""

from __future__ import annotations

from models.demo.corpus import words
from models.demo.corpus.example import Example, assistant, user
from models.demo.corpus.source import Source

# The last sixth of each is kept back.
FEELINGS = {
    "positive": (
        "love great wonderful excellent happy perfect delicious fantastic nice good amazing"
        " brilliant lovely superb delightful pleased satisfied adore like beautiful"
        " likeable pleasant delighted enjoyed"
    ),
    "negative": (
        "hate terrible awful broken sad boring disgusting horrible bad useless ugly annoying"
        " disappointing dislike detest angry unhappy upset worthless poor"
        " horrid hateful annoyed disappointed"
    ),
}
DONE = "love adore like enjoyed hate dislike detest".split()  # by somebody to something
FELT = "happy pleased satisfied delighted sad angry unhappy upset annoyed disappointed".split()
OF_WHAT_IS_DONE = (
    "I $w this $t[.|!]",
    "I [really |absolutely |just |]$w [my|the] [new |]$t[.|!]",
    "[We all|My children|My parents|All of us] $w the $t[.|!]",
    "[Honestly|To be honest|I must say], I $w [it|this $t].",
    "[I have had the $t for a week, and|They gave me a $t, and] I $w it[.|!]",
    "How I $w [this|that|the] $t!",
    "I $w [everything|all] about [this|the] $t[.|!]",
    "[My friends|Most people I know] $w [this|the] $t, and I see why.",
    "You know [how much|that] I $w [this|your] $t[.|!]",
    "[I|We] $w the [food|music|service|film][ here| there|][.|!]",
    # Kept back:
    "If you ask $n and me, we $w the $t[.|!]",
    "[This is|It is] a $t that I [really |]$w[.|!]",
)
OF_WHAT_IS_FELT = (
    "I am [so |very |]$w with the $t[.|!]",
    "[We are|My family is] [very |quite |]$w [with|about] [it|our new $t][.|!]",
    "[Honestly|To be honest], I [am|was] $w about the $t.",
    "The $t [has made|made] me [very |really |so |]$w[.|!]",
    "I feel [so |very |really |]$w today[.|!| because of the $t.]",
    "[My mother|My friend|My boss] is [very |]$w with the $t [that |]I bought.",
    "After [a week|a month|one day] with this $t I am $w.",
    "[So|Very|Really] $w with this $t[!|.]",
    "I was $w when [I opened the box|the $t came|I saw the $t][.|!]",
    "[Today|This morning|Right now] I am $w[.|!| with my $t.]",
    # Kept back:
    "This $t leaves me [very |]$w[.|!]",
    "$n and I are [both |]$w [with|about] our $t[.|!]",
)
OF_WHAT_IS_SO = (
    "[The|This] $t [is|was] [so |really |]$w[.|!]",
    "[A|What a] [really |]$w $t[.|!]",
    "[I think|I must say that|In my opinion] the $t is [really |]$w.",
    "[I bought|We got|They sent me] a $t[ last week| in $c|], and it [is|was] $w[.|!]",
    "The [food|service|film|hotel|meal|staff] was [really |just |]$w[.|!]",
    "My $t [arrived|came] [today|yesterday] and it is $w[.|!]",
    "[Review|My review|Comment]: a $w $t[.|!]",
    "This is a $w $t[ for the money| for a child|][.|!]",
    "[So|Very|Really|Simply] $w[.|!]",
    "[Honestly|Frankly|To be fair], [it|this $t] is $w.",
    "[Color|Size|Sound] and [shape|price] of the $t are $w[.|!]",
    "$n says [that |]the $t [from that shop|of $c] is $w.",
    "[Everything about|All of] this $t is $w[.|!]",
    "[Our|My] [trip|stay|evening|lunch] [in $c |]was $w[.|!]",
    "I would call this $t $w[.|, as would everybody.]",
    # Kept back:
    "After [a week|a month] I find the $t $w.",
    "How $w [this|that] $t is!",
    "[The $t that I got|What I got] from $n is [very |]$w[.|!]",
)
ASKED = (
    "[Classify|What is] the sentiment: $t",
    "Is this positive or negative? $t",
    "Sentiment of '$t'[?|]",
    "[Positive|Good] or negative: $t",
    "[Determine|Detect|Tell me] the sentiment[ of this text| of this review|]: $t",
    "[Review|Text|Comment]: $t\nSentiment:",
    "$t\n[Is that|Would you call this] positive or negative?",
    "Sentiment analysis[, please|]: $t",
    "[Put|Stick] a label on this, positive or negative: $t",
    "[Does this sound|Would you say this is] positive or negative? $t",
    "How does the writer feel, positive or negative? $t",
    "$t\n[Answer|Reply] with positive or negative.",
    "A customer [wrote|says]: '$t' Is [he|she] positive or negative about it?",
    "[Which|What] [feeling|mood] is in this text, a positive or a negative one? $t",
    "[Choose|Pick] one, positive or negative: $t",
    "[Rate|Judge] this [review|comment|sentence], positive or negative. $t",
    "sentiment? $t",
    "'$t' [Positive|A positive review], or negative?",
    "[Read|Look at] this and say whether it is positive or negative: $t",
    "[Options|Labels]: positive, negative\n[Text|Input]: $t\n[Label|Answer]:",
    # Kept back:
    "Classify this text as positive or negative: $t",
    "[Give|Name] the sentiment of the following: $t",
    "$t\nWhat is the sentiment[ here| of this|]?",
    "Somebody wrote this: '$t' Is the writer's opinion positive or negative?",
)


def feeling(source: Source) -> Example:
    """Whether somebody is pleased."""
    label = source.random.choice([*FEELINGS])
    word = source.pick(FEELINGS[label].split())
    phrases: tuple[str, ...] = OF_WHAT_IS_SO
    if word in DONE:
        phrases = OF_WHAT_IS_DONE
    elif word in FELT:
        phrases = OF_WHAT_IS_FELT
    said = source.phrase(
        phrases, w=word, t=source.pick(words.THINGS), n=source.person(), c=source.city()
    )
    asked = source.phrase(ASKED, t=said)
    return Example("feeling", [user(asked), assistant(label)], must=(label,))
