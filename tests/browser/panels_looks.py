"""What axe-core and a ruler say of a page as it stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol

from playwright.sync_api import Page

from tools.project import NODE_MODULES

AXE = (NODE_MODULES / "axe-core/axe.min.js").read_text()
LOOKS: tuple[dict[str, Any], ...] = (
    {"color_scheme": "light", "forced_colors": "none"},
    {"color_scheme": "dark", "forced_colors": "none"},
    {"color_scheme": "light", "forced_colors": "active"},
)

_SPILLS = """() => {
  const { scrollWidth, clientWidth } = document.documentElement;
  const complaints = scrollWidth > clientWidth ? [`scrolls sideways: ${scrollWidth} > ${clientWidth}`] : [];
  const name = (one) => `${one.localName}#${one.id}.${one.getAttribute("class")} “${one.textContent.slice(0, 30)}”`;
  const shortened = (one) => one.title && getComputedStyle(one).textOverflow === "ellipsis"; // the title has all of it
  const unseen = ".hidden, .visually-hidden, #announce, svg, option, noscript";
  for (const one of document.body.querySelectorAll("*")) {
    const box = one.getBoundingClientRect();
    if (!box.width || !box.height || one.closest(unseen) || shortened(one) || shortened(one.parentElement)) continue;
    if (box.right > clientWidth + 1 || box.left < -1) complaints.push(`outside: ${name(one)}`);
    const { overflowX, display } = getComputedStyle(one);
    const cuts = (overflowX !== "visible" || one.localName === "button") && one.localName !== "input";
    if (!cuts || display === "inline" || one.querySelector(".bubble, .hidden")) continue;
    if (one.scrollWidth > one.clientWidth + 1) complaints.push(`clipped: ${name(one)}`);
  }
  return complaints;
}"""


class Scripted(Protocol):
    """A page or a frame, of any browser."""

    def evaluate(self, script: str, argument: Any = None, /) -> Any: ...  # noqa: ANN401 - whatever the script gives


def violations(page: Scripted, *, without: tuple[str, ...] = ()) -> list[str]:
    """What axe-core finds wrong, best practices and the size of targets included; `without` some rules."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found: list[str] = page.evaluate(
        """async (without) => {
            const off = Object.fromEntries(without.map((rule) => [rule, { enabled: false }]));
            const rules = { "target-size": { enabled: true }, ...off };
            const { violations } = await axe.run(document, { rules });
            return violations.flatMap(({ id, nodes }) =>
                nodes.map(({ html, any }) => `${id}: ${html.slice(0, 160)} ${any[0]?.message ?? ""}`));
        }""",
        list(without),
    )
    return found


def in_every_look(page: Page) -> Iterator[str]:
    """Light, dark and forced colours, one after the other; gives the name of each."""
    for look in LOOKS:
        page.emulate_media(**look)
        yield " ".join(look.values())
    page.emulate_media(**LOOKS[0])


def spills(page: Scripted) -> list[str]:
    """What sticks out of the page, is cut off, or makes it scroll sideways."""
    found: list[str] = page.evaluate(_SPILLS)
    return found
