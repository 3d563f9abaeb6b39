"""What in running text is the same in every language: addresses, phones, laws, amounts, dates, times, codes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a value is; the names are those of the groups of PATTERN."""

    URL = "url"
    EMAIL = "email"
    IBAN = "iban"
    LAW = "law"
    AMOUNT = "amount"
    DATE = "date"
    TIME = "time"
    EMERGENCY = "emergency"
    PHONE = "phone"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Value:
    """One value and where it stands in the text."""

    kind: Kind
    text: str
    start: int
    end: int


_TOP_LEVEL = "app|at|be|ch|com|de|dev|edu|es|eu|example|fr|gov|info|io|it|net|nl|org|pt|tr|ua|uk"
# The rest of a web address: no white space, no punctuation of other scripts, and no punctuation at its end.
_ADDRESS = r"""[^\s<>"،؛؟、。，；：]*[^\s<>".,;:!?()\[\]'»”’،؛؟、。，；：]"""
_CURRENCY = r"[€£$¥₺₴₽]|(?:EUR|CHF|GBP|USD|TRY|UAH|PLN|SEK|NOK|DKK|CZK|HUF|RON|BGN)"
_NUMBER = r"(?:\d{1,3}(?:[.,'’\u00a0\u202f ]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?)(?:,[-–])?"

# 112 is the emergency number of the European Union; 116 and three digits are its harmonised numbers of social value
# (Commission Decision 2007/116/EC); the others are national emergency and authority numbers.
_EMERGENCY = r"112|116[ \u00a0]?\d{3}|110|115|117|118|119|144|155|158|190|192|911|995|997|998|999"

# The order matters: the first pattern that fits at a place wins, so a date is no phone number.
PATTERN = re.compile(
    rf"""
    (?<![0-9A-Za-z_])
    (?:
      (?P<url>  (?:https?://|www\.){_ADDRESS}
              | (?:[a-z0-9][a-z0-9-]*\.)+(?:{_TOP_LEVEL})(?![\w@-])(?:/{_ADDRESS})? )
    | (?P<email>[\w.+-]*\w@\w[\w-]*(?:\.[\w-]*\w)+)
    | (?P<iban> [A-Z]{{2}}\d{{2}}(?:[ ]?[A-Z0-9]{{4}}){{2,7}}(?:[ ]?[A-Z0-9]{{1,4}})?)
    | (?P<law>  (?:§{{1,2}}|Art\.)\s?\d+[a-z]?(?:\s(?:Abs\.|Absatz|S\.|Satz|Nr\.)\s?\d+[a-z]?)*
                (?:\s[A-ZÄÖÜ]\w*[A-ZÄÖÜ]\w*(?:\s[IVX]+)?)?)
    | (?P<amount>(?:{_CURRENCY})\s?{_NUMBER} | {_NUMBER}\s?(?:{_CURRENCY}))
    | (?P<date> \d{{1,2}}\.\s?\d{{1,2}}\.\s?\d{{4}} | \d{{1,2}}\.\d{{1,2}}\.(?:\d{{2}})? | \d{{4}}-\d\d-\d\d
              | \d{{1,2}}/\d{{1,2}}/\d{{2,4}})
    | (?P<time> (?:[01]?\d|2[0-4])[:.][0-5]\d(?![.:]?\d)(?!\s?[ap]\.?m\b))
    | (?P<emergency>(?:{_EMERGENCY})(?![.,:/-]?\d))
    | (?P<phone>(?:\+|00)\d{{1,3}}[\s\d()/.–-]{{4,}}\d | \(?0\d{{1,5}}\)?[\s\d()/.–-]{{4,}}\d
              | \(\d{{3}}\)\s?\d{{3}}[-\s]\d{{4}} | (?:1-)?\d{{3}}-\d{{3,4}}(?:-\d{{4}})?)
    | (?P<code> [A-Z]{{1,4}}-?\d{{1,5}})
    )
    (?![0-9A-Za-z_])
    """,
    re.VERBOSE,
)


def find_values(text: str) -> list[Value]:
    """All values of ``text`` from left to right, none overlapping another."""
    return [
        Value(Kind(match.lastgroup or ""), match[0], match.start(), match.end()) for match in PATTERN.finditer(text)
    ]
