"""What texts tell of people, places and things, and how it is asked for."""

from __future__ import annotations

from dataclasses import replace

from models.demo.corpus.lessons import IN_LESSONS
from models.demo.corpus.relation import widened
from models.demo.corpus.wordings.culture import CULTURE
from models.demo.corpus.wordings.events import EVENTS
from models.demo.corpus.wordings.films import FILMS
from models.demo.corpus.wordings.home import HOME
from models.demo.corpus.wordings.landmarks import LANDMARKS
from models.demo.corpus.wordings.machines import MACHINES
from models.demo.corpus.wordings.more_buildings import MORE_BUILDINGS
from models.demo.corpus.wordings.more_companies import MORE_COMPANIES
from models.demo.corpus.wordings.more_countries import MORE_COUNTRIES
from models.demo.corpus.wordings.more_courses import MORE_COURSES
from models.demo.corpus.wordings.more_culture import MORE_CULTURE
from models.demo.corpus.wordings.more_events import MORE_EVENTS
from models.demo.corpus.wordings.more_home import MORE_HOME
from models.demo.corpus.wordings.more_of_companies import MORE_OF_COMPANIES
from models.demo.corpus.wordings.more_of_people import MORE_OF_PEOPLE
from models.demo.corpus.wordings.more_people import MORE_PEOPLE
from models.demo.corpus.wordings.more_places import MORE_PLACES
from models.demo.corpus.wordings.more_programs import MORE_PROGRAMS
from models.demo.corpus.wordings.more_servers import MORE_SERVERS
from models.demo.corpus.wordings.more_things import MORE_THINGS
from models.demo.corpus.wordings.more_travel import MORE_TRAVEL
from models.demo.corpus.wordings.museums import MUSEUMS
from models.demo.corpus.wordings.offers import OFFERS
from models.demo.corpus.wordings.people import PEOPLE
from models.demo.corpus.wordings.places import PLACES
from models.demo.corpus.wordings.plants import PLANTS
from models.demo.corpus.wordings.practices import PRACTICES
from models.demo.corpus.wordings.projects import PROJECTS
from models.demo.corpus.wordings.restaurants import RESTAURANTS
from models.demo.corpus.wordings.shops import SHOPS
from models.demo.corpus.wordings.terms import TERMS
from models.demo.corpus.wordings.things import THINGS
from models.demo.corpus.wordings.travel import TRAVEL
from models.demo.corpus.wordings.work import WORK

EXAMINED = (
    *widened(PEOPLE, MORE_PEOPLE, MORE_OF_PEOPLE),
    *widened(PLACES, MORE_PLACES, MORE_COUNTRIES),
    *widened(WORK, MORE_COMPANIES, MORE_OF_COMPANIES),
    *widened(MACHINES, MORE_PROGRAMS, MORE_SERVERS),
    *widened(THINGS, MORE_THINGS, MORE_BUILDINGS),
    *widened(EVENTS, MORE_EVENTS, MORE_COURSES),
    *widened(CULTURE, MORE_CULTURE),
    *widened(HOME, MORE_HOME),
    *widened(TRAVEL, MORE_TRAVEL),
    *SHOPS,
    *RESTAURANTS,
    *MUSEUMS,
    *PRACTICES,
    *TERMS,
    *OFFERS,
    *FILMS,
    *LANDMARKS,
    *PROJECTS,
    *PLANTS,
)

RELATIONS = [replace(each, in_lessons=IN_LESSONS[each.of][each.answered]) for each in EXAMINED]
KINDS = [*dict.fromkeys(each.of for each in RELATIONS)]
