"""How fast the API searches a city with 10,000 documents in a language, and how soon what was published is found.

    python -m bench.search_api
    python -m bench.search_api --documents 1000

The documents are made of passages of a real guide (CORPORA, see bench.search), of three pages in each, so that words
are as rare and as common as there; the questions are those that people asked about it. Everything goes through the
endpoint's view, from the bytes of a request to those of the answer: ten hits, each with the passage that a device
shows. CPU time; the first round meets a process that has read nothing of the index yet.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from bench.real_questions import HALVES, Question, RealGuide
from bench.sentence_pairs import CORPORA
from site_builder.search import Entry

LANGUAGE = "de"
CITY = "harbourton"
ROUNDS = 4
EDITS = 9
KINDS = ("article", "procedure", "service", "office")
QUERY = """query Search($city: String!, $language: String!, $query: String!) {
  search(city: $city, language: $language, query: $query, first: %d) {
    totalCount didYouMean
    hits { score document { uuid kind title path language } best { language pieces { text isAsked } } }
  }
}"""
SHOWN = 10


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=10_000)
    arguments = parser.parse_args()
    if not (CORPORA / "omos-qa").is_dir():
        print(f"There is no {CORPORA}/omos-qa: nothing was measured. Name the folder with CORPORA.")
        return
    guide = RealGuide()
    questions = [question.text for half in HALVES for question in guide.questions(LANGUAGE, half)]
    with installation() as asked:
        started = time.process_time()
        asked.write(CITY, LANGUAGE, _mixed(guide.entries(LANGUAGE), arguments.documents))
        print(f"{arguments.documents:,} documents indexed in {time.process_time() - started:.0f} s of CPU")
        print("| | median ms | 95 % | worst |\n|---|---|---|---|")
        for number in range(ROUNDS):
            name = "first round, cold" if not number else f"round {number + 1}"
            print(_row(name, [_cpu(asked, question) for question in questions]))
        print(_row("with a letter left out", [_cpu(asked, _mistyped(question)) for question in questions]))
        writes, after = [], []
        for number in range(EDITS):
            edited = [Entry(-number - 1, "Anmeldung", guide.entries(LANGUAGE)[number].passages, kind="article")]
            started = time.process_time()
            asked.write(CITY, LANGUAGE, edited, replace=False)
            writes.append(1000 * (time.process_time() - started))
            after.append(_cpu(asked, questions[number]))
        print(_row("one document indexed", writes))
        print(_row("the first question after it", after))


class Installation:
    """A database and indexes that are gone afterwards."""

    def write(self, city: str, language: str, entries: Iterable[Entry[int]], *, replace: bool = True) -> None:
        """Have entries found, and be documents of which the API can tell."""
        from cms.publishing.models import CityRevision, PublishedDocument
        from cms.search import entries as kept
        from cms.search.engines import engine

        there = _city(city, language)
        counter, _ = CityRevision.objects.get_or_create(city=there)
        found = [*entries]
        rows = []
        for entry in found:
            counter.revision += 1
            body = _body(entry, city, language)
            facts = {"kind": body["kind"], "path": body["path"], "body": body, "body_hash": ""}
            rows.append(
                PublishedDocument(city=there, language=language, uuid=body["uuid"], revision=counter.revision, **facts)
            )
        PublishedDocument.objects.bulk_create(rows, batch_size=500)
        counter.save()
        engine().write(
            city,
            language,
            (
                kept.Entry(
                    uuid=uuid_of(entry.key),
                    kind=entry.kind or "article",
                    path=str(entry.key),
                    language=language,
                    title=entry.title,
                    passages=tuple(kept.Said(each.text, each.is_heading, language) for each in entry.passages),
                    names=entry.names,
                    above=entry.above,
                )
                for entry in found
            ),
            replace=replace,
        )

    def ask(self, city: str, language: str, question: str, first: int = SHOWN) -> list[str]:
        """The UUIDs of what the API finds."""
        from django.test import RequestFactory

        from cms.api.views import graphql

        variables = {"city": city, "language": language, "query": question}
        body = json.dumps({"query": QUERY % first, "variables": variables})
        response = graphql(RequestFactory().post("/graphql", body, content_type="application/json"))
        answer = json.loads(response.content)
        return [hit["document"]["uuid"] for hit in answer["data"]["search"]["hits"]]


@contextmanager
def installation() -> Iterator[Installation]:
    """Set Django up with a database in memory and a folder for indexes."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings.test"
    import django

    django.setup()
    from django.conf import settings
    from django.db import connection

    name = connection.creation.create_test_db(verbosity=0, autoclobber=True)
    with tempfile.TemporaryDirectory() as folder:
        settings.SEARCH_INDEX_DIR = Path(folder)
        yield Installation()
    connection.creation.destroy_test_db(name, verbosity=0)


def ranked_by_api(
    there: Installation, entries: Sequence[Entry[int]], asked: Sequence[Question], language: str, shown: int
) -> tuple[list[list[int]], float]:
    """What the API finds among the pages of a guide, by their keys, and the milliseconds of CPU a question."""
    city = f"guide-{language}"
    there.write(city, language, entries)
    keys = {uuid_of(entry.key): entry.key for entry in entries}
    started = time.process_time()
    found = [there.ask(city, language, question.text, shown) for question in asked]
    milliseconds = 1000 * (time.process_time() - started) / len(asked)
    return [[keys[uuid] for uuid in uuids] for uuids in found], milliseconds


def uuid_of(key: int) -> str:
    """The UUID of a page of the real guide."""
    return str(uuid5(UUID(int=0), str(key)))


def _city(slug: str, language: str) -> Any:
    from wagtail.models import Locale

    from cms.cities.models import City

    locale, _ = Locale.objects.get_or_create(language_code=language)
    facts = {"country": "DE", "time_zone": "Europe/Berlin", "site_url": "https://guide.example.org", "publisher": "X"}
    return City.objects.get_or_create(slug=slug, defaults={"source_locale": locale, **facts})[0]


def _body(entry: Entry[int], city: str, language: str) -> dict[str, Any]:
    """As much of a document as the API tells of a hit."""
    facts = {"source_language": language, "language": language, "path": str(entry.key), "title": entry.title}
    return {"kind": entry.kind or "article", "uuid": uuid_of(entry.key), "city": city, **facts}


def _mixed(pages: Sequence[Entry[int]], count: int) -> Iterator[Entry[int]]:
    chance = random.Random(1)
    for number in range(count):
        chosen = chance.choices(pages, k=3)
        passages = [each for page in chosen for each in chance.sample(page.passages, min(len(page.passages), 8))]
        title = f"{chosen[0].title} {chance.choice(chosen[1].title.split() or [''])}"
        yield Entry(number, title, tuple(passages), chosen[0].names, chosen[0].above, chance.choice(KINDS))


def _mistyped(question: str) -> str:
    """The question with a letter less in the middle of its longest word."""
    word = max(question.split(), key=len)
    return question.replace(word, word[: len(word) // 2] + word[len(word) // 2 + 1 :], 1)


def _cpu(there: Installation, question: str) -> float:
    started = time.process_time()
    there.ask(CITY, LANGUAGE, question)
    return 1000 * (time.process_time() - started)


def _row(name: str, times: list[float]) -> str:
    ordered = sorted(times)
    return f"| {name} | {statistics.median(times):.1f} | {ordered[int(0.95 * len(ordered))]:.1f} | {ordered[-1]:.1f} |"


if __name__ == "__main__":
    main()
