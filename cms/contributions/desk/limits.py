"""How many forms a client, and everybody together, may send to a city's desk within ten minutes.

Counts stand in the database, which all processes and machines share: an update in the database loses none. A form too
many costs a look and no write. A client is its address hashed with the salt of the day; the address is stored nowhere.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import date, datetime, timedelta
from ipaddress import ip_address, ip_network

from django.db import IntegrityError, transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone

from cms.access.addresses import client_address
from cms.cities.models import City
from cms.contributions.desk.models import DeskCount, DeskSalt

SPAN = timedelta(minutes=10)
FROM_A_CLIENT = 30  # many newcomers share the address of one home
TO_A_CITY = 300
IPV6 = 6


def seconds_to_wait(request: HttpRequest, city: City) -> int:
    """0, and the form is counted; or in how many seconds the next one will be taken."""
    now = timezone.now()
    own = (_client_key(request, city, now.date()), FROM_A_CLIENT)
    everybody = (f"city:{city.pk}", TO_A_CITY)
    waits = [_wait(key, most, now) for key, most in (own, everybody)]
    if any(waits):
        return max(waits)
    return max(_count(key, most, now) for key, most in (own, everybody))


def forget_clients() -> int:
    """Delete salts of days that are over, and counts of spans that are; return how many counts went."""
    DeskSalt.objects.filter(day__lt=timezone.now().date()).delete()
    return DeskCount.objects.filter(until__lte=timezone.now()).delete()[0]


def _client_key(request: HttpRequest, city: City, day: date) -> str:
    subject = f"{city.pk} {_network(client_address(request))}"
    return hmac.new(_salt(day).encode(), subject.encode(), hashlib.sha256).hexdigest()


def _network(address: str) -> str:
    """Of an IPv6 address its network of 64 bits, since a client has all addresses in it."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    return str(ip_network((parsed, 64), strict=False)) if parsed.version == IPV6 else str(parsed)


def _salt(day: date) -> str:
    found = DeskSalt.objects.filter(day=day).values_list("salt", flat=True).first()
    if found is None:
        forget_clients()
        found = DeskSalt.objects.get_or_create(day=day, defaults={"salt": secrets.token_hex(32)})[0].salt
    return found


def _wait(key: str, most: int, now: datetime) -> int:
    full = DeskCount.objects.filter(key=key, until__gt=now, count__gte=most).values_list("until", flat=True).first()
    return _seconds(full, now) if full else 0


def _count(key: str, most: int, now: datetime) -> int:
    """Count one; the seconds to wait if others came first and took the last place."""
    running = DeskCount.objects.filter(key=key, until__gt=now)
    if running.filter(count__lt=most).update(count=F("count") + 1):
        return 0
    if wait := _wait(key, most, now):
        return wait
    DeskCount.objects.filter(until__lte=now).delete()
    try:
        with transaction.atomic():
            DeskCount.objects.create(key=key, count=1, until=now + SPAN)
    except IntegrityError:  # another process was as quick
        return _count(key, most, now)
    return 0


def _seconds(until: datetime, now: datetime) -> int:
    return max(1, int((until - now).total_seconds()) + 1)
