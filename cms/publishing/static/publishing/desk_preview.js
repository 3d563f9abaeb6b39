// The page as readers would see it: loaded anew after each save, and moved to the segment that is worked on.

import { plain } from "./desk_text.js";

const PAUSE = 300; // milliseconds between a save and a new preview
const ENOUGH = 60; // characters by which a place is known
const KEY = "desk-preview";

export class Preview {
  constructor(root) {
    this.root = root;
    this.frame = root.querySelector("iframe");
    this.button = root.querySelector("[data-toggle-preview]");
    this.set(localStorage.getItem(KEY) ?? (root.clientWidth >= 1000 ? "on" : "off"));
    this.frame.addEventListener("load", () => this.arrived());
  }

  set(value) {
    this.root.dataset.preview = value;
    this.button.setAttribute("aria-pressed", String(value === "on"));
  }

  toggle() {
    this.set(this.root.dataset.preview === "on" ? "off" : "on");
    localStorage.setItem(KEY, this.root.dataset.preview);
    this.lookAt(this.segment);
  }

  reload(segment) {
    this.segment = segment;
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => {
      this.place = this.frame.contentWindow.scrollY;
      this.frame.contentWindow.location.replace(this.frame.src);
    }, PAUSE);
  }

  arrived() {
    if (this.place) this.frame.contentWindow.scrollTo({ top: this.place, behavior: "instant" });
    this.lookAt(this.segment);
  }

  lookAt(segment) {
    this.segment = segment;
    const page = this.frame.contentDocument;
    if (!segment || !page?.body || this.root.dataset.preview !== "on") return;
    page.querySelectorAll("[data-at-desk]").forEach((element) => {
      element.removeAttribute("data-at-desk");
      element.style.outline = "";
    });
    // What is not translated stands there in the language of the source.
    const source = segment.element.querySelector("[id^=source-]");
    const place = find(page, plain(segment.area.defaultValue)) ?? find(page, plain(words(source)));
    if (!place) return;
    place.setAttribute("data-at-desk", "");
    place.style.outline = "2px solid #0a7";
    for (let parent = place; parent; parent = parent.parentElement) if (parent.tagName === "DETAILS") parent.open = true;
    place.scrollIntoView({ block: "center" });
  }
}

// The text of a source without the names of its tags.
function words(element) {
  const copy = element.cloneNode(true);
  copy.querySelectorAll(".desk-chip").forEach((chip) => chip.remove());
  return copy.textContent;
}

// The innermost element that holds the text.
function find(page, text) {
  const wanted = text.slice(0, ENOUGH);
  if (!wanted) return null;
  const holds = (element) => plain(element.textContent).includes(wanted);
  let place = page.querySelector("main") ?? page.body;
  if (!holds(place)) return null;
  for (;;) {
    const inner = [...place.children].find((child) => !["SCRIPT", "STYLE"].includes(child.tagName) && holds(child));
    if (!inner) return place;
    place = inner;
  }
}
