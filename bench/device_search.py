"""How long a phone takes to search a guide: the making of the index, and each answer, with a processor slowed down.

    python -m bench.device_search                    # a generated city
    python -m bench.device_search --guide FOLDER     # a release: build/<city>/current, its pages in --language

A generated city says the same 34 words on every page, so every page has to be looked at for every question: no guide
of people's is harder to search. Each letter is told by the fastest of ROUNDS visits, since other work on the machine
makes single answers slower, and never faster.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from pathlib import Path

import brotli
from playwright.sync_api import Page, sync_playwright

from bench.documents import CITY, WORDS, city_documents
from bench.worlds import THEME
from site_builder.assets import collect
from site_builder.environment import make_environment
from site_builder.guide import Guide
from site_builder.pages import pages, render
from tools.guide_server.running import serving

ROUNDS = 5
SLOWED = 6  # times: a cheap phone beside this machine
QUESTION = "Which documents do I have to bring to register my address?"
# Types a question letter by letter and waits for each answer; says how long each took, and the longest pause meanwhile.
TYPE = """async ([questions]) => {
  const field = document.querySelector("[type=search]");
  const found = () => document.querySelector(".results > div");
  let longest = 0;
  let last = performance.now();
  const tick = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 1);
  const began = performance.now();
  field.value = questions[0];
  field.focus();
  while (!found()?.childElementCount) await new Promise((done) => setTimeout(done, 1));
  const ready = performance.now() - began;
  clearInterval(tick);
  const { Index } = await import(field.dataset.module);
  const took = [];
  const search = Index.prototype.search;
  const changed = () => new Promise((done) => new MutationObserver((_, observer) => { observer.disconnect(); done(); })
    .observe(found(), { childList: true }));
  for (const question of questions) {
    for (let end = 3; end <= question.length; end++) {
      const answered = changed();
      field.value = question.slice(0, end);
      let begun;
      Index.prototype.search = function (...given) { begun = performance.now(); return search.apply(this, given); };
      field.dispatchEvent(new Event("input"));
      await answered;
      took.push(performance.now() - begun);
    }
  }
  return [[ready], [longest], took];
}"""
SHARES = {"median": 0.5, "p95": 0.95, "worst": 1.0}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=250, help="of the generated city (default: %(default)s)")
    parser.add_argument("--guide", type=Path, help="the folder of a release")
    parser.add_argument("--language", default="en")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="visits (default: %(default)s)")
    parser.add_argument("--question", action="append", help=f"to type (default: {QUESTION})")
    arguments = parser.parse_args()
    chromium = shutil.which("chromium")
    if not chromium:
        print("There is no Chromium: nothing was measured. apt-get install chromium")
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        live = folder / CITY / "current"
        if arguments.guide:
            live.parent.mkdir(parents=True)
            live.symlink_to(arguments.guide.resolve())
        else:
            _write(live, arguments.pages)
        base = json.loads((live / arguments.language / "search" / "head.json").read_text())["all"]["url"]
        base = base.removesuffix(f"/{arguments.language}/a-z/")
        if base != f"/{CITY}":
            live.parent.rename(folder / base.strip("/"))
            live = folder / base.strip("/") / "current"
        _print_sizes(live / arguments.language / "search")
        with serving(folder) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            for slowed in (1, SLOWED):
                rounds = []
                for _round in range(arguments.rounds):
                    page = browser.new_page()
                    page.goto(f"{address}{base}/{arguments.language}/a-z/")
                    rounds.append(_typed(page, arguments.question or [QUESTION], slowed))
                    page.close()
                print(f"{slowed} x: " + ", ".join(f"{what} {number:.1f}" for what, number in _fastest(rounds).items()))
            browser.close()


def _write(live: Path, count: int) -> None:
    """The English pages of a generated city."""
    documents = list(city_documents(count, ("en",)))
    for document in documents:
        if document["kind"] == "city":
            document["site_url"] = f"https://guide.example.org/{CITY}"
    guide, assets = Guide(documents), collect(THEME)
    environment = make_environment(THEME, assets.addresses(guide.base_path))
    files = {page.path: render(page, environment).encode() for page in pages(guide, "en", environment)}
    for path, data in (files | assets.files).items():
        (live / path).parent.mkdir(parents=True, exist_ok=True)
        (live / path).write_bytes(data)


def _print_sizes(folder: Path) -> None:
    files = {path.name: path.read_bytes() for path in sorted(folder.glob("*.json"))}
    count = sum(len(json.loads(data)) for name, data in files.items() if name != "head.json")
    size, packed = sum(map(len, files.values())), sum(len(brotli.compress(data)) for data in files.values())
    print(f"{count} entries in {len(files)} files, {size:,} bytes, {packed:,} in brotli")


def _typed(page: Page, questions: list[str], slowed: int) -> list[list[float]]:
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slowed})
    found: list[list[float]] = page.evaluate(TYPE, [[*questions, " ".join(WORDS[:8])]])
    return found


def _fastest(rounds: list[list[list[float]]]) -> dict[str, float]:
    """What is told of some visits: of each time the shortest."""
    ready, longest, took = ([min(times) for times in zip(*each, strict=True)] for each in zip(*rounds, strict=True))
    took.sort()
    told = {what: took[int(share * (len(took) - 1))] for what, share in SHARES.items()}
    return {"ready": ready[0], "longest": longest[0], "answers": len(took), **told}


if __name__ == "__main__":
    main()
