"""How the page is embedded: not at all, by a desktop that it may talk to, or by one that it may not talk to (blocked).

What the browser says about the parent only *chooses among* the configured origins. It never adds one: only the
administrator decides who may embed the widget.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Standalone:
    """Not framed: the mock bus may be used."""


@dataclass(frozen=True, slots=True)
class Embedded:
    """Framed by the desktop at `origin`, which the configuration lists."""

    origin: str


@dataclass(frozen=True, slots=True)
class Blocked:
    """Framed by a page that isn't listed. Nothing is posted or heard. `reason` and `remedy` are shown."""

    reason: str
    remedy: str


Embedding = Standalone | Embedded | Blocked


def embedding(*, framed: bool, ancestor: str, referrer: str, allowed: tuple[str, ...]) -> Embedding:
    """How the page is embedded. To be called once, at the start.

    Args:
        framed: whether the page has a parent window.
        ancestor: the parent's origin by `location.ancestorOrigins`. It is "" where the browser has none. It is "null"
            where the desktop hides it (Firefox applies the iframe's referrer policy here) or is itself in a sandbox.
        referrer: `document.referrer`, a URL or "".
        allowed: `[widget] allowed_origins` of pyscript.toml.
    """
    if not framed:
        return Standalone()
    origin = ancestor or _origin(referrer)
    if origin in ("", "null"):
        return Blocked(
            "The page that embeds this widget hides its address.",
            "Let the desktop send its origin: Referrer-Policy: strict-origin-when-cross-origin, or "
            'referrerpolicy="origin" on the iframe. A desktop in a sandbox of its own needs allow-same-origin there.',
        )
    if origin not in allowed:
        return Blocked(
            f"The page that embeds this widget is {origin}, and it is not allowed to.",
            f'If it is your desktop, add "{origin}" to allowed_origins in the [widget] table of pyscript.toml, '
            "and to frame-ancestors in the server's Content-Security-Policy.",
        )
    return Embedded(origin)


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}" if parts.scheme and parts.netloc else ""
