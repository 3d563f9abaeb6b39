"""The languages that a guide can be written in, by BCP 47 tag, each under its own name."""

from __future__ import annotations

# The first is Wagtail's default. `de-simple` is the registered variant for easy German; Dari has no tag of its own but
# fa-AF; Kurmanji and Sorani are not "ku".
CONTENT_LANGUAGES: list[tuple[str, str]] = [
    ("en", "English"),
    ("de", "Deutsch"),
    ("de-simple", "Leichtes Deutsch"),
    ("ar", "العربية"),
    ("bg", "Български"),
    ("ckb", "کوردیی ناوەندی"),
    ("es", "Español"),
    ("fa", "فارسی"),
    ("fa-AF", "دری"),
    ("fr", "Français"),
    ("it", "Italiano"),
    ("kmr", "Kurmancî"),
    ("pl", "Polski"),
    ("ps", "پښتو"),
    ("pt", "Português"),
    ("ro", "Română"),
    ("ru", "Русский"),
    ("so", "Soomaali"),
    ("sq", "Shqip"),
    ("ti", "ትግርኛ"),
    ("tr", "Türkçe"),
    ("uk", "Українська"),
    ("ur", "اردو"),
    ("vi", "Tiếng Việt"),
    ("zh", "中文"),
]
