"""The catalogues of the admin's words: `python -m tools.strings` brings them to what the code says now.

New texts are added without a translation, those that nothing says any more are taken out, and what is translated stays.
`make setup` compiles the catalogues; tests name what is missing.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import django
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.conf import settings

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("cms", "translations")
LANGUAGES = ("de", "fr")
"""Those that WAGTAILADMIN_PERMITTED_LANGUAGES offers besides English, which needs no catalogue."""
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
SAID = (b'"Language:', b'"Plural-Forms:', b'"MIME-Version:', b'"Content-')


def catalogue_path(package: str, language: str) -> Path:
    """Where the words of a package in a language are."""
    return ROOT / package / "locale" / language / "LC_MESSAGES" / "django.po"


def used(package: str) -> Catalog:
    """Every text that the modules and templates of a package have translated, with the files that do."""
    catalog = Catalog()
    for path in sorted((ROOT / package).rglob("*")):
        for message, context in _texts(path):
            catalog.add(message, locations=[(path.relative_to(ROOT).as_posix(), 0)], context=context)
    return catalog


def read(path: Path, language: str) -> Catalog:
    """A catalogue; an empty one if there is none yet."""
    if not path.exists():
        return Catalog(locale=language, charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language, charset="utf-8", abort_invalid=True)


def updated(catalog: Catalog, package: str) -> bytes:
    """The bytes of a catalogue that is brought to what a package says now."""
    catalog.update(used(package), no_fuzzy_matching=True)
    buffer = io.BytesIO()
    write_po(buffer, catalog, width=120, ignore_obsolete=True, include_lineno=False, sort_by_file=True)
    # Days on which a file was written make changes out of nothing, and the other lines of the head say as little.
    head, gap, entries = buffer.getvalue().partition(b"\n\n")
    said = [line for line in head.splitlines(keepends=True) if line.startswith((b"msg", *SAID))]
    return b"".join(said) + gap[1:] + entries


def _texts(path: Path) -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    if path.suffix == ".py":
        source = path.read_bytes()
    elif path.suffix in (".html", ".txt") and "templates" in path.parts:
        from django.utils.translation.template import templatize

        # What a template is turned to is indented as no code is; in brackets that does not matter.
        source = f"({templatize(path.read_text(), origin=str(path))}\n)".encode()
    else:
        return
    for _line, message, _comments, context in extract("python", io.BytesIO(source), keywords=KEYWORDS):
        yield message, context


def main() -> None:
    """Bring every catalogue to what the code says now."""
    settings.configure(USE_I18N=True)
    django.setup()
    for package in PACKAGES:
        for language in LANGUAGES:
            path = catalogue_path(package, language)
            catalog = read(path, language)
            data = updated(catalog, package)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            missing = sum(not (all(m.string) if isinstance(m.string, tuple) else m.string) for m in catalog if m.id)
            print(f"{path.relative_to(ROOT)}: {len(catalog)} texts, {missing} to be translated")


if __name__ == "__main__":
    main()
