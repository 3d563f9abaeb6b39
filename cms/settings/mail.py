"""How mail leaves: one address says everything about the server that takes it."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

PORTS = {"smtp": 587, "smtps": 465}


def mail_by(address: str) -> dict[str, Any]:
    """Django's settings for a server: `smtp://` asks for TLS once it is connected, `smtps://` begins with it.

    A server on this machine is not asked for TLS. Raises ImproperlyConfigured.
    """
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port, parts = None, None, urlsplit("")
    if parts.scheme not in PORTS or not host:
        message = "WAYMARK_MAIL_SERVER is no mail server. Write it like smtps://NAME:PASSWORD@mail.example.org:465"
        raise ImproperlyConfigured(message)
    is_here = host in {"localhost", "127.0.0.1", "::1"}
    return {
        "EMAIL_HOST": host,
        "EMAIL_PORT": port or (25 if is_here and parts.scheme == "smtp" else PORTS[parts.scheme]),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp" and not is_here,
        "EMAIL_TIMEOUT": 20,
    }
