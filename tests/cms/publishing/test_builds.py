"""Who answers for a guide sees what its builds did, what they failed at, and can go back to an earlier release."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings
from wagtail.models import ModelLogEntry

from cms.cities.models import City, Role
from cms.guides.models import ArticlePage, OfficePage, ServicePage
from cms.locks import held
from cms.publishing.build_record import Build
from cms.publishing.build_recording import prune
from cms.publishing.building import build_guide
from cms.publishing.due import build_due, lock_of_guide
from cms.publishing.going_back import releases_of
from cms.publishing.models import CityRevision, PublishedDocument
from cms.publishing.recording import newest_revision
from cms.publishing.tasks import build_city_guide
from site_builder.errors import BuildError, SiteBuilderError
from site_builder.progress import Advance
from tests.cms.factories import edit, make_city, make_page, make_superuser, make_user

pytestmark = pytest.mark.django_db

AsUser = Callable[[User], Client]


@pytest.fixture
def city(settings: Settings, tmp_path: Path) -> City:
    settings.GUIDE_BUILD_DIR = tmp_path / "build"
    return make_city()


@pytest.fixture
def editor(city: City, as_user: AsUser) -> Client:
    return as_user(make_user(city, Role.EDITOR, "anna", first_name="Anna", last_name="Baker"))


def build(city: City) -> Build:
    """What is kept of a build that a worker does now."""
    build_city_guide.call(city.pk)
    return Build.objects.filter(city=city).latest("pk")


def builds(client: Client, city: City) -> str:
    """What the screen says of all builds."""
    return said(client, reverse("publishing_builds"), city=city.slug)


def said(client: Client, address: str, **query: str) -> str:
    """The main part of a screen as text with single spaces; links stay."""
    answer = client.get(address, query)
    assert answer.status_code == 200
    main = answer.content.decode().partition('id="builds"')[2] or answer.content.decode()
    return " ".join(re.sub(r"<(?!a |progress)[^>]*>", " ", main).split())


def one(client: Client, build: Build) -> str:
    """What the screen of one build says."""
    return said(client, reverse("publishing_build", args=[build.pk]))


def test_a_build_is_shown_with_what_changed_who_published_it_and_the_way_to_the_page(
    city: City, editor: Client
) -> None:
    service = make_page(ServicePage, city, title="Library card")
    first = build(city)
    assert "It is the first build of this guide." in one(editor, first)
    service.save_revision(user=User.objects.get(username="anna"))
    service.title = "Library card for everybody"
    service.save_revision().publish(user=User.objects.get(username="anna"))
    second = build(city)

    shown = one(editor, second)
    assert f'<a href="{reverse("wagtailadmin_pages:edit", args=[service.pk])}">Library card for everybody' in shown
    assert f'<a href="{service.full_url}"' in shown
    [cause] = second.report["causes"]
    assert f"Service changed (en) {cause['made']} Anna Baker" in shown
    assert f"{second.report['rendered']} made, {second.report['reused']} taken over, 0 removed" in shown
    assert f"{second.release} is live." in shown
    listed = builds(editor, city)
    assert f"{cause['made']} files made, release {second.release}" in listed
    assert listed.count("Went live") == 1
    assert f"Readers see the newest release, {second.release}." in listed


def test_a_changed_office_is_shown_with_how_many_files_show_it(city: City, editor: Client) -> None:
    office = make_page(OfficePage, city, title="Town hall")
    make_page(ServicePage, city)
    build(city)
    edit(office, street="2 Mill Lane")
    second = build(city)
    [cause] = second.report["causes"]
    assert cause["uuid"] == str(office.translation_key)
    assert f"Office changed ({', '.join(cause['languages'])}) {second.report['rendered']}" in one(editor, second)


def test_what_was_withdrawn_is_shown_without_a_link_to_readers(city: City, editor: Client) -> None:
    article = make_page(ArticlePage, city, title="Winter")
    build(city)
    article.unpublish()
    shown = one(editor, build(city))
    assert "Winter" in shown
    assert "withdrawn" in shown
    assert article.full_url not in shown


def test_something_published_that_no_worker_has_built_is_waiting(city: City, editor: Client) -> None:
    assert "Waiting for a worker" in builds(editor, city)
    build(city)
    assert "Waiting for a worker" not in builds(editor, city)


def test_a_failed_build_names_the_document_and_leads_to_its_page(city: City, editor: Client) -> None:
    article = make_page(ArticlePage, city, title="Winter")
    build(city)
    document = PublishedDocument.objects.get(uuid=article.translation_key, language="en")
    newest = newest_revision(city) + 1
    CityRevision.objects.filter(city=city).update(revision=newest)
    PublishedDocument.objects.filter(pk=document.pk).update(body={**document.body, "title": 7}, revision=newest)
    with pytest.raises(SiteBuilderError):
        build(city)
    failed = Build.objects.latest("pk")
    assert failed.outcome == Build.Outcome.FAILED
    shown = one(editor, failed)
    assert f"({article.translation_key}): title: 7 is not of type" in shown
    assert f'<a href="{reverse("wagtailadmin_pages:edit", args=[article.pk])}">Edit “Winter” (en)' in shown
    assert "Readers see what they saw before." in shown
    assert "Failed" in builds(editor, city)


def test_a_page_that_cannot_be_made_is_named_in_its_language(
    city: City, editor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = make_page(ArticlePage, city, title="Winter")

    def fail(city: City, progress: Any) -> None:
        raise BuildError(f"en/winter/index.html (document {article.translation_key}), template article.html: no title")

    monkeypatch.setattr("cms.publishing.build_recording.build_guide", fail)
    with pytest.raises(BuildError):
        build(city)
    assert "Edit “Winter” (en)" in one(editor, Build.objects.latest("pk"))


def test_a_build_shows_how_far_it_is_while_it_runs(city: City, editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []

    def watch(city: City, progress: Any) -> Any:
        for event in (Advance("en", 0, 8), Advance("en", 3, 8)):
            progress(event)
        seen.append(builds(editor, city))
        return build_guide(city, progress)

    monkeypatch.setattr("cms.publishing.build_recording.PAUSE", 0)
    monkeypatch.setattr("cms.publishing.build_recording.build_guide", watch)
    with held(lock_of_guide(city)):
        running = Build.objects.create(city=city)
    build(city)
    assert "Running" in seen[0]
    assert '<progress max="8" value="3"' in seen[0]
    assert "3 of 8 files made" in seen[0]
    running.refresh_from_db()
    assert running.outcome == Build.Outcome.LIVE


def test_a_build_whose_worker_was_killed_is_shown_as_interrupted(city: City, editor: Client) -> None:
    build(city)
    left = Build.objects.create(city=city, started_at="2026-01-01T10:00Z", log="0.10 s en: 3 of 8 files")
    assert "Interrupted" in builds(editor, city)
    assert "Interrupted" in one(editor, left)
    with held(lock_of_guide(city)):
        assert "Running" in builds(editor, city)
    edit(make_page(ArticlePage, city), title="Something new")
    build(city)
    left.refresh_from_db()
    assert left.outcome == Build.Outcome.INTERRUPTED


def test_build_again_builds_though_nothing_changed_and_says_who_asked(
    city: City, editor: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    build(city)
    with django_capture_on_commit_callbacks(execute=True):
        answer = editor.post(f"{reverse('publishing_builds')}?city={city.slug}")
    assert answer.status_code == 302
    again = Build.objects.latest("pk")
    assert (again.outcome, str(again.asked_by)) == (Build.Outcome.UNCHANGED, "anna")
    shown = builds(editor, city)
    assert "Nothing new" in shown
    assert "anna" in shown


def test_who_asks_twice_before_a_worker_comes_waits_for_one_build(city: City, editor: Client) -> None:
    for _ in range(2):
        editor.post(f"{reverse('publishing_builds')}?city={city.slug}")
    assert Build.objects.waiting().count() == 1
    build(city)
    assert not Build.objects.waiting().exists()
    assert Build.objects.count() == 1


def test_a_build_that_somebody_asked_for_is_made_up_for_when_its_worker_was_killed(
    city: City, editor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(city)
    editor.post(f"{reverse('publishing_builds')}?city={city.slug}")

    def die(city: City, progress: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("cms.publishing.build_recording.build_guide", die)
        for _ in range(2):  # the one who makes up for it too
            with pytest.raises(KeyboardInterrupt):
                build_city_guide.call(city.pk)
    assert build_due(city)
    again = build(city)
    assert (again.outcome, str(again.asked_by)) == (Build.Outcome.UNCHANGED, "anna")
    assert Build.objects.filter(outcome=Build.Outcome.INTERRUPTED).count() == 2
    assert build_due(city) is None


def test_rolling_back_asks_first_then_has_readers_see_the_earlier_release_and_logs_who_did_it(
    city: City, editor: Client
) -> None:
    page = make_page(ArticlePage, city, title="Winter")
    first = build(city).release
    edit(page, title="Summer")
    second = build(city).release

    address = f"{reverse('publishing_roll_back')}?city={city.slug}&release={first}"
    assert address.replace("&", "&amp;") in builds(editor, city)
    asked = said(editor, reverse("publishing_roll_back"), city=city.slug, release=first)
    assert f"Have readers of alpha see release {first} again?" in asked
    assert "the next publication builds the guide from all that is published" in asked
    told = editor.post(address, follow=True).content.decode()
    assert f"{first} is live. It stays so until something changes" in told
    live = releases_of(city).current()
    assert live
    assert live.name == first

    entry = ModelLogEntry.objects.get(action="waymark.roll_back")
    assert (str(entry.user), entry.data) == ("anna", {"release": first, "before": second})
    assert entry.message == f"Made release {first} live again"
    shown = builds(editor, city)
    assert f"Readers see an earlier release, {first}." in shown
    assert f"Made {first} live again" in shown
    # To build would find nothing new: the way forward is the newest release.
    assert "Build again" not in shown
    assert f"{reverse('publishing_roll_back')}?city={city.slug}&amp;release={second}" in shown
    assert "Go back to the newest release" in shown

    build_city_guide.call(city.pk)  # a task that finds nothing to do
    live = releases_of(city).current()
    assert live
    assert live.name == first
    edit(page, title="Autumn")
    assert build(city).outcome == Build.Outcome.LIVE
    assert "Readers see the newest release" in builds(editor, city)


@pytest.mark.parametrize("name", ["000099-aaaaaaaaaaaa", "", "../../etc"])
def test_a_release_that_is_not_kept_is_not_found(city: City, editor: Client, name: str) -> None:
    build(city)
    address = reverse("publishing_roll_back")
    assert editor.get(address, {"city": city.slug, "release": name}).status_code == 404
    told = editor.post(f"{address}?city={city.slug}&release={name}", follow=True).content.decode()
    assert "has no release" in told
    assert not ModelLogEntry.objects.filter(action="waymark.roll_back").exists()


def test_nobody_rolls_back_while_a_build_runs_or_while_the_guide_is_offline(city: City, editor: Client) -> None:
    first = build(city).release
    address = f"{reverse('publishing_roll_back')}?city={city.slug}&release={first}"
    with releases_of(city).locked():
        assert "Try again when it has ended." in editor.post(address, follow=True).content.decode()
    city.pages.get(locale=city.source_locale).unpublish()
    assert build(city).outcome == Build.Outcome.OFFLINE
    assert "The guide is offline" in editor.post(address, follow=True).content.decode()
    assert releases_of(city).current() is None
    shown = builds(editor, city)
    assert "Taken offline" in shown
    assert "Roll back" not in shown


def test_the_oldest_builds_are_forgotten(city: City) -> None:
    other = make_city("beta")
    Build.objects.bulk_create(Build(city=each, started_at="2026-01-01T10:00Z") for each in [other] + [city] * 200)
    build(city)
    assert Build.objects.filter(city=city).count() == Build.KEPT
    assert Build.objects.filter(city=other).count() == 1


def test_the_last_good_build_is_kept_however_many_failed_since(city: City) -> None:
    good = build(city)
    failed = {"city": city, "started_at": "2026-01-01T10:00Z", "outcome": Build.Outcome.FAILED}
    Build.objects.bulk_create(Build(**failed) for _ in range(Build.KEPT + 5))
    prune(city)
    assert Build.objects.count() == Build.KEPT + 1
    assert Build.objects.told().get() == good


def test_a_build_from_the_command_line_is_shown_too(city: City, editor: Client) -> None:
    call_command("build_guides", "alpha", stderr=StringIO(), stdout=StringIO())
    assert "It is the first build of this guide." in one(editor, Build.objects.get())


@pytest.mark.parametrize("role", [Role.TRANSLATOR, Role.REVIEWER, Role.CONTRIBUTOR, Role.VIEWER])
def test_builds_are_for_administrators_and_editors(city: City, as_user: AsUser, role: Role) -> None:
    kept = build(city)
    client = as_user(make_user(city, role))
    for address in (reverse("publishing_builds"), reverse("publishing_build", args=[kept.pk])):
        assert client.get(address).status_code in (302, 403)
    assert client.post(f"{reverse('publishing_roll_back')}?release={kept.release}").status_code in (302, 403)
    assert client.post(reverse("publishing_builds")).status_code in (302, 403)
    assert "guides/builds" not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_an_administrator_of_another_city_reaches_neither_its_builds_nor_its_releases(
    city: City, as_user: AsUser
) -> None:
    kept = build(city)
    other = make_city("beta")
    client = as_user(make_user(other, Role.ADMINISTRATOR))
    assert client.get(reverse("publishing_builds"), {"city": "alpha"}).status_code == 404
    assert client.get(reverse("publishing_build", args=[kept.pk])).status_code in (302, 403, 404)
    address = f"{reverse('publishing_roll_back')}?city=alpha&release={kept.release}"
    assert client.post(address).status_code == 404
    assert client.post(f"{reverse('publishing_builds')}?city=alpha").status_code == 404
    assert kept.release not in builds(client, other)


def test_a_superuser_sees_the_builds_of_every_city(city: City, as_user: AsUser) -> None:
    kept = build(city)
    client = as_user(make_superuser())
    assert kept.release in builds(client, city)
    assert "Went live" in one(client, kept) or "Live" in one(client, kept)


def test_what_is_to_be_mended_is_shown_with_the_way_to_the_page(city: City, editor: Client) -> None:
    pages = [make_page(ArticlePage, city, title="Winter") for _ in range(2)]
    made = build(city)
    assert made.outcome == Build.Outcome.LIVE
    shown = one(editor, made)
    assert "To be mended" in shown
    for page in pages:
        assert f'<a href="{reverse("wagtailadmin_pages:edit", args=[page.pk])}">Edit “Winter” (en)' in shown
    assert "2 pages of this language have its title." in shown


def test_each_page_that_a_build_changed_costs_one_statement_for_its_address(
    city: City, editor: Client, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    for number in range(2):
        make_page(ArticlePage, city, title=f"Winter {number}")
    build(city)

    def changed(pages: int) -> Build:
        for number in range(pages):
            make_page(ArticlePage, city, title=f"Summer {pages} {number}")
        return build(city)

    few, many = changed(2), changed(12)
    one(editor, few)
    with django_assert_max_num_queries(200) as before:
        one(editor, few)
    with django_assert_max_num_queries(len(before) + 12 - 2):
        one(editor, many)
