"""What a text tells, said again in plain words: each fact as the sentence that would answer it.

Who can say of each sentence what it tells finds the one that a question is about.
"""

from __future__ import annotations

from models.demo.corpus.example import Example, Message, assistant, system, user
from models.demo.corpus.phrases.restating_prompts import AS_LIST, AS_TEXT
from models.demo.corpus.reading import facts, laid_out, matters, passages
from models.demo.corpus.source import Source

LISTED = 0.4
MOST = 6  # facts, about
STRANGE, STRANGE_WORDS = 0.3, 0.5  # of the prompts of training: of so many so many words are others


def restating(source: Source) -> Example:
    """A text, and all that it tells, in its order."""
    told = facts(source, matters(source))[:MOST]
    texts = passages(source, told)
    in_order = [fact for about in texts for fact in told if fact.subject == about]
    said = [fact.answer(source, is_told=True) for fact in in_order]
    is_listed = source.chance(LISTED)
    return Example(
        "restating",
        [
            *asked(source, laid_out(source, [*texts.values()]), is_listed=is_listed),
            assistant("\n".join(f"- {each}" for each in said) if is_listed else " ".join(said)),
        ],
        must=tuple(said),
    )


def asked(source: Source, text: str, *, is_listed: bool) -> list[Message]:
    before, prompt = source.pick(AS_LIST if is_listed else AS_TEXT)
    if source.chance(STRANGE):
        prompt = source.garbled(prompt, STRANGE_WORDS)
    first = [system(source.say(before))] if before else []
    return [*first, user(source.say(prompt, c=text))]
