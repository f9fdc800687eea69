"""The forms in which an LCM may say no: the pages do not say how an error is delivered (protocol.md §1.22 to §1.29).

| form | what comes |
|---|---|
| refused | a WS_Error under `message`, with the reply's subtopic and the call id |
| ws-error | the same under the subtopic `WS_Error` |
| error-topic | the same under `data`, on the topic `Error` |
| in-response | the same under `message.response` |
| in-list | the same as the only item of `message.response` |
| in-words | a WS_Error with the call id in its words only |
| no-callid | a WS_Error without a call id, under the subtopic `WS_Error`: "Callid is empty" |
| not-found | `{"success": false, "msg": "Contact not found"}` |
| result | an ordinary reply whose `response` says `"success": false`, and not why |

For a request about no call, the forms say the same without a call id.
"""

from __future__ import annotations

import json
from typing import Any

from widget.lcm import Operation
from widget.mock.scenario import Trouble

INVALID = "Invalid Call ID"
WS_ERROR = "WS_Error"


def refusal(trouble: Trouble, operation: Operation[Any, Any], callid: str | None) -> str:
    """The text that refuses a request about a call, or about none, in the form of `trouble`."""
    named = {"callid": callid} if callid else {}
    said = {**named, **_error(f"{INVALID}:{callid}" if callid else f"{INVALID}.")}
    match trouble:
        case Trouble.NAMED:
            return _message(WS_ERROR, message=said)
        case Trouble.TOPIC:
            return _message(operation.reply, topic="Error", data=said)
        case Trouble.IN_RESPONSE:
            return _message(operation.reply, message={**named, "response": said})
        case Trouble.IN_LIST:
            return _message(operation.reply, message={**named, "response": [said]})
        case Trouble.IN_WORDS:
            return _message(operation.reply, message=_error(said["msg"]))
        case Trouble.NO_CALLID:
            return _message(WS_ERROR, message=_error("Callid is empty"))
        case Trouble.NOT_FOUND:
            return _message(operation.reply, message={**named, "success": False, "msg": "Contact not found"})
        case Trouble.RESULT:
            return _message(operation.reply, message={**named, "response": {"success": False}})
        case _:
            return _message(operation.reply, message=said)


def unreadable(operation: Operation[Any, Any]) -> str:
    """A reply whose message has the wrong shape."""
    return _message(operation.reply, message=7)


def _error(words: str) -> dict[str, str]:
    return {"errorType": WS_ERROR, "errorMessage": words, "msg": words}


def _message(subtopic: str, *, topic: str = "WebService", **payload: object) -> str:
    return json.dumps({"channel": "LCM", "topic": topic, "subtopic": subtopic, **payload})
