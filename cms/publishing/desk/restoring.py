"""An earlier version of a translation taken back: its words go into the segments, as those of who takes them back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Revision

from cms.publishing.desk.desk import Desk, desk_of
from cms.publishing.desk.marked import diff_html
from cms.publishing.desk.publication import save_draft
from cms.publishing.desk.saving import tell_readers
from cms.publishing.desk.texts import ConflictError, Text, segments_at, store_texts, texts_of
from translations.markup import parse
from translations.models import SegmentChange
from translations.places import places
from translations.word_diff import word_diff


@dataclass(frozen=True)
class Taken:
    """What an earlier version says at one place, and what stands there now."""

    path: str
    label: str
    then: list[Text]
    now: list[Text]
    direction: str

    @property
    def difference(self) -> SafeString:
        """From what stands there now to what it said."""
        return diff_html(word_diff(_words(self.now), _words(self.then)), self.direction)


def differences(desk: Desk, revision: Revision) -> tuple[list[Taken], int]:
    """What can be taken back from a version, and at how many other places it says something else.

    Only words of which the source is what it was then: those of another source would pass for a translation.
    """
    source, locale = desk.translation.source, desk.translation.target_locale
    then = texts_of(revision.as_object())
    now = texts_of(source.get_ephemeral_translated_instance(locale, fallback=True))
    since = SegmentChange.objects.filter(source=source, made_at__gt=revision.created_at)
    changed = set(since.values_list("context__path", flat=True))
    differing = [path for path in now if path in then and then[path] != now[path]]
    names = places(source.get_source_instance(), differing)
    found, others = [], 0
    for path in differing:
        wordings = [segment.string.data for segment in segments_at(desk, path)]
        untranslated = any(text[0] == wording for text, wording in zip(then[path], wordings, strict=False))
        if path in changed or untranslated or len(wordings) != len(then[path]):
            others += 1
        else:
            place = names[path]
            label = place.label if place.label == place.section else f"{place.section}: {place.label}"
            found.append(Taken(path, label, then[path], now[path], desk.direction))
    return found, others


@transaction.atomic
def take_back(desk: Desk, revision: Revision) -> int:
    """Put the words of a version into the segments and into a draft; how many segments. Raises ConflictError."""
    found, _others = differences(desk, revision)
    count = sum(store_texts(desk, each.path, each.then, each.now) for each in found)
    if count:
        tell_readers(desk)
        save_draft(desk)
    return count


class RestoreView(WagtailAdminTemplateMixin, TemplateView):
    """Asks before it takes the words of an earlier version back."""

    template_name = "publishing/desk_restore.html"
    header_icon = "history"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the page and its version."""
        super().setup(request, *args, **kwargs)
        self.desk = desk_of(request, kwargs["page_id"])
        self.revision = get_object_or_404(self.desk.page.revisions, pk=kwargs["revision_id"])

    def get_page_title(self) -> str:
        """What it is about."""
        return _("Take back an earlier version")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, the page at the desk, its history, this."""
        page = self.desk.page
        return [
            *self.breadcrumbs_items,
            {"url": reverse("publishing_desk", args=[page.pk]), "label": page.get_admin_display_title()},
            {"url": reverse("wagtailadmin_pages:history", args=[page.pk]), "label": _("History")},
            {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()},
        ]

    def get_page_subtitle(self) -> str:
        """The page."""
        return str(self.desk.page.get_admin_display_title())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The differences."""
        found, others = differences(self.desk, self.revision)
        history = reverse("wagtailadmin_pages:history", args=[self.desk.page.pk])
        return super().get_context_data(
            desk=self.desk, revision=self.revision, found=found, others=others, history_url=history, **kwargs
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do it, and go on at the desk."""
        if self.desk.is_locked:
            messages.error(request, _("The page is locked. Nothing was saved."))
        else:
            try:
                count = take_back(self.desk, self.revision)
            except ConflictError:
                messages.error(request, _("Somebody is changing this translation right now. Try again."))
            else:
                said = ngettext("%(count)d segment taken back.", "%(count)d segments taken back.", count)
                messages.success(request, said % {"count": count})
        return redirect("publishing_desk", self.desk.page.pk)


def _words(texts: list[Text]) -> str:
    return "\n\n".join(parse(html).text for html, _links in texts)
