"""Every state of the panels as static pages and pictures, with the real style sheets: `python -m tools.gallery`.

Writes one HTML page for each scene, language and theme, and screenshots them in Chromium at the asked widths.
"""

from __future__ import annotations

import argparse
import os
import shutil
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tools.gallery_scenes import SCENES
from widget.panels import render, shell
from widget.state import WidgetState
from widget.texts import texts_for

ROOT = Path(__file__).resolve().parent.parent
CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-prefers-reduced-motion",
]
_PAGE = """<!doctype html>
<html lang="{lang}" dir="{direction}" data-theme="{theme}" data-boot="ready">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title>
<link rel="stylesheet" href="css/tokens.css"><link rel="stylesheet" href="css/widget.css"></head>
<body><header id="status">{status}</header>{main}<div id="dialogs">{dialogs}</div>
<div id="announce" role="status" aria-live="polite" data-announce>{announce}</div></body></html>
"""


def page(name: str, state: WidgetState, theme: str) -> str:
    """The whole page of one scene."""
    texts = texts_for(state.settings.locale)
    regions = render(state)
    main = str(shell(state.settings))
    for panel in state.settings.panels:
        start = main.index(">", main.index(f'id="{panel}"')) + 1
        end = main.index("</section>", start)
        main = main[:start] + regions[panel] + main[end:]
    return _PAGE.format(
        lang=texts.lang,
        direction=texts.direction,
        theme=theme,
        title=name,
        main=main,
        **{region: regions[region] for region in ("status", "dialogs", "announce")},
    )


def write_pages(out: Path, names: list[str]) -> list[Path]:
    """Writes the HTML of the scenes, light and dark, and gives the files."""
    shutil.copytree(ROOT / "static" / "css", out / "css", dirs_exist_ok=True)
    written = []
    for name in names:
        for theme in ("light", "dark"):
            path = out / f"{name}-{theme}.html"
            path.write_text(page(name, SCENES[name](), theme), encoding="utf-8")
            written.append(path)
    return written


def shoot(pages: list[Path], widths: list[int], out: Path) -> list[str]:
    """Screenshots every page at every width; gives a complaint for each page that scrolls sideways."""
    complaints = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for width in widths:
            view = browser.new_page(viewport={"width": width, "height": 640})
            for path in pages:
                view.goto(path.as_uri())
                view.evaluate("document.querySelectorAll('dialog').forEach(one => one.showModal())")
                complaints += [f"{path.stem} at {width}: {what}" for what in _overflows(view)]
                view.screenshot(path=out / f"{path.stem}-{width}.png", full_page=view.locator("dialog").count() == 0)
            view.close()
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
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "gallery", help="where the pages and pictures go")
    parser.add_argument("--only", nargs="*", choices=sorted(SCENES), help="these scenes only")
    parser.add_argument("--widths", nargs="*", type=int, default=[320, 420])
    asked = parser.parse_args()
    os.environ["TZ"] = "America/New_York"
    time.tzset()
    asked.out.mkdir(parents=True, exist_ok=True)
    pages = write_pages(asked.out, asked.only or list(SCENES))
    complaints = shoot(pages, asked.widths, asked.out)
    print(f"{len(pages) * len(asked.widths)} pictures in {asked.out}")
    for complaint in complaints:
        print("scrolls sideways:", complaint)


if __name__ == "__main__":
    main()
