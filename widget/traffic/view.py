"""How the traffic is shown: what is looked for, and the rows. The widget and the demo desktop show the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import htpy as h

from widget.client import Standing
from widget.texts import Text, Texts, later
from widget.traffic.rows import Kept, Row, Traffic

MOST_DRAWN = 60
"""The most rows that are drawn at once."""
_SENDERS = {"widget": later("Widget"), "desktop": later("Desktop"), "app": later("Another app")}
_WAITING = later("waiting")
_OUTCOMES: dict[Standing, Text] = {
    Standing.ANSWER: later("answered"),
    Standing.REFUSED: later("refused"),
    Standing.UNANSWERED: later("no answer"),
    Standing.LATE: later("answered late"),
    Standing.UNASKED: later("unasked"),
    Standing.DOUBTFUL: later("proves nothing"),
    Standing.UNREADABLE: later("could not be read"),
    Standing.OVERHEARD: later("asked the desktop"),
    Standing.IGNORED: later("ignored"),
    Standing.TOLD: later("told"),
    Standing.ECHO: later("answered another app"),
}
_BAD = frozenset({Standing.REFUSED, Standing.UNANSWERED, Standing.UNREADABLE})
_ODD = frozenset({None, Standing.LATE, Standing.DOUBTFUL})


class TrafficProps(NamedTuple):
    """What is shown: the rows, the newest first, each with its time in words. `older` rows are not drawn, and `waiting`
    new ones wait until nobody is at the list. `opened` are the messages of the unfolded rows."""

    texts: Texts
    rows: tuple[tuple[str, Row], ...]
    older: int
    waiting: int
    opened: Mapping[int, tuple[str, ...]]
    operation: str
    operations: tuple[str, ...]
    callid: str
    calls: tuple[str, ...]


def traffic_props(texts: Texts, traffic: Traffic, time: Callable[[float], str]) -> TrafficProps:
    """What of the traffic is shown. `time` writes a time of day, given in epoch seconds."""
    rows = traffic.shown
    return TrafficProps(
        texts,
        tuple((time(row.at), row) for row in rows[:MOST_DRAWN]),
        max(0, len(rows) - MOST_DRAWN),
        traffic.waiting,
        traffic.opened,
        traffic.operation,
        tuple(traffic.operations),
        traffic.callid,
        tuple(traffic.calls),
    )


def traffic_view(props: TrafficProps) -> h.Element:
    """The two fields that choose rows, then the rows."""
    _ = props.texts
    return h.div(".traffic")[
        h.div(".finds")[
            _select(_, "operation", _("Operation"), _("All operations"), props.operations, props.operation),
            _select(_, "call", _("Call"), _("All calls"), props.calls, props.callid),
        ],
        h.p(".beside-rows")[_beside(_, props)],
        h.div(".rows", role="grid", data_list="traffic", aria_label=_("Traffic"))[
            _head(_), (part for time, row in props.rows for part in _row(_, time, row, props.opened))
        ]
        if props.rows
        else h.p(".rows.none")[_("No messages.")],
    ]


def _select(_: Texts, name: str, label: str, all_of_them: str, values: Sequence[str], chosen: str) -> h.Fragment:
    ident = f"traffic-{name}"
    options = [h.option(value="", selected=not chosen)[all_of_them]]
    options += [
        h.option(value=value, selected=value == chosen, translate="no")[str(_.apart(value))]
        for value in values
        if value
    ]
    return h.fragment[h.label(".hidden", for_=ident)[label], h.select(id=ident, data_input=ident)[options]]


def _beside(_: Texts, props: TrafficProps) -> h.Node:
    """What is not among the rows."""
    if props.waiting:
        words = _.many("Show {n} new", "Show {n} new", props.waiting)
        return h.button(".button.small", id="traffic-newest", type="button", data_action="traffic-newest")[words]
    if props.older:
        return _.many("{n} older is not shown.", "{n} older are not shown.", props.older)
    return _("Newest first. In messages, names and numbers are replaced.")


def _head(_: Texts) -> h.Element:
    names = (_("Time"), _("From"), _("Operation"), _("Outcome"), _("Call"), _("Duration"), _("Size"))
    classes = ("at", "from", "operation", "outcome", "of-call", "took", "size")
    cells = (h.div(class_=kind, role="columnheader")[name] for name, kind in zip(names, classes, strict=True))
    return h.div(".columns-of-rows", role="row")[cells]


def _row(_: Texts, time: str, row: Row, opened: Mapping[int, tuple[str, ...]]) -> Iterator[h.Element]:
    messages = opened.get(row.serial)
    yield h.div(class_=["exchange", _kind(row)], role="row", id=f"traffic-{row.serial}")[
        _cell("at", time),
        _cell("from", _(_SENDERS[row.sender])),
        _cell("operation", _unfold(_, row, unfolded=messages is not None)),
        _cell("outcome", h.b[_outcome(_, row)], _reason(row)),
        _cell("of-call", _shown(_, row.callid)),
        _cell("took", "" if row.took is None else _("{n} ms", n=round(row.took))),
        _cell("size", _("{n} B", n=row.size)),
    ]
    if messages is not None:
        yield h.div(".messages", role="row")[_cell("all", _messages(_, row, messages))]


def _kind(row: Row) -> str:
    if row.standing in _BAD:
        return "bad"
    answered = row.standing in (Standing.ANSWER, Standing.TOLD)
    return "odd" if row.standing in _ODD or (answered and row.reason) else ""


def _cell(kind: str, *content: h.Node) -> h.Element:
    return h.div(class_=kind, role="gridcell")[content]


def _unfold(_: Texts, row: Row, *, unfolded: bool) -> h.Element:
    return h.button(
        ".unfold",
        id=f"traffic-unfold-{row.serial}",
        type="button",
        data_action="traffic-fold" if unfolded else "traffic-unfold",
        data_serial=str(row.serial),
        aria_expanded="true" if unfolded else "false",
    )[_shown(_, row.operation) if row.operation else _("Unknown message")]


def _outcome(_: Texts, row: Row) -> str:
    said = _(_WAITING if row.standing is None else _OUTCOMES[row.standing])
    return said if row.tries == 1 else _("{outcome}, asked {n} times", outcome=said, n=row.tries)


def _reason(row: Row) -> h.Node:
    """It is English: the client's own words, or the protocol's."""
    return h.span(".why", lang="en", dir="ltr", translate="no")[row.reason] if row.reason else None


def _messages(_: Texts, row: Row, messages: Iterable[str]) -> Iterator[h.Node]:
    for message, said in zip(row.messages, messages, strict=False):
        yield h.p[_(_SENDERS[message.sender]), " · ", _("{n} B", n=message.size), _cut(_, message)]
        yield h.pre(lang="en", dir="ltr", translate="no")[said]


def _cut(_: Texts, message: Kept) -> h.Node:
    return None if message.whole else h.span[" · ", _("only its beginning is kept")]


def _shown(_: Texts, text: str) -> h.Node:
    return _.apart(text) if text else None
