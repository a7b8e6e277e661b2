// Small conveniences; every page works without them.
"use strict";

// A menu closes with Escape, and when something outside of it is chosen.
const openMenus = () => document.querySelectorAll("details[data-menu][open]");

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.isComposing) return;
  for (const menu of openMenus()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

document.addEventListener("click", (event) => {
  for (const menu of openMenus()) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

// The box that shows a password exists only where it can work.
for (const box of document.querySelectorAll("[data-reveals]")) {
  box.closest("label").hidden = false;
  box.addEventListener("change", () => {
    for (const id of box.dataset.reveals.split(" ")) {
      document.getElementById(id).type = box.checked ? "text" : "password";
    }
  });
}

// The cell that was jumped to and its finding turn yellow together.
const showFinding = () => {
  const cell = decodeURIComponent(location.hash.slice(1));
  for (const finding of document.querySelectorAll("[data-cells]")) {
    finding.classList.toggle("is-here", cell !== "" && finding.dataset.cells.split(" ").includes(cell));
  }
};

window.addEventListener("hashchange", showFinding);
showFinding();
