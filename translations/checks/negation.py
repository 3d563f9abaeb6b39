"""A "not" that is lost turns an instruction into its opposite."""

from __future__ import annotations

import re
from collections.abc import Iterator

from translations.findings import Finding, error, warning
from translations.languages import base

from .pair import Pair

# Words, and in Persian, Turkish and Tigrinya prefixes and suffixes, that negate.
NEGATION = {
    "ar": r"(?<!\w)[وف]?(?:لا|لم|لن|ليس\w*|غير|بدون|دون|عدم|لست\w*|ألا|بلا|ليست)(?!\w)",
    "bg": r"\b(?:не|няма\w*|без|никой|никога|нищо|нито)\b",
    "de": r"\b(?:nicht|nichts|kein\w*|nie|niemals|niemand\w*|ohne|weder|nirgend\w*)\b",
    "en": r"\b(?:not|no|never|none|nobody|nothing|neither|nor|without|cannot|unable)\b|n['’]t\b",
    "es": r"\b(?:no|nunca|sin|ni|ningun\w*|ningún|nadie|nada|jamás|tampoco)\b",
    "fa": r"(?<!\w)(?:ن(?:می|خواه|باید|دار|کن|شو|یست|بود|شد|توان|کرد)\w*|بدون|هیچ\w*|نه|عدم|غیر\w*|بی)(?!\w)",
    "fr": r"\b(?:ne|pas|jamais|sans|aucun\w*|ni|rien|non|nul\w*)\b|\bn['’]",
    "it": r"\b(?:non|mai|senza|né|nessun\w*|niente|nulla)\b",
    "nl": r"\b(?:niet|niets|geen|nooit|niemand|zonder|noch)\b",
    "pl": r"\b(?:nie|nigdy|bez|nikt|nic|żad\w*|ani)\b",
    "pt": r"\b(?:não|nunca|sem|nem|nenhum\w*|ninguém|nada|jamais)\b",
    "ro": r"\b(?:nu|n-|niciodată|fără|nimeni|nimic|nici\w*)\b",
    "ru": r"\b(?:не|нет|никогда|без|никто|ничего|ни|нельзя|никак\w*)\b",
    "ti": r"(?<!\w)(?:[ኣአ][ዩዪያዬይዮየ]\w+|ብዘይ\w*|ዘይ\w+|የለ\w*|የብል\w*|ዋላ ሓደ)",
    "tr": r"\b(?:değil\w*|yok\w*|hiç\w*|asla|ne|olmadan)\b"
    r"|\w+(?:m[ae]z(?:s\w+|l\w+)?|m[ıiuü]yor\w*|m[ae](?:y[ıiae]n\w*|d[ıiae]\w*|m[ae]l\w*|y[ae]c\w+))\b|\w+s[ıiuü]z\b",
    "uk": r"\b(?:не|ні|немає|нема|ніколи|без|ніхто|нічого|жод\w*|неможлив\w*|заборон\w*)\b",
}

# Where negation is a matter of prefixes and suffixes, the expressions above miss some and find some that are none.
APPROXIMATE = frozenset({"fa", "ti", "tr"})


def check_negation(pair: Pair) -> Iterator[Finding]:
    """A lost negation is an error, an added one a warning: of good translations 0.2 % and 1.5 % seem to have one.

    Measured on 17,000 pairs of sentences of a real guide, from German and English into French, Ukrainian and Arabic.
    """
    source, target = (NEGATION.get(base(language)) for language in (pair.source, pair.target))
    if source is None or target is None:
        return
    in_source = re.search(source, pair.source_text, re.IGNORECASE)
    in_target = re.search(target, pair.target_text, re.IGNORECASE)
    if in_source and not in_target:
        approximate = APPROXIMATE & {base(pair.source), base(pair.target)}
        yield (warning if approximate else error)("negation_lost", in_source[0])
    elif in_target and not in_source:
        yield warning("negation_invented", in_target[0])
