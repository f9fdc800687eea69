"""What a call's fields say: the customer's name, the place, and a readable label for any field's name.

The vendor's pages name no fixed set of fields. The names here are those of the vendor's samples and usual variants.
"""

from __future__ import annotations

import re

from widget.lcm import Call, decoded, is_nothing
from widget.state.numbers import numberish, squeezed
from widget.texts import Text, later

_FIRST = ("fname", "firstname", "givenname")
_LAST = ("lname", "lastname", "surname", "familyname")
_WHOLE = ("name", "customername", "fullname", "contactname", "cname")
_PLACE = (("city", "town", "address", "address1"), ("state", "region"), ("country",))
_READABLE = {
    "fname": later("First name"),
    "firstname": later("First name"),
    "mname": later("Middle name"),
    "lname": later("Last name"),
    "lastname": later("Last name"),
    "name": later("Name"),
    "customername": later("Customer name"),
    "dob": later("Date of birth"),
    "zip": later("Postal code"),
    "zipcode": later("Postal code"),
    "acctno": later("Account number"),
    "accountnumber": later("Account number"),
    "address": later("Address"),
    "country": later("Country"),
    "home": later("Home"),
    "office": later("Office"),
    "mobile": later("Mobile"),
}
NAMES = frozenset((*_FIRST, *_LAST, *_WHOLE, *(name for names in _PLACE for name in names), *_READABLE))
"""The names of fields that the widget knows, in small letters and without other characters."""
_ACRONYMS = frozenset({"crm", "dob", "id", "sms", "ssn", "url", "vip"})
_BOUNDARY = re.compile(r"[_\-.\s]+|(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[a-zA-Z])(?=\d)")


def _key(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


def _values(call: Call) -> dict[str, str]:
    found: dict[str, str] = {}
    for field in (*call.business_fields, *call.optional_fields):
        if field.value and field.value.strip():
            found.setdefault(_key(field.name), " ".join(decoded(field.value).split()))
    return found


def _first(values: dict[str, str], names: tuple[str, ...]) -> str:
    return next((values[name] for name in names if name in values and not is_nothing(values[name])), "")


def customer_name(call: Call) -> str:
    """The customer's name from the fields of a call; empty when they hold none. A program's word for nothing is no name
    (protocol.md §2.52), but the family name Null is one."""
    values = _values(call)
    first, last = _first(values, _FIRST), _first(values, _LAST)
    if first and not last:
        last = next((values[name] for name in _LAST if name in values and _is_null(values[name], first)), "")
    return " ".join(part for part in (first, last) if part) or _without_nothing(_first(values, _WHOLE))


def _is_null(name: str, first: str) -> bool:
    """Whether this is the family name Null: it is written as names are, or in capitals like the first name."""
    return name == "Null" or (name == "NULL" and first.isupper() and len(first) > 1)


def _without_nothing(name: str) -> str:
    """A whole name without the words that a program has put in for its missing parts."""
    words = name.split()
    kept = [word for word in words if not is_nothing(word.strip(","))]
    if kept and len(words) > 1 and _is_null(words[-1], kept[0]):
        kept.append(words[-1])
    return " ".join(kept).strip(", ")


def may_be_one(one: Call, other: Call) -> bool:
    """Whether two calls can be the same customer's by their fields: one of them has no name, the names are equal, or
    the fields share a phone number. A name may be corrected during a call; a name and all numbers are not."""
    names = customer_name(one).casefold(), customer_name(other).casefold()
    if not all(names) or names[0] == names[1]:
        return True
    return bool(_numbers(one) & _numbers(other))


def _numbers(call: Call) -> frozenset[str]:
    return frozenset(squeezed(value) for value in _values(call).values() if numberish(value))


def called(call: Call) -> str:
    """What the agent knows a call by: the customer's name, else the call id."""
    return customer_name(call) or call.callid


def customer_place(call: Call) -> str:
    """Where the customer is ("Virginia, USA") from the fields of a call; empty when they hold no place."""
    values = _values(call)
    return ", ".join(part for part in (_first(values, names) for names in _PLACE) if part)


def _shaped(word: str) -> str:
    if word.lower() in _ACRONYMS:
        return word.upper()
    return word if word.isupper() and len(word) > 1 else word.lower()


def readable(name: str) -> Text | str:
    """A label for a field's name: a Text for a known name, else the name split into words."""
    known = _READABLE.get(_key(name))
    if known:
        return known
    words = [word for word in _BOUNDARY.split(name) if word]
    if not words:
        return name
    shaped = [_shaped(word) for word in words]
    return " ".join([shaped[0][:1].upper() + shaped[0][1:], *shaped[1:]])
