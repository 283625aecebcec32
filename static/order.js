// Entries are put in order by dragging, by Alt with the arrow keys, and by their buttons, without a new page each time.
// Only numbers in fields change: what is kept is kept by the form.
(() => {
  "use strict";
  const form = document.querySelector("form[data-order]");
  const list = form?.querySelector(".order-list");
  if (!list) return;
  const status = form.querySelector("[data-status]");
  const rows = () => [...list.querySelectorAll("[data-row]")];
  const field = (row) => row.querySelector("[data-place]");
  const place = (row) => (field(row).value.trim() === "" ? Infinity : Number(field(row).value));

  // What was typed decides first: rows stand by their numbers, those without one last.
  function settle() {
    const sorted = rows().map((row, at) => [row, at]);
    sorted.sort(([a, i], [b, j]) => (place(a) === place(b) ? i - j : place(a) - place(b)));
    const here = document.activeElement;
    for (const [row] of sorted) list.append(row);
    here?.focus();
  }
  // From the first row to the last that has a number, or was moved, rows are numbered as they stand.
  function number(moved) {
    const all = rows();
    const last = all.reduce((last, row, at) => (row === moved || place(row) < Infinity ? at : last), -1);
    all.forEach((row, at) => { if (at <= last) field(row).value = at + 1; });
    form.dispatchEvent(new Event("input", { bubbles: true }));
    if (status) status.textContent = form.dataset.moved.replace("%t", moved.dataset.title).replace("%n", field(moved).value);
  }
  function move(row, up) {
    settle();
    const other = up ? row.previousElementSibling : row.nextElementSibling;
    if (field(row).value.trim() === "") {
      // A row without a place takes the last one.
      const first = rows().find((each) => each !== row && place(each) === Infinity);
      list.insertBefore(row, first ?? null);
    } else if (other && place(other) < Infinity) {
      if (up) list.insertBefore(row, other);
      else list.insertBefore(other, row);
    }
    number(row);
  }

  form.querySelector(".order-help").hidden = false;
  list.addEventListener("keydown", (event) => {
    const row = event.target.closest("[data-row]");
    if (!row || !event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
    event.preventDefault();
    const here = event.target;
    move(row, event.key === "ArrowUp");
    here.focus();
  });
  list.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=do]");
    const way = button?.value.split(".")[0];
    if (way !== "up" && way !== "down") return;
    event.preventDefault();
    move(button.closest("[data-row]"), way === "up");
    button.focus();
  });
  for (const grip of list.querySelectorAll("[data-grip]")) {
    grip.hidden = false;
    grip.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      event.preventDefault();
      settle();
      const row = grip.closest("[data-row]");
      row.classList.add("dragged");
      grip.setPointerCapture(event.pointerId);
      const drag = (move) => {
        const over = rows().find((each) => {
          const box = each.getBoundingClientRect();
          return each !== row && move.clientY >= box.top && move.clientY <= box.bottom;
        });
        if (!over) return;
        const down = row.compareDocumentPosition(over) & Node.DOCUMENT_POSITION_FOLLOWING;
        list.insertBefore(row, down ? over.nextSibling : over);
      };
      const drop = () => {
        grip.removeEventListener("pointermove", drag);
        row.classList.remove("dragged");
        number(row);
      };
      grip.addEventListener("pointermove", drag);
      grip.addEventListener("lostpointercapture", drop, { once: true });
    });
  }
})();
