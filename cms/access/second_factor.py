"""The second factor: a code from an app on the phone (TOTP, RFC 6238), or one of ten recovery codes.

The devices are django-otp's, which keeps each code from being used twice and makes who guesses wait longer each time.
"""

from __future__ import annotations

import re
from base64 import b32encode
from typing import Any

import django_otp
import segno
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from cms.cities.models import City

RECOVERY_CODES = 10
# Values of the setting SECOND_FACTOR_FOR: who cannot work without one. Everybody may have one.
NOBODY, ADMINISTRATORS, EVERYBODY = "nobody", "administrators", "everybody"


class TooManyTriesError(Exception):
    """Codes were wrong too often; the next one is looked at in a while."""

    def __str__(self) -> str:
        return str(_("Too many wrong codes. Wait a few minutes, then try again with a new code."))


def has_second_factor(user: Any) -> bool:
    """Whether the person set one up. Recovery codes alone are none."""
    return TOTPDevice.objects.filter(user=user, confirmed=True).exists()


def needs_second_factor(user: Any) -> bool:
    """Whether the installation asks this person to have one."""
    who = settings.SECOND_FACTOR_FOR
    if who == ADMINISTRATORS:
        return bool(user.is_superuser) or City.objects.administered_by(user).exists()
    return bool(who == EVERYBODY)


def begin(user: Any) -> TOTPDevice:
    """A new key for an app, which does not count before a code of it was entered."""
    TOTPDevice.objects.filter(user=user, confirmed=False).delete()
    return TOTPDevice.objects.create(user=user, name="app", confirmed=False)


def confirm(request: HttpRequest, code: str) -> bool:
    """Take the new key into use if the code is right; the one before it, on another phone, ends."""
    with transaction.atomic():
        device = TOTPDevice.objects.select_for_update().filter(user=request.user, confirmed=False).first()
        if device is None or not _verified(device, _plain(code)):
            return False
        TOTPDevice.objects.filter(user=request.user, confirmed=True).delete()
        device.confirmed = True
        device.save()
    let_in(request, device)
    return True


def check(user: Any, code: str) -> Any:
    """The device of which this is a code, which is spent with that; None if it is none.

    Raises:
        TooManyTriesError: when codes were wrong so often that this one was not looked at.
    """
    code = _plain(code)
    model = TOTPDevice if re.fullmatch("[0-9]{6}", code) else StaticDevice
    # Looked at and spent in one transaction: of two requests with the same code one wins.
    with transaction.atomic():
        device = model.objects.select_for_update().filter(user=user, confirmed=True).first()
        return device if device and _verified(device, code) else None


def let_in(request: HttpRequest, device: Any) -> None:
    """Remember in the session that its person showed a second factor; its key changes, as at a log-in."""
    request.session.cycle_key()
    django_otp.login(request, device)


def new_recovery_codes(user: Any) -> list[str]:
    """Ten codes, each good for one log-in without the phone. Earlier ones end."""
    with transaction.atomic():
        StaticDevice.objects.filter(user=user).delete()
        device = StaticDevice.objects.create(user=user, name="recovery codes", confirmed=True)
        codes = [StaticToken.random_token() for _number in range(RECOVERY_CODES)]
        StaticToken.objects.bulk_create(StaticToken(device=device, token=code) for code in codes)
    return codes


def recovery_codes_left(user: Any) -> int:
    """How many recovery codes were not used yet."""
    return StaticToken.objects.filter(device__user=user).count()


def remove(user: Any) -> None:
    """Take the second factor and the recovery codes away."""
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()


def key_of(device: TOTPDevice) -> str:
    """The key as people type it into an app, in groups of four."""
    text = b32encode(device.bin_key).decode().rstrip("=")
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def picture_of(device: TOTPDevice) -> str:
    """The key as a QR code: an address for an `img`, with the SVG in it, so that it is stored nowhere."""
    return str(segno.make(device.config_url, micro=False).svg_data_uri(scale=5, border=4, dark="#000", light="#fff"))


def _plain(code: str) -> str:
    return re.sub(r"[\s-]", "", code).lower()


def _verified(device: Any, code: str) -> bool:
    allowed, _why = device.verify_is_allowed()
    if not allowed:
        raise TooManyTriesError
    return bool(device.verify_token(code))
