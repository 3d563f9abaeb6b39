// <my-answers>: the questions of “What concerns me”. What she answers marks the pages below; it is kept on this device
// only if she says so, and goes with a tap.

const KEY = "waymark-me";

/** The answers of a form: by question the values that are chosen; a question without one is not answered. */
export function answered(form) {
  const answers = {};
  for (const [name, value] of new FormData(form)) {
    if (value && name !== "keep") (answers[name.replace("[]", "")] ??= []).push(value);
  }
  return answers;
}

function stored() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? {};
  } catch {
    return {};
  }
}

function store(answers) {
  try {
    if (answers) localStorage.setItem(KEY, JSON.stringify(answers));
    else localStorage.removeItem(KEY);
  } catch {
    // The browser keeps nothing.
  }
}

class MyAnswers extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.form.hidden = false;
    this.form.addEventListener("change", () => this.tell());
    this.form.addEventListener("submit", (event) => {
      event.preventDefault(); // answers go nowhere
      document.querySelector("#some")?.scrollIntoView();
    });
    this.form.addEventListener("reset", () => setTimeout(() => this.tell())); // the fields are emptied after the event
    document.addEventListener("waymark:forget", () => this.form.reset());
    const answers = stored();
    if (!Object.keys(answers).length) return;
    this.fill(answers);
    this.tell();
  }

  fill(answers) {
    for (const element of this.form.elements) {
      const values = answers[element.name.replace("[]", "")] ?? []; // what can have several values has brackets
      if (element.type === "checkbox") element.checked = element.name === "keep" || values.includes(element.value);
      else if (element.matches("select")) element.value = values[0] ?? "";
    }
  }

  async tell() {
    const answers = answered(this.form);
    store(this.form.elements.keep.checked && Object.keys(answers).length ? answers : null);
    this.marks ??= import(this.dataset.marks).then(({ start }) => start(document.querySelector("[data-facets]")));
    await this.marks;
    document.dispatchEvent(new CustomEvent("waymark:answers", { detail: answers }));
  }
}

customElements.define("my-answers", MyAnswers);
