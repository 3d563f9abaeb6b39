// Answers from what a reader saved of the guide, on pages of the language that she saved. It stores nothing itself, so
// nobody can tell from it what she has read. What is saved, and how, is said in docs/developers/offline.md.

const PATIENCE = 3000; // milliseconds, after which a saved page is shown rather than waited for
const BETWEEN = "\u001e"; // two pages of a file
const SEARCHED = "\u001d"; // a page and what is searched of it, entries in lines

const scope = new URL(registration.scope);
const root = new URL("..", scope);
const folder = scope.pathname.slice(root.pathname.length);
const cacheName = `waymark-saved ${scope.pathname}`;

let isHeadSaved = false; // whether what is searched was asked for without a network: it must not be mixed

// caches.open() would make a cache where none is.
const stored = (path) => caches.match(new URL(path, root), { cacheName });

async function saved() {
  return (await stored(`${folder}pack/saved.json`))?.json();
}

/** The number of the file that a page is in: CRC-32 of its key, as zlib counts it. */
function numberOf(key, count) {
  let sum = ~0;
  for (const byte of new TextEncoder().encode(key)) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 && 0xedb88320);
  }
  return (~sum >>> 0) % count;
}

async function savedPage(key, state) {
  for (const name of ["first", numberOf(key, state.count), "safety"]) {
    const path = `${folder}pack/${name}.txt`;
    const file = path in state.files && (await stored(`${path}?${state.files[path][0]}`));
    const text = file && (await file.text());
    const page = text && text.split(BETWEEN).find((record) => record.startsWith(`${key}\n`));
    if (!page) continue;
    const headers = new Headers(file.headers);
    for (const header of ["Content-Encoding", "Content-Length", "ETag"]) headers.delete(header);
    headers.set("Content-Type", "text/html; charset=utf-8");
    const html = page.split(SEARCHED)[0].slice(key.length + 1).replace(/<main[^>]*>/, (main) => main + state.notice);
    return new Response(html, { headers });
  }
  return undefined;
}

const inTime = (answer, otherwise) =>
  Promise.race([answer, new Promise((resolve) => setTimeout(resolve, PATIENCE, otherwise))]);

async function answerPage(request, key) {
  const state = await saved();
  const online = fetch(request);
  if (!state) return online;
  const page = await savedPage(key.endsWith("/") || !key ? key : `${key}/`, state);
  const otherwise = async () => page ?? (await savedPage("offline.html", state)) ?? Response.error();
  const answer = online.then((found) => (found.status < 500 ? found : otherwise()), otherwise);
  if (!page) return answer;
  if (navigator.connection?.saveData) return page;
  return inTime(answer, page);
}

/** What is searched of all pages that are saved: in the first of the files, and nothing in the others. */
async function savedEntries(path, state) {
  const found = [];
  const packs = Object.entries(state.files).filter(([name]) => name.endsWith(".txt") && path === Object.keys(state.searched)[0]);
  for (const [name, [hash]] of packs) {
    const text = (await (await stored(`${name}?${hash}`))?.text()) ?? "";
    for (const record of text.split(BETWEEN)) found.push(...(record.split(SEARCHED)[1]?.split("\n") ?? []));
  }
  return new Response(`[${found.join(",\n")}]`, { headers: { "Content-Type": "application/json" } });
}

/** Under which name a file is saved; a picture also if it is another form of it that the browser asks for. */
function savedAs(path, files) {
  const picture = path in files ? undefined : path.match(/^assets\/pictures\/\w+-/)?.[0];
  return picture ? Object.keys(files).find((name) => name.startsWith(picture)) : path;
}

async function answerFile(request, path) {
  const state = await saved();
  if (state && path in state.searched) return isHeadSaved ? savedEntries(path, state) : fetch(request);
  const name = state && savedAs(path, state.files);
  const told = state?.files[name];
  const file = told && (await stored(`${name}?${told[0]}`));
  if (!file) return fetch(request);
  if (path === `${folder}search/head.json`) {
    const found = await inTime(fetch(request).catch(() => undefined));
    isHeadSaved = !found?.ok;
    return isHeadSaved ? file : found;
  }
  // A file's name in assets/ has its hash. Others may be newer on the server.
  const isWanted = name === path || navigator.connection?.saveData;
  return path.startsWith("assets/") && isWanted ? file : inTime(fetch(request).catch(() => file), file);
}

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== root.origin || !pathname.startsWith(root.pathname)) return;
  const path = decodeURIComponent(pathname.slice(root.pathname.length));
  const inside = path.startsWith(folder) || `${path}/` === folder;
  if (request.mode === "navigate" && inside) event.respondWith(answerPage(request, path.slice(folder.length)));
  else if (!path.startsWith(`${folder}pack/`)) event.respondWith(answerFile(request, path));
});
