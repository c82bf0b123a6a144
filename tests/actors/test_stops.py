"""Stop strings are found in the text, however it is cut into pieces."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actors.stops import StopStrings

# Three letters make overlaps, repetitions and stop strings inside stop strings frequent.
texts = st.text("abc", max_size=40)
stop_lists = st.lists(st.text("abc", min_size=1, max_size=6), min_size=1, max_size=5).map(tuple)


def end_by_definition(text: str, stops: tuple[str, ...]) -> tuple[str, str | None]:
    """The text before the stop string that is complete first, the longest one if there are more."""
    for end in range(1, len(text) + 1):
        complete = [stop for stop in stops if text[:end].endswith(stop)]
        if complete:
            longest = max(complete, key=len)
            return text[: end - len(longest)], longest
    return text, None


def run(pieces: list[str], stops: StopStrings) -> tuple[str, str | None]:
    """Everything that is shown when the text arrives in these pieces."""
    shown = ""
    for piece in pieces:
        more, stop = stops.push(piece)
        shown += more
        if stop is not None:
            return shown, stop
    return shown + stops.flush(), None


def cut(text: str, draw: st.DataObject) -> list[str]:
    places = draw.draw(st.lists(st.integers(0, len(text)), max_size=8).map(sorted))
    return [text[a:b] for a, b in zip([0, *places], [*places, len(text)], strict=True)]


@given(texts, stop_lists, st.data())
def test_text_ends_before_the_stop_string_that_is_complete_first(
    text: str, stops: tuple[str, ...], data: st.DataObject
) -> None:
    assert run(cut(text, data), StopStrings(stops)) == end_by_definition(text, stops)


@given(texts, stop_lists, st.data())
def test_an_included_stop_string_is_the_end_of_the_text(
    text: str, stops: tuple[str, ...], data: st.DataObject
) -> None:
    before, stop = end_by_definition(text, stops)
    assert run(cut(text, data), StopStrings(stops, include=True)) == (before + (stop or ""), stop)


@given(texts, stop_lists, st.data())
def test_no_more_is_held_back_than_could_become_a_stop_string(
    text: str, stops: tuple[str, ...], data: st.DataObject
) -> None:
    search = StopStrings(stops)
    arrived = shown = ""
    for piece in cut(text, data):
        arrived += piece
        more, stop = search.push(piece)
        shown += more
        if stop is not None:
            return
        held = next(
            length
            for length in range(len(arrived), -1, -1)
            if any(stop.startswith(arrived[len(arrived) - length :]) for stop in stops)
        )
        assert shown == arrived[: len(arrived) - held]


@given(texts, stop_lists)
def test_an_included_stop_string_holds_nothing_back(text: str, stops: tuple[str, ...]) -> None:
    search = StopStrings(stops, include=True)
    for character in text:
        more, stop = search.push(character)
        assert more == character
        if stop is not None:
            return
    assert search.flush() == ""


@pytest.mark.parametrize(
    ("text", "stop"), [("aaab", "aab"), ("abaabab", "abab"), ("abcabcabd", "abcabd")]
)
def test_a_beginning_that_fails_may_hold_the_true_one(text: str, stop: str) -> None:
    assert run([*text], StopStrings((stop, "xyz"))) == (text.removesuffix(stop), stop)


def test_a_stop_string_inside_a_longer_one_ends_the_text_first() -> None:
    assert run(["xabcdef"], StopStrings(("abcdef", "bcd"))) == ("xa", "bcd")


def test_the_longer_of_two_that_are_complete_together_is_cut_off() -> None:
    assert run(["xabc"], StopStrings(("c", "abc", "bc"))) == ("x", "abc")


def test_behind_the_end_there_is_no_text() -> None:
    search = StopStrings(("stop",))
    assert search.push("a stop b") == ("a ", "stop")
    assert search.push("more") == ("", "stop")
    assert search.flush() == ""


def test_characters_of_any_plane_are_characters() -> None:
    assert run(list("gut 🎭\n\nEnde"), StopStrings(("🎭\n\n",))) == ("gut ", "🎭\n\n")


def test_without_stop_strings_there_is_nothing_to_look_for() -> None:
    search = StopStrings(())
    assert not search
    assert search.push("all of it") == ("all of it", None)
    assert StopStrings(("x",))


def test_an_empty_stop_string_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one character"):
        StopStrings(("a", ""))


def test_the_work_grows_with_the_text_and_not_with_the_stop_strings(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """64 strings of 256 characters, against a text that makes each of them fail late."""
    stops = tuple("a" * nth + "b" * (256 - nth) for nth in range(128, 192))
    search = StopStrings(stops)
    lookups = CountedLookups(search.automaton.edges)
    monkeypatch.setattr(search.automaton, "edges", lookups)
    text = ("a" * 191 + "b" * 64) * 20
    assert run([text], search)[1] is None
    assert lookups.count <= 2 * len(text)


class CountedLookups(dict[tuple[int, str], int]):
    """Edges that count how often one is asked for."""

    count = 0

    def get(self, key: tuple[int, str], default: Any = None) -> Any:
        self.count += 1
        return super().get(key, default)
