"""The screen on which a city's administrators say how strict it is."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.cities.models import City, Role
from cms.strictness.forms import StrictnessForm
from cms.strictness.models import CityStrictness
from cms.strictness.tasks import check_city_again
from translations.severities import Severities, Strictness


def administered_by(user: Any) -> list[City]:
    """The cities that a person administers: all of them for those who run the installation."""
    cities = City.objects.all()
    if not user.is_superuser:
        cities = cities.filter(roles__role=Role.ADMINISTRATOR, roles__group__user=user).distinct()
    return list(cities)


class StrictnessView(WagtailAdminTemplateMixin, FormView[StrictnessForm]):
    """Each check with what the city makes of it."""

    template_name = "strictness/strictness.html"
    form_class = StrictnessForm
    page_title = gettext_lazy("Checks")
    header_icon = "clipboard-list"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Find the city among those that the person administers; the address may name it."""
        self.cities = administered_by(request.user)
        if not self.cities:
            raise PermissionDenied
        slug = request.GET.get("city", self.cities[0].slug)
        chosen = next((city for city in self.cities if city.slug == slug), None)
        if chosen is None:
            raise Http404(slug)
        self.city = chosen
        return super().dispatch(request, *args, **kwargs)  # type: ignore[return-value]  # FormView answers a response

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, then this screen."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_form_kwargs(self) -> dict[str, Any]:
        """The form shows what is decided now."""
        return {**super().get_form_kwargs(), "present": self._present()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The cities to choose from."""
        return super().get_context_data(cities=self.cities, city=self.city, **kwargs)

    def form_valid(self, form: StrictnessForm) -> HttpResponse:
        """Keep what is new, with who decided it, and have the city's translations checked again."""
        with transaction.atomic():
            if self._keep(form.decided):
                transaction.on_commit(partial(check_city_again.enqueue, self.city.pk))
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
