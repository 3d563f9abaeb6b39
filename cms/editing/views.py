"""The admin's views of where something is shown, what to mend before publishing, and what may be there twice."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.pages.preview import PreviewOnCreateView, PreviewOnEditView
from wagtail.models import Page

from cms.cities.models import City
from cms.cities.models.city import CityQuerySet
from cms.cities.screens import CityScreen, OfPageScreen
from cms.cities.trees import city_of
from cms.editing.checking import check_city, check_page
from cms.editing.findings import NAMES, Code
from cms.editing.gate import is_source, similar_to_new
from cms.editing.similar import pairs_of
from cms.editing.usage import usage_of
from cms.insights.reading import pages_to_read

PER_SCREEN = 50


class BeforePublishingView(OfPageScreen, TemplateView):
    """All findings of a draft."""

    template_name = "editing/before_publishing.html"
    page_title = gettext_lazy("Before publishing")
    header_icon = "tick-inverse"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The findings of a source page; a translation is checked at the desk."""
        if not is_source(self.page, city_of(self.page)):
            raise PermissionDenied
        return super().get_context_data(page=self.page, findings=check_page(self.page), **kwargs)


class UsageView(OfPageScreen, TemplateView):
    """The pages that show an entity."""

    template_name = "editing/usage.html"
    page_title = gettext_lazy("Where it is shown")
    header_icon = "link"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The cities with their pages."""
        return super().get_context_data(page=self.page, usages=usage_of(self.page), **kwargs)


class FindingsOfFormView(PreviewOnEditView):
    """The findings of what stands in the editor's form, saved or not; nothing of it is kept."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer the findings as a piece of HTML; 422 while the form cannot be read."""
        if not is_source(self.object, city_of(self.object)):
            raise PermissionDenied
        form = self.get_form(request.POST)
        if not self.validate_form(form):
            return HttpResponse(status=422)
        found = check_page(form.save(commit=False))
        return render(request, "editing/findings.html", {"findings": found, "in_editor": True})


class SimilarToFormView(PreviewOnEditView):
    """What is there already of what stands in the editor's form."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer it as a piece of HTML, of what can be read of a form that is not filled in yet, too."""
        city = city_of(self.object)
        if city is None or not is_source(self.object, city):
            raise PermissionDenied
        form = self.get_form(request.POST)
        form.is_valid()
        similar = similar_to_new(form.instance, city, request.user)
        return render(request, "editing/similar.html", {"similar": similar})


class SimilarToNewFormView(SimilarToFormView, PreviewOnCreateView):
    """The same for a page that was not saved yet."""

    def get_object(self) -> Page:
        """As Wagtail's, in the language of the place where it will be."""
        page = PreviewOnCreateView.get_object(self)
        page.locale = get_object_or_404(Page, pk=self.parent_object_id).locale
        return page


class Report(CityScreen):
    """A report on one city."""

    def offered_cities(self, user: Any) -> CityQuerySet:
        """Those whose drafts the person may know of."""
        return City.objects.known_inside_by(user)


class BeforePublishingReportView(Report, TemplateView):
    """What is to be mended on the live pages of one city of the user, a kind of finding at a time if wanted."""

    template_name = "editing/report.html"
    page_title = gettext_lazy("What to mend")
    header_icon = "tick-inverse"

    def get_page_subtitle(self) -> str:
        """The city that is shown."""
        return self.city.slug

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """How many pages have each kind of finding, and one screen of the pages."""
        code = self.request.GET.get("code", "")
        user: Any = self.request.user
        counts: Counter[Code] = Counter()
        rows, total = [], 0
        for page, findings in check_city(self.city):
            total += 1
            counts.update({each.code for each in findings})
            if shown := [each for each in findings if not code or each.code == code]:
                rows.append({"page": page, "findings": shown})
        screen = Paginator(rows, PER_SCREEN).get_page(self.request.GET.get("p", "1"))
        return super().get_context_data(
            counts=[(each.value, NAMES[each], counts[each]) for each in Code if counts[each]],
            code=code,
            total=total,
            unread=pages_to_read(self.city).count(),
            screen=screen,
            may_edit=self.city.pages.get(locale=self.city.source_locale).permissions_for_user(user).can_edit(),
            address=f"?city={self.city.slug}&code={code}&p=" if code in list(Code) else f"?city={self.city.slug}&p=",
            **kwargs,
        )


class SimilarReportView(Report, TemplateView):
    """Pages of one city of the user that may be there twice."""

    template_name = "editing/similar_report.html"
    page_title = gettext_lazy("What may be there twice")
    header_icon = "copy"

    def get_page_subtitle(self) -> str:
        """The city that is shown."""
        return self.city.slug

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """One screen of the pairs."""
        pairs = [
            {"first": first, "second": second, "reasons": reasons, "kind": first.kind._meta.verbose_name}
            for first, second, reasons in pairs_of(self.city, self.request.user)
        ]
        screen = Paginator(pairs, PER_SCREEN).get_page(self.request.GET.get("p", "1"))
        return super().get_context_data(screen=screen, address=f"?city={self.city.slug}&p=", **kwargs)
