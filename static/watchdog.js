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
  const KNOWN_MS = 5_000; // for what is known of the files, before a failure is said without it
  const NOTED_MS = 50; // until the browser has noted a file that came or did not
  const root = document.documentElement;
  let step = "loading the page";
  let timer = 0;
  const pause = (ms) => new Promise((resolve) => { setTimeout(resolve, ms); });

  const LOGIN =
    "Is somebody logged out? Open the address of the frame in a tab of its own, log in there, then reload. So that it does " +
    "not happen again, let the server deliver these files without a login.";

  // What can be wrong, the surest first: one failure brings others after it, in no fixed order, and what is said is the
  // cause that stands first here.
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
    redirect: [
      "The files of the widget are redirected",
      `${LOGIN} Where there is no login, take out the rule that sends another address in their place.`,
    ],
    login: [
      "The server denies a file of the widget",
      `${LOGIN} Where there is no login, let everybody read the whole folder.`,
    ],
    type: [
      "A file of the widget came as something else",
      "The server sends it with a type that browsers do not run, or sends a page of its own (a login, a fallback) in its " +
        "place. Send .js and .mjs as text/javascript, and .css as text/css.",
    ],
    damaged: [
      "A file of the widget came damaged",
      "The server, or something between it and here, sends other bytes than make dist wrote: cut, empty, compressed twice, " +
        "or compressed without the header Content-Encoding. Publish the whole folder anew, then reload.",
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
      "The Content-Security-Policy sent with this page is not the one it needs. Send the header given in the README. Where " +
        "two are sent, as by a proxy that adds its own, both count: the one that blocked stands below.",
    ],
    file: [
      "A file of the widget is missing",
      "The server has no such file. Publish the whole folder that make dist made, static/runtime included. After an " +
        "update the browser may hold an older page that asks for files now gone: Reload asks for all of it anew.",
    ],
    server: [
      "The server is in trouble",
      "It answers with an error. Reload in a few minutes. If that does not help, tell whoever runs the server.",
    ],
    unanswered: [
      "A file of the widget did not arrive",
      "The server gave no answer, or something between it and here keeps the file out. Check the network, then reload.",
    ],
    program: [
      "The widget's program stopped while starting",
      "This is a fault in the widget or its configuration, not in the desktop. Send the detail below to whoever maintains it.",
    ],
    silence: [
      "The widget is taking very long to start",
      "It goes on trying. If nothing changes, check the network, then reload.",
    ],
    style: [
      "A style sheet of the widget is missing or damaged",
      "The widget works, but may look wrong: what should be hidden or stand out may not. Publish the whole folder that make " +
        "dist made, and send .css as text/css.",
    ],
  };

  const base = new URL(".", location.href).href;
  const mine = (url) => url.startsWith(base);
  const shortened = (url) => url.slice(base.length).split("?")[0];
  const keptOut = new Set(); // of our files, those that an element or the policy did not take
  const spared = new Set(); // and those the page can do without
  let published = {}; // the bytes of each file that was published, by its name

  // Our files that came, or did not. The browser keeps the status of all it fetched; 0 is no answer, or one it did not let
  // in. What is fetched once more, by this script for example, counts as it came first.
  function ours() {
    const files = new Map();
    for (const file of performance.getEntriesByType("resource")) {
      if (mine(file.name) && !spared.has(file.name) && !files.has(file.name)) files.set(file.name, file);
    }
    return [...files.values()];
  }
  const statuses = new Map(); // URL -> the error with which the server answered when it was asked once more
  const statusOf = ({ name, responseStatus }) => responseStatus || statuses.get(name) || responseStatus;
  const absent = (file) => statusOf(file) === 0 || statusOf(file) >= 400;
  const came = (file) => !absent(file) && statusOf(file);
  const oneOf = (...known) => (file) => known.includes(statusOf(file));
  const isSheet = ({ name }) => /\.css$/.test(shortened(name));
  const isScript = ({ name }) => /\.m?js$/.test(shortened(name));

  // Scripts and style sheets of another type, and a page where there should be a file. A browser that doesn't tell types
  // tells at least what it kept out: a file that came, and none is missing that it could have imported.
  function mistyped(file, files) {
    if (!came(file)) return false;
    if (file.contentType === undefined) {
      return (isScript(file) || isSheet(file)) && keptOut.has(file.name) && !files.some(absent);
    }
    if (isScript(file)) return !file.contentType.includes("javascript");
    return isSheet(file) ? !file.contentType.includes("css") : file.contentType.includes("html");
  }

  // Other bytes than those published, as far as their number tells. What the browser notes of a file from its cache is not
  // always the file's size, so a file whose size differs is read once more.
  const measured = new Map(); // URL -> bytes; NaN when the file can't be read
  const measuring = new Map(); // URL -> promise that it is measured
  const sizeOf = ({ name }) => published[shortened(name)];
  const differs = (file) => came(file) && (sizeOf(file) ?? file.decodedBodySize) !== file.decodedBodySize;
  async function measure(name) {
    try {
      const answer = await fetch(name, { cache: "force-cache" });
      if (answer.ok) measured.set(name, (await answer.arrayBuffer()).byteLength);
    } catch {
      measured.set(name, NaN);
    }
    look();
  }
  function compare() {
    for (const { name } of ours().filter(differs)) {
      if (!measured.has(name) && !measuring.has(name)) measuring.set(name, measure(name));
    }
  }
  function damaged(file) {
    return sizeOf(file) !== undefined && measured.has(file.name) && measured.get(file.name) !== sizeOf(file);
  }
  function damageOf({ name }) {
    const [bytes, file] = [measured.get(name), shortened(name)];
    if (bytes === published[`${file}.br`]) return "compressed with brotli, without Content-Encoding: br";
    if (bytes) return `${bytes} bytes instead of ${published[file]}`;
    return bytes === 0 ? "empty" : "cut, or not compressed as its Content-Encoding says";
  }

  // What can be wrong with a file: the cause, whether it is so, and the words that say it.
  const WRONGS = [
    ["login", oneOf(401, 403, 407), statusOf],
    ["type", mistyped, ({ contentType }) => contentType || "of no known type"],
    ["damaged", damaged, damageOf],
    ["file", oneOf(404, 410), statusOf],
    ["server", (file) => statusOf(file) >= 400, statusOf],
    ["unanswered", absent, () => "no answer"],
    ["unanswered", ({ name }) => keptOut.has(name), () => "kept out by the browser"],
  ];

  // What is wrong with these files, as a cause and its detail; null when they are all there as they should be.
  function culprit(files = ours()) {
    for (const [cause, isSo, words] of WRONGS) {
      const found = files.filter((file) => isSo(file, files));
      if (found.length) return [cause, found.map((file) => `${shortened(file.name)} (${words(file)})`).join(", ")];
    }
    return null;
  }

  // Those of our files that the server redirects. To another origin, the page is told nothing but that they did not come;
  // within one, a page comes in their place. So each is asked for once more, without following.
  const probed = new Map(); // URL -> promise of the file's name, or null
  function redirected() {
    const files = ours();
    const odd = files.filter((file) => absent(file) || mistyped(file, files));
    for (const name of [...keptOut, ...odd.map((file) => file.name)]) {
      if (!probed.has(name)) probed.set(name, probe(name));
    }
    return Promise.all(probed.values()).then((names) => names.filter(Boolean));
  }
  async function probe(name) {
    try {
      const signal = AbortSignal.timeout(GRACE_MS);
      const answer = await fetch(name, { redirect: "manual", cache: "no-store", signal });
      if (answer.ok) measured.set(name, (await answer.arrayBuffer()).byteLength); // it failed a check of its content
      if (answer.status >= 400) statuses.set(name, answer.status);
      return answer.type === "opaqueredirect" ? shortened(name) : null;
    } catch {
      return null;
    }
  }

  function show() {
    const [cause, detail] = named;
    const [title, remedy] = CAUSES[cause];
    const box = document.getElementById("boot-failure");
    if (cause !== "style") root.dataset.boot = "failed";
    if (!box) return; // not parsed yet: DOMContentLoaded comes back here
    box.querySelector("h2").textContent = title;
    box.querySelector("[data-remedy]").textContent = remedy;
    box.querySelector("[data-detail]").textContent = detail;
    box.hidden = false;
  }

  const rank = (cause) => Object.keys(CAUSES).indexOf(cause);
  let named = null;
  function fail(cause, detail) {
    if (root.dataset.boot === "ready" && cause !== "stopped" && cause !== "style") return;
    if (named && rank(named[0]) <= rank(cause)) return;
    named = [cause, detail];
    clearTimeout(timer);
    show();
    console.error(`The widget does not run as it should (${cause}): ${detail}`);
  }

  // As `fail`, once it is known what is wrong with the files, if that stands before it: a file that came as something else,
  // or to which the server redirects, looks like any other cause.
  async function blame(...failure) {
    await Promise.race([filesKnown(), pause(KNOWN_MS)]);
    const away = await redirected();
    const found = [away.length ? ["redirect", away.join(", ")] : culprit(), failure].filter((one) => one?.length);
    const [first] = found.sort(([one], [other]) => rank(one) - rank(other));
    if (first) fail(...first);
  }

  // The sizes that were published are there, and each file that has another one has been read once more.
  async function filesKnown() {
    await pause(NOTED_MS);
    await catalogue;
    compare();
    await Promise.all(measuring.values());
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
    look();
  }

  // Looks at our files. The program may do without one for a while, or for ever; a style sheet stays said.
  function look() {
    compare();
    if (root.dataset.boot === "ready") {
      const bare = culprit(ours().filter(isSheet));
      if (bare) fail("style", bare[1]);
    } else if (culprit()) {
      setTimeout(() => root.dataset.boot !== "ready" && blame(), GRACE_MS);
    }
  }

  function progress(what) {
    step = what;
    clearTimeout(timer);
    if (root.dataset.boot === "loading") timer = setTimeout(() => fail("silence", `Last step: ${step}.`), SILENCE_MS);
  }

  // What a rejected promise or a thrown error means.
  function diagnose(error) {
    return blame("program", `${String(error?.message ?? error)} (while: ${step})`);
  }

  addEventListener(
    "error",
    (event) => {
      const url = event.target?.src ?? event.target?.href;
      if (!url) return diagnose(event.error ?? event.message);
      if (!mine(url)) return undefined;
      // A module fails as well when one that it imports is missing.
      blame("unanswered", `${shortened(url)} (asked for by the page)`);
      return keptOut.add(url);
    },
    true,
  );
  addEventListener("unhandledrejection", (event) => diagnose(event.reason));
  addEventListener("securitypolicyviolation", (event) => {
    if (event.disposition !== "enforce") return;
    const { blockedURI } = event;
    const what = `${event.effectiveDirective} blocked ${blockedURI || "inline code"}, by the policy: ${event.originalPolicy}`;
    if (blockedURI === "wasm-eval") return fail("wasm", what);
    if (mine(blockedURI)) keptOut.add(blockedURI);
    return blame("policy", what);
  });
  addEventListener("py:progress", (event) => progress(String(event.detail)));
  // PyScript's event, not ours: it comes however the program ended, so only what the page shows by now counts.
  addEventListener("py:done", () => {
    if (root.dataset.boot !== "loading") return undefined;
    const program = document.querySelector("script[type=py]").getAttribute("src");
    return blame("program", `${program} ended before it drew anything.`);
  });
  addEventListener("DOMContentLoaded", () => named && show());
  // The browser may hold older files than the server has, and a plain reload asks for the page only. A file of the runtime
  // is kept for good, also when it came damaged.
  async function reload() {
    const wrong = (file) => WRONGS.some(([, isSo]) => isSo(file, [file]));
    const files = ours().filter((file) => !file.name.includes("/static/runtime/") || wrong(file));
    await Promise.allSettled(files.map(({ name }) => fetch(name, { cache: "reload" })));
    location.reload();
  }
  addEventListener("click", ({ target }) => target.closest("#boot-failure [data-reload]") && reload());
  // Pyodide waits for ever for a file that does not come, or came damaged.
  new PerformanceObserver(look).observe({ type: "resource", buffered: true });
  spared.add(`${base}files.json`);
  const catalogue = fetch("files.json")
    .then((answer) => (answer.ok ? answer.json() : {}))
    .then((sizes) => { published = sizes; look(); }, () => {}); // without it, damage is not seen

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
    fail(cause, detail) {
      blame(cause, detail);
    },
  });

  if (self.origin === "null") fail("sandbox", "This frame has an opaque origin.");
})();
