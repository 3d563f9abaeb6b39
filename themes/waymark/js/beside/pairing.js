// A line of a page beside the same line of another. Both come from one template, so lines are paired by where they stand.
// Where that differs, the smallest part that holds the difference is shown as a whole beside the other: a wrong line
// would be worse.

/** Pairs lines of a page in the language of its reader with those of the original. */
class Pairing {
  constructor(original) {
    this.original = original;
  }

  /** Put the lines of an element beside those of another. */
  merge(ours, theirs) {
    const [mine, other] = [partsOf(ours), partsOf(theirs)];
    if (mine.length === other.length && mine.every((part, at) => isAlike(part, other[at]))) {
      mine.forEach((part, at) => (isRun(part) ? this.line(part, other[at]) : this.merge(part, other[at])));
    } else if (ours.matches(WHOLE)) this.whole([ours], [theirs]);
    else this.sections(ours, mine, other);
  }

  /** Parts with a name of their own lead from one to the other; what stands between them is shown as a whole. */
  sections(element, mine, other) {
    const named = new Map(other.map((part, at) => [keyOf(part), at]).filter(([key]) => key));
    let [begun, reached] = [0, 0];
    const close = (until, their) => {
      const [before, after] = [mine.slice(begun, until), other.slice(reached, their)];
      if (before.length || after.length) this.whole(before.flat(), after.flat(), element, mine[until]);
      [begun, reached] = [until + 1, their + 1];
    };
    mine.forEach((part, at) => {
      const their = named.get(keyOf(part)) ?? -1;
      if (their < reached || other[their].localName !== part.localName) return;
      close(at, their);
      this.merge(part, other[their]);
    });
    close(mine.length, other.length);
  }

  /** A line, or what stands inside the one element that it consists of. */
  line(ours, theirs) {
    if (textOf(ours) === textOf(theirs)) return;
    const [mine, other] = [ours, theirs].map(onlyElement);
    if (mine && other && mine.localName === other.localName) {
      this.line([...mine.childNodes], [...other.childNodes]);
      return;
    }
    const pair = this.pair("span", theirs);
    ours[0].before(pair);
    pair.firstChild.append(...ours);
  }

  /** Nodes of each, one group beside the other; without any of ours, theirs stand before a place in an element. */
  whole(ours, theirs, element, place) {
    const pair = this.pair("div", theirs);
    if (ours.length) ours[0].before(pair);
    else if (place) (isRun(place) ? place[0] : place).before(pair);
    else element.append(pair);
    pair.firstChild.append(...ours);
  }

  pair(name, theirs) {
    const [pair, ours, original] = [0, 1, 2].map(() => document.createElement(name));
    pair.className = "pair";
    original.className = "theirs";
    original.lang = this.original.language;
    original.dir = this.original.direction;
    original.append(...theirs);
    for (const alone of original.querySelectorAll(ALONE)) alone.remove();
    for (const named of original.querySelectorAll("[id], [aria-labelledby]")) {
      named.removeAttribute("id"); // the same place is in ours
      named.removeAttribute("aria-labelledby");
    }
    pair.append(ours, " ", original);
    return pair;
  }
}
