// One key for each answer: presses what bears the key as data-key, which is on the page and works without this.
"use strict";
let gone = false;
document.addEventListener("keydown", (event) => {
  if (gone || event.repeat || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  const at = event.target;
  if (at.closest("textarea, select, [contenteditable], input:not([type=checkbox])")) return;
  const pressed = document.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (!pressed) return;
  event.preventDefault();
  gone = pressed.type !== "checkbox";
  pressed.click();
});
// Somebody who comes back by the browser's own button finds the page as it was left.
window.addEventListener("pageshow", () => { gone = false; });
