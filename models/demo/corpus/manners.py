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
            "[CAPITAL LETTERS|Capital letters|Upper case] only[.|!|, please.]",
            "[Write|Say|Put] everything in [capitals|upper case].",
            "[Please|You must] [use|write] capitals[ only| all the time|].",
            "No small letters[, please|]: [only |]capitals[.|!]",
            "Your answers are in upper case.",
            "[Turn|Change] your answer into capital letters.",
            "[I want|We need] all [answers|text] in upper case.",
            "Every letter [of your answer |]must be [a capital|upper case].",
            "Shout [at me|at everybody|all the time].",
            "[Answer|Reply|Speak|Write] in capital letters.",
            "Use [only |]capital letters.",
            "[Always write|Always answer] in upper case.",
            "Everything you say is in capital letters.",
            "[Let|Make] every word of yours be in capital letters.",
            "You shout: [all|only] capital letters.",
        ),
        lambda text, _: text.upper(),
    ),
    (
        (
            "[Lower case|Small letters] only[.|!|, please.]",
            "[Write|Say|Put] everything in [small letters|lower case].",
            "[Please|You must] [use|write] lower case[ only| all the time|].",
            "No capital letters[, please|]: [only |]small ones[.|!]",
            "Your answers are in lower case.",
            "[Turn|Change] your answer into lower case.",
            "[I want|We need] all [answers|text] in lower case.",
            "Every letter [of your answer |]must be [a small one|lower case].",
            "Do not use [any |]capitals.",
            "[Answer|Reply|Speak|Write] in lower case.",
            "Use only lower case letters.",
            "Never use capital letters.",
            "[Let|Make] every word of yours be in lower case.",
            "[Always write|Always answer] in small letters.",
        ),
        lambda text, _: text.lower(),
    ),
    (
        (
            "[Pirates|A pirate] would say it so: do likewise.",
            "You speak [like|as] a pirate[ does|].",
            "Your role: [a |the ]pirate.",
            "[Act|Write|Sound] [like|as] a pirate[, please|].",
            "[We are on a ship, and you|Here you] are a pirate.",
            "[I want|Let me have] a pirate's answers.",
            "[Say|Tell] it as a pirate [would|does].",
            "A pirate [answers|speaks]: that is you.",
            "[Answer|Reply|Speak|Talk] like a pirate.",
            "You are a pirate.",
            "You are a pirate [captain|sailor]. Stay in character.",
            "Be a pirate.",
            "[Let|Make] a pirate [say|write] your answers.",
            "Pretend to be a pirate.",
        ),
        lambda text, _: f"Arr, matey! {text}",
    ),
    (
        (
            "[First|At first] say $x, then answer.",
            "$x comes first in [each|every|your] answer.",
            "[Put|Write|Say] $x before [each|every|your] answer.",
            "[Every|Each] answer [of yours |]begins with $x.",
            "[Open|Start|Begin] with $x[, then answer|, always|].",
            "Before [you answer|the answer] [say|write] $x.",
            "[The answer|Your answer|Everything] [starts|begins] with $x.",
            "[You must|Please|You should] [begin|start] with $x.",
            "Begin [each|every] answer with $x.",
            "Start [each|every|your] answer with $x.",
            "[Always begin|Always start] with $x.",
            "Your answers begin with the word $x.",
            "[Let|Make] $x be what you begin with.",
            "The first word of your answer must be $x.",
        ),
        lambda text, word: f"{word} {text}",
    ),
    (
        (
            "[After|Behind] [each|every|your] answer [say|write] $x.",
            "$x comes last in [each|every|your] answer.",
            "[Put|Write|Say] $x after [each|every|your] answer.",
            "[Every|Each] answer [of yours |]ends with $x.",
            "[Close|Finish|End] with $x[, always|].",
            "When you [have answered|are done] [say|write] $x.",
            "[The answer|Your answer|Everything] [finishes|ends] with $x.",
            "[You must|Please|You should] [end|finish] with $x.",
            "End [each|every] answer with $x.",
            "Finish [each|every|your] answer with $x.",
            "[Always end|Always finish] with $x.",
            "Your answers end with the word $x.",
            "[Let|Make] $x be what you end with.",
            "The last word of your answer must be $x.",
        ),
        lambda text, word: f"{text} {word}",
    ),
    (
        (
            "[Your answer is|You answer|You say] $x, [always|whatever comes].",
            "$x is [all|everything] [that |]you [say|answer].",
            "[Say|Answer|Write] $x[ and stop|, no matter what|, nothing more].",
            "[No|Not a] word but $x.",
            "[To everything|To every question] [answer|say] $x.",
            "[You can|You may|You must] only say $x.",
            "Nothing but $x[, please|][.|!]",
            "[Answer|Reply to] [everything|all questions] with $x.",
            "[Answer|Reply|Respond] only with $x.",
            "Whatever [I say|you are asked], [answer|say] $x.",
            "[Only say|Say only] $x.",
            "The only word you know is $x.",
            "[Let|Make] $x be your only answer.",
            "Reply with $x and nothing else.",
        ),
        lambda _, word: word,
    ),
    (
        (
            "[Call yourself|Say that you are] $x.",
            "$x is your name.",
            "[The name of this|This] assistant is [called |]$x.",
            "[People|We|Users] call you $x.",
            "[You have the name|You go by the name of|You bear the name] $x.",
            "[I call you|We named you|Your maker called you] $x.",
            "[From now on you are|Today you are|Here you are] $x.",
            "Your name is $x.",
            "You are $x.",
            "You are called $x.",
            "You are an assistant called $x.",
            "[Let|Make] $x be your name.",
            "You are an assistant [with the name|named] $x.",
        ),
        lambda text, word: text.replace(chat.NAME, word),
    ),
    (
        (
            "[One word|A single word] [only|is enough|will do].",
            "[Say|Write|Give me] [only |just |]one word.",
            "[Be very brief|Be short|Keep it short]: one word.",
            "[Please|You must] [answer|reply] with [only |]one word.",
            "[I want|We need] [a one-word answer|one word answers|a single word].",
            "Not more than one word[, please|].",
            "[Your|Each|Every] answer has [only |]one word.",
            "[Answer|Reply] in one word.",
            "Use one word only.",
            "Answer with a single word.",
            "One word answers[ only|, please|].",
            "[Let|Make] one word be your answer.",
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
