"""What a tool can't use on its command line it says in one sentence."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tools import demo, dist, replay, texts


def said(tool: Callable[[], None], monkeypatch: pytest.MonkeyPatch, *arguments: str) -> str:
    """The sentence with which the tool ends."""
    monkeypatch.setattr(sys, "argv", ["tool", *arguments])
    with pytest.raises(SystemExit) as end:
        tool()
    return str(end.value)


HEAD = b'{"recording": 1, "begun": 0, "settings": {}}\n'
FOREIGN = {
    "empty": (b"", "is no recording: line 1: wants a JSON object."),
    "foreign": (b'{"a": 1}', "is no recording: line 1: wants"),
    "bytes": (b"\xcd\x00", "is no recording: it is no text in UTF-8."),
    "settings": (
        b'{"recording": 1, "begun": 0, "settings": {"reply_deadline": "soon"}}',
        "can't be played: its setting reply_deadline is not usable",
    ),
    "no-zone": (
        b'{"recording": 1, "begun": 0, "settings": {"server_timezone": "Mars/X"}}',
        "can't be played: its setting server_timezone is not usable (no such time zone).",
    ),
    "no-action": (
        HEAD + b'{"at": 2, "from": "agent", "message": {"action": "no-such", "payload": {}}}',
        "can't be played: this widget has no action 'no-such', which is in it at 2 seconds.",
    ),
    "action": (HEAD + b'{"at": 0, "from": "agent", "message": {"action": "dial"}}', "is no recording: line 2: wants"),
    "time": (HEAD + b'{"at": 1e300, "from": "desktop", "message": {}}', "is no recording: line 2: wants"),
    "no-time": (HEAD + b'{"at": NaN, "from": "desktop", "message": {}}', "is no recording: line 2: wants"),
}


@pytest.mark.parametrize("name", FOREIGN)
def test_what_is_no_recording_is_named(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content, why = FOREIGN[name]
    path = tmp_path / name
    path.write_bytes(content)
    sentence = said(replay.main, monkeypatch, str(path))
    assert sentence.startswith(f"{path} {why}")
    assert "\n" not in sentence


def test_a_recording_that_is_not_there_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert said(replay.main, monkeypatch, str(tmp_path / "none")) == f"There is no file {tmp_path / 'none'}."
    assert said(replay.main, monkeypatch, str(tmp_path)) == f"{tmp_path} can't be read: Is a directory."
    assert "FILE" in said(replay.main, monkeypatch)


@pytest.mark.parametrize("wanted", ["http", "0", "99999", "-1"])
def test_what_is_no_port_is_named(wanted: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DESKTOP_PORT", wanted)
    assert said(demo.main, monkeypatch).startswith(f"DESKTOP_PORT={wanted} is no port")


@pytest.mark.parametrize("quality", ["best", "12"])
def test_what_is_no_quality_is_named_before_anything_is_lost(quality: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dist, "dist", lambda _: pytest.fail("dist/ is made anew"))
    assert said(dist.main, monkeypatch, quality).startswith(f"{quality} is no quality")


def test_a_catalogue_that_is_broken_is_named_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "CATALOGUES", tmp_path)
    path = tmp_path / "fr.po"
    path.write_text('msgid "Dial"\nmsgstr "Appeler"\n<<<<<<< HEAD\n')
    assert said(texts.main, monkeypatch) == "fr.po is no .po file near line 3: <<<<<<< HEAD"
    assert path.read_text().endswith("HEAD\n")
