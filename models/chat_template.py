"""Chat templates: programs that came with the model and write its prompt.

They are rendered as the transformers library does it, since models were trained on what it writes,
but a template that does not end, or writes without end, is stopped.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import jinja2
from jinja2 import nodes
from jinja2.exceptions import SecurityError

from models.guarded_text import join, plain_of
from models.template_sandbox import BUDGET, SANDBOX, Budget, Refusal, TemplateExhausted
from models.vocabulary import TemplateError

MAX_SOURCE = 1024 * 1024  # characters; the longest known template has thirty thousand
MAX_QUOTED = 300  # characters of a template's own complaint that a client gets to read


@dataclass(frozen=True, slots=True)
class Rendered:
    """A prompt, and the same prompt with stand-ins for what people wrote (see `Guarded`)."""

    plain: str
    shadow: str

    def until(self, end: int) -> Rendered:
        """The beginning of the prompt."""
        return Rendered(self.plain[:end], self.shadow[:end])


class Template:
    """A compiled template. One may be rendered by several threads at once."""

    def __init__(self, source: str) -> None:
        self.source = source
        if len(source) > MAX_SOURCE:
            raise TemplateError("The chat template is too long.")
        try:
            tree = SANDBOX.parse(source)
            self.program = SANDBOX.from_string(source)
        except jinja2.TemplateSyntaxError as error:
            raise TemplateError(
                f"The chat template is not valid in line {error.lineno}: {error.message}"
            ) from None
        except (RecursionError, MemoryError, SyntaxError, ValueError):
            raise TemplateError("The chat template is too deeply nested.") from None
        written = [node.data for node in tree.find_all(nodes.TemplateData)]
        written += [c.value for c in tree.find_all(nodes.Const) if isinstance(c.value, str)]
        self.literals = "\0".join(written)  # every text that stands in the template itself

    def render(self, variables: Mapping[str, object]) -> Rendered:
        """The prompt that the template writes.

        :raises TemplateError: if it refuses the messages, fails, or goes beyond the bounds.
        """
        budget = Budget()
        pieces: list[str] = []
        try:
            for piece in self.program.generate({**variables, BUDGET: budget}):
                budget.write(len(piece))
                pieces.append(piece)
        except Refusal as refusal:
            said = str(plain_of(refusal.message))[:MAX_QUOTED]
            raise TemplateError(f"The chat template refuses these messages: {said}") from None
        except TemplateError:
            raise
        except SecurityError as error:
            raise TemplateExhausted("The chat template does what is not allowed.") from error
        except Exception as error:  # a template computes, so it can fail in every way code can
            raise TemplateError("The chat template fails on these messages.") from error
        prompt = join(pieces)
        return Rendered(plain_of(prompt), str.__str__(prompt))


@lru_cache(maxsize=32)
def compile_template(source: str) -> Template:
    """Compiling takes milliseconds, and requests bring the same few templates again and again."""
    return Template(source)
