"""What counts as the same text: what was translated once is not translated again.

A text matches when only its numbers differ ("within 14 days", "within 30 days"), and only if the target language puts
the new numbers into the same plural form as the old ones. Similar texts are no match: "must sign" and "must not sign"
are 88 % alike. Storing the entries is left to the caller.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from translations.languages import cldr

# Tags stay as they are: the digits of a link's id are no number of the text.
_TAG_OR_NUMBER = re.compile(r"<[^>]*>|\d+(?:[.,:]\d+)*")
_SLOT = re.compile("\ue000(\\d+)\ue001")

Memory = Callable[[str], str | None] | Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Masked:
    """A text whose numbers are slots; the same number has the same slot. ``numbers`` are in the order of the slots."""

    text: str
    numbers: tuple[str, ...]

    def filled(self, numbers: tuple[str, ...]) -> str:
        """The text with ``numbers`` in the slots."""
        return _SLOT.sub(lambda match: numbers[int(match[1])], self.text)


def mask_numbers(html: str) -> Masked:
    """Replace each number in ``html``, outside of its tags, by a slot."""
    numbers: dict[str, int] = {}

    def slot(match: re.Match[str]) -> str:
        if match[0].startswith("<"):
            return match[0]
        return f"\ue000{numbers.setdefault(match[0], len(numbers))}\ue001"

    return Masked(_TAG_OR_NUMBER.sub(slot, html), tuple(numbers))


def exact_key(html: str) -> str:
    """The key under which a segment is remembered word for word. White space and Unicode form make no difference."""
    return _digest("exact", _normal(html))


def masked_key(html: str, target: str) -> str:
    """The key under which a segment is remembered whatever its numbers, within the plural forms of ``target``."""
    masked = mask_numbers(_normal(html))
    forms = [_plural_form(number, target) for number in masked.numbers]
    return _digest("masked", masked.text, *forms)


def number_free_key(html: str) -> str:
    """The key that texts share which differ in nothing but their numbers; what to look stored translations up by."""
    return _digest("number-free", mask_numbers(_normal(html)).text)


def entries(source_html: str, target_html: str, target: str) -> dict[str, str]:
    """What to store for a translation: by key, the text that ``recall`` can use.

    The entry by numbers is made only if every number stands in the translation as it does in the source, so that new
    ones can be put in the same places.
    """
    stored = {exact_key(source_html): target_html}
    source, translation = mask_numbers(_normal(source_html)), mask_numbers(target_html)
    if source.numbers and set(source.numbers) == set(translation.numbers) and "\ue000" not in source_html + target_html:
        order = {number: slot for slot, number in enumerate(source.numbers)}
        slots = tuple(f"\ue000{order[number]}\ue001" for number in translation.numbers)
        stored[masked_key(source_html, target)] = translation.filled(slots)
    return stored


def recall(memory: Memory, source_html: str, target: str) -> str | None:
    """The remembered translation of ``source_html`` with this source's own numbers, None if there is none."""
    get = memory.get if isinstance(memory, Mapping) else memory
    remembered = get(exact_key(source_html))
    if remembered is not None:
        return remembered
    source = mask_numbers(_normal(source_html))
    if not source.numbers:
        return None
    template = get(masked_key(source_html, target))
    return None if template is None else Masked(template, source.numbers).filled(source.numbers)


def _normal(html: str) -> str:
    return " ".join(unicodedata.normalize("NFC", html).split())


def _plural_form(number: str, target: str) -> str:
    """The CLDR plural category of a whole number; anything else only matches its own kind of form."""
    locale = cldr(target)
    if not number.isdecimal():
        return "other than whole"
    return str(locale.plural_form(int(number))) if locale else number


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x00".join(parts).encode()).hexdigest()
