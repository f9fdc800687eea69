"""The traffic as the desktop sees it, in the rows that the widget's inspector has too. Plain Python without a browser.

The desktop has no client that says which request a message answers. It goes by the names in it.
"""

from __future__ import annotations

from dataclasses import replace

from widget.client import Standing, in_words
from widget.lcm import OPERATIONS, Malformed, Notice, Refusal, Reply, Request, names_reply, read, same_id
from widget.lcm.messages import Message
from widget.state.inspector import Veil
from widget.state.traffic import callid_of, not_ours, operation_of
from widget.traffic.rows import Row, Traffic, kept

REPLIES = {operation.name: operation.reply for operation in OPERATIONS}


def from_widget(traffic: Traffic, text: str, at: float) -> Traffic:
    """With a text that the widget posted. `at` is the time in epoch seconds."""
    message = read(text)
    asks = isinstance(message, Request)
    row = Row(0, at, "widget", operation_of(message), callid_of(message), None if asks else Standing.ECHO)
    return traffic.put(row.with_message(kept("widget", text)))


def from_desktop(traffic: Traffic, text: str, at: float, veil: Veil) -> Traffic:
    """With a text that the desktop posted. `veil` writes stand-ins in what the message says of itself."""
    message = read(text)
    asked = _asked(traffic, message)
    standing, why = _outcome(message, text, veil, answers=asked is not None)
    if asked is None:
        row = Row(0, at, "desktop", operation_of(message, veil), callid_of(message), standing, why)
    else:
        row = replace(asked, standing=standing, reason=why, took=(at - asked.at) * 1000)
    return traffic.put(row.with_message(kept("desktop", text)))


def _asked(traffic: Traffic, message: Message | None) -> Row | None:
    """The row of the oldest request that this answers."""
    if not isinstance(message, Reply | Refusal | Malformed):
        return None
    name = message.operation.reply if isinstance(message, Reply) else message.subtopic
    for row in traffic.rows:
        named = names_reply(name, REPLIES.get(row.operation, "")) if name else message.callid is not None
        about = not message.callid or same_id(message.callid, row.callid)
        if row.standing is None and named and about:
            return row
    return None


def _outcome(message: Message | None, text: str, veil: Veil, *, answers: bool) -> tuple[Standing, str]:
    """What a message is, and why, or what can't be read of it."""
    match message:
        case Reply(problems=problems):
            standing = Standing.ANSWER if answers else Standing.UNASKED
            return standing, f"left out: {in_words(problems)}" if problems else ""
        case Notice(problems=problems):
            return Standing.TOLD, f"left out: {in_words(problems)}" if problems else ""
        case Refusal():
            return Standing.REFUSED, veil.sentence(message.message)
        case Malformed(problems=problems):
            return Standing.UNREADABLE, in_words(problems)
    return Standing.IGNORED, not_ours(text)
