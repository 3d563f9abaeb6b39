"""What the filters of the API cost: each of them over the 1,000 documents that a reader of one language gets.

    python -m bench.api_filters

Every query is run as the endpoint runs it, without the answers that it keeps, on an SQLite database in memory. Figures
are CPU time: the median of the rounds, the queries taken in turns.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import Any

from bench.documents import CITY, Body, city_documents
from bench.graphql import publish

DOCUMENTS = 3000
ROUNDS = 15
AUDIENCE = [
    {"operator": "all", "conditions": [{"facet": "age", "values": ["from-18", "from-27"]}]},
    {"operator": "none", "conditions": [{"facet": "residence", "values": ["citizen", "union"]}]},
]
ANSWERS = '[{facet: AGE, values: ["from-18"]}, {facet: CHILDREN, values: ["from-3"]}]'
NEAR = "{latitude: 51.5, longitude: 0.0, within: 3000}"

# By name: the arguments after the city's, and what is asked of each of the first 20 documents.
QUERIES = {
    "no filter": ("", "title"),
    "no filter, in which language": ("", "title requestedLanguage language translationState"),
    "no filter, with ids": ("", "id title"),
    "two languages, the best first": ('languages: ["ti", "ar"]', "title"),
    "`answers`": (f"answers: {ANSWERS}", "title"),
    "`office`": ('office: "%(office)s"', "title"),
    "`organisation`": ('organisation: "%(organisation)s"', "title"),
    "`changedAfter`": ("changedAfter: 900", "title"),
    "`near`, the nearest first": (f"near: {NEAR}, order: DISTANCE", "title"),
    "offices that are open": ("kind: OFFICE", "title ... on Office { openNow }"),
}


def main() -> int:
    """Set the database up, measure, and print a table in Markdown."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings.test"
    import django

    django.setup()
    from django.db import connection

    name = connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        bodies = [_placed(body) for body in city_documents(DOCUMENTS)]
        publish(bodies)
        _report(bodies)
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
    return 0


def _placed(body: Body) -> Body:
    """The document with what the filters look at: offices within some 5 km, every other page for some people only."""
    chance = random.Random(body["uuid"])
    if body["kind"] == "office":
        return body | {"latitude": 51.5 + chance.uniform(-0.05, 0.05), "longitude": chance.uniform(-0.07, 0.07)}
    if body["kind"] in ("service", "procedure", "article") and chance.random() < 0.5:
        return body | {"audience": AUDIENCE}
    return body


def _report(bodies: list[Body]) -> None:
    places = {body["kind"]: body["uuid"] for body in bodies}
    queries = {
        name: f'{{ documents(city: "{CITY}" {arguments % places}) {{ totalCount edges {{ node {{ {fields} }} }} }} }}'
        for name, (arguments, fields) in QUERIES.items()
    }
    times: dict[str, list[float]] = {name: [] for name in queries}
    found = {name: _ask(query)["data"]["documents"]["totalCount"] for name, query in queries.items()}
    for _ in range(ROUNDS):
        for name, query in queries.items():
            times[name].append(_cpu(partial(_ask, query)))
    print("| filter | documents | CPU |\n|---|---|---|")
    for name, taken in times.items():
        print(f"| {name} | {found[name]:,} | {statistics.median(taken) * 1000:.1f} ms |")


def _cpu(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def _ask(query: str) -> Any:
    from cms.api.execution import admit, answer_stranger

    answered, _storable = answer_stranger(admit(query, {}, None))
    if "errors" in answered:
        raise ValueError(answered["errors"])
    return answered


if __name__ == "__main__":
    sys.exit(main())
