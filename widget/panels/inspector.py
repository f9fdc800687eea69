"""The inspector: counts and notes of messages and the recording, for an integrator when something doesn't work.

It is folded until the agent unfolds it. What came from the bus has stand-ins in it, as in a recording, so that it can
be copied into a ticket.
"""

from __future__ import annotations

from typing import NamedTuple

import htpy as h

from widget.client import Code
from widget.lcm.masking import is_unseen
from widget.panels.look import Look, look
from widget.panels.number import copy_button
from widget.panels.panel import Panel
from widget.panels.words import day_and_time, iso
from widget.state import WidgetState
from widget.state.inspector import Note, RecordingProgress
from widget.state.keys import INSPECTOR, RECORDING
from widget.state.link import lost_words
from widget.texts import Texts, later

_FATES = {
    "forgotten": later("Calls forgotten, because there were too many"),
    "accepted": later("Taken from the desktop"),
    "source": later("From another window, ignored"),
    "origin": later("From another origin, ignored"),
    "size": later("Too large, dropped"),
    "unreadable": later("Not readable as JSON, dropped"),
    "queue": later("Too many waiting, dropped"),
    "rate": later("Too many a second, dropped"),
}
_KINDS = {
    "malformed": later("could not be read"),
    "odd": later("was read in part"),
    "doubtful": later("vouches for nothing"),
    "ignored": later("was ignored"),
}


class Props(NamedTuple):
    """What the inspector shows while it is unfolded. `report` is the text to copy. `agent` is the agent's id, "" when
    it is not known. It is not in the report. Each note is with its time, in words."""

    look: Look
    report: str
    agent: str
    counts: tuple[tuple[str, int], ...]
    notes: tuple[tuple[str, Note], ...]
    recording: RecordingProgress


def props(state: WidgetState) -> Props | None:
    """What of the state the inspector shows; None while it is folded."""
    if INSPECTOR not in state.screen.opened:
        return None
    mine = look(state, lambda key: key in (INSPECTOR, RECORDING))
    notes = tuple((day_and_time(state, note.at), note) for note in state.notes)
    return Props(mine, report(state), state.agent_id, state.counts, notes, state.recording)


def report(state: WidgetState) -> str:
    """The link, the counts and the notes as English text, for a ticket. Its reader may be in another zone: times are in
    UTC."""
    link = state.link
    code = link.failure.code if link.failure else ""
    reason = lost_words(link) if link.failure else link.reason
    if link.failure and code is Code.REFUSED:  # the desktop's own words
        reason = link.failure.reported
    facts = [" ".join(word for word in ("link", link.shown, code, reason) if word)]
    facts += [] if state.agent_id else ["agent not known"]
    facts += [f"{fate} {count}" for fate, count in state.counts]
    notes = [f"{iso(note.at)} {note.subtopic} {note.kind}: {note.reason} {note.excerpt}" for note in state.notes]
    return "\n".join(map(on_one_line, (*facts, *notes)))


def on_one_line(text: str) -> str:
    """The text with an escape for each character that ends a line, changes its direction or is not seen."""
    return "".join(char if char.isprintable() and not is_unseen(char) else f"\\u{ord(char):04x}" for char in text)


def view(props: Props | None) -> h.Renderable:
    """The content of the inspector; nothing while it is folded."""
    if props is None:
        return h.fragment[None]
    _ = props.look.texts
    return h.section(".panel.inspector", aria_labelledby="inspector-title")[
        h.div(".head")[
            h.h2(id="inspector-title")[_("Messages")],
            copy_button(props.look, props.report, INSPECTOR, _("Copy report")),
        ],
        h.p(".agent")[_("Agent:"), " ", _.apart(props.agent) if props.agent else _("not known")],
        h.dl(".counts")[((h.dt[_(_FATES[fate])], h.dd[str(count)]) for fate, count in props.counts if fate in _FATES)],
        h.ol(".notes")[(_note(_, when, note) for when, note in reversed(props.notes))]
        if props.notes
        else h.p(".empty")[_("Every message of the last minutes was understood.")]
        if not any(count for fate, count in props.counts if fate != "accepted")
        else None,
        _recording(_, props),
    ]


def _recording(_: Texts, props: Props) -> h.Element:
    recording = props.recording
    action, words = ("record-stop", _("Stop recording")) if recording.on else ("record-start", _("Record messages"))
    return h.div(".recording")[
        h.p(".empty")[_state_of(_, recording)],
        h.div(".actions")[
            h.button(".button", id="inspector-record", type="button", data_action=action)[words],
            copy_button(props.look, recording.text, RECORDING, _("Copy recording"), wide=True)
            if recording.text
            else None,
        ],
    ]


def _state_of(_: Texts, recording: RecordingProgress) -> str:
    if recording.full:
        return _("The recording is full. Stop it to copy it.") if recording.on else _("The recording is full.")
    if recording.on:
        return _.many("Recording: {n} message so far.", "Recording: {n} messages so far.", recording.lines)
    if recording.text:
        return _.many("{n} message recorded.", "{n} messages recorded.", recording.lines)
    return _("A recording can be played without this desktop. Names and numbers are replaced before they are kept.")


def _note(_: Texts, when: str, note: Note) -> h.Element:
    return h.li[
        h.p[h.span(".as-of")[when], " ", h.b[_.apart(note.subtopic)], " ", _(_KINDS[note.kind])],
        h.p(".meta", lang="en", dir="ltr", translate="no")[note.reason],
        h.code(lang="en", dir="ltr", translate="no")[note.excerpt] if note.excerpt else None,
    ]


INSPECTOR_PANEL = Panel("inspector", None, None, props, view)
