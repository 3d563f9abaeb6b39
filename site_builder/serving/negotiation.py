"""Which of a guide's languages a reader's browser asks for, on the guide's first address alone.

Every other address names its language, and nobody is ever led away from one. A browser lists its languages in the order
in which its reader wants them, so the first that the guide speaks is the right one; the numbers beside them only say so
once more, but for 0, which means never.
"""

from __future__ import annotations

import re
from collections.abc import Collection

VARY = "Accept-Language"


def pattern(languages: Collection[str], group: str = "(") -> str:
    """A regular expression whose only group is the first language of the guide in an Accept-Language header.

    Cases are to be ignored. nginx (PCRE), Caddy (RE2) and Python read it alike. `fr-CA` asks for `fr` too, `pt-BR` for
    itself before `pt`. `group` opens the group, for one with a name.
    """
    longest_first = sorted(languages, key=lambda language: (-len(language), language))
    ours = "|".join(map(re.escape, longest_first)).replace(r"\-", "-")
    return rf"^(?:[^,]*,)*?\s*{group}{ours})(?:-[a-z0-9]+)*\s*(?:;\s*q=(?:1|0\.0*[1-9])|,|$)"


def preferred(header: str, languages: Collection[str]) -> str | None:
    """The language that an Accept-Language header asks for, as the guide writes it; None if it speaks none of them."""
    found = re.match(pattern(languages), header, re.IGNORECASE)
    by_name = {language.lower(): language for language in languages}
    return by_name.get(found[1].lower()) if found else None
