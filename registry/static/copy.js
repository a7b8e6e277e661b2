// A name to be copied has a button for it; without script a click marks it, to be copied by hand.
"use strict";

const copyText = (code) => {
  getSelection().selectAllChildren(code);
  // on a page without https there is no other way
  return document.execCommand("copy");
};

for (const table of document.querySelectorAll("table[data-copies]")) {
  const said = document.createElement("p");
  said.className = "visually-hidden";
  said.setAttribute("role", "status");
  table.after(said);
  for (const code of table.querySelectorAll(".copyable")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "plain link copy";
    button.append(table.dataset.copies);
    button.setAttribute("aria-label", `${table.dataset.copies}: ${code.textContent}`);
    button.addEventListener("click", () => {
      if (!copyText(code)) return;
      for (const other of table.querySelectorAll(".copy")) other.textContent = table.dataset.copies;
      button.textContent = table.dataset.copied;
      said.textContent = `${table.dataset.copied}: ${code.textContent}`;
    });
    code.after(button);
  }
}
