"""How films, inventions, landmarks, libraries, projects, machines and plants are called."""

from __future__ import annotations

SUBJECTS_KNOWLEDGE = {
    "film": "the [film|movie|song] [$n|The $n of $c|Goodbye $n]",
    "invention": "the $n [method|process|technique|formula|principle|alloy|dye|glue]",
    "landmark": "[the river $n|Mount $n|the island of $n|Lake $n]",
    "code library": "[the |]library $n",
    "project": "[project $n|the [project|task] $n|the [$n|$c|$t] project|the $n task]",
    "machine": "the [$n|$k] [mower|dryer|generator|compressor|dishwasher|mixer|saw|tractor]",
    "plant": "the [plant $n|$n [rose|lily|tulip|orchid|bush|tree|vine]]",
}
