// <my-notes>: everything that a reader noted on the pages of this guide, as these kept it on her device: her days, the
// papers that she still needs, what is done. She can save it as a text, and delete it all.

const PREFIX = "waymark-progress:";
const OURS = "waymark-";

/** What is kept, by the nearest last day; what is not ours or damaged is left out. */
export function noted(store) {
  const pages = [];
  for (const key of Object.keys(store)) {
    if (!key.startsWith(PREFIX)) continue;
    try {
      const { page } = JSON.parse(store.getItem(key));
      if (page.title && page.urls) pages.push(page);
    } catch {
      // somebody else's
    }
  }
  const first = ({ days }) => days.map(({ day }) => day).sort()[0] ?? "9999";
  return pages.sort((one, other) => first(one).localeCompare(first(other)) || one.title.localeCompare(other.title));
}

/** An ISO date in words of the page, as in progress.js. */
function written(day, { form, months, weekdays }) {
  const [year, month, number] = day.split("-").map(Number);
  const weekday = weekdays.split("|")[(new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7];
  const parts = { weekday, year, day: number, number: month, month: months.split("|")[month - 1] };
  return form.replace(/\{(\w+)\}/g, (_, name) => parts[name]);
}

function make(tag, text, properties = {}) {
  return Object.assign(document.createElement(tag), { textContent: text, ...properties });
}

class MyNotes extends HTMLElement {
  connectedCallback() {
    this.names = JSON.parse(this.dataset.dates);
    this.buttons = this.querySelectorAll("button");
    this.list = make("div", "");
    this.buttons[0].before(this.list);
    this.buttons[0].addEventListener("click", () => this.save());
    this.buttons[1].addEventListener("click", () => this.remove());
    this.show();
  }

  show() {
    try {
      this.pages = noted(localStorage);
    } catch {
      this.pages = []; // the browser keeps nothing
    }
    for (const button of this.buttons) button.hidden = !this.pages.length;
    this.list.replaceChildren(...this.pages.map((page) => this.entry(page)));
    if (!this.pages.length) this.list.append(make("p", this.dataset.empty));
  }

  /** The lines about one page: what to say, and whether it is in the language in which the page was read. */
  lines({ lang, papers, steps, missing, days }) {
    const count = (words, { done, total }) => ({ text: words.replace("{done}", done).replace("{total}", total) });
    return [
      ...days.map(({ day, text }) => ({ text: this.dataset.lastDay.replace("{date}", written(day, this.names)), more: text, lang })),
      ...(papers.total ? [count(this.dataset.papers, papers)] : []),
      ...missing.map((name) => ({ text: this.dataset.missing, more: name, lang })),
      ...(steps.total ? [count(this.dataset.steps, steps)] : []),
    ];
  }

  entry(page) {
    const item = make("article", "");
    const heading = make("h3", "");
    const here = document.documentElement.lang;
    const marked = page.lang === here ? {} : { lang: page.lang, dir: "auto" };
    heading.append(make("a", page.title, { href: page.urls[here] ?? Object.values(page.urls)[0], ...marked }));
    const list = make("ul", "");
    for (const { text, more } of this.lines(page)) {
      const line = make("li", more ? `${text} ` : text);
      if (more) line.append(make("bdi", more, marked));
      list.append(line);
    }
    item.append(heading, list);
    return item;
  }

  save() {
    const texts = this.pages.map((page) => {
      const lines = this.lines(page).map(({ text, more = "" }) => `- ${text} ${more}`.trim());
      return [page.title, location.origin + Object.values(page.urls)[0], ...lines, ""].join("\r\n");
    });
    const link = make("a", "", { href: URL.createObjectURL(new Blob([texts.join("\r\n")], { type: "text/plain" })) });
    link.download = this.dataset.file;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }

  /** Takes away notes, ticks of situations and answers. A guide that was saved for reading offline stays. */
  remove() {
    const kinds = ["progress:", "ticks:", "me"].map((kind) => OURS + kind);
    for (const key of Object.keys(localStorage)) {
      if (kinds.some((kind) => key.startsWith(kind))) localStorage.removeItem(key);
    }
    this.show();
    document.dispatchEvent(new CustomEvent("waymark:forget")); // answers in the form
  }
}

customElements.define("my-notes", MyNotes);
