// Marks what concerns a reader by the answers that she keeps on this device: yes; perhaps, and what it depends on; no,
// which is folded and never hidden. Answers that she does not keep come with the event `waymark:answers`.

const KEY = "waymark-me";
const NOT = { yes: "no", no: "yes", maybe: "maybe" };

/** Whom a page concerns, from one line: groups of an operator and conditions, as site_builder.audience.expression. */
export function parsed(line) {
  return line.split("|").map((group) => {
    const [operator, conditions] = group.split(":");
    return { operator, conditions: conditions.split(";").map((condition) => {
      const [facet, values] = condition.split("=");
      return { facet, values: values.split(",") };
    }) };
  });
}

function every(found) {
  if (found.includes("no")) return "no";
  return found.includes("maybe") ? "maybe" : "yes";
}

function judgedGroup({ operator, conditions }, answers) {
  const found = conditions.map(({ facet, values }) => {
    if (!(facet in answers)) return "maybe";
    return values.some((value) => answers[facet].includes(value)) ? "yes" : "no";
  });
  if (operator === "all") return every(found);
  const none = every(found.map((state) => NOT[state]));
  return operator === "none" ? none : NOT[none];
}

/** Whether it concerns somebody who answered so: yes, no or maybe, and the facets on which that depends. */
export function judged(groups, answers) {
  const state = every(groups.map((group) => judgedGroup(group, answers)));
  const undecided = groups.filter((group) => judgedGroup(group, answers) === "maybe");
  const facets = undecided.flatMap(({ conditions }) => conditions.map(({ facet }) => facet));
  const open = [...new Set(facets)].filter((facet) => !(facet in answers));
  return { state, open: state === "maybe" ? open : [] };
}

/** What is kept, without what is not ours. */
export function read(text) {
  try {
    const entries = Object.entries(JSON.parse(text) ?? {});
    return Object.fromEntries(entries.filter(([, values]) => Array.isArray(values) && values.length));
  } catch {
    return {};
  }
}

class Marks {
  constructor(element) {
    this.words = element.dataset;
    this.facets = JSON.parse(this.words.facets);
    this.language = element.lang ? { lang: element.lang, dir: element.dir } : {};
    this.places = [...document.querySelectorAll("main [data-audience]")].map((place) => {
      return { place, groups: parsed(place.dataset.audience), list: place.matches("li") && place.parentElement };
    });
    this.orders = new Map(this.places.filter(({ list }) => list).map(({ list }) => [list, [...list.children]]));
    this.folds = new Map();
  }

  show(answers) {
    const answered = Object.keys(answers).length > 0;
    for (const [list, order] of this.orders) list.append(...order);
    for (const fold of this.folds.values()) fold.remove();
    this.folds.clear();
    for (const { place, groups, list } of this.places) {
      place.querySelector(":scope > .concern")?.remove();
      place.removeAttribute("data-concern");
      if (!answered) continue;
      const { state, open } = judged(groups, answers);
      place.dataset.concern = state;
      place.prepend(this.mark(state, open));
      if (state === "no" && list) this.fold(list).append(place);
    }
    for (const fold of this.folds.values()) {
      const count = fold.lastChild.children.length;
      fold.firstChild.textContent = this.words.folded.replace("{count}", count);
    }
  }

  mark(state, open) {
    const mark = Object.assign(document.createElement("p"), { className: "concern", ...this.language });
    const names = open.map((facet) => this.facets[facet] ?? facet).join(this.words.comma);
    mark.textContent = this.words[state].replace("{what}", names);
    return mark;
  }

  fold(list) {
    if (!this.folds.has(list)) {
      const fold = Object.assign(document.createElement("details"), { className: "fold" });
      fold.append(Object.assign(document.createElement("summary"), this.language), list.cloneNode(false));
      list.after(fold);
      this.folds.set(list, fold);
    }
    return this.folds.get(list).lastChild;
  }
}

export function start(element) {
  const marks = new Marks(element);
  document.addEventListener("waymark:answers", ({ detail }) => marks.show(detail));
  try {
    marks.show(read(localStorage.getItem(KEY)));
  } catch {
    // The browser keeps nothing.
  }
}
