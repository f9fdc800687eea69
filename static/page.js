// Puts Python's HTML into the document, and sends the agent's actions to Python. Python decides, except for what depends
// on where things stand in the moment of a press: which press is held back, where the focus goes, and where a dialog
// stands (docs/architecture.md).
import { Idiomorph } from "./runtime/314.0.7-129d523820/idiomorph.esm.js";

// The HTML comes from the widget's own templates, which escape every value. This is the only Trusted Types policy of
// the page, and the Content-Security-Policy allows no other.
const policy = window.trustedTypes?.createPolicy("widget-panels", { createHTML: (html) => html });
const parse = (html) => new DOMParser().parseFromString(policy ? policy.createHTML(html) : html, "text/html").body;

let act = () => {}; // Python's handler, once it is there
const send = (action, payload) => act(JSON.stringify([action, payload]));

// What the agent is typing is never overwritten: the focused field keeps its text and its caret. A focused button is
// drawn like any other element. A dialog stays open while its content changes.
const TYPING = /^(INPUT|SELECT|TEXTAREA)$/;
const morphing = () => ({
  morphStyle: "innerHTML",
  restoreFocus: document.hasFocus(),
  ignoreActiveValue: TYPING.test(document.activeElement?.tagName ?? ""),
  callbacks: { beforeAttributeUpdated: (name, element) => !(name === "open" && element.localName === "dialog") },
});

// The focus moves only while the page has it, because the agent may be typing in the desktop. Otherwise it moves when the
// page has it again, without scrolling: the agent may be pressing something in that moment. Until then `waiting` is what
// gets it, first of all what had it.
let waiting = null;
let left = null; // what lost the focus in this task: some browsers take it from the element before they take it from the page
addEventListener("focusout", (event) => {
  left = event.target;
  setTimeout(() => { left = null; });
});
addEventListener("blur", () => { waiting = left; });
function moveFocus(element, how) {
  if (!element) return;
  if (document.hasFocus()) element.focus(how);
  else waiting = element;
}
addEventListener("focus", () => {
  (document.getElementById(waiting?.id) ?? waiting)?.focus({ preventScroll: true });
  waiting = null;
});

// Draws the regions. When the focused field is removed with its form, the outcome takes the form's place (it has the
// form's id), and the outcome's button gets the focus.
function draw(regions) {
  if (drawsOwnPress) drawings = [];
  else remember();
  const focused = waiting ?? document.activeElement;
  const form = focused?.form?.id;
  for (const [id, html] of Object.entries(JSON.parse(regions))) {
    const region = document.getElementById(id);
    if (region) Idiomorph.morph(region, [...parse(html).childNodes], morphing());
  }
  if (focused !== document.activeElement) {
    moveFocus(document.getElementById(focused.id) ?? document.getElementById(form)?.querySelector("button"));
  }
  openDialogs();
}

// A dialog in the HTML is opened as modal. When it is removed, the focus returns to where it was. While a dialog is inert,
// opening it moves no focus.
let returnTo = null;
function openDialogs() {
  const dialog = document.querySelector("dialog[data-modal]");
  if (dialog && !dialog.open) {
    returnTo = waiting ?? document.activeElement;
    style.setProperty("--asked", style.getPropertyValue("--press"));
    dialog.inert = true;
    dialog.showModal();
    dialog.inert = false;
    moveFocus(dialog.querySelector("[autofocus]"), { preventScroll: true }); // it stands in sight
  } else if (!dialog && returnTo) {
    moveFocus(document.getElementById(returnTo.id) ?? returnTo);
    returnTo = null;
  }
}

// A desktop may give the frame more height than its window has, and a frame can't scroll a page of another origin. So what
// stands over the page is placed by where the agent pressed and by the part of the frame that is in sight. The browser
// tells that part a frame later, at most. An open dialog is not moved by a press.
const { style } = document.documentElement;
const sight = new IntersectionObserver(([{ intersectionRect }]) => {
  sight.disconnect();
  if (!intersectionRect.height) return; // it isn't drawn: what is known stays
  style.setProperty("--sight-start", `${intersectionRect.top}px`);
  style.setProperty("--sight-end", `${intersectionRect.bottom}px`);
});
function pressedAt(y) {
  style.setProperty("--press", `${y}px`);
  if (!document.querySelector("dialog[open]")) sight.observe(document.documentElement);
}
addEventListener("pointerdown", ({ clientY }) => pressedAt(clientY), true);
addEventListener("keydown", () => pressedAt(document.activeElement.getBoundingClientRect().top), true);
addEventListener("resize", () => sight.observe(document.documentElement));

// The data-* of an element and of the elements around it. The nearest value counts.
function dataOf(element) {
  const around = element.parentElement?.closest("body *");
  return { ...(around ? dataOf(around) : {}), ...element.dataset };
}

function fieldsOf(form, submitter) {
  const fields = {};
  for (const [name, value] of new FormData(form, submitter)) fields[name] = String(value);
  return fields;
}

// A control that a drawing put under the pointer less than SETTLED ms ago takes no press: the agent meant what was there
// before. It is the same control as before when it sends the same, reads the same, and the pressed point was on it. Keys
// are never held back: they press what has the focus, wherever it stands.
const SETTLED = 400;
const KEPT = 2000; // ms; a press may wait as long for a busy page, and counts at the time it was made
const CONTROLS = "button, input, select, textarea, label, a[href], [data-action]:not(form)";
let drawings = []; // the last ones: the time, and where each control in sight stood before
let drawsOwnPress = false; // the next drawing is what the agent's own press does

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

addEventListener("click", (event) => {
  // A double click presses once. Its second click presses nothing, because another button may be under the pointer now.
  const stopped = event.detail && (isHeld() || (event.detail > 1 && !press?.afterHeld));
  if (press) press.over = true; // a click without a press of its own comes from a screen reader
  if (stopped) return event.preventDefault();
  drawsOwnPress = true;
  const copy = event.target.closest("[data-copy]");
  if (copy) return copyText(copy);
  const submitter = event.target.closest("button");
  if (submitter?.form && submitter.type === "submit") return submit(event, submitter);
  const element = event.target.closest("[data-action]:not(form)");
  if (!element || element.disabled || element.getAttribute("aria-disabled") === "true") return undefined;
  const payload = dataOf(element);
  if (element.value) payload.value = element.value;
  return send(element.dataset.action, payload);
});

// After Python has asked for the frame in which it draws what the click does.
addEventListener("click", () => requestAnimationFrame(() => { drawsOwnPress = false; }));

// A key that is held down presses once.
addEventListener("keydown", (event) => event.repeat && event.key === "Enter" && event.preventDefault());

// The click of a form's button sends the form, and Enter in a field makes the browser click that button. The browser's
// own submission is not used: in a sandbox without allow-forms, it does nothing and no event says so.
function submit(event, submitter) {
  event.preventDefault();
  const { form } = submitter;
  return send(form.dataset.action, { ...fieldsOf(form, submitter), ...dataOf(form) });
}

function input(event) {
  const field = event.target.closest("[data-input]");
  if (!field) return;
  const value = field.type === "checkbox" ? (field.checked ? "on" : "") : field.value;
  send(field.dataset.input, { ...dataOf(field), value });
}
addEventListener("input", input);

// Esc in a dialog does the same as its cancel button. Python closes the dialog by drawing the page without it.
addEventListener(
  "cancel",
  (event) => {
    const dialog = event.target.closest("dialog[data-cancel]");
    if (!dialog) return;
    event.preventDefault();
    send(dialog.dataset.cancel, dataOf(dialog));
  },
  true,
);

// In a frame, the clipboard needs the desktop's permission (allow="clipboard-write"). Without it, the old copy command
// may still work. It moves no focus: nothing is selected for it.
async function copyText(element) {
  const text = element.dataset.copy;
  let copied = true;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    copied = copyByCommand(text);
  }
  send(copied ? "copied" : "copy-failed", dataOf(element));
}

function copyByCommand(text) {
  const give = (event) => {
    event.clipboardData.setData("text/plain", text);
    event.preventDefault();
  };
  addEventListener("copy", give);
  const copied = document.execCommand("copy");
  removeEventListener("copy", give);
  return copied;
}

// Tells Python that the page leaves, is closed, comes back from the back-forward cache, or is visible or focused again.
addEventListener("pagehide", (event) => send(event.persisted ? "page-left" : "page-closed", {}));
addEventListener("pageshow", (event) => event.persisted && send("page-returned", {}));
addEventListener("focus", () => send("page-woke", {}));
document.addEventListener("visibilitychange", () => document.hidden || send("page-woke", {}));

// The fragment names the agent. Another one is another agent's page, which begins anew: nothing of the last agent stays.
addEventListener("hashchange", () => location.reload());

function follow(url) {
  const link = document.createElement("a");
  link.href = url;
  link.click();
}

window.lcmPage = Object.freeze({
  draw,
  follow,
  focus: (id) => moveFocus(document.getElementById(id)),
  show: (id) => document.getElementById(id)?.scrollIntoView({ block: "nearest" }),
  listen: (handler) => { act = handler; },
  set: (name, value) => document.documentElement.setAttribute(name, value),
  token: (name, value) => document.documentElement.style.setProperty(name, value),
  surroundings: () =>
    JSON.stringify({
      framed: window.parent !== window,
      ancestors: [...(location.ancestorOrigins ?? [])],
      referrer: document.referrer,
      query: location.search.slice(1),
      fragment: location.hash.slice(1),
      hour12: new Intl.DateTimeFormat(undefined, { hour: "numeric" }).resolvedOptions().hour12,
    }),
});
