"""Rules of the probe for text: whether its language, direction and script agree, and what stands in it."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Page

from site_builder.languages import direction, primary
from tools.audit.probe.rule import Rule

SCRIPTS = {
    "Arabic": r"[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff]",
    "Ethiopic": r"[\u1200-\u139f\u2d80-\u2ddf]",
    "Cyrillic": r"[\u0400-\u052f]",
    "Latin": r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]",
    "Greek": r"[\u0370-\u03ff]",
    "Hebrew": r"[\u0590-\u05ff]",
    "Chinese": r"[\u4e00-\u9fff]",
}
_WRITTEN = {
    "Arabic": ("ar", "ckb", "fa", "ps", "sd", "ug", "ur"),
    "Ethiopic": ("am", "ti"),
    "Cyrillic": ("be", "bg", "mk", "ru", "sr", "uk"),
    "Greek": ("el",),
    "Hebrew": ("he", "yi"),
    "Chinese": ("zh",),
}
SCRIPT_OF = {language: script for script, languages in _WRITTEN.items() for language in languages}
LETTERS = 6
"""Fewer letters of another script are an abbreviation, a unit, a name of a file."""
MOSTLY = 4
"""So many times the letters of its own script a text has of another one; else it is a sentence with a name in it."""
# Addresses of the net are written in Latin letters in every language.
_ADDRESS = re.compile(r"\S+@\S+|https?://\S+|\b[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:/\S*)?")
# WCAG excepts proper names; these, and abbreviations, are the same in all languages.
_NAMES = re.compile(r"\b(?:[A-Z]{2,}|Android|Facebook|Messenger|Signal|Telegram|Viber|WhatsApp|YouTube)\b")
# A name in the words of the reader's language, and in brackets the one that stands on the door.
_ASIDE = re.compile(r"\([^()]*\)")
# Pieces that the bidirectional algorithm would put in another order: +49 821 …, 0821 / 12 34.
_PHONE = re.compile(r"\+\d[\d\s()/.\u2011-]{6,}\d|\b0\d{1,5}[\s/\u2011-]\s?\d[\d\s/\u2011-]{3,}\d")
_OVERRIDES = re.compile("[\u202a-\u202e]")

_TEXTS = """() => {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.data.trim();
    const element = walker.currentNode.parentElement;
    if (!text || element.closest("script, style, template")) continue;
    const style = getComputedStyle(element);
    found.push({
      text,
      whole: element.closest("a, bdi, code")?.textContent ?? text, // addresses have places to break
      lang: element.closest("[lang]")?.lang ?? "",
      direction: style.direction,
      isIsolated: Boolean(element.closest("bdi, bdo, [dir]:not(html)")) && style.direction === "ltr",
      slant: style.fontStyle,
      spacing: style.letterSpacing,
      align: style.textAlign,
    });
  }
  return found;
}"""
_MARKED = """() => [document.documentElement, ...document.body.querySelectorAll("[lang]")].map((element) => ({
  lang: element.lang,
  direction: getComputedStyle(element).direction,
  html: element.outerHTML.slice(0, 90),
}))"""
_EVERYTHING = "() => document.documentElement.outerHTML"


def _disagreeing(tab: Page) -> list[str]:
    """Elements whose direction is not that of their language, and a page that names none."""
    return [
        f"lang={each['lang'] or 'none'} runs {each['direction']}: {each['html']}"
        for each in tab.evaluate(_MARKED)
        if not each["lang"] or each["direction"] != direction(each["lang"])
    ]


def _unmarked(tab: Page) -> list[str]:
    """Text that is mostly in a script in which its language is not written."""
    return [
        f"{script} text in lang={each['lang']}: {each['text'][:60]}"
        for each in tab.evaluate(_TEXTS)
        if not _ADDRESS.fullmatch(each["whole"].strip()) and (script := foreign_script(each["text"], each["lang"]))
    ]


def foreign_script(text: str, language: str) -> str | None:
    """The script of a text, brackets left out, if it is mostly in one that its language is not written in."""
    own = script_of(language)
    for pattern in (_ADDRESS, _NAMES, _ASIDE):
        text = pattern.sub("", text)
    counts = {script: len(re.findall(letters, text)) for script, letters in SCRIPTS.items()}
    most = max(counts, key=lambda script: counts[script])
    return most if own and most != own and counts[most] >= max(LETTERS, MOSTLY * counts[own]) else None


def script_of(language: str) -> str:
    """The script that a language is written in."""
    return SCRIPT_OF.get(primary(language), "Latin")


def _reordered(tab: Page) -> list[str]:
    """Phone numbers whose groups change places, because they stand in right-to-left text without isolation."""
    return [
        phone
        for each in tab.evaluate(_TEXTS)
        if each["direction"] == "rtl" and not each["isIsolated"]
        for phone in _PHONE.findall(each["text"])
    ]


def _overridden(tab: Page) -> list[str]:
    html = tab.evaluate(_EVERYTHING)
    return [
        f"U+{ord(found[0]):04X} in {html[max(0, found.start() - 30) : found.end() + 30]!r}"
        for found in _OVERRIDES.finditer(html)
    ]


def _badly_set(tab: Page) -> list[str]:
    """Text that is set in a way its script does not bear."""
    return [f"{how}: {each['text'][:60]}" for each in tab.evaluate(_TEXTS) for how in _faults_of_type(each)]


def _faults_of_type(text: dict[str, Any]) -> list[str]:
    faults = ["justified"] if text["align"] == "justify" else []
    if script_of(text["lang"]) in ("Arabic", "Ethiopic", "Hebrew"):
        faults += ["slanted"] * (text["slant"] != "normal")
        faults += ["letters apart"] * (text["spacing"] != "normal")
    return faults


RULES = (
    Rule("direction", "the direction of its language", _disagreeing),
    Rule("script", "text in another script has a lang of its own", _unmarked),
    Rule("phone", "a number in right-to-left text is isolated", _reordered),
    Rule("override", "no character overrides the direction", _overridden),
    Rule("type", "not justified; Arabic and Ethiopic not slanted nor spaced", _badly_set),
)
