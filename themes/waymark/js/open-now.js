// <open-now>: says whether the place is open at this moment, in the city's time zone: at the top of an office, and else
// above the table of its opening hours.
// The hours are read from the table itself, so what it says and what stands below cannot differ.

const MINUTES_OF_A_DAY = 24 * 60;

/** Day of the week (Monday is 1), minute of the day and ISO date in a time zone. */
export function clockIn(timeZone, now = new Date()) {
  const format = new Intl.DateTimeFormat("en-CA", {
    timeZone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit",
  });
  const part = Object.fromEntries(format.formatToParts(now).map(({ type, value }) => [type, value]));
  const date = `${part.year}-${part.month}-${part.day}`;
  const day = new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
  return { date, day, minute: Number(part.hour) * 60 + Number(part.minute) };
}

/** The ISO date some days later. */
export function later(date, days) {
  const moved = new Date(`${date}T00:00:00Z`);
  moved.setUTCDate(moved.getUTCDate() + days);
  return moved.toISOString().slice(0, 10);
}

/**
 * What to say now. `week` maps a day to its spans ({opens, closes, appointment}, minutes), `closures` are {from, to}.
 * Gives {open: true, span}, or {open: false, span, days} with the next opening at most a week ahead.
 * A span that ends before it begins ends on the next day, as in site_builder/opening.py.
 */
export function state(week, closures, clock) {
  const spansIn = (days) => {
    const date = later(clock.date, days);
    const shut = closures.some(({ from, to }) => from <= date && date <= to);
    return shut ? [] : week[((clock.day + 6 + days) % 7) + 1] ?? [];
  };
  const overnight = ({ opens, closes }) => closes <= opens;
  const last = spansIn(-1).find((span) => overnight(span) && clock.minute < span.closes);
  if (last) return { open: true, span: last };
  for (let days = 0; days <= 7; days += 1) {
    for (const span of spansIn(days)) {
      if (days > 0 || clock.minute < span.opens) return { open: false, span, days };
      if (overnight(span) || clock.minute < span.closes) return { open: true, span };
    }
  }
  return { open: false };
}

function minutes(time) {
  const [hour, minute] = time.dateTime.split(":").map(Number);
  return hour * 60 + minute || 0;
}

function readSpan(element) {
  const [opens, closes] = element.querySelectorAll("time");
  return {
    opens: minutes(opens),
    closes: minutes(closes) || MINUTES_OF_A_DAY,
    appointment: "appointment" in element.dataset,
    opensText: opens.textContent,
    closesText: closes.textContent,
  };
}

class OpenNow extends HTMLElement {
  // The first look at the clock of another time zone costs a slow phone a tenth of a second. A page about the place looks
  // at once, so that no line moves later; one that has a card of it, when a reader comes near, or prints.
  connectedCallback() {
    const card = this.closest(".card");
    if (!card) {
      this.look();
      return;
    }
    const near = new IntersectionObserver(([{ isIntersecting }]) => isIntersecting && look(), { rootMargin: "100%" });
    const look = () => {
      near.disconnect();
      removeEventListener("beforeprint", look);
      this.look();
    };
    near.observe(card);
    addEventListener("beforeprint", look);
  }

  look() {
    const week = {};
    for (const row of this.querySelectorAll("[data-days]")) {
      const spans = [...row.querySelectorAll(".span")].map(readSpan);
      for (const day of row.dataset.days.split(" ")) week[day] = spans;
    }
    const clock = clockIn(this.getAttribute("time-zone"));
    const closures = [...this.querySelectorAll("[data-from]")].map((item) => ({ ...item.dataset, item }));
    for (const { to, item } of closures) item.hidden = to < clock.date;
    this.querySelector(`[data-days~="${clock.day}"]`)?.setAttribute("data-today", "");
    this.say(state(week, closures, clock), clock);
  }

  say({ open, span, days }, clock) {
    const { dataset } = this;
    const line = this.closest(".office")?.querySelector(".state") ?? document.createElement("p");
    line.className = open ? "state state--open" : "state";
    line.hidden = false;
    const words = [open ? dataset.open : dataset.closed];
    if (open) words.push(dataset.until.replace("{time}", span.closesText));
    else if (span) words.push(dataset.next.replace("{time}", span.opensText).replace("{day}", this.dayName(days, clock.day)));
    if (span?.appointment) words.push(dataset.appointment);
    line.textContent = words.join(" · ");
    if (!line.parentNode) this.querySelector("table").before(line);
  }

  // The page brings the names of the days: phones do not know them in Tigrinya, for one.
  dayName(days, today) {
    return days === 0 ? this.dataset.today : this.dataset.dayNames.split("|")[(today - 1 + days) % 7];
  }
}

customElements.define("open-now", OpenNow);
