"""Work and memory are bounded by what came, counted and not timed."""

from __future__ import annotations

import json

import pytest

from tests.unit.fake_clock import FakeClock, NotedBus
from tests.unit.session_kit import NOW, NoPage, Wire, a_contact, lcm, played, state_of
from widget.client.requests import KEPT_WHOLE, MOST, RequestQueue, mark_of
from widget.config import WidgetConfig
from widget.panels import render
from widget.panels.panel import MOST_CALLS, MOST_CARDS, MOST_ROWS
from widget.recording import Recorder
from widget.session import Session
from widget.state.keys import FIELDS
from widget.texts import privacy
from widget.texts.privacy import masked_cards

MANY = 450


def test_a_long_text_is_remembered_by_a_digest_and_known_again() -> None:
    queue = RequestQueue(("StateSync", None))
    long = "x" * (KEPT_WHOLE + 1)
    queue.see(long, 1.0)
    assert queue.repeats(long, 2.0, 10.0)
    assert queue.is_latest(long)
    assert not queue.repeats(long + "x", 2.0, 10.0)
    assert len(mark_of("y" * 5_000_000)) == 16


def test_replies_for_calls_nobody_knows_are_forgotten_beyond_a_number_and_that_is_counted() -> None:
    def play(session: Session, wire: Wire, clock: FakeClock) -> None:
        session.start()
        session.hear(state_of("1"))
        for number in range(MOST + 50):
            session.hear(lcm("CallBackModes", {"callid": f"unknown-{number}", "response": []}))
        session.hear(lcm("CallBackModes", {"callid": "1", "response": [{"ModeID": "1", "Cvalue": "5550100"}]}))
        session.tick({"accepted": 1})
        counts = dict(session.state.counts)
        assert counts["forgotten"] > 0
        assert "5550100" in render(session.state)["callback-modes"], "our own request was not forgotten"

    played(play)


def test_messages_that_contradict_each_other_leave_one_confirming_read_to_wait() -> None:
    def play(session: Session, wire: Wire, clock: FakeClock) -> None:
        session.start()
        one, other = state_of("1"), state_of("2")
        session.hear(one)
        for _ in range(500):
            clock.pass_time(0.01)
            session.hear(other)
            session.hear(one)
        assert session.state.calls.pending <= 2
        before = wire.subtopics().count("StateSync")
        session.act("refresh-calls", {})
        clock.pass_time(120)
        assert wire.subtopics().count("StateSync") - before < 30

    played(play)


def test_a_list_draws_so_many_rows_and_says_how_many_more_there_are() -> None:
    def play(session: Session, wire: Wire, clock: FakeClock) -> None:
        session.start()
        modes = [{"ModeID": f"m{number}"} for number in range(MANY)]
        fields = {f"f{number}": "1" for number in range(MANY)}
        calls = [{"callid": f"c{number}"} for number in range(MANY - 1)]
        first = {"callid": "first", "businessfields": fields, "campaignmodes": modes}
        session.hear(lcm("StateSync", [first, *calls]))
        session.act("toggle", {"key": FIELDS.write()})
        page = render(session.state)
        assert page["calls"].count('class="call-row"') == MOST_CALLS
        assert page["calls"].count('class="field"') == MOST_ROWS
        assert page["callback-modes"].count("data-mode-id") == MOST_ROWS
        assert f"{MANY - MOST_CALLS} more are not shown." in page["calls"]
        assert f"{MANY - MOST_ROWS} more are not shown." in page["calls"]
        assert f"{MANY - MOST_ROWS} more are not shown." in page["callback-modes"]
        session.act("select-call", {"callid": f"c{MANY - 2}"})
        assert f'data-callid="c{MANY - 2}"' in render(session.state)["calls"]

    played(play)


def test_a_form_of_a_mode_far_down_the_list_is_drawn() -> None:
    def play(session: Session, wire: Wire, clock: FakeClock) -> None:
        session.start()
        modes = [{"ModeID": f"m{number}"} for number in range(MANY)]
        session.hear(lcm("StateSync", [{"callid": "1", "campaignmodes": modes}]))
        session.act("change-open", {"call": "1", "modeId": f"m{MANY - 1}"})
        assert "<form" in render(session.state)["callback-modes"]

    played(play)


def test_contacts_are_drawn_up_to_a_number() -> None:
    session = Session(WidgetConfig(agent_id="jane"), Wire(), FakeClock(NOW), NoPage(), "jane")
    session.start()
    session.act("get-contacts", {"consent": "yes", "count": "1", "reserved": "on"})
    contacts = [{**a_contact(f"20255{number:05}", "23:59:00"), "ContactId": str(number)} for number in range(MANY)]
    session.hear(lcm("DownloadContactsForDialing", {"response": contacts}))
    drawn = render(session.state)["manual-dial"]
    assert drawn.count('role="row"') == MOST_CARDS
    assert f"{MANY - MOST_CARDS} more are not shown." in drawn


@pytest.mark.parametrize("text", ["1 " * 5_000, "1" * 10_000, "4111 1111 1111 1112 " * 500, "1-" * 5_000])
def test_the_search_for_cards_looks_at_each_digit_a_bounded_number_of_times(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = 0
    real = privacy._card_from

    def counted(start: int, group: int, counts: list[int], *rest: object) -> int | None:
        nonlocal looks
        looks += sum(1 for _ in range(group, min(group + 20, len(counts))))
        return real(start, group, counts, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(privacy, "_card_from", counted)
    masked_cards(text)
    assert looks <= 20 * len(text)


@pytest.mark.parametrize("size", [1, 20_000])
def test_no_id_of_the_desktop_is_repeated_in_the_ids_of_elements(size: int) -> None:
    def play(session: Session, wire: Wire, clock: FakeClock) -> None:
        session.start()
        modes = [{"ModeID": "mode-of-the-desktop"}] * size
        session.hear(lcm("StateSync", [{"callid": "call-of-the-desktop", "campaignmodes": modes}]))
        page = "".join(render(session.state).values())
        assert ' id="' in page
        assert not [part for part in page.split(' id="')[1:] if "of-the-desktop" in part.split('"')[0]]

    played(play)


def test_many_requests_of_our_own_are_not_looked_at_for_each_new_one(monkeypatch: pytest.MonkeyPatch) -> None:
    looks = 0

    def counted(queue: RequestQueue) -> bool:
        nonlocal looks
        looks += 1
        return queue.current is not None

    monkeypatch.setattr(RequestQueue, "ours", property(counted))

    def play(session: Session, wire: Wire, clock: FakeClock) -> None:
        session.start()
        for number in range(5 * MOST):
            session.hear(state_of(f"call-{number}"))
            session.act("select-call", {"callid": f"call-{number}"})
        assert wire.subtopics().count("GetCallBackModes") == 5 * MOST
        assert looks < 40 * MOST

    played(play)


def test_a_call_that_comes_and_goes_leaves_one_request_for_each_kind_of_reading_under_way() -> None:
    def play(session: Session, wire: Wire, clock: FakeClock) -> None:
        session.start()
        session.hear(state_of("mine", "other"))
        for number in range(1000):
            clock.pass_time(0.005)
            session.hear(state_of(f"a-{number}"))  # no two states are alike, which would count as one
            session.hear(state_of("mine", "other", f"b-{number}"))
        assert wire.subtopics().count("GetCallBackModes") <= 2, "one, and maybe its repetition"
        before = len(wire.posted)
        session.act("select-call", {"callid": "other"})
        assert [sent["subtopic"] for sent in wire.posted[before:]] == [
            "GetCallBackModes",
            "GetCampaignModes",
            "GetContactDetail",
            "GetScreenPopData",
        ]
        clock.pass_time(120)
        assert wire.subtopics().count("GetCallBackModes") <= 12

    played(play)


def test_of_the_reads_for_a_call_whose_account_keeps_changing_one_waits() -> None:
    def play(session: Session, wire: Wire, clock: FakeClock) -> None:
        session.start()
        for number in range(300):
            session.hear(lcm("StateSync", [{"callid": "1", "AccountNumber": f"A{number}"}]))
            session.act("select-call", {"callid": "1"})
        before = len(wire.posted)
        session.hear(lcm("CallBackModes", {"callid": "1", "response": []}))
        session.hear(lcm("CallBackModes", {"callid": "1", "response": [{"ModeID": "1", "Cvalue": "5550100"}]}))
        asked = [
            sent["data"]["AccountNumber"] for sent in wire.posted[before:] if sent["subtopic"] == "GetCallBackModes"
        ]
        assert asked == ["A299"]
        assert "5550100" in render(session.state)["callback-modes"]

    played(play)


def test_a_question_about_many_numbers_draws_so_many_and_says_how_many_more() -> None:
    def play(session: Session, wire: Wire, clock: FakeClock) -> None:
        session.start()
        session.hear(lcm("StateSync", [{"callid": "1", "AccountNumber": "5"}]))
        modes = [{"ModeID": f"m{number}", "Cvalue": f"20255{number:05}"} for number in range(MANY)]
        session.hear(lcm("CallBackModes", {"callid": "1", "response": modes}))
        at = {"call": "1", "modeId": f"m{MANY - 1}"}
        session.act("change-open", at)
        session.act("change-delete-others", {**at, "value": "on"})
        session.act("change-save", {**at, "number": "2025559999"})
        drawn = render(session.state)["dialogs"]
        assert drawn.count("<tr>") == MOST_ROWS + 1
        assert "2025559999" in drawn
        assert f"{MANY - MOST_ROWS} more are not shown." in drawn

    played(play)


def test_many_contacts_that_expire_together_are_announced_in_one_sentence() -> None:
    session = Session(
        WidgetConfig(agent_id="jane", server_timezone="UTC"), Wire(), clock := FakeClock(NOW), NoPage(), "jane"
    )
    session.start()
    session.act("get-contacts", {"consent": "yes", "count": "1", "reserved": "on"})
    contacts = [{**a_contact(f"20255{number:05}", "22:14:00"), "ContactId": str(number)} for number in range(MANY)]
    session.hear(lcm("DownloadContactsForDialing", {"response": contacts}))
    clock.wakes(session)
    clock.pass_time(43)  # it is 22:14:03
    assert len(session.state.said.lines) == 1


def test_contacts_that_are_not_finished_are_drawn_first() -> None:
    session = Session(WidgetConfig(agent_id="jane"), Wire(), FakeClock(NOW), NoPage(), "jane")
    session.start()
    session.act("get-contacts", {"consent": "yes", "count": "1", "reserved": "on"})
    contacts = [{**a_contact(f"20255{number:05}", "23:59:00"), "ContactId": str(number)} for number in range(60)]
    session.hear(lcm("DownloadContactsForDialing", {"response": contacts}))
    for contact in session.state.manual.value[:MOST_CARDS]:
        session.act("contact-done", {"contact": contact.key})
    assert render(session.state)["manual-dial"].count('aria-label="Show ') == 10


def test_a_recording_remembers_no_long_text_whole_and_ends_when_it_remembers_too_much() -> None:
    recorder = Recorder(NotedBus(), FakeClock().now)
    recorder.start({}, NOW)
    for number in range(50):
        recorder.heard(json.dumps({"channel": "CRM", "message": f"{number} {'x' * 150_000}"}))
    assert recorder.pseudonyms.chars < 50 * 400
    for number in range(40):
        recorder.heard(
            json.dumps({"channel": "CRM", "message": list(range(10_000 + 3000 * number, 13_000 + 3000 * number))})
        )
    recording = recorder.stop()
    assert recording is not None
    assert recording.full
