"""The report of pages whose next check is due: what is due, who was asked, and saying that pages are still right."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.permission_policies.pages import PagePermissionPolicy

from cms.cities.boundary import colleagues_of
from cms.cities.models import City
from cms.contributions.reviews.acting import assign_owner, confirm_pages
from cms.contributions.reviews.asked import Asked, asked_about
from cms.contributions.reviews.due import SOON, due_pages, kinds
from cms.guides.models import GuidePage

PAGES_PER_SCREEN = 100
NEVER = "never"
OVERDUE = "overdue"
MINE = "mine"
NOBODY = "nobody"
UNANSWERED = "unanswered"


@dataclass(frozen=True)
class DueCheck:
    """A live page whose next check is due, or will be soon, or that never had one."""

    pk: int
    city: str
    title: str
    kind: str
    review_due: date | None
    checked_on: date | None
    overdue: bool
    responsible: str
    asked: Asked
    editable: bool
    url: str


class CheckFilters(forms.Form):
    """What of the list is shown."""

    city = forms.ChoiceField(required=False, label=gettext_lazy("City"))
    when = forms.ChoiceField(
        required=False,
        label=gettext_lazy("Next check"),
        choices=[
            ("", gettext_lazy("within 30 days, or overdue")),
            (OVERDUE, gettext_lazy("overdue")),
            (NEVER, gettext_lazy("no date given")),
        ],
    )
    kind = forms.ChoiceField(required=False, label=gettext_lazy("Kind"))
    who = forms.ChoiceField(
        required=False,
        label=gettext_lazy("Responsible"),
        choices=[
            ("", gettext_lazy("everybody")),
            (MINE, gettext_lazy("me")),
            (NOBODY, gettext_lazy("nobody")),
            (UNANSWERED, gettext_lazy("asked, no answer yet")),
        ],
    )

    def __init__(self, cities: Collection[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choices("city", [("", _("all")), *((slug, slug) for slug in cities)])
        if len(cities) == 1:
            del self.fields["city"]
        names = sorted((capfirst(str(model._meta.verbose_name)), model.kind) for model in kinds())
        self._choices("kind", [("", _("all")), *((kind, name) for name, kind in names)])

    def _choices(self, name: str, choices: list[tuple[str, Any]]) -> None:
        cast(forms.ChoiceField, self.fields[name]).choices = choices


class ChecksReportView(WagtailAdminTemplateMixin, TemplateView):
    """What is due in all cities of the user."""

    template_name = "contributions/checks_report.html"
    page_title = gettext_lazy("Checks due")
    header_icon = "calendar-check"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the cities and what of them is shown."""
        super().setup(request, *args, **kwargs)
        self.cities = City.objects.of_user(request.user)
        self.filters = CheckFilters([city.slug for city in self.cities], request.GET)
        # Of a filter that makes no sense nothing is kept, and everything is shown.
        self.filters.is_valid()

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, then this report."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """One screen of the checks, oldest first."""
        found = self._found()
        screen = Paginator(found, PAGES_PER_SCREEN).get_page(self.request.GET.get("p", "1"))
        query = self.request.GET.copy()
        query.pop("p", None)
        checks = self._checks(list(screen))
        return super().get_context_data(
            checks=checks,
            screen=screen,
            address=f"?{query.urlencode()}{'&' if query else ''}p=",
            filters=self.filters,
            is_filtered=any(self._chosen(name) for name in self.filters.fields),
            may_act=any(check.editable for check in checks),
            many_cities=len(self.cities) > 1,
            people=colleagues_of(self.request.user).filter(is_active=True).order_by("last_name", "username"),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Say of the ticked pages that they are still right, or make somebody responsible for them."""
        ticked = [int(number) for number in request.POST.getlist("pages") if number.isdecimal()][:PAGES_PER_SCREEN]
        pages = list(self._publishable(ticked).specific())
        if not pages:
            messages.error(request, _("Nothing was done: tick pages that you may publish."))
        elif request.POST.get("action") == "confirm":
            self._tell(confirm_pages(pages, request.user), ticked)
        elif request.POST.get("action") == "assign":
            people = colleagues_of(request.user).filter(is_active=True)
            chosen = request.POST.get("owner", "")
            owner = people.filter(pk=chosen).first() if chosen.isdecimal() else None
            if chosen and owner is None:
                messages.error(request, _("Nothing was done: choose somebody from the list."))
            else:
                self._tell(assign_owner(pages, owner, request.user), ticked)
        return HttpResponseRedirect(request.get_full_path())

    def _tell(self, done: int, ticked: list[int]) -> None:
        if done:
            text = ngettext("Done for %(count)d page.", "Done for %(count)d pages.", done)
            messages.success(self.request, text % {"count": done})
        if left := len(set(ticked)) - done:
            text = ngettext(
                "%(count)d page was left as it is: it is not yours to publish, is not live, or the person has no role "
                "in its city.",
                "%(count)d pages were left as they are: they are not yours to publish, are not live, or the person has "
                "no role in their city.",
                left,
            )
            messages.warning(self.request, text % {"count": left})

    def _chosen(self, name: str) -> str:
        return str(getattr(self.filters, "cleaned_data", {}).get(name, ""))

    def _found(self) -> list[tuple[str, GuidePage]]:
        today = timezone.localdate()
        cities = self.cities.filter(slug=self._chosen("city")) if self._chosen("city") else self.cities
        found = due_pages(cities, None if self._chosen("when") == NEVER else today + SOON)
        if self._chosen("when") == OVERDUE:
            found = [each for each in found if each[1].review_due and each[1].review_due < today]
        if kind := self._chosen("kind"):
            found = [each for each in found if each[1].kind == kind]
        match self._chosen("who"):
            case "mine":
                found = [each for each in found if each[1].responsible_user_id == self.request.user.pk]
            case "nobody":
                found = [each for each in found if not each[1].responsible_user_id]
            case "unanswered":
                asked = asked_about([page for _city, page in found])
                found = [each for each in found if asked[each[1].pk].on]
        return found

    def _checks(self, found: list[tuple[str, GuidePage]]) -> list[DueCheck]:
        today = timezone.localdate()
        pages = [page for _city, page in found]
        asked = asked_about(pages)
        editable = set(self._publishable([page.pk for page in pages]).values_list("pk", flat=True))
        return [
            DueCheck(
                pk=page.pk,
                city=city,
                title=page.title,
                kind=capfirst(str(page._meta.verbose_name)),
                review_due=page.review_due,
                checked_on=page.checked_on,
                overdue=page.review_due is not None and page.review_due < today,
                responsible=_name(page.responsible_user) or _title(page),
                asked=asked[page.pk],
                editable=page.pk in editable,
                url=reverse("wagtailadmin_pages:edit", args=[page.pk]),
            )
            for city, page in found
        ]

    def _publishable(self, ids: list[int]) -> Any:
        """Those of the pages that are live and that the user may publish: to confirm changes what readers see."""
        allowed = PagePermissionPolicy().instances_user_has_permission_for(self.request.user, "publish")
        return allowed.filter(pk__in=ids, live=True)


def _name(person: User | None) -> str:
    return str(person.get_full_name() or person) if person else ""


def _title(page: GuidePage) -> str:
    organisation = page.responsible_organisation
    return str(organisation.title) if organisation else ""
