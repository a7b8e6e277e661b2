// What a typed day is understood as, shown below its field; errors are the server's to tell when the form is sent.
"use strict";

const showUnderstood = (input, text) => {
  const line = document.getElementById(`${input.id}-understood`);
  if (!line) return;
  line.querySelector("span").textContent = text;
  line.hidden = text === "";
  if (text !== "") forgetError(input);
};

// An error of the last sending goes once its field holds something that is understood.
const forgetError = (input) => {
  input.removeAttribute("aria-invalid");
  const error = document.getElementById(`${input.id}-error`);
  if (error) error.hidden = true;
};

const askUnderstood = async (input) => {
  const asked = input.value;
  const parameters = new URLSearchParams({ text: asked });
  if (input.dataset.understood === "near") parameters.set("near", "1");
  try {
    const answer = await fetch(`/understood/day?${parameters}`, { headers: { Accept: "application/json" } });
    if (!answer.ok || answer.redirected || input.value !== asked) return;
    showUnderstood(input, (await answer.json()).understood);
    input.dispatchEvent(new CustomEvent("understood", { bubbles: true }));
  } catch {
    showUnderstood(input, "");
  }
};

document.addEventListener("input", (event) => {
  const input = event.target;
  if (!input.dataset?.understood) return;
  clearTimeout(input.waiting);
  if (input.value.trim() === "") {
    showUnderstood(input, "");
    return;
  }
  input.waiting = setTimeout(() => askUnderstood(input), 250);
});

// Ctrl+Enter sends the form that the cursor is in.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing || event.keyCode === 229) return;
  const form = event.target.closest?.("form[method=post]");
  if (!form) return;
  event.preventDefault();
  form.requestSubmit(form.querySelector("button.btn-primary") ?? undefined);
});

// A form is sent once, however often its button is pressed; one whose answer is a file leaves the page as it is.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || "again" in form.dataset) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
});
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});
