"""What in the texts of a page keeps people from finding their way: headings, link texts, words for pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.editing.findings import Code, Finding, finding
from cms.guides.texts import Text
from site_builder.search.folding import fold
from translations.readability.link_texts import mark_link_texts
from translations.readability.passages import PageText, Passage, Reading

HEADING = re.compile(r"<h([2-6])\b[^>]*>(.*?)</h\1>", re.DOTALL)
LINK = re.compile(r"<a\b[^>]*>(.*?)</a>", re.DOTALL)
# The name of a site with a short path (www.example.org/school) can be read and said; longer ones nobody reads out.
ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
SCHEME = re.compile(r"^https?://", re.IGNORECASE)
UNSAYABLE = re.compile(r"[?=&%#]")
LONGEST_SAYABLE = 45
FILE_NAME = re.compile(
    r"^\S+\.(?:jpe?g|png|gif|webp|avif|heic)$|^(?:img|dsc[fn]?|pxl|screenshot)[-_ ]?\d", re.IGNORECASE
)
SAYS_PICTURE = re.compile(
    r"^(?:a |an |the |ein |eine |das )?(?:picture|photo(?:graph)?|image|bild|foto|abbildung) (?:of|von|der|des|de)\b",
    re.IGNORECASE,
)
# A page has no heading of the second level between its title and the first of its own.
FIRST_LEVEL = 3


def wording_findings(page: Page, texts: Sequence[Text]) -> Iterator[Finding]:
    """Findings in the texts of a page, which `texts_of` told."""
    rich = [text for text in texts if text.is_rich]
    yield from _headings(page, rich)
    yield from _link_texts(page, rich)
    yield from _picture(page)


def _headings(page: Page, texts: Sequence[Text]) -> Iterator[Finding]:
    """The first heading of a page that skips a level, and the first that is empty."""
    level = FIRST_LEVEL - 1
    for text in texts:
        if "<h" not in text.content:
            continue
        for match in HEADING.finditer(text.content):
            found, words = int(match[1]), strip_tags(match[2]).strip()
            if not words:
                message, remedy = _("A heading is empty."), _("Delete the line, or write what the part is about.")
                yield finding(page, Code.HEADINGS, text.field, message, remedy, path=text.path)
                return
            if found > level + 1:
                message = _("The heading “%(heading)s” skips a level.") % {"heading": words}
                remedy = _("Make it a heading one level higher: people who hear the page find their way by levels.")
                yield finding(page, Code.HEADINGS, text.field, message, remedy, path=text.path)
                return
            level = found


def _link_texts(page: Page, texts: Sequence[Text]) -> Iterator[Finding]:
    language = page.locale.language_code
    told = set()
    for text in texts:
        for match in LINK.finditer(text.content):
            words = strip_tags(match[1]).strip()
            if not words or words in told:
                continue
            if _says_nothing(words, language):
                message = _("A link says only “%(words)s”.") % {"words": words}
            elif _is_unsayable(words):
                message = _("A link shows its whole address: %(words)s") % {"words": words}
            else:
                continue
            told.add(words)
            remedy = _("Write in the link what people find there: the name of the form or of the site.")
            yield finding(page, Code.LINK_TEXT, text.field, message, remedy, path=text.path)


def _says_nothing(words: str, language: str) -> bool:
    reading = Reading(Passage(words, ((0, len(words)),)), language)
    return any(mark_link_texts(reading, PageText([reading], ())))


def _is_unsayable(words: str) -> bool:
    if not ADDRESS.fullmatch(words):
        return False
    return len(SCHEME.sub("", words)) > LONGEST_SAYABLE or bool(UNSAYABLE.search(words))


def _picture(page: Page) -> Iterator[Finding]:
    if not getattr(page, "picture_id", None):
        return
    words = page.picture_alt.strip()
    if not words:
        message = _("The picture has no words for people who do not see it.")
    elif FILE_NAME.search(words):
        message = _("The words for the picture are the name of a file.")
    elif SAYS_PICTURE.search(words):
        message = _("The words for the picture begin by saying that it is one.")
    elif fold(words) == fold(page.title):
        message = _("The words for the picture repeat the title.")
    else:
        return
    yield finding(page, Code.ALT_TEXT, "picture_alt", message, _("Say in one sentence what the picture shows."))
