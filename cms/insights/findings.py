"""The report of what the checks found in translations, and saying that a text is right all the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page
from wagtail_localize.models import StringSegment

from cms.cities.boundary import pages_of
from cms.insights.models import PageFinding
from translations.markup import parse
from translations.models import SegmentFinding

FINDINGS_PER_SCREEN = 50
# The parameters of an address that say which screen of a list is shown.
SEGMENTS_SCREEN = "p"
PAGES_SCREEN = "pages"


@dataclass(frozen=True)
class FindingRow:
    """A finding with the two texts it is about and the page it stands on."""

    finding: SegmentFinding
    source: str
    translation: str
    language: str
    page_title: str
    edit_url: str
    """Where this person changes the translation, "" if they may not."""


def open_findings(request: HttpRequest) -> QuerySet[SegmentFinding]:
    """Findings on the user's pages that nobody has declared right and whose text is still in use."""
    in_use = StringSegment.objects.filter(
        context=OuterRef("translation__context"), string=OuterRef("translation__translation_of")
    )
    findings = SegmentFinding.objects.filter(Exists(in_use), dismissed_by=None)
    if not request.user.is_superuser:
        findings = findings.filter(translation__context__object__in=pages_of(request.user).values("translation_key"))
    return findings.select_related(
        "translation__translation_of__locale", "translation__locale", "translation__context"
    ).order_by("severity", "translation__locale", "pk")


def page_findings(request: HttpRequest) -> QuerySet[PageFinding]:
    """What pages of the user's cities that were translated by hand do not have in common with their sources."""
    found = PageFinding.objects.select_related("page", "page__locale")
    if not request.user.is_superuser:
        found = found.filter(page__in=pages_of(request.user))
    return found


def place_of(request: HttpRequest) -> QueryDict:
    """Which screens of the two lists an address asks for. What else it says is not repeated in links."""
    place = QueryDict(mutable=True)
    for parameter in (SEGMENTS_SCREEN, PAGES_SCREEN):
        if (number := request.GET.get(parameter, "")).isdecimal():
            place[parameter] = number
    return place


class FindingsReportView(WagtailAdminTemplateMixin, TemplateView):
    """The open findings, errors before warnings: of segments, then of whole pages. Each list has screens of its own."""

    template_name = "insights/findings_report.html"
    page_title = gettext_lazy("Checks of translations")
    header_icon = "clipboard-list"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, then this report."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """One screen of each list; a finding of a segment with its texts and its page."""
        screen = self._screen(open_findings(self.request), SEGMENTS_SCREEN)
        findings = list(screen)
        targets = {
            (page.translation_key, page.locale_id): page
            for page in Page.objects.filter(
                translation_key__in={finding.translation.context.object_id for finding in findings}
            ).specific()
        }
        rows = [_row(finding, targets, self.request.user) for finding in findings]
        of_pages = self._screen(page_findings(self.request), PAGES_SCREEN)
        return super().get_context_data(
            rows=rows,
            screen=screen,
            address=self._address_without(SEGMENTS_SCREEN),
            of_pages=of_pages,
            address_of_pages=self._address_without(PAGES_SCREEN),
            place=place_of(self.request).urlencode(),
            **kwargs,
        )

    def _screen(self, found: QuerySet[Any], parameter: str) -> PaginatorPage[Any]:
        return Paginator(found, FINDINGS_PER_SCREEN).get_page(self.request.GET.get(parameter, "1"))

    def _address_without(self, parameter: str) -> str:
        """Where the other screens of a list are, up to the number; the other list stays where it is."""
        query = place_of(self.request)
        query.pop(parameter, None)
        return f"?{query.urlencode()}{'&' if query else ''}{parameter}="


def _row(finding: SegmentFinding, targets: dict[tuple[object, int], Page], user: Any) -> FindingRow:
    translation = finding.translation
    target = targets.get((translation.context.object_id, translation.locale_id))
    may_edit = target is not None and target.permissions_for_user(user).can_edit()
    return FindingRow(
        finding=finding,
        source=parse(translation.translation_of.data).text,
        translation=parse(translation.data).text,
        language=translation.locale.language_code,
        page_title=target.title if target else "",
        edit_url=reverse("wagtailadmin_pages:edit", args=[target.pk]) if target and may_edit else "",
    )


@require_POST
def dismiss_finding(request: HttpRequest, finding_id: int) -> HttpResponseRedirect:
    """Keep that this person says the text is right; only those who may change the translated page can."""
    finding = get_object_or_404(open_findings(request), pk=finding_id)
    target = get_object_or_404(
        Page, translation_key=finding.translation.context.object_id, locale_id=finding.translation.locale_id
    )
    if not target.specific.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    finding.dismiss(request.user)
    messages.success(request, _("Noted that the text is right."))
    return HttpResponseRedirect(f"{reverse('insights_findings_report')}?{place_of(request).urlencode()}")
