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

// PyScript gets the configuration from here, as JSON. Its own reader leaves out what it can't read, or stops without a
// word; this one names the line. While the configuration can't be used, PyScript is not started: nothing of the widget
// runs, so nothing takes back what is said here.
async function start() {
  const reader = import("./runtime/314.0.7-4ed1c8d0ee/toml.js");
  const [answer, { parse }] = await Promise.all([fetch("pyscript.toml"), reader]);
  if (!answer.ok) return; // the watchdog has seen it
  const settings = settingsOf(textOf(await answer.arrayBuffer()), parse);
  // PyScript would turn to a server abroad.
  const lacking = "pyscript.toml names no interpreter: take the file that make dist made. Only [widget] is yours.";
  if (!settings.interpreter) throw new Unusable(lacking);
  const entry = document.querySelector("script[type=py]");
  const { archive } = entry.dataset; // what a page has beside the widget's own files
  if (archive) settings.files = { ...settings.files, [`./${archive}`]: "./*" };
  entry.setAttribute("config", JSON.stringify(settings));
  const { hooks } = await import("./runtime/314.0.7-4ed1c8d0ee/core.js");
  // PyScript calls Function(…) once, to hand its hooks to workers. This page has no worker: without those hooks it runs
  // under a policy that has no 'unsafe-eval'.
  hooks.worker.onBeforeRunAsync.clear();
}

lcmBoot.loading();
start().catch((error) =>
  error instanceof Unusable ? lcmBoot.fail("configuration", error.message) : lcmBoot.diagnose(error),
);
