"""The widget's side of the cost benchmark: its real page, given messages of 100 KB that are made to cost much."""

import gc
import json
import os
import time
import tracemalloc
from collections.abc import Callable
from itertools import count

import js

os.environ["PYDANTIC_DISABLE_PLUGINS"] = "true"

from widget import page as widget_page
from widget import phones
from widget.state.keys import Key

SIZE = 100_000
serials = count()


def lcm(subtopic: str, message: object) -> str:
    """The text of a reply."""
    return json.dumps({"channel": "LCM", "topic": "WebService", "subtopic": subtopic, "message": message})


def calls(*calls: dict[str, object]) -> str:
    """The text of a StateSync."""
    return lcm("StateSync", list(calls))


def call(**rest: object) -> dict[str, object]:
    """The call that is selected, with more to it."""
    return {"callid": "1", "AccountNumber": "5", **rest}


def modes(count: int, **rest: object) -> list[object]:
    """So many modes."""
    return [{"ModeID": str(number), **rest} for number in range(count)]


def contacts(count: int) -> str:
    """So many contacts of one person."""
    return lcm("DownloadContactsForDialing", {"response": [
        {"PhoneNumber": f"20820{number:05}", "ContactId": "1", "Consent": "Yes"} for number in range(count)
    ]})  # fmt: skip


KINDS: dict[str, Callable[[int], str]] = {
    "the vendor's kind of state": lambda n: calls(
        *(
            call(callid=str(number), campaignmodes=modes(20, Description="Home", MinLength="8", MaxLength="12"))
            for number in range(n)
        )
    ),
    "many calls": lambda n: calls(*({"callid": str(number)} for number in range(n))),
    "many modes": lambda n: calls(call(campaignmodes=modes(n))),
    "many modes of a long call id": lambda n: calls(call(callid="x" * 20_000, campaignmodes=modes(n))),
    "many numbers": lambda n: lcm("CallBackModes", {"callid": "1", "response": modes(n, Cvalue="6505550199")}),
    "many fields": lambda n: calls(call(businessfields={f"f{number}": "1" for number in range(n)})),
    "many contacts": contacts,
    "many faults": lambda n: calls(call(campaignmodes=[{"ModeID": []}] * n)),
    "a name of lone digits": lambda n: calls(call(businessfields={"FName": "1 " * n})),
    "a name of digits": lambda n: calls(call(businessfields={"FName": "1" * n})),
    "a name of references": lambda n: calls(call(businessfields={"FName": "&amp;" * n})),
    "a number of dashes": lambda n: lcm("CallBackModes", {"callid": "1", "response": modes(1, Cvalue="6-" * n)}),
    "valid numbers": lambda n: lcm("CallBackModes", {"callid": "1", "response": [
        {"ModeID": str(number), "Cvalue": f"+1650{next(serials) + 2_000_000}"} for number in range(n)
    ]}),
    "what can't be read": lambda n: lcm("StateSync", [f"name {number}" for number in range(n)])[:-1],
    "a long refusal": lambda n: lcm("WS_Error", {"errorType": "WS_Error", "msg": "1 " * n}),
    "a reply for no call": lambda n: lcm("CallBackModes", {"callid": f"unknown-{n}", "response": modes(n)}),
    "another app's message": lambda n: json.dumps({"channel": "UI", "topic": "x" * n}),
}  # fmt: skip


RECORDED: dict[str, Callable[[int], str]] = {
    "words, recorded": lambda n: json.dumps({"channel": "UI", "message": [f"w{number}" for number in range(n)]}),
    "numbers, recorded": lambda n: json.dumps({"channel": "UI", "message": [*range(100_000, 100_000 + n)]}),
    "valid numbers, recorded": KINDS["valid numbers"],
}
"""What is measured while a recording is under way."""


def filled(make: Callable[[int], str]) -> str:
    """The largest text of this kind that is no longer than SIZE."""
    least, most = 1, SIZE
    while least < most:
        middle = (least + most + 1) // 2
        least, most = (middle, most) if len(make(middle)) <= SIZE else (least, middle - 1)
    return make(least)


def anew() -> None:
    """Back to the one call. A text that has come before would be a duplicate."""
    opened.session.hear(calls(call(serial=next(serials))))
    opened.session.hear(lcm("CallBackModes", {"callid": "1", "serial": next(serials), "response": []}))
    opened._screen.draw()


def measured(text: str, *, keeps: bool = True) -> dict[str, float]:
    """What one message costs: milliseconds to take and to draw it, and what is kept of it in bytes, unless it is kept
    whole on purpose."""
    anew()
    begun = time.perf_counter()
    opened.session.hear(text)
    heard = time.perf_counter()
    opened._screen.draw()
    drawn = time.perf_counter()
    anew()
    return {
        "hear": (heard - begun) * 1000,
        "draw": (drawn - heard) * 1000,
        "kept": kept(text) if keeps else 0,
        "size": len(text),
    }


def kept(text: str) -> int:
    """The bytes of Python's that are more after a text like this was taken and drawn, without the text."""
    again = text + " "
    gc.collect()
    tracemalloc.start()
    opened.session.hear(again)
    opened._screen.draw()
    gc.collect()
    more, _most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return more


opened = widget_page.open_page()
assert opened is not None
opened.session.act("toggle", {"key": Key("fields", "1").write()})
if phones.load():
    opened.session.phones_ready()
opened.session.act("get-contacts", {"consent": "yes", "count": "1", "reserved": "on"})
measured(filled(KINDS["many numbers"]))  # the first drawing of each kind takes longer
figures = {kind: measured(filled(make)) for kind, make in KINDS.items()}
recordable = opened.session.state.settings.model_copy(update={"inspector": True})
opened.session.state = opened.session.state._replace(settings=recordable)
for kind, make in RECORDED.items():
    opened.session.act("record-start", {})
    figures[kind] = measured(filled(make), keeps=False)
    opened.session.act("record-stop", {})
js.document.documentElement.dataset.bench = json.dumps(figures)
