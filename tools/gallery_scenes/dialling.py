"""Contacts to dial by hand."""

from __future__ import annotations

from tools.gallery_scenes.data import NOW, manual, sample_store
from widget.state import Failure, WidgetState
from widget.state import events as e


def without_consent() -> WidgetState:
    """The second step before a contact without known consent is dialled."""
    store = sample_store()
    contacts = (
        manual("2082097345", "01/31/2024 12:45:51", consent=None, ident="1"),
        manual("2082097346", "01/31/2024 09:41:51", consent=False, ident="2"),
    )
    store.dispatch(e.ManualContactsCame(contacts, NOW))
    store.dispatch(e.DialPressed(store.state.manual.contacts[0].key, NOW))
    return store.state


def one_at_a_time() -> WidgetState:
    """A dial and a change under way; the others wait for them."""
    store = sample_store()
    contacts = tuple(manual(f"20820973{n}", f"01/31/2024 09:5{n - 40}:00", ident=str(n)) for n in (41, 42))
    store.dispatch(e.ManualContactsCame(contacts, NOW))
    store.dispatch(e.DialPressed(store.state.manual.contacts[0].key, NOW))
    for mode_id in ("3", "2"):
        store.dispatch(e.ChangeOpened("12345", mode_id))
        store.dispatch(e.ChangeTyped("12345", mode_id, "2025550199"))
        store.dispatch(e.ChangeSubmitted("12345", mode_id))
    return store.state


def worked() -> WidgetState:
    """Contacts dialled, failed, unsure, expired and finished."""
    store = sample_store()
    contacts = tuple(manual(f"20820973{n}", f"01/31/2024 09:5{n - 40}:00", ident=str(n)) for n in range(41, 46))
    store.dispatch(e.ManualContactsCame((*contacts, manual("2082097399", "01/31/2024 09:40:00", ident="old")), NOW))
    keys = [contact.key for contact in store.state.manual.contacts]
    unsure = Failure("unknown-outcome", "", NOW)
    for key, failure in zip(keys, (None, Failure("link", "", NOW), unsure), strict=False):
        store.dispatch(e.DialPressed(key, NOW))
        store.dispatch(e.DialSettled(key, failure, unknown=failure is unsure))
    store.dispatch(e.ContactFinished(keys[4]))
    return store.state
