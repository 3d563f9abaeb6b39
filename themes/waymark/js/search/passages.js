// What a result shows of a page: its best passage, with the words marked.

const COMMON = 1; // the gain of what every third page says: such words are not marked
const LIKE = 0.5; // of the terms of a word: one that shares less with the question is not marked
const LONG = 260; // characters of a passage that are shown

const KEPT = 1000; // texts
const termsByText = new Map();

/** The terms of a passage or word as it is written; kept, since with the next letter nearly the same texts are looked at. */
function termsOf(text) {
  let found = termsByText.get(text);
  if (!found) {
    if (termsByText.size >= KEPT) termsByText.clear();
    termsByText.set(text, (found = words(text).flatMap(terms)));
  }
  return found;
}

/** How much a text says of a question. */
function worth(text, gains) {
  const said = new Set(termsOf(text));
  return [...said].reduce((sum, term) => sum + (gains.get(term) ?? 0), 0);
}

/** The passages of a page that are read at once and say most of a question, without headings. */
const passagesIn = ({ entry }, window) =>
  (window ?? []).map((number) => entry.text[number]).filter((passage) => !hasMark(passage, "h"));

/** The passage that says most of the question; none where only the title fits. */
function bestPassage(hit) {
  const found = passagesIn(hit, hit.windows[0]).map((passage) => [passage, worth(textOf(passage), hit.gains)]);
  const [best, most] = found.sort((one, other) => other[1] - one[1])[0] ?? [];
  return most ? best : undefined;
}

/** Text with the words marked that the question asks for, cut around the first of them if it is long. */
function marked(text, gains, most = LONG) {
  const parts = [];
  for (const found of text.matchAll(WORD)) {
    const said = termsOf(found[0]);
    const known = said.filter((term) => gains.has(term));
    const gain = known.reduce((sum, term) => sum + gains.get(term), 0) / known.length;
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
