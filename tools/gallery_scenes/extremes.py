"""More than there should be, and worse."""

from __future__ import annotations

from tests.unit import events as e
from tools.gallery_scenes.data import GOOD, HOME, NOW, OTHER, call, fresh, manual, mode, non_pewc
from widget.state import WidgetState
from widget.state.keys import FIELDS
from widget.state.link import Link


def ugly() -> WidgetState:
    """Long, odd, missing and contradictory data, all of it."""
    store = fresh()
    long = call(
        "call id with spaces/and-a-very-long-tail-0123456789",
        {
            "FName": "Wolfeschlegelsteinhausenbergerdorff-Maximiliane",
            "LName": "von und zu Hohenlohe-Waldenburg-Schillingsfürst",
            "Card": "4111 1111 1111 1111",
            "crmAccountURL2": "https://crm.example.com/accounts/000000000000000000000000000000000001",
            "Notes": "",
            "note_2": "שלום, call after 5 <b>not bold</b> & done",
        },
        HOME,
        mode("2", "Office", None, min_length=3, max_length=20),
        mode("7", "A mode whose description goes on for a while", None),
        mode("8", "Fax", None),
    )
    store.dispatch(e.calls_came((long, OTHER, call("c-3", {"CustomerName": "Ng"})), NOW - 130))
    modes = (
        mode("1", "Home", "not a number", pewc=True, campaign_pewc=True),
        mode("2", "Office", "+44 20 7946 0958 ext. 1234567890"),
        mode("3", "Mobile", None, pewc=False, campaign_pewc=False),
        mode("9", "", "00000000000000000000", pewc=True),
    )
    store.dispatch(e.modes_came(long.callid, modes, NOW - 130))
    store.dispatch(e.toggled(FIELDS))
    contacts = (
        manual("2082097345", "soon", consent=None, ident="1", callback="tomorrow", call_type="17"),
        manual(
            "+498912345678901", "01/31/2024 09:41:40", consent=False, ident="2", campaign="C" * 70, mode="Weekend home"
        ),
        manual("2082097345", "01/31/2024 09:41:07", ident="3"),
    )
    store.dispatch(e.manual_came(contacts, NOW))
    store.dispatch(e.non_pewc_came((non_pewc(prefix="0019", suffix="#4455", expiry="Oct 7 2020 11:59PM"),), NOW))
    store.link_is(Link("stale", heard_at=NOW - 130))
    return store.state


def many() -> WidgetState:
    """200 calls, 40 modes."""
    store = fresh()
    store.link_is(GOOD)
    calls = tuple(call(f"{n:05}", {"FName": "Caller", "LName": str(n), "Country": "USA"}, HOME) for n in range(200))
    store.dispatch(e.calls_came(calls, NOW))
    store.dispatch(e.modes_came("00000", tuple(mode(str(n), f"Mode {n}", f"20255501{n:02}") for n in range(40)), NOW))
    return store.state
