"""The calls panel: which calls there are, which one the agent looks at, and what its fields say."""

from __future__ import annotations

import htpy as h
from markupsafe import Markup

from widget.ids import dom_id
from widget.lcm import Call
from widget.panels.call_fields import fields_view
from widget.panels.kept import Kept
from widget.panels.panel import Panel, as_of, head, since
from widget.panels.words import why
from widget.state import WidgetState
from widget.state.fields import customer_name, customer_place
from widget.state.privacy import masked_cards
from widget.texts import Texts, texts_for

_TO = "\N{EN DASH}"


def _part(state: WidgetState) -> object:
    calls = state.calls
    copied = state.copied if state.copied is not None and state.copied[0].startswith("field:") else None
    opened = frozenset(key for key in state.opened if key.startswith(("fields:", "raw:field:")))
    revealed = tuple(entry for entry in state.revealed if entry[0].startswith("field:"))
    refused = state.link.kind == "refused"
    seen = calls.calls, calls.selected, calls.failure, calls.unread, since(state, calls.as_of), refused
    return *seen, opened, revealed, copied, state.phones_ready


def view(state: WidgetState) -> h.Renderable:
    """The content of the calls region."""
    _ = texts_for(state.settings.locale)
    when = as_of(_("as of {time}", time=since(state, state.calls.as_of))) if state.calls.as_of is not None else None
    return h.fragment[head(_("Calls"), "calls-title", when), _failure(_, state), _body(_, state)]


def _failure(_: Texts, state: WidgetState) -> h.Node:
    failure, unread = state.calls.failure, state.calls.unread
    if failure is not None:
        return h.p(".note.bad")[_("Calls not read."), " ", why(_, failure)]
    if unread:
        missed = _.many("{n} call could not be read.", "{n} calls could not be read.", unread)
        return h.p(".note.unsure")[missed, " ", _("Calls that have ended may still be listed.")]
    return None


def _body(_: Texts, state: WidgetState) -> h.Node:
    calls = state.calls
    if calls.as_of is None:
        asked = calls.failure is None and state.link.kind != "refused"
        return h.p(".empty")[_("Asking the desktop for calls…") if asked else _("No calls known.")]
    if not calls.calls:
        return h.p(".empty")[_("No calls. A new call appears here by itself.")]
    many = len(calls.calls) > 6
    current = calls.current
    return h.fragment[
        h.ul(class_=["calls", {"scrolls": many}], aria_labelledby="calls-title")[_rows(_, calls.calls, calls.selected)],
        fields_view(state, _, current) if current is not None else None,
    ]


_kept: Kept[Call] = Kept()


def _rows(_: Texts, calls: tuple[Call, ...], selected: str | None) -> list[Markup]:
    keyed = (((call.callid, call.callid == selected, _.lang), call) for call in calls)
    return _kept.rows(keyed, lambda call: _row(_, call, call.callid == selected))


def _row(_: Texts, call: Call, selected: bool) -> h.Element:
    name = masked_cards(customer_name(call))
    second = " · ".join(part for part in (masked_cards(customer_place(call)), _modes_words(_, call)) if part)
    return h.li[
        h.button(
            ".call",
            id=dom_id("call", call.callid),
            type="button",
            data_action="select-call",
            data_callid=call.callid,
            aria_current="true" if selected else None,
        )[
            h.span(".name")[h.bdi[name]] if name else h.span(".name.none")[_("No name")],
            h.bdi(".callid")[call.callid],
            h.span(".about")[second] if second else None,
        ]
    ]


def _modes_words(_: Texts, call: Call) -> str:
    words = []
    for mode in call.campaign_modes[:3]:
        least, most = mode.min_length, mode.max_length
        lengths = f" {least or 0}{_TO}{most}" if most is not None else ""
        words.append(f"{mode.description or mode.mode_id}{lengths}")
    more = len(call.campaign_modes) - 3
    if more > 0:
        words.append(_("and {n} more", n=more))
    return ", ".join(words)


CALLS = Panel("calls", "calls", _part, view)
