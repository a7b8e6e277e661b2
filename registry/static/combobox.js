// Records in one field: chosen ones as chips, candidates by name, reading or number in a list below while typing.
"use strict";

class Combobox {
  constructor(root) {
    this.root = root;
    this.picks = root.querySelector(".picks");
    this.input = this.picks.querySelector("input.input");
    this.most = Number(root.dataset.most);
    this.options = [];
    this.at = -1;
    root.combobox = this;
    this.build();
  }

  // What is chosen now, as [value, name]; setting it replaces all of it.
  get chosen() {
    return [...this.picks.querySelectorAll(".pick")].map((pick) => [pick.querySelector("input").value, pick.textContent]);
  }

  set chosen(pairs) {
    for (const pick of this.picks.querySelectorAll(".pick")) pick.remove();
    for (const [value, name] of pairs) this.picks.insertBefore(this.chip(value, name), this.input);
  }

  build() {
    const { input, root } = this;
    root.classList.add("is-live");
    this.list = document.createElement("ul");
    Object.assign(this.list, { className: "options-list", id: `${input.id}-list`, hidden: true });
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", this.labelText());
    this.status = document.createElement("p");
    this.status.className = "visually-hidden";
    this.status.setAttribute("role", "status");
    this.picks.after(this.list, this.status);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", this.list.id);
    input.setAttribute("aria-autocomplete", "list");
    for (const pick of this.picks.querySelectorAll(".pick")) this.enliven(pick);
    this.markTyping();
    input.addEventListener("input", () => this.search());
    input.addEventListener("compositionupdate", () => setTimeout(() => this.search()));
    input.addEventListener("keydown", (event) => this.key(event));
    input.addEventListener("blur", () => setTimeout(() => this.close(), 150));
    this.picks.addEventListener("click", (event) => {
      if (event.target === this.picks) input.focus();
    });
    root.querySelector(".candidates")?.addEventListener("change", (event) => this.takeCandidate(event.target));
  }

  // Beside a chosen one the input has no room of its own until something is typed.
  markTyping() {
    this.root.classList.toggle("is-typing", this.input.value !== "");
  }

  labelText() {
    return document.querySelector(`label[for="${this.input.id}"]`)?.textContent.trim() || this.input.getAttribute("aria-label") || "";
  }

  // A chip of the page without script becomes one with a cross.
  enliven(pick) {
    const box = pick.querySelector("input");
    const chip = this.chip(box.value, pick.textContent.trim());
    pick.replaceWith(chip);
  }

  chip(value, name) {
    const chip = document.createElement("span");
    chip.className = "pick";
    const hidden = document.createElement("input");
    Object.assign(hidden, { type: "hidden", name: this.root.dataset.name, value });
    const text = document.createElement("span");
    text.textContent = name;
    const cross = document.createElement("button");
    cross.type = "button";
    cross.className = "remove";
    cross.setAttribute("aria-label", this.root.dataset.remove.replace("{name}", name));
    cross.addEventListener("click", () => {
      chip.remove();
      this.changed();
      this.input.focus();
    });
    chip.append(hidden, text, cross);
    return chip;
  }

  changed() {
    this.root.dispatchEvent(new Event("input", { bubbles: true }));
    this.root.dispatchEvent(new CustomEvent("picked", { bubbles: true }));
  }

  async search() {
    const text = this.input.value.trim();
    this.markTyping();
    if (text === "") return this.close();
    const parameters = new URLSearchParams({ q: text });
    let found;
    try {
      const answer = await fetch(`${this.root.dataset.combobox}?${parameters}`);
      if (!answer.ok || answer.redirected) return;
      found = await answer.json();
    } catch {
      return;
    }
    // what a restored draft holds is no cause to open the list
    if (this.input.value.trim() === text && document.activeElement === this.input) this.show(text, found);
  }

  show(text, found) {
    const taken = new Set([...this.picks.querySelectorAll("input[type=hidden]")].map((one) => one.value));
    this.options = found.filter((one) => !taken.has(one.value));
    if (this.root.dataset.registers) {
      const label = this.root.dataset.registers.replace("{name}", text);
      this.options.push({ value: `new:${text}`, name: text, label, hint: this.root.dataset.registersHint });
    }
    this.list.replaceChildren(...this.options.map((one, place) => this.option(one, place, text)));
    this.at = this.options.length ? 0 : -1;
    this.list.hidden = this.options.length === 0;
    this.input.setAttribute("aria-expanded", String(!this.list.hidden));
    this.status.textContent = this.root.dataset.found.replace("{count}", found.length);
    this.mark();
  }

  option(one, place, text) {
    const item = document.createElement("li");
    item.id = `${this.list.id}-${place}`;
    item.setAttribute("role", "option");
    const words = document.createElement("span");
    if (one.label) {
      item.className = "new";
      words.textContent = one.label;
      item.append(words, this.small(one.hint));
    } else {
      if (one.kana) words.append(this.marked(this.small(""), one.kana, text));
      this.marked(words, one.name, text);
      if (one.former) words.append(this.small(this.root.dataset.formerly.replace("{name}", one.former)));
      if (one.below) words.append(this.small(one.below));
      item.append(words);
      if (one.kind) item.append(this.kind(one));
    }
    item.addEventListener("mousedown", (event) => {
      event.preventDefault();
      this.pick(place);
    });
    return item;
  }

  small(text) {
    const line = document.createElement("span");
    line.className = "sub";
    line.textContent = text;
    return line;
  }

  kind(one) {
    const kind = document.createElement("span");
    kind.className = `kind kind-${one.kind}`;
    kind.textContent = one.kindName;
    return kind;
  }

  // The line with the whole text, in which what was typed is marked; width and kana do not matter.
  marked(line, whole, text) {
    const typed = this.folded(text.normalize("NFKC"));
    const place = this.folded(whole).indexOf(typed);
    if (place < 0) {
      line.append(whole);
      return line;
    }
    const mark = document.createElement("mark");
    mark.textContent = whole.slice(place, place + typed.length);
    line.append(whole.slice(0, place), mark, whole.slice(place + typed.length));
    return line;
  }

  // Character by character, so that places stay the same.
  folded(text) {
    return [...text].map((one) => {
      const plain = one.normalize("NFKC").toLowerCase();
      const same = plain.length === one.length ? plain : one;
      return same.replace(/[\u30a1-\u30f6]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60));
    }).join("");
  }

  mark() {
    [...this.list.children].forEach((item, place) => item.setAttribute("aria-selected", String(place === this.at)));
    if (this.at < 0) this.input.removeAttribute("aria-activedescendant");
    else this.input.setAttribute("aria-activedescendant", `${this.list.id}-${this.at}`);
    this.list.children[this.at]?.scrollIntoView({ block: "nearest" });
  }

  key(event) {
    if (event.isComposing || event.keyCode === 229) return;
    const open = !this.list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!open) return void this.search();
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      this.at = (this.at + step + this.options.length) % this.options.length;
      this.mark();
    } else if (event.key === "Enter" && open && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      this.pick(this.at);
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      event.stopPropagation();
      this.close();
    } else if (event.key === "Backspace" && this.input.value === "") {
      this.picks.querySelector(".pick:last-of-type .remove")?.click();
    }
  }

  pick(place) {
    const one = this.options[place];
    if (!one) return;
    if (this.most === 1) for (const pick of this.picks.querySelectorAll(".pick")) pick.remove();
    this.picks.insertBefore(this.chip(one.value, one.name), this.input);
    this.input.value = "";
    this.markTyping();
    this.close();
    this.changed();
    this.input.focus();
  }

  takeCandidate(box) {
    const name = box.closest("label").firstChild.nextSibling.textContent.trim();
    this.options = [{ value: box.value, name: box.value.startsWith("new:") ? box.value.slice(4) : name }];
    this.pick(0);
    box.closest(".candidates").remove();
  }

  close() {
    this.list.hidden = true;
    this.at = -1;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }
}

const enlivenComboboxes = (within) => {
  for (const root of within.querySelectorAll("[data-combobox]:not(.is-live)")) new Combobox(root);
};
enlivenComboboxes(document);
