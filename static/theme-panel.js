// Asks the theme check while the creator types, and puts its answer into the panel. Without it the button asks.
(() => {
  "use strict";
  const panel = document.getElementById("theme-panel");
  const form = panel?.closest("form");
  if (!form) return;
  let timer = 0;
  let running = null;
  async function ask() {
    running?.abort();
    running = new AbortController();
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (typeof value === "string") body.append(name, value);
    }
    try {
      const answer = await fetch(panel.dataset.url, { method: "POST", body, headers: { "X-Fragment": "1" }, signal: running.signal });
      if (answer.ok) panel.innerHTML = await answer.text();
    } catch { /* the line was cut, or a newer question is under way */ }
  }
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 800);
  });
  ask();
})();
