// Notes at seconds of the film: the player's time in the field, times that move the player, notes kept in this browser
// until the server has them. Without it the same forms and links do the same.
(() => {
  "use strict";
  const video = document.querySelector("video");
  const list = () => document.querySelector("[data-note-list]");
  const form = document.querySelector("form[data-notes]");

  // ---- the player ----
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-second]");
    if (!link || !video || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    video.currentTime = Number(link.dataset.second);
    video.focus();
  });
  if (!form) return;
  const at = form.elements.at;
  const text = form.elements.text;
  const clock = (seconds) => Math.floor(seconds / 60) + ":" + String(Math.floor(seconds) % 60).padStart(2, "0");
  // The time of a note is that at which its first letter was typed, unless a time was typed.
  let own = at.value !== "";
  at.addEventListener("input", () => { own = at.value !== ""; });
  const stamp = () => { if (video && !own) at.value = clock(video.currentTime); };
  text.addEventListener("input", () => { if (at.value === "" || text.value.length === 1) stamp(); });
  form.addEventListener("room:note", () => { stamp(); text.focus(); });

  // ---- notes that the server does not have yet ----
  const status = form.querySelector("[data-note-status]");
  const say = (word) => { status.textContent = word ? form.dataset[word] : ""; };
  const key = "notes-" + form.dataset.notes;
  let pending = [];
  let busy = false;
  let timer = 0;
  function keep() {
    try {
      if (pending.length > 0) localStorage.setItem(key, JSON.stringify(pending));
      else localStorage.removeItem(key);
    } catch { /* without storage the page itself keeps them */ }
  }
  // Made here as the server makes it on the page: a note that is sent twice is one note.
  function newId() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  }
  const changed = (field) => field.value !== field.defaultValue;
  const isDirty = (except) => [...list().querySelectorAll("form")].some(
    (each) => each !== except && [...each.querySelectorAll("textarea, [name=at]")].some(changed));
  async function post(url, body) {
    const answer = await fetch(url, { method: "POST", body: new URLSearchParams(body) });
    if (answer.status >= 500 || answer.status === 429) throw new TypeError("not now");
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return { ok: answer.ok, status: answer.status, list: page.querySelector("[data-note-list]") };
  }
  function later(milliseconds) { clearTimeout(timer); timer = setTimeout(send, milliseconds); }
  async function send() {
    if (busy || pending.length === 0) return;
    busy = true;
    say("saving");
    const [first] = pending;
    try {
      const told = await post(form.action, first);
      if (told.ok && told.list) {
        pending = pending.filter((each) => each !== first);
        keep();
        if (!isDirty(null)) list().replaceWith(told.list);
        say(pending.length > 0 ? "unsaved" : "saved");
        if (pending.length > 0) later(100);
      } else if (told.ok) {
        say("signedOut");
      } else {
        // The server will not take it as it is: back into the fields, where the button shows why, on a page.
        pending = pending.filter((each) => each !== first);
        keep();
        if (text.value === "") fill(first);
        refused = true;
        say("refused");
      }
    } catch {
      say("unsaved");
      later(5000);
    }
    busy = false;
  }
  let refused = false;
  function fill(note) {
    for (const [name, value] of Object.entries(note)) form.elements[name].value = value;
    own = true;
  }
  form.addEventListener("submit", (event) => {
    if (refused) return;
    event.preventDefault();
    pending.push(Object.fromEntries(new FormData(form)));
    keep();
    form.elements.key.value = newId();
    text.value = "";
    text.dispatchEvent(new Event("input"));
    at.value = "";
    own = false;
    text.focus();
    later(0);
  });
  window.addEventListener("online", () => later(100));
  window.addEventListener("beforeunload", (event) => {
    if (pending.length > 0 || (text.value !== "" && !refused)) event.preventDefault();
  });

  // ---- changes of notes that are there ----
  document.addEventListener("submit", async (event) => {
    const edit = event.target;
    if (!list().contains(edit) || edit.dataset.refused) return;
    event.preventDefault();
    const url = event.submitter?.formAction || edit.action;
    const body = Object.fromEntries(new FormData(edit));
    say("saving");
    try {
      const told = await post(url, body);
      if (told.ok && !told.list) { say("signedOut"); return; }
      if (!told.list) { edit.dataset.refused = "yes"; say("refused"); return; }
      if (isDirty(edit)) { edit.closest("details").open = false; } else list().replaceWith(told.list);
      say(told.ok ? "saved" : "");
      if (!told.ok) document.querySelector("[data-note-list] [aria-invalid]")?.focus();
    } catch {
      // What was typed stays in its field.
      say("unsavedChange");
    }
  });

  // What did not reach the server last time is sent now.
  try {
    pending = JSON.parse(localStorage.getItem(key) || "[]");
    if (!Array.isArray(pending)) pending = [];
    if (pending.length > 0) { say("restored"); later(300); }
  } catch { /* nothing to send */ }
})();
