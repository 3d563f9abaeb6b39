// Shows a translated page with its original, a line of one beside the same line of the other: for a clerk, or for
// somebody who helps. Both pages come from one template, so lines are paired by where they stand. Where that differs,
// the smallest part that holds the difference is shown as a whole beside the other: a wrong line would be worse.
// The pages are read as they were sent, since other scripts change the one that is shown.

const BLOCKS =
  "address, article, aside, blockquote, dd, details, div, dl, dt, fieldset, figcaption, figure, footer, h1, h2, h3, " +
  "h4, h5, h6, header, hr, li, nav, ol, p, section, summary, table, tbody, td, tfoot, th, thead, tr, ul";
// What is to be used and not to be read, and what only a script shows.
const LEFT_OUT =
  "script, template, button, input, select, textarea, label, [hidden], [data-module], [data-apart], .leave";
// What a page says of itself in its language; pictures; numbers and words in the margin.
const ALONE = ".byline, .notice, .trust, .address-of-page, .step__marker, svg, picture, img";
// What holds only its own kind of children: nothing can stand around one of them.
const WHOLE = "ul, ol, dl, table, thead, tbody, tfoot, tr";

/** The `main` of a page as it was sent; throws where there is none in that language. */
async function read(address, language, cache) {
  const answer = await fetch(address, { cache });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const main = page.querySelector("main");
  if (!answer.ok || !main || page.documentElement.lang !== language) throw new Error(`no page at ${address}`);
  for (const element of main.querySelectorAll(LEFT_OUT)) element.remove();
  for (const element of main.querySelectorAll("details")) element.open = true;
  for (const element of main.querySelectorAll("*")) {
    if (element.localName.includes("-")) unwrap(element); // its script would look for what was left out
  }
  for (const line of main.querySelectorAll("p")) {
    if (!line.textContent.trim() && !line.firstElementChild) line.remove();
  }
  return { main: document.adoptNode(main), language, direction: page.documentElement.dir };
}

function unwrap(element) {
  element.replaceWith(...element.childNodes);
}

/** What an element consists of: blocks, and runs (lists of nodes) of what stands in a line between them. */
function partsOf(element) {
  const parts = [];
  let run = null;
  for (const node of element.childNodes) {
    if (node.nodeType === Node.ELEMENT_NODE && node.matches(ALONE)) run = null;
    else if (node.nodeType === Node.ELEMENT_NODE && (node.matches(BLOCKS) || node.querySelector(BLOCKS))) {
      parts.push(node);
      run = null;
    } else if (node.nodeType !== Node.COMMENT_NODE && (run || node.textContent.trim())) {
      if (!run) parts.push((run = []));
      run.push(node);
    }
  }
  return parts;
}

const isRun = Array.isArray;
const textOf = (nodes) => nodes.map((node) => node.textContent).join("").replace(/\s+/g, " ").trim();
const keyOf = (part) => (isRun(part) ? "" : part.id || part.getAttribute("aria-labelledby") || "");

/** The one element that a run consists of, if there is nothing else in it and something inside. */
function onlyElement(run) {
  const said = run.filter((node) => node.textContent.trim());
  return said.length === 1 && said[0].nodeType === Node.ELEMENT_NODE ? said[0] : null;
}

/** Where the links of a line lead out of the guide: the same in every language. */
function leadsTo(nodes) {
  const links = nodes.flatMap((node) => (node.matches?.("a") ? [node] : [...(node.querySelectorAll?.("a") ?? [])]));
  return links.map((link) => link.getAttribute("href")).filter((href) => /^(https?|tel|mailto):/.test(href)).join(" ");
}

function isAlike(ours, theirs) {
  if (isRun(ours) || isRun(theirs)) return isRun(ours) && isRun(theirs) && leadsTo(ours) === leadsTo(theirs);
  return ours.localName === theirs.localName && keyOf(ours) === keyOf(theirs) && cells(ours) === cells(theirs);
}

function cells(part) {
  return part.localName === "table" ? [...part.rows].map((row) => row.cells.length).join() : "";
}

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

function button(words, act) {
  const made = document.createElement("button");
  Object.assign(made, { type: "button", className: "button", textContent: words });
  made.addEventListener("click", act);
  return made;
}

function nameOf(language) {
  const name = document.createElement("span");
  Object.assign(name, { lang: language.language, dir: language.direction, textContent: language.name });
  return name;
}

/** Make the sheet that shows both pages, in the place of the one. */
function sheetOf(page, ours, theirs, words, close) {
  const bar = document.createElement("div");
  bar.className = "beside__bar";
  const names = document.createElement("p");
  names.className = "pair beside__names";
  names.append(nameOf({ ...ours, name: words.ours }), nameOf({ ...theirs, name: words.theirs }));
  names.lastChild.className = "theirs";
  bar.append(button(words.close, close), button(words.paper, () => window.print()));
  new Pairing(theirs).merge(ours.main, theirs.main);
  ours.main.classList.add("beside");
  const leave = page.querySelector(".leave");
  ours.main.prepend(...(leave ? [leave] : []), bar, names);
  return ours.main;
}

export function start(link, event) {
  const words = link.dataset;
  const page = document.querySelector("main");
  const told = document.createElement("p");
  Object.assign(told, { role: "alert", className: "notice", textContent: words.missing });

  async function show(click) {
    click.preventDefault();
    told.remove();
    const language = document.documentElement.lang;
    try {
      const pages = [read(location.href, language, "force-cache"), read(link.href, link.hreflang, "default")];
      const sheet = sheetOf(page, ...(await Promise.all(pages)), words, () => {
        page.prepend(...sheet.querySelectorAll(".leave"));
        sheet.replaceWith(page);
        link.focus();
      });
      page.replaceWith(sheet);
      window.scrollTo(0, 0);
      sheet.querySelector("button").focus();
    } catch {
      link.parentElement.after(told);
    }
  }

  link.addEventListener("click", show);
  show(event);
}
