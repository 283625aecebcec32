// Puts a chosen file into the profile's field, where it can be read before it is sent.
(() => {
  "use strict";
  const field = document.getElementById("toml");
  const label = document.getElementById("theme-file-label");
  if (!field || !label) return;
  label.hidden = false;
  label.querySelector("input").addEventListener("change", async (event) => {
    const file = event.target.files[0];
    if (file) field.value = await file.text();
  });
})();
