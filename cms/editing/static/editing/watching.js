// Asks the server about what stands in the editor's form, again when it changed; shared by the panels that tell.

const INTERVAL = 2000; // milliseconds between two looks at the form

export class FormWatcher extends HTMLElement {
  connectedCallback() {
    this.form = document.querySelector("[data-edit-form]");
    if (!this.form) return;
    this.read = this.text();
    this.timer = window.setInterval(() => this.look(), INTERVAL);
  }

  disconnectedCallback() {
    window.clearInterval(this.timer);
  }

  get url() {
    return this.dataset.url;
  }

  // What an answer is shown as; a panel that keeps something of the old one does it here.
  show(html) {
    this.innerHTML = html;
  }

  text() {
    return new URLSearchParams(new FormData(this.form)).toString();
  }

  async look() {
    if (this.asking) return;
    const text = this.text();
    if (text === this.read) return;
    this.asking = true;
    try {
      const answer = await fetch(this.url, { method: "POST", body: new URLSearchParams(text) });
      if (answer.ok) this.show(await answer.text());
      this.read = text;
    } finally {
      this.asking = false;
    }
  }
}
