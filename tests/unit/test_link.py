"""The link's health: when it is what, and when StateSync is asked for. Times are the test's."""

from __future__ import annotations

from itertools import count

import pytest

from tests.unit import events as e
from tests.unit.store import Store
from widget.client import Failure
from widget.config import WidgetConfig
from widget.lcm import STATE_SYNC, CallStates
from widget.state import WidgetState
from widget.state.clock import Tick
from widget.state.effects import Answer
from widget.state.link import (
    PAUSE,
    Blocked,
    CallsAskedFor,
    ClockPutBack,
    Heard,
    Left,
    Link,
    NobodyAnswered,
    Started,
    Woke,
)

SILENT = e.failure("timeout")


class Watched(Store):
    """A store whose link is looked at."""

    def __init__(self, **settings: object) -> None:
        super().__init__(WidgetState(settings=WidgetConfig.model_validate({"stale_after": 60.0, **settings})))

    @property
    def link(self) -> Link:
        return self.state.link

    def asks(self) -> int:
        """How often StateSync was asked for since this was looked at last."""
        asked = self.asked().count("StateSync")
        self.effects.clear()
        return asked

    def synced(self, at: float) -> None:
        self.dispatch(e.calls_came((), at))

    def failed(self, at: float, why: Failure = SILENT) -> None:
        self.dispatch(e.calls_failed(why, at))

    def ticked(self, at: float) -> None:
        self.dispatch(Tick(at))

    @property
    def kind(self) -> str:
        return self.link.kind

    @property
    def due_at(self) -> float | None:
        return self.link.due_at(60.0)


def started(*, mock: bool = False) -> Watched:
    watch = Watched()
    watch.dispatch(Started(0.0, mock))
    assert watch.asks() == 1
    return watch


def live(at: float = 1.0) -> Watched:
    watch = started()
    watch.synced(at)
    return watch


def test_it_asks_once_at_the_start_and_says_connecting() -> None:
    watch = started()
    assert (watch.kind, watch.link.since) == ("connecting", 0.0)
    watch.dispatch(e.refresh_pressed())
    assert watch.asks() == 0


def test_an_answer_makes_it_live() -> None:
    watch = live(2.0)
    assert (watch.kind, watch.link.since, watch.link.heard_at, watch.link.failure) == ("live", 2.0, 2.0, None)
    assert watch.asks() == 0


def test_any_message_of_the_other_side_makes_it_live_and_has_the_state_asked() -> None:
    watch = started()
    watch.failed(5.0)
    watch.dispatch(Heard(5.5))
    assert watch.kind == "live"
    assert watch.asks() == 1


def test_without_an_answer_it_stays_connecting_for_a_while_and_is_lost_then() -> None:
    watch = started()
    watch.failed(5.0)
    assert (watch.kind, watch.link.next_try_at, watch.link.failure) == ("connecting", 6.0, None)
    watch.ticked(6.0)
    assert watch.asks() == 1
    watch.failed(11.0)
    link = watch.link
    assert (link.kind, link.since, link.next_try_at, link.failure) == ("lost", 11.0, 13.0, SILENT)


def test_while_nobody_answers_it_asks_for_ever_with_pauses_up_to_the_longest() -> None:
    watch, now, pauses = started(), 0.0, []
    for _ in range(200):
        now += 5.0
        watch.failed(now)
        assert watch.due_at is not None
        pauses.append(watch.due_at - now)
        now = watch.due_at
        watch.ticked(now - 0.001)
        assert watch.asks() == 0
        watch.ticked(now)
        assert watch.asks() == 1
        assert watch.due_at is None
    assert pauses[:7] == [1, 2, 4, 8, 16, 30, 30]
    assert set(pauses[7:]) == {30}


def test_a_desktop_that_comes_up_later_is_found_and_the_pause_starts_anew() -> None:
    watch = started()
    for now in (5.0, 20.0, 40.0):
        watch.failed(now)
    watch.synced(50.0)
    assert (watch.kind, watch.link.since, watch.link.heard_at) == ("live", 50.0, 50.0)
    watch.dispatch(Woke(70.0))
    assert watch.asks() == 1
    watch.failed(75.0)
    assert watch.link.next_try_at == 76.0


def test_silence_makes_it_stale_and_asks_and_without_an_answer_lost() -> None:
    watch = live(1.0)
    assert watch.due_at == 61.0
    watch.ticked(60.9)
    assert watch.kind == "live"
    watch.ticked(61.0)
    assert (watch.kind, watch.link.since, watch.link.heard_at) == ("stale", 61.0, 1.0)
    assert watch.asks() == 1
    watch.failed(66.0)
    assert watch.kind == "lost"


def test_any_message_puts_the_silence_off() -> None:
    watch = live(1.0)
    watch.dispatch(Heard(50.0))
    watch.ticked(61.0)
    assert watch.kind == "live"
    assert watch.due_at == 110.0
    assert watch.asks() == 0


@pytest.mark.parametrize(("now", "asks"), [(10.0, 0), (17.0, 1), (603.0, 1)])
def test_waking_asks_when_what_is_known_is_older_than_a_bound(now: float, asks: int) -> None:
    watch = live(1.0)
    watch.dispatch(Woke(now))
    assert watch.asks() == asks


def test_three_wake_events_at_once_ask_once() -> None:
    watch, asked = live(1.0), []
    for _ in range(3):
        watch.dispatch(Woke(100.0))
        asked.append(watch.asks())
    assert asked == [1, 0, 0]


def test_a_state_that_comes_unasked_while_it_is_asked_for_is_not_asked_for_again() -> None:
    watch = started()
    watch.dispatch(e.calls_came((), 0.1, ends=False))
    watch.dispatch(Heard(0.5))
    watch.dispatch(NobodyAnswered())
    watch.dispatch(Woke(1.0))
    assert watch.kind == "live"
    assert watch.asks() == 0


def test_no_failure_is_told_while_it_is_still_connecting() -> None:
    watch = started()
    watch.failed(5.0)
    assert (watch.kind, watch.link.failure) == ("connecting", None)


def test_waking_while_lost_asks_at_once() -> None:
    watch = started()
    watch.failed(20.0)
    watch.dispatch(Woke(20.1))
    assert watch.asks() == 1
    assert watch.link.next_try_at is None


def test_the_agents_refresh_while_lost_asks_at_once_and_once() -> None:
    watch = started()
    watch.failed(20.0)
    watch.dispatch(e.refresh_pressed())
    assert (watch.asks(), watch.link.next_try_at) == (1, None)
    watch.dispatch(e.refresh_pressed())
    assert watch.asks() == 0


def test_waking_while_lost_starts_the_pauses_anew() -> None:
    watch = started()
    for now in (20.0, 30.0, 40.0):
        watch.failed(now)
    watch.dispatch(Woke(50.0))
    watch.failed(55.0)
    assert watch.link.next_try_at == 55.0 + PAUSE


def test_a_request_without_an_answer_has_the_link_asked() -> None:
    watch = live(1.0)
    watch.dispatch(NobodyAnswered())
    assert watch.asks() == 1
    watch.failed(11.0)
    assert watch.kind == "lost"


def test_a_request_without_an_answer_asks_nothing_when_the_link_is_lost_anyway() -> None:
    watch = started()
    watch.failed(20.0)
    watch.dispatch(NobodyAnswered())
    assert watch.asks() == 0


def test_blocked_says_why_and_what_helps_and_asks_nothing_whatever_comes() -> None:
    watch = started()
    watch.dispatch(Blocked(3.0, "wrong origin", "list it"))
    watch.synced(4.0)
    watch.failed(5.0)
    watch.dispatch(Woke(100.0))
    watch.dispatch(NobodyAnswered())
    watch.dispatch(Heard(102.0))
    watch.ticked(1000.0)
    assert watch.link == Link("refused", since=3.0, reason="wrong origin", remedy="list it")
    assert watch.asks() == 0
    assert watch.due_at is None
    watch.dispatch(Started(2000.0))
    assert watch.asks() == 1
    assert (watch.kind, watch.link.since, watch.link.reason) == ("connecting", 2000.0, "")


def test_a_mock_is_called_one_while_it_answers_and_is_kept_like_any_link() -> None:
    watch = started(mock=True)
    shown = [watch.link.shown]
    watch.failed(5.0)
    shown.append(watch.link.shown)
    assert watch.link.next_try_at == 6.0
    watch.failed(11.0)
    shown.append(watch.link.shown)
    watch.synced(12.0)
    shown.append(watch.link.shown)
    assert shown == ["connecting", "connecting", "lost", "mock"]


def test_a_page_that_has_left_asks_nothing_and_asks_as_it_comes_back() -> None:
    watch = live(1.0)
    watch.dispatch(Left())
    watch.failed(2.0)
    watch.ticked(1000.0)
    assert (watch.asks(), watch.kind, watch.due_at) == (0, "live", None)
    watch.dispatch(Started(1001.0))
    assert (watch.asks(), watch.kind, watch.link.heard_at) == (1, "connecting", 1.0)


def test_the_calls_are_told_to_others_only_from_a_link_that_is_live_synced_and_not_in_question() -> None:
    watch = Watched(answer_state_sync=True)
    times = count(100)

    def answers() -> bool:
        watch.effects.clear()
        watch.dispatch(CallsAskedFor(next(times)))
        return watch.effects == [Answer(STATE_SYNC, CallStates())]

    watch.dispatch(Started(0.0))
    assert not answers()
    watch.dispatch(Heard(1.0))
    assert not answers()
    watch.synced(2.0)
    assert answers()
    watch.dispatch(Woke(60.0))
    assert not answers()
    watch.synced(60.5)
    watch.dispatch(e.calls_came((), 60.6, unread=1))
    assert not answers()
    watch.synced(60.7)
    watch.ticked(121.0)
    assert not answers()


def test_others_that_ask_for_the_calls_are_answered_once_a_second() -> None:
    watch = Watched(answer_state_sync=True)
    watch.dispatch(Started(0.0))
    watch.synced(1.0)
    watch.effects.clear()
    for at in (2.0, 2.1, 2.9, 3.0, 3.5, 4.2):
        watch.dispatch(CallsAskedFor(at))
    assert watch.effects == [Answer(STATE_SYNC, CallStates())] * 3


def test_hearing_more_on_a_live_link_changes_the_state_only_now_and_then() -> None:
    watch = live(1.0)
    state = watch.state
    watch.dispatch(Heard(1.1))
    assert watch.state is state
    watch.dispatch(Heard(2.0))
    assert watch.link.heard_at == 2.0


def test_a_clock_that_is_put_back_makes_nothing_younger() -> None:
    watch = live(3600.0)
    watch.dispatch(ClockPutBack(3000.0))
    assert (watch.link.heard_at, watch.due_at) == (600.0, 660.0)
    watch.failed(640.0)
    watch.dispatch(ClockPutBack(600.0))
    assert watch.link.next_try_at == 41.0
