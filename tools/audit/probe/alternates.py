"""The rule of the probe for links between languages: every page leads to itself, to the others, and they lead back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

LIMIT = "each language of a page leads to all of them, to itself, and to x-default"
_ALTERNATE = re.compile(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)"')
_CANONICAL = re.compile(r'<link rel="canonical" href="([^"]+)"')
_SWITCH = re.compile(r'<nav class="languages".*?</nav>', re.DOTALL)
_LANGUAGE_LINK = re.compile(r"<a [^>]*hreflang=[^>]*>")
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')


def disagreeing(pages: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """(address, what is wrong) of pages whose links between languages do not agree.

    `pages` has the HTML of all pages of a guide by their addresses. Those without a canonical address, which search
    engines are not to list, need no alternates.
    """
    links = {address: dict(_ALTERNATE.findall(html)) for address, html in pages.items()}
    public = {found[1]: address for address, html in pages.items() if (found := _CANONICAL.search(html))}
    urls = {address: url for url, address in public.items()}
    for address, html in pages.items():
        for tag in _LANGUAGE_LINK.findall("".join(_SWITCH.findall(html))):
            attributes = dict(_ATTRIBUTE.findall(tag))
            if attributes.get("lang") != attributes["hreflang"]:
                yield address, f"a link to another language does not say which: {tag}"
        if address in urls:
            for fault in _faults(urls[address], links[address], {url: links[at] for url, at in public.items()}):
                yield address, fault


def _faults(url: str, own: dict[str, str], links: Mapping[str, dict[str, str]]) -> Iterator[str]:
    if url not in own.values():
        yield "no alternate is the page itself"
    if "x-default" not in own:
        yield "no x-default"
    for language, other in own.items():
        if other not in links:
            yield f"{language}: {other} is no page of the guide"
        elif language != "x-default" and url not in links[other].values():
            yield f"{language}: {other} does not lead back"
