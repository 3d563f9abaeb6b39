// What a question asks for: see site_builder/search/ranking.py.

const ASKING = 0.3;

/** The terms of a question with their weights, given the words that questions are made of.
 *
 * Of a word that is still being typed the end is not known.
 */
function asked(question, asking, isWhole) {
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
  for (const word of said) note(word, ASKING);
  return weights;
}
