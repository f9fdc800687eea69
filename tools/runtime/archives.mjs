// node archives.mjs IN OUT: recompiles the archives of IN into OUT, in Pyodide (see archives.py).
import "./repeatable.mjs";
import { readFileSync } from "node:fs";
import { loadPyodide } from "pyodide";

const [source, target] = process.argv.slice(2);
const python = await loadPyodide({ env: { PYTHONNODEBUGRANGES: "1" } }); // lines in tracebacks stay, columns go
python.FS.mkdirTree("/in");
python.FS.mkdirTree("/out");
python.mountNodeFS("/in", source);
python.mountNodeFS("/out", target);
python.runPython(readFileSync(new URL("archives.py", import.meta.url), "utf8"));
python.runPython("main()");
