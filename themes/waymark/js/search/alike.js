// Pages that say nearly the same do not fill the first places together: see site_builder/search/alike.py.

const ALIKE = 0.7; // of the words that one of two pages has or more
const FEWEST = 30; // words: a page that has fewer is like no other one
const ALIKE_WEIGHT = 0.5; // of its score counts a page if a better one is like it

function areAlike(one, other) {
  const [fewer, more] = one.size < other.size ? [one, other] : [other, one];
  if (fewer.size < FEWEST || fewer.size < ALIKE * more.size) return false;
  let shared = 0;
  let left = fewer.size;
  for (const word of fewer) {
    if (more.has(word)) shared++;
    // Most pages are unlike, which is seen after a part of their words.
    if (shared + --left < ALIKE * (fewer.size + more.size - shared - left)) return false;
  }
  return true;
}

/** Which share of its score each page counts, given the words of all of them, the best page first. */
function sharesOf(pages) {
  const whole = [];
  return pages.map((page) => {
    if (whole.some((better) => areAlike(page, better))) return ALIKE_WEIGHT;
    whole.push(page);
    return 1;
  });
}
