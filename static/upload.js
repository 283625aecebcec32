// Uploads show how far they are, can be stopped, go on after a cut, and change only their own place: what was typed
// stays as it is, and one upload does not end another. The protocol is tus', spoken by its own client.
(() => {
  "use strict";
  const PART = 8 << 20;
  // A lost connection is tried again for some three minutes; whatever arrives begins the count anew.
  const PAUSES = [0, 1000, 2000, 5000, 10000, 20000, 30000, 60000, 60000];
  const made = (tag, name, text = "") => {
    const element = document.createElement(tag);
    element.className = name;
    element.textContent = text;
    return element;
  };

  // The address of what has arrived of this file before, if some has.
  function begun(form, file) {
    const words = form.dataset;
    const same = words.begunName === file.name && Number(words.begunSize) === file.size && Number(words.begunModified) === file.lastModified;
    return same ? words.begun : undefined;
  }

  function remember(form, file, address) {
    if (form.elements.language) return;
    Object.assign(form.dataset, { begun: address, begunName: file.name, begunSize: file.size, begunModified: file.lastModified });
  }

  function start(form) {
    const words = form.dataset;
    const slot = form.closest("[data-slot]");
    const input = form.elements.file;
    const button = form.querySelector("button");
    const file = input.files[0];
    if (!file) { input.focus(); return; }
    form.querySelector(".upload-note")?.remove();
    slot.querySelector(".file-place > .problem")?.remove();
    slot.querySelector(".file-begun")?.remove();
    slot.querySelector(".file-place").classList.remove("wrong");
    input.removeAttribute("aria-invalid");

    const note = made("p", "upload-note");
    note.id = input.id + "-note";
    note.setAttribute("role", "status");
    const bar = made("progress", "");
    bar.max = 100;
    bar.value = 0;
    bar.setAttribute("aria-label", file.name);
    const cancel = made("button", "button quiet small", words.cancel);
    cancel.type = "button";
    function end() {
      bar.remove();
      cancel.remove();
      button.disabled = false;
    }
    function fail(text) {
      end();
      note.className = "upload-note problem";
      note.textContent = text;
      slot.querySelector(".file-place").classList.add("wrong");
      input.setAttribute("aria-invalid", "true");
      input.setAttribute("aria-describedby", input.id.replace(/-file$/, "-help") + " " + note.id);
      input.focus();
    }
    form.append(note);
    if (file.size > Number(words.maxBytes)) { fail(words.tooLarge); return; }

    const status = (error) => error.originalResponse?.getStatus() ?? 0;
    function problem(error) {
      try { return JSON.parse(error.originalResponse.getBody()).problem; } catch { return undefined; }
    }
    let shown = -1;
    let waiting = false;
    function say(percent) {
      bar.value = percent;
      // A screen reader hears every tenth.
      if (Math.floor(percent / 10) === shown && !waiting) return;
      waiting = false;
      shown = Math.floor(percent / 10);
      note.className = "upload-note";
      note.textContent = words.progress.replace("%", percent + " %");
    }
    const upload = new tus.Upload(file, {
      endpoint: words.endpoint,
      uploadUrl: begun(form, file),
      chunkSize: PART,
      retryDelays: PAUSES,
      storeFingerprintForResuming: false,
      metadata: { slot: words.upload, filename: file.name, modified: String(file.lastModified), language: form.elements.language?.value ?? "" },
      onUploadUrlAvailable() { remember(form, file, upload.url); },
      onShouldRetry(error) {
        const told = status(error);
        if (told !== 0 && told !== 409 && told !== 423 && told !== 429 && told < 500) return false;
        waiting = told !== 409;
        if (waiting) {
          note.className = "upload-note warn";
          note.textContent = problem(error) ?? words.waiting;
        }
        return true;
      },
      onProgress(sent, total) { say(Math.floor(sent / total * 100)); },
      onError(error) {
        const text = status(error) === 401 ? words.signedOut : problem(error);
        fail(text ?? words.cut);
      },
      async onSuccess() {
        if (await renew(slot.dataset.slot, new URL(words.back, location.href), words.arrived)) return;
        // The file is there, and its place on the page is drawn the next time.
        end();
        note.className = "upload-note good";
        note.textContent = words.arrived;
      },
    });
    button.disabled = true;
    say(0);
    form.append(bar, cancel);
    cancel.addEventListener("click", () => {
      upload.abort();
      end();
      note.className = "upload-note";
      note.textContent = words.cancelled;
      input.focus();
    });
    upload.start();
  }

  // Puts the place with the new file where the old one was.
  async function renew(name, address, arrived) {
    const find = (page) => [...page.querySelectorAll("[data-slot]")].filter((each) => each.dataset.slot === name);
    let fresh = [];
    try {
      const answer = await fetch(address);
      if (answer.ok) fresh = find(new DOMParser().parseFromString(await answer.text(), "text/html"));
    } catch { /* the line was cut meanwhile */ }
    if (fresh.length === 0) return false;
    find(document).forEach((old, n) => old.replaceWith(fresh[n]));
    const note = made("p", "upload-note good", arrived);
    note.setAttribute("role", "status");
    fresh[0].querySelector("form[data-upload]").append(note);
    fresh[0].querySelector("input[type=file]").focus();
    return true;
  }

  // Only a script can go on with what has begun to arrive.
  for (const note of document.querySelectorAll(".file-begun")) note.hidden = false;
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("form[data-upload]")) return;
    event.preventDefault();
    start(event.target);
  });
  window.addEventListener("beforeunload", (event) => {
    if (document.querySelector("form[data-upload] progress")) event.preventDefault();
  });
})();
