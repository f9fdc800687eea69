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

lcmBoot.loading();
import("./runtime/314.0.7-5e112c0eb3/core.js").then(({ config, hooks }) => {
  // PyScript calls Function(…) once, to hand its hooks to workers. This page has no worker: without those hooks it runs
  // under a policy that has no 'unsafe-eval'.
  hooks.worker.onBeforeRunAsync.clear();
  // PyScript keeps the text of a configuration that it can't read, and stops without a word.
  if (typeof config.py !== "object") lcmBoot.fail("configuration", "PyScript can't read pyscript.toml.");
}, lcmBoot.diagnose);
