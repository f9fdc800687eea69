"""The fields of the chosen call, business and optional ones, which can be read, copied and pinned.

A pinned field is always in view, for every call: the agent pins the fields that the work is about.
"""

from __future__ import annotations

from typing import Literal

import htpy as h

from widget.ids import dom_id
from widget.lcm import Call, Field
from widget.panels.icons import icon
from widget.panels.look import Look
from widget.panels.number import copy_button, number_view
from widget.panels.panel import MOST_ROWS, cell, grid, more, row
from widget.state.fields import readable
from widget.state.keys import FIELDS, Key
from widget.state.listed import ListedCall
from widget.state.numbers import numberish
from widget.texts import Text, Texts
from widget.texts.privacy import holds_card, is_date


def fields_view(look: Look, listed: ListedCall, pinned: tuple[str, ...], *, asked: bool) -> h.Node:
    """All fields of a call, folded until the agent unfolds them, and then the pinned ones: a field that is pinned moves
    nothing above it. `asked`: they came because the widget asked for them."""
    return h.fragment[_all(look, listed, pinned, asked=asked), _pinned(look, listed, pinned)]


def _pinned(look: Look, listed: ListedCall, pinned: tuple[str, ...]) -> h.Node:
    if not pinned:
        return None
    told = {field.name: field for field in reversed(_fields(listed.call))}
    rows = [
        _row(look, told.get(name, Field(name)), Key("field", listed.key, ("pinned", str(index))), on=True)
        for index, name in enumerate(pinned)
    ]
    return grid("pinned", rows, class_="pinned", aria_label=look.texts("Pinned fields"))


def _all(look: Look, listed: ListedCall, pinned: tuple[str, ...], *, asked: bool) -> h.Node:
    call, _ = listed.call, look.texts
    count = len(_fields(call))
    if not count:
        return None
    unfolded = FIELDS in look.opened
    note = h.p(".hint")[_("Asked for: the desktop's state of this call has no fields.")] if asked else None
    groups = (
        note,
        _group(look, listed, _("Customer fields"), "business", call.business_fields, pinned),
        _group(look, listed, _("More fields"), "optional", call.optional_fields, pinned),
    )
    return h.div(".fold")[
        h.button(
            ".fold-button",
            id="fields-button",
            type="button",
            data_action="toggle",
            data_key=FIELDS.write(),
            aria_expanded="true" if unfolded else "false",
            aria_controls="all-fields",
        )[icon("chevron"), _("All fields ({n})", n=count)],
        h.div(id="all-fields", hidden=not unfolded)[groups if unfolded else None],
    ]


def _fields(call: Call) -> tuple[Field, ...]:
    return (*call.business_fields, *call.optional_fields)


def _group(
    look: Look,
    listed: ListedCall,
    title: str,
    name: Literal["business", "optional"],
    fields: tuple[Field, ...],
    pinned: tuple[str, ...],
) -> h.Node:
    if not fields:
        return None
    ident = dom_id("fields", listed.key, name)
    rows = [
        _row(look, field, Key("field", listed.key, (name, str(index))), on=field.name in pinned)
        for index, field in enumerate(fields[:MOST_ROWS])
    ]
    return h.section(aria_labelledby=ident)[
        h.h2(id=ident)[title],
        grid(name, rows, total=len(fields), aria_labelledby=ident),
        more(look.texts, len(fields) - MOST_ROWS),
    ]


def _row(look: Look, field: Field, key: Key, *, on: bool) -> h.Element:
    _, value = look.texts, (field.value or "").strip()
    label = _label(_, field)
    copy = copy_button(look, value, key, _("Copy {label}", label=label)) if value else None
    return row(
        cell(label, heading=True, class_="label"),
        cell(_value(look, value, key), class_="value"),
        cell(_pin(_, key, label, on=on)),
        cell(copy),
        class_="field",
    )


def _label(_: Texts, field: Field) -> str:
    known = readable(field.name)
    return _(known) if isinstance(known, Text) else _.apart(known)


def _value(look: Look, value: str, key: Key) -> h.Node:
    if not value:
        return h.span(".nothing")[look.texts("empty")]
    if look.masked and numberish(value) and not holds_card(value) and not is_date(value):
        return number_view(look, value, key)
    return look.texts.apart(value)


def _pin(_: Texts, key: Key, label: str, *, on: bool) -> h.Element:
    words = _("Unpin {label}", label=label) if on else _("Pin {label}: keep it in view", label=label)
    return h.button(
        class_=["tool", "pin", {"on": on}],
        id=dom_id("pin", *key.ids),
        type="button",
        data_action="pin-field",
        data_key=key.write(),
        aria_pressed="true" if on else "false",
        aria_label=words,
        title=words,
    )[icon("star")]
