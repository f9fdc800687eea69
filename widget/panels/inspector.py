"""What an integrator needs to see when something doesn't work: the link, the counts, and the messages not simply taken.

Folded away until it is asked for; everything in it is masked, so that it can be copied into a ticket.
"""

from __future__ import annotations

import htpy as h

from widget.panels.number import copy_button
from widget.panels.panel import Panel
from widget.panels.words import clock
from widget.state import Note, WidgetState
from widget.state.inspector import INSPECTOR
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
    facts = [f"link {state.link.kind} {state.link.reason}".strip()]
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
        else h.p(".empty")[_("Every message of the last minutes was understood.")],
    ]


def _note(_: Texts, note: Note) -> h.Element:
    return h.li[
        h.p[h.span(".as-of")[clock(note.at)], " ", h.b[h.bdi[note.subtopic]], " ", _(_KINDS[note.kind])],
        h.p(".meta", lang="en", dir="ltr")[note.reason],
        h.code(lang="en", dir="ltr")[note.excerpt] if note.excerpt else None,
    ]


def _part(state: WidgetState) -> object:
    copied = state.copied is not None and state.copied[0] == INSPECTOR
    return INSPECTOR in state.opened and (report(state), copied, state.copy_failed)


INSPECTOR_PANEL = Panel("inspector", "inspector", _part, view)
