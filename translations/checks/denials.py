"""What a text denies, and what of that another text may say without denying it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

# What may be denied, and answered, in its own way. Anything else is a plain "not".
LIMIT, ONLY, WHETHER, STILL, URGE = "limit", "only", "whether", "still", "urge"


@dataclass(frozen=True)
class Words:
    """Regular expressions of one language, "" for none.

    ``plain`` says no. ``denied`` says it in a way that the ``affirmed`` words of the other language may answer.
    ``implied`` words (unaccompanied, forbidden) answer any no and prove none. ``harmless`` ones (no matter) look like a
    no and are passed over. ``approximate``: negation is a matter of prefixes and suffixes, of which ``plain`` misses
    some and finds some that are none.
    """

    plain: str
    denied: dict[str, str] = field(default_factory=dict)
    affirmed: dict[str, str] = field(default_factory=dict)
    implied: str = ""
    harmless: str = ""
    approximate: bool = False


@dataclass(frozen=True)
class Denials:
    """What a text denies: in plain words, and by kind in those that affirmative words may answer."""

    plain: tuple[str, ...]
    kinds: dict[str, str]
    implied: int

    @property
    def times(self) -> int:
        """How often the text says no."""
        return len(self.plain) + len(self.kinds)


def denials(words: Words, text: str) -> Denials:
    """What a text denies, counting what belongs together ("ne … pas", "no … nadie") once."""
    text = _compiled(words.harmless).sub(" ", text)
    kinds: dict[str, str] = {}
    for kind, expression in words.denied.items():
        if match := _compiled(expression).search(text):
            kinds[kind] = match[0]
            text = _compiled(expression).sub(" ", text)
    plain = tuple(match[0] for match in _compiled(words.plain).finditer(text))
    implied = _compiled(words.plain).sub(" ", text)
    return Denials(plain, kinds, len(_compiled(words.implied).findall(implied)))


def affirms(words: Words, text: str, kind: str) -> bool:
    """Whether a text says with affirmative words what another one says by denying: "at least" for "not less than"."""
    return _compiled(words.affirmed.get(kind, "")).search(text) is not None


@lru_cache(maxsize=128)
def _compiled(expression: str) -> re.Pattern[str]:
    return re.compile(expression or r"(?!)", re.IGNORECASE | re.DOTALL)
