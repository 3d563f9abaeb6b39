// <my-bundle>: pages that a counsellor puts together for somebody. Their ids stand in the fragment of the address, which
// browsers send to nobody; their titles come from the list of all pages, in the language of this page. Of a large guide
// that has several parts.

const ID = /^[0-9a-z]{8}$/;

/** The ids in a fragment. */
export function ids(fragment) {
  return [...new Set(fragment.replace(/^#/, "").split("."))].filter((id) => ID.test(id));
}

function make(tag, properties, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/** A page of this guide. */
async function load(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(answer.statusText);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

class MyBundle extends HTMLElement {
  async connectedCallback() {
    this.words = this.dataset;
    this.languages = [...document.querySelectorAll(".languages a[hreflang]")];
    // There is something to read before the list has come.
    this.setAttribute("aria-busy", "true");
    this.replaceChildren(this.lede());
    try {
      const lists = await Promise.all(this.words.lists.split(" ").map(load));
      const links = lists.flatMap((list) => [...list.querySelectorAll("a[data-id]")]);
      this.pages = new Map(links.map((link) => [link.dataset.id, link]));
    } catch {
      this.replaceChildren(make("p", { className: "notice", textContent: this.words.failed }));
      return;
    } finally {
      this.removeAttribute("aria-busy");
    }
    addEventListener("hashchange", () => this.show());
    this.show();
  }

  show() {
    const chosen = ids(location.hash);
    for (const link of this.languages) link.hash = chosen.length ? location.hash : "";
    if (chosen.length) this.open(chosen);
    else this.choose();
  }

  /** What this page is for. */
  lede() {
    return make("p", { className: "lede", textContent: ids(location.hash).length ? this.words.intro : this.words.how });
  }

  /** A link of the list, to stand on this page. */
  link(id) {
    const page = this.pages.get(id);
    return make("a", { href: page.getAttribute("href"), textContent: page.textContent, ...this.language(id) });
  }

  language(id) {
    const { lang, dir } = this.pages.get(id);
    return lang ? { lang, dir } : {};
  }

  open(chosen) {
    const known = chosen.filter((id) => this.pages.has(id));
    const list = make("ul", { className: "links" }, ...known.map((id) => make("li", {}, this.link(id))));
    this.replaceChildren(this.lede(), list);
    if (known.length < chosen.length) this.append(make("p", { className: "notice", textContent: this.words.gone }));
    this.append(make("p", {}, make("a", { href: location.pathname + "#", textContent: this.words.again })));
  }

  choose() {
    this.chosen = [];
    const find = make("input", { type: "search" });
    this.target = make("select", {}, ...this.languages.map((link) =>
      make("option", { value: link.hreflang, lang: link.lang, dir: link.dir, textContent: link.textContent, selected: link.hasAttribute("aria-current") })));
    this.result = make("div", { className: "bundle" });
    this.result.setAttribute("role", "status");
    const items = [...this.pages].map(([id, page]) => {
      const box = make("input", { type: "checkbox", value: id });
      return make("li", {}, make("label", { className: "tick" }, box, make("bdi", { textContent: page.textContent, ...this.language(id) })));
    });
    const list = make("ul", { className: "links" }, ...items);
    find.addEventListener("input", () => {
      const wanted = find.value.trim().toLocaleLowerCase();
      for (const item of items) item.hidden = !item.textContent.toLocaleLowerCase().includes(wanted);
    });
    list.addEventListener("change", ({ target }) => {
      this.chosen = target.checked ? [...this.chosen, target.value] : this.chosen.filter((id) => id !== target.value);
      this.tell();
    });
    this.target.addEventListener("change", () => this.tell());
    this.replaceChildren(
      this.lede(),
      make("label", { className: "when" }, this.words.language, this.target),
      make("label", { className: "when" }, this.words.find, find), this.result, list,
    );
  }

  /** The link to what is chosen, and its code. */
  async tell() {
    this.result.replaceChildren();
    if (!this.chosen.length) return;
    const address = new URL(this.languages.find(({ hreflang }) => hreflang === this.target.value).href);
    address.hash = this.chosen.join(".");
    const link = make("a", { href: address.href, textContent: this.words.link, target: "_blank", rel: "noopener" });
    this.result.append(make("p", {}, link), make("p", {}, make("bdi", { dir: "ltr", textContent: address.href })));
    const { matrix, path } = await import(this.words.code);
    const rows = matrix(address.href);
    this.result.querySelector("svg")?.remove(); // of a choice that was faster
    this.result.append(rows ? picture(path(rows), rows.length + 8, this.words.picture) : make("p", { textContent: this.words.much }));
  }
}

function picture(data, size, name) {
  const element = (tag, attributes) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };
  const image = element("svg", { viewBox: `0 0 ${size} ${size}`, role: "img", "aria-label": name, class: "bundle__code" });
  image.append(element("path", { d: `M0 0h${size}v${size}h-${size}z`, fill: "#fff" }), element("path", { d: data, fill: "#000" }));
  return image;
}

customElements.define("my-bundle", MyBundle);
