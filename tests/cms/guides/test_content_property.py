"""Whatever editors and translators make of a city, its files come back byte for byte."""

from __future__ import annotations

import tempfile
from html import escape
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, StringTranslation, TranslationSource

from cms.cities.models import City
from cms.guides.content_files.by_hand import publish_by_hand
from cms.guides.content_files.exporting import export_city, write_export
from cms.guides.models import ArticlePage, DocumentTypePage, GuidePage, ProcedurePage, TopicPage
from tests.cms.factories import edit, make_city, make_page
from tests.cms.guides.importing import bring_in
from translations.sources import ensure_translations, sync_source

CITY = "anywhere"
LANGUAGES = ("de", "ar")

WORDS = st.text(alphabet=st.sampled_from(list("abZ9 .,-+#>*_`[]()&;:!\\~=|/'\"ä中ع\u200c")), min_size=1, max_size=14)
LINE = st.builds("{}{}".format, st.sampled_from(["a", "yes", "1", "[missing]", "2026-01-02", "ع"]), WORDS).map(
    str.strip
)
LINES = st.lists(LINE, min_size=1, max_size=2).map("\r\n".join)
PARAGRAPHS = st.lists(LINE, min_size=1, max_size=4)
# For each segment: nobody, a machine or a person has translated it.
HANDS = st.lists(st.sampled_from(["", "machine", "manual"]), min_size=1, max_size=6)
REQUIREMENTS = st.lists(st.tuples(st.integers(0, 1), st.sampled_from(["", "if so"])), max_size=3)
PROCEDURE = st.fixed_dictionaries(
    {
        "title": LINE,
        "summary": LINES,
        "outcome": PARAGRAPHS,
        "steps": st.lists(st.tuples(LINE, PARAGRAPHS, REQUIREMENTS), max_size=2),
    }
)
ARTICLE = st.fixed_dictionaries({"title": LINE, "body": PARAGRAPHS, "later": PARAGRAPHS, "by_hand": st.booleans()})


def rich(paragraphs: list[str], link: str = "") -> str:
    return "".join(f"<p>{escape(text, quote=False)}{link}</p>" for text in paragraphs)


def listed(paragraphs: list[str]) -> str:
    return f"<ul>{''.join(f'<li>{escape(text, quote=False)}</li>' for text in paragraphs)}</ul>"


def key(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012d}"


def translate(page: GuidePage, hands: list[str]) -> None:
    """Translate the segments that somebody translates, each language by other hands."""
    source, _changed = sync_source(page)
    for turn, language in enumerate(LANGUAGES):
        locale = Locale.objects.get(language_code=language)
        ensure_translations(source, [locale])
        for number, segment in enumerate(StringSegment.objects.filter(source=source).order_by("order")):
            if hand := hands[(number + turn) % len(hands)]:
                StringTranslation.objects.update_or_create(
                    translation_of=segment.string,
                    context=segment.context,
                    locale=locale,
                    defaults={"data": f"{language} {segment.string.data}", "translation_type": hand},
                )


def steps(written: list[tuple[str, list[str], list[tuple[int, str]]]], documents: list[DocumentTypePage]) -> list[Any]:
    return [
        {
            "type": "step",
            "id": key(number),
            "value": {
                "kind": "do",
                "title": title,
                "text": rich(text),
                "documents": [
                    {
                        "type": "item",
                        "id": key(100 * number + index),
                        "value": {
                            "document": documents[which].pk,
                            "required": "if" if condition else "always",
                            "condition": condition,
                            "original": False,
                            "copies": index,
                            "sworn_translation": False,
                            "note": "",
                        },
                    }
                    for index, (which, condition) in enumerate(requirements, start=1)
                ],
                "cost": None,
                "duration": {"shortest": None, "longest": None, "unit": "week"},
                "deadline": {"days": None, "event": ""},
                "office": None,
                "link": "",
                "legal_basis": [],
                "branches": [],
            },
        }
        for number, (title, text, requirements) in enumerate(written, start=1)
    ]


def make(city: City, procedure: dict[str, Any], articles: list[dict[str, Any]], hands: list[str]) -> None:
    topic = make_page(TopicPage, city, title="Topic", slug="topic")
    documents = [make_page(DocumentTypePage, city, slug=slug) for slug in ("passport", "passport-2")]
    written = make_page(
        ProcedurePage,
        city,
        parent=topic,
        slug="procedure",
        title=procedure["title"],
        summary=procedure["summary"],
        outcome=rich(procedure["outcome"]),
        steps=steps(procedure["steps"], documents),
    )
    translate(written, hands)
    for number, article in enumerate(articles):
        link = f' <a linktype="page" id="{written.pk}">there</a>'
        body = [{"type": "text", "id": key(1), "value": rich(article["body"], link) + listed(article["body"])}]
        page = make_page(ArticlePage, city, parent=topic, slug=f"article-{number}", title=article["title"], body=body)
        translate(page, hands)
        body = [{"type": "text", "id": key(1), "value": rich(article["later"], link) + listed(article["body"])}]
        page = edit(page, body=body)
        sync_source(page)
        if article["by_hand"]:
            (record,) = ensure_translations(
                TranslationSource.objects.get(object_id=page.translation_key),
                [Locale.objects.get(language_code=LANGUAGES[0])],
            )
            own = [{"type": "text", "id": key(1), "value": rich(["Mine.", *article["later"]], link)}]
            publish_by_hand(page, record, {"title": "Mine", "body": own})


@pytest.mark.slow
class FilesComeBack(TestCase):
    """Each example is a city that is made, written to files, forgotten, and read from them."""

    @settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow])
    @given(procedure=PROCEDURE, articles=st.lists(ARTICLE, max_size=2), hands=HANDS)
    def test_whatever_is_made_of_a_city(
        self, procedure: dict[str, Any], articles: list[dict[str, Any]], hands: list[str]
    ) -> None:
        """The export of the import of an export is that export."""
        with tempfile.TemporaryDirectory() as folder:
            first, second = Path(folder) / "first" / CITY, Path(folder) / "second" / CITY
            with transaction.atomic():
                city = make_city(CITY, languages=("en", *LANGUAGES))
                make(city, procedure, articles, hands)
                export = export_city(city)
                assert export.notes == []
                write_export(export, first)
                transaction.set_rollback(True)
            bring_in(first)
            write_export(export_city(City.objects.get(slug=CITY)), second)
            assert _texts(second) == _texts(first)


def _texts(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in folder.rglob("*.yaml")}
