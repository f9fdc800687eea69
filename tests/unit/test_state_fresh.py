"""Campaign groups, contacts of a group, a new non-PEWC contact and the agent's counts."""

from __future__ import annotations

import pytest

from tests.unit import events as e
from tests.unit.samples_of_state import NOW, blank, non_pewc
from tests.unit.store import Store
from widget.client import Code
from widget.lcm import GroupContact, GroupDownloadRequest, ManualDialRequest, NewContactRequest, ReservedContactRequest
from widget.state.attempt import Doubted
from widget.state.call_counts import call_counts_shown
from widget.state.effects import Ask
from widget.state.groups import chosen_group
from widget.state.keys import INSPECTOR, MANUAL_FORM

GROUPS = (("Sales", "EXECUTING"), ("Renewals", "PAUSED"))
UNCONFIRMED = e.failure("unknown-outcome")


def with_groups(**table: object) -> Store:
    """A store with the form unfolded, and its groups read."""
    store = blank(**table)
    store.dispatch(e.toggled(MANUAL_FORM))
    store.dispatch(e.groups_came(*GROUPS))
    return store


def wanted(store: Store) -> object:
    """The data of the last request."""
    return next(effect.data for effect in reversed(store.effects) if isinstance(effect, Ask))


def row(number: str = "2025550142") -> GroupContact:
    return GroupContact(phone_number=number, account_number="5|3", contact_id=number, expiry="01/31/2024 09:46:00")


def test_the_groups_are_asked_for_when_the_form_is_unfolded_and_at_no_other_time() -> None:
    store = blank()
    store.dispatch(e.toggled(INSPECTOR))
    assert store.asked() == []
    store.dispatch(e.toggled(MANUAL_FORM))
    assert store.asked() == ["GetCampaignGroups"]


def test_groups_that_came_are_kept_when_the_form_is_unfolded_again() -> None:
    store = with_groups()
    store.dispatch(e.toggled(MANUAL_FORM))
    store.dispatch(e.toggled(MANUAL_FORM))
    assert store.asked() == ["GetCampaignGroups"]


@pytest.mark.parametrize("code", ["timeout", "refused"])
def test_groups_that_did_not_come_are_asked_for_again_with_the_next_unfolding(code: str) -> None:
    store = blank()
    store.dispatch(e.toggled(MANUAL_FORM))
    store.dispatch(e.groups_failed(e.failure(code)))
    store.dispatch(e.toggled(MANUAL_FORM))
    assert store.asked() == ["GetCampaignGroups"]
    store.dispatch(e.toggled(MANUAL_FORM))
    assert store.asked() == ["GetCampaignGroups"] * 2


def test_the_groups_are_asked_for_too_where_a_wrong_count_unfolds_the_form() -> None:
    store = blank()
    store.dispatch(e.count_set("x"))
    store.dispatch(e.contacts_pressed("manual-dial"))
    assert store.asked() == ["GetCampaignGroups"]


def test_a_group_named_twice_is_offered_once() -> None:
    store = blank()
    store.dispatch(e.groups_came(("Sales", "A"), ("Sales", "B"), ("Service", "C")))
    assert [(group.name, group.status) for group in store.state.groups.value] == [("Sales", "A"), ("Service", "C")]


@pytest.mark.parametrize(
    ("count", "operation"),
    [("1", "GetDownloadContactsForDialing"), ("2", "GetDownloadAllContactsForDialing")],
)
@pytest.mark.parametrize("reserved", [True, False])
def test_contacts_of_a_chosen_group_are_asked_for_by_their_number(count: str, operation: str, reserved: bool) -> None:
    store = with_groups()
    store.dispatch(e.group_set("1"))
    store.dispatch(e.count_set(count))
    store.dispatch(e.reserved_set(reserved=reserved))
    store.dispatch(e.contacts_pressed("manual-dial"))
    assert store.asked()[-1] == operation
    assert wanted(store) == GroupDownloadRequest(
        group="Renewals", count=int(count), consent=True, agent_id="testagent", reserved=reserved
    )


@pytest.mark.parametrize("place", ["", "2", "-1", "x", "1.0", "9" * 4000])
def test_without_a_group_contacts_are_asked_for_as_before(place: str) -> None:
    store = with_groups()
    store.dispatch(e.group_set("0"))
    store.dispatch(e.group_set(place))
    store.dispatch(e.contacts_pressed("manual-dial"))
    assert wanted(store) == ManualDialRequest(agent_id="testagent", count=1, consent=True, reserved=True)


def test_the_group_on_the_form_counts_when_the_agent_presses() -> None:
    store = with_groups()
    store.dispatch(e.acted("get-contacts", count="1", consent="yes", reserved="on", group="0"))
    assert chosen_group(store.state) == "Sales"
    assert store.asked()[-1] == "GetDownloadContactsForDialing"


def test_a_chosen_group_that_is_not_offered_any_more_is_not_asked_for() -> None:
    store = with_groups()
    store.dispatch(e.group_set("1"))
    store.dispatch(e.groups_came(("Sales", "EXECUTING")))
    store.dispatch(e.contacts_pressed("manual-dial"))
    assert isinstance(wanted(store), ManualDialRequest)


def test_contacts_of_a_group_are_contacts_to_dial() -> None:
    store = blank()
    store.dispatch(e.group_contacts_came((row(), row("2025550143"))))
    assert [contact.dialled for contact in store.state.manual.value] == ["2025550142", "2025550143"]
    assert store.state.manual.downloaded


def test_the_reason_of_the_desktop_is_said_where_there_are_no_contacts() -> None:
    store = blank()
    store.dispatch(e.group_contacts_came((), "The group is stopped"))
    failure = store.state.manual.failure
    assert failure is not None
    assert (failure.code, failure.said) == (Code.REFUSED, "The group is stopped")
    assert not failure.unknown


def test_contact_not_found_as_a_reason_is_no_failure() -> None:
    store = blank()
    store.dispatch(e.group_contacts_came((), "Contact not found."))
    assert (store.state.manual.failure, store.state.manual.none_found) == (None, True)


def test_a_reason_beside_contacts_that_came_or_could_not_be_read_hides_neither() -> None:
    store = blank()
    store.dispatch(e.group_contacts_came((row(),), "One of two"))
    assert (len(store.state.manual.value), store.state.manual.failure) == (1, None)
    store.dispatch(e.group_contacts_came((), "None of two", unread=2))
    assert (store.state.manual.unread, store.state.manual.failure) == (2, None)


def test_an_unconfirmed_download_from_a_group_is_read_back_once_and_not_repeated() -> None:
    store = blank()
    what = e.group_request()
    store.dispatch(e.group_failed(UNCONFIRMED))
    assert store.asked() == ["GetDownloadAllContactsForDialing"]
    assert wanted(store) == what.reserved.asked
    assert not what.reserved.downloads
    assert store.state.manual.checking
    store.dispatch(e.group_contacts_came((row(),), reserved=True))
    assert store.state.manual.recovered
    assert store.asked().count("GetDownloadAllContactsForDialing") == 1


def test_a_new_non_pewc_contact_is_asked_for_once_by_a_press() -> None:
    store = blank()
    store.dispatch(e.new_pressed())
    store.dispatch(e.new_pressed())
    assert store.asked() == ["GetContactOD"]
    assert wanted(store) == NewContactRequest(user_id="testagent")


def test_no_new_non_pewc_contact_while_one_is_being_worked() -> None:
    store = blank()
    store.dispatch(e.new_came((non_pewc(),)))
    before = store.state
    assert store.dispatch(e.new_pressed()) is before


@pytest.mark.parametrize("how", ["unconfirmed", "doubted"])
def test_an_unconfirmed_new_contact_is_followed_by_one_question_for_the_reserved_one(how: str) -> None:
    store = blank()
    failed = e.new_failed(UNCONFIRMED)
    store.dispatch(failed if how == "unconfirmed" else Doubted(failed.what))
    assert store.asked() == ["GetReservedContactOD"]
    assert wanted(store) == ReservedContactRequest(user_id="testagent")
    store.dispatch(e.non_pewc_came((non_pewc(),), NOW))
    assert store.state.non_pewc.recovered
    assert "GetContactOD" not in store.asked()


def test_a_refused_new_contact_is_not_asked_for_again() -> None:
    store = blank()
    store.dispatch(e.new_failed(e.failure("refused", "No.")))
    assert store.asked() == []
    assert store.state.non_pewc.failure is not None


def test_the_counts_are_asked_for_with_each_answer_of_the_panel_until_they_do_not_come() -> None:
    store = blank()
    store.dispatch(e.manual_came((), NOW))
    assert store.asked() == []
    store.dispatch(e.non_pewc_came((), NOW))
    store.dispatch(e.counts_came(3, 1))
    store.dispatch(e.non_pewc_came((), NOW))
    assert store.asked() == ["GetAgentCallCount"] * 2
    store.dispatch(e.counts_failed(e.failure("timeout")))
    assert call_counts_shown(store.state) is None
    store.dispatch(e.non_pewc_came((), NOW))
    assert store.asked() == ["GetAgentCallCount"] * 2


def test_nothing_is_asked_for_without_the_agents_id() -> None:
    store = blank()
    store.state = store.state._replace(agent_id="")
    store.dispatch(e.toggled(MANUAL_FORM))
    store.dispatch(e.non_pewc_came((), NOW))
    store.dispatch(e.new_pressed())
    assert store.asked() == []


def test_groups_and_counts_go_when_the_agent_logs_out() -> None:
    store = with_groups()
    store.dispatch(e.group_set("1"))
    store.dispatch(e.non_pewc_came((), NOW))
    store.dispatch(e.counts_came(3, 1))
    store.dispatch(e.agent_told("Log-Out"))
    assert (store.state.groups.value, chosen_group(store.state)) == ((), "")
    assert call_counts_shown(store.state) is None
