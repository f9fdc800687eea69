"""What a message may be at most. Beyond these it is refused or cut, and a Problem says so; nothing here is a setting
of the wire.
"""

from typing import Final

MAX_CHARS: Final = 5_000_000
"""Longest text `read` looks into, in characters, unless its caller says otherwise."""

MAX_DEPTH: Final = 200
"""Deepest nesting. The parser's own bound (pydantic-core stops there with an error); stated here so that it can be
tested.
"""

MAX_VALUES: Final = 250_000
"""Most JSON values (objects, lists and scalars) in one message."""

MAX_ITEMS: Final = 500
"""Most items of one list, and most names of one object of business fields; the rest is left out."""

MAX_TEXT: Final = 2_000
"""Longest text of a field, in characters; the rest is cut off, with a number that the cut would part, and an
ellipsis stands for it.
"""

MAX_ID: Final = 256
"""Longest identifier, and longest name of a business field, in characters. A longer one is never cut, because it would
be another one then: what it belongs to is left out.
"""

MAX_SCORE: Final = 10**18 - 1
"""Largest lead score. A longer one is no score, and a stand-in for it would be read otherwise."""

MAX_PROBLEMS: Final = 100
"""Most problems reported for one message; the last one then counts the others."""

MAX_ERRORS: Final = 5_000
"""Most faults worth sorting out, one by one; a message with more is refused whole."""

QUICK_VALUES: Final = 100_000
"""Most JSON values in a text given to the quick reader: it names every fault before it gives up. A state of 200 calls
with 20 modes each has 38,000.
"""

EXCERPT_CHARS: Final = 200
"""Longest excerpt of a message that couldn't be read, and longest words of a problem."""
