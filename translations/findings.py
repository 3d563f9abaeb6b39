"""What a check has to say about a translation, and how badly."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Severity(StrEnum):
    """How badly: an error keeps the translation from being published, a warning asks a person to look."""

    ERROR = "error"
    WARNING = "warning"


# One message per code. `detail` is the place in question, in the languages of the texts.
MESSAGES: dict[str, Promise] = {
    "bidi_control": _("A character turns the direction of the text around it: %(detail)s"),
    "control_character": _("A character that no reader can see or that stands for a broken one: %(detail)s"),
    "contacts_differ": _("The page has other phone numbers or e-mail addresses than its source: %(detail)s"),
    "currency_changed": _("An amount is in another currency than in the source: %(detail)s"),
    "currency_missing": _("The currency of an amount was not found: %(detail)s"),
    "date_changed": _("Another day than in the source: %(detail)s"),
    "date_name_changed": _("Another weekday or month than in the source: %(detail)s"),
    "date_name_missing": _("A weekday or month of the source was not found: %(detail)s"),
    "do_not_translate_changed": _("A name that must stay as it is has changed: %(detail)s"),
    "documents_differ": _("The page names another number of documents than its source: %(detail)s"),
    "email_changed": _("E-mail addresses differ from the source: %(detail)s"),
    "empty": _("The translation is empty."),
    "length": _("The translation is much shorter or longer than its source: %(detail)s"),
    "link_invented": _("A link that the source does not have: %(detail)s"),
    "link_lost": _("A link of the source is missing: %(detail)s"),
    "links_differ": _("The page links to other sites than its source: %(detail)s"),
    "markup_changed": _("Formatting differs from the source: %(detail)s"),
    "mixed_script": _("A word mixes letters of two scripts: %(detail)s"),
    "negation_invented": _("The translation says no or not more often than the source: %(detail)s"),
    "negation_lost": _("The source says no or not more often than the translation: %(detail)s"),
    "number_changed": _("Numbers differ from the source: %(detail)s"),
    "number_in_words": _("A small number of the source was not found as a digit, or the other way round: %(detail)s"),
    "official_term_missing": _("The official word in brackets is missing: %(detail)s"),
    "phone_changed": _("Phone numbers differ from the source: %(detail)s"),
    "placeholder_left": _("A place holder of machine translation is still in the text: %(detail)s"),
    "protected_lost": _("What must be kept was lost or doubled by machine translation: %(detail)s"),
    "reference_changed": _("A code or a section of a law differs from the source: %(detail)s"),
    "repetition": _("The translation repeats itself: %(detail)s"),
    "sentence_missing": _("A sentence of the source seems to be missing: %(detail)s"),
    "steps_differ": _("The page has another number of steps than its source: %(detail)s"),
    "term_missing": _("The glossary's word was not found: %(detail)s"),
    "time_changed": _("A time is in the other half of the day than in the source: %(detail)s"),
    "untranslated": _("The text is still in the source language."),
    "url_changed": _("Web addresses differ from the source: %(detail)s"),
    "word_doubled": _("A word stands twice in a row: %(detail)s"),
    "wrong_script": _("The text is not in the script of its language: %(detail)s"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark about one translated segment. ``code`` is a key of MESSAGES and never changes its meaning."""

    code: str
    severity: Severity
    detail: str = ""

    @property
    def message(self) -> str:
        """The finding in the language of the person who reads it."""
        return str(MESSAGES[self.code]) % {"detail": self.detail}

    def as_dict(self) -> dict[str, str]:
        """The finding as JSON stores it; the message is left out, since it depends on who reads."""
        return {"code": self.code, "severity": self.severity.value, "detail": self.detail}

    @classmethod
    def from_dict(cls, data: dict[str, str]) -> Finding:
        """The finding that ``as_dict`` stored."""
        return cls(data["code"], Severity(data["severity"]), data.get("detail", ""))


def error(code: str, detail: str = "") -> Finding:
    """A finding that keeps the translation from being published."""
    return Finding(code, Severity.ERROR, detail)


def warning(code: str, detail: str = "") -> Finding:
    """A finding that a person should look at."""
    return Finding(code, Severity.WARNING, detail)


def blocks_publishing(findings: tuple[Finding, ...] | list[Finding]) -> bool:
    """Whether one of the findings is an error."""
    return any(finding.severity is Severity.ERROR for finding in findings)
