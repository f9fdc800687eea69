"""The scenarios `empty`, `rtl`, `expired` and `many`, each of which shows one thing.

| scenario | what there is |
|---|---|
| empty | no calls, no contacts, nothing reserved |
| rtl | two calls with Arabic and Hebrew names, fields and modes; contacts with live expiries |
| expired | two calls; contacts that expired a year, an hour and a second ago, and one that expires in 20 seconds |
| many | 200 calls with 20 modes each, and 50 contacts in the pool |
"""

from __future__ import annotations

from datetime import datetime, timedelta

from widget.lcm import Mode, NonPewcContact
from widget.mock.builders import call, contact, expiring_contacts, mode, non_pewc
from widget.mock.dates import with_month_name, with_slashes
from widget.mock.scenario import Scenario

HOME = mode("1", "Home", "6491462346", pewc=(True, False))
MOBILE = mode("3", "Mobile", "6591462346", pewc=(None, True))


def empty(now: datetime) -> Scenario:
    """No calls and no contacts; `now` changes nothing in it."""
    del now
    return Scenario()


def rtl(now: datetime) -> Scenario:
    """Right-to-left text with digits in it; expiries relative to `now`, in the server's zone."""
    home, mobile = (
        mode("1", "المنزل", "0501234567", pewc=(True, True)),
        mode("2", "נייד", "0521234567", pewc=(False, None)),
    )
    arabic: dict[str, str | None] = {"FName": "فاطمة", "LName": "الزهراء", "العنوان": "شارع الملك فهد 12، الرياض"}
    hebrew: dict[str, str | None] = {"FName": "דוד", "LName": "בן־גוריון", "Address": "רחוב הרצל 5"}
    return Scenario(
        calls=(call("R-1", arabic, modes=(home, mobile)), call("R-2", hebrew, modes=(mobile,))),
        modes={"R-1": (home, mobile), "R-2": (mobile,)},
        reserved=expiring_contacts(now, ("966501234567", "972521234567"), first_id=1, consent=True),
        pool=expiring_contacts(now, ("966509999999",), first_id=10, consent=False),
        non_pewc=(_reserved_non_pewc(now, "حملة تجريبية"),),
    )


def expired(now: datetime) -> Scenario:
    """Contacts before and after their expiry, relative to `now`, in the server's zone."""
    ages = (timedelta(days=365), timedelta(hours=1), timedelta(seconds=1), timedelta(seconds=-20))
    return Scenario(
        calls=(call("E-1", {"FName": "Late", "LName": "Caller"}, modes=(HOME, MOBILE)), call("E-2")),
        modes={"E-1": (HOME, MOBILE)},
        reserved=tuple(
            contact(str(n), f"202555010{n}", expiry=with_slashes(now - age)) for n, age in enumerate(ages, 1)
        ),
        non_pewc=(
            non_pewc(
                "137", "9873635", expiry=with_month_name(now - timedelta(minutes=1)), callback=with_month_name(now)
            ),
        ),
    )


def many(now: datetime) -> Scenario:
    """More calls, modes and contacts than fit on a screen; expiries relative to `now`, in the server's zone."""
    modes = {f"C{n:03d}": _twenty_modes(n) for n in range(200)}
    return Scenario(
        calls=tuple(
            call(callid, {"FName": f"Customer {n}", "LName": "Of many", "Country": "USA"}, modes=modes[callid])
            for n, callid in enumerate(modes)
        ),
        modes=modes,
        reserved=expiring_contacts(now, (f"2025550{n:03d}" for n in range(20)), first_id=1, consent=True),
        pool=(
            *expiring_contacts(now, (f"2025551{n:03d}" for n in range(30)), first_id=100, consent=True),
            *expiring_contacts(now, (f"2025552{n:03d}" for n in range(20)), first_id=200, consent=False),
        ),
        non_pewc=(_reserved_non_pewc(now, "SamplePreviewCampaign-ACQ"),),
    )


def _twenty_modes(n: int) -> tuple[Mode, ...]:
    return tuple(mode(str(m), f"Mode {m}", f"2{n:03d}555{m:04d}", pewc=(m % 2 == 0, m % 3 == 0)) for m in range(1, 21))


def _reserved_non_pewc(now: datetime, campaign: str) -> NonPewcContact:
    return non_pewc(
        "137",
        "9873635",
        expiry=with_month_name(now + timedelta(minutes=10)),
        callback=with_month_name(now + timedelta(minutes=5)),
        prefix="9",
        suffix="",
        campaign=campaign,
    )
