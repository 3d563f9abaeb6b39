"""The closed lists of the content model."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.languages import CONTENT_LANGUAGES

WEEKDAYS = [
    ("1", _("Monday")),
    ("2", _("Tuesday")),
    ("3", _("Wednesday")),
    ("4", _("Thursday")),
    ("5", _("Friday")),
    ("6", _("Saturday")),
    ("7", _("Sunday")),
]

CHANNELS = [("online", _("Online")), ("phone", _("By phone")), ("post", _("By post")), ("visit", _("In person"))]

DURATION_UNITS = [
    ("minute", _("minutes")),
    ("hour", _("hours")),
    ("day", _("days")),
    ("week", _("weeks")),
    ("month", _("months")),
    ("year", _("years")),
]

DEADLINE_COUNTED = [("after", _("After the event")), ("before", _("Before the event"))]

STEP_KINDS = [
    ("do", _("Do this next")),
    ("and", _("And: together with the step before, in any order")),
    ("or", _("Or: instead of the step before")),
    ("wait", _("Wait")),
]

REQUIRED = [("always", _("Always")), ("if", _("Only if"))]

PAYMENT_METHODS = [
    ("cash", _("Cash")),
    ("card", _("Card")),
    ("transfer", _("Bank transfer")),
    ("direct_debit", _("Direct debit")),
    ("online", _("Online")),
]


class Sensitivity(models.TextChoices):
    """How carefully a page has to be handled."""

    NORMAL = "normal", _("Normal")
    # Health, legal status: no machine text goes live unchecked.
    CAREFUL = "careful", _("Careful: health or legal status")
    # Violence, abuse: nothing about it is kept on a reader's phone, and no machine text goes live unchecked.
    SAFETY = "safety", _("Safety: readers may be in danger")


class OrganisationKind(models.TextChoices):
    """What sort of body an organisation is."""

    AUTHORITY = "authority", _("Authority")
    NGO = "ngo", _("NGO or charity")
    COMPANY = "company", _("Company")
    CLUB = "club", _("Club")


class EventKind(models.TextChoices):
    """Whether people come once or learn together."""

    EVENT = "event", _("Event or meeting")
    COURSE = "course", _("Course")


class Level(models.TextChoices):
    """Levels of the Common European Framework of Reference for Languages."""

    A1 = "A1", "A1"
    A2 = "A2", "A2"
    B1 = "B1", "B1"
    B2 = "B2", "B2"
    C1 = "C1", "C1"
    C2 = "C2", "C2"


class Severity(models.TextChoices):
    """How serious an alert is."""

    INFO = "info", _("Notice: good to know")
    WARNING = "warning", _("Warning: people may lose something")
    DANGER = "danger", _("Danger: people may come to harm")


class YesNo(models.TextChoices):
    """An answer that may be unknown; unknown is shown as unknown."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    UNKNOWN = "unknown", _("Not known")


class Icon(models.TextChoices):
    """Icons of the theme for topics."""

    ARRIVAL = "arrival", _("Arrival")
    HOME = "home", _("Home")
    HEALTH = "health", _("Health")
    WORK = "work", _("Work")
    SCHOOL = "school", _("School")
    CHILD = "child", _("Child")
    MONEY = "money", _("Money")
    LAW = "law", _("Law")
    LANGUAGE = "language", _("Language")
    TRANSPORT = "transport", _("Transport")
    HELP = "help", _("Help")
    COMMUNITY = "community", _("Community")


def language_choices() -> list[tuple[str, str]]:
    """Languages that people speak in offices: the content languages under their own names."""
    return CONTENT_LANGUAGES
