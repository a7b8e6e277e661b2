// The form of one line, in a dialog over the page that one is on; without script it is a page of its own.
"use strict";

class QuickLog {
  constructor(link) {
    this.link = link;
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      this.open();
    });
  }

  async open() {
    const here = document.querySelector("[data-quick]");
    if (here && here.closest("dialog")?.open !== false) return void here.querySelector("input.input")?.focus();
    this.opener = document.activeElement === document.body ? this.link : document.activeElement;
    const text = await this.ask(this.link.href);
    if (text === null || this.dialog) return;
    this.dialog = document.createElement("dialog");
    this.dialog.className = "dialog";
    this.dialog.setAttribute("aria-labelledby", "log-title");
    document.body.append(this.dialog);
    this.dialog.addEventListener("submit", (event) => this.send(event));
    this.dialog.addEventListener("click", (event) => {
      if (event.target.closest("[data-close]")) this.dialog.close();
    });
    // The Escape that ends a conversion of the input method is not meant for the dialog.
    this.dialog.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && (event.isComposing || event.keyCode === 229)) event.preventDefault();
    });
    this.dialog.addEventListener("close", () => this.closed());
    this.dialog.showModal();
    this.show(text);
  }

  get form() {
    return this.dialog.querySelector("form[data-draft]");
  }

  get draft() {
    return keyFor(new URL(this.link.href).pathname);
  }

  // The form as the server gives it, blank where it was saved (only that leads on from a form that was sent), or null
  // where the answer is a page for itself: the login, a refusal.
  async ask(address, options = {}) {
    const wanted = new URL(address, location.href);
    wanted.searchParams.set("fragment", "1");
    try {
      const answer = await fetch(wanted, { redirect: "manual", ...options });
      if (answer.type === "opaqueredirect" && options.body) return "";
      if (answer.ok || answer.status === 422) return await answer.text();
    } catch {
      // The server cannot be reached: the browser says so on the page itself.
    }
    if (!options.body) location.assign(address);
    return null;
  }

  show(text) {
    this.dialog.innerHTML = text;
    enlivenComboboxes(this.dialog);
    const first = this.dialog.querySelector(".error-summary") ?? this.dialog.querySelector("input.input, h2[tabindex]");
    if (this.form) watchDraft(this.form);
    this.dialog.scrollTop = 0;
    first?.focus();
  }

  async send(event) {
    const form = event.target;
    if (event.submitter?.hasAttribute("data-leaves")) return;
    event.preventDefault();
    if (form.dataset.sent) return;
    this.keep();
    const body = new FormData(form, event.submitter);
    const text = await this.ask(form.action, { method: "POST", body });
    if (text === null) return void form.submit();  // the browser shows what is wrong (the login has ended, say); the draft is kept
    if (text !== "") return void this.show(text);
    if (body.get("go") !== "more") {
      this.leave();
      return void location.assign(location.pathname + location.search);
    }
    const day = new URLSearchParams({ held_on: body.get("held_on") });
    const next = await this.ask(`${this.link.href}?${day}`);
    if (next === null) return;
    if (next.includes(" data-saved>")) this.forget();
    this.show(next);
  }

  keep() {
    try {
      if (this.form) keepDraft(this.form);
      sessionStorage.removeItem("sent-draft");  // this page goes on: nothing is settled by loading the next one
    } catch {
      // Without storage nothing is kept.
    }
  }

  // The next page says whether it was saved.
  leave() {
    try {
      sessionStorage.setItem("sent-draft", this.draft);
    } catch {
      // Without storage there are no drafts.
    }
  }

  forget() {
    try {
      localStorage.removeItem(this.draft);
    } catch {
      // Without storage there are no drafts.
    }
  }

  closed() {
    this.keep();
    this.dialog.remove();
    this.dialog = null;
    this.opener.focus();
  }
}

for (const link of document.querySelectorAll("[data-quick-log]")) new QuickLog(link);
