// Tells while an editor types that something seems to be there already.
import { FormWatcher } from "./watching.js";

class SimilarPages extends FormWatcher {
  // The form of a new page has no place of its own for it: the server puts it above the header.
  connectedCallback() {
    super.connectedCallback();
    const notes = this.closest(".editing-notes");
    if (this.form && notes.nextElementSibling !== this.form) this.form.before(notes);
  }

  // A new page is saved as a draft while it is written; from then on it is itself among the pages.
  get url() {
    const saved = /\/pages\/(\d+)\/edit\//.exec(new URL(this.form.action, location.href).pathname);
    return saved ? this.dataset.editUrl.replace("/0/", `/${saved[1]}/`) : this.dataset.url;
  }

  show(html) {
    const ticked = this.querySelector("input:checked")?.value;
    super.show(html);
    const box = this.querySelector("input");
    if (box && box.value === ticked) box.checked = true;
  }
}

customElements.define("similar-pages", SimilarPages);
