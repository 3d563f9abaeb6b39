// What a reader has and did of a procedure, and her days: boxes to tick beside papers and steps, and fields for the day
// of an event, which tell the last day of a deadline. Nothing is kept before something is ticked or filled in.

const MILLISECONDS_OF_A_DAY = 86400000;

/** The ISO date so many days after a day, or before it if they are negative. */
export function shifted(day, days) {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * MILLISECONDS_OF_A_DAY).toISOString().slice(0, 10);
}

/** An ISO date in words of the page: phones do not know all languages, or write them in another calendar. */
export function written(day, { form, months, weekdays }) {
  const [year, month, number] = day.split("-").map(Number);
  const weekday = weekdays.split("|")[(new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7];
  const parts = { weekday, year, day: number, number: month, month: months.split("|")[month - 1] };
  return form.replace(/\{(\w+)\}/g, (_, name) => parts[name]);
}

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
  constructor(button) {
    this.words = button.dataset;
    this.key = button.parentElement.dataset.kept;
    this.language = button.lang ? { lang: button.lang, dir: button.dir } : {};
    this.names = JSON.parse(this.words.dates);
    this.main = button.closest("main");
    this.title = this.main.querySelector("h1");
    this.papers = this.boxes("paper", this.words.have);
    this.steps = this.boxes("step", this.words.done);
    this.events = this.fields();
    this.panel(button);
    this.show(this.read());
    if (this.kept.page) this.keep(); // the page may say something else now
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

  // A field for each event, below the first deadline that counts from it.
  fields() {
    const events = new Map();
    for (const deadline of this.main.querySelectorAll("[data-event]")) {
      const { days, event } = deadline.dataset;
      const answer = make("div", { className: "last-day", ...this.language });
      answer.setAttribute("role", "status");
      deadline.closest("p, ul, dl").after(answer); // a deadline stands in a line or in a list of facts
      if (!events.has(event)) events.set(event, []);
      events.get(event).push({ answer, days: Number(days), deadline });
    }
    return [...events].map(([event, deadlines]) => {
      const field = make("input", { type: "date" });
      const words = this.words.when.replace("{event}", deadlines[0].deadline.querySelector("bdi").textContent);
      const label = make("label", { className: "when", ...this.language }, words, field);
      field.addEventListener("change", () => this.keep());
      deadlines[0].answer.before(label);
      return { event, field, deadlines };
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
    const days = this.events.map(({ event, field }) => [event, field.value]);
    const ticked = every.filter((box) => box.checked).map((box) => box.value);
    const dates = Object.fromEntries(days.filter(([, day]) => day));
    this.show({ ticked, dates });
    try {
      if (ticked.length || Object.keys(dates).length) {
        localStorage.setItem(this.key, JSON.stringify({ ticked, dates, page: this.summary() }));
      } else localStorage.removeItem(this.key);
    } catch {
      // The browser keeps nothing: it lasts as long as the page.
    }
  }

  show(kept) {
    this.kept = kept;
    for (const { item, box } of [...this.papers, ...this.steps]) {
      box.checked = kept.ticked.includes(box.value);
      item.toggleAttribute("data-done", box.checked);
    }
    for (const { event, field, deadlines } of this.events) {
      field.value = kept.dates[event] ?? "";
      const told = new Set([0]); // what is to be said of a day stands once, and not of one that says “immediately”
      for (const deadline of deadlines) {
        this.answer(deadline, event, field.value, told.has(deadline.days));
        told.add(deadline.days);
      }
    }
    const lines = [[this.words.papers, counts(this.papers)], [this.words.steps, counts(this.steps)]];
    this.status.textContent = lines
      .filter(([, { total }]) => total)
      .map(([words, { done, total }]) => words.replace("{done}", done).replace("{total}", total))
      .join(" · ");
  }

  answer({ answer, days, deadline }, event, from, isTold) {
    answer.replaceChildren();
    if (!from) return;
    const day = shifted(from, days);
    answer.append(make("b", { textContent: this.words.lastDay.replace("{date}", written(day, this.names)) }));
    if (isTold) return;
    const title = this.words.entry.replace("{title}", this.title.textContent.trim());
    const name = `${day}-${this.key.split(":")[1]}-${event}@${location.hostname}`;
    const text = deadline.textContent;
    const button = make("button", { type: "button", className: "button", textContent: this.words.toCalendar });
    Object.assign(button.dataset, { module: this.words.calendar, day, title, text, name });
    answer.append(make("p", { textContent: this.words.counted }), button);
    if (day < new Date().toLocaleDateString("en-CA")) button.before(make("p", { textContent: this.words.over }));
  }

  /** What the overview tells of this page, since it cannot look here. */
  summary() {
    const links = document.querySelectorAll("link[hreflang]:not([hreflang=x-default])");
    const dated = this.events.filter(({ field }) => field.value);
    return {
      title: this.title.textContent.trim(),
      lang: this.title.lang || document.documentElement.lang,
      urls: Object.fromEntries([...links].map((link) => [link.hreflang, new URL(link.href).pathname])),
      papers: counts(this.papers),
      steps: counts(this.steps),
      missing: this.papers.filter(({ box, optional }) => !box.checked && !optional).map(({ name }) => name),
      days: dated.flatMap(({ field, deadlines }) => deadlines.map(({ days, deadline }) => ({ day: shifted(field.value, days), text: deadline.textContent }))),
    };
  }
}

export function start(button) {
  new Progress(button);
}
