// The page's ear and mouth on the desktop's bus.
//
// It is the first script of the page and needs nothing else, so that no message sent while Python is still starting is
// lost: each waits here, in order, as [origin, JSON text], until Python opens the inbox with the one origin it trusts.
// Only the peer window is heard (the parent; in the demo desktop, the widget's frame). Text crosses to Python, never a
// live object, one batch at a time, as the arguments of one call. Everything dropped is counted under the reason, and
// Python shows the counts.
(() => {
  "use strict";

  // A StateSync of 200 calls with 20 modes each is about 700 KB; an agent's desktop sends a few messages a second.
  const LIMITS = { characters: 4_000_000, depth: 64, queued: 20_000, queuedCharacters: 32_000_000, perSecond: 20_000 };
  // Texts in one batch: about a quarter of a second's work. Between batches of a flood the page draws and hears the agent.
  const BATCH = 1000;
  const ALONE = 0.1; // ms since Python was done with the last: the finest step of a page's clock

  const peerFrame = document.currentScript.dataset.peer;
  const peer = () => (peerFrame ? document.querySelector(peerFrame)?.contentWindow : window.parent);
  const counts = { accepted: 0, source: 0, origin: 0, size: 0, unreadable: 0, queue: 0, rate: 0 };
  let queue = [];
  let queuedCharacters = 0;
  let trusted = null; // the peer's origin, once Python has named it
  let waking = false;
  let handedAt = 0;
  let hand = null; // Python's ear, once the inbox is open: called with the texts of a batch
  let second = 0;
  let inSecond = 0;

  // All that waits goes to Python, up to a batch; the rest in a later task.
  function handOver() {
    const texts = queue.splice(0, BATCH).map(([, text]) => text);
    for (const text of texts) queuedCharacters -= text.length;
    counts.accepted += texts.length;
    wake();
    hand(...texts);
    handedAt = performance.now();
  }

  // A message that comes alone goes straight to Python. Those that come while it is busy, or right after, wait for a
  // task of their own and go as one batch. Unlike a timer or an animation frame, a message channel is not slowed down
  // in a hidden frame or a background tab.
  const waker = new MessageChannel();
  waker.port1.onmessage = () => {
    waking = false;
    if (hand && queue.length) handOver();
  };
  function wake() {
    if (waking || !hand || !queue.length) return;
    waking = true;
    waker.port2.postMessage(null);
  }

  // True while `value` can be turned into text within the limits. Walked before JSON.stringify, because that would first
  // build a text of any size; a cycle ends at the depth limit.
  function fits(value) {
    let budget = LIMITS.characters;
    const rest = [[value, 0]];
    while (rest.length) {
      const [item, depth] = rest.pop();
      budget -= typeof item === "string" ? item.length : 4;
      if (item !== null && typeof item === "object") {
        if (depth > LIMITS.depth || ArrayBuffer.isView(item) || item instanceof ArrayBuffer) return "unreadable";
        if (Array.isArray(item)) budget -= 4 * item.length; // JSON writes the holes, which the loop does not see
        for (const key in item) {
          budget -= key.length;
          if (budget < 0) return "size";
          rest.push([item[key], depth + 1]);
        }
      }
      if (budget < 0) return "size";
    }
    return "";
  }

  // The message as JSON text, or null with the reason counted.
  function textOf(data) {
    const reason = typeof data === "string" ? (data.length > LIMITS.characters ? "size" : "") : fits(data);
    if (!reason) {
      try {
        const text = typeof data === "string" ? data : JSON.stringify(data);
        if (typeof text === "string") return text;
      } catch {
        // BigInt and the like: structured clone carries them, JSON does not.
      }
    }
    counts[reason || "unreadable"] += 1;
    return null;
  }

  function overRate() {
    const now = Math.floor(performance.now() / 1000);
    if (now !== second) [second, inSecond] = [now, 0];
    inSecond += 1;
    return inSecond > LIMITS.perSecond;
  }

  function makeRoom() {
    while (queue.length > LIMITS.queued || queuedCharacters > LIMITS.queuedCharacters) {
      queuedCharacters -= queue.shift()[1].length;
      counts.queue += 1;
    }
  }

  function hear(event) {
    if (event.source !== peer() || event.source === window) {
      counts.source += 1;
      return;
    }
    event.stopImmediatePropagation(); // a message of the bus is nobody else's: Pyodide listens too, for its own
    if (trusted !== null && event.origin !== trusted) {
      counts.origin += 1;
    } else if (overRate()) {
      counts.rate += 1;
    } else {
      const text = textOf(event.data);
      if (text === null) return;
      queue.push([event.origin, text]);
      queuedCharacters += text.length;
      makeRoom();
      if (hand && !waking && performance.now() - handedAt >= ALONE) handOver();
      else wake();
    }
  }

  addEventListener("message", hear);

  window.lcmInbox = Object.freeze({
    // From now on only `origin` counts; what waited from elsewhere is dropped. `handler(...texts)` gets each batch, in order.
    open(origin, handler) {
      trusted = origin;
      hand = handler;
      const waiting = queue.filter(([from]) => from === origin);
      counts.origin += queue.length - waiting.length;
      queue = waiting;
      queuedCharacters = waiting.reduce((sum, [, text]) => sum + text.length, 0);
      wake();
    },
    // To the trusted origin only. As an object, unless the configuration says that the desktop wants text.
    post(text, asText) {
      peer().postMessage(asText ? text : JSON.parse(text), trusted);
    },
    counts: () => JSON.stringify(counts),
    // Nothing is heard or kept any more: there is nobody to listen to.
    close() {
      removeEventListener("message", hear);
      hand = null;
      queue = [];
      queuedCharacters = 0;
    },
  });
  performance.mark("widget:listening");
})();
