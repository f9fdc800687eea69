"""What a reply to a change says: whether the change was made, and no more (pages 023 to 027)."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AliasPath

from widget.lcm.scalars import Flag, Identifier, LcmModel, wire


class Result(LcmModel):
    """Whether the change was made; None when the reply doesn't say. A refusal says why not (protocol.md §1.25)."""

    success: Annotated[
        Flag,
        wire(AliasPath("response", "success"), AliasPath("response", 0, "success"), says="Whether it was made."),
    ] = None


class ResultOfCall(Result):
    """Whether the change was made to a call's contact; None when the reply doesn't say."""

    callid: Annotated[Identifier, wire("callid", says="Call ID.")]


def written(body: Result) -> dict[str, Any]:
    """Write a reply's `message` as the samples do."""
    named = {"callid": body.callid} if isinstance(body, ResultOfCall) else {}
    return {**named, "response": {"success": body.success}}
