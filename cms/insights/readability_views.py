"""The admin's views of what is hard to read on a page: the last draft on a page of its own, and what is being typed."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.pages.preview import PreviewOnEditView
from wagtail.models import Page

from cms.cities.screens import OfPageScreen
from cms.cities.trees import city_of
from cms.insights.readability import readability_of


def is_source_page(page: Page) -> bool:
    """Whether `page` is saved and in the language from which its city translates."""
    city = city_of(page) if page.pk else None
    return city is not None and page.locale_id == city.source_locale_id


class ReadabilityView(OfPageScreen, TemplateView):
    """The last draft of a source page with its marked words, for those who may edit it."""

    template_name = "insights/readability.html"
    page_title = gettext_lazy("Readability")
    header_icon = "glasses"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the draft."""
        super().setup(request, *args, **kwargs)
        if not is_source_page(self.page):
            raise PermissionDenied

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The marks of the draft."""
        return super().get_context_data(page=self.page, readability=readability_of(self.page), **kwargs)


class ReadabilityOfFormView(PreviewOnEditView):
    """The marks of what stands in the editor's form, saved or not; nothing of it is kept."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer the marks as a piece of HTML; 422 while the form cannot be read."""
        if not is_source_page(self.object):
            raise PermissionDenied
        form = self.get_form(request.POST)
        if not self.validate_form(form):
            return HttpResponse(status=422)
        readability = readability_of(form.save(commit=False))
        return render(request, "insights/readability_marks.html", {"readability": readability, "in_editor": True})
