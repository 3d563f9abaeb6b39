"""Content files become a city, and stay in step with it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation

from cms.cities.models import City, CityPage
from cms.guides.content_files.checking import check_folder
from cms.guides.content_files.entries import derived_uuid
from cms.guides.content_files.kinds import KINDS, Kind
from cms.guides.content_files.writing import import_checked
from cms.guides.models import (
    ArticlePage,
    ContactPage,
    CostPage,
    DocumentTypePage,
    OfficePage,
    ProcedurePage,
    ServicePage,
    SituationPage,
    TopicPage,
)
from cms.publishing.models import PublishedDocument
from tests.cms.factories import edit, make_page
from tests.cms.guides.content_folder import CITY, FILES, edit_file, write_file, write_folder
from tests.cms.guides.importing import bring_in, document, footprint, page_of, state_of
from translations.states import Status

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rows_of_the_module")]


@pytest.fixture(scope="module")
def first_import(rows_of_the_module: None, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The small city, imported once for all tests of this module."""
    bring_in(write_folder(tmp_path_factory.mktemp("content")))


@pytest.fixture
def folder(first_import: None, tmp_path: Path) -> Path:
    """The files of the imported city, free to be changed."""
    return write_folder(tmp_path)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_entity_is_a_live_page_where_its_kind_lives(folder: Path, kind: Kind) -> None:
    slugs = {Path(name).stem for name in FILES if name.startswith(f"{kind.folder}/") and name.count(".") == 1}
    pages = {page.slug: page for page in kind.model.objects.filter(locale__language_code="en")}
    assert set(pages) == slugs
    for page in pages.values():
        parent = page.get_parent().specific
        assert page.live
        assert not page.has_unpublished_changes
        assert page.translation_key == derived_uuid(CITY, kind.name, page.slug)
        assert getattr(parent, "holds", None) == kind.holding
        assert document(page).body["title"] == page.title


def test_an_imported_version_can_be_brought_back_from_the_history(folder: Path, admin_client: Client) -> None:
    page = page_of(ProcedurePage, "register")
    imported = page.latest_revision
    edit(page, summary="Changed at the desk.")
    history = admin_client.get(reverse("wagtailadmin_pages:history", args=[page.pk])).content.decode()
    assert reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, imported.pk]) in history


def test_pages_of_a_topic_live_below_it_and_topics_below_their_parent(folder: Path) -> None:
    assert page_of(ProcedurePage, "register").get_parent().slug == "arrival"
    assert page_of(TopicPage, "papers").get_parent().slug == "arrival"
    assert page_of(TopicPage, "arrival").get_parent().specific == CityPage.objects.get(locale__language_code="en")


def test_uuids_are_the_same_on_every_installation(folder: Path) -> None:
    assert str(page_of(CostPage, "fee").translation_key) == "a404777b-f08e-5487-8a61-afd22c7cc4e4"
    homes = CityPage.objects.filter(city__slug=CITY)
    assert {home.translation_key for home in homes} == {derived_uuid(CITY, "city", "")}


def test_the_keys_of_a_file_are_the_ids_of_the_blocks(folder: Path) -> None:
    procedure = page_of(ProcedurePage, "register")
    book, go, _write = procedure.steps
    assert [step.id for step in procedure.steps] == ["book", "go", "write"]
    assert [branch.id for branch in book.value["branches"].bound_blocks] == ["refused"]
    assert [needed.id for needed in go.value["documents"].bound_blocks] == ["passport", "lease"]
    assert [block.id for block in page_of(ServicePage, "bus-pass").body] == ["use", "lost"]
    assert [synonym.id for synonym in page_of(DocumentTypePage, "passport").synonyms] == ["travel", "id"]


def test_pages_that_refer_to_one_another_do_so_whichever_was_made_first(folder: Path) -> None:
    procedure, service = page_of(ProcedurePage, "register"), page_of(ServicePage, "bus-pass")
    assert service.procedure == procedure
    assert [block.value.slug for block in page_of(SituationPage, "just-arrived").procedures] == ["register", "bus-pass"]
    assert [block.value.slug for block in service.situations] == ["just-arrived"]
    assert page_of(DocumentTypePage, "passport").how_to_get == procedure
    assert f'id="{page_of(ContactPage, "line").pk}"' in procedure.if_it_fails


def test_facts_and_text_reach_the_published_documents(folder: Path) -> None:
    body = document(page_of(ProcedurePage, "register")).body
    assert body["deadline"] == {"days": 14, "event": "after you move in"}
    assert body["duration"] == {"value": 10, "maximum": 15, "unit": "day"}
    assert body["steps"][1]["documents"][1]["condition"] == "if you rent"
    office = document(page_of(OfficePage, "town-hall")).body
    assert office["opening_hours"][1]["closes"] == "24:00"
    assert office["accessibility"] == {"step_free": "yes", "toilet": "no", "lift": "unknown", "hearing_loop": "unknown"}


def test_a_whole_translation_is_live_and_checked(folder: Path) -> None:
    page = page_of(ProcedurePage, "register")
    assert state_of(page, "de").status == Status.REVIEWED
    body = document(page, "de").body
    assert "fallback" not in json.dumps(body)
    assert body["translation"] == {"state": "reviewed", "outdated": 0, "segments": 14}
    contact = document(page_of(ContactPage, "line")).uuid
    assert f'<a data-ref="{contact}" data-kind="contact">dem Telefon</a>' in body["steps"][0]["text"]


def test_a_machine_translation_is_live_and_marked(folder: Path) -> None:
    assert document(page_of(DocumentTypePage, "passport"), "de").body["translation"]["state"] == "machine"


def test_an_incomplete_translation_is_a_draft_and_a_missing_one_is_nothing(folder: Path) -> None:
    article = page_of(ArticlePage, "first-days")
    german = article.get_translation(Locale.objects.get(language_code="de"))
    assert (german.live, german.alias_of) == (False, None)
    assert german.get_latest_revision_as_object().title == "Erste Tage"
    assert state_of(article, "de").status == Status.MISSING
    assert not article.has_translation(Locale.objects.get(language_code="ar"))


def test_the_parents_of_a_translation_that_nobody_translated_are_drafts(folder: Path) -> None:
    papers = page_of(TopicPage, "papers", "de")
    assert (papers.live, papers.alias_of) == (False, None)


def test_home_pages_keep_their_own_addresses(folder: Path) -> None:
    homes = CityPage.objects.filter(city__slug=CITY).order_by("pk")
    assert [home.slug for home in homes] == ["millbrook", "millbrook-de", "millbrook-ar"]
    Translation.objects.get(source__object_id=homes[0].translation_key).save_target(publish=False)
    assert CityPage.objects.get(pk=homes[1].pk).slug == "millbrook-de"


def test_a_second_import_changes_nothing(folder: Path) -> None:
    before = footprint()
    report = bring_in(folder)
    assert footprint() == before
    assert (report.created, report.changed, report.unchanged) == (0, 0, 15)
    assert not report.published
    assert not report.drafted


def test_a_changed_file_changes_its_page_alone(folder: Path) -> None:
    before = footprint()
    edit_file(folder, "costs/fee.yaml", '"12.00"', '"13.00"')
    report = bring_in(folder)
    assert report.changed == 1
    assert footprint() == (before[0] + 1, before[1] + 1)
    assert document(page_of(CostPage, "fee")).body["amount"] == "13.00"


def test_a_changed_fact_reaches_every_language_and_keeps_their_text(folder: Path) -> None:
    edit_file(folder, "procedures/register.yaml", "days: 14", "days: 7")
    bring_in(folder)
    body = document(page_of(ProcedurePage, "register"), "de").body
    assert body["deadline"] == {"days": 7, "event": "nach dem Einzug"}
    assert body["translation"]["outdated"] == 0


def test_the_order_of_steps_is_that_of_the_file(folder: Path) -> None:
    text = (folder / "procedures/register.yaml").read_text(encoding="utf-8")
    write = "  write:\n    kind: or\n    title: Write a letter\n"
    (folder / "procedures/register.yaml").write_text(
        text.replace(write, "").replace("steps:\n", f"steps:\n{write}"), encoding="utf-8"
    )
    assert bring_in(folder).changed == 1
    assert [step.id for step in page_of(ProcedurePage, "register").steps] == ["write", "book", "go"]


def test_a_translation_file_translates_the_present_text_unless_it_says_otherwise(folder: Path) -> None:
    edit_file(folder, "topics/arrival.yaml", "Your first weeks.", "Your first months.")
    bring_in(folder)
    assert state_of(page_of(TopicPage, "arrival"), "de").status == Status.REVIEWED
    (folder / "topics/arrival.de.yaml").unlink()
    edit_file(folder, "topics/arrival.yaml", "Your first months.", "Your first year.")
    bring_in(folder)
    topic = page_of(TopicPage, "arrival")
    assert state_of(topic, "de").status == Status.OUTDATED
    body = document(topic, "de").body
    assert body["summary"] == "Ihre ersten Wochen."
    assert body["translation"]["outdated"] == 1


def made_from_an_older_text(folder: Path) -> None:
    edit_file(folder, "topics/arrival.yaml", "Your first weeks.", "Your first months.")
    write_file(
        folder,
        "topics/arrival.de.yaml",
        """
        translated_by: person
        title: Ankommen
        summary: Ihre ersten Wochen.
        made_from:
          summary: Your first weeks.
        """,
    )


def test_a_translation_of_an_older_text_is_live_and_outdated_in_a_new_city(tmp_path: Path) -> None:
    folder = write_folder(tmp_path).rename(tmp_path / "oldbrook")
    made_from_an_older_text(folder)
    bring_in(folder)
    topic = page_of(TopicPage, "arrival", city="oldbrook")
    assert topic.summary == "Your first months."
    assert document(topic, "de").body["summary"] == "Ihre ersten Wochen."
    assert (state_of(topic, "de").status, state_of(topic, "de").outdated) == (Status.OUTDATED, 1)
    before = footprint("oldbrook")
    bring_in(folder)
    assert footprint("oldbrook") == before


def test_a_translation_of_an_older_text_never_publishes_the_older_source(folder: Path) -> None:
    write_file(folder, "topics/papers.de.yaml", FILES["topics/papers.yaml"])
    edit_file(folder, "topics/papers.de.yaml", "parent: arrival\n", "translated_by: person\n")
    edit_file(folder, "topics/papers.de.yaml", "What every office asks for.", "Was Ämter verlangen.")
    with (folder / "topics/papers.de.yaml").open("a", encoding="utf-8") as file:
        file.write("made_from:\n  summary: What an office wants.\n")
    topic = page_of(TopicPage, "papers")
    before = document(topic).revision
    bring_in(folder)
    assert document(topic).revision == before
    assert document(topic, "de").body["summary"] == "Was Ämter verlangen."
    assert state_of(topic, "de").outdated == 1


def test_a_paragraph_translated_from_an_older_text_is_outdated_alone(folder: Path) -> None:
    edit_file(folder, "articles/first-days.yaml", "1. Rest", "1. Rest well")
    with (folder / "articles/first-days.de.yaml").open("a", encoding="utf-8") as file:
        file.write(
            "body:\n  what:\n    text: |\n      Lesen Sie [Mietvertrag](term:lease) und [Karte](service:bus-pass).\n\n"
            "      1. Ruhen\n      2. Essen\n"
            "made_from:\n  body.what.text: |\n"
            "    Read about [the lease](term:lease) and [the pass](service:bus-pass).\n\n"
            "    1. Rest\n    2. Eat\n"
        )
    bring_in(folder)
    article = page_of(ArticlePage, "first-days")
    assert (state_of(article, "de").segments, state_of(article, "de").outdated) == (5, 1)
    assert "Ruhen" in document(article, "de").body["body"][0]["html"]


def write_home(folder: Path, language: str, title: str) -> None:
    """A home page, without which readers see nothing of a language."""
    introduction = f"[{title}](procedure:register)"
    write_file(
        folder, f"city.{language}.yaml", f"translated_by: person\ntitle: {title}\nintroduction: '{introduction}'\n"
    )


def test_a_translation_that_becomes_whole_goes_live(folder: Path) -> None:
    write_file(
        folder,
        "offices/town-hall.ar.yaml",
        "translated_by: person\ntitle: المبنى\naccess_notes: اضغط الجرس.\nclosures:\n  - {reason: عطلة}\n",
    )
    write_home(folder, "ar", "ميلبروك")
    assert bring_in(folder).published == {"ar": 2}
    assert document(page_of(OfficePage, "town-hall"), "ar").body["closures"][0]["reason"] == "عطلة"


def test_machine_text_about_danger_does_not_go_live_unchecked(folder: Path) -> None:
    for name in ("machine", "person"):
        write_file(
            folder,
            "services/bus-pass.de.yaml",
            f"""
            translated_by: {name}
            title: Busausweis
            summary: Günstiger fahren.
            for_whom: |
              - Kinder
              - Menschen über 66
            body:
              use:
                text: |
                  ## So geht es

                  Zeigen Sie ihn **der Fahrerin**. Eine Fahrt kostet [die Gebühr](cost:fee).
              lost:
                warning: |
                  Melden Sie einen Verlust: [Nummer](contact:line).
            documents:
              passport: {{note: Oder eine Karte.}}
            deadline: {{event: vor der ersten Fahrt}}
            if_it_fails: |
              Fragen Sie [das Team](organisation:welcome-team).
            """,
        )
        report = bring_in(folder)
        assert (report.published, report.drafted) == (({}, {"de": 1}) if name == "machine" else ({"de": 1}, {}))


def test_what_a_person_checked_stays_checked(folder: Path) -> None:
    passport = page_of(DocumentTypePage, "passport")
    StringTranslation.objects.filter(context__object_id=passport.translation_key).update(translation_type="manual")
    bring_in(folder)
    assert state_of(passport, "de").status == Status.REVIEWED


def test_a_page_moves_with_its_file_and_its_translations_with_it(folder: Path) -> None:
    edit_file(folder, "procedures/register.yaml", "topic: arrival", "topic: papers")
    bring_in(folder)
    assert page_of(ProcedurePage, "register").get_parent().slug == "papers"
    assert page_of(ProcedurePage, "register", "de").get_parent().slug == "papers"
    assert document(page_of(ProcedurePage, "register"), "de").path == "arrival/papers/register"
    assert Page.find_problems() == ([], [], [], [], [])


def test_siblings_stand_in_their_order_and_then_by_title(folder: Path) -> None:
    for name, order in {"b": "", "a": "", "z": "order: 1\n", "y": "order: 2\n"}.items():
        write_file(folder, f"terms/{name}.yaml", f"title: Term {name}\n{order}explanation: Something.\n")
    bring_in(folder)
    directory = Page.objects.get(slug="terms", locale__language_code="en")
    assert [page.slug for page in directory.get_children()] == ["z", "y", "lease", "a", "b"]
    write_file(folder, "terms/b.yaml", "title: Term b\norder: 0\nexplanation: Something.\n")
    bring_in(folder)
    assert [page.slug for page in directory.get_children()] == ["b", "z", "y", "lease", "a"]
    assert Page.find_problems() == ([], [], [], [], [])


def test_pages_that_no_file_describes_stay_as_they_are(folder: Path) -> None:
    mine = make_page(CostPage, City.objects.get(slug=CITY), title="Mine")
    bring_in(folder)
    mine.refresh_from_db()
    assert (mine.live, mine.title) == (True, "Mine")


def test_the_file_wins_over_what_was_changed_in_the_cms(folder: Path) -> None:
    edit(page_of(CostPage, "fee"), condition="Only on Mondays.")
    assert bring_in(folder).changed == 1
    assert page_of(CostPage, "fee").condition == "For each person."


def test_what_the_editor_adds_to_rich_text_without_changing_a_word_is_no_change(folder: Path) -> None:
    page = page_of(ProcedurePage, "register")
    edit(page, outcome=page.outcome.replace("<p>", '<p data-block-key="x1y2z">'))
    before = footprint()
    bring_in(folder)
    assert footprint() == before


def test_a_uuid_in_the_file_is_that_of_the_page(folder: Path) -> None:
    mine = make_page(CostPage, City.objects.get(slug=CITY), title="Mine", slug="mine")
    write_file(folder, "costs/ours.yaml", f'title: Ours\nuuid: {mine.translation_key}\namount: "1.00"\ncurrency: GBP\n')
    bring_in(folder)
    mine.refresh_from_db()
    assert (mine.title, mine.slug, mine.free) == ("Ours", "ours", False)


def test_a_new_language_of_the_city_comes_in_with_its_files(folder: Path) -> None:
    edit_file(folder, "city.yaml", "[en, de, ar]", "[en, de, ar, uk]")
    write_file(folder, "topics/arrival.uk.yaml", "translated_by: person\ntitle: Прибуття\nsummary: Перші тижні.\n")
    write_home(folder, "uk", "Міллбрук")
    bring_in(folder)
    assert City.objects.get(slug=CITY).language_tags == ["en", "de", "ar", "uk"]
    assert document(page_of(TopicPage, "arrival"), "uk").body["title"] == "Прибуття"


def test_an_interrupted_import_is_completed_by_the_next(tmp_path: Path) -> None:
    def interrupt(what: str, done: int, total: int) -> None:
        if what == "contents" and done == 8:
            raise KeyboardInterrupt

    folder = write_folder(tmp_path).rename(tmp_path / "newbrook")
    with pytest.raises(KeyboardInterrupt):
        import_checked(check_folder(folder), interrupt)
    assert 0 < PublishedDocument.objects.of_city("newbrook").filter(language="en").count() < 15
    bring_in(folder)
    assert PublishedDocument.objects.of_city("newbrook").filter(language="en").count() == 15
    before = footprint("newbrook")
    bring_in(folder)
    assert footprint("newbrook") == before


def test_the_command_prints_its_counts(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("import_content", str(folder), "--json")
    out, err = capsys.readouterr()
    assert json.loads(out) == {"created": 0, "changed": 0, "unchanged": 15, "published": {}, "drafted": {}}
    assert "contents: 15 of 15" in err
    call_command("import_content", str(folder))
    assert capsys.readouterr().out.startswith("millbrook: 0 pages made, 0 changed, 15 as they were")


class Tasks:
    """Stands in for a task and remembers for which pages it was enqueued."""

    def __init__(self) -> None:
        self.pages: list[str] = []

    def enqueue(self, _app: str, _model: str, page: str) -> None:
        self.pages.append(page)


def test_each_written_page_is_indexed_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    search, references = Tasks(), Tasks()
    monkeypatch.setattr("cms.guides.content_files.bulk.insert_or_update_object_task", search)
    monkeypatch.setattr("cms.guides.content_files.bulk.update_reference_index_task", references)
    edit_file(folder, "costs/fee.yaml", '"12.00"', '"13.00"')
    bring_in(folder)
    assert search.pages == references.pages == [str(page_of(CostPage, "fee").pk)]
