"""Memory and glossary in the admin: who may hand out and take in, and what is said of a file."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale

from cms.cities.models import City, Role
from cms.guides.models import ArticlePage
from tests.cms.factories import home_page, make_city, make_page, make_superuser, make_translation, make_user
from tests.translations.exchange.tmx_files import tmx_file
from translations.glossary.records import GlossaryTerm
from translations.memory.owners import INSTALLATION, owner_of
from translations.memory.records import MemoryUnit

pytestmark = pytest.mark.django_db

LogIn = Callable[[User], Client]
TMX = tmx_file({"en": "yes", "de": "ja"})
TABLE = b"en,keep_source,de\nrent,yes,Miete\n"


def send(client: Client, screen: str, name: str, data: bytes, city: str | None = None) -> Any:
    file = io.BytesIO(data)
    file.name = name
    address = reverse(screen) + ("" if city is None else f"?city={city}")
    return client.post(address, {"file": file}, follow=True)


def body(response: Any) -> str:
    return b"".join(response.streaming_content).decode()


def owner(city: City) -> str:
    return owner_of(home_page(city))


def test_an_editor_takes_a_memory_in_and_hands_it_out(as_user: LogIn) -> None:
    city = make_city()
    client = as_user(make_user(city, Role.EDITOR))
    answer = send(client, "wording_memory", "agency.tmx", TMX)
    assert "1 was added, 0 changed, 0 were there already." in answer.content.decode()
    assert "1 text came from a file" in answer.content.decode()
    [unit] = MemoryUnit.objects.all()
    assert (unit.owner, unit.origin, unit.added_by) == (owner(city), "agency.tmx", answer.wsgi_request.user)
    file = client.get(reverse("wording_export_memory"))
    assert file["Content-Disposition"] == 'attachment; filename="alpha-en.tmx"'
    assert "<seg>ja</seg>" in body(file)


def test_only_the_languages_that_are_asked_for_are_handed_out(as_user: LogIn) -> None:
    city = make_city(languages=("en", "de", "ar"))
    page = make_page(ArticlePage, city, title="Bring your passport")
    make_translation(page, "de", prefix="[de] ")
    make_translation(page, "ar", prefix="[ar] ")
    client = as_user(make_user(city, Role.TRANSLATOR))
    file = body(client.get(reverse("wording_export_memory"), {"language": "ar"}))
    assert "[ar]" in file
    assert "[de]" not in file


def test_a_line_that_is_wrong_is_named_and_nothing_is_kept(as_user: LogIn) -> None:
    client = as_user(make_user(make_city(), Role.EDITOR))
    answer = send(client, "wording_memory", "x.tmx", TMX.replace(b"</body>", b"\n<tu/></body>"))
    assert "Line 6: &lt;tu&gt; has no &lt;tuv&gt;." in answer.content.decode()
    assert not MemoryUnit.objects.exists()
    answer = send(client, "wording_memory", "x.docx", b"PK")
    assert "Choose a file whose name ends in .tmx." in answer.content.decode()
    answer = send(client, "wording_memory", "x.tmx", b"")
    assert "The file is empty." in answer.content.decode()


def test_languages_that_were_left_out_are_named(as_user: LogIn) -> None:
    client = as_user(make_user(make_city(), Role.EDITOR))
    answer = send(client, "wording_memory", "x.tmx", tmx_file({"en": "yes", "sq": "po"}))
    assert "does not have these languages: sq (1)" in answer.content.decode()


@pytest.mark.parametrize("role", [Role.TRANSLATOR, Role.REVIEWER, Role.CONTRIBUTOR, Role.VIEWER])
def test_those_who_do_not_decide_for_the_city_take_nothing_in(as_user: LogIn, role: Role) -> None:
    city = make_city()
    term = GlossaryTerm.objects.create(owner=owner(city), locale=city.source_locale, text="rent")
    client = as_user(make_user(city, role))
    for screen, name, data in (("wording_memory", "x.tmx", TMX), ("wording_glossary", "x.csv", TABLE)):
        assert "Take a file in" not in client.get(reverse(screen)).content.decode()
        send(client, screen, name, data)
    client.post(reverse("wording_remove_term"), {"term": term.pk})
    assert not MemoryUnit.objects.exists()
    assert list(GlossaryTerm.objects.all()) == [term]


def test_nobody_reaches_the_wording_of_another_city_or_of_all(as_user: LogIn) -> None:
    alpha, beta = make_city("alpha"), make_city("beta")
    term = GlossaryTerm.objects.create(owner=owner(beta), locale=beta.source_locale, text="secret")
    client = as_user(make_user(alpha, Role.ADMINISTRATOR))
    for city in ("beta", ""):
        for name in ("memory", "export_memory", "glossary", "export_glossary"):
            assert client.get(reverse(f"wording_{name}") + f"?city={city}").status_code == 404
        assert client.post(reverse("wording_memory") + f"?city={city}").status_code == 404
    assert client.post(reverse("wording_remove_term"), {"term": term.pk}).status_code == 404
    assert "secret" not in client.get(reverse("wording_glossary")).content.decode()
    assert GlossaryTerm.objects.exists()


def test_an_editor_takes_a_glossary_in_hands_it_out_and_removes_a_word(as_user: LogIn) -> None:
    city = make_city()
    client = as_user(make_user(city, Role.EDITOR))
    shown = send(client, "wording_glossary", "words.csv", TABLE).content.decode()
    assert "official word in brackets" in shown
    assert "Miete" in shown
    table = body(client.get(reverse("wording_export_glossary")))
    assert table.splitlines() == ["\ufeffen,do_not_translate,keep_source,definition,de", "rent,,yes,,Miete"]
    tbx = body(client.get(reverse("wording_export_glossary"), {"format": "tbx"}))
    GlossaryTerm.objects.all().delete()
    answer = send(client, "wording_glossary", "words.tbx", tbx.encode())
    assert "1 was added" in answer.content.decode()
    assert body(client.get(reverse("wording_export_glossary"))) == table
    client.post(reverse("wording_remove_term"), {"term": GlossaryTerm.objects.get().pk})
    assert not GlossaryTerm.objects.exists()


def test_a_second_import_brings_words_up_to_date(as_user: LogIn) -> None:
    client = as_user(make_user(make_city(), Role.EDITOR))
    send(client, "wording_glossary", "words.csv", TABLE)
    answer = send(client, "wording_glossary", "words.csv", b"en;de\nrent;Mietzins\nflat;Wohnung")
    assert "1 was added, 1 changed, 0 were there already." in answer.content.decode()
    term = GlossaryTerm.objects.get(text="rent")
    assert (term.keep_source, term.translations.get().text) == (False, "Mietzins")


def test_those_who_run_the_installation_keep_words_for_all_cities(as_user: LogIn) -> None:
    make_city("alpha")
    client = as_user(make_superuser())
    send(client, "wording_glossary", "words.csv", TABLE, city="")
    [term] = GlossaryTerm.objects.all()
    assert term.owner == INSTALLATION
    listed = client.get(reverse(term.snippet_viewset.get_url_name("list"))).content.decode()
    assert "rent" in listed
    edit = reverse(term.snippet_viewset.get_url_name("edit"), args=[term.pk])
    german = Locale.objects.get(language_code="de")
    client.post(
        edit,
        {
            "locale": term.locale_id,
            "text": "rent",
            "definition": "",
            "translations-TOTAL_FORMS": 1,
            "translations-INITIAL_FORMS": 1,
            "translations-MIN_NUM_FORMS": 0,
            "translations-MAX_NUM_FORMS": 1000,
            "translations-0-id": term.translations.get().pk,
            "translations-0-locale": german.pk,
            "translations-0-text": "Mietzins",
            "translations-0-ORDER": 1,
        },
    )
    assert term.translations.get().text == "Mietzins"
