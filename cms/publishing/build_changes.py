"""What a build changed, and what it failed at, with the pages where an editor can go on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page, PageLogEntry

from cms.cities.models import City
from cms.publishing.build_record import Build
from site_builder.causes import ANEW, FIRST, GROUND, LISTS, MANY, THEME
from site_builder.guide import KINDS_WITH_PAGE

SHOWN = 50  # changes; a build that has more is told as a whole
UUID = re.compile(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b")
# Errors begin with the document, as `city/language: …`, or with the page, as `language/path …`.
LANGUAGE = re.compile(r"^(?:error: )?(?:[\w-]+/(?P<document>[\w-]+):|(?P<page>[\w-]+)/)")

REASONS: dict[str, str | Promise] = {
    FIRST: gettext_lazy("It is the first build of this guide."),
    ANEW: gettext_lazy("There was no release to build upon."),
    GROUND: gettext_lazy("The theme, the builder, the address of the guide or its languages changed."),
    LISTS: gettext_lazy("Lists in which several pages changed places"),
    MANY: gettext_lazy("Many pages at once"),
}
CHANGES: dict[str, str | Promise] = {
    "new": gettext_lazy("new"),
    "changed": gettext_lazy("changed"),
    "withdrawn": gettext_lazy("withdrawn"),
}
# By whom something went live or ceased to be live.
PUBLISHING = ("wagtail.publish", "wagtail.unpublish", "waymark.minor_edit")


@dataclass(frozen=True)
class Change:
    """A change of a page, or another reason to make files."""

    title: str
    kind: str
    change: str
    languages: str
    files: int
    """Made again because of it, or removed."""
    edit_url: str
    """Empty if there is nothing to edit, or the person may not."""
    live_url: str
    by: str
    """Who published it, as far as is known."""


@dataclass(frozen=True)
class Warned:
    """Something that readers can live with and that somebody should mend."""

    title: str
    """Of the page, or where it is in the guide; empty if it is about all of a language."""
    language: str
    message: str
    """As the builder tells it."""
    edit_url: str
    """Empty if there is nothing to edit, or the person may not."""


@dataclass(frozen=True)
class Culprit:
    """A page that an error names."""

    title: str
    language: str
    edit_url: str


def changes_of(build: Build, user: Any) -> list[Change]:
    """What a build changed, with the most files first; the first of many."""
    causes = build.report.get("causes", [])[:SHOWN]
    pages = _Pages(build.city, (cause["uuid"] for cause in causes), user)
    who = pages.publishers(build)
    return [_change(cause, pages, who) for cause in causes]


def warnings_of(build: Build, user: Any) -> list[Warned]:
    """What is to be mended in the guide as a build left it; the first of many."""
    told = build.report.get("warnings", [])[:SHOWN]
    pages = _Pages(build.city, (each["uuid"] for each in told), user)
    found = []
    for each in told:
        page = pages.find(each["uuid"], each["language"])
        title, edit_url = (page.title, pages.edit_url(page)) if page else (each["path"], "")
        found.append(Warned(title, each["language"], each["message"], edit_url))
    return found


def culprits_of(build: Build, user: Any) -> list[Culprit]:
    """The pages that a build's error names."""
    named: dict[tuple[str, str], None] = {}
    for line in build.error.splitlines():
        match = LANGUAGE.match(line)
        language = (match["document"] or match["page"]) if match else ""
        for uuid in UUID.findall(line):
            named[uuid, language] = None
    pages = _Pages(build.city, (uuid for uuid, _language in named), user)
    found = []
    for uuid, language in named:
        page = pages.find(uuid, language)
        if page:
            found.append(Culprit(page.title, page.locale.language_code, pages.edit_url(page)))
    return found


def _change(cause: dict[str, Any], pages: _Pages, who: dict[int, str]) -> Change:
    languages = cause["languages"]
    page = pages.find(cause["uuid"], languages[0] if len(languages) == 1 else "")
    reason = REASONS.get(cause["kind"])
    if reason:
        title, kind = str(reason), ""
    elif cause["kind"] == THEME:
        title, kind = cause["name"], _("Theme")
    else:
        title = page.title if page else cause["name"] or _("A page that is gone")
        kind = capfirst(str(page._meta.verbose_name)) if page else ""
    has_page = page is not None and page.live and cause["kind"] in KINDS_WITH_PAGE
    return Change(
        title=title,
        kind=kind,
        change="" if reason else str(CHANGES[cause["change"]]),
        languages=", ".join(languages),
        files=cause["made"] + cause["removed"],
        edit_url=pages.edit_url(page) if page else "",
        live_url=page.get_full_url() or "" if page and has_page else "",
        by=who.get(page.pk, "") if page else "",
    )


class _Pages:
    """The pages of a city behind documents, in all languages, as one person sees them."""

    def __init__(self, city: City, uuids: Iterable[str], user: Any) -> None:
        self._user = user
        self._source = city.source_language
        within = Q(pk__in=[])
        for path in city.pages.values_list("path", flat=True):
            within |= Q(path__startswith=path)
        keys = [uuid for uuid in uuids if uuid]
        pages = Page.objects.filter(within, translation_key__in=keys).prefetch_related("locale", "content_type")
        self._found = {(str(page.translation_key), page.locale.language_code): page for page in pages.specific()}

    def find(self, uuid: str, language: str) -> Page | None:
        """The page in a language, or else in the source language."""
        return self._found.get((uuid, language)) or self._found.get((uuid, self._source))

    def edit_url(self, page: Page) -> str:
        """Where the page is edited, if the person may."""
        if not page.permissions_for_user(self._user).can_edit():
            return ""
        return reverse("wagtailadmin_pages:edit", args=[page.pk])

    def publishers(self, build: Build) -> dict[int, str]:
        """By page: who published or withdrew it last before the build ended, and after the build before it."""
        earlier = Build.objects.told().filter(city=build.city, pk__lt=build.pk)
        before = earlier.order_by("-pk").values_list("started_at", flat=True).first()
        entries = PageLogEntry.objects.filter(
            page__in=[page.pk for page in self._found.values()],
            action__in=PUBLISHING,
            timestamp__lte=build.finished_at or build.asked_at,
        )
        if before:
            entries = entries.filter(timestamp__gte=before)
        names = {}
        for entry in entries.select_related("user").order_by("timestamp"):
            if entry.user:
                names[entry.page_id] = entry.user.get_full_name() or entry.user.get_username()
        return names
