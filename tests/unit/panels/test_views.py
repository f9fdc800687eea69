"""What each panel says in each state: in words, never by colour alone."""

from __future__ import annotations

import pytest

from tests.unit import events as e
from tests.unit.panels.page import Node, read
from tests.unit.samples_of_state import (
    DAVID,
    MOBILE,
    NOW,
    OFFICE,
    OTHER,
    blank,
    manual,
    typed,
    with_calls,
    with_contact,
)
from tests.unit.store import Store
from widget.client import Code, Failure
from widget.lcm import Call, Field, Mode
from widget.panels import render
from widget.state.clock import Tick
from widget.state.inspector import MessagesCounted
from widget.state.keys import FIELDS, INSPECTOR, Key
from widget.state.link import Link, LinkKind


def region(store: Store, name: str) -> Node:
    """One region of the page as the store stands."""
    return read(render(store.state)[name])


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("connecting", "Connecting asking…"),
        ("live", "Live 40 s ago"),
        ("stale", "Silent for 40 s"),
        ("lost", "No answer next try in 8 s"),
        ("refused", "Blocked"),
        ("mock", "Demo data no desktop"),
    ],
)
def test_the_link_is_said_in_words(kind: LinkKind, words: str) -> None:
    store = blank()
    mock = kind == "mock"
    store.link_is(Link("live" if mock else kind, mock=mock, heard_at=NOW - 40, next_try_at=NOW + 7.5))
    status = region(store, "status").one(data_link=kind)
    assert status.one("p").text() == words


@pytest.mark.parametrize(
    ("code", "reason", "words"),
    [
        ("timeout", "no answer in time", "No answer next try in 8 s"),
        ("refused", "Not logged in.", "Refused next try in 8 s The desktop says “Not logged in.”"),
        ("protocol", "message: wants a list", "Unreadable next try in 8 s"),
        ("link", "no window", "No desktop next try in 8 s"),
    ],
)
def test_a_lost_link_says_what_the_desktop_did(code: str, reason: str, words: str) -> None:
    store = blank()
    failure = Failure(Code(code), reason, reason if code == "refused" else "")
    store.link_is(Link("lost", heard_at=NOW - 40, next_try_at=NOW + 7.5, failure=failure))
    assert " ".join(node.text() for node in region(store, "status").all("p")) == words


def test_a_refused_link_says_why_and_what_helps() -> None:
    store = blank()
    store.link_is(Link("refused", reason="Not embedded by an allowed origin.", remedy="Ask the admin."))
    assert "Not embedded by an allowed origin. Ask the admin." in region(store, "status").text()


def test_dropped_messages_are_counted_on_screen() -> None:
    store = blank()
    store.link_is(Link("live", heard_at=NOW))
    store.dispatch(MessagesCounted((("accepted", 9), ("size", 1), ("rate", 2), ("origin", 5))))
    assert "3 messages of the desktop could not be taken." in region(store, "status").text()


def test_the_selected_call_is_marked_for_everyone() -> None:
    selected = region(with_calls(), "calls").one("button", aria_current="true")
    assert "David1 Berry" in selected.text()
    assert "12345" in selected.text()


def test_a_call_without_a_name_says_so() -> None:
    assert "No name" in region(with_calls(), "calls").one("div", data_callid="67890").text()


@pytest.mark.parametrize(
    ("consent", "words"), [(True, "agreed in writing"), (False, "not agreed"), (None, "not known")]
)
def test_consent_is_said_in_words_in_three_states(consent: bool | None, words: str) -> None:
    store = with_calls()
    store.dispatch(e.modes_came("12345", (Mode(mode_id="9", description="Fax", number=None, pewc=consent),), NOW))
    row = region(store, "callback-modes").one("div", data_mode_id="9")
    assert f"Contact: {words}" in row.one("button", **{"class": "consents"}).text()
    assert row.attrs["aria-label"] == f"Fax: none. Consent: contact {words}, campaign not known."


def test_fields_are_labelled_readably_and_copied_in_full() -> None:
    store = with_calls()
    store.dispatch(e.toggled(FIELDS))
    calls = region(store, "calls")
    assert [label.text() for label in calls.all("div", role="rowheader")] == ["First name", "Last name", "Country"]
    assert calls.named("Copy First name")[0].attrs["data-copy"] == "David1"


def test_a_payment_card_is_nowhere_on_the_page() -> None:
    card = "4111 1111 1111 1111"
    call = Call(callid="1", optional_fields=(Field("Note", card), Field("FName", card)), campaign_modes=(MOBILE,))
    store = blank()
    store.dispatch(e.calls_came((), NOW))
    store.dispatch(e.calls_came((call,), NOW))
    store.dispatch(e.toggled(FIELDS))
    html = "".join(render(store.state).values())
    assert "4111" not in html
    assert "•••• •••• •••• 1111" in html


def test_masked_numbers_show_four_digits_and_copy_all() -> None:
    store = with_calls(mask_numbers=True)
    row = region(store, "callback-modes").one("div", data_mode_id="3")
    assert row.all("bdi")[1].text() == "••••••2346"
    assert row.named("Copy number")[0].attrs["data-copy"] == "6591462346"
    store.dispatch(e.revealed(Key("mode", "12345", ("3", "0")), NOW))
    assert region(store, "callback-modes").one("div", data_mode_id="3").all("bdi")[1].text() == "6591462346"


def test_the_delete_dialog_names_every_number_and_puts_the_safe_choice_first() -> None:
    store = typed()
    store.dispatch(e.delete_others_set("12345", "1", on=True))
    store.dispatch(e.change_submitted("12345", "1"))
    dialog = region(store, "dialogs").one("dialog")
    rows = [row.text() for row in dialog.all("tr")[1:]]
    assert rows == ["Mobile 6591462346 deleted", "Office 6591462347 deleted", "Home \N{EN DASH} 2025550142"]
    assert [
        (answer.text(), answer.attrs["data-action"], "autofocus" in answer.attrs) for answer in dialog.all("button")
    ] == [
        ("Back", "change-back", True),
        ("Save and keep the others", "change-keep", False),
        ("Delete and save", "change-confirm", False),
    ]
    assert dialog.attrs["data-cancel"] == "change-back"


@pytest.mark.parametrize(
    ("consent", "gate", "label"),
    [
        (True, "require", "Dial"),
        (False, "require", "Dial without consent"),
        (None, "require", "Dial, consent not known"),
        (None, "warn", "Dial, consent not known"),
        (None, "off", "Dial"),
    ],
)
def test_the_dial_button_says_what_consent_there_is(consent: bool | None, gate: str, label: str) -> None:
    store, _ = with_contact(manual(consent=consent), consent_gate=gate)
    assert region(store, "manual-dial").named(f"{label} 2082097345")


def test_an_expired_contact_says_so_and_can_not_be_dialled() -> None:
    store, _ = with_contact()
    store.dispatch(Tick(NOW + 300))
    panel = region(store, "manual-dial")
    assert "expired" in panel.text()
    assert panel.one("button", data_action="dial").attrs["aria-disabled"] == "true"
    assert not panel.all(role="timer")


def test_the_countdown_is_a_silent_timer_with_an_absolute_deadline() -> None:
    store, _ = with_contact()
    timer = region(store, "manual-dial").one("time", role="timer")
    assert (timer.text(), timer.attrs["datetime"]) == ("05:00", "2024-01-31T14:46:00Z")
    assert "aria-live" not in timer.attrs


def test_an_unreadable_expiry_is_shown_as_received_and_counts_as_unknown() -> None:
    store, _ = with_contact(manual(expiry="soon"))
    text = region(store, "manual-dial").text()
    assert "expiry unknown" in text
    assert "expiry as sent: “soon”" in text


@pytest.mark.parametrize("text", ["12/31/9999 23:59:59", "06/06/2079 23:59:00", "01/31/2029 14:46:00"])
def test_an_expiry_years_ahead_never_comes_and_is_shown_as_received(text: str) -> None:
    store, _ = with_contact(manual(expiry=text).model_copy(update={"callback": text}))
    panel = region(store, "manual-dial")
    assert "never expires" in panel.text()
    assert f"expiry as sent: “{text}”" in panel.text()
    assert f"call back “{text}”" in panel.text()
    assert not panel.all(role="timer")
    assert "aria-disabled" not in panel.one("button", data_action="dial").attrs


def test_an_expiry_within_five_years_counts_down() -> None:
    store, _ = with_contact(manual(expiry="01/28/2029 14:46:00"))
    assert "never expires" not in region(store, "manual-dial").text()
    assert region(store, "manual-dial").one("time", role="timer").text() == "1824 d 5 h"


@pytest.mark.parametrize("text", ["Jan  1 1900 12:00AM", "01/01/0001 00:00:00", "00/00/0000 00:00:00"])
def test_a_date_that_stands_for_no_date_expires_nothing(text: str) -> None:
    store, _ = with_contact(manual(expiry=text).model_copy(update={"callback": text}))
    panel = region(store, "manual-dial")
    assert "expiry unknown" in panel.text()
    assert "call back 1" not in panel.text()
    assert "aria-disabled" not in panel.one("button", data_action="dial").attrs


def test_dial_none_leaves_copy_only() -> None:
    store, _ = with_contact(dial="none")
    panel = region(store, "manual-dial")
    assert not panel.all("button", data_action="dial")
    assert panel.named("Copy number 2082097345")


def test_a_form_of_an_ended_call_can_be_copied_and_not_sent() -> None:
    store = typed("2025550142")
    store.dispatch(e.calls_came((OTHER,), NOW))
    panel = region(store, "callback-modes")
    assert "The call has ended. The number for Home was not sent." in panel.text()
    assert "2025550142" in [button.attrs["data-copy"] for button in panel.named("Copy number")]
    assert not panel.named("Save number")


def test_a_number_of_an_ended_call_that_was_copied_says_so() -> None:
    store = typed("2025550142")
    store.dispatch(e.calls_came((OTHER,), NOW))
    [button] = [
        button
        for button in region(store, "callback-modes").named("Copy number")
        if button.attrs["data-copy"] == "2025550142"
    ]
    store.dispatch(e.copied(Key.read(button.attrs["data-key"]), NOW))
    assert region(store, "callback-modes").named("Copied")


def test_a_refusal_is_in_the_desktops_words_with_what_was_typed_still_there() -> None:
    store = typed("2025550142")
    store.dispatch(e.change_submitted("12345", "1"))
    store.dispatch(e.change_settled("12345", "1", e.failure("refused", "Invalid Call ID.")))
    panel = region(store, "callback-modes")
    assert "Not saved. The desktop says “Invalid Call ID.” The number you typed is still here." in panel.text()
    assert panel.one("input", type="tel").attrs["value"] == "2025550142"


def test_an_unconfirmed_number_that_is_shown_is_not_told_as_the_old_one() -> None:
    store = typed("2025550142", "3")
    store.dispatch(e.delete_others_set("12345", "3", True))
    store.dispatch(e.change_submitted("12345", "3"))
    store.dispatch(e.change_confirmed("12345", "3"))
    store.dispatch(e.change_settled("12345", "3", e.failure("unknown-outcome")))
    mobile = MOBILE.model_copy(update={"number": "2025550142"})
    store.dispatch(e.modes_came("12345", (mobile, OFFICE), NOW))
    html = render(store.state)["callback-modes"]
    assert "still shows 2025550142" not in html
    assert "Saved, but other numbers are still there." in html


def test_the_live_region_says_the_same_words_twice_as_two_elements() -> None:
    store = blank()
    store.dispatch(e.copied(INSPECTOR, NOW))
    first = region(store, "announce").one("p").attrs["id"]
    store.dispatch(e.copied(INSPECTOR, NOW + 1))
    assert region(store, "announce").one("p").attrs["id"] != first


def test_without_an_agent_id_the_dialling_panels_say_why_they_can_not_ask() -> None:
    store = Store(blank().state._replace(agent_id=""))
    assert "does not know your agent id" in region(store, "manual-dial").text()


def test_what_could_not_be_read_is_said_where_it_is_missing() -> None:
    store = typed("2025550142")
    store.dispatch(e.calls_came((DAVID,), NOW, unread=2))
    store.dispatch(e.modes_came("12345", (MOBILE,), NOW, unread=1))
    assert "2 calls could not be read. Calls that have ended may still be listed." in region(store, "calls").text()
    assert "1 number could not be read." in region(store, "callback-modes").text()
    store.dispatch(e.delete_others_set("12345", "1", on=True))
    store.dispatch(e.change_submitted("12345", "1"))
    assert "Numbers that are not listed here may be deleted too." in region(store, "dialogs").text()


def test_what_is_typed_stays_in_sight_when_its_mode_is_no_longer_listed() -> None:
    store = typed("2025550142", "2")
    store.dispatch(e.modes_came("12345", (MOBILE,), NOW))
    field = region(store, "callback-modes").one(data_mode_id="2").one("input", type="tel")
    assert field.attrs["value"] == "2025550142"


def test_while_one_number_of_a_call_is_saved_the_next_can_not_be() -> None:
    store = typed("2025550142")
    store.dispatch(e.change_opened("12345", "3"))
    store.dispatch(e.change_submitted("12345", "1"))
    save = region(store, "callback-modes").one(data_mode_id="3").one("button", type="submit")
    assert save.attrs["aria-disabled"] == "true"
