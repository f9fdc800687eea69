// What comes or goes above moves what stands below. So the page is scrolled by as much, and what the agent is at stays
// where it was: the control or the list under the pointer, else what has the focus. A page that can't be scrolled, or not
// so far, moves. What stands over the page does not move with it.
import { pointedAt } from "./entered.js";
import { CONTROLS } from "./press.js";

export function anchor() {
  const at = pointedAt()?.closest(`${CONTROLS}, [data-list]`) ?? document.activeElement;
  const element = at === document.body || at?.closest("dialog, [popover]") ? null : at;
  return element && { element, top: element.getBoundingClientRect().top };
}

export function backTo(before) {
  if (!before?.element.isConnected || !before.element.checkVisibility()) return;
  const by = before.element.getBoundingClientRect().top - before.top;
  if (by) scrollBy({ top: by, behavior: "instant" });
}
