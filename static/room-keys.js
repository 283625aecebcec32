// The keys of the judging room. Letters work on every keyboard layout, by their place; none acts while something is
// typed, or together with a modifier.
(() => {
  "use strict";
  const form = document.querySelector("form[data-scoring]");
  const note = document.querySelector("form[data-notes]");
  const video = document.querySelector("video");
  const groups = [...(form?.querySelectorAll("fieldset[data-weight]") ?? [])];
  const typing = (el) => el.matches("textarea, select, input:not([type=radio], [type=checkbox])") || el.isContentEditable;
  const isGiven = (group) => group.querySelector("input:checked") || group.querySelector("input[type=number]")?.value;
  const groupOf = (el) => el.closest("fieldset[data-weight]");
  const follow = (rel) => document.querySelector(`main a[rel=${rel}]`)?.click();

  // ---- digits: each gives the next criterion its points; what belongs to one number is typed quickly ----
  let last = null; // the criterion that digits gave points to
  let text = ""; // what was typed for it
  let typedAt = 0;
  const boxes = (group) => [...group.querySelectorAll("input[type=radio]:enabled")];
  const box = (group, value) => boxes(group).find((each) => each.value === value);
  // Where the next digit goes when the focus is here.
  function target(here) {
    if (here && here !== last) return here;
    const later = here ? groups.slice(groups.indexOf(here) + 1) : [];
    return [...later, ...groups].find((group) => !isGiven(group)) ?? here ?? groups[0];
  }
  function mark(here) {
    const next = target(here);
    for (const group of groups) group.classList.toggle("takes-digit", group === next && group !== here);
    if (next && next !== here) next.scrollIntoView({ block: "nearest" });
  }
  // Whether the browser is to type the digit itself.
  function type(digit, here) {
    const isGoing = last && last === here && Date.now() - typedAt < 900 && box(last, text + digit);
    const group = isGoing ? last : target(here);
    const field = group.querySelector("input[type=number]:enabled");
    if (field) { field.focus(); field.select(); return true; }
    text = isGoing ? text + digit : digit;
    const found = box(group, text);
    if (!found) return false;
    last = group;
    typedAt = Date.now();
    found.checked = true;
    found.focus();
    found.dispatchEvent(new Event("input", { bubbles: true }));
    mark(group);
    return false;
  }
  // 8 and a point: a half is to come, where there are halves.
  function point() {
    if (!last || text.includes(".") || !boxes(last).some((each) => each.value.startsWith(text + "."))) return;
    text += ".";
    typedAt = Date.now();
  }
  // The digit that was typed is replaced by the next; once more goes back to the criterion before.
  function again(here) {
    if (last && last === here) { last = null; text = ""; mark(here); return; }
    const before = groups[groups.indexOf(here) - 1];
    const field = before?.querySelector("input:checked") ?? before?.querySelector("input:enabled");
    if (!field) return;
    last = null;
    field.focus();
    mark(before);
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.isComposing) return;
    if (typing(event.target)) {
      // Out of the field, back to the keys.
      if (event.key === "Escape") event.target.blur();
      return;
    }
    const here = groupOf(event.target);
    // A letter of the Latin alphabet is itself; of another layout the key is meant that stands at its place.
    const letter = /^[a-z]$/i.test(event.key) ? event.key.toLowerCase() : event.code.replace(/^Key/, "").toLowerCase();
    const digit = /^[0-9]$/.test(event.key) ? event.key : event.code.match(/^(?:Digit|Numpad)([0-9])$/)?.[1];
    if (digit !== undefined && groups.length > 0) {
      if (event.repeat) { event.preventDefault(); return; }
      // A vote is a button, and leads on.
      const vote = form.querySelector(`button[data-digit="${digit}"]:enabled`);
      if (vote) vote.click();
      else if (!form.querySelector("button[data-digit]") && type(digit, here)) return;
      event.preventDefault();
    } else if (event.code === "Space" && video && !event.target.closest("a, button, summary, video, input[type=checkbox]")) {
      event.preventDefault();
      if (video.paused) video.play().catch(() => {}); else video.pause();
    } else if (event.repeat) {
      return;
    } else if (event.key === "." || event.key === "," || event.code === "Period" || event.code === "NumpadDecimal") point();
    else if (event.key === "Backspace" && here) again(here);
    else if (event.key === "Enter" && !event.target.closest("a, button, summary, video, input")) {
      // With the focus nowhere: as in a field of the scorecard.
      const submit = form?.querySelector("button[formaction$='/submission']:not([data-digit])");
      if (submit) { event.preventDefault(); form.requestSubmit(submit); }
    } else if (letter === "j") follow("next");
    else if (letter === "k") follow("prev");
    else if (letter === "r") document.querySelector("a[data-recusal]")?.click();
    else if (letter === "x") document.querySelector("form[data-skip] button")?.click();
    else if (letter === "s" && form) {
      event.preventDefault();
      form.dispatchEvent(new Event("room:save"));
    } else if (letter === "n" && note) {
      event.preventDefault();
      note.dispatchEvent(new Event("room:note"));
    }
  });
  document.addEventListener("focusin", (event) => {
    const here = groupOf(event.target);
    if (here && here !== last) { last = null; mark(here); }
  });
})();
