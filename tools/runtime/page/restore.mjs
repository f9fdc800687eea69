// The snapshot of an interpreter: how its compiled libraries are linked, and how its memory is kept and put back.
//
// Used twice, so that both ends agree: by tools/runtime/recording.mjs, which records in Node, and by interpreter.mjs, which
// restores in the page. How it works and what it relies on: docs/boot.md.

// One file of words: MAGIC, the memory's size, the number of run words, the checksum of what was there before, the checksum
// of all that follows, then the runs (start and length, …), then their words. Pyodide's own header is in the manifest.
// The first file holds the words themselves. A file on top of it (the widget's own part) holds what they are changed by,
// with XOR, and in place of the checksum of what was there before, that of the first file.
const MAGIC = 0x32504e53; // "SNP2"
const WORDS = 5;
export const BLOCK = 256; // bytes; what is compared at once

// A compiled Python library goes in before the interpreter starts, in the recording run and in the restoring one, so
// that it gets the same addresses. Emscripten loads those named in dynamicLibraries; it looks for each among the preloaded
// ones first, where it finds ours: already compiled, which its own fetch could not give it.
//
// Returns a promise that only ever rejects: Emscripten itself would wait for a library that fails for ever.
export function prepare(settings, libraries) {
  const flags = { loadAsync: true, global: true, nodelete: true, allowUndefined: true };
  const instantiate = settings.instantiateWasm;
  let fail;
  const failed = new Promise((_, reject) => { fail = reject; });
  const load = (compiled, path) =>
    new Promise((resolve) => {
      compiled.then((module) => settings.loadWebAssemblyModule(module, flags, path)).then(resolve, fail);
    });
  settings.thisProgram = "python"; // Emscripten keeps the name in static memory, and Node has another one
  settings.dynamicLibraries = Object.keys(libraries);
  settings.instantiateWasm = (imports, done) => {
    for (const [path, compiled] of Object.entries(libraries)) {
      Object.defineProperty(settings.preloadedWasm, path, { get: () => load(compiled, path) });
    }
    return instantiate(imports, done);
  };
  return failed;
}

// Not against an attacker, who could change this file as well: against a file that was cut, mixed up or rotted.
export function checksum(words, start, end, seed) {
  let sum = seed;
  for (let i = start; i < end; i++) sum = Math.imul(sum ^ words[i], 0x01000193);
  return sum;
}

// What the engine and the libraries set up by themselves, before Python starts, is not in the file: its checksum is, and
// it is wrong whenever engine, libraries or their addresses are others than at the recording. `runs` are the byte ranges
// that the file holds, in order. The stack counts for nothing: it is empty.
export function untouched(module, runs) {
  const { stackEnd, stackTop, used } = layoutOf(module);
  let sum = 0;
  let at = 0;
  const count = (from, to) => { if (from < to) sum = checksum(module.HEAP32, from >> 2, to >> 2, sum); };
  const upTo = (end) => {
    count(at, Math.min(end, stackEnd));
    count(Math.max(at, stackTop), Math.min(end, used));
  };
  for (let i = 0; i < runs.length; i += 2) {
    upTo(runs[i]);
    at = runs[i] + runs[i + 1];
  }
  upTo(used);
  return sum;
}

export function layoutOf(module) {
  return {
    stackEnd: module._emscripten_stack_get_end(),
    stackTop: module._emscripten_stack_get_base(),
    used: module._sbrk(0),
    // Where CPython keeps the index of a function that Pyodide compiles for the browser it finds itself in.
    trampoline: module.__PyRuntime + module.HEAP32[module.__PyEM_EMSCRIPTEN_TRAMPOLINE_OFFSET >> 2],
  };
}

export function pack({ size, runs, memory, base }) {
  const length = runs.reduce((sum, value, i) => (i % 2 ? sum + value : sum), 0);
  const file = new Uint8Array(4 * (WORDS + runs.length) + length);
  const words = new Int32Array(file.buffer);
  let at = 4 * (WORDS + runs.length);
  words.set(runs, WORDS);
  for (let i = 0; i < runs.length; i += 2) {
    file.set(memory.subarray(runs[i], runs[i] + runs[i + 1]), at);
    at += runs[i + 1];
  }
  words.set([MAGIC, size, runs.length, base, checksum(words, WORDS, words.length, 0)]);
  return file;
}

// Throws when the file is not a whole snapshot.
export function unpack(buffer) {
  const words = new Int32Array(buffer, 0, buffer.byteLength >> 2);
  const [magic, size, runCount, base, sum] = words;
  if (magic !== MAGIC) throw new Error("the snapshot is not a snapshot");
  if (checksum(words, WORDS, words.length, 0) !== sum) throw new Error("the snapshot is damaged");
  return { size, base, sum, runs: words.subarray(WORDS, WORDS + runCount), data: words.subarray(WORDS + runCount) };
}

// Puts the recorded memory into a fresh engine, and the widget's part on top of it, if there is one. Throws, before anything
// is written, when it is another engine, or the part of another snapshot.
export function restore(module, image, part) {
  if (untouched(module, image.runs) !== image.base) throw new Error("the engine or a library is another one");
  if (part && part.base !== image.sum) throw new Error("the widget's part is of another snapshot");
  const { size } = part ?? image;
  if (module.HEAPU8.length < size) module.growMemory(size);
  if (module.HEAPU8.length < size) throw new Error("there is no memory for it");
  const own = layoutOf(module).trampoline >> 2;
  const trampoline = module.HEAP32[own];
  eachRun(image, (words, start) => module.HEAP32.set(words, start));
  if (part) eachRun(part, (words, start) => { for (let i = 0; i < words.length; i++) module.HEAP32[start + i] ^= words[i]; });
  module.HEAP32[own] = trampoline;
  useLocalTime(module);
}

function eachRun({ runs, data }, use) {
  let at = 0;
  for (let i = 0; i < runs.length; i += 2) {
    const count = runs[i + 1] >> 2;
    use(data.subarray(at, at + count), runs[i] >> 2);
    at += count;
  }
}

// The C library asks for the time zone once, which was on the machine of the build.
function useLocalTime(module) {
  const [standard, daylight] = module.HEAPU32.subarray(module._tzname >> 2, (module._tzname >> 2) + 2);
  module.__tzset_js(module._timezone, module._daylight, standard, daylight);
}
