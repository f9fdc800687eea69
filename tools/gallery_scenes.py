"""The states worth looking at, each made the way the page makes it: by events, from messages of the desktop."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from widget import phones
from widget.config import WidgetConfig
from widget.lcm import Call, Field, ManualDialContact, Mode, NonPewcContact
from widget.state import Failure, Link, Note, Store, WidgetState
from widget.state import events as e

NOW = 1706712060.0  # 2024-01-31 09:41:00 in New York
ZONE = "America/New_York"
GOOD = Link("live", heard_at=NOW - 12)


def _field(name: str, value: str | None) -> Field:
    return Field(name=name, value=value, data_type=None, format=None, editable=None)


def _mode(ident: str, name: str, number: str | None, **more: object) -> Mode:
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


HOME = _mode("1", "Home", None, min_length=8, max_length=12, pewc=False, campaign_pewc=False)
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
    _mode("3", "Mobile", "6591462346", pewc=True, campaign_pewc=False),
    _mode("2", "Office", "6591462346", pewc=True),
)


def _manual(
    number: str, expiry: str, *, consent: bool | None = True, ident: str = "9", **more: str
) -> ManualDialContact:
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


def _non_pewc(**more: str) -> NonPewcContact:
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
        **settings,
    }
    store = Store(WidgetState(settings=WidgetConfig.model_validate(table), agent_id="testagent", now=NOW))
    if phones.load():
        store.dispatch(e.PhonesReady())
    return store


def _sample(**settings: object) -> Store:
    store = fresh(**settings)
    store.dispatch(e.LinkChanged(GOOD))
    store.dispatch(e.CallsCame((DAVID, OTHER), NOW - 12))
    store.dispatch(e.ModesCame("12345", READ, NOW - 8))
    store.dispatch(e.ManualContactsCame((_manual("2082097345", "01/31/2024 09:45:51"),), NOW))
    store.dispatch(e.NonPewcContactsCame((), NOW))
    return store


def sample() -> WidgetState:
    """The vendor's own sample data, on a good day."""
    return _sample().state


def opened() -> WidgetState:
    """Fields unfolded, a non-PEWC contact with prefix and suffix, something just copied."""
    store = _sample()
    store.dispatch(e.Toggled("fields:12345"))
    store.dispatch(e.NonPewcContactsCame((_non_pewc(prefix="9", suffix="#"),), NOW))
    store.dispatch(e.Copied("field:12345|optional|1", NOW))
    return store.state


def shell_only() -> WidgetState:
    """Before anything was heard."""
    return fresh().state


def empty() -> WidgetState:
    """Connected, and nothing to do."""
    store = fresh()
    store.dispatch(e.LinkChanged(replace(GOOD, heard_at=NOW - 2)))
    store.dispatch(e.CallsCame((), NOW))
    store.dispatch(e.ManualContactsCame((), NOW))
    store.dispatch(e.NonPewcContactsCame((), NOW))
    return store.state


def errors() -> WidgetState:
    """Three things failed at once and the desktop is silent."""
    store = _sample()
    store.dispatch(e.LinkChanged(Link("lost", heard_at=NOW - 40, next_try_at=NOW + 8, dropped=3)))
    store.dispatch(e.CallsFailed(Failure("timeout", "", NOW)))
    store.dispatch(e.ModesFailed("12345", Failure("refused", "Invalid Call ID.", NOW)))
    store.dispatch(e.ContactsFailed("manual-dial", Failure("unknown-outcome", "", NOW)))
    store.dispatch(e.ContactsFailed("non-pewc", Failure("protocol", "", NOW)))
    return store.state


def messages() -> WidgetState:
    """The inspector unfolded, a message of each kind that was not simply taken in it."""
    store = _sample()
    excerpt = '{"channel": "LCM", "message": "' + "x" * 170
    reading = "message.response[0].PEWC: input should be a flag; message.response[1]: no ModeID"
    notes = (
        Note(NOW - 70, "ignored", "DownloadContactsForDialing", "nobody here asked for it"),
        Note(NOW - 40, "doubtful", "SetNewModeNumberResult", "a late reply that may belong to more than one change"),
        Note(NOW - 30, "odd", "CallBackModes", reading),
        Note(NOW - 5, "malformed", "StateSync", "message: neither a list nor an object", excerpt),
    )
    for note in notes:
        store.dispatch(e.Noted(note))
    store.dispatch(e.MessagesCounted((("accepted", 412), ("origin", 2), ("size", 1), ("rate", 0))))
    store.dispatch(e.Toggled("inspector"))
    return store.state


def refused() -> WidgetState:
    """The page that embeds the widget may not."""
    store = fresh()
    link = Link(
        "refused",
        reason="This page is embedded by https://other.example, which is not among the allowed origins.",
        cure="Ask your administrator to add it to allowed_origins.",
    )
    store.dispatch(e.LinkChanged(link))
    return store.state


def ugly() -> WidgetState:
    """Long, odd, missing and contradictory data, all of it."""
    store = fresh()
    store.dispatch(e.LinkChanged(Link("stale", heard_at=NOW - 130)))
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
        _mode("2", "Office", None, min_length=3, max_length=20),
        _mode("7", "A mode whose description goes on for a while", None),
        _mode("8", "Fax", None),
    )
    store.dispatch(e.CallsCame((long, OTHER, call("3", {"CustomerName": "Ng"})), NOW - 130))
    modes = (
        _mode("1", "Home", "not a number", pewc=True, campaign_pewc=True),
        _mode("2", "Office", "+44 20 7946 0958 ext. 1234567890"),
        _mode("3", "Mobile", None, pewc=False, campaign_pewc=False),
        _mode("9", "", "00000000000000000000", pewc=True),
    )
    store.dispatch(e.ModesCame(long.callid, modes, NOW - 130))
    store.dispatch(e.Toggled(f"fields:{long.callid}"))
    contacts = (
        _manual("2082097345", "soon", consent=None, ident="1", callback="tomorrow", call_type="17"),
        _manual(
            "+498912345678901", "01/31/2024 09:41:40", consent=False, ident="2", campaign="C" * 70, mode="Weekend home"
        ),
        _manual("2082097345", "01/31/2024 09:41:07", ident="3"),
    )
    store.dispatch(e.ManualContactsCame(contacts, NOW))
    store.dispatch(e.NonPewcContactsCame((_non_pewc(prefix="0019", suffix="#4455", expiry="Oct 7 2020 11:59PM"),), NOW))
    return store.state


def _typing(draft: str) -> Store:
    store = _sample()
    store.dispatch(e.ChangeOpened("12345", "1"))
    store.dispatch(e.ChangeTyped("12345", "1", draft))
    return store


def typing() -> WidgetState:
    """A number being typed, likely but for the metadata."""
    return _typing("555 014 23").state


def too_short() -> WidgetState:
    """A number the campaign's limits forbid."""
    store = _typing("555 01")
    store.dispatch(e.ChangeSubmitted("12345", "1"))
    return store.state


def not_saved() -> WidgetState:
    """The desktop refused; another change of the same call has an unknown outcome, a third was saved."""
    store = _typing("2025550142")
    store.dispatch(e.ChangeSubmitted("12345", "1"))
    store.dispatch(e.ChangeSettled("12345", "1", Failure("refused", "Invalid Call ID.", NOW)))
    for mode_id in ("3", "2"):
        store.dispatch(e.ChangeOpened("12345", mode_id))
        store.dispatch(e.ChangeTyped("12345", mode_id, "2025550199" if mode_id == "3" else "6591462346"))
        store.dispatch(e.ChangeSubmitted("12345", mode_id))
    store.dispatch(e.ChangeSettled("12345", "3", Failure("unknown-outcome", "", NOW), unknown=True))
    store.dispatch(e.ChangeSettled("12345", "2", None))
    store.dispatch(e.ModesCame("12345", READ, NOW, reads_back=True))
    return store.state


def delete_others() -> WidgetState:
    """The question before other numbers are deleted."""
    store = _typing("2025550142")
    store.dispatch(e.DeleteOthersSet("12345", "1", on=True))
    store.dispatch(e.ChangeSubmitted("12345", "1"))
    return store.state


def without_consent() -> WidgetState:
    """The second step before a contact without known consent is dialled."""
    store = _sample()
    contacts = (
        _manual("2082097345", "01/31/2024 12:45:51", consent=None, ident="1"),
        _manual("2082097346", "01/31/2024 09:41:51", consent=False, ident="2"),
    )
    store.dispatch(e.ManualContactsCame(contacts, NOW))
    store.dispatch(e.DialPressed(store.state.manual.contacts[0].key, NOW))
    return store.state


def worked() -> WidgetState:
    """Contacts dialled, failed, unsure, expired and finished."""
    store = _sample()
    contacts = tuple(_manual(f"20820973{n}", f"01/31/2024 09:5{n - 40}:00", ident=str(n)) for n in range(41, 46))
    store.dispatch(e.ManualContactsCame((*contacts, _manual("2082097399", "01/31/2024 09:40:00", ident="old")), NOW))
    keys = [contact.key for contact in store.state.manual.contacts]
    for key in keys[:3]:
        store.dispatch(e.DialPressed(key, NOW))
    store.dispatch(e.DialSettled(keys[0], None))
    store.dispatch(e.DialSettled(keys[1], Failure("link", "", NOW)))
    store.dispatch(e.DialSettled(keys[2], Failure("unknown-outcome", "", NOW), unknown=True))
    store.dispatch(e.ContactFinished(keys[4]))
    return store.state


def masked() -> WidgetState:
    """Numbers masked, one of them shown for a while."""
    store = _sample(mask_numbers=True)
    store.dispatch(e.Toggled("fields:12345"))
    store.dispatch(e.Revealed("mode:12345|2", NOW))
    return store.state


def listed_twice() -> WidgetState:
    """One mode listed with two numbers, and being changed."""
    store = _sample()
    again = _mode("3", "Mobile", "2025550177", pewc=False, campaign_pewc=False)
    store.dispatch(e.ModesCame("12345", (*READ, again), NOW))
    store.dispatch(e.ChangeOpened("12345", "3"))
    store.dispatch(e.ChangeTyped("12345", "3", "2025550142"))
    return store.state


def ended() -> WidgetState:
    """The call ended while a number was being typed."""
    store = _typing("2025550142")
    store.dispatch(e.CallsCame((OTHER,), NOW))
    return store.state


def many() -> WidgetState:
    """200 calls, 40 modes."""
    store = fresh()
    store.dispatch(e.LinkChanged(GOOD))
    calls = tuple(call(f"{n:05}", {"FName": "Caller", "LName": str(n), "Country": "USA"}, HOME) for n in range(200))
    store.dispatch(e.CallsCame(calls, NOW))
    store.dispatch(e.ModesCame("00000", tuple(_mode(str(n), f"Mode {n}", f"20255501{n:02}") for n in range(40)), NOW))
    return store.state


def arabic() -> WidgetState:
    """Right to left."""
    store = _sample(locale="ar")
    store.dispatch(e.ChangeOpened("12345", "1"))
    store.dispatch(e.NonPewcContactsCame((_non_pewc(prefix="9", suffix="#"),), NOW))
    return store.state


def pseudo() -> WidgetState:
    """English made long and accented."""
    store = _sample(locale="en-XA")
    store.dispatch(e.ChangeOpened("12345", "1"))
    return store.state


SCENES: dict[str, Callable[[], WidgetState]] = {
    "sample": sample,
    "opened": opened,
    "shell": shell_only,
    "empty": empty,
    "error": errors,
    "messages": messages,
    "refused": refused,
    "ugly": ugly,
    "typing": typing,
    "too-short": too_short,
    "not-saved": not_saved,
    "delete-others": delete_others,
    "without-consent": without_consent,
    "worked": worked,
    "masked": masked,
    "listed-twice": listed_twice,
    "ended": ended,
    "many": many,
    "rtl": arabic,
    "pseudo": pseudo,
}
