"""The simulator's settings: the form in the drawer, and the same as a query, which the page's address keeps.

The query is the one of the widget's page by itself (widget/mock/settings.py), with `speed` for the shift.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import htpy as h

from widget.mock.faults import Faults, FaultsError
from widget.mock.scenario import Trouble
from widget.mock.settings import EVERY, NAMES

DEFAULTS = {"scenario": "shift", "latency": "150", "seed": "1"}
KEYS = ("scenario", "speed", "latency", "seed", "skew", "faults", "trouble")
"""The settings in a query."""
SPEEDS = ("1", "5", "20", "60")
FAULTS = {
    "drop": "Lost",
    "duplicate": "Twice",
    "reorder": "Out of order",
    "delay": "A second late",
    "late": "After the deadline",
    "corrupt": "Damaged",
}
FORMS = {
    "table": "As the tables spell",
    "case": "Names in another case",
    "keys": "Fields in small letters",
    "packet": "In packets",
}
CHANCES = {"": "never", "0.1": "1 in 10", "0.3": "3 in 10", "1": "always"}
TROUBLES = {
    Trouble.REFUSED: "WS_Error in its reply",
    Trouble.NAMED: "WS_Error by its name",
    Trouble.TOPIC: "on the topic Error",
    Trouble.IN_RESPONSE: "WS_Error in response",
    Trouble.IN_LIST: "WS_Error in a list",
    Trouble.IN_WORDS: "call id in words only",
    Trouble.NO_CALLID: "Callid is empty",
    Trouble.NOT_FOUND: "Contact not found",
    Trouble.RESULT: "success: false",
    Trouble.UNREADABLE: "unreadable, but done",
    Trouble.SILENCE: "no answer, but done",
}
CLOCKS = {
    "": "right",
    "300": "5 minutes ahead",
    "-300": "5 minutes behind",
    "3600": "an hour ahead",
    "-3600": "an hour behind",
}
ALWAYS = 1.0
JITTER = "jitter"


def query_of(form: Mapping[str, str]) -> dict[str, str]:
    """The settings of a form, without those that are empty."""
    faults = [f"{name}:{form[name]}" for name in (*FAULTS, *FORMS) if form.get(name)]
    if form.get(JITTER):
        faults.append(f"{JITTER}:{ALWAYS:g}:{_seconds(form[JITTER])}")
    trouble = f"{form['operation']}:{form.get('trouble', '')}" if form.get("operation") else ""
    query = {**form, "faults": ",".join(faults), "trouble": trouble}
    return {name: query[name] for name in KEYS if query.get(name)}


def form_of(query: Mapping[str, str]) -> dict[str, str]:
    """What the form shows for a query. What the form has no control for is left out."""
    try:
        faults = Faults.parse(query.get("faults", "")).by_name
    except FaultsError:
        faults = {}
    form = {name: f"{fault.chance:g}" for name, fault in faults.items() if name != JITTER and fault.chance}
    if JITTER in faults:
        form[JITTER] = f"{faults[JITTER].seconds * 1000:g}"
    operation, _, trouble = query.get("trouble", "").partition(":")
    return {**query, **form, "operation": operation, "trouble": trouble}


def _seconds(milliseconds: str) -> str:
    """Milliseconds as seconds; what is no number stays, for the settings to refuse."""
    try:
        return f"{float(milliseconds) / 1000:g}"
    except ValueError:
        return milliseconds


def controls_view(query: Mapping[str, str], scenarios: Iterable[str]) -> h.Renderable:
    """The fields of the form, in groups, as the query has them."""
    form = form_of(query)
    operations = {"": "nothing", EVERY: "every request", **{name: name for name in NAMES}}
    return h.fragment[
        _group(
            "Play",
            _choice("scenario", "Scenario", {name: name for name in scenarios}, form),
            _choice("speed", "Speed", {speed: f"{speed} \u00d7" for speed in SPEEDS}, form),
            _choice("skew", "Its clock is", CLOCKS, form),
            _number("latency", "Latency, ms", form, step=50),
            _number(JITTER, "Jitter, ms", form, step=50),
            _number("seed", "Seed", form, step=1),
        ),
        _group("Messages that come", *(_choice(name, label, CHANCES, form) for name, label in FAULTS.items())),
        _group("How they are written", *(_choice(name, label, CHANCES, form) for name, label in FORMS.items())),
        _group(
            "Refuse",
            _choice("operation", "Which request", operations, form),
            _choice("trouble", "In which form", {each.value: label for each, label in TROUBLES.items()}, form),
        ),
        h.p(".start")[h.button(".key")["Start again with these"]],
    ]


def _group(title: str, *fields: h.Element) -> h.Element:
    return h.fieldset[h.legend[title], fields]


def _choice(name: str, label: str, choices: Mapping[str, str], form: Mapping[str, str]) -> h.Element:
    chosen = form.get(name, "")
    known = choices if chosen in choices or not chosen else {**choices, chosen: chosen}
    options = [h.option(value=value, selected=value == chosen)[words] for value, words in known.items()]
    return h.label[h.span[label], h.select(name=name, id=name)[options]]


def _number(name: str, label: str, form: Mapping[str, str], *, step: int) -> h.Element:
    value = form.get(name, "")
    return h.label[h.span[label], h.input(name=name, id=name, type="number", min="0", step=str(step), value=value)]
