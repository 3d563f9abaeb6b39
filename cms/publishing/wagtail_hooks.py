"""Where publishing meets Wagtail's hooks: the way to translation, from the page and from the publish button."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from cms.cities.releasing import obstacles
from cms.cities.trees import city_of
from cms.publishing import (  # noqa: F401 - their hooks register themselves
    build_hooks,
    engine_hooks,
    exchange_hooks,
    handouts,
    publish_buttons,
)
from cms.publishing.desk.urls import urlpatterns as desk_urls
from cms.publishing.desk.views import lead_to_desk
from cms.publishing.detaching import refuse_to_make_an_alias, refuse_to_stop
from cms.publishing.previews import screens  # noqa: F401 - its hooks register themselves
from cms.publishing.views import TranslatePageView, redirect_from_source
from cms.publishing.withdrawing import (
    DeleteWithTranslations,
    refuse_home_pages_among_others,
    refuse_unconfirmed,
    when_deleted,
)
from translations.completeness import translation_behind


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """Our translate view, and the same in the place of wagtail-localize's views that check no object permission.

    Patterns of an app that is installed earlier win, so wagtail-localize's own buttons lead here too.
    """
    view = TranslatePageView.as_view()
    return [
        *desk_urls,
        path("guides/translate/<int:page_id>/", view, name="publishing_translate_page"),
        path("localize/submit/page/<int:page_id>/", view, name="publishing_submit_page"),
        path("localize/update/<int:translation_source_id>/", redirect_from_source, name="publishing_update_source"),
        path("localize/translate/<int:translation_id>/disable/", refuse_to_stop, name="publishing_refuse_to_stop"),
        path("localize/page/<int:page_id>/convert_to_alias/", refuse_to_make_an_alias, name="publishing_refuse_alias"),
    ]


def translate_button(
    page: Page, user: Any, view_name: str | None = None, next_url: str | None = None
) -> Iterator[Button]:
    """“Languages” for source pages of a city, for those who may publish them."""
    city = city_of(page)
    if city is None or page.locale_id != city.source_locale_id:
        return
    if page.specific.permissions_for_user(user).can_publish():
        yield Button(
            _("Languages"),
            reverse("publishing_translate_page", args=[page.pk]),
            icon_name="globe",
            priority=15,
        )


hooks.register("register_page_header_buttons", translate_button)
hooks.register("register_page_listing_more_buttons", translate_button)


# Before wagtail-localize's hook of the same name, which answers with its translation editor.
hooks.register("before_edit_page", lead_to_desk, order=-2)


# The same, for those who asked for its editor.
@hooks.register("before_edit_page", order=-1)
def say_what_keeps_a_translation_from_readers(request: HttpRequest, page: Page) -> None:
    """The translation editor offers to publish only what is whole and sound; say so where the button is missing."""
    translation = translation_behind(page) if request.method == "GET" else None
    if translation is None or not translation.enabled:
        return
    reasons = obstacles(page, request.user)
    if reasons:
        messages.warning(request, " ".join([str(_("This translation cannot be published yet.")), *reasons]))


hooks.register("before_unpublish_page", refuse_unconfirmed)
hooks.register("before_bulk_action", refuse_home_pages_among_others)
# After Wagtail's own of the same name, in whose place it comes.
hooks.register("register_bulk_action", DeleteWithTranslations, order=10)


@hooks.register("before_delete_page")
def say_what_is_deleted_too(request: HttpRequest, page: Page) -> None:
    """On the page that asks whether to delete."""
    if request.method == "GET" and (consequences := when_deleted(page)):
        messages.warning(request, consequences)


@hooks.register("insert_global_admin_css")
def style_translation_editor() -> str:
    """Correct what wagtail-localize's translation editor shows, which has no template for it."""
    return format_html('<link rel="stylesheet" href="{}">', static("publishing/translation_editor.css"))


@hooks.register("construct_reports_menu")
def hide_localize_report(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """wagtail-localize's report lists the pages of all cities; ours takes its place."""
    url = reverse("wagtail_localize:translations_report")
    menu_items[:] = [item for item in menu_items if getattr(item, "url", None) != url]
