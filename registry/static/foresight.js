// What saving would do to the year's number, asked again whenever a field that decides it has changed.
"use strict";

const DECIDING = ["held_on", "type", "status", "counted", "uncounted", "organizations"];

const askForesight = async (region, form) => {
  const address = new URL(region.dataset.foresight, location.href);
  for (const [name, value] of new FormData(form)) if (DECIDING.includes(name)) address.searchParams.append(name, value);
  region.asked = address.href;
  try {
    const answer = await fetch(address);
    if (!answer.ok || answer.redirected) return;
    const { line } = await answer.json();
    if (region.asked === address.href) region.innerHTML = line;
  } catch {
    // Without an answer the line stays as it was; the number is reckoned anew when the form is sent.
  }
};

document.addEventListener("input", (event) => {
  const form = event.target.closest?.("form");
  const region = form?.querySelector("[data-foresight]");
  if (!region || !DECIDING.includes(event.target.name ?? "organizations")) return;
  clearTimeout(region.waiting);
  region.waiting = setTimeout(() => askForesight(region, form), 250);
});
