"""Why a model cannot be served. Each message is one sentence for the person who starts the server.

ModelError
  ModelNotFound              no such directory, no such repository, or no way to reach it
  CheckpointError            the files are there, and something in them is wrong
  UnsupportedArchitecture    the files are right, and this decoder does not compute such a model
"""

from __future__ import annotations


class ModelError(Exception):
    """Anything that keeps a model from being loaded."""


class ModelNotFound(ModelError):
    """The name leads to no checkpoint."""


class CheckpointError(ModelError):
    """A file of the checkpoint is missing, damaged, or contradicts another one."""


class UnsupportedArchitecture(ModelError):
    """The checkpoint wants arithmetic that the native decoder does not have."""
