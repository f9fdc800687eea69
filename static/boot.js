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

// PyScript leaves out of a configuration what it can't read, or stops without a word. Its other reader names the line.
async function proofread() {
  const answer = await fetch("pyscript.toml");
  const { parse } = await import("./runtime/314.0.7-19176226f0/toml.js");
  if (answer.ok) parse(await answer.text());
}
const proof = proofread().catch(({ line, message }) => {
  if (line) lcmBoot.fail("configuration", `pyscript.toml, line ${line}: ${message}`);
});

lcmBoot.loading();
import("./runtime/314.0.7-19176226f0/core.js").then(async ({ config, hooks }) => {
  // PyScript calls Function(…) once, to hand its hooks to workers. This page has no worker: without those hooks it runs
  // under a policy that has no 'unsafe-eval'.
  hooks.worker.onBeforeRunAsync.clear();
  await proof;
  if (typeof config.py !== "object") lcmBoot.fail("configuration", "PyScript can't read pyscript.toml.");
}, lcmBoot.diagnose);
