"""More wordings of what texts tell, for lessons alone: the examination keeps its own."""

from __future__ import annotations

from models.demo.corpus.lessons.animal import ANIMAL
from models.demo.corpus.lessons.book import BOOK
from models.demo.corpus.lessons.building import BUILDING
from models.demo.corpus.lessons.code_library import CODE_LIBRARY
from models.demo.corpus.lessons.company import COMPANY
from models.demo.corpus.lessons.country import COUNTRY
from models.demo.corpus.lessons.course import COURSE
from models.demo.corpus.lessons.event import EVENT
from models.demo.corpus.lessons.film import FILM
from models.demo.corpus.lessons.invention import INVENTION
from models.demo.corpus.lessons.item import ITEM
from models.demo.corpus.lessons.landmark import LANDMARK
from models.demo.corpus.lessons.machine import MACHINE
from models.demo.corpus.lessons.museum import MUSEUM
from models.demo.corpus.lessons.offer import OFFER
from models.demo.corpus.lessons.order import ORDER
from models.demo.corpus.lessons.person import PERSON
from models.demo.corpus.lessons.place import PLACE
from models.demo.corpus.lessons.plant import PLANT
from models.demo.corpus.lessons.practice import PRACTICE
from models.demo.corpus.lessons.program import PROGRAM
from models.demo.corpus.lessons.project import PROJECT
from models.demo.corpus.lessons.recipe import RECIPE
from models.demo.corpus.lessons.restaurant import RESTAURANT
from models.demo.corpus.lessons.server import SERVER
from models.demo.corpus.lessons.ship import SHIP
from models.demo.corpus.lessons.shop import SHOP
from models.demo.corpus.lessons.team import TEAM
from models.demo.corpus.lessons.terms import TERMS
from models.demo.corpus.lessons.train import TRAIN
from models.demo.corpus.relation import Wordings

IN_LESSONS: dict[str, dict[str, Wordings]] = {
    "animal": ANIMAL,
    "book": BOOK,
    "building": BUILDING,
    "code library": CODE_LIBRARY,
    "company": COMPANY,
    "country": COUNTRY,
    "course": COURSE,
    "event": EVENT,
    "film": FILM,
    "invention": INVENTION,
    "item": ITEM,
    "landmark": LANDMARK,
    "machine": MACHINE,
    "museum": MUSEUM,
    "offer": OFFER,
    "order": ORDER,
    "person": PERSON,
    "place": PLACE,
    "plant": PLANT,
    "practice": PRACTICE,
    "program": PROGRAM,
    "project": PROJECT,
    "recipe": RECIPE,
    "restaurant": RESTAURANT,
    "server": SERVER,
    "ship": SHIP,
    "shop": SHOP,
    "team": TEAM,
    "terms": TERMS,
    "train": TRAIN,
}
