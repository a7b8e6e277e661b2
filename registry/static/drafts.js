// What is typed into a form survives a reload: the browser keeps it until the form is saved, discarded, or its reader logs out.
"use strict";

const DRAFTS = "draft:";
const DAYS = 7;
const readerOfPage = document.body.dataset.reader;

const allDrafts = () => Object.keys(localStorage).filter((key) => key.startsWith(DRAFTS));

const keyFor = (draft) => `${DRAFTS}${readerOfPage}:${draft}`;

const keyOf = (form) => keyFor(form.dataset.draft);

const skipped = new Set(["csrf_token", "form_key", "version"]);

const comboboxesOf = (form) => [...form.querySelectorAll("[data-combobox]")].filter((root) => root.combobox);

// Everything that the form holds: [name, value] of its controls, and what is chosen in its comboboxes.
const valuesOf = (form) => ({
  fields: [...new FormData(form)].filter(([name, value]) => !skipped.has(name) && typeof value === "string"),
  chosen: comboboxesOf(form).map((root) => root.combobox.chosen),
});

const setValues = (form, { fields, chosen }) => {
  const byName = new Map();
  for (const [name, value] of fields) byName.set(name, [...(byName.get(name) ?? []), value]);
  for (const control of form.elements) {
    if (!control.name || skipped.has(control.name) || control.type === "hidden" || control.tagName === "BUTTON") continue;
    const wanted = byName.get(control.name) ?? [];
    if (control.type === "checkbox" || control.type === "radio") control.checked = wanted.includes(control.value);
    else if (control.type !== "file") control.value = wanted.shift() ?? "";
    control.dispatchEvent(new Event("input", { bubbles: true }));
  }
  comboboxesOf(form).forEach((root, place) => {
    root.combobox.chosen = chosen[place] ?? [];
  });
};

// What is typed so far, kept at once.
const keepDraft = (form) => {
  clearTimeout(form.waiting);
  const values = valuesOf(form);
  if (JSON.stringify(values) === form.untouched) return false;
  localStorage.setItem(keyOf(form), JSON.stringify({ values, version: form.elements.version?.value ?? "", at: Date.now() }));
  return true;
};

const watchDraft = (form) => {
  const state = form.querySelector("[data-draft-state]");
  const key = keyOf(form);
  const before = JSON.stringify(valuesOf(form));
  form.untouched = before;
  const kept = localStorage.getItem(key);
  if (kept && !form.querySelector("[aria-invalid]") && !document.querySelector(".error-summary")) {
    const { values, version } = JSON.parse(kept);
    const same = version === (form.elements.version?.value ?? "");
    if (same && JSON.stringify(values) !== before) offerDraft(form, state, key, values, before);
    else if (!same) localStorage.removeItem(key);
  }
  form.addEventListener("input", () => {
    clearTimeout(form.waiting);
    form.waiting = setTimeout(() => {
      if (!keepDraft(form)) return;
      const time = new Date().toTimeString().slice(0, 5);
      if (state) state.textContent = state.dataset.saved.replace("{time}", time);
    }, 600);
  });
  form.addEventListener("submit", () => {
    keepDraft(form);
    sessionStorage.setItem("sent-draft", key);
  });
};

const offerDraft = async (form, state, key, values, before) => {
  await makeRoomFor(form, values.fields).catch(() => {});
  setValues(form, values);
  if (!state) return;
  const discard = document.createElement("button");
  Object.assign(discard, { type: "button", className: "plain link", textContent: state.dataset.discard });
  discard.addEventListener("click", () => {
    localStorage.removeItem(key);
    setValues(form, JSON.parse(before));
    state.textContent = "";
  });
  state.replaceChildren(state.dataset.restored, " ", discard);
};

try {
  // A form that was sent is done with where the next page says that it was saved, or goes on with all it held; a page
  // that asks back leaves it open.
  const sent = sessionStorage.getItem("sent-draft");
  const takenOver = keyFor(document.querySelector("[data-takes-over]")?.dataset.takesOver);
  if (sent && (document.querySelector("[data-saved]") || sent === takenOver)) localStorage.removeItem(sent);
  if (!document.querySelector("[data-asks]")) sessionStorage.removeItem("sent-draft");
  for (const key of allDrafts()) {
    const { at } = JSON.parse(localStorage.getItem(key));
    const others = readerOfPage && !key.startsWith(`${DRAFTS}${readerOfPage}:`);
    if (others || !(Date.now() - at < DAYS * 86_400_000)) localStorage.removeItem(key);
  }
  if (readerOfPage) for (const form of document.querySelectorAll("form[data-draft]")) watchDraft(form);
  for (const form of document.querySelectorAll("form[data-logs-out]")) {
    form.addEventListener("submit", () => allDrafts().forEach((key) => localStorage.removeItem(key)));
  }
} catch {
  // Without storage there are no drafts; the form works all the same.
}
