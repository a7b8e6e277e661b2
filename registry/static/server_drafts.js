// What is typed into a form is kept on the server a few seconds after typing stops, so that it is there on any machine.
"use strict";

const AFTER = 3000;

const sendTyped = async (form, keepalive = false) => {
  clearTimeout(form.typing);
  if (form.dataset.sent || form.typed === form.kept) return;
  const { typed } = form;
  const state = form.querySelector("[data-draft-state]");
  form.asking = new AbortController();
  try {
    const answer = await fetch(form.dataset.serverDraft, {
      method: "POST", body: new FormData(form), signal: form.asking.signal, keepalive,
    });
    if (!answer.ok || answer.redirected) throw new Error("not kept");
    const { saved, colleagues } = await answer.json();
    form.kept = typed;
    state.textContent = state.dataset.saved.replace("{time}", saved);
    tellOfColleagues(form, colleagues);
  } catch (error) {
    if (error.name !== "AbortError") state.textContent = state.dataset.failed;
  }
};

const tellOfColleagues = (form, sentence) => {
  const line = form.querySelector("[data-colleagues]");
  line.hidden = sentence === "";
  if (line.textContent !== sentence) line.textContent = sentence;
};

const contentOf = (form) => JSON.stringify([...new FormData(form)]);

for (const form of document.querySelectorAll("form[data-server-draft]")) {
  form.typed = form.kept = contentOf(form);
  form.addEventListener("input", () => {
    form.typed = contentOf(form);
    clearTimeout(form.typing);
    form.typing = setTimeout(() => sendTyped(form), AFTER);
  });
  form.addEventListener("submit", () => {
    clearTimeout(form.typing);
    form.asking?.abort();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") sendTyped(form, true);
  });
}
