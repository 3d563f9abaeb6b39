"""How many forms a client, and everybody together, may send to a city's desk within ten minutes.

Counts stand in the database, which all processes and machines share: an update in the database loses none. A form too
many costs a look and no write. A client is its address hashed with the salt of the day; the address is stored nowhere.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone

from cms.access.addresses import client_network
from cms.cities.models import City
from cms.contributions.desk.models import DeskCount, DeskSalt

SPAN = timedelta(minutes=10)
FROM_A_CLIENT = 30  # many newcomers share the address of one home
TO_A_CITY = 300
MOST_KNOWN = 10_000  # of what this process keeps in mind; what it forgets the database still knows

# What a process has seen in the database: the salt of the day, and until when who has to wait.
_salts: dict[date, str] = {}
_full: dict[str, datetime] = {}


def seconds_to_wait(request: HttpRequest, city: City) -> int:
    """0, and the form is counted; or in how many seconds the next one will be taken."""
    now = timezone.now()
    own = (_client_key(request, city.slug, _salt(now.date())), FROM_A_CLIENT)
    everybody = (_city_key(city.slug), TO_A_CITY)
    waits = [_wait(key, most, now) for key, most in (own, everybody)]
    if any(waits):
        return max(waits)
    return max(_count(key, most, now) for key, most in (own, everybody))


def seconds_known_to_wait(request: HttpRequest, slug: str) -> int:
    """The same as far as this process knows already, without a look at the database and without counting; 0 if it does
    not know. A flood is turned away for next to nothing so."""
    now = timezone.now()
    salt = _salts.get(now.date())
    if salt is None:
        return 0
    keys = (_client_key(request, slug, salt), _city_key(slug))
    return max((_seconds(_full[key], now) for key in keys if key in _full and _full[key] > now), default=0)


def is_one_too_many(subject: str, most: int) -> bool:
    """Count one of something else within ten minutes; whether `most` of it were counted before."""
    now = timezone.now()
    key = hmac.new(_salt(now.date()).encode(), subject.encode(), hashlib.sha256).hexdigest()
    return _wait(key, most, now) > 0 or _count(key, most, now) > 0


def forget_what_is_known() -> None:
    """Ask the database again."""
    _salts.clear()
    _full.clear()


def forget_clients() -> int:
    """Delete salts of days that are over, and counts of spans that are; return how many counts went."""
    DeskSalt.objects.filter(day__lt=timezone.now().date()).delete()
    return DeskCount.objects.filter(until__lte=timezone.now()).delete()[0]


def _client_key(request: HttpRequest, slug: str, salt: str) -> str:
    subject = f"{slug} {client_network(request)}"
    return hmac.new(salt.encode(), subject.encode(), hashlib.sha256).hexdigest()


def _city_key(slug: str) -> str:
    return f"city:{hashlib.sha256(slug.encode()).hexdigest()[:32]}"


def _salt(day: date) -> str:
    if day in _salts:
        return _salts[day]
    found = DeskSalt.objects.filter(day=day).values_list("salt", flat=True).first()
    if found is None:
        forget_clients()
        found = DeskSalt.objects.get_or_create(day=day, defaults={"salt": secrets.token_hex(32)})[0].salt
    _salts.clear()
    _salts[day] = found
    return found


def _wait(key: str, most: int, now: datetime) -> int:
    full = DeskCount.objects.filter(key=key, until__gt=now, count__gte=most).values_list("until", flat=True).first()
    if full is None:
        return 0
    if len(_full) >= MOST_KNOWN:
        _full.clear()
    _full[key] = full
    return _seconds(full, now)


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
