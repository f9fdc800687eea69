// Gives this process the same random numbers, the same clock and the same zone each time, so that the same sources make
// the same bytes. Import it first. Nothing of it reaches a page: that has its own clock and its browser's randomness.
import crypto from "node:crypto";

process.env.TZ = "UTC";

// A linear congruential generator, of which the upper bits are used.
let seed = 1;
function fill(view) {
  for (let i = 0; i < view.length; i++) {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    view[i] = seed >>> 24;
  }
  return view;
}
crypto.randomFillSync = fill; // Emscripten's in Node
globalThis.crypto.getRandomValues = fill;

// Each look at it is a millisecond later: Python tells by a folder's time whether it must read the folder again.
let now = Date.UTC(2026, 0, 1);
const began = now;
Date.now = () => ++now;
performance.now = () => ++now - began;
