"""Several lines of drafts as one tree: what some of them begin alike is computed once.

    newest token --[ d1 ]--[ d2 ]--[ d3 ]      the first line
                      |       `----[ e3 ]      another one, of which d1 and d2 are known
                      `----[ e2 ]              what a model would say instead of d2

Each node has its parent before it; -1 stands for the newest token. Siblings differ.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from operator import mul

Kind = tuple[str, int]  # source, and how sure it was
Line = Sequence[tuple[int, Kind]]  # tokens behind one another, and who says so


@dataclass(slots=True)
class Tree:
    """Drafts of one row. Most are a single line, of which each step sees dozens."""

    ids: list[int] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    kinds: list[tuple[Kind, ...]] = field(default_factory=list)  # who proposed a node
    is_line: bool = True  # nobody has a brother

    @property
    def sources(self) -> list[str]:
        """Who proposed each node first."""
        return [kinds[0][0] for kinds in self.kinds]

    def begin(self, ids: Sequence[int], kinds: Sequence[Kind]) -> None:
        """With the first line."""
        self.ids = [*ids]
        self.parents = [*range(-1, len(ids) - 1)]
        self.kinds = [(kind,) for kind in kinds]

    def add(self, line: Line) -> None:
        """From the newest token on. What is there already has one more who says so."""
        at = -1
        for id, kind in line:
            child = find_child(self.ids, self.parents, at, id)
            if child is None:
                child = len(self.ids)
                self.ids.append(id)
                self.parents.append(at)
                self.kinds.append((kind,))
                self.is_line = self.is_line and at == child - 1
            elif kind not in self.kinds[child]:
                self.kinds[child] += (kind,)
            at = child

    def survivals(self, chance: Callable[[Kind], float]) -> list[float]:
        """How likely each node and all above it hold, never more than its parent.

        Who said most often what came is believed; siblings share what is left by those before.
        """
        best = {kinds: max(map(chance, kinds)) for kinds in {*self.kinds}}
        hopes = [best[kinds] for kinds in self.kinds]
        if self.is_line:
            return [*accumulate(hopes, mul)]
        found: list[float] = []
        left: dict[int, float] = {}  # of a node's own chance, for more children
        for parent, hope in zip(self.parents, hopes, strict=True):
            above = 1.0 if parent < 0 else found[parent]
            own = min(hope, left.get(parent, 1.0))
            left[parent] = left.get(parent, 1.0) - own
            found.append(above * own)
        return found

    def cut(self, most: int) -> None:
        """Only the first nodes."""
        del self.ids[most:], self.parents[most:], self.kinds[most:]

    def keep(self, nodes: Sequence[int]) -> None:
        """Only these, which have their parents among them."""
        places = {node: place for place, node in enumerate(nodes)} | {-1: -1}
        self.parents = [places[self.parents[node]] for node in nodes]
        self.ids = [self.ids[node] for node in nodes]
        self.kinds = [self.kinds[node] for node in nodes]
        self.is_line = self.parents == [*range(-1, len(nodes) - 1)]

    def tried(self, decided: Sequence[int]) -> list[tuple[Kind, bool]]:
        """Whose nodes were put to the test by what the lead said, and whether they held."""
        if self.is_line:
            return self._tried_in_turn(decided)
        path = walk(self.ids, self.parents, decided)
        reached = {-1, *path[: max(len(decided) - 1, 0)]}
        held = {*path}
        return [
            (kind, node in held)
            for node, parent in enumerate(self.parents)
            if parent in reached
            for kind in self.kinds[node]
        ]

    def _tried_in_turn(self, decided: Sequence[int]) -> list[tuple[Kind, bool]]:
        found: list[tuple[Kind, bool]] = []
        for id, said, kinds in zip(self.ids, decided, self.kinds, strict=False):
            found += [(kind, id == said) for kind in kinds]
            if id != said:
                break
        return found


def find_child(ids: Sequence[int], parents: Sequence[int], parent: int, id: int) -> int | None:
    """The node that carries a token behind another node."""
    for node in range(parent + 1, len(ids)):
        if parents[node] == parent and ids[node] == id:
            return node
    return None


def walk(ids: Sequence[int], parents: Sequence[int], decided: Sequence[int]) -> list[int]:
    """The nodes that were right, from the first on."""
    path: list[int] = []
    at = -1
    for id in decided:
        child = find_child(ids, parents, at, id)
        if child is None:
            break
        path.append(child)
        at = child
    return path
