"""`make shots`: the README's pictures, taken from the running demo."""

from __future__ import annotations

import asyncio

from playwright.async_api import Browser, async_playwright, expect

from tools.chromium import FLAGS, chromium
from tools.demo import sites
from tools.project import ROOT
from tools.serve import start

PICTURES = ROOT / "docs/pictures"
PORT, DESKTOP_PORT = 8010, 8011


async def shoot(browser: Browser, name: str, url: str, width: int, height: int, *, dark: bool = False) -> None:
    """One picture of a page once its callback modes are there."""
    page = await browser.new_page(viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light")
    await page.goto(url)
    inside = page.frame_locator("#widget") if "desktop" in name else page
    await expect(inside.locator('[data-mode-id="3"]').first).to_be_visible(timeout=60_000)
    await page.screenshot(path=PICTURES / f"{name}.png")
    await page.close()


async def main() -> None:
    """Serve, open, shoot."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    widget, desktop = sites(PORT, DESKTOP_PORT)
    runners = [await start(widget, PORT), await start(desktop, DESKTOP_PORT)]
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        await shoot(browser, "widget-light", f"http://127.0.0.1:{PORT}/", 320, 880)
        await shoot(browser, "widget-dark", f"http://127.0.0.1:{PORT}/", 320, 880, dark=True)
        await shoot(browser, "desktop", f"http://127.0.0.1:{DESKTOP_PORT}/", 1366, 768)
        await browser.close()
    for runner in runners:
        await runner.cleanup()


if __name__ == "__main__":
    asyncio.run(main())
