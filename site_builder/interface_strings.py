"""Which strings of a theme's interface have no translation: readers would be shown English among their own language."""

from __future__ import annotations

import ast
import re

from site_builder.environment import UI_FALLBACK, ThemeEnvironment
from site_builder.languages import primary

_ASKED = re.compile(r"""\b_\(\s*("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')""")


def missing_strings(environment: ThemeEnvironment, languages: list[str]) -> dict[str, list[str]]:
    """By language: the strings that it lacks; an empty list stands for all of them. Languages that lack none are left
    out."""
    wanted = environment.catalogue(UI_FALLBACK).messages() | strings_in_templates(environment)
    found = {}
    for language in languages:
        spoken = environment.ui_language(language)
        if primary(spoken) != primary(language):
            found[language] = list[str]()
        elif lacks := wanted - environment.catalogue(spoken).messages():
            found[language] = sorted(lacks)
    return found


def strings_in_templates(environment: ThemeEnvironment) -> set[str]:
    """What templates say with `_("…")`."""
    return {string for name in environment.list_templates() for string in strings_in(environment.source(name))}


def strings_in(template: str) -> list[str]:
    """What a template says with `_("…")`."""
    return [ast.literal_eval(literal) for literal in _ASKED.findall(template)]
