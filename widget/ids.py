"""Element ids made from identifiers of the desktop, which may hold any character."""

from __future__ import annotations

import re

_UNSAFE = re.compile(r"[^A-Za-z0-9]")


def dom_id(*parts: str) -> str:
    """A valid, stable id: the parts joined by "-", odd characters as hex codes. Different parts, different ids."""
    return "-".join(_UNSAFE.sub(lambda char: f"_{ord(char[0]):x}_", part) for part in parts)
