"""Every sentence is in the catalogue with the same names in it, and plurals follow the language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.unit.panels.page import read
from tools.gallery_scenes import SCENES
from tools.texts import CATALOGUES, problems, read_catalogue, sentences, used
from widget.panels import render
from widget.texts import later_many, texts_for

SAID = used()


@pytest.mark.parametrize("path", list(CATALOGUES.glob("*.po")), ids=lambda path: path.stem)
def test_a_catalogue_is_complete_and_has_nothing_left_over(path: Path) -> None:
    assert problems(read_catalogue(path), SAID) == []


@pytest.mark.parametrize(
    ("count", "word"), [(0, "لا"), (1, "واحدة"), (2, "مكالمتان"), (3, "مكالمات"), (11, "مكالمة"), (100, "مكالمة")]
)
def test_arabic_counts_in_its_six_forms(count: int, word: str) -> None:
    assert word in texts_for("ar")(later_many("{n} new call.", "{n} new calls.", count))


def test_english_counts_in_two() -> None:
    texts = texts_for("en")
    assert [texts(later_many("{n} new call.", "{n} new calls.", n)) for n in (0, 1, 2)] == [
        "0 new calls.",
        "1 new call.",
        "2 new calls.",
    ]


def test_a_value_that_looks_like_a_name_is_not_filled_in_twice() -> None:
    assert texts_for("en")("{a} {b}", a="{b}", b="x") == "{b} x"


def test_an_unknown_locale_is_english() -> None:
    assert texts_for("xx")("Dial") == "Dial"


def test_what_the_catalogue_does_not_know_stays_as_it_is() -> None:
    assert [texts_for("ar")(name) for name in ("Shoe size", "")] == ["Shoe size", ""]


def test_right_to_left_is_known() -> None:
    assert (texts_for("ar").direction, texts_for("en").direction) == ("rtl", "ltr")


def test_every_visible_word_of_the_page_goes_through_the_catalogue() -> None:
    state = SCENES["pseudo"]()
    data = {"David1 Berry", "12345", "67890", "Virginia, USA", "Home", "Office", "Mobile", "AD Manual Dial Campaign"}
    for html in render(state).values():
        within = re.sub(r"</?bdi.*?>", "", html)
        for node in read(within).all():
            for text in (child for child in node.children if isinstance(child, str)):
                bare = text.strip()
                if re.search("[a-zA-Z]{2}", bare) and not any(known in bare for known in data):
                    assert bare.startswith("["), bare


def test_arabic_pages_hold_no_english_sentence_of_ours() -> None:
    html = "".join(render(SCENES["rtl"]()).values())
    for sentence in sentences(SAID):
        if len(sentence) > 8 and "{" not in sentence:
            assert f">{sentence}<" not in html, sentence
