"""One question to the desktop, and what came while it waited. What that says of the rules is in verdicts.py."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeAlias

from pydantic import BaseModel

from conformance.form import Unpacked, unpacked
from conformance.others import is_for, is_nameless
from conformance.rules import Subject
from widget.lcm import Malformed, Operation, Refusal, Reply

SETTLE = 0.5
"""For this many seconds after an answer, the kit waits for a second one."""
_MOST = 100
"""So many messages are kept that may be the answer, for all that their name or their call tells."""
Answer: TypeAlias = Reply | Refusal


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, and which rules its answer is looked at for."""

    subject: Subject
    operation: Operation[Any, Any]
    data: BaseModel

    @property
    def callid(self) -> str | None:
        """The key of the call id that the answer has to repeat, or None."""
        return self.operation.reply_key(self.data)[1]


@dataclass(frozen=True)
class Came:
    """A text from the bus, and when it came (monotonic seconds). `what` it is read as is None when it is not ours."""

    what: Reply | Refusal | Malformed | None
    text: str
    at: float

    @cached_property
    def unpacked(self) -> Unpacked:
        """The message, and what was around it."""
        return unpacked(self.text) or Unpacked({})

    @property
    def message(self) -> dict[str, Any]:
        """The message without what was around it."""
        return self.unpacked.message


@dataclass(slots=True, eq=False)
class Exchange:
    """A question that was posted. Times are in monotonic seconds.

    `first` is the first message that answers it, and `broken` the first one that should, and can't be read. `again`
    counts the others. `strays` may be the answer, and have another name or another call. `lost` counts the messages
    that the page's inbox did not take meanwhile, by the reason. `ended`: nothing more is waited for.
    """

    question: Question
    asked: float
    due: float
    first: Came | None = None
    broken: Came | None = None
    again: int = 0
    strays: list[Came] = field(default_factory=list)
    lost: Mapping[str, int] = field(default_factory=dict)
    ended: bool = False

    @property
    def answer(self) -> Answer | None:
        """What the first answer is read as."""
        return self.first.what if self.first and isinstance(self.first.what, Answer) else None

    @property
    def answered(self) -> bool:
        """Whether an answer came that can be read."""
        return self.first is not None

    @property
    def ends_at(self) -> float:
        """When nothing more is waited for. After the deadline, a late answer is waited for as long again."""
        came = self.first or self.broken
        return came.at + SETTLE if came else self.due + (self.due - self.asked)

    def fits(self, came: Came) -> bool:
        """Whether a message is the answer, by its name and its call. An error that names neither is, while the question
        waits."""
        what = came.what
        if what is None:
            return False
        return (
            not self.ended if is_nameless(what) else is_for(what, self.question.operation.reply, self.question.callid)
        )

    def is_news(self, came: Came) -> bool:
        """Whether a message that fits tells something new to every app, although the answer has come."""
        told = isinstance(came.what, Reply) and came.what.operation.shared
        return told and self.first is not None and came.text != self.first.text

    def take(self, came: Came) -> None:
        """Take a message that fits."""
        if self.first is None and isinstance(came.what, Answer):
            self.first = came
        elif self.broken is None and isinstance(came.what, Malformed):
            self.broken = came
        else:
            self.again += 1

    def keep(self, came: Came) -> bool:
        """Keep a message that may be the answer. False when there are too many."""
        if len(self.strays) < _MOST:
            self.strays.append(came)
            return True
        return False
