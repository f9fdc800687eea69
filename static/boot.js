// Starts PyScript from our own files.
//
// PyScript calls Function(…) once, to hand its hooks to workers. This page has no worker: without those hooks it runs
// under a policy that has no 'unsafe-eval'.
lcmBoot.loading();
import("./runtime/314.0.7-f8006589b5/core.js").then(({ config, hooks }) => {
  hooks.worker.onBeforeRunAsync.clear();
  // PyScript keeps the text of a configuration that it can't read, and stops without a word.
  if (typeof config.py !== "object") lcmBoot.fail("configuration", "PyScript can't read pyscript.toml.");
}, lcmBoot.diagnose);
