"""Contacts to dial by hand."""

from __future__ import annotations

from tests.unit import events as e
from tools.gallery_scenes.data import NOW, manual, sample_store
from widget.state import WidgetState


def without_consent() -> WidgetState:
    """The second step before a contact without known consent is dialled."""
    store = sample_store()
    contacts = (
        manual("2082097345", "01/31/2024 12:45:51", consent=None, ident="1"),
        manual("2082097346", "01/31/2024 09:41:51", consent=False, ident="2"),
    )
    store.dispatch(e.manual_came(contacts, NOW))
    store.dispatch(e.dial_pressed(store.state.manual.value[0].key, NOW))
    return store.state


def dial_again() -> WidgetState:
    """The second step before a number is dialled again that the desktop has just refused."""
    store = sample_store()
    key = store.state.manual.value[0].key
    store.dispatch(e.dial_pressed(key, NOW))
    store.dispatch(e.dial_settled(key, e.failure("refused", "The line is busy.")))
    store.dispatch(e.dial_pressed(key, NOW + 5))
    return store.state


def one_at_a_time() -> WidgetState:
    """A dial and a change under way; the others wait for them."""
    store = sample_store()
    contacts = tuple(manual(f"20820973{n}", f"01/31/2024 09:5{n - 40}:00", ident=str(n)) for n in (41, 42))
    store.dispatch(e.manual_came(contacts, NOW))
    store.dispatch(e.dial_pressed(store.state.manual.value[0].key, NOW))
    for mode_id in ("3", "2"):
        store.dispatch(e.change_opened("12345", mode_id))
        store.dispatch(e.change_typed("12345", mode_id, "2025550199"))
        store.dispatch(e.change_submitted("12345", mode_id))
    return store.state


def worked() -> WidgetState:
    """Contacts dialled, failed, unsure, expired and finished."""
    store = sample_store()
    contacts = tuple(manual(f"20820973{n}", f"01/31/2024 09:5{n - 40}:00", ident=str(n)) for n in range(41, 46))
    store.dispatch(e.manual_came((*contacts, manual("2082097399", "01/31/2024 09:40:00", ident="old")), NOW))
    keys = [contact.key for contact in store.state.manual.value]
    unsure = e.failure("unknown-outcome")
    for key, failure in zip(keys, (None, e.failure("link"), unsure), strict=False):
        store.dispatch(e.dial_pressed(key, NOW))
        store.dispatch(e.dial_settled(key, failure))
    store.dispatch(e.contact_finished(keys[4]))
    return store.state
