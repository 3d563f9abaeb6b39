"""nginx: what goes into its `http` block, and what goes into the `server` block of a guide's host."""

from __future__ import annotations

import re
from collections.abc import Iterable

from site_builder.serving.headers import (
    ASK_AGAIN,
    COMPRESSIBLE,
    FOR_EVER,
    HASHED,
    SMALLEST_TO_COMPRESS,
    TYPES,
    UNKNOWN_TYPE,
    UTF8,
    security_headers,
)
from site_builder.serving.negotiation import VARY, pattern
from site_builder.serving.site import GENERATED, Site, quoted, types


def maps(site: Site) -> str:
    """What an address and a reader's languages lead to, for the `http` block."""
    uri, prefix = site.base_path, _variables(site)
    # One name for all guides: PCRE allows 32 characters, and the value is copied at once.
    asked = pattern(site.languages, "(?<waymark_asked>")
    return GENERATED + "".join(
        [
            _map("$http_accept_language", f"{prefix}_asked", '""', [(quoted(f"~*{asked}"), "$waymark_asked")]),
            # nginx compares these words without their case, so the address has that of the guide's folder.
            _map(f"{prefix}_asked", f"{prefix}_language", '""', [(language, language) for language in site.languages]),
            _map("$uri", f"{prefix}_vary", '""', [(quoted(f"{uri}/index.html"), VARY)]),
            _map("$uri", f"{prefix}_cache", quoted(ASK_AGAIN), [(quoted(f"~{HASHED}"), quoted(FOR_EVER))]),
            _map(
                "$uri",
                f"{prefix}_missing",
                quoted(f"{uri}/404.html"),
                [
                    (quoted(f"~^{re.escape(uri)}/{language}/"), quoted(f"{uri}/{language}/404.html"))
                    for language in site.languages
                ],
            ),
        ]
    )


def locations(site: Site) -> str:
    """How the guide is served, for the `server` block of its host."""
    prefix, uri = _variables(site), site.base_path
    security = [f"add_header {name} {quoted(value)} always;" for name, value in security_headers(site.desk).items()]
    compressible = [kind for _, kind in types() if kind.startswith(COMPRESSIBLE)]
    with_charset = [kind for (_, kind), told in zip(types(), TYPES.values(), strict=True) if told.endswith(UTF8)]
    first = [
        *security,
        f"add_header Cache-Control {quoted(ASK_AGAIN)} always;",
        f"add_header Vary {VARY} always;",
        "absolute_redirect off;",
        f"if ({prefix}_language) {{ return 302 {uri}/{prefix}_language/; }}",
        f"rewrite ^ {uri}/index.html last;",
    ]
    rest = [
        f"alias {quoted(f'{site.live}/')};",
        "index index.html;",
        "absolute_redirect off;",
        "charset utf-8;",
        f"charset_types {_words(kind for kind in with_charset if kind != 'text/html')};",
        f"types {{ {' '.join(f'{kind} {suffix};' for suffix, kind in types())} }}",
        f"default_type {UNKNOWN_TYPE};",
        # `brotli_static on;` in the server's own block adds .br files, where nginx has that module.
        "gzip_static on;",
        "gzip on;",
        "gzip_vary on;",
        "gzip_proxied any;",
        f"gzip_min_length {SMALLEST_TO_COMPRESS};",
        f"gzip_types {_words(kind for kind in compressible if kind != 'text/html')};",
        f"error_page 404 {prefix}_missing;",
        f"error_page 403 =404 {prefix}_missing;",
        *security,
        f"add_header Cache-Control {prefix}_cache always;",
        f"add_header Vary {prefix}_vary always;",
    ]
    blocks = [_location(f"= {uri}/", first), _location(f"{uri}/", rest)]
    if uri:
        blocks.append(_location(f"= {uri}", ["absolute_redirect off;", f"return 301 {uri}/;"]))
    return GENERATED + "".join(blocks)


def _variables(site: Site) -> str:
    """How the names of a guide's variables begin: nginx allows letters, digits and `_` in them."""
    plain = re.sub(r"[^A-Za-z0-9]", lambda found: f"_{ord(found[0]):x}_", site.name)
    return f"$waymark_{plain}"


def _map(source: str, target: str, default: str, entries: list[tuple[str, str]]) -> str:
    lines = "".join(f"    {key} {value};\n" for key, value in [("default", default), *entries])
    return f"map {source} {target} {{\n{lines}}}\n"


def _location(match: str, lines: list[str]) -> str:
    return f"location {match} {{\n" + "".join(f"    {line}\n" for line in lines) + "}\n"


def _words(words: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(words))
