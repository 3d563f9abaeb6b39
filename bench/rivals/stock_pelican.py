"""Pelican as users run it: a source file for each page, its own reader, generators and writer, a theme in Jinja2.

A source is HTML with what Pelican's reader of HTML takes from it: title, metadata, and as its body what stands in the
page's `main`, finished. Head, masthead, alternates, language switch, trail and footer are the theme's; the versions of
a page in other languages find each other by their slug. Articles, feeds, archives, authors and tags are switched off.

Pelican's reader writes each tag anew, so its files differ from ours in quotes and slashes, not in what they say.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from bench.rivals.pelican_theme import SETTINGS, SITEMAPS, TEMPLATES
from bench.rivals.rival import Given, Rival, write_files
from site_builder.outputs import CITY

PAGE = re.compile(
    r'(?P<policy><meta http-equiv="Content-Security-Policy".*?<meta name="referrer"[^>]*>).*'
    r'js/page-[^"]*"></script>(?P<scripts>.*)</head>.*'
    r'<a class="skip" href="#main"(?P<ui>[^>]*)>(?P<skip>[^<]*)</a>.*'
    r'<header class="masthead">(?P<masthead>.*)<nav class="languages" aria-label="(?P<language>[^"]*)">.*'
    r'<main id="main" class="page page--\w+">(?P<body>.*)</main>(?P<footer>.*)</body>',
    re.DOTALL,
)
NEUTRAL = re.compile(r'type="image/svg\+xml">(?P<about>.*)</head>.*<main class="choose">(?P<body>.*)</main>', re.DOTALL)
Fields = dict[str, Any]


@dataclass(frozen=True)
class _Sources:
    """The sources of the pages of a language, or of those in none."""

    given: Given
    shard: str

    def read(self) -> Fields:
        """What there is in the shard."""
        held: Fields = json.loads((self.given.content / f"{self.shard}.json").read_text(encoding="utf-8"))
        held["pages"] = [page for page in held["pages"] if page["path"].endswith(".html")]
        return held

    def live(self, page: Fields, parts: re.Pattern[str]) -> dict[str, str]:
        """The parts of a page as it is live."""
        found = parts.search((self.given.live / page["path"]).read_text(encoding="utf-8"))
        if found is None:
            raise SystemExit(f"{page['path']} does not look as the patterns of bench/rivals/stock_pelican.py have it.")
        return found.groupdict()

    def language(self) -> Fields:
        """What the theme knows of the language: the same on every page."""
        held = self.read()
        home = next(page for page in held["pages"] if page["context"]["kind"] == "city")
        site, strings = held["site"], held["strings"]
        return self.live(home, PAGE) | {
            "home": site["home_url"],
            "site": site["name"]["text"],
            "locale": site["og_locale"],
            "direction": site["direction"],
            "name": site["language_name"],
            "trail": strings["Where you are"],
            "changes": strings["New and changed pages"],
        }

    def texts(self, language: Fields) -> dict[str, str]:
        """Each source of the language by its path."""
        return {page["path"]: self._text(page, language) for page in self.read()["pages"]}

    def _text(self, page: Fields, language: Fields) -> str:
        shown, live = page["context"]["page"], self.live(page, PAGE)
        metadata = {
            "lang": self.shard,
            "slug": page["path"].partition("/")[2],
            "template": "page" if shown["url"] else "unlisted",
            "kind": page["context"]["kind"],
            "description": shown["description"],
            "trail": json.dumps(shown["trail"], ensure_ascii=False),
            "data": shown["data"],
            "scripts": live["scripts"],
        }
        if live["masthead"] != language["masthead"]:
            metadata["masthead"] = live["masthead"]
        return _source(page["path"], shown["title"]["text"], metadata, live["body"])

    def neutral(self, language: str) -> dict[str, str]:
        """Each source in no language by its path."""
        sources = {}
        for page in self.read()["pages"]:
            live = self.live(page, NEUTRAL)
            metadata = {
                "lang": language,
                "slug": f"all/{page['path']}",
                "template": "neutral",
                "about": live["about"],
            }
            sources[page["path"]] = _source(page["path"], page["context"]["title"], metadata, live["body"])
        return sources


def _source(path: str, title: str, metadata: dict[str, str], body: str) -> str:
    named = metadata | {"save_as": path, "url": path.removesuffix("index.html")}
    written = "".join(f'<meta name="{name}" content="{escape(value)}">\n' for name, value in named.items())
    return f"<html>\n<head>\n<title>{title}</title>\n{written}</head>\n<body>{body}</body>\n</html>\n"


def prepare(given: Given, site: Path) -> None:
    """Write sources, theme and settings."""
    city = _Sources(given, CITY).read()
    tags = [tag for tag, _ in city["pages"][0]["context"]["alternates"]]
    languages = {tag: _Sources(given, tag).language() for tag in tags}
    for tag, language in languages.items():
        write_files(site / "content" / "pages", _Sources(given, tag).texts(language))
    write_files(site / "content" / "pages", _Sources(given, CITY).neutral(tags[0]))
    known = f"ASSETS = {city['assets']!r}\nPOLICY = {languages[tags[0]]['policy']!r}\n"
    sitemaps = {tag: f'{{% set language = "{tag}" %}}{{% include "sitemap.xml" %}}' for tag in tags}
    files = {f"content/sitemaps/{name}.xml": text for name, text in [*sitemaps.items(), ("all", SITEMAPS)]}
    files |= {f"theme/templates/{name}": text for name, text in TEMPLATES.items()}
    files["languages.json"] = json.dumps(languages, ensure_ascii=False)
    files["content/robots.txt"] = (given.live / "robots.txt").read_text(encoding="utf-8")
    write_files(site, files | {"pelicanconf.py": SETTINGS + known})
    shutil.copytree(given.content / "assets" / "assets", site / "content" / "assets")


def _command(_site: Path) -> list[str]:
    return [sys.executable, "-m", "pelican", "--quiet"]


PELICAN = Rival("Pelican", prepare, _command, "output", caches=("cache", "__pycache__"), is_exact=False)
