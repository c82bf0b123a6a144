"""What the plain-torch attention computes: tiles of queries, each against chunks of keys.

A tile is a few neighbouring queries of one row; a chunk is `CHUNK` positions of the text, and chunk
c begins at position c * CHUNK whatever the row computes. A piece is one tile against one chunk. So
every query meets its keys in the same portions and in the same order, alone or in company.

A node of a draft tree is a tile of its own, whose keys are taken in the order of its path: it meets
exactly what it would meet if the path had been generated token by token.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields

import torch
from torch import Tensor

CHUNK = 256  # positions
PIECES = 2**12  # that are computed before any is merged: it bounds the memory of their results


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """The arguments of `paged_attention` that say which tokens belong to whom."""

    block_tables: Tensor
    query_start: Tensor
    context_lens: Tensor
    tree_mask: Tensor | None = None
    tree_sizes: Tensor | None = None

    def says_the_same_as(self, other: Rows) -> bool:
        """Compares contents: a caller may fill the same tensors anew for every step."""
        for field in fields(self):
            mine, its = getattr(self, field.name), getattr(other, field.name)
            if mine is None or its is None:
                if mine is not its:
                    return False
            elif not torch.equal(mine, its):
                return False
        return True

    def copy(self) -> Rows:
        """Tensors of its own."""
        return Rows(
            self.block_tables.clone(),
            self.query_start.clone(),
            self.context_lens.clone(),
            None if self.tree_mask is None else self.tree_mask.clone(),
            None if self.tree_sizes is None else self.tree_sizes.clone(),
        )


@dataclass(frozen=True, slots=True)
class TileKind:
    """Tiles of at most so many tokens, as matrices of so many rows: the last may be padding."""

    num_tokens: int
    num_rows: int
    group: int  # rows for each token: query heads that share a kv head


@dataclass(frozen=True, slots=True)
class Tile:
    """Neighbouring queries of one row. `path`: a tree node's ancestors in order, and itself."""

    kind: TileKind
    row: int
    first_token: int
    num_tokens: int
    first_position: int
    tree_start: int = 0
    path: tuple[int, ...] = ()

    @property
    def last_position(self) -> int:
        return self.first_position + self.num_tokens - 1

    def chunks(self, window: int | None) -> range:
        """The chunks with a key that one of the queries sees."""
        first = 0 if window is None else max(0, self.first_position - window + 1)
        return range(first // CHUNK, self.last_position // CHUNK + 1)


@dataclass(frozen=True, slots=True, eq=False)
class Work:
    """Tiles of one kind, with room for Q tokens each, and their pieces, L in all.

    Tiles with most chunks come first. Pieces are sorted by rank: the first chunk of every tile,
    then the second of all tiles that have one (these are the first `num_tiles[1]`), and so on.
    """

    kind: TileKind
    tokens: Tensor  # [tiles, Q]: index of the query; T where there is none
    positions: Tensor  # [tiles, Q]: of the query; that of the last one where there is none
    num_tiles: tuple[int, ...]  # for each rank
    piece_tile: Tensor  # [L]
    piece_chunk: Tensor  # [L]
    piece_slots: Tensor  # [L, CHUNK]: where the keys are, block * P + offset; any where none is
    piece_is_cut: tuple[bool, ...]  # [L]: some query does not see some key


def plan(
    rows: Rows, kinds: Sequence[TileKind], *, window: int | None, block_size: int
) -> list[Work]:
    """Everything to compute for a step. kinds ascend, and the first has room for one token."""
    tiles = sorted(_cut(rows, kinds), key=lambda tile: -len(tile.chunks(window)))
    work = []
    for kind in kinds:
        group: list[Tile] = []
        num_pieces = 0
        for tile in tiles:
            if tile.kind != kind:
                continue
            if num_pieces > PIECES * kinds[0].num_rows // kind.num_rows:
                work.append(_lay_out(group, rows, window, block_size))
                group, num_pieces = [], 0
            group.append(tile)
            num_pieces += len(tile.chunks(window))
        if group:
            work.append(_lay_out(group, rows, window, block_size))
    return work


def _cut(rows: Rows, kinds: Sequence[TileKind]) -> Iterator[Tile]:
    """All queries of the step."""
    starts = rows.query_start.tolist()
    lengths = rows.context_lens.tolist()
    trees = [0] * len(lengths) if rows.tree_sizes is None else rows.tree_sizes.tolist()
    for row, (length, num_nodes) in enumerate(zip(lengths, trees, strict=True)):
        token, end = starts[row], starts[row + 1]
        tree, tree_start = end - num_nodes, length - num_nodes
        while token < tree:
            left = tree - token
            kind = next((kind for kind in kinds if kind.num_tokens >= left), kinds[-1])
            count = min(kind.num_tokens, left)
            yield Tile(kind, row, token, count, length - (end - token))
            token += count
        if num_nodes and rows.tree_mask is not None:
            for node, words in enumerate(rows.tree_mask[tree:end].tolist()):
                path = tuple(n for n in range(num_nodes) if words[n // 64] >> (n % 64) & 1)
                position = tree_start + len(path) - 1
                yield Tile(kinds[0], row, tree + node, 1, position, tree_start, path)


def _lay_out(tiles: Sequence[Tile], rows: Rows, window: int | None, block_size: int) -> Work:
    """tiles of one kind, those with most chunks first."""
    device = rows.block_tables.device
    counts = [len(tile.chunks(window)) for tile in tiles]
    num_tiles = tuple(sum(count > rank for count in counts) for rank in range(counts[0]))
    pieces = [
        (index, tiles[index].chunks(window)[rank])
        for rank, count in enumerate(num_tiles)
        for index in range(count)
    ]
    piece_tile, piece_chunk = torch.tensor(pieces, device=device).unbind(1)
    piece_row = torch.tensor([tile.row for tile in tiles], device=device)[piece_tile]
    places = _places(tiles, piece_tile, piece_chunk)
    blocks = rows.block_tables[piece_row[:, None], places // block_size].long()
    tokens, positions = _queries(tiles, int(rows.query_start[-1]), device)
    return Work(
        kind=tiles[0].kind,
        tokens=tokens,
        positions=positions,
        num_tiles=num_tiles,
        piece_tile=piece_tile,
        piece_chunk=piece_chunk,
        piece_slots=blocks * block_size + places % block_size,
        piece_is_cut=tuple(_is_cut(tiles[index], chunk, window) for index, chunk in pieces),
    )


def _places(tiles: Sequence[Tile], piece_tile: Tensor, piece_chunk: Tensor) -> Tensor:
    """How far into the row's blocks each position's key is [L, CHUNK]; never behind the last."""
    device = piece_tile.device
    last = torch.tensor([tile.last_position for tile in tiles], device=device)[piece_tile]
    positions = piece_chunk[:, None] * CHUNK + torch.arange(CHUNK, device=device)
    places = positions.minimum(last[:, None])
    for index, tile in enumerate(tiles):
        if not tile.path:
            continue
        path = torch.tensor(tile.path, device=device) + tile.tree_start
        mine = (piece_tile == index).nonzero().flatten()
        depth = places[mine] - tile.tree_start
        places[mine] = torch.where(depth >= 0, path[depth.clamp(min=0)], places[mine])
    return places


def _queries(tiles: Sequence[Tile], filler: int, device: torch.device) -> tuple[Tensor, Tensor]:
    """`tokens` and `positions` of the tiles, [tiles, Q]."""
    offset = torch.arange(tiles[0].kind.num_tokens, device=device)
    count = torch.tensor([tile.num_tokens for tile in tiles], device=device)[:, None]
    first_token = torch.tensor([tile.first_token for tile in tiles], device=device)[:, None]
    first_position = torch.tensor([tile.first_position for tile in tiles], device=device)[:, None]
    tokens = (first_token + offset).masked_fill(offset >= count, filler)
    return tokens, first_position + offset.minimum(count - 1)


def _is_cut(tile: Tile, chunk: int, window: int | None) -> bool:
    if (chunk + 1) * CHUNK - 1 > tile.first_position:
        return True
    return window is not None and chunk * CHUNK <= tile.last_position - window
