"""The attacks of attack_list.py on the API's own process, one after another: how long they take, how long answers are.

    make attacks

A real server (granian) with 3,000 documents, rates switched off; the fastest of five rounds counts, since what else the
machine does is not the attack's. Before each the query is changed where it can be, so that none is known already.
Status 0 is a connection that was closed on a body that is too long.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from bench.attack_list import ATTACKS, MOST_BYTES, Attack
from bench.documents import CITY, city_documents
from bench.graphql import publish
from bench.served import ask, free_port, served, settings_in

DOCUMENTS = 3000
ROUNDS = 5
MOST_SECONDS = 0.1
WITH_ADMIN, API_ALONE = "attacked_settings", "attacked_api_settings"
API_LINES = (
    "from cms.settings import api_alone",
    "ROOT_URLCONF, MIDDLEWARE = api_alone.URLS, api_alone.MIDDLEWARE",
    "DATABASES = api_alone.read_only(DATABASES)",
    "API_RATE = 0.0",
)


def main() -> int:
    """Attack, and print a table in Markdown; status 1 if an attack is over the limits of time or size, or a 5xx."""
    failed = 0
    with api_alone() as port:
        ask(port, "POST", "/graphql", {"Content-Type": "application/json"}, b'{"query": "{ cities { slug } }"}')
        print("| attack | ms | answer | |\n|---|---|---|---|")
        for name, attack in ATTACKS.items():
            seconds, status, size = min(_try(port, attack, number) for number in range(ROUNDS))
            told = "" if seconds <= MOST_SECONDS and size <= MOST_BYTES and status < 500 else "over the limit"
            failed += bool(told)
            print(f"| {name} | {seconds * 1000:.1f} | {status}, {size} bytes | {told} |")
    return 1 if failed else 0


@contextmanager
def api_alone(*, processes: int = 1, threads: int = 4, is_searched: bool = True) -> Iterator[int]:
    """The port of an API with 3,000 documents and no rates, in a process of its own; `is_searched`: indexed as well."""
    with tempfile.TemporaryDirectory() as folder:
        settings_in(Path(folder), WITH_ADMIN)
        settings_in(Path(folder), API_ALONE, *API_LINES)
        os.environ["DJANGO_SETTINGS_MODULE"] = WITH_ADMIN
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        publish(city_documents(DOCUMENTS))
        if is_searched:
            from cms.search.searching import update_city

            update_city(CITY)
        port = free_port()
        with served(API_ALONE, port, processes=processes, threads=threads):
            yield port


def _try(port: int, attack: Attack, number: int) -> tuple[float, int, int]:
    """Seconds, status and bytes of the answer."""
    fresh = replace(attack, body=attack.body.replace(b"{ ", b"{ " + b" " * number, 1))
    place = f"/graphql?{fresh.parameters}" if fresh.parameters else "/graphql"
    started = time.perf_counter()
    try:
        status, _headers, answer = ask(
            port, fresh.method, place, {"Content-Type": fresh.media_type}, fresh.body or None
        )
    except ConnectionError:  # it was refused before all of it was sent, and the answer lost on the way
        return time.perf_counter() - started, 0, 0
    return time.perf_counter() - started, status, len(answer)


if __name__ == "__main__":
    sys.exit(main())
