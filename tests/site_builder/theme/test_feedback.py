"""What pages offer to readers who want to say something: the desk, a mail, or nothing."""

from __future__ import annotations

import pytest

from site_builder.environment import ThemeEnvironment
from site_builder.errors import BuildError
from site_builder.guide import Guide
from site_builder.pages import city_pages, pages, render, render_document
from site_builder.serving.headers import content_security_policy
from tests.site_builder.documents import small_city
from tests.site_builder.entities import PROCEDURE

DESK = "https://cms.example.org:8443"


def guide(**facts: str | None) -> Guide:
    """The small city with other facts."""
    return Guide([body | facts if body["kind"] == "city" else body for body in small_city()])


def procedure(environment: ThemeEnvironment, **facts: str | None) -> str:
    return render_document(guide(**facts), PROCEDURE, "ar", environment)


def test_a_page_sends_its_two_buttons_to_the_desk_and_may_do_so(environment: ThemeEnvironment) -> None:
    html = procedure(environment, desk_url=f"{DESK}/at")
    assert f'<form class="feedback" method="post" action="{DESK}/at/desk/harbourton/ar/feedback/{PROCEDURE}/"' in html
    assert html.count('name="helpful"') == 2
    assert f"form-action 'self' {DESK};" in html
    assert "mailto:guide@harbourton.example.org?" not in html


def test_every_page_of_a_document_has_them_and_no_page_of_the_theme(environment: ThemeEnvironment) -> None:
    city = guide(desk_url=DESK)
    made = [page for page in pages(city, "en", environment) if page.path.endswith("index.html")]
    having = {page.path for page in made if 'class="feedback"' in render(page, environment)}
    assert having == {page.path for page in made if page.uuid}


def test_hosts_are_told_where_forms_go(environment: ThemeEnvironment) -> None:
    for desk, origin in ((f"{DESK}/at", DESK), (None, "")):
        files = {page.path: page for page in city_pages(guide(desk_url=desk), environment)}
        assert content_security_policy(origin) in render(files["_headers"], environment)


def test_without_a_desk_a_page_offers_mail(environment: ThemeEnvironment) -> None:
    html = procedure(environment, desk_url=None)
    assert '<form class="feedback"' not in html
    assert 'href="mailto:guide@harbourton.example.org?subject=' in html
    assert "form-action 'self';" in html


def test_without_a_desk_and_an_address_a_page_offers_nothing(environment: ThemeEnvironment) -> None:
    assert 'class="feedback"' not in procedure(environment, desk_url=None, publisher_email="")


@pytest.mark.parametrize("address", ["javascript:alert(1)", "https://a.example; script-src *", 'https://a"b', "//a.b"])
def test_an_address_that_is_none_goes_into_no_policy(environment: ThemeEnvironment, address: str) -> None:
    with pytest.raises(BuildError, match="desk_url of the city"):
        procedure(environment, desk_url=address)
