"""A phone number on screen: readable, masked when so configured, as received on demand, always copyable in full."""

from __future__ import annotations

import htpy as h

from widget import phones
from widget.ids import dom_id
from widget.panels.icons import icon
from widget.state import WidgetState
from widget.state.privacy import last_four, masked_cards
from widget.texts import Texts


def number_text(state: WidgetState, number: str) -> str:
    """The number in words of a sentence or a dialog: formatted, masked when so configured."""
    text = phones.formatted(number, state.settings.default_region) if state.phones_ready else number
    text = masked_cards(text, phone=True)
    return last_four(text) if state.settings.mask_numbers else text


def _shown(state: WidgetState, number: str, key: str) -> tuple[str, str]:
    """The text to show, and what pressing it does: "reveal", "conceal", "toggle" or "" for nothing."""
    readable = phones.formatted(number, state.settings.default_region) if state.phones_ready else number
    text = number if f"raw:{key}" in state.opened else readable
    text = masked_cards(text, phone=True)
    revealed = any(name == key for name, _until in state.revealed)
    if state.settings.mask_numbers:
        return (text, "conceal") if revealed else (last_four(text), "reveal")
    return text, "toggle" if readable != number else ""


def number_view(state: WidgetState, _: Texts, number: str, key: str) -> h.Element:
    """The number as an element; `key` names it among all numbers of the page."""
    text, press = _shown(state, number, key)
    ident = dom_id("number", key)
    inner = h.bdi(dir="ltr")[text]
    if press in {"reveal", "conceal"}:
        hint = _("Show number") if press == "reveal" else _("Hide number")
        return h.button(".number.pressable", id=ident, type="button", title=hint, data_action=press, data_key=key)[
            inner, h.span(".hidden")[" ", hint], icon("eye")
        ]
    if press == "toggle":
        raw = f"raw:{key}" in state.opened
        hint = _("Show formatted") if raw else _("Show as received")
        return h.button(
            ".number.pressable", id=ident, type="button", title=hint, data_action="toggle", data_key=f"raw:{key}"
        )[inner, h.span(".hidden")[" ", hint]]
    return h.span(".number", id=ident)[inner]


def copy_button(state: WidgetState, _: Texts, text: str, key: str, name: str, *, wide: bool = False) -> h.Element:
    """A button that copies `text`; `name` is its accessible name. It says "Copied" for a moment afterwards."""
    tried = state.copied is not None and state.copied[0] == key
    words = _("Not copied") if state.copy_failed else _("Copied")
    shown = icon("copy") if not tried else icon("cross" if state.copy_failed else "check")
    ident, label = dom_id("copy", key), None if tried else name
    if wide:
        return h.button(".button", id=ident, type="button", data_copy=text, data_key=key, aria_label=label)[
            shown, words if tried else _("Copy")
        ]
    return h.button(".tool", id=ident, type="button", data_copy=text, data_key=key, aria_label=label, title=name)[
        shown, h.span(".bubble")[words] if tried else None
    ]
