"""The page on a good day and on bad ones, looked into, masked, and in other languages."""

from __future__ import annotations

from dataclasses import replace

from tests.unit import events as e
from tools.gallery_scenes.data import GOOD, NOW, fresh, non_pewc, sample_store
from widget.state import WidgetState
from widget.state.inspector import MessagesCounted, Note, Noted, Recorded, RecordingProgress
from widget.state.keys import FIELDS, INSPECTOR, Key
from widget.state.link import Link
from widget.state.screen import Faulted


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


def messages() -> WidgetState:
    """The inspector unfolded, a message of each kind that was not simply taken in it."""
    store = sample_store()
    excerpt = '{"channel": "LCM", "message": "' + "x" * 170
    reading = "message.response[0].PEWC: input should be a flag; message.response[1]: no ModeID"
    notes = (
        Note(NOW - 70, "ignored", "DownloadContactsForDialing", "nobody here asked for it"),
        Note(NOW - 40, "doubtful", "SetNewModeNumberResult", "a late reply that may belong to more than one change"),
        Note(NOW - 30, "odd", "CallBackModes", reading),
        Note(NOW - 5, "malformed", "StateSync", "message: neither a list nor an object", excerpt),
    )
    for note in notes:
        store.dispatch(Noted(note))
    store.dispatch(MessagesCounted((("accepted", 412), ("origin", 2), ("size", 1), ("rate", 0))))
    store.dispatch(e.toggled(INSPECTOR))
    return store.state


def recording() -> WidgetState:
    """The inspector unfolded, with a recording under way."""
    store = sample_store()
    store.dispatch(MessagesCounted((("accepted", 412), ("origin", 0), ("size", 0), ("rate", 0))))
    store.dispatch(Recorded(RecordingProgress(on=True, lines=12)))
    store.dispatch(e.toggled(INSPECTOR))
    return store.state


def recorded() -> WidgetState:
    """The inspector unfolded, with a recording to copy."""
    store = sample_store()
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
