"""Audit the guides: `make audit`, or `python -m tools.audit --only axe,probe --city eastmere`.

Exit status: 0 if every page keeps every budget and rule, 1 if one does not, 2 for a command that cannot be understood,
3 if an instrument is missing or does not come to its end, 130 after Ctrl-C. The report is build/audit/index.html.

What is timed and over its limit is timed again when the machine is quiet. Where it never is, the finding says so, and
counts all the same.
"""

from __future__ import annotations

import argparse
import datetime
import platform
import signal
import sys
from pathlib import Path
from types import FrameType
from typing import NoReturn

from rich.console import Console

from tools.audit.battery import Battery, choose
from tools.audit.findings import Outcome
from tools.audit.guides import AUDIT, CORPUS, GUIDES, build_guides
from tools.audit.instruments import NEEDS, MissingError, check_needs
from tools.audit.pages import built_pages
from tools.audit.progress import Teller
from tools.audit.report import PICTURES, write_report
from tools.audit.table import show
from tools.demo.processes import StepError

FOUND, UNABLE, INTERRUPTED = 1, 3, 130
TIMED = ("slow", "lighthouse")
LEFT_OUT_WHEN_QUICK = ("lighthouse", "pictures")
SEED = 5


def main(arguments: list[str] | None = None) -> int:
    """Build, look, tell; the exit status."""
    options = _parsed(arguments)
    signal.signal(signal.SIGTERM, _interrupt)
    teller = Teller()
    try:
        check_needs(options.only)
        if options.build is None:
            build_guides(options.city, teller.say)
        return _audit(options, teller)
    except (MissingError, StepError) as error:
        for line in str(error).splitlines():
            print(f"error: {line}", file=sys.stderr)
        return UNABLE
    except KeyboardInterrupt:
        print("\nStopped. The report is that of an earlier run, if there was one.", file=sys.stderr)
        return INTERRUPTED


def _audit(options: argparse.Namespace, teller: Teller) -> int:
    build = options.build or GUIDES
    pages = built_pages(build, options.city)
    if not pages:
        print(f"error: {build} has no pages of {', '.join(options.city) or 'any city'}.", file=sys.stderr)
        return UNABLE
    sample = choose(pages, quick=options.quick, seed=options.seed, at_random_count=options.random)
    outcomes = Battery(build, sample, options.report / PICTURES, teller).run(options.only)
    now = datetime.datetime.now(datetime.UTC)
    made = f"{now:%Y-%m-%d %H:%M} UTC, {platform.system()}, Python {platform.python_version()}"
    caption = _caption(options, sorted({page.city for page in pages}), outcomes)
    report = write_report(options.report, outcomes, sample.few, made=made, caption=caption)
    show(outcomes, caption, Console())
    print(f"Report: {report}")
    if any(outcome.failure for outcome in outcomes):
        return UNABLE
    return FOUND if _count(outcomes) else 0


def _count(outcomes: list[Outcome]) -> int:
    return sum(len(outcome.findings) for outcome in outcomes)


def _caption(options: argparse.Namespace, cities: list[str], outcomes: list[Outcome]) -> str:
    """What was looked at, and what was not."""
    told = [f"Cities: {', '.join(cities)}.", f"Random pages: seed {options.seed}."]
    left_out = [name for name in NEEDS if name not in options.only]
    if left_out:
        told.append(f"Not run: {', '.join(left_out)}.")
    if options.quick:
        told.append("Quick: each kind of page once in each direction.")
    if options.build is None and not CORPUS.is_dir():
        told.append(f"No real guide: {CORPUS} is not there.")
    if any(measure.note for outcome in outcomes for measure in outcome.measures.values()):
        told.append(f"The machine was busy: look again with --only {','.join(TIMED)}.")
    return " ".join(told)


def _parsed(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.audit", description="Audit the guides of the demo.")
    parser.add_argument("--quick", action="store_true", help="fewer pages, without Lighthouse and pictures")
    parser.add_argument("--only", type=_names, metavar="NAME,…", help=f"of {', '.join(NEEDS)}")
    parser.add_argument("--city", action="append", default=[], metavar="CITY", help="instead of all; may be repeated")
    parser.add_argument("--build", type=Path, metavar="FOLDER", help="audit this build folder as it is")
    parser.add_argument("--report", type=Path, default=AUDIT, metavar="FOLDER", help="where it goes (build/audit)")
    parser.add_argument("--random", type=int, default=40, metavar="N", help="pages beside the examples (%(default)s)")
    parser.add_argument("--seed", type=int, default=SEED, metavar="N", help="chooses these pages (%(default)s)")
    options = parser.parse_args(arguments)
    if options.build and not options.build.is_dir():
        parser.error(f"There is no folder {options.build}.")
    if options.only is None:
        options.only = [name for name in NEEDS if not (options.quick and name in LEFT_OUT_WHEN_QUICK)]
    return options


def _names(text: str) -> list[str]:
    """The instruments that an option names, in the order in which they run."""
    wanted = {name.strip() for name in text.split(",")}
    unknown = wanted - set(NEEDS)
    if unknown:
        message = f"no instrument {', '.join(sorted(unknown))}; there are {', '.join(NEEDS)}"
        raise argparse.ArgumentTypeError(message)
    return [name for name in NEEDS if name in wanted]


def _interrupt(_number: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
