"""What is said by ear: news in one go, the agent's own first, and nobody's name for long."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.unit.fake_clock import FakeClock
from tests.unit.samples_of_state import NOW, blank
from tests.unit.session_kit import NoPage
from tests.unit.store import Store
from widget.config import WidgetConfig
from widget.mock import Lcm, MockBus
from widget.mock.scenarios import SCENARIOS
from widget.panels import Redraw
from widget.session import Session
from widget.state import WidgetState
from widget.state.announcements import APART, KEPT, Kind, News, saying, silent_about, telling
from widget.state.clock import Tick
from widget.state.link import ClockPutBack
from widget.texts import later, texts_for

BUSY_FROM = 1_700_000_000.0


def news(kind: Kind, about: str) -> News:
    words = {"note": "Note {name}.", "ended": "Call ended: {name}.", "new": "New call: {name}.", "countdown": "{name}."}
    return News(kind, about, later(words[kind], name=about))


def told(store: Store, *what: News) -> None:
    store.state = telling(store.state, what)


def said(store: Store) -> str:
    return " ".join(texts_for("en")(line) for line in store.state.said.lines)


def test_news_of_a_moment_is_said_in_one_go_with_what_ended_first() -> None:
    store = blank()
    told(store, news("new", "Grace"), news("ended", "David"))
    store.dispatch(Tick(NOW + 1))
    told(store, news("ended", "Ana"))
    assert said(store) == ""
    store.dispatch(Tick(NOW + 2))
    assert said(store) == "2 calls ended. New call: Grace."
    assert store.state.said.serial == 1


def test_more_news_waits_until_the_first_was_heard_but_a_countdown_does_not() -> None:
    store = blank()
    told(store, news("new", "Ana"))
    store.dispatch(Tick(NOW + 2))
    told(store, news("new", "Ben"))
    store.dispatch(Tick(NOW + 2 + APART - 1))
    assert said(store) == "New call: Ana."
    store.dispatch(Tick(NOW + 2 + APART))
    assert said(store) == "New call: Ben."
    told(store, news("new", "Cat"), news("countdown", "expires"))
    store.dispatch(Tick(NOW + 2 + APART + 2))
    assert said(store) == "New call: Cat. expires."


def test_what_came_of_the_agents_press_is_said_at_once_and_first() -> None:
    store = blank()
    told(store, news("new", "Grace"))
    store.state = saying(store.state, later("Number saved."))
    assert said(store) == "Number saved. New call: Grace."
    store.dispatch(Tick(NOW + 3))
    assert store.state.said.serial == 1


def test_a_call_that_came_and_went_in_the_same_moment_is_not_called_new() -> None:
    store = blank()
    told(store, news("new", "Ana"))
    store.state = silent_about(store.state, {"Ana"})
    told(store, news("ended", "Ana"))
    store.dispatch(Tick(NOW + 2))
    assert said(store) == "Call ended: Ana."


def test_two_notes_are_both_said() -> None:
    store = blank()
    told(store, News("note", "", later("One.")))
    told(store, News("note", "", later("Two.")))
    store.dispatch(Tick(NOW + 2))
    assert said(store) == "One. Two."


def test_the_live_region_is_empty_again_after_a_while() -> None:
    store = blank()
    store.state = saying(store.state, later("Copied."))
    store.dispatch(Tick(NOW + KEPT - 1))
    assert said(store) == "Copied."
    store.dispatch(Tick(NOW + KEPT))
    assert said(store) == ""


def test_news_is_said_although_the_clock_was_put_back() -> None:
    store = blank()
    told(store, news("new", "Ana"))
    store.dispatch(Tick(NOW + 2))
    store.dispatch(ClockPutBack(3600))
    told(store, news("new", "Ben"))
    store.dispatch(Tick(NOW + 2 - 3600))
    store.dispatch(Tick(NOW + 12 - 3600))
    assert said(store) in ("New call: Ben.", "")
    assert store.state.said.serial == 2


def test_a_busy_minute_has_at_most_eight_announcements() -> None:
    """There were 15 when each was said by itself."""
    clock, redraw, heard = FakeClock(BUSY_FROM), Redraw(), []

    def seen(state: WidgetState) -> None:
        html = redraw.changes(state).get("announce", "")
        if html and html not in heard:  # its id is another one each time
            heard.append(html)

    now = datetime.fromtimestamp(BUSY_FROM, UTC)
    bus = MockBus(Lcm(SCENARIOS["busy"](now)), clock, lambda text: session.hear(text))
    session = Session(WidgetConfig(server_timezone="UTC"), bus, clock, NoPage(), "agent")
    clock.wakes(session)
    session.subscribe(seen)
    session.start(mock=True)
    clock.pass_time(60)
    assert 5 <= len(heard) <= 8
    clock.pass_time(60)
    assert any("calls ended." in html and "New call: " in html for html in heard)
