"""All scenarios by name: the `?scenario=` of the standalone page. Each is documented in a table in its module.

| name | module | in a word |
|---|---|---|
| samples | samples | the vendor's own sample data, the default |
| ugly | ugly | everything legal that is hard to show |
| empty, many, rtl, expired | plain | nothing; 200 calls; right-to-left; on both sides of the expiry |
| errors | errors | each operation fails in its own way |
| busy | busy | calls come and go |
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
"""Builds a scenario for a now: the moment as the server's clock shows it, `datetime.now(server_zone)`."""
