"""Which texts a schema lets a model write, once it is made such as can be followed."""

from __future__ import annotations

import json
from typing import Any

from llguidance import LLMatcher, LLParserLimits

from actors.grammars import json_grammar, letters
from actors.narrowing import narrowed_here
from models.grammar_limits import LIMITS


def allows(schema: Any, text: str) -> bool:
    """:raises GrammarError: when it can be followed by nobody."""
    grammar = json_grammar(narrowed_here(json.loads(json.dumps(schema))))
    matcher = LLMatcher(letters(), grammar, log_level=0, limits=LLParserLimits(**LIMITS))
    tokens = [*text.encode()]
    if matcher.validate_tokens(tokens) < len(tokens):
        return False
    matcher.consume_tokens(tokens)
    return bool(matcher.is_accepting())


def allowed(schema: Any, *texts: str) -> list[str]:
    return [text for text in texts if allows(schema, text)]


def texts(*values: object) -> list[str]:
    return [json.dumps(value) for value in values]
