"""The widget and the pages around it: their messages do not reach its runtime, and its work does not stop them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from tests.browser.conftest import BOOT, Held, House, Watch, booted, widget_in
from tests.browser.test_hostile_desktop import assert_alive, counts
from tools.demo import DEMO
from tools.serve import Site

WATCHED = """() => {
    const { get } = Object.getOwnPropertyDescriptor(MessageEvent.prototype, "data");
    window.read = [];
    Object.defineProperty(MessageEvent.prototype, "data", {
        get() {
            if (this.source && this.source !== window) read.push(new Error().stack);
            return get.call(this);
        },
    });
}"""
"""In each frame: who reads the data of a message that another window posted."""
NOTED = """() => {
    window.others = 0;
    for (const capture of [true, false]) addEventListener("message", () => { others += 1; }, capture);
}"""
"""In the widget's frame: what a listener gets that was added after the widget's own."""
RUNTIMES = ["_si", "setimmediate", {"target": "setimmediate"}, "sched$0"]
"""What the engine and Pyodide post to the window themselves, where they do."""
SAFARI = "AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15"
"""By this name Pyodide takes the browser for one whose message channels it does not use."""
LARGE = "Array.from({ length: 200_000 }, (_, i) => ({ i }))"


@dataclass
class Attacked:
    """A host page, with a frame of an unlisted origin beside the widget's."""

    page: Page
    watch: Watch
    widget: FrameLocator

    @classmethod
    def opened(cls, page: Page, house: House, stranger: str) -> Attacked:
        """With the widget's program held back until `let_go` of what `Held` gives."""
        watch = Watch.over(page)
        page.add_init_script(f"({WATCHED})()")
        page.goto(house.embedding(), wait_until="commit")
        page.evaluate(
            """(url) => new Promise((done) => {
                document.body.append(Object.assign(document.createElement("iframe"), { src: url, onload: done }));
            })""",
            f"{stranger}/empty.html",
        )
        return cls(page, watch, page.frame_locator("#widget"))

    def noted(self) -> None:
        """From now on, count what listeners get that are not the inbox's."""
        self.page.frames[1].evaluate(NOTED)

    def attack(self, expression: str) -> None:
        """Have the stranger post each of these to the widget, and wait until they were counted."""
        before = counts(self.page)["source"]
        posts = "(all) => { for (const data of all) parent.frames.widget.postMessage(data, '*'); return all.length; }"
        posted: int = self.page.frames[2].evaluate(f"() => ({posts})({expression})")
        self.page.frames[1].wait_for_function(
            "wanted => JSON.parse(lcmInbox.counts()).source === wanted", arg=before + posted
        )

    def assert_nothing_came_of_it(self) -> None:
        assert self.page.frames[1].evaluate("[read, others]") == [[], 0]
        assert self.watch.errors == []
        assert self.watch.console == [line for line in self.watch.console if line.startswith("debug: [")]
        expect(self.widget.get_by_role("alert")).to_be_hidden()


@pytest.fixture(params=["host", "stranger"])
def attacked(request: pytest.FixtureRequest, house: House, new_page: Callable[..., Page]) -> tuple[Attacked, Held]:
    """The stranger is of the desktop's own origin, or of one that nobody listed."""
    page = new_page()
    program = Held(page, "**/widget/main.py")
    return Attacked.opened(page, house, getattr(house, request.param)), program


def test_what_another_frame_posts_is_read_by_nothing_of_the_runtime(attacked: tuple[Attacked, Held]) -> None:
    it, program = attacked
    it.widget.locator("#panels").wait_for(state="attached")
    it.noted()
    it.attack(json.dumps(RUNTIMES))
    it.widget.locator("html[data-boot-way]").wait_for(state="attached", timeout=BOOT)  # the engine listens by now
    it.attack(json.dumps(RUNTIMES))
    it.attack(f"[{LARGE}]")
    expect(it.widget.locator("html")).to_have_attribute("data-boot", "loading")
    program.let_go()
    widget_in(it.page)
    it.attack(json.dumps(RUNTIMES))
    it.attack(f"[{LARGE}]")
    it.assert_nothing_came_of_it()
    assert_alive(it.page, it.widget)


def test_what_the_desktop_posts_is_read_by_the_inbox_alone(house: House, new_page: Callable[..., Page]) -> None:
    page = new_page()
    watch = Watch.over(page)
    page.add_init_script(f"({WATCHED})()")
    page.goto(house.embedding())
    frame = widget_in(page)
    page.frames[1].evaluate(NOTED)
    page.evaluate("all => all.forEach((data) => say(data))", RUNTIMES)
    page.evaluate(f"say({LARGE})")
    assert_alive(page, frame)
    read, others = page.frames[1].evaluate("[read, others]")
    assert read
    assert [stack for stack in read if "/inbox.js" not in stack] == []
    assert (others, watch.errors) == (0, [])


def test_a_page_that_no_desktop_speaks_to_lets_nothing_through_either(
    house: House, new_page: Callable[..., Page]
) -> None:
    page = new_page()
    page.context.add_init_script(f"({WATCHED})()")
    page.goto(f"{house.host}/empty.html")
    with page.expect_popup() as opened:
        page.evaluate("url => { window.widget = open(url); }", house.widget)
    widget = opened.value
    watch = Watch.over(widget)
    booted(widget)
    widget.evaluate(NOTED)
    page.evaluate("all => all.forEach((data) => widget.postMessage(data, '*'))", RUNTIMES)
    page.evaluate(f"widget.postMessage({LARGE}, '*')")
    widget.wait_for_function("() => JSON.parse(lcmInbox.counts()).source === 5")
    assert widget.evaluate("[read, others]") == [[], 0]
    assert watch.errors == []


def test_where_pyodide_posts_to_its_own_window_it_gets_what_it_posted(
    house: House, new_page: Callable[..., Page]
) -> None:
    page = new_page(user_agent=SAFARI)
    page.add_init_script(
        """window.own = 0;
        addEventListener("message", ({ source, data }) => { own += source === window && /^sched/.test(data); });"""
    )
    page.goto(house.embedding())
    assert_alive(page, widget_in(page))
    assert page.frames[1].evaluate("own") > 0
    assert not any(count for fate, count in counts(page).items() if fate != "accepted")


@pytest.mark.parametrize("served", ["as the README says", "without its headers"])
def test_on_one_site_the_widgets_work_stops_the_desktops_timers_only_without_the_header(
    served: str, house: House, new_page: Callable[..., Page]
) -> None:
    own_process = served == "as the README says"
    allowed = (house.host,)
    bare = not own_process
    site = Site(house.files, framed_by=allowed, settings={"allowed_origins": allowed, **DEMO}, without_header=bare)
    page = new_page()
    page.goto(house.embedding(widget=house.serve(site)))
    widget_in(page)
    page.evaluate("() => { window.ticks = []; setInterval(() => ticks.push(Date.now()), 10); }")
    begun, ended = page.frames[1].evaluate(
        "() => { const begun = Date.now(); while (Date.now() < begun + 2000); return [begun, Date.now()]; }"
    )
    page.wait_for_function("ended => ticks.at(-1) > ended", arg=ended)
    meanwhile = page.evaluate(
        "([begun, ended]) => ticks.filter((at) => begun < at && at < ended).length", [begun, ended]
    )
    assert (meanwhile > 0) is own_process
