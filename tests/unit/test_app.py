"""What the agent's actions send: each change once, nothing by itself, and every outcome on screen."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Mapping
from typing import Any, TypeVar, cast

import pytest
from pydantic import BaseModel

from tests.unit.samples_of_state import DAVID, HOME, MOBILE, NOW, OTHER, blank, manual, non_pewc
from tools.gallery_scenes import SCENES
from widget.app import App
from widget.client import News, NewsKind
from widget.client.failures import Code, RequestFailed
from widget.client.outcome import refusal_of
from widget.lcm import (
    GET_CALLBACK_MODES,
    GET_RESERVED_MANUAL_DIAL_CONTACT,
    SET_NEW_MODE_NUMBER,
    CallbackModes,
    CallStates,
    ManualDialContacts,
    ManualDialRequest,
    ModeNumberResult,
    NewModeNumber,
    Operation,
    PhoneNumber,
    Refusal,
    Reply,
    ReservedContact,
)
from widget.panels import render
from widget.state import Store

Q = TypeVar("Q", bound=BaseModel)
A = TypeVar("A", bound=BaseModel)
Answer = BaseModel | Exception


class Desktop:
    """A fake client: answers by operation name, remembers what was asked."""

    def __init__(self, **answers: Answer | list[Answer]) -> None:
        self.asked: list[tuple[str, BaseModel]] = []
        self._answers: dict[str, Answer | list[Answer]] = {
            "StateSync": CallStates(calls=(DAVID, OTHER)),
            "GetCallBackModes": CallbackModes(callid="12345", modes=(MOBILE,)),
            "SetNewModeNumber": ModeNumberResult(callid="12345", success=True),
            "GetReservedManualDialContact": ManualDialContacts(contacts=(manual(),)),
            "GetReservedContactOD": ReservedContact(contacts=(non_pewc(prefix="9"),)),
            "ManualDialCall": PhoneNumber(phone_number="2082097345"),
            "ManualDialCopyContact": PhoneNumber(phone_number="2082097345"),
            **answers,
        }

    async def request(self, operation: Operation[Q, A], data: Q, *, then: Callable[[A], None] | None = None) -> A:
        self.asked.append((operation.name, data))
        await asyncio.sleep(0)
        answer = self._answers[operation.name]
        if isinstance(answer, list):
            answer = answer.pop(0) if len(answer) > 1 else answer[0]
        if isinstance(answer, Exception):
            raise answer
        if then is not None:
            then(cast("A", answer))
        return cast("A", answer)

    def names(self) -> list[str]:
        return [name for name, _ in self.asked]

    def sent(self, name: str) -> list[Any]:
        return [data for asked, data in self.asked if asked == name]


class Hands:
    """Remembers where the focus went and what was opened."""

    def __init__(self) -> None:
        self.focused: list[str] = []
        self.opened: list[str] = []

    def focus(self, element_id: str) -> None:
        self.focused.append(element_id)

    def open_link(self, url: str) -> None:
        self.opened.append(url)


class Shift:
    """An app with its store, a fake desktop and a clock that stands still until moved."""

    def __init__(self, desktop: Desktop, **settings: object) -> None:
        self.desktop = desktop
        self.store: Store = blank(**settings)
        self.hands = Hands()
        self.time = NOW
        self.app = App(desktop, self.store, self.hands, lambda: self.time)

    async def do(self, action: str, payload: Mapping[str, str] | None = None) -> None:
        self.app.handle(action, payload or {})
        await self.app.settled()


def play(desktop: Desktop, script: Callable[[Shift], Any], **settings: object) -> Shift:
    """Runs a script of actions to its end."""

    async def run() -> Shift:
        shift = Shift(desktop, **settings)
        await shift.app.start()
        await shift.app.settled()
        desktop.asked.clear()
        await script(shift)
        await shift.app.settled()
        return shift

    return asyncio.run(run())


HOME_MODE = {"call": "12345", "modeId": "1"}
UNKNOWN = RequestFailed(Code.UNKNOWN_OUTCOME, "no answer")
TIMEOUT = RequestFailed(Code.TIMEOUT, "no answer")


async def _type_and_save(shift: Shift) -> None:
    await shift.do("change-open", HOME_MODE)
    await shift.do("change-draft", {**HOME_MODE, "value": "(202) 555-0142"})
    await shift.do("change-save", {**HOME_MODE, "number": "(202) 555-0142"})


def test_start_asks_for_the_calls_and_the_modes_of_the_first() -> None:
    async def run() -> Shift:
        shift = Shift(Desktop())
        await shift.app.start()
        await shift.app.settled()
        return shift

    shift = asyncio.run(run())
    assert shift.desktop.names() == ["StateSync", "GetCallBackModes"]
    assert shift.desktop.sent("GetCallBackModes")[0].callid == "12345"
    read = shift.store.state.modes_of("12345")
    assert read is not None
    assert read.modes == (MOBILE,)


def test_selecting_a_call_reads_its_modes_once() -> None:
    async def script(shift: Shift) -> None:
        await shift.do("select-call", {"callid": "67890"})
        await shift.do("select-call", {"callid": "12345"})
        await shift.do("select-call", {"callid": "67890"})

    shift = play(Desktop(), script)
    assert [data.callid for data in shift.desktop.sent("GetCallBackModes")] == ["67890"]


def test_a_failed_reading_is_shown_and_not_repeated_by_the_app() -> None:
    shift = play(Desktop(GetCallBackModes=TIMEOUT), lambda shift: shift.do("select-call", {"callid": "67890"}))
    read = shift.store.state.modes_of("67890")
    assert read is not None
    assert read.failure is not None
    assert (read.failure.code, shift.desktop.names()) == ("timeout", ["GetCallBackModes"])


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


def test_closing_what_was_typed_for_an_ended_call_reads_the_modes_of_the_next() -> None:
    async def script(shift: Shift) -> None:
        await shift.do("change-open", HOME_MODE)
        await shift.do("change-draft", {**HOME_MODE, "value": "2025550142"})
        shift.app.calls_came((OTHER,))
        await shift.app.settled()
        assert shift.desktop.asked == []
        await shift.do("change-close", HOME_MODE)

    shift = play(Desktop(), script)
    assert [data.callid for data in shift.desktop.sent("GetCallBackModes")] == ["67890"]
    assert shift.hands.focused[-1] == "get-callback-modes"


def _late(message: Reply | Refusal, error: RequestFailed | None = None) -> News:
    asked = NewModeNumber(
        callid="12345", account_number="", mode_id="1", contact_number="2025550142", agent_id="testagent"
    )
    return News(NewsKind.SETTLED, message, "late", 0.0, None, asked, error=error)


REFUSED = RequestFailed(Code.REFUSED, "WS_Error: Invalid Call ID.", "12345", said="Invalid Call ID.")


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


def test_a_contact_that_can_not_be_read_is_not_told_as_none() -> None:
    async def script(shift: Shift) -> None:
        reply = Reply(GET_RESERVED_MANUAL_DIAL_CONTACT, ManualDialContacts(contacts=()), None)
        shift.app.hear(News(NewsKind.ODD, reply, "message.response[0]: no PhoneNumber", 0.0))

    assert play(Desktop(), script).store.state.manual.failure is not None


def test_unasked_modes_of_a_known_call_are_taken() -> None:
    async def script(shift: Shift) -> None:
        body = CallbackModes(callid="12345", modes=(HOME,))
        shift.app.hear(News(NewsKind.FRESH, Reply(GET_CALLBACK_MODES, body, "12345"), "unasked", 0.0))

    read = play(Desktop(), script).store.state.modes_of("12345")
    assert read is not None
    assert read.modes == (HOME,)


def test_getting_contacts_asks_as_the_form_says() -> None:
    shift = play(Desktop(), lambda shift: shift.do("get-contacts", {"consent": "no", "count": "3"}))
    assert shift.desktop.sent("GetReservedManualDialContact") == [
        ManualDialRequest(agent_id="testagent", count=3, consent=False, reserved=False)
    ]


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
    assert shift.hands.opened == ["tel:99873635"]
    assert shift.desktop.sent("ManualDialCall") == []


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


@pytest.mark.parametrize(
    ("action", "payload"), [("no-such-thing", {}), ("dial", {}), ("change-save", {"call": "12345"})]
)
def test_an_odd_action_of_the_page_does_no_harm(action: str, payload: dict[str, str]) -> None:
    assert play(Desktop(), lambda shift: shift.do(action, payload)).desktop.asked == []


def test_closing_ends_what_is_under_way() -> None:
    async def run() -> None:
        shift = Shift(Desktop())
        shift.app.handle("refresh-calls", {})
        shift.app.close()
        await shift.app.settled()

    asyncio.run(run())


def test_every_action_in_the_markup_exists() -> None:
    used = {
        action
        for scene in SCENES.values()
        for html in render(scene()).values()
        for action in re.findall(r'data-(?:action|input|cancel)="([^"]+)"', html)
    }
    app = App(Desktop(), blank(), Hands(), lambda: NOW)
    assert used <= app.actions
    assert app.actions - used == {"copied", "copy-failed"}
