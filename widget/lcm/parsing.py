"""Text to JSON values, within bounds, without exceptions other than NotJson."""

from __future__ import annotations

import re
from typing import Any

from pydantic_core import from_json

from widget.lcm.bounds import MAX_VALUES

_ESCAPES = re.compile(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(u[dD][89a-fA-F][0-9a-fA-F]{2})|.)", re.S
)


_LEADING = "\ufeff \t\r\n"  # a byte order mark, and JSON's own white space


class NotJson(ValueError):  # noqa: N818 - says what the text is
    """The text isn't JSON, or too much of it. Its words name the place, never the text."""


def parse(text: str) -> Any:  # noqa: ANN401 - JSON of any shape
    """Return the JSON values of `text`. Halves of surrogate pairs become U+FFFD, since no text may hold them, and
    a byte order mark before the text is left out (protocol.md §2.47).

    Raises:
        NotJson: when it isn't JSON, is nested deeper than MAX_DEPTH or holds more than MAX_VALUES values.
    """
    if has_more_values(text, MAX_VALUES):
        raise NotJson(f"more than {MAX_VALUES} values")
    try:
        return from_json(text, allow_inf_nan=False)
    except (ValueError, TypeError) as error:
        mended = _whole_characters(text.lstrip(_LEADING))
        if mended == text:
            raise NotJson(f"not JSON: {error}") from None
    try:
        return from_json(mended, allow_inf_nan=False)
    except ValueError as error:
        raise NotJson(f"not JSON: {error}") from None


def has_more_values(text: str, most: int) -> bool:
    """Whether a text may hold more than `most` JSON values: no JSON has more than one for each of its `,`, `[`, `{`."""
    return len(text) >= most and text.count(",") + text.count("[") + text.count("{") >= most


def unwrap_text(value: Any) -> Any:  # noqa: ANN401 - JSON of any shape
    """Return the JSON inside a text that holds an object or a list; anything else as it is."""
    if isinstance(value, str) and holds_json(value):
        try:
            return parse(value)
        except NotJson:
            return value
    return value


def holds_json(text: str) -> bool:
    """Whether a text begins as a JSON object or list does."""
    return text.lstrip(_LEADING)[:1] in ("{", "[")


def _whole_characters(text: str) -> str:
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return _ESCAPES.sub(lambda found: r"\ufffd" if found[1] else found[0], whole)
