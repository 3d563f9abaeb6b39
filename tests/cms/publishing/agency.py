"""An agency as tests see it: it gets a file with pages of a city, translates some of it, and its file is taken in."""

from __future__ import annotations

import io
from xml.etree import ElementTree

from django.contrib.auth.models import User
from wagtail.models import Locale, Page

from cms.cities.models import City
from cms.publishing.exchange import Kind, Scope, export, import_file
from translations.exchange.taking_in import Item
from translations.exchange.xliff_writing import CORE

X = f"{{{CORE}}}"


def exported(city: City, *pages: Page, kind: Kind = Kind.XLIFF, scope: Scope = Scope.ALL, language: str = "de") -> str:
    file = export(city, pages, [Locale.objects.get(language_code=language)], kind, scope)
    return file.content.decode() if file else ""


def translated(file: str, **texts: str) -> str:
    """The file as an agency returns it: `texts` by the name of the field, in place of what stood there."""
    ElementTree.register_namespace("", CORE)
    root = ElementTree.fromstring(file)
    for unit in root.iter(X + "unit"):
        name = (unit.get("name") or "").split(" · ")[-1].lower()
        segment = unit.find(X + "segment")
        if name not in texts or segment is None:
            continue
        for target in segment.findall(X + "target"):
            segment.remove(target)
        segment.append(ElementTree.fromstring(f'<target xmlns="{CORE}">{texts[name]}</target>'))
    return ElementTree.tostring(root, encoding="unicode")


def take(file: str, user: User, *agreed: str, name: str = "agency.xlf", reviewed: bool = False) -> list[Item]:
    return import_file(io.BytesIO(file.encode()), name, agreed, user, reviewed=reviewed)[1]
