"""The Jinja2 environment of a theme: its templates, the addresses of its assets and its interface strings."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from gettext import GNUTranslations
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

import jinja2
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from site_builder.compiled import Compiled
from site_builder.errors import AssetError
from site_builder.lineage import lineage
from site_builder.reading import Footprint, Trace, listed
from site_builder.template_code import LeanCode

DOMAIN = "waymark"
UI_FALLBACK = "en"
SPECIAL = re.compile("[&<>\"']").search


class UnindentedLoader(jinja2.FileSystemLoader):
    """Templates without the indentation that their authors need and readers would pay for. Line numbers stay.

    The first theme that has a template gives it; `waymark/base.html` is that of the theme waymark, or of one that it
    extends, whatever a theme that extends waymark has at `base.html`.
    """

    def __init__(self, themes: tuple[Path, ...]) -> None:
        super().__init__([folder / "templates" for folder in themes])
        self._extended = {
            folder.name: jinja2.FileSystemLoader([each / "templates" for each in themes[number:]])
            for number, folder in enumerate(themes)
            if number
        }

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        theme, _, rest = template.partition("/")
        if rest and theme in self._extended:
            source, filename, uptodate = self._extended[theme].get_source(environment, rest)
        else:
            source, filename, uptodate = super().get_source(environment, template)
        return "\n".join(line.strip() for line in source.split("\n")), filename, uptodate


def escaped(value: Any) -> str:
    """The value as HTML: markup as it is, text with its special characters written as entities."""
    kind = type(value)
    if kind is Markup:
        return value
    if kind is str and not SPECIAL(value):
        return value
    return escape(value)


@pass_context
def _asset(context: Context, name: str) -> str:
    """`asset(…)` in a template: the address, noting which template asks for it."""
    environment = cast("ThemeEnvironment", context.environment)
    if context.name:
        environment.note(context.name, listed("asset", name))
    return environment.asset(name)


class Catalogue(GNUTranslations):
    """The interface strings in a language; those that it lacks are the ones of the theme that is extended."""

    _extended: Catalogue | None = None

    def extend(self, other: Catalogue) -> None:
        """Take what is lacking from another one."""
        self._extended = other
        self.add_fallback(other)

    def messages(self) -> set[str]:
        """The English of all that it translates; of those with plural forms the singular."""
        strings: dict[str | tuple[str, int], str] = self._catalog  # type: ignore[attr-defined] # left out of typeshed
        own = {key if isinstance(key, str) else key[0] for key in strings if key}
        return own | self._extended.messages() if self._extended else own


class LeanTemplate(jinja2.Template):
    """A template whose macros are the same for all that import them."""

    def _get_default_module(self, ctx: Context | None = None) -> Any:
        # Jinja2 3.1 compares the globals of both templates at each import, six times a page. All ours are the same.
        if self._module is None:
            self._module = self.make_module()
        return self._module


class ThemeEnvironment(jinja2.Environment):
    """Templates of one theme that escape what they print and refuse to print what is missing."""

    template_class = LeanTemplate
    code_generator_class = LeanCode
    escaped = staticmethod(escaped)

    def __init__(self, theme_dir: Path, assets: Mapping[str, str], compiled: Compiled | None = None) -> None:
        self.themes = lineage(theme_dir)
        self._compiled = compiled or Compiled()
        super().__init__(
            loader=UnindentedLoader(self.themes),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
            cache_size=-1,
            bytecode_cache=self._compiled,
        )
        self.theme_dir = theme_dir
        # By template: the templates and assets it has asked for. What a template that others import asks for when it is
        # loaded is asked for once and not for each page, so a page depends on all that its templates ever asked for.
        self._asked: dict[str, set[str]] = defaultdict(set)
        self._footprints: dict[str, Footprint] = {}
        self._found: dict[tuple[str | jinja2.Template, str | None], jinja2.Template] = {}
        self._assets = assets
        self._catalogues: dict[str, Catalogue] = {}
        self.globals["asset"] = _asset

    def getattr(self, obj: Any, attribute: str) -> Any:
        """`obj.attribute` in a template where `obj` is no dict that has it (see `template_code`)."""
        try:
            return getattr(obj, attribute)
        except AttributeError:
            return super().getattr(obj, attribute)

    def get_template(self, name: str | jinja2.Template, parent: str | None = None, *more: Any) -> jinja2.Template:
        """A template, noting which one asks for it."""
        found = self._found.get((name, parent))
        if found is None:
            if parent and isinstance(name, str):
                self.note(parent, listed("template", name))
            found = self._found[name, parent] = super().get_template(name, parent, *more)
        return found

    def note(self, template: str, source: str) -> None:
        """Note that a template asked for a template or an asset."""
        if source not in self._asked[template]:
            self._asked[template].add(source)
            self._footprints.clear()

    def footprint(self, template: str) -> Footprint:
        """The templates and assets that pages of a template have been made from."""
        if template not in self._footprints:
            found: set[str] = set()
            due = [listed("template", template)]
            while due:
                source = due.pop()
                if source not in found:
                    found.add(source)
                    due += self._asked.get(source.partition("/")[2], ())
            trace = Trace()
            trace.listings = found
            self._footprints[template] = trace.footprint()
        return self._footprints[template]

    def asset(self, name: str) -> str:
        """The address of an asset by its logical name, for instance `waymark.css`."""
        try:
            return self._assets[name]
        except KeyError:
            raise AssetError(
                f"A template asks for the asset {name!r}, which the theme {self.theme_dir.name} does not have. "
                f"It has: {', '.join(sorted(self._assets)) or 'none'}."
            ) from None

    def has_asset(self, name: str) -> bool:
        """Whether the theme has an asset of that name."""
        return name in self._assets

    def ui_language(self, language: str) -> str:
        """The language of the interface for a language of content: itself, what it is a variety of, or English."""
        primary = language.partition("-")[0]
        return next((tag for tag in (language, primary) if self._catalogue_files(tag)), UI_FALLBACK)

    def catalogue(self, language: str) -> Catalogue:
        """The interface strings in a language that `ui_language` gave."""
        if language not in self._catalogues:
            catalogues = [self._read_catalogue(file) for file in self._catalogue_files(language)]
            for own, other in pairwise(catalogues):
                own.extend(other)
            self._catalogues[language] = catalogues[0]
        return self._catalogues[language]

    def known_templates(self) -> set[str]:
        """All that a template may ask for, those of the themes that this one extends by their name there as well."""
        extended = {
            f"{theme.name}/{file.relative_to(folder / 'templates').as_posix()}"
            for number, theme in enumerate(self.themes)
            for folder in self.themes[number:]
            for file in (folder / "templates").rglob("*")
            if number and file.is_file()
        }
        return extended.union(self.list_templates())

    def _read_catalogue(self, file: Path) -> Catalogue:
        source = file.read_bytes()
        return Catalogue(BytesIO(self._compiled.get(f"catalogue/{file}", source, _compile)))

    def prepare(self, languages: Iterable[str]) -> None:
        """Compile all that a guide in some languages may need, or look it up: once, not in each process that is forked.

        What is wrong with a template is told by the page that needs it.
        """
        for name in self.list_templates():
            with suppress(jinja2.TemplateError):
                self.get_template(name)
        for language in languages:
            self.catalogue(self.ui_language(language))

    def source(self, template: str) -> str:
        """The text of a template. Raises jinja2.TemplateNotFound."""
        return cast("UnindentedLoader", self.loader).get_source(self, template)[0]

    def _catalogue_files(self, language: str) -> list[Path]:
        name = f"locale/{language.replace('-', '_')}/LC_MESSAGES/{DOMAIN}.po"
        return [file for folder in self.themes if (file := folder / name).is_file()]


def _compile(source: bytes) -> bytes:
    """A catalogue as gettext reads it."""
    from babel.messages.mofile import write_mo  # takes longer to load than most builds need it
    from babel.messages.pofile import read_po

    compiled = BytesIO()
    write_mo(compiled, read_po(BytesIO(source), domain=DOMAIN))
    return compiled.getvalue()


def make_environment(theme_dir: Path, assets: Mapping[str, str], compiled: Compiled | None = None) -> ThemeEnvironment:
    """The environment for the theme in `theme_dir`.

    `assets` maps the logical name of each asset to the address that pages shall name, with the hash in it.
    `compiled` keeps templates and catalogues for the next time.
    """
    return ThemeEnvironment(theme_dir, assets, compiled)
