"""What texts tell of people, places and things, and how it is asked for."""

from __future__ import annotations

from models.demo.corpus.relations_culture import CULTURE
from models.demo.corpus.relations_events import EVENTS
from models.demo.corpus.relations_home import HOME
from models.demo.corpus.relations_machines import MACHINES
from models.demo.corpus.relations_people import PEOPLE
from models.demo.corpus.relations_places import PLACES
from models.demo.corpus.relations_things import THINGS
from models.demo.corpus.relations_travel import TRAVEL
from models.demo.corpus.relations_work import WORK

RELATIONS = (*PEOPLE, *PLACES, *WORK, *MACHINES, *THINGS, *EVENTS, *CULTURE, *HOME, *TRAVEL)

KINDS = [*dict.fromkeys(each.of for each in RELATIONS)]
