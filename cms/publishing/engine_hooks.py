"""Where the choice of engines meets Wagtail's hooks."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.models import Page
from wagtail_localize.models import Translation

from cms.cities.screens import ForAdministrators
from cms.publishing.engine_choice import EngineChoiceView


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """The address of the screen, whose city is looked up among those that a person administers.

    And our way of drafting in the place of wagtail-localize's.
    """
    return [
        path("guides/engines/", EngineChoiceView.as_view(), name="publishing_engines"),
        path(
            "localize/translate/<int:translation_id>/machine_translate/",
            lead_to_languages,
            name="publishing_instead_of_machine_translate",
        ),
    ]


@hooks.register("register_settings_menu_item")
def register_engines_item() -> ForAdministrators:
    """Offer the screen to administrators."""
    return ForAdministrators(_("Translation engines"), reverse("publishing_engines"), icon_name="globe", order=610)


def lead_to_languages(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Stand in for the view behind wagtail-localize's button for a machine translation.

    That one checks no permission and knows neither memory nor budgets, and its texts do not say what made them
    (wagtail-localize 1.14.5).
    """
    source = get_object_or_404(Translation, pk=translation_id).source
    page = get_object_or_404(Page, translation_key=source.object_id, locale_id=source.locale_id)
    return redirect("publishing_translate_page", page.pk)
