"""Steps that were recorded once and are replayed: a GPU then does not wait for the host.

A recording is for a *room*: so many rows and so many tokens at most. A step takes the smallest room
that holds it, and what it leaves empty computes as tokens of no row, which nobody reads and whose
keys and values are kept nowhere. The step's numbers are copied to where the recording looks for
them; everything else about it was fixed when it was made.

How to record is handed in: a CUDA graph on a GPU. On a processor there is nothing to gain.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence

import torch
from torch import Tensor

from models.memory import is_out_of_memory
from models.ragged import Ragged, Room, lay_out
from models.slots import Share, Slots

DRAFTED = 8  # tokens of a row whose understudy reads ahead
MOST_TOKENS = 256  # more of them keep a GPU busy longer than the host takes to launch

Run = Callable[[], Tensor]
# Runs once, and gives the tensor that each replay fills anew, and what replays.
Recorder = Callable[[Run], tuple[Tensor, Callable[[], object]]]

log = logging.getLogger(__name__)


class StepGraphs:
    """The recordings. Without any of them, no step has a room."""

    def __init__(self, forward: Callable[[Ragged], Tensor]) -> None:
        """`forward` gives the hidden states of tokens [T, N], and reads nothing but tensors."""
        self._forward = forward
        self._recordings: dict[Room, _Recording] = {}

    def record(
        self,
        recorder: Recorder,
        slots: Slots,
        device: torch.device,
        progress: Callable[[float], None],
    ) -> None:
        """Make them all, the largest first: the others then fit into the memory that it took.

        Where that fails, steps are launched one operation at a time, as before. `progress` hears
        which fraction is done: kernels may have to be compiled for each of them.
        """
        wanted = rooms(slots.num_slots)
        for number, room in enumerate(reversed(wanted)):
            progress(number / len(wanted))
            inputs = lay_out((), slots, device, room)
            try:
                self._recordings[room] = _Recording(self._forward, inputs, recorder)
            except RuntimeError as error:
                torch.cuda.empty_cache()
                log.warning("Steps of %d tokens are not recorded: %s", room.num_tokens, error)
                if not is_out_of_memory(error):
                    break
        self._recordings = dict(sorted(self._recordings.items()))

    def room_for(self, shares: Sequence[Share]) -> Room | None:
        """The smallest that holds them. Trees have none: what their nodes see is no number."""
        if any([share.parents for share in shares]):
            return None
        num_tokens = sum([share.num_tokens for share in shares])
        for room in self._recordings:
            if num_tokens <= room.num_tokens and len(shares) <= room.num_rows:
                return room
        return None

    def replay(self, room: Room, ragged: Ragged) -> Tensor:
        """Hidden states [T, N], good until the next replay."""
        return self._recordings[room].replay(ragged)


class _Recording:
    """One room, its inputs and its output."""

    def __init__(
        self, forward: Callable[[Ragged], Tensor], inputs: Ragged, recorder: Recorder
    ) -> None:
        self._inputs = inputs
        self._output, self._again = recorder(lambda: forward(inputs))

    def replay(self, ragged: Ragged) -> Tensor:
        self._inputs.numbers.copy_(ragged.numbers)
        self._inputs.batch.block_tables.copy_(ragged.batch.block_tables)
        self._again()
        return self._output[: ragged.num_tokens]


def rooms(num_slots: int) -> list[Room]:
    """For rows of one token each, and for rows that draft; the smallest first."""
    found = set()
    num_rows = 1
    while num_rows < 2 * num_slots:
        rows = min(num_rows, num_slots)
        found |= {Room(rows * each, rows) for each in (1, DRAFTED) if rows * each <= MOST_TOKENS}
        num_rows *= 2
    return sorted(found)


class CudaRecorder:
    """Records CUDA graphs. They run one after another, so they share their memory."""

    def __init__(self) -> None:
        self._pool = torch.cuda.graph_pool_handle()
        self._stream = torch.cuda.Stream()

    def __call__(self, run: Run) -> tuple[Tensor, Callable[[], object]]:
        """:raises RuntimeError: where memory is short, or an operation waits for the GPU."""
        self._stream.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(self._stream):
            run()  # kernels are compiled, and libraries allocate, when they are first called
        torch.cuda.current_stream().wait_stream(self._stream)
        graph = torch.cuda.CUDAGraph()
        with torch.cuda.graph(graph, pool=self._pool, stream=self._stream):
            output = run()
        return output, graph.replay
