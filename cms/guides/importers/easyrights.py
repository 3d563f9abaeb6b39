"""The pathways of easyRights: procedures of four cities, each as one text per language with steps and labelled lines.

<b>Step 1</b>
<b>where - website</b>: https://…
how - document: passport, residence permit
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from translations.checks import Pair, run_checks
from translations.checks.page_pairs import PageText, check_pages
from translations.findings import Finding

LANGUAGES_OF_FILES = "pathways.*.yml"
_STEP = re.compile(r"<b>\s*([^<]*\d[^<]*?)\s*</b>")
_STEP_NUMBER = re.compile(r"^[^\d:]*\d+\s*:?\s*")
_LINE = re.compile(r"(?:<b>)?\s*(?P<label>[^<:]+?\s[-–]\s?[^<:]+?)\s*(?:</b>)?\s*[:：]\s*(?P<value>.+)")
# How the label of the papers to bring begins, in the languages of the data.
_PAPERS = re.compile(r"document|έγγραφο|وثيقة|المستند|مستند|سند|مدرک|документ|নথি|ডকুমেন্ট|দলিল|دستاویز", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\([^)]*\)")


class PathwayError(Exception):
    """A folder holds no pathways that could be brought in."""


@dataclass(frozen=True)
class Line:
    """A labelled line of a step: "how - document", "passport, residence permit"."""

    label: str
    value: str

    @property
    def papers(self) -> int:
        """How many papers the line names, 0 if it is about something else."""
        if not _PAPERS.search(self.label):
            return 0
        return len([name for name in re.split(r"[,،;]", _IN_BRACKETS.sub("", self.value)) if name.strip()])

    @property
    def text(self) -> str:
        """The line as the data has it, without markup."""
        return f"{self.label}: {self.value}"


@dataclass
class PathwayStep:
    """A step; ``title`` is "" where the data only numbers it."""

    title: str
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True)
class Pathway:
    """A procedure in one language."""

    language: str
    title: str
    steps: tuple[PathwayStep, ...]

    @property
    def lines(self) -> list[Line]:
        """The lines of all steps."""
        return [line for step in self.steps for line in step.lines]

    @property
    def shape(self) -> tuple[int, ...]:
        """How many lines each step has: what two languages must share to be brought in line by line."""
        return tuple(len(step.lines) for step in self.steps)

    @property
    def page(self) -> PageText:
        """What the checks of whole pages compare."""
        papers = sum(line.papers for line in self.lines)
        return PageText("\n".join(line.text for line in self.lines), len(self.steps), papers or None)


# By city and procedure, the pathway in each language.
Pathways = dict[str, dict[str, dict[str, Pathway]]]


def read_pathways(folder: Path) -> Pathways:
    """Everything in a folder with pathways.<language>.yml and services.<language>.yml.

    Raises:
        PathwayError: when a file cannot be read, or there is none.
    """
    files = sorted(folder.glob(LANGUAGES_OF_FILES))
    if not files:
        message = f"There is no pathways.<language>.yml in {folder}. Name the folder with easyRights' files."
        raise PathwayError(message)
    found: Pathways = {}
    for file in files:
        language = file.name.split(".")[1]
        names = _load(file.with_name(f"services.{language}.yml"), language)
        for city, texts in _load(file, language).items():
            for procedure, text in texts.items():
                title = str(names.get(city, {}).get(procedure, procedure)).strip()
                pathway = Pathway(language, title, tuple(_steps(str(text))))
                found.setdefault(city, {}).setdefault(procedure, {})[language] = pathway
    return found


def defects(source: Pathway, target: Pathway) -> Iterator[tuple[str, Finding]]:
    """What the checks find in a pathway's translation: for the whole, "" and the finding, else the line and it.

    Lines are compared where both languages have as many steps and lines.
    """
    for finding in check_pages(source.page, target.page):
        yield "", finding
    if source.shape == target.shape:
        for here, there in zip(source.lines, target.lines, strict=True):
            for finding in run_checks(Pair(here.text, there.text, source.language, target.language)):
                yield here.text, finding


def _load(path: Path, language: str) -> dict[str, Any]:
    try:
        loaded = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        message = f"{path} cannot be read: {error.strerror}."
        raise PathwayError(message) from error
    except yaml.YAMLError as error:
        message = f"{path} is not YAML: {error}"
        raise PathwayError(message) from error
    content = loaded.get(language) if isinstance(loaded, dict) else None
    if not isinstance(content, dict) or not all(isinstance(texts, dict) for texts in content.values()):
        message = f"{path} does not begin with “{language}:” and the cities below it."
        raise PathwayError(message)
    return content


def _steps(text: str) -> list[PathwayStep]:
    steps: list[PathwayStep] = []
    for raw in text.split("\n"):
        written = " ".join(raw.split())
        if heading := _STEP.fullmatch(written):
            steps.append(PathwayStep(_STEP_NUMBER.sub("", heading[1]).strip()))
        elif written and steps:
            _add_line(steps[-1].lines, written)
    return steps


def _add_line(lines: list[Line], written: str) -> None:
    """A labelled line, or what belongs to the line before it."""
    match = _LINE.fullmatch(written)
    if match:
        lines.append(Line(match["label"], match["value"]))
    elif lines:
        lines[-1] = Line(lines[-1].label, f"{lines[-1].value} {written}")
