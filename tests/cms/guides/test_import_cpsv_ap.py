"""What a guide tells in CPSV-AP comes in again as it was; what others tell comes in as far as it goes, and is told."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from rdflib import Graph, URIRef

from cms.guides.models import CostPage, ServicePage
from cms.publishing.models import PublishedDocument
from site_builder.guide import Guide
from site_builder.standards.formats import formats, whole
from site_builder.standards.rdf import PREFIXES
from tests.cms.guides.importing import document, footprint, page_of
from tests.site_builder.documents import small_city

CITY = "springfield"
COMMAND: dict[str, Any] = {
    "city": CITY,
    "language": "en",
    "json": True,
    "name": "Harbourton",
    "country": "GB",
    "time_zone": "Europe/London",
    "site_url": "https://s.example.org",
}

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rows_of_the_module")]


def city() -> Guide:
    """The small city, with numbers that somebody could have and steps that come to an end."""
    text = json.dumps(small_city()).replace("+441632960", "+442079460")
    loop = '{"id": "again", "condition": "", "step": "book"}'
    return Guide(json.loads(text.replace(loop, loop.replace('""', '"if they say no"'))))


def dump(guide: Guide) -> str:
    """A guide in Turtle."""
    made = formats()["cpsv-ap.ttl"]
    uuids = sorted(uuid for kind in made.kinds for uuid in guide.of_kind(kind))
    return whole(made, made.joint.join(filter(None, (made.written(made.told(guide, uuid)) for uuid in uuids))))


def graph(guide: Guide) -> set[tuple[Any, ...]]:
    """What it says, without what an import does not carry: docs/operators/importing.md."""
    told = Graph().parse(data=dump(guide), format="turtle")
    city = f"urn:uuid:{guide.city_uuid}"
    lost = {URIRef(PREFIXES["foaf"] + "page"), URIRef(PREFIXES["dct"] + "isPartOf")}
    pages = {str(page) for page in told.objects(None, URIRef(PREFIXES["foaf"] + "page"))} | {f"{guide.site_url}/"}
    return {
        tuple("city" if str(term).startswith(city) else f"{term}@{getattr(term, 'language', None)}" for term in each)
        for each in told
        if each[1] not in lost and not str(each[0]).startswith(city) and str(each[0]) not in pages
    }


def bring_in(file: Path, text: str, **options: Any) -> dict[str, Any]:
    """Write a file, import it, and return the report."""
    file.write_text(text, encoding="utf-8")
    told = io.StringIO()
    call_command("import_cpsv_ap", str(file), stdout=told, stderr=io.StringIO(), **{**COMMAND, **options})
    said: dict[str, Any] = json.loads(told.getvalue())
    return said


def published() -> Guide:
    """The city's guide as it is now."""
    rows = PublishedDocument.objects.current().filter(city__slug=CITY)
    return Guide([row.body for row in rows if row.body])


@pytest.fixture(scope="module")
def report(rows_of_the_module: None, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What is said of the small city's dump when it is brought into a new city, once for this module."""
    return bring_in(tmp_path_factory.mktemp("dump") / "dump.ttl", dump(city()))


def test_a_guide_that_comes_in_says_what_it_said(report: dict[str, Any]) -> None:
    before, after = graph(city()), graph(published())
    assert (report["services"], report["left_out"], report["not_taken"]) == (1, [], [])
    # Translations that machines made or that lack something wait as drafts, as those of content files do.
    lost = {triple for triple in before - after if not triple[2].endswith(("@de", "@ar-t-en-t0-und"))}
    assert {triple[1] for triple in lost} <= {f"{PREFIXES['dct']}language@None"}
    assert any(triple[2].endswith("@de") for triple in after)
    assert {triple[1] for triple in after - before} <= {f"{PREFIXES['skos']}definition@None"}  # a topic needs a summary


def test_what_came_in_is_left_alone_the_next_time(report: dict[str, Any], tmp_path: Path) -> None:
    before = footprint(CITY)
    again = bring_in(tmp_path / "dump.ttl", dump(city()))
    assert (again["created"], again["changed"], again["unchanged"]) == (0, 0, report["created"] + 1)  # and the city
    assert footprint(CITY) == before


def foreign(**said: object) -> str:
    """A service as others tell it: no UUIDs, no steps, a context in the file."""
    names = {"dct": PREFIXES["dct"], "cv": PREFIXES["cv"], "cpsv": PREFIXES["cpsv"], "skos": PREFIXES["skos"]}
    service = {
        "@id": "https://data.example.ie/service/7",
        "@type": "cpsv:PublicService",
        "dct:identifier": "7",
        "dct:title": {"@value": "Parking permit", "@language": "en"},
        "dct:description": {"@value": "Park in your street.", "@language": "en"},
        "cv:hasCompetentAuthority": {
            "@id": "https://data.example.ie/council",
            "@type": "cv:PublicOrganisation",
            "skos:prefLabel": {"@value": "The council", "@language": "en"},
        },
        "cv:hasCost": {
            "@id": "https://data.example.ie/cost/1",
            "@type": "cv:Cost",
            "dct:title": {"@value": "Fee", "@language": "en"},
            "cv:hasValue": 12.5,
            "cv:currency": {"@id": "http://publications.europa.eu/resource/authority/currency/EUR"},
        },
    }
    return json.dumps({"@context": names, **service, **said})


def test_what_others_tell_comes_in_as_far_as_it_goes_and_the_rest_is_told(tmp_path: Path) -> None:
    said = bring_in(tmp_path / "a.jsonld", foreign(**{"cv:sector": {"@id": "https://example.org/transport"}}))
    service = page_of(ServicePage, "parking-permit", city=CITY)
    body = document(service).body
    assert (body["title"], body["summary"]) == ("Parking permit", "Park in your street.")
    cost = document(page_of(CostPage, "fee", city=CITY)).body
    assert body["costs"] == [cost["uuid"]]
    assert (cost["amount"], cost["currency"]) == ("12.50", "EUR")
    [loss] = said["not_taken"]
    assert (loss["id"], loss["field"]) == ("https://data.example.ie/service/7", f"{PREFIXES['cv']}sector")
    assert "Write it into the description" in loss["why"]


def test_what_has_no_iri_keeps_its_page_too(tmp_path: Path) -> None:
    fees: list[object] = [
        {
            "@type": "cv:Cost",
            "dct:title": {"@value": title, "@language": "en"},
            "cv:hasValue": value,
            "cv:currency": {"@id": "http://publications.europa.eu/resource/authority/currency/EUR"},
        }
        for title, value in (("Fee", 12.5), ("Reduced fee", 6), ("Fee", 20))
    ]
    council = {"@type": "cv:PublicOrganisation", "skos:prefLabel": {"@value": "The council", "@language": "en"}}
    said = {"cv:hasCompetentAuthority": council, "cv:hasCost": fees}
    bring_in(tmp_path / "a.jsonld", foreign(**said))
    assert page_of(CostPage, "reduced-fee", city=CITY).amount == 6
    again = bring_in(tmp_path / "a.jsonld", foreign(**said | {"cv:hasCost": fees[::-1]}))
    assert (again["created"], again["changed"]) == (0, 0)


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("a.jsonld", foreign(**{"@context": "https://example.org/context.jsonld"}), "Nothing is fetched"),
        (
            "a.jsonld",
            foreign(**{"dct:spatial": {"@context": ["http://x.example/"], "@id": "urn:x"}}),
            "Nothing is fetched",
        ),
        ("a.jsonld", foreign(**{"@context": [{}, [["file:///etc/hostname"]]]}), "Nothing is fetched"),
        ("a.jsonld", "[" * 100 + "]" * 100, "levels deep"),
        ("a.ttl", "<urn:a> <urn:b> .", "Export it again"),
        ("a.rdf", "<rdf/>", "Convert it"),
        ("a.ttl", "", "no public service"),
    ],
)
def test_a_file_that_cannot_be_brought_in_says_why(tmp_path: Path, name: str, text: str, why: str) -> None:
    with pytest.raises(CommandError, match=why):
        bring_in(tmp_path / name, text)


def in_both(language: str, english: str, german: str) -> dict[str, Any]:
    """What to do if it fails in English and in German, whose tag may say that a machine wrote it."""
    texts = [{"@value": english, "@language": "en"}, *([{"@value": german, "@language": language}] if german else [])]
    names = (("dct:title", "Parking permit", "Parkausweis"), ("dct:description", "Park here.", "Hier parken."))
    said = {name: [{"@value": en, "@language": "en"}, {"@value": de, "@language": language}] for name, en, de in names}
    return said | {f"{PREFIXES['wm']}ifItFails": texts}


def test_a_person_keeps_the_word_and_a_source_with_other_paragraphs_comes_in(tmp_path: Path) -> None:
    own = {"city": "cork", "site_url": "https://cork.example.org"}
    file = tmp_path / "feed.jsonld"

    def failing(language: str) -> tuple[str, str]:
        body = document(page_of(ServicePage, "parking-permit", city="cork"), language).body
        return body["if_it_fails"], body["translation"]["state"]

    bring_in(file, foreign(**in_both("de", "Ask.\nWrite.", "Fragen.\nSchreiben.")), **own)
    assert failing("de") == ("<p>Fragen.</p><p>Schreiben.</p>", "reviewed")
    told = bring_in(file, foreign(**in_both("de-t-en-t0-und", "Ask.\nWrite.", "Frag.\nSchreib.")), **own)
    assert failing("de") == ("<p>Fragen.</p><p>Schreiben.</p>", "reviewed")
    assert any("a person has translated it here" in each["why"] for each in told["not_taken"])
    bring_in(file, foreign(**in_both("de", "Ask.\nWrite.\nSue.", "")), **own)
    assert failing("en")[0] == "<p>Ask.</p><p>Write.</p><p>Sue.</p>"
