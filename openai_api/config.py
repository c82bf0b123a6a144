"""Every setting, from four places. What comes first wins:

    flags                 --max-model-len 4096
    the environment       UNDERSTUDY_MAX_MODEL_LEN=4096
    a YAML file           max_model_len: 4096        (--config, or UNDERSTUDY_CONFIG)
    the defaults below

Flags that vLLM has too mean the same here.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field
from pydantic_settings import (
    BaseSettings,
    CliSuppress,
    NoDecode,
    SettingsConfigDict,
)

from actors.config import EngineConfig
from actors.model_source import BOX_EMBEDDER, BOX_LEAD, BOX_UNDERSTUDY
from openai_api.phrases import first_line
from openai_api.speculative import (
    SPECULATIVE_FLAGS,
    Method,
    SpeculativeConfig,
    SpeculativeJson,
    said_of_speculation,
)

# The models that come with this software, where no other is asked for.
BOX_NAME = "understudy-demo"
BOX_EMBEDDER_NAME = "understudy-demo-embedder"
ANY_NAME = "*"

STEPS_SHOWN = 240  # on the page, newest last


def split_commas(value: object) -> object:
    return [part.strip() for part in value.split(",")] if isinstance(value, str) else value


Names = Annotated[list[str], NoDecode, BeforeValidator(split_commas)]


class SettingsError(Exception):
    """The server cannot start like this. Its message says why, and names the setting."""


class Settings(BaseSettings):
    """Serve a language model as OpenAI's API. Every flag is also a variable UNDERSTUDY_... of the
    environment, and a key of the YAML file that --config names. The other commands are chat and
    bench: python -m openai_api chat --help."""

    model_config = SettingsConfigDict(
        env_prefix="UNDERSTUDY_",
        extra="forbid",
        frozen=True,
        protected_namespaces=(),
        cli_prog_name="python -m openai_api",
        cli_kebab_case=True,
        cli_implicit_flags=True,
        cli_avoid_json=True,
        cli_hide_none_type=True,
    )

    # The model
    model: str = Field(
        "", description="a directory, or a repository of the Hugging Face hub; default: the box"
    )
    served_model_name: Names = Field(
        [], description="what clients call it; repeatable; * is whatever they like"
    )
    revision: str | None = Field(None, description="branch, tag or commit of the repository")
    quantization: Literal["none", "int8", "int4"] | None = Field(
        None, description="round the weights while loading, on a processor: smaller and faster"
    )
    dtype: Literal["auto", "float32", "bfloat16", "float16"] = Field(
        "auto", description="of the weights; auto is the checkpoint's own"
    )
    deterministic: bool = Field(False, description="a text's bits depend on no other text")
    device: str = Field("auto", description="cuda, cuda:1, cpu; auto is cuda if there is one")
    load_format: Literal["auto", "safetensors", "dummy"] = Field(
        "auto", description="dummy: random weights, to try a shape out"
    )
    trust_remote_code: bool = Field(
        False, description="run Python code that comes with the model; it may do anything"
    )
    chat_template: str | None = Field(
        None, description="a Jinja file or its text, instead of the model's own"
    )
    max_model_len: int | None = Field(
        None, ge=1, description="tokens of prompt and answer; default: what the model vouches for"
    )

    generation_config: Literal["auto", "none"] = Field(
        "auto", description="none: do not sample as the model's authors recommend by default"
    )

    embedding_model: str | None = Field(
        None, description="one more model, for /v1/embeddings, /v1/rerank and /v1/score"
    )
    embedding_model_name: Names = Field([], description="what clients call that one; repeatable")
    embedding_device: str = Field("cpu", description="cuda, cuda:1, cpu or auto, for that one")

    # The engine
    max_num_seqs: int = Field(64, ge=1, description="texts computed at once")
    max_requests: int = Field(256, ge=1, description="texts accepted at once, waiting ones too")
    max_requests_per_key: int | None = Field(
        None, ge=1, description="requests under way at once for each key; one more is 429"
    )
    max_num_batched_tokens: int = Field(512, ge=1, description="most tokens computed in a step")
    step_milliseconds: int = Field(
        100, ge=0, description="that prompts may make a step take; 0: only the tokens count"
    )
    num_speculative_tokens: int | None = Field(
        None, ge=0, le=64, description="most tokens read ahead for a text; 0: none; default: 8"
    )
    speculative_method: Method | None = Field(
        None, description="who reads ahead; auto: who pays off"
    )
    speculative_model: str | None = Field(None, description="a smaller model that reads ahead")
    speculative_config: SpeculativeJson | None = Field(None, description="more of it, as JSON")
    kv_cache_memory_bytes: int | None = Field(None, ge=1, description="default: what is free")
    gpu_memory_utilization: float | None = Field(
        None, gt=0, le=1, description="share of a GPU's memory for weights and cache together"
    )
    block_size: int | None = Field(None, ge=1, le=256, description="tokens of a block of the cache")
    async_scheduling: bool | None = Field(None, description="plan ahead; default: while all write")
    enforce_eager: bool = Field(False, description="record no CUDA graphs of small steps")
    enable_prefix_caching: bool = Field(True, description="compute a common beginning once")
    num_threads: int | None = Field(None, ge=1, description="of a processor; default: all cores")
    max_logprobs: int = Field(20, ge=0, description="most logprobs told of one token")
    seed: int | None = Field(
        None, description="of requests that bring none; default: a new one for each"
    )

    # The server
    host: str = Field("127.0.0.1", description="address to listen on; 0.0.0.0 is every one")
    port: int = Field(8000, ge=0, le=65535, description="0 takes a free one")
    uds: Path | None = Field(None, description="listen on this file (a unix socket) instead")
    fd: int | None = Field(None, ge=0, description="or on a socket that is open already")
    root_path: str = Field(
        "", pattern=r"^(/[\w.~-]+)*$", description="that a proxy puts before every path, as /llm"
    )
    ssl_certfile: Path | None = Field(None, description="speak TLS with this certificate (PEM)")
    ssl_keyfile: Path | None = Field(None, description="its key, if that file holds none")
    ssl_keyfile_password: str | None = Field(None, description="of an encrypted key")
    ssl_ca_certs: Path | None = Field(None, description="clients must have a certificate of these")
    ssl_cert_reqs: int | None = Field(
        None, ge=0, le=2, description="0: clients need none; 1: may have one; 2: must have one"
    )
    api_key: Names = Field([], description="clients must bring one of these; repeatable")
    api_key_file: Path | None = Field(None, description="more keys, one a line")
    allowed_origins: Names = Field(
        [], description="of web pages that may call this server, as https://a.b; * is every one"
    )
    allowed_hosts: Names = Field(
        [], description="names of this server, which matter where there is no key; * is any"
    )
    strict_params: bool = Field(False, description="answer 400 to unknown parameters")
    max_body_bytes: int = Field(2 * 1024 * 1024, ge=1, description="of a request")
    max_total_body_bytes: int = Field(
        64 * 1024 * 1024, ge=1, description="of all requests whose answer has not ended"
    )
    body_timeout: float = Field(20.0, gt=0, description="seconds for a body to arrive")
    head_timeout: float = Field(
        5.0, gt=0, description="seconds for a request's head to arrive, from the last answer on"
    )
    stall_timeout: float = Field(
        30.0, gt=0, description="seconds that a client may leave unread what it was sent"
    )
    max_connections: int | None = Field(
        None, ge=1, description="open at once; default: half of the files that may be open"
    )
    shutdown_grace: float = Field(
        30.0, ge=0, description="seconds that running answers have when the server is stopped"
    )
    files_dir: Path | None = Field(
        None, description="where files and batches outlive the server; default: gone with it"
    )
    files_max_bytes: int = Field(1024**3, ge=1, description="of all files; keys share them")
    web: bool = Field(True, description="a page to chat at /, and the ring's figures at /ring")
    vllm_metrics: bool = Field(True, description="tell /metrics under vLLM's names as well")
    otlp_traces_endpoint: str | None = Field(
        None, description="OpenTelemetry collector, as http://localhost:4318; needs the extra otel"
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "info", description="what is worth a line of the log"
    )
    access_log: bool = Field(True, description="a line for each request, without its prompt")
    log_format: Literal["auto", "text", "json"] = Field(
        "auto", description="auto: text on a terminal, else JSON, one object a line"
    )
    config: Path | None = Field(None, description="a YAML file with more of these settings")

    # For tests of the server itself
    device_name: CliSuppress[Literal["checkpoint", "fake"]] = "checkpoint"
    device_options: CliSuppress[dict[str, Any]] = Field(default_factory=dict)

    @property
    def is_box(self) -> bool:
        """Whether the models are those that come with this software."""
        return not self.model and self.device_name == "checkpoint"

    @property
    def lead(self) -> str:
        return BOX_LEAD if self.is_box else self.model

    @property
    def embedder(self) -> str | None:
        return self.embedding_model or (BOX_EMBEDDER if self.is_box else None)

    @property
    def model_names(self) -> tuple[str, ...]:
        named = tuple(name for name in self.served_model_name if name != ANY_NAME)
        return named or (self.model or BOX_NAME,)

    @property
    def takes_any_name(self) -> bool:
        return ANY_NAME in self.served_model_name

    def read_keys(self) -> tuple[str, ...]:
        """:raises SettingsError: when the file holds no key: nobody asked for an open server."""
        if self.api_key_file is None:
            return tuple(self.api_key)
        try:
            keys = self.api_key_file.read_text().split()
        except (OSError, UnicodeDecodeError) as error:
            raise SettingsError(f"--api-key-file cannot be read: {first_line(error)}") from error
        if not keys:
            raise SettingsError("--api-key-file holds no key.")
        return (*self.api_key, *keys)

    def check_files_dir(self) -> None:
        """:raises SettingsError: when nothing can be written there."""
        place = self.files_dir
        if place is not None and not (place.is_dir() and os.access(place, os.W_OK | os.X_OK)):
            raise SettingsError(f"--files-dir is no directory to write to: {place}")

    @property
    def embedding_names(self) -> tuple[str, ...]:
        if self.embedder is None:
            return ()
        return tuple(self.embedding_model_name) or (self.embedding_model or BOX_EMBEDDER_NAME,)

    @property
    def speculation(self) -> SpeculativeConfig:
        box = {"model": BOX_UNDERSTUDY} if self.is_box else {}
        flags = {key: getattr(self, flag) for key, flag in SPECULATIVE_FLAGS.items()}
        return said_of_speculation(box | (self.speculative_config or {}), **flags)

    def engine_config(self) -> EngineConfig:
        return EngineConfig(
            max_requests=self.max_requests,
            depth=1 if self.async_scheduling is False else 2,
            steady=self.async_scheduling is None,
            step_tokens=self.max_num_batched_tokens,
            step_seconds=self.step_milliseconds / 1000,
            draft=self.speculation.drafts,
            prefix_cache=self.enable_prefix_caching,
            history=STEPS_SHOWN if self.web else 0,
        )

    def read_template(self) -> str | None:
        """:raises SettingsError: when it is neither a file nor a template."""
        given = self.chat_template
        if given is None or "{" in given:
            return given
        try:
            return Path(given).read_text()
        except (OSError, UnicodeDecodeError) as error:
            raise SettingsError(f"--chat-template cannot be read: {first_line(error)}") from error

    def checkpoint_options(self) -> dict[str, object]:
        """What the device process is told, beside where the model lies."""
        options = {
            "dtype": self.dtype,
            "quantization": None if self.quantization == "none" else self.quantization,
            "deterministic": self.deterministic or None,
            "device": self.device,
            "load_format": None if self.load_format == "auto" else self.load_format,
            "max_model_len": self.max_model_len,
            "num_slots": self.max_num_seqs,
            "kv_cache_memory": self.kv_cache_memory_bytes,
            "memory_utilization": self.gpu_memory_utilization,
            "block_size": self.block_size,
            "trust_remote_code": self.trust_remote_code or None,
            "num_threads": self.num_threads,
            "enforce_eager": self.enforce_eager or None,
            **self.speculation.casting(),
        }
        told = {name: value for name, value in options.items() if value is not None}
        return told | self.device_options
