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
    heard: list[str] = []
    return Player(Recording(lines=LINES), heard.append, begin=begin), heard


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
    player, heard = playing(7.0)
    assert player.passed == 4
    player.plays = False
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
