"""Reading text with control tokens, without them, and with only those that a template wrote.

The *control tokens* of a model are its special tokens, the added ones that its templates write (and
their partners, as <think> is </think>'s), and those of the shape <|...|>. Other added tokens, such
as runs of spaces, are ordinary text. *Tags* are the control tokens that readers of the model's text
see, <tool_call> for one.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Collection, Iterable
from functools import lru_cache

from tokenizers import AddedToken, Encoding, Tokenizer

from models.chat_template import Rendered
from models.vocabulary import PromptError, VocabularyError

BRACKETED = re.compile(r"[<\[]\s*[|｜].*[|｜]\s*[>\]]", re.DOTALL)
EDGES = re.compile(r"^\W+|\W+$")

SHORT = 4096  # characters: a batch has threads of its own, for which others may have to wait

Span = tuple[int, int, int]  # the id of a control token, and where it begins and ends in the text


class ControlTokens:
    """Which texts are control tokens, and what of a text could become part of one."""

    def __init__(self, tokenizer: Tokenizer, *, literals: str, unknown: str | None = None) -> None:
        """`literals` is all the text that stands in the model's templates.

        `unknown` is the token that the model gives for what it has no token for.
        """
        added = tokenizer.get_added_tokens_decoder()
        named = {inside(token) for token in added.values() if is_control(token, literals)} - {""}
        control = {
            id: token
            for id, token in added.items()
            if is_control(token, literals) or inside(token) in named
        }
        self.ids = {id: token.content for id, token in control.items()}
        self.tags = frozenset(token.content for token in control.values() if is_tag(token))
        self.normalizer = tokenizer.normalizer
        unknowns = (unknown, getattr(tokenizer.model, "unk_token", None))
        self.unknown_ids = frozenset(id for id, text in self.ids.items() if text in unknowns)
        self.names = frozenset(named)
        self.hazards = frozenset(c for text in self.ids.values() for c in edges_of(text))
        self.find_alias = lru_cache(4096)(self.is_alias)

    def hazards_in(self, texts: Iterable[str]) -> frozenset[str]:
        """The characters of these texts that may be the edge of a control token."""
        characters: set[str] = set().union(*texts)
        found = self.hazards & characters
        if self.normalizer is None:
            return found
        return found | {c for c in characters - found if not c.isascii() and self.find_alias(c)}

    def is_alias(self, character: str) -> bool:
        """Whether normalisation makes an edge of it, as it makes < of a wide ＜."""
        return not self.hazards.isdisjoint(self.normalizer.normalize_str(character))

    def names_in(self, texts: Collection[str]) -> frozenset[str]:
        """The insides of control tokens that stand alone: im_end, tool_call."""
        return self.names & set(texts)

    def spans(self, encoding: Encoding, text: str) -> list[Span]:
        """The control tokens in a text that was read."""
        spans = []
        for nth, id in enumerate(encoding.ids):
            if id in self.ids:
                start, end = encoding.token_to_chars(nth) or (0, 0)
                if self.is_meant(id, text[start:end]):
                    spans.append((id, start, end))
        return spans

    def is_meant(self, id: int, text: str) -> bool:
        """Whether this control token was read from this text because its name is there."""
        return id not in self.unknown_ids or text.strip() == self.ids[id].strip()


class Reader:
    """Text to token ids, in three ways."""

    def __init__(self, tokenizer: Tokenizer, control: ControlTokens) -> None:
        self.tokenizer = tokenizer
        self.control = control
        # A control token's place in text that is read without any. Nobody can write it by chance.
        self.anchor = "".join(chr(0xF0000 + secrets.randbelow(0xFFFE)) for _ in range(6))
        self.plain, self.anchor_id, self.true_ids = without_control(
            tokenizer, control.ids, self.anchor
        )

    def read(self, text: str, *, add_special_tokens: bool) -> Encoding:
        """Every control token in the text counts."""
        return self.encode(self.tokenizer, text, add_special_tokens=add_special_tokens)

    def read_plain(self, text: str) -> tuple[int, ...]:
        """None counts: each is read as the characters that it is written with."""
        return self.read_between([text], [])

    def read_rendered(
        self, rendered: Rendered, original: str, unmask: Callable[[str], str]
    ) -> tuple[int, ...]:
        """Those count that the template wrote, as its shadow shows.

        `original` is what the template wrote without guarded strings: if it holds no other control
        tokens, it is read in one piece.
        """
        whole = self.read(original, add_special_tokens=False)
        if rendered.plain == original and all(
            rendered.shadow[start:end] == original[start:end]
            for _, start, end in self.control.spans(whole, original)
        ):
            return tuple(whole.ids)
        shadow = rendered.shadow
        spans = [
            (id, start, end)
            for id, start, end in self.control.spans(
                self.read(shadow, add_special_tokens=False), shadow
            )
            if unmask(shadow[start:end]) == shadow[start:end]
        ]
        starts = [0, *(end for _, _, end in spans)]
        ends = [*(start for _, start, _ in spans), len(shadow)]
        texts = [unmask(shadow[a:b]) for a, b in zip(starts, ends, strict=True)]
        return self.read_between(texts, [id for id, _, _ in spans])

    def read_between(self, texts: list[str], control_ids: list[int]) -> tuple[int, ...]:
        """Plain texts with a control token between each two.

        They are read in one go, anchors standing for the control tokens: what is in front of a text
        decides whether a tokenizer puts a space there.

        Some models make a control token of plain characters. Then the text is cut within it.
        """
        if any(self.anchor in text for text in texts):
            raise PromptError("The prompt holds a forbidden sequence of private-use characters.")
        text = self.anchor.join(texts)
        between: list[int | None] = [*control_ids]  # what each anchor stands for; None: a cut
        while True:
            encoding = self.encode(self.plain, text, add_special_tokens=False)
            anchors = iter(between)
            ids: list[int] = []
            between, cuts = [], [0]
            for nth, id in enumerate(encoding.ids):
                if id == self.anchor_id:
                    between.append(next(anchors))
                    ids += [known for known in between[-1:] if known is not None]
                    continue
                ids.append(self.true_ids.get(id, id))
                if ids[-1] not in self.control.ids:
                    continue
                start, end = encoding.token_to_chars(nth) or (0, 0)
                if self.control.is_meant(ids[-1], text[start:end]):
                    between.append(None)
                    cuts.append(middle_of(start, end))
            if len(cuts) == 1:
                return tuple(ids)
            pieces = [text[a:b] for a, b in zip(cuts, [*cuts[1:], len(text)], strict=True)]
            text = self.anchor.join(pieces)

    def encode(self, tokenizer: Tokenizer, text: str, *, add_special_tokens: bool) -> Encoding:
        """Only a batch lets other threads go on meanwhile, and a long text takes seconds."""
        try:
            if len(text) <= SHORT:
                return tokenizer.encode(text, add_special_tokens=add_special_tokens)
            return tokenizer.encode_batch([text], add_special_tokens=add_special_tokens)[0]
        except (TypeError, UnicodeError):
            raise PromptError("The prompt holds half a character (a lone surrogate).") from None


def middle_of(start: int, end: int) -> int:
    """Where to cut a token in two."""
    if end - start < 2:
        raise PromptError("The prompt holds a control token that cannot be read as text.")
    return start + 1


def is_control(token: AddedToken, literals: str) -> bool:
    """A token that means something to the model, rather than being a frequent piece of text."""
    text = token.content
    if not text.strip():
        return False
    return bool(token.special or text in literals or BRACKETED.fullmatch(text))


def inside(token: AddedToken) -> str:
    """What a token's brackets hold; the same for <think> and </think>."""
    return EDGES.sub("", token.content)


def is_tag(token: AddedToken) -> bool:
    """A control token that is part of the visible text, and no mark of a turn."""
    return not token.special and not BRACKETED.fullmatch(token.content)


def edges_of(text: str) -> str:
    """The brackets around a control token; where there is none, its first or last letter."""
    inside = EDGES.sub("", text)
    before, _, after = text.partition(inside) if inside else (text, "", text)
    return (before or text[0]) + (after or text[-1])


def without_control(
    tokenizer: Tokenizer, control_ids: Collection[int], anchor: str
) -> tuple[Tokenizer, int, dict[int, int]]:
    """The same tokenizer without its control tokens, the anchor's id, and the ids that differ.

    Both share the vocabulary in memory. Tokens that are not in it were numbered in another order.
    """
    plain = Tokenizer(tokenizer.model)
    if tokenizer.normalizer is not None:
        plain.normalizer = tokenizer.normalizer
    if tokenizer.pre_tokenizer is not None:
        plain.pre_tokenizer = tokenizer.pre_tokenizer
    added = tokenizer.get_added_tokens_decoder()
    kept = {id: token for id, token in added.items() if id not in control_ids}
    plain.add_tokens([*kept.values(), AddedToken(anchor, normalized=False, special=False)])
    true_ids = {id_of(plain, token.content): id for id, token in kept.items()}
    return plain, id_of(plain, anchor), {a: b for a, b in true_ids.items() if a != b}


def id_of(tokenizer: Tokenizer, token: str) -> int:
    id = tokenizer.token_to_id(token)
    if id is None:
        raise VocabularyError(f"The tokenizer cannot hold the added token {token!r}.")
    return id
