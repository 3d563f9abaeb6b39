"""Characters that no text of a guide should have, and that PostgreSQL or a validator of HTML would refuse."""

from __future__ import annotations

import re

# Nothing that readers see: control characters, and code points that Unicode will never give to a character.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
# One half of a pair of UTF-16: JSON can hold it, UTF-8 cannot.
HALF = re.compile("[\ud800-\udfff]")


def printable(text: str) -> str:
    """`text` without control characters; those that part words become spaces."""
    return UNPRINTABLE.sub(lambda found: " " if found[0].isspace() else "", text)


def whole(text: str) -> str:
    """`text` with a sign for each half of a character, so that it can be shown."""
    return HALF.sub("\N{REPLACEMENT CHARACTER}", text)


def code_point(found: re.Match[str]) -> str:
    """The name of a single character that was found: U+0000."""
    return f"U+{ord(found[0]):04X}"
