"""A release is made twice, and is refused when the two differ."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tools import release

Made = list[dict[str, str]]


@pytest.fixture
def builds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Made]:
    """What the next builds make: path -> text."""
    planned: Made = []

    def made(target: Path) -> Path:
        for name, text in planned.pop(0).items():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            (target / name).write_text(text)
        return target

    monkeypatch.setattr(release, "made", made)
    monkeypatch.setattr(release, "BUILD", tmp_path / "build")
    monkeypatch.setattr(release, "DIST", tmp_path / "dist")
    yield planned
    assert planned == []


def test_two_equal_builds_are_published(builds: Made, tmp_path: Path) -> None:
    builds += [{"index.html": "page", "a/b.bin": "memory"}] * 2
    release.main()
    assert (tmp_path / "dist/a/b.bin").read_text() == "memory"


@pytest.mark.parametrize("other", [{"index.html": "page", "a/b.bin": "other"}, {"index.html": "page"}])
def test_of_two_builds_that_differ_nothing_is_published(other: dict[str, str], builds: Made, tmp_path: Path) -> None:
    builds += [{"index.html": "page", "a/b.bin": "memory"}, other]
    with pytest.raises(SystemExit, match=r"(?s)differ in.*a/b\.bin$"):
        release.main()
    assert not (tmp_path / "dist").exists()
