"""All tools as people write them. The last sixth is kept back: some of each list, and `KEPT`."""

from __future__ import annotations

from itertools import zip_longest

from models.demo.corpus.concepts import DAILY
from models.demo.corpus.concepts_code import CODE
from models.demo.corpus.concepts_desk import DESK
from models.demo.corpus.concepts_home import HOME
from models.demo.corpus.concepts_life import LIFE
from models.demo.corpus.concepts_office import OFFICE
from models.demo.corpus.concepts_public import PUBLIC
from models.demo.corpus.concepts_science import SCIENCE
from models.demo.corpus.concepts_trade import TRADE
from models.demo.corpus.concepts_travel import TRAVEL
from models.demo.corpus.kept_concepts import KEPT
from models.demo.corpus.more_concepts import WORKING

IN_TURN = zip_longest(HOME, TRAVEL, OFFICE, CODE, TRADE, LIFE, SCIENCE)
CONCEPTS = (
    *DAILY,
    *WORKING,
    *PUBLIC,
    *DESK,
    *(each for row in IN_TURN for each in row if each),
    *KEPT,
)
