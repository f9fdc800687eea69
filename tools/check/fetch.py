"""Asks a server for every published file, as browsers with and without brotli do."""

from __future__ import annotations

import asyncio
import json
import tomllib
from collections.abc import Sequence
from datetime import UTC, datetime

import aiohttp

from tools.check.response import Published, Response
from tools.delivery import CONFIGURATION, FILES, RUNTIME

BROWSER, WITHOUT_BROTLI, PLAIN = ("gzip", "deflate", "br"), ("gzip", "deflate"), ("identity",)
NO_FILE = f"{RUNTIME}no-such-file.js"
AT_ONCE = 6  # connections, as a browser has
PATIENCE = aiohttp.ClientTimeout(total=None, sock_connect=15, sock_read=60)  # seconds


class NotPublishedError(Exception):
    """The server can't be asked, or what it says is not a published widget; the text says what to do."""


class Server:
    """A server at the address of a page, which ends with a slash."""

    def __init__(self, session: aiohttp.ClientSession, address: str) -> None:
        self._session, self._address = session, address

    async def ask(self, path: str, accepted: Sequence[str], *, head: bool = False, expected: int = 200) -> Response:
        """One request, without following redirects.

        Raises:
            NotPublishedError: when there is no answer.
        """
        headers = {"Accept-Encoding": ", ".join(accepted)}
        method = "HEAD" if head else "GET"
        try:
            async with self._session.request(
                method, self._address + path, headers=headers, allow_redirects=False
            ) as answer:
                body = None if head else await answer.read()
                return Response(path, tuple(accepted), answer.status, answer.headers, datetime.now(UTC), expected, body)
        except (aiohttp.ClientError, TimeoutError) as error:
            raise NotPublishedError(f"{self._address}{path} does not answer: {error or 'time is over'}.") from error

    async def published(self) -> Published:
        """What is published there, by its own files.

        Raises:
            NotPublishedError: when they do not come, or are something else.
        """
        files = await self._read(FILES)
        settings = await self._read(CONFIGURATION)
        try:
            sizes = {str(path): int(size) for path, size in json.loads(files).items()}
        except (ValueError, AttributeError, TypeError):
            raise NotPublishedError(f"{self._address}{FILES} is not the file that `make dist` wrote.") from None
        try:
            desktops = tomllib.loads(settings.decode()).get("widget", {}).get("allowed_origins", [])
        except ValueError as error:
            raise NotPublishedError(f"{self._address}{CONFIGURATION} is no TOML: {error}.") from None
        return Published(sizes, tuple(map(str, desktops)))

    async def _read(self, path: str) -> bytes:
        response = await self.ask(path, BROWSER)
        if response.status != response.expected:
            raise NotPublishedError(
                f"{self._address}{path}: status {response.status}. Is this the address of the widget's folder, with "
                "all of dist/ in it, and does the server deliver .json and .toml?"
            )
        try:
            return response.content()
        except ValueError:
            raise NotPublishedError(f"{self._address}{path} is not compressed as its Content-Encoding says.") from None


async def responses(address: str) -> tuple[Published, list[Response]]:
    """What is published at `address`, and what came for each file of it: whole, then the heads for other encodings.

    Raises:
        NotPublishedError: when the server can't be asked.
    """
    connector = aiohttp.TCPConnector(limit=AT_ONCE)
    async with aiohttp.ClientSession(connector=connector, timeout=PATIENCE, auto_decompress=False) as session:
        server = Server(session, address)
        published = await server.published()
        paths = ["", CONFIGURATION, FILES, *published.files()]
        asked = [server.ask(path, BROWSER) for path in paths]
        asked += [server.ask(path, accepted, head=True) for path in paths for accepted in (WITHOUT_BROTLI, PLAIN)]
        asked += [server.ask(NO_FILE, BROWSER, expected=404)]
        return published, list(await asyncio.gather(*asked))
