"""Looking whether links still lead somewhere: what is due, and what is made of the answers."""

from __future__ import annotations

import logging
import time
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from functools import partial

from django.conf import settings

from cms.contributions.links.asking import Asker, Outcome
from cms.contributions.links.manners import ROBOT, ask_host
from cms.contributions.links.models import HARMLESS, Answer, Link

AT_ONCE = 500  # links of one run
HOSTS_AT_ONCE = 8
AFTER_AN_ANSWER = timedelta(days=7)
AFTER_A_FAILURE = timedelta(days=1)
AFTER_ROBOTS = timedelta(days=30)
# Two failures of one day are one.
ANOTHER_DAY = timedelta(hours=20)
# So many hosts and none answers: it is this machine that has no way out.
LONELY = 3

_log = logging.getLogger(__name__)


def asker() -> Asker:
    """The one that says who asks, so that whoever runs a site can find out."""
    return Asker(f"{ROBOT}/1 (+{settings.WAGTAILADMIN_BASE_URL})", private=settings.LINK_CHECKS_PRIVATE)


def check_due_links(now: datetime, wait: Callable[[float], None] = time.sleep) -> int:
    """Ask for the links that are due, a page that several cities link to once; return how many rows have an answer.

    Nothing is noted while no host at all answers: the links of a whole guide do not break in one night.
    """
    by_url: dict[str, list[Link]] = defaultdict(list)
    for link in Link.objects.due(now)[:AT_ONCE]:
        by_url[link.url].append(link)
    by_host: dict[str, list[str]] = defaultdict(list)
    for url, links in by_url.items():
        by_host[links[0].host].append(url)
    ask = partial(ask_host, asker=asker(), wait=wait)
    with ThreadPoolExecutor(HOSTS_AT_ONCE) as pool:
        answers = list(pool.map(ask, by_host.values()))
    outcomes = {url: outcome for answered in answers for url, outcome in answered.items()}
    silent = {Answer.NO_HOST, Answer.NO_ANSWER}
    if len(by_host) >= LONELY and all(outcome.answer in silent for outcome in outcomes.values()):
        _log.warning("None of %d hosts answers: is this machine connected? No link was noted.", len(by_host))
        return 0
    noted = [note(link, outcome, now) for url, outcome in outcomes.items() for link in by_url[url]]
    return len(noted)


def note(link: Link, outcome: Outcome, now: datetime) -> Link:
    """Keep what came of asking for a link, and when to ask again."""
    link.checked_at = now
    link.answer, link.status, link.moved_to = outcome.answer, outcome.status, outcome.moved_to
    if outcome.answer in HARMLESS:
        link.failures, link.failing_since, link.failed_at = 0, None, None
        link.next_check = now + (AFTER_ROBOTS if outcome.answer == Answer.ROBOTS else AFTER_AN_ANSWER)
    else:
        if link.failed_at is None or now - link.failed_at >= ANOTHER_DAY:
            link.failures += 1
            link.failing_since = link.failing_since or now
            link.failed_at = now
        link.next_check = now + AFTER_A_FAILURE
    if (link.accepted_answer, link.accepted_status) != (link.answer, link.status):
        link.accepted_answer, link.accepted_status, link.accepted_by = "", 0, None
    link.save()
    return link
