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

// Keys: N records a meeting, / goes to the search; not while something is being typed.
const isTyping = (element) => element.closest("input, select, textarea, [contenteditable]") !== null;

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  if (event.key === "/") {
    const search = document.getElementById("search-all");
    if (!search) return;
    event.preventDefault();
    search.focus();
  } else if (event.key === "n" || event.key === "N") {
    const quick = document.querySelector("[data-quick-log]");
    if (!quick) return;
    event.preventDefault();
    quick.click();
  }
});

// A page that is made for paper is sent there.
if (document.querySelector("[data-paper]")) window.addEventListener("load", () => print());

// Only one menu of conditions is open at a time.
for (const menu of document.querySelectorAll("details[data-menu]")) {
  menu.addEventListener("toggle", () => {
    if (menu.open) for (const other of openMenus()) if (other !== menu && !other.contains(menu)) other.open = false;
  });
}
