"""The screens of the second factor: ask for it at a log-in, set it up, look after it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django_otp.plugins.otp_totp.models import TOTPDevice

from cms.access import second_factor


class CodeForm(forms.Form):
    """A code from the app."""

    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}),
        help_text=gettext_lazy("The six digits that your app shows now."),
    )


class AnyCodeForm(CodeForm):
    """A code from the app or a recovery code."""

    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autofocus": True}),
        help_text=gettext_lazy(
            "The six digits that your app shows now. Without your phone: one of your recovery codes, each works once."
        ),
    )

    def __init__(self, user: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.device: Any = None

    def clean_code(self) -> str:
        """Spend the code."""
        code: str = self.cleaned_data["code"]
        try:
            self.device = second_factor.check(self.user, code)
        except second_factor.TooManyTriesError as error:
            raise forms.ValidationError(str(error)) from error
        if self.device is None:
            raise forms.ValidationError(
                _(
                    "This is not the code. Codes change every 30 seconds: wait for the next one, "
                    "and check the phone's clock."
                )
            )
        return code


@method_decorator([never_cache, sensitive_post_parameters("code")], name="dispatch")
class AskView(View):
    """Ask who logged in with a password for the second factor."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The form."""
        return self._show(request, AnyCodeForm(request.user))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Lead to where the person wanted to go."""
        form = AnyCodeForm(request.user, request.POST)
        if not form.is_valid():
            return self._show(request, form)
        second_factor.let_in(request, form.device)
        target = request.POST.get("next", "")
        allowed = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
        return redirect(target if allowed else reverse("wagtailadmin_home"))

    def _show(self, request: HttpRequest, form: forms.Form) -> HttpResponse:
        context = {"form": form, "next": request.POST.get("next") or request.GET.get("next", "")}
        return render(request, "access/ask.html", context)


@method_decorator([never_cache, sensitive_post_parameters("code")], name="dispatch")
class SetUpView(View):
    """Show a new key for an app, and take it into use when a code of it is entered."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """A new key."""
        return self._show(request, second_factor.begin(request.user), CodeForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Check the first code, and show the recovery codes."""
        form = CodeForm(request.POST)
        device = TOTPDevice.objects.filter(user=request.user, confirmed=False).first()
        if device is None:
            return redirect("access_set_up")
        if form.is_valid():
            try:
                if second_factor.confirm(request, form.cleaned_data["code"]):
                    return show_recovery_codes(request)
                form.add_error(
                    "code", _("This is not the code of this key. Scan the picture again, or wait for the next code.")
                )
            except second_factor.TooManyTriesError as error:
                form.add_error("code", str(error))
        return self._show(request, device, form)

    def _show(self, request: HttpRequest, device: TOTPDevice, form: forms.Form) -> HttpResponse:
        context = {
            "form": form,
            "picture": second_factor.picture_of(device),
            "key": second_factor.key_of(device),
            "required": second_factor.needs_second_factor(request.user),
            "again": second_factor.has_second_factor(request.user),
        }
        return render(request, "access/set_up.html", context)


@never_cache
def second_factor_view(request: HttpRequest) -> HttpResponse:
    """Whether the person has a second factor, and what they can do with it."""
    context = {
        "has_one": second_factor.has_second_factor(request.user),
        "required": second_factor.needs_second_factor(request.user),
        "codes_left": second_factor.recovery_codes_left(request.user),
    }
    return render(request, "access/second_factor.html", context)


@never_cache
def recovery_codes_view(request: HttpRequest) -> HttpResponse:
    """Make new recovery codes; the ones before end."""
    if request.method != "POST" or not second_factor.has_second_factor(request.user):
        return redirect("access_second_factor")
    return show_recovery_codes(request)


def show_recovery_codes(request: HttpRequest) -> HttpResponse:
    """New recovery codes, which are shown this once."""
    return render(request, "access/recovery_codes.html", {"codes": second_factor.new_recovery_codes(request.user)})


@method_decorator([never_cache, sensitive_post_parameters("code")], name="dispatch")
class RemoveView(View):
    """Take the second factor away, against a code of it."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Nothing to do for who has none, or must have one."""
        user = request.user
        if second_factor.needs_second_factor(user) or not second_factor.has_second_factor(user):
            return redirect("access_second_factor")
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        """The form."""
        return render(request, "access/remove.html", {"form": AnyCodeForm(request.user)})

    def post(self, request: HttpRequest) -> HttpResponse:
        """Remove it if the code is right."""
        form = AnyCodeForm(request.user, request.POST)
        if not form.is_valid():
            return render(request, "access/remove.html", {"form": form})
        second_factor.remove(request.user)
        messages.success(request, _("Your second factor is removed. Your password alone lets you in now."))
        return redirect("access_second_factor")
