"""`python -m benchmarks.soak [ROUNDS] [KIND …]`: what grows in the page over a shift of eight hours, on a fast clock.

Each round posts a StateSync with calls that begin and end, always with new ids and names, and the traffic of the KINDs
(all kinds by default). The rounds are spread over eight hours. Each sample is taken after a garbage collection in
Python and in JavaScript. A number that grows in the second half of the shift as much as in the first has no bound.
"""

from __future__ import annotations

import json
import sys

from playwright.sync_api import CDPSession, Frame, Page, sync_playwright

from benchmarks.table import table
from tests.browser.conftest import BOOT, PAGES, Servers, listener
from tools.chromium import FLAGS, chromium
from tools.project import ROOT
from tools.serve import Setting, Site

SHIFT = 8 * 3600 * 1000  # ms
SAMPLES = 20
CALM = 0.1  # this part of the rounds, before each sample, posts StateSync only, so that samples can be compared
KINDS = ("modes", "others", "unreadable", "contacts", "forms", "silence")

# The desktop. `traffic(n, kinds)` posts what comes in round n. `agent(n, kinds)`, in the widget's frame, acts.
_HOST = """() => {
  const reply = (subtopic, message) => ({ channel: "LCM", topic: "WebService", subtopic, message });
  const modes = (seed) => [0, 1, 2].map((id) => ({
    ModeID: String(id), Description: `Mode ${id}`, ChannelType: null, MinLength: "8", MaxLength: "12",
    Cvalue: `20255${10000 + ((seed * 3 + id) % 80000)}`, PEWC: id === 1, CampaignPEWC: false,
  }));
  const call = (n) => ({
    callid: `call-${n}`, campaignmodes: modes(n),
    optionalbussinessfields: { FName: `Name${n}`, LName: `Of${n}`, Mobile: `20255${10000 + (n % 80000)}` },
  });
  const soon = () => new Date(Date.now() + 300_000).toISOString().replace(/(....)-(..)-(..)T(.{8}).*/, "$2/$3/$1 $4");
  const contact = (n, id) => ({
    ContactId: `${n}-${id}`, AccountNumber: `A${n}`, PhoneNumber: `20255${10000 + ((n + id) % 80000)}`, Mode: "Mobile",
    CampaignId: "C", CallType: 0, Consent: "Yes", ExpiryTime: soon(), CallbackTime: "01/31/2024 05:09:25",
  });
  let calls = [], round = 0, silent = false;
  window.asked = {};
  const answering = (subtopic, make) => rules.set(subtopic, (request) => {
    asked[subtopic] = (asked[subtopic] ?? 0) + 1;
    return silent ? null : make(request);
  });
  answering("StateSync", () => reply("StateSync", calls));
  answering("GetCallBackModes", ({ data: { callid } }) => reply("CallBackModes", { callid, response: modes(round) }));
  answering("SetNewModeNumber", ({ data: { callid } }) =>
    reply("SetNewModeNumberResult", { callid, response: { success: true } }));
  answering("GetReservedManualDialContact", () =>
    reply("DownloadContactsForDialing", { response: [0, 1, 2].map((id) => contact(round, id)) }));
  answering("ManualDialCall", (request) => ({ ...request, data: undefined, message: request.data }));
  const asks = (subtopic, data) => say({ channel: "LCM", topic: "WebService", subtopic, source: "another-app", data });
  const unreadable = [
    () => "not JSON {", () => reply("StateSync", round), () => reply("CallBackModes", { callid: [], response: "?" }),
    () => ({ ...reply("WS_Error", `Failed ${round}`), callid: `gone-${round}` }), () => new Map([[round, 1n]]),
  ];
  window.traffic = (n, kinds) => {
    round = n;
    heard.length = 0;
    silent = kinds.includes("silence") && n % 1000 >= 800 && n % 1000 < 900;
    if (silent) return;
    calls = n % 7 ? [0, 1, 2].map((age) => call(Math.floor((n + age * 2) / 5) * 3 + age)) : [];
    say(reply("StateSync", calls));
    if (kinds.includes("modes"))
      for (const { callid } of calls) say(reply("CallBackModes", { callid, response: modes(n) }));
    if (kinds.includes("others")) {
      say({ channel: "Elsewhere", topic: "T", subtopic: `S${n}`, message: { n } });
      asks("GetCallBackModes", { callid: `other-${n}` });
      asks("SetNewModeNumber", { callid: `other-${n}`, ModeID: "1", ContactNumber: "2025550142" });
      say(reply("SetNewModeNumberResult", { callid: `other-${n}`, response: { success: true } }));
    }
    if (kinds.includes("unreadable")) say(unreadable[n % unreadable.length]());
  };
}"""

# The agent: one action a round for each kind, when the page offers that action.
_AGENT = """() => {
  const press = (selector) => document.querySelector(`${selector}:not([aria-disabled=true])`)?.click();
  const type = (text) => {
    const field = document.querySelector("form.change input[type=tel]");
    if (!field) return;
    field.value = text;
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  };
  const forms = [
    () => press("[data-action=change-open]"), (n) => type(`20255${n}`), () => press(".change [type=submit]"),
    () => press("[data-action=change-close]"), () => press("[data-action=select-call]:not([aria-current=true])"),
    () => press("[data-action=change-close]"), () => press("#callback-modes [data-action=toggle-form]"),
    () => press("#calls [data-action=toggle]"),
  ];
  const contacts = [
    () => press("#manual-get"), () => press("[data-action=dial]"),
    () => press("#manual-dial [data-action=toggle-form]"), () => press("[data-action=contact-done]"),
    () => press("[data-action=contact-done]"), () => press("[data-action=contact-done]"),
  ];
  window.agent = (n, kinds) => {
    if (kinds.includes("forms")) forms[n % forms.length](n);
    if (kinds.includes("contacts")) contacts[n % contacts.length](n);
  };
}"""


def sample(page: Page, frame: Frame, engine: CDPSession) -> dict[str, float]:
    """Every number of the widget's frame now; sizes are in MB."""
    numbers: dict[str, float] = json.loads(frame.evaluate("numbers()"))
    page.wait_for_timeout(100)
    engine.send("HeapProfiler.collectGarbage")
    metrics = {entry["name"]: entry["value"] for entry in engine.send("Performance.getMetrics")["metrics"]}
    names = {"Nodes": "DOM nodes", "JSEventListeners": "event listeners", "Documents": "documents"}
    return {
        **numbers,
        "JavaScript heap, MB": metrics["JSHeapUsedSize"] / 1e6,
        **{words: metrics[name] for name, words in names.items()},
    }


def shift(page: Page, url: str, rounds: int, kinds: list[str]) -> dict[int, dict[str, float]]:
    """Run one shift. Returns the samples by round. Raises SystemExit when the widget stopped."""
    page.clock.install()
    page.route("**/static/icons/widget.svg", lambda route: route.abort())  # whose Date would be another clock's
    page.goto(url, wait_until="commit")
    page.locator("#widget").wait_for()
    frame = page.frames[1]
    while frame.evaluate("document.documentElement.dataset.boot") != "ready":
        page.clock.run_for(100)
    page.evaluate(_HOST)
    frame.evaluate(_AGENT)
    engine = page.context.new_cdp_session(frame)
    engine.send("HeapProfiler.enable")
    engine.send("Performance.enable")
    samples, every = {}, rounds // SAMPLES
    for n in range(rounds + 1):
        calm = -n % every < every * CALM
        busy = [] if calm else kinds
        page.evaluate("([n, kinds]) => traffic(n, kinds)", [n, busy])
        page.clock.run_for(SHIFT // rounds)
        frame.evaluate("([n, kinds]) => agent(n, kinds)", [n, busy])
        if n % every == 0:
            samples[n] = sample(page, frame, engine)
            print(n, samples[n], file=sys.stderr, flush=True)
    if frame.evaluate("document.documentElement.dataset.boot") != "ready":
        raise SystemExit(f"the widget did not live to the end: {frame.locator('#boot-failure').inner_text()}")
    print("asked:", page.evaluate("asked"), file=sys.stderr)
    return samples


def report(samples: dict[int, dict[str, float]]) -> str:
    """A table with a row for each number: its value at the start, after a tenth, after a half and at the end, how it
    grew from the tenth to the half, and how it grew from the half to the end."""
    at = list(samples)
    begun, half, end = at[SAMPLES // 10], at[SAMPLES // 2], at[-1]
    rows = []
    for name in samples[0]:
        values = [samples[n][name] for n in (0, begun, half, end)]
        digits = 2 if name.endswith("MB") else 0
        grown = [f"{values[i + 1] - values[i]:+,.{digits}f}" for i in (1, 2)]
        rows.append([name, *(f"{value:,.{digits}f}" for value in values), *grown])
    return table(["", *(f"round {n:,}" for n in (0, begun, half, end)), "to the half", "to the end"], rows)


def main(rounds: int = 20_000, *kinds: str) -> None:
    """Serve the pages, run the shift, and print the table."""
    servers = Servers()
    (host_socket, host), (widget_socket, widget) = listener(), listener()
    host = host.replace("127.0.0.1", "localhost")  # another site, so another process, as with a real desktop
    servers.serve(Site(PAGES, without_header=True), host_socket)
    settings: dict[str, Setting] = {"allowed_origins": (host,), "server_timezone": "UTC", "agent_id": "soak"}
    settings["default_region"] = "US"
    ours = {"/widget/main.py": ROOT / "benchmarks/soak_in_page.py"}
    servers.serve(Site(ROOT, framed_by=(host,), settings=settings, instead=ours), widget_socket)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS), timeout=BOOT)
        page = browser.new_page(viewport={"width": 320, "height": 760})
        samples = shift(page, f"{host}/host.html?widget={widget}/", rounds, list(kinds or KINDS))
        browser.close()
    print(f"{rounds:,} rounds in eight hours by the page's clock: states, {', '.join(kinds or KINDS)}.\n")
    print(report(samples))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000, *sys.argv[2:])
