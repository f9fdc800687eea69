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

const unusable = (why) => lcmBoot.fail("configuration", why);
// PyScript leaves out of a configuration what it can't read, or stops without a word. Its other reader names the line.
// Gives whether the file came and can be read.
async function proofread() {
  const answer = await fetch("pyscript.toml");
  if (!answer.ok) return false;
  const { parse } = await import("./runtime/314.0.7-357c1fa846/toml.js");
  const { interpreter } = parse(await answer.text());
  // PyScript turns to a server abroad then, and the policy is blamed for stopping it.
  if (!interpreter) unusable("pyscript.toml names no interpreter: take the file that make dist made. Only [widget] is yours.");
  return true;
}
const proof = proofread().catch(({ line, message }) => line && unusable(`pyscript.toml, line ${line}: ${message}`));

lcmBoot.loading();
import("./runtime/314.0.7-357c1fa846/core.js").then(async ({ config, hooks }) => {
  // PyScript calls Function(…) once, to hand its hooks to workers. This page has no worker: without those hooks it runs
  // under a policy that has no 'unsafe-eval'.
  hooks.worker.onBeforeRunAsync.clear();
  if ((await proof) && typeof config.py !== "object") unusable("PyScript can't read pyscript.toml.");
}, lcmBoot.diagnose);
