"""Mail to those who edit a city: texts that it has taken over have changed, or are gone, where they come from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from cms.cities.models import City
from cms.contributions.reviews.due import today_in
from cms.contributions.reviews.owners import Owners
from cms.mailing import problem_of_sending
from cms.sharing.hashing import text_hash
from cms.sharing.models import OriginRound, TakenPage
from cms.sharing.told import Reported, reported

SUBJECT, TEXT = "sharing/origins_mail_subject.txt", "sharing/origins_mail.txt"
WITHDRAWN = "withdrawn"


def cities_to_tell(now: datetime) -> list[City]:
    """Cities that follow origins and have not gone through them today."""
    done = dict(OriginRound.objects.values_list("city", "on"))
    following = City.objects.filter(taken_pages__is_followed=True).distinct()
    return [city for city in following.order_by("slug") if done.get(city.pk) != today_in(city, now)]


def tell_editors(city: City, now: datetime) -> int:
    """Write to each editor of a city of all origins that changed since the last mail; return how many mails left.

    A change is told once. What could not be mailed to anybody is tried again the day after; the start page of the admin
    says it all the while.
    """
    rows = [row for row in reported([city]) if (row.is_changed or row.is_gone) and row.link.told != _told(row)]
    editors = Owners(city).editors if rows else []
    sent = sum(not problem_of_sending(_mail(city, rows, each.address, each.language)) for each in editors)
    if sent or not editors:
        for row in rows:
            TakenPage.objects.filter(pk=row.link.pk).update(told=_told(row))
    OriginRound.objects.update_or_create(city=city, defaults={"on": today_in(city, now)})
    return sent


def _told(row: Reported) -> str:
    """What is known of an origin once it is told."""
    return text_hash(row.origin.body) if row.origin else WITHDRAWN


def _mail(city: City, rows: Sequence[Reported], address: str, language: str) -> EmailMessage:
    root = settings.WAGTAILADMIN_BASE_URL.rstrip("/")
    pages = [(row, root + reverse("sharing_taken", args=[row.link.pk])) for row in rows]
    context = {"city": city, "pages": pages, "all": root + reverse("sharing_taken_pages")}
    with override(language):
        subject = " ".join(render_to_string(SUBJECT, context).split())
        text = render_to_string(TEXT, context).strip() + "\n"
    return EmailMessage(subject, text, to=[address], headers={"Auto-Submitted": "auto-generated"})
