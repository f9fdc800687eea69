"""An agent's shift: a session whose desktop answers at once, and a page that only keeps what was to be done to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel

from tests.unit.fake_clock import FakeClock
from tests.unit.samples_of_state import DAVID, MOBILE, NOW, OTHER, manual, non_pewc, settings
from widget.lcm import (
    OPERATIONS,
    STATE_SYNC,
    CallbackModes,
    CallCounts,
    CallStates,
    CampaignGroups,
    ManualDialContacts,
    ModeNumberResult,
    PhoneNumber,
    Request,
    ReservedContact,
    read,
    write_reply,
)
from widget.session import Session
from widget.state import WidgetState
from widget.state.effects import Effect, Focus, OpenUrl, Scroll

Answer = BaseModel | str | None
"""A reply's body, or a text as it comes over the bus; None is silence."""
SILENCE: Answer = None
HOME_MODE = {"call": "12345", "modeId": "1"}
LONGEST = 30.0
"""After this many seconds no request is under way any more, answered or not."""


class Desktop:
    """The other side of the bus. It answers by operation name, and keeps what was asked. Of a list of answers, each is
    given once, but the last one again and again."""

    def __init__(self, **answers: Answer | list[Answer]) -> None:
        self.asked: list[tuple[str, Any]] = []
        self.silent = False
        self._texts: list[str] = []
        self._answers: dict[str, Answer | list[Answer]] = {
            "StateSync": CallStates(calls=(DAVID, OTHER)),
            "GetCallBackModes": CallbackModes(callid="12345", modes=(MOBILE,)),
            "SetNewModeNumber": ModeNumberResult(callid="12345", success=True),
            "GetReservedManualDialContact": ManualDialContacts(contacts=(manual(),)),
            "GetReservedContactOD": ReservedContact(contacts=(non_pewc(prefix="9"),)),
            "GetContactOD": ReservedContact(contacts=(non_pewc(prefix="9"),)),
            "GetCampaignGroups": CampaignGroups(),
            "GetAgentCallCount": CallCounts(),
            "ManualDialCall": PhoneNumber(phone_number="2082097345"),
            "ManualDialCopyContact": PhoneNumber(phone_number="2082097345"),
            **answers,
        }

    def post(self, text: str) -> None:
        request = read(text)
        assert isinstance(request, Request)
        name, data = request.operation.name, request.data
        self.asked.append((name, data))
        answer = self._answers[name]
        if isinstance(answer, list):
            answer = answer.pop(0) if len(answer) > 1 else answer[0]
        if answer is None:
            self.silent = True
        else:
            self._texts.append(answer if isinstance(answer, str) else reply(name, _about(data, answer)))

    def says(self) -> list[str]:
        """The texts of its answers that were not taken yet."""
        texts, self._texts = self._texts, []
        return texts

    def names(self) -> list[str]:
        """The names of what was asked for, without StateSync, because the link asks for it at times of its own."""
        return [name for name, _ in self.asked if name != STATE_SYNC.name]

    def sent(self, name: str) -> list[Any]:
        return [data for asked, data in self.asked if asked == name]


def _about(data: Any, body: BaseModel) -> BaseModel:  # noqa: ANN401 - the data of a request
    """The body, with the call id that was asked for."""
    callid = getattr(data, "callid", None)
    return body if callid is None else body.model_copy(update={"callid": callid})


def reply(name: str, body: BaseModel) -> str:
    """A reply as the desktop sends it."""
    operation = next(operation for operation in OPERATIONS if operation.name == name)
    return write_reply(operation, body, source="lcm")


@dataclass
class Remembered:
    """A page that only keeps what was to be done to it."""

    done: list[Effect] = field(default_factory=list)
    checks: int = 0

    def focus(self, ident: str, since: str) -> None:
        self.done.append(Focus(ident, since))

    def scroll(self, ident: str) -> None:
        self.done.append(Scroll(ident))

    def open_url(self, url: str) -> None:
        self.done.append(OpenUrl(url))

    def check_clock(self) -> None:
        self.checks += 1


class Shift:
    """A session with its desktop, its page and its clock. No time passes while the desktop answers."""

    def __init__(self, desktop: Desktop, agent_id: str = "testagent", **table: object) -> None:
        self.desktop, self.clock, self.page = desktop, FakeClock(NOW), Remembered()
        self.session = Session(settings(**table), desktop, self.clock, self.page, agent_id)
        self.clock.wakes(self.session)

    @property
    def state(self) -> WidgetState:
        return self.session.state

    def start(self) -> None:
        self.session.start()
        self.settle()

    def do(self, action: str, payload: Mapping[str, str] | None = None) -> None:
        """Do an action, and take all that follows from it."""
        self.session.act(action, payload or {})
        self.settle()

    def settle(self) -> None:
        """Take all answers of the desktop. When it did not answer, let time pass until every request has ended."""
        self._hear()
        if self.desktop.silent:
            for _ in range(int(LONGEST)):
                self.clock.pass_time(1.0)
                self._hear()
            self.desktop.silent = False

    def _hear(self) -> None:
        while texts := self.desktop.says():
            for text in texts:
                self.session.hear(text)


def play(desktop: Desktop, script: Callable[[Shift], object], **table: Any) -> Shift:  # noqa: ANN401 - the configuration's own types
    """Start a shift, play a script of actions in it, and return the shift."""
    shift = Shift(desktop, **table)
    shift.start()
    desktop.asked.clear()
    script(shift)
    shift.settle()
    return shift
