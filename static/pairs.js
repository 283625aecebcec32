// Keys for two entries: 1 or the left arrow, 2 or the right arrow, 0 for no difference. By the place of the key, so also
// in a Russian or Chinese layout; none acts while something is typed or a player has the focus.
(() => {
  "use strict";
  const form = document.querySelector("form[data-pair]");
  const buttons = [...document.querySelectorAll("button[data-key]")];
  if (!form || buttons.length === 0) return;
  const arrows = { ArrowLeft: "1", ArrowRight: "2" };
  let sent = false;

  // Pressed twice is answered once.
  form.addEventListener("submit", (event) => {
    if (sent) event.preventDefault();
    sent = true;
  });
  window.addEventListener("pageshow", () => { sent = false; });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.isComposing || event.repeat) return;
    if (event.target.closest("input:not([type=hidden]), textarea, select, video")) return;
    const key = arrows[event.key] ?? event.code.match(/^(?:Digit|Numpad)([0-9])$/)?.[1] ?? event.key;
    const button = buttons.find((each) => each.dataset.key === key);
    if (!button) return;
    event.preventDefault();
    button.click();
  });
  // One film at a time.
  const films = [...document.querySelectorAll(".versus video")];
  for (const film of films) {
    film.addEventListener("play", () => {
      for (const other of films) if (other !== film) other.pause();
    });
  }
})();
