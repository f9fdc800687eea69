"""What the page promises to tests and to assistive technology, in every scene of the gallery."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import cache

import pytest

from tests.unit import events as e
from tests.unit.panels.page import Node, read
from tests.unit.samples_of_state import NOW, blank
from tools.gallery_scenes import SCENES
from widget.config import WidgetConfig
from widget.mock.ugly import ugly
from widget.panels import PANEL_NAMES, render, shell_for
from widget.state import WidgetState
from widget.state.keys import FIELDS

EVERY = sorted(SCENES)


@cache
def page(scene: str) -> Node:
    """All regions of a scene in their sections."""
    return drawn(SCENES[scene]())


def drawn(state: WidgetState) -> Node:
    """All regions of a state in their sections."""
    regions = render(state)
    return read("".join(f'<section id="{name}">{html}</section>' for name, html in regions.items()))


def assert_ids(page: Node) -> None:
    """Each id is there once, and whatever refers to one finds it."""
    ids = [node.attrs["id"] for node in page.all() if "id" in node.attrs]
    assert len(ids) == len(set(ids))
    for node in page.all():
        for attr in ("aria-labelledby", "aria-describedby", "aria-controls", "for"):
            assert set(node.attrs.get(attr, "").split()) <= set(ids), (attr, node.attrs)


@pytest.mark.parametrize("scene", EVERY)
def test_ids_are_unique_and_every_reference_is_there(scene: str) -> None:
    assert_ids(page(scene))


@pytest.mark.parametrize("callid", ["9000000000000000001", "x-2", "3"])
def test_ids_are_unique_in_the_ugliest_data_with_every_mode_listed_twice_and_every_form_open(callid: str) -> None:
    data = ugly(datetime(2024, 1, 31, 9, 41, tzinfo=UTC))
    modes = data.modes.get(callid, ())
    store = blank(mask_numbers=True)
    store.dispatch(e.calls_came(data.calls, NOW))
    store.dispatch(e.call_selected(callid))
    store.dispatch(e.modes_came(callid, (*modes, *modes), NOW))
    store.dispatch(e.manual_came((*data.reserved, *data.reserved, *data.pool), NOW))
    store.dispatch(e.non_pewc_came(data.non_pewc, NOW))
    store.dispatch(e.toggled(FIELDS))
    for mode in modes:
        store.dispatch(e.change_opened(callid, mode.mode_id))
    assert_ids(drawn(store.state))


@pytest.mark.parametrize("scene", EVERY)
def test_everything_pressed_or_typed_in_has_a_name_an_id_and_its_type(scene: str) -> None:
    labelled = {node.attrs["for"] for node in page(scene).all("label")}
    for button in page(scene).all("button"):
        assert button.attrs.get("aria-label") or button.text(), button.attrs
        assert button.attrs.get("type") in {"button", "submit"}
        assert button.attrs.get("id"), button.text()
    for tag in ("input", "select"):
        for field in page(scene).all(tag):
            assert field.attrs["id"] in labelled


@pytest.mark.parametrize("scene", EVERY)
def test_the_strict_policy_finds_no_inline_style_or_script(scene: str) -> None:
    for html in render(SCENES[scene]()).values():
        assert not re.search(r"<script|\sstyle=|\son\w+=|javascript:", html)


@pytest.mark.parametrize("scene", EVERY)
def test_headings_do_not_skip_a_level(scene: str) -> None:
    levels = [int(node.tag[1]) for node in page(scene).all() if re.fullmatch(r"h[1-6]", node.tag)]
    assert levels.count(1) == 1
    assert set(levels) <= {1, 2, 3}


def test_the_promised_names_are_there() -> None:
    sample = page("sample")
    names = ("Refresh calls", "Read the numbers again", "Get contacts", "Get reserved contact", "Dial +1 208-209-7345")
    for name in (*names, "Copy number +1 208-209-7345"):
        assert len(sample.named(name)) == 1, name
    assert len(sample.named("Change number")) == 3
    assert len(sample.named("Copy number")) == 2
    assert {label.text() for label in page("form").all("label")} == {
        "Consent",
        "How many contacts",
        "Only contacts reserved for me",
    }
    typing = page("typing")
    assert {"Contact number", "Delete all other numbers"} <= {label.text() for label in typing.all("label")}
    assert len(typing.named("Save number")) == 1


def test_the_promised_attributes_are_there() -> None:
    sample = page("sample")
    rows = [node.attrs.get("data-callid") for node in sample.all("div", role="row")]
    assert list(filter(None, rows)) == ["12345", "67890"]
    assert {node.attrs["data-mode-id"] for node in sample.all("div") if "data-mode-id" in node.attrs} == {"1", "2", "3"}
    assert sample.one("div", data_account_number="0|1|234|0|0|00|1234")
    assert sample.one(data_link="live").one(role="status").text() == "Live"


def test_the_shell_has_a_region_for_each_panel_in_the_configured_order() -> None:
    settings = WidgetConfig(panels=("non-pewc", "manual-dial", "calls"))
    sections = read(str(shell_for(settings))).all("section")
    assert [node.attrs["data-panel"] for node in sections] == ["non-pewc", "manual-dial", "calls"]
    assert set(render(SCENES["sample"]())) == {"status", "customer", "inspector", "dialogs", "announce", *PANEL_NAMES}


def test_a_panel_switched_off_is_not_drawn() -> None:
    state = SCENES["sample"]()
    small = state._replace(settings=state.settings.model_copy(update={"panels": ("calls",)}))
    assert set(render(small)) == {"status", "customer", "inspector", "calls", "dialogs", "announce"}


def test_what_the_desktop_sends_is_shown_as_text() -> None:
    html = render(SCENES["ugly"]())["calls"]
    assert "<b>" not in html
    assert "&lt;b&gt;not bold&lt;/b&gt;" in html
