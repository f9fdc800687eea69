// A control that a drawing put under the pointer less than SETTLED ms ago takes no press: the agent meant what was there
// before. It is the same control as before when it sends the same, reads the same, and the pressed point was on it. Keys
// are never held back: they press what has the focus, wherever it stands.
import { dataOf, send } from "./act.js";

const SETTLED = 400;
const KEPT = 2000; // ms; a press may wait as long for a busy page, and counts at the time it was made
export const CONTROLS = "button, input, select, textarea, label, a[href], [data-action]:not(form)";
let drawings = []; // the last ones: the time, and where each control in sight stood before
let drawsOwnPress = false; // the next drawing is what the agent's own press does

export function beforeDrawing() {
  if (drawsOwnPress) drawings = [];
  else remember();
}

// What a control sends, as a text. What it copies and the state of the link may change without that.
function sentBy(control) {
  const { copy, link, ...data } = dataOf(control);
  return JSON.stringify([(control.control ?? control).id, data]); // a label stands for its field
}

// What a control reads, without a countdown. That of a copy button is what became of the copying.
const wordsOf = ({ dataset, ariaLabel, textContent }) =>
  dataset.copy ? "" : `${ariaLabel ?? ""} ${textContent}`.replace(/\d+(:\d\d)+/g, "");

function remember() {
  const at = performance.now();
  const stood = new Map();
  for (const control of (document.querySelector("dialog[open]") ?? document).querySelectorAll(CONTROLS)) {
    const place = control.getBoundingClientRect();
    if (place.bottom < 0 || place.top > innerHeight || !place.height) continue;
    const sent = sentBy(control);
    const words = control.ariaDisabled === "true" || control.disabled ? null : wordsOf(control); // it may say why it is off
    stood.set(sent, [...(stood.get(sent) ?? []), { place, words }]);
  }
  drawings = [...drawings.filter((drawing) => drawing.at > at - KEPT), { at, stood }];
}

const isOn = ({ left, right, top, bottom }, x, y) => x >= left && x <= right && y >= top && y <= bottom;

function stoodThere({ at, sent, words, x, y }) {
  const same = (before) => (before.words ?? words) === words && isOn(before.place, x, y);
  return drawings.every((drawing) => at - drawing.at >= SETTLED || drawing.stood.get(sent)?.some(same));
}

// Another width moves what is on the page like a drawing, and where it stood before is not known.
let width = innerWidth;
addEventListener("resize", () => {
  if (innerWidth !== width) drawings.push({ at: performance.now(), stood: new Map() });
  width = innerWidth;
});

// The agent scrolls, or moves the pointer onto another control: what is under the pointer then is what they mean.
let pointer = null;
const controlAt = ({ clientX, clientY }) => document.elementFromPoint(clientX, clientY)?.closest(CONTROLS);
addEventListener("wheel", () => { drawings = []; tellPress(false); }, { passive: true });
addEventListener("pointermove", (event) => {
  if (event.pointerType === "touch") return;
  const moved = pointer?.clientX !== event.clientX || pointer.clientY !== event.clientY;
  const made = event.timeStamp; // maybe before a drawing, while the page was busy
  if (moved && drawings.length && !(pointer && controlAt(pointer) === controlAt(event))) {
    drawings = drawings.filter(({ at }) => at > made);
  }
  pointer = event;
});

// The last press by a pointer: when, where, on what, and whether it is held back. `afterHeld`: the one before was. A finger
// may press a control from a little outside of it.
let press = null;
function pressOf({ target, clientX, clientY, timeStamp }) {
  const afterHeld = press?.held === true;
  const control = target.closest?.(CONTROLS);
  if (!control) return { afterHeld, held: false };
  const { left, right, top, bottom } = control.getBoundingClientRect();
  const x = Math.min(Math.max(clientX, left), right - 1);
  const y = Math.min(Math.max(clientY, top), bottom - 1);
  const begun = { afterHeld, control, at: timeStamp, sent: sentBy(control), words: wordsOf(control), x, y };
  return { ...begun, held: !stoodThere(begun) };
}

// Looks again when the press ends: a drawing may have come in between.
function isHeld() {
  if (!press?.control || press.over) return false;
  if (press.held) return true;
  const { control, sent, words, x, y } = press;
  const there = control.contains(document.elementFromPoint(x, y));
  press.held = !there || sentBy(control) !== sent || wordsOf(control) !== words;
  return press.held;
}

let heldTold = false; // the last thing that Python was told of a press is that it was held back
function tellPress(held) {
  if (held) drawings.push({ at: press.at, stood: new Map() }); // the other half of a double click is held back as well
  if (held || heldTold) send(held ? "press-held" : "press-taken", {});
  heldTold = held;
}
addEventListener("pointerdown", (event) => { press = pressOf(event); }, true);
addEventListener("mousedown", (event) => press?.held && event.preventDefault(), true);
addEventListener("pointerup", () => tellPress(isHeld()), true);
addEventListener("pointercancel", () => { drawings = []; press = null; }); // the finger scrolls
addEventListener("keydown", () => tellPress(false), true);

// Whether a click presses something. A double click presses once. Its second click presses nothing, because another button
// may be under the pointer now.
export function takes({ detail }) {
  const stopped = detail && (isHeld() || (detail > 1 && !press?.afterHeld));
  if (press) press.over = true; // a click without a press of its own comes from a screen reader
  if (!stopped) drawsOwnPress = true;
  // After Python has asked for the frame in which it draws what the click does.
  queueMicrotask(() => requestAnimationFrame(() => { drawsOwnPress = false; }));
  return !stopped;
}
