"""Short names for events in tests: what the agent does on the page, and what comes over the bus."""

from __future__ import annotations

from widget.client import Code, Failure
from widget.lcm import (
    OUTBOUND_CALL_STATE_CHANGE,
    OUTCOME_SET_FOR_CALL,
    SET_AGENT_DETAILS,
    SET_OUTCOME_RESULT,
    AgentDetails,
    Call,
    CallbackModes,
    CallCount,
    CallCounts,
    CallFields,
    CallStateChange,
    CallStates,
    CampaignGroup,
    CampaignGroups,
    CampaignModes,
    Field,
    GroupContact,
    GroupContacts,
    GroupDownloadRequest,
    ManualDialContact,
    ManualDialContacts,
    ManualDialRequest,
    Mode,
    NewContactRequest,
    NonPewcContact,
    OutcomeResult,
    OutcomeSet,
    ReservedContact,
    ReservedContactRequest,
)
from widget.state.acted import Acted
from widget.state.attempt import Settled
from widget.state.call_counts import CallCountsRead
from widget.state.calls import CALLS, CallsRead, CampaignModesOf
from widget.state.change import Change
from widget.state.contact import DialPanel
from widget.state.contacts import ContactsRead
from widget.state.dialling import Dial
from widget.state.fields_read import BusinessFieldsOf, OptionalFieldsOf
from widget.state.groups import GroupsRead
from widget.state.keys import Key
from widget.state.modes import ModesOf
from widget.state.numbers import squeezed
from widget.state.reading import Came, NotCame
from widget.state.told import Told

NOW = 1706712060.0
"""2024-01-31 09:41:00 in New York."""


def failure(code: str = "timeout", said: str = "") -> Failure:
    return Failure(Code(code), "no answer in time", said)


def acted(what: str, at: float = NOW, **payload: str) -> Acted:
    return Acted(what, payload, at)


# On the page.


def call_selected(callid: str) -> Acted:
    return acted("select-call", callid=callid)


def ended_selected(callid: str, account: str) -> Acted:
    return acted("select-call", callid=callid, ended=account)


def ended_closed(callid: str, account: str) -> Acted:
    return acted("close-call", callid=callid, ended=account)


def list_left(name: str) -> Acted:
    return acted("list-left", list=name)


def field_pinned(callid: str, *part: str) -> Acted:
    return acted("pin-field", key=Key("field", callid, part).write())


def refresh_pressed() -> Acted:
    return acted("refresh-calls")


def modes_pressed() -> Acted:
    return acted("get-modes")


def _form(what: str, callid: str, mode_id: str, ended: str | None = None, **more: str) -> Acted:
    over = {} if ended is None else {"ended": ended}
    return Acted(what, {"call": callid, "modeId": mode_id, **over, **more}, NOW)


def change_opened(callid: str, mode_id: str) -> Acted:
    return _form("change-open", callid, mode_id)


def change_closed(callid: str, mode_id: str, ended: str | None = None) -> Acted:
    return _form("change-close", callid, mode_id, ended)


def change_typed(callid: str, mode_id: str, draft: str) -> Acted:
    return _form("change-draft", callid, mode_id, value=draft)


def delete_others_set(callid: str, mode_id: str, on: bool) -> Acted:
    return _form("change-delete-others", callid, mode_id, value="on" if on else "")


def change_submitted(callid: str, mode_id: str) -> Acted:
    return _form("change-save", callid, mode_id)


def change_confirmed(callid: str, mode_id: str) -> Acted:
    return _form("change-confirm", callid, mode_id)


def change_backed_out(callid: str, mode_id: str) -> Acted:
    return _form("change-back", callid, mode_id)


def consent_set(*, consent: bool) -> Acted:
    return acted("manual-consent", value="yes" if consent else "no")


def reserved_set(*, reserved: bool) -> Acted:
    return acted("manual-reserved", value="on" if reserved else "")


def count_set(count: str) -> Acted:
    return acted("manual-count", value=count)


def contacts_pressed(panel: DialPanel) -> Acted:
    return acted("get-contacts" if panel == "manual-dial" else "get-reserved")


def new_pressed() -> Acted:
    return acted("get-new")


def group_set(place: str) -> Acted:
    return acted("manual-group", value=place)


def dial_pressed(key: str, at: float = NOW) -> Acted:
    return acted("dial", at, contact=key)


def dial_confirmed(key: str, at: float = NOW) -> Acted:
    return acted("dial-confirm", at, contact=key)


def dial_backed_out(key: str) -> Acted:
    return acted("dial-back", contact=key)


def contact_finished(key: str, *, done: bool = True) -> Acted:
    return acted("contact-done" if done else "contact-back", contact=key)


def toggled(key: Key) -> Acted:
    return acted("toggle", key=key.write())


def form_toggled(key: Key) -> Acted:
    return acted("toggle-form", key=key.write())


def revealed(key: Key, at: float = NOW) -> Acted:
    return acted("reveal", at, key=key.write())


def concealed(key: Key) -> Acted:
    return acted("conceal", key=key.write())


def copied(key: Key, at: float = NOW) -> Acted:
    return acted("copied", at, key=key.write())


def copy_failed(key: Key, at: float = NOW) -> Acted:
    return acted("copy-failed", at, key=key.write())


# Over the bus.


def calls_came(
    calls: tuple[Call, ...], at: float, unread: int = 0, *, ends: bool = True
) -> Came[CallsRead, CallStates]:
    return Came(CALLS, CallStates(calls=calls).model_copy(update={"unread": unread}), at, ends)


def calls_failed(why: Failure, at: float = NOW) -> NotCame[CallsRead]:
    return NotCame(CALLS, why, at)


def modes_came(
    callid: str, modes: tuple[Mode, ...], at: float, unread: int = 0, *, account: str = "", ends: bool = True
) -> Came[ModesOf, CallbackModes]:
    body = CallbackModes(callid=callid, modes=modes).model_copy(update={"unread": unread})
    return Came(ModesOf(callid, account), body, at, ends)


def business_fields_came(callid: str, fields: tuple[Field, ...], at: float = NOW) -> Came[BusinessFieldsOf, CallFields]:
    return Came(BusinessFieldsOf(callid), CallFields(callid=callid, fields=fields), at)


def optional_fields_came(callid: str, fields: tuple[Field, ...], at: float = NOW) -> Came[OptionalFieldsOf, CallFields]:
    return Came(OptionalFieldsOf(callid), CallFields(callid=callid, fields=fields), at)


def fields_failed(callid: str, why: Failure, at: float = NOW) -> NotCame[BusinessFieldsOf]:
    return NotCame(BusinessFieldsOf(callid), why, at)


def campaign_modes_came(
    callid: str, modes: tuple[Mode, ...], at: float, *, account: str = ""
) -> Came[CampaignModesOf, CampaignModes]:
    return Came(CampaignModesOf(callid, account), CampaignModes(callid=callid, modes=modes), at)


def campaign_modes_failed(callid: str, why: Failure, at: float = NOW) -> NotCame[CampaignModesOf]:
    return NotCame(CampaignModesOf(callid), why, at)


def modes_failed(callid: str, why: Failure, at: float = NOW, *, account: str = "") -> NotCame[ModesOf]:
    return NotCame(ModesOf(callid, account), why, at)


def change_settled(
    callid: str, mode_id: str, why: Failure | None, *, account: str = "", number: str = "", late: bool = False
) -> Settled[Change]:
    return Settled(Change(callid, account, mode_id, squeezed(number)), why, late)


def _manual(reserved: bool) -> ContactsRead:
    return ContactsRead(
        "manual-dial", ManualDialRequest(agent_id="testagent", count=1, consent=True, reserved=reserved)
    )


def manual_came(
    contacts: tuple[ManualDialContact, ...], at: float, *, reserved: bool = True, unread: int = 0, ends: bool = True
) -> Came[ContactsRead, ManualDialContacts]:
    body = ManualDialContacts(contacts=contacts).model_copy(update={"unread": unread})
    return Came(_manual(reserved), body, at, ends)


def manual_failed(why: Failure, at: float = NOW, *, reserved: bool = True) -> NotCame[ContactsRead]:
    return NotCame(_manual(reserved), why, at)


_RESERVED = ContactsRead("non-pewc", ReservedContactRequest(user_id="testagent"))


def non_pewc_came(
    contacts: tuple[NonPewcContact, ...], at: float, *, unread: int = 0
) -> Came[ContactsRead, ReservedContact]:
    body = ReservedContact(contacts=contacts).model_copy(update={"unread": unread})
    return Came(_RESERVED, body, at)


def non_pewc_failed(why: Failure, at: float = NOW) -> NotCame[ContactsRead]:
    return NotCame(_RESERVED, why, at)


_NEW = ContactsRead("non-pewc", NewContactRequest(user_id="testagent"))


def new_came(contacts: tuple[NonPewcContact, ...], at: float = NOW) -> Came[ContactsRead, ReservedContact]:
    return Came(_NEW, ReservedContact(contacts=contacts), at)


def new_failed(why: Failure, at: float = NOW) -> NotCame[ContactsRead]:
    return NotCame(_NEW, why, at)


def group_request(count: int = 2, *, reserved: bool = False) -> ContactsRead:
    asked = GroupDownloadRequest(group="Renewals", count=count, consent=True, agent_id="testagent", reserved=reserved)
    return ContactsRead("manual-dial", asked)


def group_contacts_came(
    contacts: tuple[GroupContact, ...], reason: str = "", *, unread: int = 0, reserved: bool = False
) -> Came[ContactsRead, GroupContacts]:
    body = GroupContacts(contacts=contacts, reason=reason).model_copy(update={"unread": unread})
    return Came(group_request(reserved=reserved), body, NOW)


def group_failed(why: Failure) -> NotCame[ContactsRead]:
    return NotCame(group_request(), why, NOW)


def groups_came(*named: tuple[str, str]) -> Came[GroupsRead, CampaignGroups]:
    """Groups with these names and statuses came."""
    groups = tuple(CampaignGroup(name=name, status=status) for name, status in named)
    return Came(GroupsRead(), CampaignGroups(groups=groups), NOW)


def groups_failed(why: Failure) -> NotCame[GroupsRead]:
    return NotCame(GroupsRead(), why, NOW)


def counts_came(personal: int | None, regular: int | None) -> Came[CallCountsRead, CallCounts]:
    count = CallCount(personal=personal, regular=regular, is_reserved="1")
    return Came(CallCountsRead(), CallCounts(counts=(count,)), NOW)


def counts_failed(why: Failure) -> NotCame[CallCountsRead]:
    return NotCame(CallCountsRead(), why, NOW)


def dial_settled(key: str, why: Failure | None = None, *, late: bool = False) -> Settled[Dial]:
    return Settled(Dial(key), why, late)


def call_told(event: str, number: str, at: float = NOW) -> Told[CallStateChange]:
    return Told(OUTBOUND_CALL_STATE_CHANGE.name, CallStateChange(event=event, phone_number=number), at)


def outcome_told(account_number: str, at: float = NOW) -> Told[OutcomeSet]:
    return Told(OUTCOME_SET_FOR_CALL.name, OutcomeSet(account_number=account_number), at)


def agent_told(word: str, at: float = NOW) -> Told[AgentDetails]:
    return Told(SET_AGENT_DETAILS.name, AgentDetails(word=word), at)


def outcome_result_told(success: bool | None, at: float = NOW) -> Told[OutcomeResult]:
    return Told(SET_OUTCOME_RESULT.name, OutcomeResult(success=success), at)
