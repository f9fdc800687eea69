"""The page on a good day and on bad ones, looked into, masked, and in other languages."""

from __future__ import annotations

from dataclasses import replace

from tools.gallery_scenes.data import GOOD, NOW, fresh, non_pewc, sample_store
from widget.state import Failure, Link, Note, Recording, WidgetState
from widget.state import events as e


def sample() -> WidgetState:
    """The vendor's own sample data, on a good day."""
    return sample_store().state


def opened() -> WidgetState:
    """Fields unfolded, a non-PEWC contact with prefix and suffix, something just copied."""
    store = sample_store()
    store.dispatch(e.Toggled("fields:12345"))
    store.dispatch(e.NonPewcContactsCame((non_pewc(prefix="9", suffix="#"),), NOW))
    store.dispatch(e.Copied("field:12345|optional|1", NOW))
    return store.state


def masked() -> WidgetState:
    """Numbers masked, one of them shown for a while."""
    store = sample_store(mask_numbers=True)
    store.dispatch(e.Toggled("fields:12345"))
    store.dispatch(e.Revealed("mode:12345|2", NOW))
    return store.state


def shell_only() -> WidgetState:
    """Before anything was heard."""
    return fresh().state


def empty() -> WidgetState:
    """Connected, and nothing to do."""
    store = fresh()
    store.dispatch(e.LinkChanged(replace(GOOD, heard_at=NOW - 2)))
    store.dispatch(e.CallsCame((), NOW))
    store.dispatch(e.ManualContactsCame((), NOW))
    store.dispatch(e.NonPewcContactsCame((), NOW))
    return store.state


def errors() -> WidgetState:
    """Three things failed at once and the desktop is silent."""
    store = sample_store()
    store.dispatch(e.LinkChanged(Link("lost", heard_at=NOW - 40, next_try_at=NOW + 8, dropped=3)))
    store.dispatch(e.CallsFailed(Failure("timeout", "", NOW)))
    store.dispatch(e.ModesFailed("12345", Failure("refused", "Invalid Call ID.", NOW)))
    store.dispatch(e.ContactsFailed("manual-dial", Failure("unknown-outcome", "", NOW)))
    store.dispatch(e.ContactsFailed("non-pewc", Failure("protocol", "", NOW)))
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
        store.dispatch(e.Noted(note))
    store.dispatch(e.MessagesCounted((("accepted", 412), ("origin", 2), ("size", 1), ("rate", 0))))
    store.dispatch(e.Toggled("inspector"))
    return store.state


def recording() -> WidgetState:
    """The inspector unfolded, with a recording under way."""
    store = sample_store()
    store.dispatch(e.MessagesCounted((("accepted", 412), ("origin", 0), ("size", 0), ("rate", 0))))
    store.dispatch(e.Recorded(Recording(on=True, lines=12)))
    store.dispatch(e.Toggled("inspector"))
    return store.state


def recorded() -> WidgetState:
    """The inspector unfolded, with a recording to copy."""
    store = sample_store()
    store.dispatch(e.Recorded(Recording(lines=12, text='{"recording": 1}')))
    store.dispatch(e.Toggled("inspector"))
    return store.state


def refused() -> WidgetState:
    """The page that embeds the widget may not."""
    store = fresh()
    link = Link(
        "refused",
        reason="This page is embedded by https://other.example, which is not among the allowed origins.",
        cure="Ask your administrator to add it to allowed_origins.",
    )
    store.dispatch(e.LinkChanged(link))
    return store.state


def turned_away() -> WidgetState:
    """The desktop refuses to give the calls, and the widget has failed at something."""
    store = fresh()
    store.dispatch(e.LinkChanged(Link("lost", NOW, NOW + 8, "The agent is not logged in.", code="refused")))
    store.dispatch(e.Faulted())
    return store.state


def arabic() -> WidgetState:
    """Right to left."""
    store = sample_store(locale="ar")
    store.dispatch(e.ChangeOpened("12345", "1"))
    store.dispatch(e.NonPewcContactsCame((non_pewc(prefix="9", suffix="#"),), NOW))
    return store.state


def pseudo() -> WidgetState:
    """English made long and accented."""
    store = sample_store(locale="en-XA")
    store.dispatch(e.ChangeOpened("12345", "1"))
    return store.state
