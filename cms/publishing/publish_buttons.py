"""More ways to publish a source page: going on to its languages, and as an edit that changes no sense."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.log_actions import log
from wagtail.models import Page
from wagtail_localize.models import TranslationSource

from cms.cities.trees import city_of
from cms.publishing.recording import record_page
from translations.outdated import keep_translations, latest_changes


class PublishMenuItem(ActionMenuItem):
    """Publishes as usual; `value` tells the hook below what else is wanted."""

    name = "action-publish"
    template_name = "publishing/publish_button.html"
    value = ""
    help_text: Any = ""

    def is_shown(self, context: dict[str, Any]) -> bool:
        """For source pages of a city that exist and may be published."""
        if context["view"] != "edit" or context["locked_for_user"]:
            return False
        page = context["page"]
        city = city_of(page)
        return (
            city is not None
            and page.locale_id == city.source_locale_id
            and self.get_user_page_permissions_tester(context).can_publish()
        )

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        """The template's words."""
        return {**super().get_context_data(parent_context), "value": self.value, "help_text": self.help_text}


class PublishAndTranslateMenuItem(PublishMenuItem):
    """Goes on to the languages of the page."""

    label = _("Publish, then translate")
    icon_name = "globe"
    value = "translate"


class PublishMinorEditMenuItem(PublishMenuItem):
    """Keeps translations valid."""

    label = _("Publish as a minor edit")
    icon_name = "pilcrow"
    value = "minor"
    help_text = _("For typing errors: the sense is the same, and translations stay as they are.")

    def is_shown(self, context: dict[str, Any]) -> bool:
        """Only where there is something to keep."""
        return super().is_shown(context) and context["page"].live


@hooks.register("register_page_action_menu_item")
def register_publish_and_translate() -> ActionMenuItem:
    """Offer it below “Publish”."""
    return PublishAndTranslateMenuItem(order=15)


@hooks.register("register_page_action_menu_item")
def register_publish_minor_edit() -> ActionMenuItem:
    """Offer it below “Publish, then translate”."""
    return PublishMinorEditMenuItem(order=16)


@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    """What the history of a page calls a minor edit."""
    actions.register_action("waymark.minor_edit", _("Minor edit"), _("Published as a minor edit: translations kept"))


@hooks.register("after_publish_page")
def after_publishing(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Do what the button said besides publishing."""
    wanted = request.POST.get("action-publish")
    if wanted == "translate":
        return redirect("publishing_translate_page", page.pk)
    if wanted == "minor":
        kept = keep_as_minor_edit(page, request.user)
        text = ngettext(
            "Minor edit: %(count)d translated segment stays valid.",
            "Minor edit: %(count)d translated segments stay valid.",
            kept,
        )
        messages.success(request, text % {"count": kept})
    return None


def keep_as_minor_edit(page: Page, user: Any) -> int:
    """Keep the translations of what the last publication of a source page changed; how many.

    Who did it and when is kept with every changed piece, and in the history of the page.
    """
    source = TranslationSource.objects.get_for_instance_or_none(page)
    if source is None:
        return 0
    published = Page.objects.values_list("last_published_at", flat=True).get(pk=page.pk)
    changes = latest_changes(source, since=published)
    kept = keep_translations(changes, user)
    log(
        instance=page,
        action="waymark.minor_edit",
        user=user,
        data={"changes": [[change.before.data, change.after.data] for change in changes], "kept": kept},
    )
    record_page(page.specific_class.objects.get(pk=page.pk))
    return kept
