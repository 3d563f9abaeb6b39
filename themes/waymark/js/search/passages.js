// What of a page answers a question: its best passage, the sentences to quote, the words to mark.

const COMMON = 1; // the gain of what every third page says: such words are not marked
const LIKE = 0.5; // of the grams of a word: one that shares less with the question is not marked
const LONG = 260; // characters of a passage that are shown
const QUOTED = 3; // sentences that answer

/** The passage that says most of the question in few words; none where only the title fits. */
function bestPassage({ entry, weights }) {
  let best;
  let most = 0;
  entry.text.forEach((passage, number) => {
    const weight = weights[number] / (1 + textOf(passage).length / 400);
    if (weight > most && !marksOf(passage).includes("h")) {
      most = weight;
      best = passage;
    }
  });
  return best;
}

/** Text with the words marked that the question asks for, cut around the first of them if it is long. */
function marked(text, gains, most = LONG) {
  const parts = [];
  for (const found of text.matchAll(WORD)) {
    const said = words(found[0]).flatMap(grams);
    const known = said.filter((gram) => gains.has(gram));
    const gain = known.reduce((sum, gram) => sum + gains.get(gram), 0) / known.length;
    if (known.length >= LIKE * said.length && gain > COMMON) parts.push([found.index, found.index + found[0].length]);
  }
  let begin = 0;
  let end = text.length;
  if (end > most) {
    const middle = parts[0]?.[0] ?? 0;
    if (middle > most / 2) begin = text.indexOf(" ", middle - most / 3) + 1;
    if (begin + most < end) end = Math.max(text.lastIndexOf(" ", begin + most), begin + 1);
  }
  const made = [begin ? "… " : ""];
  let last = begin;
  for (const [from, to] of parts.filter(([from, to]) => from >= begin && to <= end)) {
    made.push(text.slice(last, from), element("mark", { textContent: text.slice(from, to) }));
    last = to;
  }
  return [...made, text.slice(last, end), end < text.length ? " …" : ""];
}

/** The sentences of a text. */
function sentences(text, language) {
  if (!Intl.Segmenter) return text.split(/(?<=[.!?؟۔።])\s+/u);
  return [...new Intl.Segmenter(language, { granularity: "sentence" }).segment(text)].map(({ segment }) => segment.trim());
}

const worth = (text, gains) => [...new Set(words(text).flatMap(grams))].reduce((sum, gram) => sum + (gains.get(gram) ?? 0), 0);

/** The sentences of the best pages that say most of the question. */
function quotes(hits, language) {
  const found = hits.slice(0, QUOTED).flatMap((hit) =>
    hit.entry.text
      .map((passage, number) => ({ passage, weight: hit.weights[number] }))
      .filter(({ passage, weight }) => weight && !marksOf(passage).includes("h"))
      .sort((one, other) => other.weight - one.weight)
      .slice(0, QUOTED)
      .flatMap(({ passage }) => sentences(textOf(passage), language).map((text) => [text, marksOf(passage)]))
      .map((sentence) => ({ hit, sentence, worth: (worth(sentence[0], hit.gains) * hit.score) / hits[0].score })),
  );
  return found.sort((one, other) => other.worth - one.worth).slice(0, QUOTED);
}
