"""What an integrator needs to see when something doesn't work: the link, the counts, and the messages not simply taken.

Folded away until it is asked for; everything in it is masked, so that it can be copied into a ticket.
"""

from __future__ import annotations

import htpy as h

from widget.lcm.masking import excerpt
from widget.panels.number import copy_button
from widget.panels.panel import Panel
from widget.panels.words import clock
from widget.state import Note, Recording, WidgetState
from widget.state.inspector import INSPECTOR, RECORDING
from widget.texts import Texts, later, texts_for

_FATES = {
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


def report(state: WidgetState) -> str:
    """What the inspector shows, as text in English for a ticket."""
    link = state.link
    reason = excerpt(link.reason) if link.code else link.reason  # with a code they are the desktop's words
    facts = [" ".join(word for word in ("link", link.kind, link.code, reason) if word)]
    facts += [f"{fate} {count}" for fate, count in state.counts]
    notes = [f"{clock(note.at)} {note.subtopic} {note.kind}: {note.reason} {note.excerpt}" for note in state.notes]
    return "\n".join((*facts, *notes))


def view(state: WidgetState) -> h.Renderable:
    """The content of the inspector, or nothing while it is folded away."""
    if INSPECTOR not in state.opened:
        return h.fragment[None]
    _ = texts_for(state.settings.locale)
    return h.section(".panel.inspector", aria_labelledby="inspector-title")[
        h.div(".head")[
            h.h2(id="inspector-title")[_("Messages")],
            copy_button(state, _, report(state), INSPECTOR, _("Copy report")),
        ],
        h.dl(".counts")[((h.dt[_(_FATES[fate])], h.dd[str(count)]) for fate, count in state.counts if fate in _FATES)],
        h.ol(".notes")[(_note(_, note) for note in reversed(state.notes))]
        if state.notes
        else h.p(".empty")[_("Every message of the last minutes was understood.")]
        if not any(count for fate, count in state.counts if fate != "accepted")
        else None,
        _recording(state, _),
    ]


def _recording(state: WidgetState, _: Texts) -> h.Element:
    recording = state.recording
    action, words = ("record-stop", _("Stop recording")) if recording.on else ("record-start", _("Record messages"))
    return h.div(".recording")[
        h.p(".empty")[_state_of(_, recording)],
        h.div(".actions")[
            h.button(".button", id="inspector-record", type="button", data_action=action)[words],
            copy_button(state, _, recording.text, RECORDING, _("Copy recording"), wide=True)
            if recording.text
            else None,
        ],
    ]


def _state_of(_: Texts, recording: Recording) -> str:
    if recording.full:
        return _("The recording is full. Stop it to copy it.") if recording.on else _("The recording is full.")
    if recording.on:
        return _.many("Recording: {n} message so far.", "Recording: {n} messages so far.", recording.lines)
    if recording.text:
        return _.many("{n} message recorded.", "{n} messages recorded.", recording.lines)
    return _("A recording can be played without this desktop. Names and numbers are replaced before they are kept.")


def _note(_: Texts, note: Note) -> h.Element:
    return h.li[
        h.p[h.span(".as-of")[clock(note.at)], " ", h.b[h.bdi[note.subtopic]], " ", _(_KINDS[note.kind])],
        h.p(".meta", lang="en", dir="ltr")[note.reason],
        h.code(lang="en", dir="ltr")[note.excerpt] if note.excerpt else None,
    ]


def _part(state: WidgetState) -> object:
    copied = state.copied is not None and state.copied[0] in (INSPECTOR, RECORDING)
    return INSPECTOR in state.opened and (report(state), state.recording, copied and state.copied, state.copy_failed)


INSPECTOR_PANEL = Panel("inspector", "inspector", _part, view)
