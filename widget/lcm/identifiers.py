"""When two identifiers are the same: call ids, mode ids, account numbers, contact ids (protocol.md §1.30)."""

from __future__ import annotations

import re

PADDING = " \t\n\r\v\f\0\u00a0"
"""What is around an identifier and does not belong to it: a database column of fixed width is filled up with it."""
_GUID = re.compile(
    r"[{(]?([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})[)}]?", re.IGNORECASE
)
_GUID_LENGTHS = range(32, 39)


def id_key(received: str) -> str:
    """The text by which an identifier is known, whatever its spelling. Two identifiers are the same when their keys are
    equal. What is sent is the identifier as it was received, never its key.

    Padding does not count. A GUID counts without its case, its hyphens and its braces. Everything else counts: leading
    zeros, and the case of other texts. The key of a key is the key itself. It is "" when there is nothing but padding.
    """
    if received.isalnum() and len(received) not in _GUID_LENGTHS:
        return received
    key = received.strip(PADDING)
    if len(key) in _GUID_LENGTHS and (guid := _GUID.fullmatch(key)):
        return "-".join(guid.groups()).lower()
    return key


def same_id(one: str, other: str) -> bool:
    """Whether two texts are the same identifier."""
    return one == other or id_key(one) == id_key(other)
