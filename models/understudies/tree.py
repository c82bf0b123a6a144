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
    """Drafts of one row."""

    ids: list[int] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    kinds: list[list[Kind]] = field(default_factory=list)  # who proposed a node

    @property
    def sources(self) -> list[str]:
        """Who proposed each node first."""
        return [kinds[0][0] for kinds in self.kinds]

    @property
    def is_line(self) -> bool:
        """Whether nobody has a brother."""
        return self.parents == [*range(-1, len(self.ids) - 1)]

    def add(self, line: Line) -> None:
        """From the newest token on. What is there already has one more who says so."""
        if not self.ids:  # most trees are a single line
            self.ids = [id for id, _ in line]
            self.parents = [*range(-1, len(line) - 1)]
            self.kinds = [[kind] for _, kind in line]
            return
        at = -1
        for id, kind in line:
            child = find_child(self.ids, self.parents, at, id)
            if child is None:
                child = len(self.ids)
                self.ids.append(id)
                self.parents.append(at)
                self.kinds.append([kind])
            elif kind not in self.kinds[child]:
                self.kinds[child].append(kind)
            at = child

    def survivals(self, chance: Callable[[Kind], float]) -> list[float]:
        """How likely each node and all above it hold, never more than its parent.

        Who said most often what came is believed; siblings share what is left by those before.
        """
        if self.is_line:
            return [*accumulate([max(map(chance, kinds)) for kinds in self.kinds], mul)]
        found: list[float] = []
        left: dict[int, float] = {}  # of a node's own chance, for more children
        for parent, kinds in zip(self.parents, self.kinds, strict=True):
            above = 1.0 if parent < 0 else found[parent]
            own = min(max([chance(kind) for kind in kinds]), left.get(parent, 1.0))
            left[parent] = left.get(parent, 1.0) - own
            found.append(above * own)
        return found

    def keep(self, nodes: Sequence[int]) -> None:
        """Only these, which have their parents among them."""
        places = {node: place for place, node in enumerate(nodes)} | {-1: -1}
        self.parents = [places[self.parents[node]] for node in nodes]
        self.ids = [self.ids[node] for node in nodes]
        self.kinds = [self.kinds[node] for node in nodes]

    def tried(self, decided: Sequence[int]) -> list[tuple[Kind, bool]]:
        """Whose nodes were put to the test by what the lead said, and whether they held."""
        path = walk(self.ids, self.parents, decided)
        reached = {-1, *path[: max(len(decided) - 1, 0)]}
        held = {*path}
        return [
            (kind, node in held)
            for node, parent in enumerate(self.parents)
            if parent in reached
            for kind in self.kinds[node]
        ]


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
