"""Where log-ins meet Wagtail's hooks."""

from __future__ import annotations

import json

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.access.log_ins import LogInsView
from cms.access.views import AskView, RemoveView, SetUpView, recovery_codes_view, second_factor_view


class ForSuperusers(MenuItem):
    """An entry of the menu for those who run the installation."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person runs it."""
        return bool(request.user.is_superuser)


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """The addresses of the screens."""
    return [
        path("second-factor/", second_factor_view, name="access_second_factor"),
        path("second-factor/code/", AskView.as_view(), name="access_ask"),
        path("second-factor/set-up/", SetUpView.as_view(), name="access_set_up"),
        path("second-factor/recovery-codes/", recovery_codes_view, name="access_recovery_codes"),
        path("second-factor/remove/", RemoveView.as_view(), name="access_remove"),
        path("log-ins/", LogInsView.as_view(), name="access_log_ins"),
    ]


@hooks.register("register_account_menu_item")
def register_second_factor(request: HttpRequest) -> dict[str, object]:
    """Lead from a person's account to their second factor."""
    return {
        "url": reverse("access_second_factor"),
        "label": _("Second factor"),
        "help_text": _("Ask for a code from your phone, too, when somebody logs in with your password."),
    }


@hooks.register("register_settings_menu_item")
def register_log_ins() -> MenuItem:
    """Offer who is locked out to those who can unlock."""
    return ForSuperusers(_("Log-ins"), reverse("access_log_ins"), icon_name="key", order=650)


@hooks.register("insert_global_admin_js", order=-100)
def start_without_inline_scripts() -> str:
    """Start the widgets that Wagtail starts by scripts in the page, before any of them is there."""
    choosers = {
        "imageChooser": reverse("wagtailimages_chooser:choose"),
        "documentChooser": reverse("wagtaildocs_chooser:choose"),
        "pageChooser": reverse("wagtailadmin_choose_page"),
    }
    return format_html(
        '<script src="{}" data-choosers="{}"></script>', static("access/starting.js"), json.dumps(choosers)
    )
