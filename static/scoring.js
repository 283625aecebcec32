// The scorecard: the total as it is given, saves by themselves. Without it the buttons do the same.
(() => {
  "use strict";
  const form = document.querySelector("form[data-scoring]");
  if (!form) return;
  const status = form.querySelector("[data-status]");
  const output = form.querySelector("[data-total]");
  const groups = [...form.querySelectorAll("fieldset[data-weight]")];

  // ---- the total, in whole numbers as the server counts it ----
  function points(group) {
    const field = group.querySelector("input:checked") || group.querySelector("input[type=number]");
    const text = field ? field.value.trim().replace(",", ".") : "";
    return text === "" || Number.isNaN(Number(text)) ? null : Math.round(Number(text) * 10);
  }
  function showTotal() {
    let sum = 0;
    for (const group of groups) {
      const given = points(group);
      if (given === null) { output.textContent = "—"; return; }
      sum += given * Number(group.dataset.weight);
    }
    const thousandths = Math.floor((sum + 50) / 100);
    const hundredths = Math.floor((thousandths + 5) / 10);
    output.textContent = (hundredths / 100).toFixed(2).replace(".", form.dataset.decimal);
  }
  form.addEventListener("input", showTotal);

  // What points mean is read for the first films and folded away then, here for all films that follow.
  const levels = [...form.querySelectorAll("details.levels")];
  try {
    if (localStorage.getItem("levels") === "folded") for (const each of levels) each.open = false;
  } catch { /* without storage they begin open */ }
  for (const each of levels) {
    each.querySelector("summary").addEventListener("click", () => {
      const folded = each.open;
      for (const other of levels) if (other !== each) other.open = !folded;
      try { localStorage.setItem("levels", folded ? "folded" : "open"); } catch { /* for this film only */ }
    });
  }
  // A change that needs a reason is saved by the button.
  if (!status || "asksWhy" in form.dataset) return;

  // ---- saves: what changed waits in this browser until the server has it ----
  const key = "scores-" + form.dataset.scoring;
  const version = form.elements.version;
  // Names and values that the server does not have yet; what it had when it was last heard of; and what was sent
  // without an answer, which it may have.
  let pending = {};
  let known = values();
  let perhaps = {};
  let stale = false;
  let timer = 0;
  let busy = false;
  let waiting = null;
  const say = (word) => { status.textContent = form.dataset[word]; };
  const isWaiting = () => Object.keys(pending).length > 0;
  function values() {
    const all = {};
    for (const [name, value] of new FormData(form)) if (name === "note" || name.startsWith("points.")) all[name] = value;
    return all;
  }
  function keep() {
    try {
      if (isWaiting()) localStorage.setItem(key, JSON.stringify({ version: version.value, known, perhaps, pending }));
      else localStorage.removeItem(key);
    } catch { /* without storage the page itself keeps it */ }
  }
  // The server trims texts and writes numbers in its own way.
  const same = (name, one, other) => name === "note"
    ? one.trim().replaceAll("\r\n", "\n") === other.trim().replaceAll("\r\n", "\n")
    : one === other || (one !== "" && other !== "" && Number(one) === Number(other));
  // Whether somebody else stored something for a field of ours since.
  function isForeign(name, stored) {
    return ![pending[name], known[name] ?? "", ...(perhaps[name] ?? [])].some((ours) => same(name, ours, stored));
  }
  function later(milliseconds) { clearTimeout(timer); timer = setTimeout(send, milliseconds); }
  async function send() {
    // Without a line there is nothing to try: what is said of it stays, and the line says when it is back.
    if (busy || stale || !isWaiting() || !navigator.onLine) return;
    busy = true;
    const sent = { ...pending };
    for (const [name, value] of Object.entries(sent)) perhaps[name] = [...(perhaps[name] ?? []), value].slice(-20);
    keep();
    say("saving");
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        headers: { Accept: "application/json" },
        body: new URLSearchParams({ ...sent, version: version.value }),
        redirect: "manual",
        // A page that is being closed or put aside still gets its save out.
        keepalive: document.visibilityState === "hidden",
      });
      if (answer.ok) {
        const told = await answer.json();
        version.value = told.version;
        known = { ...known, ...sent };
        perhaps = {};
        for (const name of Object.keys(sent)) if (pending[name] === sent[name]) delete pending[name];
        keep();
        say(isWaiting() ? "unsaved" : "saved");
        if (isWaiting()) later(300);
      } else if (answer.status === 409 && answer.headers.get("Content-Type")?.startsWith("application/json")) {
        // Stored elsewhere meanwhile. Other fields go together; the same one is for the judge to decide.
        const told = await answer.json();
        if (Object.keys(sent).some((name) => isForeign(name, told.stored[name] ?? ""))) {
          stale = true;
          say("stale");
        } else {
          version.value = told.version;
          known = { ...known, ...told.stored };
          keep();
          later(50);
        }
      } else if (answer.status >= 500 || answer.status === 429) {
        say("unsaved"); later(5000);
      } else if (answer.type === "opaqueredirect") {
        // Signed out meanwhile: what was given stays here until they are back.
        say("signedOut");
      } else {
        // The server will not take it as it is: the button shows why, on a page.
        say("refused");
      }
    } catch {
      say("unsaved"); later(5000);
    }
    busy = false;
    if (waiting) waiting();
  }
  form.addEventListener("input", (event) => {
    const field = event.target;
    if (field.name !== "note" && !field.name.startsWith("points.")) return;
    if (field.type === "number" && field.value === "") return;
    pending[field.name] = field.value;
    keep();
    if (stale) return;
    say(navigator.onLine ? "saving" : "unsaved");
    later(field.type === "radio" ? 150 : 900);
  });
  form.addEventListener("room:save", () => { clearTimeout(timer); send(); });
  // A form that is sent takes everything with it, after the save that is on its way.
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (busy) {
      event.preventDefault();
      waiting = () => { waiting = null; form.requestSubmit(event.submitter); };
      return;
    }
    pending = {};
  });
  window.addEventListener("online", () => later(100));
  document.addEventListener("visibilitychange", () => send());
  // The way to the next film waits for the save, as long as there is a line.
  async function settle() {
    clearTimeout(timer);
    if (busy) await new Promise((done) => { waiting = () => { waiting = null; done(); }; });
    await send();
  }
  for (const link of document.querySelectorAll("a[rel=next], a[rel=prev]")) {
    link.addEventListener("click", async (event) => {
      if (!navigator.onLine) { event.preventDefault(); say("noLine"); return; }
      if (!isWaiting() || stale) return;
      event.preventDefault();
      await settle();
      location.assign(link.href);
    });
  }
  document.querySelector("form[data-skip]")?.addEventListener("submit", async (event) => {
    if (!isWaiting() || stale) return;
    event.preventDefault();
    await settle();
    event.target.submit();
  });
  window.addEventListener("beforeunload", (event) => { if (isWaiting()) event.preventDefault(); });

  // What did not reach the server last time is put back and sent, unless the same was changed elsewhere since.
  try {
    const left = JSON.parse(localStorage.getItem(key) || "{}");
    const stored = { ...known };
    for (const [name, value] of Object.entries(left.pending ?? {})) {
      const field = form.elements[name];
      if (!field || same(name, stored[name] ?? "", value)) continue;
      pending[name] = value;
      field.value = value;
    }
    known = left.known ?? known;
    perhaps = left.perhaps ?? {};
    stale = Object.keys(pending).some((name) => isForeign(name, stored[name] ?? ""));
    // With the version of then the button shows both; with that of now it is sent by itself.
    if (stale) version.value = left.version; else known = stored;
    if (isWaiting()) { say(stale ? "stale" : "restored"); showTotal(); if (!stale) later(500); }
    if (!stale) keep();
  } catch { /* nothing to put back */ }
})();
