"""Azure's addresses for what OpenAI has under /v1, for clients that know no other server.

    /openai/deployments/{name}/chat/completions?api-version=...    the name is the model
    /openai/models?api-version=...                                 what is no model's own
    /openai/v1/chat/completions                                    the newer kind

There is one version of everything here, so which one is asked for does not matter.
"""

from __future__ import annotations

import re
from typing import cast
from urllib.parse import quote

from openai_api.doorway import DEPLOYMENT, Scope

OF_A_MODEL = r"deployments/(?P<name>.+?)/(?P<what>chat/completions|completions|embeddings)"
OF_ALL = (
    r"(?:v1/)?(?P<else>"
    r"(?:chat/completions|completions|embeddings|responses|models|files|batches)(?:/.*)?)"
)
ADDRESS = re.compile(rf"/openai/(?:{OF_A_MODEL}|{OF_ALL})", re.DOTALL)


def take_off(scope: Scope) -> None:
    """What Azure puts around an address of OpenAI's; the name of the model is kept."""
    found = ADDRESS.fullmatch(cast(str, scope["path"]))
    if found is None:
        return
    scope["path"] = f"/v1/{found['what'] or found['else']}"
    scope["raw_path"] = quote(scope["path"]).encode()
    if found["name"] is not None:
        scope[DEPLOYMENT] = found["name"]
