// Asks the theme check while the creator types, and puts its answer into the panel. Without it the button asks.
(() => {
  "use strict";
  const panel = document.getElementById("theme-panel");
  const form = panel?.closest("form");
  if (!form) return;
  const button = form.querySelector(`button[formaction="${panel.dataset.url}"]`);
  let timer = 0;
  let running = null;
  let shown = "";
  async function ask() {
    running?.abort();
    const mine = running = new AbortController();
    panel.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(panel.dataset.url, {
        method: "POST",
        body: new URLSearchParams(new FormData(form)),
        headers: { "X-Fragment": "1" },
        redirect: "error",
        signal: mine.signal,
      });
      const text = await answer.text();
      // The same answer is not put there again: a screen reader would say it again.
      if (answer.ok && text !== shown) { shown = text; panel.innerHTML = text; }
    } catch { /* the line was cut, or a newer question is under way */ }
    if (running === mine) panel.removeAttribute("aria-busy");
  }
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 800);
  });
  window.addEventListener("online", ask);
  // The panel answers by itself now: the button asks again on this page.
  button?.addEventListener("click", (event) => { event.preventDefault(); clearTimeout(timer); ask(); });
  ask();
})();
