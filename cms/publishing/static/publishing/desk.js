// The translation desk. Without it the screen is a plain form; with it each segment is saved by itself, by keyboard.

import { Segment } from "./desk_segment.js";
import { insert, replaceAll, wrap } from "./desk_text.js";
import { Preview } from "./desk_preview.js";

const POLL = 3000; // milliseconds

class Desk {
  constructor(root) {
    this.root = root;
    this.form = root.querySelector("form.desk-form");
    this.user = this.form.dataset.user;
    this.token = this.form.elements.csrfmiddlewaretoken.value;
    this.words = JSON.parse(document.getElementById("desk-words").textContent);
    this.help = root.querySelector("dialog");
    this.preview = new Preview(root);
    this.waiting = new Set();
    this.segments = [...root.querySelectorAll(".desk-segment")].map((element) => new Segment(element, this));
    this.byElement = new Map(this.segments.map((segment) => [segment.element, segment]));
    root.querySelectorAll("[data-help], [data-toggle-preview], [data-take-theirs]").forEach((each) => (each.hidden = false));
    root.addEventListener("click", (event) => this.clicked(event));
    root.addEventListener("focusin", (event) => this.focused(event));
    // Before Wagtail's own keys, of which the question mark is one.
    window.addEventListener("keydown", (event) => this.pressed(event), { capture: true });
    window.addEventListener("keypress", (event) => event.key === "?" && !isField(event.target) && stop(event), { capture: true });
    window.addEventListener("online", () => this.waiting.forEach((segment) => segment.retry()));
    window.addEventListener("beforeunload", (event) => {
      if (!this.leaving && this.segments.some((segment) => segment.isDirty)) event.preventDefault();
    });
    this.form.addEventListener("submit", (event) => this.submitted(event));
    this.watch();
  }

  segmentOf(target) {
    return this.byElement.get(target?.closest?.(".desk-segment")) ?? null;
  }

  clicked(event) {
    const button = event.target.closest("button, a");
    if (!button) return;
    const segment = this.segmentOf(button);
    const { dataset } = button;
    if (dataset.show) {
      event.preventDefault();
      this.show(dataset.show, button);
    } else if ("help" in dataset) {
      this.help.showModal();
    } else if ("togglePreview" in dataset) {
      this.preview.toggle();
    } else if (segment) {
      this.clickedIn(segment, button, event);
    }
  }

  clickedIn(segment, button, event) {
    const { dataset } = button;
    if (dataset.act) {
      event.preventDefault();
      this.act(segment, dataset.act, dataset.finding);
    } else if ("askMemory" in dataset) {
      event.preventDefault();
      this.remember(segment);
    } else if (segment.area.readOnly) {
      return;
    } else if ("takeTheirs" in dataset) {
      segment.takeTheirs();
    } else if ("suggestion" in dataset) {
      replaceAll(segment.area, dataset.suggestion);
    } else if (dataset.insert) {
      insert(segment.area, dataset.insert);
    } else if (dataset.tag) {
      wrap(segment.area, dataset.tag);
    }
  }

  focused(event) {
    const segment = this.segmentOf(event.target);
    if (!segment || segment === this.current) return;
    this.current?.element.removeAttribute("data-current");
    this.current = segment;
    segment.element.setAttribute("data-current", "");
    this.remember(segment);
    this.preview.lookAt(segment);
  }

  pressed(event) {
    if (this.help.open || event.isComposing) return;
    const command = event.ctrlKey || event.metaKey;
    if ((command && event.key === "/") || (event.key === "?" && !isField(event.target))) {
      stop(event);
      this.help.showModal();
      return;
    }
    const segment = this.segmentOf(event.target);
    if (event.altKey && !command && ["ArrowDown", "ArrowUp"].includes(event.key)) {
      stop(event);
      this.go(segment ?? this.current, event.key === "ArrowDown" ? 1 : -1);
      return;
    }
    if (!segment || segment.area.readOnly) return;
    const number = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1];
    if (command && event.key === "Enter") {
      stop(event);
      this.acceptAndGoOn(segment);
    } else if (command && event.key.toLowerCase() === "s") {
      stop(event);
      this.act(segment, "save");
    } else if (command && !event.altKey && number && number <= 3) {
      stop(event);
      segment.element.querySelectorAll("[data-suggestion]")[number - 1]?.click();
    } else if (event.altKey && !command && number) {
      stop(event);
      segment.element.querySelectorAll("[data-tag]")[number - 1]?.click();
    } else if (event.key === "Escape" && segment.isDirty) {
      stop(event);
      segment.undo();
    }
  }

  act(segment, action, finding) {
    return segment.send(action, finding ? { finding } : {});
  }

  async acceptAndGoOn(segment) {
    const told = await this.act(segment, "accept");
    // What a check found is read before the next segment is; without a connection the work goes on.
    const stay = told ? told.blocked || ["conflict", "empty"].includes(told.result) : !this.waiting.has(segment);
    if (!stay && this.current === segment) this.go(segment, 1);
  }

  go(from, step) {
    const count = this.segments.length;
    const start = from ? this.segments.indexOf(from) : step > 0 ? -1 : 0;
    for (let away = 1; away <= count; away += 1) {
      const segment = this.segments[(start + step * away + count * 2) % count];
      if (segment !== from && segment.isUnfinished) {
        segment.element.toggleAttribute("data-kept", true);
        segment.area.focus();
        segment.element.scrollIntoView({ block: "center" });
        return;
      }
    }
    this.tell(this.words.last);
  }

  show(which, link) {
    this.form.dataset.shows = which;
    this.form.elements.show.value = which;
    this.root.querySelectorAll("[data-show]").forEach((each) => each.removeAttribute("aria-current"));
    link.setAttribute("aria-current", "true");
    this.segments.forEach((segment) => segment.element.removeAttribute("data-kept"));
    window.history.replaceState(null, "", link.href);
  }

  async remember(segment) {
    const place = segment.element.querySelector(".desk-memory");
    if (!place.querySelector("[data-ask-memory]") || place.hasAttribute("aria-busy")) return;
    place.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(segment.element.dataset.url, { headers: { "X-Requested-With": "XMLHttpRequest" } });
      if (answer.ok && !answer.redirected) place.innerHTML = await answer.text();
    } catch {
      // The link stays, to be followed when there is a connection.
    } finally {
      place.removeAttribute("aria-busy");
    }
  }

  changed(told, segment) {
    document.getElementById("desk-progress").innerHTML = told.progress;
    document.getElementById("desk-actions").innerHTML = told.actions;
    if (told.result === "saved") this.preview.reload(segment);
  }

  disconnected(segment) {
    this.waiting.add(segment);
    this.tell(this.words.waiting);
  }

  connected(segment) {
    if (this.waiting.delete(segment) && !this.waiting.size) this.tell("");
  }

  tell(words) {
    this.root.querySelector("[data-network]").textContent = words;
  }

  // The form takes with it what is typed: the server stores it, or shows it again.
  submitted() {
    this.leaving = true;
  }

  // While a machine drafts, looks for what it has done; never takes away what is being typed.
  async watch() {
    if (!this.root.querySelector("[data-running]")) return;
    await new Promise((resolve) => window.setTimeout(resolve, POLL));
    const answer = await fetch(window.location.href);
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const isDone = answer.ok && !fresh.querySelector("[data-running]");
    if (isDone && !this.segments.some((segment) => segment.isDirty)) window.location.reload();
    else this.watch();
  }
}

function isField(element) {
  return element.matches?.("input, textarea, select, [contenteditable]") ?? false;
}

function stop(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}

const root = document.querySelector("[data-desk]");
if (root) new Desk(root);
