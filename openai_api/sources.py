"""Where settings are read from: flags, the environment, a YAML file."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError
from pydantic_settings import (
    BaseSettings,
    InitSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from openai_api.config import Settings, SettingsError
from openai_api.help import help_text
from openai_api.phrases import first_line
from openai_api.vllm_flags import FlagRefused, translate


def read_settings(arguments: Sequence[str]) -> Settings:
    """:raises SettingsError: when something is missing or wrong.
    :raises SystemExit: after --help, or for a flag that does not exist.
    """
    if not {"-h", "--help"}.isdisjoint(arguments):
        sys.stdout.write(help_text())
        raise SystemExit(0)
    try:
        arguments = translate(arguments)
    except FlagRefused as error:
        raise SettingsError(str(error)) from error
    file = find_file(arguments)

    class AllSources(Settings):
        model_config = SettingsConfigDict(cli_parse_args=list(arguments))

        @classmethod
        def settings_customise_sources(
            cls,
            settings_cls: type[BaseSettings],
            init_settings: PydanticBaseSettingsSource,
            env_settings: PydanticBaseSettingsSource,
            dotenv_settings: PydanticBaseSettingsSource,
            file_secret_settings: PydanticBaseSettingsSource,
        ) -> tuple[PydanticBaseSettingsSource, ...]:
            return env_settings, InitSettingsSource(settings_cls, said_in(file))

    AllSources.__doc__ = Settings.__doc__
    try:
        return AllSources.model_validate({})  # all of it comes from the sources
    except ValidationError as error:
        raise SettingsError(say(error)) from error
    except (yaml.YAMLError, TypeError, ValueError, OSError) as error:
        raise SettingsError(f"The settings cannot be read: {first_line(error)}") from error


def find_file(arguments: Sequence[str]) -> Path | None:
    """The YAML file has to be known before the other settings are."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--config", default=os.environ.get("UNDERSTUDY_CONFIG"))
    name = parser.parse_known_args(arguments)[0].config
    if name is not None and not Path(name).is_file():
        raise SettingsError(f"There is no settings file {name}.")
    return None if name is None else Path(name)


def said_in(file: Path | None) -> dict[str, Any]:
    """The settings of a YAML file, whose keys may be written like flags, too."""
    said = {} if file is None else yaml.safe_load(file.read_text(encoding="utf-8")) or {}
    if not isinstance(said, dict):
        raise ValueError(f"{file} has no names of settings.")
    return {str(name).replace("-", "_"): value for name, value in said.items()}


def say(error: ValidationError) -> str:
    """The first thing that is wrong, as a flag."""
    first = error.errors(include_url=False, include_input=False)[0]
    if not first["loc"]:  # a source as a whole
        return f"The settings cannot be read: {first['msg']}"
    flag = "--" + str(first["loc"][0]).replace("_", "-")
    if first["type"] == "missing":
        return f"{flag} is needed."
    if first["type"] == "extra_forbidden":
        return f"There is no setting {flag}."
    return f"{flag} is wrong: {first['msg']}."
