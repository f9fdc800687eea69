// Puts Python's HTML into the document, and sends the agent's actions to Python. Python decides, except for what depends
// on where things stand in the moment of a press: which press is held back (press.js), where the focus goes, and where a
// dialog stands (docs/architecture.md).
import { dataOf, listen, send } from "./act.js";
import { anchor, backTo } from "./anchor.js";
import { lookAgain } from "./entered.js";
import { CONTROL, listOf, setStops, stopOf } from "./grid.js";
import { beforeDrawing, takes } from "./press.js";
import { Idiomorph } from "./runtime/314.0.7-0e10fce3ca/idiomorph.esm.js";

// The HTML comes from the widget's own templates, which escape every value. This is the only Trusted Types policy of
// the page, and the Content-Security-Policy allows no other.
const policy = window.trustedTypes?.createPolicy("widget-panels", { createHTML: (html) => html });
const parse = (html) => new DOMParser().parseFromString(policy ? policy.createHTML(html) : html, "text/html").body;

// What the agent is typing is never overwritten: the focused field keeps its text and its caret. A focused button is
// drawn like any other element. A dialog stays open while its content changes.
// Of the controls, grid.js alone says where Tab stops. A text that is scrolled says so itself.
const keeps = (name, element) =>
  (name === "tabindex" && element.matches(CONTROL)) || (name === "open" && element.localName === "dialog");
const TYPING = /^(INPUT|SELECT|TEXTAREA)$/;
const morphing = () => ({
  morphStyle: "innerHTML",
  restoreFocus: document.hasFocus(),
  ignoreActiveValue: TYPING.test(document.activeElement?.tagName ?? ""),
  callbacks: { beforeAttributeUpdated: (name, element) => !keeps(name, element) },
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
// form's id), and the outcome's button gets the focus. When a focused button of a row is removed, the row gets the focus;
// when the row is removed, the nearest row.
function draw(regions) {
  beforeDrawing();
  const focused = waiting ?? document.activeElement;
  const place = placeOf(focused);
  const list = listOf(focused);
  const before = anchor();
  for (const [id, html] of Object.entries(JSON.parse(regions))) {
    const region = document.getElementById(id);
    if (region) Idiomorph.morph(region, [...parse(html).childNodes], morphing());
  }
  setStops();
  backTo(before);
  if (focused !== document.activeElement || focused.disabled || (list && !focused.checkVisibility())) {
    moveFocus(successorOf(place) ?? stopOf(list) ?? lastResort());
  }
  openDialogs();
  document.querySelector(".held:not(:popover-open)")?.showPopover(); // over all else, also over the list of calls
  lookAgain();
}

function usableById(id) {
  const element = document.getElementById(id);
  return element?.checkVisibility() && !element.disabled ? element : null;
}

// Where all else has gone with what had the focus, such as at a log-out.
const lastResort = () => usableById("calls-button") ?? usableById("refresh-calls");

// Where an element is, and what stands in for it when it is gone or can't be used any more.
const placeOf = (element) => ({ id: element?.id, form: element?.form?.id, row: element?.closest?.("[role=row]")?.id });
const successorOf = ({ id, form, row }) =>
  usableById(id) ?? document.getElementById(form)?.querySelector("button:not(:disabled)") ?? usableById(row);

// A dialog in the HTML is opened as modal. When it is removed, the focus returns to where it was. While a dialog is inert,
// opening it moves no focus.
let returnTo = null;
let returnPlace = {};
function openDialogs() {
  const dialog = document.querySelector("dialog[data-modal]");
  if (dialog && !dialog.open) {
    returnTo = waiting ?? document.activeElement;
    returnPlace = placeOf(returnTo);
    style.setProperty("--asked", style.getPropertyValue("--press"));
    dialog.inert = true;
    dialog.showModal();
    dialog.inert = false;
    moveFocus(dialog.querySelector("[autofocus]"), { preventScroll: true }); // it stands in sight
  } else if (!dialog && returnTo) {
    moveFocus(successorOf(returnPlace) ?? (returnTo.isConnected ? returnTo : lastResort()));
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

// The list of calls opens below the press, as a dialog opens around it.
addEventListener("beforetoggle", ({ target }) => target.popover === "auto" && style.setProperty("--asked", style.getPropertyValue("--press")), true);

// Tab leads out of the list of calls: then it closes, so that the focus is never under it.
addEventListener("focusin", ({ target }) => {
  const list = document.querySelector("[popover]:not([popover=manual]):popover-open");
  if (list && !list.contains(target) && target.popoverTargetElement !== list) list.hidePopover();
});

function fieldsOf(form, submitter) {
  const fields = {};
  for (const [name, value] of new FormData(form, submitter)) fields[name] = String(value);
  return fields;
}

addEventListener("click", (event) => {
  if (!takes(event)) return event.preventDefault();
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

// Esc in a form closes it, unless what is typed would be lost: Python decides.
addEventListener("keydown", (event) => {
  const form = event.key === "Escape" && event.target.closest?.("form[data-cancel]");
  if (form) send(form.dataset.cancel, { ...dataOf(form), value: "escape" });
});

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
  focus: (id, since) => {
    const to = document.getElementById(id);
    // A button that the agent is led to is marked, also after a press of the mouse.
    if (!since || (waiting ?? document.activeElement)?.id === since) moveFocus(to, { focusVisible: to?.matches("button") || undefined });
  },
  show: (id) => document.getElementById(id)?.scrollIntoView({ block: "nearest" }),
  listen,
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
