"""Requests and their replies on a bus without ids. Knows no browser, no clock, no event loop and no operation by name.

`Client` takes requests and messages. `correlation` decides which request a reply belongs to.
"""

from widget.client.bus import Bus, BusClosed
from widget.client.client import TWIN, Client, in_words
from widget.client.deadlines import Deadlines
from widget.client.failures import Code, Failure
from widget.client.incoming import Incoming, Output, Post, Standing

__all__ = [
    "TWIN",
    "Bus",
    "BusClosed",
    "Client",
    "Code",
    "Deadlines",
    "Failure",
    "Incoming",
    "Output",
    "Post",
    "Standing",
    "in_words",
]
