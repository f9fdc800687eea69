"""Requests and their replies on a bus without ids, and the health of the link. Knows no browser and no wall clock.

`Client` asks and `LinkKeeper` keeps the link; their rules are pure: `exchange` (with `verdict`: whose reply a reply is)
and `link`. The rest is one idea a file.
"""

from widget.client.bus import Bus, BusClosed, Cancel, Timers
from widget.client.client import Client
from widget.client.deadlines import Deadlines
from widget.client.failures import Code, RequestFailed
from widget.client.keeper import LinkKeeper, Listeners
from widget.client.link import Link, LinkKind, LinkTimes
from widget.client.news import News, NewsKind

__all__ = [
    "Bus",
    "BusClosed",
    "Cancel",
    "Client",
    "Code",
    "Deadlines",
    "Link",
    "LinkKeeper",
    "LinkKind",
    "LinkTimes",
    "Listeners",
    "News",
    "NewsKind",
    "RequestFailed",
    "Timers",
]
