// Says what is wrong when the page does not start, or no longer runs.
//
// PyScript and Pyodide fail without a word: a missing file is an unhandled rejection, a policy that forbids WebAssembly
// leaves a promise that never settles, and `py:done` comes even when the program raised. This script, loaded before
// them, turns each of these into a sentence on the page that names the cause and the remedy. States, on <html data-boot>:
// shell (painted) -> loading (PyScript is at work) -> ready | failed. A slow start that ends well takes its message back;
// so does a program that gives a sign of life again.
(() => {
  "use strict";

  const SILENCE_MS = 30_000; // without any sign of progress before the page says so
  const BEAT_MS = 1_000; // Python beats as often, once it is up
  const MISSED = 5; // of our turns without a beat: a hidden page slows its timers and ours alike, so turns count, not time
  const GRACE_MS = 2_000; // after a file did not arrive, for whoever asked for it to report or to do without
  const root = document.documentElement;
  let step = "loading the page";
  let timer = 0;

  const CAUSES = {
    stopped: [
      "The widget has stopped: what it shows is old",
      "Reload it. What was sent last may or may not have arrived: look before you send it again.",
    ],
    sandbox: [
      "The frame's sandbox is too tight",
      "The desktop embeds this page with a sandbox attribute that lacks allow-same-origin. Add it: " +
        'sandbox="allow-scripts allow-same-origin".',
    ],
    type: [
      "A file of the widget came as something else",
      "The server sends it with a type that browsers do not run, or sends a page of its own (a login, a fallback) in its " +
        "place. Send .js and .mjs as text/javascript.",
    ],
    wasm: [
      "WebAssembly is forbidden here",
      "The Content-Security-Policy of this page does not allow WebAssembly. Add 'wasm-unsafe-eval' to its script-src.",
    ],
    configuration: [
      "The configuration can't be used",
      "Correct pyscript.toml as the detail below says, then reload.",
    ],
    address: [
      "The address of this page can't be used",
      "Correct the address that the desktop gives the frame, as the detail below says.",
    ],
    policy: [
      "The page's security policy blocks a part of it",
      "The Content-Security-Policy sent with this page is not the one it needs. Send the header given in the README.",
    ],
    file: [
      "A file of the widget is missing",
      "The server did not deliver it. Publish the whole folder that make dist made, static/runtime included. After an " +
        "update the browser may hold an older page that asks for files now gone: Reload asks for all of it anew.",
    ],
    program: [
      "The widget's program stopped while starting",
      "This is a fault in the widget or its configuration, not in the desktop. Send the detail below to whoever maintains it.",
    ],
    silence: [
      "The widget is taking very long to start",
      "It goes on trying. If nothing changes, check the network, then reload.",
    ],
  };

  const base = new URL(".", location.href).href;
  const mine = (url) => url.startsWith(base);
  const shortened = (url) => url.slice(base.length).split("?")[0];
  const refused = new Set(); // of our files, those an element asked for in vain
  const spared = new Set(); // and those the page can do without

  // Our files that did not arrive. The browser keeps the status of all it fetched; 0 is no answer, or one it refused.
  const ours = () => performance.getEntriesByType("resource").filter(({ name }) => mine(name) && !spared.has(name));
  const absent = ({ responseStatus }) => responseStatus === 0 || responseStatus >= 400;
  function missingFiles() {
    const gone = ours().filter(absent);
    return (gone.length ? gone : ours().filter(({ name }) => refused.has(name)))
      .map(({ name, responseStatus }) => `${shortened(name)} (${responseStatus || "no answer"})`);
  }

  // Our files that came as something else: scripts of another type, and a page where there should be a file. A browser
  // that doesn't tell types tells at least what it refused: a script that came, and none is missing that it could have
  // imported.
  function wrongTypes() {
    const files = ours();
    const wrong = ({ name, contentType }) => {
      const script = /\.m?js$/.test(shortened(name));
      if (contentType === undefined) return script && refused.has(name) && !files.some(absent);
      return script ? !contentType.includes("javascript") : contentType.includes("html");
    };
    return files
      .filter((file) => !absent(file) && file.responseStatus && wrong(file))
      .map(({ name, contentType }) => `${shortened(name)} (${contentType || "of no known type"})`);
  }

  // What is wrong with our files, as a cause and its detail; null when they are all there as they should be.
  function culprit() {
    const [wrong, missing] = [wrongTypes(), missingFiles()];
    if (wrong.length) return ["type", wrong.join(", ")];
    return missing.length ? ["file", missing.join(", ")] : null;
  }

  function show() {
    const [cause, detail] = named;
    const [title, remedy] = CAUSES[cause];
    const box = document.getElementById("boot-failure");
    root.dataset.boot = "failed";
    if (!box) return; // not parsed yet: DOMContentLoaded comes back here
    box.querySelector("h2").textContent = title;
    box.querySelector("[data-remedy]").textContent = remedy;
    box.querySelector("[data-detail]").textContent = detail;
    box.hidden = false;
  }

  // One failure brings others after it, in no fixed order: what is said is the cause that stands first in CAUSES.
  let named = null;
  function fail(cause, detail) {
    if (root.dataset.boot === "ready" && cause !== "stopped") return;
    const order = Object.keys(CAUSES);
    if (named && order.indexOf(named[0]) <= order.indexOf(cause)) return;
    named = [cause, detail];
    clearTimeout(timer);
    show();
    console.error(`The widget does not run (${cause}): ${detail}`);
  }

  // An engine that has died (out of memory, a trap) leaves the page as it was, and takes nothing any more.
  let silent = 0;
  function listen() {
    silent += 1;
    if (silent === MISSED) fail("stopped", "Its program gives no sign of life.");
  }
  function beat() {
    silent = 0;
    if (root.dataset.boot === "ready") return;
    named = null;
    root.dataset.boot = "ready";
    document.getElementById("boot-failure").hidden = true;
  }

  function progress(what) {
    step = what;
    clearTimeout(timer);
    if (root.dataset.boot === "loading") timer = setTimeout(() => fail("silence", `Last step: ${step}.`), SILENCE_MS);
  }

  // What a rejected promise or a thrown error means, seen together with what is wrong with the files.
  function diagnose(error) {
    return fail(...(culprit() ?? ["program", `${String(error?.message ?? error)} (while: ${step})`]));
  }

  addEventListener(
    "error",
    (event) => {
      const url = event.target?.src ?? event.target?.href;
      if (!url) return diagnose(event.error ?? event.message);
      if (!mine(url)) return undefined;
      // A module fails as well when one that it imports is missing; the browser notes which a moment later.
      setTimeout(() => fail(...(culprit() ?? ["file", `${shortened(url)} (asked for by the page)`])), 50);
      return refused.add(url);
    },
    true,
  );
  addEventListener("unhandledrejection", (event) => diagnose(event.reason));
  addEventListener("securitypolicyviolation", (event) => {
    if (event.disposition !== "enforce") return;
    const what = `${event.effectiveDirective} blocked ${event.blockedURI || "inline code"}`;
    fail(event.blockedURI === "wasm-eval" ? "wasm" : "policy", what);
  });
  addEventListener("py:progress", (event) => progress(String(event.detail)));
  // PyScript's event, not ours: it comes however the program ended, so only what the page shows by now counts.
  addEventListener("py:done", () => {
    if (root.dataset.boot === "loading") fail(...(culprit() ?? ["program", "It ended before it drew anything."]));
  });
  addEventListener("DOMContentLoaded", () => named && show());
  // The browser may hold older files than the server has, and a plain reload asks for the page only.
  async function reload() {
    const files = ours().filter(({ name }) => !name.includes("/static/runtime/"));
    await Promise.allSettled(files.map(({ name }) => fetch(name, { cache: "reload" })));
    location.reload();
  }
  addEventListener("click", ({ target }) => target.closest("#boot-failure [data-reload]") && reload());
  // Pyodide waits for ever for a file that does not come.
  new PerformanceObserver(() => {
    if (culprit()) setTimeout(() => root.dataset.boot !== "ready" && fail(...culprit()), GRACE_MS);
  }).observe({ type: "resource", buffered: true });

  window.lcmBoot = Object.freeze({
    // The engine begins; from here on silence is suspicious.
    loading() {
      if (root.dataset.boot !== "failed") root.dataset.boot = "loading";
      progress("loading PyScript");
    },
    // The first real render is on the page. Returns once it is painted.
    ready() {
      clearTimeout(timer);
      beat();
      setInterval(listen, BEAT_MS);
      performance.mark("widget:ready");
    },
    // The program is alive: said about once a second from `ready` on.
    beat,
    // The program raised while starting. A package that did not arrive shows up as a module that isn't there.
    raised: (name, text) => diagnose(`${name}: ${text}`),
    // A file without which the page starts another way.
    spare: (url) => spared.add(url),
    diagnose,
    fail,
  });

  if (self.origin === "null") fail("sandbox", "This frame has an opaque origin.");
})();
