// Offers only the reasons of the chosen decision, and puts a reason's usual message into the fields while they hold
// nothing of the screener's own.
(() => {
  "use strict";
  const reason = document.getElementById("reason");
  if (!reason) return;
  const form = reason.form;
  const locales = ["zh", "ru", "en"];
  const field = (locale) => document.getElementById("message." + locale);
  const usual = new Map(locales.map((locale) => [locale, ""]));
  function fill() {
    const option = reason.selectedOptions[0];
    for (const locale of locales) {
      const text = option?.dataset[locale] ?? "";
      if (field(locale).value === usual.get(locale)) {
        field(locale).value = text;
        field(locale).dispatchEvent(new Event("input"));
      }
      usual.set(locale, text);
    }
  }
  function offer() {
    const chosen = form.querySelector('input[name="decision"]:checked')?.value;
    const changes = document.getElementById("fields");
    if (changes) changes.hidden = chosen !== undefined && chosen !== "returned";
    for (const group of reason.querySelectorAll("optgroup")) {
      group.disabled = chosen !== undefined && group.dataset.decision !== chosen;
      if (group.disabled && group.contains(reason.selectedOptions[0])) reason.value = "";
    }
  }
  reason.addEventListener("change", fill);
  for (const box of form.querySelectorAll('input[name="decision"]')) box.addEventListener("change", () => { offer(); fill(); });
  offer();
})();
