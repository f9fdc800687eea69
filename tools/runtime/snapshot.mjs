// node snapshot.mjs SPEC.json: records an interpreter and proves that it wakes (see docs/boot.md).
//
// SPEC: {folder: the runtime, libraries: {path: file}, archive: a zip of .pyc, home: a zip in the folder or null,
// modules: [names], checked: [files in the folder], env: {}, main: path of snapshot.py, facts: where to write what the
// manifest must know}. Writes snapshot.bin and packages.zip into the folder.
import "./repeatable.mjs";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { runInNewContext } from "node:vm";

const spec = JSON.parse(readFileSync(process.argv[2], "utf8"));
const inFolder = (file) => join(spec.folder, file);
const load = (file) => import(pathToFileURL(inFolder(file)));
const [{ loadPyodide, version }, { default: create }, format] = await Promise.all(
  ["pyodide.mjs", "pyodide.asm.mjs", "restore.mjs"].map(load),
);
const ARCHIVE = "/lib/packages.zip";
const STDLIB = "/lib/python314.zip"; // where Pyodide puts what stdLibURL gives
const libraries = Object.fromEntries(
  Object.entries(spec.libraries).map(([path, file]) => [path, WebAssembly.compile(readFileSync(inFolder(file)))]),
);

async function engine(settings) {
  const failed = format.prepare(settings, libraries);
  return Promise.race([create(settings), failed]);
}

const options = { indexURL: spec.folder, env: spec.env, stdLibURL: inFolder("python_stdlib.zip") };

// PyScript writes a Python package of its own at each start, from text in its bundle: {"pyscript": {"name.py": source}}.
// Found by its shape, so that a new PyScript needs no change here, or costs a hint and some milliseconds in the page.
function pyscriptSources() {
  const bundle = readdirSync(spec.folder).find((name) => /^core-.*\.js$/.test(name));
  const text = bundle ? readFileSync(inFolder(bundle), "utf8") : "";
  const strings = String.raw`"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'`;
  const literal = String.raw`\{(?:[\w.]+|${strings}|[:,]|\{(?:[\w.]+|${strings}|[:,])*\})*\}`;
  const found = text.match(new RegExp(String.raw`\("\.",(\{pyscript:${literal}\})\)`));
  if (!found) console.warn("PyScript's own Python was not found in its bundle: it will be compiled in each page.");
  return found ? runInNewContext(`(${found[1]})`) : {};
}

// An interpreter with everything imported.
async function gathered() {
  const python = await loadPyodide({ ...options, _makeSnapshot: true, createPyodideModule: engine });
  const { FS } = python;
  for (const path of Object.keys(libraries)) {
    // The name is all that Python asks the file system for: the library itself is already there. The file's content
    // would be read into the heap and stay.
    FS.mkdirTree(path.slice(0, path.lastIndexOf("/")));
    FS.writeFile(path, new Uint8Array(1));
  }
  FS.writeFile(ARCHIVE, readFileSync(spec.archive));
  FS.writeFile("/lib/lcm_snapshot.py", readFileSync(spec.main));
  python.runPython("import sys; sys.path.append('/lib'); import lcm_snapshot; sys.path.remove('/lib')");
  if (spec.home) {
    FS.writeFile("/tmp/home.zip", readFileSync(inFolder(spec.home)));
    python.runPython("lcm_snapshot.unpack('/tmp/home.zip')");
  }
  FS.writeFile("/tmp/pyscript.json", JSON.stringify(pyscriptSources()));
  python.runPython("lcm_snapshot.precompile('/tmp/pyscript.json')");
  const what = [Object.keys(libraries), [ARCHIVE], spec.modules];
  python.runPython(`lcm_snapshot.gather(*${JSON.stringify(what)})`);
  return python;
}

// What the heap doesn't hold is left in one zip.
async function writeRest() {
  const python = await gathered();
  writeFileSync(inFolder("packages.zip"), python.runPython(`lcm_snapshot.rest("${ARCHIVE}")`).toJs());
}

// The same again: now the zip is there, and the interpreter that is recorded knows its directory by heart.
async function recorded() {
  const python = await gathered();
  python.FS.writeFile(ARCHIVE, readFileSync(inFolder("packages.zip")));
  python.runPython(`lcm_snapshot.settle(["${STDLIB}", "${ARCHIVE}"])`);
  python.runPython("del lcm_snapshot, sys");
  wipe(python._module);
  return python;
}

// A fresh engine in the state in which a page restores into it.
async function fresh() {
  let module;
  const enough = new Error();
  await loadPyodide({
    ...options,
    async createPyodideModule(settings) {
      module = await engine({ ...settings, noInitialRun: true });
      throw enough;
    },
  }).catch((error) => {
    if (error !== enough) throw error;
  });
  return module;
}

// Freed memory keeps what was in it. All of it is taken once, wiped and given back: larger blocks first, until the next
// one would come from above everything that was ever used.
function wipe(module) {
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

// The byte ranges in which the recorded memory isn't what every fresh engine has by itself: [start, length, …].
function difference(memory, fresh, another) {
  const { stackEnd, stackTop, used, trampoline } = format.layoutOf(fresh);
  const words = (bytes) => new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2);
  const [is, was, other] = [memory, fresh.HEAPU8, another.HEAPU8].map(words);
  const expected = (i) => (i < used >> 2 ? is[i] === was[i] && was[i] === other[i] : is[i] === 0);
  const runs = [];
  for (let at = 0; at < memory.length; at += format.BLOCK) {
    const end = at + format.BLOCK;
    if (at >= stackEnd && end <= stackTop) continue; // nothing is running
    let same = trampoline < at || trampoline >= end;
    for (let i = at >> 2; same && i < end >> 2; i++) same = expected(i);
    if (same) continue;
    if (runs.length && runs.at(-2) + runs.at(-1) === at) runs[runs.length - 1] += format.BLOCK;
    else runs.push(at, format.BLOCK);
  }
  return runs;
}

// Throws unless the file that was just written restores into an interpreter that works.
async function wakes(header) {
  const file = readFileSync(inFolder("snapshot.bin"));
  const image = format.unpack(Uint8Array.from(file).buffer);
  const python = await loadPyodide({
    ...options,
    stdLibURL: inFolder("packages.zip"),
    _loadSnapshot: header,
    async createPyodideModule(settings) {
      const module = await engine(settings);
      format.restore(module, image);
      return module;
    },
  });
  python.FS.rename(STDLIB, ARCHIVE);
  python.pyimport("lcm_snapshot").wake();
  python.pyimport("lcm_snapshot").rehearse();
}

function sumOf(name) {
  const { buffer } = Uint8Array.from(readFileSync(inFolder(name)));
  return format.checksum(new Int32Array(buffer, 0, buffer.byteLength >> 2), 0, buffer.byteLength >> 2, 0);
}

async function main() {
  const [base, another] = [await fresh(), await fresh()]; // clocks and random numbers differ between them
  await writeRest();
  const python = await recorded();
  if (python._module.wasmTable.length !== base.wasmTable.length) throw new Error("Python added functions to the table");
  const snapshot = python.makeMemorySnapshot();
  const headerLength = new Uint32Array(snapshot.buffer, snapshot.byteOffset, 2)[1];
  const memory = snapshot.slice(headerLength);
  const runs = difference(memory, base, another);
  const untouched = format.untouched(base, runs);
  writeFileSync(inFolder("snapshot.bin"), format.pack({ size: memory.length, runs, memory, base: untouched }));
  const header = snapshot.slice(0, headerLength);
  await wakes(header);
  const sums = Object.fromEntries(spec.checked.map((name) => [name, sumOf(name)]));
  const written = Buffer.from(header).toString("base64");
  const facts = { pyodide: version, heap: memory.length, header: written, sums, archive: ARCHIVE, stdlib: STDLIB };
  writeFileSync(spec.facts, JSON.stringify(facts));
}

// Node would print the whole of the engine's one line of source.
main().catch((error) => {
  console.error(String(error.stack ?? error).slice(-2000));
  process.exit(1);
});
