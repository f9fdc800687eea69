// What both recordings need: an engine with its libraries linked, in the state in which a page restores into it.
import "./repeatable.mjs";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

export const spec = JSON.parse(readFileSync(process.argv[2], "utf8"));
export const inFolder = (file) => join(spec.folder, file);
const load = (file) => import(pathToFileURL(inFolder(file)));
const [pyodide, { default: create }, restoring] = await Promise.all(
  ["pyodide.mjs", "pyodide.asm.mjs", "restore.mjs"].map(load),
);
export const { loadPyodide, version } = pyodide;
export const format = restoring;
export const ARCHIVE = "/lib/packages.zip";
export const STDLIB = "/lib/python314.zip"; // where Pyodide puts what stdLibURL gives
export const options = { indexURL: spec.folder, env: spec.env, stdLibURL: inFolder("python_stdlib.zip") };
const libraries = Object.fromEntries(
  Object.entries(spec.libraries).map(([path, file]) => [path, WebAssembly.compile(readFileSync(inFolder(file)))]),
);

export async function engine(settings) {
  const failed = format.prepare(settings, libraries);
  return Promise.race([create(settings), failed]);
}

// Freed memory keeps what was in it. All of it is taken once, wiped and given back: larger blocks first, until the next
// one would come from above everything that was ever used.
export function wipe(module) {
  const above = module._sbrk(0);
  const taken = [];
  for (let size = 1 << 20; size >= 16; size = size > 512 ? size >> 1 : size - 16) {
    let block = module._malloc(size);
    for (; block && block < above; block = module._malloc(size)) {
      module.HEAPU8.fill(0, block, block + size);
      taken.push(block);
    }
    module._free(block);
  }
  taken.forEach((block) => module._free(block));
}

// Pyodide's own header, and the memory.
export function taken(python) {
  wipe(python._module);
  const snapshot = python.makeMemorySnapshot();
  const headerLength = new Uint32Array(snapshot.buffer, snapshot.byteOffset, 2)[1];
  return { header: snapshot.slice(0, headerLength), memory: snapshot.slice(headerLength) };
}

// The byte ranges of all blocks that are not as expected: [start, length, …]. The stack is left out, because nothing is
// running. `same` tells of the words from one index to another whether they are as expected.
export function runsOf(length, { stackEnd, stackTop }, same) {
  const runs = [];
  for (let at = 0; at < length; at += format.BLOCK) {
    const end = at + format.BLOCK;
    if ((at >= stackEnd && end <= stackTop) || same(at >> 2, end >> 2)) continue;
    if (runs.length && runs.at(-2) + runs.at(-1) === at) runs[runs.length - 1] += format.BLOCK;
    else runs.push(at, format.BLOCK);
  }
  return runs;
}

const written = (file) => format.unpack(Uint8Array.from(readFileSync(inFolder(file))).buffer);

// An interpreter that has woken from these files, as a page's does. `seen` is called with the engine before it goes on.
export async function woken(header, files, more = {}, seen = () => {}) {
  const images = files.map(written);
  const python = await loadPyodide({
    ...options,
    ...more,
    stdLibURL: inFolder("packages.zip"),
    _loadSnapshot: header,
    async createPyodideModule(settings) {
      const module = await engine(settings);
      format.restore(module, ...images);
      seen(module);
      return module;
    },
  });
  python.FS.rename(STDLIB, ARCHIVE);
  return python;
}

// Throws unless an interpreter that wakes from these files works.
export async function prove(header, files) {
  const python = await woken(header, files);
  python.pyimport("lcm_snapshot").wake();
  python.pyimport("lcm_snapshot").rehearse();
}

// Node would print the whole of the engine's one line of source.
export function run(main) {
  main()
    .then((facts) => writeFileSync(spec.facts, JSON.stringify(facts)))
    .catch((error) => {
      console.error(String(error.stack ?? error).slice(-2000));
      process.exit(1);
    });
}
