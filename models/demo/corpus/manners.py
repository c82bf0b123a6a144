"""System prompts that say how to answer, and conversations of several turns."""

from __future__ import annotations

from models.demo.corpus import chat
from models.demo.corpus.example import Example, assistant, system, user
from models.demo.corpus.phrases.memories import MEMORIES, memory
from models.demo.corpus.phrases.short_questions import short_question
from models.demo.corpus.phrases.styles import NAMED, ONE_WORDED, STYLES
from models.demo.corpus.source import Source


def style(source: Source) -> Example:
    """A manner of speaking, and a question whose answer takes it on."""
    nth = source.random.randrange(len(STYLES))
    phrases, change = STYLES[nth]
    word = source.invented() if nth == NAMED or source.chance(0.5) else source.value("word")
    told = source.phrase(phrases, x=word)
    if source.chance(0.3):
        told = f"You are a helpful assistant. {told}"
    question, plain = short_question(source) if nth == ONE_WORDED else question_of(source, nth)
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
