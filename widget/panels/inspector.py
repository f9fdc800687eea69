"""What the three dots show, for when something doesn't work: the version, whose page it is, the link, the counts, and
what was not simply taken. All that is also a report for a ticket. With `inspector` on in the configuration, the traffic
and its recording are shown too.

It is folded until the agent unfolds it. What came from the bus has stand-ins in it, as in a recording, so that it can
be copied into a ticket.
"""

from __future__ import annotations

from typing import NamedTuple

import htpy as h

from widget import __version__
from widget.client import Code
from widget.lcm import mask_digits
from widget.lcm.masking import is_unseen
from widget.panels.look import Look, look
from widget.panels.number import copy_button
from widget.panels.panel import Panel
from widget.panels.words import day_and_time, iso, time_to_the_second
from widget.state import WidgetState
from widget.state.inspector import Note, RecordingProgress
from widget.state.keys import INSPECTOR, RECORDING
from widget.state.link import Link, lost_words
from widget.texts import Texts, Words, later
from widget.traffic.view import TrafficProps, traffic_props, traffic_view

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
    """What the three dots show while they are unfolded. `report` is the text to copy. `agent` is the agent's id, ""
    when it is not known. `link` is its state and the cause. Each note is with its time, in words. `traffic` is None
    with the inspector off."""

    look: Look
    report: str
    agent: str
    link: str
    counts: tuple[tuple[str, int], ...]
    notes: tuple[tuple[str, Note], ...]
    traffic: TrafficProps | None
    recording: RecordingProgress


def props(state: WidgetState) -> Props | None:
    """What of the state the three dots show; None while they are folded."""
    if INSPECTOR not in state.screen.opened:
        return None
    mine = look(state, lambda key: key in (INSPECTOR, RECORDING))
    notes = tuple((day_and_time(state, note.at), note) for note in state.notes)
    traffic = (
        traffic_props(mine.texts, state.traffic, lambda at: time_to_the_second(state, at))
        if state.settings.inspector
        else None
    )
    return Props(
        mine, report(state), state.agent_id, link_words(state.link), state.counts, notes, traffic, state.recording
    )


def report(state: WidgetState) -> str:
    """All that the three dots show without the inspector, as English text for a ticket. Its reader may be in another
    zone: times are in UTC. Of a long number in the agent's id, only the last two digits are there."""
    facts = [f"version {__version__}", f"agent {mask_digits(state.agent_id) or 'not known'}"]
    facts += [f"link {link_words(state.link)}", *(f"{fate} {count}" for fate, count in state.counts)]
    notes = [f"{iso(note.at)} {note.subtopic} {note.kind}: {note.reason} {note.excerpt}" for note in state.notes]
    return "\n".join(map(on_one_line, (*facts, *notes)))


def link_words(link: Link) -> str:
    """The state of the link and its cause, in English."""
    code = link.failure.code if link.failure else ""
    reason = lost_words(link) if link.failure else link.reason
    if link.failure and code is Code.REFUSED:  # the desktop's own words
        reason = link.failure.reported
    return " ".join(word for word in (link.shown, code, reason) if word)


def on_one_line(text: str) -> str:
    """The text with an escape for each character that ends a line, changes its direction or is not seen."""
    return "".join(char if char.isprintable() and not is_unseen(char) else f"\\u{ord(char):04x}" for char in text)


def view(props: Props | None) -> h.Renderable:
    """What the three dots show; nothing while they are folded."""
    if props is None:
        return h.fragment[None]
    _ = props.look.texts
    return h.section(".panel.inspector", aria_labelledby="inspector-title")[
        h.div(".head")[
            h.h2(id="inspector-title")[_("About this widget")],
            copy_button(props.look, props.report, INSPECTOR, _("Copy report")),
        ],
        h.dl(".facts")[
            _fact(_("Version"), h.span(dir="ltr")[__version__]),
            _fact(_("Agent"), _.apart(props.agent) if props.agent else _("not known")),
            _fact(_("Link"), h.span(lang="en", dir="ltr", translate="no")[props.link]),
        ],
        h.dl(".counts")[(_fact(_(_FATES[fate]), str(count)) for fate, count in props.counts if fate in _FATES)],
        h.ol(".notes")[(_note(_, when, note) for when, note in reversed(props.notes))]
        if props.notes
        else h.p(".empty")[_nothing_noted(_, props)]
        if not any(count for fate, count in props.counts if fate != "accepted")
        else None,
        (h.div(".head.of-traffic")[h.h2[_("Traffic")]], traffic_view(props.traffic), _recording(_, props))
        if props.traffic is not None
        else None,
    ]


def _nothing_noted(_: Texts, props: Props) -> Words:
    """What is said when nothing is noted. It claims nothing of messages that never came."""
    if dict(props.counts).get("accepted") == 0:
        return _("Nothing has come from the desktop yet.")
    return _("Of what came for the widget in the last minutes, nothing had to be left out.")


def _fact(name: str, value: h.Node) -> h.Fragment:
    return h.fragment[h.dt[name], h.dd[value]]


def _recording(_: Texts, props: Props) -> h.Element:
    recording = props.recording
    action, words = ("record-stop", _("Stop recording")) if recording.on else ("record-start", _("Record traffic"))
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
