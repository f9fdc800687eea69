"""Element ids made from identifiers of the desktop, which may be long, hold any character, and name a person."""

from __future__ import annotations

from hashlib import blake2b


def dom_id(kind: str, *parts: str) -> str:
    """A valid, stable and short id. `kind` is ours, the parts are the desktop's. Different parts, different ids."""
    named = "".join(f"{len(part)}:{part}" for part in parts)
    return f"{kind}-{blake2b(named.encode('utf-8', 'surrogatepass'), digest_size=9).hexdigest()}"
