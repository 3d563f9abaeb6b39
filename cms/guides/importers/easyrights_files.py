"""Pathways of easyRights as a folder of content files, which the importer of content files brings in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from cms.guides.importers.city import CityFacts
from cms.guides.importers.easyrights import Line, Pathway, PathwayStep, defects
from cms.languages import CONTENT_LANGUAGES
from translations.findings import Finding

ATTRIBUTION = "Contains pathways from easyRights (H2020 870980), D2KLab, Apache-2.0, changed"
TOPIC = "procedures"
_WEB_ADDRESS = re.compile(r"https?://\S+")
# What Markdown would take for more than itself.
_MARKDOWN = re.compile(r"([\\`*_\[\]<>#])")


@dataclass
class PathwaysReport:
    """What was found in a city's pathways, and the translations that could not follow their source."""

    found: list[tuple[str, str, str, Finding]] = field(default_factory=list)
    left_out: list[tuple[str, str, str]] = field(default_factory=list)


def write_files(
    procedures: dict[str, dict[str, Pathway]], facts: CityFacts, source: str, folder: Path
) -> PathwaysReport:
    """Write a city's procedures as content files; a translation with other steps or lines than its source is left out.

    Args:
        procedures: of one city, by name and language.
        facts: of the city.
        source: the language that the others are compared with.
        folder: an empty one, whose name is the city's slug.
    """
    report = PathwaysReport()
    known = {tag for tag, _name in CONTENT_LANGUAGES}
    languages = sorted({language for pathways in procedures.values() for language in pathways} & known - {source})
    _write(folder / "city.yaml", _city(facts, source, languages))
    _write(folder / "topics" / f"{TOPIC}.yaml", {"title": facts.name, "summary": ATTRIBUTION, "icon": "law"})
    for name, pathways in procedures.items():
        if source not in pathways:
            report.left_out.append((name, source, "it does not exist in the source language"))
            continue
        slug = name.replace("_", "-")
        original = pathways[source]
        _write(folder / "procedures" / f"{slug}.yaml", {**_procedure(original, original), "topic": TOPIC})
        for language, pathway in sorted(pathways.items()):
            if language == source:
                continue
            report.found += [(name, language, line, finding) for line, finding in defects(original, pathway)]
            if language not in known:
                report.left_out.append((name, language, "it is no language of cms/languages.py"))
            elif pathway.shape != original.shape:
                report.left_out.append((name, language, "it has other steps or lines than its source"))
            else:
                texts = {"translated_by": "machine", **_procedure(pathway, original)}
                _write(folder / "procedures" / f"{slug}.{language}.yaml", texts)
    return report


def _city(facts: CityFacts, source: str, languages: list[str]) -> dict[str, Any]:
    return {
        "title": facts.name,
        "introduction": f"{_escaped(facts.name)}. {ATTRIBUTION}.\n",
        "country": facts.country,
        "source_language": source,
        "languages": [source, *languages],
        "time_zone": facts.time_zone,
        "site_url": facts.site_url,
        "publisher": facts.publisher,
    }


def _procedure(pathway: Pathway, original: Pathway) -> dict[str, Any]:
    """What a pathway says; of the original, its links too, which are the same in all languages."""
    steps = {
        f"step-{number}": _step(step, model, is_source=pathway is original)
        for number, (step, model) in enumerate(zip(pathway.steps, original.steps, strict=True), start=1)
    }
    return {"title": pathway.title, "summary": pathway.title, "steps": steps}


def _step(step: PathwayStep, model: PathwayStep, *, is_source: bool) -> dict[str, Any]:
    """A step. Which lines are a link is said by the original: an address that translation broke is none."""
    lines = list(zip(step.lines, model.lines, strict=True))
    said = [line for line, original in lines if not _is_link(original)]
    links = [original.value for _line, original in lines if _is_link(original)]
    title = step.title if step.title and model.title else (said or step.lines)[-1].value
    written: dict[str, Any] = {"title": title}
    if said:
        written["text"] = "\n\n".join(_escaped(line.text) for line in said) + "\n"
    if links and is_source:
        written["link"] = links[0]
    return written


def _is_link(line: Line) -> bool:
    return _WEB_ADDRESS.fullmatch(line.value) is not None


def _escaped(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", text)


def _write(path: Path, content: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")
