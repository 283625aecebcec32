// The entry form saves itself: a moment after each change and when a field is left, as a whole, naming the version
// it started from. What could not be sent is sent when the line is back.
(() => {
  "use strict";
  const form = document.querySelector("form[data-autosave]");
  const note = document.getElementById("autosave");
  if (!form || !note) return;
  const words = form.dataset;
  // Not form.action: the form's buttons are named so.
  const address = form.getAttribute("action");

  // dirty: something typed is not on the server. stopped: a person has to look before anything more is saved.
  let timer, running, unanswered, stopped = false, sent = false, dirty = false;

  function say(text, tone, link, label) {
    note.textContent = text;
    note.className = "autosave " + tone;
    if (!link) return;
    const a = document.createElement("a");
    a.href = link;
    a.textContent = label;
    note.append(" ", a);
    return a;
  }
  function later(milliseconds) {
    clearTimeout(timer);
    timer = setTimeout(save, milliseconds);
  }
  function failed() {
    dirty = true;
    say(words.failed, "warn");
    later(5000);
  }

  async function send() {
    // What got no answer may have arrived: sent once more as it was, it is the same save and no conflict.
    const again = unanswered !== undefined;
    const body = unanswered ?? new URLSearchParams(new FormData(form)).toString();
    unanswered = body;
    dirty = again;
    say(words.saving, "");
    let answer, told = {};
    try {
      answer = await fetch(address, {
        method: "POST",
        headers: { "X-Autosave": "1", "Accept": "application/json", "Content-Type": "application/x-www-form-urlencoded" },
        body,
        redirect: "manual",
        // A page that is being closed or put aside still gets its save out.
        keepalive: document.visibilityState === "hidden" && body.length < 60000,
      });
      if (answer.type !== "opaqueredirect" && answer.status < 500 && answer.status !== 429) told = await answer.json();
    } catch {
      failed();
      return;
    }
    if (answer.status >= 500 || answer.status === 429) {
      failed();
      return;
    }
    unanswered = undefined;
    if (answer.ok) {
      form.elements.version.value = told.version;
      const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
      say(words.saved.replace("%", time), "good");
      if (dirty) later(300);
    } else if (answer.type === "opaqueredirect") {
      // Signed out meanwhile: this page keeps what was typed until they have signed in elsewhere.
      dirty = true;
      const a = say(words.signedOut, "warn", words.signIn, words.signInLabel);
      if (a) a.target = "_blank";
    } else {
      // Two saves at once: the creator looks at both before anything more is saved.
      if (answer.status === 409) stopped = true; else dirty = true;
      say(told.problem, "warn", told.location, words.look);
    }
  }

  // One save at a time; what changed meanwhile goes with the next.
  async function save() {
    clearTimeout(timer);
    while (running) await running;
    if (!dirty || stopped) return;
    running = send().finally(() => { running = undefined; });
    await running;
  }

  form.addEventListener("input", () => { dirty = true; later(1500); });
  form.addEventListener("change", () => { if (dirty) later(200); });
  window.addEventListener("online", () => { if (dirty) later(100); });
  document.addEventListener("visibilitychange", () => { if (dirty && !sent) save(); });

  form.addEventListener("submit", async (event) => {
    if (sent) return;
    if (!navigator.onLine) {
      // Pressed without a line, the form would be given for an error page.
      event.preventDefault();
      failed();
      return;
    }
    // A save on its way would make the form's version an old one, and so would one that got no answer.
    if (!running && unanswered === undefined) { sent = true; stopped = true; clearTimeout(timer); return; }
    event.preventDefault();
    const button = event.submitter;
    await save();
    if (stopped || unanswered !== undefined) return;
    sent = true;
    stopped = true;
    form.requestSubmit(button);
  });
  window.addEventListener("pageshow", (event) => { if (event.persisted) { sent = false; stopped = false; } });
  window.addEventListener("beforeunload", (event) => { if (dirty && !sent) event.preventDefault(); });
})();
