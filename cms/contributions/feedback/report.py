"""The report of what readers said: a list to work off, and which pages helped least often."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any, cast
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.cities.boundary import pages_of
from cms.cities.models import City
from cms.contributions.feedback.acting import make_proposals, mark_done, open_again
from cms.contributions.feedback.counting import Counts, counts_of
from cms.contributions.feedback.forgetting import KEPT
from cms.contributions.feedback.models import Feedback, FeedbackQuerySet, Reason

PER_SCREEN = 50
MOST_PAGES = 20  # of the pages that helped least often
OPEN, DONE, EVERYTHING = "", "done", "all"


@dataclass(frozen=True)
class Named:
    """A page as the report names it."""

    title: str
    url: str
    """Where it is edited; empty if the person may not, or the page is gone."""


class FeedbackFilters(forms.Form):
    """What of the list is shown."""

    city = forms.ChoiceField(required=False, label=gettext_lazy("City"))
    language = forms.ChoiceField(required=False, label=gettext_lazy("Language"))
    reason = forms.ChoiceField(
        required=False, label=gettext_lazy("Reason"), choices=[("", gettext_lazy("all")), *Reason.choices]
    )
    state = forms.ChoiceField(
        required=False,
        label=gettext_lazy("State"),
        choices=[
            (OPEN, gettext_lazy("to look at")),
            (DONE, gettext_lazy("done")),
            (EVERYTHING, gettext_lazy("all")),
        ],
    )

    def __init__(self, cities: Collection[str], languages: Iterable[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, values in (("city", cities), ("language", languages)):
            field = cast(forms.ChoiceField, self.fields[name])
            field.choices = [("", _("all")), *((value, value) for value in values)]
        if len(cities) == 1:
            del self.fields["city"]


class FeedbackReportView(WagtailAdminTemplateMixin, TemplateView):
    """What readers of the user's cities said, the newest first."""

    template_name = "contributions/feedback_report.html"
    page_title = gettext_lazy("Feedback from readers")
    header_icon = "comment"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find what the person sees, and what of it is shown."""
        super().setup(request, *args, **kwargs)
        self.cities = City.objects.known_inside_by(request.user)
        self.seen = Feedback.objects.filter(city__in=self.cities)
        languages = self.seen.order_by("language").values_list("language", flat=True).distinct()
        self.filters = FeedbackFilters([city.slug for city in self.cities], languages, request.GET)
        # Of a filter that makes no sense nothing is kept, and everything is shown.
        self.filters.is_valid()

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let in whoever has a city whose desk they belong to."""
        if not self.cities.exists():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, then this report."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """One screen of the list, and the pages that helped least often."""
        screen = Paginator(self._found().select_related("city"), PER_SCREEN).get_page(self.request.GET.get("p", "1"))
        least = self._least_helpful()
        names = self._names({*(given.page_uuid for given in screen), *least})
        own = Feedback.objects.acted_on_by(self.request.user).filter(pk__in=[given.pk for given in screen])
        mine = set(own.values_list("pk", flat=True))
        query = self.request.GET.copy()
        query.pop("p", None)
        return super().get_context_data(
            rows=[(given, names[given.page_uuid], given.pk in mine) for given in screen],
            pages=[(names[uuid], counts) for uuid, counts in least.items()],
            screen=screen,
            address=f"?{query.urlencode()}{'&' if query else ''}p=",
            filters=self.filters,
            is_filtered=any(self._chosen(name) for name in self.filters.fields),
            may_act=bool(mine),
            some_done=any(given.done for given in screen),
            kept_for=KEPT.days,
            many_cities=len(self.cities) > 1,
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do with the ticked ones what was asked for."""
        ticked = [int(number) for number in request.POST.getlist("feedback") if number.isdecimal()][:PER_SCREEN]
        chosen = Feedback.objects.acted_on_by(request.user).filter(pk__in=ticked)
        match request.POST.get("action"):
            case "done":
                done = mark_done(chosen)
                told = ngettext("%(count)d is done.", "%(count)d are done.", done)
            case "open":
                done = open_again(chosen)
                told = ngettext("%(count)d is on the list again.", "%(count)d are on the list again.", done)
            case "propose":
                done = make_proposals(chosen)
                told = ngettext(
                    "%(count)d proposal was put into the queue.", "%(count)d proposals were put into the queue.", done
                )
            case "delete":
                done = chosen.count()
                chosen.delete()
                told = ngettext("%(count)d was deleted.", "%(count)d were deleted.", done)
            case _:
                done = 0
        if done:
            messages.success(request, told % {"count": done})
        else:
            messages.error(request, _("Nothing was done: tick what it is about first."))
        return HttpResponseRedirect(request.get_full_path())

    def _chosen(self, name: str) -> str:
        return str(getattr(self.filters, "cleaned_data", {}).get(name, ""))

    def _found(self) -> FeedbackQuerySet:
        found = self._of_chosen_city()
        for name in ("language", "reason"):
            if value := self._chosen(name):
                found = found.filter(**{name: value})
        match self._chosen("state"):
            case "all":
                return found.exclude(reason="", text="")
            case "done":
                return found.filter(done=True)
            case _:
                return found.open()

    def _of_chosen_city(self) -> FeedbackQuerySet:
        city = self._chosen("city")
        return self.seen.filter(city__slug=city) if city else self.seen

    def _least_helpful(self) -> dict[UUID, Counts]:
        counts = counts_of(self._of_chosen_city().filter(day__gt=timezone.localdate() - KEPT))
        return dict(islice(((uuid, each) for uuid, each in counts.items() if each.did_not), MOST_PAGES))

    def _names(self, uuids: Collection[UUID]) -> dict[UUID, Named]:
        """By page: its title in the source language, and where it is edited."""
        names = {uuid: Named(_("a page that is gone"), "") for uuid in uuids}
        sources = [city.source_locale_id for city in self.cities]
        pages: Any = pages_of(self.request.user).filter(translation_key__in=uuids, locale__in=sources)
        for page in pages.specific():
            may_edit = page.permissions_for_user(self.request.user).can_edit()
            url = reverse("wagtailadmin_pages:edit", args=[page.pk]) if may_edit else ""
            names[page.translation_key] = Named(str(page.title), url)
        return names
