"""Text between two texts, for models that were trained to fill it in.

Which tokens tell such a model what stands before and behind the gap is its vocabulary's to say: the
first of the known forms whose marks are all tokens of it.
"""

from __future__ import annotations

from dataclasses import dataclass

from models.vocabulary import PromptError, Vocabulary


@dataclass(frozen=True, slots=True)
class Form:
    """Marks in front of both texts and of the gap."""

    prefix: str
    suffix: str
    middle: str = ""
    suffix_first: bool = False


FORMS = (
    Form("<|fim_prefix|>", "<|fim_suffix|>", "<|fim_middle|>"),
    Form("<fim_prefix>", "<fim_suffix>", "<fim_middle>"),
    Form("<fim-prefix>", "<fim-suffix>", "<fim-middle>"),
    Form("<|code_prefix|>", "<|code_suffix|>", "<|code_middle|>"),
    Form("▁<PRE>", "▁<SUF>", "▁<MID>"),
    Form("<｜fim▁begin｜>", "<｜fim▁hole｜>", "<｜fim▁end｜>"),
    Form("[PREFIX]", "[SUFFIX]", suffix_first=True),
)
# Not every checkpoint says that these end a text; behind a gap they do.
ENDS = ("<|endoftext|>", "<|file_sep|>", "<file_sep>", "<|fim_pad|>", "▁<EOT>", "<|repo_name|>")


@dataclass(frozen=True, slots=True)
class Infilling:
    """How one vocabulary tells of a gap."""

    prefix: tuple[int, ...]
    suffix: tuple[int, ...]
    middle: tuple[int, ...]
    suffix_first: bool
    end_ids: frozenset[int]

    def around(self, before: tuple[int, ...], behind: tuple[int, ...]) -> tuple[int, ...]:
        """The prompt for what lies between."""
        if self.suffix_first:
            return (*self.suffix, *behind, *self.prefix, *before, *self.middle)
        return (*self.prefix, *before, *self.suffix, *behind, *self.middle)


def infilling_of(vocabulary: Vocabulary) -> Infilling | None:
    """None: its model was not trained for it."""
    for form in FORMS:
        marks = {
            text: token_of(vocabulary, text)
            for text in (form.prefix, form.suffix, form.middle)
            if text
        }
        if None in marks.values():
            continue
        ids = {text: () if id is None else (id,) for text, id in marks.items()}
        ends = (*marks.values(), *(token_of(vocabulary, text) for text in ENDS))
        return Infilling(
            ids[form.prefix],
            ids[form.suffix],
            ids.get(form.middle, ()),
            form.suffix_first,
            frozenset(id for id in ends if id is not None),
        )
    return None


def token_of(vocabulary: Vocabulary, text: str) -> int | None:
    """The one token that this text is."""
    ids = vocabulary.encode(text, add_special_tokens=False)
    if len(ids) != 1:
        return None
    name = vocabulary.token_bytes(ids[0]).decode(errors="replace")
    return ids[0] if name.strip(" ▁") == text.strip(" ▁") else None  # else it is an unknown word


def spell_gap(
    vocabulary: Vocabulary, before: str | tuple[int, ...], behind: str, *, add_special_tokens: bool
) -> tuple[int, ...]:
    """:raises PromptError: when the model cannot fill it."""
    infilling = infilling_of(vocabulary)
    if infilling is None:
        raise PromptError("This model has no tokens for filling in the middle.")

    def plain(text: str) -> tuple[int, ...]:
        return vocabulary.encode(text, add_special_tokens=False, parse_special=False)

    marks = vocabulary.encode("") if add_special_tokens else ()
    start = tuple(id for id in marks if id not in vocabulary.eos_ids)
    ids = plain(before) if isinstance(before, str) else before
    return (*start, *infilling.around(ids, plain(behind)))
