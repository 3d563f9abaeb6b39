"""The secrets that messages are signed with. None is stored: each is made anew of a salt and the installation's key.

So a copy of the database signs nothing. Whoever changes SECRET_KEY keeps the former one in SECRET_KEY_FALLBACKS, or has
new secrets made: a fingerprint tells which key it was.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from contextlib import suppress
from datetime import datetime, timedelta
from secrets import token_hex

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from cms.webhooks.models import Secret, Webhook

PURPOSE = "cms.webhooks.secret"
PREFIX = "whsec_"  # by which the libraries of Standard Webhooks know a secret
# So long the former secret signs, too: time to enter the new one elsewhere.
OVERLAP = timedelta(days=1)


class NoSecretError(Exception):
    """The installation's key was changed, and the secret is lost: a new one has to be made."""


def make_secret(webhook: Webhook, now: datetime) -> Secret:
    """A new secret for a webhook; the one that it had signs for a day more."""
    salt = token_hex(32)
    fingerprint = _fingerprint(_derived(str(settings.SECRET_KEY), salt))
    with transaction.atomic():
        webhook.secrets.filter(signs_until=None).update(signs_until=now + OVERLAP)
        return webhook.secrets.create(salt=salt, fingerprint=fingerprint)


def written(secret: Secret) -> str:
    """The secret as people enter it elsewhere. Raises NoSecretError."""
    return PREFIX + base64.b64encode(key_of(secret)).decode()


def key_of(secret: Secret) -> bytes:
    """The 32 bytes that sign. Raises NoSecretError."""
    for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        derived = _derived(str(key), secret.salt)
        if hmac.compare_digest(_fingerprint(derived), secret.fingerprint):
            return derived
    raise NoSecretError


def keys_of(webhook: Webhook, now: datetime) -> list[bytes]:
    """The keys that sign for a webhook at this moment, the newest first. Raises NoSecretError if that one is lost."""
    secrets = list(webhook.secrets.filter(Q(signs_until=None) | Q(signs_until__gt=now)))
    if not secrets:
        raise NoSecretError
    newest, *former = secrets
    keys = [key_of(newest)]
    for secret in former:
        # One made with a key that is lost signs nothing; the new one was made for that.
        with suppress(NoSecretError):
            keys.append(key_of(secret))
    return keys


def _derived(key: str, salt: str) -> bytes:
    return hmac.new(key.encode(), f"{PURPOSE}:{salt}".encode(), hashlib.sha256).digest()


def _fingerprint(key: bytes) -> str:
    return hashlib.sha256(key).hexdigest()
