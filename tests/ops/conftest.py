"""One thread unless a test asks for more: the machine has others to serve."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import torch

from ops.cpu import library, panels, rows


@pytest.fixture(autouse=True)
def one_thread() -> Iterator[None]:
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    torch.manual_seed(0)
    yield
    torch.set_num_threads(before)


@pytest.fixture(params=["native", "torch"])
def who_computes(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The native library and, as where it was not built, torch."""
    if request.param == "torch":
        for module in (rows, panels):
            monkeypatch.setattr(module, "library", lambda: None)
    else:
        assert library.library() is not None
