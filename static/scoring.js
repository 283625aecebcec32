// The scorecard: the total as it is given, saves by themselves, keys. Without it the buttons do the same.
(() => {
  "use strict";
  const form = document.querySelector("form[data-scoring]");
  if (!form) return;
  const status = form.querySelector("[data-status]");
  const output = form.querySelector("[data-total]");
  const groups = [...form.querySelectorAll("fieldset[data-weight]")];
  const video = document.querySelector("video");

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
  if (!status) return;

  // ---- saves: what changed waits in this browser until the server has it ----
  const key = "scores-" + form.dataset.scoring;
  let pending = {};
  let timer = 0;
  let busy = false;
  let waiting = null;
  const say = (word) => { status.textContent = form.dataset[word]; };
  function keep() {
    try {
      if (Object.keys(pending).length > 0) localStorage.setItem(key, JSON.stringify(pending));
      else localStorage.removeItem(key);
    } catch { /* without storage the page itself keeps it */ }
  }
  function later(milliseconds) { clearTimeout(timer); timer = setTimeout(send, milliseconds); }
  async function send() {
    if (busy || Object.keys(pending).length === 0) return;
    busy = true;
    const sent = { ...pending };
    say("saving");
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        headers: { Accept: "application/json" },
        body: new URLSearchParams(sent),
        redirect: "manual",
        // A page that is being closed or put aside still gets its save out.
        keepalive: document.visibilityState === "hidden",
      });
      if (answer.ok) {
        const told = await answer.json();
        form.elements.version.value = told.version;
        for (const name of Object.keys(sent)) if (pending[name] === sent[name]) delete pending[name];
        keep();
        say(Object.keys(pending).length > 0 ? "unsaved" : "saved");
        if (Object.keys(pending).length > 0) later(300);
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
      // Whether it arrived is not known, so neither is the version.
      form.elements.version.value = "";
      say("unsaved"); later(5000);
    }
    busy = false;
    if (waiting) waiting();
  }
  form.addEventListener("input", (event) => {
    const field = event.target;
    if (!field.name || field.name === "version") return;
    if (field.type === "number" && field.value === "") return;
    pending[field.name] = field.value;
    keep();
    say("unsaved");
    later(field.type === "radio" ? 150 : 900);
  });
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
  for (const link of document.querySelectorAll("a[rel=next], a[rel=prev]")) {
    link.addEventListener("click", async (event) => {
      if (Object.keys(pending).length === 0 || !navigator.onLine) return;
      event.preventDefault();
      clearTimeout(timer);
      if (busy) await new Promise((done) => { waiting = () => { waiting = null; done(); }; });
      await send();
      location.assign(link.href);
    });
  }
  window.addEventListener("beforeunload", (event) => { if (Object.keys(pending).length > 0) event.preventDefault(); });

  // What did not reach the server last time is put back and sent.
  try {
    const left = JSON.parse(localStorage.getItem(key) || "{}");
    for (const [name, value] of Object.entries(left)) {
      const field = form.elements[name];
      if (!field || name === "version" || field.value === value) continue;
      field.value = value;
      pending[name] = value;
    }
    keep();
    if (Object.keys(pending).length > 0) { say("restored"); showTotal(); later(500); }
  } catch { /* nothing to put back */ }

  // ---- keys ----
  const typing = (el) => el.matches("textarea, select, input:not([type=radio], [type=checkbox])") || el.isContentEditable;
  let digits = "";
  let digitsAt = 0;
  function choose(group, digit) {
    // Two digits typed quickly are one number: 1, 0 is ten.
    digits = Date.now() - digitsAt < 700 ? digits + digit : digit;
    digitsAt = Date.now();
    const find = (text) => [...group.querySelectorAll("input[type=radio]")].find((box) => box.value === text);
    const box = find(digits) || find(digit);
    if (!box || box.disabled) return;
    box.checked = true;
    box.focus();
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }
  const follow = (rel) => document.querySelector(`a[rel=${rel}]`)?.click();
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const letter = event.key.toLowerCase();
    if (/^[0-9]$/.test(event.key)) {
      const here = event.target.closest("fieldset[data-weight]");
      choose(here || groups.find((group) => points(group) === null) || groups[0], event.key);
      event.preventDefault();
    } else if (letter === "j") follow("next");
    else if (letter === "k") follow("prev");
    else if (letter === "s") { event.preventDefault(); clearTimeout(timer); send(); }
    else if (event.key === " " && video && !event.target.closest("a, button, summary, video")) {
      event.preventDefault();
      if (video.paused) video.play(); else video.pause();
    }
  });
})();
