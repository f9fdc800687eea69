"""A tab that the browser freezes, as it does after minutes in the background: nothing that is said to it is lost."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, CDPSession

from tests.browser.conftest import BOOT, House
from tests.browser.test_hostile_desktop import state_of


class Target:
    """What runs scripts in the browser, by itself: a tab, or a frame of another origin in it."""

    def __init__(self, cdp: CDPSession, ident: str) -> None:
        self._cdp = cdp
        self._results: list[dict[str, Any]] = []
        cdp.on("Target.receivedMessageFromTarget", self._received)
        self._session = cdp.send("Target.attachToTarget", {"targetId": ident, "flatten": False})["sessionId"]

    def _received(self, event: dict[str, str]) -> None:
        message = json.loads(event["message"])
        if "id" in message and event["sessionId"] == self._session:
            self._results.append(message)

    def send(self, method: str, **params: object) -> dict[str, Any]:
        command = {"id": 1, "method": method, "params": params}
        self._cdp.send("Target.sendMessageToTarget", {"sessionId": self._session, "message": json.dumps(command)})
        while not self._results:
            self._cdp.send("Target.getTargets")  # lets Playwright hand over what has come
        result: dict[str, Any] = self._results.pop()["result"]
        return result

    def evaluate(self, script: str) -> object:
        result = self.send("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in result, result
        return result["result"].get("value")

    def until(self, condition: str) -> None:
        """Wait until `condition` holds in the page; an error after as long as a boot may take."""
        self.evaluate(
            f"new Promise((hold, fail) => {{ const look = setInterval(() => ({condition}) && hold(true), 20);"
            f" setTimeout(() => fail(new Error('never: ' + {json.dumps(condition)})), {BOOT}) }})"
        )


class Tab(Target):
    """A tab that Playwright knows nothing of: it keeps its own tabs visible, and only a hidden one can be frozen."""

    def __init__(self, browser: Browser) -> None:
        cdp = browser.new_browser_cdp_session()
        self._context = cdp.send("Target.createBrowserContext")["browserContextId"]
        tab = cdp.send("Target.createTarget", {"url": "about:blank", "browserContextId": self._context})
        super().__init__(cdp, tab["targetId"])

    def frame(self) -> Target:
        """The frame in the tab, which is of another origin."""
        targets = self._cdp.send("Target.getTargets")["targetInfos"]
        (frame,) = (one for one in targets if one["type"] == "iframe" and one["browserContextId"] == self._context)
        return Target(self._cdp, frame["targetId"])

    def close(self) -> None:
        self._cdp.send("Target.disposeBrowserContext", {"browserContextId": self._context})


@pytest.fixture
def tab(browser: Browser) -> Iterator[Tab]:
    tab = Tab(browser)
    yield tab
    tab.close()


def listed(callid: str) -> str:
    """In the widget's frame: the call goes on."""
    return f"document.querySelector('.call-row[data-callid={json.dumps(callid)}]:not([data-ended])')"


def test_what_is_said_to_a_frozen_tab_is_taken_at_the_latest_when_it_resumes(house: House, tab: Tab) -> None:
    tab.send("Page.navigate", url=house.embedding())
    tab.until("heard.length > 0")
    tab.evaluate(f"say({json.dumps(state_of('before'))})")
    widget = tab.frame()
    widget.until(listed("before"))
    tab.evaluate("globalThis.frozen = false; document.onfreeze = () => { frozen = true }; 0")
    tab.send("Page.setWebLifecycleState", state="frozen")
    assert any(tab.evaluate("frozen") for _ in range(500))
    tab.evaluate(f"say({json.dumps(state_of('while-frozen'))})")
    tab.send("Page.setWebLifecycleState", state="active")
    widget.until(listed("while-frozen"))
    tab.evaluate(f"say({json.dumps(state_of('after'))})")
    widget.until(listed("after"))
