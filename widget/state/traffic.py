"""The traffic that the inspector shows: which row a message belongs to, and what the client made of it.

Only while the configuration has the inspector on does the session ask for rows; else the slice stays empty. Messages
are kept as they came, in this page's memory. Those of an unfolded row are shown with stand-ins.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from widget.client import Incoming, Post, Standing, in_words
from widget.lcm import OPERATIONS, Malformed, Message, Notice, Refusal, Reply, Request, names_channel, names_reply, read
from widget.lcm.parsing import NotJson, parse
from widget.state.acted import Acted, action
from widget.state.effects import Unfold
from widget.state.inspector import Veil
from widget.state.update import Update, rule
from widget.traffic.rows import Kept, Row, Sender, Traffic, kept

if TYPE_CHECKING:
    from widget.state.tree import WidgetState

LIST = "traffic"
"""The list's name on the page."""
MOST_REASON = 300
MOST_CALLID = 256
MOST_SHOWN = 100_000
"""The most characters of a reason, of a call id and of a message that are shown."""
NOT_LCM = "no message of the LCM"
NOT_NAMED = "on the channel of the LCM, under a name that the widget does not know"


@dataclass(frozen=True, slots=True)
class RowChanged:
    """A row is new (its serial is 0), or there is more in it."""

    row: Row


@dataclass(frozen=True, slots=True)
class Unfolded:
    """The messages of a row, as they are to be shown."""

    serial: int
    messages: tuple[str, ...]


def posted(traffic: Traffic, post: Post, at: float) -> Row:
    """The row of what the widget posts at `at` (epoch seconds). A request that is posted again has its row already."""
    before = traffic.of_request(post.serial)
    if before is not None:
        return replace(before, standing=None, reason="", took=None, tries=before.tries + 1)
    message = read(post.text)
    standing = None if post.serial else Standing.ECHO
    row = Row(0, at, "widget", operation_of(message), callid_of(message), standing, request=post.serial)
    return row.with_message(kept("widget", post.text))


def heard(traffic: Traffic, text: str, outputs: Sequence[object], at: float, veil: Veil) -> Row | None:
    """The row of a message of the bus; None for a post of ours that the bus has brought back. `outputs` is what the
    client made of it. `veil` writes what may hold somebody's data."""
    incoming = next((one for one in outputs if isinstance(one, Incoming) and one.message is not None), None)
    if incoming is None:
        if isinstance(read(text), Request):
            return None
        row = Row(0, at, "desktop", "", "", Standing.IGNORED, not_ours(text))
        return row.with_message(kept("desktop", text))
    if incoming.standing is Standing.ECHO:
        return None
    sender: Sender = "app" if incoming.standing is Standing.OVERHEARD else "desktop"
    message = kept(sender, text)
    before = traffic.of_request(incoming.serial)
    reason = _reason(incoming, veil)
    if before is None:
        name = operation_of(incoming.message, veil)
        row = Row(0, at, sender, name, callid_of(incoming.message), incoming.standing, reason, request=incoming.serial)
        return row.with_message(message)
    took = (at - before.at) * 1000
    return replace(before, standing=incoming.standing, reason=reason, took=took).with_message(message)


def not_ours(text: str) -> str:
    """Why a message is none of ours."""
    return NOT_NAMED if names_channel(text) else NOT_LCM


def ended(traffic: Traffic, incoming: Incoming) -> Row | None:
    """The row of a request that ended without an answer; None when no row waits for one."""
    row = traffic.of_request(incoming.serial)
    if row is None or row.standing is not None or incoming.standing is not Standing.UNANSWERED:
        return None
    return replace(row, standing=Standing.UNANSWERED, reason=_short(incoming.reason))


def shown(message: Kept, veil: Veil) -> str:
    """A message as it is shown: with stand-ins, and one line for each value. What is nested deeply is cut, because it
    grows with each line; what is nested too deeply to be read stays in one line."""
    said = veil.message(message.text)
    with suppress(NotJson):
        said = json.dumps(parse(said), indent=1, ensure_ascii=False)
    return _short(said, MOST_SHOWN)


def _reason(incoming: Incoming, veil: Veil) -> str:
    """Why, or what could not be read. That a message is simply the answer needs no reason."""
    message, reason = incoming.message, incoming.reason
    if incoming.standing in (Standing.ANSWER, Standing.TOLD, Standing.REFUSED):
        reason = ""
    parts = [reason]
    if incoming.failure is not None:
        why = incoming.failure
        parts.append(veil.sentence(why.said or why.reason) if isinstance(message, Refusal) else why.reason)
    if isinstance(message, Reply | Notice) and message.problems:
        parts.append(f"left out: {in_words(message.problems)}")
    return _short("; ".join(part for part in parts if part))


def _short(text: str, most: int = MOST_REASON) -> str:
    return text if len(text) <= most else text[:most] + "…"


def operation_of(message: Message | None, veil: Veil | None = None) -> str:
    """The name of the operation or the notice; a stand-in for what is none of ours."""
    if isinstance(message, Reply | Request):
        return message.operation.name
    if isinstance(message, Notice):
        return message.kind.name
    subtopic = message.subtopic if message is not None else None
    named = next((one.name for one in OPERATIONS if names_reply(subtopic, one.reply)), "")
    return named or (veil.subtopic(subtopic) if veil is not None and subtopic else "")


def callid_of(message: Message | None) -> str:
    """The call id that a message names, or ""."""
    about = message.data if isinstance(message, Request) else message
    said = getattr(about, "callid", None) if isinstance(message, Request | Reply | Refusal | Malformed) else None
    return _short(said, MOST_CALLID) if isinstance(said, str) else ""


def after(traffic: Traffic, what: str, payload: Mapping[str, str]) -> Traffic:
    """The traffic after something was done at its list: the page's action and its payload. Unfolding a row is not done
    here, because its messages must be read first."""
    value = payload.get("value", "")
    match what:
        case "traffic-operation":
            return replace(traffic, operation=value if value in traffic.operations else "")
        case "traffic-call":
            return replace(traffic, callid=value if value in traffic.calls else "")
        case "traffic-newest":
            return traffic.with_newest()
        case "traffic-fold":
            return traffic.folded(int(payload["serial"]))
        case "list-entered" | "list-left" if payload.get("list") == LIST:
            return traffic.with_entered(entered=what == "list-entered")
    return traffic


@rule(RowChanged)
def _changed(event: RowChanged, state: WidgetState) -> WidgetState:
    return state._replace(traffic=state.traffic.put(event.row))


@rule(Unfolded)
def _unfolded(event: Unfolded, state: WidgetState) -> WidgetState:
    return state._replace(traffic=state.traffic.unfolded(event.serial, event.messages))


@action("traffic-unfold")
def _to_unfold(event: Acted, state: WidgetState) -> Update:
    return state, (Unfold(int(event.payload["serial"])),)


@action("list-entered")
@action("list-left")
@action("traffic-fold")
@action("traffic-operation")
@action("traffic-call")
@action("traffic-newest")
def _at_the_list(event: Acted, state: WidgetState) -> WidgetState:
    traffic = after(state.traffic, event.what, event.payload)
    return state if traffic is state.traffic else state._replace(traffic=traffic)
