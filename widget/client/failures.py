"""How a request can end without its answer: one error with a stable code."""

from __future__ import annotations

from enum import StrEnum


class Code(StrEnum):
    """Why a request failed. The values are stable: texts, tests and integrators may rely on them."""

    TIMEOUT = "timeout"
    """Nobody answered a read within its deadline and repeats. Nothing was changed."""
    REFUSED = "refused"
    """The other side said no (a WS_Error, or `success: false`). Nothing was changed."""
    PROTOCOL = "protocol"
    """A read was answered, and the answer could not be read."""
    LINK = "link"
    """The request was not sent, or was a read cut off: the bus is closed or we are leaving."""
    UNKNOWN_OUTCOME = "unknown-outcome"
    """A change was sent and what became of it is not known: read what it changed before anything else (protocol.md
    §4.2, §4.5). After a download of new contacts that is asking once for the reserved ones (§4.6)."""


class RequestFailed(Exception):  # noqa: N818 - the contract's name; it says what happened
    """A request ended without its answer.

    `reason` is a plain English sentence, for logs. `callid` is the call the request was about, or None; `operation` the
    request's subtopic; `said` what the other side gave as its reason, in its own words, or "".
    """

    def __init__(
        self, code: Code, reason: str, callid: str | None = None, operation: str = "", *, said: str = ""
    ) -> None:
        super().__init__(code, reason, callid, operation)
        self.code = code
        self.reason = reason
        self.callid = callid
        self.operation = operation
        self.said = said

    def __str__(self) -> str:
        return f"{self.operation}: {self.reason} ({self.code})"
