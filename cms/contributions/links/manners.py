"""How a host is treated: its robots.txt is heeded, and it is asked for one page after the other, with pauses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from cms.contributions.links.asking import Asker, Outcome
from cms.contributions.links.models import Answer
from cms.outside import NoAnswerError

# What a robots.txt calls the link check.
ROBOT = "WaymarkLinkCheck"
MOST_PER_HOST = 30
PAUSE = 1.0  # seconds between two requests to a host
LONGEST_PAUSE = 10.0  # that a robots.txt can ask for
LARGEST_ROBOTS = 500_000  # bytes; what follows is not read, as RFC 9309 allows
TOO_MANY = 429


def ask_host(
    urls: Sequence[str], asker: Asker, wait: Callable[[float], None], pause: float = PAUSE
) -> dict[str, Outcome]:
    """What comes of asking one host for its pages, MOST_PER_HOST at most; those that are left out are asked later.

    A host that says that this is too much is left alone.
    """
    found: dict[str, Outcome] = {}
    robots: dict[str, RobotFileParser] = {}
    for url in urls[:MOST_PER_HOST]:
        rules = _rules(url, asker, robots)
        if not rules.can_fetch(ROBOT, url):
            found[url] = Outcome(Answer.ROBOTS)
            continue
        if any(outcome.answer != Answer.ROBOTS for outcome in found.values()):
            wait(min(float(rules.crawl_delay(ROBOT) or pause), LONGEST_PAUSE))
        found[url] = asker.outcome(url)
        if found[url].status == TOO_MANY:
            break
    return found


def _rules(url: str, asker: Asker, known: dict[str, RobotFileParser]) -> RobotFileParser:
    """What the site says to robots; one without a robots.txt, or whose robots.txt does not answer, says nothing."""
    parts = urlsplit(url)
    origin = f"{parts.scheme}://{parts.netloc}"
    if origin not in known:
        known[origin] = parser = RobotFileParser()
        parser.parse([])
        try:
            reply = asker.fetch("GET", f"{origin}/robots.txt", LARGEST_ROBOTS)
        except NoAnswerError:
            return parser
        if reply.status == 200:
            parser.parse(reply.body.decode(errors="replace").splitlines())
    return known[origin]
