"""The status line: the health of the link, in words. It is always visible."""

from __future__ import annotations

from typing import NamedTuple

import htpy as h

from widget.client import Code
from widget.panels.icons import icon
from widget.panels.look import texts_of
from widget.panels.panel import Panel
from widget.panels.words import age, difference, next_try, span, why
from widget.state import WidgetState
from widget.state.inspector import LOST
from widget.state.keys import INSPECTOR
from widget.state.link import Link
from widget.texts import Text, Texts, later

_LOST: dict[str, Text] = {
    Code.REFUSED: later("Refused by the desktop"),
    Code.PROTOCOL: later("Unreadable answer"),
    Code.LINK: later("Not connected"),
}


class Props(NamedTuple):
    """What the status line says. `since` is in words, so that the line is drawn only when the words change."""

    texts: Texts
    kind: str
    words: str
    since: str
    detail: str
    clock: str
    dropped: int
    asking: bool
    faulted: bool
    inspecting: bool
    recording: bool


def props(state: WidgetState) -> Props:
    """What of the state the status line shows."""
    _ = texts_of(state)
    link = state.link
    return Props(
        _,
        link.shown,
        _state_words(_, link),
        _since(_, state),
        _detail(_, link),
        _clock(_, state.clock_behind),
        sum(count for fate, count in state.counts if fate in LOST),
        state.calls.asking,
        state.screen.faulted,
        INSPECTOR in state.screen.opened,
        state.recording.on,
    )


def _state_words(_: Texts, link: Link) -> str:
    if link.shown == "lost" and link.failure is not None and link.failure.code in _LOST:
        return _(_LOST[link.failure.code])
    words = {
        "connecting": _("Connecting"),
        "live": _("Live"),
        "stale": _("Quiet"),
        "lost": _("No answer"),
        "refused": _("Blocked"),
        "mock": _("Demo data"),
    }
    return words[link.shown]


def _since(_: Texts, state: WidgetState) -> str:
    link, now = state.link, state.now
    if link.shown == "mock":
        return _("no desktop")
    if link.kind == "connecting":
        return _("asking the desktop…")
    if link.kind == "lost":
        due = next_try(_, state)
        again = _("trying again in {time}", time=due) if due else _("trying again…")
        return "; ".join(words for words in (_silent(_, link, now), again) if words)
    if link.heard_at is None or link.kind == "refused":
        return ""
    if link.kind == "stale":
        return _("nothing heard for {time}", time=span(_, now - link.heard_at))
    return age(_, now - link.heard_at)


def _silent(_: Texts, link: Link, now: float) -> str:
    if link.heard_at is None or (link.failure is not None and link.failure.code in _LOST):
        return ""
    return _("for {time}", time=span(_, now - link.heard_at))


def _detail(_: Texts, link: Link) -> str:
    if link.shown == "lost" and link.failure is not None and link.failure.said:
        return why(_, link.failure)
    return " ".join(part for part in (link.reason, link.remedy) if part) if link.kind == "refused" else ""


def _clock(_: Texts, behind: float) -> str:
    if not behind:
        return ""
    time = difference(_, behind)
    if behind > 0:
        return _("This computer's clock is {time} slow. Times here are corrected.", time=time)
    return _("This computer's clock is {time} fast. Times here are corrected.", time=time)


def view(props: Props) -> h.Renderable:
    """The content of the header."""
    _ = props.texts
    messages = _("Messages: recording") if props.recording else _("Messages")
    return h.div(".status", data_link=props.kind)[
        h.h1(".hidden")[_("Agent widget")],
        h.span(".dot", aria_hidden="true"),
        h.p(".link-words")[
            h.strong(role="status")[props.words],
            h.span(".since")[props.since] if props.since else None,
            _dropped(_, props.dropped),
        ],
        h.button(
            ".tool",
            id="refresh-calls",
            type="button",
            data_action="refresh-calls",
            aria_label=_("Refresh calls"),
            title=_("Refresh calls"),
            aria_disabled="true" if props.asking else None,
        )[icon("refresh")],
        h.button(
            class_=["tool", {"recording": props.recording}],
            id="inspector-button",
            type="button",
            data_action="toggle",
            data_key=INSPECTOR.write(),
            aria_expanded="true" if props.inspecting else "false",
            aria_controls="inspector",
            aria_label=messages,
            title=messages,
        )[icon("more")],
        h.p(".link-detail")[props.detail] if props.detail else None,
        h.p(".link-detail.clock")[props.clock] if props.clock else None,
        h.p(".link-detail.bad")[_("Something went wrong in the widget.")] if props.faulted else None,
    ]


def _dropped(_: Texts, dropped: int) -> h.Node:
    if not dropped:
        return None
    return h.span(".dropped")[_.many("{n} message dropped", "{n} messages dropped", dropped)]


STATUS = Panel("status", None, None, props, view)
