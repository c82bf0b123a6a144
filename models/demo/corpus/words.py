"""Words that the corpus is made of. The last sixth of each list is kept for the examination."""

from __future__ import annotations

FIRST_NAMES = """
Anna Ben Clara David Emma Felix Grace Hugo Ida Jack Kate Leo Maria Noah Olga Paul Rosa Sam Tina
Victor Wendy Xavier Yara Zoe Alice Bob Carol Dan Eve Frank Gina Henry Iris Jean Karl Lena Mark Nina
Oscar Petra Quentin Rita Simon Tara Ursula Vera Walter Yusuf Amir Bianca Carlos Diana Elif Fatima
Giorgio Hana Ivan Jorge Kenji Layla Mateo Nadia Omar Priya Ravi Sofia Tomas Uma Wei Yuki Aaron Bella
Chloe Dylan Ella Finn Gloria Harry Isabel James Kevin Laura Mike Nora Olivia Peter Rachel Steve Tom
Julia Martin Ingrid Pablo Greta Sven Mona Idris Freya Otto Salma Boris Elena Marcus Helen Rupert
""".split()

CITIES = """
Paris Berlin Rome Madrid London Vienna Lisbon Dublin Oslo Prague Warsaw Athens Cairo Tokyo Seoul
Beijing Delhi Mumbai Sydney Toronto Boston Chicago Denver Austin Seattle Miami Lima Quito Bogota
Havana Nairobi Lagos Accra Tunis Algiers Dakar Jakarta Manila Bangkok Hanoi Dubai Doha Istanbul
Ankara Moscow Kyiv Riga Vilnius Tallinn Helsinki Stockholm Copenhagen Amsterdam Brussels Zurich
Geneva Milan Naples Turin Munich Hamburg Cologne Lyon Nice Porto Seville Valencia Krakow Budapest
Bucharest Sofia Zagreb Belgrade Montreal Vancouver Houston Dallas Atlanta Phoenix Osaka Kyoto
Shanghai Perth Auckland Santiago Caracas Rabat Kampala Lusaka Harare Reykjavik Glasgow Leeds Bristol
""".split()

TWO_WORD_CITIES = (
    "New York,San Francisco,Los Angeles,Cape Town,Hong Kong,Buenos Aires,Mexico City,Tel Aviv,"
    "Rio de Janeiro,San Diego,Las Vegas,New Delhi,Kuala Lumpur,Abu Dhabi,Sao Paulo,Saint Louis"
).split(",")

JOBS = """
teacher doctor nurse baker farmer painter writer lawyer engineer pilot carpenter plumber gardener
singer dentist chef librarian journalist architect mechanic biologist chemist programmer tailor
photographer translator electrician butcher banker judge firefighter fisherman designer historian
astronomer pharmacist violinist sculptor accountant surgeon cashier beekeeper potter barber
""".split()

FOODS = """
pizza soup bread rice pasta salad cheese apples pancakes sushi tacos curry dumplings noodles honey
chocolate olives mushrooms potatoes grapes strawberries omelette lasagna porridge waffles cherries
risotto peaches lentils paella goulash kebab hummus mangoes
""".split()

COLORS = """
red blue green yellow black white orange purple brown grey pink silver golden turquoise violet
crimson beige
""".split()

ANIMALS = """
cat dog rabbit horse parrot hamster turtle goat fox bear owl wolf mouse duck frog hedgehog squirrel
lion tiger dragon sheep cow pig eagle whale dolphin snail bee elephant donkey badger otter falcon
beaver
""".split()

THINGS = """
lamp chair table clock camera bicycle guitar kettle umbrella jacket backpack bottle ladder mirror
printer keyboard monitor telescope compass violin drum basket candle blanket pillow hammer drill
tent boat kite sofa carpet bucket helmet lantern scooter heater radio oven toaster fan shelf desk
wallet key ring coin book letter map scarf vase teapot spoon brush anchor trumpet wheel rope
""".split()

PLACES = """
drawer kitchen garden garage attic cellar library office closet bathroom hallway cupboard shed barn
workshop bedroom balcony basement pantry studio lobby archive vault locker trunk
""".split()

SUBJECTS = """
music history mathematics biology chemistry physics geography literature astronomy philosophy
painting chess swimming cycling hiking tennis football dancing cooking fishing sailing gardening
photography poetry archery fencing knitting pottery climbing rowing skiing
""".split()

LANGUAGES = """
French German Spanish Italian Portuguese Dutch Polish Greek Turkish Arabic Hindi Japanese Korean
Chinese Russian Swedish Danish Finnish Czech Hungarian Swahili Norwegian
""".split()

INSTRUMENTS = """
piano flute cello harp clarinet oboe saxophone banjo accordion organ mandolin bassoon tuba
""".split()

MATERIALS = """
wood steel glass leather plastic paper copper wool cotton stone silk rubber bronze
""".split()

SPORTS = """
hockey rugby basketball volleyball handball cricket baseball badminton softball polo squash curling
""".split()

TONGUES = "Python Rust Go Java C C++ Ruby Haskell Lua Kotlin Swift Perl".split()
SYSTEMS = """
Linux Windows FreeBSD Debian Ubuntu Fedora Android NetBSD OpenBSD Alpine Solaris Haiku
""".split()
LICENCES = "MIT Apache BSD GPL Mozilla LGPL AGPL Eclipse Artistic Zlib Boost ISC".split()

MONTHS = """
January February March April May June July August September October November December
""".split()
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()

ADJECTIVES = """
old new small big quiet bright dark warm cold fast slow heavy light soft hard clean dusty round
square tall short wide narrow deep shallow fresh dry wet sweet bitter gentle brave clever proud
lazy kind happy sad curious calm wild strange simple modern ancient hidden famous rare rusty
""".split()

# Of tools that nobody has seen: what is done, and to what.
VERBS = """
get find create update delete list search check send fetch show add remove set open close start
stop count compare convert copy move print save load lock unlock book cancel order schedule track
measure scan sort share upload download rename archive restore assign approve reject publish
calculate estimate accept adjust alert append assemble attach audit backup ban block boost broadcast
browse build buy call capture charge clean clear clone collect combine compress configure confirm
connect contact decode define deploy detect disable display divide draw drop duplicate edit email
enable encode end enter erase evaluate exchange explain extend extract fill filter fix flag forget
format forward freeze generate grant group hide hire hold identify increase insert install invite
join launch lend lift link log lower mail make manage map mark match mend mix modify monitor mute
name notify offer pack paint park pause pay pick pin plan play post prepare process propose pull
purchase push quote raise rate read recommend record recover reduce refresh refund remind repair
repeat replace reply request rescan reset resize resolve restart resume return review revoke rotate
run sell sign skip solve split stamp submit subscribe suggest summarize suspend switch sync tag test
transfer trigger turn upgrade use verify view visit wake warn wash weigh withdraw write query refine
reorder scale trace tune vote
translate validate register reserve inspect export import merge activate
""".split()

OBJECTS = """
invoice ticket report account order parcel meeting file folder image video song playlist recipe
customer employee product stock contract budget task project sensor device door light engine pump
valve room desk seat flight train bus hotel table menu payment receipt refund coupon badge session
server cluster backup database record column chart alarm timer note message email contact group
channel document page article comment review survey form route map address weather forecast patient
sample course lesson exam grade student teacher vehicle license permit claim policy loan ledger
planet galaxy molecule genome crystal satellite reactor turbine orchard vineyard beehive aquarium
greenhouse elevator escalator warehouse container shipment pallet crane forklift drone robot
telescope microscope printer scanner projector speaker camera thermostat boiler battery charger
""".split()

# Of their parameters: what kind of value each wants.
PARAMETERS: dict[str, str] = {
    "name": "person",
    "person": "person",
    "user": "person",
    "customer": "person",
    "owner": "person",
    "recipient": "person",
    "author": "person",
    "assignee": "person",
    "city": "city",
    "location": "city",
    "destination": "city",
    "origin": "city",
    "place": "city",
    "region": "city",
    "date": "date",
    "day": "weekday",
    "deadline": "date",
    "time": "time",
    "start_time": "time",
    "title": "title",
    "subject": "title",
    "topic": "subject",
    "query": "title",
    "label": "word",
    "category": "word",
    "tag": "word",
    "keyword": "word",
    "color": "color",
    "language": "language",
    "code": "code",
    "order_id": "code",
    "serial_number": "code",
    "ticket_id": "code",
    "reference": "code",
    "item": "thing",
    "product": "thing",
    "amount": "integer",
    "quantity": "integer",
    "count": "integer",
    "limit": "integer",
    "level": "integer",
    "floor": "integer",
    "year": "year",
    "width": "integer",
    "height": "integer",
    "priority": "integer",
    "duration": "integer",
    "price": "number",
    "weight": "number",
    "temperature": "number",
    "ratio": "number",
    "speed": "number",
    "urgent": "boolean",
    "public": "boolean",
    "verbose": "boolean",
    "country": "invented",
    "street": "invented",
    "username": "word",
    "login": "word",
    "employee": "person",
    "contact": "person",
    "manager": "person",
    "sender": "person",
    "guest": "person",
    "student": "person",
    "patient": "person",
    "doctor": "person",
    "from_city": "city",
    "to_city": "city",
    "station": "city",
    "airport": "city",
    "branch": "city",
    "start_date": "date",
    "end_date": "date",
    "due_date": "date",
    "birthday": "date",
    "since": "date",
    "end_time": "time",
    "hour": "time",
    "weekday": "weekday",
    "message": "title",
    "text": "title",
    "description": "title",
    "comment": "title",
    "note": "title",
    "summary": "title",
    "hobby": "subject",
    "sport": "subject",
    "brand": "company",
    "vendor": "company",
    "client": "company",
    "employer": "company",
    "material": "word",
    "type": "word",
    "status": "word",
    "mode": "word",
    "group": "word",
    "channel": "word",
    "background": "color",
    "paint": "color",
    "target_language": "language",
    "id": "code",
    "user_id": "code",
    "account_number": "code",
    "invoice": "code",
    "token": "code",
    "zip_code": "integer",
    "room": "integer",
    "seats": "integer",
    "people": "integer",
    "nights": "integer",
    "minutes": "integer",
    "days": "integer",
    "pages": "integer",
    "age": "integer",
    "port": "integer",
    "size": "integer",
    "max_price": "integer",
    "min_price": "integer",
    "budget": "integer",
    "percent": "number",
    "rate": "number",
    "latitude": "number",
    "longitude": "number",
    "distance": "number",
    "volume": "number",
    "gift": "thing",
    "object": "thing",
    "tool": "thing",
    "recipient_email": "email",
    "cc": "email",
    "enabled": "boolean",
    "recursive": "boolean",
    "force": "boolean",
    "email": "email",
    "company": "company",
    "department": "word",
    "reviewer": "person",
    "supplier": "company",
    "venue": "city",
    "batch": "code",
    "capacity": "integer",
    "depth": "number",
    "instrument": "thing",
}
