// A sentence that is offered for a field is put at its end, to be gone on with.
"use strict";

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("button[data-adds]");
  if (!button) return;
  event.preventDefault();
  const field = document.getElementById(button.dataset.adds);
  field.value += button.dataset.text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
  field.setSelectionRange(field.value.length, field.value.length);
  button.closest(".offer").hidden = true;
});
