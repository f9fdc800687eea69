"""The kit's page: what can be pressed, the counts, and the table."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import htpy as h

from conformance.report import as_json, as_text, counted
from conformance.rules import Row, Subject, Verdict

_CHIPS = {
    Verdict.HOLDS: "Holds",
    Verdict.READ: "Read",
    Verdict.FAILS: "Fails",
    Verdict.UNTRIED: "Not tried",
}
CHANGES = "Sets one number to what it is already, sends one for a call that is not there, and reserves one new contact."


def controls_view(rows: Sequence[Row], desktop: str, *, running: bool, done: bool) -> h.Renderable:
    """The buttons. `running`: questions are being asked. `done`: some were asked."""
    return h.fragment[
        h.p(".presses")[
            h.button(".button.primary", type="button", id="run", data_action="run", disabled=running)[
                "Run again" if done else "Run"
            ],
            h.button(
                ".button",
                type="button",
                id="run-changes",
                data_action="run-changes",
                disabled=running,
                aria_describedby="changes",
            )["Run what changes data"],
        ],
        h.p("#changes.small")[CHANGES],
        h.p(".presses")[_copy("Copy", as_text(rows, desktop)), _copy("Copy as JSON", as_json(rows, desktop))]
        if done and not running
        else None,
    ]


def _copy(name: str, text: str) -> h.Element:
    return h.button(".button", type="button", id=name.lower().replace(" ", "-"), data_copy=text)[name]


def said_view(rows: Sequence[Row], *, running: bool, done: bool) -> str:
    """What the page says of itself."""
    if running:
        return "Asking the desktop…"
    return f"Done: {counted(rows)}." if done else "Nothing was asked yet."


def table_view(rows: Sequence[Row]) -> h.Renderable:
    """All rules, by subject."""
    return h.table[
        h.thead[h.tr[h.th(scope="col")["Result"], h.th(scope="col")["Rule"], h.th(scope="col")["Why"]]],
        [_subject(subject, list(group)) for subject, group in groupby(rows, key=lambda row: row.subject)],
    ]


def _subject(subject: Subject, rows: Sequence[Row]) -> h.Element:
    operation = h.code[subject.operation.name] if subject.operation else None
    changes = h.span(".tag")["changes data"] if subject.changes else None
    return h.tbody[
        h.tr(".subject")[h.th(scope="rowgroup", colspan="3")[subject.title, " ", operation, " ", changes]],
        _untried(rows) if _all_untried(rows) else [_row(row) for row in rows],
    ]


def _all_untried(rows: Sequence[Row]) -> bool:
    """Whether nothing of a subject was tried, for one reason."""
    return len(rows) > 1 and {(row.verdict, row.detail) for row in rows} == {(Verdict.UNTRIED, rows[0].detail)}


def _untried(rows: Sequence[Row]) -> h.Element:
    """One row for a subject of which nothing was tried."""
    return h.tr(data_rule=rows[0].subject.key, data_verdict=Verdict.UNTRIED.name.lower())[
        h.td[h.span(".chip")[_CHIPS[Verdict.UNTRIED]]],
        h.th(scope="row")[f"{len(rows)} rules"],
        h.td(".why")[rows[0].detail],
    ]


def _row(row: Row) -> h.Element:
    return h.tr(data_rule=row.key, data_verdict=row.verdict.name.lower())[
        h.td[h.span(".chip")[_CHIPS[row.verdict]]],
        h.th(scope="row")[row.rule.title, h.span(".source")[" ", row.rule.source]],
        h.td(".why")[row.detail],
    ]
