"""What readers meet, and what is left, when builds are killed, disks are full and releases change under their hands.

    python -m bench.chaos
    python -m bench.chaos --kills 20 --reads 20000 --releases 20 --disks 8

A small generated city in three languages. Its documents go to and fro between known states, and every release is
compared, byte for byte, with a full build of a state. Ends with status 1 if anything was not as it has to be.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench import full_disks
from bench.documents import CITY
from bench.kills import Killer
from bench.marked_builder import NAMES
from bench.readers import read_while_releases_change, rollback_seconds
from bench.worlds import Publisher, World, after
from site_builder.release import Releases

ROLLBACKS = 25


def kills(folder: Path, publisher: Publisher, count: int, seed: int) -> list[str]:
    """Kill builds; what was not as it has to be."""
    tally = Killer(folder, publisher, seed).run(count)
    print(f"\n## {tally.count} times `kill -9` (seed {seed})\n\n| phase | kills |\n|---|---|")
    for phase in sorted(tally.kills, key=NAMES.index):
        print(f"| {phase} | {tally.kills[phase]} |")
    print(f"\nOne forked process alone: {tally.forked}. Live afterwards: {dict(tally.live)}.")
    print(f"Something for the next build to remove: {tally.drafts}.")
    print(f"Inconsistent: {len(tally.inconsistent)}. Leftovers: {len(tally.leftovers)}.")
    return tally.inconsistent + tally.leftovers


def reads(folder: Path, publisher: Publisher, count: int, releases: int) -> list[str]:
    """Read while releases change; what was not as it has to be."""
    told = read_while_releases_change(folder, publisher, count, releases)
    print(f"\n## {told.reads:,} reads\n")
    print(
        f"{told.releases} releases published, {told.rollbacks} rolled back; {told.from_before} of the reads were of a"
    )
    print(f"release that was not live any more. Failures: {len(told.failures)}.")
    taken = [seconds * 1000 for seconds in rollback_seconds(Releases(folder / "build" / CITY), ROLLBACKS)]
    print(f"Rollback: {statistics.median(taken):.2f} ms, at most {max(taken):.2f}.")
    return told.failures


def disks(folder: Path, publisher: Publisher, steps: int) -> list[str]:
    """Build where there is no room; what was not as it has to be."""
    kinds: dict[str, Callable[[Path], full_disks.Tally]] = {
        "full": lambda place: full_disks.fill_up(place, publisher, steps),
        "no more files": lambda place: full_disks.use_up_files(place, publisher, steps),
        "read-only": lambda place: full_disks.forbid(place, publisher),
    }
    print("\n## Disks\n\n| disk | builds | failed | wrong |\n|---|---|---|---|")
    wrong, said = [], []
    for name, run in kinds.items():
        try:
            tally = run(folder / name.replace(" ", "-"))
        except subprocess.CalledProcessError as error:
            print(f"| {name} | not tried: {error.stderr.decode().strip()} | | |")
            continue
        print(f"| {name} | {tally.builds} | {tally.failed} | {len(tally.wrong)} |")
        wrong += tally.wrong
        said += [f"{number} × {text}" for text, number in tally.said.items()]
    print("", *said, sep="\n")
    return wrong


def verification(folder: Path, publisher: Publisher) -> None:
    """How long it takes to hash a release anew."""
    publisher.publish(after(World(), "text"))
    publisher.build(folder)
    live = Releases(folder / CITY).current()
    assert live
    started = time.process_time()
    assert live.problems() == []
    print(f"\n`verify`: {time.process_time() - started:.3f} s of CPU for {live.manifest.count} files.")


def main() -> int:
    """Do all of it, as often as was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200, help="default: %(default)s")
    parser.add_argument("--reads", type=int, default=200_000, help="at least so many (default: %(default)s)")
    parser.add_argument("--releases", type=int, default=200, help="to read while they change (default: %(default)s)")
    parser.add_argument("--disks", type=int, default=32, help="builds on each kind of disk (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=20_261_122, help="of what is left to chance (default: %(default)s)")
    parser.add_argument("--folder", type=Path, help="where to build (default: a temporary folder)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        folder = Path(name)
        publisher = Publisher(folder / "worlds")
        wrong = kills(folder / "kills", publisher, options.kills, options.seed)
        wrong += reads(folder / "reads", publisher, options.reads, options.releases)
        wrong += disks(folder / "disks", publisher, options.disks)
        verification(folder / "verify", publisher)
    print("", *wrong, sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
