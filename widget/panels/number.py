"""A phone number on screen: formatted or as received, masked when so configured. It can always be copied in full."""

from __future__ import annotations

import htpy as h

from widget import phones
from widget.ids import dom_id
from widget.panels.icons import icon
from widget.panels.look import Look
from widget.state.keys import INSPECTOR, RECORDING, Key
from widget.state.numbers import diallable, numberish, plain, squeezed
from widget.texts import Shown
from widget.texts.privacy import holds_card, last_four, shown, undirected


def number_text(look: Look, number: str) -> Shown:
    """The number as text for a sentence or a dialog: formatted, and masked when so configured."""
    text = shown(_readable(look, number), phone=True)
    return Shown(last_four(text)) if look.masked else text


def _readable(look: Look, number: str) -> str:
    """The number formatted when it is valid, else as received. Its digits are those that are sent, of no other
    script."""
    received, dialled = plain(number), squeezed(number)
    if not look.phones_ready or not diallable(dialled):
        return received
    written = phones.formatted(dialled, look.region)
    return received if written == dialled else written


def _shown(look: Look, number: str, key: Key, *, secret: bool) -> tuple[str, str]:
    """The text to show, and the action of pressing it: "reveal", "conceal", "toggle-form", or "" for none."""
    readable = _readable(look, number)
    if secret:
        return last_four(shown(readable, phone=True)), ""
    card = holds_card(readable, phone=True)
    text = shown(number if key in look.as_received and not card else readable, phone=True)
    if look.masked:
        return (text, "conceal") if key in look.revealed else (last_four(text), "reveal")
    return text, "toggle-form" if readable != number and not card else ""


def number_view(look: Look, number: str, key: Key, *, secret: bool = False) -> h.Element:
    """The number as an element; `key` names it among all numbers of the page. `secret`: it is a part of a payment card,
    and can't be seen."""
    _ = look.texts
    text, press = _shown(look, number, key, secret=secret)
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


def copy_button(look: Look, text: str, key: Key, name: str, *, wide: bool = False, phone: bool = False) -> h.Node:
    """A button that copies `text`; `name` is its accessible name. It says "Copied" for a moment afterwards. None when
    the text holds a payment card. `phone`: it is a phone number, which is copied without characters that turn it. A
    report and a recording have stand-ins, so what looks like a card in them is none."""
    if key not in (INSPECTOR, RECORDING) and any(holds_card(each, phone=phone) for each in (text, plain(text))):
        return None
    _ = look.texts
    tried = look.copied == key
    words = _("Not copied") if look.copy_failed else _("Copied")
    shown = icon("copy") if not tried else icon("cross" if look.copy_failed else "check")
    button = h.button(
        ".button" if wide else ".tool",
        id=dom_id("copy", *key.ids),
        type="button",
        data_copy=undirected(text) if phone or numberish(text) else text,
        data_key=key.write(),
        aria_label=None if tried else name,
        title=None if wide else name,
    )
    if wide:
        return button[shown, words if tried else _("Copy")]
    return button[shown, h.span(".bubble")[words] if tried else None]
