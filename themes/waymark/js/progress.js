// What a reader has and did of a procedure, and her days: boxes to tick beside papers and steps, and what deadlines.js
// adds. Nothing is kept before something is ticked or filled in.

/** How many are done, of how many: an alternative counts with what it stands for, what not all need once it is ticked. */
export function counts(entries) {
  const groups = [];
  for (const { box, optional, or } of entries) {
    if (or && groups.length) groups[groups.length - 1] ||= box.checked;
    else if (!optional || box.checked) groups.push(box.checked);
  }
  return { done: groups.filter(Boolean).length, total: groups.length };
}

function make(tag, properties, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

class Progress {
  constructor(button, Deadlines) {
    this.words = button.dataset;
    this.key = button.parentElement.dataset.kept;
    this.language = button.lang ? { lang: button.lang, dir: button.dir } : {};
    this.main = button.closest("main");
    this.papers = this.boxes("paper", this.words.have);
    this.steps = this.boxes("step", this.words.done);
    const { key, language } = this;
    this.deadlines = new Deadlines(this.main, this.words, { key, language, changed: () => this.keep() });
    this.panel(button);
    const kept = this.read();
    this.show(kept);
    if (kept.page) this.keep(); // the page may say something else now
  }

  read() {
    try {
      const kept = JSON.parse(localStorage.getItem(this.key));
      return { page: kept.page, ticked: [...kept.ticked], dates: { ...kept.dates } };
    } catch {
      return { ticked: [], dates: {} }; // nothing is kept, or what is kept is not ours
    }
  }

  boxes(kind, label) {
    return [...this.main.querySelectorAll(`li[data-${kind}]`)].map((item) => {
      const name = item.querySelector("h3, h4, a");
      name.id ||= `${kind}-${item.dataset[kind]}`;
      const box = make("input", { type: "checkbox", value: `${kind}:${item.dataset[kind]}` });
      box.setAttribute("aria-describedby", name.id);
      box.addEventListener("change", () => this.keep());
      item.append(make("label", { className: "tick", ...this.language }, box, ` ${label}`));
      const optional = "if" in item.dataset;
      return { item, box, optional, or: item.dataset.kind === "or", name: name.textContent.trim() };
    });
  }

  panel(button) {
    const remove = make("button", { type: "button", className: "button", textContent: this.words.remove });
    remove.addEventListener("click", () => {
      this.show({ ticked: [], dates: {} });
      this.keep();
    });
    this.status = make("p", { className: "tag" });
    this.status.setAttribute("role", "status");
    const way = make("a", { href: this.words.way, textContent: this.words.wayTitle });
    const note = make("p", { textContent: this.words.note });
    button.replaceWith(make("div", this.language, this.status, note, make("p", {}, way), remove));
  }

  keep() {
    const every = [...this.papers, ...this.steps].map(({ box }) => box);
    const ticked = every.filter((box) => box.checked).map((box) => box.value);
    const { dates } = this.deadlines;
    this.show({ ticked, dates });
    try {
      if (ticked.length || Object.keys(dates).length) {
        localStorage.setItem(this.key, JSON.stringify({ ticked, dates, page: this.summary() }));
      } else localStorage.removeItem(this.key);
    } catch {
      // The browser keeps nothing: it lasts as long as the page.
    }
  }

  show({ ticked, dates }) {
    for (const { item, box } of [...this.papers, ...this.steps]) {
      box.checked = ticked.includes(box.value);
      item.toggleAttribute("data-done", box.checked);
    }
    this.deadlines.show(dates);
    const lines = [[this.words.papers, counts(this.papers)], [this.words.steps, counts(this.steps)]];
    this.status.textContent = lines
      .filter(([, { total }]) => total)
      .map(([words, { done, total }]) => words.replace("{done}", done).replace("{total}", total))
      .join(" · ");
  }

  /** What the overview tells of this page, since it cannot look here. */
  summary() {
    const links = document.querySelectorAll("link[hreflang]:not([hreflang=x-default])");
    const title = this.main.querySelector("h1");
    return {
      title: title.textContent.trim(),
      lang: title.lang || document.documentElement.lang,
      urls: Object.fromEntries([...links].map((link) => [link.hreflang, new URL(link.href).pathname])),
      papers: counts(this.papers),
      steps: counts(this.steps),
      missing: this.papers.filter(({ box, optional }) => !box.checked && !optional).map(({ name }) => name),
      days: this.deadlines.last,
    };
  }
}

export async function start(button) {
  const { Deadlines } = await import(button.dataset.deadlines);
  new Progress(button, Deadlines);
}
