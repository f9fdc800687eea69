"""The forms in which a message may come: as the pages' tables spell it, in another case, in packets, or damaged.

Each function takes the text of a message and random numbers, and returns the text in that form. A text that is no JSON
object stays as it is, unless it is damaged.

| form | the widget reads it |
|---|---|
| table | as the sample's form: the accepted differences are in tolerances.md |
| case | the same: topic and subtopic are compared without regard to case (protocol.md §1.8, §1.9) |
| keys | mostly not: a field has the spellings of the pages, and no others |
| packet | the same (protocol.md §1.16) |
| corrupt | never: it is cut off, no JSON, or of a wrong shape |
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from typing import Any, TypeAlias

Rewriting: TypeAlias = Callable[[str, random.Random], str]

HEAD = ("topic", "subtopic")
DEPTH = 3
"""The most packets around a message that the widget opens."""
SUBTOPICS = {"CallBackModes": "CallbackModes", "CallOutCome": "CallOutcome"}
"""Replies that the tables spell in another way than the samples."""
OPTIONAL = {"optionalbussinessfields": "optionalbusinessfields"}
FIELDS = {"ContactId": "ContactID", "OutComeID": "OutcomeID", "LeadScore": "Lead Score", "Pct": "PCT"}
"""Fields that the tables spell in another way than the samples."""
LISTS = frozenset(
    {"ContactOD", "DownloadContactsForDialing", "SkipNonPEWCContactResult", "SetNonPEWCContactOutcomeResult"}
)
"""Replies whose `response` is a list in the table, and one object in the sample."""
ROWS = frozenset({"ContactDetail", "ScreenPopData"})
"""Replies whose `response` is rows in the table."""
LENGTHS = ("MinLength", "MaxLength")


def as_in_tables(text: str, _: random.Random) -> str:
    """The message as the tables of the vendor's pages have it. It says the same."""

    def change(message: dict[str, Any]) -> dict[str, Any]:
        subtopic = message.get("subtopic", "")
        payload = _renamed(message.get("message"), FIELDS)
        if subtopic == "StateSync":
            payload = _calls(payload)
        elif isinstance(payload, dict):
            payload = _shaped(subtopic, payload)
        head = {"topic": "Webservice", "subtopic": SUBTOPICS.get(subtopic, subtopic)}
        return {**message, **head, "message": payload} if "message" in message else message

    return _changed(text, change)


def in_other_case(text: str, chance: random.Random) -> str:
    """The message with its topic and subtopic in small letters, in capitals, or with the two exchanged."""
    cased = chance.choice((str.lower, str.upper, str.swapcase))

    def change(message: dict[str, Any]) -> dict[str, Any]:
        return {
            name: cased(value) if name in HEAD and isinstance(value, str) else value for name, value in message.items()
        }

    return _changed(text, change)


def with_small_keys(text: str, _: random.Random) -> str:
    """The message with all names of its payload in small letters."""

    def change(message: dict[str, Any]) -> dict[str, Any]:
        return {name: _small(value) if name in ("message", "data") else value for name, value in message.items()}

    return _changed(text, change)


def in_packets(text: str, chance: random.Random) -> str:
    """The message in one to three packets. A packet has it as an object or as text, in either spelling of its names."""

    def change(message: dict[str, Any]) -> dict[str, Any]:
        channel = message.get("channel", "LCM")
        for _ in range(chance.randint(1, DEPTH)):
            inner: object = json.dumps(message) if chance.random() < 0.5 else message
            subtopic, subscriber = chance.choice((("subTopic", "subscriberID"), ("subtopic", "SubscriberID")))
            message = {"channel": channel, "topic": "", subtopic: "", "message": inner, subscriber: "66517761"}
        return message

    return _changed(text, change)


def damaged(text: str, chance: random.Random) -> str:
    """The message cut off, as invalid JSON, or with a wrong shape."""
    way = chance.randrange(3)
    if way == 0:
        return text[: chance.randrange(len(text))]
    if way == 1:
        return text.replace('"', "\u201d", 1)
    message = json.loads(text)
    return json.dumps({**message, "message": 7}) if isinstance(message, dict) else "7"


def _changed(text: str, change: Callable[[dict[str, Any]], dict[str, Any]]) -> str:
    try:
        message = json.loads(text)
    except ValueError:
        return text
    return json.dumps(change(message)) if isinstance(message, dict) else text


def _renamed(value: Any, names: dict[str, str]) -> Any:  # noqa: ANN401 - JSON of any shape
    if isinstance(value, dict):
        return {names.get(name, name): _renamed(inner, names) for name, inner in value.items()}
    return [_renamed(inner, names) for inner in value] if isinstance(value, list) else value


def _small(value: Any) -> Any:  # noqa: ANN401 - JSON of any shape
    if isinstance(value, dict):
        return {name.lower(): _small(inner) for name, inner in value.items()}
    return [_small(inner) for inner in value] if isinstance(value, list) else value


def _calls(calls: Any) -> Any:  # noqa: ANN401 - JSON of any shape
    """The calls of StateSync: one is an object, and so is one campaign mode, whose lengths are numbers."""
    if not isinstance(calls, list):
        return calls
    shaped = [
        {
            OPTIONAL.get(name, name): _one([_mode(mode) for mode in value]) if name == "campaignmodes" else value
            for name, value in call.items()
        }
        for call in calls
    ]
    return _one(shaped)


def _mode(mode: dict[str, Any]) -> dict[str, Any]:
    numbers = {name: int(mode[name]) for name in LENGTHS if str(mode.get(name) or "").isdecimal()}
    return {"modeid" if name == "ModeID" else name: value for name, value in {**mode, **numbers}.items()}


def _shaped(subtopic: str, payload: dict[str, Any]) -> dict[str, Any]:
    response = payload.get("response")
    if subtopic == "SetCampaignGroup" and isinstance(response, dict):
        return {"CampaignGroups": [{**one, "Name": [one["Name"]]} for one in response["CampaignGroups"]]}
    if subtopic in LISTS and isinstance(response, dict):
        return {**payload, "response": [response]}
    if subtopic in ROWS and isinstance(response, dict):
        return {**payload, "response": [{"FieldName": name, "Value": value} for name, value in response.items()]}
    if subtopic == "BusinessOutCome" and isinstance(response, list):
        return {**payload, "response": _one(response)}
    return payload


def _one(items: list[Any]) -> Any:  # noqa: ANN401 - JSON of any shape
    return items[0] if len(items) == 1 else items
