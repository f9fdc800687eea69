"""static/inbox.js by itself, without Python: whom it hears, where it posts, how much it keeps."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Frame, Page

from tests.browser.conftest import House
from tools.project import ROOT

INBOX = (ROOT / "static/inbox.js").read_text("utf-8")
ELSEWHERE = "https://desktop.example.com"


class Ear:
    """A page with an inbox, and the frame beside it that is the inbox's peer."""

    def __init__(self, page: Page, house: House) -> None:
        self.page = page
        page.goto(f"{house.host}/empty.html")
        page.evaluate(
            """([code, url]) => new Promise((done) => {
                const frame = Object.assign(document.createElement("iframe"), { id: "peer", src: url, onload: done });
                const script = Object.assign(document.createElement("script"), { textContent: code });
                script.dataset.peer = "#peer";
                [window.got, window.arrived] = [[], 0];
                addEventListener("message", () => { arrived += 1; }, true);
                document.body.append(frame, script);
            })""",
            [INBOX, f"{house.stranger}/empty.html"],
        )
        self.peer: Frame = page.frames[1]
        self.peer.evaluate("() => { window.heard = []; addEventListener('message', ({ data }) => heard.push(data)) }")

    def open(self, origin: str) -> None:
        self.page.evaluate("origin => lcmInbox.open(origin, (...texts) => got.push(...texts))", origin)

    def hear(self, count: int, characters: int = 1) -> None:
        """Have the peer post so many texts, and wait until they have come."""
        arrived = self.page.evaluate("arrived")
        self.peer.evaluate("([n, c]) => { while (n--) parent.postMessage('x'.repeat(c), '*') }", [count, characters])
        self.page.wait_for_function("all => arrived === all", arg=arrived + count)

    def others(self) -> None:
        """From now on, note in `others` what the listeners that are not the inbox's get."""
        self.page.evaluate(
            """() => {
                window.others = [];
                for (const capture of [true, false]) addEventListener("message", () => others.push(capture), capture);
            }"""
        )

    def counts(self) -> dict[str, int]:
        """What was counted, without what is 0."""
        every: dict[str, int] = json.loads(self.page.evaluate("lcmInbox.counts()"))
        return {reason: count for reason, count in every.items() if count}


@pytest.fixture
def ear(house: House, new_page: Callable[..., Page]) -> Ear:
    return Ear(new_page(), house)


def test_what_waited_from_another_origin_than_the_trusted_one_is_dropped(ear: Ear) -> None:
    ear.hear(2)
    ear.open(ELSEWHERE)
    assert (ear.page.evaluate("got"), ear.counts()) == ([], {"origin": 2})


def test_once_it_is_open_another_origin_in_the_same_window_is_not_heard(ear: Ear) -> None:
    ear.open(ELSEWHERE)
    ear.hear(2)
    assert (ear.page.evaluate("got"), ear.counts()) == ([], {"origin": 2})


def test_what_waited_from_the_trusted_origin_comes_in_order(ear: Ear, house: House) -> None:
    for characters in (1, 2, 3):
        ear.hear(1, characters)
    ear.open(house.stranger)
    ear.page.wait_for_function("got.length === 3")
    assert ear.page.evaluate("got") == ["x", "xx", "xxx"]


def test_it_posts_to_the_trusted_origin_only(ear: Ear, house: House) -> None:
    for origin, text in ((ELSEWHERE, '{"a":1}'), (house.stranger, '{"a":2}')):
        ear.open(origin)
        ear.page.evaluate("text => lcmInbox.post(text, false)", text)
    ear.peer.wait_for_function("heard.length > 0")
    assert ear.peer.evaluate("heard") == [{"a": 2}]


def test_the_oldest_goes_when_too_much_waits_and_nothing_once_it_was_handed_over(ear: Ear, house: House) -> None:
    ear.hear(9, 3_900_000)
    assert ear.counts() == {"queue": 1}
    ear.open(house.stranger)
    ear.page.wait_for_function("got.length === 8")
    ear.hear(8, 3_900_000)
    assert ear.counts()["queue"] == 1


def test_no_more_than_so_many_wait(ear: Ear) -> None:
    for second in (1, 2):
        ear.page.evaluate("ms => { performance.now = () => ms }", second * 1000)
        ear.hear(15_000)
    assert ear.counts() == {"queue": 10_000}


def test_no_more_than_so_many_are_taken_in_a_second(ear: Ear) -> None:
    ear.page.evaluate("() => { performance.now = () => 1000 }")
    ear.hear(20_005)
    assert ear.counts() == {"rate": 5}


def test_texts_that_take_long_are_handed_over_in_tasks_between_which_the_page_goes_on(ear: Ear, house: House) -> None:
    ear.hear(200)
    ear.page.evaluate(
        """origin => {
            let now = performance.now();
            performance.now = () => now;
            window.tasks = [];
            let before = null;
            const next = new MessageChannel();
            next.port1.onmessage = () => { before = null };
            lcmInbox.open(origin, (...texts) => {
                now += 5 * texts.length; // each takes 5 ms
                if (before === null) { tasks.push(0); next.port2.postMessage(null) }
                before = true;
                tasks[tasks.length - 1] += texts.length;
                got.push(...texts);
            });
        }""",
        house.stranger,
    )
    ear.page.wait_for_function("got.length === 200")
    assert max(ear.page.evaluate("tasks")) <= 40


def test_after_it_is_closed_nothing_is_heard_and_nothing_is_let_through(ear: Ear, house: House) -> None:
    ear.open(house.stranger)
    ear.others()
    ear.page.evaluate("lcmInbox.close()")
    ear.hear(2)
    assert (ear.page.evaluate("[got, others]"), ear.counts()) == ([[], []], {})


def test_no_other_listener_gets_what_the_peer_posts(ear: Ear, house: House) -> None:
    ear.others()
    ear.hear(1)
    ear.open(ELSEWHERE)
    ear.hear(1)
    ear.open(house.stranger)
    ear.hear(1)
    assert ear.page.evaluate("others") == []


def test_what_another_frame_posts_is_counted_and_neither_read_nor_let_through(ear: Ear, house: House) -> None:
    ear.page.evaluate(
        """(url) => new Promise((done) => {
            const data = Object.getOwnPropertyDescriptor(MessageEvent.prototype, "data").get;
            const get = function () { if (this.source) window.read = true; return data.call(this); };
            Object.defineProperty(MessageEvent.prototype, "data", { get });
            document.body.append(Object.assign(document.createElement("iframe"), { src: url, onload: done }));
        })""",
        f"{house.stranger}/empty.html",
    )
    ear.open(house.stranger)
    ear.others()
    stranger = ear.page.frames[2]
    stranger.evaluate("() => { for (const odd of ['_si', Array(9), { target: 1 }]) parent.postMessage(odd, '*') }")
    ear.page.wait_for_function("arrived === 3")
    assert (ear.page.evaluate("[got, others, window.read]"), ear.counts()) == ([[], [], None], {"source": 3})


@pytest.mark.parametrize(
    "odd", ["new Uint8Array(10)", "new ArrayBuffer(10)", "{ a: { b: new DataView(new ArrayBuffer(9)) } }"]
)
def test_bytes_are_no_message(ear: Ear, odd: str) -> None:
    ear.peer.evaluate(f"() => parent.postMessage({odd}, '*')")
    ear.page.wait_for_function("JSON.parse(lcmInbox.counts()).unreadable === 1")


def test_a_list_of_holes_counts_for_the_text_it_would_be_and_displaces_nothing(ear: Ear, house: House) -> None:
    ear.hear(2)
    ear.peer.evaluate("() => parent.postMessage(new Array(8_000_000), '*')")
    ear.hear(1)
    ear.open(house.stranger)
    ear.page.wait_for_function("got.length === 3")
    assert ear.counts() == {"accepted": 3, "size": 1}


def test_what_the_page_says_to_itself_is_not_of_the_bus(house: House, new_page: Callable[..., Page]) -> None:
    page = new_page()
    page.goto(f"{house.host}/empty.html")
    page.evaluate(
        "code => document.body.append(Object.assign(document.createElement('script'), { textContent: code }))", INBOX
    )
    heard = page.evaluate(
        """() => new Promise((done) => {
            addEventListener("message", ({ data }) => done(data));
            setTimeout(done, 2000, "nothing");
            postMessage({ mine: true });
        })"""
    )
    counts: dict[str, int] = json.loads(page.evaluate("lcmInbox.counts()"))
    assert (heard, set(counts.values())) == ({"mine": True}, {0})
