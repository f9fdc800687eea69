"""A phone number on screen: formatted or as received, masked when so configured. It can always be copied in full."""

from __future__ import annotations

import htpy as h

from widget import phones
from widget.ids import dom_id
from widget.panels.icons import icon
from widget.panels.look import Look
from widget.state.keys import Key
from widget.state.numbers import diallable, squeezed
from widget.state.privacy import last_four, masked_cards


def number_text(look: Look, number: str) -> str:
    """The number as text for a sentence or a dialog: formatted, and masked when so configured."""
    text = masked_cards(_readable(look, number), phone=True)
    return last_four(text) if look.masked else text


def _readable(look: Look, number: str) -> str:
    dialled = squeezed(number)
    if not look.phones_ready or not diallable(dialled):
        return number
    shown = phones.formatted(dialled, look.region)
    return number if shown == dialled else shown


def _shown(look: Look, number: str, key: Key) -> tuple[str, str]:
    """The text to show, and the action of pressing it: "reveal", "conceal", "toggle-form", or "" for none."""
    readable = _readable(look, number)
    text = masked_cards(number if key in look.as_received else readable, phone=True)
    if look.masked:
        return (text, "conceal") if key in look.revealed else (last_four(text), "reveal")
    return text, "toggle-form" if readable != number else ""


def number_view(look: Look, number: str, key: Key) -> h.Element:
    """The number as an element; `key` names it among all numbers of the page."""
    _ = look.texts
    text, press = _shown(look, number, key)
    ident = dom_id("number", *key.ids)
    inner = h.bdi(dir="ltr", translate="no")[text]
    if not press:
        return h.span(".number", id=ident)[inner]
    hint = {
        "reveal": _("Show number"),
        "conceal": _("Hide number"),
        "toggle-form": _("Show formatted") if key in look.as_received else _("Show as received"),
    }[press]
    return h.button(".number.pressable", id=ident, type="button", title=hint, data_action=press, data_key=key.write())[
        inner, h.span(".hidden")[" ", hint], icon("eye") if press != "toggle-form" else None
    ]


def copy_button(look: Look, text: str, key: Key, name: str, *, wide: bool = False) -> h.Element:
    """A button that copies `text`; `name` is its accessible name. It says "Copied" for a moment afterwards."""
    _ = look.texts
    tried = look.copied == key
    words = _("Not copied") if look.copy_failed else _("Copied")
    shown = icon("copy") if not tried else icon("cross" if look.copy_failed else "check")
    button = h.button(
        ".button" if wide else ".tool",
        id=dom_id("copy", *key.ids),
        type="button",
        data_copy=text,
        data_key=key.write(),
        aria_label=None if tried else name,
        title=None if wide else name,
    )
    if wide:
        return button[shown, words if tried else _("Copy")]
    return button[shown, h.span(".bubble")[words] if tried else None]
