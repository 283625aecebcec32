// Uploads show how far they are, can be stopped, and change only their own place: what was typed stays as it is, and
// one upload does not end another.
(() => {
  "use strict";
  const made = (tag, name, text = "") => {
    const element = document.createElement(tag);
    element.className = name;
    element.textContent = text;
    return element;
  };

  function start(form) {
    const words = form.dataset;
    const slot = form.closest("[data-slot]");
    const input = form.elements.file;
    const button = form.querySelector("button");
    const file = input.files[0];
    if (!file) { input.focus(); return; }
    form.querySelector(".upload-note")?.remove();
    slot.querySelector(".file-place > .problem")?.remove();
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
    const request = new XMLHttpRequest();
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

    button.disabled = true;
    note.textContent = words.progress.replace("%", "0 %");
    form.append(bar, cancel);
    cancel.addEventListener("click", () => {
      request.abort();
      end();
      note.textContent = words.cancelled;
      input.focus();
    });
    let shown = 0;
    request.upload.addEventListener("progress", (step) => {
      if (!step.lengthComputable) return;
      const percent = Math.floor(step.loaded / step.total * 100);
      bar.value = percent;
      // A screen reader hears every tenth.
      if (Math.floor(percent / 10) !== shown) {
        shown = Math.floor(percent / 10);
        note.textContent = words.progress.replace("%", percent + " %");
      }
    });
    request.addEventListener("error", () => fail(words.cut));
    request.addEventListener("load", () => {
      let told = {};
      try { told = JSON.parse(request.responseText); } catch { /* an error page */ }
      if (request.status !== 200 || !told.location) { fail(told.problem || words.cut); return; }
      renew(slot.dataset.slot, new URL(told.location, location.href), words.arrived);
    });
    request.open("POST", form.action);
    request.setRequestHeader("X-Upload", "1");
    request.send(new FormData(form));
  }

  // Puts the place with the new file where the old one was.
  async function renew(name, address, arrived) {
    const find = (page) => [...page.querySelectorAll("[data-slot]")].filter((each) => each.dataset.slot === name);
    try {
      const answer = await fetch(address.pathname + address.search);
      const fresh = find(new DOMParser().parseFromString(await answer.text(), "text/html"));
      if (!answer.ok || fresh.length === 0) throw new Error("no such place");
      find(document).forEach((old, n) => old.replaceWith(fresh[n]));
      const note = made("p", "upload-note good", arrived);
      note.setAttribute("role", "status");
      fresh[0].querySelector("form[data-upload]").append(note);
      fresh[0].querySelector("input[type=file]").focus();
    } catch {
      location.assign(address);
    }
  }

  document.addEventListener("submit", (event) => {
    if (!event.target.matches("form[data-upload]")) return;
    event.preventDefault();
    start(event.target);
  });
  window.addEventListener("beforeunload", (event) => {
    if (document.querySelector("form[data-upload] progress")) event.preventDefault();
  });
})();
