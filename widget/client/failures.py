"""Why a request ended without its answer."""

from __future__ import annotations

from dataclasses import dataclass
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
    NUMBER = "number"
    """Nothing was sent: what should be dialled is no number that can be."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why something asked for did not happen.

    `reason` is a plain English sentence, for logs and the inspector; `said` what the other side gave as its reason, in
    its own words, or "".
    """

    code: Code
    reason: str = ""
    said: str = ""

    @property
    def unknown(self) -> bool:
        """Whether what was asked for may have happened all the same."""
        return self.code is Code.UNKNOWN_OUTCOME

    @property
    def unanswered(self) -> bool:
        """Whether nobody answered, so that it is doubtful whether anybody is there."""
        return self.code in (Code.TIMEOUT, Code.LINK, Code.UNKNOWN_OUTCOME)
