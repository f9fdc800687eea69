"""Ids in another spelling are the same call, mode, customer and contact; what is sent has the desktop's spelling."""

from __future__ import annotations

import json
from html import unescape

import pytest

from tests.unit.fake_clock import FakeClock
from tests.unit.panels.page import read
from tests.unit.session_kit import NOW, NoPage, Wire, got, lcm, played, with_two_modes
from widget.config import WidgetConfig
from widget.lcm import id_key
from widget.panels import render
from widget.panels.inspector import report
from widget.session import Session
from widget.state.attempt import Phase
from widget.state.keys import INSPECTOR

PADDED = ("12345     ", "12345", "12345")
GUID = "3F2504E0-4F89-11D3-9A0C-0305E82C3301"
OTHER_CASE = (GUID, f"{{{GUID.lower()}}}", GUID.lower())
spellings = pytest.mark.parametrize(("told", "answered", "key"), [PADDED, OTHER_CASE], ids=["padded", "guid"])
HOME = {"ModeID": "1  ", "Description": "Home", "Cvalue": "5550100"}


def begun(session: Session, told: str, answered: str) -> None:
    """Start the session with one call, whose modes are answered in another spelling of its id."""
    session.start()
    campaign = [{"ModeID": "1", "Description": "Home", "MinLength": "3", "MaxLength": "9"}]
    session.hear(lcm("StateSync", [{"callid": told, "AccountNumber": "5|3|1   ", "campaignmodes": campaign}]))
    session.hear(lcm("CallBackModes", {"callid": answered, "response": [HOME]}))


@spellings
def test_modes_answered_in_another_spelling_are_the_calls(told: str, answered: str, key: str) -> None:
    def play(session: Session, wire: Wire, clock: FakeClock) -> None:
        begun(session, told, answered)
        clock.pass_time(60)
        assert [sent["data"]["callid"] for sent in wire.posted if sent["subtopic"] == "GetCallBackModes"] == [told]
        shown = render(session.state)["callback-modes"]
        assert "No answer" not in shown
        assert shown.count('data-mode-id="1"') == 1
        assert f'data-call="{key}"' in shown

    played(play)


@spellings
def test_what_is_sent_has_the_spelling_that_came(told: str, answered: str, key: str) -> None:
    def play(session: Session, wire: Wire, clock: FakeClock) -> None:
        begun(session, told, answered)
        at = {"call": key, "modeId": "1"}
        session.act("change-open", at)
        session.act("change-save", {**at, "number": "5550199"})
        sent = next(sent["data"] for sent in wire.posted if sent["subtopic"] == "SetNewModeNumber")
        assert (sent["callid"], sent["ModeID"], sent["AccountNumber"]) == (told, "1  ", "5|3|1   ")
        session.hear(lcm("SetNewModeNumberResult", {"callid": answered, "response": {"success": True}}))
        session.hear(lcm("CallBackModes", {"callid": told, "response": [{**HOME, "ModeID": 1, "Cvalue": "5550199"}]}))
        assert session.state.forms[0].confirmed
        asked = [sent["data"]["callid"] for sent in wire.posted if sent["subtopic"] == "GetCallBackModes"]
        assert asked == [told, told]

    played(play)


@spellings
def test_a_call_that_comes_in_another_spelling_goes_on_with_what_was_typed(told: str, answered: str, key: str) -> None:
    def play(session: Session, wire: Wire, clock: FakeClock) -> None:
        begun(session, told, answered)
        at = {"call": key, "modeId": "1"}
        session.act("change-open", at)
        session.act("change-draft", {**at, "value": "5550199"})
        before = render(session.state)
        session.hear(lcm("StateSync", [{"callid": answered, "AccountNumber": "5|3|1"}, {"callid": "2"}]))
        after = render(session.state)
        assert (session.state.calls.selected, session.state.forms[0].ended) == (key, False)
        assert "5550199" in after["callback-modes"]
        assert after["callback-modes"].count("<form") == before["callback-modes"].count("<form")
        assert after["calls"].count('role="row"') == 2
        session.act("change-save", {**at, "number": "5550199"})
        sent = next(sent["data"] for sent in wire.posted if sent["subtopic"] == "SetNewModeNumber")
        assert sent["callid"] == answered

    played(play)


@pytest.mark.parametrize(("listed", "campaign"), [("1   ", "1"), ("1", "1   "), (1, " 1"), (GUID, GUID.lower())])
def test_a_mode_in_two_spellings_is_listed_once_and_keeps_the_campaigns_lengths(listed: object, campaign: str) -> None:
    def play(session: Session, wire: Wire, clock: FakeClock) -> None:
        session.start()
        lengths = {"ModeID": campaign, "Description": "Home", "MinLength": "3", "MaxLength": "9"}
        session.hear(lcm("StateSync", [{"callid": "1", "campaignmodes": [lengths]}]))
        session.hear(lcm("CallBackModes", {"callid": "1", "response": [{**HOME, "ModeID": listed}]}))
        assert render(session.state)["callback-modes"].count("data-mode-id=") == 1
        session.act("change-open", {"call": "1", "modeId": id_key(str(listed))})
        assert "3 to 9 digits" in render(session.state)["callback-modes"]

    played(play)


def test_a_call_id_with_a_leading_zero_is_another_call() -> None:
    def play(session: Session, wire: Wire, clock: FakeClock) -> None:
        session.start()
        session.hear(lcm("StateSync", [{"callid": 7}, {"callid": "007"}]))
        session.hear(lcm("CallBackModes", {"callid": "7", "response": [HOME]}))
        assert [call.callid for call in session.state.calls.value] == ["7", "007"]
        assert "5550100" in render(session.state)["callback-modes"]
        session.act("select-call", {"callid": "007"})
        assert "5550100" not in render(session.state)["callback-modes"]

    played(play)


def test_modes_that_come_only_for_another_call_are_not_shown_and_the_agent_reads_why() -> None:
    def play(session: Session, wire: Wire, clock: FakeClock) -> None:
        session.start()
        session.hear(lcm("StateSync", [{"callid": "1234567"}]))
        session.hear(lcm("CallBackModes", {"callid": "234567", "response": [HOME]}))
        clock.pass_time(60)
        shown = render(session.state)["callback-modes"]
        assert "5550100" not in shown
        assert "The desktop answered for another call" in shown
        assert "••••67" in shown
        (note,) = [note for note in session.state.notes if note.subtopic == "CallBackModes"]
        assert note.reason == "an answer came for another call"

    played(play)


def test_a_change_that_was_answered_only_for_another_call_says_so() -> None:
    def play(session: Session, wire: Wire, clock: FakeClock) -> None:
        begun(session, "12345", "12345")
        at = {"call": "12345", "modeId": "1"}
        session.act("change-open", at)
        session.act("change-save", {**at, "number": "5550199"})
        session.hear(lcm("SetNewModeNumberResult", {"callid": "Z-9", "response": {"success": True}}))
        clock.pass_time(60)
        shown = read(render(session.state)["callback-modes"]).text()
        assert "The desktop answered for another call (Z-9). We don" in shown

    played(play)


def test_before_the_numbers_are_read_no_number_is_claimed_to_be_missing() -> None:
    def play(session: Session, wire: Wire, clock: FakeClock) -> None:
        session.start()
        campaign = [{"ModeID": "1", "Description": "Home"}]
        session.hear(lcm("StateSync", [{"callid": "1", "campaignmodes": campaign}]))
        assert "reading…" in render(session.state)["callback-modes"]
        clock.pass_time(60)
        assert ">none<" not in render(session.state)["callback-modes"]
        assert "not read" in render(session.state)["callback-modes"]
        session.act("get-modes", {})
        session.hear(lcm("CallBackModes", {"callid": "1", "response": [{**HOME, "Cvalue": None}]}))
        shown = render(session.state)["callback-modes"]
        assert ">none<" in shown
        assert "not read" not in shown

    played(play)


def test_a_saved_number_that_the_desktop_does_not_show_is_said_so() -> None:
    def play(session: Session, wire: Wire, clock: FakeClock) -> None:
        begun(session, "12345", "12345")
        at = {"call": "12345", "modeId": "1"}
        session.act("change-open", at)
        session.act("change-save", {**at, "number": "5550199"})
        session.hear(lcm("SetNewModeNumberResult", {"callid": "12345", "response": {"success": True}}))
        session.hear(lcm("CallBackModes", {"callid": "12345", "response": [{**HOME, "Cvalue": None}]}))
        assert "The desktop says saved, but it shows no number." in render(session.state)["callback-modes"]

    played(play)


@pytest.mark.parametrize(("one", "other"), [("9", "9   "), (9, "9"), ("A-9", "A-9 ")])
def test_a_contact_in_another_spelling_keeps_what_became_of_its_dial(one: object, other: object) -> None:
    def play(session: Session, wire: Wire, clock: FakeClock) -> None:
        session.start()
        session.hear(lcm("StateSync", []))
        contact = {"PhoneNumber": "2082001", "ContactId": one, "Consent": "Yes"}
        key = got(session, contact)  # type: ignore[arg-type]  # an id may be a number
        session.act("dial", {"contact": key})
        session.hear(lcm("ManualDialCall", {"PhoneNumber": "2082001"}))
        session.act("contact-done", {"contact": key})
        session.act("get-contacts", {"consent": "yes", "count": "1", "reserved": "on"})
        session.hear(lcm("DownloadContactsForDialing", {"response": [{**contact, "ContactId": other}]}))
        (shown,) = session.state.manual.value
        assert (shown.key, shown.finished) == (key, True)

    played(play)


def test_the_account_number_of_padding_is_looked_for_in_the_fields() -> None:
    def play(session: Session, wire: Wire, clock: FakeClock) -> None:
        session.start()
        call = {"callid": "1", "AccountNumber": "     ", "businessfields": {"LCMKey": "5|3|1"}}
        session.hear(lcm("StateSync", [call]))
        assert json.dumps(wire.posted).count("5|3|1") == 2

    played(play)


def test_without_an_agents_id_no_number_is_sent_and_the_form_says_why() -> None:
    wire = Wire()
    session = Session(WidgetConfig(), wire, FakeClock(NOW), NoPage(), "")
    with_two_modes(session)
    at = {"call": "1", "modeId": "3"}
    session.act("change-open", at)
    for action in ("change-save", "change-confirm"):
        session.act(action, {**at, "number": "5550199"})
    assert "SetNewModeNumber" not in wire.subtopics()
    shown = render(session.state)["callback-modes"]
    assert "does not know your agent id" in unescape(shown)
    assert "5550199" in shown


@pytest.mark.parametrize("written", ["5|3|1", "5|3|1   "])
def test_our_own_change_that_the_bus_brings_back_in_another_spelling_is_ours(written: str) -> None:
    def play(session: Session, wire: Wire, clock: FakeClock) -> None:
        begun(session, GUID, GUID)
        at = {"call": GUID.lower(), "modeId": "1"}
        session.act("change-open", at)
        session.act("change-save", {**at, "number": "5550199"})
        sent = wire.posted[-1]
        assert sent["subtopic"] == "SetNewModeNumber"
        spelled = {**sent["data"], "callid": GUID.lower(), "ModeID": "1", "AccountNumber": written}
        session.hear(json.dumps({**sent, "data": spelled}))
        session.hear(lcm("SetNewModeNumberResult", {"callid": GUID, "response": {"success": True}}))
        assert session.state.forms[0].phase is Phase.DONE
        assert session.state.notes == ()

    played(play)


@pytest.mark.parametrize("nothing", ["null", "NULL", "undefined", "None", "(null)", None, ""])
def test_a_word_for_nothing_is_no_account(nothing: str | None) -> None:
    def play(session: Session, wire: Wire, clock: FakeClock) -> None:
        session.start()
        session.hear(lcm("StateSync", [{"callid": "1", "AccountNumber": nothing, "businessfields": {"LCMKey": "5|3"}}]))
        session.hear(lcm("StateSync", [{"callid": "1", "businessfields": {"LCMKey": nothing or ""}}]))
        asked = [sent["data"]["AccountNumber"] for sent in wire.posted if sent["subtopic"] == "GetCallBackModes"]
        assert asked == ["5|3"]
        assert session.state.calls.value[0].account_number == "5|3"

    played(play)


@pytest.mark.parametrize(
    ("agent", "shown", "reported"),
    [
        ("jane.doe", '<bdi translate="no">jane.doe</bdi>', "agent jane.doe"),
        ("2082097345", '<bdi translate="no">2082097345</bdi>', "agent ••••••••45"),
        ("", "not known", "agent not known"),
    ],
)
def test_the_three_dots_show_whose_page_it_is_and_the_report_names_no_long_number(
    agent: str, shown: str, reported: str
) -> None:
    session = Session(WidgetConfig(), Wire(), FakeClock(NOW), NoPage(), agent)
    session.act("toggle", {"key": INSPECTOR.write()})
    assert f"<dt>Agent</dt><dd>{shown}</dd>" in render(session.state)["inspector"]
    assert reported in report(session.state).splitlines()


def test_an_account_that_comes_while_a_form_is_open_is_said_and_confirmed_before_anything_is_sent() -> None:
    def play(session: Session, wire: Wire, clock: FakeClock) -> None:
        session.start()
        session.hear(lcm("StateSync", [{"callid": "A1"}]))
        session.hear(lcm("CallBackModes", {"callid": "A1", "response": [HOME]}))
        at = {"call": "A1", "modeId": "1"}
        session.act("change-open", at)
        session.act("change-draft", {**at, "value": "5550199"})
        session.hear(lcm("StateSync", [{"callid": "A1", "AccountNumber": "777|88|9999"}]))
        assert "names an account for this call" in str(session.state.said)
        session.act("change-save", {**at, "number": "5550199"})
        assert "SetNewModeNumber" not in wire.subtopics()
        shown = read(render(session.state)["callback-modes"]).text()
        assert "Account: •••|••|9999" in shown
        assert "It is this customer's" in shown
        assert session.state.forms[0].draft == "5550199"
        session.act("change-account", at)
        session.act("change-save", {**at, "number": "5550199"})
        (sent,) = [sent["data"] for sent in wire.posted if sent["subtopic"] == "SetNewModeNumber"]
        assert (sent["AccountNumber"], sent["ContactNumber"]) == ("777|88|9999", "5550199")

    played(play)


def test_an_account_that_comes_closes_the_question_about_other_numbers() -> None:
    def play(session: Session, wire: Wire, clock: FakeClock) -> None:
        session.start()
        session.hear(lcm("StateSync", [{"callid": "A1"}]))
        session.hear(lcm("CallBackModes", {"callid": "A1", "response": [HOME, {**HOME, "ModeID": "2"}]}))
        at = {"call": "A1", "modeId": "1"}
        session.act("change-open", at)
        session.act("change-delete-others", {**at, "value": "on"})
        session.act("change-save", {**at, "number": "5550199"})
        assert session.state.forms[0].attempt.confirming
        session.hear(lcm("StateSync", [{"callid": "A1", "AccountNumber": "9"}]))
        session.act("change-confirm", at)
        assert "SetNewModeNumber" not in wire.subtopics()

    played(play)


@pytest.mark.parametrize("how", ["another form", "opened again", "padding first"])
def test_the_question_about_an_account_can_not_be_passed_over(how: str) -> None:
    def play(session: Session, wire: Wire, clock: FakeClock) -> None:
        session.start()
        before = {"callid": "A1"} | ({"AccountNumber": "  "} if how == "padding first" else {})
        session.hear(lcm("StateSync", [before]))
        session.hear(lcm("CallBackModes", {"callid": "A1", "response": [HOME, {**HOME, "ModeID": "2"}]}))
        at = {"call": "A1", "modeId": "1"}
        session.act("change-open", at)
        session.hear(lcm("StateSync", [{"callid": "A1", "AccountNumber": "ACME-SMITH-9999"}]))
        if how == "opened again":
            session.act("change-close", at)
            session.act("change-open", at)
        if how == "another form":
            at["modeId"] = "2"
            session.act("change-open", at)
        session.act("change-save", {**at, "number": "5550199"})
        assert "SetNewModeNumber" not in wire.subtopics()
        assert "Account: ••••-•••••-9999" in read(render(session.state)["callback-modes"]).text()
        session.act("change-account", at)
        session.act("change-save", {**at, "number": "5550199"})
        (sent,) = [sent["data"] for sent in wire.posted if sent["subtopic"] == "SetNewModeNumber"]
        assert sent["AccountNumber"] == "ACME-SMITH-9999"

    played(play)
