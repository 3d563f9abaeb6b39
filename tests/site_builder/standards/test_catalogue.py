"""The DCAT-AP record says what open data there is, where and in what; dumps, feeds, calendars and the API alike."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import DCAT, DCTERMS, RDF, Graph, URIRef

from site_builder.guide import Guide
from site_builder.standards.catalogue import FEEDS, catalogue_file
from site_builder.standards.dumps import dump_path
from site_builder.standards.formats import formats
from tests.site_builder.documents import small_city

SHAPES = Path(__file__).with_name("dcat_ap.ttl")
LICENCE = "https://creativecommons.org/licenses/by/4.0/"


@pytest.fixture(scope="module")
def guide() -> Guide:
    """The small city's, with a licence and an API."""
    facts = {"licence": LICENCE, "desk_url": "https://cms.example.org"}
    return Guide([body | facts if body["kind"] == "city" else body for body in small_city()])


def record(guide: Guide, size: int = 1) -> Graph:
    """What there is, dumps being cut into so many files."""
    return Graph().parse(data=catalogue_file(guide, size, "dcat.ttl"), format="turtle")


@pytest.mark.parametrize("size", [1, 4])
def test_it_has_what_dcat_ap_asks_for(guide: Guide, size: int) -> None:
    conforms, _, report = validate(record(guide, size), shacl_graph=Graph().parse(SHAPES))
    assert conforms, report


@pytest.mark.parametrize(
    "of", [DCTERMS.title, DCAT.accessURL, DCTERMS.language, DCTERMS.publisher, DCAT.theme, DCAT.mediaType]
)
def test_what_dcat_ap_asks_for_would_be_missed(guide: Guide, of: URIRef) -> None:
    told = record(guide)
    told.remove((None, of, None))
    conforms, _, report = validate(told, shacl_graph=Graph().parse(SHAPES))
    assert not conforms
    assert str(of) in report or of.n3(told.namespace_manager) in report


@pytest.mark.parametrize("size", [1, 4])
def test_the_record_names_every_file_of_every_dump_and_what_programs_follow(guide: Guide, size: int) -> None:
    told = record(guide, size)
    urls = {str(url) for url in told.objects(None, DCAT.downloadURL)}
    paths = {dump_path(made, size, number) for made in formats().values() for number in range(size)}
    paths |= {f"{language}/{file}" for language in guide.languages for file in ("feed.atom", "events.ics")}
    assert urls == {guide.absolute(f"{guide.base_path}/{path}") for path in paths}
    for dataset in told.subjects(RDF.type, DCAT.Dataset):
        assert {DCTERMS.title, DCTERMS.description, DCTERMS.publisher} <= set(told.predicates(dataset))


def test_a_feed_is_a_dataset_with_a_distribution_in_each_language(guide: Guide) -> None:
    told = record(guide)
    for feed in FEEDS:
        dataset = URIRef(f"urn:uuid:{guide.city_uuid}#{feed.told_in.name}")
        assert (dataset, DCTERMS.conformsTo, URIRef(feed.told_in.specification)) in told
        distributions = list(told.objects(dataset, DCAT.distribution))
        spoken = {str(told.value(each, DCTERMS.language)).rpartition("/")[2] for each in distributions}
        assert len(distributions) == len(guide.languages)
        assert spoken == {"ENG", "DEU", "ARA"}
