// The keys of the judging room. Letters work on every keyboard layout, by their place; none acts while something is
// typed, or together with a modifier.
(() => {
  "use strict";
  const form = document.querySelector("form[data-scoring]");
  const note = document.querySelector("form[data-notes]");
  const video = document.querySelector("video");
  const groups = [...(form?.querySelectorAll("fieldset[data-weight]") ?? [])];
  const typing = (el) => el.matches("textarea, select, input:not([type=radio], [type=checkbox])") || el.isContentEditable;

  let digits = "";
  let digitsAt = 0;
  function choose(group, digit) {
    // Two digits typed quickly are one number: 1, 0 is ten.
    digits = Date.now() - digitsAt < 700 ? digits + digit : digit;
    digitsAt = Date.now();
    const find = (text) => [...group.querySelectorAll("input[type=radio]")].find((box) => box.value === text);
    const box = find(digits) || find(digit);
    if (!box || box.matches(":disabled")) return;
    box.checked = true;
    box.focus();
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }
  const isGiven = (group) => group.querySelector("input:checked") || group.querySelector("input[type=number]")?.value;
  const follow = (rel) => document.querySelector(`main a[rel=${rel}]`)?.click();

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.isComposing) return;
    if (typing(event.target)) {
      // Out of the field, back to the keys.
      if (event.key === "Escape") event.target.blur();
      return;
    }
    // A letter of the Latin alphabet is itself; of another layout the key is meant that stands at its place.
    const letter = /^[a-z]$/i.test(event.key) ? event.key.toLowerCase() : event.code.replace(/^Key/, "").toLowerCase();
    const digit = /^[0-9]$/.test(event.key) ? event.key : event.code.match(/^(?:Digit|Numpad)([0-9])$/)?.[1];
    if (digit !== undefined && groups.length > 0) {
      event.preventDefault();
      if (event.repeat) return;
      // A vote is a button, and leads on.
      const vote = form.querySelector(`button[data-digit="${digit}"]:enabled`);
      if (vote) { vote.click(); return; }
      if (form.querySelector("button[data-digit]")) return;
      const here = event.target.closest("fieldset[data-weight]");
      choose(here || groups.find((group) => !isGiven(group)) || groups[0], digit);
    } else if (event.code === "Space" && video && !event.target.closest("a, button, summary, video, input[type=checkbox]")) {
      event.preventDefault();
      if (video.paused) video.play().catch(() => {}); else video.pause();
    } else if (event.repeat) {
      return;
    } else if (letter === "j") follow("next");
    else if (letter === "k") follow("prev");
    else if (letter === "s" && form) {
      event.preventDefault();
      form.dispatchEvent(new Event("room:save"));
    } else if (letter === "n" && note) {
      event.preventDefault();
      note.dispatchEvent(new Event("room:note"));
    }
  });
})();
