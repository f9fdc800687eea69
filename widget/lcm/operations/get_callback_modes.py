"""GetCallBackModes: the modes of a contact that a callback may use (page 001)."""

from __future__ import annotations

from typing import Annotated

from widget.lcm.lists import Listing, Many
from widget.lcm.operation import Operation
from widget.lcm.operations.mode import Mode
from widget.lcm.scalars import Identifier, LcmModel, wire


class CallbackModesRequest(LcmModel):
    """Which call's contact."""

    callid: Annotated[str, wire("callid", says="Call ID.")]
    account_number: Annotated[str, wire("AccountNumber", says="LCM Key.")]


class CallbackModes(Listing):
    """The modes, in the order received. Two may hold the same number."""

    callid: Annotated[Identifier, wire("callid", says="Call ID.")]
    modes: Annotated[Many[Mode], wire("response", says="Callback modes data.")] = ()


GET_CALLBACK_MODES = Operation(
    name="GetCallBackModes",
    reply="CallBackModes",
    request=CallbackModesRequest,
    answer=CallbackModes,
    echoes_callid=True,
    shared=True,
)
