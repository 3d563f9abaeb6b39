// <waymark-service api city lang id>: a service of a city's guide on any page. docs/api/embedding.md tells more.
// Nothing of an answer is ever read as HTML: all of it becomes text and attributes of elements that are made here.

const LANGUAGES = __LANGUAGES__;
const RIGHT_TO_LEFT = /^(ar|ckb|dv|fa|he|ps|sd|ug|ur|yi)\b/;

const sheet = new CSSStyleSheet();
sheet.replaceSync(__CSS__);

const make = (tag, attributes, ...children) => {
  const element = document.createElement(tag);
  for (const name in attributes) if (attributes[name]) element.setAttribute(name, attributes[name]);
  element.append(...children.flat(9).filter(Boolean));
  return element;
};
const part = (tag, name, ...children) => make(tag, { part: name }, ...children);
const fill = (text, values) => text.replace(/{(\w+)}/g, (_, name) => values[name]);
const spoken = (lang) => ({ lang, dir: RIGHT_TO_LEFT.test(lang) ? "rtl" : "ltr" });
const primary = (language) => language.split("-")[0];
const isWeb = (url) => /^https?:/i.test(url);
const read = async (url, request) => (await fetch(url, request)).json();

/** What is shown of a document, in the words of the reader's language. */
function view(found, words, asked, level) {
  const { lang } = words;
  const heading = (name, text, below = 0) => part("h" + Math.min(6, level + below), name, text);
  const told = (text, language = found.language) => (language === lang ? text : make("span", spoken(language), text));
  const named = (one) => told(one.title, one.language);
  const list = (items = []) => items.some(Boolean) && part("ul", "list", items.map((item) => item && make("li", 0, item)));
  const section = (text, items) => items && [heading("heading", text, 1), items];
  const day = (iso) => {
    const [year, month, date] = iso.split("-").map(Number);
    return make("time", { datetime: iso }, fill(words.date, { year, month: words.months[month - 1], number: month, day: date }));
  };
  const withDates = (text, ...dates) => text.split(/{\w+}/).flatMap((piece, index) => [piece, dates[index] && day(dates[index])]);
  const days = (numbers) => {
    const names = numbers.map((number) => words.days[number - 1]);
    const [first, last] = [names[0], names.at(-1)];
    const isRun = names[2] && numbers.at(-1) - numbers[0] === names.length - 1;
    return isRun ? fill(words.run, { first, last }) : names.join(words.comma);
  };
  const languages = new Intl.DisplayNames([lang, "en"], { type: "language" });
  const today = new Date(Date.now() - 432e5).toISOString(); // where the day ends last, at UTC-12
  const office = (one) => part("div", "office",
    one !== found && part("p", "name", named(one)),
    part("address", "address", make("bdi", 0, fill("{street}, {postalCode} {locality}", one.address))),
    list([
      ...one.openingHours.map((span) => [days(span.days), ": ", fill(words.span, span), span.byAppointment && [" · ", words.booked]]),
      ...one.closures.map(({ from, to }) => today.slice(0, 10) <= to
        && (from === to ? withDates(words.closedDay, to) : withDates(words.closed, from, to))),
      ...one.phones.map((phone) => [
        make("a", { href: "tel:" + phone.number, dir: "ltr" }, phone.number),
        phone.languages[0] && [" (", phone.languages.map((language) => languages.of(language)).join(words.comma), ")"],
      ]),
      isWeb(one.appointmentUrl) && make("a", { href: one.appointmentUrl }, words.book),
    ]));
  const money = (cost) => {
    const style = { style: "currency", currency: cost.currency, currencyDisplay: "narrowSymbol", numberingSystem: "latn" };
    return cost.free ? words.free : cost.amount ? new Intl.NumberFormat([lang, "en"], style).format(cost.amount) : words.varies;
  };
  const paper = (one) => one.document && [
    named(one.document),
    one.original && [" · ", words.original],
    one.swornTranslation && [" · ", words.sworn],
    one.condition && [" · ", words.only, " ", told(one.condition)],
  ];
  const note = primary(found.language) !== primary(asked)
    ? fill(words.fallback, { source: languages.of(found.language) })
    : found.translation.state === "MACHINE" && words.machine;
  const { city } = found;
  const offices = found.offices ?? (found.address ? [found] : []);
  const readable = city?.languages.includes(asked) ? asked : found.language;
  return make("article", { ...spoken(lang), part: "service" },
    heading("title", named(found)),
    note && part("p", "note", note),
    found.summary && part("p", "summary", told(found.summary)),
    section(words.papers, list(found.documents?.map(paper))),
    section(words.costs, list(found.costs?.map((cost) => [named(cost), ": ", make("bdi", 0, money(cost))]))),
    section(words.where, offices[0] && offices.map(office)),
    found.checkedOn && part("p", "checked", withDates(words.checked, found.checkedOn)),
    isWeb(city?.siteUrl) && part("p", "more", make("a", { href: `${city.siteUrl}/${readable}/${found.path}/` }, words.more)));
}

customElements.define("waymark-service", class extends HTMLElement {
  static observedAttributes = ["api", "city", "id", "lang", "path"];
  #root = this.attachShadow({ mode: "open" });
  #last = new AbortController();

  connectedCallback() {
    this.#root.adoptedStyleSheets = [sheet];
    this.attributeChangedCallback();
  }

  disconnectedCallback() {
    this.#last.abort();
  }

  async attributeChangedCallback() {
    this.#last.abort();
    const { signal } = (this.#last = new AbortController());
    await 0; // several attributes that are set at once are one question
    if (signal.aborted || !this.isConnected) return;
    const get = (name) => this.getAttribute(name) ?? undefined;
    const asked = get("lang") || document.documentElement.lang || "en";
    const given = new URLSearchParams({
      extensions: JSON.stringify({ persistedQuery: { version: 1, sha256Hash: __HASH__ } }),
      variables: JSON.stringify({ city: get("city"), language: asked, uuid: get("id"), path: get("path") }),
    });
    const waiting = read(`${get("api") ?? new URL("/graphql", import.meta.url)}?${given}`, { signal, credentials: "omit" });
    waiting.catch(() => {});
    const own = LANGUAGES.includes(primary(asked)) ? primary(asked) : "en";
    const show = (text) => this.#root.replaceChildren(make("slot"), text ? make("p", { ...spoken(own), part: "status", role: "status" }, text) : "");
    show();
    this.ariaBusy = "true";
    let words = {};
    try {
      words = await read(new URL(`words/${own}.json`, import.meta.url), { signal });
      show(words.loading);
      const { data, errors } = await waiting;
      if (errors) throw errors;
      const found = data.document;
      if (found) this.#root.replaceChildren(view(found, words, asked, Number(get("level")) || 2));
      else show(words.unknown);
    } catch {
      if (signal.aborted) return;
      show(words.failed);
    }
    this.ariaBusy = "false";
  }
});
