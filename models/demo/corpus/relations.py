"""What texts tell of people, places and things, and how it is asked for."""

from __future__ import annotations

from models.demo.corpus.relations_culture import CULTURE
from models.demo.corpus.relations_events import EVENTS
from models.demo.corpus.relations_people import PEOPLE
from models.demo.corpus.relations_places import PLACES
from models.demo.corpus.relations_things import THINGS
from models.demo.corpus.relations_travel import TRAVEL
from models.demo.corpus.relations_work import WORK

RELATIONS = (*PEOPLE, *PLACES, *WORK, *THINGS, *EVENTS, *CULTURE, *TRAVEL)

KINDS = [*dict.fromkeys(each.of for each in RELATIONS)]
