"""The dials of this page: which numbers were dialled, when, and what is known of each.

Only this page is counted. Nothing of it is stored, so it begins at each reload, and with each agent.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from widget.client import Code, Failure
from widget.state.attempt import Phase
from widget.state.numbers import number_key

if TYPE_CHECKING:
    from widget.state.contact import Contact
    from widget.state.tree import WidgetState

AGAIN_AFTER = 60.0
"""For so many seconds after a dial that the desktop refused or did not confirm, the agent is asked before another dial
of that number. A "no" that another app has posted is not true, and the customer would be called twice."""
_KEPT_FOR = 86_400.0
_MOST = 1_000


@dataclass(frozen=True, slots=True)
class PastDial:
    """A dial that has ended.

    `number` is what was dialled, `at` when its outcome came (epoch seconds), and `contact` the key of its contact.
    `account` is the contact's account number where the contact has no written consent, else "". `phase` is DONE, FAILED
    or UNKNOWN. `refused`: the desktop said no.
    """

    number: str
    at: float
    contact: str
    phase: Phase
    refused: bool = False
    account: str = ""


def noted(state: WidgetState, contact: Contact, failure: Failure | None, at: float) -> WidgetState:
    """The state after a dial of the contact has ended, at `at` (epoch seconds). A late answer says what became of the
    dial that was unknown; it is no second dial."""
    kept = tuple(dial for dial in state.dials if at - dial.at < _KEPT_FOR)
    unknown = [dial for dial in kept if dial.contact == contact.key and dial.phase is Phase.UNKNOWN]
    late = contact.phase is Phase.UNKNOWN and bool(unknown)
    phase = Phase.DONE if failure is None else Phase.UNKNOWN if failure.unknown else Phase.FAILED
    when = unknown[-1].at if late and phase is Phase.DONE else at
    refused = failure is not None and failure.code is Code.REFUSED
    account = contact.wire.account_number if contact.panel == "non-pewc" else ""
    ended = PastDial(contact.dialled, when, contact.key, phase, refused, account)
    others = tuple(dial for dial in kept if not late or dial is not unknown[-1])
    return state._replace(dials=(*others, ended)[-_MOST:])


def tried_lately(state: WidgetState, contact: Contact, at: float) -> bool:
    """Whether a dial of this number was just refused or not confirmed. `at` is the time, in epoch seconds."""
    tried = (dial for dial in state.dials if dial.refused or dial.phase is Phase.UNKNOWN)
    return any(at - dial.at < AGAIN_AFTER for dial in _of(state, contact, tuple(tried)))


def dialled_before(state: WidgetState, contact: Contact) -> tuple[PastDial, ...]:
    """The dials of this number that went out, or may have, in the order of their times."""
    went = tuple(dial for dial in state.dials if dial.phase in (Phase.DONE, Phase.UNKNOWN))
    return tuple(sorted(_of(state, contact, went), key=lambda dial: dial.at))


def _of(state: WidgetState, contact: Contact, dials: tuple[PastDial, ...]) -> tuple[PastDial, ...]:
    """Those of the contact's number, in whatever spelling it was dialled."""
    if not dials:
        return ()
    number = number_key(state, contact.dialled)
    return tuple(dial for dial in dials if number_key(state, dial.number) == number)


def moved(dials: tuple[PastDial, ...], by: float) -> tuple[PastDial, ...]:
    """The dials with their times moved by `by` seconds, because the clock was."""
    return tuple(replace(dial, at=dial.at + by) for dial in dials)
