// Ranks pages for questions with MiniSearch. In: {pages: [{id, title, body}], questions: [...]}; out: ids of the first pages, for each way to search.
import { readFileSync } from "node:fs";
import MiniSearch from "minisearch";

const { pages, questions, shown } = JSON.parse(readFileSync(0, "utf8"));
const index = new MiniSearch({ fields: ["title", "body"] });
index.addAll(pages);
const ways = {
  "MiniSearch": { boost: { title: 3 } },
  "MiniSearch, prefix and fuzzy": {
    boost: { title: 3 },
    prefix: (term) => term.length > 3,
    fuzzy: (term) => (term.length > 4 ? 0.2 : 0),
  },
};
const ranked = (question, way) => index.search(question, way).slice(0, shown).map(({ id }) => id);
const found = Object.entries(ways).map(([name, way]) => [name, questions.map((question) => ranked(question, way))]);
console.log(JSON.stringify(Object.fromEntries(found)));
