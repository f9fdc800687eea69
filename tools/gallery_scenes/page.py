"""The page on a good day and on bad ones, looked into, masked, and in other languages."""

from __future__ import annotations

from dataclasses import replace

from tests.unit import events as e
from tools.gallery_scenes.data import GOOD, NOW, fresh, non_pewc, sample_store
from widget.client import Standing
from widget.state import WidgetState
from widget.state.inspector import MessagesCounted, Note, Noted, Recorded, RecordingProgress
from widget.state.keys import FIELDS, INSPECTOR, Key
from widget.state.link import Link
from widget.state.screen import Faulted
from widget.state.traffic import RowChanged, Unfolded
from widget.traffic.rows import Row, kept


def sample() -> WidgetState:
    """The vendor's own sample data, on a good day."""
    return sample_store().state


def opened() -> WidgetState:
    """Fields unfolded, a non-PEWC contact with prefix and suffix, something just copied."""
    store = sample_store()
    store.dispatch(e.toggled(FIELDS))
    store.dispatch(e.non_pewc_came((non_pewc(prefix="9", suffix="#"),), NOW))
    store.dispatch(e.copied(Key("field", "12345", ("optional", "1")), NOW))
    return store.state


def masked() -> WidgetState:
    """Numbers masked, one of them shown for a while."""
    store = sample_store(mask_numbers=True)
    store.dispatch(e.toggled(FIELDS))
    store.dispatch(e.revealed(Key("mode", "12345", ("2", "0")), NOW))
    return store.state


def shell_only() -> WidgetState:
    """Before anything was heard."""
    return fresh().state


def empty() -> WidgetState:
    """Connected, and nothing to do."""
    store = fresh()
    store.link_is(replace(GOOD, heard_at=NOW - 2))
    store.dispatch(e.calls_came((), NOW))
    store.dispatch(e.manual_came((), NOW))
    store.dispatch(e.non_pewc_came((), NOW))
    return store.state


def errors() -> WidgetState:
    """Three things failed at once and the desktop is silent."""
    store = sample_store()
    store.dispatch(MessagesCounted((("accepted", 412), ("size", 3))))
    store.dispatch(e.calls_failed(e.failure("timeout")))
    store.link_is(Link("lost", heard_at=NOW - 40, next_try_at=NOW + 8, failure=e.failure("timeout")))
    store.dispatch(e.modes_failed("12345", e.failure("refused", "Invalid Call ID.")))
    store.dispatch(e.manual_failed(e.failure("unknown-outcome")))
    store.dispatch(e.non_pewc_failed(e.failure("protocol")))
    return store.state


def one_problem() -> WidgetState:
    """The desktop is heard, and the numbers were not read."""
    store = sample_store()
    store.dispatch(e.modes_failed("12345", e.failure("timeout")))
    return store.state


def silent_demo() -> WidgetState:
    """The mock does not answer."""
    store = fresh()
    store.dispatch(e.calls_failed(e.failure("timeout")))
    store.link_is(Link("lost", mock=True, next_try_at=NOW + 8, failure=e.failure("timeout")))
    return store.state


def about() -> WidgetState:
    """The three dots unfolded, a message of each kind that was not simply taken in them."""
    store = sample_store()
    reading = "message.response[0].PEWC: input should be a flag; message.response[1]: no ModeID"
    notes = (
        Note(NOW - 70, "ignored", "DownloadContactsForDialing", "nobody here asked for it"),
        Note(NOW - 40, "doubtful", "SetNewModeNumberResult", "a late reply that may belong to more than one change"),
        Note(NOW - 30, "odd", "CallBackModes", reading),
        Note(NOW - 5, "malformed", "StateSync", "message: neither a list nor an object"),
    )
    for note in notes:
        store.dispatch(Noted(note))
    store.dispatch(MessagesCounted((("accepted", 412), ("origin", 2), ("size", 1), ("rate", 0))))
    store.dispatch(e.toggled(INSPECTOR))
    return store.state


ROWS = (
    Row(0, NOW - 64.2, "widget", "StateSync", "", Standing.ANSWER, "", 84, 1_204, messages=(kept("widget", "{}"),) * 2),
    Row(0, NOW - 64, "widget", "GetCallBackModes", "12345", Standing.ANSWER, "", 132, 912),
    Row(0, NOW - 51, "desktop", "StateSync", "", Standing.UNASKED, "true for every app, whoever asked", None, 1_130),
    Row(0, NOW - 40, "widget", "GetBusinessOutcome", "12345", Standing.UNANSWERED, "no answer in time", None, 201, 3),
    Row(0, NOW - 31, "app", "GetCallBackModes", "67890", Standing.IGNORED, "another app asked for it", 96, 798),
    Row(0, NOW - 22, "widget", "SetNewModeNumber", "12345", Standing.REFUSED, "Invalid Call ID: <Kxbfrt>", 61, 420),
    Row(0, NOW - 15, "desktop", "SetAgentDetails", "", Standing.TOLD, "", None, 188),
    Row(
        0,
        NOW - 9,
        "desktop",
        "GetCallBackModes",
        "",
        Standing.UNREADABLE,
        "message: neither a list nor an object",
        None,
        96,
    ),
    Row(0, NOW - 4, "desktop", "", "", Standing.IGNORED, "no message of the LCM", None, 44),
    Row(0, NOW - 1, "widget", "GetDownloadContactsForDialing", "", None, "", None, 260),
)


def traffic() -> WidgetState:
    """The inspector, with rows of each kind."""
    store = sample_store(inspector=True)
    for row in ROWS:
        store.dispatch(RowChanged(row))
    store.dispatch(MessagesCounted((("accepted", 412), ("origin", 0), ("size", 0), ("rate", 0))))
    store.dispatch(e.toggled(INSPECTOR))
    return store.state


def unfolded() -> WidgetState:
    """A row unfolded, while new ones wait."""
    store = sample_store(inspector=True)
    asked = (
        '{\n "channel": "LCM",\n "topic": "WebService",\n "subtopic": "StateSync",\n "source": "lcm-agent-widget"\n}'
    )
    for row in ROWS:
        store.dispatch(RowChanged(row))
        if row.operation == "StateSync" and row.sender == "widget":
            store.dispatch(Unfolded(1, (asked, asked.replace(' "source": "lcm-agent-widget"', ' "message": []'))))
    store.dispatch(e.toggled(INSPECTOR))
    return store.state


def recording() -> WidgetState:
    """The inspector unfolded, with a recording under way."""
    store = sample_store(inspector=True)
    store.dispatch(MessagesCounted((("accepted", 412), ("origin", 0), ("size", 0), ("rate", 0))))
    store.dispatch(Recorded(RecordingProgress(on=True, lines=12)))
    store.dispatch(e.toggled(INSPECTOR))
    return store.state


def recorded() -> WidgetState:
    """The inspector unfolded, with a recording to copy."""
    store = sample_store(inspector=True)
    store.dispatch(Recorded(RecordingProgress(lines=12, text='{"recording": 1}')))
    store.dispatch(e.toggled(INSPECTOR))
    return store.state


def blocked() -> WidgetState:
    """The page that embeds the widget may not."""
    store = fresh()
    link = Link(
        "refused",
        reason="This page is embedded by https://other.example, which is not among the allowed origins.",
        remedy="Ask your administrator to add it to allowed_origins.",
    )
    store.link_is(link)
    return store.state


def turned_away() -> WidgetState:
    """The desktop refuses to give the calls, and the widget has failed at something."""
    store = fresh()
    refused = e.failure("refused", "The agent is not logged in.")
    store.dispatch(e.calls_failed(refused))
    store.link_is(Link("lost", heard_at=NOW, next_try_at=NOW + 8, failure=refused))
    store.dispatch(Faulted())
    return store.state


def arabic() -> WidgetState:
    """Right to left."""
    store = sample_store(locale="ar")
    store.dispatch(e.change_opened("12345", "1"))
    store.dispatch(e.non_pewc_came((non_pewc(prefix="9", suffix="#"),), NOW))
    return store.state


def pseudo() -> WidgetState:
    """English made long and accented."""
    store = sample_store(locale="en-XA")
    store.dispatch(e.change_opened("12345", "1"))
    return store.state
