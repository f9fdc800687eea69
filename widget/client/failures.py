"""Why a request failed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Code(StrEnum):
    """Why a request failed. The values are stable: texts, tests and integrators may rely on them."""

    TIMEOUT = "timeout"
    """A read and its repeats were not answered in time. Nothing was changed."""
    REFUSED = "refused"
    """The desktop said no (a WS_Error, or `success: false`). Nothing was changed."""
    PROTOCOL = "protocol"
    """A read was answered, and the answer could not be read."""
    OTHER_CALL = "other-call"
    """A read was not answered, but an answer came for another call, which nobody asked for (protocol.md §4.12)."""
    LINK = "link"
    """The request was not sent, or it was a read that was cut off. The bus is closed, or the page is leaving."""
    UNKNOWN_OUTCOME = "unknown-outcome"
    """A change was sent, and it is not known whether it was made. Read back what it changes before anything else
    (protocol.md §4.2, §4.5). After a download of new contacts, ask once for the reserved ones (§4.6)."""
    NUMBER = "number"
    """Nothing was sent: the number holds characters that can't be dialled."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why something that was asked for did not happen.

    `reason` is plain English, for logs and the inspector. `said` is the desktop's reason, in its own words, or "".
    `reported` is that reason with stand-ins in it, for a report, or "". `other_call` is the call id of an answer that
    came for another call (masked), or "".
    """

    code: Code
    reason: str = ""
    said: str = ""
    reported: str = ""
    other_call: str = ""

    @property
    def unknown(self) -> bool:
        """Whether the change may have been made all the same."""
        return self.code is Code.UNKNOWN_OUTCOME

    @property
    def unanswered(self) -> bool:
        """Whether nobody answered. Then it is doubtful whether the desktop is there."""
        return self.code in (Code.TIMEOUT, Code.LINK, Code.UNKNOWN_OUTCOME)
