"""Finding stop strings in text that arrives in pieces.

The rule: **the stop string that is complete first ends the text**; of several that are complete at
the same character, the longest does. The rule looks at characters only, never at pieces, so the
same text always ends at the same place, however it was cut.

The search is Aho and Corasick's: a state is the longest end of the text so far that begins a stop
string, and a character costs a constant number of steps on average, however many strings there are.
"""

from __future__ import annotations

from collections import deque
from functools import lru_cache


class StopStrings:
    """Lets text through up to the first stop string.

    Only the end of the text that may still become a stop string is held back. With `include` the
    stop string is part of the text, and nothing needs to be held back.
    """

    def __init__(self, stops: tuple[str, ...], *, include: bool = False) -> None:
        self.automaton = build(tuple(stops))
        self.include = include
        self.state = 0
        self.held = ""  # the last characters of the text, as many as the state's depth
        self.found: str | None = None

    def __bool__(self) -> bool:
        """Whether there is anything to look for."""
        return bool(self.automaton.edges)

    def push(self, text: str) -> tuple[str, str | None]:
        """The text that may be shown now, and the stop string that ends it.

        Behind the end there is no text: pushing more gives nothing and the same stop string.
        """
        if self.found is not None:
            return "", self.found
        automaton, state = self.automaton, self.state
        for nth, character in enumerate(text, 1):
            state = automaton.step(state, character)
            self.found = automaton.complete[state]
            if self.found is not None:
                seen = self.held + text[:nth]
                self.held = ""
                shown = len(seen) - (0 if self.include else len(self.found))
                return seen[:shown], self.found
        self.state = state
        seen = self.held + text
        shown = len(seen) - (0 if self.include else automaton.depth[state])
        self.held = seen[shown:]
        return seen[:shown], None

    def flush(self) -> str:
        """What was held back, now that no text follows. A later text would begin anew."""
        held, self.held, self.state = self.held, "", 0
        return held


class Automaton:
    """The stop strings as a tree of characters, with a way on from each failure."""

    def __init__(self, stops: tuple[str, ...]) -> None:
        self.edges: dict[tuple[int, str], int] = {}
        self.depth = [0]
        self.complete: list[str | None] = [None]  # the longest stop string that ends in a state
        self.fallback = [0]  # the longest proper end of a state's text that is a state too
        for stop in stops:
            self.add(stop)
        self.link()

    def add(self, stop: str) -> None:
        if not stop:
            raise ValueError("a stop string has at least one character")
        state = 0
        for character in stop:
            key = (state, character)
            if key not in self.edges:
                self.edges[key] = len(self.depth)
                self.depth.append(self.depth[state] + 1)
                self.complete.append(None)
                self.fallback.append(0)
            state = self.edges[key]
        self.complete[state] = stop

    def link(self) -> None:
        """Breadth first, since a state's fallback is shorter than the state."""
        children: list[list[tuple[str, int]]] = [[] for _ in self.depth]
        for (parent, character), child in self.edges.items():
            children[parent].append((character, child))
        waiting = deque(child for _, child in children[0])
        while waiting:
            state = waiting.popleft()
            for character, child in children[state]:
                self.fallback[child] = self.step(self.fallback[state], character)
                waiting.append(child)
            if self.complete[state] is None:
                self.complete[state] = self.complete[self.fallback[state]]

    def step(self, state: int, character: str) -> int:
        """The state behind one more character."""
        while True:
            following = self.edges.get((state, character))
            if following is not None:
                return following
            if state == 0:
                return 0
            state = self.fallback[state]


@lru_cache(maxsize=64)  # the samples of a request, and its successors after a crash, share one
def build(stops: tuple[str, ...]) -> Automaton:
    """The automaton is never changed once it is built."""
    return Automaton(stops)
