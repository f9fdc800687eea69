"""Every control of the real page can be read in every state it can be in: by its computed colours, in every look."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import CDPSession, Page, expect

from tests.browser.conftest import House, booted

LOOKS = {
    "light": {"color_scheme": "light", "forced_colors": "none"},
    "dark": {"color_scheme": "dark", "forced_colors": "none"},
    "forced, light": {"color_scheme": "light", "forced_colors": "active"},
    "forced, dark": {"color_scheme": "dark", "forced_colors": "active"},
}
STATES = {
    "at rest": (),
    "hover": ("hover",),
    "focus": ("focus", "focus-visible", "focus-within"),
    "pressed": ("hover", "active", "focus"),
}
ATTRIBUTES = {"": "", "disabled": "aria-disabled", "expanded": "aria-expanded", "chosen": "aria-current"}
COPIED = ".tool[data-copy] .bubble"
CONTROLS = "button, a[href], input, select, textarea"

# What of the control can't be read: its words at 4.5:1, its icons and the borders of fields at 3:1, and its focus ring.
_UNREADABLE = """([controls, off]) => {
    const rgba = (colour) => {
        const [r, g, b, a = 1] = colour.match(/[\\d.]+/g).map(Number);
        return [r, g, b, a];
    };
    const over = ([r, g, b, a], [R, G, B]) => [r * a + R * (1 - a), g * a + G * (1 - a), b * a + B * (1 - a), 1];
    const ground = (element) => {
        if (!element) return rgba(getComputedStyle(document.documentElement).backgroundColor);
        const own = rgba(getComputedStyle(element).backgroundColor);
        return own[3] === 1 ? own : over(own, ground(element.parentElement));
    };
    const light = (colour) => {
        const [r, g, b] = colour.slice(0, 3).map((part) => part / 255)
            .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const contrast = (colour, on) => {
        const [dark, bright] = [light(over(rgba(colour), on)), light(on)].sort((a, b) => a - b);
        return (bright + 0.05) / (dark + 0.05);
    };
    const found = [];
    for (const control of document.querySelectorAll(controls)) {
        if (!control.checkVisibility({ visibilityProperty: true })) continue;
        const look = (what, colour, on, least) => {
            const ratio = contrast(colour, on);
            const name = `${control.localName}.${control.className} “${control.textContent.trim().slice(0, 25)}”`;
            if (ratio < least) found.push(`${name}: ${what} ${ratio.toFixed(2)}`);
        };
        const style = getComputedStyle(control);
        for (const part of [control, ...control.querySelectorAll("*")]) {
            if (part.closest(".hidden, option")) continue;
            const words = [...part.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
            const { color, stroke } = getComputedStyle(part);
            if (words || (part === control && control.value)) look("words", color, ground(part), 4.5);
            if (part.localName === "svg") look("icon", stroke, ground(part), 3);
        }
        const around = ground(control.parentElement);
        const field = control.matches("input:not([type=checkbox]), select, textarea");
        if (field && !off) look("border", style.borderTopColor, around, 3);
        const ring = control.matches(":focus-visible") && style.outlineStyle !== "none";
        if (ring) look("ring", style.outlineColor, around, 3);
    }
    return [...new Set(found)];
}"""


@pytest.fixture(scope="module")
def page(new_page: Callable[..., Page], house: House) -> Page:
    """Every kind of control: fields, one of them pinned, messages, forms, contacts to dial and one dialled."""
    page = new_page(reduced_motion="reduce")
    page.set_viewport_size({"width": 320, "height": 4000})
    page.goto(f"{house.widget}/?scenario=expired")
    booted(page)
    page.locator("#inspector-button").click()
    for name in ("Get contacts", "Get reserved contact", "Change number", "All fields", "Pin", "with consent"):
        button = page.get_by_role("button", name=name).first
        expect(button).to_be_enabled()
        button.press("Enter")
    for control in ("#manual-count", "[data-list=pinned] button", ".change input", ".dial"):
        expect(page.locator(control).first).to_be_visible()
    return page


@pytest.fixture
def listed(page: Page) -> Iterator[None]:
    """The list of calls is open over the page."""
    page.locator("#calls-button").press("Enter")
    expect(page.locator("[data-list=calls] button").first).to_be_visible()
    yield
    page.keyboard.press("Escape")
    expect(page.locator("[data-list=calls]")).to_be_hidden()


def tools(page: Page) -> CDPSession:
    """The browser's own tools: with these every control can be hovered at the same time."""
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    return session


@pytest.mark.usefixtures("listed")
@pytest.mark.parametrize("look", LOOKS)
def test_every_control_can_be_read_in_every_state(look: str, page: Page) -> None:
    page.emulate_media(**LOOKS[look])  # type: ignore[arg-type]  # the names of the looks are Playwright's own
    session = tools(page)
    unreadable: dict[str, list[str]] = {}
    for name, attribute in ATTRIBUTES.items():
        page.evaluate(
            """([controls, attribute]) => {
                const all = [...document.querySelectorAll(controls)];
                window.before = all.map((one) => [one, one.getAttribute(attribute)]);
                if (attribute) for (const [one] of before) one.setAttribute(attribute, "true");
            }""",
            [CONTROLS, attribute],
        )
        root = session.send("DOM.getDocument", {"depth": 0})["root"]["nodeId"]
        nodes = session.send("DOM.querySelectorAll", {"nodeId": root, "selector": CONTROLS})["nodeIds"]
        for state, pseudo in STATES.items():
            for node in nodes:
                session.send("CSS.forcePseudoState", {"nodeId": node, "forcedPseudoClasses": list(pseudo)})
            found = page.evaluate(_UNREADABLE, [CONTROLS, name == "disabled"])
            if found:
                unreadable[f"{name} {state}"] = found
        for node in nodes:
            session.send("CSS.forcePseudoState", {"nodeId": node, "forcedPseudoClasses": []})
        page.evaluate(
            """(attribute) => {
                for (const [one, value] of attribute ? before : []) {
                    if (value === null) one.removeAttribute(attribute);
                    else one.setAttribute(attribute, value);
                }
            }""",
            attribute,
        )
    session.detach()
    assert unreadable == {}


@pytest.mark.usefixtures("listed")
def test_the_bar_of_the_chosen_call_stands_at_no_other_call_in_forced_colours(page: Page) -> None:
    page.emulate_media(color_scheme="dark", forced_colors="active")
    bars = page.locator(".call").evaluate_all(
        """calls => {
            const { backgroundColor } = getComputedStyle(document.documentElement);
            return calls.map((call) => [
                call.getAttribute("aria-current") === "true",
                getComputedStyle(call).borderInlineStartColor !== backgroundColor,
            ]);
        }"""
    )
    assert len(bars) > 1
    assert [chosen for chosen, _seen in bars] == [seen for _chosen, seen in bars]


def test_what_can_not_be_pressed_is_grey_in_forced_colours(page: Page) -> None:
    page.emulate_media(color_scheme="dark", forced_colors="active")
    colours = page.evaluate(
        """() => {
            const probe = document.body.appendChild(document.createElement("p"));
            const named = (name) => { probe.style.color = name; return getComputedStyle(probe).color; };
            const all = [...document.querySelectorAll("button[aria-disabled=true]")];
            const off = all.map((one) => getComputedStyle(one));
            const seen = off.flatMap(({ color, borderTopColor, borderTopWidth }) =>
                borderTopWidth === "0px" ? [color] : [color, borderTopColor]);
            const grey = named("GrayText");
            const both = [[...new Set(seen)], [grey], grey !== named("ButtonText")];
            probe.remove();
            return both;
        }"""
    )
    seen, grey, differs = colours
    assert differs
    assert seen == grey


def test_every_word_is_in_the_interface_font(page: Page) -> None:
    page.locator("[data-copy]").first.click()
    expect(page.locator(".bubble, .button").filter(has_text="Copied").first).to_be_visible()
    words = "document.body.querySelectorAll('button, input, select, span, p, h2, label, time, bdi')"
    shown = f"[...{words}].filter((one) => !one.closest('code')).map((one) => getComputedStyle(one))"
    assert len(page.evaluate(f"[...new Set({shown}.map((style) => style.fontFamily))]")) == 1
    assert page.evaluate(f"[...new Set({shown}.map((style) => style.fontVariantNumeric))]") == ["tabular-nums"]


def test_what_says_that_it_was_copied_hides_no_digit(page: Page) -> None:
    """Of a digit's box, the middle is drawn on."""
    for tool in page.locator(".tool[data-copy]").all():
        tool.click()
        expect(page.locator(COPIED)).to_be_visible()
        hidden = page.evaluate(
            """(copied) => {
                const bubble = document.querySelector(copied);
                const box = bubble.getBoundingClientRect();
                const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
                const found = [];
                for (let text = texts.nextNode(); text; text = texts.nextNode()) {
                    if (bubble.contains(text) || text.parentElement.closest(".hidden, option, #announce")) continue;
                    for (const { index } of text.data.matchAll(/\\d/g)) {
                        const range = document.createRange();
                        range.setStart(text, index);
                        range.setEnd(text, index + 1);
                        for (const { left, right, top, height } of range.getClientRects()) {
                            const [above, below] = [top + height * 0.2, top + height * 0.8];
                            const aside = right <= box.left || left >= box.right;
                            if (!aside && below > box.top && above < box.bottom) found.push(text.data);
                        }
                    }
                }
                return found;
            }""",
            COPIED,
        )
        assert hidden == [], tool.get_attribute("aria-label")


@pytest.mark.usefixtures("listed")
def test_every_target_is_large_enough(page: Page) -> None:
    """24 px, with its label where it has one."""
    small = page.evaluate(
        """controls => [...document.querySelectorAll(controls)].filter((one) => one.checkVisibility()).filter((one) => {
            const boxes = [one, ...(one.labels ?? [])].map((each) => each.getBoundingClientRect());
            const first = (side) => Math.min(...boxes.map((box) => box[side]));
            const last = (side) => Math.max(...boxes.map((box) => box[side]));
            return last("right") - first("left") < 24 || last("bottom") - first("top") < 24;
        }).map((one) => `${one.className} ${one.textContent}`)""",
        CONTROLS,
    )
    assert small == []
