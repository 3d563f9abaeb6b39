// What a guide answers, in sentences that stand in it: see site_builder/search/ask.py, which a test compares with.

const PAGES = 3;
const NEAR = 0.7;
const REACH = 3; // sentences
const HEADING = 1;
const LONGEST = 8; // sentences
const QUOTES = 3;
const REST = 0.9;
const RIVALS = 4; // pages
const STEEPNESS = 5.8;
const EVEN = 0.37;
const SURE = 0.4;
const END = /[.!?؟۔።]["”“»)]*\s+/g;
const ABBREVIATED = /(?:^|[\s(])(?:[\p{L}\p{N}_]|\p{Nd}+)\.\s+$/u;
const GOES_ON = /^[\p{Ll}\p{Nd}]/u;

/** The sentences of a text. None begins after an initial or a number with a dot, nor with a small letter. */
function split(text) {
  const found = [];
  let begin = 0;
  for (const { 0: sign, index } of text.matchAll(END)) {
    const end = index + sign.length;
    const said = (begin ? "\0" : "") + text.slice(begin, end);
    if (!GOES_ON.test(text.slice(end)) && !ABBREVIATED.test(said)) {
      found.push(text.slice(begin, end).trim());
      begin = end;
    }
  }
  return [...found, text.slice(begin).trim()].filter(Boolean);
}

/** The sentences of a page with what each is worth. */
function weighed(passages, gains) {
  const whole = [...gains.values()].reduce((sum, gain) => sum + gain, 0) || 1;
  const says = (text) => worth(text, gains) / whole;
  const found = [];
  let section = -1;
  let heading = 0;
  passages.forEach((passage, number) => {
    if (hasMark(passage, "h")) {
      section = number;
      heading = HEADING * says(textOf(passage));
    } else {
      for (const text of split(textOf(passage))) found.push({ text, passage, number, section, heading, said: says(text) });
    }
  });
  return found.map((sentence, number) => {
    let sum = sentence.said + sentence.heading;
    for (let distance = 1; distance <= REACH; distance++) {
      for (const other of [found[number - distance], found[number + distance]]) {
        if (other?.section === sentence.section) sum += NEAR ** distance * other.said;
      }
    }
    return { ...sentence, worth: sum };
  });
}

/** What of a page answers best: a sentence, with those beside it in its section. */
function* quotesOf(hit) {
  const there = weighed(hit.entry.text, hit.gains);
  const better = (best, number) => (best < 0 || there[number].worth > there[best].worth ? number : best);
  const least = REST * Math.max(0, ...there.map((sentence) => sentence.worth));
  let left = [...there.keys()];
  for (let round = 0; round < QUOTES; round++) {
    const first = left.reduce(better, -1);
    if (first < 0 || !there[first].worth || there[first].worth < least) return;
    const isNear = (number) => there[number]?.section === there[first].section;
    let begin = first;
    let end = first;
    while (end - begin + 1 < LONGEST) {
      const best = [begin - 1, end + 1].filter(isNear).reduce(better, -1);
      if (best < 0) break;
      if (best < begin) begin = best;
      else end = best;
    }
    left = left.filter((number) => !isNear(number));
    yield { hit, worth: there[first].worth, sentences: there.slice(begin, end + 1) };
  }
}

/** What a guide answers, given the pages that fit: up to three quotes, and whether they may be told as an answer. */
export function ask(hits) {
  if (!hits.length) return { confidence: 0, isSure: false, quotes: [] };
  const [best] = hits;
  const found = hits.slice(0, PAGES).flatMap((hit) =>
    [...quotesOf(hit)].map((quote) => ({ ...quote, worth: quote.worth * (hit.score / best.score) ** 2 })),
  );
  found.sort((one, other) => other.worth - one.worth);
  const quotes = found.slice(0, QUOTES).filter((quote) => quote.worth >= REST * found[0].worth);
  const rivals = hits.slice(1, 1 + RIVALS).reduce((sum, hit) => sum + hit.score, 0) / RIVALS;
  const clear = best.share * (1 - rivals / best.score);
  const confidence = 1 / (1 + Math.exp(-STEEPNESS * (clear - EVEN)));
  return { confidence, isSure: quotes.length > 0 && confidence >= SURE, quotes };
}
