// A list is one tab stop, by the ARIA grid pattern: Tab goes to the control that had the focus last, the arrow keys to the
// others. A list is a [data-list]; its controls are in the cells of its rows, and in no form. What is in a form keeps its
// own tab stops and keys.
const LIST = "[data-list]";
export const CONTROL = "button:not(:disabled), a[href], input[type=checkbox]:not(:disabled)";
const stops = new Map(); // by the list's name: its tab stop, and in which row and at which place of it that stood

export const listOf = (element) => element?.closest(LIST)?.dataset.list;
const listNamed = (name) => document.querySelector(`[data-list="${CSS.escape(name ?? "")}"]`);
const isOf = (list, element) => element.closest(`form, ${LIST}`) === list;

// The controls of a list, row by row. Rows without any are left out.
function rowsOf(list) {
  const rows = new Map();
  for (const control of list.querySelectorAll(CONTROL)) {
    if (!isOf(list, control)) continue;
    const row = control.closest("[role=row]");
    rows.set(row, [...(rows.get(row) ?? []), control]);
  }
  return [...rows.values()];
}

const shownOf = (rows) =>
  rows.map((row) => row.filter((control) => control.checkVisibility())).filter((row) => row.length);
const rowOf = (rows, control) => rows.findIndex((row) => row.includes(control));
const nearest = (all, at) => all[Math.max(0, Math.min(at, all.length - 1))];
const kindOf = ({ dataset, type }) => dataset.action ?? dataset.input ?? ("copy" in dataset ? "copy" : type);

// In a row, the control of the same kind as another one. Where there is none, the one at the same place.
function alike(row, kind, place) {
  const same = row.filter((control) => kindOf(control) === kind);
  return same.includes(row[place]) || !same.length ? nearest(row, place) : same[0];
}

// The control that stands in for a tab stop that is no longer there.
function heirOf(rows, stop) {
  const shown = shownOf(rows);
  if (!shown.length) return null;
  if (!stop) return shown.flat().find((control) => control.closest("[aria-current=true]")) ?? shown[0][0];
  const row = shown.find(([control]) => control.closest("[role=row]") === stop.row) ?? nearest(shown, stop.at);
  return alike(row, stop.kind, stop.place);
}

// Sets the tab stop of a list: a control, or where that has gone the nearest one.
function setStop(list, wanted) {
  const rows = rowsOf(list);
  const last = stops.get(list.dataset.list);
  const control = rowOf(rows, wanted) >= 0 && wanted.checkVisibility() ? wanted : heirOf(rows, last);
  const at = rowOf(rows, control);
  if (control) {
    const place = rows[at].indexOf(control);
    stops.set(list.dataset.list, { control, at, place, row: control.closest("[role=row]"), kind: kindOf(control) });
  }
  for (const each of rows.flat()) {
    const index = each === control ? "0" : "-1";
    if (each.getAttribute("tabindex") !== index) each.setAttribute("tabindex", index);
  }
  return rows.flat();
}

// After each drawing. A control that has left its list is a tab stop of its own again.
export function setStops() {
  const set = new Set();
  for (const list of document.querySelectorAll(LIST)) {
    for (const control of setStop(list, stops.get(list.dataset.list)?.control)) set.add(control);
  }
  for (const control of document.querySelectorAll(CONTROL)) if (!set.has(control)) control.removeAttribute("tabindex");
  for (const name of stops.keys()) if (!listNamed(name)) stops.delete(name);
}

// A list that is not in sight has no tab stop. It gets one when it is opened.
addEventListener("toggle", setStops, true);

export function stopOf(name) {
  const control = stops.get(name)?.control;
  return control?.isConnected && control.checkVisibility() ? control : null;
}

// The tab stop follows the focus, also into the form of a row.
addEventListener("focusin", ({ target }) => {
  const list = target.closest(LIST);
  if (!list) return;
  const row = target.closest("[role=row]");
  if (isOf(list, target)) setStop(list, target === row ? row.querySelector(CONTROL) : target);
  else if (row && stops.get(list.dataset.list)?.row !== row) setStop(list, row.querySelector(CONTROL));
});

// Where a key leads to from a control; null when it is not a key of lists.
function aim(rows, control, { key, ctrlKey }, mirrored) {
  const at = rowOf(rows, control);
  const place = rows[at].indexOf(control);
  const along = (step) => nearest(rows[at], place + (mirrored ? -step : step));
  const across = (step) => (rows[at + step] ? alike(rows[at + step], kindOf(control), place) : control);
  const end = { Home: 0, End: Infinity }[key];
  if (end !== undefined) return ctrlKey ? alike(nearest(rows, end), kindOf(control), place) : nearest(rows[at], end);
  if (ctrlKey) return null;
  return { ArrowUp: () => across(-1), ArrowDown: () => across(1), ArrowLeft: () => along(-1), ArrowRight: () => along(1) }[key]?.();
}

addEventListener("keydown", (event) => {
  const { target, altKey, metaKey, shiftKey, isComposing } = event;
  const list = target.closest?.(LIST);
  if (!list || altKey || metaKey || shiftKey || isComposing || !target.matches(CONTROL) || !isOf(list, target)) return;
  const to = aim(shownOf(rowsOf(list)), target, event, getComputedStyle(list).direction === "rtl");
  if (!to) return;
  event.preventDefault();
  to.focus();
  to.closest("[role=row]")?.scrollIntoView({ block: "nearest" }); // all of it: its other controls too
});
