"""`python -m benchmarks.panels [samples]`: the time from an event to the painted panel, in the real page in a desktop.

Five events are timed, at 1, 20 and 200 calls with 20 campaign modes each: a StateSync in which one call's name changed,
the selection of another call, that of another of 50 contacts, new callback modes, and a key typed into a change form.
The time goes from the post, the click or the key until the frame that shows it has been painted.
"""

from __future__ import annotations

import statistics
import sys

from playwright.sync_api import Browser, Frame, Page, sync_playwright

from benchmarks.table import table
from tests.browser.conftest import BOOT, PAGES, Servers, listener, widget_in
from tools.chromium import FLAGS, chromium
from tools.project import ROOT
from tools.serve import Setting, Site

CALLS = (1, 20, 200)
MODES = 20
WARM = 10

# The desktop: its calls, and their modes when it is asked for them.
_HOST = """([count, modes]) => {
  const now = () => performance.timeOrigin + performance.now();
  const mode = (id, number) => ({
    ModeID: String(id), Description: `Mode ${id}`, ChannelType: null, MinLength: "8", MaxLength: "12", Cvalue: number,
    PEWC: id % 2 === 0, CampaignPEWC: id % 3 ? null : true,
  });
  const listed = (number) => Array.from({ length: modes }, (_, id) => mode(id, number && `20255${number + id}`));
  const calls = Array.from({ length: count }, (_, n) => ({
    callid: `C${n}`, campaignmodes: listed(null),
    optionalbussinessfields: { FName: "Caller", LName: String(n), Country: "USA", Mobile: `202555${1000 + n}` },
  }));
  const reply = (subtopic, message) => ({ channel: "LCM", topic: "WebService", subtopic, message });
  let serial = 10000;
  rules.set("StateSync", () => reply("StateSync", calls));
  const read = (callid, number) => reply("CallBackModes", { callid, response: listed(number) });
  rules.set("GetCallBackModes", ({ data }) => read(data.callid, 10000));
  const contact = (n) => ({
    PhoneNumber: String(2082097300 + n), AccountNumber: `0|1|${n}`, CampaignId: "Campaign", Mode: "Mobile",
    ContactId: n, ExpiryTime: "12/31/2037 23:59:00", CallbackTime: "12/31/2037 23:59:00",
    CallType: 0, Consent: "Yes",
  });
  const contacts = Array.from({ length: 50 }, (_, n) => contact(n));
  rules.set("GetReservedManualDialContact", () => reply("DownloadContactsForDialing", { response: contacts }));
  window.state = () => {
    calls[serial++ % count].optionalbussinessfields.LName = `Name${serial}`;
    const text = JSON.stringify(reply("StateSync", calls));
    const begun = now();
    say(text);
    return begun;
  };
  window.modes = () => {
    const text = JSON.stringify(read("C0", (serial += 50)));
    const begun = now();
    say(text);
    return begun;
  };
}"""

# The widget's frame: tells when the next change of a panel has been painted.
_FRAME = """() => {
  const now = () => performance.timeOrigin + performance.now();
  window.painted = (id) => {
    const channel = new MessageChannel();
    window.shown = new Promise((done) => { channel.port1.onmessage = () => done(now()); });
    const observer = new MutationObserver(() => { observer.disconnect(); channel.port2.postMessage(null); });
    const all = { childList: true, subtree: true, attributes: true, characterData: true };
    observer.observe(document.getElementById(id), all);
  };
  window.pressed = async (id, press) => {
    await new Promise(requestAnimationFrame);
    painted(id);
    const begun = now();
    press();
    return (await shown) - begun;
  };
  window.choose = () => {
    const rows = [...document.querySelectorAll(".call-row .call")].slice(0, 2);
    return pressed("callback-modes", () => rows.find((row) => row.ariaCurrent !== "true").click());
  };
  window.chooseContact = () => {
    const row = document.querySelector("[data-action=contact-choose]");
    return pressed("manual-dial", () => row.click());
  };
  window.typed = () => {
    const field = document.querySelector("input[type=tel]");
    return pressed("callback-modes", () => {
      field.value = (field.value.length < 30 ? field.value : "") + "7";
      field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    });
  };
}"""


def told(page: Page, frame: Frame, what: str, panel: str) -> float:
    """Milliseconds from the desktop's post to the painted panel."""
    frame.evaluate("id => painted(id)", panel)
    begun = page.evaluate(f"{what}()")
    return float(frame.evaluate("shown")) - float(begun)


def measure(browser: Browser, url: str, count: int, samples: int) -> dict[str, list[float]]:
    """Every figure for one number of calls, in a fresh page."""
    page = browser.new_page(viewport={"width": 320, "height": 760})
    page.goto(url)
    page.evaluate(_HOST, [count, MODES])
    widget_in(page)
    frame = page.frames[1]
    frame.evaluate(_FRAME)
    page.evaluate("state()")
    frame.wait_for_selector('[data-mode-id="19"]')
    times = range(samples + WARM)
    rows: dict[str, list[float]] = {
        "a StateSync that changes one call": [told(page, frame, "state", "calls") for _ in times]
    }
    if count > 1:
        rows["another call chosen"] = [float(frame.evaluate("choose()")) for _ in times]
        frame.evaluate("document.querySelector('.call-row[data-callid=C0] .call').click()")
    frame.wait_for_selector("[data-action=contact-choose]")
    rows["another of 50 contacts chosen"] = [float(frame.evaluate("chooseContact()")) for _ in times]
    rows["callback modes told anew"] = [told(page, frame, "modes", "callback-modes") for _ in times]
    frame.evaluate("document.querySelector('[data-action=change-open]').click()")
    frame.wait_for_selector("input[type=tel]")
    rows["a key typed into a number"] = [float(frame.evaluate("typed()")) for _ in times]
    page.close()
    return {name: figures[WARM:] for name, figures in rows.items()}


def main(samples: int = 60) -> None:
    """Serve the pages, measure, and print the table."""
    servers = Servers()
    (host_socket, host), (widget_socket, widget) = listener(), listener()
    host = host.replace("127.0.0.1", "localhost")  # another site, so another process, as with a real desktop
    servers.serve(Site(PAGES, without_header=True), host_socket)
    settings: dict[str, Setting] = {
        "allowed_origins": (host,),
        "default_region": "US",
        "server_timezone": "America/New_York",
        "agent_id": "agent",
        "manual_dial_max": 50,
    }
    servers.serve(Site(ROOT, framed_by=(host,), settings=settings), widget_socket)
    found: dict[str, dict[int, list[float]]] = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS), timeout=BOOT)
        for count in CALLS:
            for name, figures in measure(browser, f"{host}/host.html?widget={widget}/", count, samples).items():
                found.setdefault(name, {})[count] = figures
        browser.close()
    print(f"Milliseconds from event to painted, p50 / p99 of {samples}; {MODES} modes a call.\n")
    print(table(["", *(f"{count} calls" for count in CALLS)], [_row(name, by) for name, by in found.items()]))


def _row(name: str, by_count: dict[int, list[float]]) -> list[str]:
    cells = []
    for count in CALLS:
        figures = by_count.get(count)
        if figures is None:
            cells.append("")
            continue
        middle, worst = statistics.median(figures), statistics.quantiles(figures, n=100)[98]
        cells.append(f"{middle:.0f} / {worst:.0f}")
    return [name, *cells]


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:2]))
