"""The committed truth about one sample. It outlives every ring.

    tokenizer     writes prompt_ids, speculation  once
    detokenizer   writes ids, pieces, finish      append-only
    client        takes pieces, writes closed
    scheduler     writes parked                   while the client does not read
    supervisor    writes suspicion and in_ring

A token is committed here before its text may be sent. All else (blocks, slots, grammar states, the
state of the text stream) can be rebuilt from what stands here.

    ids   0 ........ num_told ........ len(ids)
          | in pieces | committed only |
"""

from __future__ import annotations

from collections.abc import Callable

from actors.drafts import Drafted, Drafts
from actors.errors import LogConflict
from actors.messages import Finish, Piece, Request
from models.batch import Sampling, TokenLogprobs
from models.understudies.prediction import Follower


class Log:
    """Append-only record of one sample, and the address to which its answer is told."""

    def __init__(
        self,
        id: int,
        index: int,
        *,
        request: Request,
        sampling: Sampling,
        wake: Callable[[], None],
        left: Callable[[Log], None],
        caught_up: Callable[[Log], None],
        most_unread: int,
    ) -> None:
        self.id = id
        self.index = index
        self.request = request
        self.sampling = sampling
        self.prompt_ids: tuple[int, ...] | None = None
        self.speculation = request.speculation
        self.ids: list[int] = []
        self.logprobs: list[TokenLogprobs] = []
        self.accepted: set[int] = set()  # which of `ids` the understudy had foreseen
        self.drafts = Drafts()
        self.prompt_logprobs: tuple[TokenLogprobs, ...] = ()  # all but the first token's
        self.num_told = 0
        self.num_cached = 0  # prompt tokens that came from the prefix cache
        self.pieces: list[Piece] = []  # told, and not yet taken by the client
        self.num_unread = 0  # tokens in them
        self.most_unread = most_unread
        self.parked = False  # it goes on when the client has read what there is
        self.finish: Finish | None = None
        self.closed = False  # the client is gone
        self.in_ring = False  # some actor may hold a message about it
        self.suspicion = 0  # crashes in a row that it was in the batch of
        self.suspect_until = 0  # with this many tokens it has outlived the step that crashed
        self._wake = wake
        self._left = left
        self._caught_up = caught_up

    @property
    def over(self) -> bool:
        """Nothing more will be written, or nobody will read it."""
        return self.closed or self.finish is not None

    @property
    def is_unread(self) -> bool:
        """So much waits for the client that more of it would help nobody."""
        return self.num_unread >= self.most_unread

    @property
    def num_foreseen(self) -> int:
        """How many of `ids` the client's prediction told rightly."""
        follower = Follower(self.speculation.prediction)
        follower.read(self.ids)
        return follower.num_right

    def commit(
        self,
        start: int,
        ids: tuple[int, ...],
        logprobs: tuple[TokenLogprobs, ...] = (),
        num_accepted: int = 0,
        drafted: Drafted = (),
    ) -> None:
        """Append what is new of `ids`, which begin at `start`. Told twice is told once.

        The first `num_accepted` of them had been drafted, by whom `drafted` tells.

        :raises LogConflict: for a gap, or for a token that differs from the committed one.
        """
        num_known = len(self.ids)
        if start > num_known:
            raise LogConflict(f"Request {self.id}: tokens {num_known} to {start} are missing.")
        overlap = num_known - start
        if overlap and tuple(self.ids[start : start + len(ids)]) != ids[:overlap]:
            raise LogConflict(f"Request {self.id}: a token from {start} on changed its value.")
        self.ids.extend(ids[overlap:])
        self.logprobs.extend(logprobs[overlap:])
        if drafted and ids and not overlap:
            self.drafts.add(drafted, num_accepted)
        if num_accepted:
            self.accepted.update(range(max(start, num_known), start + num_accepted))

    def score(self, scored: tuple[TokenLogprobs, ...]) -> None:
        """The logprobs of the prompt, all at once. Those that are there already are kept."""
        if not self.prompt_logprobs:
            self.prompt_logprobs = scored

    def tell(self, text: str, num_ids: int, finish: Finish | None = None) -> None:
        """Hand the next `num_ids` committed tokens and the text that became final to the client.

        The piece with `finish` is the last one. Tokens behind it never were.
        """
        if self.over:
            return
        told = slice(self.num_told, self.num_told + num_ids)
        ids = tuple(self.ids[told])
        logprobs = tuple(self.logprobs[told]) if self.logprobs else ()
        self.num_told += num_ids
        self.num_unread += num_ids
        if finish is not None:
            self.finish = finish
            del self.ids[self.num_told :]
            del self.logprobs[self.num_told :]
        self.pieces.append(Piece(self.index, text, ids, logprobs, finish))
        self._wake()

    def fail(self, finish: Finish) -> None:
        """End without another token, whatever was committed and not told."""
        self.tell("", 0, finish)

    def take(self) -> list[Piece]:
        """All that the client has not read yet."""
        pieces, self.pieces = self.pieces, []
        self.num_unread = 0
        if self.parked:
            self.parked = False
            self._caught_up(self)
        return pieces

    def leave(self) -> None:
        """No actor holds a message about this sample any more."""
        if self.in_ring:
            self.in_ring = False
            self._left(self)

    def close(self) -> None:
        """The client reads no further."""
        if not self.closed:
            self.closed = True
            self.pieces.clear()
            self._left(self)
