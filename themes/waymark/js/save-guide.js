// The page on which a reader has a language of the guide saved on her device, brought up to date and deleted. Before her
// tap nothing is stored. js/worker.js answers from what is saved; docs/developers/offline.md says what that is.

const AT_ONCE = 4;
const TRIES = 3; // a release that goes live meanwhile has other files than the list said
const COMPRESSED = 8; // by which servers make texts smaller, at least
const BETWEEN = "\u001e"; // two pages of a file
const SEARCHED = "\u001d"; // a page and what is searched of it
const DIGITS = 12;
const PAGE_DIGITS = 6;
const PICTURE = /^assets\/pictures\//; // these get no smaller on the way
const FEW = 0.25; // of the pages of a file that changed: then they are fetched, and not the file
const MANY = 2; // files with what is searched: so many take longer than the pages that they are about
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

class Outdated extends Error {}

/** A page as it is kept, in the same bytes as site_builder/kept_pages.py. */
export function kept(html) {
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

async function digits(bytes) {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("").slice(0, DIGITS);
}

/** A day in words of the page: phones do not know all languages. */
function written(date, { form, months, weekdays }) {
  const parts = {
    weekday: weekdays.split("|")[(date.getDay() + 6) % 7], year: date.getFullYear(), day: date.getDate(),
    number: date.getMonth() + 1, month: months.split("|")[date.getMonth()],
  };
  return form.replace(/\{(\w+)\}/g, (_, name) => parts[name]);
}

class Guide {
  constructor({ root, folder, list }) {
    this.root = new URL(root, location);
    this.folder = new URL(folder, location);
    this.list = new URL(list, this.folder);
    this.state = new URL("saved.json", this.list);
    this.name = `waymark-saved ${this.folder.pathname}`;
    this.below = this.folder.pathname.slice(this.root.pathname.length);
  }

  pack(name) {
    return `${this.below}pack/${name}.txt`;
  }

  address(path, told) {
    return `${new URL(path, this.root)}?${told[0]}`;
  }

  async saved() {
    return (await caches.match(this.state, { cacheName: this.name }))?.json();
  }

  async newest() {
    const answer = await fetch(this.list, { cache: "no-cache" });
    if (!answer.ok) throw new Error(answer.statusText);
    return answer.json();
  }

  /** The files to be saved, those first that others are of no use without. */
  wanted(list, chosen) {
    const rank = ([path]) => (path === this.pack("first") ? 0 : path.startsWith(this.below) ? 2 : 1);
    const files = Object.entries(list.files).filter(([path]) => chosen.safety || path !== this.pack("safety"));
    return [...files.sort((one, other) => rank(one) - rank(other)), ...(chosen.illustrated ? this.pictures(list, chosen) : [])];
  }

  /** The pictures on the pages that are saved. */
  pictures(list, { safety }) {
    const shown = Object.entries(list.pictures ?? {}).filter(([path]) => safety || path !== this.pack("safety"));
    return Object.entries(Object.assign({}, ...shown.map(([, pictures]) => pictures)));
  }

  /** What files have to be loaded of, at most, in kB. */
  size(files, saved) {
    const due = files.filter(([path, [hash]]) => saved?.files[path]?.[0] !== hash);
    const sent = due.map(([path, [, size]]) => (PICTURE.test(path) ? size : size / COMPRESSED));
    return Math.max(1, Math.ceil(sent.reduce((sum, size) => sum + size, 0) / 1000));
  }

  async save(chosen, notice, tell) {
    await navigator.serviceWorker.register(new URL("sw.js", this.root), { scope: this.folder.pathname });
    for (let left = TRIES; ; left -= 1) {
      try {
        return await this.load(await this.newest(), chosen, notice, tell);
      } catch (error) {
        if (!(error instanceof Outdated) || left === 1) throw error;
      }
    }
  }

  async load(list, chosen, notice, tell) {
    const before = await this.saved();
    const cache = await caches.open(this.name);
    const due = this.wanted(list, chosen);
    const entries = before ? this.entries(list, before) : undefined;
    const date = new Date().toISOString();
    const state = { ...list, ...chosen, date, notice, files: {} };
    const remember = (whole) => cache.put(this.state, Response.json({ ...state, whole }));
    const total = due.length;
    const take = async ([path, told]) => {
      if (!(await cache.match(this.address(path, told)))) await this.fetch(cache, path, told, before, entries);
      state.files[path] = told;
      tell(Object.keys(state.files).length, total);
    };
    const others = due.findIndex(([path]) => path.startsWith(this.below) && path !== this.pack("first"));
    for (const entry of due.splice(0, others < 0 ? total : others)) await take(entry);
    if (!before) await remember(false); // the emergency numbers are there from now on
    const work = async () => {
      for (let entry = due.shift(); entry; entry = due.shift()) await take(entry);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    await remember(true);
    const current = new Set([this.state.href, ...Object.entries(state.files).map(([path, told]) => this.address(path, told))]);
    for (const request of await cache.keys()) if (!current.has(request.url)) await cache.delete(request);
  }

  /** A function that gives what is searched of the pages of which that changed; it loads it when it is first called. */
  entries(list, before) {
    let loading;
    const load = async () => {
      const due = Object.keys(list.searched).filter((path) => list.searched[path] !== before.searched[path]);
      if (due.length > MANY) return undefined;
      const files = await Promise.all(due.map((path) => fetch(new URL(path, this.root), { cache: "no-cache" })));
      const texts = await Promise.all(files.map((file) => file.text()));
      return new Map(texts.flatMap((text) => [...entriesIn(text)]));
    };
    return () => (loading ??= load());
  }

  async fetch(cache, path, told, before, entries) {
    const mended = before?.files[path]?.[2] && (await this.mended(cache, path, told, before.files[path], entries));
    const found = mended || (await fetch(new URL(path, this.root), { cache: "no-cache" }));
    const bytes = await found.arrayBuffer();
    if (!found.ok || (await digits(bytes)) !== told[0]) throw new Outdated(path);
    await cache.put(this.address(path, told), new Response(bytes, { headers: found.headers }));
  }

  /** A file of pages out of the one that is saved and the few pages that changed; nothing if that is not all. */
  async mended(cache, path, told, before, entries) {
    const file = await cache.match(this.address(path, before));
    const length = told[2].length;
    if (!file || before[2].length !== length) return undefined;
    const part = (text, number) => text.slice(number * PAGE_DIGITS, (number + 1) * PAGE_DIGITS);
    const pages = (await file.text()).split(BETWEEN);
    const changed = [...pages.keys()].filter((number) => part(told[2], number) !== part(before[2], number));
    if (!changed.length || changed.length > Math.max(1, pages.length * FEW)) return undefined;
    const searched = await entries();
    if (!searched) return undefined;
    for (const number of changed) {
      const [record, lines] = pages[number].split(SEARCHED);
      const key = record.slice(0, record.indexOf("\n"));
      const page = await fetch(new URL(encodeURI(key), this.folder), { cache: "no-cache" });
      if (!page.ok) return undefined;
      const entry = searched.get(key)?.sort().join("\n") ?? lines;
      pages[number] = `${key}\n${kept(await page.text())}${entry ? SEARCHED + entry : ""}`;
    }
    const bytes = new TextEncoder().encode(pages.join(BETWEEN));
    return (await digits(bytes)) === told[0] ? new Response(bytes, { headers: file.headers }) : undefined;
  }

  async delete() {
    await caches.delete(this.name);
    const registration = await navigator.serviceWorker.getRegistration(this.folder);
    if (registration?.scope === this.folder.href) await registration.unregister();
  }
}

class Desk {
  constructor(element) {
    this.words = element.dataset;
    this.guide = new Guide(element.dataset);
    this.find = (selector) => element.querySelector(selector);
    this.boxes = { safety: this.find("[data-safety] input"), illustrated: this.find("[data-pictures] input") };
    this.weighing = this.find("[data-pictures] span").textContent;
    for (const button of element.querySelectorAll("[data-do]")) button.addEventListener("click", () => this.use(button));
    for (const box of Object.values(this.boxes)) box.addEventListener("change", () => this.show());
  }

  say(...sentences) {
    this.find("[role=status]").textContent = sentences.join(" ");
  }

  date(moment) {
    return written(new Date(moment), JSON.parse(this.words.dates));
  }

  notice() {
    const notice = this.find("[data-notice]").cloneNode(true);
    notice.textContent = notice.textContent.replace("{date}", this.date(Date.now()));
    notice.hidden = false;
    return notice.outerHTML;
  }

  /** Say what is saved and what could be, and offer what can be done about it. */
  async show(first = "") {
    const saved = await this.guide.saved();
    const list = await this.guide.newest().catch(() => undefined);
    const boxes = Object.entries(this.boxes);
    if (!this.asked) for (const [name, box] of boxes) box.checked = Boolean(saved?.[name]);
    this.asked = true;
    const { chosen } = this;
    const size = (sentence) => sentence.replace("{size}", this.guide.size(this.guide.wanted(list, chosen), saved));
    const sentences = [first];
    const others = boxes.some(([name, box]) => box.checked !== Boolean(saved?.[name]));
    const newer = list && saved && (list.version !== saved.version || others);
    if (saved?.whole) {
      const told = this.words.saved.replace("{date}", this.date(saved.date)).replace("{version}", `\u2068${saved.version.slice(0, 6)}\u2069`);
      sentences.push(told);
      if (newer) sentences.push(size(this.words.newer));
      else if (list) sentences.push(this.words.newest);
    } else if (list) {
      sentences.push(size(saved ? this.words.begun : this.words.none));
    }
    this.say(...sentences.filter(Boolean));
    this.offer({ save: !saved?.whole, update: saved?.whole && newer, delete: saved });
    this.find("[data-safety]").hidden = !((list ?? saved)?.files[this.guide.pack("safety")] || saved?.safety);
    const pictures = list ?? saved ? this.guide.pictures(list ?? saved, chosen) : [];
    const offer = this.find("[data-pictures]");
    offer.hidden = !pictures.length && !saved?.illustrated;
    offer.querySelector("span").textContent = this.weighing.replace("{size}", this.guide.size(pictures));
  }

  /** What she has ticked. */
  get chosen() {
    return Object.fromEntries(Object.entries(this.boxes).map(([name, box]) => [name, box.checked]));
  }

  offer(things) {
    for (const button of this.buttons()) button.hidden = !things[button.dataset.do];
  }

  buttons() {
    return ["save", "update", "delete"].map((name) => this.find(`[data-do=${name}]`));
  }

  async use(button) {
    const progress = this.find("progress");
    this.offer({});
    try {
      if (button.dataset.do === "delete") {
        await this.guide.delete();
        await this.show(this.words.deleted);
      } else {
        progress.hidden = false;
        await this.guide.save(this.chosen, this.notice(), (done, total) => {
          Object.assign(progress, { max: total, value: done });
          this.say(this.words.loading.replace("{done}", done).replace("{total}", total));
        });
        await this.show();
      }
    } catch {
      await this.show(this.words.failed);
    }
    progress.hidden = true;
    this.buttons().find(({ hidden }) => !hidden)?.focus();
  }
}

for (const element of document.querySelectorAll("[data-save-guide]")) {
  if ("serviceWorker" in navigator && "caches" in window) new Desk(element).show();
}
