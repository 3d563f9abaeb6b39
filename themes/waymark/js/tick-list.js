// <tick-list>: boxes to tick in a list of things to do. Nothing is stored before the first tick, and the button below
// the list takes everything away again. The key is the same in every language, so the ticks are too.

const PREFIX = "waymark-ticks:";

/** The browser's store, or null where it keeps none: then the ticks last as long as the page. */
function deviceStore() {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

/** What was ticked, from the text that the store holds; nothing if that is no list. */
export function read(text) {
  try {
    const ticked = JSON.parse(text);
    return Array.isArray(ticked) ? ticked : [];
  } catch {
    return [];
  }
}

class TickList extends HTMLElement {
  connectedCallback() {
    this.store = deviceStore();
    this.key = PREFIX + this.dataset.key;
    this.boxes = [...this.querySelectorAll("input")];
    this.show(read(this.store?.getItem(this.key)));
    for (const element of this.querySelectorAll("[hidden]")) element.hidden = false;
    this.addEventListener("change", () => this.keep());
    this.querySelector("button").addEventListener("click", () => {
      this.show([]);
      this.keep();
    });
  }

  keep() {
    const ticked = this.boxes.filter((box) => box.checked).map((box) => box.value);
    if (ticked.length) this.store?.setItem(this.key, JSON.stringify(ticked));
    else this.store?.removeItem(this.key);
    this.show(ticked);
  }

  show(ticked) {
    for (const box of this.boxes) {
      box.checked = ticked.includes(box.value);
      box.closest("li").toggleAttribute("data-done", box.checked);
    }
    const done = this.boxes.filter((box) => box.checked).length;
    this.querySelector("[role=status]").textContent = this.dataset.progress
      .replace("{done}", done)
      .replace("{total}", this.boxes.length);
  }
}

customElements.define("tick-list", TickList);
