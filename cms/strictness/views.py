"""The screen on which a city's administrators say how strict it is."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from cms.cities.models import City
from cms.cities.models.city import CityQuerySet
from cms.cities.screens import CityScreen
from cms.strictness.checking_again import ask_again
from cms.strictness.forms import StrictnessForm
from cms.strictness.models import CityStrictness
from translations.severities import Severities, Strictness


class StrictnessView(CityScreen, FormView[StrictnessForm]):
    """Each check with what the city makes of it."""

    template_name = "strictness/strictness.html"
    form_class = StrictnessForm
    page_title = gettext_lazy("Checks")
    header_icon = "clipboard-list"

    def offered_cities(self, user: Any) -> CityQuerySet:
        """Those that the person administers."""
        return City.objects.administered_by(user)

    def get_form_kwargs(self) -> dict[str, Any]:
        """The form shows what is decided now."""
        return {**super().get_form_kwargs(), "present": self._present()}

    def form_valid(self, form: StrictnessForm) -> HttpResponse:
        """Keep what is new, with who decided it, and have the city's translations checked again."""
        with transaction.atomic():
            if self._keep(form.decided):
                ask_again(self.city)
        messages.success(self.request, _("Saved. The translations of the city are checked again in the background."))
        return HttpResponseRedirect(f"{reverse('strictness')}?city={self.city.slug}")

    def _keep(self, decided: dict[str, Strictness]) -> bool:
        present = self._present()
        CityStrictness.objects.filter(city=self.city).exclude(check_name__in=decided).delete()
        for name, strictness in decided.items():
            if present.get(name) is not strictness:
                CityStrictness.objects.update_or_create(
                    city=self.city,
                    check_name=name,
                    defaults={"strictness": strictness.value, "decided_by_id": self.request.user.pk},
                )
        return present != decided

    def _present(self) -> Severities:
        return {row.check_name: Strictness(row.strictness) for row in CityStrictness.objects.filter(city=self.city)}
