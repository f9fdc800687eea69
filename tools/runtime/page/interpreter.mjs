// The interpreter of the page, as PyScript asks for one: restored from a snapshot, or else booted the ordinary way.
//
// It starts when this module is imported, before PyScript is there. Whatever is different from the recording, or throws,
// leads to the ordinary boot. Which way it went, and why, stands on <html data-boot-way data-boot-why> and in the console.
import { loadPyodide as load, version } from "./pyodide.mjs";
import { checksum, prepare, restore, unpack } from "./restore.mjs";

export { version };

// With it (JSPI), Pyodide runs every turn of Python on a stack of its own, for blocking calls that nothing here makes. A
// Chromium that samples its memory, as it does for some users, walks that stack past its end and takes the page down.
delete WebAssembly.Suspending;

const MANIFEST = null; // written here by the build; null when there is no snapshot
const HOME = "home.zip"; // the widget's own modules, where the snapshot holds them
const PLACES = {}; // written here by make dist: the folder of each file that is in another one than this module
const at = (file) => new URL(`${PLACES[file] ?? ""}${file}`, import.meta.url).href;
const ENGINE = { indexURL: new URL(".", at("pyodide.asm.wasm")).href, lockFileURL: at("pyodide-lock.json") };

async function fetched(file) {
  const response = await fetch(at(file));
  if (!response.ok) throw new Error(`${file} was not delivered (${response.status})`);
  return response;
}

function verify(file, bytes) {
  const words = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2);
  if (bytes.length !== MANIFEST.sizes[file] || checksum(words, 0, words.length, 0) !== MANIFEST.sums[file]) {
    throw new Error(`${file} is not the recorded one`);
  }
  return bytes;
}

// WebAssembly is compiled while it arrives, which also lets the browser keep the machine code. From a server that doesn't
// know application/wasm, browsers refuse it, and Pyodide then waits for ever: it is renamed here.
const WASM = "application/wasm";
function asWasm(response) {
  if (response.headers.get("Content-Type") === WASM) return response;
  return new Response(response.body, { status: response.status, headers: { "Content-Type": WASM } });
}
const { instantiateStreaming } = WebAssembly;
WebAssembly.instantiateStreaming = async (source, imports) => instantiateStreaming(asWasm(await source), imports);

async function compiled(file) {
  const response = await fetched(file);
  const bytes = response.clone().arrayBuffer();
  const module = await WebAssembly.compileStreaming(asWasm(response));
  verify(file, new Uint8Array(await bytes));
  return module;
}

async function awake() {
  const memory = MANIFEST.sizes["widget.bin"] ? ["snapshot.bin", "widget.bin"] : ["snapshot.bin"];
  for (const file of [...memory, "packages.zip", ...Object.values(MANIFEST.libraries)]) lcmBoot.spare(at(file));
  const images = memory.map((file) => fetched(file).then((response) => response.arrayBuffer()).then(unpack));
  const libraries = Object.entries(MANIFEST.libraries).map(([path, file]) => [path, compiled(file)]);
  const engine = import(at("pyodide.asm.mjs"));
  for (const promise of [...images, engine, ...libraries.map(([, module]) => module)]) promise.catch(() => {}); // awaited later
  const python = await load({
    ...ENGINE,
    env: MANIFEST.env,
    stdLibURL: at("packages.zip"), // what is fetched in its place, see provide()
    _loadSnapshot: Uint8Array.from(atob(MANIFEST.header), (letter) => letter.charCodeAt(0)), // the memory comes below
    async createPyodideModule(settings) {
      const failed = prepare(settings, Object.fromEntries(libraries));
      const module = await Promise.race([(await engine).default(settings), failed]);
      restore(module, ...(await Promise.all(images.splice(0)))); // Pyodide keeps this function: nothing may hang on it
      return module;
    },
  });
  provide(python.FS);
  python.pyimport("lcm_snapshot").wake();
  for (const name of MANIFEST.packages) python.loadedPackages[name] = "snapshot";
  return python;
}

// The files that later imports read. The packages' are here by now: they came in the place of the standard library,
// which is fetched when one of its modules is first imported: rarely, and then at once, as an import must be.
function provide(FS) {
  if (!FS.analyzePath(MANIFEST.stdlib).exists) throw new Error("packages.zip was not delivered"); // Pyodide only warns
  FS.rename(MANIFEST.stdlib, MANIFEST.archive);
  verify("packages.zip", FS.readFile(MANIFEST.archive));
  FS.writeFile(MANIFEST.stdlib, "");
  const { node } = FS.lookupPath(MANIFEST.stdlib);
  let content = null;
  Object.defineProperty(node, "contents", { get: () => (content ??= fetchedNow("python_stdlib.zip")) });
  node.usedBytes = MANIFEST.sizes["python_stdlib.zip"];
}

function fetchedNow(file) {
  const request = new XMLHttpRequest();
  request.open("GET", at(file), false);
  request.overrideMimeType("text/plain; charset=x-user-defined"); // a synchronous request gives text only
  request.send();
  if (request.status !== 200) throw new Error(`${file} was not delivered (${request.status})`);
  return verify(file, Uint8Array.from(request.response, (letter) => letter.charCodeAt(0)));
}

// Both ways at once would cost the agent twice the download: the ordinary one begins when the other has failed.
async function begin() {
  if (new URLSearchParams(location.search).get("boot") === "ordinary") throw new Error("asked for");
  if (!MANIFEST) throw new Error("no snapshot was recorded");
  if (MANIFEST.pyodide !== version) throw new Error("the snapshot is of another Pyodide");
  return awake();
}

async function ordinary(options) {
  const home = MANIFEST?.sizes[HOME] && fetched(HOME).then((response) => response.arrayBuffer());
  const python = await load({ ...options, ...ENGINE, stdLibURL: at("python_stdlib.zip") });
  if (home) python.unpackArchive(await home, "zip");
  return python;
}

function tell(way, why) {
  Object.assign(document.documentElement.dataset, { bootWay: way, bootWhy: why });
  console.debug(`[widget/boot] ${way}${why && `: ${why}`}`);
}

const started = begin();
started.catch(() => {}); // loadPyodide says it

// As Pyodide's, with the options that PyScript gives.
export async function loadPyodide({ packages = [], stdout, stderr, ...options }) {
  try {
    const python = await started;
    const missing = packages.filter((name) => !MANIFEST.packages.includes(name));
    python.setStdout({ batched: stdout });
    python.setStderr({ batched: stderr });
    if (missing.length) await python.loadPackage(missing);
    tell("snapshot", "");
    return python;
  } catch (error) {
    tell("ordinary", error.message);
  }
  return ordinary({ ...options, packages, stdout, stderr });
}
