"""All tools as people write them: those of training, and those of the examination."""

from __future__ import annotations

from models.demo.corpus.toolsets.accounts import ACCOUNTS
from models.demo.corpus.toolsets.airports import AIRPORTS
from models.demo.corpus.toolsets.cars import CARS
from models.demo.corpus.toolsets.clubs import CLUBS
from models.demo.corpus.toolsets.code import CODE
from models.demo.corpus.toolsets.customers import CUSTOMERS
from models.demo.corpus.toolsets.daily import DAILY
from models.demo.corpus.toolsets.desk import DESK
from models.demo.corpus.toolsets.doctors import DOCTORS
from models.demo.corpus.toolsets.events import EVENTS
from models.demo.corpus.toolsets.factories import FACTORIES
from models.demo.corpus.toolsets.firms import FIRMS
from models.demo.corpus.toolsets.flats import FLATS
from models.demo.corpus.toolsets.games import GAMES
from models.demo.corpus.toolsets.gardens import GARDENS
from models.demo.corpus.toolsets.health import HEALTH
from models.demo.corpus.toolsets.home import HOME
from models.demo.corpus.toolsets.household import HOUSEHOLD
from models.demo.corpus.toolsets.kept_business import KEPT_BUSINESS
from models.demo.corpus.toolsets.kept_daily import KEPT_DAILY
from models.demo.corpus.toolsets.kept_desk import KEPT_DESK
from models.demo.corpus.toolsets.kept_household import KEPT_HOUSEHOLD
from models.demo.corpus.toolsets.kept_leisure import KEPT_LEISURE
from models.demo.corpus.toolsets.kept_society import KEPT_SOCIETY
from models.demo.corpus.toolsets.kept_studio import KEPT_STUDIO
from models.demo.corpus.toolsets.kept_systems import KEPT_SYSTEMS
from models.demo.corpus.toolsets.kept_works import KEPT_WORKS
from models.demo.corpus.toolsets.law import LAW
from models.demo.corpus.toolsets.life import LIFE
from models.demo.corpus.toolsets.machines import MACHINES
from models.demo.corpus.toolsets.memory import MEMORY
from models.demo.corpus.toolsets.money import MONEY
from models.demo.corpus.toolsets.more_events import MORE_EVENTS
from models.demo.corpus.toolsets.more_firms import MORE_FIRMS
from models.demo.corpus.toolsets.more_machines import MORE_MACHINES
from models.demo.corpus.toolsets.museums import MUSEUMS
from models.demo.corpus.toolsets.neighbours import NEIGHBOURS
from models.demo.corpus.toolsets.networks import NETWORKS
from models.demo.corpus.toolsets.office import OFFICE
from models.demo.corpus.toolsets.other_machines import OTHER_MACHINES
from models.demo.corpus.toolsets.pictures import PICTURES
from models.demo.corpus.toolsets.post import POST
from models.demo.corpus.toolsets.public import PUBLIC
from models.demo.corpus.toolsets.repositories import REPOSITORIES
from models.demo.corpus.toolsets.restaurants import RESTAURANTS
from models.demo.corpus.toolsets.schools import SCHOOLS
from models.demo.corpus.toolsets.science import SCIENCE
from models.demo.corpus.toolsets.servers import SERVERS
from models.demo.corpus.toolsets.sheets import SHEETS
from models.demo.corpus.toolsets.shopping import SHOPPING
from models.demo.corpus.toolsets.staff import STAFF
from models.demo.corpus.toolsets.studio import STUDIO
from models.demo.corpus.toolsets.study import STUDY
from models.demo.corpus.toolsets.systems import SYSTEMS
from models.demo.corpus.toolsets.texts import TEXTS
from models.demo.corpus.toolsets.theatres import THEATRES
from models.demo.corpus.toolsets.trade import TRADE
from models.demo.corpus.toolsets.travel import TRAVEL
from models.demo.corpus.toolsets.weather import WEATHER
from models.demo.corpus.toolsets.working import WORKING

TRAINED = (
    *DAILY,
    *SCHOOLS,
    *STAFF,
    *CUSTOMERS,
    *CODE,
    *DESK,
    *HOME,
    *RESTAURANTS,
    *GARDENS,
    *DOCTORS,
    *CARS,
    *MUSEUMS,
    *THEATRES,
    *GAMES,
    *LIFE,
    *OFFICE,
    *PUBLIC,
    *SCIENCE,
    *SERVERS,
    *ACCOUNTS,
    *WEATHER,
    *REPOSITORIES,
    *TRADE,
    *TRAVEL,
    *WORKING,
    *TEXTS,
    *PICTURES,
    *SHEETS,
    *MEMORY,
    *FLATS,
    *AIRPORTS,
    *FACTORIES,
    *NETWORKS,
    *CLUBS,
    *NEIGHBOURS,
    *EVENTS,
    *MORE_EVENTS,
    *FIRMS,
    *MORE_FIRMS,
    *MACHINES,
    *MORE_MACHINES,
    *OTHER_MACHINES,
    *HEALTH,
    *HOUSEHOLD,
    *SHOPPING,
    *LAW,
    *MONEY,
    *POST,
    *STUDIO,
    *STUDY,
    *SYSTEMS,
)
EXAMINED = (
    *KEPT_BUSINESS,
    *KEPT_DESK,
    *KEPT_HOUSEHOLD,
    *KEPT_LEISURE,
    *KEPT_SYSTEMS,
    *KEPT_DAILY,
    *KEPT_STUDIO,
    *KEPT_WORKS,
    *KEPT_SOCIETY,
)
