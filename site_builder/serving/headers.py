"""What every server of a guide says besides the file itself: the one list for all of them.

Read by the guide server, by the files for nginx, Caddy and `_headers`, and by deploy targets.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath


def content_security_policy(desk: str = "") -> str:
    """What pages may load, and where their forms may be sent: to themselves and to the desk, an origin, if there is
    one."""
    return "; ".join(
        [
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "manifest-src 'self'",
            "worker-src 'self'",
            "media-src 'self'",
            f"form-action 'self' {desk}".rstrip(),
            "base-uri 'none'",
            "frame-ancestors 'none'",
        ]
    )


def security_headers(desk: str = "") -> dict[str, str]:
    """The headers of every answer; `desk` is the origin to which pages may send forms besides their own."""
    return {
        "Content-Security-Policy": content_security_policy(desk),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
        "Cross-Origin-Opener-Policy": "same-origin",
    }


SECURITY_HEADERS = security_headers()

UTF8 = "; charset=utf-8"
UNKNOWN_TYPE = "application/octet-stream"
TYPES = {
    "atom": "application/atom+xml",
    "css": f"text/css{UTF8}",
    "html": f"text/html{UTF8}",
    "ics": f"text/calendar{UTF8}",
    "js": f"text/javascript{UTF8}",
    "json": "application/json",
    "jsonld": "application/ld+json",
    "mjs": f"text/javascript{UTF8}",
    "svg": "image/svg+xml",
    "ttl": f"text/turtle{UTF8}",
    "txt": f"text/plain{UTF8}",
    "webmanifest": "application/manifest+json",
    "xml": "application/xml",
    "avif": "image/avif",
    "gif": "image/gif",
    "ico": "image/x-icon",
    "jpg": "image/jpeg",
    "pdf": "application/pdf",
    "png": "image/png",
    "webp": "image/webp",
    "woff2": "font/woff2",
    "aac": "audio/aac",
    "m4a": "audio/mp4",
    "mp3": "audio/mpeg",
    "ogg": "audio/ogg",
}
"""Media types by the end of a file's name."""

COMPRESSIBLE = (
    *("text/", "application/json", "application/ld+json", "application/manifest+json", "application/xml"),
    "application/atom+xml",
    "image/svg+xml",
)
SMALLEST_TO_COMPRESS = 500  # bytes; below, the headers of gzip eat the gain
ENCODINGS = {"br": "br", "gz": "gzip"}
"""Content encodings by what a compressed file's name has more than the file's that it stands beside."""

ASK_AGAIN = "no-cache"  # a release may go live at any moment: ask again, and mostly hear 304
FOR_EVER = "public, max-age=31536000, immutable"  # another content has another name

# Assets are named by a hash of what they hold (site_builder.assets), forms of pictures by one of what they were made
# from and by their width (site_builder.pictures). nginx, Caddy and Python read this alike.
HASHED = r"(?:^|/)assets/(?:.*-[0-9a-f]{12}|pictures/[0-9a-f]{12}-[0-9]+)\.[a-z0-9.]+$"


def is_hashed(path: str) -> bool:
    """Whether the file at a path never changes, since its name has a hash of its content."""
    return bool(re.search(HASHED, path))


def cache_control(path: str) -> str:
    """How long readers and what stands between may keep the file at a path without asking."""
    return FOR_EVER if is_hashed(path) else ASK_AGAIN


def content_type(path: str) -> str:
    """The media type of the file at a path; of a compressed file, that of the file it stands beside."""
    name = PurePosixPath(path)
    if content_encoding(path):
        name = name.with_suffix("")
    return TYPES.get(name.suffix.removeprefix("."), UNKNOWN_TYPE)


def content_encoding(path: str) -> str | None:
    """How the file at a path is compressed: `br` or `gzip` for `page.html.br` and `page.html.gz`, else None."""
    name = PurePosixPath(path)
    return ENCODINGS.get(name.suffix.removeprefix(".")) if len(name.suffixes) > 1 else None
