"""All scenarios by name: the `?scenario=` of the standalone page. Each is documented in a table in its module.

| name | module | contents |
|---|---|---|
| samples | samples | the vendor's own sample data, the default |
| ugly | ugly | valid data that is hard to show |
| empty, many, rtl, expired | plain | nothing; 200 calls; right-to-left text; contacts before and after their expiry |
| errors | errors | most operations are answered wrongly |
| busy | busy | calls that begin and end by themselves |
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from widget.mock.busy import busy
from widget.mock.errors import errors
from widget.mock.plain import empty, expired, many, rtl
from widget.mock.samples import samples
from widget.mock.scenario import Scenario
from widget.mock.ugly import ugly

SCENARIOS: dict[str, Callable[[datetime], Scenario]] = {
    "samples": samples,
    "ugly": ugly,
    "empty": empty,
    "many": many,
    "rtl": rtl,
    "expired": expired,
    "errors": errors,
    "busy": busy,
}
"""Functions that build a scenario for the current time of the server's clock, `datetime.now(server_zone)`."""
