"""Which tokens of an answer had been read ahead, for clients that ask to see it."""

from __future__ import annotations

from collections.abc import Sequence

from actors.engine import Engine
from actors.generation import Generation
from actors.messages import Piece

Mark = tuple[str, bool]  # a token's share of the text, and whether it was drafted and accepted


class DraftMarks:
    """Of all samples of one generation; each goes forward with its pieces."""

    def __init__(self, engine: Engine, generation: Generation) -> None:
        request = generation.request
        self.logs = generation.logs
        self.streams = [
            engine.vocabulary.stream(
                skip_special_tokens=request.skip_special_tokens, continues=request.continues
            )
            for _ in self.logs
        ]
        self.num_taken = [0 for _ in self.logs]

    def take(self, choice: int, piece: Piece) -> Sequence[Mark]:
        """Of the tokens that were decided with this piece. Their texts, put together, are what the
        model said, thoughts and calls included; a part of a character is told with the last one."""
        accepted, start = self.logs[choice].accepted, self.num_taken[choice]
        self.num_taken[choice] += len(piece.ids)
        stream = self.streams[choice]
        marks = [(stream.push(id), nth in accepted) for nth, id in enumerate(piece.ids, start)]
        if piece.finish is not None and marks:  # a character that stays unfinished
            text, is_accepted = marks[-1]
            marks[-1] = (text + stream.flush(), is_accepted)
        return marks
