"""Replaces names, numbers and ids in a message by pseudonyms of the same shape, so that the recording can be played.

A message is read as JSON. The names of fields stay. The values of fields that hold the protocol's own words stay too
(KEPT, DATES). In every other value, each run of digits and each run of letters is replaced. A digit becomes a digit; a
letter becomes a letter of the same alphabet and case.

The pseudonym of a run is drawn once and kept, and no other run has the same pseudonym. So a call id is the same in
every message, also inside a longer text, and two calls stay two. A phone number has one pseudonym, however it is
written, and so has a GUID. A text that isn't JSON is replaced run by run.
"""

from __future__ import annotations

import json
import re
from datetime import UTC
from random import Random
from typing import Any

from widget.lcm import OPERATIONS, id_key, parse_server_time, read
from widget.lcm.parsing import holds_json, parse

DATES = frozenset({"expirytime", "callbacktime"})
"""Fields with a date. The date decides what may be done, so it is kept when it can be read as a date."""
KEPT = frozenset(
    {"channel", "topic", "subtopic", "source", "success", "errortype", "description", "channeltype", "minlength"}
    | {"maxlength", "pewc", "campaignpewc", "consent", "mode", "calltype", "deleteothermodes", "reservedcontacts"}
    | {"numberofcontactsrequired"}
)
"""Fields whose values are words of the protocol, or the centre's names for kinds of number. A long number in such a
value is replaced all the same.
"""
HEAD = frozenset({"channel", "topic", "subtopic", "source"})
"""The fields that are kept of a message that is not for us. Other apps may put anything into its other fields."""
BUSINESS = frozenset({"businessfields", "optionalbussinessfields", "optionalbusinessfields"})
"""Fields with the customer's data. The centre chooses the names in them, so no value in them is kept."""
COLUMNS = frozenset({"fieldname", "datatype"})
"""The columns that are kept of business fields that come as rows: the name and the type of each field."""
SPOKEN = frozenset({"errormessage", "msg"})
"""Fields with a sentence about an error. The words of the sentence that are in _SAID stay."""
_SAID = frozenset(
    {"invalid", "call", "id", "contact", "contacts", "not", "found", "no", "error", "failed", "failure", "request"}
    | {"number", "mode", "agent", "user", "field", "missing", "required", "unknown", "unexpected", "unsupported"}
    | {"service", "unavailable", "server", "internal", "timeout", "denied", "permission", "already", "signed", "in"}
    | {"is", "was", "the", "a", "of", "for", "to", "length", "value", "type", "null", "exception", "parameter"}
)
_VOCABULARY = frozenset(
    {*KEPT, *SPOKEN, *DATES, "lcm", "webservice", "message", "response", "data", "callid", "modeid"}
    | {name.casefold() for operation in OPERATIONS for name in (operation.name, operation.reply)}
)
"""Words that identify nobody. They stay in a text that can't be read as JSON, where fields and values look alike."""
_HARMLESS = frozenset({"manual-consent", "manual-reserved", "manual-count", "get-contacts"})
"""Actions whose payload identifies nobody."""
_KEYS = frozenset(
    {"manual", "dial", "non", "pewc", "mode", "draft", "field", "fields", "business", "optional", "contact", "on"}
    | {"inspector", "recording"}
)
"""The words in the keys of contacts and of things on screen."""
_GUID = re.compile(r"\b[0-9a-fA-F]{8}(-?)(?:[0-9a-fA-F]{4}\1){3}[0-9a-fA-F]{12}\b")
_RUN = re.compile(rf"{_GUID.pattern}|\d+|[^\W\d_]+")
_DIGITS = re.compile(r"\d+")
_LONG = 5
"""A number with this many digits or more may be a phone number."""
_WRITTEN = re.compile(r"\+?\d(?:[\s().\-/]{0,3}\d){4,}")
_CHOICE = re.compile(r"\d{0,3}|on|yes|no")
_PHONE = re.compile(r"\+?[\d\s().\-/]{5,}")
_LATIN, _HEBREW, _ARABIC = "abcdefghijklmnopqrstuvwxyz", "אבגדהוזחטיכלמנסעפצקרשת", "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"


class Pseudonyms:
    """The pseudonyms of one recording. `random` draws them; nobody should be able to compute its earlier results."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._stand_ins: dict[str, str] = {}
        self._taken: set[str] = set()

    def message(self, text: str) -> str:
        """The text of a message with pseudonyms in it. JSON stays JSON."""
        try:
            return _json(self._value(parse(text), "", HEAD if read(text) is None else KEPT))
        except (ValueError, RecursionError):
            return _RUN.sub(lambda run: run[0] if run[0].casefold() in _VOCABULARY else self._stand_in(run[0]), text)

    def action(self, text: str) -> str:
        """The JSON of an action of the agent, with pseudonyms for what comes from a message or was typed.

        `text` is `{"action": …, "payload": {…}}`. Raises ValueError or KeyError for anything else.
        """
        done = json.loads(text)
        harmless = done["action"] in _HARMLESS
        done["payload"] = {
            name: value if harmless and _CHOICE.fullmatch(value) else self._said(name, value)
            for name, value in done["payload"].items()
        }
        return _json(done)

    def _said(self, name: str, value: str) -> str:
        """One value of a payload with pseudonyms in it. A `key` is a JSON list of words. Any other value is words,
        maybe separated by bars."""
        try:
            key = json.loads(value) if name == "key" else None
        except (ValueError, RecursionError):
            key = None
        if isinstance(key, list):
            return _json([self._said("", str(part)) for part in key])
        return "|".join(self.words(part, _KEYS) for part in value.split("|"))

    def words(self, text: str, kept: frozenset[str] = frozenset()) -> str:
        """A text with a pseudonym for each run of digits or letters, but for the words in `kept`."""
        if _PHONE.fullmatch(text) and _DIGITS.search(text):
            return self._phone(text)
        return _RUN.sub(lambda run: run[0] if run[0] in kept else self._stand_in(run[0]), text)

    def _value(self, value: Any, field: str, kept: frozenset[str] = KEPT) -> Any:  # noqa: ANN401 - JSON of any shape
        if isinstance(value, dict):
            return {self._known(name): self._field(name.casefold(), inner, kept) for name, inner in value.items()}
        if isinstance(value, list):
            return [self._value(inner, field, kept) for inner in value]
        if value is None or isinstance(value, bool):
            return value
        if isinstance(value, str):
            return self._text(value, field, kept)
        if field in kept and len(str(value)) < _LONG:
            return value
        mantissa, mark, exponent = str(value).partition("e")
        return type(value)(_DIGITS.sub(lambda run: self._stand_in(run[0]), mantissa) + mark + exponent)

    def _field(self, field: str, value: Any, kept: frozenset[str]) -> Any:  # noqa: ANN401 - JSON of any shape
        if field in BUSINESS:
            kept = COLUMNS if isinstance(value, list) else frozenset()
        return self._value(value, field, kept)

    def _text(self, value: str, field: str, kept: frozenset[str]) -> str:
        if holds_json(value):
            return self._nested(value, field, kept)
        if kept is KEPT and field in DATES and parse_server_time(value, UTC) is not None:
            return value
        if kept is KEPT and field in SPOKEN:
            return _RUN.sub(lambda run: run[0] if run[0].casefold() in _SAID else self._stand_in(run[0]), value)
        return self._known(value) if field in kept else self.words(value)

    def _nested(self, text: str, field: str, kept: frozenset[str]) -> str:
        try:
            return _json(self._value(parse(text), field, kept))
        except (ValueError, RecursionError):
            return self.words(text)

    def _known(self, text: str) -> str:
        """Words that are kept, with a pseudonym for each number in them that may be a phone number."""
        return _WRITTEN.sub(lambda found: self._phone(found[0]), text)

    def _phone(self, written: str) -> str:
        """The pseudonym of its digits, written the same way."""
        digits = iter(self._stand_in("".join(_DIGITS.findall(written))))
        return re.sub(r"\d", lambda _: next(digits), written)

    def _stand_in(self, run: str) -> str:
        if _GUID.fullmatch(run):
            return self._guid(run)
        known = self._stand_ins.get(run)
        if known is None:
            known = self._stand_ins[run] = self._drawn(run)
            self._taken.add(known)
        return known

    def _guid(self, written: str) -> str:
        """The pseudonym of a GUID, written the same way. It is a GUID too, because its case must not count."""
        key = id_key(written)
        if key not in self._stand_ins:
            self._stand_ins[key] = re.sub("[^-]", lambda _: self._random.choice("0123456789abcdef"), key)
        drawn = self._stand_ins[key] if "-" in written else self._stand_ins[key].replace("-", "")
        return drawn.upper() if written == written.upper() else drawn

    def _drawn(self, run: str) -> str:
        """A new pseudonym of the same shape; a longer one when no other is left."""
        more = "1" if run[-1].isdigit() else run[-1]
        tries = 0
        while True:
            drawn = "".join(map(self._alike, run + more * (tries // 20)))
            if drawn not in self._taken and (drawn != run or len(run) < 3 or not run.strip("0")):
                return drawn
            tries += 1

    def _alike(self, char: str) -> str:
        if char.isdigit():
            return self._random.choice("123456789") if char != "0" else "0"
        if "\u0590" <= char <= "\u05ff":
            return self._random.choice(_HEBREW)
        if "\u0600" <= char <= "\u06ff":
            return self._random.choice(_ARABIC)
        letter = self._random.choice(_LATIN)
        return letter.upper() if char.isupper() else letter


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
