"""How each operation is answered: one function, and one line of the table at the end of this module.

A function takes the LCM's records and the `data` of a request, and returns the body of the reply. The `callid` of a
request has been checked before: a handler is only called for a call that exists.

What the vendor's pages leave open is decided here as a server would: a number of the wrong length or an unknown mode
gets `success: false`, and nothing reserved gets an empty list.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias, TypeVar

from pydantic import BaseModel

from widget.lcm import (
    GET_AGENT_CALL_COUNT,
    GET_BUSINESS_OUTCOME,
    GET_CALL_OUTCOME,
    GET_CALLBACK_MODES,
    GET_CAMPAIGN_GROUPS,
    GET_CAMPAIGN_MODES,
    GET_CONTACT_DETAIL,
    GET_CONTACT_OD,
    GET_DOWNLOAD_ALL_CONTACTS_FOR_DIALING,
    GET_DOWNLOAD_CONTACTS_FOR_DIALING,
    GET_OUTCOME_BY_OUTCOMEGROUP,
    GET_RESERVED_CONTACT_OD,
    GET_RESERVED_MANUAL_DIAL_CONTACT,
    GET_SCREEN_POP_DATA,
    MANUAL_DIAL_CALL,
    MANUAL_DIAL_COPY_CONTACT,
    SET_BUSINESS_OUTCOME_WITH_COMMENTS,
    SET_CALL_OUTCOME_WITH_COMMENTS,
    SET_NEW_MODE_NUMBER,
    SET_NON_PEWC_CONTACT_OUTCOME,
    SKIP_MANUAL_DIAL_CONTACT,
    SKIP_NON_PEWC_CONTACT,
    STATE_SYNC,
    BusinessOutcomesRequest,
    CallbackModes,
    CallbackModesRequest,
    CallCountRequest,
    CallCounts,
    CallFields,
    CallOutcomesRequest,
    CallStates,
    CampaignGroups,
    CampaignGroupsRequest,
    CampaignModes,
    CampaignModesRequest,
    DialledContact,
    Disposition,
    FieldsRequest,
    GroupContact,
    GroupContacts,
    GroupDownloadRequest,
    ManualDialContact,
    ManualDialContacts,
    ManualDialRequest,
    ModeNumberResult,
    NewContactRequest,
    NewModeNumber,
    NoData,
    Operation,
    OutcomeGroupRequest,
    Outcomes,
    OutcomesOfCall,
    PhoneNumber,
    ReservedContact,
    ReservedContactRequest,
    Result,
    ResultOfCall,
    SkippedContact,
    SkippedReservation,
)
from widget.mock.records import Records

Q = TypeVar("Q", bound=BaseModel)
A = TypeVar("A", bound=BaseModel)

Handler: TypeAlias = Callable[[Records, Any], BaseModel]


def state_sync(records: Records, _: NoData) -> CallStates:
    """All calls."""
    return CallStates(calls=records.calls.current)


def get_callback_modes(records: Records, data: CallbackModesRequest) -> CallbackModes:
    """The callback modes of the call."""
    return CallbackModes(callid=data.callid, modes=records.calls.callback_modes(data.callid))


def get_campaign_modes(records: Records, data: CampaignModesRequest) -> CampaignModes:
    """The kinds of number of the call's campaign: without a number, which only a contact has."""
    held = records.calls.campaign_modes(data.callid)
    return CampaignModes(callid=data.callid, modes=tuple(mode.model_copy(update={"number": None}) for mode in held))


def get_contact_detail(records: Records, data: FieldsRequest) -> CallFields:
    """The business fields of the call's contact."""
    return CallFields(callid=data.callid, fields=records.calls.business_fields(data.callid))


def get_screen_pop_data(records: Records, data: FieldsRequest) -> CallFields:
    """The optional fields of the call's contact."""
    return CallFields(callid=data.callid, fields=records.calls.optional_fields(data.callid))


def set_new_mode_number(records: Records, data: NewModeNumber) -> ModeNumberResult:
    """Whether the number was set."""
    return ModeNumberResult(callid=data.callid, success=records.calls.set_number(data))


def get_reserved_manual_dial_contact(records: Records, data: ManualDialRequest) -> ManualDialContacts:
    """Contacts reserved before, or new ones, which are reserved by this."""
    take = records.pool.reserved if data.reserved else records.pool.download
    return ManualDialContacts(contacts=take(data.count, consent=data.consent))


def get_reserved_contact_od(records: Records, _: ReservedContactRequest) -> ReservedContact:
    """The reserved non-PEWC contacts."""
    return ReservedContact(contacts=records.non_pewc)


def get_campaign_groups(records: Records, _: CampaignGroupsRequest) -> CampaignGroups:
    """The campaign groups."""
    return CampaignGroups(groups=records.pool.groups)


def get_download_contacts_for_dialing(records: Records, data: GroupDownloadRequest) -> ManualDialContacts:
    """One contact of the group, reserved before or by this."""
    return ManualDialContacts(contacts=_of_group(records, data))


def get_download_all_contacts_for_dialing(records: Records, data: GroupDownloadRequest) -> GroupContacts:
    """Contacts of the group, reserved before or by this, or why there are none."""
    contacts = tuple(GroupContact(**contact.model_dump()) for contact in _of_group(records, data))
    reason = "" if contacts or data.reserved else records.pool.refusal(data.group) or "Contact not found"
    return GroupContacts(contacts=contacts, reason=reason)


def _of_group(records: Records, data: GroupDownloadRequest) -> tuple[ManualDialContact, ...]:
    if data.reserved:
        return records.pool.reserved(data.count, consent=data.consent)
    return records.pool.download(data.count, consent=data.consent, group=data.group)


def get_contact_od(records: Records, _: NewContactRequest) -> ReservedContact:
    """The next new non-PEWC contact, which this reserves in place of the one before."""
    new, records.new_non_pewc = records.new_non_pewc[:1], records.new_non_pewc[1:]
    records.non_pewc = new or records.non_pewc
    return ReservedContact(contacts=new)


def get_agent_call_count(records: Records, _: CallCountRequest) -> CallCounts:
    """The counts of the agent."""
    return CallCounts(counts=records.counts)


def get_outcome_by_outcomegroup(records: Records, _: OutcomeGroupRequest) -> Outcomes:
    """The outcomes for manual dials."""
    return Outcomes(outcomes=records.outcomes.manual)


def get_call_outcome(records: Records, data: CallOutcomesRequest) -> OutcomesOfCall:
    """The telephony outcomes, the same for every call."""
    return OutcomesOfCall(callid=data.callid, outcomes=records.outcomes.telephony)


def get_business_outcome(records: Records, data: BusinessOutcomesRequest) -> OutcomesOfCall:
    """The business outcomes of the call's campaign."""
    return OutcomesOfCall(callid=data.callid, outcomes=records.outcomes.business.get(data.callid, ()))


def skip_manual_dial_contact(records: Records, data: SkippedContact) -> Result:
    """Whether the contact was reserved. It is no more."""
    return _noted(records, data, done=records.pool.skip(data.account_number, data.phone_number))


def skip_non_pewc_contact(records: Records, data: SkippedReservation) -> Result:
    """Whether there was a contact to skip. It is gone."""
    there = bool(records.non_pewc)
    records.non_pewc = records.non_pewc[1:]
    return _noted(records, data, done=there)


def set_non_pewc_contact_outcome(records: Records, data: DialledContact) -> Result:
    """Whether the contact is reserved for the agent."""
    return _noted(records, data, done=any(one.account_number == data.account_number for one in records.non_pewc))


def set_call_outcome_with_comments(records: Records, data: Disposition) -> ResultOfCall:
    """Whether the outcome is a telephony outcome."""
    return _noted_of_call(records, data, done=records.outcomes.has_telephony(data.outcome_id))


def set_business_outcome_with_comments(records: Records, data: Disposition) -> ResultOfCall:
    """Whether the outcome is a business outcome of the call."""
    return _noted_of_call(records, data, done=records.outcomes.has_business(data.callid, data.outcome_id))


def _noted_of_call(records: Records, data: Disposition, *, done: bool) -> ResultOfCall:
    return ResultOfCall(callid=data.callid, success=_noted(records, data, done=done).success)


def _noted(records: Records, data: BaseModel, *, done: bool) -> Result:
    if done:
        records.disposed.append(data)
    return Result(success=done)


def manual_dial(_: Records, data: PhoneNumber) -> PhoneNumber:
    """The number of the request, whether it was dialled or copied."""
    return data


def _entry(operation: Operation[Q, A], handler: Callable[[Records, Q], A]) -> tuple[Operation[Any, Any], Handler]:
    """A line of the table; the type checker rejects a handler that doesn't fit the models of its operation."""
    return operation, handler


HANDLERS: Mapping[Operation[Any, Any], Handler] = dict(
    (
        _entry(STATE_SYNC, state_sync),
        _entry(GET_CALLBACK_MODES, get_callback_modes),
        _entry(GET_CAMPAIGN_MODES, get_campaign_modes),
        _entry(GET_CONTACT_DETAIL, get_contact_detail),
        _entry(GET_SCREEN_POP_DATA, get_screen_pop_data),
        _entry(SET_NEW_MODE_NUMBER, set_new_mode_number),
        _entry(GET_RESERVED_MANUAL_DIAL_CONTACT, get_reserved_manual_dial_contact),
        _entry(GET_RESERVED_CONTACT_OD, get_reserved_contact_od),
        _entry(GET_OUTCOME_BY_OUTCOMEGROUP, get_outcome_by_outcomegroup),
        _entry(GET_CALL_OUTCOME, get_call_outcome),
        _entry(GET_BUSINESS_OUTCOME, get_business_outcome),
        _entry(SKIP_MANUAL_DIAL_CONTACT, skip_manual_dial_contact),
        _entry(SKIP_NON_PEWC_CONTACT, skip_non_pewc_contact),
        _entry(SET_NON_PEWC_CONTACT_OUTCOME, set_non_pewc_contact_outcome),
        _entry(SET_CALL_OUTCOME_WITH_COMMENTS, set_call_outcome_with_comments),
        _entry(SET_BUSINESS_OUTCOME_WITH_COMMENTS, set_business_outcome_with_comments),
        _entry(GET_CAMPAIGN_GROUPS, get_campaign_groups),
        _entry(GET_DOWNLOAD_CONTACTS_FOR_DIALING, get_download_contacts_for_dialing),
        _entry(GET_DOWNLOAD_ALL_CONTACTS_FOR_DIALING, get_download_all_contacts_for_dialing),
        _entry(GET_CONTACT_OD, get_contact_od),
        _entry(GET_AGENT_CALL_COUNT, get_agent_call_count),
        _entry(MANUAL_DIAL_CALL, manual_dial),
        _entry(MANUAL_DIAL_COPY_CONTACT, manual_dial),
    )
)
"""The handler of every operation of `widget.lcm.OPERATIONS`."""
