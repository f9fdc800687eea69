"""What happens to the page: time, the link, something unfolded, shown or copied. Times are epoch seconds, UTC."""

from __future__ import annotations

from dataclasses import dataclass

from widget.state.tree import Link


@dataclass(frozen=True, slots=True)
class Tick:
    """A second passed, or the page woke up."""

    at: float


@dataclass(frozen=True, slots=True)
class LinkChanged:
    """The link to the desktop is as told."""

    link: Link


@dataclass(frozen=True, slots=True)
class PhonesReady:
    """Numbers can be formatted from now on."""


@dataclass(frozen=True, slots=True)
class Toggled:
    """A part was unfolded or folded."""

    key: str


@dataclass(frozen=True, slots=True)
class Revealed:
    """A masked number is to be shown for a while."""

    key: str
    at: float


@dataclass(frozen=True, slots=True)
class Concealed:
    """A number shown for a while is to be masked again at once."""

    key: str


@dataclass(frozen=True, slots=True)
class Copied:
    """Something was copied to the clipboard."""

    key: str
    at: float


@dataclass(frozen=True, slots=True)
class CopyFailed:
    """The clipboard would not take something."""

    key: str
    at: float


@dataclass(frozen=True, slots=True)
class Faulted:
    """The widget failed, by a fault of its own, to do what the agent asked; or, not `on`, did it again."""

    on: bool = True
