"""A page, or a frame in one, as a test sees it: scripts in it, real keys and clicks, and waiting without sleeping."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any, Protocol

from tests.firefox.bidi import BidiError, Json, plain

BOOT = 60_000  # ms; a cold boot on a busy machine
SOON = 15_000
ENTER, ESCAPE, TAB = "\ue007", "\ue00c", "\ue004"

_UNTIL = """async ([condition, limit]) => {
  const met = () => { try { return CONDITION; } catch { return false; } };
  const end = performance.now() + limit;
  while (performance.now() < end) {
    const value = await met();
    if (value) return value;
    await new Promise(requestAnimationFrame);
  }
  throw new Error(`never came true: ${condition}`);
}"""


class Send(Protocol):
    """How a command gets to the browser."""

    def __call__(self, method: str, /, **parameters: object) -> Json: ...


class Page:
    """One browsing context."""

    def __init__(self, send: Send, context: str) -> None:
        self._send = send
        self._context = context

    def goto(self, url: str, *, wait: str = "complete") -> None:
        """Go there, and wait until it and its frames have loaded; `wait`: another state of the document.

        Raises:
            BidiError: when it or, waiting for "complete", a frame of it is blocked.
        """
        self._send("browsingContext.navigate", context=self._context, url=url, wait=wait)

    def before(self, script: str) -> None:
        """Run a function in each document to come, in its frames too, before anything of its own."""
        self._send("script.addPreloadScript", functionDeclaration=script, contexts=[self._context])

    def back(self) -> None:
        """Go back one page."""
        self._send("browsingContext.traverseHistory", context=self._context, delta=-1)

    def resize(self, width: int, height: int) -> None:
        """Give the page so many pixels."""
        size = {"width": width, "height": height}
        self._send("browsingContext.setViewport", context=self._context, viewport=size)

    def frame(self) -> Page:
        """The first frame in it.

        Raises:
            BidiError: when there is none.
        """
        (tree,) = self._send("browsingContext.getTree", root=self._context)["contexts"]
        if not tree["children"]:
            raise BidiError("the page has no frame")
        return Page(self._send, tree["children"][0]["context"])

    def evaluate(self, script: str, argument: object = None) -> Any:  # noqa: ANN401 - whatever the script gives
        """What a script gives; a function is called with the argument, and a promise waited for.

        Raises:
            BidiError: when it throws.
        """
        value = self._run("script.evaluate", expression=script)
        if value["type"] == "function":
            given = [{"type": "string", "value": json.dumps(argument)}]
            function = f"(argument) => ({script})(JSON.parse(argument))"
            value = self._run("script.callFunction", functionDeclaration=function, arguments=given)
        return plain(value)

    def until(self, condition: str, limit: int = SOON) -> Any:  # noqa: ANN401 - whatever came true
        """Look at an expression at each frame the page draws, until it is true.

        Raises:
            BidiError: when it isn't within `limit` ms.
        """
        return self.evaluate(_UNTIL.replace("CONDITION", condition), [condition, limit])

    def booted(self, state: str = "ready") -> Page:
        """Wait until the page says it is up (or that it failed)."""
        self.until(f"document.documentElement.dataset.boot === {json.dumps(state)}", BOOT)
        return self

    def shows(self, selector: str, text: str = "") -> None:
        """Wait until something that matches is to be seen with this text."""
        all_of_them = f"[...document.querySelectorAll({json.dumps(selector)})]"
        seen = f"one.checkVisibility() && one.textContent.includes({json.dumps(text)})"
        self.until(f"{all_of_them}.some((one) => {seen})")

    def click(self, role: str, name: str) -> None:
        """Click, as a mouse does, the first element of a role and an accessible name, scrolled to where it can be.

        Raises:
            BidiError: when there is none.
        """
        locator = {"type": "accessibility", "value": {"role": role, "name": name}}
        nodes = self._send("browsingContext.locateNodes", context=self._context, locator=locator)["nodes"]
        if not nodes:
            raise BidiError(f"no {role} is called {name}")
        element = {"sharedId": nodes[0]["sharedId"]}
        scroll = "(element) => element.scrollIntoView({ block: 'center', behavior: 'instant' })"
        self._run("script.callFunction", functionDeclaration=scroll, arguments=[element])
        moves = [
            {"type": "pointerMove", "x": 0, "y": 0, "origin": {"type": "element", "element": element}},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]
        self._perform({"type": "pointer", "id": "mouse", "actions": moves})

    def press(self, keys: str) -> None:
        """Press these keys, one after the other."""
        strokes = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        self._perform({"type": "key", "id": "keyboard", "actions": strokes})

    def screenshot(self, path: Path) -> None:
        """Write what is to be seen as PNG."""
        shot = self._send("browsingContext.captureScreenshot", context=self._context)
        path.write_bytes(base64.b64decode(shot["data"]))

    def _perform(self, source: Json) -> None:
        self._send("input.performActions", context=self._context, actions=[source])

    def _run(self, method: str, **parameters: object) -> Json:
        target = {"context": self._context}
        ran = self._send(method, target=target, awaitPromise=True, **parameters)
        if ran["type"] == "exception":
            raise BidiError(ran["exceptionDetails"]["text"])
        result: Json = ran["result"]
        return result
