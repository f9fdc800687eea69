"""GetScreenPopData: the optional business fields of a call's contact (page 007)."""

from __future__ import annotations

from widget.lcm.operation import Operation
from widget.lcm.operations.get_contact_detail import CallFields, FieldsRequest

GET_SCREEN_POP_DATA = Operation(
    name="GetScreenPopData",
    reply="ScreenPopData",
    request=FieldsRequest,
    answer=CallFields,
    echoes_callid=True,
)
