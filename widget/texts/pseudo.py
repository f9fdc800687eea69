"""English made a third longer and accented, so that what is cut off, glued together or not translatable shows."""

from __future__ import annotations

import re

_ACCENTED = str.maketrans("aeiounyclAEIOUNYC", "åéîöûñýçļÅÉÎÖÛÑÝÇ")
_PARTS = re.compile(r"(\{\w+\})")
_FILLER = " ēxträ wörds"


def pseudo(sentence: str) -> str:
    """The sentence with accents, brackets and a third more length; {names} stay as they are."""
    body = "".join(part if part.startswith("{") else part.translate(_ACCENTED) for part in _PARTS.split(sentence))
    longer = (_FILLER * (len(sentence) // 30 + 1))[: max(2, len(sentence) // 3)]
    return f"[{body}{longer}]"
