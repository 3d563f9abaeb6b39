"""Runs instruments over the pages of a build folder, each over as many as it can look at in its time."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Error, sync_playwright

from tools.audit.axe import SCHEMES, axe_findings
from tools.audit.checkers import NODE_MODULES, CheckerError, html_validate_findings, nu_findings
from tools.audit.findings import Finding, Outcome
from tools.audit.lighthouse import beside_the_point, lighthouse_scores
from tools.audit.offline import SAVING, saved_guides
from tools.audit.pages import BuiltPage, at_random, examples, in_two_directions
from tools.audit.pictures import take_pictures
from tools.audit.probe.alternates import LIMIT as ALTERNATES
from tools.audit.probe.alternates import disagreeing
from tools.audit.probe.probing import probe
from tools.audit.progress import Teller
from tools.audit.quiet import Patience
from tools.audit.slow import slow_loads
from tools.audit.weight import release_of, weigh
from tools.guide_server.running import serving


@dataclass(frozen=True)
class Sample:
    """Which pages the slow instruments are shown."""

    every: list[BuiltPage]
    close: list[BuiltPage]
    """For axe and the probe: every kind in every language, and some at random."""
    seed: int
    """Chooses the random ones."""
    few: list[BuiltPage]
    """For Lighthouse, the slow phone and pictures: every kind once in each direction."""


def choose(pages: list[BuiltPage], *, quick: bool, seed: int, at_random_count: int) -> Sample:
    """Of all pages those for the slow instruments; a quick audit looks closely only at a few."""
    of_each_kind = examples(pages)
    few = in_two_directions(of_each_kind)
    if quick:
        return Sample(pages, few, seed, few[:: max(1, len(few) // 6)])
    chosen = {page.address: page for page in [*of_each_kind, *at_random(pages, at_random_count, seed)]}
    return Sample(pages, [chosen[address] for address in sorted(chosen)], seed, few)


class Battery:
    """The instruments by name, over one sample of one build folder."""

    def __init__(self, build: Path, sample: Sample, pictures: Path, teller: Teller) -> None:
        self._build = build
        self._sample = sample
        self._pictures = pictures
        self._teller = teller
        self._patience = Patience(say=teller.say)

    def run(self, chosen: Sequence[str]) -> list[Outcome]:
        """What each of the chosen instruments says, or why one did not come to its end."""
        on_files = {"bytes": self._weigh, "nu": self._nu, "html-validate": self._html_validate}
        outcomes = [_timed(name, on_files[name]) for name in chosen if name in on_files]
        in_browser = [name for name in chosen if name not in on_files]
        if in_browser:
            with serving(self._build) as server, sync_playwright() as playwright:
                # Containers run as root, for whom Chromium has no sandbox.
                browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
                outcomes += self._run_in(browser, server, in_browser)
                browser.close()
        return outcomes

    def _run_in(self, browser: Browser, server: str, chosen: Sequence[str]) -> list[Outcome]:
        close = [page.address for page in self._sample.close]
        few = [page.address for page in self._sample.few]

        def axe() -> Outcome:
            with self._teller.counting("axe", len(close) * len(SCHEMES)) as told:
                return Outcome("axe", len(close), axe_findings(browser, NODE_MODULES, server, close, told))

        def own_probe() -> Outcome:
            with self._teller.counting("probe", len(close)) as told:
                found = probe(browser, server, close, told)
            return Outcome("probe", len(close), [*found, *self._alternates()])

        def offline() -> Outcome:
            saving = [page for page in self._sample.close if page.kind == SAVING]
            with self._teller.counting("offline", len(saving)) as told:
                return saved_guides(browser, server, saving, self._sample.every, self._sample.seed, told)

        def slow() -> Outcome:
            with self._teller.counting("slow phone", len(few)) as told:
                return slow_loads(browser, server, few, told, self._patience)

        def lighthouse() -> Outcome:
            with self._teller.counting("lighthouse", len(few)) as told:
                asked = {page.address: beside_the_point(page) for page in self._sample.few}
                return lighthouse_scores(chromium(), server, asked, told, self._patience)

        def pictures() -> Outcome:
            with self._teller.counting("pictures", len(few)) as told:
                take_pictures(browser, server, self._sample.few, self._pictures, told)
            return Outcome("pictures", len(few))

        known = {"axe": axe, "probe": own_probe, "offline": offline, "slow": slow}
        known |= {"lighthouse": lighthouse, "pictures": pictures}
        return [_timed(name, known[name]) for name in chosen]

    def _weigh(self) -> Outcome:
        self._teller.say(f"bytes: {len(self._sample.every)} pages")
        return weigh(self._sample.every)

    def _nu(self) -> Outcome:
        return self._check("nu", nu_findings)

    def _html_validate(self) -> Outcome:
        return self._check("html-validate", html_validate_findings)

    def _check(self, name: str, check: Callable[[Path, Path], list[Finding]]) -> Outcome:
        self._teller.say(f"{name}: {len(self._sample.every)} pages")
        releases = {page.city: release_of(page) for page in self._sample.every}
        found = [
            Finding(f"/{city}/{finding.page.removesuffix('index.html')}", finding.rule, finding.value, finding.limit)
            for city, release in releases.items()
            for finding in check(NODE_MODULES, release)
        ]
        return Outcome(name, len(self._sample.every), found)

    def _alternates(self) -> list[Finding]:
        cities = {page.city for page in self._sample.every}
        return [
            Finding(address, "probe hreflang", fault, ALTERNATES)
            for city in sorted(cities)
            for address, fault in disagreeing(
                {page.address: page.file.read_text() for page in self._sample.every if page.city == city}
            )
        ]


def chromium() -> Path:
    """The Chromium that Debian packs; `check_needs` has made sure that there is one."""
    return Path(shutil.which("chromium") or "chromium")


def _timed(name: str, run: Callable[[], Outcome]) -> Outcome:
    started = time.monotonic()
    try:
        outcome = run()
    except (CheckerError, Error) as error:
        outcome = Outcome(name, 0, failure=str(error))
    outcome.seconds = time.monotonic() - started
    return outcome
