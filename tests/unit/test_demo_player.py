"""The player of a recording in the demo desktop: play, speed, step, pause, and where the slider stands."""

from __future__ import annotations

import json

from demo.player import Player
from widget.recording import Line, Recording

ASK = json.dumps({"channel": "LCM", "topic": "WebService", "subtopic": "StateSync", "source": "me"})


def state(callid: str) -> str:
    """A StateSync of one call."""
    head = {"channel": "LCM", "topic": "WebService", "subtopic": "StateSync"}
    return json.dumps({**head, "message": [{"callid": callid}]})


LINES = [
    Line(1.0, "widget", ASK),
    Line(1.5, "desktop", state("1")),
    Line(4.0, "agent", json.dumps({"action": "refresh", "payload": {}})),
    Line(6.0, "desktop", state("2")),
    Line(9.0, "desktop", "no JSON"),
]


def playing(begin: float = 0.0) -> tuple[Player, list[str]]:
    """A player, to which the widget has spoken, and what the widget hears."""
    player, heard = waiting()
    player.go_to(begin)
    player.post("a first word")
    return player, heard


def waiting() -> tuple[Player, list[str]]:
    """A player to which the widget has not spoken yet."""
    heard: list[str] = []
    return Player(Recording(lines=LINES), heard.append, ahead=60.0), heard


def test_before_the_widget_speaks_no_time_passes_and_nothing_is_delivered() -> None:
    player, heard = waiting()
    player.pass_time(100)
    assert (player.at, heard, player.begun) == (0.0, [], False)
    player.post(ASK)
    player.pass_time(1)
    assert (player.at, heard, player.begun) == (1.0, [state("1")], True)


def test_where_it_begins_is_set_to_and_fro_until_the_widget_speaks() -> None:
    player, heard = waiting()
    player.go_to(9.0)
    player.go_to(4.0)
    player.step()
    player.go_to(7.0)
    assert (player.at, player.passed, heard) == (7.0, 4, [])
    player.post(ASK)
    assert heard == [state("2")]


def test_set_back_it_is_paused_there_for_a_widget_that_starts_anew() -> None:
    player, heard = playing(8.0)
    player.speed = 2.0
    again = player.set_back(2.0)
    assert (again.recording, again.at, again.begun) == (player.recording, 2.0, False)
    assert (again.plays, again.speed, again.ahead) == (False, 2.0, 60.0)
    again.post(ASK)
    assert heard == [state("1")]


def test_a_new_player_plays() -> None:
    player, _ = waiting()
    assert (player.plays, player.speed) == (True, 1.0)


def test_it_plays_at_its_speed() -> None:
    player, heard = playing()
    player.pass_time(5)
    assert heard == []
    player.speed = 5.0
    player.pass_time(0.4)
    assert heard == [state("2")]
    assert (player.at, player.passed, player.lines, player.length) == (7.0, 4, 5, 9.0)


def test_a_pause_stops_the_recording_and_what_the_widget_asks_is_answered_at_once() -> None:
    player, heard = playing()
    player.plays = False
    player.pass_time(100)
    assert (player.at, heard) == (0.0, [])
    player.post(ASK)
    assert heard == [state("1")]


def test_while_it_plays_an_answer_takes_as_long_as_then() -> None:
    player, heard = playing()
    player.post(ASK)
    player.pass_time(0.4)
    assert heard == []
    player.pass_time(0.2)
    assert heard == [state("1")]


def test_a_step_goes_to_the_next_line_and_pauses() -> None:
    player, heard = playing()
    stops = []
    for _ in range(6):
        player.step()
        stops.append(player.at)
    assert stops == [1.0, 1.5, 4.0, 6.0, 9.0, 9.0]
    assert heard == [state("2"), "no JSON"]
    assert not player.plays


def test_it_may_begin_in_the_middle() -> None:
    player, heard = waiting()
    player.plays = False
    player.go_to(7.0)
    assert player.passed == 4
    player.post(ASK)
    assert heard == [state("2")]
    player.step()
    assert heard == [state("2"), "no JSON"]


def test_after_its_end_a_question_is_still_answered() -> None:
    player, heard = playing()
    player.go_to(20)
    player.post(ASK)
    player.pass_time(1)
    assert heard[-1] == state("1")


def test_a_closed_player_delivers_nothing() -> None:
    player, heard = playing()
    player.close()
    player.go_to(20)
    assert heard == []


def test_a_recording_without_lines_is_at_its_end() -> None:
    player = Player(Recording(), lambda _: None)
    player.step()
    assert (player.at, player.length, player.last) == (0.0, 0.0, None)
