"""Whom the demo desktop's shift brings: eight customers who call, and the contacts to dial of the mock's samples."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from widget.lcm import Call, Mode
from widget.mock.builders import call, mode
from widget.mock.samples import samples
from widget.mock.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Customer:
    """Somebody who calls: what the desktop shows, and what StateSync has of the call."""

    name: str
    number: str
    city: str
    product: str
    reason: str
    call: Call
    modes: tuple[Mode, ...]


_PEOPLE = (
    ("Grace O'Neill", "+12025550143", "Boston", "Home contents", "Asks when her claim is paid"),
    ("Li Wei", "+12065550118", "Seattle", "Car, third party", "Has moved and wants another number on file"),
    ("Ana Souza", "+13055550162", "Miami", "Travel, family", "Wants to be called back in the evening"),
    ("Omar Haddad", "+13125550177", "Chicago", "Liability", "Did not recognise a payment"),
    ("Mia Schmidt", "+16175550109", "Boston", "Car, full cover", "Wants a quote for a second car"),
    ("Noor Khan", "+14155550134", "San Francisco", "Health, basic", "Sent papers and heard nothing"),
    ("Ivo Novák", "+17025550151", "Las Vegas", "Home contents", "Cancels at the end of the year"),
    ("Rosa Martín", "+15125550126", "Austin", "Life, 20 years", "Changes who is to be paid"),
)


def _customer(index: int, person: tuple[str, str, str, str, str]) -> Customer:
    name, number, city, product, reason = person
    first, last = name.split(" ", 1)
    kinds = (("1", "Home", number), ("2", "Office", None), ("3", "Mobile", f"{number[:-4]}{7000 + index}"))
    fields: dict[str, str | None] = {"FName": first, "LName": last, "City": city, "Country": "USA", "Mobile": number}
    business: dict[str, str | None] = {"Policy": product, "Customer_Since": str(2012 + index)}
    offered = tuple(mode(ident, kind, pewc=(None, True)) for ident, kind, _ in kinds)
    held = tuple(
        mode(ident, kind, known, pewc=(index % 3 != 0 or kind != "Mobile", True))
        for ident, kind, known in kinds
        if known
    )
    account = f"137|1|3|0|0|84|{index + 10}"
    calling = call(f"S-{1000 + index}", fields, business=business, modes=offered, account=account)
    return Customer(name, number, city, product, reason, calling, held)


CUSTOMERS = tuple(_customer(index, person) for index, person in enumerate(_PEOPLE))


def shift(now: datetime) -> Scenario:
    """No call yet: the softphone brings them. Expiries are relative to `now`, in the server's zone."""
    scenario = samples(now)
    business = next(iter(scenario.outcomes.business.values()))
    outcomes = replace(scenario.outcomes, business={customer.call.callid: business for customer in CUSTOMERS})
    return replace(
        scenario,
        calls=(),
        modes={customer.call.callid: customer.modes for customer in CUSTOMERS},
        details={},
        reserved=(),
        non_pewc=scenario.new_non_pewc[:1],
        new_non_pewc=scenario.new_non_pewc[1:],
        outcomes=outcomes,
    )
