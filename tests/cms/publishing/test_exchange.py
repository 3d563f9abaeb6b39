"""Text goes to an agency and comes back: nothing is lost, replaced unasked, or seen by another city."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings
from wagtail.models import Locale, Page, UploadedFile
from wagtail_localize.models import StringTranslation, Translation

from cms.cities.models import City, Role
from cms.guides.models import ArticlePage, DocumentTypePage, ProcedurePage
from cms.publishing.exchange import Kind, Scope, planned
from cms.publishing.models import PublishedDocument
from cms.publishing.translating import translate_pages
from tests.cms.factories import edit, home_page, make_city, make_page, make_translation, make_user, publish
from tests.cms.publishing.agency import X, exported, take, translated
from translations.drafting import save_translation
from translations.exchange.taking_in import Item, Verdict
from translations.models import SegmentFinding
from translations.sources import sync_source
from translations.states import Status, translation_states

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def text(html: str) -> list[dict[str, Any]]:
    return [{"type": "text", "id": "main", "value": html}]


def plan(file: str, user: User, *, name: str = "agency.xlf", reviewed: bool = False) -> list[Item]:
    return planned(io.BytesIO(file.encode()), name, user, reviewed=reviewed)


def verdicts(file: str, user: User, **kwargs: Any) -> list[Verdict]:
    return [item.verdict for item in plan(file, user, **kwargs)]


def rows(page: Page) -> dict[str, tuple[str, str]]:
    """By path of the segment, its translation into German and who made it: manual or machine."""
    found = StringTranslation.objects.filter(context__object_id=page.translation_key, locale__language_code="de")
    return {path: (data, kind) for path, data, kind in found.values_list("context__path", "data", "translation_type")}


def status(page: Page) -> Status:
    source, _changed = sync_source(page)
    locale = Locale.objects.get(language_code="de")
    return translation_states([source.pk], [locale.pk])[source.pk, locale.pk].status


@pytest.mark.parametrize("kind", Kind)
def test_what_goes_out_and_comes_back_untouched_changes_nothing(kind: Kind) -> None:
    city = make_city()
    page = make_page(ArticlePage, city, title="Pay & <go>", body=text('<p>Ask <b>now</b>.<br/>=1</p><p>"x"</p>'))
    make_translation(page, "de")
    before = rows(page)
    file = exported(city, page, kind=kind)
    editor = make_user(city, Role.TRANSLATOR)
    assert set(verdicts(file, editor, name=f"a.{kind}", reviewed=True)) == {Verdict.SAME}
    assert take(file, editor, name=f"a.{kind}", reviewed=True) == []
    assert rows(page) == before


def test_an_agencys_work_changes_exactly_what_it_changed() -> None:
    city = make_city()
    page = make_page(ArticlePage, city, title="Bring your passport", summary="Come on Monday.")
    make_translation(page, "de")
    file = translated(exported(city, page), summary="Kommen Sie am Montag.")
    translator = make_user(city, Role.TRANSLATOR)
    [item] = take(file, translator, reviewed=True)
    assert item.verdict is Verdict.CHANGED
    assert rows(page) == {
        "title": ("[x] Bring your passport", "manual"),
        "summary": ("Kommen Sie am Montag.", "manual"),
    }
    row = StringTranslation.objects.get(context__path="summary")
    assert (row.last_translated_by, row.tool_name) == (translator, "File: agency.xlf")
    assert take(file, translator, reviewed=True) == []


def test_new_translations_begin_the_page_with_what_is_above_it(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    city = make_city()
    page = make_page(ArticlePage, city, title="Passport")
    file = translated(exported(city, page), title="Pass")
    with django_capture_on_commit_callbacks(execute=True):
        take(file, make_user(city, Role.TRANSLATOR))
    target = Page.objects.get(translation_key=page.translation_key, locale__language_code="de")
    assert target.title == "Pass"
    assert not target.live
    assert target.alias_of is None


@pytest.mark.parametrize(("reviewed", "expected"), [(True, Status.REVIEWED), (False, Status.MACHINE)])
def test_text_counts_as_reviewed_only_if_the_person_who_takes_it_in_says_so(reviewed: bool, expected: Status) -> None:
    city = make_city()
    page = make_page(ArticlePage, city, title="Passport")
    take(translated(exported(city, page), title="Pass"), make_user(city, Role.TRANSLATOR), reviewed=reviewed)
    assert status(page) is expected


def test_what_an_agency_translated_is_called_no_machine_text_before_somebody_reviews_it(
    as_user: Callable[[User], Client],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    settings: Settings,
) -> None:
    settings.TRANSLATION_ENGINES = ["tests.engines.MirrorEngine"]
    city = make_city()
    page = make_page(ArticlePage, city, title="Passport", summary="Come.")
    client = as_user(make_user(city, Role.EDITOR))
    file = exported(city, page)
    with django_capture_on_commit_callbacks(execute=True):
        take(translated(file, title="Pass", summary="Kommen Sie."), make_user(city, Role.TRANSLATOR))
    desk = reverse("publishing_desk", args=[page.get_translation(Locale.objects.get(language_code="de")).pk])
    report = f"{reverse('insights_languages_report')}?text=Passport"
    screens = [desk, reverse("publishing_translate_page", args=[page.pk]), report]
    assert [shown(client, address) for address in screens] == [
        {"From a file, not reviewed here"},
        {"Not reviewed: from a file"},
        {"Not reviewed: from a file"},
    ]
    assert "File: agency.xlf" in client.get(desk).content.decode()
    # Of what an engine drafted and an agency changed, the agency made the text that stands there.
    StringTranslation.objects.filter(context__path="title").delete()
    translate_pages([page.pk], ["de"], publish=False)
    assert [shown(client, address) for address in screens] == [
        {"From a file, not reviewed here", "Machine translation"},
        {"Not reviewed: by a machine and from a file"},
        {"Not reviewed: by a machine and from a file"},
    ]
    take(translated(exported(city, page), title="Reisepass"), make_user(city, Role.TRANSLATOR, "ana"))
    assert shown(client, desk) == {"From a file, not reviewed here"}


def shown(client: Client, address: str) -> set[str]:
    """The states of what is not reviewed that a screen names for segments or pages."""
    soup = BeautifulSoup(client.get(address).content, "html.parser")
    found = {
        " ".join(part.get_text().split()) for part in soup.select(".desk-state .desk-badge, .w-status, .matrix-cell a")
    }
    return {state for state in found if "achine" in state or "ile" in state}


def test_machine_drafts_that_an_agency_found_right_become_reviewed() -> None:
    city = make_city()
    page = make_page(ArticlePage, city, title="Passport")
    make_translation(page, "de")
    StringTranslation.objects.update(translation_type="machine")
    file = exported(city, page)
    translator = make_user(city, Role.TRANSLATOR)
    assert verdicts(file, translator) == [Verdict.SAME]
    assert verdicts(file, translator, reviewed=True) == [Verdict.CHECKED]
    take(file, translator, reviewed=True)
    assert status(page) is Status.REVIEWED


def test_what_a_person_wrote_here_meanwhile_is_replaced_only_if_somebody_agrees() -> None:
    city = make_city()
    page = make_page(ArticlePage, city, title="Passport", summary="Come.")
    make_translation(page, "de")
    file = translated(exported(city, page), title="Pass")
    mine = StringTranslation.objects.get(context__path="title")
    mine.data = "Reisepass"
    mine.save()
    translator = make_user(city, Role.TRANSLATOR)
    assert verdicts(file, translator) == [Verdict.CONFLICT, Verdict.SAME]
    assert take(file, translator) == []
    assert rows(page)["title"] == ("Reisepass", "manual")
    key = plan(file, translator)[0].key
    mine.data = "Der Reisepass"
    mine.save()
    assert take(file, translator, key) == []
    take(file, translator, plan(file, translator)[0].key, reviewed=True)
    assert rows(page)["title"] == ("Pass", "manual")


def test_what_changed_here_and_not_at_the_agency_stays_without_a_conflict() -> None:
    city = make_city()
    page = make_page(ArticlePage, city, title="Passport")
    make_translation(page, "de")
    file = exported(city, page)
    StringTranslation.objects.filter(context__path="title").update(data="Reisepass")
    assert verdicts(file, make_user(city, Role.TRANSLATOR)) == [Verdict.SAME]


def test_a_machine_draft_that_a_person_confirmed_meanwhile_is_a_conflict() -> None:
    city = make_city()
    page = make_page(ArticlePage, city, title="Passport")
    make_translation(page, "de")
    StringTranslation.objects.update(translation_type="machine")
    file = translated(exported(city, page), title="Pass")
    translator = make_user(city, Role.TRANSLATOR)
    assert verdicts(file, translator) == [Verdict.CHANGED]
    StringTranslation.objects.update(translation_type="manual")
    assert verdicts(file, translator) == [Verdict.CONFLICT]


def test_a_file_that_lost_its_digests_replaces_no_text_of_a_person() -> None:
    city = make_city()
    page = make_page(ArticlePage, city, title="Passport")
    make_translation(page, "de")
    file = translated(exported(city, page), title="Pass")
    root = ElementTree.fromstring(file)
    for unit in root.iter(X + "unit"):
        for child in list(unit):
            if child.tag.endswith("}metadata"):
                unit.remove(child)
    file = ElementTree.tostring(root, encoding="unicode")
    assert verdicts(file, make_user(city, Role.TRANSLATOR)) == [Verdict.CONFLICT]


def test_segments_whose_source_changed_are_named_and_left_out() -> None:
    city = make_city()
    page = make_page(ArticlePage, city, title="Passport", summary="Come on Monday.")
    file = translated(exported(city, page), title="Pass", summary="Kommen Sie am Montag.")
    edit(page, summary="Come on Tuesday.")
    items = plan(file, make_user(city, Role.TRANSLATOR))
    assert [(item.verdict, item.returned.source) for item in items] == [
        (Verdict.NEW, "Passport"),
        (Verdict.SOURCE_CHANGED, "Come on Monday."),
    ]


@pytest.mark.parametrize(
    "target", ["Fragen Sie.", '<pc id="1">Fragen</pc> <pc id="1">Sie</pc>.', '<pc id="9">Sie</pc>']
)
def test_links_that_are_lost_doubled_or_unknown_keep_a_segment_out(target: str) -> None:
    city = make_city()
    page = make_page(ArticlePage, city, title="Passport", body=text('<p>Ask <a href="https://a.example">us</a>.</p>'))
    file = translated(exported(city, page), text=target)
    assert verdicts(file, make_user(city, Role.TRANSLATOR)) == [Verdict.EMPTY, Verdict.BROKEN]


def test_what_comes_in_is_checked_like_everything_else() -> None:
    city = make_city()
    page = make_page(ArticlePage, city, title="Pay within 14 days")
    take(translated(exported(city, page), title="Zahlen Sie in 41 Tagen"), make_user(city, Role.TRANSLATOR))
    assert SegmentFinding.objects.blocking().filter(translation__context__path="title").exists()


def test_the_trust_line_of_a_live_page_follows(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    city = make_city()
    page = make_page(ArticlePage, city, title="Passport")
    make_translation(page, "de")
    StringTranslation.objects.update(translation_type="machine")
    save_translation(Translation.objects.get(source__object_id=page.translation_key), None, publish=True)
    document = PublishedDocument.objects.get(uuid=page.translation_key, language="de")
    assert document.body["translation"]["state"] == "machine"
    with django_capture_on_commit_callbacks(execute=True):
        take(exported(city, page), make_user(city, Role.TRANSLATOR), reviewed=True)
    document.refresh_from_db()
    assert document.body["translation"]["state"] == "reviewed"


def test_a_file_with_pages_of_another_city_is_taken_in_without_them() -> None:
    own, other = make_city("alpha"), make_city("beta")
    pages = [make_page(ArticlePage, city, title=f"Passport of {city.slug}") for city in (own, other)]
    file = translated(exported(own, *pages), title="Pass")
    translator = make_user(own, Role.TRANSLATOR)
    items = plan(file, translator)
    assert [item.verdict for item in items] == [Verdict.NEW, Verdict.REFUSED]
    assert items[1].title == ""
    take(file, translator)
    assert (len(rows(pages[0])), len(rows(pages[1]))) == (1, 0)


@pytest.mark.parametrize("role", [Role.VIEWER, Role.CONTRIBUTOR])
def test_who_may_not_translate_takes_nothing_in(role: Role) -> None:
    city = make_city()
    page = make_page(ArticlePage, city, title="Passport")
    assert verdicts(translated(exported(city, page), title="Pass"), make_user(city, role)) == [Verdict.REFUSED]


def test_a_language_that_the_city_does_not_have_and_a_page_that_is_gone_are_refused() -> None:
    city = make_city()
    make_city("beta", languages=("en", "fr"))
    page = make_page(ArticlePage, city, title="Passport")
    file = translated(exported(city, page), title="Pass")
    translator = make_user(city, Role.TRANSLATOR)
    for tag in ("fr", "sq", "en"):
        assert verdicts(file.replace('trgLang="de"', f'trgLang="{tag}"'), translator) == [Verdict.REFUSED]
    assert verdicts(file.replace(str(page.translation_key), "gone"), translator) == [Verdict.REFUSED]


def test_scopes_hold_what_they_say_with_what_helps() -> None:
    city = make_city()
    page = make_page(ArticlePage, city, title="Passport", summary="Come on Monday.")
    make_translation(page, "de")
    StringTranslation.objects.filter(context__path="title").update(translation_type="machine")
    assert exported(city, page, scope=Scope.OPEN) == ""
    assert exported(city, page, scope=Scope.UNCHECKED).count("<unit ") == 1
    assert exported(city, page).count("<unit ") == 2
    edit(page, summary="Come on Tuesday.")
    file = exported(city, page, scope=Scope.OPEN)
    assert file.count("<unit ") == 1
    assert "It was translated: [x] Come on Monday." in file
    assert '<note category="field">Summary</note>' in file


def test_each_segment_says_where_it_stands_which_costs_a_statement_for_a_page_that_names_papers(
    django_assert_max_num_queries: Callable[..., Any],
) -> None:
    city = make_city()
    paper = make_page(DocumentTypePage, city, title="Passport")
    documents = [{"document": paper.pk, "required": "if", "condition": "you are married"}]
    pages = [
        make_page(
            ProcedurePage,
            city,
            title=f"Register {number}",
            steps=[
                {"type": "step", "id": "a", "value": {"kind": "do", "title": "Book", "documents": documents}},
                {"type": "step", "id": "b", "value": {"kind": "do", "title": "Go there", "text": "<p>Be on time.</p>"}},
            ],
        )
        for number in range(6)
    ]
    file = exported(city, *pages)
    assert '<note category="field">Steps · Step 1: Book · Documents: Passport · Condition</note>' in file
    assert '<note category="field">Steps · Step 2: Go there · Explanation</note>' in file
    with django_assert_max_num_queries(100) as few:
        exported(city, *pages[:1])
    with django_assert_max_num_queries(len(few.captured_queries) + len(pages) - 1):
        exported(city, *pages)


def test_the_table_tells_the_same_to_people() -> None:
    city = make_city()
    page = make_page(ArticlePage, city, title="=Passport", summary="Come on Monday.")
    make_translation(page, "de", prefix=None)
    table = exported(city, page, kind=Kind.TABLE)
    first, second = csv.DictReader(io.StringIO(table.removeprefix("\ufeff"), newline=""))
    assert (first["page"], first["field"], first["source"], first["state"]) == (
        "'=Passport",
        "Title",
        "'=Passport",
        "missing",
    )
    filled = table.replace("Come on Monday.,,", "Come on Monday.,Kommen Sie am Montag.,")
    [item] = take(filled, make_user(city, Role.TRANSLATOR), name="agency.csv")
    assert (item.returned.line, rows(page)) == (3, {"summary": ("Kommen Sie am Montag.", "machine")})
    assert second["id"].startswith(f"de/{page.translation_key}/")


# Through the admin, as people do it.


def screen(city: City) -> str:
    return f"{reverse('publishing_exchange')}?city={city.slug}"


def hand_in(client: Client, city: City, content: str, name: str = "agency.xlf", **data: Any) -> Any:
    file = SimpleUploadedFile(name, content.encode())
    return client.post(screen(city), {"import": "1", "file": file, **data}, follow=True)


def test_a_translator_sends_text_to_an_agency_and_takes_its_work_in(
    as_user: Callable[[User], Client], django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    city = make_city(languages=("en", "de", "ar"))
    page = make_page(ArticlePage, city, title="Passport", summary="Come on Monday.")
    client = as_user(make_user(city, Role.TRANSLATOR))
    answer = client.post(screen(city), {"export": "1", "languages": ["de", "ar"], "scope": "open", "kind": "xlf"})
    assert answer["Content-Disposition"] == 'attachment; filename="alpha-xlf.zip"'
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    assert archive.namelist() == ["alpha-de.xlf", "alpha-ar.xlf"]
    file = translated(archive.read("alpha-de.xlf").decode(), summary="Kommen Sie am Montag.")

    preview = hand_in(client, city, file, reviewed="on")
    content = preview.content.decode()
    # The topic above the page has a summary too.
    assert "2 new, " in content
    assert "Kommen Sie am Montag." in content
    assert not rows(page)

    with django_capture_on_commit_callbacks(execute=True):
        done = client.post(preview.redirect_chain[-1][0], {"take": "1"}, follow=True)
    assert "2 translations were taken in." in done.content.decode()
    assert rows(page) == {"summary": ("Kommen Sie am Montag.", "manual")}
    assert not UploadedFile.objects.exists()
    assert Page.objects.filter(translation_key=page.translation_key, locale__language_code="de").exists()


def test_pages_that_are_ticked_in_the_report_of_languages_go_out_alone(as_user: Callable[[User], Client]) -> None:
    city, other = make_city(), make_city("beta")
    page, _other = (make_page(ArticlePage, city, title=title) for title in ("Passport", "Visa"))
    foreign = make_page(ArticlePage, other, title="Elsewhere")
    client = as_user(make_user(city, Role.TRANSLATOR))
    data = {"action": "export", "languages": ["de"], "pages": [page.pk, foreign.pk], "kind": "csv", "scope": "open"}
    answer = client.post(f"{reverse('insights_languages_report')}?city=alpha", data)
    assert answer["Content-Disposition"] == 'attachment; filename="alpha-de.csv"'
    assert [row["source"] for row in csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))] == [page.title]
    assert client.post(reverse("insights_languages_report"), {**data, "kind": "exe"}).status_code == 404


def test_a_conflict_is_shown_with_both_texts_and_decided(as_user: Callable[[User], Client]) -> None:
    city = make_city()
    page = make_page(ArticlePage, city, title="Passport")
    make_translation(page, "de")
    file = translated(exported(city, page), title="Pass")
    StringTranslation.objects.filter(context__path="title").update(data="Reisepass")
    translator = make_user(city, Role.TRANSLATOR)
    client = as_user(translator)
    preview = hand_in(client, city, file)
    assert "Reisepass" in preview.content.decode()
    client.post(preview.redirect_chain[-1][0], {"take": "1", "agreed": plan(file, translator)[0].key})
    assert rows(page)["title"] == ("Pass", "machine")


def test_a_file_that_is_thrown_away_leaves_nothing(as_user: Callable[[User], Client]) -> None:
    city = make_city()
    page = make_page(ArticlePage, city, title="Passport")
    client = as_user(make_user(city, Role.TRANSLATOR))
    file = translated(exported(city, page), title="Pass")
    first = hand_in(client, city, file)
    second = hand_in(client, city, file)
    assert client.get(first.redirect_chain[-1][0]).status_code == 404
    [kept] = UploadedFile.objects.all()
    client.post(second.redirect_chain[-1][0], {"discard": "1"})
    assert not Path(kept.file.path).exists()
    assert not UploadedFile.objects.exists()
    assert not rows(page)


def test_nobody_sees_or_takes_in_a_file_of_somebody_else(as_user: Callable[[User], Client]) -> None:
    city = make_city()
    page = make_page(ArticlePage, city, title="Passport")
    file = translated(exported(city, page), title="Pass")
    address = hand_in(as_user(make_user(city, Role.TRANSLATOR)), city, file).redirect_chain[-1][0]
    other = as_user(make_user(city, Role.REVIEWER))
    assert other.get(address).status_code == 404
    assert other.post(address, {"take": "1"}).status_code == 404
    assert not rows(page)


def test_who_has_no_role_in_a_city_gets_nothing_of_it(as_user: Callable[[User], Client]) -> None:
    own, other = make_city("alpha"), make_city("beta")
    client = as_user(make_user(own, Role.TRANSLATOR))
    assert client.get(screen(other)).status_code == 404
    data = {"export": "1", "languages": ["de"], "scope": "all", "kind": "csv"}
    assert client.post(screen(other), data).status_code == 404


@pytest.mark.parametrize(
    ("content", "name", "message"),
    [
        ("<xliff>", "agency.xlf", "Line 1: This is no XLIFF 2 file"),
        ("", "agency.csv", "The file is empty"),
        ("id,source\n", "agency.csv", "one column with the heading"),
        ("x", "agency.docx", "Choose a file whose name ends in .xlf, .xliff, .csv, .txt."),
    ],
)
def test_what_is_wrong_with_a_file_is_said_on_the_screen(
    as_user: Callable[[User], Client], content: str, name: str, message: str
) -> None:
    city = make_city()
    answer = hand_in(as_user(make_user(city, Role.TRANSLATOR)), city, content, name)
    assert message in answer.content.decode()
    assert not UploadedFile.objects.exists()


def test_a_file_that_is_too_big_is_refused(as_user: Callable[[User], Client], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cms.publishing.exchange_views.BIGGEST", 0)
    city = make_city()
    answer = hand_in(as_user(make_user(city, Role.TRANSLATOR)), city, "x")
    assert "bigger than 0 MB" in answer.content.decode()


def test_nothing_to_translate_is_said(as_user: Callable[[User], Client]) -> None:
    city = make_city()
    for page in (home_page(city),):
        make_translation(publish(page), "de")
    client = as_user(make_user(city, Role.TRANSLATOR))
    data = {"export": "1", "languages": ["de"], "scope": "open", "kind": "xlf"}
    assert "There is nothing to translate" in client.post(screen(city), data, follow=True).content.decode()


# PO files, which wagtail-localize's own editor hands out and takes in.


def test_po_files_still_go_out_and_come_in_and_keep_the_states_right(as_user: Callable[[User], Client]) -> None:
    city = make_city()
    page = make_page(ArticlePage, city, title="Passport", summary="Come on Monday.")
    make_translation(page, "de")
    StringTranslation.objects.update(translation_type="machine")
    translation = Translation.objects.get(source__object_id=page.translation_key)
    client = as_user(make_user(city, Role.TRANSLATOR))
    po = client.get(reverse("wagtail_localize:download_pofile", args=[translation.pk])).content.decode()
    assert 'msgctxt "title"' in po

    def upload(content: str) -> None:
        file = SimpleUploadedFile("page.po", content.encode())
        client.post(reverse("wagtail_localize:upload_pofile", args=[translation.pk]), {"file": file})

    upload(po)
    assert status(page) is Status.MACHINE
    upload(po.replace("[x] Passport", "Pass"))
    assert rows(page) == {"title": ("Pass", "manual"), "summary": ("[x] Come on Monday.", "machine")}
    assert status(page) is Status.MACHINE
    upload(po.replace("[x] Passport", "Pass").replace("[x] Come on Monday.", "Kommen Sie am Montag."))
    assert status(page) is Status.REVIEWED


def test_a_po_file_that_comes_back_after_the_source_changed_translates_nothing_wrong(
    as_user: Callable[[User], Client],
) -> None:
    city = make_city()
    page = make_page(ArticlePage, city, title="Passport", summary="Come on Monday.")
    make_translation(page, "de")
    translation = Translation.objects.get(source__object_id=page.translation_key)
    client = as_user(make_user(city, Role.TRANSLATOR))
    po = client.get(reverse("wagtail_localize:download_pofile", args=[translation.pk])).content
    edit(page, summary="Come on Tuesday.")
    client.post(
        reverse("wagtail_localize:upload_pofile", args=[translation.pk]), {"file": SimpleUploadedFile("page.po", po)}
    )
    assert status(page) is Status.OUTDATED
