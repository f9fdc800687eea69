"""The fields of the selected call, business and optional ones, which can be read and copied."""

from __future__ import annotations

import htpy as h

from widget.ids import dom_id
from widget.lcm import Call, Field
from widget.panels.icons import icon
from widget.panels.look import Look
from widget.panels.number import copy_button, number_view
from widget.panels.panel import MOST_ROWS, more
from widget.state.fields import readable
from widget.state.keys import Key
from widget.state.numbers import numberish
from widget.texts import Text
from widget.texts.privacy import holds_card, is_date


def fields_view(look: Look, call: Call) -> h.Node:
    """The fields of a call, folded until the agent unfolds them; None when it has none."""
    count = len(call.business_fields) + len(call.optional_fields)
    if not count:
        return None
    _ = look.texts
    key = Key("fields", call.key)
    unfolded = key in look.opened
    ident = dom_id("fields", call.key)
    groups = (
        _group(look, call.key, _("Business fields"), "business", call.business_fields),
        _group(look, call.key, _("Optional fields"), "optional", call.optional_fields),
    )
    return h.div(".fold")[
        h.button(
            ".fold-button",
            id=f"{ident}-button",
            type="button",
            data_action="toggle",
            data_key=key.write(),
            aria_expanded="true" if unfolded else "false",
            aria_controls=ident,
        )[icon("chevron"), _("Fields ({n})", n=count)],
        h.div(".fields", id=ident, hidden=not unfolded)[groups if unfolded else None],
    ]


def _group(look: Look, callid: str, title: str, name: str, fields: tuple[Field, ...]) -> h.Node:
    if not fields:
        return None
    ident = dom_id("fields", callid, name)
    shown = enumerate(fields[:MOST_ROWS])
    rows = (_row(look, field, Key("field", callid, (name, str(index)))) for index, field in shown)
    return h.section(aria_labelledby=ident)[
        h.h3(id=ident)[title], h.dl[rows], more(look.texts, len(fields) - MOST_ROWS)
    ]


def _row(look: Look, field: Field, key: Key) -> h.Element:
    _ = look.texts
    known, value = readable(field.name), (field.value or "").strip()
    label = _(known) if isinstance(known, Text) else _.apart(known)
    if not value:
        shown: h.Node = h.span(".nothing")[_("empty")]
    elif look.masked and numberish(value) and not holds_card(value) and not is_date(value):
        shown = number_view(look, value, key)
    else:
        shown = _.apart(value)
    copy = copy_button(look, value, key, _("Copy {label}", label=label)) if value else None
    return h.div(".field")[h.dt[label], h.dd[shown, copy]]
