"""A flood of the API, and an editor who works meanwhile: what she waits, and what becomes of the flood.

    make bench-flood
    python -m bench.flood --rounds 3 --seconds 15

Real servers (granian) on an SQLite database in a temporary folder: the CMS, and the API in a process of its own, as
docs/operators/installing.md says. An editor opens a page of the admin again and again, with 0.1 s between: alone, while
eight connections ask the API's process as fast as they are answered, and while they ask the CMS itself, in turn. Half
of the queries are for the page of a procedure, half for a list that costs nearly what a query may; no two are alike,
and each comes from another address, so that nothing is kept ready and no rate is exceeded. In a part all of them come
from one address.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from bench.documents import city_documents
from bench.feedback import World, open_admin, p95, prepare
from bench.graphql import LIST, PAGE, publish
from bench.served import PATIENCE, free_port, served, settings_in

DOCUMENTS = 3000
CONNECTIONS = 8
WITH_ADMIN, API_ALONE = "flood_settings", "flood_api_settings"
API_LINES = (
    "from cms.settings import api_alone",
    "ROOT_URLCONF, MIDDLEWARE = api_alone.URLS, api_alone.MIDDLEWARE",
    "DATABASES = api_alone.read_only(DATABASES)",
)


def main() -> int:
    """Serve a city, flood its API, and print a table in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=15.0)
    parser.add_argument("--flood", nargs=3, metavar=("PORT", "SECONDS", "ADDRESSES"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.flood:
        port, seconds, addresses = options.flood
        print(json.dumps(_flood(int(port), float(seconds), int(addresses))))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        settings_in(Path(folder), WITH_ADMIN)
        settings_in(Path(folder), API_ALONE, *API_LINES)
        os.environ["DJANGO_SETTINGS_MODULE"] = WITH_ADMIN
        world = prepare()
        publish(city_documents(DOCUMENTS))
        api = free_port()
        with served(WITH_ADMIN, world.port), served(API_ALONE, api, polite=True):
            _measure(world, api, options.rounds, options.seconds)
    return 0


def _measure(world: World, api: int, rounds: int, seconds: float) -> None:
    open_admin(world, 3.0)  # templates and caches are warm
    parts: dict[str, tuple[int | None, int]] = {
        "alone": (None, 0),
        "the API's own process is flooded": (api, 10**6),
        "the same from one address": (api, 1),
        "the CMS's process is flooded": (world.port, 10**6),
    }
    waits: dict[str, list[float]] = {name: [] for name in parts}
    answered: dict[str, Counter[str]] = {name: Counter() for name in parts}
    for _round in range(rounds):
        for name, (port, addresses) in parts.items():
            flood = _start(port, seconds, addresses) if port else None
            waits[name] += open_admin(world, seconds)
            if flood:
                answered[name].update(json.loads(flood.communicate()[0]))
    print("| | the admin, ms: median, p95 (pages) | queries a second: answered, refused with 429, otherwise |")
    print("|---|---|---|")
    for name, times in waits.items():
        told = f"{statistics.median(times):.0f}, {p95(times):.0f} ({len(times)})"
        print(f"| {name} | {told} | {_rates(answered[name], rounds * seconds)} |")


def _rates(statuses: Counter[str], seconds: float) -> str:
    if not statuses:
        return ""
    ok, refused = statuses["200"], statuses["429"]
    return ", ".join(f"{count / seconds:,.0f}" for count in (ok, refused, statuses.total() - ok - refused))


def _start(port: int, seconds: float, addresses: int) -> subprocess.Popen[bytes]:
    # In a process of its own, and behind all others: a stranger's machine takes nothing of the editor's.
    command = [
        "nice",
        "-n",
        "19",
        sys.executable,
        "-m",
        "bench.flood",
        "--flood",
        str(port),
        str(seconds),
        str(addresses),
    ]
    return subprocess.Popen(command, stdout=subprocess.PIPE)


def _flood(port: int, seconds: float, addresses: int) -> dict[str, int]:
    """Ask by eight connections at once; how often which status was the answer."""
    procedures = [body["uuid"] for body in city_documents(DOCUMENTS, ("en",)) if body["kind"] == "procedure"]
    end = time.monotonic() + seconds
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        floods = [pool.submit(_ask_on, port, end, addresses, procedures, seed) for seed in range(CONNECTIONS)]
        statuses: Counter[str] = Counter()
        for flood in floods:
            statuses.update(flood.result())
    return dict(statuses)


def _ask_on(port: int, end: float, addresses: int, procedures: list[str], seed: int) -> Counter[str]:
    statuses: Counter[str] = Counter()
    chance = random.Random(seed + end)
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    while time.monotonic() < end:
        body = _query(chance, procedures)
        number = chance.randrange(addresses)
        address = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
        headers = {"Content-Type": "application/json", "X-Forwarded-For": address}
        try:
            connection.request("POST", "/graphql", json.dumps(body), headers)
            answer = connection.getresponse()
            answer.read()
        except (ConnectionError, http.client.HTTPException):  # who is refused unread finds the connection closed
            connection.close()
            continue
        statuses[str(answer.status)] += 1
    connection.close()
    return statuses


def _query(chance: random.Random, procedures: list[str]) -> dict[str, Any]:
    unlike = f" # {chance.random()}"
    if chance.random() < 0.5:
        return {"query": PAGE + unlike, "variables": {"uuid": chance.choice(procedures)}}
    return {"query": LIST + unlike}


if __name__ == "__main__":
    sys.exit(main())
