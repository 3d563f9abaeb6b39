"""The screen on which a city's administrators choose the engine for each language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from cms.cities.models import City
from cms.cities.models.city import CityQuerySet
from cms.cities.screens import CityScreen
from cms.languages import CONTENT_LANGUAGES
from translations.engines.budgets import budget_of
from translations.engines.choices import Choice, choice_for
from translations.engines.records import EngineChoice, Way
from translations.engines.registry import NoEngineError, engines, find_route
from translations.memory.owners import owner_of

AUTOMATIC = ("", gettext_lazy("The first that can"))


@dataclass(frozen=True)
class LanguageFields:
    """A target language with its two fields of the form."""

    tag: str
    name: str
    engine: forms.BoundField
    way: forms.BoundField


class EngineForm(forms.Form):
    """For each target language of a city an engine that can translate into it, and the way."""

    def __init__(self, *args: Any, source: str, present: dict[str, Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tags = list(present)
        for tag, choice in present.items():
            names = list(dict.fromkeys([*_able(source, tag), *filter(None, [choice.engine])]))
            self.fields[f"engine-{tag}"] = forms.ChoiceField(
                choices=[AUTOMATIC, *((name, name) for name in names)], required=False, initial=choice.engine
            )
            self.fields[f"way-{tag}"] = forms.ChoiceField(choices=Way.choices, initial=choice.way.value)
            for field, label in (("engine", _("Engine")), ("way", _("Way"))):
                self.fields[f"{field}-{tag}"].widget.attrs["aria-label"] = f"{label}: {tag}"

    @property
    def languages(self) -> list[LanguageFields]:
        """The fields by language, in the order of the city's languages."""
        names = dict(CONTENT_LANGUAGES)
        return [
            LanguageFields(tag, names.get(tag, tag), self[f"engine-{tag}"], self[f"way-{tag}"]) for tag in self.tags
        ]

    def chosen(self, tag: str) -> Choice:
        """What was chosen for a language."""
        return Choice(self.cleaned_data[f"engine-{tag}"], Way(self.cleaned_data[f"way-{tag}"]))


class EngineChoiceView(CityScreen, FormView[EngineForm]):
    """The engines of one city of the person: the one named in the address, or the first."""

    template_name = "publishing/engine_choice.html"
    form_class = EngineForm
    page_title = gettext_lazy("Translation engines")
    header_icon = "globe"

    def offered_cities(self, user: Any) -> CityQuerySet:
        """Those that the person administers."""
        return City.objects.administered_by(user)

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the city, and under which key engines are chosen for it."""
        super().setup(request, *args, **kwargs)
        self.owner = owner_of(self.city.pages.get(locale=self.city.source_locale))

    def get_form_kwargs(self) -> dict[str, Any]:
        """The form shows what holds now, whether the city chose it or the settings say so."""
        return {**super().get_form_kwargs(), "source": self.city.source_language, "present": self._present()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the engines that cost money have left."""
        budgets = [budget for engine in engines() if (budget := budget_of(engine.name))]
        return super().get_context_data(budgets=budgets, **kwargs)

    @transaction.atomic
    def form_valid(self, form: EngineForm) -> HttpResponse:
        """Keep what is new, with who decided it."""
        present = self._present()
        for tag in form.tags:
            if form.chosen(tag) != present[tag]:
                self._keep(tag, form.chosen(tag))
        messages.success(self.request, _("Saved. It holds for what is drafted from now on."))
        return HttpResponseRedirect(f"{reverse('publishing_engines')}?city={self.city.slug}")

    def _keep(self, tag: str, choice: Choice) -> None:
        EngineChoice.objects.update_or_create(
            owner=self.owner,
            source=self.city.source_language,
            target=tag,
            defaults={"engine": choice.engine, "way": choice.way.value, "decided_by_id": self.request.user.pk},
        )

    def _present(self) -> dict[str, Choice]:
        return {tag: choice_for(self.owner, self.city.source_language, tag) for tag in targets_of(self.city)}


def targets_of(city: City) -> list[str]:
    """The languages that a city translates into."""
    return [tag for tag in city.language_tags if tag != city.source_language]


def _able(source: str, target: str) -> Iterable[str]:
    """The names of the engines that get from one language to another by themselves."""
    for engine in engines():
        try:
            find_route([engine], source, target)
        except NoEngineError:
            continue
        yield engine.name
