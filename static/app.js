// Makes pages smoother; every page works without it.
(() => {
  "use strict";

  // The visitor's zone, for the pages that follow: names only, no position. This page, drawn without it, gets the
  // visitor's own clock added.
  try {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const known = document.cookie.match(/(?:^|; )zone=([^;]*)/)?.[1];
    if (zone && known !== encodeURIComponent(zone)) {
      document.cookie = "zone=" + encodeURIComponent(zone) + "; path=/; max-age=31536000; samesite=lax";
    }
    const shape = { year: "numeric", month: "long", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
    const clock = new Intl.DateTimeFormat(document.documentElement.lang.replace(/^en$/, "en-GB"), shape);
    const fixed = ["Asia/Shanghai", "Europe/Moscow", "UTC"].includes(zone);
    if (zone && known === undefined && !fixed) {
      for (const list of document.querySelectorAll("dl.clocks[data-instant]")) {
        const own = document.createElement("div");
        own.append(document.createElement("dt"), document.createElement("dd"));
        own.firstChild.textContent = list.dataset.label;
        own.lastChild.textContent = clock.format(new Date(list.dataset.instant));
        list.append(own);
      }
    }
  } catch { /* an old browser keeps the three fixed clocks */ }

  // The list of what is wrong gets the focus, so that a screen reader reads it.
  document.querySelector("[data-focus]")?.focus();

  // Countdowns run from the server's clock: <time data-countdown="ISO" data-now="ISO">.
  const started = performance.now();
  const two = (n) => String(n).padStart(2, "0");
  const inDays = new Intl.NumberFormat(document.documentElement.lang, { style: "unit", unit: "day", unitDisplay: "long" });
  function tick() {
    for (const el of document.querySelectorAll("[data-countdown]")) {
      const now = Date.parse(el.dataset.now) + (performance.now() - started);
      const left = Math.max(0, Math.floor((Date.parse(el.dataset.countdown) - now) / 1000));
      const days = Math.floor(left / 86400);
      el.textContent = (days > 0 ? inDays.format(days) + " " : "") +
        two(Math.floor(left / 3600) % 24) + ":" + two(Math.floor(left / 60) % 60) + ":" + two(left % 60);
    }
  }
  if (document.querySelector("[data-countdown]")) { tick(); setInterval(tick, 1000); }

  // A part that looks again by itself stays as it is when the answer is another page: the session has ended meanwhile.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const part = event.detail.target?.id;
    if (part && !event.detail.serverResponse.includes('id="' + part + '"')) event.detail.shouldSwap = false;
  });

  // A menu that is wider than its window shows the place where the reader is.
  for (const here of document.querySelectorAll("nav [aria-current]")) {
    const menu = here.closest("nav");
    if (menu.scrollWidth > menu.clientWidth) menu.scrollLeft = here.offsetLeft - (menu.clientWidth - here.offsetWidth) / 2;
  }

  // Fields with a limit show how much is used, in characters as the server counts them.
  const count = (text) => [...text.trim()].length;
  for (const field of document.querySelectorAll("[data-max]")) {
    const max = Number(field.dataset.max);
    const note = document.createElement("p");
    note.className = "count";
    note.setAttribute("aria-live", "off");
    const show = () => {
      const n = count(field.value);
      note.textContent = n + " / " + max;
      note.classList.toggle("over", n > max);
      note.hidden = n < max / 2;
    };
    field.insertAdjacentElement("afterend", note);
    field.addEventListener("input", show);
    show();
  }

  // Without a line a form waits for it, instead of being given for the browser's error page.
  for (const form of document.querySelectorAll("form[data-held]")) {
    let held = null;
    form.addEventListener("submit", (event) => {
      if (navigator.onLine) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      held = { by: event.submitter };
      const status = form.querySelector("[data-status]") ?? document.querySelector("[data-status]");
      if (status) status.textContent = form.dataset.held;
    });
    window.addEventListener("online", () => {
      if (!held) return;
      const { by } = held;
      held = null;
      form.requestSubmit(by);
    });
  }

  // A form that was changed asks before it is left; one that saves itself says so with data-autosaves.
  for (const form of document.querySelectorAll("form[data-guard]")) {
    let changed = false;
    form.addEventListener("input", () => { changed = true; });
    form.addEventListener("submit", () => { changed = false; });
    window.addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });
  }

  // Tick boxes with data-all tick every box of their name in the same form.
  for (const all of document.querySelectorAll("input[data-all]")) {
    all.addEventListener("change", () => {
      for (const box of all.form.querySelectorAll(`input[name="${all.dataset.all}"]`)) box.checked = all.checked;
    });
  }
})();
