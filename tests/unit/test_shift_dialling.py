"""Contacts to dial: asked for as the form says, dialled once by one click, never by themselves."""

from __future__ import annotations

import pytest

from tests.unit.samples_of_state import manual
from tests.unit.session_kit import lcm
from tests.unit.shift_kit import SILENCE, Desktop, Shift, play
from widget.lcm import ManualDialContacts, ManualDialRequest, PhoneNumber
from widget.panels import render
from widget.state.effects import OpenUrl


def test_a_contact_that_can_not_be_read_is_not_told_as_none() -> None:
    answer = lcm("DownloadContactsForDialing", {"response": [{"AccountNumber": "1|2"}]})
    shift = play(Desktop(GetReservedManualDialContact=answer), lambda shift: shift.do("get-contacts"))
    shown = render(shift.state)["manual-dial"]
    assert "1 contact could not be read." in shown
    assert "Nothing reserved" not in shown


def test_getting_contacts_asks_as_the_form_says() -> None:
    shift = play(Desktop(), lambda shift: shift.do("get-contacts", {"consent": "no", "count": "3"}))
    assert shift.desktop.sent("GetReservedManualDialContact") == [
        ManualDialRequest(agent_id="testagent", count=3, consent=False, reserved=False)
    ]


def test_nothing_is_asked_for_an_agent_nobody_named() -> None:
    def script(shift: Shift) -> None:
        shift.do("get-contacts", {"consent": "yes", "count": "1"})
        shift.do("get-reserved")

    assert play(Desktop(), script, agent_id="").desktop.asked == []


@pytest.mark.parametrize(
    ("form", "words"),
    [({"reserved": "on"}, "Nothing reserved for you."), ({}, "No contacts available right now.")],
)
def test_what_there_is_none_of_is_what_was_asked_for(form: dict[str, str], words: str) -> None:
    def script(shift: Shift) -> None:
        shift.do("get-contacts", {"consent": "yes", "count": "1", **form})
        shift.do("manual-reserved", {"value": "" if form else "on"})

    state = play(Desktop(GetReservedManualDialContact=ManualDialContacts(contacts=())), script).state
    assert words in render(state)["manual-dial"]


def test_an_unconfirmed_download_is_followed_by_one_question_for_the_reserved_ones() -> None:
    desktop = Desktop(GetReservedManualDialContact=[SILENCE, ManualDialContacts(contacts=(manual(),))])
    shift = play(desktop, lambda shift: shift.do("get-contacts", {"consent": "yes", "count": "1"}))
    assert [data.reserved for data in shift.desktop.sent("GetReservedManualDialContact")] == [False, True]
    assert shift.state.manual.recovered
    assert len(shift.state.manual.value) == 1


def test_an_unconfirmed_download_whose_question_fails_too_can_be_asked_again() -> None:
    desktop = Desktop(GetReservedManualDialContact=[SILENCE, SILENCE])
    shift = play(desktop, lambda shift: shift.do("get-contacts", {"consent": "yes", "count": "1"}), read_retries=0)
    assert len(shift.desktop.names()) == 2
    assert not shift.state.manual.asking
    assert shift.state.manual.failure is not None


def opened_by(shift: Shift) -> list[str]:
    """The URLs that the page has opened."""
    return [effect.url for effect in shift.page.done if isinstance(effect, OpenUrl)]


def get(shift: Shift) -> str:
    shift.do("get-contacts", {"consent": "yes", "count": "1", "reserved": "on"})
    return shift.state.manual.value[0].key


def test_one_click_one_dial() -> None:
    def script(shift: Shift) -> None:
        key = get(shift)
        for _ in range(3):
            shift.session.act("dial", {"contact": key})
        shift.settle()
        shift.session.act("dial", {"contact": key})

    assert len(play(Desktop(), script).desktop.sent("ManualDialCall")) == 1


def test_nothing_is_dialled_without_a_click() -> None:
    def script(shift: Shift) -> None:
        get(shift)
        for _ in range(400):
            shift.clock.pass_time(1)
            shift.settle()

    assert play(Desktop(), script).desktop.sent("ManualDialCall") == []


def test_a_click_a_moment_too_late_dials_nothing() -> None:
    def script(shift: Shift) -> None:
        key = get(shift)
        shift.clock.jumped += 300  # before any tick
        shift.do("dial", {"contact": key})

    assert play(Desktop(), script).desktop.sent("ManualDialCall") == []


@pytest.mark.parametrize("consent", [False, None])
def test_without_known_consent_only_the_second_step_dials(consent: bool | None) -> None:
    def script(shift: Shift) -> None:
        key = get(shift)
        shift.do("dial", {"contact": key})
        assert shift.desktop.sent("ManualDialCall") == []
        shift.do("dial-back", {"contact": key})
        shift.do("dial", {"contact": key})
        shift.do("dial-confirm", {"contact": key})
        shift.do("dial-confirm", {"contact": key})

    desktop = Desktop(GetReservedManualDialContact=ManualDialContacts(contacts=(manual(consent=consent),)))
    assert play(desktop, script).desktop.sent("ManualDialCall") == [PhoneNumber(phone_number="2082097345")]


def test_dial_by_tel_opens_the_link_with_prefix_and_posts_nothing() -> None:
    def script(shift: Shift) -> None:
        shift.do("get-reserved")
        key = shift.state.non_pewc.value[0].key
        shift.do("dial", {"contact": key})

    shift = play(Desktop(), script, dial="tel", consent_gate="warn")
    assert "Dialled" not in render(shift.state)["non-pewc"] + str(shift.state.said)
    assert opened_by(shift) == ["tel:99873635"]
    assert shift.desktop.sent("ManualDialCall") == []


@pytest.mark.parametrize(
    ("number", "opened", "phase"),
    [
        ("\u0662\u0660\u0668 2097345", ["tel:2082097345"], "done"),
        ("208-209-7345 ext. 12", [], "failed"),
        ("1-800-FLOWERS", [], "failed"),
        ("2082097345,,12", [], "failed"),
        ("9+12082097345", [], "failed"),
    ],
)
def test_dial_by_tel_dials_the_whole_number_or_none(number: str, opened: list[str], phase: str) -> None:
    def script(shift: Shift) -> None:
        shift.do("dial", {"contact": get(shift)})

    desktop = Desktop(GetReservedManualDialContact=ManualDialContacts(contacts=(manual(number),)))
    shift = play(desktop, script, dial="tel")
    assert opened_by(shift) == opened
    assert shift.state.manual.value[0].phase == phase


def test_the_agent_is_not_asked_before_a_dial_that_can_not_be_done() -> None:
    def script(shift: Shift) -> None:
        shift.do("dial", {"contact": get(shift)})

    desktop = Desktop(
        GetReservedManualDialContact=ManualDialContacts(contacts=(manual("208-209-7345 ext. 12", consent=None),))
    )
    contact = play(desktop, script, dial="tel").state.manual.value[0]
    assert (contact.attempt.confirming, contact.phase) == (False, "failed")


def test_dial_none_dials_nothing() -> None:
    def script(shift: Shift) -> None:
        shift.do("dial", {"contact": get(shift)})

    shift = play(Desktop(), script, dial="none")
    assert (opened_by(shift), shift.desktop.sent("ManualDialCall")) == ([], [])


@pytest.mark.parametrize(("told", "times"), [(False, 0), (True, 1)])
def test_copying_a_contact_is_told_only_when_configured(told: bool, times: int) -> None:
    def script(shift: Shift) -> None:
        get(shift)
        shift.do("copied", {"key": shift.state.manual.value[0].on_screen.write(), "copy": "2082097345"})

    assert len(play(Desktop(), script, copy_message=told).desktop.sent("ManualDialCopyContact")) == times
