"""A scenario: the data a simulated LCM starts with, what changes with time, and which operations it answers wrongly."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from widget.lcm import Call, CallCount, CampaignGroup, ManualDialContact, Mode, NonPewcContact
from widget.mock.calls import Details
from widget.mock.outcomes import OutcomeLists


class Trouble(StrEnum):
    """A way of answering an operation wrongly. The first nine refuse it, in the forms of refusals.py: it is not carried
    out."""

    REFUSED = "refused"
    NAMED = "ws-error"
    TOPIC = "error-topic"
    IN_RESPONSE = "in-response"
    IN_LIST = "in-list"
    IN_WORDS = "in-words"
    NO_CALLID = "no-callid"
    NOT_FOUND = "not-found"
    RESULT = "result"
    UNREADABLE = "unreadable"
    """With a reply whose message has the wrong shape, though the request is carried out."""
    SILENCE = "silence"
    """Not at all, though the request is carried out."""


@dataclass(frozen=True, slots=True)
class Steps:
    """How the calls change with time: those at each step, and how many seconds a step takes."""

    seconds: float
    calls_at: Callable[[int], tuple[Call, ...]]


@dataclass(frozen=True, slots=True)
class Scenario:
    """The data and the behaviour of one simulated LCM.

    `modes` are callback modes by callid, and `details` the business and the optional fields of the calls for which
    StateSync brings none; `reserved` are contacts that the agent already has, `pool` those a download
    takes from, and `groups` the campaign groups with what a download from each takes from; `new_non_pewc` are reserved
    one after another; `outcomes` are those that contacts can be given; `counts` are the agent's; `trouble` is by
    request subtopic; without `steps` nothing changes by itself.
    `tells_calls`: the desktop tells how a dialled call goes on.
    """

    calls: tuple[Call, ...] = ()
    modes: Mapping[str, tuple[Mode, ...]] = field(default_factory=dict)
    details: Details = field(default_factory=dict)
    reserved: tuple[ManualDialContact, ...] = ()
    pool: tuple[ManualDialContact, ...] = ()
    groups: Mapping[CampaignGroup, tuple[ManualDialContact, ...]] = field(default_factory=dict)
    non_pewc: tuple[NonPewcContact, ...] = ()
    outcomes: OutcomeLists = field(default_factory=OutcomeLists)
    new_non_pewc: tuple[NonPewcContact, ...] = ()
    counts: tuple[CallCount, ...] = ()
    trouble: Mapping[str, Trouble] = field(default_factory=dict)
    steps: Steps | None = None
    tells_calls: bool = True
