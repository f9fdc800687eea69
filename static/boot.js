// Starts PyScript from our own files.

// PyScript opens a database for packages it fetched by itself, waits for it, and dies where a frame is denied storage, as
// browsers do in third-party frames. Our packages are files of ours, and this page keeps nothing: it gets a database that
// holds nothing.
const answered = (result) => {
  const request = {};
  queueMicrotask(() => request.onsuccess?.({ target: { result } }));
  return request;
};
const nothing = { getAllKeys: () => answered([]), clear: () => answered(), get: () => answered(), put: () => answered() };
const database = { transaction: () => ({ objectStore: () => nothing }), close: () => {} };
Object.defineProperty(window, "indexedDB", { value: { open: () => answered(database) } });

class Unusable extends Error {}

// Takes a byte order mark off.
function textOf(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new Unusable("pyscript.toml is not UTF-8 text: save it as UTF-8.");
  }
}

// What stands twice, and where: the reader's own words tell neither a key from a table nor one table from another.
function twice({ message, line }, text) {
  const [, path] = /^Value for "(.+)" should not be redefined/.exec(message) ?? [];
  if (!path) return null;
  const name = path.replaceAll('"."', ".");
  const lines = text.split("\n").slice(0, line);
  if (lines.at(-1).trimStart().startsWith("[")) return `[${name}] stands twice: put the keys under one head.`;
  const [, head] = lines.map((each) => /^\s*(\[[\w. -]+\])/.exec(each)).findLast(Boolean) ?? [];
  return `${name} stands twice${head ? ` in ${head}` : ""}: remove one.`;
}

function settingsOf(text, parse) {
  try {
    return parse(text);
  } catch (error) {
    if (!error.line) throw error;
    throw new Unusable(`pyscript.toml, line ${error.line}: ${twice(error, text) ?? error.message}`);
  }
}

// What a pyscript.toml of an earlier release has outside [widget]: PyScript's own part, which stands below now.
const FORMER = ["name", "interpreter", "packages", "packages_cache", "index_urls", "plugins", "files"];

async function configurationIn(file) {
  const reader = import("./runtime/314.0.7-0e10fce3ca/toml.js");
  const [answer, { parse }] = await Promise.all([fetch(file), reader]);
  if (!answer.ok) return null; // the watchdog has seen it
  const { widget, ...others } = settingsOf(textOf(await answer.arrayBuffer()), parse);
  if (!widget) throw new Unusable(`${file} has no [widget] table: put the head [widget] above its keys.`);
  const former = FORMER.filter((key) => key in others);
  if (former.length) console.warn(`${file}: ${former.join(", ")} are not read any more. Remove them; only [widget] is read.`);
  former.forEach((key) => delete others[key]);
  return { widget, ...others };
}

// PyScript's own reader of the configuration leaves out what it can't read, or stops without a word; ours names the line.
// While the configuration can't be used, PyScript is not started: nothing of the widget runs, so nothing takes back what
// is said here.
async function start() {
  const entry = document.querySelector("script[type=py]");
  const { archives, configuration } = entry.dataset; // of this page: zips of Python, and the integrator's file, if any
  const settings = configuration ? await configurationIn(configuration) : {};
  if (!settings) return;
  const pyscript = {
    interpreter: new URL("./runtime/314.0.7-0e10fce3ca/interpreter.mjs", import.meta.url).href,
    packages: ["pydantic", "htpy", "tzdata"],
    packages_cache: "passthrough",
    index_urls: [],
    plugins: ["!error"],
    files: Object.fromEntries(archives.split(" ").map((archive) => [`./${archive}`, "./*"])),
  };
  entry.setAttribute("config", JSON.stringify({ ...pyscript, configuration: settings }));
  const { hooks } = await import("./runtime/314.0.7-0e10fce3ca/core.js");
  // PyScript calls Function(…) once, to hand its hooks to workers. This page has no worker: without those hooks it runs
  // under a policy that has no 'unsafe-eval'.
  hooks.worker.onBeforeRunAsync.clear();
}

lcmBoot.loading();
start().catch((error) =>
  error instanceof Unusable ? lcmBoot.fail("configuration", error.message) : lcmBoot.diagnose(error),
);
