"""Lighthouse: its scores for accessibility, best practices, search engines and performance."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from tools.audit.checkers import ROOT, CheckerError
from tools.audit.findings import Finding, Measure, Outcome
from tools.audit.guides import CORPUS_CITY
from tools.audit.pages import BuiltPage
from tools.audit.quiet import Patience
from tools.audit.slow import WHILE_BUSY

PROGRAM = ROOT / "tools" / "lighthouse" / "node_modules" / "lighthouse" / "cli" / "index.js"
LIMITS = {"accessibility": 100, "best-practices": 100, "seo": 100, "performance": 95}
RUNS = 3
"""Of performance the median counts; one good run is enough. The others wait until the machine is quiet."""
TIMEOUT_SECONDS = 180
# Answered as what is not there, which no page that somebody looks for may be.
_NOT_FOUND = ("/404.html",)
_UNLISTED = '<meta name="robots" content="noindex"'


def beside_the_point(page: BuiltPage) -> list[str]:
    """The checks of Lighthouse that a page does not have to pass: it asks search engines to leave it out, or the words
    of its links are a real city's own, whose editors the admin tells of links that say “here”.
    """
    is_unlisted = _UNLISTED in page.file.read_text(encoding="utf-8")
    return [*(["is-crawlable"] if is_unlisted else []), *(["link-text"] if page.city == CORPUS_CITY else [])]


def lighthouse_scores(
    chromium: Path,
    server: str,
    addresses: Mapping[str, Sequence[str]],
    told: Callable[[str], None] = lambda _: None,
    patience: Patience | None = None,
) -> Outcome:
    """The scores of the pages at these addresses, each without some checks (beside_the_point).

    Raises CheckerError if Lighthouse does not answer.
    """
    addresses = {address: left_out for address, left_out in addresses.items() if not address.endswith(_NOT_FOUND)}
    outcome = Outcome("lighthouse", len(addresses))
    patience = patience or Patience()
    for address, left_out in addresses.items():
        told(address)
        ask = partial(_answer, chromium, server + address, left_out)
        reports, was_quiet = [ask()], True
        if _score(reports[0], "performance") < LIMITS["performance"]:
            again, was_quiet = patience.repeat(RUNS - 1, ask)
            reports += again
        for category, limit in LIMITS.items():
            score = statistics.median(_score(report, category) for report in reports)
            note = "" if was_quiet or category != "performance" else WHILE_BUSY
            outcome.measured(Measure(category, score, limit, "", address, is_least=True, note=note))
            if score < limit:
                outcome.findings += _reasons(reports[0], category, address)
    return outcome


def _answer(chromium: Path, url: str, left_out: Sequence[str]) -> dict[str, Any]:
    """Its report, or that of a second try: Chromium may not start in time on a busy machine."""
    try:
        return _report(chromium, url, left_out)
    except CheckerError:
        return _report(chromium, url, left_out)


def _report(chromium: Path, url: str, left_out: Sequence[str]) -> dict[str, Any]:
    command: list[str | Path] = ["node", PROGRAM, url, "--quiet", "--output=json"]
    command.append("--chrome-flags=--headless=new --no-sandbox")
    command += [f"--skip-audits={name}" for name in left_out]
    environment = {**os.environ, "CHROME_PATH": str(chromium)}
    try:
        run = subprocess.run(
            command, capture_output=True, text=True, check=False, env=environment, timeout=TIMEOUT_SECONDS
        )
        report: dict[str, Any] = json.loads(run.stdout)
    except subprocess.TimeoutExpired:
        message = f"Lighthouse did not answer within {TIMEOUT_SECONDS} s for {url}."
        raise CheckerError(message) from None
    except ValueError:
        raise CheckerError(run.stderr.strip() or run.stdout[:200]) from None
    if "runtimeError" in report:
        raise CheckerError(f"{url}: {report['runtimeError']['message']}")
    return report


def _score(report: dict[str, Any], category: str) -> float:
    return round((report["categories"][category]["score"] or 0) * 100)


def _reasons(report: dict[str, Any], category: str, address: str) -> list[Finding]:
    """The checks of a category that cost points."""
    audits = [report["audits"][each["id"]] for each in report["categories"][category]["auditRefs"] if each["weight"]]
    return [
        Finding(address, f"lighthouse {audit['id']}", audit.get("displayValue") or audit["title"], "no point is lost")
        for audit in audits
        if audit["score"] is not None and audit["score"] < 1
    ]
