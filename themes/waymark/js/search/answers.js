// What the guide answers, as elements of the page.

const ENDING = 3; // letters that may follow how an emergency's word begins

function element(tag, properties, ...children) {
  const made = document.createElement(tag);
  Object.assign(made, properties);
  made.append(...children.filter(Boolean));
  return made;
}

class Answers {
  constructor(guide, folder) {
    this.guide = guide;
    this.folder = folder;
  }

  text(tag, passage, ...children) {
    const foreign = hasMark(passage, "s") ? this.guide.source : {};
    return element(tag, foreign, ...(children.length ? children : [textOf(passage)]));
  }

  link(entry) {
    return element("a", { href: new URL("../" + entry.url, this.folder) }, this.text("span", entry.title));
  }

  call({ tel, number }) {
    return tel && element("a", { href: "tel:" + tel }, element("bdi", { dir: "ltr", textContent: number }));
  }

  /** What it is, where to go for it, and when its facts were checked. */
  about({ kind, office, checked }) {
    const parts = [this.guide.kinds[kind], office && this.text("span", office), checked && this.guide.words.checked.replace("{date}", checked)];
    return element("p", {}, ...parts.filter(Boolean).flatMap((part, number) => (number ? [" · ", part] : [part])));
  }

  page(hit) {
    const { entry, gains } = hit;
    const best = bestPassage(hit);
    const passage = best && this.text("p", best, ...marked(textOf(best), gains));
    return element("li", {}, this.link(entry), this.about({ ...entry, checked: "" }), passage);
  }

  /** Sentences of a page below their heading, those of each passage in a line: points of a list do not run together. */
  quote({ hit: { entry, gains }, sentences }) {
    const heading = entry.text[sentences[0].section] ?? "";
    const lines = [];
    for (const { text, passage, number } of sentences) {
      if (lines.at(-1)?.number === number) lines.at(-1).text += " " + text;
      else lines.push({ text, passage, number });
    }
    return element(
      "blockquote",
      {},
      textOf(heading) && this.text("p", heading, element("b", { textContent: textOf(heading) })),
      ...lines.map(({ text, passage }) => this.text("p", passage, ...marked(text, gains, Infinity))),
      element("footer", {}, this.link(entry), this.about(entry)),
    );
  }

  /** What the guide says to a question; or that it does not know, and who may. */
  quotes(hits) {
    const { isSure, quotes } = ask(hits);
    const { answer, unsure } = this.guide.words;
    if (!isSure) return [element("p", { className: "notice", textContent: unsure }), ...this.help()];
    return [element("h2", { textContent: answer }), ...quotes.map((quote) => this.quote(quote))];
  }

  /** Whom to call, if a word is one that people type in an emergency. */
  emergency(question) {
    const { words: beginnings, cards } = this.guide.emergency;
    const asked = words(question);
    const isOne = (begin) => asked.some((word) => word.startsWith(begin) && word.length <= begin.length + ENDING);
    if (!cards.some(({ tel }) => asked.includes(tel)) && !beginnings.some((begin) => isOne(fold(begin)))) return [];
    return cards.map((card) =>
      element(
        "article",
        { className: "card contact contact--emergency" },
        this.text("h3", card.title),
        element("p", { className: "phone phone--large" }, this.call(card)),
        card.when && this.text("p", card.when),
        card.private,
      ),
    );
  }

  /** Where else to look, and whom to ask. */
  help() {
    const { words: told, all, advisers, missing } = this.guide;
    const others = advisers.map((each) =>
      element("li", {}, each.url ? element("a", { href: each.url }, this.text("span", each.title)) : this.text("span", each.title), " ", this.call(each)),
    );
    const list = element("a", { href: all.url, textContent: all.title });
    const tell = missing && navigator.onLine && element("a", { href: missing.url, textContent: missing.title });
    const links = element("ul", { className: "links" }, element("li", {}, list), ...others, tell && element("li", {}, tell));
    return [element("p", { textContent: told.help }), links];
  }
}
