"""What the desktop says in the scenes, from the vendor's own samples, and the stores it is told to."""

from __future__ import annotations

from tests.unit import events as e
from tests.unit.store import Store
from widget import phones
from widget.config import WidgetConfig
from widget.lcm import Call, Field, ManualDialContact, Mode, NonPewcContact
from widget.state import WidgetState
from widget.state.link import Link
from widget.state.screen import PhonesReady

NOW = 1706712060.0  # 2024-01-31 09:41:00 in New York
ZONE = "America/New_York"
GOOD = Link("live", heard_at=NOW - 12)


def _field(name: str, value: str | None) -> Field:
    return Field(name=name, value=value, data_type=None, format=None, editable=None)


def mode(ident: str, name: str, number: str | None, **more: object) -> Mode:
    """A mode of which nothing is known but this."""
    values: dict[str, object] = {
        "channel_type": None,
        "min_length": None,
        "max_length": None,
        "pewc": None,
        "campaign_pewc": None,
    }
    return Mode.model_validate({"mode_id": ident, "description": name, "number": number, **values, **more})


def call(ident: str, fields: dict[str, str | None], *modes: Mode) -> Call:
    """A call with optional business fields and campaign modes."""
    named = tuple(_field(name, value) for name, value in fields.items())
    return Call(callid=ident, account_number=None, business_fields=(), optional_fields=named, campaign_modes=modes)


HOME = mode("1", "Home", None, min_length=8, max_length=12, pewc=False, campaign_pewc=False)
DAVID = call(
    "12345",
    {
        "FName": "David1",
        "LName": "Berry",
        "Address": "Virginia",
        "Country": "USA",
        "Home": "6491462346",
        "Office": "6591462346",
        "Mobile": "6591462346",
    },
    HOME,
)
OTHER = call("67890", {}, HOME)
READ = (
    mode("3", "Mobile", "6591462346", pewc=True, campaign_pewc=False),
    mode("2", "Office", "6591462346", pewc=True),
)


def manual(
    number: str, expiry: str, *, consent: bool | None = True, ident: str = "9", **more: str
) -> ManualDialContact:
    """A contact for manual dial."""
    values = {
        "phone_number": number,
        "account_number": "0|1|234|0|0|00|1234",
        "campaign": "AD Manual Dial Campaign",
        "mode": "Mobile",
        "contact_id": ident,
        "expiry": expiry,
        "callback": "01/31/2024 05:09:25",
        "call_type": "0",
        **more,
    }
    return ManualDialContact.model_validate({**values, "consent": consent})


def non_pewc(**more: str) -> NonPewcContact:
    """A contact without written consent, reserved for the agent."""
    values = {
        "phone_number": "9873635",
        "account_number": "137|1|3|0|0|84|1",
        "campaign": "SamplePreviewCampaign-ACQ",
        "mode": "Home",
        "contact_id": "137",
        "expiry": "Jan 31 2024 11:59PM",
        "callback": "Jan 31 2024 11:59PM",
        "call_type": "Regular Call",
        "prefix": "",
        "suffix": "",
        "queue": "Queue1",
        **more,
    }
    return NonPewcContact.model_validate(values)


def fresh(**settings: object) -> Store:
    """A store at NOW with the gallery's configuration."""
    table = {
        "server_timezone": ZONE,
        "default_region": "US",
        "allowed_origins": ("https://desktop.example.com",),
        "reserved_at_start": False,
        "calling_hours": "06:00-21:00",  # it is early morning at the numbers of the scenes
        **settings,
    }
    store = Store(WidgetState(settings=WidgetConfig.model_validate(table), agent_id="testagent", now=NOW))
    if phones.load():
        store.dispatch(PhonesReady())
    return store


def sample_store(**settings: object) -> Store:
    """A store that has heard the vendor's own sample data."""
    store = fresh(**settings)
    store.link_is(GOOD)
    store.dispatch(e.calls_came((DAVID, OTHER), NOW - 12))
    store.dispatch(e.modes_came("12345", READ, NOW - 8))
    store.dispatch(e.manual_came((manual("2082097345", "01/31/2024 09:45:51"),), NOW))
    store.dispatch(e.non_pewc_came((), NOW))
    return store
