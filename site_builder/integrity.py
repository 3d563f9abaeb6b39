"""Whether a release is whole before readers see it: links, places on pages, languages, alternates.

What a build did not make it looks at only where something changed: which pages link to a file that went is on record
(surveys). So a build of one page finds what a build of everything would find. Whatever looks wrong in a page's bytes
(survey) is looked at again with a parser before anybody is told.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from site_builder.authors import Author, authors
from site_builder.draft import Draft
from site_builder.errors import BuildError
from site_builder.guide import Guide
from site_builder.interface_strings import missing_strings
from site_builder.ledger import Ledger
from site_builder.making import Making, Materials
from site_builder.outputs import CITY, Output
from site_builder.page_text import Link, PageText
from site_builder.plan import Plan
from site_builder.survey import BUDGET, KEY, Survey, Suspect, link_key
from site_builder.surveys import FRAGMENT, Inspection, Surveys, Warned, has

TOLD = 20  # errors; the rest is counted
_NO_EDITOR = "No document says so: mend the theme's template."


class IntegrityError(BuildError):
    """A release would not be whole. A line of the message for each page names document, field and language."""


def inspect(plan: Plan, making: Making, materials: Materials, draft: Draft, base: Path | None) -> Inspection:
    """Look at what a build made; `base` is the folder of the release that the rest is taken from.

    Raises IntegrityError, and OSError if a page cannot be read.
    """
    return _Inspector(plan, making, materials, draft, base).inspect()


@dataclass
class _Inspector:
    plan: Plan
    making: Making
    materials: Materials
    draft: Draft
    base: Path | None

    def __post_init__(self) -> None:
        self._db = Surveys(self.materials.storage.connection)
        self._ledger = Ledger(self.materials.storage.connection)
        self._surveys = {made.output: made.survey for made in self.making.made if made.survey}
        self._paths = {made.path: made.output for made in self.making.made}
        self._errors: list[str] = []
        self._found = Inspection(self._surveys)
        self._known: dict[str, bool] = {}

    def inspect(self) -> Inspection:
        """See inspect."""
        for suspect in self.making.suspects:
            self._look_again(suspect)
        self._check_targets()
        self._check_alternates()
        self._check_strings()
        if self._errors:
            more = len(self._errors) - TOLD
            lines = [*self._errors[:TOLD], *([f"And {more} more."] if more > 0 else [])]
            raise IntegrityError("\n".join(["The guide would not be whole, so it does not go live.", *lines]))
        return self._found

    @property
    def _guide(self) -> Guide:
        return self.materials.press.guide

    @cached_property
    def _before(self) -> dict[str, Survey]:
        """What was known of the pages that were made again or removed."""
        if self.plan.everything:
            return {}
        names = {*self._surveys, *(output.name for output in self.plan.remove)}
        return {name: survey for name in names if (survey := self._db.find(name))}

    @cached_property
    def _gone(self) -> set[str]:
        """Paths that nothing stands at any more."""
        if self.plan.everything:
            return set()
        names = [*(made.output for made in self.making.made), *(output.name for output in self.plan.remove)]
        places = (self._ledger.find(name) for name in names)
        return {place[0] for place in places if place} - self._paths.keys()

    def _existing(self, paths: set[str]) -> set[str]:
        here = paths & self._paths.keys()
        if self.plan.everything or here == paths:
            return here
        return here | (self._db.exist(paths - here) - self._gone)

    def _exists(self, path: str) -> bool:
        if path not in self._known:
            self._known[path] = bool(self._existing({path}))
        return self._known[path]

    def _check_targets(self) -> None:
        targets = self._doubtful_targets()
        files = {target.partition("#")[0] for target in targets.values()}
        missing = files - self._existing(files)
        broken = {key for key, target in targets.items() if target.partition("#")[0] in missing}
        suspects = self._pages_made_with(broken)
        suspects |= self._others(self._db.linking(self._keys_of_what_is_gone))
        for output in sorted(suspects):
            self._check_links(output)
        self._check_places([target for key, target in targets.items() if "#" in target and key not in broken])

    def _doubtful_targets(self) -> dict[bytes, str]:
        """What these pages link to, without what they linked to in the last release and what is still there."""
        targets = self.making.targets
        if self.plan.everything:
            return targets
        known = {
            before.links[at : at + KEY] for before in self._before.values() for at in range(0, len(before.links), KEY)
        }
        doubtful = {*self._keys_of_what_is_gone, *map(link_key, self._db.warned_places())}
        return {key: target for key, target in targets.items() if key not in known or key in doubtful}

    @cached_property
    def _keys_of_what_is_gone(self) -> list[bytes]:
        places = (f"{path}#{name}" for path in self._gone for name in self._db.places_on(path))
        return [link_key(target) for target in (*self._gone, *places)]

    def _pages_made_with(self, keys: set[bytes]) -> set[str]:
        return {name for name, survey in self._surveys.items() if any(has(survey.links, key) for key in keys)}

    def _others(self, outputs: Iterable[str]) -> set[str]:
        """Those of some pages that stay as they were."""
        return set(outputs) - self._before.keys() - self._surveys.keys()

    def _check_links(self, output: str) -> None:
        page = self._page(output)
        for link in page.links:
            if link.path and not self._exists(link.path):
                self._tell_of_link(output, page, link)

    def _tell_of_link(self, output: str, page: PageText, link: Link) -> None:
        if len(self._errors) >= TOLD:
            self._errors.append("")  # only counted: whoever says it is searched for in all documents
            return
        fault = f"links to {link.raw}, where the guide has no page. "
        found = authors(self.materials.storage, self._guide, output, link.raw)
        for author in found:
            self._errors.append(self._line(output, page.path, author, f"{fault}Mend the link."))
        if not found:
            self._errors.append(self._line(output, page.path, None, fault + _NO_EDITOR))

    def _check_places(self, linked: Iterable[str]) -> None:
        """Whether what pages link to is on the page that they link to."""
        wanted: dict[str, set[str]] = defaultdict(set)
        for target in linked:
            path, _, fragment = target.partition("#")
            wanted[path].add(fragment)
            self._found.places.append((path, fragment))
        was_missing = set() if self.plan.everything else self._db.warned_places()
        if not self.plan.everything:
            for path in self._paths:
                wanted[path].update(self._db.places_on(path))
        for path, fragments in wanted.items():
            if not fragments:
                continue
            for fragment in fragments - self._places_on(path, fragments):
                self._tell_of_place(f"{path}#{fragment}")
            missing = {f"{path}#{fragment}" for fragment in fragments} & was_missing
            self._found.settled += missing - {warning.about for warning in self._found.warned}

    def _places_on(self, path: str, wanted: set[str]) -> set[str]:
        data = self._read(path)
        found = {name for name in wanted if b' id="%b"' % name.encode() in data}
        return found if found == wanted else wanted & PageText(self._guide, path, data).places

    def _tell_of_place(self, place: str) -> None:
        key = link_key(place)
        outputs = self._pages_made_with({key})
        if not self.plan.everything:
            outputs |= self._others(self._db.linking([key]))
        for output in sorted(outputs):
            page = self._page(output)
            for link in page.links:
                if f"{link.path}#{link.fragment}" == place:
                    self._tell_of_fragment(output, page, link.raw, place)

    def _tell_of_fragment(self, output: str, page: PageText, raw: str, about: str) -> None:
        if len(self._errors) >= TOLD:
            self._errors.append("")  # as above
            return
        found = authors(self.materials.storage, self._guide, output, raw)
        for author in found:
            message = f"{author.told} links to {raw}, a place that is not on the page. Mend the link."
            self._found.warned.append(Warned(output, FRAGMENT, about, message, author.uuid, author.language))
        if not found:
            fault = f"links to {raw}, a place that is not on the page. {_NO_EDITOR}"
            self._errors.append(self._line(output, page.path, None, fault))

    def _check_alternates(self) -> None:
        """Whether each page that a page gives as another language of it gives the same list."""
        named = {key: [path for _, path in found] for key, found in self.making.alternates.items()}
        for output, survey in self._surveys.items():
            before = self._before.get(output)
            if not survey.alternates or Output.named(output).shard == CITY:
                continue
            if before and before.alternates == survey.alternates:
                continue
            for path in named.get(survey.alternates, ()):
                if self._alternates_at(path) != survey.alternates:
                    fault = f"gives {path} as the same page in another language, which does not say so of it. "
                    self._errors.append(self._line(output, self._path(output), None, fault + _NO_EDITOR))
        for name, survey in self._before.items():
            now = self._surveys.get(name)
            if survey.alternates and (now is None or now.alternates != survey.alternates):
                for output in self._others(self._db.with_alternates(survey.alternates)):
                    fault = f"gives pages in other languages that do not say so of it. {_NO_EDITOR}"
                    self._errors.append(self._line(output, self._path(output), None, fault))

    def _alternates_at(self, path: str) -> int:
        output = self._paths.get(path)
        if output:
            survey = self._surveys.get(output)
            return survey.alternates if survey else 0
        found = None if self.plan.everything or path in self._gone else self._db.at(path)
        return found[1].alternates if found else 0

    def _check_strings(self) -> None:
        """Only where a template or catalogue may have changed."""
        if self.plan.everything or any(name.startswith(("template", "catalogue")) for name in self.plan.theme):
            self._found.strings = missing_strings(self.materials.press.environment, self._guide.languages)

    def _look_again(self, suspect: Suspect) -> None:
        output, path, kind, about = suspect
        data = self._read(path)
        if kind == "fragment" and about[1:] not in (page := PageText(self._guide, path, data)).places:
            self._tell_of_fragment(output, page, about, about)
        elif kind == "size" and (size := len(zlib.compress(data, 6))) > BUDGET:
            told = f"It has {size / 1000:.1f} kB compressed: more than {BUDGET / 1000:g} kB are slow where the net is."
            named = Output.named(output)
            self._found.warned.append(Warned(output, kind, "", told, named.document or "", named.shard))
        elif kind == "language" and (page := PageText(self._guide, path, data)).language != about:
            fault = f'says lang="{page.language}" of itself and not lang="{about}". {_NO_EDITOR}'
            self._errors.append(self._line(output, path, None, fault))
        elif kind == "alternate":
            fault = 'does not name itself in a <link rel="alternate" hreflang="…" href="…">. '
            self._errors.append(self._line(output, path, None, fault + _NO_EDITOR))

    def _page(self, output: str) -> PageText:
        path = self._path(output)
        return PageText(self._guide, path, self._read(path))

    def _path(self, output: str) -> str:
        if output not in self._surveys:
            place = self._ledger.find(output)
            return place[0] if place else output
        return self._own_paths[output]

    @cached_property
    def _own_paths(self) -> dict[str, str]:
        return {output: path for path, output in self._paths.items()}

    def _read(self, path: str) -> bytes:
        if path in self._paths or self.base is None:
            return self.draft.read(path, self.base)
        return (self.base / path).read_bytes()

    def _line(self, output: str, path: str, author: Author | None, fault: str) -> str:
        """A line that begins as the screens of builds expect: with the path, which begins with the language."""
        if author is not None:
            return f"{path}: {author.told} {fault}"
        named = Output.named(output)
        document = self._guide.document(named.document, named.shard) if named.document else None
        who = f"{document['kind']} “{document['title']}” ({document['uuid']})" if document else "the page"
        return f"{path}: {who} {fault}"
