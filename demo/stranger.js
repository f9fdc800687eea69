// A page of another origin in the desktop. It posts to the widget's frame what the desktop gives it.
addEventListener("message", ({ data, source }) => {
  if (source === parent) parent.frames[0].postMessage(data, "*");
});
