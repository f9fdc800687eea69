"""A value in a sentence runs in its own direction, and neither reorders the other, in HTML and in plain text."""

from __future__ import annotations

import re

import htpy as h
import pytest

from tests.unit import events as e
from tests.unit.panels.page import Node, read
from tests.unit.samples_of_state import HOME, NOW, typed
from tools.gallery_scenes import SCENES
from widget.ids import dom_id
from widget.panels import render
from widget.texts import END, ISOLATE, Texts, Words, later, texts_for

EN, AR = texts_for("en"), texts_for("ar")
SHOWS = "The desktop says saved, but it shows another number: {number}."
NUMBER = "+1 650-555-0199"


def test_a_number_in_a_sentence_from_right_to_left_is_isolated() -> None:
    assert f"{ISOLATE}{NUMBER}{END}" in AR(SHOWS, number=NUMBER)
    assert f'<bdi class="whole" translate="no">{NUMBER}</bdi>' in str(h.p[AR(SHOWS, number=NUMBER)])
    assert ISOLATE not in str(h.p[AR(SHOWS, number=NUMBER)])


def test_a_name_for_assistive_technology_is_plain_where_all_of_it_runs_to_the_right() -> None:
    assert EN("Copy {label}", label=NUMBER) == f"Copy {NUMBER}"
    assert str(h.button(title=EN("Copy {label}", label=NUMBER))) == f'<button title="Copy {NUMBER}"></button>'


@pytest.mark.parametrize("name", ["محمد", "דוד", "Ann דוד"])
def test_a_name_that_runs_to_the_left_is_isolated_in_every_language(name: str) -> None:
    assert EN("New call: {name}.", name=name) == f"New call: {ISOLATE}{name}{END}."
    assert f'title="New call: {ISOLATE}{name}{END}."' in str(h.p(title=EN("New call: {name}.", name=name)))


def test_a_long_number_by_itself_may_be_cut_in_two() -> None:
    for texts in (EN, AR):
        assert "whole" not in str(h.p[texts.apart("0123456789012345678901")])
        assert "whole" in str(h.p[texts(SHOWS, number=NUMBER)])


def test_a_value_can_not_end_its_own_isolation() -> None:
    assert AR("Copy {label}", label=f"a{END}b").count(END) == 1


@pytest.mark.parametrize("texts", [EN, AR, texts_for("en-XA")])
def test_a_value_is_text_and_never_markup(texts: Texts) -> None:
    drawn = str(h.p[texts("New call: {name}.", name='<b>"O\'Neil" & co</b>')])
    assert "<b>" not in drawn
    assert "&lt;b&gt;" in drawn
    assert read(drawn).text().count('<b>"O\'Neil" & co</b>') == 1


def test_a_count_needs_no_isolation_and_words_of_ours_may_be_translated() -> None:
    assert str(h.p[EN.many("{n} digit", "{n} digits", 7)]) == "<p>7 digits</p>"
    assert str(h.p[EN("as of {time}", time=EN("{n} s", n=5))]) == "<p>as of 5 s</p>"
    assert ISOLATE in AR("as of {time}", time=AR("{n} s", n=5))
    assert str(h.p[AR("as of {time}", time=AR("{n} s", n=5))]).count("translate") == 0


def test_words_compare_as_the_text_that_they_are() -> None:
    words = EN(later("New call: {name}.", name="Ann"))
    assert isinstance(words, Words)
    assert words == "New call: Ann."
    assert "New call: Ann." in {words}


def _translated(node: Node) -> list[str]:
    """The texts that a browser may translate, but for the labels of fields."""
    found = []
    for child in node.children:
        if isinstance(child, str):
            found.append(child)
        elif child.attrs.get("translate") != "no" and child.attrs.get("role") != "rowheader":
            found += _translated(child)
    return found


@pytest.mark.parametrize("scene", sorted(SCENES))
def test_no_name_number_or_id_that_is_drawn_is_translated_by_the_browser(scene: str) -> None:
    state = SCENES[scene]()
    calls = {call.callid for call in state.calls.value if len(call.callid) > 1}  # a page may say "3 calls"
    modes = {mode.description for call in state.calls.value for mode in call.campaign_modes}
    wires = [contact.wire for contact in (*state.manual.value, *state.non_pewc.value)]
    data = {*calls, *modes, *(one for wire in wires for one in (wire.campaign, wire.mode, wire.phone_number)), "David1"}
    for name, html in render(state).items():
        for text in _translated(read(html)):
            held = [one for one in data if one and re.search(rf"(?<!\w){re.escape(one)}(?!\w)", text)]
            assert not held, (name, text)


def test_the_number_in_the_note_of_a_saved_change_is_isolated_on_a_page_from_right_to_left() -> None:
    store = typed("(650) 555-0199", locale="ar")
    store.dispatch(e.change_submitted("12345", "1"))
    store.dispatch(e.change_settled("12345", "1", None))
    store.dispatch(e.modes_came("12345", (HOME.model_copy(update={"number": "4155550100"}),), NOW))
    note = read(render(store.state)["callback-modes"]).one("div", id=dom_id("change", "12345", "1") + "-note")
    assert note.one("bdi", **{"class": "whole", "translate": "no"}).text() == "4155550100"
