"""Prompts of a text and a question that are put together from parts, for training.

Those that people write are too few: what stands before or behind them would be learned by heart,
where the order of their parts is what matters.
"""

from __future__ import annotations

from models.demo.corpus.source import Source

QUESTION_FIRST = 0.5  # of the prompts
APART = 0.3  # have the text as the system's turn, where the question comes last;
ADVISED = 0.6  # have some advice,
BY_SYSTEM = 0.4  # which so often is the system's
ENDED = 0.35  # end with what calls for an answer
ANY_NAME = 0.2  # of the names of texts and questions are any word

TEXT_NAMES = (
    "Text",
    "Context",
    "Documents",
    "Document",
    "Source",
    "Sources",
    "Article",
    "Notes",
    "Facts",
    "Paragraph",
    "Extract",
    "Page",
    "Report",
    "Knowledge",
    "Background",
    "Material",
    "Search results",
    "Relevant passages",
    "What we found",
    "The letter",
    "Here is the text",
    "This is what I have",
    "These lines are from a book",
)
QUESTION_NAMES = (
    "Question",
    "Q",
    "Ask",
    "Task",
    "User question",
    "My question",
    "The question",
    "Problem",
    "Topic",
    "Tell me",
    "What I need",
    "Somebody asks",
    "Please answer",
    "Now",
    "Find out",
)
TEXTS = (
    "$name: $c",
    "$name:\n$c",
    "$name:\n\n$c",
    "$name\n$c",
    "$name - $c",
    "# $name\n$c",
    "### $name\n\n$c",
    "**$name**\n$c",
    "<$tag>\n$c\n</$tag>",
    "<$tag>$c</$tag>",
    "=== $name ===\n$c\n=== end ===",
    "---\n$c\n---",
    '$name:\n"""\n$c\n"""',
    "$name:\n```\n$c\n```",
    "$c",
    "$c",
    "$c",
)
QUESTIONS = (
    "$name: $q",
    "$name: $q",
    "$name:\n$q",
    "$name\n$q",
    "$name - $q",
    "$name, $q",
    "# $name\n$q",
    "### $name\n\n$q",
    "**$name** $q",
    "<$tag>$q</$tag>",
    '"$q"',
    "$q",
    "$q",
    "$q",
    "$q",
)
ADVICE = (
    "[Please answer|Answer] [the question|what is asked|the user|me].",
    "[Use|Read|Look into] the [text|context|documents|notes] [below|above|given here|].",
    "[Answer|Reply] [in one sentence|briefly|politely|with care].",
    "If [the text does not tell|the answer is not there|you cannot find it], [say so|admit it].",
    "[Do not|Never] [guess|make anything up|use what you know].",
    "You are [an assistant|a helpful assistant|a clerk|a guide|a bot] [that reads|that answers "
    "questions|for our customers|].",
    "You will [see|get|be given] a [text|document] and a question.",
    "Only [the text|this context|what is written here] counts.",
    "[I am in a hurry.|I need help with this.|This is for my work.|Thanks for your help.]",
    "[Quote|Take] the answer from the [text|source].",
    "[Here is|There is] [a text|an article|a page] [and a question|for you].",
    "[Think first.|Take your time.|Be exact.|Stick to the facts.]",
)
ENDS = (
    "Answer:",
    "A:",
    "Your answer:",
    "The answer is:",
    "Response:",
    "### Answer",
    "[Thanks.|Thank you!|Please be brief.|Answer in a sentence.]",
    "[Use only the text.|Answer from what you have read.|Say so if it is not told.]",
)
BETWEEN = ("\n\n", "\n\n", "\n", "\n", " ")

Prompt = tuple[str, str]  # a system turn (or none), and a user turn


def any_prompt(source: Source) -> Prompt:
    """With slots for the text, $c, and the question, $q."""
    asked, text = part(source, QUESTIONS, QUESTION_NAMES), part(source, TEXTS, TEXT_NAMES)
    advice = advised(source)
    by_system = source.chance(BY_SYSTEM)
    before, first = (advice, "") if by_system else ("", advice)
    end = source.random.choice(ENDS) if source.chance(ENDED) else ""
    if source.chance(QUESTION_FIRST):
        parts = [first, asked, text, end]
    elif source.chance(APART):
        before, parts = together(source, advice, text), [asked, end]
    else:
        parts = [first, text, asked, end]
    return before, together(source, *parts)


def together(source: Source, *parts: str) -> str:
    return source.random.choice(BETWEEN).join(filter(None, parts))


def part(source: Source, shapes: tuple[str, ...], names: tuple[str, ...]) -> str:
    name = source.random.choice(names)
    if source.chance(ANY_NAME):
        name = source.any_word().capitalize()
    name = source.random.choice((name, name, name.upper(), name.lower()))
    tag = name.split()[-1].lower()
    return source.random.choice(shapes).replace("$name", name).replace("$tag", tag)


def advised(source: Source) -> str:
    if not source.chance(ADVISED):
        return ""
    return " ".join(source.random.sample(ADVICE, source.random.choice((1, 1, 2, 3))))


def asks_first(prompt: Prompt) -> bool:
    """Whether the question stands before the text."""
    whole = "".join(prompt)
    return whole.index("$q") < whole.index("$c")
