"""The status line: how the link to the desktop does, in words, always visible."""

from __future__ import annotations

import htpy as h

from widget.panels.icons import icon
from widget.panels.panel import Panel
from widget.panels.words import age, span, why
from widget.state import Failure, Link, WidgetState
from widget.state.inspector import INSPECTOR
from widget.texts import Text, Texts, later, texts_for

_LOST: dict[str, Text] = {
    "refused": later("Refused by the desktop"),
    "protocol": later("Unreadable answer"),
    "link": later("Not connected"),
}


def _state_words(_: Texts, link: Link) -> str:
    if link.kind == "lost" and link.code in _LOST:
        return _(_LOST[link.code])
    words = {
        "connecting": _("Connecting"),
        "live": _("Live"),
        "stale": _("Quiet"),
        "lost": _("No answer"),
        "refused": _("Refused"),
        "mock": _("Demo data"),
    }
    return words[link.kind]


def _since(_: Texts, link: Link, now: float) -> str:
    if link.kind == "mock":
        return _("no desktop")
    if link.kind == "connecting":
        return _("asking the desktop…")
    if link.kind == "lost":
        return _lost(_, link, now)
    if link.heard_at is None or link.kind == "refused":
        return ""
    if link.kind == "stale":
        return _("nothing heard for {time}", time=span(_, now - link.heard_at))
    return age(_, now - link.heard_at)


def _lost(_: Texts, link: Link, now: float) -> str:
    silent = ""
    if link.heard_at is not None and link.code not in _LOST:
        silent = _("for {time}", time=span(_, now - link.heard_at))
    if link.next_try_at is None or link.next_try_at <= now:
        again = _("trying again…")
    else:
        again = _("trying again in {time}", time=span(_, link.next_try_at - now + 0.999))
    return "; ".join(words for words in (silent, again) if words)


def _detail(_: Texts, link: Link) -> h.Node:
    if link.kind == "lost" and link.code == "refused" and link.reason:
        return h.p(".link-detail")[why(_, Failure(link.code, link.reason, 0))]
    if link.kind != "refused" or not (link.reason or link.cure):
        return None
    return h.p(".link-detail")[link.reason, " " if link.reason and link.cure else None, link.cure]


def _part(state: WidgetState) -> object:
    _ = texts_for(state.settings.locale)
    link = state.link
    return (
        link.kind,
        link.reason,
        link.cure,
        link.code,
        link.dropped,
        state.calls.asking,
        state.faulted,
        _since(_, link, state.now),
        INSPECTOR in state.opened,
        state.recording.on,
    )


def view(state: WidgetState) -> h.Renderable:
    """The content of the header."""
    _ = texts_for(state.settings.locale)
    link = state.link
    since = _since(_, link, state.now)
    dropped = (
        h.span(".dropped")[_.many("{n} message dropped", "{n} messages dropped", link.dropped)]
        if link.dropped
        else None
    )
    return h.div(".status", data_link=link.kind)[
        h.h1(".hidden")[_("Agent widget")],
        h.span(".dot", aria_hidden="true"),
        h.p(".link-words")[
            h.strong(role="status")[_state_words(_, link)], h.span(".since")[since] if since else None, dropped
        ],
        h.button(
            ".tool",
            id="refresh-calls",
            type="button",
            data_action="refresh-calls",
            aria_label=_("Refresh calls"),
            title=_("Refresh calls"),
            aria_disabled="true" if state.calls.asking else None,
        )[icon("refresh")],
        h.button(
            class_=["tool", {"recording": state.recording.on}],
            id="inspector-button",
            type="button",
            data_action="toggle",
            data_key=INSPECTOR,
            aria_expanded="true" if INSPECTOR in state.opened else "false",
            aria_controls="inspector",
            aria_label=_("Messages: recording") if state.recording.on else _("Messages"),
            title=_("Messages: recording") if state.recording.on else _("Messages"),
        )[icon("more")],
        _detail(_, link),
        h.p(".link-detail.bad")[_("Something went wrong in the widget.")] if state.faulted else None,
    ]


STATUS = Panel("status", "status", _part, view)
