"""A Firefox of its own: started headless with a fresh profile, spoken to from ordinary code, and gone at the end."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import AsyncIterator, Coroutine, Iterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from tests.firefox.bidi import Connection, Json, connected
from tests.firefox.page import Page
from tools.firefox import needed

T = TypeVar("T")
Preferences = Mapping[str, str | int | bool]

PATIENCE = 90.0  # s for one command; a cold boot on a busy machine
FAREWELL = 20.0  # s to close
LISTENING = "WebDriver BiDi listening on "


class Firefox:
    """A running Firefox. Its pages are opened one after the other: one that isn't in front is not drawn."""

    def __init__(self, loop: asyncio.AbstractEventLoop, connection: Connection) -> None:
        self._loop = loop
        self._connection = connection

    def send(self, method: str, /, **parameters: object) -> Json:
        """Send a command and wait for its result.

        Raises:
            BidiError: when the browser refuses it.
            TimeoutError: when it doesn't come in time.
        """
        return _wait(self._loop, self._connection.send(method, **parameters))

    @contextmanager
    def page(self, width: int = 320, height: int = 760) -> Iterator[Page]:
        """A tab in front, so many pixels wide; closed at the end."""
        self._connection.events.clear()
        context: str = self.send("browsingContext.create", type="tab")["context"]
        page = Page(self.send, context)
        page.resize(width, height)
        try:
            yield page
        finally:
            self.send("browsingContext.close", context=context)

    def logged_until(self, words: str) -> list[str]:
        """Wait for a line of the console -> those before it since the last page was opened, as `level: text`.

        The browser's own complaints, of the security policy and of errors that nobody caught, are among them.

        Raises:
            TimeoutError: when the line doesn't come.
        """
        _wait(self._loop, self._connection.hear_event(lambda event: words in _line(event)))
        lines = [_line(event) for event in self._connection.events]
        return lines[: next(at for at, line in enumerate(lines) if words in line)]


@contextmanager
def running(preferences: Preferences | None = None) -> Iterator[Firefox]:
    """A Firefox with these preferences, until the end.

    Raises:
        SystemExit: when there is none here.
    """
    program = needed()
    with _loop() as loop:
        stack = AsyncExitStack()
        connection = _wait(loop, stack.enter_async_context(_started(program, preferences or {})))
        try:
            yield Firefox(loop, connection)
        finally:
            _wait(loop, stack.aclose())


@contextmanager
def _loop() -> Iterator[asyncio.AbstractEventLoop]:
    """An event loop in a thread of its own."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield loop
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


@asynccontextmanager
async def _started(program: str, preferences: Preferences) -> AsyncIterator[Connection]:
    with TemporaryDirectory(prefix="firefox-", ignore_cleanup_errors=True) as profile:
        _prefer(Path(profile), preferences)
        async with _process(program, profile) as url, connected(url) as connection:
            await connection.send("session.subscribe", events=["log.entryAdded"])
            yield connection


@asynccontextmanager
async def _process(program: str, profile: str) -> AsyncIterator[str]:
    """A Firefox on a port of its choice -> the address where it listens."""
    command = (program, "--headless", "--no-remote", "--remote-debugging-port=0", "--profile", profile)
    discarded = asyncio.subprocess.DEVNULL
    process = await asyncio.create_subprocess_exec(*command, stdout=discarded, stderr=asyncio.subprocess.PIPE)
    assert process.stderr
    try:
        url = await _address(process.stderr)
        rest = asyncio.ensure_future(process.stderr.read())  # a pipe that nobody empties would stop the browser
        yield url
        await asyncio.wait_for(asyncio.gather(process.wait(), rest), FAREWELL)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def _address(said: asyncio.StreamReader) -> str:
    lines = []
    async for line in said:
        lines.append(line.decode(errors="replace"))
        if lines[-1].startswith(LISTENING):
            return lines[-1].removeprefix(LISTENING).strip()
    raise RuntimeError(f"Firefox ended before it listened. It said: {''.join(lines)}")


def _prefer(profile: Path, preferences: Preferences) -> None:
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in preferences.items()]
    (profile / "user.js").write_text("".join(lines))


def _line(event: Json) -> str:
    entry = event["params"]
    return f"{entry['level']}: {entry['text']}"


def _wait(loop: asyncio.AbstractEventLoop, work: Coroutine[object, object, T]) -> T:
    return asyncio.run_coroutine_threadsafe(asyncio.wait_for(work, PATIENCE), loop).result()
