"""The actions that an agent can do on a page, found in the HTML of the panels as static/page.js finds them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser

_EMPTY = frozenset({"input", "br"})
Attributes = Mapping[str, str]


@dataclass(eq=False)
class Element:
    """An element of the page. `data` is the data-* of it and of the elements around it, `form` the form that it is in,
    and `fields`, for a form, its values. `modal`: it is in a dialog."""

    tag: str
    attributes: Attributes
    data: dict[str, str]
    form: Element | None
    modal: bool
    fields: dict[str, str] = field(default_factory=dict)

    @property
    def off(self) -> bool:
        own = self.attributes
        return own.get("aria-disabled") == "true" or "disabled" in own or "readonly" in own


@dataclass(frozen=True)
class Act:
    """What the page sends for one action. `typed`: the agent chooses the value."""

    action: str
    payload: dict[str, str]
    typed: bool = False


class Page(HTMLParser):
    """The elements of a region of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self._open: list[Element] = []
        self.elements: list[Element] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = {name: value or "" for name, value in attrs}
        around = self._open[-1] if self._open else Element("body", {}, {}, None, modal=False)
        data = {_camel(name[5:]): value for name, value in own.items() if name.startswith("data-")}
        element = Element(tag, own, {**around.data, **data}, around.form, around.modal or "data-modal" in own)
        if tag == "form":
            element.form = element
        if element.form is not None:
            _fill(element.form.fields, self._open, element)
        self.elements.append(element)
        if tag not in _EMPTY:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop().tag != tag:
            pass


@lru_cache(maxsize=256)
def _elements(html: str) -> tuple[Element, ...]:
    return tuple(Page(html).elements)


def acts_on(regions: Mapping[str, str]) -> list[Act]:
    """Everything that can be pressed or typed in now. While a dialog is open, only what is in the dialog."""
    elements = [element for html in regions.values() for element in _elements(html)]
    modal = any(element.modal for element in elements)
    return [act for element in elements if element.modal is modal and not element.off for act in _acts_of(element)]


def ids_on(regions: Mapping[str, str]) -> list[str]:
    """Every id on the page."""
    elements = (element for html in regions.values() for element in _elements(html))
    return [element.attributes["id"] for element in elements if "id" in element.attributes]


def _acts_of(element: Element) -> Iterator[Act]:
    own, data = element.attributes, element.data
    if "data-input" in own:
        yield Act(own["data-input"], data, typed=True)
    elif "data-copy" in own:
        yield Act("copied", data)
    elif "data-action" in own and element.tag != "form":
        yield Act(own["data-action"], data)
    elif own.get("type") == "submit" and element.form is not None:
        form = element.form
        yield Act(form.attributes["data-action"], {**form.fields, **form.data})


def _fill(fields: dict[str, str], around: list[Element], element: Element) -> None:
    own = element.attributes
    if own.get("type") == "checkbox":
        if "checked" in own:
            fields[own["name"]] = "on"
    elif element.tag == "input":
        fields[own["name"]] = own.get("value", "")
    elif element.tag == "option" and "selected" in own:
        select = next(one for one in reversed(around) if one.tag == "select")
        fields[select.attributes["name"]] = own["value"]


def _camel(name: str) -> str:
    first, *rest = name.split("-")
    return first + "".join(word.capitalize() for word in rest)
