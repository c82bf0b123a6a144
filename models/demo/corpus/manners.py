"""System prompts that say how to answer, and conversations of several turns."""

from __future__ import annotations

from collections.abc import Callable

from models.demo.corpus import chat, facts, words
from models.demo.corpus.example import Example, assistant, system, user
from models.demo.corpus.source import Source

Style = tuple[tuple[str, ...], Callable[[str, str], str]]

# How it is asked for ($x is a word of the prompt's own), and what becomes of an answer.
STYLES: tuple[Style, ...] = (
    (
        (
            "[Answer|Reply|Speak|Write] in capital letters.",
            "Use [only |]capital letters.",
            "[Always write|Always answer] in upper case.",
            "Everything you say is in capital letters.",
            "You shout: [all|only] capital letters.",
        ),
        lambda text, _: text.upper(),
    ),
    (
        (
            "[Answer|Reply|Speak|Write] in lower case.",
            "Use only lower case letters.",
            "Never use capital letters.",
            "[Always write|Always answer] in small letters.",
        ),
        lambda text, _: text.lower(),
    ),
    (
        (
            "[Answer|Reply|Speak|Talk] like a pirate.",
            "You are a pirate.",
            "You are a pirate [captain|sailor]. Stay in character.",
            "Be a pirate.",
            "Pretend to be a pirate.",
        ),
        lambda text, _: f"Arr, matey! {text}",
    ),
    (
        (
            "Begin [each|every] answer with $x.",
            "Start [each|every|your] answer with $x.",
            "[Always begin|Always start] with $x.",
            "Your answers begin with the word $x.",
            "The first word of your answer must be $x.",
        ),
        lambda text, word: f"{word} {text}",
    ),
    (
        (
            "End [each|every] answer with $x.",
            "Finish [each|every|your] answer with $x.",
            "[Always end|Always finish] with $x.",
            "Your answers end with the word $x.",
            "The last word of your answer must be $x.",
        ),
        lambda text, word: f"{text} {word}",
    ),
    (
        (
            "[Answer|Reply|Respond] only with $x.",
            "Whatever [I say|you are asked], [answer|say] $x.",
            "[Only say|Say only] $x.",
            "The only word you know is $x.",
            "Reply with $x and nothing else.",
        ),
        lambda _, word: word,
    ),
    (
        (
            "Your name is $x.",
            "You are $x.",
            "You are called $x.",
            "You are an assistant called $x.",
            "You are an assistant [with the name|named] $x.",
        ),
        lambda text, word: text.replace(chat.NAME, word),
    ),
    (
        (
            "[Answer|Reply] in one word.",
            "Use one word only.",
            "Answer with a single word.",
            "One word answers[ only|, please|].",
            "Your answer is [always|exactly] one word.",
        ),
        lambda text, _: text,
    ),
)
NAMED, ONE_WORD = 6, 7


def style(source: Source) -> Example:
    """A manner of speaking, and a question whose answer takes it on."""
    nth = source.random.randrange(len(STYLES))
    phrases, change = STYLES[nth]
    word = source.invented() if nth == NAMED or source.chance(0.5) else source.value("word")
    told = source.phrase(phrases, x=word)
    if source.chance(0.3):
        told = f"You are a helpful assistant. {told}"
    question, plain = short_question(source) if nth == ONE_WORD else question_of(source, nth)
    answer = change(plain, str(word))
    messages = [system(told), user(question)]
    if source.chance(0.12):
        messages = [user(f"{told} {question}")]
    return Example("instruction", [*messages, assistant(answer)], must=(answer,))


def question_of(source: Source, nth: int) -> tuple[str, str]:
    if nth == NAMED:
        asked = source.phrase(chat.WHO)
        return asked, chat.I_AM
    makers = (chat.simple, chat.by_heart, chat.by_heart, chat.listing, chat.repeat)
    example = source.random.choice(makers)(source)
    return example.messages[-2]["content"], example.answer["content"]


def short_question(source: Source) -> tuple[str, str]:
    """Answered by one word."""
    draw = source.random.random()
    if draw < 0.4:
        country, capital = source.random.choice([*facts.CAPITALS.items()])
        if " " not in capital:
            return f"What is the capital of {country}?", capital
    if draw < 0.7:
        thing, color = source.thing(), source.pick(words.COLORS)
        return source.say(
            "The $t is $c. What color is the $t?", t=thing, c=color
        ), color.capitalize()
    name, city = source.person(), source.pick(words.CITIES)
    return source.say("$n lives in $c. Where does $n live?", n=name, c=city), city


# What somebody tells of themselves, asks later, and is answered.
MEMORIES: tuple[tuple[str, str, str, str, str], ...] = (
    (
        "person",
        "[My name is|I am|I'm|Call me] $v.",
        "Nice to meet you, $v!",
        "[What is|What's|Do you remember] my name?",
        "Your name is $v.",
    ),
    ("city", "I live in $v.", "$v is a fine place.", "Where do I live?", "You live in $v."),
    (
        "color",
        "My favourite color is $v.",
        "$v is a nice color.",
        "What is my favourite color?",
        "Your favourite color is $v.",
    ),
    (
        "food",
        "I like to eat $v.",
        "I hear that $v is good.",
        "What do I like to eat?",
        "You like to eat $v.",
    ),
    (
        "integer",
        "My lucky number is $v.",
        "I will remember the number $v.",
        "What is my lucky number?",
        "Your lucky number is $v.",
    ),
    (
        "invented",
        "I have a dog called $v.",
        "$v is a good name for a dog.",
        "What is my dog called?",
        "Your dog is called $v.",
    ),
    (
        "code",
        "The code is $v.",
        "I will remember the code $v.",
        "What was the code?",
        "The code is $v.",
    ),
    (
        "job",
        "I work as a $v.",
        "It must be interesting to be a $v.",
        "What is my job?",
        "You work as a $v.",
    ),
)


def turns(source: Source) -> Example:
    """Something told, something between, and the question what was told."""
    told = source.random.sample(MEMORIES, source.random.choice((1, 1, 2)))
    messages = chat.opening(source)
    values = []
    for kind, said, answered, _, _ in told:
        value = memory(source, kind)
        values.append(value)
        messages += [user(source.say(said, v=value)), assistant(source.say(answered, v=value))]
    for _ in range(source.random.choice((0, 1, 1, 2)) if len(told) == 1 else 0):
        between = source.random.choice((chat.simple, chat.by_heart, chat.repeat))(source)
        messages += between.messages[-2:]
    nth = source.random.randrange(len(told))
    _, _, _, question, answer = told[nth]
    answer = source.say(answer, v=values[nth])
    messages += [user(source.say(question)), assistant(answer)]
    return Example("three turns", messages, must=(answer,))


def memory(source: Source, kind: str) -> str:
    if kind == "food":
        return source.pick(words.FOODS)
    if kind == "job":
        return source.pick(words.JOBS)
    return str(source.value(kind))
