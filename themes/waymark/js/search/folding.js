// How text is compared: folded words, cut into pieces of four characters. As in site_builder/search.py.

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

/** The form in which two spellings of a word are equal. */
export function fold(text) {
  text = text.normalize("NFKC").toLowerCase().replace(/\p{Cf}/gu, "");
  for (const [from, to] of FOLDED) text = text.replace(from, to);
  return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").normalize("NFKC");
}

const words = (text) => fold(text).match(WORD) ?? [];

function grams(word) {
  const marked = EDGE + word + EDGE;
  const found = [];
  let start = 0;
  do found.push(marked.slice(start, start + GRAM));
  while (++start + GRAM <= marked.length);
  return found;
}

const textOf = (passage) => (typeof passage === "string" ? passage : passage[0]);
const marksOf = (passage) => (typeof passage === "string" ? "" : passage[1]);
