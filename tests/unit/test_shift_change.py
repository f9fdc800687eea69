"""Changing a number: sent once, read back, never sent again by itself, and a late answer still counts."""

from __future__ import annotations

import pytest

from tests.unit.samples_of_state import HOME
from tests.unit.shift_kit import HOME_MODE, SILENCE, Answer, Desktop, Shift, play, reply
from widget.ids import dom_id
from widget.lcm import CallbackModes, ModeNumberResult, write_refusal
from widget.state.change import ChangeForm, FormKey, form_of
from widget.state.effects import Focus

SAVED = CallbackModes(callid="12345", modes=(HOME.model_copy(update={"number": "2025550142"}),))
EMPTY = CallbackModes(callid="12345", modes=(HOME,))
UNDONE = ModeNumberResult(callid="12345", success=False)


def refusal(words: str) -> str:
    return write_refusal("WS_Error", words, callid="12345", subtopic=None, source="lcm")


def type_and_save(shift: Shift) -> None:
    shift.do("change-open", HOME_MODE)
    shift.do("change-draft", {**HOME_MODE, "value": "(202) 555-0142"})
    shift.do("change-save", {**HOME_MODE, "number": "(202) 555-0142"})


def form_in(shift: Shift) -> ChangeForm:
    form = form_of(shift.state, FormKey("12345", "1"))
    assert form is not None
    return form


def test_saving_sends_the_digits_and_reads_the_modes_again() -> None:
    shift = play(Desktop(GetCallBackModes=[EMPTY, SAVED]), type_and_save)
    assert shift.desktop.names() == ["SetNewModeNumber", "GetCallBackModes"]
    sent = shift.desktop.sent("SetNewModeNumber")[0]
    assert (sent.contact_number, sent.mode_id, sent.delete_other_modes, sent.agent_id) == (
        "2025550142",
        "1",
        False,
        "testagent",
    )
    form = form_in(shift)
    assert (form.phase, form.confirmed) == ("done", True)


def test_two_submits_in_one_frame_send_once() -> None:
    def script(shift: Shift) -> None:
        shift.do("change-open", HOME_MODE)
        for _ in range(3):
            shift.session.act("change-save", {**HOME_MODE, "number": "2025550142"})

    assert len(play(Desktop(), script).desktop.sent("SetNewModeNumber")) == 1


def test_an_unknown_outcome_is_read_back_and_never_sent_again() -> None:
    shift = play(Desktop(SetNewModeNumber=SILENCE), type_and_save)
    assert shift.desktop.names() == ["SetNewModeNumber", "GetCallBackModes"]
    form = form_in(shift)
    assert (form.phase, form.read_back, form.draft) == ("unknown", True, "(202) 555-0142")


@pytest.mark.parametrize(
    ("answer", "said"),
    [(refusal("Invalid Call ID."), "Invalid Call ID."), (refusal(""), ""), (refusal(" \n"), ""), (UNDONE, "")],
)
def test_a_refusal_is_told_in_the_desktops_own_words_or_none(answer: Answer, said: str) -> None:
    form = form_in(play(Desktop(SetNewModeNumber=answer), type_and_save))
    assert form.attempt.failure is not None
    assert (form.attempt.failure.code, form.attempt.failure.said) == ("refused", said)


def test_a_refusal_keeps_the_draft_with_the_reason_and_reads_nothing() -> None:
    shift = play(Desktop(SetNewModeNumber=refusal("Invalid Call ID.")), type_and_save)
    form = form_in(shift)
    assert form.attempt.failure is not None
    assert (form.phase, form.attempt.failure.said, form.draft) == ("failed", "Invalid Call ID.", "(202) 555-0142")
    assert shift.desktop.asked == [("SetNewModeNumber", shift.desktop.sent("SetNewModeNumber")[0])]


def test_deleting_others_sends_only_after_the_agents_word() -> None:
    def script(shift: Shift) -> None:
        shift.do("change-open", HOME_MODE)
        shift.do("change-delete-others", {**HOME_MODE, "value": "on"})
        shift.do("change-save", {**HOME_MODE, "number": "2025550142"})
        assert shift.desktop.asked == []
        shift.do("change-back", HOME_MODE)
        assert shift.desktop.asked == []
        shift.do("change-save", {**HOME_MODE, "number": "2025550142"})
        shift.do("change-confirm", HOME_MODE)
        shift.do("change-confirm", HOME_MODE)

    sent = play(Desktop(), script).desktop.sent("SetNewModeNumber")
    assert [data.delete_other_modes for data in sent] == [True]


def test_the_focus_goes_into_the_form_and_back_to_its_button() -> None:
    def script(shift: Shift) -> None:
        shift.do("change-open", HOME_MODE)
        shift.do("change-save", {**HOME_MODE, "number": "1"})
        shift.do("change-close", HOME_MODE)

    into, back = Focus(f"{dom_id('change', '12345', '1')}-number"), Focus(f"{dom_id('mode', '12345', '1')}-change")
    assert play(Desktop(), script).page.done == [into, into, back]


@pytest.mark.parametrize(
    ("text", "said"),
    [(refusal("Invalid Call ID."), "Invalid Call ID."), (reply("SetNewModeNumber", UNDONE), "")],
)
def test_a_late_no_settles_an_unknown_outcome_as_failed(text: str, said: str) -> None:
    def script(shift: Shift) -> None:
        type_and_save(shift)
        shift.session.hear(text)

    form = form_in(play(Desktop(SetNewModeNumber=SILENCE), script))
    assert form.phase == "failed"
    assert form.attempt.failure is not None
    assert form.attempt.failure.said == said


@pytest.mark.parametrize(("shown", "phase"), [(SAVED, "done"), (EMPTY, "unknown")])
def test_after_a_late_yes_an_unknown_outcome_is_what_is_read_back(shown: Answer, phase: str) -> None:
    def script(shift: Shift) -> None:
        type_and_save(shift)
        assert form_in(shift).phase == "unknown"
        shift.desktop.asked.clear()
        shift.session.hear(reply("SetNewModeNumber", ModeNumberResult(callid="12345", success=True)))

    shift = play(Desktop(SetNewModeNumber=SILENCE, GetCallBackModes=[EMPTY, EMPTY, shown]), script)
    assert shift.desktop.names() == ["GetCallBackModes"]
    assert form_in(shift).phase == phase
