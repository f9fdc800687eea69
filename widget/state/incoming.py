"""The only map from what the client gives back to events: one table for all standings and all operations.

| standing   | about a reading                 | about an attempt          | about no request      |
|------------|---------------------------------|---------------------------|-----------------------|
| answer     | Came                            | Settled                   |                       |
| refused    | NotCame                         | Settled                   |                       |
| unanswered | NotCame                         | Settled                   |                       |
| late       | Came; for a change Settled      | Settled                   |                       |
| unasked    |                                 |                           | Came                  |
| doubtful   | Doubted                         | Doubted                   |                       |
| overheard  |                                 |                           | CallsAskedFor         |
| told       |                                 |                           | Told                  |

Only this file asks whether a call is still the same customer's. What was read for another customer is not taken; when
it came late, it is read again. Every message that was not simply taken is noted for the inspector too.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from widget.client import TWIN, Incoming, Standing, in_words
from widget.lcm import GET_CALLBACK_MODES, STATE_SYNC, Malformed, Message, Notice, Reply, Request, id_key
from widget.state.attempt import Doubted, Settled
from widget.state.calls import CALLS
from widget.state.inspector import UNSAID, Note, Noted, NoteKind, Veil
from widget.state.link import CallsAskedFor, Heard, NobodyAnswered
from widget.state.modes import ModesOf
from widget.state.reading import Came, NotCame, Outdated, Over, Readable
from widget.state.told import Told

if TYPE_CHECKING:
    from widget.state.tree import WidgetState

MOST_REASON = 400
"""The most characters of a note's reason, because a reply may have a hundred problems."""
NOTED: dict[Standing, NoteKind] = {
    Standing.UNREADABLE: "malformed",
    Standing.DOUBTFUL: "doubtful",
    Standing.IGNORED: "ignored",
    Standing.ECHO: "ignored",
}
UNASKED: dict[str, Callable[[Any], Readable]] = {
    STATE_SYNC.name: lambda _body: CALLS,
    GET_CALLBACK_MODES.name: lambda body: ModesOf(id_key(body.callid)),
}
"""What an unasked reply is about, by the name of its operation: the replies that are true for every app."""


def events_of(incoming: Incoming, state: WidgetState, at: float, veil: Veil = UNSAID) -> list[object]:
    """The events that follow, in order. `at` is the time in epoch seconds. `veil` writes what a note says of the
    message."""
    if isinstance(incoming.message, Notice):
        told = Told(incoming.message.kind.name, incoming.message.body, at)
        return [told, *_notes(incoming, state, at, veil)]
    what = incoming.about
    if what is None and incoming.body is not None:
        what = _about_unasked(incoming)
    events: list[object] = []
    if incoming.alive and not (what is CALLS and _is_the_state(incoming)) and state.link.heard(at) is not state.link:
        events.append(Heard(at))
    if what is not None:
        events += _of(what, incoming, state, at, veil)
    if incoming.failure is not None and incoming.failure.unanswered and _doubts_the_link(what):
        events.append(NobodyAnswered())
    if incoming.standing is Standing.OVERHEARD and incoming.operation is STATE_SYNC:
        events.append(CallsAskedFor(at))
    return events + _notes(incoming, state, at, veil)


def _doubts_the_link(what: object) -> bool:
    """Whether no answer makes it doubtful that the desktop is there. Of the calls, the link knows by itself."""
    return what is not CALLS and not (isinstance(what, Readable) and what.OPTIONAL)


def _is_the_state(incoming: Incoming) -> bool:
    """Whether the message counts as the state of all calls. One that was read in part counts only as our answer."""
    return incoming.body is not None and (incoming.ends or not getattr(incoming.body, "unread", 0))


def _about_unasked(incoming: Incoming) -> Readable | None:
    """What an unasked body is about; None when it is neither taken nor to be read again."""
    name = UNASKED.get(incoming.operation.name) if incoming.operation is not None else None
    counts = incoming.standing is Standing.UNASKED or incoming.again
    return name(incoming.body) if name is not None and counts else None


def _of(what: Any, incoming: Incoming, state: WidgetState, at: float, veil: Veil) -> list[object]:  # noqa: ANN401 - any name that a request of ours has
    """The events about what was read or sent."""
    standing, failure = incoming.standing, incoming.failure
    late, reading = standing is Standing.LATE, isinstance(what, Readable)
    if reading and not what.belongs(state):
        return [Outdated(what)] if late else [Over(what)] if incoming.ends else []
    if standing is Standing.DOUBTFUL:
        return [Doubted(what)]
    if not reading or (late and incoming.changes):
        return [Settled(what, failure, late, at)]
    if failure is not None:
        if what is CALLS and failure.said:  # the report says why the link is lost
            failure = replace(failure, reported=veil.sentence(failure.said))
        return [NotCame(what, failure, at)]
    again: list[object] = [Outdated(what)] if incoming.again else []
    if standing is Standing.IGNORED:
        return again
    assert incoming.body is not None  # noqa: S101 - what is left brought one
    return [Came(what, incoming.body, at, ends=incoming.ends), *again]


def _notes(incoming: Incoming, state: WidgetState, at: float, veil: Veil) -> list[object]:
    """The note about a message that was not simply taken; else nothing. That another app has our source is noted
    once."""
    message, kind, reason = incoming.message, NOTED.get(incoming.standing), incoming.reason
    if incoming.failure is not None and incoming.failure.other_call and incoming.operation is not None:
        return [Noted(Note(at, "ignored", incoming.operation.reply, "an answer came for another call"))]
    if incoming.reason == TWIN and not any(note.reason == TWIN for note in state.notes):
        kind = "ignored"
    if isinstance(message, Reply | Notice) and message.problems:
        kind, reason = "odd", in_words(message.problems)
    if message is None or kind is None:
        return []
    begun = veil.excerpt(message.text) if isinstance(message, Malformed) and state.settings.inspector else ""
    reason = reason if len(reason) <= MOST_REASON else reason[:MOST_REASON] + "…"
    return [Noted(Note(at, kind, _subtopic(message, veil), reason, begun))]


def _subtopic(message: Message, veil: Veil) -> str:
    if isinstance(message, Notice):
        return message.kind.name
    if isinstance(message, Reply | Request):
        return message.operation.reply
    return veil.subtopic(message.subtopic or "")
