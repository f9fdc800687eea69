"""The link's health: when it is what, and when it asks. Times are the test's."""

import pytest

from widget.client.failures import Code
from widget.client.link import Link, LinkKind, LinkTimes, LinkWatch

TIMES = LinkTimes(stale_after=60.0, wake_after=15.0, patience=10.0, pause=1.0, longest=30.0)


def started(*, mock: bool = False) -> LinkWatch:
    watch = LinkWatch(TIMES)
    watch.start(0.0, mock=mock)
    assert watch.take_ask()
    return watch


def live(now: float = 1.0) -> LinkWatch:
    watch = started()
    watch.heard(now, synced=True)
    return watch


def kind_of(watch: LinkWatch) -> LinkKind:
    return watch.link.kind


def test_it_asks_once_at_the_start_and_says_connecting() -> None:
    watch = started()
    assert watch.link == Link(LinkKind.CONNECTING, since=0.0)
    assert not watch.take_ask()


def test_an_answer_makes_it_live() -> None:
    watch = live(2.0)
    assert watch.link == Link(LinkKind.LIVE, since=2.0, last_heard=2.0)
    assert not watch.take_ask()


def test_any_message_of_the_other_side_makes_it_live_and_has_the_state_asked() -> None:
    watch = started()
    watch.ask_failed(5.0, "no answer in time")
    watch.heard(5.5, synced=False)
    assert kind_of(watch) is LinkKind.LIVE
    assert watch.take_ask()


def test_without_an_answer_it_stays_connecting_for_a_while_and_is_lost_then() -> None:
    watch = started()
    watch.ask_failed(5.0, "no answer in time")
    assert (watch.link.kind, watch.link.next_try) == (LinkKind.CONNECTING, 6.0)
    watch.tick(6.0)
    assert watch.take_ask()
    watch.ask_failed(11.0, "no answer in time")
    assert watch.link == Link(LinkKind.LOST, since=11.0, next_try=13.0, reason="no answer in time", code=Code.TIMEOUT)


def test_while_nobody_answers_it_asks_for_ever_with_pauses_up_to_the_longest() -> None:
    watch, now, pauses = started(), 0.0, []
    for _ in range(200):
        now += 5.0
        watch.ask_failed(now, "no answer")
        assert watch.wake_at is not None
        pauses.append(watch.wake_at - now)
        now = watch.wake_at
        watch.tick(now - 0.001)
        assert not watch.take_ask()
        watch.tick(now)
        assert watch.take_ask()
    assert pauses[:7] == [1, 2, 4, 8, 16, 30, 30]
    assert set(pauses[7:]) == {30}


def test_a_desktop_that_comes_up_later_is_found_and_the_pause_starts_anew() -> None:
    watch = started()
    for now in (5.0, 20.0, 40.0):
        watch.ask_failed(now, "no answer")
    watch.heard(50.0, synced=True)
    assert watch.link == Link(LinkKind.LIVE, since=50.0, last_heard=50.0)
    watch.woke(70.0)
    assert watch.take_ask()
    watch.ask_failed(75.0, "no answer")
    assert watch.link.next_try == 76.0


def test_silence_makes_it_stale_and_asks_and_without_an_answer_lost() -> None:
    watch = live(1.0)
    assert watch.wake_at == 61.0
    watch.tick(60.9)
    assert kind_of(watch) is LinkKind.LIVE
    watch.tick(61.0)
    assert watch.link == Link(LinkKind.STALE, since=61.0, last_heard=1.0, reason="nothing heard")
    assert watch.take_ask()
    watch.ask_failed(66.0, "no answer")
    assert kind_of(watch) is LinkKind.LOST


def test_any_message_puts_the_silence_off() -> None:
    watch = live(1.0)
    watch.heard(50.0, synced=False)
    watch.tick(61.0)
    assert kind_of(watch) is LinkKind.LIVE
    assert watch.wake_at == 110.0
    assert not watch.take_ask()


@pytest.mark.parametrize(("now", "away", "asks"), [(10.0, 0.0, False), (17.0, 0.0, True), (3.0, 600.0, True)])
def test_waking_asks_when_what_is_known_is_older_than_a_bound(now: float, away: float, asks: bool) -> None:
    watch = live(1.0)
    watch.woke(now, away=away)
    assert watch.take_ask() is asks


def test_three_wake_events_at_once_ask_once() -> None:
    watch = live(1.0)
    asked = []
    for _ in range(3):
        watch.woke(100.0)
        asked.append(watch.take_ask())
    assert asked == [True, False, False]


def test_a_state_that_comes_before_it_was_asked_for_is_not_asked_for() -> None:
    watch = LinkWatch(TIMES)
    watch.start(0.0)
    watch.heard(0.1, synced=True)
    assert not watch.take_ask()


def test_no_failure_is_told_while_it_is_still_connecting() -> None:
    watch = started()
    watch.ask_failed(5.0, "no answer")
    assert (kind_of(watch), watch.link.code) == (LinkKind.CONNECTING, None)


def test_waking_while_lost_asks_at_once() -> None:
    watch = started()
    watch.ask_failed(20.0, "no answer")
    watch.woke(20.1)
    assert watch.take_ask()
    assert watch.link.next_try is None


def test_waking_while_lost_starts_the_pauses_anew() -> None:
    watch = started()
    for now in (20.0, 30.0, 40.0):
        watch.ask_failed(now, "no answer")
    watch.woke(50.0)
    watch.ask_failed(55.0, "no answer")
    assert watch.link.next_try == 55.0 + TIMES.pause


def test_a_request_without_an_answer_has_the_link_asked() -> None:
    watch = live(1.0)
    watch.doubted(6.0)
    assert watch.take_ask()
    watch.ask_failed(11.0, "no answer")
    assert kind_of(watch) is LinkKind.LOST


def test_refused_says_why_and_what_helps_and_asks_nothing_whatever_comes() -> None:
    watch = started()
    watch.refuse(3.0, "wrong origin", "list it")
    watch.heard(4.0, synced=True)
    watch.ask_failed(5.0, "no answer")
    watch.woke(100.0)
    watch.doubted(101.0)
    watch.tick(1000.0)
    assert watch.link == Link(LinkKind.REFUSED, since=3.0, reason="wrong origin", cure="list it")
    assert not watch.take_ask()
    assert watch.wake_at is None
    watch.start(2000.0)
    assert watch.take_ask()
    assert watch.link == Link(LinkKind.CONNECTING, since=2000.0)


def test_a_mock_is_always_called_one_and_is_kept_like_any_link() -> None:
    watch = started(mock=True)
    kinds = [watch.link.kind]
    watch.ask_failed(5.0, "no answer")
    kinds.append(watch.link.kind)
    assert watch.link.next_try == 6.0
    watch.heard(6.0, synced=True)
    kinds.append(watch.link.kind)
    assert kinds == [LinkKind.MOCK] * 3


def test_the_state_is_trusted_only_when_live_synced_and_not_in_question() -> None:
    watch = started()
    assert not watch.trusted
    watch.heard(1.0, synced=False)
    assert not watch.trusted
    watch.heard(2.0, synced=True)
    assert watch.trusted
    watch.woke(60.0)
    assert not watch.trusted
    watch.heard(60.5, synced=True)
    watch.tick(121.0)
    assert not watch.trusted


def test_what_it_looks_like_changes_only_when_there_is_something_to_tell() -> None:
    watch = live(1.0)
    looks = watch.looks
    for now in range(2, 50):
        watch.heard(float(now), synced=True)
    assert watch.looks == looks
    assert watch.link.last_heard == 49.0
