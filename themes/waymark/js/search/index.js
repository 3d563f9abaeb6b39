// Which pages fit a question: BM25 over pieces of words, as in site_builder/search.py. A test compares the order.

const TITLE_WEIGHT = 3;
const SATURATION = 1.2;
const LENGTH_PENALTY = 0.75;

/** Documents by gram. Each has passages, and the first of these is its title with the other names that it has. */
export class Index {
  #documents = [];
  #words = new Map(); // to the numbers of their grams
  #numbers = new Map(); // of grams
  #postings = []; // by the number of a gram: a passage for each time that it says it
  #owners = []; // of passages: the number of a document
  #total = 0;

  add(entry) {
    const document = { entry, first: this.#owners.length, length: 0 };
    this.#passage([textOf(entry.title), ...(entry.names ?? [])].join(" "), document, TITLE_WEIGHT);
    for (const passage of entry.text) this.#passage(textOf(passage), document, 1);
    this.#documents.push(document);
    this.#total += document.length;
  }

  #passage(text, document, weight) {
    const passage = this.#owners.push(this.#documents.length) - 1;
    for (const word of words(text)) {
      for (const number of this.#gramsOf(word)) {
        this.#postings[number].push(passage);
        document.length += weight;
      }
    }
  }

  #gramsOf(word) {
    let found = this.#words.get(word);
    if (!found) {
      found = grams(word).map((gram) => {
        let number = this.#numbers.get(gram);
        if (number === undefined) this.#numbers.set(gram, (number = this.#postings.push([]) - 1));
        return number;
      });
      this.#words.set(word, found);
    }
    return found;
  }

  /** What a question's grams say: how rare each is, and in which passages it stands. */
  #asked(question, isWhole) {
    const owners = this.#owners;
    const count = this.#documents.length;
    const said = words(question).flatMap(grams);
    if (!isWhole && said.length > 1) said.pop(); // the end of a word that is still being typed
    return [...new Set(said)].map((gram) => {
      const postings = this.#postings[this.#numbers.get(gram)] ?? [];
      let containing = 0;
      let last = -1;
      for (const passage of postings) {
        if (owners[passage] !== last) containing++;
        last = owners[passage];
      }
      return { gram, postings, gain: Math.log(1 + (count - containing + 0.5) / (containing + 0.5)) };
    });
  }

  /** The documents that fit a question, the best first: each with its score, and with how much of the question it says. */
  search(question, isWhole = true) {
    const documents = this.#documents;
    const owners = this.#owners;
    const asked = this.#asked(question, isWhole);
    const average = this.#total / documents.length;
    const scores = new Float64Array(documents.length);
    const shares = new Float64Array(documents.length);
    const passages = new Float64Array(owners.length);
    for (const { postings, gain } of asked) {
      for (let at = 0; at < postings.length; ) {
        const number = owners[postings[at]];
        const { first, length } = documents[number];
        let frequency = 0;
        for (let seen = -1; owners[postings[at]] === number; at++) {
          const passage = postings[at];
          frequency += passage === first ? TITLE_WEIGHT : 1;
          if (passage !== seen) passages[passage] += gain;
          seen = passage;
        }
        const norm = 1 - LENGTH_PENALTY + (LENGTH_PENALTY * length) / average;
        scores[number] += (gain * frequency * (SATURATION + 1)) / (frequency + SATURATION * norm);
        shares[number] += gain;
      }
    }
    const whole = asked.reduce((sum, { gain }) => sum + gain, 0);
    const gains = new Map(asked.map(({ gram, gain }) => [gram, gain]));
    return [...documents.keys()]
      .filter((number) => scores[number])
      .sort((one, other) => scores[other] - scores[one] || one - other)
      .map((number) => {
        const { entry, first } = documents[number];
        const weights = passages.subarray(first + 1, first + 1 + entry.text.length);
        return { entry, score: scores[number], share: shares[number] / whole, weights, gains };
      });
  }
}
