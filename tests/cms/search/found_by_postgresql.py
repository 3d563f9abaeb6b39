"""Searches the small city in PostgreSQL and prints what was found, as JSON. Run by test_in_database."""

from __future__ import annotations

import json
import sys
from typing import Any

QUERY = """query Search($language: String, $query: String!, $kinds: [DocumentKind!], $city: String!) {
  search(city: $city, language: $language, query: $query, kinds: $kinds) {
    totalCount didYouMean
    hits { document { uuid } passages { isBest pieces { text isAsked } } }
  }
}"""


def main() -> None:
    """Publish, index, ask, withdraw, index, ask."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", run_syncdb=True, verbosity=0)
    from cms.cities.models import City
    from cms.publishing.tasks import index_city_documents
    from tests.cms.published import publish, withdraw
    from tests.site_builder.documents import small_city
    from tests.site_builder.entities import ONLY_ENGLISH

    seen: dict[str, Any] = {"before": ask("passport")}
    publish(small_city())
    lonely = next(body for body in small_city() if body["uuid"] == ONLY_ENGLISH)
    home = next(body for body in small_city() if body["kind"] == "city" and body["language"] == "en")
    publish({**body, "city": "elsewhere"} for body in (home, lonely))
    for city in City.objects.all():
        index_city_documents.func(city.pk)
    seen["whole question"] = ask("Wie melde ich meine Adressen an?", "de")
    seen["in Arabic"] = ask("جواز السفر", "ar")
    seen["source word"] = ask("passport", "ar")
    seen["not translated"] = ask("recycling the rubbish", "ar")
    seen["kind"] = ask("register your passport", kinds=["PROCEDURE"])
    seen["city"] = ask("passport address rubbish", city="elsewhere")
    seen["nothing"] = ask("zzzz")
    seen["operators"] = ask("rubbish & ! | (recycling:* <-> ' \\")
    publish([lonely | {"title": "Xylophones"}])
    index_city_documents.func(City.objects.get(slug="harbourton").pk)
    seen["changed"] = ask("xylophone")
    withdraw(lonely)
    index_city_documents.func(City.objects.get(slug="harbourton").pk)
    seen["withdrawn"] = ask("xylophone")
    call_command("update_index", verbosity=0, stdout=sys.stderr)
    seen["after update_index"] = ask("Wie melde ich meine Adressen an?", "de")
    City.objects.filter(slug="harbourton").delete()
    seen["deleted"] = ask("passport")
    json.dump(seen, sys.stdout)


def ask(query: str, language: str = "en", city: str = "harbourton", kinds: list[str] | None = None) -> Any:
    """What the API answers."""
    from cms.api import execute

    variables = {"query": query, "language": language, "city": city, "kinds": kinds}
    answer = execute(QUERY, variables)
    if "errors" in answer:
        return answer["errors"][0]["extensions"]["code"]
    found = answer["data"]["search"]
    marked = [
        piece["text"]
        for hit in found["hits"][:1]
        for passage in hit["passages"]
        for piece in passage["pieces"]
        if piece["isAsked"] and passage["isBest"]
    ]
    return {"uuids": [hit["document"]["uuid"] for hit in found["hits"]], "marked": marked}


if __name__ == "__main__":
    main()
