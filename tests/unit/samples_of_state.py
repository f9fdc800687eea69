"""Messages and stores the tests of state, app and panels share. NOW is 2024-01-31 09:41:00 in New York."""

from __future__ import annotations

from tests.unit import events as e
from tests.unit.store import Store
from widget.config import WidgetConfig
from widget.lcm import Call, Field, ManualDialContact, Mode, NonPewcContact
from widget.state import WidgetState
from widget.state.change import ChangeForm
from widget.state.contact import Contact
from widget.state.contacts import contact_of

NOW = 1706712060.0
HOME = Mode(mode_id="1", description="Home", min_length=8, max_length=12, pewc=False, campaign_pewc=False)
MOBILE = Mode(mode_id="3", description="Mobile", number="6591462346", pewc=True, campaign_pewc=False)
OFFICE = Mode(mode_id="2", description="Office", number="6591462347", pewc=True)
DAVID = Call(
    callid="12345",
    optional_fields=(Field("FName", "David1"), Field("LName", "Berry"), Field("Country", "USA")),
    campaign_modes=(HOME,),
)
OTHER = Call(callid="67890", campaign_modes=(HOME,))


def manual(
    number: str = "2082097345", *, consent: bool | None = True, ident: str = "9", expiry: str = ""
) -> ManualDialContact:
    """A manual-dial contact; it expires at 09:46 New York time unless told."""
    return ManualDialContact(
        phone_number=number,
        account_number="0|1|234",
        campaign="AD Manual Dial Campaign",
        mode="Mobile",
        contact_id=ident,
        expiry=expiry or "01/31/2024 09:46:00",
        callback="01/31/2024 05:09:25",
        call_type="0",
        consent=consent,
    )


def non_pewc(*, prefix: str = "", suffix: str = "", expiry: str = "") -> NonPewcContact:
    """A non-PEWC contact; it expires at 09:46 New York time unless told."""
    return NonPewcContact(
        phone_number="9873635",
        account_number="137|1|3",
        campaign="SamplePreviewCampaign-ACQ",
        mode="Home",
        contact_id="137",
        expiry=expiry or "Jan 31 2024 9:46AM",
        callback="Oct 7 2020 11:59PM",
        call_type="Regular Call",
        prefix=prefix,
        suffix=suffix,
        queue="Queue1",
    )


def settings(**table: object) -> WidgetConfig:
    """A configuration with the server in New York. No contacts are asked for at the start, unless told."""
    return WidgetConfig.model_validate({"server_timezone": "America/New_York", "reserved_at_start": False, **table})


def blank(**table: object) -> Store:
    """A store that has heard nothing yet."""
    return Store(WidgetState(settings=settings(**table), agent_id="testagent", now=NOW))


def with_calls(**table: object) -> Store:
    """A store with two calls, the first selected and its modes read."""
    store = blank(**table)
    store.dispatch(e.calls_came((DAVID, OTHER), NOW))
    store.dispatch(e.modes_came("12345", (MOBILE, OFFICE), NOW))
    return store


def with_contact(contact: ManualDialContact | None = None, **table: object) -> tuple[Store, str]:
    """A store with one manual-dial contact, and its key."""
    store = blank(**table)
    store.dispatch(e.manual_came((contact or manual(),), NOW))
    return store, store.state.manual.value[0].key


def typed(draft: str = "2025550142", mode_id: str = "1", **table: object) -> Store:
    """A store in which a number is being typed for a mode of the first call."""
    store = with_calls(**table)
    store.dispatch(e.change_opened("12345", mode_id))
    store.dispatch(e.change_typed("12345", mode_id, draft))
    return store


def where(one: ChangeForm | Contact | None) -> str:
    """Where a form or a contact is, in one word: its phase, or what stands beside it."""
    assert one is not None
    if isinstance(one, Contact) and one.finished:
        return "finished"
    return "confirming" if one.attempt.confirming else str(one.phase)


def step_of(store: Store, key: str) -> str:
    """The step of a contact that is there."""
    return where(contact_of(store.state, key))
