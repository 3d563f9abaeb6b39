// Which pages fit a question, and which passages of theirs: see site_builder/search/ranking.py, which a test compares with.

const NAME_WEIGHT = 3;
const ABOVE_WEIGHT = 0.5;
const HEADING_WEIGHT = 2;
const WINDOW = 40; // words
const SHARPNESS = 1.3;
const SATURATION = 4;
const LENGTH_PENALTY = 0.75;
const READ = 20; // pages
const WINDOW_LENGTH = 200; // terms
const WINDOW_LENGTH_PENALTY = 0.5;
const WINDOW_SHARE = 0.4;

function saturated(frequency, relativeLength, penalty) {
  return (frequency * (SATURATION + 1)) / (frequency + SATURATION * (1 - penalty + penalty * relativeLength));
}

/** The pages of a guide in one language. */
export class Index {
  #asking; // words that questions are made of
  #pages = [];
  #windows = []; // of all pages, in their order
  #parts = []; // of a page, with the window that they stand in: the names, what is above, headings, text
  #words = new Map(); // to the numbers of their terms
  #numbers = new Map(); // of terms
  #postings = []; // by the number of a term: a part for each time that it is said
  #length = 0;

  constructor(asking = []) {
    this.#asking = new Set(asking);
  }

  add(entry) {
    const page = { entry, number: this.#pages.length, first: this.#windows.length, length: 0 };
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
      if (window) window.length += numbers.length;
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

  /**
   * The pages that fit a question, the best first: each with its score, with its share of what the question asks and
   * with the windows that say most of it, as lists of numbers of passages. `gains` is what each term is worth.
   */
  search(question, isWhole = true) {
    const pages = this.#pages;
    const parts = this.#parts;
    const scores = new Float64Array(pages.length);
    const shares = new Float64Array(pages.length);
    const said = new Float64Array(this.#windows.length);
    const average = this.#length / pages.length;
    const gains = new Map();
    let whole = 0;
    for (const [term, weight] of asked(question, this.#asking, isWhole)) {
      const postings = this.#postings[this.#numbers.get(term)] ?? [];
      let containing = 0;
      for (let at = 0, last; at < postings.length; at++) {
        const { page } = parts[postings[at]];
        if (page !== last) containing++;
        last = page;
      }
      const gain = weight * Math.log(1 + (pages.length - containing + 0.5) / (containing + 0.5)) ** SHARPNESS;
      gains.set(term, gain);
      whole += gain;
      for (let at = 0; at < postings.length; ) {
        const { page } = parts[postings[at]];
        let frequency = 0;
        while (at < postings.length && parts[postings[at]].page === page) {
          const { window } = parts[postings[at]];
          let inWindow = 0;
          for (; at < postings.length && parts[postings[at]].page === page && parts[postings[at]].window === window; at++) {
            frequency += parts[postings[at]].weight;
            inWindow++;
          }
          if (window) {
            said[window.number] += gain * saturated(inWindow, window.length / WINDOW_LENGTH, WINDOW_LENGTH_PENALTY);
          }
        }
        scores[page.number] += gain * saturated(frequency, page.length / average, LENGTH_PENALTY);
        shares[page.number] += gain;
      }
    }
    return pages
      .filter(({ number }) => scores[number])
      .sort((one, other) => scores[other.number] - scores[one.number])
      .slice(0, READ)
      .map(({ entry, number, first }) => {
        const windows = this.#windows.slice(first, pages[number + 1]?.first).filter((window) => said[window.number]);
        windows.sort((one, other) => said[other.number] - said[one.number]);
        const best = windows.length ? said[windows[0].number] : 0;
        const score = scores[number] + WINDOW_SHARE * best;
        return { entry, score, share: shares[number] / whole, windows: windows.map(({ passages }) => passages), gains };
      })
      .sort((one, other) => other.score - one.score);
  }
}
