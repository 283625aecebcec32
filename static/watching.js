// Tells the server which parts of a film were played: now and then, and when the page is put aside. What could not be
// told waits in this browser.
(() => {
  "use strict";
  const form = document.getElementById("scores") ?? document.getElementById("pair");
  for (const video of document.querySelectorAll("video[data-watched]")) watch(video);

  function watch(video) {
    const url = video.dataset.watched;
    const key = "watched-" + url;
    const place = video.closest("[data-film]") ?? document;
    let told = "";
    let busy = false;

    // Tenths of a second: "0-125,300-600". Of more parts than the server takes, the last ones.
    function played() {
      const parts = [];
      for (let n = 0; n < video.played.length; n += 1) {
        const part = [video.played.start(n), video.played.end(n)].map((seconds) => Math.round(seconds * 10));
        if (part[0] < part[1]) parts.push(part.join("-"));
      }
      return parts.slice(-100).join(",");
    }
    function keep(text) {
      try {
        if (text) localStorage.setItem(key, text);
        else localStorage.removeItem(key);
      } catch { /* without storage the page itself keeps it */ }
    }
    async function tell(text) {
      if (busy || text === "" || text === told) return;
      busy = true;
      keep(text);
      try {
        const answer = await fetch(url, {
          method: "POST",
          body: new URLSearchParams({ played: text }),
          redirect: "manual",
          keepalive: document.visibilityState === "hidden",
        });
        if (answer.ok) {
          told = text;
          keep("");
          const page = new DOMParser().parseFromString(await answer.text(), "text/html");
          const bar = page.querySelector("[data-watch]");
          if (bar) place.querySelector("[data-watch]")?.replaceWith(bar);
        } else if (answer.status === 403 || answer.status === 404) {
          // The server will never take it.
          keep("");
        }
      } catch { /* the next time takes all of it along */ }
      busy = false;
    }
    const now = () => tell(played());
    setInterval(() => { if (!video.paused) now(); }, 10000);
    video.addEventListener("pause", now);
    video.addEventListener("ended", now);
    window.addEventListener("online", now);
    document.addEventListener("visibilitychange", now);
    // A ballot or an answer that is sent takes along what was played until then.
    form?.addEventListener("submit", () => {
      const text = played();
      if (!text) return;
      const name = ["played", place.dataset?.film].filter(Boolean).join(".");
      const field = form.elements[name] || form.appendChild(Object.assign(document.createElement("input"), { type: "hidden", name }));
      field.value = text;
    });
    try {
      const left = localStorage.getItem(key);
      if (left) tell(left);
    } catch { /* nothing was left */ }
  }
})();
