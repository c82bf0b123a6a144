"""Settings of reading ahead, also as vLLM's users say them: in one JSON object."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

DRAFTS = 8  # unless somebody says otherwise

SPECULATIVE_FLAGS = {
    "method": "speculative_method",
    "model": "speculative_model",
    "num_speculative_tokens": "num_speculative_tokens",
}


Method = Literal["auto", "off", "ngram", "suffix", "draft_model", "eagle3", "mtp", "rehearsal"]


def without_family(method: object) -> object:
    """vLLM knows `deepseek_mtp` and others; which it is, the checkpoint says."""
    return "mtp" if isinstance(method, str) and method.endswith("_mtp") else method


class SpeculativeConfig(BaseModel):
    """What --speculative-config may hold."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    method: Annotated[Method | None, BeforeValidator(without_family)] = None
    model: str | None = None  # that drafts: a directory, or a repository of the hub
    num_speculative_tokens: Annotated[int, Field(ge=0, le=64)] | None = None
    prompt_lookup_max: Annotated[int, Field(ge=1, le=32)] | None = None
    prompt_lookup_min: Annotated[int, Field(ge=1, le=32)] | None = None
    acceptance: Annotated[float, Field(ge=0, le=1)] | None = None  # of what was rehearsed
    adaptive: bool | None = None  # false: always as many drafts as there may be

    @property
    def drafts(self) -> int:
        """Most tokens that are read ahead for a text."""
        if self.method == "off":
            return 0
        return DRAFTS if self.num_speculative_tokens is None else self.num_speculative_tokens

    def casting(self) -> dict[str, object]:
        """What the device is told of it."""
        told = self.model_dump(exclude={"num_speculative_tokens", "model"}, exclude_none=True)
        if self.method == "off":
            return {}
        return told | ({} if self.model is None else {"draft_model": self.model})


def read_speculative_config(value: dict[str, Any]) -> SpeculativeConfig:
    """:raises ValueError: with a sentence about the first key that is wrong."""
    try:
        return SpeculativeConfig.model_validate(value)
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        raise ValueError(f"{name}: {first['msg']}") from error


def refuse_nonsense(value: dict[str, Any]) -> dict[str, Any]:
    read_speculative_config(value)
    return value


SpeculativeJson = Annotated[dict[str, Any], AfterValidator(refuse_nonsense)]


def said_of_speculation(given: dict[str, Any], **flags: object) -> SpeculativeConfig:
    """What the JSON says, and what the flags say that have a word of their own."""
    said = {name: value for name, value in flags.items() if value is not None}
    return read_speculative_config(given | said)
