"""The one state of the widget: a tree of frozen slices. Each subject's file defines its slice; this file joins them.

Times are epoch seconds, UTC. A slice that did not change stays the same object. The tree is a named tuple, because it
is copied at every event, and a named tuple is copied several times faster than a dataclass.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from widget.config import WidgetConfig
from widget.lcm import CallCount, CampaignGroup, Outcome
from widget.state.agent import Agent
from widget.state.announcements import Said
from widget.state.calls import Calls
from widget.state.change import ChangeForm
from widget.state.contacts import Contacts
from widget.state.disposition import CallDisposition
from widget.state.finished import FinishedContact
from widget.state.inspector import Note, RecordingProgress
from widget.state.link import Link
from widget.state.manual_form import ManualForm
from widget.state.past_dials import PastDial
from widget.state.reading import Reading
from widget.state.refresh import Refresh
from widget.state.screen import Screen
from widget.traffic.rows import Traffic


class WidgetState(NamedTuple):
    """Everything the page shows. `of_calls` holds the readings of single calls, by kind of `OfCall` and call id.

    `hour12`: times of day are shown with twelve hours. `clock_behind` is by how many seconds the machine's clock is
    behind the server's (negative: ahead); 0 when it is right, or nothing is known. `doubted_accounts` are the keys of
    the calls whose account the agent has to check before anything is sent. `dispositions` are what listed calls are
    given, by their keys. `outcomes` are those that a contact to dial can be closed with. `dials` are the dials of this
    page that have ended, `dials_out` the serials of those under way, and `finished` its finished contacts. `sends` is
    the last serial of a dial or a close. `calls_over` are the dialled calls that were told to have ended, by connection
    and number. `shown_problem` is the element id of the problem that the agent went to last.
    `searched` is what the agent searches for in each long list, by its name. `asked_at_start`: the time to ask for what
    was reserved is over.
    """

    settings: WidgetConfig = WidgetConfig()
    agent_id: str = ""
    agent: Agent = Agent()
    hour12: bool = False
    now: float = 0.0
    clock_behind: float = 0.0
    link: Link = Link()
    calls: Calls = Calls()
    of_calls: Mapping[tuple[type, str], Reading[Any]] = MappingProxyType({})
    forms: tuple[ChangeForm, ...] = ()
    dispositions: Mapping[str, CallDisposition] = MappingProxyType({})
    disposition_serial: int = 0
    manual_form: ManualForm = ManualForm()
    groups: Reading[CampaignGroup] = Reading()
    call_counts: Reading[CallCount] = Reading()
    manual: Contacts = Contacts()
    non_pewc: Contacts = Contacts()
    screen: Screen = Screen()
    doubted_accounts: frozenset[str] = frozenset()
    said: Said = Said()
    refresh: Refresh = Refresh()
    shown_problem: str = ""
    outcomes: Reading[Outcome] = Reading()
    dials: tuple[PastDial, ...] = ()
    dials_out: frozenset[int] = frozenset()
    sends: int = 0
    calls_over: tuple[tuple[str, str], ...] = ()
    finished: tuple[FinishedContact, ...] = ()
    notes: tuple[Note, ...] = ()
    counts: tuple[tuple[str, int], ...] = ()
    searched: Mapping[str, str] = MappingProxyType({})
    asked_at_start: bool = False
    recording: RecordingProgress = RecordingProgress()
    traffic: Traffic = Traffic()
