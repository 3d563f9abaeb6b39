"""A screen for those who run the installation: who is locked out, and who has a second factor."""

from __future__ import annotations

from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_cool_off, get_failure_limit
from axes.models import AccessAttempt
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from django_otp.plugins.otp_totp.models import TOTPDevice
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.access import second_factor


class LogInsView(WagtailAdminTemplateMixin, TemplateView):
    """Failed log-ins that may have to wait, and the people with a second factor."""

    page_title = gettext_lazy("Log-ins")
    header_icon = "key"
    template_name = "access/log_ins.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """For superusers alone."""
        if not request.user.is_superuser:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Let a name, or an address, log in again; take a second factor away from somebody who lost it."""
        if name := request.POST.get("unlock"):
            AxesProxyHandler.reset_attempts(username=name)
            messages.success(request, _("%(name)s can log in again.") % {"name": name})
        elif address := request.POST.get("unlock_address"):
            AxesProxyHandler.reset_attempts(ip_address=address)
            messages.success(request, _("Who comes from %(address)s can log in again.") % {"address": address})
        elif person := request.POST.get("remove"):
            user = get_object_or_404(get_user_model(), username=person)
            second_factor.remove(user)
            messages.success(
                request, _("%(name)s logs in with the password alone and can set up a new phone.") % {"name": person}
            )
        return redirect("access_log_ins")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, then this screen."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What failed since the time for which a log-in waits, and who has a second factor."""
        since = timezone.now() - get_cool_off()
        return {
            **super().get_context_data(**kwargs),
            "attempts": AccessAttempt.objects.filter(attempt_time__gte=since).order_by("-attempt_time"),
            "limit": get_failure_limit(self.request, None),
            "minutes": round(get_cool_off().total_seconds() / 60),
            "devices": TOTPDevice.objects.filter(confirmed=True).select_related("user").order_by("user__username"),
        }
