"""What the authors of a checkpoint recommend for a request that does not say how to sample.

`do_sample` is not asked, as in vLLM: a request that wants the likeliest tokens says so by its
temperature. Nor is `max_new_tokens`: an agent whose answers are cut early is of no use, so a text
that nobody has limited may fill the context.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from models.config import read_generation, read_sampling
from models.errors import CheckpointError

# By the names of `Sampling`: the least and the most that makes sense.
BOUNDS = {
    "temperature": (0.0, 2.0),
    "top_k": (0, 2**31 - 1),
    "top_p": (1e-6, 1.0),
    "min_p": (0.0, 1.0),
    "repetition_penalty": (0.01, 100.0),
}


def read_sampling_defaults(directory: Path) -> Mapping[str, float]:
    """Only what is said, and within bounds. Raises a `CheckpointError` for anything else."""
    generation = read_generation(directory)
    said = read_sampling(generation)
    defaults: dict[str, float] = {}
    for name, (least, most) in BOUNDS.items():
        value = getattr(said, name)
        if value is None:
            continue
        if name == "top_k":
            value = max(value, 0)  # -1 is off as well
        if not least <= value <= most:
            raise CheckpointError(
                f"{generation.where} recommends {name} {value}, which is out of range; with "
                "--generation-config none it is not asked."
            )
        defaults[name] = value
    return defaults
