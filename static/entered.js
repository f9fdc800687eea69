// Tells Python which lists the pointer or the focus is in, so that the order of these is held meanwhile. A finger rests on
// nothing, so only a mouse or a pen counts as a pointer.
import { send } from "./act.js";

let focused = null;
let pointed = null; // what the pointer is on
let place = null; // and where it is
const told = new Set(); // the names of the lists that Python knows to be entered

function listsAround(element) {
  const list = element?.parentElement && element.closest("[data-list]");
  return list ? [list, ...listsAround(list.parentElement)] : [];
}

// While a dialog is open, the agent has not left what is behind it.
function entered() {
  const dialog = document.querySelector("dialog[open]");
  const behind = [...document.querySelectorAll("[data-list]")].filter(({ dataset }) => dialog && told.has(dataset.list));
  const lists = [...listsAround(focused), ...listsAround(pointed), ...behind];
  return new Set(lists.filter((list) => list.isConnected && list.checkVisibility()).map(({ dataset }) => dataset.list));
}

function tell() {
  asked = null;
  const now = document.hidden ? new Set() : entered();
  for (const list of told.difference(now)) send("list-left", { list });
  for (const list of now.difference(told)) send("list-entered", { list });
  told.clear();
  for (const list of now) told.add(list);
}

// Tells in the next task: the focus leaves one control before it enters the other, and Python may be the one that moves it.
let asked = null;
function lookLater() {
  asked ??= setTimeout(tell);
}

export const pointedAt = () => pointed;

// After a drawing something else may be under the pointer, which has not moved.
export function lookAgain() {
  pointed = place && document.elementFromPoint(place.clientX, place.clientY);
  lookLater();
}

function point(element, event) {
  pointed = element;
  place = element && { clientX: event.clientX, clientY: event.clientY };
  lookLater();
}

addEventListener("pointerover", (event) => point(event.pointerType === "touch" ? null : event.target, event));
addEventListener("pointermove", (event) => {
  if (place) place = { clientX: event.clientX, clientY: event.clientY };
});
document.documentElement.addEventListener("pointerleave", () => point(null));
addEventListener("focusin", ({ target }) => { focused = target; lookLater(); });
addEventListener("focusout", () => { focused = null; lookLater(); });
document.addEventListener("visibilitychange", () => (document.hidden ? point(null) : lookLater()));
