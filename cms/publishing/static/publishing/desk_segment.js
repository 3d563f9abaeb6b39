// One segment of the desk: what is typed is kept until the server has it, through lost connections and closed windows.

import { growWithText, keepTagsWhole, replaceAll } from "./desk_text.js";

const RETRY = 5000; // milliseconds

export class Segment {
  constructor(element, desk) {
    this.element = element;
    this.desk = desk;
    this.area = element.querySelector("textarea");
    this.seen = element.querySelector("[name^=seen-]");
    this.key = `desk-${desk.user}-${element.dataset.url}`;
    keepTagsWhole(this.area);
    this.restore();
    growWithText(this.area);
    this.area.addEventListener("input", () => this.typed());
    if (element.hasAttribute("data-one-line")) this.area.addEventListener("keydown", (event) => keepOneLine(event));
  }

  get isDirty() {
    return this.area.value !== this.area.defaultValue;
  }

  get isUnfinished() {
    return this.element.hasAttribute("data-unfinished") || this.isDirty;
  }

  // What was typed in a window that was closed. It carries what its writer had seen, so that the server tells conflicts.
  restore() {
    const kept = JSON.parse(localStorage.getItem(this.key) ?? "null");
    if (!kept || this.area.readOnly) return;
    if (kept.text.trim() === this.area.value.trim()) {
      localStorage.removeItem(this.key);
      return;
    }
    this.area.value = kept.text;
    this.seen.value = kept.seen;
    this.element.setAttribute("data-dirty", "");
    this.say(this.desk.words.restored);
  }

  typed() {
    this.element.toggleAttribute("data-dirty", this.isDirty);
    if (this.isDirty) {
      localStorage.setItem(this.key, JSON.stringify({ text: this.area.value, seen: this.seen.value }));
      this.say(this.desk.words.unsaved);
    } else {
      localStorage.removeItem(this.key);
      this.say("");
    }
  }

  say(words) {
    const place = this.element.querySelector("[data-saving]");
    if (place) place.textContent = words;
  }

  undo() {
    replaceAll(this.area, this.area.defaultValue);
  }

  takeTheirs() {
    this.undo();
    this.element.querySelector(".desk-conflict")?.remove();
    this.area.focus();
  }

  // Answers what the server made of it; undefined while there is no connection, when it is sent again later.
  async send(action, fields = {}) {
    while (this.sending) await this.sending;
    this.sending = this.post(action, fields);
    try {
      return await this.sending;
    } finally {
      this.sending = null;
    }
  }

  async post(action, fields) {
    const text = this.area.value;
    this.say(this.desk.words.saving);
    const body = new URLSearchParams({ action, text, seen: this.seen.value, ...fields });
    let answer;
    try {
      answer = await fetch(this.element.dataset.url, {
        method: "POST",
        body,
        headers: { "X-CSRFToken": this.desk.token, "X-Requested-With": "XMLHttpRequest" },
      });
    } catch {
      this.wait(action, fields);
      return undefined;
    }
    if (answer.status >= 500) {
      this.wait(action, fields);
      return undefined;
    }
    this.desk.connected(this);
    if (answer.redirected || !answer.headers.get("content-type")?.includes("json")) {
      this.say(this.desk.words.refused);
      return undefined;
    }
    const told = await answer.json();
    if (!told.result) {
      this.say(told.message);
      return undefined;
    }
    this.take(told, text);
    return told;
  }

  wait(action, fields) {
    this.say(this.desk.words.unsaved);
    this.desk.disconnected(this);
    window.clearTimeout(this.timer);
    this.pending = () => this.send(action, fields);
    this.timer = window.setTimeout(() => this.retry(), RETRY);
  }

  retry() {
    const { pending } = this;
    this.pending = null;
    window.clearTimeout(this.timer);
    pending?.();
  }

  take(told, sent) {
    const untouched = this.area.value === sent;
    this.seen.value = told.seen;
    this.area.defaultValue = told.text;
    // A field that was typed in no longer follows its default.
    if (untouched && told.result !== "conflict" && told.result !== "empty") this.area.value = told.text;
    const { dataset } = this.element;
    dataset.state = told.state;
    this.element.toggleAttribute("data-unfinished", told.unfinished);
    this.element.toggleAttribute("data-findings", told.findings > 0);
    this.element.toggleAttribute("data-blocked", told.blocked);
    this.element.toggleAttribute("data-kept", true);
    const state = this.element.querySelector(".desk-state");
    const held = state.contains(document.activeElement);
    state.innerHTML = told.html;
    state.querySelectorAll("[data-take-theirs]").forEach((button) => (button.hidden = false));
    if (told.state === "reviewed") this.element.querySelectorAll(".desk-was").forEach((each) => each.remove());
    if (held) this.area.focus();
    this.typed();
    if (told.result === "saved") this.say(this.desk.words.saved);
    if (told.result === "empty") this.say(this.desk.words.empty);
    this.desk.changed(told, this);
  }
}

function keepOneLine(event) {
  const plainEnter = event.key === "Enter" && !event.ctrlKey && !event.metaKey;
  if (plainEnter && !event.isComposing) event.preventDefault();
}
