"""Dictionary order of titles, as far as the standard library allows.

Letters count before accents, and each language's own letters come first, in the order of its alphabet. What is
written in another script follows in the order of Unicode, which is right for Arabic, Hebrew, Ethiopic and plain Latin.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

from site_builder.languages import primary

# Where dictionary order is not that of the code points: without these, Ukrainian ґ and і, Turkish ç and ı and Persian
# پ and گ would come after all other letters.
ALPHABETS = {
    "es": "abcdefghijklmnñopqrstuvwxyz",
    "fa": "آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی",
    "ps": "آابپتټثجځچڅحخدډذرړزژږسشښصضطظعغفقکګلمنڼوهیېۍ",
    "ckb": "ئابپتجچحخدرڕزژسشعغفڤقکگلڵمنوۆهەیێ",
    "ur": "آابپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنوہھءیے",
    "tr": "abcçdefgğhıijklmnoöprsştuüvyz",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
}
TURKISH_LOWER = str.maketrans({"I": "ı", "İ": "i"})
# The first and last letter of scripts that come after Latin in Unicode: a language's own script comes before others.
SCRIPTS = {
    "am": ("\u1200", "\u139f"),
    "ar": ("\u0600", "\u06ff"),
    "bg": ("\u0400", "\u04ff"),
    "he": ("\u0590", "\u05ff"),
    "ru": ("\u0400", "\u04ff"),
    "ti": ("\u1200", "\u139f"),
}
NO_SCRIPT = ("\0", "\0")
# Letters that Arabic dictionaries file under their bare form.
ARABIC_BARE = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ؤ": "و", "ئ": "ي", "ة": "ه"})

# An edit of one title has the whole index sorted again.
KEYS_KEPT = 20_000

SortKey = tuple[bytes, str]


@lru_cache(KEYS_KEPT)
def sort_key(text: str, language: str) -> SortKey:
    """A key that sorts titles as a dictionary of the language would."""
    ranks = _ranks(primary(language))
    first, last = SCRIPTS.get(primary(language), NO_SCRIPT)
    letters = _fold(text, primary(language))
    places = [ranks.get(letter, (not first <= letter <= last, ord(letter))) for letter in letters]
    return b"".join(((group + 1) << 24 | place).to_bytes(4, "big") for group, place in places), text


@lru_cache(KEYS_KEPT)
def heading(text: str, language: str) -> str:
    """The letter under which a title stands in an index; `#` where it begins with none."""
    letter = next(iter(_fold(text, primary(language))), "#")
    if not letter.isalpha():
        return "#"
    return "İ" if primary(language) == "tr" and letter == "i" else letter.upper()


def _fold(text: str, language: str) -> str:
    """The letters that count for the order: lower case, accents only where the alphabet has them."""
    if language == "tr":
        text = text.translate(TURKISH_LOWER)
    text = text.casefold()
    if language == "ar":
        text = text.translate(ARABIC_BARE)
    own = _ranks(language)
    folded = []
    for letter in unicodedata.normalize("NFC", text):
        bare = letter if letter in own else unicodedata.normalize("NFD", letter)
        folded += [part for part in bare if part.isalnum() or part.isspace()]
    return "".join(folded).strip()


@cache
def _ranks(language: str) -> dict[str, tuple[int, int]]:
    return {letter: (0, rank) for rank, letter in enumerate(ALPHABETS.get(language, ""))} | {" ": (-1, 0)}
