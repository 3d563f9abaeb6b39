"""Text is text: what looks like markup in a plain field is shown, never run."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from site_builder.assets import collect
from site_builder.documents import schema, validate
from site_builder.environment import ThemeEnvironment, make_environment
from site_builder.guide import Guide
from site_builder.lineage import THEMES
from site_builder.pages import render_document
from tests.site_builder.documents import small_city
from tests.site_builder.entities import PROCEDURE, Body
from tests.site_builder.theme.conftest import BASE, Site, make_site

HOSTILE = """"'><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7*7 }}{% raw %} & <b>"""


@cache
def plain_fields() -> frozenset[str]:
    """Names of the fields that hold plain text, wherever in a document they stand."""
    found = set()

    def walk(node: Any) -> None:
        if isinstance(node, dict):
            for name, field in node.get("properties", {}).items():
                if isinstance(field, dict) and field.get("x-text") == "plain":
                    found.add(name)
            for child in node.values():
                walk(child)
        elif isinstance(node, list):
            for child in node:
                walk(child)

    walk(schema())
    extra = {"official_name", "official_term", "publisher", "publisher_address", "attribution", "street", "locality"}
    return frozenset(found | extra)


def poison(value: Any, text: str) -> Any:
    """A document with the text in every plain field that said something."""
    if isinstance(value, dict):
        return {
            name: text if name in plain_fields() and isinstance(child, str) and child else poison(child, text)
            for name, child in value.items()
        }
    return [poison(child, text) for child in value] if isinstance(value, list) else value


@pytest.fixture(scope="module", params=["waymark", "greenmoor"])
def hostile(request: pytest.FixtureRequest) -> Site:
    theme = THEMES / request.param
    environment = make_environment(theme, collect(theme).addresses(BASE))
    documents: list[Body] = [poison(body, HOSTILE) for body in small_city()]
    for body in documents:
        validate(body)
    return make_site(documents, environment)


def test_hostile_text_is_shown_as_it_was_typed(hostile: Site) -> None:
    page = BeautifulSoup(hostile.page("ar/home/register-address"), "html.parser")
    assert page.h1 is not None
    assert page.h1.text == HOSTILE
    assert page.title is not None
    assert HOSTILE in (page.title.string or "")


def test_hostile_text_adds_no_element_and_no_attribute(hostile: Site, site: Site) -> None:
    for path, text in hostile.files.items():
        if not path.endswith(".html"):
            continue
        page = BeautifulSoup(text, "html.parser")
        scripts = page.select("script")
        assert all(script.get("src") or script["type"] == "application/ld+json" for script in scripts), path
        assert page.select("img:not(.arms, .code > img, .choose__code > img), [onerror], [onclick]") == [], path
        for script in scripts:
            if not script.get("src"):
                json.loads(script.string or "")
    assert len(hostile.files) == len(site.files)


@given(title=st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1, max_size=40).filter(str.strip))
def test_any_title_comes_out_as_it_went_in(environment: ThemeEnvironment, title: str) -> None:
    documents = small_city()
    for body in documents:
        if body["uuid"] == PROCEDURE:
            body["title"] = title
    page = BeautifulSoup(render_document(Guide(documents), PROCEDURE, "en", environment), "html.parser")
    assert page.h1 is not None
    assert page.h1.text == title
