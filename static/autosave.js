// The entry form saves itself: a moment after each change, as a whole, naming the version it started from.
(() => {
  "use strict";
  const form = document.querySelector("form[data-autosave]");
  const note = document.getElementById("autosave");
  if (!form || !note) return;

  let timer, running, stopped = false, dirty = false;
  const say = (text, link) => {
    note.textContent = text + (link ? " " : "");
    if (link) {
      const a = document.createElement("a");
      a.href = link;
      a.textContent = form.dataset.look;
      note.append(a);
    }
  };

  async function send() {
    dirty = false;
    say(form.dataset.saving);
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        headers: { "X-Autosave": "1", "Accept": "application/json" },
        body: new URLSearchParams(new FormData(form)),
      });
      const told = await answer.json();
      if (answer.ok) {
        form.elements.version.value = told.version;
        const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
        say(form.dataset.saved.replace("%", time));
      } else {
        // Two saves at once: the creator looks at both before anything more is saved.
        if (answer.status === 409) stopped = true;
        say(told.problem, told.location);
      }
    } catch {
      dirty = true;
      say(form.dataset.failed);
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
  form.saveNow = save;

  form.addEventListener("input", () => {
    dirty = true;
    clearTimeout(timer);
    timer = setTimeout(save, 1500);
  });
  let sent = false;
  form.addEventListener("submit", async (event) => {
    // A save on its way would make the form's version an old one.
    if (sent || !running) { sent = true; stopped = true; clearTimeout(timer); return; }
    event.preventDefault();
    const button = event.submitter;
    stopped = true;
    await running;
    sent = true;
    form.requestSubmit(button);
  });
  window.addEventListener("beforeunload", (event) => { if (dirty && !sent) event.preventDefault(); });
})();
