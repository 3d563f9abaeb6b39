// Pages and what is searched of them as they are kept, in the same bytes as site_builder/kept_pages.py makes.

const BETWEEN = "\u001e"; // two pages of a file
const SEARCHED = "\u001d"; // a page and what is searched of it
const FOR_MACHINES = [
  '<link rel="canonical"', '<link rel="alternate"', '<meta property="', '<meta name="description"',
  '<script type="application/ld+json"',
];

const ONLINE = [
  ['<nav class="languages"', "</nav>"],
  ['<form class="feedback"', "</form>"],
  ['<p class="feedback"', "</p>"],
  ['<details class="share"', "</details>"],
  ['<p class="code"', "</p>"],
  ['<div class="tool voice"', "</div>"],
  ['<section class="data"', "</section>"],
  ['<p class="office__wrong"', "</p>"],
  ['<p class="propose"', "</p>"],
  ['<li class="propose"', "</li>"],
];

/** A page as it is kept. */
function kept(html) {
  const end = html.indexOf("</head>");
  const lines = html.slice(0, end).split("\n").filter((line) => !FOR_MACHINES.some((start) => line.startsWith(start)));
  let body = html.slice(end);
  for (const [begins, ends] of ONLINE) {
    for (let start = body.indexOf(begins), stop; start >= 0 && (stop = body.indexOf(ends, start)) >= 0; start = body.indexOf(begins)) {
      body = body.slice(0, start) + body.slice(stop + ends.length);
    }
  }
  return (lines.join("\n") + body).replaceAll(BETWEEN, "").replaceAll(SEARCHED, "");
}

/** By the key of a page: what is searched of it in the text of a file, an entry in a line. */
function entriesIn(text) {
  const found = new Map();
  for (const line of text.trim().slice(1, -1).split(",\n").filter(Boolean)) {
    const key = decodeURIComponent(JSON.parse(line).url.split("#")[0]);
    found.set(key, [...(found.get(key) ?? []), line]);
  }
  return found;
}
