"""The element for other sites, `<waymark-service>`, as files that any page may load from the API.

Its address holds a hash of its content, so it is kept for ever and a page can name its integrity. An address of another
version gives what there is now, for a while only: a page that names no integrity goes on, one that does shows its link.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from cms.api.compression import best_encoding, compress

SCRIPT = "waymark-service.js"
TYPES = {".js": "text/javascript; charset=utf-8", ".json": "application/json"}
FOR_ANY_PAGE = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
FOR_EVER = "public, max-age=31536000, immutable"
AN_HOUR = "public, max-age=3600"


@dataclass(frozen=True)
class Element:
    """What pages load."""

    files: dict[str, bytes]
    """By path: the script, and the words of each language."""

    @property
    def version(self) -> str:
        """The same for the same content of all files."""
        digests = (hashlib.sha256(self.files[name]).digest() for name in sorted(self.files))
        return hashlib.sha256(b"".join(digests)).hexdigest()[:12]

    @property
    def integrity(self) -> str:
        """Of the script, as the attribute of that name has it."""
        return f"sha384-{base64.b64encode(hashlib.sha384(self.files[SCRIPT]).digest()).decode()}"


@cache
def element() -> Element:
    """The element of this installation."""
    folder: Path = settings.ELEMENT_DIR
    paths = [folder / SCRIPT, *sorted((folder / "words").glob("*.json"))]
    return Element({path.relative_to(folder).as_posix(): path.read_bytes() for path in paths})


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Where the element is now, its integrity and the languages of its words, as JSON."""
    found = element()
    languages = [name.removeprefix("words/").removesuffix(".json") for name in found.files if name != SCRIPT]
    told = {
        "version": found.version,
        "script": request.build_absolute_uri(_address()),
        "integrity": found.integrity,
        "languages": languages,
    }
    return JsonResponse(told, headers=FOR_ANY_PAGE | {"Cache-Control": AN_HOUR})


@require_safe
def newest(_request: HttpRequest) -> HttpResponse:
    """Lead to the version that there is now."""
    return HttpResponseRedirect(_address(), headers=FOR_ANY_PAGE | {"Cache-Control": AN_HOUR})


@require_safe
def file(request: HttpRequest, version: str, name: str) -> HttpResponse:
    """A file of the element."""
    found = element()
    content = found.files.get(name)
    if content is None:
        return HttpResponse(status=HTTPStatus.NOT_FOUND, headers=FOR_ANY_PAGE)
    kept = FOR_EVER if version == found.version else AN_HOUR
    headers = FOR_ANY_PAGE | {"Cache-Control": kept, "Vary": "Accept-Encoding"}
    encoding = best_encoding(request.META.get("HTTP_ACCEPT_ENCODING", ""))
    if encoding:
        content, headers["Content-Encoding"] = _packed(name, encoding), encoding
    return HttpResponse(content, content_type=TYPES[Path(name).suffix], headers=headers)


@cache
def _packed(name: str, encoding: str) -> bytes:
    return compress(element().files[name], encoding)


def _address() -> str:
    return reverse("element", args=[element().version, SCRIPT])
