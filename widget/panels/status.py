"""The status line: the health of the link and what failed, in words. It is always visible, and always one line."""

from __future__ import annotations

from collections.abc import Iterator
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
from widget.state.problems import Problem, problems
from widget.state.refresh import Refresh
from widget.state.screen import FAULTED
from widget.texts import Text, Texts, later

_LOST: dict[str, Text] = {
    Code.REFUSED: later("Refused"),
    Code.PROTOCOL: later("Unreadable"),
    Code.LINK: later("No desktop"),
}
OLD = 30
"""From so many seconds on, it is said how long ago the live desktop was heard."""


class Props(NamedTuple):
    """What the status line says. Beside the `words` of the link it says one thing: the `problems`, else `more`. The
    `details` are below the line."""

    texts: Texts
    kind: str
    words: str
    more: str
    problems: tuple[Problem, ...]
    details: tuple[Detail, ...]
    inspecting: bool
    recording: bool


class Detail(NamedTuple):
    """A sentence below the line. `kind` is its class: "", "clock" or "bad"."""

    words: str
    kind: str = ""


def props(state: WidgetState) -> Props:
    """What of the state the status line shows. What came of the agent's press is shown first."""
    _ = texts_of(state)
    link = state.link
    pressed = _pressed(_, state.refresh)
    found = () if pressed else problems(state)
    return Props(
        _,
        link.shown,
        _state_words(_, link),
        pressed or ("" if found else _since(_, state) or _agent(_, state)),
        found,
        tuple(_details(_, state)),
        INSPECTOR in state.screen.opened,
        state.recording.on,
    )


def _state_words(_: Texts, link: Link) -> str:
    if link.shown == "lost" and link.failure is not None and link.failure.code in _LOST:
        return _(_LOST[link.failure.code])
    words = {
        "connecting": _("Connecting"),
        "live": _("Live"),
        "stale": _("Silent"),
        "lost": _("No answer"),
        "refused": _("Blocked"),
        "mock": _("Demo data"),
    }
    return words[link.shown]


def _pressed(_: Texts, refresh: Refresh) -> str:
    if refresh.asking:
        return _("asking…")
    return _("calls read") if refresh.told else ""


def _since(_: Texts, state: WidgetState) -> str:
    link, now = state.link, state.now
    if link.shown == "mock":
        return _agent(_, state) or _("no desktop")
    if link.kind == "connecting":
        return _("asking…")
    if link.kind == "lost":
        due = next_try(_, state)
        return _("next try in {time}", time=due) if due else _("asking…")
    if link.heard_at is None or link.kind == "refused":
        return ""
    silence = (now - link.heard_at) // 10 * 10  # the words do not change every second
    if link.kind == "stale":
        return _("for {time}", time=span(_, silence))
    return age(_, silence) if silence >= OLD else ""


def _agent(_: Texts, state: WidgetState) -> str:
    """What the desktop told of the agent, while the desktop is heard."""
    words = {"in-call": _("in call"), "after-call": _("after-call work"), "logged-out": _("logged out")}
    return words[state.agent.state] if state.agent.state is not None else ""


def _details(_: Texts, state: WidgetState) -> Iterator[Detail]:
    link = state.link
    if link.mock and link.shown != "mock":
        yield Detail(_("Demo data: there is no desktop."))
    if link.shown == "lost" and link.failure is not None and link.failure.said:
        yield Detail(why(_, link.failure))
    elif link.kind == "refused":
        yield Detail(" ".join(part for part in (link.reason, link.remedy) if part))
    if state.clock_behind:
        yield Detail(_clock(_, state.clock_behind), "clock")
    dropped = sum(count for fate, count in state.counts if fate in LOST)
    if dropped:
        yield Detail(
            _.many(
                "{n} message of the desktop could not be taken. See the three dots.",
                "{n} messages of the desktop could not be taken. See the three dots.",
                dropped,
            )
        )
    if state.screen.faulted:
        yield Detail(_(FAULTED), "bad")


def _clock(_: Texts, behind: float) -> str:
    time = difference(_, behind)
    if behind > 0:
        return _("This computer's clock is {time} slow. Times here are corrected.", time=time)
    return _("This computer's clock is {time} fast. Times here are corrected.", time=time)


def view(props: Props) -> h.Renderable:
    """The content of the header: the line, and the details below it."""
    _ = props.texts
    about = _("About this widget: recording traffic") if props.recording else _("About this widget")
    return h.fragment[
        h.div(class_=["status", {"troubled": bool(props.problems)}], data_link=props.kind)[
            h.h1(".hidden")[_("Agent widget")],
            h.span(".dot", aria_hidden="true"),
            h.p(".link-words")[
                h.span(role="status")[h.strong[props.words], _problem(_, props.problems)],
                h.span(".since")[props.more] if props.more else None,
            ],
            h.button(
                ".tool",
                id="refresh-calls",
                type="button",
                data_action="refresh-calls",
                aria_label=_("Refresh calls"),
                title=_("Refresh calls"),
                aria_disabled="true" if props.kind == "refused" else None,
            )[icon("refresh")],
            h.button(
                class_=["tool", {"recording": props.recording}],
                id="inspector-button",
                type="button",
                data_action="toggle",
                data_key=INSPECTOR.write(),
                aria_expanded="true" if props.inspecting else "false",
                aria_controls="inspector",
                aria_label=about,
                title=about,
            )[icon("more")],
        ],
        (h.p(class_=["link-detail", detail.kind])[detail.words] for detail in props.details),
    ]


def _problem(_: Texts, found: tuple[Problem, ...]) -> h.Node:
    """The button that leads to what failed, one after the other."""
    if not found:
        return None
    words = _(found[0].words) if len(found) == 1 else _.many("{n} problem", "{n} problems", len(found))
    leads = (
        _("{problem}: go there", problem=words) if len(found) == 1 else _("{problem}: go to the next", problem=words)
    )
    return h.button(
        ".problem", id="show-problem", type="button", data_action="show-problem", aria_label=leads, title=leads
    )[words]


STATUS = Panel("status", None, None, props, view)
