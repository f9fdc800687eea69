"""The link kept over a bus: asking at the start, finding a desktop again, answering other apps."""

from __future__ import annotations

import json

import pytest

from tests.unit.client_kit import calls, modes_reply, others_request, refusal, sync_reply
from tests.unit.fake_clock import FakeClock, NotedBus
from tests.unit.panels import page
from tests.unit.session_kit import NOW, NoPage
from widget.client.own_posts import WINDOW
from widget.config import WidgetConfig
from widget.lcm import STATE_SYNC, NoData, Reply, read
from widget.panels import render
from widget.session import Session

OTHERS = others_request(STATE_SYNC, NoData())


class Room:
    """A session with a bus that keeps what is posted, and its time in our hands."""

    def __init__(self, **settings: object) -> None:
        self.bus, self.clock = NotedBus(), FakeClock(NOW)
        config = WidgetConfig.model_validate(
            {"source": "us", "answer_state_sync": True, "reserved_at_start": False, **settings}
        )
        self.session = Session(config, self.bus, self.clock, NoPage(), "agent")
        self.clock.wakes(self.session)

    def kind(self) -> str:
        return self.session.state.link.kind

    def callids(self) -> list[str]:
        return [call.callid for call in self.session.state.calls.value]

    def syncs(self) -> int:
        """How often StateSync was asked for."""
        posted = [json.loads(text) for text in self.bus.posted]
        return sum(sent["subtopic"] == "StateSync" and "message" not in sent for sent in posted)

    def started(self, *callids: str) -> Room:
        self.session.start()
        self.session.hear(sync_reply(*callids))
        return self

    def answers(self) -> bool:
        """Whether another app's StateSync is answered now."""
        before = len(self.bus.posted)
        self.session.hear(OTHERS)
        return len(self.bus.posted) > before


def test_it_asks_at_the_start_and_has_the_calls_and_is_live() -> None:
    room = Room()
    room.session.start()
    assert (room.syncs(), room.kind()) == (1, "connecting")
    room.session.hear(sync_reply("1"))
    assert (room.callids(), room.kind()) == (["1"], "live")


def test_a_desktop_that_is_away_for_ten_minutes_is_found_again_and_the_state_asked_anew() -> None:
    room = Room().started("1")
    room.clock.pass_time(600)
    assert room.kind() == "lost"
    asked = room.syncs()
    assert asked > 15
    room.clock.pass_time(35)
    assert room.syncs() > asked
    room.session.hear(sync_reply("2"))
    assert (room.kind(), room.callids()) == ("live", ["2"])


def test_a_quiet_but_living_desktop_is_asked_once_a_minute_and_stays_live() -> None:
    room = Room()
    room.session.start()
    for _ in range(5):
        room.session.hear(sync_reply())
        assert room.kind() == "live"
        room.clock.pass_time(60)
    assert room.syncs() == 6


def test_hearing_anything_while_lost_has_the_state_asked() -> None:
    room = Room()
    room.session.start()
    room.clock.pass_time(50)
    assert room.kind() == "lost"
    asked = room.syncs()
    room.session.hear(modes_reply("1"))
    assert room.kind() == "live"
    room.clock.pass_time(4)
    assert room.syncs() == asked + 1


def test_a_bus_that_takes_nothing_is_a_lost_link_that_is_tried_again() -> None:
    room = Room()
    room.bus.closed = "nobody there"
    room.session.start()
    room.clock.pass_time(20)
    link = room.session.state.link
    assert link.failure is not None
    assert (link.kind, link.failure.code, link.failure.reason) == ("lost", "link", "nobody there")
    room.bus.closed = ""
    room.clock.pass_time(31)
    room.session.hear(sync_reply("1"))
    assert room.kind() == "live"


@pytest.mark.parametrize("answered", [(), ("CallBackModes",), ("CallBackModes", "CampaignModes")])
def test_reads_nobody_answered_raise_doubts_once_but_refusals_do_not(answered: tuple[str, ...]) -> None:
    room = Room(read_retries=0, reply_deadline=3.0).started("1")
    asked = room.syncs()
    for subtopic in answered:
        room.session.hear(refusal("1", subtopic))
    room.clock.pass_time(4)
    assert room.syncs() - asked == (0 if len(answered) == 2 else 1)


def test_a_change_nobody_answered_raises_doubts_as_well() -> None:
    room = Room(change_deadline=3.0).started()
    asked = room.syncs()
    room.session.act("get-contacts", {"consent": "yes", "count": "1"})
    room.clock.pass_time(4)
    assert room.session.state.manual.checking
    assert room.syncs() - asked == 1


def test_a_start_in_the_middle_of_an_ask_leaves_one_ask() -> None:
    room = Room()
    room.session.start()
    room.started("1")
    assert room.syncs() == 1
    assert (room.kind(), room.session.state.calls.asking) == ("live", False)


def test_a_page_that_left_while_it_was_asking_waits_for_nothing() -> None:
    room = Room()
    room.session.start()
    room.session.leave()
    assert not room.session.state.calls.asking
    posted = len(room.bus.posted)
    room.clock.pass_time(3600)
    assert len(room.bus.posted) == posted


def test_of_an_older_state_again_nothing_is_shown_and_the_calls_are_asked_for_once_more() -> None:
    room = Room().started("1")
    room.session.hear(sync_reply("2"))
    asked = room.syncs()
    room.session.hear(sync_reply("1"))
    assert (room.callids(), room.syncs()) == (["2"], asked + 1)


def test_a_state_read_only_in_part_forgets_no_call_and_does_not_count_as_the_state() -> None:
    partly = sync_reply("2").replace('"message":[', '"message":[{"callid":[]},')
    room = Room().started("1")
    room.clock.pass_time(2)
    room.session.hear(partly)
    assert set(room.callids()) == {"1", "2"}
    assert room.session.state.link.synced_at == NOW
    room.clock.pass_time(300)
    assert (room.kind(), room.session.state.calls.asking) == ("lost", False)
    asked = room.syncs()
    room.session.hear(partly)
    after = room.session.state.link
    assert (after.kind, after.synced_at) == ("live", None)
    assert room.syncs() == asked + 1


def test_a_page_that_left_asks_nothing_and_begins_anew_when_it_is_back() -> None:
    room = Room().started("1")
    room.session.leave()
    posted = len(room.bus.posted)
    room.clock.pass_time(3600)
    assert len(room.bus.posted) == posted
    room.session.come_back()
    room.session.hear(sync_reply("2"))
    assert room.callids() == ["2"]


def test_another_apps_state_sync_is_answered_from_a_live_state() -> None:
    room = Room().started("1")
    assert room.answers()
    answer = read(room.bus.posted[-1])
    assert isinstance(answer, Reply)
    assert answer.body == calls("1")


def test_our_own_question_is_not_answered_nor_is_any_while_stale_unsynced_or_asking() -> None:
    room = Room()
    room.session.start()
    assert not room.answers()
    room.session.hear(modes_reply("1"))
    assert not room.answers()
    room.session.hear(sync_reply())
    before = len(room.bus.posted)
    room.session.hear(others_request(STATE_SYNC, NoData(), "us"))
    assert len(room.bus.posted) == before
    room.session.act("refresh-calls", {})
    assert not room.answers()
    room.clock.pass_time(1.5)
    room.session.hear(sync_reply())
    assert room.answers()
    room.clock.pass_time(61)
    assert room.kind() == "stale"
    assert not room.answers()


def test_a_desktop_that_refuses_the_calls_is_quoted_in_the_panel_and_in_the_status_line_alike() -> None:
    room = Room()
    room.session.start()
    room.session.hear(refusal(subtopic="StateSync"))
    drawn = render(room.session.state)
    for region in ("status", "calls"):
        assert "The desktop says “Invalid Call ID.”" in page.read(drawn[region]).text()
    assert "Trying again in 1 s" in drawn["calls"]
    assert "Calls not read" in drawn["status"]
    assert "Asking the desktop for calls" not in drawn["calls"]


def test_a_desktop_that_is_silent_for_forty_seconds_is_said_so_in_the_panel_and_in_the_status_line_alike() -> None:
    room = Room()
    room.session.start()
    room.clock.pass_time(40)
    drawn = render(room.session.state)
    assert "No answer" in drawn["status"]
    assert "Calls not read. No answer from the desktop." in drawn["calls"]
    assert "Asking the desktop for calls" not in drawn["calls"]
    assert "Calls not read" in drawn["status"]


def test_the_same_state_from_the_desktop_a_while_later_is_no_echo_of_our_answer() -> None:
    room = Room().started("1")
    assert room.answers()
    room.clock.pass_time(WINDOW + 1)
    room.session.hear(sync_reply("1"))
    assert room.session.state.link.heard_at == NOW + WINDOW + 1


def test_the_echo_of_our_answer_does_not_keep_the_link_alive() -> None:
    room = Room().started("1")
    room.clock.pass_time(3)
    assert room.answers()
    room.session.hear(room.bus.posted[-1])
    assert room.session.state.link.heard_at == NOW


def test_a_bus_that_answers_while_it_is_posted_to_is_fine() -> None:
    class Hasty(NotedBus):
        def post(self, text: str) -> None:
            super().post(text)
            room.session.hear(sync_reply("1") if "StateSync" in text else modes_reply("1"))

    room = Room()
    room.session._recorder._bus = Hasty()
    room.session.start()
    assert (room.callids(), room.kind()) == (["1"], "live")
    assert not room.session.state.calls.asking


def test_the_page_is_to_wake_the_session_when_something_is_due_and_at_least_once_a_second() -> None:
    room = Room(reply_deadline=0.4)
    room.session.start()
    assert room.session.wake_at == room.clock.now() + 0.4
    room.session.hear(sync_reply())
    room.clock.pass_time(5)
    assert room.session.wake_at <= room.clock.now() + 1.0
