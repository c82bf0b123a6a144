"""Answers from a given text, and the admission that it does not hold one."""

from __future__ import annotations

from dataclasses import dataclass

from models.demo.corpus.example import Example, Message, assistant, system, user
from models.demo.corpus.phrases.prompts import READING_PROMPTS
from models.demo.corpus.prompting import Prompt, any_prompt, asks_first
from models.demo.corpus.relation import Phrases, Relation
from models.demo.corpus.relations import KINDS, RELATIONS
from models.demo.corpus.source import Source
from models.demo.corpus.values import subject, value
from models.demo.corpus.wordings.any_relation import any_relation

FILLERS = (
    "The weather was [fine|bad] that day.",
    "Nothing else is known about it.",
    "Many people [agree|say so].",
    "This was [in the news|written down] some time ago.",
    "[It is a long story.|That is no secret.]",
    "More will be told [later|another time].",
    "[One may ask why.|Nobody knows the reason.|It is said to be true.]",
    "[As everybody knows, times change.|Time went by.|Years passed.]",
    "[See below.|Read on.|For details ask the editor.]",
    "[It rained.|The sun was shining.|It was a cold winter.]",
    "[People still talk about it.|The papers wrote about it.|No picture of it is left.]",
    "[This page was last changed in spring.|Please check the facts.|Sources are missing.]",
    "[All of this took a while.|It went well.|Some were against it.]",
    "[There is more to it.|That is only one part of it.|Some details were left out.]",
    "Everybody was [pleased|surprised].",
)
POLITE = (
    "[Hello!|Good morning.|Excuse me:|One question:|Tell me,|] $q "
    "[Thank you.|Cheers.|That would help.|Be brief.|]"
)
UNKNOWN = "... I do not know. The text does not say."
ABSTAIN_MARK = "do not know"
FEWEST_PASSAGES = 4
ANSWERED, MORE_ANSWERED = 0.65, 0.75  # of the questions have an answer, asked and in lessons
MORE_TURNS = (0, 2, 4, 6, 8)
MORE_BEHIND = (0, 0, 1, 2)  # where the question stood before the text, as those that follow do not
ANY_PROMPT = 0.6  # of the prompts of training are put together from parts
STRANGE = 0.4  # of the prompts of training are put in other words,
STRANGE_WORDS = 0.6  # of which so many are any words;
STRANGE_TELLING = 0.05  # so many of what a text tells, and of what is asked
ANYTHING = 0.3  # of the texts of training tell what means nothing,
NUM_ANY = 4  # so many relations of each kind of subject

NUM_SUBJECTS = (1, 2, 2, 3, 3, 4, 5)
MORE_SUBJECTS = (1, 2, 3, 3, 4, 5, 5)  # in training: the more there are the more there is to learn
NEAR = 0.4  # of what training asks in vain is told of another subject

About = dict[str, list[Relation]]  # what may be told, by the kind of the subject


@dataclass(frozen=True, slots=True)
class Fact:
    relation: Relation
    subject: str
    value: str

    def slots(self) -> dict[str, str]:
        return {"s": self.subject, "S": self.subject[0].upper() + self.subject[1:], "v": self.value}

    def question(self, source: Source) -> str:
        return self.said(source, self.relation.asked, self.relation.in_lessons[1])

    def told(self, source: Source) -> str:
        return self.said(source, self.relation.told, self.relation.in_lessons[0])

    def said(self, source: Source, wordings: Phrases, in_lessons: Phrases) -> str:
        phrase = source.pick(wordings, in_lessons)
        if not self.relation.is_of_any_words:
            phrase = source.garbled(phrase, STRANGE_TELLING)
        return source.say(phrase, **self.slots())

    def answer(self, source: Source, *, is_told: bool) -> str:
        """Where nothing is told it breaks off: by then it is clear what would have to be found."""
        whole = self.relation.answered
        before, _, _ = whole.partition("$v")
        return source.say(whole if is_told else before + UNKNOWN, **self.slots())


def matters(source: Source) -> About:
    """What a text is about: one or two kinds of subjects, and relations of them."""
    kinds = source.random.sample(KINDS, source.random.choice((1, 1, 2)))
    if not source.held and source.chance(ANYTHING):
        return {kind: [any_relation(source, kind) for _ in range(NUM_ANY)] for kind in kinds}
    return {kind: [each for each in RELATIONS if each.of == kind] for kind in kinds}


def facts(source: Source, about: About) -> list[Fact]:
    """Of some subjects: some facts each, no subject's relation twice."""
    found: dict[tuple[str, str], Fact] = {}
    for _ in range(source.random.choice(NUM_SUBJECTS if source.held else MORE_SUBJECTS)):
        kind = source.random.choice([*about])
        name = subject(source, kind)
        num_told = source.random.randint(1, min(3, len(about[kind])))
        for each in source.random.sample(about[kind], num_told):
            fact = Fact(each, name, value(source, each.value))
            if fact.value not in {other.value for other in found.values()}:
                found.setdefault((name, each.answered), fact)
    return [*found.values()]


def passages(source: Source, told: list[Fact]) -> dict[str, str]:
    """What is told of each subject, in some order: its facts as sentences."""
    sentences: dict[str, list[str]] = {}
    for fact in told:
        sentences.setdefault(fact.subject, []).append(fact.told(source))
    for several in sentences.values():
        if source.chance(0.25):
            several.insert(source.random.randint(0, len(several)), source.phrase(FILLERS))
    texts = [(about, " ".join(several)) for about, several in sentences.items()]
    source.random.shuffle(texts)
    return dict(texts)


def laid_out(source: Source, texts: list[str]) -> str:
    """One text, as retrieval puts its passages together."""
    shape = source.random.randrange(6)
    if shape == 0:
        return "\n".join(f"- {text}" for text in texts)
    if shape == 1:
        return "\n".join(f"[{nth}] {text}" for nth, text in enumerate(texts, 1))
    if shape == 2:
        return "\n\n".join(texts)
    if shape == 3:
        return " ".join(texts)
    if shape == 4:
        return "\n".join(f"Document {nth}: {text}" for nth, text in enumerate(texts, 1))
    return "\n".join(texts)


def missing(source: Source, told: list[Fact], about: About) -> Fact:
    """Something that is not told: of one who is told of, if possible, or of somebody else."""
    known = {(fact.subject, fact.relation.answered) for fact in told}
    of = source.random.choice(told)
    kind = of.relation.of
    name = of.subject if source.chance(0.6) else subject(source, kind)
    left = [each for each in about[kind] if (name, each.answered) not in known]
    if not source.held and source.chance(NEAR):
        near = {fact.relation.answered for fact in told}
        left = [each for each in left if each.answered in near] or left
    if not left:
        return missing(source, told, about)
    return Fact(source.random.choice(left), name, "")


def reading(source: Source) -> Example:
    """A text, a question, and the sentence that answers it."""
    about = matters(source)
    told = facts(source, about)
    is_told = source.chance(ANSWERED if source.held else MORE_ANSWERED)
    fact = source.random.choice(told) if is_told else missing(source, told, about)
    question = fact.question(source)
    if not source.held and source.chance(0.3):
        question = source.say(POLITE, q=question)
    context = laid_out(source, [*passages(source, told).values()])
    prompt = prompted(source)
    before, asking = prompt
    slots = {"c": context, "q": question}
    messages: list[Message] = [system(source.say(before, **slots))] if before else []
    messages.append(user(source.say(asking, **slots)))
    answer = fact.answer(source, is_told=is_told)
    messages.append(assistant(answer))
    if not source.held:
        num_more = source.random.choice(MORE_BEHIND if asks_first(prompt) else MORE_TURNS)
        more = more_questions(source, told, about, fact, num_more)
        return Example("context", [*messages, *more])
    if not is_told:
        return Example("abstention", messages, must=(ABSTAIN_MARK,))
    others = {each.value for each in told} - {fact.value}
    return Example(
        "context",
        messages,
        must=(fact.value,),
        may_not=tuple(each for each in others if each not in answer),
    )


def prompted(source: Source) -> Prompt:
    if not source.held and source.chance(ANY_PROMPT):
        prompt = any_prompt(source)
    else:
        prompt = source.pick(READING_PROMPTS)
    if source.chance(STRANGE):
        before, asking = (source.garbled(each, STRANGE_WORDS) for each in prompt)
        return before, asking
    return prompt


def more_questions(
    source: Source, told: list[Fact], about: About, first: Fact, num_more: int
) -> list[Message]:
    """On the same text: most of a lesson is reading, so once it is read it is asked about.

    For each fact once: what was answered before would only be said again.
    """
    turns = []
    left = [each for each in told if each is not first]
    source.random.shuffle(left)
    for _ in range(num_more):
        if not left:
            break
        is_told = source.chance(MORE_ANSWERED)
        fact = left.pop() if is_told else missing(source, told, about)
        answer = fact.answer(source, is_told=is_told)
        turns += [user(fact.question(source)), assistant(answer)]
    return turns


def asked_and_passages(source: Source) -> tuple[str, list[str], int]:
    """A question, some passages, and which of them answers it."""
    told: list[Fact] = []
    while len({fact.subject for fact in told}) < FEWEST_PASSAGES:
        told += facts(source, matters(source))
    fact = source.random.choice(told)
    texts = passages(source, told)
    question = fact.question(source)
    return question, [*texts.values()], [*texts].index(fact.subject)
