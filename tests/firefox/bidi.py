"""WebDriver BiDi, as much as these tests need: one command at a time over a web socket, and the events in between."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from itertools import count
from typing import Any

from aiohttp import ClientSession, ClientWebSocketResponse

Json = dict[str, Any]


class BidiError(RuntimeError):
    """The browser refused a command; the text says which, and why."""


class Connection:
    """A session with a browser.

    Attributes:
        events: what the browser reported and was heard, oldest first.
    """

    def __init__(self, socket: ClientWebSocketResponse) -> None:
        self.events: list[Json] = []
        self._socket = socket
        self._serial = count(1)

    async def send(self, method: str, **parameters: object) -> Json:
        """Send a command and wait for its result.

        Raises:
            BidiError: when the browser refuses it.
        """
        serial = next(self._serial)
        await self._socket.send_json({"id": serial, "method": method, "params": parameters})
        while True:
            heard = await self._hear()
            if heard.get("id") == serial:
                return _result(method, heard)

    async def hear_event(self, wanted: Callable[[Json], bool]) -> None:
        """Listen until such an event has been heard."""
        while not any(map(wanted, self.events)):
            await self._hear()

    async def _hear(self) -> Json:
        heard: Json = await self._socket.receive_json()
        if heard["type"] == "event":
            self.events.append(heard)
        return heard


def _result(method: str, heard: Json) -> Json:
    if heard["type"] == "error":
        raise BidiError(f"{method}: {heard['error']}: {heard['message']}")
    result: Json = heard["result"]
    return result


@asynccontextmanager
async def connected(url: str) -> AsyncIterator[Connection]:
    """A session with the browser that listens at `url`; the browser is asked to close at the end."""
    async with ClientSession() as http, http.ws_connect(f"{url}/session", max_msg_size=0) as socket:
        connection = Connection(socket)
        await connection.send("session.new", capabilities={})
        yield connection
        await connection.send("browser.close")


def plain(value: Json) -> Any:  # noqa: ANN401 - whatever the script gave
    """A value as BiDi spells it -> the same as JSON would have it; what JSON lacks becomes None."""
    match value:
        case {"type": "array", "value": items}:
            return [plain(item) for item in items]
        case {"type": "object", "value": items}:
            return {name: plain(item) for name, item in items}
        case {"type": "string" | "number" | "boolean", "value": scalar}:
            return scalar
    return None
