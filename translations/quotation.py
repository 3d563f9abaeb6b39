"""How a phrase is translated inside its sentence: the sentence once more, with the phrase in quotation marks.

On its own a phrase often gets other words than in its sentence ("free": "livre", but "is free": "é gratuito"). Straight
quotation marks come back around the right words nearly always, while place holders around a phrase spoil the sentence.
"""

from __future__ import annotations

import re

_QUOTED = re.compile(r"""["“„”«»‹›「『](.+?)["“”«»‹›」』]""")


def quoted(sentence: str, phrase: str) -> str | None:
    """The sentence with ``phrase`` in quotation marks, None if it has others already or the phrase is not in it."""
    if phrase not in sentence or phrase == sentence or _QUOTED.search(sentence):
        return None
    return sentence.replace(phrase, f'"{phrase}"', 1)


def quotation(sentence: str) -> str | None:
    """What stands in quotation marks in a translated sentence, None if they were lost."""
    match = _QUOTED.search(sentence)
    return match[1] if match else None
