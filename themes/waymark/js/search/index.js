// Which pages fit a question, and which passages of theirs: see site_builder/search/ranking.py, which a test compares with.

const NAME_WEIGHT = 3;
const ABOVE_WEIGHT = 0.5;
const HEADING_WEIGHT = 2;
const WINDOW = 40; // words
const SHARPNESS = 1.3;
const SATURATION = 6;
const LENGTH_PENALTY = 0.65;
const SHORTEST = 0.5; // of the average length
const READ = 20; // pages
const WINDOW_LENGTH = 200; // terms
const WINDOW_LENGTH_PENALTY = 0.5;
const WINDOW_SHARE = 0.4;
const ASIDES = new Set(["contact", "document_type", "office", "organisation", "term"]);
const ASIDE_WEIGHT = 0.7;
const KNOWN = 0.15; // of a question's gain
const RELEVANT = 0.25; // of the best score

function saturated(frequency, relativeLength, penalty) {
  return (frequency * (SATURATION + 1)) / (frequency + SATURATION * (1 - penalty + penalty * relativeLength));
}

const byScore = (one, other) => other.score - one.score;

/** Those of the pages that were found that a reader is shown; none if the guide is silent on it. */
export function fitting(hits) {
  return hits.some(({ share }) => share >= KNOWN) ? hits.filter(({ score }) => score >= RELEVANT * hits[0].score) : [];
}

/** The pages of a guide in one language. */
export class Index {
  #language; // how questions are put in it: the words that they are made of, and by what verbs in two parts are known
  #pages = [];
  #windows = []; // of all pages, in their order
  #parts = []; // of a page, with the window that they stand in: the names, what is above, headings, text
  #words = new Map(); // to the numbers of their terms
  #numbers = new Map(); // of terms
  #postings = []; // by the number of a term: a part for each time that it is said
  #found = new Map(); // by term: what was added up for it
  #length = 0;

  constructor({ asking = [], parted } = {}) {
    this.#language = { asking: new Set(asking), parted };
  }

  add(entry) {
    this.#found.clear();
    const page = { entry, number: this.#pages.length, first: this.#windows.length, length: 0, said: new Set() };
    this.#say(page, NAME_WEIGHT, undefined, [textOf(entry.title), ...(entry.names ?? [])].join(" "));
    if (entry.above) this.#say(page, ABOVE_WEIGHT, undefined, entry.above.map(textOf).join(" "));
    let window;
    let room = 0;
    entry.text.forEach((passage, number) => {
      const isHeading = hasMark(passage, "h");
      const said = words(textOf(passage));
      if (!window || isHeading || said.length > room) {
        window = { number: this.#windows.length, page, passages: [], length: 0 };
        this.#windows.push(window);
        room = WINDOW;
      }
      window.passages.push(number);
      if (!isHeading) room -= said.length;
      this.#count(page, isHeading ? HEADING_WEIGHT : 1, window, said);
    });
    this.#length += page.length;
    this.#pages.push(page);
  }

  #say(page, weight, window, text) {
    this.#count(page, weight, window, words(text));
  }

  #count(page, weight, window, said) {
    const part = this.#parts.push({ page, weight, window }) - 1;
    for (const word of said) {
      const numbers = this.#termsOf(word);
      for (const number of numbers) this.#postings[number].push(part);
      page.length += weight * numbers.length;
      if (!window) continue;
      window.length += numbers.length;
      page.said.add(numbers.at(-1)); // the whole word
    }
  }

  #termsOf(word) {
    let found = this.#words.get(word);
    if (!found) {
      found = terms(word).map((term) => {
        let number = this.#numbers.get(term);
        if (number === undefined) this.#numbers.set(term, (number = this.#postings.push([]) - 1));
        return number;
      });
      this.#words.set(word, found);
    }
    return found;
  }

  /** Which pages say a term how often, and which windows; added up when it is first asked for, since most never are. */
  #said(term) {
    let found = this.#found.get(term);
    if (found) return found;
    found = { pages: [], windows: [] };
    let ofPage = {};
    let ofWindow = {};
    for (const number of this.#postings[this.#numbers.get(term)] ?? []) {
      const { page, window, weight } = this.#parts[number];
      if (ofPage.page !== page) found.pages.push((ofPage = { page, times: 0 }));
      ofPage.times += weight;
      if (!window) continue;
      if (ofWindow.window !== window) found.windows.push((ofWindow = { window, times: 0 }));
      ofWindow.times++;
    }
    this.#found.set(term, found);
    return found;
  }

  /**
   * The pages that fit a question, the best first: each with its score, with its share of what the question asks and
   * with the windows that say most of it, as lists of numbers of passages. `gains` is what each term is worth.
   */
  search(question, isWhole = true) {
    const count = this.#pages.length;
    const average = this.#length / count;
    const scores = new Float64Array(count);
    const shares = new Float64Array(count);
    const read = new Float64Array(this.#windows.length);
    const gains = new Map();
    let whole = 0;
    for (const [term, weight] of asked(question, this.#language, isWhole)) {
      const { pages, windows } = this.#said(term);
      const gain = weight * Math.log(1 + (count - pages.length + 0.5) / (pages.length + 0.5)) ** SHARPNESS;
      gains.set(term, gain);
      whole += gain;
      for (const { page, times } of pages) {
        scores[page.number] += gain * saturated(times, Math.max(SHORTEST, page.length / average), LENGTH_PENALTY);
        shares[page.number] += gain;
      }
      for (const { window, times } of windows) {
        read[window.number] += gain * saturated(times, window.length / WINDOW_LENGTH, WINDOW_LENGTH_PENALTY);
      }
    }
    const hits = this.#pages
      .filter(({ number }) => scores[number])
      .sort((one, other) => scores[other.number] - scores[one.number])
      .slice(0, READ)
      .map(({ entry, number, first, said }) => {
        const windows = this.#windows.slice(first, this.#pages[number + 1]?.first).filter((each) => read[each.number]);
        windows.sort((one, other) => read[other.number] - read[one.number]);
        const score = scores[number] + WINDOW_SHARE * (windows.length ? read[windows[0].number] : 0);
        const weight = ASIDES.has(entry.kind) ? ASIDE_WEIGHT : 1;
        return { entry, score: score * weight, share: shares[number] / whole, windows: windows.map((each) => each.passages), gains, said };
      })
      .sort(byScore);
    sharesOf(hits.map(({ said }) => said)).forEach((share, place) => (hits[place].score *= share));
    return hits.sort(byScore);
  }
}
