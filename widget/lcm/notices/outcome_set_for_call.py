"""OutcomeSetForCall: an outcome was set for a contact, by whichever app (page 013)."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field

from widget.lcm.identifiers import PADDING
from widget.lcm.notice import NoticeKind
from widget.lcm.scalars import Identifier, LcmModel

_QUOTES = "\"'\u2018\u2019\u201c\u201d"


class OutcomeSet(LcmModel):
    """For which contact: its LCM key."""

    account_number: Annotated[Identifier, Field(description="The LCM Key.")]


def _bare(key: object) -> object:
    """The message is the key itself. The page prints it in quotes, which are no part of it (protocol.md §5.6)."""
    return key.strip(PADDING).strip(_QUOTES) if isinstance(key, str) else key


OUTCOME_SET_FOR_CALL = NoticeKind(
    name="OutcomeSetForCall",
    body=OutcomeSet,
    channels=("LCM",),
    topic="WebService",
    message_of=lambda body: body.account_number,
    wire=Annotated[Identifier, BeforeValidator(_bare)],
    finish=lambda key: OutcomeSet(account_number=key),
)
