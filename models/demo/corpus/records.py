"""JSON that is filled in from a text."""

from __future__ import annotations

import json

from models.demo.corpus import words
from models.demo.corpus.example import Example, Message, assistant, system, user
from models.demo.corpus.phrases.record_prompts import ASKED, TOLD
from models.demo.corpus.phrases.record_texts import RECORDS
from models.demo.corpus.source import Source, border_of
from models.demo.corpus.wishes import argument

# What the keys of a kind are called; the last two of each are kept back.
NAMES = {
    "person": "name person who full_name customer fullName client guest owner displayName member "
    "recipient individual participant",
    "age": "age age years how_old howOld years_old yearsOld person_age personAge current_age "
    "currentAge age_now full_years age_in_years",
    "city": "city place location city_name cityName where destination residence site locality "
    "located_in basedIn whereabouts town",
    "job": "job profession occupation work role position works_as worksAs trade career "
    "employment line_of_work vocation job_title",
    "integer": "quantity amount count total how_many howMany qty value sum num units figure size "
    "number",
    "thing": "item product thing article item_name itemName product_name productName goods what "
    "piece merchandise possession object",
    "email": "email mail contact e_mail eMail inbox reply_to replyTo mailbox contact_mail "
    "contactMail send_to reachable_at email_address",
    "title": "title subject topic heading headline about caption titleText theme matter "
    "subject_line subjectLine description event",
    "date": "date day when on_date onDate dated due due_date dueDate date_string calendarDay "
    "scheduled_for deadline event_date",
    "time": "time hour at at_time atTime timestamp clock clockTime time_of_day timeOfDay moment "
    "exact_time begins_at start_time",
    "company": "company firm organisation business employer organization org vendor supplier "
    "enterprise corporation businessName manufacturer company_name",
    "year": "year founded since in_year inYear since_year sinceYear year_number yearNumber "
    "calendar_year from_year yyyy starting founding_year",
    "weekday": "day weekday when on_day onDay week_day weekDay day_name dayName which_day whichDay "
    "meeting_day repeats_on day_of_week",
    "code": "id code order_id identifier orderId ticket ticket_id ticketId key serial document_id "
    "uid case_number reference",
    "color": "color colour paint hue shade tint color_name colorName coloring finish painted "
    "in_color tone item_color",
    "language": "language speaks tongue lang language_name languageName idiom speech "
    "first_language firstLanguage learns languageUsed mother_tongue spoken_language",
    "subject": "hobby instrument interest activity pastime hobby_name hobbyName favourite "
    "discipline enjoys practises course passion plays",
}
KEYS: dict[str, tuple[str, ...]] = {kind: (*names.split(),) for kind, names in NAMES.items()}
NAMING = tuple(each for each in ASKED[: border_of(ASKED)] if "$k" in each)
STRANGE = 0.4  # of the records of training have any keys, and a text in other words,
STRANGE_WORDS = 0.5  # of which so many are any words


def record(source: Source) -> Example:
    """A text as an object."""
    text, kinds = source.pick(RECORDS)
    values = {slot: value(source, kind) for slot, kind in kinds.items()}
    slots = sorted(kinds, key=lambda slot: text.index(f"${slot}"))
    is_strange = not source.held and source.chance(STRANGE)
    if is_strange:  # the order tells what goes where
        text = source.garbled(text, STRANGE_WORDS)
    elif source.chance(0.3):
        source.random.shuffle(slots)
    slots = slots[: source.random.randint(max(1, len(slots) - 1), len(slots))]
    told = source.phrase(TOLD)
    asking = source.random.choice(NAMING) if is_strange else source.pick(ASKED)
    if not told and "JSON" not in asking:
        told = "Answer in JSON."
    if "$k" not in asking and source.chance(0.5):
        told += " Keys: $k."
    names_keys = "$k" in asking + told
    keys = keys_of(source, kinds, is_drawn=names_keys)
    if is_strange:
        keys = {slot: source.any_word() for slot in slots}
    filled = {keys[slot]: values[slot] for slot in slots}
    names = {"k": ", ".join(filled)}
    messages: list[Message] = [system(source.say(told, **names))] if told else []
    messages.append(user(source.say(asking, t=source.say(text, **values), **names)))
    messages.append(assistant(json.dumps(filled, ensure_ascii=False)))
    must = tuple(json.dumps(each, ensure_ascii=False) for each in filled.values())
    return Example("record", messages, must=must)


def keys_of(source: Source, kinds: dict[str, str], *, is_drawn: bool) -> dict[str, str]:
    """Any name of each kind where the prompt tells it, otherwise the plainest that is free."""
    keys: dict[str, str] = {}
    for slot, kind in kinds.items():
        free = [name for name in KEYS[kind] if name not in keys.values()]
        keys[slot] = source.pick(free) if is_drawn else free[0]
    return keys


def value(source: Source, kind: str) -> object:
    if kind == "age":
        return source.number(3, 99)
    if kind == "job":
        return source.pick(words.JOBS)
    return argument(source, kind)
