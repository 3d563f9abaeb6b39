"""Cities, pages and people for the tests of the CMS, each with no more than it needs to be valid."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import count
from typing import Any, TypeVar

from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation

from cms.cities.models import City, CityPage, Role
from cms.cities.provisioning import provision_city
from cms.guides.directories import ensure_directories
from cms.guides.models import (
    AlertPage,
    ArticlePage,
    ContactPage,
    CostPage,
    DirectoryPage,
    DocumentTypePage,
    EventPage,
    GuidePage,
    OfficePage,
    OrganisationPage,
    ProcedurePage,
    ServicePage,
    SituationPage,
    TermPage,
    TopicPage,
)
from tests.cms.moulds import cast
from translations.sources import ensure_translations, sync_source

AnyPage = TypeVar("AnyPage", bound=GuidePage)

# What a page of each kind cannot do without.
FACTS: dict[type[GuidePage], dict[str, Any]] = {
    TopicPage: {"summary": "What this is about."},
    SituationPage: {"summary": "When this happens to you."},
    ServicePage: {"summary": "What you get."},
    ProcedurePage: {"summary": "How it is done."},
    ArticlePage: {},
    OrganisationPage: {},
    OfficePage: {"street": "1 Mill Lane", "locality": "Mill Town"},
    DocumentTypePage: {},
    CostPage: {"free": True, "currency": "EUR"},
    ContactPage: {"number": "112", "when_to_call": "When a life is in danger."},
    TermPage: {"explanation": "<p>In plain words.</p>"},
    AlertPage: {"text": "<p>The bridge is closed.</p>", "valid_until": date(2099, 12, 31)},
    EventPage: {"summary": "We meet and talk.", "starts_on": date(2099, 12, 31)},
}
KINDS = tuple(FACTS)
FILED = (ServicePage, ProcedurePage, ArticlePage)

_numbers = count(1)


def make_city(
    slug: str = "alpha",
    source: str = "en",
    languages: Sequence[str] = ("en", "de"),
    *,
    name: str = "",
    live: bool = True,
    offline: Sequence[str] = (),
) -> City:
    """A city with all that provisioning gives it and its directories; its home pages are live but for those `offline`.

    Home pages in the target languages are copies of the source's, without a translation record.
    """
    return City.objects.get(pk=cast(_make_city, slug, source, tuple(languages), name, live, tuple(offline)))


def _make_city(
    slug: str, source: str, languages: Sequence[str], name: str, live: bool, offline: Sequence[str]
) -> object:
    city = provision_city(
        {
            "slug": slug,
            "country": "GB",
            "time_zone": "Europe/London",
            "site_url": f"https://{slug}.example.org",
            "publisher": f"Council of {slug}",
        },
        source_language=source,
        languages=list(languages),
        name=name or slug.title(),
        introduction="<p>Welcome.</p>",
    )
    ensure_directories(city)
    if live:
        for tag in reversed(city.language_tags):
            if tag not in offline:
                publish(home_page(city, tag))
    return city.pk


def home_page(city: City, language: str = "") -> CityPage:
    """The city's home page in a language, the source language if none is given."""
    return CityPage.objects.get(city=city, locale__language_code=language or city.source_language)


def make_page(
    model: type[AnyPage], city: City, *, live: bool = True, parent: Page | None = None, **facts: Any
) -> AnyPage:
    """A page of a city in its source language, below `parent` or else where pages of its kind live."""
    number = next(_numbers)
    parent = parent or _parent(model, city)
    page = model(
        **{
            "title": f"{model._meta.verbose_name} {number}",
            "slug": f"{model.kind.replace('_', '-')}-{number}",
            "locale": city.source_locale,
            "live": False,
            **FACTS[model],
            **facts,
        }
    )
    # A parent in memory does not know of children that were added through another object.
    Page.objects.get(pk=parent.pk).add_child(instance=page)
    return publish(page) if live else page


def publish(page: AnyPage) -> AnyPage:
    """`page` as it is in the database after it went live."""
    page.save_revision().publish()
    fresh: AnyPage = type(page).objects.get(pk=page.pk)
    return fresh


def edit(page: AnyPage, **facts: Any) -> AnyPage:
    """`page` after somebody changed these facts and published it."""
    for name, value in facts.items():
        setattr(page, name, value)
    return publish(page)


def make_translation(page: AnyPage, language: str, *, prefix: str | None = "[x] ") -> AnyPage:
    """A draft of `page` in another language, with its ancestors.

    Args:
        page: a live page in its city's source language.
        language: BCP 47 tag.
        prefix: put before every segment to translate it; None leaves all segments untranslated.
    """
    locale = Locale.objects.get(language_code=language)
    source, _changed = sync_source(page)
    ensure_translations(source, [locale])
    if prefix is not None:
        for segment in StringSegment.objects.filter(source=source).select_related("string"):
            StringTranslation.objects.update_or_create(
                translation_of=segment.string,
                context=segment.context,
                locale=locale,
                defaults={"data": prefix + segment.string.data, "translation_type": "manual"},
            )
    if not page.has_translation(locale):
        page.copy_for_translation(locale, copy_parents=True)
    translation: AnyPage = type(page).objects.get(translation_key=page.translation_key, locale=locale)
    return translation


def make_user(city: City | None, role: Role | None = Role.EDITOR, username: str = "", **fields: Any) -> User:
    """A person with a role in a city; without a city a person without any role."""
    username = username or f"{role.value if city and role else 'nobody'}-{next(_numbers)}"
    user = get_user_model().objects.create_user(username, f"{username}@example.org", "secret", **fields)
    if city and role:
        user.groups.add(city.group_of(role))
    return user


def make_superuser(username: str = "root") -> User:
    """Somebody who runs the installation."""
    return get_user_model().objects.create_superuser(username, f"{username}@example.org", "secret")


def _parent(model: type[GuidePage], city: City) -> Page:
    home = home_page(city)
    if model is TopicPage:
        return home
    if model in FILED:
        topic = TopicPage.objects.child_of(home).first()
        return topic or make_page(TopicPage, city)
    directory: Page = DirectoryPage.objects.child_of(home).get(holds=model.kind)
    return directory
