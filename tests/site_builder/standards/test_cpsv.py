"""A guide is published in CPSV-AP and as a DCAT record, in both notations alike, and as their shapes demand."""

from __future__ import annotations

import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyshacl import validate
from rdflib import DCTERMS, RDF, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic

from site_builder.guide import Guide
from site_builder.standards.catalogue import catalogue_file
from site_builder.standards.files import data_file
from site_builder.standards.formats import formats, whole
from site_builder.standards.rdf import PREFIXES, Node, Ref, Text, Typed, Value, jsonld, jsonld_context, turtle, web
from site_builder.standards.rdf import turtle_prefixes as prefixes
from site_builder.standards.vocabulary import CLASSES, CONCEPTS, PROPERTIES
from tests.site_builder.documents import small_city

DOCS = Path(__file__).resolve().parents[3] / "docs/api/standards.md"
CPSV, CV, WM = (Namespace(PREFIXES[name]) for name in ("cpsv", "cv", "wm"))


def dump(guide: Guide, key: str) -> str:
    """All fragments of a format, as a dump has them."""
    made = formats()[key]
    uuids = sorted(uuid for kind in made.kinds for uuid in guide.of_kind(kind))
    return whole(made, made.joint.join(filter(None, (made.written(made.told(guide, uuid)) for uuid in uuids))))


def graph(guide: Guide) -> Graph:
    """A guide in CPSV-AP."""
    return Graph().parse(data=dump(guide, "cpsv-ap.ttl"), format="turtle")


@pytest.fixture(scope="module")
def guide() -> Guide:
    """The small city's."""
    return Guide(small_city())


def test_nothing_in_it_violates_the_shapes_of_cpsv_ap(guide: Guide, standards: Path) -> None:
    told = graph(guide) + Graph().parse(data=catalogue_file(guide, 1, "dcat.ttl"), format="turtle")
    conforms, _, report = validate(told, shacl_graph=Graph().parse(standards / "cpsv-ap-SHACL.ttl"))
    assert conforms, report
    for kind in ("Channel", "ContactPoint", "Cost", "Event", "Evidence", "EvidenceType", "Output", "Requirement"):
        assert (None, RDF.type, CV[kind]) in told, kind
    for service in told.subjects(RDF.type, CPSV.PublicService):
        assert "en" in {getattr(title, "language", "") for title in told.objects(service, DCTERMS.title)}
        assert list(told.objects(service, CV.hasCompetentAuthority))


def test_both_notations_say_the_same(guide: Guide) -> None:
    other = Graph().parse(data=dump(guide, "cpsv-ap.jsonld"), format="json-ld")
    assert isomorphic(graph(guide), other)
    record = Graph().parse(data=catalogue_file(guide, 2, "dcat.ttl"), format="turtle")
    assert isomorphic(record, Graph().parse(data=catalogue_file(guide, 2, "dcat.jsonld"), format="json-ld"))


iris = st.text(max_size=20).map(lambda text: f"https://example.org/{web(text)}")
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)
values: st.SearchStrategy[Value] = st.one_of(
    iris.map(Ref),
    st.builds(Text, texts, st.sampled_from(["en", "fa-AF", "de-simple", "ar-t-en-t0-und"])),
    st.builds(Typed, st.text(string.digits, min_size=1, max_size=9), st.just("xsd:string")),
    texts,
)


@given(said=st.lists(st.tuples(iris, st.lists(values, min_size=1, max_size=4)), min_size=1, max_size=4))
def test_whatever_is_said_is_the_same_graph_in_both(said: list[tuple[str, list[Value]]]) -> None:
    nodes = [Node(iri, "dcat:Dataset").say("dct:title", *each) for iri, each in said]
    one = Graph().parse(data=prefixes() + turtle(nodes), format="turtle")
    two = Graph().parse(data=f'{{"@context":{jsonld_context()},"@graph":[{jsonld(nodes)}]}}', format="json-ld")
    assert set(one) == set(two)
    told = {str(value) for value in one.objects(None, DCTERMS.title)}
    assert told == {str(value[0]) if isinstance(value, tuple) else value for _, each in said for value in each}


def test_a_text_that_nobody_has_checked_says_that_a_machine_translated_it() -> None:
    machine = {"state": "machine", "outdated": 0, "segments": 3}
    city = [b | {"translation": machine} if b["language"] == "ar" and b["kind"] == "topic" else b for b in small_city()]
    topic = next(b for b in city if b["kind"] == "topic" and b["language"] == "ar")
    labels = set(graph(Guide(city)).objects(URIRef(f"urn:uuid:{topic['uuid']}"), SKOS.prefLabel))
    assert Literal(topic["title"], lang="ar-t-en-t0-und") in labels
    assert Literal(topic["title"], lang="ar") not in labels


def test_what_no_authority_offers_is_no_public_service() -> None:
    city = [b | {"organisation_kind": "ngo"} if b["kind"] == "organisation" else b for b in small_city()]
    assert not list(graph(Guide(city)).subjects(RDF.type, CPSV.PublicService))


def test_branches_of_steps_lead_to_steps_in_their_order(guide: Guide) -> None:
    told = graph(guide)
    steps = set(told.subjects(RDF.type, WM.Step))
    assert steps
    assert all(target in steps for target in told.objects(None, WM.leadsTo))
    procedure = next(told.subjects(WM.kind, WM.procedureKind))
    own = [each for each in told.objects(procedure, CPSV.follows) if each in steps]
    positions = sorted(int(str(position)) for each in own for position in told.objects(each, WM.position))
    assert positions == list(range(1, len(own) + 1))


def test_every_word_of_ours_is_explained_in_the_vocabulary_and_in_the_documentation(guide: Guide) -> None:
    _, text = data_file(guide, "catalogue", "1-vocabulary.ttl")
    explained = {str(each) for each in Graph().parse(data=text, format="turtle").subjects() if WM in str(each)}
    used = {str(term) for triple in graph(guide) for term in triple if str(term).startswith(str(WM))}
    assert used <= explained
    documentation = DOCS.read_text()
    assert [name for name in (*CLASSES, *PROPERTIES, *CONCEPTS) if f"`wm:{name}`" not in documentation] == []
