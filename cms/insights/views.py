"""The report of pages × languages, and what is done from it to many pages at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView

from cms.cities.models import City
from cms.cities.screens import CityScreen
from cms.insights.demand import DAYS
from cms.insights.matrix import Filters, matching_pages, report, target_locales
from cms.insights.matrix_table import matrix_table
from cms.publishing import bulk
from cms.publishing.estimates import question_of_cost
from cms.publishing.exchange import Kind, Scope
from cms.publishing.exchange_views import answer_with_file
from cms.publishing.requests import latest_request
from translations.states import Status

MOST_READ = "reads"
# Databases compare no number of more digits with their own.
DIGITS_OF_ID = 18


class FilterForm(forms.Form):
    """What to show of the matrix. Values that make no sense show everything rather than an error."""

    text = forms.CharField(label=gettext_lazy("Title"), required=False)
    language = forms.MultipleChoiceField(
        label=gettext_lazy("Languages"), required=False, widget=forms.CheckboxSelectMultiple
    )
    status = forms.ChoiceField(
        label=gettext_lazy("State"),
        required=False,
        choices=[("", gettext_lazy("Any")), *Status.choices],
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), required=False)
    topic = forms.ChoiceField(label=gettext_lazy("Topic"), required=False)
    days = forms.IntegerField(label=gettext_lazy("Outdated for more than … days"), required=False, min_value=0)
    mine = forms.BooleanField(label=gettext_lazy("Assigned to me"), required=False)
    sort = forms.ChoiceField(
        label=gettext_lazy("Order"),
        required=False,
        choices=[
            ("", gettext_lazy("As in the guide")),
            (MOST_READ, format_lazy(gettext_lazy("Most read (last {days} days)"), days=DAYS)),
        ],
    )

    def offer(self, locales: Sequence[Any], kinds: Sequence[tuple[str, str]], topics: Sequence[Any]) -> None:
        """Offer what the city has."""
        self._choices("language", [(each.language_code, each.language_code) for each in locales])
        self._choices("kind", [("", _("Any")), *kinds])
        self._choices("topic", [("", _("Any")), *((str(each.pk), each.title) for each in topics)])

    def _choices(self, name: str, choices: list[tuple[str, Any]]) -> None:
        chosen = self.fields[name]
        if isinstance(chosen, forms.ChoiceField):
            chosen.choices = choices


def filters_of(request: HttpRequest) -> Filters:
    """The filters that stand in an address."""
    values = request.GET
    number, topic = values.get("days", ""), values.get("topic", "")
    status = values.get("status", "")
    return Filters(
        languages=tuple(values.getlist("language")),
        status=status if status in Status.values else "",
        topic=int(topic) if _is_id(topic) else None,
        kind=values.get("kind", ""),
        days=int(number) if number.isdecimal() and len(number) < 6 else None,
        assignee=request.user.pk if values.get("mine") else None,
        text=values.get("text", "").strip(),
        most_read=values.get("sort") == MOST_READ,
    )


def _is_id(text: str) -> bool:
    return text.isdecimal() and len(text) <= DIGITS_OF_ID


class LanguagesReportView(CityScreen, TemplateView):
    """The languages of one city of the user: the one named in the address, or the first."""

    template_name = "insights/languages_report.html"
    page_title = gettext_lazy("Languages")
    header_icon = "globe"

    def get_page_subtitle(self) -> str:
        """The city that is shown."""
        return self.city.slug

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The screen, or with `export=csv` all pages of the report as a file."""
        if request.GET.get("export") != "csv":
            return super().get(request, *args, **kwargs)
        response = HttpResponse(matrix_table(self.city, filters_of(request)), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{self.city.slug}-languages.csv"'
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The table of the city."""
        filters = filters_of(self.request)
        shown = report(self.city, filters, self.request.GET.get("p", "1"))
        form = FilterForm(self.request.GET)
        form.offer(shown["locales"], shown["kinds"], shown["topics"])
        if shown["counted_until"] is None:
            del form.fields["sort"]
        query = self.request.GET.copy()
        query.pop("p", None)
        query["city"] = self.city.slug
        return super().get_context_data(
            filters=form,
            is_filtered=any(self.request.GET.get(name) for name in form.fields if name != "sort"),
            # What the way out of a filter keeps.
            order=f"&sort={MOST_READ}" if filters.most_read else "",
            demand_days=DAYS,
            people=self.city.people().order_by("username"),
            editable=self._languages_to_edit(),
            may_assign=self._may_assign(),
            kinds_of_file=Kind.choices,
            scopes=Scope.choices,
            drafting=latest_request(self.city.pages.get(locale=self.city.source_locale)),
            query=query.urlencode(),
            **shown,
            **kwargs,
        )

    def _may_assign(self) -> bool:
        """Whether the user may say who takes care of a translation: who publishes the source may."""
        user: Any = self.request.user
        return bool(self.city.pages.get(locale=self.city.source_locale).permissions_for_user(user).can_publish())

    def _languages_to_edit(self) -> set[str]:
        """Tags of the languages whose pages the user may change: only there does a cell lead to the translation."""
        user: Any = self.request.user
        homes = self.city.pages.select_related("locale")
        return {home.locale.language_code for home in homes if home.permissions_for_user(user).can_edit()}

    def post(self, request: HttpRequest) -> HttpResponse:
        """Do what was asked to the pages and languages that were ticked, and come back to the same screen."""
        back = HttpResponseRedirect(request.get_full_path())
        locales = [
            locale for locale in target_locales(self.city) if locale.language_code in request.POST.getlist("languages")
        ]
        filters = filters_of(request)
        everything = bool(request.POST.get("all"))
        pages = matching_pages(self.city, filters if everything else Filters(most_read=filters.most_read), locales)
        if not everything:
            pages = pages.filter(pk__in=[pk for pk in request.POST.getlist("pages") if _is_id(pk)])
        if not locales or not pages.exists():
            messages.error(request, _("Tick at least one page and one language."))
            return back
        if request.POST.get("action") == "export":
            return answer_with_file(request, self.city, list(pages), locales)
        if request.POST.get("action") == "draft":
            tags = [locale.language_code for locale in locales]
            if question := question_of_cost(request, list(pages.values_list("pk", flat=True)), tags):
                return question
        self._act(request.POST.get("action", ""), self.city, list(pages.specific()), locales)
        return back

    def _act(self, action: str, city: City, pages: list[Any], locales: list[Any]) -> None:
        user: Any = self.request.user
        if action == "draft":
            if bulk.draft(city, pages, locales, user) is None:
                messages.error(self.request, _("You may not translate into these languages."))
            else:
                messages.success(self.request, _("Drafting in the background what is missing or outdated."))
            return
        if action == "assign":
            if not self._may_assign():
                raise PermissionDenied
            name = self.request.POST.get("assignee", "")
            assignee = get_object_or_404(city.people(), pk=name) if _is_id(name) else None
            self._tell(bulk.assign(pages, locales, assignee, user))
            return
        actions = {"confirm": bulk.confirm_outdated, "submit": bulk.submit_for_review, "publish": bulk.publish}
        if action not in actions:
            raise Http404(action)
        self._tell(actions[action](pages, locales, user))

    def _tell(self, outcome: bulk.Outcome) -> None:
        if outcome.done:
            text = ngettext("Done for %(count)d translation.", "Done for %(count)d translations.", outcome.done)
            messages.success(self.request, text % {"count": outcome.done})
        if outcome.left:
            reasons = ", ".join(f"{number} × {reason}" for reason, number in sorted(outcome.left.items()))
            messages.warning(self.request, _("Left as they were: %(reasons)s.") % {"reasons": reasons})
