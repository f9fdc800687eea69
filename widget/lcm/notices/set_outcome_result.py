"""SetOutcomeResult: whether an outcome that some app set was taken (page 015). It does not say for which contact."""

from __future__ import annotations

from typing import Annotated

from widget.lcm.notice import NoticeKind
from widget.lcm.scalars import Flag, LcmModel, Text, wire


class OutcomeResult(LcmModel):
    """Whether it was taken, and the desktop's reason where it was not."""

    success: Annotated[Flag, wire("success", says="Whether the outcome was set.")] = None
    reason: Annotated[Text, wire("message", says="Why not.")] = ""


SET_OUTCOME_RESULT = NoticeKind(
    name="SetOutcomeResult",
    body=OutcomeResult,
    channels=("Amazon", "LCM", "Cisco", "Finesse"),
    topic="OutboundCall",
    message_of=lambda body: {"success": body.success, "message": body.reason},
)
