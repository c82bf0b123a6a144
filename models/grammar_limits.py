"""What a grammar may cost, the same where it is checked and where it is used."""

from __future__ import annotations

from typing import Any

# Fuel is time: about 50,000 units of the first kind in a millisecond, 14,000 of the second.
LIMITS: dict[str, Any] = {
    "initial_lexer_fuel": 1_000_000,
    "step_lexer_fuel": 200_000,
    "step_max_items": 50_000,
    "max_lexer_states": 50_000,
    "max_grammar_size": 20_000,
    "max_items_in_row": 20_000,
    "precompute_large_lexemes": False,
}
