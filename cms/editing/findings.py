"""What the checks before publishing can find, by a code, and what one finding says."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.guides import misleading


class Code(StrEnum):
    """What is found. A code never changes its meaning."""

    NO_STEPS = misleading.NO_STEPS
    EXPIRED = misleading.EXPIRED
    DEAD_REFERENCE = "dead_reference"
    NO_OFFICE = "no_office"
    NO_COST = "no_cost"
    NO_DEADLINE = "no_deadline"
    NO_DOCUMENTS = "no_documents"
    UNREACHABLE = "unreachable"
    NO_TEXT = "no_text"
    HEADINGS = "headings"
    ALT_TEXT = "alt_text"
    LINK_TEXT = "link_text"
    READABILITY = "readability"


NAMES: dict[Code, Promise] = {
    Code.NO_STEPS: _("No steps"),
    Code.EXPIRED: _("No longer valid"),
    Code.DEAD_REFERENCE: _("Names a page that readers do not see"),
    Code.NO_OFFICE: _("No office"),
    Code.NO_COST: _("No cost"),
    Code.NO_DEADLINE: _("No deadline"),
    Code.NO_DOCUMENTS: _("No documents"),
    Code.UNREACHABLE: _("No way to reach it"),
    Code.NO_TEXT: _("No text"),
    Code.HEADINGS: _("Order of headings"),
    Code.ALT_TEXT: _("Words for the picture"),
    Code.LINK_TEXT: _("Link text"),
    Code.READABILITY: _("Hard to read"),
}


@dataclass(frozen=True)
class Finding:
    """One thing to mend on a page: what it is, where, and what to do about it."""

    code: Code
    field: str
    """Name of the model's field."""
    label: str
    """What the editor calls the field."""
    message: str
    remedy: str
    blocks: bool = False
    """Whether nobody may publish the page as it is."""
    path: str = ""
    """Where it is in the editor, as `cms.guides.texts` writes it."""

    @property
    def name(self) -> str:
        """What the kind of finding is called."""
        return str(NAMES[self.code])


def finding(
    page: Page, code: Code, field: str, message: str, remedy: str, *, blocks: bool = False, path: str = ""
) -> Finding:
    """A finding at a field of a page."""
    label = str(capfirst(page._meta.get_field(field).verbose_name))
    return Finding(code, field, label, message, remedy, blocks, path or field)
