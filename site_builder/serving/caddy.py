"""Caddy: what goes into the block of a guide's host."""

from __future__ import annotations

from site_builder.serving.headers import ASK_AGAIN, FOR_EVER, HASHED, TYPES, security_headers
from site_builder.serving.negotiation import VARY, pattern
from site_builder.serving.site import GENERATED, Site, quoted


def directives(site: Site) -> str:
    """How the guide is served, to be imported into the block of its host."""
    guide = f"{site.base_path}/*" if site.base_path else "*"
    strip = [f"uri strip_prefix {site.base_path}"] if site.base_path else []
    security = [f"header {name} {quoted(value)}" for name, value in security_headers(site.desk).items()]
    folder = [f"root * {quoted(site.live)}", *security]
    send = ["encode gzip", "file_server {", "    precompressed br gzip", "}"]
    served = [
        *folder,
        *strip,
        f"header Cache-Control {quoted(ASK_AGAIN)}",
        f"@hashed path_regexp {quoted(HASHED)}",
        f"header @hashed Cache-Control {quoted(FOR_EVER)}",
        *_types(),
        f"header / +Vary {VARY}",
        *_negotiation(site),
        *send,
    ]
    missing = [
        *folder,
        *strip,
        f"header Cache-Control {quoted(ASK_AGAIN)}",
        f"header Content-Type {quoted(TYPES['html'])}",
        f"@none not path {' '.join(f'/{language}/*' for language in site.languages)}",
        "rewrite @none /404.html",
        *(f"rewrite /{language}/* /{language}/404.html" for language in site.languages),
        *send,
    ]
    blocks = [_block(f"route {guide}", served), _block("handle_errors", _indented(f"route {guide}", missing))]
    if site.base_path:
        blocks.insert(0, f"redir {site.base_path} {site.base_path}/ 301\n")
    return GENERATED + "".join(blocks)


def _types() -> list[str]:
    """Media types, of which Caddy would ask the machine."""
    lines = []
    for suffix, kind in TYPES.items():
        lines += [f"@{suffix} path *.{suffix}", f"header @{suffix} Content-Type {quoted(kind)}"]
    return [*lines, "@folder path */", f"header @folder Content-Type {quoted(TYPES['html'])}"]


def _negotiation(site: Site) -> list[str]:
    return [
        "@asked {",
        "    path /",
        f"    header_regexp asked {VARY} {quoted('(?i)' + pattern(site.languages))}",
        "}",
        "map {re.asked.1} {guide_language} {",
        *(f'    "~(?i)^{language}$" {language}' for language in site.languages),
        "}",
        f"redir @asked {site.base_path}/{{guide_language}}/ 302",
    ]


def _indented(head: str, lines: list[str]) -> list[str]:
    return _block(head, lines).splitlines()


def _block(head: str, lines: list[str]) -> str:
    return f"{head} {{\n" + "".join(f"    {line}\n" for line in lines) + "}\n"
