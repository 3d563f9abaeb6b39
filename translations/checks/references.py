"""What a text refers to by a code, such as § 25a, B1 or a form's number, must be the same."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain

from translations.findings import Finding, error

from .pair import Pair, latin_digits

# A code of letters and digits: B1, V5, EX-10.
_CODE = re.compile(r"(?<![A-Za-z0-9_.:/@?=&%-])([A-Z]{1,4})[ :-]?(\d{1,5})(?![\w:/@]|-\d)")
# A section of a law with a letter, whatever the language calls a section.
_SECTION = re.compile(r"(?<![\w.,:/@-])(\d{1,4}) ?([a-z])(?![\w'’.])")
# Capitals of other scripts that are Latin ones to the eye: the С of "С1" may be Cyrillic.
_LATIN = str.maketrans("АВЕКМНОРСТХΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEKMHOPCTXABEZHIKMNOPTYX")


def check_references(pair: Pair) -> Iterator[Finding]:
    """A code or the letter of a section that became another one. One that is missing is for check_numbers."""
    wanted, present = (_codes(text) for text in (pair.source_text, pair.target_text))
    missing = [
        code for code in (wanted - present).elements() if wanted[code] > 1 or not _stands_in(code, pair.target_text)
    ]
    added = [
        code for code in (present - wanted).elements() if present[code] > 1 or not _stands_in(code, pair.source_text)
    ]
    if missing and added:
        yield error("reference_changed", f"{', '.join(missing)} → {', '.join(added)}")


def _codes(text: str) -> Counter[str]:
    plain = latin_digits(text).translate(_LATIN)
    laws = " ".join(re.findall(r"§[^.;]*", plain))
    return Counter("".join(match.groups()) for match in chain(_CODE.finditer(plain), _SECTION.finditer(laws)))


def _stands_in(code: str, text: str) -> bool:
    return code.lower() in re.sub(r"[\s:-]", "", latin_digits(text).translate(_LATIN)).lower()
