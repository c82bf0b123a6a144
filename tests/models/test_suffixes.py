"""The longest end of a text that stands elsewhere is gone on from there."""

from __future__ import annotations

from models.understudies import Ask
from models.understudies.suffix import LONGEST, MOST_KEPT, MOST_SALTS, Suffixes


def propose(understudy: Suffixes, text: str, slot: int = 0, most: int = 8, salt: str = "") -> str:
    (draft,) = understudy.propose([Ask(slot, [*text.encode()], most, salt=salt)])
    return bytes(draft.ids).decode()


def remember(understudy: Suffixes, text: str, salt: str = "") -> None:
    """It was said in a slot where somebody else lives now."""
    propose(understudy, text, salt=salt)
    propose(understudy, "", salt=salt)


def test_the_text_itself_is_looked_up() -> None:
    assert propose(Suffixes(), "one two three, one two") == " three, "
    assert propose(Suffixes(), "nothing") == ""


def test_the_longest_match_counts_and_of_equals_the_latest() -> None:
    assert propose(Suffixes(), "zab1 yab2 zab", most=1) == "1"
    assert propose(Suffixes(), "xab1 yab2 ab", most=1) == "2"


def test_so_many_are_proposed_as_the_match_is_worth() -> None:
    assert propose(Suffixes(), "ab123456789 ab", most=20) == "1234"


def test_texts_that_have_ended_are_remembered() -> None:
    understudy = Suffixes()
    remember(understudy, "The quick brown fox jumps over the dog.")
    assert propose(understudy, "A quick bro", most=5) == "wn fo"
    assert propose(understudy, "no fox jumps over the dog.", slot=3) == ""


def test_a_text_does_not_go_on_with_the_next_one() -> None:
    understudy = Suffixes()
    remember(understudy, "it ends here")
    remember(understudy, "and this begins")
    assert propose(understudy, "where it ends h") == "ere"


def test_nobody_learns_from_those_with_another_salt() -> None:
    understudy = Suffixes()
    remember(understudy, "the secret word is swordfish", salt="a")
    assert propose(understudy, "secret wor", salt="b") == ""
    assert propose(understudy, "secret wor", slot=1, salt="a") != ""


def test_a_match_is_as_sure_as_it_is_long() -> None:
    understudy = Suffixes()
    remember(understudy, "a rather long sentence to remember")
    (short,) = understudy.propose([Ask(1, [*b"long"], 1)])
    (long,) = understudy.propose([Ask(2, [*b"a rather long"], 1)])
    assert 0 < short.sureness < long.sureness


def test_drafts_of_others_are_gone_on_from() -> None:
    understudy = Suffixes()
    remember(understudy, "red green blue yellow")
    (draft,) = understudy.propose([Ask(1, [*b"red gr"], 8, ahead=[*b"een "])])
    assert bytes(draft.ids) == b"blue"


def test_it_remembers_so_much_and_no_more() -> None:
    understudy = Suffixes()
    remember(understudy, "the very first text")
    filler = [*range(1000, 1000 + MOST_KEPT)]
    for _ in range(2):
        for slot in (0, 1):
            understudy.propose([Ask(slot, list(filler), 1)])
    assert propose(understudy, "the very fir", slot=9) == ""
    corpus = understudy._corpora[""]
    assert len(corpus.young.tokens) + len(corpus.old.tokens) <= 2 * (MOST_KEPT + 1)
    for number in range(MOST_SALTS + 5):
        remember(understudy, "something to keep", salt=str(number))
    assert len(understudy._corpora) <= MOST_SALTS


def test_a_very_long_match_is_cut() -> None:
    text = "abcdefghij" * 10
    (draft,) = Suffixes().propose([Ask(0, [*text.encode()], 4)])
    assert bytes(draft.ids) == b"abcd"
    assert draft.sureness == LONGEST.bit_length()
