// Shows what is to be mended before publishing while an editor types, and leads to its field.
import { FormWatcher } from "./watching.js";

function fieldAt(path) {
  let element = document.querySelector("[data-edit-form]") ?? document;
  for (const part of path.split(".")) {
    element = element.querySelector(`[data-contentpath="${CSS.escape(part)}"]`) ?? element;
  }
  return element;
}

class BeforePublishing extends FormWatcher {
  connectedCallback() {
    super.connectedCallback();
    this.addEventListener("click", (event) => {
      const button = event.target.closest("[data-path]");
      if (button) this.lead(button.dataset.path);
    });
  }

  lead(path) {
    const field = fieldAt(path);
    field.scrollIntoView({ block: "center" });
    field.querySelector("input:not([type=hidden]), textarea, [contenteditable=true], button")?.focus();
  }

  async look() {
    if (this.checkVisibility()) await super.look();
  }
}

customElements.define("before-publishing", BeforePublishing);
