// Uploads show how far they are, and what was typed is saved before the page changes.
(() => {
  "use strict";
  for (const form of document.querySelectorAll("form[data-upload]")) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const file = form.elements.file.files[0];
      const place = form.parentElement;
      let note = place.querySelector(".upload-note");
      if (!note) {
        note = document.createElement("p");
        note.className = "upload-note";
        note.setAttribute("role", "status");
        form.append(note);
      }
      const fail = (text) => { note.className = "upload-note problem"; note.textContent = text; button.disabled = false; bar.remove(); };
      const button = form.querySelector("button");
      const bar = document.createElement("progress");
      bar.max = 100;
      if (!file) { form.elements.file.focus(); return; }
      if (file.size > Number(form.dataset.maxBytes)) { fail(form.dataset.tooLarge); return; }
      button.disabled = true;
      note.className = "upload-note";
      form.append(bar);
      const request = new XMLHttpRequest();
      let shown = -1;
      request.upload.addEventListener("progress", (step) => {
        if (!step.lengthComputable) return;
        const percent = Math.floor(step.loaded / step.total * 100);
        bar.value = percent;
        // A screen reader hears every tenth.
        if (Math.floor(percent / 10) !== shown) {
          shown = Math.floor(percent / 10);
          note.textContent = form.dataset.progress.replace("%", percent + " %");
        }
      });
      request.addEventListener("error", () => fail(form.dataset.cut));
      request.addEventListener("load", async () => {
        let told = {};
        try { told = JSON.parse(request.responseText); } catch { /* an error page */ }
        if (request.status !== 200 || !told.location) { fail(told.problem || form.dataset.cut); return; }
        await document.querySelector("form[data-autosave]")?.saveNow?.();
        const to = new URL(told.location, location.href);
        if (to.pathname === location.pathname && to.search === location.search) {
          history.replaceState(null, "", to.hash);
          location.reload();
        } else {
          location.assign(to);
        }
      });
      request.open("POST", form.action);
      request.setRequestHeader("X-Upload", "1");
      request.send(new FormData(form));
    });
  }
})();
