"""What a guide's pages show, as JSON: the input of the other generators, which then need no knowledge of documents."""

from __future__ import annotations

import json
from gettext import GNUTranslations
from pathlib import Path
from typing import Any

from markupsafe import escape

from bench.documents import city_documents
from site_builder.assets import collect
from site_builder.environment import make_environment
from site_builder.guide import Guide
from site_builder.outputs import CITY, Output, outputs_of_city, outputs_of_language
from site_builder.pages import Page, Press
from site_builder.template_code import Once, Strings
from site_builder.views.edition import Fragment

READ = (".html", ".xml", "robots.txt")  # what people and search engines read; not what scripts and servers do
SHARED = ("site", "ui", "_", "once")


def write_content(folder: Path, theme_folder: Path, total: int, languages: tuple[str, ...]) -> int:
    """Write the pages of a generated city, a file for each language and `city.json`; how many pages there are.

    A file holds `site`, `ui` and `strings` (interface strings by their English text), which are the same on every page
    of the language, and `pages`: the path, the template's name and what the template is given. Fragments are objects
    with `text` and `attrs`. Every string is HTML already, and what is empty is null: nobody has to escape or to count.
    """
    guide = Guide(city_documents(total, languages))
    assets = collect(theme_folder)
    addresses = {name: f"{guide.base_path}/{path}" for name, path in assets.names.items()}
    environment = make_environment(theme_folder, addresses)
    press = Press(guide, environment)
    folder.mkdir(parents=True)
    count = 0
    shards = {tag: outputs_of_language(guide, tag) for tag in languages} | {CITY: outputs_of_city(guide)}
    for shard, outputs in shards.items():
        made = map(press.page, outputs)
        pages = [_plain(page) for page in made if page.path.endswith(READ)]
        held = {**_shared(press, shard), "assets": addresses, "pages": pages}
        (folder / f"{shard}.json").write_text(json.dumps(held, ensure_ascii=False), encoding="utf-8")
        count += len(pages)
    for path, data in assets.files.items():
        target = folder / "assets" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return count


def _shared(press: Press, shard: str) -> dict[str, Any]:
    if shard == CITY:
        return {}
    context = press.page(Output(shard, "404", "")).context
    catalogue = press.environment.catalogue(press.environment.ui_language(shard))
    return {"site": _json(context["site"]), "ui": _json(context["ui"]), "strings": _strings(catalogue)}


def _strings(catalogue: GNUTranslations) -> dict[str, str]:
    entries: dict[Any, str] = vars(catalogue)["_catalog"]
    return {message: str(escape(text)) for message, text in entries.items() if isinstance(message, str) and message}


def _plain(page: Page) -> dict[str, Any]:
    context = {name: _json(value) for name, value in page.context.items() if name not in SHARED}
    return {"path": page.path, "template": page.template, "context": context}


def _json(value: Any) -> Any:
    match value:
        case Fragment():
            return {"text": str(escape(value.text)), "attrs": str(value.attrs)} if value else None
        case Strings() | Once():
            return None
        case dict():
            return {name: _json(each) for name, each in value.items()}
        case list() | tuple():
            return [_json(each) for each in value] or None
        case str():
            return str(escape(value)) or None
        case _:
            return value
