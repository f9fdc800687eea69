"""Made-up customers are recorded in all kinds of places, and nothing of them is found in the recordings.

The customers come from Faker, in several languages, and are the same in each run.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from random import Random
from typing import Any, NamedTuple

import pytest
from faker import Faker

from tests.unit.fake_clock import FakeClock
from tests.unit.session_kit import lcm
from widget.config import WidgetConfig, playable
from widget.lcm.names import WIRE_NAMES
from widget.recording import Recorder, Recording
from widget.recording import recorder as recorder_module
from widget.recording.words import CHOICES, HEAD, NOTHING, ON_SCREEN, SAID, WORDS
from widget.state.fields import NAMES

LOCALES = (
    *(
        "en_US",
        "en_GB",
        "de_DE",
        "fr_FR",
        "es_MX",
        "pl_PL",
        "cs_CZ",
        "tr_TR",
        "vi_VN",
        "hu_HU",
        "fi_FI",
        "ru_RU",
        "el_GR",
    ),
    *("ar_SA", "he_IL", "fa_IR", "hi_IN", "th_TH", "zh_CN", "ja_JP", "ko_KR"),
)
SEPARATORS = (
    *("", "-", " ", ".", "/", " - ", ") ", "_", ",", ":", "|", "'", "\u2010", "\u2011", "\u2012", "\u2013", "\u2212"),
    *("\u00a0", "\u202f", "\u2009", "\u200b", "\u2060", "\u00ad", "\u202e", "\u30fb", "\uff0d", "\u2028", "\t", "\n"),
)
OTHER_DIGITS = ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "०१२३४५६७८९", "０１２３４５６７８９")  # noqa: RUF001 - as they are written there
SETTINGS = playable(WidgetConfig(server_timezone="UTC", default_region="US"))
WORDS_THAT_STAY = {
    word
    for text in (
        *(*WIRE_NAMES, *NAMES, *SAID, *CHOICES, *NOTHING, *ON_SCREEN),
        *(word for words in (*HEAD.values(), *WORDS.values()) for word in words),
        *("change-draft", "toggle", "dial", "action", "payload", "call", "modeId", "value", "key", "LCM"),
        *("lcm-agent-widget", "true", "false", "null", "AM", "PM", "Jan"),
    )
    for word in re.findall(r"[^\W\d_]+", text.casefold())
}
CUSTOMERS = 200
MANY = 3_000


class Customer(NamedTuple):
    """What a desktop may know of somebody."""

    first: str
    last: str
    city: str
    street: str
    email: str
    born: str
    phones: tuple[str, str]
    account: str


def customers(count: int, locales: tuple[str, ...] = LOCALES) -> Iterator[Customer]:
    """So many customers, from one country after the other."""
    fakes = [Faker(locale) for locale in locales]
    for serial, fake in enumerate(fakes):
        fake.seed_instance(serial)
    for serial in range(count):
        fake = fakes[serial % len(fakes)]
        yield Customer(
            fake.first_name(),
            fake.last_name(),
            fake.city(),
            fake.street_address(),
            fake.email(),
            fake.date_of_birth().strftime("%m/%d/%Y"),
            (fake.phone_number(), fake.phone_number()),
            fake.bban(),
        )


def written(number: str, random: Random) -> str:
    """The digits of a number, written in some way."""
    digits = re.sub(r"\D", "", number)
    sizes = random.choice(((3, 3, 20), (2, 4, 20), (1, 3, 3, 20), (5, 20), (30,)))
    groups, at = [], 0
    for size in sizes:
        groups.append(digits[at : at + size])
        at += size
    text = random.choice(SEPARATORS).join(filter(None, groups))
    if random.random() < 0.2:
        text = text.translate(str.maketrans("0123456789", random.choice(OTHER_DIGITS)))
    return random.choice(("", "", "+", "(", "tel:", "\u202a")) + text + random.choice(("", "", " x12", ")", "\u202c"))


def envelope(**fields: object) -> str:
    return json.dumps({"channel": "LCM", "topic": "WebService", **fields}, ensure_ascii=False)


def messages_about(who: Customer, random: Random) -> Iterator[str]:
    """Messages that have this customer in usual and in odd places."""

    def number() -> str:
        return written(random.choice(who.phones), random)

    name = f"{who.first} {who.last}"
    fields = {"FName": who.first, "LName": who.last, "City": who.city, "Address": who.street, "DOB": who.born}
    odd: dict[str, Any] = {who.email: name, name: who.email, number(): True, "Notes": f"{name}, {number()}"}
    mode = {"ModeID": who.account, "Description": f"{name}'s sister", "Cvalue": number(), "PEWC": who.last}
    mode |= {"ChannelType": who.city, "MinLength": number(), "MaxLength": "12", who.last: who.first}
    call = {
        "callid": f"{who.last}-{number()}",
        "businessfields": {**fields, **odd},
        "Description": f"Divorce of {name}",
    }
    rows = [{"FieldName": key, "Value": value, "Format": who.city, who.email: 1} for key, value in odd.items()]
    yield lcm(
        "StateSync", [{**call, "optionalbussinessfields": rows, "campaignmodes": [mode], "AccountNumber": who.account}]
    )
    yield lcm("CallBackModes", {"callid": call["callid"], "response": [mode], "note": json.dumps(odd)})
    contact = {"PhoneNumber": number(), "Mode": f"{who.first}'s mobile", "CampaignId": who.city, "ContactId": name}
    contact |= {"ExpiryTime": f"{who.born} 07:15:00", "CallbackTime": f"after {who.born}, {name}", "Queue": who.email}
    contact |= {"CallType": f"{who.last} again", "Consent": name, "AccountNumber": f"5|{number()}|0"}
    yield lcm("ContactOD", {"response": contact})
    yield lcm("ContactOD", {"response": int(re.sub(r"\D", "", who.phones[0]) or 0)})
    error = {"errorType": f"{who.last} failed", "msg": f"The user {name} ({who.email}) is not found: {number()}"}
    yield envelope(subtopic="WS_Error", message={**error, "callid": number()})
    yield envelope(subtopic=f"Skip {name}", data={**error, "errorMessage": f"Invalid Call ID:{number()}"})
    head = {"topic": f"Divorce of {name}", "subtopic": number(), "source": who.email, "channel": who.city}
    yield json.dumps({**head, "data": {**head, "message": [head, {**odd, "channel": "LCM", "topic": name}]}})
    yield json.dumps({"channel": "Salesforce", **fields, "message": {**odd, **head}, who.email: fields})
    yield json.dumps({"channel": "LCM", "topic": "", "subTopic": "", "ResponseUrl": who.email, "message": head})
    yield json.dumps({"channel": who.city, "topic": "", "subTopic": "", "message": lcm("StateSync", [fields])})
    whole = lcm("StateSync", [{**call, **odd}])
    yield whole[: random.randrange(60, len(whole))]
    yield f"{name} wrote: {whole}"
    yield envelope(subtopic="StateSync", message=f"{name} lives in {who.city}, {number()}")
    yield f"{name} at {who.street}"


def actions_about(who: Customer, random: Random) -> Iterator[tuple[str, dict[str, str]]]:
    """What the agent does meanwhile."""
    number = written(who.phones[0], random)
    yield "change-draft", {"call": who.account, "modeId": who.last, "value": number}
    yield "change-draft", {"call": who.account, "modeId": who.last, "value": f"{who.first} {who.last}"}
    yield "toggle", {"key": json.dumps(["field", who.account, who.email, f"{who.first} {who.last}"])}
    yield "dial", {"contact": f"manual-dial|{who.account}|{number}", "copy": number, "label": who.last}


class Nowhere:
    """A bus without anybody."""

    def post(self, text: str) -> None: ...


@pytest.fixture(autouse=True)
def _the_same_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recorder_module, "BytesAtOnce", lambda: Random(7))  # noqa: S311 - a test draws the same twice


def recorder() -> Recorder:
    clock = FakeClock(1_700_000_000.0)
    fresh = Recorder(Nowhere(), clock.now)
    fresh.start(SETTINGS, clock.wall())
    return fresh


def recorded(who: Customer, random: Random) -> str:
    """What is recorded of this customer, without the recording's own first line and times."""
    one = recorder()
    for message in messages_about(who, random):
        one.heard(message)
    for action, payload in actions_about(who, random):
        one.acted(action, payload)
    recording = one.stop()
    assert recording is not None
    assert not recording.full
    return "\n".join(line.text for line in Recording.read(recording.write()).lines)


def private_words(who: Customer) -> set[str]:
    """The words in what is known of a customer: those of three letters, or of two that are no Latin letters."""
    found = re.findall(r"[^\W\d_]+", " ".join((who.first, who.last, who.city, who.street, who.email, who.account)))
    return {word.casefold() for word in found if len(word) > 2 or (len(word) == 2 and not word.isascii())}


def private_numbers(who: Customer) -> set[str]:
    """The numbers of five digits or more, as one run of digits and in the groups in which Faker writes them."""
    texts = (*who.phones, who.street, who.account, who.born)
    found = {re.sub(r"\D", "", text) for text in texts} | {run for text in texts for run in re.findall(r"\d+", text)}
    return {str(int(run)).zfill(len(run)) for run in found if len(run) > 4}


def test_nothing_of_anybody_is_in_a_recording() -> None:
    random = Random(7)  # noqa: S311 - a test draws the same twice
    for who in customers(CUSTOMERS):
        text = recorded(who, random)
        words = {word for word in re.findall(r"[^\W\d_]+", text.casefold()) if word not in WORDS_THAT_STAY}
        rest = " ".join(sorted(words))
        assert not [word for word in private_words(who) if word in rest and word not in WORDS_THAT_STAY], who
        digits = {"".join(re.findall(r"\d", run)) for run in re.findall(r"\d(?:[^\w\"]{0,3}\d)*", text)}
        assert not [number for number in private_numbers(who) for run in digits if number in run], who


def usual(who: Customer, limits: tuple[str, str] = ("8", "12")) -> str:
    """The recording of a usual call of this customer: name, city and two phone numbers."""
    one = recorder()
    mode = {"ModeID": "1", "Description": "Home", "MinLength": limits[0], "MaxLength": limits[1]}
    fields = {"FName": who.first, "LName": who.last, "City": who.city}
    one.heard(lcm("StateSync", [{"callid": "1", "businessfields": fields, "campaignmodes": [mode]}]))
    modes = [{**mode, "ModeID": str(serial), "Cvalue": phone} for serial, phone in enumerate(who.phones)]
    one.heard(lcm("CallBackModes", {"callid": "1", "response": modes}))
    recording = one.stop()
    assert recording is not None
    return "\n".join(line.text for line in recording.lines)


def shape(text: str) -> str:
    """The text with one sign for each kind of character."""
    text = re.sub(
        r"[^\W\d_]", lambda found: "\u0627" if found[0] > "\u0590" else "A" if found[0].isupper() else "a", text
    )
    return re.sub(r"\d", "9", text)


@pytest.mark.parametrize("locales", [LOCALES, ("en_US",) * 30 + LOCALES], ids=["mixed", "mostly of one country"])
def test_the_shape_of_a_recording_singles_out_nearly_nobody(locales: tuple[str, ...]) -> None:
    shapes = Counter(shape(usual(who)) for who in customers(MANY, locales))
    alone = sum(count for count in shapes.values() if count == 1)
    assert alone <= MANY / 100
    assert max(shapes.values()) > MANY / 10
