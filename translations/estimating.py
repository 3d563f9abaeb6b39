"""How many characters the engines that have a budget would be given, before anybody has them do it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from wagtail.models import Locale, Page
from wagtail_localize.models import TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from translations.drafting import split_by_memory, untranslated
from translations.engines.budgets import limit_of
from translations.engines.registry import Route
from translations.markup import parse
from translations.memory.owners import owner_of
from translations.projection import phrases
from translations.routing import key_of, plan, usual_route


def estimated_characters(pages: Sequence[Page], locale: Locale) -> Counter[str]:
    """By name of the engine about how many characters `draft_language` would give it; only engines with a budget.

    It changes nothing, so pages that were never translated are read without being kept: nothing is known of what people
    wrote for them in other languages. Addresses and numbers, which engines do not get, are counted too.

    Args:
        pages: source pages of one owner in one language.
        locale: the target language.
    """
    found: Counter[str] = Counter()
    if not pages:
        return found
    owner = owner_of(pages[0])
    sources = {
        source.object_id: source
        for source in TranslationSource.objects.filter(
            object__in=[page.translation_key for page in pages], locale=pages[0].locale_id
        )
    }
    missing = list(untranslated(list(sources.values()), locale))
    if missing:
        _known, unknown, _memory = split_by_memory(missing, locale, owner)
        for passage in plan(unknown, locale, owner).passages:
            texts = (passage.texts.get(key_of(each), each.string.data) for each in passage.segments)
            _count(found, passage.route, texts)
    new = [page for page in pages if page.translation_key not in sources]
    route = usual_route(owner, pages[0].locale.language_code, locale.language_code) if new else None
    if route and any(limit_of(leg.engine.name) is not None for leg in route.legs):
        _count(found, route, (text for page in new for text in _texts(page)))
    return found


def _count(found: Counter[str], route: Route, htmls: Iterable[str]) -> None:
    characters = sum(map(len, {wording for html in htmls for wording in _wordings(html)}))
    for leg in route.legs:
        if limit_of(leg.engine.name) is not None:
            found[leg.engine.name] += characters


def _wordings(html: str) -> list[str]:
    # A phrase with a tag of its own is translated once more by itself, to find its place.
    text = parse(html)
    return [text.text, *phrases(text)]


def _texts(page: Page) -> list[str]:
    return [each.string.data for each in extract_segments(page.specific) if isinstance(each, StringSegmentValue)]
