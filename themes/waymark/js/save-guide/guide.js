// What is saved of a language of the guide on this device, and how it is brought up to date.

const AT_ONCE = 4;
const TRIES = 3; // a release that goes live meanwhile has other files than the list said
const COMPRESSED = 8; // by which servers make texts smaller, at least
const DIGITS = 12;
const PAGE_DIGITS = 6;
const PICTURE = /^assets\/pictures\//; // these get no smaller on the way
const FEW = 0.25; // of the pages of a file that changed: then they are fetched, and not the file
const MANY = 2; // files with what is searched: so many take longer than the pages that they are about

class Outdated extends Error {}

async function digits(bytes) {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("").slice(0, DIGITS);
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
