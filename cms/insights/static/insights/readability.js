// Shows what is hard to read in the text that is being written, while the side panel is open, and leads to its field.

const INTERVAL = 2000; // milliseconds between two looks at the form

function fieldAt(path) {
  let element = document.querySelector("[data-edit-form]") ?? document;
  for (const part of path.split(".")) {
    element = element.querySelector(`[data-contentpath="${CSS.escape(part)}"]`) ?? element;
  }
  return element;
}

class ReadabilityPanel extends HTMLElement {
  connectedCallback() {
    this.form = document.querySelector("[data-edit-form]");
    this.addEventListener("click", (event) => {
      const button = event.target.closest("[data-path]");
      if (button) this.lead(button.dataset.path);
    });
    if (!this.form) return;
    this.read = this.text();
    this.timer = window.setInterval(() => this.look(), INTERVAL);
  }

  disconnectedCallback() {
    window.clearInterval(this.timer);
  }

  lead(path) {
    const field = fieldAt(path);
    field.scrollIntoView({ block: "center" });
    field.querySelector("input:not([type=hidden]), textarea, [contenteditable=true]")?.focus();
  }

  text() {
    return new URLSearchParams(new FormData(this.form)).toString();
  }

  async look() {
    if (this.asking || !this.checkVisibility()) return;
    const text = this.text();
    if (text === this.read) return;
    this.asking = true;
    try {
      const answer = await fetch(this.dataset.url, { method: "POST", body: new URLSearchParams(text) });
      if (answer.ok) this.innerHTML = await answer.text();
      this.read = text;
    } finally {
      this.asking = false;
    }
  }
}

customElements.define("readability-panel", ReadabilityPanel);
