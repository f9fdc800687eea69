// Receives the desktop's messages for the page, and posts the page's messages to the desktop.
//
// This is the first script of the page, and it needs no other. So no message is lost that is sent while Python starts:
// each message waits here, in order, as [origin, JSON text], until Python opens the inbox with the one trusted origin.
// Only the peer window is heard (the parent; in the demo desktop, the widget's frame). Python gets JSON texts, never
// objects. A batch of texts is the arguments of one call. Each dropped message is counted under its reason, and Python
// shows the counts.
//
// Any frame of any origin can post to this window, and Pyodide and Emscripten listen here for messages of their own: they
// read whatever comes. Reading a large message takes seconds, and some texts make them throw. So this listener comes
// before theirs, and lets nothing through but what this window posts to itself.
(() => {
  "use strict";

  // A StateSync of 200 calls with 20 modes each is about 700 KB, and a desktop sends a few messages a second.
  const LIMITS = { characters: 4_000_000, depth: 64, queued: 20_000, queuedCharacters: 32_000_000, perSecond: 20_000 };
  // The most texts in one batch, and for how many ms batches follow each other in one task. Between tasks, the page draws
  // and takes the agent's actions.
  const BATCH = 20;
  const TASK = 100;
  // A message is alone when it comes at least this many ms after Python was done with the last one. It is the finest
  // step of a page's clock.
  const ALONE = 0.1;

  const peerFrame = document.currentScript.dataset.peer;
  const peer = () => (peerFrame ? document.querySelector(peerFrame)?.contentWindow : window.parent);
  const counts = { accepted: 0, source: 0, origin: 0, size: 0, unreadable: 0, queue: 0, rate: 0 };
  let queue = [];
  let queuedCharacters = 0;
  let trusted = null; // the peer's origin, once Python has named it
  let waking = false;
  let handedAt = 0;
  let closed = false;
  let hand = null; // Python's handler, once the inbox is open: it is called with the texts of a batch
  let second = 0;
  let inSecond = 0;

  // Hands the waiting texts to Python, in batches, until the time is up. The rest follows in a later task.
  function handOver() {
    const until = performance.now() + TASK;
    do {
      const texts = queue.splice(0, BATCH).map(([, text]) => text);
      for (const text of texts) queuedCharacters -= text.length;
      counts.accepted += texts.length;
      wake();
      hand(...texts);
      handedAt = performance.now();
    } while (hand && queue.length && handedAt < until);
  }

  // A message that comes alone goes to Python at once. Messages that come while Python is busy, or right after that,
  // wait for a later task and go as one batch. A message channel starts that task because, unlike a timer or an
  // animation frame, it is not slowed down in a hidden frame or a background tab.
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

  // The reason why `value` can't be turned into text within the limits ("size" or "unreadable"), or "" when it can. The
  // value is checked before JSON.stringify, which would build a text of any size. A cycle ends at the depth limit.
  function fits(value) {
    let budget = LIMITS.characters;
    const rest = [[value, 0]];
    while (rest.length) {
      const [item, depth] = rest.pop();
      budget -= typeof item === "string" ? item.length : 4;
      if (item !== null && typeof item === "object") {
        if (depth > LIMITS.depth || ArrayBuffer.isView(item) || item instanceof ArrayBuffer) return "unreadable";
        if (Array.isArray(item)) budget -= 4 * item.length; // JSON writes a null for each hole, which the loop skips
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

  // The message as JSON text, or null when it is dropped. Then the reason is counted.
  function textOf(data) {
    const reason = typeof data === "string" ? (data.length > LIMITS.characters ? "size" : "") : fits(data);
    if (!reason) {
      try {
        const text = typeof data === "string" ? data : JSON.stringify(data);
        if (typeof text === "string") return text;
      } catch {
        // A value such as a BigInt can be posted, but JSON can't hold it.
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
    if (event.source === window) return; // Pyodide's scheduler, in browsers where it uses no message channel
    event.stopImmediatePropagation();
    if (event.source === null || event.source !== peer()) {
      counts.source += 1; // its data is never read
    } else if (closed) {
      // It is not heard, and not let through either.
    } else if (trusted !== null && event.origin !== trusted) {
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

  // Before any other listener: the standard calls capturing ones first, Chromium those of a window as they were added.
  addEventListener("message", hear, true);

  window.lcmInbox = Object.freeze({
    // From now on only `origin` is trusted. Waiting messages from other origins are dropped. `handler(...texts)` gets
    // each batch, in order.
    open(origin, handler) {
      trusted = origin;
      hand = handler;
      const waiting = queue.filter(([from]) => from === origin);
      counts.origin += queue.length - waiting.length;
      queue = waiting;
      queuedCharacters = waiting.reduce((sum, [, text]) => sum + text.length, 0);
      wake();
    },
    // Posts to the trusted origin only. It posts an object, unless the configuration says that the desktop wants text.
    post(text, asText) {
      peer().postMessage(asText ? text : JSON.parse(text), trusted);
    },
    counts: () => JSON.stringify(counts),
    // From now on nothing is heard or kept, and still nothing is let through.
    close() {
      closed = true;
      hand = null;
      queue = [];
      queuedCharacters = 0;
    },
  });
  performance.mark("widget:listening");
})();
