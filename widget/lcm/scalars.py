"""The scalar types of the wire, tolerant as the vendor's pages need it (protocol.md §2.2 to §2.4, tolerances.py).

Every type is native pydantic-core for what usually comes, because that is several times cheaper in the page. What
native types can't read goes to a small Python function, called only then (`OrElse`). What neither can read is an
error, and salvage.py decides what is lost by it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import unescape
from html.entities import html5
from typing import Annotated, Any

from pydantic import AliasChoices, AliasPath, BaseModel, ConfigDict, Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from widget.lcm.bounds import MAX_ID, MAX_SCORE, MAX_TEXT
from widget.lcm.identifiers import id_key


class LcmModel(BaseModel):
    """Base of the protocol's models: frozen, built with Python names, read and written with the vendor's."""

    model_config = ConfigDict(
        frozen=True,
        validate_by_name=True,
        validate_by_alias=True,
        coerce_numbers_to_str=True,
        str_max_length=MAX_TEXT,
        hide_input_in_errors=True,
    )

    def __eq__(self, other: object) -> bool:
        """Whether both are of one model and have the same fields. Pydantic's own comparison also looks at extras and
        private attributes, which no model here has, and takes several times as long."""
        return type(self) is type(other) and self.__dict__ == other.__dict__


def wire(*names: str | AliasPath, says: str = "") -> Any:  # noqa: ANN401 - as pydantic's own Field()
    """Name a field as it is on the wire: read under any of `names`, written under the first. `says` is for the
    schema.
    """
    first = names[0]
    read_as = first if len(names) == 1 else AliasChoices(*names)
    written_as = first if isinstance(first, str) else None
    return Field(validation_alias=read_as, serialization_alias=written_as, description=says or None)


UNREADABLE, UNREADABLE_ID, UNREADABLE_WORD = "unreadable", "unreadable_id", "unreadable_word"
"""The types of the errors of `OrElse`: of a text, of an id and of a word. Only a text may be cut."""


@dataclass(frozen=True, slots=True, eq=False)
class OrElse:
    """Validate natively; only if that fails, by `fallback`, which returns the value or raises ValueError.

    Attributes:
        fallback: takes the JSON value, returns the field's value.
        wanted: ends the sentence "should be …" of the error when the fallback raises.
        accepts: JSON Schema of what the two accept together.
        writes: JSON Schema of what is written, where it is not that of the native type.
        error_type: UNREADABLE_ID or UNREADABLE_WORD where the value is an id or a word, which is never cut.
    """

    fallback: Callable[[Any], object]
    wanted: str
    accepts: dict[str, Any]
    writes: dict[str, Any] | None = None
    error_type: str = UNREADABLE

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:  # noqa: ANN401
        return core_schema.union_schema(
            [handler(source), core_schema.no_info_plain_validator_function(self._read)],
            mode="left_to_right",
            custom_error_type=self.error_type,
            custom_error_message=f"should be {self.wanted}",
        )

    def _read(self, value: object) -> object:
        if isinstance(value, str) and len(value) > MAX_TEXT:
            raise ValueError
        return self.fallback(value)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        if handler.mode == "validation":
            return dict(self.accepts)
        return handler(schema["choices"][0]) if self.writes is None else dict(self.writes)


_YES = ("true", "yes", "on", "y", "t", "1")
_NO = ("false", "no", "off", "n", "f", "0")
_NOTHING = ("null", "(null)", "undefined", "none", "n/a")
_UNKNOWN = ("", *_NOTHING, "na", "unknown")
FLAG_WORDS = frozenset((*_YES, *_NO, *_UNKNOWN))
"""Every spelling of a flag, in small letters."""
_NO_NUMBER = frozenset((*_NOTHING, "na", "unknown", "nan", "nil"))
_LABEL = r"^[^\snNuU(&][^&]*$"
_PADDED = r"[^ \t\n\r\x0b\x0c\x00\xa0]"
_TEXT = r"^([^\snNuU(&][^&]*)?$"
_NUMBER = r"^[+0-9(*#][^&A-Za-z]*$"
_NO_LETTERS = re.compile(r"[\W\d_]*")
_DIGIT = re.compile(r"\d")
_REFERENCE = re.compile(r"&(?:#([0-9]{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z][A-Za-z0-9]{1,30}));")


def any_case(words: Iterable[str], around: str = "") -> str:
    """Return a JSON Schema pattern of the words in any case, with the pattern `around` on both sides."""
    letters = "|".join("".join(f"[{c.upper()}{c}]" if c.isalpha() else re.escape(c) for c in word) for word in words)
    return f"^{around}({letters}){around}$"


def _spelled(value: object) -> bool | None:
    word = value.strip().casefold() if isinstance(value, str) else None
    if word in _UNKNOWN:
        return None
    if word in _YES or word in _NO:
        return word in _YES
    raise ValueError


def _unscored(value: object) -> None:
    if isinstance(value, str) and (not value.strip() or is_no_number(value)):
        return
    raise ValueError


def _blank(value: object) -> None:
    if isinstance(value, str) and not value.strip():
        return
    raise ValueError


def is_nothing(text: str) -> bool:
    """Tell whether a text is a program's word for nothing, such as `null`, in any case (protocol.md §2.52)."""
    return text.strip().casefold() in _NOTHING


def is_no_number(text: str) -> bool:
    """Tell whether a text is a program's word for no number (protocol.md §2.52)."""
    return text.strip().casefold() in _NO_NUMBER


def is_id(text: str) -> bool:
    """Tell whether a text can be an id: it is more than padding, and at most MAX_ID long (protocol.md §1.30, §2.54)."""
    return len(text) <= MAX_ID and bool(id_key(text))


ELLIPSIS = "…"
"""The last character of a text that was cut."""


def cut(text: str, most: int) -> str:
    """Return the text, or so much of its beginning that it is at most `most` long with an ellipsis at its end. A part
    of a number is not left before the ellipsis: what is masked in a whole number could be read there.
    """
    if len(text) <= most:
        return text
    end = most - 1
    backwards = _NO_LETTERS.match(text[end - 1 :: -1])
    last = backwards[0] if backwards else ""
    return text[: end - len(last) if _DIGIT.search(last) else end] + ELLIPSIS


def decoded(text: str) -> str:
    """Put the characters in place of the character references of HTML that are whole and known, once (protocol.md
    §2.53).
    """
    return _REFERENCE.sub(_character, text)


def _character(found: re.Match[str]) -> str:
    decimal, hexadecimal, name = found.groups()
    if name:
        return html5.get(f"{name};", found[0])
    code = int(decimal) if decimal else int(hexadecimal, 16)
    if code in range(0x80, 0xA0):
        return unescape(found[0])  # HTML reads them as characters of Windows-1252
    return chr(code) if code in range(0x20, 0xD800) or code in range(0xE000, 0x110000) else found[0]


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return "" if is_nothing(value) else decoded(value)
    raise ValueError


def _label(value: object) -> str:
    if isinstance(value, str) and id_key(value) and not is_nothing(value):
        return decoded(value)
    raise ValueError


def _affix(value: object) -> str:
    text = _text(value)
    return "" if is_no_number(text) else text


def _number(value: object) -> str | None:
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return _affix(str(value)) or None
    raise ValueError


def _word(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    raise ValueError


Identifier = Annotated[str, Field(min_length=1, max_length=MAX_ID, pattern=_PADDED)]
"""An id that must be there: text as received, or a number kept as text. Padding alone is no id (protocol.md §1.30)."""


def _known(value: object) -> str | None:
    if value is None or (isinstance(value, str) and is_nothing(value)):
        return None
    if isinstance(value, str) and len(value) <= MAX_ID:
        return value
    raise ValueError


def _id_text(value: object) -> str:
    text = _text(value)
    if len(text) <= MAX_ID:
        return text
    raise ValueError


_STRING = {"type": "string"}
_MAYBE = {"type": ["string", "number", "null"]}

Text = Annotated[str, Field(pattern=_TEXT), OrElse(_text, "text or a number", _MAYBE, _STRING)]
"""Text as received, or a number kept as text; null and the words for it are empty."""

Label = Annotated[
    str,
    Field(min_length=1, pattern=_LABEL),
    OrElse(
        _label,
        "text or a number",
        {"type": ["string", "number"], "pattern": _PADDED, "not": {"pattern": any_case(_NOTHING, around=r"\s*")}},
        _STRING,
    ),
]
"""A text that must be there: as received, or a number kept as text. A word for nothing is none."""

MaybeId = Annotated[
    Annotated[str, Field(pattern=_TEXT, max_length=MAX_ID)] | None,
    OrElse(_known, "text or a number", _MAYBE, {"anyOf": [_STRING, {"type": "null"}]}, UNREADABLE_ID),
]
"""An id that may be missing, as received; null and the words for it are None."""

TextId = Annotated[
    Annotated[str, Field(pattern=_TEXT, max_length=MAX_ID)],
    OrElse(_id_text, "text or a number", _MAYBE, _STRING, UNREADABLE_ID),
]
"""An id of a contact: read as a text, but never cut; null and the words for it are empty."""

Affix = Annotated[str, Field(pattern=_NUMBER), OrElse(_affix, "text or a number", _MAYBE, _STRING)]
"""What is dialled before or after a number; null and the words for it are empty."""

Number = Annotated[
    Annotated[str, Field(pattern=_NUMBER)] | None,
    OrElse(_number, "text", _MAYBE, {"anyOf": [_STRING, {"type": "null"}]}),
]
"""A phone number as received; null, the words for it and an empty text are None."""

Flag = Annotated[
    bool | None,
    OrElse(
        _spelled,
        "a yes or a no",
        {
            "anyOf": [
                {"type": ["boolean", "null"]},
                {"enum": [0, 1]},
                {"type": "string", "pattern": any_case((*_YES, *_NO, *_UNKNOWN), around=" *")},
            ]
        },
        error_type=UNREADABLE_WORD,
    ),
]
"""Three-state: True, False, None for unknown. Yes and no in any usual spelling; null, "", "NA" and such are unknown."""

Length = Annotated[
    Annotated[int, Field(ge=0, le=MAX_TEXT)] | None,
    OrElse(
        _blank,
        "a number of digits",
        {"anyOf": [{"type": "integer", "minimum": 0}, {"type": "string", "pattern": "^ *[0-9]* *$"}, {"type": "null"}]},
        error_type=UNREADABLE_WORD,
    ),
]
"""A number of digits, as a number or as text; null and blank text are None. No number has more than MAX_TEXT."""

Score = Annotated[
    Annotated[int, Field(ge=0, le=MAX_SCORE)] | None,
    OrElse(
        _unscored,
        "a number",
        {
            "anyOf": [
                {"type": "integer", "minimum": 0, "maximum": MAX_SCORE},
                {"type": "string", "pattern": r"^ *[0-9]{0,18} *$"},
                {"type": "string", "pattern": any_case(sorted(_NO_NUMBER))},
                {"type": "null"},
            ]
        },
        error_type=UNREADABLE_WORD,
    ),
]
"""A whole number, as a number or as text; null, blank text and the words for no number are None."""

FieldText = Annotated[
    str | None, OrElse(_word, "text, a number or a flag", {"type": ["string", "number", "boolean", "null"]})
]
"""The value of a business field, kept as text."""
