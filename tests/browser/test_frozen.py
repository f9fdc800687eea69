"""A tab that the browser freezes, as it does after minutes in the background: nothing that is said to it is lost."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import BOOT, House
from tests.browser.test_hostile_desktop import state_of


class Tab:
    """A tab that Playwright knows nothing of: it keeps its own tabs visible, and only a hidden one can be frozen."""

    def __init__(self, browser: Browser) -> None:
        self._cdp = browser.new_browser_cdp_session()
        self._cdp.on("Target.receivedMessageFromTarget", self._received)
        self._context = self._cdp.send("Target.createBrowserContext")["browserContextId"]
        tab = self._cdp.send("Target.createTarget", {"url": "about:blank", "browserContextId": self._context})
        attached = self._cdp.send("Target.attachToTarget", {"targetId": tab["targetId"], "flatten": False})
        self._session = attached["sessionId"]
        self._results: list[dict[str, Any]] = []

    def _received(self, event: dict[str, str]) -> None:
        message = json.loads(event["message"])
        if "id" in message:
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

    def close(self) -> None:
        self._cdp.send("Target.disposeBrowserContext", {"browserContextId": self._context})


@pytest.fixture
def tab(browser: Browser) -> Iterator[Tab]:
    tab = Tab(browser)
    yield tab
    tab.close()


def asked_for_the_modes_of(callid: str) -> str:
    return f"heard.some(({{subtopic, data}}) => subtopic === 'GetCallBackModes' && data.callid === '{callid}')"


def test_what_is_said_to_a_frozen_tab_is_taken_at_the_latest_when_it_resumes(house: House, tab: Tab) -> None:
    tab.send("Page.navigate", url=house.embedding())
    tab.until("heard.length > 0")
    tab.evaluate(f"say({json.dumps(state_of('before'))})")
    tab.until(asked_for_the_modes_of("before"))
    tab.evaluate("globalThis.frozen = false; document.onfreeze = () => { frozen = true }; 0")
    tab.send("Page.setWebLifecycleState", state="frozen")
    assert any(tab.evaluate("frozen") for _ in range(500))
    tab.evaluate(f"say({json.dumps(state_of('while-frozen'))})")
    tab.send("Page.setWebLifecycleState", state="active")
    tab.until(asked_for_the_modes_of("while-frozen"))
    tab.evaluate(f"say({json.dumps(state_of('after'))})")
    tab.until(asked_for_the_modes_of("after"))
