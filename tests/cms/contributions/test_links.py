"""Links out of a guide: how other sites are asked, when somebody is bothered, and mending a link once for all pages."""

from __future__ import annotations

import socket
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event, Thread
from time import monotonic
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from pytest_django import Settings
from wagtail.models import PageLogEntry

from cms.cities.models import City, Role
from cms.contributions.links.asking import Asker
from cms.contributions.links.checking import check_due_links
from cms.contributions.links.gathering import cities_to_gather, gather_links
from cms.contributions.links.manners import MOST_PER_HOST, ask_host
from cms.contributions.links.models import Answer, Link, LinkUse
from cms.guides.models import ArticlePage, OfficePage, OrganisationPage, ServicePage
from cms.outside import Caller, NoAnswerError, is_public
from cms.publishing.models import PublishedDocument
from cms.publishing.wakeup import wake_due_tasks
from tests.cms.contributions.web_sites import self_signed, web_site
from tests.cms.factories import edit, make_city, make_page, make_translation, make_user, publish

LogIn = Callable[[User], Client]
NOON = datetime(2026, 5, 4, 12, tzinfo=ZoneInfo("UTC"))
DAY = timedelta(days=1)
ME = Asker("WaymarkLinkCheck/1", private=True, timeout=2)
STRANGER = Asker("WaymarkLinkCheck/1", timeout=2)


def never(seconds: float) -> None:
    """Wait no longer than a test does."""


def paragraph(url: str) -> list[dict[str, object]]:
    return [{"type": "text", "value": f'<p>See <a href="{url}">this</a>.</p>'}]


def bodies(page: ArticlePage) -> dict[str, str]:
    live = PublishedDocument.objects.current().filter(uuid=page.translation_key)
    return {language: str(body) for language, body in live.values_list("language", "body")}


class TestAsking:
    """One address at a time, by real requests to servers on this machine."""

    @pytest.mark.parametrize(
        ("status", "answer"),
        [
            (200, Answer.WORKS),
            (204, Answer.WORKS),
            (404, Answer.GONE),
            (410, Answer.GONE),
            (500, Answer.SERVER),
            (503, Answer.SERVER),
            (401, Answer.BARRED),
            (403, Answer.BARRED),
            (429, Answer.BARRED),
        ],
    )
    def test_an_answer_says_whether_somebody_has_to_do_something(self, status: int, answer: Answer) -> None:
        with web_site({"/page": (status, "")}) as site:
            outcome = ME.outcome(f"{site.url}/page#part")
            assert (outcome.answer, outcome.status) == (answer, status)

    @pytest.mark.parametrize("refused", [400, 403, 404, 405, 500, 501])
    def test_head_is_asked_first_and_get_where_the_server_does_not_take_it(self, refused: int) -> None:
        with web_site({"HEAD /page": (refused, ""), "GET /page": (200, ""), "/plain": (200, "")}) as site:
            assert ME.outcome(f"{site.url}/page").answer == Answer.WORKS
            assert ME.outcome(f"{site.url}/plain").answer == Answer.WORKS
            assert site.asked == ["HEAD /page", "GET /page", "HEAD /plain"]
            assert site.agents == {"WaymarkLinkCheck/1"}

    def test_where_a_page_has_moved_for_ever_is_noted_and_not_where_it_is_for_today(self) -> None:
        answers = {"/old": (301, "/new"), "/new": (200, ""), "/today": (302, "/new"), "/mixed": (308, "/today")}
        with web_site(answers) as site:
            assert ME.outcome(f"{site.url}/old").moved_to == f"{site.url}/new"
            assert ME.outcome(f"{site.url}/today").moved_to == ""
            assert ME.outcome(f"{site.url}/mixed").moved_to == f"{site.url}/today"
            site.answers["/round"] = (301, "/round")
            assert ME.outcome(f"{site.url}/round").answer == Answer.LOOP

    def test_words_in_any_script_are_asked_for_as_browsers_do(self) -> None:
        with web_site({"/stra%C3%9Fe?q=%D8%A8&a=1%20": (200, "")}) as site:
            assert ME.outcome(f"{site.url}/straße?q=ب&a=1%20").answer == Answer.WORKS

    def test_nobody_is_led_into_a_private_network(self) -> None:
        with web_site({"/out": (200, "")}) as site:
            assert STRANGER.outcome(f"{site.url}/out").answer == Answer.INSIDE
            assert STRANGER.outcome(site.url.replace("127.0.0.1", "localhost") + "/out").answer == Answer.INSIDE
            assert site.asked == []

    @pytest.mark.parametrize(
        "address",
        [
            *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0"),
            *("224.0.0.1", "::1", "fe80::1%eth0", "fc00::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::1"),
            *("fec0::1", "::10.0.0.1", "::ffff:0:10.0.0.1", "5f00::1"),
        ],
    )
    def test_addresses_of_machines_nearby_are_not_public(self, address: str) -> None:
        assert not is_public(address)

    @pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "::ffff:8.8.8.8"])
    def test_addresses_that_everybody_reaches_are_public(self, address: str) -> None:
        assert is_public(address)

    def test_what_does_not_answer_is_told_apart_from_what_is_no_address(self) -> None:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            port = taken.getsockname()[1]
            assert ME.outcome(f"http://127.0.0.1:{port}/").answer == Answer.NO_ANSWER
        assert ME.outcome("http://no-such-host.invalid/").answer in {Answer.NO_HOST, Answer.NO_ANSWER}
        for url in ("http://", "ftp://example.org/", "http://a:b/", f"http://{'a' * 70}.example.org/"):
            assert ME.outcome(url).answer == Answer.MALFORMED

    def test_a_server_that_sends_a_byte_now_and_then_keeps_nobody_for_long(self) -> None:
        hasty = Asker("WaymarkLinkCheck/1", private=True, timeout=5, deadline=0.3)
        with socket.create_server(("127.0.0.1", 0)) as server:
            over = Event()

            def drip() -> None:
                stream, _address = server.accept()
                with stream, suppress(OSError):
                    while not over.wait(0.02):
                        stream.send(b"H")

            thread = Thread(target=drip, daemon=True)
            thread.start()
            began = monotonic()
            outcome = hasty.outcome(f"http://127.0.0.1:{server.getsockname()[1]}/")
            over.set()
            thread.join()
        assert outcome.answer == Answer.NO_ANSWER
        assert monotonic() - began < 4

    def test_a_host_of_many_addresses_that_keep_silent_keeps_nobody_for_long(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        now = [0.0]

        def silent(_address: object, timeout: float) -> None:
            now[0] += timeout
            raise TimeoutError

        found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (f"93.184.216.{n}", 80)) for n in range(4)]
        monkeypatch.setattr("cms.outside.monotonic", lambda: now[0])
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_asked, **_more: found)
        monkeypatch.setattr(socket, "create_connection", silent)
        with pytest.raises(NoAnswerError), Caller(timeout=5, deadline=10).conversation("http://example.org/"):
            pass
        assert now == [10]

    def test_a_certificate_that_nobody_vouches_for_is_not_safe(self, tmp_path: Path) -> None:
        with web_site({"/": (200, "")}, certificate=self_signed(tmp_path)) as site:
            assert ME.outcome(f"{site.url}/").answer == Answer.UNSAFE


class TestManners:
    """Many addresses of one host."""

    def test_a_host_is_asked_for_some_pages_one_by_one_with_pauses(self) -> None:
        waited: list[float] = []
        with web_site({f"/{number}": (200, "") for number in range(MOST_PER_HOST + 5)}) as site:
            urls = [site.url + path for path in site.answers]
            found = ask_host(urls, ME, waited.append, pause=1.5)
            assert len(found) == len(site.asked) == MOST_PER_HOST
            assert waited == [1.5] * (MOST_PER_HOST - 1)

    def test_what_robots_txt_says_is_heeded(self) -> None:
        rules = "User-agent: WaymarkLinkCheck\nDisallow: /private/\nCrawl-delay: 3\n"
        waited: list[float] = []
        with web_site({"/a": (200, ""), "/b": (200, "")}, rules) as site:
            found = ask_host([f"{site.url}{path}" for path in ("/private/x", "/a", "/b")], ME, waited.append)
            assert [outcome.answer for outcome in found.values()] == [Answer.ROBOTS, Answer.WORKS, Answer.WORKS]
            assert site.asked == ["HEAD /a", "HEAD /b"]
            assert waited == [3.0]

    def test_a_host_that_has_enough_is_left_alone(self) -> None:
        with web_site({"/1": (429, ""), "/2": (200, "")}) as site:
            assert len(ask_host([f"{site.url}/1", f"{site.url}/2"], ME, never)) == 1


@pytest.mark.django_db
class TestGathering:
    """From live pages to rows."""

    def test_every_field_of_live_pages_in_which_an_address_stands_is_known(self) -> None:
        city = make_city()
        office = make_page(OfficePage, city, website="https://a.example.org/", appointment_url="https://b.example.org/")
        article = make_page(
            ArticlePage, city, source_url="https://a.example.org/", body=paragraph("https://c.example.org/?a=1&amp;b=2")
        )
        make_page(
            ServicePage,
            city,
            channels=[{"type": "channel", "value": {"kind": "online", "url": "https://d.example.org/"}}],
        )
        publish(make_translation(article, "de"))
        make_page(ArticlePage, city, live=False, source_url="https://draft.example.org/")
        gather_links(city, NOON)
        known = {(use.link.url, use.page_id, use.field) for use in LinkUse.objects.select_related("link")}
        assert ("https://a.example.org/", office.pk, "website") in known
        assert ("https://a.example.org/", article.pk, "source_url") in known
        assert {url for url, _page, _field in known} == {
            "https://a.example.org/",
            "https://b.example.org/",
            "https://c.example.org/?a=1&b=2",
            "https://d.example.org/",
        }
        # Facts of a translation are its source's; its texts are its own.
        german = ArticlePage.objects.get(translation_key=article.translation_key, locale__language_code="de")
        assert {(url, field) for url, page, field in known if page == german.pk} == {
            ("https://c.example.org/?a=1&b=2", "body")
        }

    def test_a_city_is_gathered_again_when_something_was_published(self, settings: Settings) -> None:
        city = make_city()
        page = make_page(ArticlePage, city, source_url="https://a.example.org/")
        assert cities_to_gather() == [city]
        settings.LINK_CHECKS = True
        assert f"{city.slug}: its links are to be gathered" in wake_due_tasks()
        assert cities_to_gather() == []
        Link.objects.update(failures=2)
        edit(page, source_url="https://b.example.org/")
        gather_links(city, NOON)
        assert list(Link.objects.values_list("url", "failures")) == [("https://b.example.org/", 0)]


@pytest.fixture
def settings_for_links(settings: Settings) -> Settings:
    settings.LINK_CHECKS_PRIVATE = True
    return settings


@pytest.mark.django_db
@pytest.mark.usefixtures("settings_for_links")
class TestWorkingOff:
    """What editors are told, and what they do."""

    def failing(self, city: City, url: str, days: int = 3) -> Link:
        gather_links(city, NOON)
        for day in range(days):
            check_due_links(NOON + day * DAY, never)
        return Link.objects.get(city=city, url=url)

    def report(self, client: Client, **query: str) -> str:
        return client.get(reverse("contributions_links_report"), query).content.decode()

    def test_nobody_is_bothered_before_a_link_failed_on_three_days(self, as_user: LogIn) -> None:
        city = make_city()
        client = as_user(make_user(city))
        with web_site() as site:
            url = f"{site.url}/gone"
            make_page(ArticlePage, city, title="Winter tyres", source_url=url)
            gather_links(city, NOON)
            for hours in (0, 1, 2, 24):
                Link.objects.update(next_check=NOON)
                check_due_links(NOON + timedelta(hours=hours), never)
            assert Link.objects.get().failures == 2
            assert "No link is broken." in self.report(client)
            check_due_links(NOON + 2 * DAY, never)
            told = self.report(client)
            assert url in told
            assert "Winter tyres" in told
            assert "Official source" in told
            assert "There is no such page any more (404)" in " ".join(told.split())
            # It is there again.
            site.answers["/gone"] = (200, "")
            check_due_links(NOON + 3 * DAY, never)
            assert "No link is broken." in self.report(client)

    def test_a_page_that_two_cities_link_to_is_asked_for_once(self) -> None:
        with web_site({"/": (200, "")}) as site:
            for slug in ("alpha", "beta"):
                city = make_city(slug)
                make_page(ArticlePage, city, source_url=f"{site.url}/")
                gather_links(city, NOON)
            assert check_due_links(NOON, never) == 2
            assert site.asked == ["HEAD /"]
            assert check_due_links(NOON + DAY, never) == 0

    def test_when_no_host_at_all_answers_it_is_not_the_links(self) -> None:
        city = make_city()
        for number in (2, 3, 4):
            make_page(ArticlePage, city, source_url=f"http://127.0.0.{number}:1/")
        gather_links(city, NOON)
        assert check_due_links(NOON, never) == 0
        assert not Link.objects.exclude(failures=0).exists()

    def test_what_is_all_right_is_not_told_until_it_answers_something_else(self, as_user: LogIn) -> None:
        city = make_city()
        client = as_user(make_user(city))
        with web_site() as site:
            make_page(ArticlePage, city, source_url=f"{site.url}/gone")
            link = self.failing(city, f"{site.url}/gone")
            viewer = as_user(make_user(city, Role.VIEWER))
            viewer.post(reverse("contributions_accept_link", args=[link.pk]))
            assert link.url in self.report(client)
            client.post(reverse("contributions_accept_link", args=[link.pk]))
            assert "No link is broken." in self.report(client)
            assert link.url in self.report(client, state="accepted")
            check_due_links(NOON + 3 * DAY, never)
            assert "No link is broken." in self.report(client)
            site.answers["/gone"] = (500, "")
            check_due_links(NOON + 4 * DAY, never)
            assert link.url in self.report(client)

    def test_a_link_is_mended_once_in_all_pages_and_languages_and_drafts_stay_drafts(self, as_user: LogIn) -> None:
        city = make_city()
        editor = make_user(city)
        with web_site({"/new": (200, "")}) as site:
            old, new = f"{site.url}/old?a=1&b=2", f"{site.url}/new"
            article = make_page(ArticlePage, city, title="Winter tyres", body=paragraph(old.replace("&", "&amp;")))
            organisation = make_page(OrganisationPage, city, website=old)
            publish(make_translation(article, "de"))
            draft = ArticlePage.objects.get(pk=article.pk)
            draft.title = "Summer tyres"
            draft.save_revision()
            link = self.failing(city, old)
            client = as_user(editor)
            address = reverse("contributions_mend_link", args=[link.pk])
            asked = client.get(address).content.decode()
            assert asked.count("Winter tyres") == 2  # in both languages
            assert "Begin it with https://" in client.post(address, {"url": "ftp://example.org/"}).content.decode()
            client.post(address, {"url": new})
            assert {language: new in body for language, body in bodies(article).items()} == {"en": True, "de": True}
            assert not any("/old" in body for body in bodies(article).values())
            assert OrganisationPage.objects.get(pk=organisation.pk).website == new
            live = ArticlePage.objects.get(pk=article.pk)
            begun = live.get_latest_revision_as_object()
            assert (live.title, begun.title, live.has_unpublished_changes) == ("Winter tyres", "Summer tyres", True)
            assert new in str(begun.body)
            assert PageLogEntry.objects.filter(action="waymark.link_mended", user=editor).count() == 3
            assert "No link is broken." in self.report(client)
            # The rows are what gathering would find, too.
            rows = set(LinkUse.objects.values_list("link__url", "page", "field"))
            gather_links(city, NOON)
            assert set(LinkUse.objects.values_list("link__url", "page", "field")) == rows

    def test_a_locked_page_is_left_as_it_is(self, as_user: LogIn) -> None:
        city = make_city()
        with web_site() as site:
            old = f"{site.url}/old"
            article = make_page(ArticlePage, city, title="Winter tyres", body=paragraph(old))
            article.locked, article.locked_by = True, make_user(city, Role.ADMINISTRATOR)
            article.save()
            link = self.failing(city, old)
            client, address = as_user(make_user(city)), reverse("contributions_mend_link", args=[link.pk])
            answer = client.post(address, {"url": f"{site.url}/new"}, follow=True).content.decode()
            assert "Locked or not yours to change" in answer
            assert all(old in body for body in bodies(article).values())

    def test_a_translators_own_link_is_mended_and_what_is_not_ones_own_is_left(self, as_user: LogIn) -> None:
        city = make_city()
        with web_site() as site:
            old = f"{site.url}/old"
            article = make_page(ArticlePage, city, title="Winter tyres", body=paragraph(old))
            publish(make_translation(article, "de"))
            link = self.failing(city, old)
            # Translations take their links from a source that a reviewer may not change.
            client = as_user(make_user(city, Role.REVIEWER))
            answer = client.post(
                reverse("contributions_mend_link", args=[link.pk]), {"url": f"{site.url}/new"}, follow=True
            )
            assert "left as they are" in answer.content.decode()
            assert all(old in body for body in bodies(article).values())
            assert Link.objects.filter(url=old).exists()

    def test_links_of_other_cities_are_nobodys_business(self, as_user: LogIn) -> None:
        alpha, beta = make_city("alpha"), make_city("beta")
        make_page(ArticlePage, beta, source_url="https://beta.example.org/")
        gather_links(beta, NOON)
        link = Link.objects.get()
        client = as_user(make_user(alpha))
        mend = reverse("contributions_mend_link", args=[link.pk])
        accept = reverse("contributions_accept_link", args=[link.pk])
        for answer in (client.get(mend), client.post(mend, {"url": "https://x.example.org/"}), client.post(accept)):
            assert answer.status_code in (302, 403, 404)
        assert Link.objects.get().url == "https://beta.example.org/"
        assert self.report(client, city="beta").count("beta.example.org") == 0
