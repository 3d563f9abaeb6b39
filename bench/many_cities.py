"""Many cities on PostgreSQL and Redis: workers that are killed at random, and what one, two and three of them do.

    python -m bench.many_cities
    python -m bench.many_cities --cities 6 --languages 3 --edits 40 --kills 8 --rounds 0 --json

Servers are started in temporary folders. First edits arrive in random cities while random workers are killed, each with
a disk of its own and all with the same target; in the end every guide there is compared, byte for byte, with one built
from nothing. Then one, two and three workers build every city, and then edits in each, in turns.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import tempfile
import time
import zipfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from bench.cities import LANGUAGES, edit, make_cities
from bench.rates import rates
from bench.sizes import sizes
from bench.waiting import TIMER, wait_until_built, wake_everything
from bench.workers import WORKERS, crew, overlaps
from tests.postgresql import find_programs, running_server
from tests.redis import find_redis, running_redis

SEED = 4


def main() -> int:
    """Run both parts and print what was seen."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cities", type=int, default=40)
    parser.add_argument("--languages", type=int, default=len(LANGUAGES))
    parser.add_argument("--pages", type=int, default=10, help="articles, services and procedures in each language")
    parser.add_argument("--edits", type=int, default=400)
    parser.add_argument("--kills", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=3, help="of the measurement")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    programs, redis = find_programs(), find_redis()
    if programs is None or redis is None:
        print("PostgreSQL or Redis is missing: apt-get install postgresql redis-server", file=sys.stderr)
        return 1
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="waymark-cities-")))
        os.environ |= stack.enter_context(running_server(programs))
        os.environ["WAYMARK_QUEUE_URL"] = stack.enter_context(running_redis(redis))
        os.environ["WAYMARK_BENCH_FOLDER"] = str(folder)
        os.environ["DJANGO_SETTINGS_MODULE"] = "bench.queue_settings"
        report = run(folder, options)
        print(json.dumps(report) if options.json else told(report), flush=True)  # a million files go slowly
    return 0


def run(folder: Path, options: argparse.Namespace) -> dict[str, Any]:
    """Everything that is asked for, on servers that run."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", run_syncdb=True, verbosity=0)
    cities = make_cities(options.cities, LANGUAGES[: options.languages], options.pages)
    report: dict[str, Any] = {"load": os.getloadavg()[0], "cores": len(os.sched_getaffinity(0))}
    if options.kills:
        report["chaos"] = chaos(folder / "chaos", cities, options)
        report["sizes"] = {what: round(number) for what, number in sizes(folder / "chaos" / "machine-0").items()}
    if options.rounds:
        report["rates"] = rates(folder / "rates", cities, options.rounds)
    report["load afterwards"] = os.getloadavg()[0]
    connection.close()
    return report


def chaos(folder: Path, cities: list[Any], options: argparse.Namespace) -> dict[str, Any]:
    """Edit and kill at random, let the workers finish, and look at every guide."""
    from django.conf import settings

    chance = random.Random(SEED)
    events = ["edit"] * options.edits + ["kill"] * options.kills
    chance.shuffle(events)
    at_work = 0
    settings.GUIDE_TARGETS = [f"{folder}/guides/{{city}}.zip"]
    with crew(folder, WORKERS, apart=True) as running:
        wake_everything()
        next_look = time.monotonic() + TIMER
        for number, event in enumerate(events):
            time.sleep(chance.expovariate(1 / 0.05))
            if event == "edit":
                edit(chance.choice(cities), number, chance)
            else:
                at_work += busy_workers()
                running.kill(chance.randrange(WORKERS))
            if time.monotonic() > next_look:
                wake_everything()
                next_look = time.monotonic() + TIMER
        seconds = wait_until_built()
        builds = running.builds()
    return {
        "cities": len(cities),
        "edits": options.edits,
        "kills": options.kills,
        "workers busy when one was killed": at_work,
        "builds": sum(build.done for build in builds),
        "builds killed": sum(not build.done for build in builds),
        "two at once": overlaps(builds),
        "seconds until all was built": round(seconds, 1),
        **looked_at(folder, cities),
    }


def busy_workers() -> int:
    """How many workers hold a city at this moment."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted")
        return int(cursor.fetchone()[0])


def looked_at(folder: Path, cities: list[Any]) -> dict[str, int]:
    """Compare every guide, as readers get it, with one built from nothing; count what is not as it should be."""

    from cms.api import execute
    from cms.publishing.building import built_to
    from cms.publishing.recording import newest_revision
    from cms.publishing.themes import theme_of
    from site_builder.build import build_city
    from site_builder.client import GraphQLFeed
    from site_builder.manifest import MANIFEST, PARTS, File
    from site_builder.release import Releases

    found = {"behind": 0, "different": 0, "files": 0}
    fresh = folder / "fresh"
    for city in cities:
        build_city(GraphQLFeed(execute), city.slug, fresh, theme_of(city), site_url=city.guide_url)
        expected = Releases(fresh / city.slug).current()
        assert expected is not None
        with zipfile.ZipFile(folder / "guides" / f"{city.slug}.zip") as guide:
            paths = [path for path in guide.namelist() if path != MANIFEST and not path.startswith(f"{PARTS}/")]
            files = {path: File.of(guide.read(path)) for path in paths}
        found["behind"] += newest_revision(city) != built_to(city)
        found["different"] += files != expected.manifest.files
        found["files"] += len(files)
    return found


def told(report: dict[str, Any]) -> str:
    """The report for people."""
    lines = [f"{report['cores']} cores, load {report['load']:.1f} before, {report['load afterwards']:.1f} afterwards"]
    for part in ("chaos", "sizes"):
        lines += ["", *(f"{what}: {number:,}" for what, number in report.get(part, {}).items())]
    rows = report.get("rates", {})
    if rows:
        columns = list(rows["1"])
        lines += ["", f"| workers | {' | '.join(columns)} |", "|---" * (len(columns) + 1) + "|"]
        lines += [f"| {count} | {' | '.join(f'{row[name]:,}' for name in columns)} |" for count, row in rows.items()]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
