"""The scenario `busy`: calls begin and end by themselves, and the LCM sends their state without a request.

| time | what happens |
|---|---|
| every 4 seconds | a call begins; calls last 3, 5 or 7 steps, so that four to six exist at once |
| always | each call's campaign modes are Home, Office, Mobile; its callback modes are the same with numbers |
| from the start | 12 contacts with consent and 6 without in the pool, 1 reserved, expiring one after another |
"""

from __future__ import annotations

from datetime import datetime, timedelta

from widget.lcm import Call, Mode
from widget.mock.builders import call, expiring_contacts, mode, non_pewc
from widget.mock.dates import with_month_name
from widget.mock.scenario import Scenario, Steps

STEP = 4.0
LASTS = (3, 5, 7)
NAMES = ("David Berry", "Ana Souza", "Li Wei", "Grace O'Neill", "Omar Haddad", "Mia Schmidt", "Noor Khan", "Ivo Novák")


def calls_at(step: int) -> tuple[Call, ...]:
    """The calls at a step, oldest first."""
    begun = range(max(0, step - max(LASTS) + 1), step + 1)
    return tuple(_call(n) for n in begun if step - n < LASTS[n % len(LASTS)])


def busy(now: datetime) -> Scenario:
    """Expiries are relative to `now`, in the server's zone."""
    return Scenario(
        calls=calls_at(0),
        modes={f"B{n}": _modes(n) for n in range(1000)},
        reserved=expiring_contacts(now, ("2025550100",), first_id=1, consent=True),
        pool=(
            *expiring_contacts(now, (f"20255502{n:02d}" for n in range(12)), first_id=10, consent=True),
            *expiring_contacts(now, (f"20255503{n:02d}" for n in range(6)), first_id=40, consent=False),
        ),
        non_pewc=(
            non_pewc(
                "137",
                "9873635",
                expiry=with_month_name(now + timedelta(minutes=3)),
                callback=with_month_name(now + timedelta(minutes=1)),
                prefix="9",
            ),
        ),
        steps=Steps(STEP, calls_at),
    )


def _call(n: int) -> Call:
    first, last = NAMES[n % len(NAMES)].split(" ", 1)
    fields: dict[str, str | None] = {"FName": first, "LName": last, "Country": "USA"}
    return call(f"B{n}", fields, modes=_modes(n))


def _modes(n: int) -> tuple[Mode, ...]:
    kinds = (("1", "Home"), ("2", "Office"), ("3", "Mobile"))
    return tuple(
        mode(mode_id, description, f"2025{n % 1000:03d}{mode_id * 3}", pewc=(n % 2 == 0, None))
        for mode_id, description in kinds
    )
