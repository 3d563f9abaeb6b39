"""How fast the API answers: a mirror that takes everything, a page, a long list, every field of a whole language, a
query after an edit, attacks.

    python -m bench.graphql

Of what is measured again and again each query has a variable or a comment of its own, so that no answer is kept ready,
but for “the same page again”. Each goes through the endpoint's view, from the bytes of the request to those of the
answer, on an SQLite database in memory. Figures are CPU time; the median of the rounds, and the 95th percentile where
single queries count.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from bench.documents import CITY, SOURCE, Body, city_documents
from bench.every_field import Queries, every_field

DOCUMENTS = 3000
ROUNDS = 7
QUERIES = 200

MIRROR = """query Mirror($after: Int!) {
  changes(city: "harbourton", after: $after, first: 500) {
    documents { uuid language revision withdrawn body } cursor hasMore
  }
}"""

# What the page of a procedure shows.
PAGE = """query Page($uuid: ID!) {
  document(city: "harbourton", language: "ar", uuid: $uuid) {
    title language requestedLanguage path fallback checkedOn sourceUrl sensitivity
    translation { state outdated segments }
    owner { title url }
    topics { title path }
    situations { title path }
    ... on Procedure {
      summary outcome forWhom online appeal ifItFails
      deadline { days event } duration { value maximum unit } legalBasis { title url }
      authority { title url phones { number } }
      steps {
        id kind title text link duration { value maximum unit } deadline { days event }
        documents { required condition original copies note document { title officialName language } }
        cost { title amount currency free condition }
        office {
          title address { street postalCode locality } phones { number languages } languagesSpoken
          openingHours { days opens closes byAppointment } closures { from to reason } organisation { title }
        }
        branches { condition step }
      }
    }
  }
}"""

LIST = """query List($after: String) {
  documents(city: "harbourton", language: "ar", first: 100, after: $after) {
    totalCount pageInfo { hasNextPage endCursor }
    nodes {
      uuid kind language requestedLanguage sourceLanguage path title position checkedOn reviewDue sourceUrl validFrom
      validUntil sensitivity fallback revision translation { state outdated segments } topics { uuid }
    }
  }
}"""

EVERYTHING = """query Everything($after: String) {
  documents(city: "harbourton", language: "en", first: 100, after: $after) {
    pageInfo { hasNextPage endCursor } nodes { body }
  }
}"""

ATTACKS = {
    "depth": "{ document" + "{ parent " * 15 + "{ uuid }" + " }" * 16,
    "nested lists": "{ document { " + "situations { " * 8 + "uuid" + " }" * 9,
    "aliases": "{ " + " ".join(f"a{i}: cities {{ slug }}" for i in range(200)) + " }",
    "repeated fields": "{ cities { " + "slug " * 2500 + "} }",
    "directives": "{ cities { slug " + "@include(if: true) " * 500 + "} }",
    "doubling fragments": "{ document { ...F0 } } "
    + " ".join(f"fragment F{i} on Document {{ ...F{i + 1} ...F{i + 1} }}" for i in range(22))
    + " fragment F22 on Document { uuid }",
    "brackets": "{ cities(a: " + "[" * 3000 + "]" * 3000 + ") { slug } }",
    "huge document": "{ cities { slug } } #" + "x" * 5_000_000,
    "repeats within the limits": "{ cities { ...F0 "
    + " ".join(f"...F{i}" for i in range(1, 20))
    + " } } "
    + " ".join(f"fragment F{i} on ListedCity {{ {'slug title ' * 5} }}" for i in range(20)),
}


def main() -> int:
    """Set the database up, measure, and print a table in Markdown."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings.test"
    import django

    django.setup()
    from django.db import connection

    name = connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        bodies = list(city_documents(DOCUMENTS))
        publish(bodies)
        _report(bodies)
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
    return 0


def publish(bodies: Iterable[Body]) -> None:
    """Write the documents as published ones, each as the city's next revision, without pages behind them."""
    from wagtail.models import Locale

    from cms.cities.models import City
    from cms.publishing.models import CityRevision, PublishedDocument

    locale, _ = Locale.objects.get_or_create(language_code=SOURCE)
    facts = {"country": "GB", "time_zone": "Europe/London", "site_url": "https://guide.example.org", "publisher": "X"}
    city, _ = City.objects.get_or_create(slug=CITY, defaults={"source_locale": locale, **facts})
    counter, _ = CityRevision.objects.get_or_create(city=city)
    for body in bodies:
        counter.revision += 1
        PublishedDocument.objects.update_or_create(
            city=city,
            language=body["language"],
            uuid=body["uuid"],
            defaults={"kind": body["kind"], "path": body["path"], "body": body, "revision": counter.revision},
        )
    counter.save()


def _report(bodies: list[Body]) -> None:
    size = sum(len(json.dumps(body, ensure_ascii=False).encode()) for body in bodies) / len(bodies)
    print(f"{len(bodies):,} documents of {size:,.0f} bytes on average\n")
    print("| query | CPU | rate |\n|---|---|---|")
    mirror = statistics.median(_cpu(_mirror) for _ in range(ROUNDS))
    rate = f"{len(bodies) / mirror:,.0f} documents/s"
    print(f"| mirror: `changes` with bodies, everything | {mirror * 1000:,.0f} ms | {rate} |")
    nothing = [_cpu(partial(_post, MIRROR, after=len(bodies), unlike=n)) for n in range(QUERIES)]
    print(f"| `changes` when nothing is new | {_spread(nothing)} | |")
    procedures = [body["uuid"] for body in bodies if body["kind"] == "procedure" and body["language"] == "en"]
    _post(PAGE, uuid=procedures[0])
    pages = [_cpu(partial(_post, PAGE, uuid=procedures[n % len(procedures)])) for n in range(QUERIES)]
    print(f"| the page of a procedure | {_spread(pages)} | {1 / statistics.median(pages):,.0f} pages/s |")
    again = [_cpu(partial(_post, PAGE, uuid=procedures[0])) for _ in range(QUERIES)]
    print(f"| the same page again | {_spread(again)} | {1 / statistics.median(again):,.0f} pages/s |")
    listed = statistics.median(_cpu(_list) for _ in range(ROUNDS))
    count = _post(LIST)["data"]["documents"]["totalCount"]
    print(f"| list of all, 20 fields each | {listed * 1000:,.0f} ms | {count / listed:,.0f} documents/s |")
    of_one = [body for body in bodies if body["language"] == SOURCE]
    whole = statistics.median(_cpu(_everything) for _ in range(ROUNDS))
    print(f"| all of one language, {len(of_one):,} documents with everything in them | {whole * 1000:,.0f} ms | |")
    queries = every_field()
    paged = statistics.median(_cpu(partial(_page_by_page, queries)) for _ in range(ROUNDS))
    print(f"| every field of these {len(of_one):,}, page by page | {paged * 1000:,.0f} ms | |")
    single = statistics.median(_cpu(partial(_one_by_one, queries, of_one)) for _ in range(ROUNDS))
    print(f"| the same, document by document | {single * 1000:,.0f} ms | |")
    edits = []
    for n in range(ROUNDS * 3):
        publish([bodies[n] | {"position": n + 1}])
        edits.append(_cpu(partial(_post, PAGE, uuid=procedures[0])))
    print(f"| a page, the first query after an edit | {_spread(edits)} | |")
    for name, query in ATTACKS.items():
        # A comment makes it another query, so that none is known already.
        times = [_cpu(partial(_post, f"{query} # {n}")) for n in range(ROUNDS)]
        answer = len(json.dumps(_post(query)))
        print(f"| attack: {name} | {_spread(times)} | {answer} bytes |")


def _spread(times: list[float]) -> str:
    ordered = sorted(times)
    p95 = ordered[int(len(ordered) * 0.95)]
    return f"{statistics.median(times) * 1000:.1f} ms (95 %: {p95 * 1000:.1f})"


def _cpu(work: Callable[[], object]) -> float:
    """CPU seconds that the work takes."""
    started = time.process_time()
    work()
    return time.process_time() - started


def _mirror() -> None:
    after, more = 0, True
    while more:
        page = _post(MIRROR, after=after)["data"]["changes"]
        after, more = page["cursor"], page["hasMore"]


def _list() -> None:
    _page_through(LIST)


def _everything() -> None:
    _page_through(EVERYTHING)


def _page_by_page(queries: Mapping[str, Queries]) -> None:
    for query in queries.values():
        _page_through(query.pages)


def _one_by_one(queries: Mapping[str, Queries], bodies: Iterable[Body]) -> None:
    unlike = _unlike()
    for body in bodies:
        _post(queries[body["kind"]].one + unlike, uuid=body["uuid"])


def _page_through(query: str) -> None:
    after, more = None, True
    unlike = _unlike()
    while more:
        page = _post(query + unlike, after=after)["data"]["documents"]["pageInfo"]
        after, more = page["endCursor"], page["hasNextPage"]


def _unlike() -> str:
    """A comment that makes of a query one that was never asked, so that no answer to it is kept ready."""
    return f" # {time.perf_counter_ns()}"


def _post(query: str, **variables: Any) -> Any:
    from django.test import RequestFactory

    from cms.api.views import graphql

    body = json.dumps({"query": query, "variables": variables})
    response = graphql(RequestFactory().post("/graphql", body, content_type="application/json"))
    return json.loads(response.content)


if __name__ == "__main__":
    sys.exit(main())
