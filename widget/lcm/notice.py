"""What one kind of notice is: a message in which the desktop says what happened, and that nobody asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import BaseModel

B = TypeVar("B", bound=BaseModel)


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class NoticeKind(Generic[B]):
    """One kind of notice. Everything needed to read it, and to write it in the mock, is here.

    Attributes:
        name: the subtopic, as we write it; read without regard to case.
        body: the model of what it says.
        channels: where it is heard, without regard to case. The first is where the mock says it.
        topic: the topic that the mock writes. Any is heard (protocol.md §5.2).
        wire: the type of what it says where that isn't `body` itself.
        finish: makes a `body` of a validated `wire` value.
        message_of: how the mock writes it.
    """

    name: str
    body: type[B]
    channels: tuple[str, ...]
    topic: str
    message_of: Callable[[B], Any]
    wire: Any = None
    finish: Callable[[Any], B] | None = None

    def __repr__(self) -> str:
        return f"<NoticeKind {self.name}>"

    def heard_on(self, channel: str) -> bool:
        """Tell whether a notice on this channel is this kind of notice."""
        return channel.casefold() in map(str.casefold, self.channels)

    def told(self, said: Any) -> B:  # noqa: ANN401 - an instance of `wire`
        """Return the body for what was validated as `wire`."""
        return self.finish(said) if self.finish else said
