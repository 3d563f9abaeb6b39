// How text is compared: folded words, and the pieces that they are searched by. As in site_builder/search/folding.py.

const EDGE = "_";
const GRAM = 4;
const FOLDED = [
  [/[أإآٱ]/g, "ا"],
  [/[ىیې]/g, "ي"],
  [/ک/g, "ك"],
  [/ة/g, "ه"],
  [/ß/g, "ss"],
  [/ı/g, "i"],
  [/[ـ\u064b-\u065f\u0670]/g, ""],
  [/[٠-٩۰-۹]/g, (digit) => digit.charCodeAt(0) & 15],
];
const WORD = /[\p{L}\p{N}\p{M}]+/gu;
const CYRILLIC_APOSTROPHE = /([\u0400-\u04ff])['’ʼ`´](?=[\u0400-\u04ff])/g;
const ARABIC_ARTICLE = /^(?:[وبكف]?ال|و?لل)(?=..)/u;

/** The form in which two spellings of a word are equal. */
export function fold(text) {
  text = text.normalize("NFKC").toLowerCase().replace(/\p{Cf}/gu, "");
  for (const [from, to] of FOLDED) text = text.replace(from, to);
  return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").normalize("NFKC");
}

/** The folded words of a text. */
export const words = (text) => fold(text).replace(CYRILLIC_APOSTROPHE, "$1").match(WORD) ?? [];

/** What a folded word is searched by: pieces of it with its edges marked, and the whole. */
function terms(word) {
  const marked = EDGE + word.replace(ARABIC_ARTICLE, "") + EDGE;
  const found = [];
  let start = 0;
  do found.push(marked.slice(start, start + GRAM));
  while (++start + GRAM <= marked.length);
  if (marked.length > GRAM) found.push(marked);
  return found;
}

// A passage is a string, or a list of it and its marks: h for a heading, s for the language that the city writes in.
const textOf = (passage) => (typeof passage === "string" ? passage : passage[0]);
const hasMark = (passage, mark) => typeof passage !== "string" && passage[1].includes(mark);
