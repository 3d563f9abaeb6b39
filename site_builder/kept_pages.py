"""A page as a reader's phone keeps it, with what is searched of it, and which file it is in (packs).

js/save-guide/ and js/worker.js read these files, and the former makes the same bytes out of a page.
"""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Iterable
from urllib.parse import unquote

from site_builder.guide import THEME_PATHS
from site_builder.pictures import PICTURES

PAGES_PER_FILE = 64  # at most, on average
FIRST = "first"  # the file of pages that are kept before all others
SAFETY = "safety"  # the file of pages that endanger a reader if somebody sees them: kept only if she asks for them
OFFLINE = "offline.html"  # what is shown instead of a page that is not kept
SAVE = f"{THEME_PATHS['save']}/"
KEPT_FIRST = frozenset({OFFLINE, f"{THEME_PATHS['emergency']}/", SAVE})

BETWEEN = b"\x1e"  # between two pages of a file, and nowhere in one
SEARCHED = b"\x1d"  # between a page and what is searched of it: lines of JSON, in the order of their bytes

# What only search engines and other websites read, and begins a line of a page's head.
_FOR_MACHINES = (
    b'<link rel="canonical"',
    b'<link rel="alternate"',
    b'<meta property="',
    b'<meta name="description"',
    b'<script type="application/ld+json"',
)
_UNLISTED = b'<meta name="robots" content="noindex"'
# What is of use with a network only: each begins and ends so.
_ONLINE = (
    (b'<nav class="languages"', b"</nav>"),
    (b'<form class="feedback"', b"</form>"),
    (b'<p class="feedback"', b"</p>"),
    (b'<details class="share"', b"</details>"),
    (b'<p class="code"', b"</p>"),
    (b'<div class="tool voice"', b"</div>"),
    (b'<section class="data"', b"</section>"),
    (b'<p class="office__wrong"', b"</p>"),
    (b'<p class="propose"', b"</p>"),
    (b'<li class="propose"', b"</li>"),
)
_WAY_OUT = b" data-leave"
KEPT_FORM = "webp"  # AVIF is smaller, and phones with browsers from before 2021 do not show it
_PICTURE = re.compile(rf"{PICTURES}/([0-9a-f]+)-([0-9]+)\.{KEPT_FORM}".encode())

Entries = defaultdict[str, set[bytes]]
"""By the key of a page: what is searched of it."""


def kept(key: str, data: bytes) -> bytes | None:
    """A page as phones keep it: without what only search engines read, and what is of use with a network only. None for
    a page that search engines are not to list: it is another one's double, or an error's.
    """
    end = data.find(b"</head>")
    if key != OFFLINE and data.find(_UNLISTED, 0, end) >= 0:
        return None
    head = b"\n".join(line for line in data[:end].split(b"\n") if not line.startswith(_FOR_MACHINES))
    body = data[end:]
    for begins, ends in _ONLINE:
        while (start := body.find(begins)) >= 0 and (stop := body.find(ends, start)) >= 0:
            body = body[:start] + body[stop + len(ends) :]
    return (head + body).replace(BETWEEN, b"").replace(SEARCHED, b"")


def pictures_in(page: bytes) -> set[str]:
    """Where the pictures of a page stand in a release: of each the smallest form that every browser shows which keeps
    pages.
    """
    smallest: dict[bytes, int] = {}
    for name, width in _PICTURE.findall(page):
        smallest[name] = min(int(width), smallest.get(name, int(width)))
    return {f"{PICTURES}/{name.decode()}-{width}.{KEPT_FORM}" for name, width in smallest.items()}


def file_of(key: str, page: bytes, count: int) -> str:
    """The name of the file that a page is in: one of the two of their own, or one of `count`."""
    if key in KEPT_FIRST:
        return FIRST
    return SAFETY if endangers(page) else numbered(key, count)


def endangers(page: bytes) -> bool:
    """Whether a page has a way out, since it endangers a reader if somebody sees it."""
    return _WAY_OUT in page


def numbered(key: str, count: int) -> str:
    """The name of the file, one of `count`, that a page is in if it needs none of their own."""
    return str(zlib.crc32(key.encode()) % count)


def files_for(pages: int) -> int:
    """How many files hold so many pages: a power of two, so that it seldom changes."""
    count = 1
    while count * PAGES_PER_FILE < pages:
        count *= 2
    return count


def entries_in(data: bytes) -> list[bytes]:
    """What is searched in a file: an entry stands in a line of its own."""
    return [line for line in data.strip()[1:-1].split(b",\n") if line]


def by_page(lines: Iterable[bytes]) -> Entries:
    """Entries by the key of the page that they are about."""
    found: Entries = defaultdict(set)
    for line in lines:
        address = line.split(b'"', 4)[3]  # comes first (views.search); to parse an entry takes twenty times as long
        found[unquote(address.partition(b"#")[0].decode())].add(line)
    return found


def joined(page: bytes, entries: Iterable[bytes]) -> bytes:
    """A page with what is searched of it."""
    lines = b"\n".join(sorted(entries))
    return page + SEARCHED + lines if lines else page
