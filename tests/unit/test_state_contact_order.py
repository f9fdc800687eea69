"""In which order contacts stand, which is shown whole, and what is asked for at the start: nothing moves by itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.unit import events as e
from tests.unit.samples_of_state import NOW, blank, manual
from tests.unit.store import Store
from widget.lcm import ManualDialContact
from widget.panels import render
from widget.state.clock import Tick
from widget.state.contacts import contact_of
from widget.state.effects import Ask, Focus


def one(number: int, minute: int | None) -> ManualDialContact:
    """A contact that expires at so many minutes past ten."""
    expiry = "soon" if minute is None else f"01/31/2024 10:{minute:02}:00"
    return manual(f"208209734{number}", ident=str(number), expiry=expiry)


def came(store: Store, *contacts: tuple[int, int | None]) -> None:
    store.dispatch(e.manual_came(tuple(one(*told) for told in contacts), NOW))


def order(store: Store) -> str:
    """The last digits of the contacts on the page, in their order; the one that is whole in brackets."""
    manual_dial = store.state.manual
    return " ".join(
        f"[{contact.wire.phone_number[-1]}]" if contact.key == manual_dial.chosen else contact.wire.phone_number[-1]
        for contact in manual_dial.value
        if not contact.gone
    )


def key(store: Store, number: int) -> str:
    return next(c.key for c in store.state.manual.value if c.wire.phone_number.endswith(str(number)))


def enter(store: Store) -> None:
    store.state = store.state._replace(screen=replace(store.state.screen, entered=frozenset({"manual-dial"})))


def leave(store: Store) -> None:
    store.state = store.state._replace(screen=replace(store.state.screen, entered=frozenset()))
    store.dispatch(e.acted("list-left", list="manual-dial"))


def three() -> Store:
    store = blank(get_more_while_working=True)
    came(store, (1, 30), (2, None), (3, 10))
    return store


def test_contacts_stand_in_the_order_in_which_they_expire_and_the_next_is_whole() -> None:
    assert order(three()) == "[3] 1 2"


def test_time_reorders_nothing_and_chooses_nobody() -> None:
    store = three()
    store.dispatch(Tick(NOW + 3600))
    assert order(store) == "[3] 1 2"


def test_a_dial_and_others_that_come_leave_the_contact_that_is_whole() -> None:
    store = three()
    store.dispatch(e.dial_pressed(key(store, 3), NOW))
    store.dispatch(e.dial_settled(key(store, 3), None))
    came(store, (4, 5))
    assert order(store) == "4 [3] 1 2"


def test_while_the_agent_is_in_the_list_those_that_come_are_put_at_its_end() -> None:
    store = three()
    enter(store)
    came(store, (4, 5), (5, 1))
    assert order(store) == "[3] 1 2 5 4"
    leave(store)
    assert order(store) == "5 4 [3] 1 2"


def test_a_contact_that_is_chosen_changes_places_and_gets_the_focus() -> None:
    store = three()
    enter(store)
    store.dispatch(e.acted("contact-choose", contact=key(store, 2)))
    assert order(store) == "[2] 1 3"
    assert store.effects[-1] == Focus(contact_of(store.state, key(store, 2)).element)  # type: ignore[union-attr]
    leave(store)
    assert order(store) == "3 1 [2]"


def test_a_finished_contact_leaves_its_gap_until_the_agent_leaves() -> None:
    store = three()
    enter(store)
    store.dispatch(e.contact_finished(key(store, 3)))
    store.dispatch(Tick(NOW + 1))
    assert order(store) == "[3] 1 2"
    assert "Undo" in render(store.state)["manual-dial"]
    leave(store)
    assert order(store) == "[1] 2"


def test_skipped_and_called_are_told_apart() -> None:
    store = three()
    store.dispatch(e.contact_finished(key(store, 1)))
    store.dispatch(e.dial_pressed(key(store, 3), NOW))
    store.dispatch(e.dial_settled(key(store, 3), None))
    store.dispatch(e.contact_finished(key(store, 3)))
    drawn = render(store.state)["manual-dial"]
    assert "Called." in drawn
    assert ">skipped<" in drawn


def test_a_contact_that_expired_while_it_was_whole_makes_way_for_those_that_the_agent_gets() -> None:
    store = blank()
    came(store, (1, 1))
    later = NOW + 3600
    store.dispatch(Tick(later))
    store.dispatch(replace(e.manual_came((one(2, None),), later), at=later))
    assert order(store) == "[2]"


# At the start.


def reads(store: Store) -> list[tuple[str, object]]:
    asks = [effect for effect in store.effects if isinstance(effect, Ask)]
    return [(ask.operation.name, getattr(ask.data, "consent", None)) for ask in asks if "Contact" in ask.operation.name]


def test_at_the_start_the_reserved_contacts_are_asked_for_once_for_each_consent() -> None:
    store = blank(reserved_at_start=True)
    store.dispatch(e.calls_came((), NOW))
    store.dispatch(e.calls_came((), NOW))
    manual_dial = "GetReservedManualDialContact"
    assert reads(store) == [(manual_dial, True), (manual_dial, False), ("GetReservedContactOD", None)]


@pytest.mark.parametrize(
    ("table", "agent", "names"),
    [
        ({"reserved_at_start": False}, "a", []),
        ({"reserved_at_start": True}, "", []),
        ({"reserved_at_start": True, "panels": ("calls", "non-pewc")}, "a", ["GetReservedContactOD"]),
    ],
)
def test_at_the_start_only_what_is_shown_and_can_be_asked_for_is(
    table: dict[str, object], agent: str, names: list[str]
) -> None:
    store = blank(**table)
    store.state = store.state._replace(agent_id=agent)
    store.dispatch(e.calls_came((), NOW))
    assert [name for name, _ in reads(store)] == names


def test_what_came_at_the_start_is_merged_and_says_what_is_not_known_of_it() -> None:
    store = blank(reserved_at_start=True)
    store.dispatch(e.calls_came((), NOW))
    asked = [effect.about for effect in store.effects if isinstance(effect, Ask)][-3:-1]
    for what, number in zip(asked, (1, 2), strict=True):
        store.dispatch(replace(e.manual_came((one(number, number),), NOW), what=what))  # type: ignore[arg-type]
    assert order(store) == "[1] 2"
    assert "Reserved before this page opened." in render(store.state)["manual-dial"]
    assert not [effect for effect in store.effects if isinstance(effect, Focus)]


@pytest.mark.parametrize("lost", [(1, 0), (0, 1)])
def test_a_contact_that_could_not_be_read_at_the_start_is_said_whatever_the_other_question_brings(
    lost: tuple[int, int],
) -> None:
    store = blank(reserved_at_start=True)
    store.dispatch(e.calls_came((), NOW))
    asked = [effect.about for effect in store.effects if isinstance(effect, Ask)][-3:-1]
    for what, unread in zip(asked, lost, strict=True):
        store.dispatch(replace(e.manual_came((), NOW, unread=unread), what=what))  # type: ignore[arg-type]
    drawn = render(store.state)["manual-dial"]
    assert "1 contact could not be read." in drawn
    assert "Nothing reserved for you." not in drawn
    store.dispatch(e.contacts_pressed("manual-dial"))
    assert "could not be read" not in render(store.state)["manual-dial"]


# What did not come.


def test_that_no_contact_was_found_is_no_error() -> None:
    store = blank()
    store.dispatch(e.contacts_pressed("manual-dial"))
    store.dispatch(e.manual_failed(e.failure("refused", "Contact not found")))
    drawn = render(store.state)["manual-dial"]
    assert "No contacts available right now." in drawn
    assert "not read" not in drawn


def test_try_again_asks_for_what_did_not_come() -> None:
    store = blank()
    failed = e.manual_failed(e.failure("timeout"))
    store.dispatch(e.contacts_pressed("manual-dial"))
    store.dispatch(failed)
    assert 'id="manual-dial-again"' in render(store.state)["manual-dial"]
    store.dispatch(e.acted("manual-dial-again"))
    asks = [effect for effect in store.effects if isinstance(effect, Ask)]
    assert asks[-1].about == failed.what
    assert store.effects[-1] == Focus("manual-get")


def test_masked_contacts_are_told_apart_by_their_place() -> None:
    store = blank(mask_numbers=True)
    came(store, (1, 10), (2, 20))
    drawn = render(store.state)["manual-dial"]
    assert "•••7341, contact 1 of 2" in drawn
    assert "Show •••7342, contact 2 of 2" in drawn
