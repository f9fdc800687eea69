"""Changing a number: sent once, read back, never sent again by itself, and a late answer still counts."""

from __future__ import annotations

import pytest

from tests.unit.app_kit import HOME_MODE, UNKNOWN, Desktop, Shift, play
from tests.unit.samples_of_state import HOME
from widget.client import News, NewsKind
from widget.client.failures import Code, RequestFailed
from widget.client.outcome import refusal_of
from widget.lcm import SET_NEW_MODE_NUMBER, CallbackModes, ModeNumberResult, NewModeNumber, Refusal, Reply

REFUSED = RequestFailed(Code.REFUSED, "WS_Error: Invalid Call ID.", "12345", said="Invalid Call ID.")


async def _type_and_save(shift: Shift) -> None:
    await shift.do("change-open", HOME_MODE)
    await shift.do("change-draft", {**HOME_MODE, "value": "(202) 555-0142"})
    await shift.do("change-save", {**HOME_MODE, "number": "(202) 555-0142"})


def test_saving_sends_the_digits_and_reads_the_modes_again() -> None:
    home = HOME.model_copy(update={"number": "2025550142"})
    desktop = Desktop(GetCallBackModes=CallbackModes(callid="12345", modes=(home,)))
    shift = play(desktop, _type_and_save)
    assert shift.desktop.names() == ["SetNewModeNumber", "GetCallBackModes"]
    sent = shift.desktop.sent("SetNewModeNumber")[0]
    assert (sent.contact_number, sent.mode_id, sent.delete_other_modes, sent.agent_id) == (
        "2025550142",
        "1",
        False,
        "testagent",
    )
    form = shift.store.state.form("12345", "1")
    assert form is not None
    assert (form.step, form.confirmed) == ("saved", True)


def test_two_submits_in_one_frame_send_once() -> None:
    async def script(shift: Shift) -> None:
        await shift.do("change-open", HOME_MODE)
        for _ in range(3):
            shift.app.handle("change-save", {**HOME_MODE, "number": "2025550142"})

    assert len(play(Desktop(), script).desktop.sent("SetNewModeNumber")) == 1


def test_an_unknown_outcome_is_read_back_and_never_sent_again() -> None:
    shift = play(Desktop(SetNewModeNumber=UNKNOWN), _type_and_save)
    assert shift.desktop.names() == ["SetNewModeNumber", "GetCallBackModes"]
    form = shift.store.state.form("12345", "1")
    assert form is not None
    assert (form.step, form.read_back, form.draft) == ("unknown", True, "(202) 555-0142")


@pytest.mark.parametrize(
    ("message", "reason"),
    [
        (Refusal("WS_Error", "Invalid Call ID.", "12345", None), "Invalid Call ID."),
        (Refusal("WS_Error", "", "12345", None), ""),
        (Refusal("WS_Error", " \n", "12345", None), ""),
        (Reply(SET_NEW_MODE_NUMBER, ModeNumberResult(callid="12345", success=False), "12345", ()), ""),
    ],
)
def test_a_refusal_is_told_in_the_desktops_own_words_or_none(message: Reply | Refusal, reason: str) -> None:
    refused = refusal_of(message, "SetNewModeNumber", "12345")
    assert refused is not None
    shift = play(Desktop(SetNewModeNumber=refused), _type_and_save)
    form = shift.store.state.form("12345", "1")
    assert form is not None
    assert form.failure is not None
    assert (form.failure.code, form.failure.reason) == ("refused", reason)


def test_a_refusal_keeps_the_draft_with_the_reason_and_reads_nothing() -> None:
    refused = RequestFailed(Code.REFUSED, "WS_Error: Invalid Call ID.", said="Invalid Call ID.")
    shift = play(Desktop(SetNewModeNumber=refused), _type_and_save)
    form = shift.store.state.form("12345", "1")
    assert form is not None
    assert form.failure is not None
    assert (form.step, form.failure.reason, form.draft) == ("failed", "Invalid Call ID.", "(202) 555-0142")
    assert shift.desktop.names() == ["SetNewModeNumber"]


def test_deleting_others_sends_only_after_the_agents_word() -> None:
    async def script(shift: Shift) -> None:
        await shift.do("change-open", HOME_MODE)
        await shift.do("change-delete-others", {**HOME_MODE, "value": "on"})
        await shift.do("change-save", {**HOME_MODE, "number": "2025550142"})
        assert shift.desktop.asked == []
        await shift.do("change-back", HOME_MODE)
        assert shift.desktop.asked == []
        await shift.do("change-save", {**HOME_MODE, "number": "2025550142"})
        await shift.do("change-confirm", HOME_MODE)
        await shift.do("change-confirm", HOME_MODE)

    sent = play(Desktop(), script).desktop.sent("SetNewModeNumber")
    assert [data.delete_other_modes for data in sent] == [True]


def test_the_focus_goes_into_the_form_and_back_to_its_button() -> None:
    async def script(shift: Shift) -> None:
        await shift.do("change-open", HOME_MODE)
        await shift.do("change-save", {**HOME_MODE, "number": "1"})
        await shift.do("change-close", HOME_MODE)

    assert play(Desktop(), script).hands.focused == ["change-12345-1-number"] * 2 + ["mode-12345-1-change"]


def _late(message: Reply | Refusal, error: RequestFailed | None = None) -> News:
    asked = NewModeNumber(
        callid="12345", account_number="", mode_id="1", contact_number="2025550142", agent_id="testagent"
    )
    return News(NewsKind.SETTLED, message, "late", 0.0, None, asked, error=error)


@pytest.mark.parametrize(
    "message",
    [
        Refusal("WS_Error", "Invalid Call ID.", callid="12345", subtopic=None),
        Reply(SET_NEW_MODE_NUMBER, ModeNumberResult(callid="12345", success=False), "12345"),
    ],
)
def test_a_late_no_settles_an_unknown_outcome_as_failed(message: Reply | Refusal) -> None:
    async def script(shift: Shift) -> None:
        await _type_and_save(shift)
        shift.app.hear(_late(message, REFUSED))

    form = play(Desktop(SetNewModeNumber=UNKNOWN), script).store.state.form("12345", "1")
    assert form is not None
    assert form.step == "failed"
    assert form.failure is not None
    assert form.failure.reason == "Invalid Call ID."


def test_a_late_yes_settles_an_unknown_outcome_as_saved() -> None:
    async def script(shift: Shift) -> None:
        await _type_and_save(shift)
        shift.app.hear(_late(Reply(SET_NEW_MODE_NUMBER, ModeNumberResult(callid="12345", success=True), "12345")))

    form = play(Desktop(SetNewModeNumber=UNKNOWN), script).store.state.form("12345", "1")
    assert form is not None
    assert form.step == "saved"
