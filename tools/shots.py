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


async def shoot_a_call(browser: Browser, url: str) -> None:
    """A call from its ring to its outcome, in pictures, and the traffic of it."""
    page = await browser.new_page(viewport={"width": 1366, "height": 768})
    await page.goto(url)
    widget = page.frame_locator("#widget")
    await expect(page.get_by_role("button", name="Answer", exact=True)).to_be_visible(timeout=60_000)
    await page.get_by_role("button", name="Plays by itself").press("Enter")
    await page.screenshot(path=PICTURES / "call-1-rings.png")
    await page.get_by_role("button", name="Answer", exact=True).press("Enter")
    await expect(widget.locator('[data-mode-id="3"]').first).to_be_visible()
    await page.screenshot(path=PICTURES / "call-2-answered.png")
    await widget.locator("#disposition-fold").press("Enter")
    await widget.locator("#disposition-outcome").select_option(index=1)
    await widget.locator("#disposition-note").fill("Asks for a call on Friday.")
    await widget.locator("#disposition-save").press("Enter")
    await expect(widget.locator("#disposition .outcome")).to_contain_text("Saved")
    await page.get_by_role("button", name="Hang up").press("Enter")
    await expect(widget.locator(".customer")).to_contain_text("Ended")
    await widget.locator("#disposition").scroll_into_view_if_needed()
    await page.screenshot(path=PICTURES / "call-3-outcome.png")
    await page.close()


async def shoot_conformance(browser: Browser, url: str) -> None:
    """The table of the conformance kit, in the demo desktop with a call."""
    page = await browser.new_page(viewport={"width": 1366, "height": 768})
    await page.goto(f"{url}?scenario=samples&frame=conformance.html")
    kit = page.frame_locator("#widget")
    await kit.locator("#run").press("Enter", timeout=60_000)
    await expect(kit.locator("#said")).to_contain_text("Done", timeout=60_000)
    await page.screenshot(path=PICTURES / "conformance.png")
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
        await shoot_a_call(browser, f"http://127.0.0.1:{DESKTOP_PORT}/")
        await shoot_conformance(browser, f"http://127.0.0.1:{DESKTOP_PORT}/")
        await browser.close()
    for runner in runners:
        await runner.cleanup()


if __name__ == "__main__":
    asyncio.run(main())
