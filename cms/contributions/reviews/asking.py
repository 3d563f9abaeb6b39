"""Asking by mail: who gets which pages, on which day, once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from cms.cities.models import City, CityPage
from cms.cities.trees import HOME_PATH_LENGTH
from cms.contributions.reviews.due import PATIENCE, SOON, due_pages, kinds, today_in
from cms.contributions.reviews.mails import written
from cms.contributions.reviews.models import MailKind, ReviewMail, ReviewRequest, ReviewRound
from cms.contributions.reviews.owners import Owners, Recipient
from cms.guides.models import GuidePage
from cms.mailing import problem_of_sending

# A link lives until the second digest after its own has come.
LINK_LIVES = timedelta(days=60)
# Who was asked is told in the list of checks due; nobody needs an address after that.
KEPT = timedelta(days=400)


def cities_to_ask(now: datetime) -> list[City]:
    """Cities that have due pages and have not gone through them today."""
    done = dict(ReviewRound.objects.values_list("city", "on"))
    homes = {
        home.path: home.city
        for home in CityPage.objects.filter(locale=F("city__source_locale")).select_related("city__source_locale")
    }
    asked = set()
    for path, review_due in _due_everywhere((now + timedelta(days=1)).date() + SOON):
        city = homes.get(path[:HOME_PATH_LENGTH])
        if city and done.get(city.pk) != (today := today_in(city, now)) and review_due <= today + SOON:
            asked.add(city)
    return sorted(asked, key=lambda city: city.slug)


def ask_city(city: City, now: datetime) -> int:
    """Write to everybody whom a city has to ask today; return how many mails left.

    Owners get a digest of what is due within 30 days, once a month. What is overdue for 30 days is told to the editors
    once a month, unless they have it in their own digest. Which mail holds what is stored before it leaves, so a run
    that is killed, doubled or repeated sends no mail twice.
    """
    today = today_in(city, now)
    ReviewMail.objects.filter(city=city, period__lt=today - KEPT).delete()
    due = [page for _slug, page in due_pages(City.objects.filter(pk=city.pk), today + SOON)]
    with transaction.atomic():
        owners = Owners(city)
        _prepare_digests(city, due, owners, today)
        _prepare_escalations(city, due, owners, today)
    unsent = ReviewMail.objects.filter(city=city, claimed_at=None, period__gte=today.replace(day=1)).order_by("pk")
    sent = _send(list(unsent.select_related("city", "city__source_locale", "user", "organisation")))
    ReviewRound.objects.update_or_create(city=city, defaults={"on": today})
    return sent


def _due_everywhere(until: date) -> Iterator[tuple[str, date]]:
    """(path, next check) of all live pages that are due on that day, of all cities."""
    for model in kinds():
        due = model._default_manager.filter(live=True, review_due__lte=until)
        yield from due.values_list("path", "review_due")


def _prepare_digests(city: City, due: Iterable[GuidePage], owners: Owners, today: date) -> None:
    pages: dict[Recipient, list[GuidePage]] = defaultdict(list)
    for page in due:
        for recipient in owners.of(page):
            pages[recipient].append(page)
    for recipient, asked in pages.items():
        _prepare(city, MailKind.DIGEST, recipient, asked, today.replace(day=1), today)


def _prepare_escalations(city: City, due: Iterable[GuidePage], owners: Owners, today: date) -> None:
    late = [page for page in due if page.review_due and page.review_due < today - PATIENCE]
    told = set(
        ReviewRequest.objects.filter(
            mail__city=city, mail__kind=MailKind.ESCALATION, asked_on__gte=today.replace(day=1)
        ).values_list("page", "mail__address")
    )
    for recipient in owners.editors:
        pages = [page for page in late if (page.pk, recipient.address) not in told and recipient not in owners.of(page)]
        if pages:
            _prepare(city, MailKind.ESCALATION, recipient, pages, today, today)


def _prepare(
    city: City, kind: MailKind, recipient: Recipient, pages: list[GuidePage], period: date, today: date
) -> None:
    language = recipient.language if recipient.language in city.online_language_tags else city.source_language
    mail, is_new = ReviewMail.objects.get_or_create(
        city=city,
        kind=kind,
        address=recipient.address,
        period=period,
        defaults={
            "language": language,
            "user_id": recipient.user_id,
            "organisation_id": recipient.organisation_id,
        },
    )
    if is_new:
        ReviewRequest.objects.bulk_create(
            ReviewRequest(mail=mail, page_id=page.pk, asked_on=today, expires_on=today + LINK_LIVES) for page in pages
        )


def _send(mails: list[ReviewMail]) -> int:
    """Send what is prepared, over one connection; an OSError says that the server cannot be reached."""
    if not mails:
        return 0
    sent = 0
    connection = get_connection()
    connection.open()
    try:
        for mail in mails:
            sent += _send_one(mail, connection)
    finally:
        connection.close()
    return sent


def _message(mail: ReviewMail, subject: str, text: str, connection: BaseEmailBackend) -> EmailMessage:
    """The mail; answers to it go to the city, and machines answer it no more than they must."""
    answers_to = [mail.city.publisher_email] if mail.city.publisher_email else []
    headers = {"Auto-Submitted": "auto-generated"}
    return EmailMessage(subject, text, to=[mail.address], reply_to=answers_to, headers=headers, connection=connection)


def _send_one(mail: ReviewMail, connection: BaseEmailBackend) -> int:
    this = ReviewMail.objects.filter(pk=mail.pk)
    subject, text = written(mail)
    # Whoever claims it sends it, and nobody after them.
    if not this.filter(claimed_at=None).update(claimed_at=timezone.now()):
        return 0
    if problem := problem_of_sending(_message(mail, subject, text, connection)):
        this.update(problem=problem)
        return 0
    this.update(sent_at=timezone.now())
    return 1


def revoke(requests: Q) -> int:
    """Close the links of these requests, such as those for a page that somebody else keeps true from now on."""
    return ReviewRequest.objects.filter(requests, revoked_at=None).update(revoked_at=timezone.now())
