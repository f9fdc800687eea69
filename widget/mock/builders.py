"""Builders of calls, modes and contacts, shared by the scenarios: what isn't given has a default."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from widget.lcm import Call, CampaignGroup, Field, ManualDialContact, Mode, NonPewcContact
from widget.lcm.operations.get_campaign_groups import GroupAgent, GroupCampaign
from widget.mock.dates import with_slashes


def call(
    callid: str,
    fields: dict[str, str | None] | None = None,
    *,
    business: dict[str, str | None] | None = None,
    modes: Iterable[Mode] = (),
    account: str | None = None,
) -> Call:
    """A call with its optional business fields, business fields and campaign modes."""
    return Call(
        callid=callid,
        account_number=account,
        business_fields=_fields(business),
        optional_fields=_fields(fields),
        campaign_modes=tuple(modes),
    )


def _fields(named: dict[str, str | None] | None) -> tuple[Field, ...]:
    return tuple(
        Field(name=name, value=value, data_type=None, format=None, editable=None)
        for name, value in (named or {}).items()
    )


def mode(
    mode_id: str,
    description: str,
    number: str | None = None,
    *,
    pewc: tuple[bool | None, bool | None] = (None, None),
    lengths: tuple[int | None, int | None] = (8, 12),
) -> Mode:
    """A mode; `pewc` is the contact's consent and the campaign's, `lengths` the shortest and the longest number."""
    return Mode(
        mode_id=mode_id,
        description=description,
        channel_type=None,
        min_length=lengths[0],
        max_length=lengths[1],
        number=number,
        pewc=pewc[0],
        campaign_pewc=pewc[1],
    )


def contact(
    contact_id: str,
    number: str,
    *,
    expiry: str,
    callback: str = "",
    consent: bool | None = True,
    campaign: str = "AD Manual Dial Campaign",
    mode_name: str = "Mobile",
    call_type: str = "0",
) -> ManualDialContact:
    """A manual-dial contact; its account number is made from its id."""
    return ManualDialContact(
        phone_number=number,
        account_number=f"0|1|234|0|0|00|{contact_id}",
        campaign=campaign,
        mode=mode_name,
        contact_id=contact_id,
        expiry=expiry,
        callback=callback or expiry,
        call_type=call_type,
        consent=consent,
    )


def expiring_contacts(
    now: datetime, numbers: Iterable[str], *, first_id: int, consent: bool
) -> tuple[ManualDialContact, ...]:
    """Contacts that expire after 90 seconds, 5, 15, 30, 45… minutes."""
    waits = [timedelta(seconds=90), timedelta(minutes=5), *(timedelta(minutes=15 * n) for n in range(1, 40))]
    return tuple(
        contact(
            str(first_id + index),
            number,
            expiry=with_slashes(now + wait),
            callback=with_slashes(now + timedelta(minutes=10)),
            consent=consent,
        )
        for index, (number, wait) in enumerate(zip(numbers, waits, strict=False))
    )


def non_pewc(
    contact_id: str,
    number: str,
    *,
    expiry: str,
    callback: str,
    prefix: str = "",
    suffix: str = "",
    campaign: str = "SamplePreviewCampaign-ACQ",
    queue: str = "Queue1",
    mode_name: str = "Home",
) -> NonPewcContact:
    """A reserved non-PEWC contact."""
    return NonPewcContact(
        phone_number=number,
        account_number=f"{contact_id}|1|3|0|0|84|1",
        campaign=campaign,
        mode=mode_name,
        contact_id=contact_id,
        expiry=expiry,
        callback=callback,
        call_type="Regular Call",
        prefix=prefix,
        suffix=suffix,
        queue=queue,
    )


def group(name: str, status: str = "EXECUTING", *, campaign: str = "AD Manual Dial Campaign") -> CampaignGroup:
    """A campaign group of one campaign and one agent."""
    return CampaignGroup(
        name=name,
        type="VOICE",
        status=status,
        campaigns=(GroupCampaign(campaign=campaign, share="100", status=status),),
        agents=(GroupAgent(agent_id="demo@example.com", name="Demo Agent"),),
    )
