// Searches the guide on the reader's device. What is typed is sent nowhere, stored nowhere and stands in no address. The
// texts come in files beside the search page: see docs/developers/search.md. The parts in this folder are one module.

const SHOWN = 10; // pages at most
const PAUSE = 400; // milliseconds
const SLICE = 8; // milliseconds of work before the browser may look after what is typed

async function read(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.json();
}

/** The guide in the files beside a page: in which words it answers, and its index once that is made. */
async function load(folder) {
  const head = await read(new URL("head.json", folder));
  return { ...head, index: indexOf(head, head.files.map((name) => read(new URL(name, folder)))) };
}

async function indexOf(head, files) {
  const index = new Index(head);
  let begun = performance.now();
  for (const file of files) {
    for (const entry of await file) {
      index.add(entry);
      if (performance.now() - begun > SLICE) {
        await new Promise((resolve) => setTimeout(resolve));
        begun = performance.now();
      }
    }
  }
  return index;
}

/** Answers what is typed into a field, now and from now on. Called when the field is first used. */
export function start(field) {
  const { form } = field;
  const folder = new URL(form.action);
  const status = element("p", { role: "status" });
  const found = element("div");
  const results = element("section", { className: "results" }, status, found);
  const isAsk = "ask" in form.dataset;
  let loading;
  let pause;
  let turn = 0;

  const say = (text) => {
    if (status.textContent !== text) status.textContent = text;
  };

  const show = (guide, index, question, isWhole) => {
    const answers = new Answers(guide, folder);
    const hits = index.search(question, isWhole);
    const fits = fitting(hits).slice(0, SHOWN);
    say(fits.length ? guide.words.found[fits.length] : guide.words.none);
    found.replaceChildren(
      ...answers.emergency(question),
      ...(isAsk && fits.length ? answers.quotes(hits) : []),
      ...(fits.length ? [element("ol", { className: "cards" }, ...fits.map((hit) => answers.page(hit)))] : answers.help()),
    );
  };

  /** What is typed, answered; while the guide is not there yet that is said. */
  const answer = async (isWhole) => {
    const mine = ++turn;
    loading ??= load(folder);
    try {
      const guide = await loading;
      if (field.value.trim()) say(guide.words.loading);
      const index = await guide.index;
      const question = field.value.trim();
      if (mine !== turn) return;
      if (question) return show(guide, index, question, isWhole);
      found.replaceChildren();
      say("");
    } catch {
      loading = undefined; // what is typed next tries again
      say(form.dataset.failed);
    }
  };

  // On a page that nobody should see, the way out of it stays the first thing.
  const leave = document.querySelector("main > .leave");
  if (isAsk) form.after(results);
  else if (leave) leave.after(results);
  else document.querySelector("main").prepend(results);

  // Pages are listed with every letter; to choose what to quote takes longer, so that waits for a pause.
  field.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(() => answer(false), isAsk && field.value ? PAUSE : 0);
  });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    field.value = "";
    answer(true);
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    await answer(true);
    found.querySelector("a")?.focus();
  });
  answer(false);
}
