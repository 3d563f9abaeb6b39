"""Words of the glossary in the text of a page: the first mention of each is followed by its explanation, to be opened.

Languages bend words. What may stand before and after a name without making it another word is listed here for those
of the demo cities; in others a name is found as it is written. Names are never found in links, headings or tags.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from markupsafe import escape

from site_builder.languages import primary

_FIELD, _FIELD_END = '<div class="prose', "</div>"  # where rich text stands (parts/macros.html)
_BLOCK_END = re.compile("</(p|li|td|dd|blockquote)>")
_SHORT = 3  # characters: names as short as that are abbreviations, found in capitals only

_ENDINGS = {
    "de": ("s", "es", "n", "en", "e", "er", "em"),
    "en": ("s",),
    "es": ("s", "es"),
    "fr": ("s", "x"),
    "pt": ("s", "es"),
    "fa": ("ها", "های", "ی"),
    "ar": ("ها", "هم", "ه", "ك"),
}
_ENDINGS_UP_TO = {"tr": 6, "uk": 3}  # letters; there are too many to list
_BEGINNINGS = {"ar": ("ال", "و", "ب", "ل", "ف", "ك", "لل", "وال", "بال", "فال", "كال")}
_LAST_VOWELS = {"uk": "аяоеєиіїуюйь"}  # what an ending replaces
_ARTICLES = {"ar": "ال"}


class Words:
    """The names of a language's terms, by which they are found. `named` has each name and whose it is."""

    def __init__(self, language: str, named: Iterable[tuple[str, str]]) -> None:
        self._language = primary(language)
        self._terms: dict[str, str] = {}
        for name, uuid in named:
            for form in self._forms(name):
                self._terms.setdefault(str(escape(form)), uuid)
        self._find = re.compile(_alternatives(self._terms)).finditer if self._terms else None

    def explained(self, html: str, note: Callable[[str], str]) -> str:
        """A page with a note after the first mention of each term; `note` makes it from the term's UUID."""
        if self._find is None:
            return html
        due = set(self._terms.values())
        pieces: list[str] = []
        done = 0
        start = html.find(_FIELD)
        while start >= 0 and due:
            end = html.find(_FIELD_END, start)
            for place, uuid in self._mentions(html, start, end, due):
                pieces += (html[done:place], note(uuid))
                done = place
            start = html.find(_FIELD, end)
        return "".join((*pieces, html[done:])) if pieces else html

    def _mentions(self, html: str, start: int, end: int, due: set[str]) -> Iterator[tuple[int, str]]:
        """Where in a field notes are to stand, in order."""
        found: list[tuple[int, str]] = []
        for match in self._find(html, start, end) if self._find else ():
            uuid = self._terms[match[0]]
            if uuid in due and self._is_word(html, match.start(), match.end()) and _is_text(html, start, match.start()):
                due.discard(uuid)
                found.append((_after_block(html, match.end(), end), uuid))
        return iter(found)

    def _forms(self, name: str) -> set[str]:
        """A name as it may stand in a sentence, without what an ending replaces."""
        article = _ARTICLES.get(self._language, "\0")
        bare = name.partition(" (")[0].strip().removeprefix(article)
        if len(bare) <= _SHORT:
            return {bare} if bare.isupper() or not bare.isascii() else set()
        if bare[-1] in _LAST_VOWELS.get(self._language, ""):
            bare = bare[:-1]
        forms = {bare, bare[0].upper() + bare[1:]}
        if not bare.isupper() and self._language != "de":  # where nouns have capitals, other words are written without
            forms |= {bare.lower(), bare[0].upper() + bare[1:].lower()}
        return forms

    def _is_word(self, html: str, start: int, end: int) -> bool:
        """Whether what was found is a word, or one of the forms of it."""
        first, last = start, end
        while html[first - 1].isalnum():
            first -= 1
        while html[last].isalnum():
            last += 1
        before, after = html[first:start], html[end:last]
        if before and before not in _BEGINNINGS.get(self._language, ()):
            return False
        if not after or after in _ENDINGS.get(self._language, ()):
            return True
        return after.isalpha() and len(after) <= _ENDINGS_UP_TO.get(self._language, 0)


def _is_text(html: str, start: int, place: int) -> bool:
    """Whether a place in a field is in no tag, no link and no heading."""
    for opening, closing in (("<", ">"), ("<a ", "</a"), ("<h", "</h")):
        if html.rfind(opening, start, place) > html.rfind(closing, start, place):
            return False
    return True


def _after_block(html: str, place: int, end: int) -> int:
    """Where a note on what ends at a place can stand: after its paragraph, at the end of its item or cell."""
    block = _BLOCK_END.search(html, place, end)
    if block is None:
        return end
    return block.end() if block[1] in ("p", "blockquote") else block.start()


def _alternatives(names: Iterable[str]) -> str:
    """A regular expression for any of the names, the longest first, that looks at each character once."""
    tree: dict[str, Any] = {}
    for name in names:
        branch = tree
        for character in name:
            branch = branch.setdefault(character, {})
        branch[""] = {}
    return _expression(tree)


def _expression(tree: dict[str, Any]) -> str:
    ways = [re.escape(character) + _expression(rest) for character, rest in sorted(tree.items()) if character]
    if not ways:
        return ""
    joined = ways[0] if len(ways) == 1 and "" not in tree else f"(?:{'|'.join(ways)})"
    return f"{joined}?" if "" in tree else joined
