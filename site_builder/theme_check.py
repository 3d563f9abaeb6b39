"""Whether a theme can show every guide: its files are read, and a city that says all, and one that says next to
nothing, are built with it. Each fault is told with its file, its line and what to do."""

from __future__ import annotations

import tempfile
import traceback
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

import jinja2
from jinja2 import nodes

from site_builder.assets import collect
from site_builder.build import build_city
from site_builder.client import GraphQLFeed
from site_builder.environment import ThemeEnvironment, make_environment
from site_builder.errors import AssetError, SiteBuilderError
from site_builder.lineage import THEME_FILE, find, lineage
from site_builder.result import BuildResult
from site_builder.samples import CITY, ELEMENT, EMPTY, FULL, sample_documents
from site_builder.theme import read_theme
from site_builder.tokens import LIGHT, TOKENS, faults, read_tokens


@dataclass(frozen=True, order=True)
class Fault:
    """Something that is missing or wrong."""

    file: str
    line: int
    """0 where it is about the whole file."""
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}" if self.line else f"{self.file}: {self.message}"


def check_theme(folder: Path) -> list[Fault]:
    """All that is missing or wrong; nothing for a theme that can be used."""
    try:
        read_theme(folder)
        assets = collect(folder)
    except AssetError as error:
        return [Fault(str(folder), 0, str(error))]
    environment = make_environment(folder, assets.addresses(""))
    found = {*_in_tokens(folder), *_elsewhere(folder), *_in_templates(environment)}
    if not found:
        found = {fault for variant in (FULL, EMPTY) for fault in _in_pages(environment, variant)}
    return sorted(found)


def _in_tokens(folder: Path) -> Iterator[Fault]:
    own, base = folder / TOKENS, lineage(folder)[-1] / TOKENS
    if own.is_file():
        for line, message in faults(own.read_text(), base.read_text()):
            yield Fault(str(own), line, message)


def _elsewhere(folder: Path) -> Iterator[Fault]:
    """Tokens that another file of the theme's own sets, where no contrast is computed."""
    themes = lineage(folder)
    tokens = read_tokens((themes[-1] / TOKENS).read_text())[LIGHT].keys()
    for file in sorted(folder.glob("css/**/*.css")):
        name = str(file.relative_to(folder))
        extended = find(themes[1:], name)
        allowed = read_tokens(extended.read_text()) if extended else {}
        for scheme, found in read_tokens(file.read_text()).items() if name != TOKENS and themes[1:] else ():
            for token in sorted(tokens & found.keys() - allowed.get(scheme, {}).keys()):
                message = f"--{token} is set where its contrast is not computed: set it in {TOKENS}."
                yield Fault(str(file), found[token].line, message)


def _in_templates(environment: ThemeEnvironment) -> Iterator[Fault]:
    """What is wrong in the theme's own templates; those that it extends were looked at in their own theme."""
    folder = environment.theme_dir / "templates"
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = file.relative_to(folder).as_posix()
        try:
            tree = environment.parse(environment.source(name))
        except jinja2.TemplateSyntaxError as error:
            yield Fault(str(file), error.lineno, f"{(error.message or '').rstrip('.')}. Mend the template.")
            continue
        for node in tree.find_all(nodes.Node):
            for message in _wrong_with(node, environment):
                yield Fault(str(file), node.lineno, message)
        for block, line, heard in _unheard_blocks(tree, environment):
            message = f"No template that this one extends has a block “{block}”: it is never shown. There are: {heard}."
            yield Fault(str(file), line, message)


def _wrong_with(node: nodes.Node, environment: ThemeEnvironment) -> Iterator[str]:
    if isinstance(node, nodes.Filter) and node.name == "safe" and not isinstance(node.node, nodes.Const):
        yield "“safe” has text printed as it is: a document's would be run. Leave it out; only a literal may have it."
    elif isinstance(node, nodes.EvalContextModifier) and not _is_on(node):
        yield "“autoescape” is switched off: a document's text would be run. Leave it on."
    elif isinstance(node, nodes.Extends | nodes.Include | nodes.Import | nodes.FromImport):
        name = node.template
        if isinstance(name, nodes.Const) and name.value not in (known := environment.known_templates()):
            yield f"There is no template “{name.value}”. {_like(str(name.value), known)}"
    elif isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name == "asset":
        [name] = node.args
        if isinstance(name, nodes.Const):
            try:
                environment.asset(name.value)
            except AssetError as error:
                yield str(error)


def _is_on(node: nodes.EvalContextModifier) -> bool:
    return all(isinstance(option.value, nodes.Const) and option.value.value is True for option in node.options)


def _unheard_blocks(tree: nodes.Template, environment: ThemeEnvironment) -> Iterator[tuple[str, int, str]]:
    """Each block that nobody shows, its line, and the blocks that there are."""
    extends = tree.find(nodes.Extends)
    if extends is None:
        return
    heard: set[str] = set()
    parent: nodes.Extends | None = extends
    while parent is not None and isinstance(parent.template, nodes.Const):
        try:
            source = environment.parse(environment.source(parent.template.value))
        except jinja2.TemplateError:
            return  # told of that template
        heard |= {block.name for block in source.find_all(nodes.Block)}
        parent = source.find(nodes.Extends)
    inner = {inside.name for block in tree.find_all(nodes.Block) for inside in block.find_all(nodes.Block)}
    for block in tree.find_all(nodes.Block):
        if block.name not in heard | inner:
            yield block.name, block.lineno, ", ".join(sorted(heard))


def _like(name: str, known: Collection[str]) -> str:
    """Which names are nearly the one that there is not: all would fill the screen."""
    if near := get_close_matches(name, known, cutoff=0.75):
        return f"Is one of these meant? {', '.join(near)}."
    own = sorted(each for each in known if "/" not in each)
    return f"There are, beside those in folders: {', '.join(own)}."


def _in_pages(environment: ThemeEnvironment, variant: str) -> Iterator[Fault]:
    """What is wrong with the pages of a city that nobody lives in."""
    folder = environment.theme_dir
    with tempfile.TemporaryDirectory() as output:
        try:
            result = build_city(_feed(variant), CITY, Path(output), folder)
        except SiteBuilderError as error:
            file, line = _place(error, folder)
            yield Fault(file, line, f"{error} (The city of the samples: {variant}.)")
            return
        yield from _in_result(result, folder)
        for page in sorted((Path(output) / CITY / "current").rglob("*.html")):
            if f"<{ELEMENT}" in page.read_text():
                path = page.relative_to(Path(output) / CITY / "current")
                yield Fault(str(folder / "templates"), 0, f"Text of documents is run as HTML on the page {path}.")


def _in_result(result: BuildResult, folder: Path) -> Iterator[Fault]:
    for notice in result.warnings:
        if notice.kind == "strings" and "all of them" not in notice.message:
            name = f"locale/{notice.language.replace('-', '_')}/LC_MESSAGES/waymark.po"
            yield Fault(str(folder / name), 0, notice.message)
        elif notice.kind in ("size", "fragment"):
            yield Fault(str(folder / "templates"), 0, f"{notice.path}: {notice.message}")


def _place(error: BaseException, folder: Path) -> tuple[str, int]:
    """The template and line at which a page could not be made."""
    cause = error.__cause__
    if cause is None:
        return str(folder), 0
    frames = [frame for frame in traceback.extract_tb(cause.__traceback__) if "/templates/" in frame.filename]
    return (frames[-1].filename, frames[-1].lineno or 0) if frames else (str(folder / THEME_FILE), 0)


def _feed(variant: str) -> GraphQLFeed:
    rows = [
        {"uuid": body["uuid"], "language": body["language"], "revision": number, "withdrawn": False, "body": body}
        for number, body in enumerate(sample_documents(variant), 1)
    ]

    def execute(query: str, variables: dict[str, object]) -> dict[str, object]:
        due = [row for row in rows if int(str(row["revision"])) > int(str(variables["after"]))]
        page = due[: int(str(variables["first"]))]
        cursor = page[-1]["revision"] if page else variables["after"]
        return {"data": {"changes": {"documents": page, "cursor": cursor, "hasMore": len(due) > len(page)}}}

    return GraphQLFeed(execute)
