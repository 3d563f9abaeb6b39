"""The files of a guide that belong to no language: choice of language, not found, short addresses, and for machines."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from markupsafe import Markup

from site_builder.codes import Codes
from site_builder.desk import desk_origin
from site_builder.guide import Guide
from site_builder.languages import direction, own_name
from site_builder.outputs import CODE, SHORT, Output
from site_builder.serving.hosted import headers_file
from site_builder.views.edition import Edition
from site_builder.views.short import FOLDER, code_picture, short_id, short_page

Content = tuple[str, str | None, str, dict[str, Any]]
"""Path, UUID of the document that it shows, template, context."""


def neutral_file(guide: Guide, output: Output, codes: Codes, edition: Callable[[str], Edition]) -> Content:
    """What an output of the shard without a language is made from; `edition` gives the one of a language."""
    name = output.key
    if output.kind == SHORT:
        return f"{FOLDER}/{short_id(name)}/index.html", name, "short.html", short_page(guide, name)
    if output.kind == CODE:
        return f"{FOLDER}/{short_id(name)}.svg", name, "code.svg", code_picture(codes, name)
    match name:
        case "sitemap.xml":
            sitemaps = [guide.absolute(f"{guide.base_path}/{tag}/sitemap.xml") for tag in guide.languages]
            return name, None, "sitemap_index.xml", {"sitemaps": sitemaps}
        case "robots.txt":
            return name, None, name, {"sitemap": guide.absolute(f"{guide.base_path}/sitemap.xml")}
        case "sw.js":
            return name, None, name, {}
        case "_headers":
            return name, None, name, {"headers": Markup(headers_file(guide.base_path, desk_origin(guide.city)))}  # noqa: S704 - ours
    shared = {
        "language": guide.source_language,
        "direction": direction(guide.source_language),
        "title": guide.city["title"],
        "root": guide.absolute(guide.url_of_path("")),
        "alternates": [(tag, guide.absolute(guide.url_of_path(tag))) for tag in guide.languages],
        "choices": [_choice(edition(language)) for language in guide.languages],
    }
    if name == "index.html":
        return name, guide.city["uuid"], "choose_language.html", shared
    return name, None, "not_found_anywhere.html", shared


def _choice(edition: Edition) -> dict[str, Any]:
    return {
        "language": edition.language,
        "direction": edition.direction,
        "name": own_name(edition.language),
        "url": edition.guide.url_of_path(edition.language),
        "city": edition.text(edition.city),
        "ui": edition.ui,
        "not_found": edition.gettext("This page does not exist"),
    }
