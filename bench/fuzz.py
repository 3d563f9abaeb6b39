"""Made-up queries against the API: whatever is asked, it is no error of the server's.

    make fuzz
    python -m bench.fuzz --cases 10000 --seed 7

Schemathesis makes queries out of the schema, the same number for each field of its root, and Hypothesis tames half of
them: they ask for a city that is there and for pages that are no longer than they may be, so that they are answered and
not only refused. Every tenth is broken at one place. They go to a real server (granian) with 3,000 documents.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import hypothesis
import schemathesis
from hypothesis import HealthCheck, Phase
from hypothesis import strategies as st

from bench.attacks import api_alone
from bench.documents import CITY
from bench.served import ask

CASES = 2_500
Send = Callable[[bytes], tuple[int, bytes]]
"""Posts a body; status and answer."""

schemathesis.graphql.scalar(
    "DateTime", st.datetimes().map(lambda at: schemathesis.graphql.nodes.String(at.isoformat()))
)
schemathesis.graphql.scalar("Date", st.dates().map(lambda day: schemathesis.graphql.nodes.String(day.isoformat())))


@dataclass
class Outcome:
    """What became of the queries: how many were answered, answered in part, and refused, and which were our fault."""

    counts: Counter[str] = field(default_factory=Counter)
    faults: list[tuple[str, int, bytes]] = field(default_factory=list)


def main() -> int:
    """Ask, and print what became of it; status 1 if anything was an error of the server's."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=CASES)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    options = parser.parse_args()
    with api_alone() as port:
        from cms.api.schema import schema

        def send(body: bytes) -> tuple[int, bytes]:
            status, _headers, answer = ask(port, "POST", "/graphql", {"Content-Type": "application/json"}, body)
            return status, answer

        started = time.perf_counter()
        outcome = fuzz(schema.introspect(), options.cases, options.seed, send)
    told = ", ".join(f"{count:,} {name}" for name, count in outcome.counts.items())
    print(f"{outcome.counts.total():,} cases in {time.perf_counter() - started:.0f} s (seed {options.seed}): {told}")
    for query, status, answer in outcome.faults[:10]:
        print(f"\nstatus {status}: {answer[:300]!r}\n{query}")
    print(f"{len(outcome.faults)} errors of the server's")
    return 1 if outcome.faults else 0


def fuzz(introspection: Mapping[str, Any], cases: int, seed: int, send: Send) -> Outcome:
    """Send at least so many made-up queries."""
    outcome = Outcome()
    made_up = schemathesis.graphql.from_dict(dict(introspection))
    operations: list[Any] = [found.ok() for found in made_up.get_all_operations()]  # type: ignore[union-attr]  # or raises
    each = -(-cases // len(operations))
    for operation in operations:

        @hypothesis.seed(seed)
        @hypothesis.settings(
            max_examples=each,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @hypothesis.given(case=operation.as_strategy(), chance=st.randoms(use_true_random=False))
        def try_one(case: Any, chance: random.Random) -> None:
            query = _changed(case.body, chance)
            _judge(query, *send(json.dumps({"query": query}).encode()), outcome)

        try_one()
    return outcome


def _changed(query: str, chance: random.Random) -> str:
    if chance.random() < 0.5:
        query = re.sub(r'\b(city|slug): (?:"(?:[^"\\]|\\.)*"|[\w-]+)', rf'\1: "{CITY}"', query)
        query = re.sub(r"\bfirst: -?\d+", lambda _found: f"first: {chance.randrange(1, 100)}", query)
        query = re.sub(r"\bafter: -?\d+", lambda _found: f"after: {chance.randrange(5000)}", query)
    if chance.random() < 0.1:
        place = chance.randrange(len(query))
        query = query[:place] + chance.choice(["", "{", "}", "\0", '"', "...", "$a", "@"]) + query[place + 1 :]
    return query


def _judge(query: str, status: int, answer: bytes, outcome: Outcome) -> None:
    try:
        body = json.loads(answer)
        codes = {error.get("extensions", {}).get("code") for error in body.get("errors", ())}
    except ValueError:
        body, codes = {}, {"INTERNAL"}
    if status >= 500 or "INTERNAL" in codes:
        outcome.faults.append((query, status, answer))
    elif "data" not in body:
        outcome.counts["refused"] += 1
    else:
        outcome.counts["answered in part" if codes else "answered"] += 1


if __name__ == "__main__":
    sys.exit(main())
