"""Where webhooks meet Wagtail's hooks: addresses and menu."""

from __future__ import annotations

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.cities.screens import ForAdministrators
from cms.webhooks.delivery_views import DeliveryView, GivenUpView, replay_one
from cms.webhooks.views import WebhooksView, WebhookView, act


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """The lists, one webhook, one message, and what is done with them."""
    return [
        path("webhooks/", WebhooksView.as_view(), name="webhooks_list"),
        path("webhooks/results/", WebhooksView.as_view(results_only=True), name="webhooks_list_results"),
        path("webhooks/add/", WebhookView.as_view(), name="webhooks_add"),
        path("webhooks/given-up/", GivenUpView.as_view(), name="webhooks_given_up"),
        path("webhooks/given-up/results/", GivenUpView.as_view(results_only=True), name="webhooks_given_up_results"),
        path("webhooks/<int:webhook_id>/", WebhookView.as_view(), name="webhooks_webhook"),
        path("webhooks/<int:webhook_id>/act/", act, name="webhooks_act"),
        path("webhooks/messages/<int:delivery_id>/", DeliveryView.as_view(), name="webhooks_delivery"),
        path("webhooks/messages/<int:delivery_id>/again/", replay_one, name="webhooks_replay"),
    ]


@hooks.register("register_settings_menu_item")
def register_menu_item() -> MenuItem:
    """Among the settings, for administrators."""
    return ForAdministrators(_("Webhooks"), reverse("webhooks_list"), icon_name="link-external", order=155)
