// Deadlines as dates: a field for the day of each event from which days are counted, and what day is the last one.

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

function make(tag, properties, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

export class Deadlines {
  /** `words` is the data of the button, `key` names the page, `changed` is called when a day is filled in. */
  constructor(main, words, { key, language, changed }) {
    Object.assign(this, { words, key, names: JSON.parse(words.dates), title: main.querySelector("h1") });
    const events = new Map();
    for (const deadline of main.querySelectorAll("[data-event]")) {
      const { days, event } = deadline.dataset;
      const answer = make("div", { className: "last-day", ...language });
      answer.setAttribute("role", "status");
      deadline.closest("p, ul, dl").after(answer); // a deadline stands in a line or in a list of facts
      if (!events.has(event)) events.set(event, []);
      events.get(event).push({ answer, days: Number(days), deadline });
    }
    // The field stands below the first deadline that counts from its event.
    this.events = [...events].map(([event, deadlines]) => {
      const field = make("input", { type: "date" });
      const question = words.when.replace("{event}", deadlines[0].deadline.querySelector("bdi").textContent);
      field.addEventListener("change", changed);
      deadlines[0].answer.before(make("label", { className: "when", ...language }, question, field));
      return { event, field, deadlines };
    });
  }

  /** By event the day that is filled in. */
  get dates() {
    return Object.fromEntries(this.events.map(({ event, field }) => [event, field.value]).filter(([, day]) => day));
  }

  /** The last days that are known, each with what the page says of it. */
  get last() {
    return this.events.filter(({ field }) => field.value).flatMap(({ field, deadlines }) =>
      deadlines.map(({ days, deadline }) => ({ day: shifted(field.value, days), text: deadline.textContent })));
  }

  show(dates) {
    for (const { event, field, deadlines } of this.events) {
      field.value = dates[event] ?? "";
      const told = new Set([0]); // what is to be said of a day stands once, and not of one that says “immediately”
      for (const deadline of deadlines) {
        this.answer(deadline, event, field.value, told.has(deadline.days));
        told.add(deadline.days);
      }
    }
  }

  answer({ answer, days, deadline }, event, from, isTold) {
    answer.replaceChildren();
    if (!from) return;
    const day = shifted(from, days);
    answer.append(make("b", { textContent: this.words.lastDay.replace("{date}", written(day, this.names)) }));
    if (isTold) return;
    const title = this.words.entry.replace("{title}", this.title.textContent.trim());
    const name = `${day}-${this.key.split(":")[1]}-${event}@${location.hostname}`;
    const button = make("button", { type: "button", className: "button", textContent: this.words.toCalendar });
    Object.assign(button.dataset, { module: this.words.calendar, day, title, text: deadline.textContent, name });
    answer.append(make("p", { textContent: this.words.counted }), button);
    if (day < new Date().toLocaleDateString("en-CA")) button.before(make("p", { textContent: this.words.over }));
  }
}
