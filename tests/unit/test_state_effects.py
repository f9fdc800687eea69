"""What is to be done follows from what happened: what is asked for and sent, and where the focus goes, as values."""

from __future__ import annotations

import pytest

from tests.unit import events as e
from tests.unit.samples_of_state import DAVID, NOW, blank, manual, non_pewc, step_of, typed, with_calls, with_contact
from tests.unit.store import Store
from widget.ids import dom_id
from widget.lcm import (
    GET_CALLBACK_MODES,
    GET_RESERVED_CONTACT_OD,
    GET_RESERVED_MANUAL_DIAL_CONTACT,
    MANUAL_DIAL_CALL,
    SET_NEW_MODE_NUMBER,
    CallbackModesRequest,
    ManualDialRequest,
    NewModeNumber,
    PhoneNumber,
    ReservedContactRequest,
)
from widget.state.attempt import Doubted, Settled
from widget.state.change import Change
from widget.state.clock import Tick
from widget.state.contacts import ContactsRead
from widget.state.dialling import Dial
from widget.state.effects import Ask, Effect, Focus, OpenUrl
from widget.state.modes import ModesOf
from widget.state.reading import NotCame

FIVE_MINUTES = NOW + 300
CHANGE = Change("12345", "", "1", "2025550142")


def after(store: Store, *events: object) -> list[Effect]:
    """What these events have done."""
    store.effects.clear()
    for event in events:
        store.dispatch(event)
    return store.effects


def asked_after(store: Store, *events: object) -> list[str]:
    """The operations that these events have asked for."""
    after(store, *events)
    return store.asked()


# The numbers of a call.


def test_a_call_that_is_chosen_has_its_numbers_asked_for_once() -> None:
    store = with_calls()
    wanted = Ask(GET_CALLBACK_MODES, CallbackModesRequest(callid="67890", account_number=""), ModesOf("67890"))
    asked = after(store, e.call_selected("67890"))
    assert [one for one in asked if isinstance(one, Ask) and one.operation is GET_CALLBACK_MODES] == [wanted]
    assert after(store, e.call_selected("12345"), e.call_selected("67890")) == []


def test_the_numbers_of_a_call_are_asked_for_with_its_account() -> None:
    call = DAVID.model_copy(update={"account_number": "A"})
    data = CallbackModesRequest(callid="12345", account_number="A")
    assert after(blank(), e.calls_came((call,), NOW)) == [Ask(GET_CALLBACK_MODES, data, ModesOf("12345", "A"))]


def test_numbers_are_asked_for_anew_when_the_agent_wants_it_and_not_twice_at_once() -> None:
    assert asked_after(with_calls(), e.modes_pressed(), e.modes_pressed()) == ["GetCallBackModes"]


# A change.


def test_a_change_is_sent_once_as_digits() -> None:
    data = NewModeNumber(
        callid="12345",
        account_number="",
        mode_id="1",
        contact_number="2025550142",
        delete_other_modes=False,
        agent_id="testagent",
    )
    submitted = e.change_submitted("12345", "1")
    assert after(typed("(202) 555-0142"), submitted, submitted) == [Ask(SET_NEW_MODE_NUMBER, data, CHANGE)]


def test_numbers_are_deleted_only_after_the_agent_has_confirmed_it() -> None:
    store = typed()
    assert after(store, e.delete_others_set("12345", "1", on=True), e.change_submitted("12345", "1")) == []
    assert after(store, e.change_backed_out("12345", "1"), e.change_confirmed("12345", "1")) == []
    (sent,) = after(store, e.change_submitted("12345", "1"), e.change_confirmed("12345", "1"))
    assert isinstance(sent, Ask)
    assert isinstance(sent.data, NewModeNumber)
    assert sent.data.delete_other_modes


@pytest.mark.parametrize(("code", "read"), [(None, 1), ("unknown-outcome", 1), ("refused", 0), ("link", 0)])
def test_whatever_became_of_a_change_but_a_clear_no_the_numbers_are_read_again(code: str | None, read: int) -> None:
    store = typed()
    store.dispatch(e.change_submitted("12345", "1"))
    failure = e.failure(code) if code else None
    assert asked_after(store, Settled(CHANGE, failure)) == ["GetCallBackModes"] * read


def test_numbers_asked_for_before_a_change_has_ended_are_asked_for_once_more() -> None:
    store = typed()
    store.dispatch(e.change_submitted("12345", "1"))
    store.dispatch(e.modes_pressed())
    assert asked_after(store, Settled(CHANGE, None)) == ["GetCallBackModes"]


@pytest.mark.parametrize("said", [Settled(CHANGE, None, late=True), Doubted(CHANGE)])
def test_a_late_or_doubtful_answer_to_a_change_has_the_numbers_read_again(said: object) -> None:
    store = typed()
    store.dispatch(e.change_submitted("12345", "1"))
    store.dispatch(Settled(CHANGE, e.failure("unknown-outcome")))
    forms = store.state.forms
    assert asked_after(store, said) == ["GetCallBackModes"]
    assert store.state.forms is forms


def test_the_focus_goes_into_a_form_that_opens_or_whose_number_is_wrong_and_back_when_it_closes() -> None:
    done = after(
        with_calls(),
        e.change_opened("12345", "1"),
        e.change_submitted("12345", "1"),
        e.change_closed("12345", "1"),
    )
    assert done == [
        Focus(f"{dom_id('change', '12345', '1')}-number"),
        Focus(f"{dom_id('change', '12345', '1')}-number"),
        Focus(f"{dom_id('mode', '12345', '1')}-change"),
    ]


# Contacts.


def test_the_contacts_asked_for_are_those_of_the_form_as_the_page_says_it_stands() -> None:
    pressed = e.acted("get-contacts", consent="no", count=" 3 ")
    data = ManualDialRequest(agent_id="testagent", count=3, consent=False, reserved=False)
    what = ContactsRead("manual-dial", data)
    assert after(blank(), pressed) == [Ask(GET_RESERVED_MANUAL_DIAL_CONTACT, data, what)]


def test_the_reserved_contact_is_asked_for_in_the_agents_name_and_not_twice_at_once() -> None:
    pressed = e.contacts_pressed("non-pewc")
    data = ReservedContactRequest(user_id="testagent")
    assert after(blank(), pressed, pressed) == [Ask(GET_RESERVED_CONTACT_OD, data, ContactsRead("non-pewc", data))]


def _downloading() -> tuple[Store, ContactsRead]:
    """A store that has asked for new contacts, and what it asked for."""
    store = blank()
    (sent,) = after(store, e.acted("get-contacts", consent="yes", count="1"))
    assert isinstance(sent, Ask)
    assert isinstance(sent.about, ContactsRead)
    assert sent.about.downloads
    return store, sent.about


def _of_what(effects: list[Effect]) -> list[bool]:
    """Of each asking for contacts, whether it is a download."""
    asks = (effect.about for effect in effects if isinstance(effect, Ask))
    return [about.downloads for about in asks if isinstance(about, ContactsRead)]


def test_a_download_nobody_confirmed_is_followed_by_one_question_for_the_reserved_ones() -> None:
    store, what = _downloading()
    unknown = e.failure("unknown-outcome")
    assert _of_what(after(store, NotCame(what, unknown, NOW))) == [False]
    assert store.state.manual.checking
    assert after(store, e.manual_failed(unknown)) == []
    assert (store.state.manual.asking, store.state.manual.checking) == (False, False)


def test_a_download_that_was_refused_is_followed_by_nothing() -> None:
    store, what = _downloading()
    assert after(store, NotCame(what, e.failure("refused"), NOW)) == []


@pytest.mark.parametrize("late", [True, False])
@pytest.mark.parametrize("asking", [True, False])
def test_a_late_or_doubtful_answer_to_a_download_has_the_reserved_ones_read(asking: bool, late: bool) -> None:
    store, what = _downloading()
    store.dispatch(NotCame(what, e.failure("unknown-outcome"), NOW))
    if not asking:
        store.dispatch(e.manual_came((), NOW))
    said = Settled(what, None, late=True) if late else Doubted(what)
    assert _of_what(after(store, said)) == ([] if asking else [False])


# Dials.


def test_one_press_is_one_dial() -> None:
    store, key = with_contact()
    wanted = Ask(MANUAL_DIAL_CALL, PhoneNumber(phone_number="2082097345"), Dial(key, 1))
    assert after(store, e.dial_pressed(key), e.dial_pressed(key), e.dial_confirmed(key)) == [wanted]


def test_without_known_consent_only_the_second_step_dials() -> None:
    store, key = with_contact(manual(consent=None))
    assert after(store, e.dial_confirmed(key), e.dial_pressed(key), e.dial_pressed(key)) == []
    assert asked_after(store, e.dial_confirmed(key), e.dial_confirmed(key)) == ["ManualDialCall"]


def test_a_prefix_and_a_suffix_are_dialled() -> None:
    store = blank()
    store.dispatch(e.non_pewc_came((non_pewc(prefix="9", suffix="#"),), NOW))
    (contact,) = store.state.non_pewc.value
    store.dispatch(e.dial_pressed(contact.key))
    wanted = Ask(MANUAL_DIAL_CALL, PhoneNumber(phone_number="99873635#"), Dial(contact.key, 1))
    assert after(store, e.dial_confirmed(contact.key)) == [wanted]


@pytest.mark.parametrize("consent", [True, None])
def test_nothing_is_dialled_at_or_after_the_deadline(consent: bool | None) -> None:
    store, key = with_contact(manual(consent=consent))
    if consent is None:
        store.dispatch(e.dial_pressed(key, FIVE_MINUTES - 1))
    assert after(store, e.dial_pressed(key, FIVE_MINUTES), e.dial_confirmed(key, FIVE_MINUTES)) == []


def test_time_alone_dials_nothing() -> None:
    store, _ = with_contact()
    after(store, *(Tick(NOW + second) for second in range(0, 600, 7)))
    assert "ManualDialCall" not in store.asked()


@pytest.mark.parametrize(
    ("number", "done", "step"),
    [
        ("208 209-7345", [OpenUrl("tel:2082097345")], "done"),
        ("2082097345#1", [], "failed"),
        ("*72 208 209 7345", [], "failed"),
        ("#31#2082097345", [], "failed"),
        ("**21*2082097345#", [], "failed"),
        ("+44 (0)20 7946 0133", [OpenUrl("tel:+442079460133")], "done"),
        ("+1\u202f208\u2011209\u20117345", [OpenUrl("tel:+12082097345")], "done"),
        ("208-CALL-NOW", [], "failed"),
        ("2085550123.0", [], "failed"),
        ("555 0100 / 555 0101", [], "failed"),
        ("+12082097345;ext=5", [], "failed"),
        ("2082097345,,1", [], "failed"),
    ],
)
def test_a_number_is_handed_to_the_phone_program_only_if_all_of_it_can_be(
    number: str, done: list[Effect], step: str
) -> None:
    store, key = with_contact(manual(number), dial="tel")
    assert after(store, e.dial_pressed(key)) == done
    assert step_of(store, key) == step


def test_the_focus_stays_where_a_contact_is_finished_and_goes_to_one_that_is_chosen() -> None:
    store, key = with_contact()
    store.dispatch(Tick(FIVE_MINUTES))
    assert after(store, e.contact_finished(key), e.contact_finished(key, done=False)) == []
    store.dispatch(e.manual_came((manual("2082097346", ident="10"),), NOW))
    other = store.state.manual.value[-1]
    assert after(store, e.acted("contact-choose", contact=other.key)) in ([], [Focus(other.element)])
