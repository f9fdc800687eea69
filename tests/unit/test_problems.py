"""What failed is named in the status line, and one press goes to it."""

from __future__ import annotations

import pytest

from tests.unit import events as e
from tests.unit.panels.page import read
from tests.unit.samples_of_state import DAVID, NOW, OTHER, blank, manual, typed, with_calls, with_contact
from tests.unit.store import Store
from tools.gallery_scenes import SCENES
from widget.ids import dom_id
from widget.panels import render
from widget.state.effects import Focus
from widget.state.link import Link
from widget.state.problems import problems

FAILED = e.failure("timeout")
PRESSED = e.acted("show-problem")


def named(store: Store) -> list[tuple[str, str]]:
    return [(problem.ident, problem.words.msgid) for problem in problems(store.state)]


def line(store: Store) -> str:
    return read(render(store.state)["status"]).one("p").text()


def all_failed(**settings: object) -> Store:
    store = with_calls(**settings)
    store.link_is(Link("live", heard_at=NOW))
    store.dispatch(e.calls_failed(FAILED))
    store.dispatch(e.modes_failed("12345", FAILED))
    store.dispatch(e.manual_failed(e.failure("protocol")))
    store.dispatch(e.non_pewc_failed(FAILED))
    store.link_is(Link("live", heard_at=NOW))
    return store


def test_nothing_failed_on_a_good_day() -> None:
    assert named(with_calls()) == []


def test_each_reading_that_failed_is_named_in_the_order_of_the_page() -> None:
    assert named(all_failed()) == [
        ("calls-again", "Calls not read"),
        ("callback-modes-again", "Numbers not read"),
        ("manual-dial-again", "Contacts not read"),
        ("non-pewc-again", "Contact not read"),
    ]


def test_a_panel_that_is_not_on_the_page_has_no_problem_and_the_order_is_that_of_the_page() -> None:
    assert [ident for ident, _ in named(all_failed(panels=("non-pewc", "calls")))] == ["non-pewc-again", "calls-again"]


def test_calls_that_do_not_come_at_the_start_are_no_problem_yet() -> None:
    store = blank()
    store.link_is(Link("connecting", since=NOW))
    store.dispatch(e.calls_failed(FAILED))
    assert store.state.link.kind == "connecting"
    assert named(store) == []


def test_numbers_of_another_call_are_not_on_the_page() -> None:
    store = with_calls()
    store.dispatch(e.modes_failed("12345", FAILED))
    store.dispatch(e.call_selected("67890"))
    assert named(store) == []


def test_a_change_that_is_not_confirmed_leads_to_its_number() -> None:
    store = typed()
    store.dispatch(e.change_submitted("12345", "1"))
    store.dispatch(e.change_settled("12345", "1", e.failure("unknown-outcome")))
    assert named(store) == [(f"{dom_id('change', '12345', '1')}-number", "Change not confirmed")]


def test_a_dial_that_is_not_confirmed_leads_to_its_contact_until_that_is_finished() -> None:
    store, key = with_contact(manual(consent=True))
    store.dispatch(e.dial_pressed(key))
    store.dispatch(e.dial_settled(key, e.failure("unknown-outcome")))
    assert named(store) == [(dom_id("contact", key), "Dial not confirmed")]
    store.dispatch(e.contact_finished(key))
    assert named(store) == []


def test_one_press_goes_to_the_first_and_the_next_to_the_next_and_then_round() -> None:
    store = all_failed()
    store.effects.clear()
    for _ in range(5):
        store.dispatch(PRESSED)
    went = [effect.ident for effect in store.effects if isinstance(effect, Focus)]
    assert went == ["calls-again", "callback-modes-again", "manual-dial-again", "non-pewc-again", "calls-again"]


def test_after_a_problem_has_gone_a_press_goes_to_the_first_that_is_left() -> None:
    store = all_failed()
    store.dispatch(PRESSED)
    store.dispatch(e.calls_came((DAVID, OTHER), NOW))
    store.effects.clear()
    store.dispatch(PRESSED)
    assert store.effects == [Focus("callback-modes-again")]


def test_a_press_without_a_problem_does_nothing() -> None:
    store = with_calls()
    before = store.state
    store.dispatch(PRESSED)
    assert store.state is before


@pytest.mark.parametrize(("age", "words"), [(12, "Live"), (30, "Live 30 s ago"), (45, "Live 40 s ago")])
def test_a_live_link_without_a_problem_tells_its_age_from_thirty_seconds_on(age: float, words: str) -> None:
    store = with_calls()
    store.link_is(Link("live", heard_at=NOW - age))
    assert line(store) == words


def test_a_live_link_is_never_called_live_alone_beside_an_outage() -> None:
    store = with_calls()
    store.link_is(Link("live", heard_at=NOW - 45))
    store.dispatch(e.modes_failed("12345", FAILED))
    assert line(store) == "Live Numbers not read"
    assert line(all_failed()) == "Live 4 problems"


def test_a_mock_that_is_silent_says_what_a_lost_desktop_says_and_that_it_is_a_demo() -> None:
    status = read(render(SCENES["silent-demo"]())["status"])
    assert status.one(data_link="lost").one("p").text() == "No answer Calls not read"
    assert "Demo data: there is no desktop." in status.text()
