"""Contacts to dial: asked for as the form says, dialled once by one click, never by themselves."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.unit.app_kit import TIMEOUT, UNKNOWN, Desktop, Shift, play
from tests.unit.samples_of_state import NOW, manual
from widget.client import News, NewsKind
from widget.lcm import GET_RESERVED_MANUAL_DIAL_CONTACT, ManualDialContacts, ManualDialRequest, PhoneNumber, Reply
from widget.panels import render


def test_a_contact_that_can_not_be_read_is_not_told_as_none() -> None:
    async def script(shift: Shift) -> None:
        reply = Reply(GET_RESERVED_MANUAL_DIAL_CONTACT, ManualDialContacts(contacts=()), None)
        shift.app.hear(News(NewsKind.ODD, reply, "message.response[0]: no PhoneNumber", 0.0))

    assert play(Desktop(), script).store.state.manual.failure is not None


def test_getting_contacts_asks_as_the_form_says() -> None:
    shift = play(Desktop(), lambda shift: shift.do("get-contacts", {"consent": "no", "count": "3"}))
    assert shift.desktop.sent("GetReservedManualDialContact") == [
        ManualDialRequest(agent_id="testagent", count=3, consent=False, reserved=False)
    ]


def test_nothing_is_asked_for_an_agent_nobody_named() -> None:
    async def script(shift: Shift) -> None:
        shift.store.state = replace(shift.store.state, agent_id="")
        await shift.do("get-contacts", {"consent": "yes", "count": "1"})
        await shift.do("get-reserved")

    assert play(Desktop(), script).desktop.asked == []


@pytest.mark.parametrize(
    ("form", "words"),
    [({"reserved": "on"}, "Nothing reserved for you."), ({}, "No contacts to dial right now.")],
)
def test_what_there_is_none_of_is_what_was_asked_for(form: dict[str, str], words: str) -> None:
    async def script(shift: Shift) -> None:
        await shift.do("get-contacts", {"consent": "yes", "count": "1", **form})
        await shift.do("manual-reserved", {"value": "" if form else "on"})

    state = play(Desktop(GetReservedManualDialContact=ManualDialContacts(contacts=())), script).store.state
    assert words in render(state)["manual-dial"]


def test_an_unconfirmed_download_is_followed_by_one_question_for_the_reserved_ones() -> None:
    desktop = Desktop(GetReservedManualDialContact=[UNKNOWN, ManualDialContacts(contacts=(manual(),))])
    shift = play(desktop, lambda shift: shift.do("get-contacts", {"consent": "yes", "count": "1"}))
    assert [data.reserved for data in shift.desktop.sent("GetReservedManualDialContact")] == [False, True]
    assert shift.store.state.manual.recovered
    assert len(shift.store.state.manual.contacts) == 1


def test_an_unconfirmed_download_whose_question_fails_too_can_be_asked_again() -> None:
    desktop = Desktop(GetReservedManualDialContact=[UNKNOWN, TIMEOUT])
    shift = play(desktop, lambda shift: shift.do("get-contacts", {"consent": "yes", "count": "1"}))
    assert len(shift.desktop.asked) == 2
    assert shift.store.state.manual.phase == "idle"
    assert shift.store.state.manual.failure is not None


async def _get(shift: Shift) -> str:
    await shift.do("get-contacts", {"consent": "yes", "count": "1", "reserved": "on"})
    return shift.store.state.manual.contacts[0].key


def test_one_click_one_dial() -> None:
    async def script(shift: Shift) -> None:
        key = await _get(shift)
        for _ in range(3):
            shift.app.handle("dial", {"contact": key})
        await shift.app.settled()
        shift.app.handle("dial", {"contact": key})

    assert len(play(Desktop(), script).desktop.sent("ManualDialCall")) == 1


def test_nothing_is_dialled_without_a_click() -> None:
    async def script(shift: Shift) -> None:
        await _get(shift)
        for _ in range(400):
            shift.time += 1
            shift.app.tick()

    assert play(Desktop(), script).desktop.sent("ManualDialCall") == []


def test_a_click_a_moment_too_late_dials_nothing() -> None:
    async def script(shift: Shift) -> None:
        key = await _get(shift)
        shift.time = NOW + 300
        await shift.do("dial", {"contact": key})

    assert play(Desktop(), script).desktop.sent("ManualDialCall") == []


@pytest.mark.parametrize("consent", [False, None])
def test_without_known_consent_only_the_second_step_dials(consent: bool | None) -> None:
    async def script(shift: Shift) -> None:
        key = await _get(shift)
        await shift.do("dial", {"contact": key})
        assert shift.desktop.sent("ManualDialCall") == []
        await shift.do("dial-back", {"contact": key})
        await shift.do("dial", {"contact": key})
        await shift.do("dial-confirm", {"contact": key})
        await shift.do("dial-confirm", {"contact": key})

    desktop = Desktop(GetReservedManualDialContact=ManualDialContacts(contacts=(manual(consent=consent),)))
    assert play(desktop, script).desktop.sent("ManualDialCall") == [PhoneNumber(phone_number="2082097345")]


def test_dial_by_tel_opens_the_link_with_prefix_and_posts_nothing() -> None:
    async def script(shift: Shift) -> None:
        await shift.do("get-reserved")
        key = shift.store.state.non_pewc.contacts[0].key
        await shift.do("dial", {"contact": key})

    shift = play(Desktop(), script, dial="tel", consent_gate="warn")
    assert "Dialled" not in render(shift.store.state)["non-pewc"] + str(shift.store.state.said)
    assert shift.hands.opened == ["tel:99873635"]
    assert shift.desktop.sent("ManualDialCall") == []


@pytest.mark.parametrize(
    ("number", "opened", "step"),
    [
        ("\u0662\u0660\u0668 2097345", ["tel:2082097345"], "dialled"),
        ("208-209-7345 ext. 12", [], "failed"),
        ("1-800-FLOWERS", [], "failed"),
        ("2082097345,,12", [], "failed"),
        ("9+12082097345", [], "failed"),
    ],
)
def test_dial_by_tel_dials_the_whole_number_or_none(number: str, opened: list[str], step: str) -> None:
    async def script(shift: Shift) -> None:
        await shift.do("dial", {"contact": await _get(shift)})

    desktop = Desktop(GetReservedManualDialContact=ManualDialContacts(contacts=(manual(number),)))
    shift = play(desktop, script, dial="tel")
    assert shift.hands.opened == opened
    assert shift.store.state.manual.contacts[0].step == step


def test_dial_none_dials_nothing() -> None:
    async def script(shift: Shift) -> None:
        await shift.do("dial", {"contact": await _get(shift)})

    shift = play(Desktop(), script, dial="none")
    assert (shift.hands.opened, shift.desktop.sent("ManualDialCall")) == ([], [])


@pytest.mark.parametrize(("told", "times"), [(False, 0), (True, 1)])
def test_copying_a_contact_is_told_only_when_configured(told: bool, times: int) -> None:
    async def script(shift: Shift) -> None:
        await shift.do("copied", {"key": await _get(shift), "copy": "2082097345"})

    assert len(play(Desktop(), script, copy_message=told).desktop.sent("ManualDialCopyContact")) == times
