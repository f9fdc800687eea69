"""What happens while a mode's number is changed. Times are epoch seconds, UTC."""

from __future__ import annotations

from dataclasses import dataclass

from widget.state.tree import Failure


@dataclass(frozen=True, slots=True)
class ChangeOpened:
    """The agent wants to change a mode's number."""

    callid: str
    mode_id: str


@dataclass(frozen=True, slots=True)
class ChangeClosed:
    """The agent gave the form up, or has read its outcome; `ended`: that of the call of this account, which is over."""

    callid: str
    mode_id: str
    ended: str | None = None


@dataclass(frozen=True, slots=True)
class ChangeTyped:
    """The number's text is now this."""

    callid: str
    mode_id: str
    draft: str


@dataclass(frozen=True, slots=True)
class DeleteOthersSet:
    """The box "Delete other modes" was ticked or cleared."""

    callid: str
    mode_id: str
    on: bool


@dataclass(frozen=True, slots=True)
class ChangeSubmitted:
    """The agent pressed Save number."""

    callid: str
    mode_id: str


@dataclass(frozen=True, slots=True)
class ChangeConfirmed:
    """The agent saw what will be lost and wants it so."""

    callid: str
    mode_id: str


@dataclass(frozen=True, slots=True)
class ChangeBackedOut:
    """The agent left the confirmation; nothing was sent."""

    callid: str
    mode_id: str


@dataclass(frozen=True, slots=True)
class ChangeSettled:
    """The desktop answered a change: `failure` is None when it was saved. `unknown` when nobody knows."""

    callid: str
    mode_id: str
    failure: Failure | None
    unknown: bool = False
