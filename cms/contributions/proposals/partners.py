"""Partners' personal links: signed for this one purpose, for a year, revoked by counting up the partner's version."""

from __future__ import annotations

from datetime import date, timedelta
from html import unescape

from django.core import signing
from django.core.mail import EmailMessage
from django.utils import timezone

from cms.cities.models import City
from cms.contributions.desk.pages import environment_of
from cms.contributions.desk.serving import desk_address
from cms.contributions.proposals.models import Partner
from cms.mailing import problem_of_sending
from site_builder.formats import Formats
from site_builder.template_code import Strings

SALT = "waymark.contributions.partner"
LINK_LIVES = timedelta(days=365)
TEMPLATE = "desk/partner_mail.html"


def token_of(partner: Partner) -> str:
    """What proves that a form comes from the partner, from now on for a year."""
    return signing.dumps([partner.pk, partner.link_version], salt=SALT)


def is_signed(token: str) -> bool:
    """Whether a token was made here within a year, whatever became of it; costs no look at the database."""
    return _signed(token) is not None


def partner_behind(token: str, city: City) -> Partner | None:
    """The partner of the city for whom a token was made; None if it is tampered with, expired or revoked."""
    signed = _signed(token)
    if signed is None:
        return None
    number, version = signed
    return Partner.objects.filter(pk=number, link_version=version, active=True, city=city).first()


def _signed(token: str) -> tuple[int, int] | None:
    """Id of the partner and version of the link that a token names."""
    try:
        number, version = signing.loads(token, salt=SALT, max_age=LINK_LIVES)
    except (signing.BadSignature, TypeError, ValueError):
        return None
    return number, version


def address_of(partner: Partner) -> str:
    """The whole address of the personal link."""
    return desk_address(partner.city, language_of(partner), "partner_link", token=token_of(partner))


def language_of(partner: Partner) -> str:
    """In which a partner is written to: hers, or the city's where the guide does not have it any more."""
    city = partner.city
    return partner.language if partner.language in city.online_language_tags else city.source_language


def send_link(partner: Partner) -> str:
    """Mail the personal link; what kept it from leaving, or "". Links that were sent before stay good."""
    now = timezone.now()
    subject, text = _mail(partner, (now + LINK_LIVES).date())
    reply_to = [partner.city.publisher_email] if partner.city.publisher_email else []
    problem = problem_of_sending(EmailMessage(subject, text, to=[partner.email], reply_to=reply_to))
    if not problem:
        partner.link_sent_at = now
        partner.save(update_fields=["link_sent_at"])
    return problem


def revoke_links(partner: Partner) -> None:
    """Make every link that was sent to the partner open nothing."""
    partner.link_version += 1
    partner.link_sent_at = None
    partner.save(update_fields=["link_version", "link_sent_at"])


def _mail(partner: Partner, expires: date) -> tuple[str, str]:
    """Subject and text, in the words of the guide's theme."""
    city, language = partner.city, language_of(partner)
    environment = environment_of(city)
    catalogue = environment.catalogue(environment.ui_language(language))
    home = city.pages.filter(locale__language_code=language).first() or city.pages.get(locale=city.source_locale)
    written = environment.get_template(TEMPLATE).render(
        _=Strings(catalogue.gettext),
        name=partner.name,
        guide=home.title,
        address=address_of(partner),
        date=Formats(language, city.country, catalogue).date(expires.isoformat()),
    )
    subject, _separator, text = unescape(written).strip().partition("\n")
    return " ".join(subject.split()), f"{text.strip()}\n"
