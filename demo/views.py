"""What the demo desktop shows: the phone, the customer and the day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import htpy as h

from demo.customers import CUSTOMERS, Customer
from demo.softphone import Agent, Line, Phase, Softphone
from widget.lcm import Call


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the agent's day."""

    at: datetime
    words: str


def clock(seconds: float) -> str:
    """A duration as minutes and seconds."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"


def customer_of(call: Call | None) -> Customer | None:
    """The customer whose call this is, among those of the shift."""
    return next((one for one in CUSTOMERS if call is not None and one.call.callid == call.callid), None)


def phone_view(phone: Softphone, at: float, *, copied: str, plays: bool) -> h.Renderable:
    """The softphone: what is on the line, what can be done with it, and a number that the widget gave it."""
    line = phone.line
    return h.fragment[
        h.div(class_=["line", line.phase.value if line else phone.agent.name.lower()])[
            h.span(".dot", aria_hidden="true"),
            h.p(".what")[h.b[_state(phone)], h.span[_whom(line)]],
            h.p(".time")[clock(at - (line.since if line else phone.since))],
        ],
        _waiting(phone.waiting, at) if phone.waiting else None,
        h.div(".keys", role="group", aria_label="Phone")[_keys(phone, line)],
        _copied(copied) if copied else None,
        h.button(
            ".quiet",
            type="button",
            id="plays",
            data_action="plays",
            aria_pressed="true" if plays else "false",
            title="Calls are answered and end by themselves",
        )["Plays by itself"],
    ]


def _state(phone: Softphone) -> str:
    line = phone.line
    if line is None:
        return phone.agent.value
    if line.phase is Phase.RINGING:
        return "Incoming call" if line.incoming else "Calling…"
    return "On hold" if line.phase is Phase.HELD else "Connected"


def _whom(line: Line | None) -> str:
    return "No call" if line is None else f"{line.name} {line.number}".strip()


def _keys(phone: Softphone, line: Line | None) -> Iterable[h.Node]:
    if line is None:
        if phone.agent is not Agent.READY:
            yield _key("ready", "Ready", "good")
        if phone.agent is not Agent.AWAY:
            yield _key("away", "Not ready")
        return
    if line.phase is Phase.RINGING and line.incoming:
        yield _key("answer", "Answer", "good")
    if line.phase is not Phase.RINGING:
        yield _key("hold", "Take back" if line.phase is Phase.HELD else "Hold")
    yield _key("hang-up", "Decline" if line.incoming and line.phase is Phase.RINGING else "Hang up", "bad")


def _waiting(line: Line, at: float) -> h.Element:
    """The customer who is on hold while another number is dialled."""
    return h.p(".on-hold", id="on-hold")[h.b[f"On hold {clock(at - line.since)}"], h.span[line.name]]


def _key(action: str, words: str, kind: str = "") -> h.Element:
    return h.button(class_=["key", kind], type="button", id=f"key-{action}", data_action=action)[words]


def _copied(number: str) -> h.Element:
    return h.p(".copied", id="copied")[
        h.span["From the widget: ", h.b[number]],
        h.button(".key", type="button", id="dial-copied", data_action="dial-copied")["Dial"],
    ]


def call_state(phone: Softphone, call: Call | None, *, goes_on: bool) -> str:
    """What the call of the card does, in words."""
    line = next((one for one in (phone.line, phone.waiting) if one and one.call is call), None)
    if line is not None and line.phase is Phase.HELD:
        return "On hold"
    return "On the phone" if goes_on or line is not None else "The call has ended"


def customer_view(shown: Call | None, state: str) -> h.Renderable:
    """The card of the customer whose call is, or was last, on the line; `state` is what that call does."""
    if shown is None:
        return h.div(".nobody")[
            h.h2["No customer"], h.p["The card of the customer shows here when a call is answered."]
        ]
    customer = customer_of(shown)
    named = {field.name: field.value or "" for field in (*shown.optional_fields, *shown.business_fields)}
    name = customer.name if customer else f"{named.pop('FName', '')} {named.pop('LName', '')}".strip() or "Unknown"
    facts = (
        [("Product", customer.product), ("City", customer.city), ("Number", customer.number)]
        if customer
        else list(named.items())
    )
    return h.fragment[
        h.div(".person")[
            h.span(".face", aria_hidden="true")["".join(part[0] for part in name.split()[:2])],
            h.div[h.h2[name], h.p(".dim")[state]],
        ],
        h.p(".reason")[customer.reason] if customer else None,
        h.dl(".facts")[
            (
                [h.dt[label], h.dd[value]]
                for label, value in (*facts, ("Account", shown.account_number or "—"), ("Call", shown.callid))
            )
        ],
    ]


def day_view(entries: Iterable[Entry]) -> h.Renderable:
    """What happened, the newest first."""
    lines = [h.li[h.time[f"{entry.at:%H:%M}"], h.span[entry.words]] for entry in entries]
    return h.fragment[h.h2["Today"], h.ol[lines] if lines else h.p(".dim")["Nothing yet."]]
