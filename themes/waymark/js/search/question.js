// What a question asks for: see site_builder/search/ranking.py and parted.py.

const ASKING = 0.3;
const CLAUSE = /[,.;:!?]/;
const LAST_WORD = /[\p{L}\p{N}\p{M}]+$/u;

/** The verbs that a question says in two parts, as one word each. */
function joined(question, { ends, subjects, links }) {
  const clauses = question.split(CLAUSE).flatMap((text) => {
    const found = [[]];
    for (const word of words(text)) {
      if (links.includes(word)) found.push([]);
      else found.at(-1).push(word);
    }
    return found;
  });
  return clauses.flatMap((clause) => {
    const end = clause.at(-1);
    const subject = clause.findIndex((word, number) => number && subjects.includes(word));
    return ends.includes(end) && subject > 0 ? [end + clause[subject - 1]] : [];
  });
}

/** The terms of a question with their weights.
 *
 * Of a word that is still being typed the end is not known.
 */
function asked(question, { asking, parted }, isWhole) {
  const said = words(question);
  const rest = said.filter((word) => !asking.has(word));
  const weights = new Map();
  const note = (word, weight) => {
    for (const term of terms(word)) {
      const isKnown = isWhole || word !== said.at(-1) || !term.endsWith(EDGE);
      if (isKnown && !weights.has(term)) weights.set(term, weight);
    }
  };
  for (const word of rest.length ? rest : said) note(word, 1);
  const typed = isWhole ? question : question.replace(LAST_WORD, "");
  for (const verb of parted ? joined(typed, parted) : []) for (const term of terms(verb)) weights.set(term, 1);
  for (const word of said) note(word, ASKING);
  return weights;
}
