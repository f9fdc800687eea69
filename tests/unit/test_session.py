"""The parts of a widget, tied: what is heard becomes state in the order it came, and leaving ends what is under way."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from tests.unit.fake_timers import FakeTimers, settle
from widget.config import WidgetConfig
from widget.session import Session

NOW = 1_700_000_000.0


class Wire:
    """A bus that keeps what is posted."""

    def __init__(self) -> None:
        self.posted: list[dict[str, Any]] = []

    def post(self, text: str) -> None:
        self.posted.append(json.loads(text))

    def subtopics(self) -> list[str]:
        return [message["subtopic"] for message in self.posted]


class NoHands:
    """A page nobody looks at."""

    def focus(self, element_id: str) -> None: ...
    def show(self, element_id: str) -> None: ...
    def open_link(self, url: str) -> None: ...


def state_of(*callids: str, **other: object) -> str:
    calls = [{"callid": callid} for callid in callids]
    return json.dumps({"channel": "LCM", "topic": "WebService", "subtopic": "StateSync", "message": calls, **other})


def played(play: Callable[[Session, Wire, FakeTimers], Coroutine[Any, Any, None]], **settings: Any) -> None:  # noqa: ANN401 - the configuration's own types
    async def run() -> None:
        wire, timers = Wire(), FakeTimers()
        await play(Session(WidgetConfig(**settings), wire, timers, lambda: NOW, NoHands(), "agent"), wire, timers)

    asyncio.run(run())


def test_of_several_states_heard_in_one_batch_the_last_counts() -> None:
    async def play(session: Session, _wire: Wire, _timers: FakeTimers) -> None:
        session.start()
        await settle()
        for callid in ("first", "second", "third"):
            session.hear(state_of(callid))
        await settle()
        assert [call.callid for call in session.store.state.calls.calls] == ["third"]

    played(play)


def test_the_first_call_is_selected_and_its_modes_are_asked_for() -> None:
    async def play(session: Session, wire: Wire, _timers: FakeTimers) -> None:
        session.start()
        await settle()
        session.hear(state_of("12345", "67890"))
        await settle()
        assert session.store.state.calls.selected == "12345"
        assert wire.posted[-1]["data"] == {"callid": "12345", "AccountNumber": ""}

    played(play)


def test_a_refused_page_posts_nothing_and_says_why() -> None:
    async def play(session: Session, wire: Wire, _timers: FakeTimers) -> None:
        session.refuse("The page that embeds this widget is strange.", "List it.")
        session.tick()
        await settle()
        link = session.store.state.link
        assert (link.kind, link.cure, wire.posted) == ("refused", "List it.", [])

    played(play)


def test_what_the_inbox_dropped_is_part_of_the_links_state() -> None:
    async def play(session: Session, _wire: Wire, _timers: FakeTimers) -> None:
        session.start()
        session.tick({"accepted": 5, "size": 1, "rate": 2, "source": 4})
        assert session.store.state.link.dropped == 3

    played(play)


def test_a_page_back_from_the_cache_asks_for_the_state_anew() -> None:
    async def play(session: Session, wire: Wire, _timers: FakeTimers) -> None:
        session.start()
        await settle()
        session.hear(state_of("12345"))
        await settle()
        session.leave()
        session.come_back()
        await settle()
        assert wire.subtopics().count("StateSync") == 2
        session.hear(state_of("67890"))
        await settle()
        assert [call.callid for call in session.store.state.calls.calls] == ["67890"]

    played(play)


def modes_of(callid: str, number: str) -> str:
    mode = {"ModeID": "1", "Description": "Home", "Cvalue": number}
    message = {"callid": callid, "response": [mode]}
    return json.dumps({"channel": "LCM", "topic": "WebService", "subtopic": "CallBackModes", "message": message})


async def in_the_middle_of_everything(session: Session) -> None:
    """One call and its modes; a change, a download, a read and two refreshes under way."""
    session.start()
    await settle()
    session.hear(state_of("1"))
    await settle()
    session.hear(modes_of("1", "2025550100"))
    await settle()
    mode = {"call": "1", "modeId": "1"}
    session.act("change-open", mode)
    session.act("change-draft", {**mode, "value": "2025550199"})
    session.act("change-save", mode)
    session.act("get-contacts", {"consent": "yes", "count": "1"})
    for action in ("get-reserved", "refresh-calls", "get-modes"):
        session.act(action, {})
    await settle()


def under_way(session: Session) -> list[str]:
    """What the panels say is being asked or sent."""
    state = session.store.state
    modes, form = state.modes_of("1"), state.form("1", "1")
    busy = {
        "calls": state.calls.asking,
        "modes": modes is not None and modes.asking,
        "change": form is not None and form.step == "sending",
        "manual dial": state.manual.phase != "idle",
        "non-PEWC": state.non_pewc.phase != "idle",
    }
    return [name for name, is_busy in busy.items() if is_busy]


@pytest.mark.parametrize("frozen_at_once", [True, False])
def test_a_page_that_left_in_the_middle_is_not_busy_for_ever_and_reads_what_became_of_a_change(
    frozen_at_once: bool,
) -> None:
    async def play(session: Session, wire: Wire, timers: FakeTimers) -> None:
        await in_the_middle_of_everything(session)
        assert under_way(session) == ["calls", "modes", "change", "manual dial", "non-PEWC"]
        session.leave()
        if not frozen_at_once:
            await timers.pass_time(600)
        posted = len(wire.posted)
        session.come_back()
        await settle()
        assert sorted(set(wire.subtopics()[posted:])) == [
            "GetCallBackModes",
            "GetReservedManualDialContact",
            "StateSync",
        ]
        form = session.store.state.form("1", "1")
        assert form is not None
        assert form.step == "unknown"
        session.hear(state_of("1"))
        session.hear(modes_of("1", "2025550199"))
        await timers.pass_time(60)
        assert under_way(session) == []
        form = session.store.state.form("1", "1")
        assert form is not None
        assert form.step == "saved"
        reserved = [
            message["data"]["ReservedContacts"]
            for message in wire.posted
            if message["subtopic"] == "GetReservedManualDialContact"
        ]
        assert reserved[0] == "false"
        assert set(reserved[1:]) == {"true"}
        assert wire.subtopics().count("SetNewModeNumber") == 1

    played(play)


def test_a_refused_page_back_from_the_cache_is_refused_still() -> None:
    async def play(session: Session, wire: Wire, timers: FakeTimers) -> None:
        session.refuse("The page that embeds this widget is strange.", "List it.")
        session.leave()
        session.come_back()
        await timers.pass_time(60)
        assert session.store.state.link.kind == "refused"
        assert wire.posted == []

    played(play)


def test_another_apps_state_sync_is_answered_only_when_configured() -> None:
    async def play(session: Session, wire: Wire, _timers: FakeTimers) -> None:
        session.start()
        await settle()
        session.hear(state_of("12345"))
        await settle()
        asked = {"channel": "LCM", "topic": "WebService", "subtopic": "StateSync", "source": "another-app"}
        session.hear(json.dumps(asked))
        answers = [message for message in wire.posted if "message" in message]
        assert len(answers) == (1 if session.store.state.settings.answer_state_sync else 0)
        assert all(answer["message"][0]["callid"] == "12345" for answer in answers)

    played(play)
    played(play, answer_state_sync=True)


def test_calls_read_only_in_part_are_passed_on_to_nobody() -> None:
    async def play(session: Session, wire: Wire, _timers: FakeTimers) -> None:
        session.start()
        await settle()
        partly = json.loads(state_of("12345"))
        session.hear(json.dumps({**partly, "message": [*partly["message"], {}]}))
        await settle()
        session.hear(json.dumps({"channel": "LCM", "topic": "WebService", "subtopic": "StateSync", "source": "other"}))
        assert [message for message in wire.posted if "message" in message] == []

    played(play, answer_state_sync=True)
