"""A person has pages drafted by machine: knows what it costs before, and sees how far it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect
from pytest_django import Settings

from cms.cities.models import City, Role
from cms.guides.models import ArticlePage
from cms.publishing.models import TranslationRequest
from cms.publishing.tasks import translate_city_pages
from tests.cms.factories import make_page, make_user
from tests.engines import MirrorEngine
from translations.engines.records import EngineUsage

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MATRIX = "/admin/reports/languages/?kind=articlepage"
PHONE = 360
WIDTH = "document.documentElement.scrollWidth"
REFRESH = 3000  # milliseconds, a little more often than the screen asks for what is new


@pytest.fixture
def page(city: City, log_in: Callable[[User], Page]) -> Page:
    """The admin as the city's administrator sees it after logging in."""
    return log_in(make_user(city, Role.ADMINISTRATOR))


@pytest.fixture
def paid(city: City, settings: Settings) -> None:
    """An engine that costs money, with a budget of 500 characters a month."""
    settings.TRANSLATION_ENGINES = ["tests.engines.PaidEngine"]
    settings.TRANSLATION_BUDGETS = {"Paid": 500}


def draft_in(page: Page, *languages: str) -> None:
    """Have every page of the matrix drafted."""
    for box in ("All pages on this screen", *languages):
        page.get_by_label(box).check()
    page.get_by_role("button", name="Draft by machine").click()


def characters_used() -> int:
    return sum(EngineUsage.objects.values_list("characters", flat=True))


@pytest.mark.usefixtures("paid")
def test_a_person_sees_the_cost_goes_back_and_then_agrees(city: City, page: Page) -> None:
    article = make_page(ArticlePage, city, title="Register", summary="Bring your passport.")
    page.goto(f"/admin/guides/translate/{article.pk}/")
    page.get_by_label("العربية").uncheck()
    page.get_by_label("Publish translations that are complete").uncheck()
    page.get_by_role("button", name="Draft what is missing").click()

    expect(page.get_by_role("heading", name="Cost of the translation")).to_be_visible()
    told = page.get_by_text("Paid gets about").inner_text()
    assert told.endswith("Of 500 a month, 500 are left.")
    page.get_by_role("link", name="Back, nothing is drafted").click()
    expect(page.locator("#language-de")).to_contain_text("Missing")
    assert not TranslationRequest.objects.exists()

    page.set_viewport_size({"width": PHONE, "height": 740})
    page.get_by_label("العربية").uncheck()
    page.get_by_label("Publish translations that are complete").uncheck()
    assert page.evaluate(WIDTH) <= PHONE
    page.get_by_role("button", name="Draft what is missing").click()
    page.get_by_role("button", name="Draft at this cost").focus()
    assert page.evaluate(WIDTH) <= PHONE
    page.keyboard.press("Enter")
    expect(page.locator("#language-de")).to_contain_text("Machine translation")
    # What was chosen before the question holds after it.
    expect(page.locator("#language-ar")).to_contain_text("Missing")
    target = ArticlePage.objects.get(translation_key=article.translation_key, locale__language_code="de")
    assert not target.live
    # The name of the city is counted and not sent.
    assert told.startswith(f"Paid gets about {characters_used() + len('Testville')} characters.")
    assert characters_used() > 0


@pytest.mark.usefixtures("paid")
def test_where_the_budget_is_not_enough_the_question_says_so_and_so_does_the_result(city: City, page: Page) -> None:
    first = make_page(ArticlePage, city, title="Register", summary="Bring your passport.")
    page.goto(f"/admin/guides/translate/{first.pk}/")
    page.get_by_role("button", name="Draft what is missing").click()
    page.get_by_role("button", name="Draft at this cost").click()
    make_page(ArticlePage, city, title="Vote", summary=" ".join(f"Bring paper {'x' * number}." for number in range(40)))
    left = 500 - characters_used()
    page.goto(MATRIX)
    draft_in(page, "Deutsch")
    expect(page.get_by_text(f"Of 500 a month, {left} are left. That is not enough")).to_be_visible()
    page.get_by_role("link", name="Back, nothing is drafted").click()
    expect(page.get_by_label("Kind")).to_have_value("articlepage")
    assert TranslationRequest.objects.get().page_id == first.pk

    draft_in(page, "Deutsch")
    page.get_by_role("button", name="Draft at this cost").click()
    expect(page.locator("#drafting")).to_contain_text(f"Paid has {left} of 500 characters left this month")
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Vote"))
    expect(row.get_by_text("Missing")).to_have_count(2)
    assert characters_used() == 500 - left


class WatchedEngine(MirrorEngine):
    """Has somebody look before each answer, as a person may while a slow engine works."""

    look: Callable[[], None]

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        """Each text mirrored, after the look."""
        WatchedEngine.look()
        return super().translate(texts, source, target)


def test_a_batch_shows_how_far_it_is_until_it_is_done(
    city: City, page: Page, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.TRANSLATION_ENGINES = [f"{__name__}.WatchedEngine"]
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "translate"]}}
    for letter in "abcdefghijkl":
        make_page(ArticlePage, city, title=f"Article {letter}")
    page.clock.install()
    page.goto(MATRIX)
    draft_in(page, "Deutsch", "العربية")
    drafting, bar = page.locator("#drafting"), page.get_by_role("progressbar")
    expect(drafting).to_contain_text("It begins as soon as a worker is free.")
    page.get_by_label("Article l").check()
    # With the topic and the city above them 14 pages in two languages, ten of them given to the engine at a time.
    stages = iter(["0 of 28", "10 of 28", "14 of 28", "24 of 28"])

    def look() -> None:
        page.clock.run_for(REFRESH)
        expect(drafting).to_contain_text(f"{(stage := next(stages))} pages")
        assert (bar.get_attribute("value"), bar.get_attribute("max")) == tuple(stage.split(" of "))

    monkeypatch.setattr(WatchedEngine, "look", staticmethod(look), raising=False)
    translate_city_pages.call(TranslationRequest.objects.get().pk)
    assert list(stages) == []
    # What is drafted by then shows before all is done.
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Article a"))
    expect(row.get_by_text("Machine")).to_have_count(2)

    page.clock.run_for(REFRESH)
    expect(drafting).to_contain_text("The last drafting is done.")
    expect(bar).to_have_count(0)
    expect(page.get_by_role("link", name="Missing")).to_have_count(0)
    expect(page.get_by_label("Article l")).to_be_checked()
    page.set_viewport_size({"width": PHONE, "height": 740})
    page.reload()
    assert page.evaluate(WIDTH) <= PHONE
    for control in page.locator("form.matrix").locator("button, select").all():
        control.scroll_into_view_if_needed()
        box = control.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= PHONE


def test_the_admin_answers_while_a_batch_runs_and_a_batch_that_fails_is_told(
    city: City, page: Page, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.TRANSLATION_ENGINES = [f"{__name__}.WatchedEngine"]
    settings.TRANSLATION_BUDGETS = {"Mirror": 5000}
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "translate"]}}
    article = make_page(ArticlePage, city, title="Register", summary="Bring your passport.")
    page.goto(MATRIX)
    draft_in(page, "Deutsch")
    page.get_by_role("button", name="Draft at this cost").click()
    expect(page.locator("#drafting")).to_contain_text("It begins as soon as a worker is free.")

    def fail() -> None:
        raise MemoryError

    monkeypatch.setattr(WatchedEngine, "look", staticmethod(fail), raising=False)
    for _attempt in range(TranslationRequest.MOST_ATTEMPTS):
        with pytest.raises(MemoryError):
            translate_city_pages.call(TranslationRequest.objects.get().pk)
    page.reload()
    expect(page.locator("#drafting")).to_contain_text("The last drafting did not finish.")

    # It is asked for again. While the engine is at it, somebody saves the very page.
    draft_in(page, "Deutsch")
    page.get_by_role("button", name="Draft at this cost").click()
    expect(page.locator("#drafting")).to_contain_text("It begins as soon as a worker is free.")

    def save() -> None:
        page.goto(f"/admin/pages/{article.pk}/edit/")
        page.locator("[name=summary]").fill("Bring your new passport.")
        page.get_by_role("button", name="Save draft").first.click()
        expect(page.locator(".messages .success")).to_be_visible()

    monkeypatch.setattr(WatchedEngine, "look", staticmethod(save))
    translate_city_pages.call(TranslationRequest.objects.order_by("-pk")[0].pk)
    article.refresh_from_db()
    assert article.get_latest_revision_as_object().summary == "Bring your new passport."
    page.goto(MATRIX)
    expect(page.locator("#drafting")).to_contain_text("The last drafting is done.")
    page.goto("/admin/guides/engines/")
    # What the batch that failed had reserved comes back in an hour: nobody knows whether the engine counted it.
    left = 5000 - 2 * characters_used()
    assert left < 5000
    expect(page.get_by_text(f"Mirror: {left:,} of 5,000 characters are left this month")).to_be_visible()
