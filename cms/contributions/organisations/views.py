"""The organisations of a city, for its administrators."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from cms.cities.contributing import places_of
from cms.cities.models import City, CityRole
from cms.cities.models.city import CityQuerySet
from cms.cities.screens import CityScreen
from cms.contributions.organisations.forms import OrganisationForm


class OrganisationsView(CityScreen, TemplateView):
    """Who writes for the guide of a city beside its editors."""

    page_title = gettext_lazy("Contributors")
    header_icon = "group"
    template_name = "contributions/organisations/list.html"

    def offered_cities(self, user: Any) -> CityQuerySet:
        """Those that the person administers."""
        return City.objects.administered_by(user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Each organisation with where it adds pages, and its people."""
        people = Prefetch("group__user_set", to_attr="people")
        roles = self.city.roles.exclude(organisation="").select_related("group").prefetch_related(people)
        organisations = [(role, list(places_of(role))) for role in roles.order_by("organisation")]
        return super().get_context_data(organisations=organisations, **kwargs)


class OrganisationView(OrganisationsView):
    """One organisation, or a new one."""

    page_title = gettext_lazy("Organisation")
    template_name = "contributions/organisations/form.html"
    role: CityRole | None

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the organisation among those of the cities that the person administers."""
        super().setup(request, *args, **kwargs)
        self.role = None
        if "organisation_id" in kwargs:
            self.role = get_object_or_404(
                CityRole.objects.exclude(organisation="").filter(city__in=self.cities), pk=kwargs["organisation_id"]
            )
            self.city = self.role.city

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save it, and say who was written to."""
        form = OrganisationForm(self.city, self.role, request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        form.save()
        messages.success(request, _("%(name)s is saved.") % {"name": form.cleaned_data["name"]})
        problems = form.invite(request)
        if invited := [address for address in form.cleaned_data["invited"] if address not in problems]:
            messages.success(request, _("Invited: %(people)s") % {"people": ", ".join(invited)})
        for address, problem in problems.items():
            text = _("The mail to %(person)s could not be sent (%(problem)s). Invite them again later.")
            messages.error(request, text % {"person": address, "problem": problem})
        return redirect(f"{reverse('contributions_organisations')}?city={self.city.slug}")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, the list, then this one."""
        back = {"url": f"{reverse('contributions_organisations')}?city={self.city.slug}", "label": _("Contributors")}
        return [*self.breadcrumbs_items, back, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The form."""
        kwargs.setdefault("form", OrganisationForm(self.city, self.role))
        return super().get_context_data(role=self.role, **kwargs)
