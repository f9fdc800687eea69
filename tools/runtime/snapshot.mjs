// node snapshot.mjs SPEC.json: records an interpreter with the packages, and proves that it wakes (see docs/boot.md).
//
// SPEC: {folder: the runtime, libraries: {path: file}, archive: a zip of .pyc, checked: [files in the folder], env: {},
// main: path of snapshot.py, facts: where to write what the manifest must know}. Writes snapshot.bin and packages.zip into
// the folder.
import { ARCHIVE, STDLIB, engine, format, inFolder, loadPyodide, options, prove, run, runsOf, spec, taken, version } from "./recording.mjs";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { runInNewContext } from "node:vm";

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
  for (const path of Object.keys(spec.libraries)) {
    // The name is all that Python asks the file system for: the library itself is already there. The file's content
    // would be read into the heap and stay.
    FS.mkdirTree(path.slice(0, path.lastIndexOf("/")));
    FS.writeFile(path, new Uint8Array(1));
  }
  FS.writeFile(ARCHIVE, readFileSync(spec.archive));
  FS.writeFile("/lib/lcm_snapshot.py", readFileSync(spec.main));
  python.runPython("import sys; sys.path.append('/lib'); import lcm_snapshot; sys.path.remove('/lib')");
  FS.writeFile("/tmp/pyscript.json", JSON.stringify(pyscriptSources()));
  python.runPython("lcm_snapshot.precompile('/tmp/pyscript.json')");
  const what = [Object.keys(spec.libraries), [ARCHIVE]];
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

// The byte ranges in which the recorded memory isn't what every fresh engine has by itself.
function difference(memory, fresh, another) {
  const layout = format.layoutOf(fresh);
  const { used, trampoline } = layout;
  const words = (bytes) => new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2);
  const [is, was, other] = [memory, fresh.HEAPU8, another.HEAPU8].map(words);
  const expected = (i) => (i < used >> 2 ? is[i] === was[i] && was[i] === other[i] : is[i] === 0);
  return runsOf(memory.length, layout, (from, to) => {
    let same = trampoline >> 2 < from || trampoline >> 2 >= to;
    for (let i = from; same && i < to; i++) same = expected(i);
    return same;
  });
}

function sumOf(name) {
  const { buffer } = Uint8Array.from(readFileSync(inFolder(name)));
  return format.checksum(new Int32Array(buffer, 0, buffer.byteLength >> 2), 0, buffer.byteLength >> 2, 0);
}

run(async () => {
  const [base, another] = [await fresh(), await fresh()]; // clocks and random numbers differ between them
  await writeRest();
  const python = await recorded();
  if (python._module.wasmTable.length !== base.wasmTable.length) throw new Error("Python added functions to the table");
  const { header, memory } = taken(python);
  const runs = difference(memory, base, another);
  const untouched = format.untouched(base, runs);
  writeFileSync(inFolder("snapshot.bin"), format.pack({ size: memory.length, runs, memory, base: untouched }));
  await prove(header, ["snapshot.bin"]);
  const sums = Object.fromEntries(spec.checked.map((name) => [name, sumOf(name)]));
  return { pyodide: version, header: Buffer.from(header).toString("base64"), sums, archive: ARCHIVE, stdlib: STDLIB };
});
