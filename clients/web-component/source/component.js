// <waymark-service api city lang id>: a service of a city's guide on any page. docs/api/embedding.md tells more.
// Nothing of an answer is ever read as HTML: all of it becomes text and attributes of elements that are made here.

const QUERY = __QUERY__;
const HASH = __HASH__;
const LANGUAGES = __LANGUAGES__;
const RIGHT_TO_LEFT = /^(ar|ckb|dv|fa|he|ps|sd|ug|ur|yi)\b/;

const sheet = new CSSStyleSheet();
sheet.replaceSync(__CSS__);

const make = (tag, attributes, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) if (value) element.setAttribute(name, value);
  element.append(...children.flat(9).filter(Boolean));
  return element;
};
const fill = (text, values) => text.replace(/{(\w+)}/g, (_, name) => values[name]);
const spoken = (language) => ({ lang: language, dir: RIGHT_TO_LEFT.test(language) ? "rtl" : "ltr" });
const isWeb = (url) => /^https?:/i.test(url);

async function ask(api, variables, signal) {
  const extensions = { persistedQuery: { version: 1, sha256Hash: HASH } };
  const given = new URLSearchParams({ extensions: JSON.stringify(extensions), variables: JSON.stringify(variables) });
  const read = async (address, request) => (await fetch(address, { signal, credentials: "omit", ...request })).json();
  let answer = await read(`${api}?${given}`).catch(() => ({}));
  signal.throwIfAborted();
  // Not known by its hash yet, or not offered.
  if (!answer.data) {
    const body = JSON.stringify({ query: QUERY, variables, extensions });
    answer = await read(api, { method: "POST", headers: { "Content-Type": "application/json" }, body });
  }
  if (answer.errors) throw answer.errors;
  return answer.data.document;
}

/** What is shown of a document, in the words of the reader's language. */
function view(found, words, level) {
  const { lang } = words;
  const heading = (name, text, below = 0) => make(`h${Math.min(6, level + below)}`, { part: name }, text);
  const told = (text, language) => (language === lang ? text : make("span", spoken(language), text));
  const named = (one) => told(one.title, one.language);
  const list = (items) => items.length && make("ul", { part: "list" }, items.map((item) => make("li", {}, item)));
  const section = (text, items) => items?.length && [heading("heading", text, 1), items];
  const day = (iso) => {
    const [year, month, date] = iso.split("-").map(Number);
    return make("time", { datetime: iso }, fill(words.date, { year, month: words.months.split("|")[month - 1], number: month, day: date }));
  };
  const withDates = (text, dates) => text.split(/{(\w+)}/).map((part, index) => (index % 2 ? day(dates[part]) : part));
  const days = (numbers) => {
    const names = numbers.map((number) => words.days.split("|")[number - 1]);
    const [first, last] = [names[0], names.at(-1)];
    const isRun = names.length > 2 && numbers.at(-1) - numbers[0] === names.length - 1;
    return isRun ? fill(words.run, { first, last }) : names.join(words.comma);
  };
  const names = new Intl.DisplayNames([lang, "en"], { type: "language" });
  const today = new Date(Date.now() - 432e5).toISOString().slice(0, 10); // where the day ends last, at UTC-12
  const office = (one) => make("div", { part: "office" },
    one !== found && make("p", { part: "name" }, named(one)),
    make("address", { part: "address" }, make("bdi", {}, fill("{street}, {postalCode} {locality}", one.address))),
    list([
      ...one.openingHours.map((span) => [days(span.days), ": ", fill(words.span, span), span.byAppointment && [" · ", words.booked]]),
      ...one.closures.filter((closure) => closure.to >= today)
        .map(({ from, to }) => (from === to ? withDates(words.closedDay, { date: to }) : withDates(words.closed, { start: from, end: to }))),
      ...one.phones.map((phone) => [
        make("a", { href: `tel:${phone.number}`, dir: "ltr" }, phone.number),
        phone.languages.length && [" (", phone.languages.map((language) => names.of(language)).join(words.comma), ")"],
      ]),
      isWeb(one.appointmentUrl) && make("a", { href: one.appointmentUrl }, words.book),
    ].filter(Boolean)));
  const money = (cost) => {
    const style = { style: "currency", currency: cost.currency, currencyDisplay: "narrowSymbol", numberingSystem: "latn" };
    return cost.free ? words.free : cost.amount ? new Intl.NumberFormat([lang, "en"], style).format(cost.amount) : words.varies;
  };
  const paper = (one) => one.document && [
    named(one.document),
    one.original && [" · ", words.original],
    one.swornTranslation && [" · ", words.sworn],
    one.condition && [" · ", words.only, " ", told(one.condition, found.language)],
  ];
  const note = found.language.split("-")[0] !== words.asked.split("-")[0]
    ? fill(words.fallback, { source: names.of(found.language) })
    : found.translation.state === "MACHINE" && words.machine;
  const { siteUrl: site, languages = [] } = found.city ?? {};
  const readable = languages.includes(words.asked) ? words.asked : found.language;
  const offices = found.offices ?? (found.address ? [found] : []);
  return make("article", { ...spoken(lang), part: "service" },
    heading("title", named(found)),
    note && make("p", { part: "note" }, note),
    found.summary && make("p", { part: "summary" }, told(found.summary, found.language)),
    section(words.papers, found.documents?.length && [list(found.documents.map(paper).filter(Boolean))]),
    section(words.costs, found.costs?.length && [list(found.costs.map((cost) => [named(cost), ": ", make("bdi", {}, money(cost))]))]),
    section(words.where, offices.map(office)),
    found.checkedOn && make("p", { part: "checked" }, withDates(words.checked, { date: found.checkedOn })),
    isWeb(site) && make("p", { part: "more" }, make("a", { href: `${site}/${readable}/${found.path}/` }, words.more)));
}

customElements.define("waymark-service", class extends HTMLElement {
  static observedAttributes = ["api", "city", "id", "lang", "path"];
  #root = this.attachShadow({ mode: "open" });
  #last = new AbortController();
  #due;

  connectedCallback() {
    this.#root.adoptedStyleSheets = [sheet];
    this.attributeChangedCallback();
  }

  disconnectedCallback() {
    this.#last.abort();
  }

  attributeChangedCallback() {
    // Several attributes that are set at once are one question.
    this.#due ??= Promise.resolve().then(() => {
      this.#due = null;
      if (this.isConnected) this.#show();
    });
  }

  async #show() {
    this.#last.abort();
    const { signal } = (this.#last = new AbortController());
    const get = (name) => this.getAttribute(name) ?? undefined;
    const asked = get("lang") || document.documentElement.lang || "en";
    const base = asked.split("-")[0];
    const variables = { city: get("city"), language: asked, uuid: get("id"), path: get("path") };
    const waiting = ask(get("api") ?? new URL("/graphql", import.meta.url), variables, signal);
    waiting.catch(() => {});
    const spokenHere = await import(`./words/${LANGUAGES.includes(base) ? base : "en"}.js`);
    const words = { ...spokenHere.default, asked };
    const say = (text) => text && make("p", { ...spoken(words.lang), part: "status", role: "status" }, text);
    const fallback = (text) => this.#root.replaceChildren(make("slot"), say(text));
    fallback(words.loading);
    this.ariaBusy = "true";
    try {
      const found = await waiting;
      if (found) this.#root.replaceChildren(view(found, words, Number(get("level")) || 2));
      else fallback(words.unknown);
    } catch {
      if (signal.aborted) return;
      fallback(words.failed);
    }
    this.ariaBusy = "false";
  }
});
