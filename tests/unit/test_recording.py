"""A recording is text that is read back as it was, is bounded, and says what is wrong with it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widget.lcm.bounds import MAX_DEPTH
from widget.recording import Line, Pseudonyms, Recorder, Recording, RecordingError, UnplayableError
from widget.recording.recording import MOST_CHARS, MOST_LINES, MOST_SECONDS

TIMES = st.floats(0, MOST_SECONDS).map(lambda at: round(at, 3))
PAYLOADS = st.dictionaries(st.text(), st.text())
ACTIONS = st.builds(lambda name, payload: json.dumps({"action": name, "payload": payload}), st.text(), PAYLOADS)
LINES = st.builds(
    Line,
    at=TIMES,
    side=st.sampled_from(["desktop", "widget"]),
    text=st.text() | PAYLOADS.map(json.dumps),
) | st.builds(Line, at=TIMES, side=st.just("agent"), text=ACTIONS)
HEAD = '{"recording": 1, "begun": 0, "settings": {}}\n'


@given(st.lists(LINES, max_size=5))
def test_a_recording_is_read_back_as_it_was_written(lines: list[Line]) -> None:
    recording = Recording({"source": "widget"}, 1_700_000_000.5)
    for line in lines:
        recording.add(line)
    again = Recording.read(recording.write())
    assert (again.settings, again.begun) == (recording.settings, recording.begun)
    assert [(line.at, line.side, value(line)) for line in again.lines] == [
        (line.at, line.side, value(line)) for line in lines
    ]


def test_a_byte_order_mark_before_a_recording_is_left_out() -> None:
    assert Recording.read("\ufeff" + HEAD) == Recording.read(HEAD)


def value(line: Line) -> object:
    """What a line says: JSON as its value, anything else as text."""
    try:
        return json.loads(line.text)
    except ValueError:
        return line.text


@pytest.mark.parametrize(
    "line", [Line(0.0, "desktop", "x" * (MOST_CHARS // 3)), Line(0.0, "desktop", "{}")], ids=["large", "many"]
)
def test_a_full_recording_keeps_no_more_and_says_so(line: Line) -> None:
    recording = Recording()
    for _ in range(MOST_LINES + 1):
        recording.add(line)
    assert recording.full
    assert len(recording.lines) in (3, MOST_LINES)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "line 1"),
        ("[]", "line 1"),
        ('{"recording": 2, "begun": 0, "settings": {}}', "line 1"),
        ('{"recording": 1, "begun": 0}', "line 1"),
        (HEAD + "{", "line 2: wants a JSON object"),
        (HEAD + '{"at": 0, "from": "me", "text": ""}', "line 2: wants .*desktop or widget or agent"),
        (HEAD + '{"at": "now", "from": "widget", "text": ""}', "line 2"),
        (HEAD + '{"at": 0, "from": "widget", "text": 1}', "line 2: wants a message, or a text"),
        ("\n \n{", "line 3: wants a JSON object"),
        ("\n" + HEAD + '\n{"at": 0, "from": "widget", "text": ""}\n\n\n{', "line 7: wants a JSON object"),
        (HEAD + '\n{"at": 0, "from": "agent", "text": ""}', "line 3: wants the message"),
        (HEAD + '{"at": 0, "from": "agent", "message": {"action": 1, "payload": {}}}', "line 2: wants the message"),
        (
            HEAD + '{"at": 0, "from": "agent", "message": {"action": "", "payload": {"a": 1}}}',
            "line 2: wants the message",
        ),
        (HEAD + '{"at": 0, "from": "agent", "message": {"action": "", "payload": [["a", "b"]]}}', "line 2: wants the"),
    ],
)
def test_what_is_no_recording_is_refused_with_its_line(text: str, words: str) -> None:
    with pytest.raises(RecordingError, match=words):
        Recording.read(text)


def test_a_message_that_has_no_room_ends_the_recording_unread() -> None:
    class Nothing:
        def post(self, text: str) -> None: ...

    recorder = Recorder(Nothing(), lambda: 0.0)
    recorder.start({}, 0.0)
    recorder.heard("{}")
    recorder.heard("x" * (MOST_CHARS + 1))
    recorder.heard("{}")
    recording = recorder.stop()
    assert recording is not None
    assert (len(recording.lines), recording.full) == (1, True)


@pytest.mark.parametrize("number", ["true", "NaN", "-1", "1e300", "1e999", "Infinity", '"0"', "null", "9" * 400])
def test_a_time_that_is_none_is_refused(number: str) -> None:
    with pytest.raises(RecordingError, match="line 1: wants"):
        Recording.read(HEAD.replace('"begun": 0', f'"begun": {number}'))
    with pytest.raises(RecordingError, match="line 2: wants"):
        Recording.read(f'{HEAD}{{"at": {number}, "from": "desktop", "text": ""}}')


def test_a_recording_is_of_one_shift() -> None:
    recording = Recording()
    for at in (MOST_SECONDS, MOST_SECONDS + 1, 0.0):
        recording.add(Line(at, "desktop", "{}"))
    assert ([line.at for line in recording.lines], recording.full) == ([MOST_SECONDS], True)
    with pytest.raises(RecordingError, match="line 2: wants"):
        Recording.read(f'{HEAD}{{"at": {MOST_SECONDS + 1}, "from": "desktop", "text": ""}}')


@pytest.mark.parametrize(
    ("settings", "key"),
    [({"server_timezone": "Mars/X"}, "server_timezone"), ({"no_such": 1}, "no_such"), ({"reply_deadline": 0}, "reply")],
)
def test_a_recording_that_this_widget_can_not_play_is_one_and_names_the_setting(
    settings: dict[str, object], key: str
) -> None:
    recording = Recording.read(HEAD.replace('"settings": {}', f'"settings": {json.dumps(settings)}'))
    with pytest.raises(UnplayableError, match=f"its setting {key}"):
        recording.configuration()


@pytest.mark.parametrize("depth", [MAX_DEPTH, MAX_DEPTH + 1, 300, 9_000, 100_000])
def test_a_text_nested_too_deeply_is_kept_as_text(depth: int) -> None:
    """In the page, json.loads of such a text ends the stack of the browser, and Python with it."""
    deep = "[" * depth + "]" * depth
    recording = Recording(lines=[Line(0.0, "desktop", deep), Line(0.0, "desktop", "[" * depth)])
    written = recording.write()
    assert Recording.read(written).lines == recording.lines
    assert ('"text"' in written.splitlines()[1]) == (depth > MAX_DEPTH)
    if depth > MAX_DEPTH:
        with pytest.raises(RecordingError, match="line 2: wants a JSON object"):
            Recording.read(f'{HEAD}{{"at": 0, "from": "desktop", "message": {deep}}}')


@pytest.mark.parametrize("text", ["[1e999]", "NaN", "[Infinity]"])
def test_a_number_that_json_does_not_have_is_kept_as_text(text: str) -> None:
    recording = Recording(lines=[Line(0.0, "desktop", text)])
    assert Recording.read(recording.write()).lines == recording.lines


def test_a_pseudonyms_that_fails_ends_the_recording_and_not_the_message(monkeypatch: pytest.MonkeyPatch) -> None:
    class Kept:
        posted = ""

        def post(self, text: str) -> None:
            self.posted = text

    def broken(_self: Pseudonyms, _text: str) -> str:
        raise TypeError

    bus = Kept()
    recorder = Recorder(bus, lambda: 0.0)
    recorder.start({}, 0.0)
    monkeypatch.setattr(Pseudonyms, "message", broken)
    recorder.post("{}")
    assert bus.posted == "{}"
    recording = recorder.stop()
    assert recording is not None
    assert recording.full
