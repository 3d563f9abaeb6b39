// What a page that is read again consists of: lines, and the blocks that hold them.

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
