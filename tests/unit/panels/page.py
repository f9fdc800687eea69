"""A small reader of the panels' HTML for tests: elements with their attributes and text, found by attribute."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = frozenset({"input", "br", "path", "meta", "link"})


@dataclass
class Node:
    """An element: tag, attributes, children and text."""

    tag: str
    attrs: dict[str, str]
    children: list[Node | str] = field(default_factory=list)

    def text(self) -> str:
        """All text inside, spaces squeezed. The text of an element stands apart, but not that of a `<bdi>`."""
        return " ".join(self._text().split())

    def _text(self) -> str:
        parts = (child if isinstance(child, str) else child._text() for child in self.children)
        text = "".join(parts)
        return text if self.tag == "bdi" else f" {text} "

    def all(self, tag: str = "", **attrs: str) -> list[Node]:
        """Every element inside with that tag and those attributes (`data_x` means data-x)."""
        wanted = {name.strip("_").replace("_", "-"): value for name, value in attrs.items()}
        found = []
        for child in self.children:
            if isinstance(child, Node):
                if (not tag or child.tag == tag) and wanted.items() <= child.attrs.items():
                    found.append(child)
                found += child.all(tag, **attrs)
        return found

    def one(self, tag: str = "", **attrs: str) -> Node:
        """The only such element."""
        found = self.all(tag, **attrs)
        assert len(found) == 1, f"{len(found)} of {tag} {attrs}"
        return found[0]

    def named(self, name: str, tag: str = "button") -> list[Node]:
        """Every element of the tag whose accessible name is this (its label, else its text)."""
        return [node for node in self.all(tag) if (node.attrs.get("aria-label") or node.text()) == name]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Node("root", {})
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(node)
        if tag not in _VOID:
            self._open.append(node)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID:
            assert self._open[-1].tag == tag, f"</{tag}> closes <{self._open[-1].tag}>"
            self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)


def read(html: str) -> Node:
    """The elements of a piece of HTML; an element that is not closed fails the test."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert len(reader._open) == 1
    return reader.root
