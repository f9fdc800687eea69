"""A whole session at random: an agent presses and types what is on the screen, the desktop answers late, twice or not
at all, calls come and go and give their ids to other customers.

The world knows what the desktop was asked and what it did. What is dialled, changed and downloaded must be what was on
the screen when the agent pressed; what the screen says must be what the desktop did; nothing typed may be lost.
A failure is not made smaller, which would take minutes: it is printed as it was found.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC
from typing import Any

import hypothesis
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from tests.unit.fake_clock import FakeClock
from tests.unit.page_kit import Act, acts_on, ids_on
from tests.unit.session_kit import NOW, NoPage, Wire, lcm
from widget.config import WidgetConfig
from widget.lcm import parse_server_time
from widget.panels import Redraw, render
from widget.session import Session
from widget.state.attempt import Phase
from widget.state.call_outcomes import choices_of
from widget.state.change import FormKey, form_of
from widget.state.contacts import all_contacts, contact_of
from widget.state.groups import chosen_group
from widget.state.keys import MANUAL_FORM
from widget.state.numbers import squeezed

ACCOUNTS = ("7", "8", "9")
MODES = ("3", "4")
CALLS = st.sampled_from(
    [{"1": "7"}, {"1": "7", "2": "8"}, {"1": "8", "2": "7"}, {"1": "9"}, {"1": "", "2": ""}, {"2": "8"}, {}]
)
WAITS = st.sampled_from([0.3, 2.0, 11.0, 25.0])
DRAFTS = st.sampled_from(["", "5550000001", "555 000 0002", "5550000009", "letters"])
EXPIRES = ("22:13:40", "22:20:00", "23:59:00")
CHANGES = {
    *("SetNewModeNumber", "ManualDialCall", "SkipManualDialContact", "SkipNonPEWCContact"),
    *("SetNonPEWCContactOutcome", "SetCallOutcomeWithComments", "SetBusinessOutcomeWithComments", "GetContactOD"),
}
EVENTS = st.sampled_from(["Ringing", "CustAnswered", "Hold", "DROPPED", "ACW", "Preview"])
AGENT = st.sampled_from(["In Call", "ACW", "NCC", "NCC", "NCC", "Log-Out"])
BOLD = {"dial", "dial-confirm", "change-open", "change-draft", "change-save", "change-confirm"}
"""What the agent does more often than the rest."""
LATE = 25.0
"""The oldest post the desktop still answers: after half a minute the widget holds that nothing is owed."""


@dataclass
class Asked:
    """A request of the widget, when it was posted, and whether it was answered."""

    at: float
    subtopic: str
    data: dict[str, Any]
    answered: bool = False


class World(RuleBasedStateMachine):
    """The agent, the desktop, and what is true."""

    config: WidgetConfig

    def __init__(self) -> None:
        super().__init__()
        self.wire, self.clock = Wire(), FakeClock(NOW)
        self.session = Session(self.config, self.wire, self.clock, NoPage(), "agent")
        self.clock.wakes(self.session)
        self.redraw, self.regions = Redraw(), dict[str, str]()
        self.seen, self.synced = 0, 0
        self.asked: list[Asked] = []
        self.calls: dict[str, str] = {}
        self.numbers = {(account, mode): f"555{account}{mode}00" for account in ACCOUNTS for mode in MODES}
        self.changed: set[tuple[str, str, str]] = set()
        self.dialled: list[tuple[str, float]] = []
        self.closed: set[str] = set()
        self.skipped = 0
        self.drafts: dict[tuple[str, str, str], str] = {}
        self.contacts = 0
        self.expiries: dict[str, str] = {}
        self.last_text = ""
        self.do(self.session.start)
        self.do(lambda: self.session.act("disposition-toggle", {}))
        self.sync({"1": "7", "2": "8"})
        self.answer(0, no=False)
        self.do(lambda: self.session.act("get-contacts", {"count": "2", "reserved": "on"}))
        self.answer(0, no=False)
        self.do(lambda: self.session.act("get-reserved", {}))
        self.answer(0, no=False)

    @property
    def state(self) -> Any:  # noqa: ANN401 - the widget's state
        return self.session.state

    def do(self, what: Callable[[], object], wait: float = 0.0) -> list[Asked]:
        """Do something, let `wait` seconds pass, and give what was posted meanwhile."""

        what()
        if wait:
            self.clock.pass_time(wait)
        posted = [
            Asked(self.clock.now(), sent["subtopic"], sent.get("data", {}))
            for sent in (packet.get("message", packet) for packet in self.wire.posted[self.seen :])
        ]
        self.seen = len(self.wire.posted)
        self.asked += posted
        return posted

    def hear(self, text: str) -> None:
        self.last_text = text
        notes = {one.note for one in self.state.dispositions.values() if one.typed}
        shift = self.state.agent.shift
        follows = ("SetCallOutcomeWithComments", "SetBusinessOutcomeWithComments")  # the second step of one press
        made = changes(self.do(lambda: self.session.hear(text)))
        assert [one for one in made if "SetNonPEWC" not in text or one.subtopic not in follows] == [], "by itself"
        kept = {one.note for one in self.state.dispositions.values()}
        assert notes <= kept or self.state.agent.shift > shift, "a note is gone"
        self.name_drafts()

    def name_drafts(self) -> None:
        """What was typed before the account of its call was named is that account's, as its form is."""
        forms = {(form.callid, form.account_number, form.mode_id) for form in self.state.forms}
        for callid, account, mode in [key for key in self.drafts if key not in forms]:
            call = self.state.calls.find(callid)
            if not account and call is not None and (callid, call.account_number, mode) in forms:
                self.drafts[callid, call.account_number, mode] = self.drafts.pop((callid, account, mode))

    # The agent.

    @rule(presses=st.lists(st.tuples(st.integers(0, 60), st.integers(0, 5), DRAFTS), min_size=1, max_size=6))
    def work(self, presses: list[tuple[int, int, str]]) -> None:
        for press in presses:
            self.look()
            self.press(*press)

    def press(self, word: int, which: int, draft: str) -> None:
        acts = [act for act in acts_on(self.regions) if is_pressed(act)]
        words = sorted({act.action for act in acts})
        words += 5 * [word for word in words if word in BOLD]
        named = [act for act in acts if act.action == words[word % len(words)]]
        act = named[which % len(named)]
        if act.typed:
            self.type(act, draft)
        else:
            before = self.state
            posted = changes(self.do(lambda: self.session.act(act.action, act.payload)))
            self.check_posted(act, posted, before)
            if act.action == "change-close":
                callid, over = act.payload["call"], act.payload.get("ended")
                account = self.account_of(callid) if over is None else over
                self.drafts.pop((callid, account, act.payload["modeId"]), None)

    def type(self, act: Act, draft: str) -> None:
        value = draft
        if act.action in {"manual-reserved", "change-delete-others"}:
            value = "on" if draft else ""
        elif act.action == "manual-count":
            value = "2" if draft else "1"
        elif act.action == "manual-consent":
            value = "yes"
        elif act.action == "call-outcome-picked":
            choices = choices_of(self.state, self.state.calls.selected)
            value = choices[0].key if draft and choices else ""
        elif act.action == "outcome-picked":
            value = "107" if draft else ""
        elif act.action == "manual-group":
            value = "0" if draft else ""
        assert not changes(self.do(lambda: self.session.act(act.action, {**act.payload, "value": value})))
        if act.action == "change-draft":
            callid, mode = act.payload["call"], act.payload["modeId"]
            self.drafts[callid, self.account_of(callid), mode] = value

    def account_of(self, callid: str) -> str:
        return self.state.calls.find(callid).account_number or ""

    def check_posted(self, act: Act, posted: list[Asked], before: Any) -> None:  # noqa: ANN401 - the widget's state
        assert len(posted) <= 1, "one press sends once"
        for sent in posted:
            match sent.subtopic, act.action:
                case "ManualDialCall", "dial" | "dial-confirm":
                    contact = contact_of(before, act.payload["contact"])
                    assert contact is not None
                    assert sent.data == {"PhoneNumber": contact.dialled}
                    assert contact.consent is True or act.action == "dial-confirm", "dialled without consent"
                    assert self.clock.wall() < expiry(self.expiries[contact.dialled]), "dialled an expired contact"
                case "SetNewModeNumber", "change-save" | "change-confirm" | "change-keep":
                    callid, mode = act.payload["call"], act.payload["modeId"]
                    form = form_of(before, FormKey(callid, mode))
                    assert form is not None
                    assert sent.data["ContactNumber"] == squeezed(act.payload.get("number", form.draft))
                    assert (sent.data["callid"], sent.data["ModeID"]) == (callid, mode)
                    assert sent.data["AccountNumber"] == self.account_of(callid)
                    assert sent.data["DeleteOtherModes"] is (act.action == "change-confirm"), "deleted unasked"
                case "GetReservedManualDialContact", "get-contacts":
                    assert "reserved" not in act.payload, "downloaded unasked"
                case "GetDownloadContactsForDialing" | "GetDownloadAllContactsForDialing", "get-contacts":
                    assert "reserved" not in act.payload, "downloaded unasked"
                    assert sent.data["CampaignGroup"] == chosen_group(before)
                case "GetContactOD", "get-new" | "non-pewc-again":
                    assert self.state.non_pewc.asking
                case _:
                    self.check_outcome(act, sent, before)

    def check_outcome(self, act: Act, sent: Asked, before: Any) -> None:  # noqa: ANN401 - the widget's state
        match sent.subtopic, act.action:
            case "SkipManualDialContact", "close-go":
                contact = contact_of(before, act.payload["contact"])
                assert contact is not None
                assert sent.data["PhoneNumber"] == contact.wire.phone_number, "an outcome of another contact"
                assert sent.data["AccountNumber"] == contact.wire.account_number
                assert str(sent.data["OutcomeId"]) == contact.outcome, "another outcome than the agent chose"
            case "SkipNonPEWCContact", "contact-done":
                contact = contact_of(before, act.payload["contact"])
                assert contact is not None
                assert contact.panel == "non-pewc"
            case "SetCallOutcomeWithComments" | "SetBusinessOutcomeWithComments", "disposition-save":
                listed = before.calls.named(act.payload)
                assert sent.data["callid"] == listed.call.callid, "an outcome of another call"
                assert sent.data["AccountNumber"] == (listed.call.account_number or "")
                assert sent.data["AgentComments"] == before.dispositions[listed.key].note.strip()
            case "SetNonPEWCContactOutcome", "disposition-save":
                listed = before.calls.named(act.payload)
                assert sent.data["AccountNumber"] == listed.call.account_number
            case _:
                raise AssertionError(f"{sent.subtopic} by {act.action}")

    # The desktop.

    @rule(answers=st.lists(st.tuples(st.integers(0, 10), st.booleans()), min_size=1, max_size=3), twice=st.booleans())
    def reply(self, answers: list[tuple[int, bool]], twice: bool) -> None:
        for answer in answers:
            self.answer(*answer)
        if twice and any(name in self.last_text for name in CHANGES):
            self.hear(self.last_text)

    def answer(self, which: int, no: bool) -> None:
        open_ = [asked for asked in self.asked if not asked.answered and self.clock.now() - asked.at < LATE]
        if open_:
            asked = open_[-1 - which % len(open_)]
            asked.answered = True
            self.hear(getattr(self, asked.subtopic)(asked.data, no))

    @rule(which=st.integers(0, 5), event=EVENTS, number=st.booleans(), account=st.booleans())
    def tell_of_a_call(self, which: int, event: str, number: bool, account: bool) -> None:
        """Of a number that was dialled, and of one that somebody else dialled."""
        numbers = [each for each, _ in self.dialled] + ["20999999"]
        whose = numbers[which % len(numbers)]
        call = {
            "event": event,
            "ResponseFields": {"toAddress": whose if number else ""},
            "CallVariables": {"AccountNumber": f"of {whose}"} if account else {},
        }
        self.hear(told("LCM", "OutBoundCallStateChange", {"call": call}))

    @rule(which=st.integers(0, 5))
    def set_an_outcome_elsewhere(self, which: int) -> None:
        numbers = [*self.expiries, "20999999"]
        whose = numbers[which % len(numbers)]
        self.closed.add(whose)
        self.hear(told("LCM", "OutcomeSetForCall", f"of {whose}"))
        over = [contact for contact in all_contacts(self.state) if contact.wire.phone_number == whose]
        assert all(contact.finished for contact in over)

    @rule(word=AGENT)
    def tell_of_the_agent(self, word: str) -> None:
        out = word == "Log-Out" and self.state.agent.state != "logged-out"
        if out:
            self.drafts.clear()
        self.hear(told("Amazon", "SetAgentDetails", {"agentState": word}))
        if out:
            state = self.state
            left = (*all_contacts(state), *state.forms, *state.dials, *state.calls.ended)
            assert left == (), "left after a log-out"

    @rule(calls=CALLS)
    def sync(self, calls: dict[str, str]) -> None:
        known = {callid: self.calls.get(callid) or account for callid, account in calls.items() if not account}
        self.calls = {**calls, **known}
        self.hear(self.StateSync({}, no=False, shown=calls))

    @rule(wait=WAITS, away=st.sampled_from([False, False, False, True]), ticks=st.sampled_from([False, False, True]))
    def wait(self, wait: float, away: bool, ticks: bool) -> None:
        if away:
            self.clock.wakes(None)
        assert not changes(self.do(self.session.leave if away else lambda: None, wait)), "changed by itself"
        if away:
            self.clock.wakes(self.session)
            assert not changes(self.do(self.session.come_back))
        if ticks:
            assert not changes(self.do(self.session.woke))

    def StateSync(self, _data: object, no: bool, shown: dict[str, str] | None = None) -> str:  # noqa: N802
        if no:
            return lcm("StateSync", {"errorType": "WS_Error", "msg": "Log in."})
        self.synced += 1  # no two are the same text, which would count as one
        calls = self.calls if shown is None else shown
        return lcm(
            "StateSync",
            [
                {"callid": callid, "businessfields": {"n": self.synced}, **({"AccountNumber": a} if a else {})}
                for callid, a in calls.items()
            ],
        )

    def GetCallBackModes(self, data: dict[str, Any], no: bool) -> str:  # noqa: N802
        callid = data["callid"]
        if no or callid not in self.calls:
            return lcm("CallBackModes", {"errorType": "WS_Error", "msg": f"Invalid Call ID:{callid}"})
        account = self.calls[callid]
        listed = [
            {"ModeID": mode, "Description": mode, "Cvalue": self.numbers.get((account, mode), "555")} for mode in MODES
        ]
        return lcm("CallBackModes", {"callid": callid, "response": listed})

    def GetCampaignModes(self, data: dict[str, Any], no: bool) -> str:  # noqa: N802
        callid = data["callid"]
        if no or callid not in self.calls:
            return lcm("CampaignModes", {"errorType": "WS_Error", "msg": f"Invalid Call ID:{callid}"})
        listed = [{"ModeID": mode, "Description": mode, "Cvalue": None, "MaxLength": "14"} for mode in MODES]
        return lcm("CampaignModes", {"callid": callid, "response": listed})

    def GetContactDetail(self, data: dict[str, Any], no: bool) -> str:  # noqa: N802
        callid = data["callid"]
        if no or callid not in self.calls:
            return lcm("ContactDetail", {"errorType": "WS_Error", "msg": f"Invalid Call ID:{callid}"})
        row = {"FieldName": "FName", "Value": f"of {self.calls[callid]}", "DataType": "String", "Format": ""}
        return lcm("ContactDetail", {"callid": callid, "response": [row]})

    def GetScreenPopData(self, data: dict[str, Any], no: bool) -> str:  # noqa: N802
        callid = data["callid"]
        if no or callid not in self.calls:
            return lcm("ScreenPopData", {"errorType": "WS_Error", "msg": f"Invalid Call ID:{callid}"})
        return lcm("ScreenPopData", {"callid": callid, "response": {"City": f"of {self.calls[callid]}"}})

    def GetOutcomeByOutcomegroup(self, _data: object, no: bool) -> str:  # noqa: N802
        return lcm("BusinessOutCome", {"response": [] if no else [{"OutComeID": "107", "Description": "success"}]})

    def GetCallOutCome(self, data: dict[str, Any], no: bool) -> str:  # noqa: N802
        return self._outcomes("CallOutCome", data["callid"], no)

    def GetBusinessOutcome(self, data: dict[str, Any], no: bool) -> str:  # noqa: N802
        return self._outcomes("BusinessOutcome", data["callid"], no)

    def _outcomes(self, reply: str, callid: str, no: bool) -> str:
        if no or callid not in self.calls:
            return lcm(reply, {"errorType": "WS_Error", "msg": f"Invalid Call ID:{callid}"})
        row = {"OutComeID": self.calls[callid] or "0", "Description": f"of {self.calls[callid]}"}
        return lcm(reply, {"callid": callid, "response": [row]})

    def SkipManualDialContact(self, data: dict[str, Any], no: bool) -> str:  # noqa: N802
        if not no:
            self.closed.add(data["PhoneNumber"])
        return lcm("SkipManualDialContactResult", {"response": {"success": not no}})

    def SkipNonPEWCContact(self, _data: object, no: bool) -> str:  # noqa: N802
        self.skipped += not no
        return lcm("SkipNonPEWCContactResult", {"response": {"success": not no}})

    def SetNonPEWCContactOutcome(self, _data: object, no: bool) -> str:  # noqa: N802
        return lcm("SetNonPEWCContactOutcomeResult", {"response": {"success": not no}})

    def SetCallOutcomeWithComments(self, data: dict[str, Any], no: bool) -> str:  # noqa: N802
        return self._disposed("SetCallOutcomeWithCommentsResult", data["callid"], no)

    def SetBusinessOutcomeWithComments(self, data: dict[str, Any], no: bool) -> str:  # noqa: N802
        return self._disposed("SetBusinessOutcomeWithCommentsResult", data["callid"], no)

    def _disposed(self, reply: str, callid: str, no: bool) -> str:
        if callid not in self.calls:
            return lcm(reply, {"errorType": "WS_Error", "msg": f"Invalid Call ID:{callid}"})
        return lcm(reply, {"callid": callid, "response": {"success": not no}})

    def SetNewModeNumber(self, data: dict[str, Any], no: bool) -> str:  # noqa: N802
        del no  # the number decides, so that the same one twice is refused or made twice
        made = not data["ContactNumber"].endswith("9")
        if made:
            self.numbers[data["AccountNumber"], data["ModeID"]] = data["ContactNumber"]
            self.changed.add((data["AccountNumber"], data["ModeID"], data["ContactNumber"]))
        return lcm("SetNewModeNumberResult", {"callid": data["callid"], "response": {"success": made}})

    def ManualDialCall(self, data: dict[str, Any], no: bool) -> str:  # noqa: N802
        if no:
            return lcm("ManualDialCall", {"errorType": "WS_Error", "msg": "Not ready."})
        self.dialled.append((data["PhoneNumber"], self.clock.now()))
        return lcm("ManualDialCall", data)

    def ManualDialCopyContact(self, data: dict[str, Any], no: bool) -> str:  # noqa: N802
        body = {"errorType": "WS_Error", "msg": "Not ready."} if no else data
        return lcm("ManualDialCopyContact", body)

    def _contact(self, area: str) -> dict[str, str]:
        number = f"{area}00000{self.contacts % 3:02}"
        expires = self.expiries.setdefault(number, EXPIRES[self.contacts % 3])
        self.contacts += 1
        expiry_time = f"11/14/2023 {expires}"
        return {
            "PhoneNumber": number,
            "AccountNumber": f"of {number}",
            "ContactId": number,
            "ExpiryTime": expiry_time,
            "Consent": "Yes",
        }

    def GetReservedManualDialContact(self, data: dict[str, Any], no: bool) -> str:  # noqa: N802
        body = (
            []
            if no
            else [
                self._contact("208")
                for _ in range(int(data.get("NumberofContactsRequired") or data["NumberOfContactsRequired"]))
            ]
        )
        return lcm("DownloadContactsForDialing", {"response": body})

    def GetReservedContactOD(self, _data: object, no: bool) -> str:  # noqa: N802
        return lcm("ContactOD", {"response": [] if no else {**self._contact("209"), "Consent": ""}})

    def GetCampaignGroups(self, _data: object, no: bool) -> str:  # noqa: N802
        if no:
            return lcm("SetCampaignGroup", {"errorType": "WS_Error", "msg": "Not ready."})
        return lcm("SetCampaignGroup", {"CampaignGroups": [{"Name": "Sales"}, {"Name": "Service", "Status": "PAUSED"}]})

    def GetDownloadContactsForDialing(self, _data: object, no: bool) -> str:  # noqa: N802
        return lcm("DownloadContactsForDialing", {"response": [] if no else self._contact("208")})

    def GetDownloadAllContactsForDialing(self, data: dict[str, Any], no: bool) -> str:  # noqa: N802
        count = int(data["NumberOfContactsRequired"])
        rows = [] if no else [{**self._contact("208"), "AccountNumber": "5|3"} for _ in range(count)]
        reason = "The group is stopped." if no else ""
        return lcm("DownloadAllContactsForDialing", {"response": {"Contacts": rows, "RequestFailureReason": reason}})

    def GetContactOD(self, data: object, no: bool) -> str:  # noqa: N802
        return self.GetReservedContactOD(data, no)

    def GetAgentCallCount(self, _data: object, no: bool) -> str:  # noqa: N802
        counts = {"PCBCount": "3", "RegularCount": "1", "IsAgentReserved": "0"}
        return lcm("AgentCallCount", {"errorType": "WS_Error", "msg": "Not ready."} if no else {"response": counts})

    # What is always true.

    def teardown(self) -> None:
        self.look()
        assert self.regions == render(self.state), "the screen is not what the state is"
        self.do(self.session.leave)

    def look(self) -> None:
        self.regions.update(self.redraw.changes(self.state))
        assert "Something went wrong in the widget." not in str(self.regions)
        ids = ids_on(self.regions)
        assert len(ids) == len(set(ids)), f"two elements of one id: {sorted(ids)}"

    @invariant()
    def no_fault_of_ours(self) -> None:
        assert not self.state.screen.faulted
        assert not [note for note in self.state.notes if "the widget failed" in note.reason]

    @invariant()
    def nothing_typed_is_lost(self) -> None:
        for form in self.state.forms:
            if form.phase is Phase.DONE:
                self.drafts.pop((form.callid, form.account_number, form.mode_id), None)
        kept = {(form.callid, form.mode_id, form.draft) for form in self.state.forms}
        for (callid, _account, mode), draft in self.drafts.items():
            assert not draft or (callid, mode, draft) in kept, "what was typed is gone"

    @invariant()
    def no_call_shows_another_customers_numbers(self) -> None:
        for (_what, callid), read in self.state.of_calls.items():
            account = self.calls.get(callid)
            for mode in read.value:
                number = getattr(mode, "number", None) or ""
                of = {known: whose for (whose, _), known in self.numbers.items()}.get(number)
                assert of is None or not account or of == account or number.startswith("5550")

    @invariant()
    def what_is_said_to_be_closed_was_closed(self) -> None:
        for contact in all_contacts(self.state):
            if contact.finish is not None and contact.finish.told:
                assert contact.wire.phone_number in self.closed or (self.skipped and contact.panel == "non-pewc")

    @invariant()
    def only_a_contact_that_was_dialled_has_a_call(self) -> None:
        numbers = {number for number, _ in self.dialled}
        assert all(one.dialled in numbers for one in all_contacts(self.state) if one.progress is not None)

    @invariant()
    def what_is_said_to_be_done_was_done(self) -> None:
        for contact in all_contacts(self.state):
            made = [at for number, at in self.dialled if number == contact.dialled]
            if contact.phase is Phase.DONE:
                assert made, "said to be dialled, and was not"
            elif contact.phase is Phase.FAILED:
                pressed = [asked.at for asked in self.asked if asked.data == {"PhoneNumber": contact.dialled}]
                assert not made or max(made) < max(pressed), "said not to be dialled, and was"
        for form in self.state.forms:
            number = squeezed(form.draft)
            if form.phase is Phase.DONE:
                assert (form.account_number, form.mode_id, number) in self.changed
            elif form.phase is Phase.FAILED and form.attempt.failure.code == "refused":
                assert number.endswith("9")


def told(channel: str, subtopic: str, message: object) -> str:
    """A notice of the desktop."""
    return json.dumps({"channel": channel, "topic": "Outbound", "subtopic": subtopic, "message": message})


def is_pressed(act: Act) -> bool:
    """Whether the agent of these tests presses it: of what is unfolded, only the form of manual dial."""
    folds = ("record", "toggle", "disposition-toggle")
    return not act.action.startswith(folds) or act.payload.get("key") == MANUAL_FORM.write()


def changes(posted: list[Asked]) -> list[Asked]:
    """Those of the requests that change something."""
    return [asked for asked in posted if asked.subtopic in CHANGES or _downloads(asked.data)]


def _downloads(data: dict[str, Any]) -> bool:
    return data.get("ReservedContacts") in ("false", False)


def expiry(clock: str) -> float:
    at = parse_server_time(f"11/14/2023 {clock}", UTC)
    assert at is not None
    return at.timestamp()


class Plain(World):
    config = WidgetConfig(server_timezone="UTC")


class Otherwise(World):
    config = WidgetConfig(
        server_timezone="UTC",
        copy_message=True,
        get_more_while_working=True,
        mask_numbers=True,
        framing="packet",
        manual_dial_dialect="table",
        locale="ar",
        panels=("non-pewc", "manual-dial", "callback-modes", "calls"),
    )


TestPlain = Plain.TestCase
TestOtherwise = Otherwise.TestCase
TestPlain.settings = TestOtherwise.settings = settings(
    max_examples=30, stateful_step_count=30, phases=[hypothesis.Phase.generate]
)
