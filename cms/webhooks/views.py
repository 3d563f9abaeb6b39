"""The screens on which administrators say who is told of releases, and see whether they listen."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic.base import BaseListingView, WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton

from cms.cities.models import City
from cms.webhooks.announcing import message, note_what_is_live, wake_after_commit
from cms.webhooks.delivering import replay
from cms.webhooks.forms import WebhookForm
from cms.webhooks.models import Delivery, Webhook
from cms.webhooks.secrets import NoSecretError, make_secret, written

PER_SCREEN = 50
SHOWN = 20  # messages, beside the form
# In the session: the webhooks whose secret is shown on the next look.
TO_BE_SHOWN = "webhooks_to_be_shown"


class AdministratorsListing(BaseListingView):
    """A list for those who administer a city."""

    paginate_by = PER_SCREEN

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse everybody else."""
        if not City.objects.administered_by(request.user).exists():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class WebhooksView(AdministratorsListing):
    """The webhooks of the cities that the person administers."""

    page_title = gettext_lazy("Webhooks")
    header_icon = "link-external"
    template_name = "wagtailadmin/generic/listing.html"
    results_template_name = "webhooks/results.html"
    index_url_name = "webhooks_list"
    index_results_url_name = "webhooks_list_results"
    default_ordering = "name"

    def get_base_queryset(self) -> QuerySet[Webhook]:
        """None of another city."""
        given_up = Q(deliveries__state=Delivery.State.GIVEN_UP) & ~Q(deliveries__event=Delivery.Event.TEST)
        mine = Webhook.objects.of_administrator(self.request.user).select_related("city")
        return mine.annotate(given_up=Count("deliveries", filter=given_up))

    @property
    def columns(self) -> list[Column]:
        """Who, where, and whether they listen."""
        return [
            TitleColumn(
                "name", label=_("Name"), get_url=lambda webhook: reverse("webhooks_webhook", args=[webhook.pk])
            ),
            Column("city", label=_("City")),
            Column("url", label=_("Address")),
            Column("state", label=_("State"), accessor=state_of),
            Column("given_up", label=_("Given up")),
        ]

    @property
    def header_buttons(self) -> list[HeaderButton]:
        """The way to a new one."""
        return [HeaderButton(_("Add a webhook"), url=reverse("webhooks_add"), icon_name="plus")]

    @property
    def header_more_buttons(self) -> list[HeaderButton]:
        """The way to the dead letters."""
        return [HeaderButton(_("Messages that were given up"), url=reverse("webhooks_given_up"), icon_name="warning")]


class WebhookView(WagtailAdminTemplateMixin, FormView[WebhookForm]):
    """Makes a webhook with its secret, or changes one and shows what was sent."""

    form_class = WebhookForm
    template_name = "webhooks/webhook.html"
    header_icon = "link-external"
    webhook: Webhook | None = None

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the webhook among those of the person's cities."""
        super().setup(request, *args, **kwargs)
        self.cities = City.objects.administered_by(request.user)
        if not self.cities.exists():
            raise PermissionDenied
        if "webhook_id" in kwargs:
            mine = Webhook.objects.of_administrator(request.user).select_related("city")
            self.webhook = get_object_or_404(mine, pk=kwargs["webhook_id"])

    def get_page_title(self) -> str:
        """Whose it is."""
        return self.webhook.name if self.webhook else _("Add a webhook")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, the list, this one."""
        listing = {"url": reverse("webhooks_list"), "label": _("Webhooks")}
        return [*self.breadcrumbs_items, listing, {"url": "", "label": self.get_page_title()}]

    def get_form_kwargs(self) -> dict[str, Any]:
        """What may be chosen."""
        return {**super().get_form_kwargs(), "instance": self.webhook, "cities": self.cities}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The secret, once; what was sent last."""
        context = super().get_context_data(webhook=self.webhook, **kwargs)
        if self.webhook is None:
            return context
        former = self.webhook.secrets.filter(signs_until__gt=timezone.now()).first()
        return context | {
            "state": state_of(self.webhook),
            "secret": self._secret(self.webhook),
            "made_at": self.webhook.secrets.values_list("made_at", flat=True).first(),
            "former_until": former.signs_until if former else None,
            "deliveries": self.webhook.deliveries.order_by("-pk")[:SHOWN],
            "given_up": self.webhook.deliveries.given_up().count(),
        }

    def form_valid(self, form: WebhookForm) -> HttpResponse:
        """A new one gets a secret, which is shown on the screen that follows."""
        webhook = form.save(commit=False)
        is_new = webhook.pk is None
        if is_new:
            webhook.created_by_id = self.request.user.pk
        elif webhook.active and "active" in form.changed_data:
            webhook.failing_since = webhook.switched_off_at = None
        webhook.save()
        if is_new:
            note_what_is_live(webhook.city)
            show_new_secret(self.request, webhook)
        else:
            wake_after_commit(webhook.pk)
        messages.success(self.request, _("Saved."))
        return HttpResponseRedirect(reverse("webhooks_webhook", args=[webhook.pk]))

    def _secret(self, webhook: Webhook) -> str:
        """The newest secret, if it is to be shown: once, to who made it."""
        waiting = self.request.session.get(TO_BE_SHOWN, [])
        if webhook.pk not in waiting or self.request.method != "GET":
            return ""
        self.request.session[TO_BE_SHOWN] = [pk for pk in waiting if pk != webhook.pk]
        newest = webhook.secrets.first()
        try:
            return written(newest) if newest else ""
        except NoSecretError:
            return ""


@require_POST
def act(request: HttpRequest, webhook_id: int) -> HttpResponse:
    """Send a test, make a new secret, send again what was given up, or delete the webhook."""
    webhook = get_object_or_404(Webhook.objects.of_administrator(request.user), pk=webhook_id)
    match request.POST.get("do"):
        case "test":
            message(webhook, Delivery.Event.TEST, {}).save()
            wake_after_commit(webhook.pk)
            messages.success(request, _("A test is on its way. Look at this screen again in a moment."))
        case "secret":
            show_new_secret(request, webhook)
            messages.success(request, _("There is a new secret. For a day messages are signed with the former, too."))
        case "replay":
            found = list(webhook.deliveries.given_up())
            replay(found, timezone.now())
            wake_after_commit(webhook.pk)
            messages.success(request, sent_again(len(found)))
        case "delete":
            webhook.delete()
            messages.success(request, _("%(name)s was deleted.") % {"name": webhook})
            return HttpResponseRedirect(reverse("webhooks_list"))
    return HttpResponseRedirect(reverse("webhooks_webhook", args=[webhook_id]))


def show_new_secret(request: HttpRequest, webhook: Webhook) -> None:
    """Make a secret, and have it shown once to who asked."""
    make_secret(webhook, timezone.now())
    request.session[TO_BE_SHOWN] = [*request.session.get(TO_BE_SHOWN, []), webhook.pk]


def sent_again(count: int) -> str:
    """What is said after messages were made due again."""
    return ngettext("%(count)d message is sent again.", "%(count)d messages are sent again.", count) % {"count": count}


def state_of(webhook: Webhook) -> str:
    """Whether a system listens, for people."""
    if webhook.switched_off_at and not webhook.active:
        return _("Switched off on %(day)s: it had failed for days") % {"day": date_format(webhook.switched_off_at)}
    if not webhook.active:
        return _("Switched off")
    if webhook.failing_since:
        return _("Takes nothing since %(time)s") % {"time": date_format(webhook.failing_since, "DATETIME_FORMAT")}
    return _("Active")
