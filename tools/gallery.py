"""Every state of the panels as static pages and pictures, with the real style sheets.

`python -m tools.gallery` draws every scene, light and dark, at every width, into build/gallery.
`python -m tools.gallery --docs` draws the pictures of the guide into docs/gallery.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tools.chromium import FLAGS, chromium
from tools.gallery_scenes import SCENES
from tools.project import BUILD, ROOT
from tools.texts import compile_all
from widget.panels import panels_for, render, shell_for
from widget.state import WidgetState
from widget.texts import texts_for

DOCS = ROOT / "docs" / "gallery"
SHOWN = [
    *((scene, theme, 320) for scene in ("sample", "error", "ugly", "delete-others") for theme in ("light", "dark")),
    *((scene, "light", 420) for scene in ("sample", "worked")),
    *(
        (scene, "light", 320)
        for scene in (
            "opened", "empty", "blocked", "typing", "too-short", "not-saved", "without-consent", "worked", "masked",
            "ended", "rtl",
        )
    ),
]  # fmt: skip
"""What the guide shows: (scene, theme, width)."""
_PAGE = """<!doctype html>
<html lang="{lang}" dir="{direction}" data-theme="{theme}" data-boot="ready">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title>
{styles}</head>
<body><header id="top"><div id="status">{status}</div><div id="customer">{customer}</div></header>
<div id="inspector">{inspector}</div>{main}<div id="dialogs">{dialogs}</div>
<div id="announce" role="status" aria-live="polite" data-announce>{announce}</div></body></html>
"""


def style_sheets() -> list[str]:
    """The style sheets of the real page, in its order, as paths below `static/`."""
    index = (ROOT / "index.html").read_text(encoding="utf-8")
    return re.findall(r'<link rel="stylesheet".*? href="static/(.+?)">', index)


def page(name: str, state: WidgetState, theme: str) -> str:
    """The whole page of one scene."""
    texts = texts_for(state.settings.locale)
    regions = render(state)
    main = str(shell_for(state.settings))
    for panel in panels_for(state.settings):
        if panel.column is not None:
            start = main.index(">", main.index(f'id="{panel.name}"')) + 1
            end = main.index("</section>", start)
            main = main[:start] + regions[panel.name] + main[end:]
    return _PAGE.format(
        lang=texts.lang,
        direction=texts.direction,
        theme=theme,
        title=name,
        styles="".join(f'<link rel="stylesheet" href="{sheet}">' for sheet in style_sheets()),
        main=main,
        **{region: regions[region] for region in ("status", "customer", "inspector", "dialogs", "announce")},
    )


def write_pages(out: Path) -> None:
    """Writes the HTML of every scene, light and dark, with the style sheets beside it."""
    shutil.copytree(ROOT / "static" / "css", out / "css", dirs_exist_ok=True)
    for name, scene in SCENES.items():
        for theme in ("light", "dark"):
            (out / f"{name}-{theme}.html").write_text(page(name, scene(), theme), encoding="utf-8")


def shoot(pages: Path, shots: list[tuple[str, str, int]], out: Path) -> list[str]:
    """Takes the pictures (scene, theme, width) of written pages; gives a complaint for each that scrolls sideways."""
    complaints = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        view = browser.new_page(reduced_motion="reduce")
        for name, theme, width in shots:
            view.set_viewport_size({"width": width, "height": 640})
            view.goto((pages / f"{name}-{theme}.html").as_uri())
            view.evaluate("document.querySelectorAll('dialog').forEach(one => one.showModal())")
            complaints += [f"{name}-{theme} at {width}: {what}" for what in _overflows(view)]
            picture = out / f"{name}-{theme}-{width}.png"
            view.screenshot(path=picture, full_page=view.locator("dialog").count() == 0)
        browser.close()
    return complaints


def _overflows(view: Page) -> list[str]:
    wide: list[str] = view.evaluate(
        """() => {
          const root = document.documentElement
          if (root.scrollWidth <= root.clientWidth) return []
          const edge = root.clientWidth
          return [...document.body.querySelectorAll('*')]
            .filter(one => { const box = one.getBoundingClientRect(); return box.right > edge + 1 || box.left < -1 })
            .map(one => one.className + '#' + one.id).slice(0, 5)
        }"""
    )
    return wide


def main() -> None:
    """Reads the command line and makes the gallery."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--docs", action="store_true", help="the pictures of the guide, into docs/gallery")
    parser.add_argument("--only", nargs="*", choices=sorted(SCENES), help="these scenes only")
    parser.add_argument("--widths", nargs="*", type=int, default=[320, 420])
    asked = parser.parse_args()
    os.environ["TZ"] = "America/New_York"
    time.tzset()
    pages = BUILD / "gallery"
    out = DOCS if asked.docs else pages
    for folder in (pages, out):
        folder.mkdir(parents=True, exist_ok=True)
    names = asked.only or list(SCENES)
    every = [(name, theme, width) for name in names for theme in ("light", "dark") for width in asked.widths]
    shots = SHOWN if asked.docs else every
    compile_all()
    write_pages(pages)
    complaints = shoot(pages, shots, out)
    print(f"{len(shots)} pictures in {out}")
    for complaint in complaints:
        print("scrolls sideways:", complaint)


if __name__ == "__main__":
    main()
