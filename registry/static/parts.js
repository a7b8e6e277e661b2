// A button that sends its form only to have a part of the page drawn anew does so without leaving the page.
"use strict";

const askForParts = async (form, extra, values = new FormData(form)) => {
  const body = new FormData();
  for (const [name, value] of [...values, ...extra]) body.append(name, value);
  const answer = await fetch(form.action, { method: "POST", body });
  if (answer.redirected) return null;
  return new DOMParser().parseFromString(await answer.text(), "text/html");
};

// Puts the parts of the answer in place of the page's own; says whether all of them were there.
const takeParts = (answer, ids) => {
  const pairs = ids.map((id) => [document.getElementById(id), answer?.getElementById(id)]);
  if (pairs.some(([here, there]) => !here || !there)) return false;
  for (const [here, there] of pairs) {
    const fresh = document.importNode(there, true);
    here.replaceWith(fresh);
    enlivenComboboxes(fresh);
  }
  return true;
};

document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("button[data-parts]");
  if (!button) return;
  event.preventDefault();
  const { form } = button;
  const ids = button.dataset.parts.split(" ");
  try {
    if (!takeParts(await askForParts(form, [[button.name, button.value]]), ids)) throw new Error("another page");
  } catch {
    button.removeAttribute("data-parts");
    form.requestSubmit(button);
    return;
  }
  const inside = ids.map((id) => document.getElementById(id));
  const next = inside.map((part) => part.querySelector("[autofocus]")).find(Boolean);
  (next ?? document.querySelector(`button[name="${button.name}"][data-parts]`))?.focus();
  form.dispatchEvent(new Event("input", { bubbles: true }));
});

// Rows that a draft has and the page has not are drawn from the draft's own values.
const rowsOf = (names, list) => new Set(names.map((name) => new RegExp(`^${list.id}-[0-9]+-`).exec(name)?.[0])).size;

const makeRoomFor = async (form, values) => {
  const drafted = values.map(([name]) => name);
  const here = [...form.elements].map((control) => control.name);
  const short = [...form.querySelectorAll("[data-rows]")].filter((list) => rowsOf(drafted, list) > rowsOf(here, list));
  if (short.length === 0) return;
  const extra = [["foresee", "beside"], ["csrf_token", form.elements.csrf_token.value]];
  takeParts(await askForParts(form, extra, values), short.map((list) => list.id));
};

// What saving would change follows what is chosen and typed.
const refreshBeside = (form) => {
  clearTimeout(form.refreshing);
  form.refreshing = setTimeout(async () => {
    const asked = JSON.stringify([...new FormData(form)]);
    try {
      const answer = await askForParts(form, [["foresee", "beside"]]);
      if (asked === JSON.stringify([...new FormData(form)])) takeParts(answer, [form.dataset.refreshes]);
    } catch {
      // The button is still there.
    }
  }, 500);
};

for (const name of ["picked", "change"]) {
  document.addEventListener(name, (event) => {
    const form = event.target.closest?.("form[data-refreshes]");
    if (form && !event.target.closest("textarea")) refreshBeside(form);
  });
}
