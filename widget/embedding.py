"""How the page is embedded: not at all, by a desktop that it may talk to, or by one that it may not talk to (blocked).

What the browser says about the pages around only *chooses among* the configured origins. It never adds one: only the
administrator decides who may embed the widget. As with `frame-ancestors`, each page around the widget must be listed:
whoever frames the desktop can cover the widget and lead the agent's clicks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from widget.config import may_be_listed


@dataclass(frozen=True, slots=True)
class Standalone:
    """Not framed: the mock bus may be used."""


@dataclass(frozen=True, slots=True)
class Embedded:
    """Framed by the desktop at `origin`. The configuration lists it, and each page around it that is known."""

    origin: str


@dataclass(frozen=True, slots=True)
class Blocked:
    """Framed by a page that isn't listed, next to it or further out. Nothing is posted or heard. `reason` and `remedy`
    are shown."""

    reason: str
    remedy: str


Embedding = Standalone | Embedded | Blocked


_SENDING = 'Referrer-Policy: strict-origin-when-cross-origin, or referrerpolicy="origin" on the iframe'
_INTRUDER = "If it is not, leave it, and open the desktop by its own address."


def embedding(*, framed: bool, ancestors: Sequence[str], referrer: str, allowed: tuple[str, ...]) -> Embedding:
    """How the page is embedded. To be called once, at the start.

    Args:
        framed: whether the page has a parent window.
        ancestors: the origins of the pages around this one by `location.ancestorOrigins`, the parent's first. Empty
            where the browser has none: then only the parent is known. "null" stands for a page that hides its origin
            (Firefox applies the iframes' referrer policies here) or is itself in a sandbox.
        referrer: `document.referrer`, a URL or "".
        allowed: `[widget] allowed_origins` of pyscript.toml.
    """
    if not framed:
        return Standalone()
    parent, *around = ancestors or (_origin(referrer),)
    if parent in ("", "null"):
        return Blocked(
            "The page that embeds this widget hides its address.",
            f"Let the desktop send its origin: {_SENDING}. A desktop in a sandbox of its own needs allow-same-origin "
            "there.",
        )
    if parent not in allowed:
        return Blocked(
            f"The page that embeds this widget is {parent}, and it is not allowed to.",
            f"If it is your desktop, {_listing(parent)}.",
        )
    for origin in around:
        if origin in ("", "null"):
            return Blocked(
                f"A page that embeds the desktop {parent} hides its address.",
                f"If it is yours, let it send its origin: {_SENDING}. {_INTRUDER}",
            )
        if origin not in allowed:
            return Blocked(
                f"The desktop {parent} is itself embedded by {origin}, and that page is not allowed to.",
                f"If it is yours, {_listing(origin)}. {_INTRUDER}",
            )
    return Embedded(parent)


def _listing(origin: str) -> str:
    if not may_be_listed(origin):
        return "serve it by https: no other page can be listed in allowed_origins"
    return (
        f'add "{origin}" to allowed_origins in the [widget] table of pyscript.toml, '
        "and to frame-ancestors in the server's Content-Security-Policy"
    )


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}" if parts.scheme and parts.netloc else ""
