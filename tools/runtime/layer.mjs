// node layer.mjs SPEC.json: records the widget's own part of the snapshot, and proves that both wake (see docs/boot.md).
//
// It is what differs in an interpreter that has woken from snapshot.bin and imported the widget.
// SPEC: {folder: a runtime with its snapshot, libraries: {path: file}, env: {}, header: Pyodide's, in base64, home: a zip in
// the folder, modules: [names], facts: where to write that it is done}. Writes widget.bin into the folder.
import { STDLIB, format, inFolder, prove, run, runsOf, spec, taken, woken } from "./recording.mjs";
import { readFileSync, writeFileSync } from "node:fs";

const words = (bytes, length) => {
  const all = new Uint32Array(length >> 2);
  all.set(new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2));
  return all;
};

run(async () => {
  const header = new Uint8Array(Buffer.from(spec.header, "base64"));
  let before;
  let layout;
  const python = await woken(header, ["snapshot.bin"], { _makeSnapshot: true }, (module) => {
    before = module.HEAPU8.slice();
    layout = format.layoutOf(module);
  });
  python.FS.writeFile(STDLIB, readFileSync(inFolder("python_stdlib.zip")));
  python.FS.writeFile("/tmp/home.zip", readFileSync(inFolder(spec.home)));
  python.runPython(`import lcm_snapshot; lcm_snapshot.add("/tmp/home.zip", ${JSON.stringify(spec.modules)}); del lcm_snapshot`);
  const after = taken(python);
  if (Buffer.compare(after.header, header)) throw new Error("the widget's modules hold JavaScript objects");
  const size = after.memory.length;
  const [was, is] = [words(before, size), words(after.memory, size)];
  const runs = runsOf(size, layout, (from, to) => {
    let same = true;
    for (let i = from; same && i < to; i++) same = is[i] === was[i];
    return same;
  });
  const memory = new Uint8Array(is.map((word, i) => word ^ was[i]).buffer);
  const { sum } = format.unpack(Uint8Array.from(readFileSync(inFolder("snapshot.bin"))).buffer);
  writeFileSync(inFolder("widget.bin"), format.pack({ size, runs, memory, base: sum }));
  await prove(header, ["snapshot.bin", "widget.bin"]);
  return {};
});
