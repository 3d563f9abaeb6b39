"""Keeping pages true: who is asked by mail, what the link in it does, and what readers and the history see then."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import User
from django.core import mail, signing
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings
from wagtail.models import PageLogEntry
from wagtail.users.models import UserProfile
from wagtail_localize.models import TranslationSource

from cms.cities.models import City, Role
from cms.contributions.reviews.asking import LINK_LIVES, ask_city, cities_to_ask
from cms.contributions.reviews.due import today_in
from cms.contributions.reviews.models import MailKind, ReviewMail, ReviewRequest
from cms.guides.models import ArticlePage, CostPage, OfficePage, OrganisationPage
from cms.publishing.models import PublishedDocument
from cms.publishing.wakeup import wake_due_tasks
from tests.cms.cities.page_forms import sent
from tests.cms.factories import edit, home_page, make_city, make_page, make_translation, make_user, publish
from translations.states import translation_states

pytestmark = pytest.mark.django_db
LogIn = Callable[[User], Client]

NOON = datetime(2026, 5, 4, 12, tzinfo=ZoneInfo("UTC"))
TODAY = NOON.date()


def link_in(message: mail.EmailMessage, title: str = "") -> str:
    """The path of the “still right” link below a title in a mail, or of the first one."""
    found = re.search(rf"{re.escape(title)}.*?https?://[^/]+(/desk/\S+/still-right/\S+)", str(message.body), re.DOTALL)
    assert found
    return found[1]


def shown_in(html: str) -> str:
    found = re.search(r'name="shown" value="([0-9a-f]+)"', html)
    assert found
    return found[1]


def confirm(client: Client, address: str) -> str:
    """Open the link and press the button; the page that follows."""
    page = client.get(address)
    assert page.status_code == 200, page.content.decode()
    return client.post(address, {"shown": shown_in(page.content.decode())}).content.decode()


def bodies(page: ArticlePage) -> dict[str, dict[str, object]]:
    return dict(PublishedDocument.objects.current().filter(uuid=page.translation_key).values_list("language", "body"))


def due(city: City, title: str, days: int = 0, **facts: Any) -> ArticlePage:
    return make_page(ArticlePage, city, title=title, review_due=TODAY + timedelta(days=days), **facts)


def test_each_owner_gets_one_mail_with_what_is_due_and_pages_of_nobody_go_to_the_editors() -> None:
    city = make_city()
    nora, editor = make_user(city, Role.CONTRIBUTOR), make_user(city, Role.EDITOR)
    for title, days in (("Now", 0), ("Soon", 30), ("Later", 31)):
        due(city, title, days, responsible_user=nora)
    due(city, "Orphan", -5)
    left = make_user(None)
    due(city, "Of somebody who left", -5, responsible_user=left)
    assert ask_city(city, NOON) == 2
    sent = {message.to[0]: message.body for message in mail.outbox}
    assert set(sent) == {nora.email, editor.email}
    assert "Now" in sent[nora.email]
    assert "Soon" in sent[nora.email]
    assert "Later" not in sent[nora.email]
    assert "Orphan" not in sent[nora.email]
    assert "Orphan" in sent[editor.email]
    assert "Of somebody who left" in sent[editor.email]


def test_a_mail_is_sent_once_a_month_however_often_and_wherever_it_is_tried() -> None:
    city = make_city()
    due(city, "Now", responsible_user=make_user(city))
    for hours in (0, 1, 24, 24 * 20):
        ask_city(city, NOON + timedelta(hours=hours))
    assert len(mail.outbox) == 1
    # A worker died after it had claimed the mail: nobody knows whether it left.
    ReviewMail.objects.update(sent_at=None)
    ask_city(city, NOON + timedelta(hours=2))
    assert len(mail.outbox) == 1
    # One that died before it claimed any left it to the next.
    ReviewMail.objects.update(claimed_at=None)
    ask_city(city, NOON + timedelta(hours=3))
    assert len(mail.outbox) == 2
    ask_city(city, NOON + timedelta(days=31))
    assert len(mail.outbox) == 3


def test_the_timer_finds_the_cities_that_have_to_ask_today_and_no_others() -> None:
    city, idle = make_city("alpha"), make_city("beta")
    make_user(city)
    make_page(ArticlePage, city, review_due=timezone.localdate())
    make_page(ArticlePage, idle, review_due=timezone.localdate() + timedelta(days=60))
    assert cities_to_ask(timezone.now()) == [city]
    assert f"{city.slug}: people are to be asked whether pages are still right" in wake_due_tasks()
    assert len(mail.outbox) == 1
    assert cities_to_ask(timezone.now()) == []
    assert cities_to_ask(timezone.now() + timedelta(days=1)) == [city]


def test_while_the_mail_server_is_away_nothing_is_noted_as_sent(settings: Settings) -> None:
    city = make_city()
    due(city, "Now", responsible_user=make_user(city))
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    with pytest.raises(ConnectionRefusedError):
        ask_city(city, NOON)
    assert cities_to_ask(NOON) == [city]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert ask_city(city, NOON) == 1


def test_a_mail_is_in_the_language_of_its_reader_where_the_guide_has_it(settings: Settings) -> None:
    city = make_city(source="en", languages=("en", "de"))
    anna = make_user(city)
    UserProfile.objects.create(user=anna, preferred_language="de")
    due(city, "Pay & display", responsible_user=anna)
    ask_city(city, NOON)
    message = mail.outbox[0]
    assert message.subject == "Bitte prüfen: Alpha"
    assert "* Pay & display" in message.body
    assert "Stimmt noch: http" in message.body
    assert f"/desk/{city.slug}/de/still-right/" in message.body
    assert "4. Mai 2026" in message.body


def test_opening_the_link_changes_nothing_and_the_button_confirms_the_facts_in_every_language(as_user: LogIn) -> None:
    city = make_city()
    owner = make_user(city, first_name="Nora", last_name="Nurse")
    page = due(city, "Winter tyres", -40, responsible_user=owner)
    publish(make_translation(page, "de"))
    source = TranslationSource.objects.get(object_id=page.translation_key)
    # Somebody has begun to write something else.
    draft = ArticlePage.objects.get(pk=page.pk)
    draft.title = "Summer tyres"
    draft.save_revision()
    ask_city(city, timezone.now())
    address, client = link_in(mail.outbox[0]), Client()
    before = bodies(page)
    shown = client.get(address).content.decode()
    assert "Winter tyres" in shown
    assert "Summer tyres" not in shown
    # One button, and none of those that the page has in the guide.
    assert shown.count("<form") == shown.count("<button") == 1
    assert bodies(page) == before

    answer = confirm(client, address)
    assert "Thank you" in answer
    today = today_in(city, timezone.now())
    live = ArticlePage.objects.get(pk=page.pk)
    assert (live.checked_on, live.title, live.has_unpublished_changes) == (today, "Winter tyres", True)
    assert live.review_due
    assert live.review_due.year == today.year + 1
    assert {language: body["checked_on"] for language, body in bodies(page).items()} == dict.fromkeys(
        ("en", "de"), today.isoformat()
    )
    states = translation_states([source.pk], [city.languages.get(locale__language_code="de").locale_id])
    assert [state.outdated for state in states.values()] == [0]
    # What was begun stays a draft, and knows the new dates.
    draft = live.get_latest_revision_as_object()
    assert (draft.title, draft.checked_on) == ("Summer tyres", today)
    entry = PageLogEntry.objects.get(action="waymark.facts_confirmed")
    assert entry.user == owner
    history = as_user(make_user(city)).get(reverse("wagtailadmin_pages:history", args=[page.pk])).content.decode()
    assert "Confirmed that the facts are still right" in history


def test_what_changed_since_it_was_shown_is_shown_again_before_it_is_confirmed() -> None:
    city = make_city()
    office = make_page(OfficePage, city, street="1 Mill Lane", review_due=TODAY, responsible_user=make_user(city))
    ask_city(city, timezone.now())
    address, client = link_in(mail.outbox[0]), Client()
    shown = client.get(address).content.decode()
    assert "1 Mill Lane" in shown
    edit(office, street="2 New Road")
    answer = client.post(address, {"shown": shown_in(shown)})
    assert answer.status_code == 409
    assert "2 New Road" in answer.content.decode()
    assert OfficePage.objects.get(pk=office.pk).checked_on is None
    assert "Thank you" in confirm(client, address)


def test_while_a_guide_is_taken_offline_its_links_lead_nowhere() -> None:
    city = make_city()
    due(city, "Winter tyres", responsible_user=make_user(city))
    ask_city(city, timezone.now())
    address, client = link_in(mail.outbox[0]), Client(raise_request_exception=False)
    assert client.get(address).status_code == 200
    home_page(city).unpublish()
    assert [client.get(place).status_code for place in (address, f"{address[:-2]}x/")] == [404, 404]


def test_facts_without_a_page_of_their_own_can_be_confirmed_too() -> None:
    city = make_city()
    make_page(CostPage, city, title="Dog tax", review_due=TODAY, responsible_user=make_user(city))
    ask_city(city, timezone.now())
    assert "Thank you" in confirm(Client(), link_in(mail.outbox[0]))


def test_an_organisation_that_the_city_knows_is_asked_without_an_account() -> None:
    city = make_city()
    make_user(city, Role.EDITOR)
    known = make_page(OrganisationPage, city, title="Aid & Help", email="desk@aid.example.org", verified=True)
    unknown = make_page(OrganisationPage, city, title="Who", email="who@else.example.org")
    page = due(city, "Advice", responsible_organisation=known)
    due(city, "Elsewhere", responsible_organisation=unknown)
    ask_city(city, timezone.now())
    to = {message.to[0]: message for message in mail.outbox}
    assert "who@else.example.org" not in to
    message = to["desk@aid.example.org"]
    assert "/admin/" not in message.body
    assert f"/desk/{city.slug}/en/suggest/{page.translation_key}/" in message.body
    confirm(Client(), link_in(message))
    entry = PageLogEntry.objects.get(action="waymark.facts_confirmed")
    assert (entry.user, entry.data["by"]) == (None, "Aid & Help")


def test_an_organisation_is_asked_to_write_a_mail_where_the_city_takes_no_forms() -> None:
    city = make_city()
    city.takes_contributions, city.publisher_email = False, "guide@city.example.org"
    city.save()
    known = make_page(OrganisationPage, city, email="desk@aid.example.org", verified=True)
    due(city, "Advice", responsible_organisation=known)
    ask_city(city, timezone.now())
    (message,) = mail.outbox
    assert "mailto:guide@city.example.org" in message.body
    assert "/suggest/" not in message.body
    assert 'href="mailto:guide@city.example.org"' in Client().get(link_in(message)).content.decode()
    assert "Thank you" in confirm(Client(), link_in(message))


@pytest.mark.parametrize(
    "spoil",
    ["forged", "of another purpose", "of another city", "expired", "revoked", "unpublished", "left", "deactivated"],
)
def test_a_link_opens_nothing_once_it_is_no_longer_meant(spoil: str) -> None:
    city = make_city()
    owner = make_user(city, Role.CONTRIBUTOR)
    page = due(city, "Winter tyres", responsible_user=owner)
    ask_city(city, timezone.now())
    address = link_in(mail.outbox[0])
    token = address.rstrip("/").rpartition("/")[2]
    match spoil:
        case "forged":
            address = address.replace(token, token[:-1] + ("A" if token[-1] != "A" else "B"))
        case "of another purpose":
            address = address.replace(token, signing.dumps(ReviewRequest.objects.get().pk, salt="else"))
        case "of another city":
            address = address.replace(city.slug, make_city("beta").slug)
        case "expired":
            ReviewRequest.objects.update(expires_on=timezone.localdate() - timedelta(days=1))
        case "revoked":
            ReviewRequest.objects.update(revoked_at=timezone.now())
        case "unpublished":
            page.unpublish()
        case "left":
            owner.groups.clear()
        case "deactivated":
            User.objects.filter(pk=owner.pk).update(is_active=False)
    for answer in (Client().get(address), Client().post(address, {"shown": ""})):
        assert answer.status_code == 410
        assert "Winter tyres" not in answer.content.decode()
    assert ArticlePage.objects.get(pk=page.pk).checked_on is None


def test_links_outlive_the_next_digest_and_no_more() -> None:
    assert timedelta(days=31) < LINK_LIVES < timedelta(days=90)


def test_editors_are_told_once_a_month_of_what_is_overdue_for_30_days() -> None:
    city = make_city()
    editor, owner = make_user(city, Role.EDITOR), make_user(city, Role.CONTRIBUTOR)
    due(city, "Thirty", -30, responsible_user=owner)
    due(city, "Thirty-one", -31, responsible_user=owner)
    due(city, "Already in the editor’s own digest", -99, responsible_user=editor)

    def escalations() -> list[str]:
        return [str(each.body) for each in mail.outbox if each.to == [editor.email] and "30 days" in each.subject]

    ask_city(city, NOON)
    (first,) = escalations()
    assert "Thirty-one" in first
    assert "* Thirty\n" not in first
    assert "own digest" not in first
    ask_city(city, NOON + timedelta(days=1))
    _, second = escalations()
    assert "* Thirty\n" in second
    assert "Thirty-one" not in second
    ask_city(city, NOON + timedelta(days=2))
    assert len(escalations()) == 2
    ask_city(city, NOON + timedelta(days=31))
    assert len(escalations()) == 3
    assert ReviewMail.objects.filter(kind=MailKind.ESCALATION, address=owner.email).count() == 0


def test_what_a_person_publishes_first_gets_a_next_check_by_its_kind(as_user: LogIn) -> None:
    city = make_city()
    editor = make_user(city)
    client = as_user(editor)
    for model, months in ((OfficePage, 6), (ArticlePage, 12)):
        page = make_page(model, city, live=False)
        page.save_revision(user=editor)
        client.post(reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={page.pk}")
        live = model.objects.get(pk=page.pk)
        assert live.live
        assert live.review_due
        assert round((live.review_due - timezone.localdate()).days / 30.4) == months
        # The next time somebody opens the form it is there.
        assert live.get_latest_revision_as_object().review_due == live.review_due
    given = make_page(ArticlePage, city, live=False, review_due=date(2030, 1, 1))
    given.save_revision(user=editor)
    client.post(reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={given.pk}")
    assert ArticlePage.objects.get(pk=given.pk).review_due == date(2030, 1, 1)


@pytest.mark.parametrize("typed", [False, True])
def test_a_form_that_was_open_takes_no_confirmation_back_unless_somebody_typed_a_date(
    typed: bool, as_user: LogIn
) -> None:
    city = make_city()
    editor, today = make_user(city), timezone.localdate()
    page = publish(make_page(ArticlePage, city, title="Rent", checked_on=date(2025, 1, 1), review_due=date(2026, 1, 1)))
    client, address = as_user(editor), reverse("wagtailadmin_pages:edit", args=[page.pk])
    opened = {
        found[1]: found[2]
        for found in re.finditer(r'name="([a-z_]+-opened)" value="([^"]*)"', client.get(address).content.decode())
    }
    assert opened == {"checked_on-opened": "2025-01-01", "review_due-opened": "2026-01-01"}
    form = sent(page, editor, title="Rent and deposit", **opened) | {"action-publish": "1"}
    if typed:
        form["review_due"] = "2027-03-04"
    client.post("/admin/reports/checks/", {"action": "confirm", "pages": [page.pk]})
    assert client.post(address, form).status_code == 302
    live = ArticlePage.objects.get(pk=page.pk)
    assert (live.title, live.checked_on) == ("Rent and deposit", today)
    assert live.review_due is not None
    assert (live.review_due == date(2027, 3, 4)) is typed
    assert live.review_due > today


def test_what_a_command_brings_in_keeps_the_dates_of_its_files() -> None:
    assert make_page(ArticlePage, make_city()).review_due is None


class TestReport:
    """Working off the list in the admin."""

    address = "/admin/reports/checks/"

    def test_many_pages_are_confirmed_at_once_by_those_who_may_publish_them(self, as_user: LogIn) -> None:
        city, beta = make_city("alpha"), make_city("beta")
        today = timezone.localdate()
        own = [make_page(ArticlePage, city, review_due=today) for _ in range(2)]
        other = make_page(ArticlePage, beta, review_due=today)
        ticked = {"action": "confirm", "pages": [page.pk for page in (*own, other)]}
        as_user(make_user(city, Role.VIEWER)).post(self.address, ticked)
        assert not ArticlePage.objects.exclude(checked_on=None).exists()
        as_user(make_user(city)).post(self.address, ticked)
        assert set(ArticlePage.objects.exclude(checked_on=None)) == set(own)

    def test_somebody_else_becomes_responsible_and_old_links_close(self, as_user: LogIn) -> None:
        city = make_city()
        before, after = make_user(city, Role.CONTRIBUTOR), make_user(city, Role.CONTRIBUTOR)
        stranger = make_user(make_city("beta"))
        page = make_page(ArticlePage, city, review_due=timezone.localdate(), responsible_user=before)
        ask_city(city, timezone.now())
        client = as_user(make_user(city))
        client.post(self.address, {"action": "assign", "owner": stranger.pk, "pages": [page.pk]})
        assert ArticlePage.objects.get(pk=page.pk).responsible_user == before
        client.post(self.address, {"action": "assign", "owner": after.pk, "pages": [page.pk]})
        live = ArticlePage.objects.get(pk=page.pk)
        assert live.responsible_user == live.get_latest_revision_as_object().responsible_user == after
        assert Client().get(link_in(mail.outbox[0])).status_code == 410

    def test_filters_narrow_the_list_and_it_says_who_was_asked_when(self, as_user: LogIn) -> None:
        city = make_city()
        owner, editor = make_user(city, Role.CONTRIBUTOR), make_user(city)
        today = timezone.localdate()
        make_page(ArticlePage, city, title="Asked page", review_due=today - timedelta(days=9), responsible_user=owner)
        make_page(OfficePage, city, title="Overdue office", review_due=today - timedelta(days=1))
        make_page(ArticlePage, city, title="Dateless page")
        ask_city(city, timezone.now())
        ReviewMail.objects.filter(address=editor.email).update(sent_at=None, problem="550 no such mailbox")
        client = as_user(editor)

        def titles(**query: str) -> set[str]:
            html = client.get(self.address, query).content.decode()
            return {title for title in ("Asked page", "Overdue office", "Dateless page") if title in html}

        assert titles() == {"Asked page", "Overdue office"}
        assert titles(when="never") == {"Dateless page"}
        assert titles(kind="office") == {"Overdue office"}
        assert titles(who="nobody") == {"Overdue office"}
        assert titles(who="mine") == set()
        assert titles(who="unanswered") == {"Asked page"}
        assert titles(city="alpha", when="overdue") == {"Asked page", "Overdue office"}
        assert "550 no such mailbox" in client.get(self.address).content.decode()
