// What comes or goes above moves what stands below. So the page is scrolled by as much, and what the agent is at stays
// where it was: what is under the pointer, else what has the focus. A page that can't be scrolled, or not so far, moves.
import { pointedAt } from "./entered.js";

// An element with an id is the same before and after a drawing.
export function anchor() {
  const element = [pointedAt(), document.activeElement].map((at) => at?.closest("body [id]")).find(Boolean);
  return element && { element, top: element.getBoundingClientRect().top };
}

export function backTo(before) {
  if (!before?.element.isConnected || !before.element.checkVisibility()) return;
  const by = before.element.getBoundingClientRect().top - before.top;
  if (by) scrollBy({ top: by, behavior: "instant" });
}
