"""What of a page's text is hard to read: its texts with marked words and numbered advice, as the admin shows them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from cms.cities.trees import home_of
from cms.guides.models import DocumentTypePage, OfficePage, OrganisationPage, TermPage
from translations.glossary.records import GlossaryTerm
from translations.markup import parse
from translations.memory.owners import INSTALLATION
from translations.readability import Mark, Passage, read_page

# Their titles are explained where readers meet them: terms have a page of their own, and so have names.
EXPLAINED = (TermPage, OrganisationPage, OfficePage, DocumentTypePage)


@dataclass(frozen=True)
class NumberedMark:
    """A mark with its number on the page, by which the text and the advice refer to one another."""

    number: int
    mark: Mark
    words: str


@dataclass(frozen=True)
class MarkedText:
    """A text of the page that has marks, the field that it stands in, and where that is in the editor."""

    field: str
    path: str
    html: SafeString
    marks: tuple[NumberedMark, ...]


@dataclass(frozen=True)
class PageReadability:
    """The marked texts of a page in its language, and how many marks of each kind there are."""

    language: str
    texts: list[MarkedText]
    counts: list[tuple[str, int]]
    words: int

    @property
    def total(self) -> int:
        """All marks of the page."""
        return sum(count for _name, count in self.counts)


def readability_of(page: Page) -> PageReadability:
    """Read the translatable texts of `page` as it is in memory, in a fixed number of SQL statements."""
    segments = [segment for segment in extract_segments(page) if isinstance(segment, StringSegmentValue)]
    parsed = [parse(segment.string.data) for segment in segments]
    passages = [
        Passage(markup.text, tuple((span.start, span.end) for span in markup.spans if span.tag == "a"))
        for markup in parsed
    ]
    language = page.locale.language_code
    texts: list[MarkedText] = []
    counts: Counter[str] = Counter()
    number = 0
    for segment, passage, marks in zip(
        segments, passages, read_page(passages, language, _explained(page)), strict=True
    ):
        numbered = tuple(
            NumberedMark(number + place, mark, passage.text[mark.start : mark.end])
            for place, mark in enumerate(marks, start=1)
        )
        number += len(marks)
        counts.update(mark.name for mark in marks)
        if marks:
            texts.append(
                MarkedText(_field_of(page, segment.path), segment.path, marked_html(passage.text, numbered), numbered)
            )
    return PageReadability(language, texts, counts.most_common(), sum(len(text.text.split()) for text in passages))


def marked_html(text: str, marks: Sequence[NumberedMark]) -> SafeString:
    """The text with each mark in a `<mark>`, and behind it its number as a link to the advice.

    Args:
        text: plain text.
        marks: by place, the outer before the inner; none crosses another.
    """
    pieces: list[SafeString] = []
    position = 0
    for index, numbered in enumerate(marks):
        mark = numbered.mark
        if mark.start < position:
            continue
        inner = [
            NumberedMark(other.number, _moved(other.mark, -mark.start), other.words)
            for other in marks[index + 1 :]
            if other.mark.start < mark.end
        ]
        pieces.append(format_html("{}", text[position : mark.start]))
        pieces.append(_marked(numbered, marked_html(text[mark.start : mark.end], inner)))
        position = mark.end
    pieces.append(format_html("{}", text[position:]))
    return format_html_join("", "{}", ((piece,) for piece in pieces))


def _moved(mark: Mark, by: int) -> Mark:
    return Mark(mark.code, mark.start + by, mark.end + by, mark.details)


def _marked(numbered: NumberedMark, inner: SafeString) -> SafeString:
    return format_html(
        '<mark id="readability-mark-{number}" data-code="{code}">{inner}</mark>'
        '<a class="readability-number" href="#readability-advice-{number}" aria-label="{label}">{number}</a>',
        number=numbered.number,
        code=numbered.mark.code.value,
        inner=inner,
        label=_("Advice %(number)d: %(name)s") % {"number": numbered.number, "name": numbered.mark.name},
    )


def _field_of(page: Page, path: str) -> str:
    """The label of the field of the editor that a segment's path begins with."""
    return str(capfirst(page._meta.get_field(path.split(".", maxsplit=1)[0]).verbose_name))


def _explained(page: Page) -> list[str]:
    home = home_of(page)
    if home is None:
        return []
    titles = Page.objects.descendant_of(home).type(EXPLAINED).values_list("title", flat=True)
    owners = {str(home.translation_key), INSTALLATION}
    terms = GlossaryTerm.objects.filter(owner__in=owners, locale=page.locale_id).values_list("text", flat=True)
    return [*titles, *terms]
