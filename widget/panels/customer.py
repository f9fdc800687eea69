"""The head of the page: which customer the panels below are about, and whether another call has come.

It is always visible, and as high for any call, so that nothing moves when a call comes or ends.
"""

from __future__ import annotations

from typing import NamedTuple

import htpy as h

from widget.client import Failure
from widget.panels.icons import icon
from widget.panels.look import texts_of
from widget.panels.panel import Panel, joined, since, try_again
from widget.panels.words import why
from widget.state import WidgetState
from widget.state.fields import called, customer_name, customer_place
from widget.state.listed import ListedCall
from widget.texts import Texts

CALLS_LIST = "calls-list"
"""The element id of the list that the head's button opens."""


class Props(NamedTuple):
    """The chosen call, and what is to be seen of the others. `ended_at` is in words; "" while the call goes on.
    `known`: the desktop has said which calls there are. `waiting`: no answer is overdue yet. `listed` is how many calls
    are listed, `newest` the name of the call that came last and was not looked at, and `more_new` how many such calls
    there are besides it. `failure` is why the calls could not be read, and `unread` how many of them could not be
    read."""

    texts: Texts
    chosen: ListedCall | None
    ended_at: str
    known: bool
    waiting: bool
    listed: int
    newest: str
    more_new: int
    failure: Failure | None
    unread: int


def props(state: WidgetState) -> Props | None:
    """What of the state the head shows; None where the calls are not shown."""
    if state.settings.panels is not None and "calls" not in state.settings.panels:
        return None
    calls, link = state.calls, state.link
    chosen = calls.chosen
    newest = calls.find(calls.news[-1]) if calls.news else None
    return Props(
        texts_of(state),
        chosen,
        since(state, chosen.ended_at) if chosen is not None else "",
        calls.as_of is not None,
        link.kind == "connecting" or (calls.asking and calls.failure is None),
        len(calls.order),
        called(newest) if newest is not None else "",
        len(calls.news) - 1,
        None if link.kind == "connecting" else calls.failure,
        calls.unread,
    )


def view(props: Props | None) -> h.Renderable:
    """The content of the head."""
    if props is None:
        return h.fragment[None]
    chosen = props.chosen
    return h.div(
        class_=["customer", {"over": chosen is not None and chosen.ended}],
        data_callid=chosen.call.callid if chosen is not None else None,
        data_ended=chosen.account if chosen is not None else None,
    )[_who(props), _about(props), _others(props)]


def _who(props: Props) -> h.Element:
    _, chosen = props.texts, props.chosen
    if chosen is None:
        return h.p(".who")[h.span(".name.none")[_nobody(props)]]
    name = customer_name(chosen.call)
    return h.p(".who")[
        h.strong(".name", title=_.apart(name))[_.apart(name)] if name else h.strong(".name.none")[_("No name")],
        h.button(
            ".tool",
            id="close-call",
            type="button",
            data_action="close-call",
            aria_label=_("Close ended call"),
            title=_("Close ended call"),
        )[icon("cross")]
        if chosen.ended
        else None,
        h.span(".callid", title=_.apart(chosen.call.callid))[_.apart(chosen.call.callid)],
    ]


def _nobody(props: Props) -> str:
    _ = props.texts
    if props.known:
        return _("Choose a call") if props.listed else _("No calls")
    return _("Asking for calls…") if props.waiting else _("No calls known")


def _about(props: Props) -> h.Element:
    """The line below the name: what is wrong, else when the call has ended, else where the customer is."""
    _, chosen = props.texts, props.chosen
    if props.failure is not None:
        whole = _("Calls not read.") + " " + why(_, props.failure)
        return h.p(".about.bad")[
            icon("warning"),
            h.span(".words", title=whole)[_("Calls not read")],
            try_again(_, "calls-again", "refresh-calls"),
        ]
    if props.unread:
        return h.p(".about.unsure")[_words(_.many("{n} call not read", "{n} calls not read", props.unread))]
    if chosen is None:
        words = _("A new call appears here.") if props.known and not props.listed else None
        return h.p(".about")[_words(words) if words else None]
    place = customer_place(chosen.call)
    over = _("Ended {time}", time=props.ended_at) if chosen.ended else None
    return h.p(".about")[_words(*joined((over, _.apart(place) if place else None), " · "))]


def _words(*words: h.Node) -> h.Element:
    """Words in a place that may be too narrow for them. The pointer shows all of them."""
    return h.span(".words", title="".join(map(str, words)) or None)[words]


def _others(props: Props) -> h.Element:
    """The button that opens the list of calls. It names the call that came last."""
    _ = props.texts
    if props.newest:
        others = f" +{props.more_new}" if props.more_new > 0 else ""
        words = _words(_("New: {name}", name=props.newest), others)
    else:
        counted = _.many("{n} call", "{n} calls", props.listed) if props.known or props.listed else _("Calls")
        words = _words(counted)
    return h.button(
        class_=["switch", {"new": bool(props.newest)}],
        id="calls-button",
        type="button",
        popovertarget=CALLS_LIST,
    )[words, icon("chevron")]


CUSTOMER = Panel("customer", None, None, props, view)
