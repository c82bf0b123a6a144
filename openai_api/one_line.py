"""JSON in one line, for whoever cuts a text into lines as Python does.

Server-sent events and JSON lines end with LF alone. But `str.splitlines`, and so httpx's
`iter_lines`, ends a line at three more characters that JSON may hold as they are: the half of a
line that is left is no JSON, and what it said is lost.
"""

from __future__ import annotations

OTHER_ENDS = tuple((char.encode(), b"\\u%04x" % ord(char)) for char in "\x85\u2028\u2029")


def one_line(data: bytes) -> bytes:
    """The same JSON, without them. It has such characters in its texts only."""
    if data.isascii():
        return data
    for char, escape in OTHER_ENDS:
        data = data.replace(char, escape)
    return data
