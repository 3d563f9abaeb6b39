"""Lines of access logs as web servers write them."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

PHONE = "Mozilla/5.0 (Linux; Android 10; CUBOT NOTE 20) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36"


def combined(
    path: str, moment: datetime, *, status: int = 200, agent: str = PHONE, method: str = "GET", host: str = ""
) -> str:
    """A line of nginx or Apache."""
    return (
        f"{host and host + ' '}192.0.2.7 - - [{moment:%d/%b/%Y:%H:%M:%S %z}] "
        f'"{method} {path} HTTP/2.0" {status} 5120 "-" "{agent}"\n'
    )


def caddy(path: str, moment: datetime, host: str, *, status: int = 200, **headers: str) -> str:
    """A line of Caddy."""
    names = {name.replace("_", "-"): [value] for name, value in {"User_Agent": PHONE, **headers}.items()}
    request: dict[str, Any] = {"remote_ip": "192.0.2.7", "method": "GET", "host": host, "uri": path, "headers": names}
    entry = {"level": "info", "ts": moment.timestamp(), "logger": "http.log.access", "msg": "handled request"}
    return json.dumps({**entry, "request": request, "size": 5120, "status": status}) + "\n"
