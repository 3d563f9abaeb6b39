"""Published documents follow the live pages, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.management import call_command
from wagtail.models import Locale, Page, ReferenceIndex

from cms.cities.provisioning import provision_city
from cms.guides.models import ArticlePage, CostPage, GuidePage, OfficePage, ProcedurePage, ServicePage, TopicPage
from cms.publishing.models import CityRevision, PublishedDocument
from cms.publishing.recording import newest_revision, rebuild_city
from tests.cms.factories import KINDS, AnyPage, edit, home_page, make_city, make_page, make_translation, publish
from translations.completeness import translation_behind
from translations.drafting import save_translation

pytestmark = pytest.mark.django_db


def document(page: Page, language: str = "en") -> PublishedDocument:
    return PublishedDocument.objects.get(uuid=page.translation_key, language=language)


def body(page: Page, language: str = "en") -> dict[str, Any]:
    return document(page, language).body


@pytest.mark.parametrize("model", KINDS, ids=lambda model: model.kind)
def test_publishing_a_page_of_any_kind_writes_its_document(model: type[GuidePage]) -> None:
    city = make_city()
    page = make_page(model, city, title="Something useful")
    written = document(page)
    assert (written.kind, written.body["title"], written.withdrawn) == (model.kind, "Something useful", False)
    assert written.revision == newest_revision(city)


def test_a_draft_writes_nothing() -> None:
    city = make_city()
    page = make_page(ArticlePage, city, live=False)
    assert not PublishedDocument.objects.filter(uuid=page.translation_key).exists()
    live = make_page(ArticlePage, city, title="As published")
    live.title = "Not yet"
    live.save_revision()
    assert body(live)["title"] == "As published"


def test_publishing_without_a_change_takes_no_revision() -> None:
    city = make_city()
    page = make_page(ArticlePage, city)
    before = newest_revision(city)
    publish(page)
    assert newest_revision(city) == before


def test_revisions_grow_without_gaps() -> None:
    city = make_city()
    for number in range(3):
        make_page(ArticlePage, city, title=f"Article {number}")
    revisions = sorted(PublishedDocument.objects.filter(city=city).values_list("revision", flat=True))
    assert revisions == list(range(1, newest_revision(city) + 1))


def test_unpublishing_leaves_a_tombstone_in_every_language() -> None:
    city = make_city()
    page = make_page(ArticlePage, city)
    translated(page, "de")
    page.unpublish()
    assert [(row.language, row.withdrawn, row.body) for row in _rows(page)] == [("de", True, {}), ("en", True, {})]


def test_unpublishing_a_translation_withdraws_that_language_alone() -> None:
    city = make_city()
    page = make_page(ArticlePage, city)
    translation = translated(page, "de")
    translation.unpublish()
    assert [(row.language, row.withdrawn) for row in _rows(page)] == [("de", True), ("en", False)]


def test_deleting_a_page_leaves_a_tombstone() -> None:
    city = make_city()
    page = make_page(ArticlePage, city)
    key = page.translation_key
    Page.objects.get(pk=page.pk).delete()
    assert PublishedDocument.objects.get(uuid=key).withdrawn


@pytest.mark.parametrize("how", ["unpublish", "delete"])
def test_a_withdrawal_is_a_change_in_each_language_of_which_a_follower_hears(how: str) -> None:
    city = make_city()
    page = make_page(ArticlePage, city)
    translated(page, "de")
    cursor = newest_revision(city)
    getattr(Page.objects.get(pk=page.pk).specific, how)()
    heard = PublishedDocument.objects.of_city(city.slug).after(cursor).values_list("uuid", "withdrawn", "revision")
    assert [*heard] == [(page.translation_key, True, cursor + number) for number in (1, 2)]
    assert newest_revision(city) == cursor + 2


def test_a_withdrawn_page_comes_back_with_a_new_revision() -> None:
    city = make_city()
    page = make_page(ArticlePage, city)
    page.unpublish()
    withdrawn = document(page).revision
    publish(ArticlePage.objects.get(pk=page.pk))
    assert not document(page).withdrawn
    assert document(page).revision > withdrawn


def test_a_fact_changes_in_every_language_at_once() -> None:
    city = make_city(languages=("en", "de", "ar"))
    office = make_page(OfficePage, city, street="1 Old Street")
    for language in ("de", "ar"):
        translated(office, language)
    office.street = "2 New Street"
    publish(office)
    assert {body(office, tag)["address"]["street"] for tag in ("en", "de", "ar")} == {"2 New Street"}


def test_a_fact_on_the_translated_page_is_ignored() -> None:
    city = make_city()
    cost = make_page(CostPage, city, free=False, amount="12.50")
    translation = translated(cost, "de")
    translation.amount = "99.00"
    publish(translation)
    assert body(cost, "de")["amount"] == "12.50"


def test_a_translation_says_whether_people_checked_it() -> None:
    city = make_city()
    article = make_page(ArticlePage, city)
    translated(article, "de")
    assert body(article, "de")["translation"] == {"state": "reviewed", "outdated": 0, "segments": 1}


def test_a_step_that_is_not_translated_yet_is_marked_as_source_text() -> None:
    city = make_city()
    procedure = make_page(ProcedurePage, city, steps=[_step("book", "Book an appointment")])
    translated(procedure, "de")
    edit(procedure, steps=[_step("book", "Book an appointment"), _step("go", "Go there")])
    german = body(procedure, "de")
    assert [(step["title"], step.get("fallback")) for step in german["steps"]] == [
        ("[x] Book an appointment", None),
        ("Go there", ["title"]),
    ]
    assert german["translation"]["outdated"] == 1


def test_an_alias_full_of_source_text_is_never_published() -> None:
    city = make_city()
    topic = make_page(TopicPage, city)
    article = make_page(ArticlePage, city, parent=topic)
    make_translation(article, "de")  # wagtail makes an alias of the topic on the way
    alias = TopicPage.objects.get(translation_key=topic.translation_key, locale__language_code="de")
    assert alias.alias_of_id == topic.pk
    publish(topic)
    assert not PublishedDocument.objects.filter(uuid=topic.translation_key, language="de").exists()


def test_moving_a_page_changes_its_path_and_those_below_it() -> None:
    city = make_city()
    housing, work = (make_page(TopicPage, city, title=title, slug=title.lower()) for title in ("Housing", "Work"))
    sub = make_page(TopicPage, city, parent=housing, slug="renting")
    article = make_page(ArticlePage, city, parent=sub, slug="deposit")
    assert body(article)["path"] == "housing/renting/deposit"
    Page.objects.get(pk=sub.pk).move(Page.objects.get(pk=work.pk), pos="last-child")
    assert (body(sub)["path"], body(article)["path"]) == ("work/renting", "work/renting/deposit")
    assert body(sub)["parent"] == str(work.translation_key)


def test_a_new_slug_changes_the_paths_below_it() -> None:
    city = make_city()
    topic = make_page(TopicPage, city, slug="housing")
    article = make_page(ArticlePage, city, parent=topic, slug="deposit")
    topic.slug = "homes"
    publish(topic)
    assert body(article)["path"] == "homes/deposit"


def test_reordering_changes_the_positions_of_siblings() -> None:
    city = make_city()
    first, second = (make_page(TopicPage, city, title=title) for title in ("First", "Second"))
    assert body(first)["position"] < body(second)["position"]
    Page.objects.get(pk=second.pk).move(Page.objects.get(pk=first.pk), pos="left")
    assert body(first)["position"] > body(second)["position"]


@pytest.mark.parametrize("position", ["first-child", "last-child", "left", "right"])
def test_after_a_move_siblings_at_both_ends_stand_where_a_rebuild_would_put_them(position: str) -> None:
    city = make_city()
    here, there = (make_page(TopicPage, city, title=title) for title in ("Here", "There"))
    left_behind = [make_page(ArticlePage, city, parent=here, title=f"Left behind {number}") for number in range(3)]
    beside = [make_page(ArticlePage, city, parent=there, title=f"Beside {number}") for number in range(2)]
    for page in (here, there, *left_behind, *beside):
        translated(page, "de")
    # From the middle of one topic into another, then beside the topic that it stands in, which makes room for it.
    for moved, target in ((left_behind[1], beside[1]), (left_behind[0], here)):
        place = target.get_parent() if position.endswith("child") else target
        Page.objects.get(pk=moved.pk).move(Page.objects.get(pk=place.pk), pos=position)
        children = Page.objects.get(pk=here.pk).get_children().order_by("path")
        places = [body(child, language)["position"] for language in ("en", "de") for child in children]
        assert places == [int(child.path[-Page.steplen :], 36) for child in children] * 2
        before = newest_revision(city)
        assert rebuild_city(city) == before


def test_a_rebuild_of_a_sound_city_changes_nothing() -> None:
    city = make_city()
    for model in KINDS:
        translated(make_page(model, city), "de")
    before = list(PublishedDocument.objects.order_by("pk").values_list("body_hash", "revision"))
    call_command("rebuild_documents", "alpha")
    assert list(PublishedDocument.objects.order_by("pk").values_list("body_hash", "revision")) == before


def test_a_rebuild_restores_what_was_lost_and_withdraws_what_should_not_be_there() -> None:
    city = make_city()
    kept, gone = make_page(ArticlePage, city), make_page(ArticlePage, city)
    hashes = document(kept).body_hash
    PublishedDocument.objects.filter(uuid=kept.translation_key).delete()
    Page.objects.filter(pk=gone.pk).update(live=False)
    rebuild_city(city)
    assert document(kept).body_hash == hashes
    assert document(gone).withdrawn


def test_publishing_fails_as_a_whole_when_its_document_cannot_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    city = make_city()
    page = make_page(ArticlePage, city, live=False)

    def refuse(_body: object) -> None:
        raise ValueError("refused")

    monkeypatch.setattr("cms.publishing.recording.validate", refuse)
    with pytest.raises(ValueError, match="refused"):
        publish(page)
    assert not ArticlePage.objects.get(pk=page.pk).live


def test_cities_count_their_revisions_apart() -> None:
    first, second = make_city("alpha"), make_city("beta")
    make_page(ArticlePage, first)
    assert CityRevision.objects.get(city=second).revision == 2
    assert newest_revision(first) == 4  # home pages in two languages, topic, article


def test_the_home_page_carries_the_citys_facts() -> None:
    city = make_city(languages=("en", "de"))
    facts = body(home_page(city))
    assert (facts["languages"], facts["time_zone"], facts["site_url"]) == (
        ["en", "de"],
        "Europe/London",
        "https://alpha.example.org",
    )
    assert Locale.objects.filter(language_code="de").exists()


def test_another_country_of_the_city_is_that_of_its_offices() -> None:
    city = make_city()
    office = make_page(OfficePage, city)
    facts = {name: getattr(city, name) for name in ("slug", "time_zone", "site_url", "publisher")}
    provision_city(
        {**facts, "country": "IE"}, source_language="en", languages=["en", "de"], name="Alpha", introduction=""
    )
    assert body(office)["address"]["country"] == "IE"


def translated(page: AnyPage, language: str) -> AnyPage:
    """The live translation of a page, every segment of it written by a person."""
    target = make_translation(page, language)
    record = translation_behind(target)
    assert record is not None
    save_translation(record, None, publish=False)
    # wagtail-localize publishes after the commit, which a test's transaction never reaches.
    type(page).objects.get(pk=target.pk).get_latest_revision().publish()
    fresh: AnyPage = type(page).objects.get(pk=target.pk)
    return fresh


def _rows(page: Page) -> list[PublishedDocument]:
    return list(PublishedDocument.objects.filter(uuid=page.translation_key).order_by("language"))


def reference(kind: str, page: Page) -> list[dict[str, Any]]:
    """A field of references with one in it."""
    return [{"type": kind, "id": "one", "value": page.pk}]


def _step(identifier: str, title: str) -> dict[str, Any]:
    return {"type": "step", "id": identifier, "value": {"kind": "do", "title": title}}


def test_deleting_a_page_takes_it_out_of_the_documents_that_mentioned_it() -> None:
    """Also before a background task has filled Wagtail's index of references."""
    city = make_city()
    office, cost = make_page(OfficePage, city), make_page(CostPage, city)
    html = f'<p>Go to <a linktype="page" id="{office.pk}">the office</a>.</p>'
    article = make_page(ArticlePage, city, body=[{"type": "text", "id": "main", "value": html}])
    service = make_page(ServicePage, city, offices=reference("office", office), costs=reference("cost", cost))
    translated(service, "de")
    ReferenceIndex.objects.all().delete()
    assert 'data-kind="office"' in body(article)["body"][0]["html"]
    for page in (office, cost):
        Page.objects.get(pk=page.pk).delete()
        named = PublishedDocument.objects.current().filter(body__icontains=str(page.translation_key))
        assert list(named) == []
        before = newest_revision(city)
        assert rebuild_city(city) == before
    assert "data-ref" not in body(article)["body"][0]["html"]


def test_a_move_whose_documents_cannot_be_written_does_not_happen(monkeypatch: pytest.MonkeyPatch) -> None:
    city = make_city()
    here, there = make_page(TopicPage, city), make_page(TopicPage, city)
    article = make_page(ArticlePage, city, parent=here)

    def refuse(_body: object) -> None:
        raise ValueError("refused")

    monkeypatch.setattr("cms.publishing.recording.validate", refuse)
    with pytest.raises(ValueError, match="refused"):
        ArticlePage.objects.get(pk=article.pk).move(Page.objects.get(pk=there.pk), pos="last-child")
    assert Page.objects.get(pk=article.pk).get_parent().pk == here.pk
