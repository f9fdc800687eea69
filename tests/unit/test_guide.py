"""The guide shows every picture there is, and no other; and what it quotes is what the widget says."""

from __future__ import annotations

import re

import pytest

from tools.gallery import DOCS, SHOWN
from tools.project import ROOT
from tools.texts import sentences, used

GUIDE = " ".join((ROOT / "docs/guide.md").read_text(encoding="utf-8").split())
SAID = sentences(used())


def test_the_pictures_of_the_guide_are_those_the_gallery_draws() -> None:
    drawn = {f"{scene}-{theme}-{width}.png" for scene, theme, width in SHOWN}
    assert {path.name for path in DOCS.glob("*.png")} == drawn
    assert set(re.findall(r"gallery/([\w-]+\.png)", GUIDE)) == drawn


def test_the_pictures_stay_small() -> None:
    assert sum(path.stat().st_size for path in DOCS.glob("*.png")) < 3_000_000


@pytest.mark.parametrize(
    "words",
    [
        "Saved. The desktop now shows the new number.",
        "We don't know if it was saved.",
        "We don't know if this call went out.",
        "Nothing reserved for you.",
        "Delete all other numbers",
        "Get contacts",
        "Save number",
        "Next",
        "Undo",
        "Not copied",
        "expiry unknown",
    ],
)
def test_what_the_guide_quotes_is_said(words: str) -> None:
    assert words in GUIDE
    assert any(sentence.startswith(words) for sentence in SAID)
