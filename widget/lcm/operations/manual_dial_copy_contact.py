"""ManualDialCopyContact: the agent copied a number to dial it elsewhere (protocol.md §3.7). Echoed like
ManualDialCall.
"""

from __future__ import annotations

from widget.lcm.operation import Operation
from widget.lcm.operations.manual_dial_call import PhoneNumber, repeats

MANUAL_DIAL_COPY_CONTACT = Operation(
    name="ManualDialCopyContact",
    reply="ManualDialCopyContact",
    request=PhoneNumber,
    answer=PhoneNumber,
    heard_on=("UI",),
    echoes=True,
    fits=repeats,
    changing=True,
)
