"""Counting the readers of pages from access logs, each line once, without keeping anything of who they were.

The logs of a host are counted up to a moment, and that moment is kept: the next time, lines before it are passed over.
So no line counts twice, whatever log it stands in. Two parts of a log that belong together are counted together, or
the older one first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction

from cms.cities.models import City
from cms.insights.access_logs import Asked, BadLineError, parse
from cms.insights.demand import refresh_demand
from cms.insights.models import CountedHost, PageReads
from cms.insights.page_addresses import PageAddresses

DAYS_KEPT = 400
SECOND = timedelta(seconds=1)

Key = tuple[int, date, UUID, str]
"""City, day, page, language."""


class CountingError(Exception):
    """Nothing was counted; the message says why and what to do."""


class _HostlessError(Exception):
    """It is not clear of which host a line is."""


@dataclass
class Tally:
    """What became of the lines that were read."""

    lines: int = 0
    bad: int = 0
    first_bad: str = ""
    """File and line of the first that could not be read."""
    elsewhere: int = 0
    """Of hosts that no city has."""
    before: int = 0
    """Counted earlier."""
    ahead: int = 0
    """From this second or the future: for the next time."""
    old: int = 0
    """From days that are kept no longer."""
    robots: int = 0
    reads: Counter[Key] = field(default_factory=Counter)


class ReaderCounting:
    """One count of some logs. Nothing is stored before `store`, and then all of it."""

    def __init__(self, cities: Sequence[City], now: datetime, host: str = "") -> None:
        """Begin a count.

        Args:
            cities: whose guides are looked for.
            now: lines of this second are left for the next time: more of it may come.
            host: to which lines belong that do not say their host.
        """
        self.tally = Tally()
        self._now = now.replace(microsecond=0)
        self._addresses = PageAddresses(cities)
        self._hosts = self._addresses.hosts
        if not self._hosts:
            message = "There is no city yet whose readers could be counted."
            raise CountingError(message)
        if host and host not in self._hosts:
            message = f"No guide is at {host}. Hosts of the guides: {', '.join(self._hosts)}."
            raise CountingError(message)
        self._default = host or (self._hosts[0] if len(self._hosts) == 1 else "")
        self._zones = {city.pk: ZoneInfo(city.time_zone) for city in cities}
        self._before = dict(CountedHost.objects.values_list("host", "until"))
        self._until: dict[str, datetime] = {}

    def read(self, name: str, lines: Iterable[str]) -> None:
        """Count the lines of a log.

        Args:
            name: of the log, for messages.
            lines: in any order.

        Raises:
            CountingError: when a line says no host and it is not clear whose it is.
        """
        for number, text in enumerate(lines, start=1):
            self.tally.lines += 1
            try:
                self._count(text)
            except BadLineError:
                self.tally.bad += 1
                self.tally.first_bad = self.tally.first_bad or f"{name}, line {number}"
            except _HostlessError as error:
                message = f"{name}, line {number}: says no host. Name it: --host {' or --host '.join(self._hosts)}."
                raise CountingError(message) from error

    def _count(self, text: str) -> None:
        line = parse(text)
        if line is None:
            return
        host = line.host or self._default
        if not host:
            raise _HostlessError
        if host not in self._hosts:
            self.tally.elsewhere += 1
        elif line.moment >= self._now:
            self.tally.ahead += 1
        elif host in self._before and line.moment < self._before[host]:
            self.tally.before += 1
        else:
            after = line.moment.replace(microsecond=0) + SECOND
            self._until[host] = max(after, self._until.get(host, after))
            if line.asked is Asked.ROBOT:
                self.tally.robots += 1
            elif line.asked is Asked.READ:
                self._count_read(host, line.path, line.moment)

    def _count_read(self, host: str, path: str, moment: datetime) -> None:
        place = self._addresses.find(host, path)
        if place is None:
            return
        day = moment.astimezone(self._zones[place.city.pk]).date()
        if day <= self._now.date() - timedelta(days=DAYS_KEPT):
            self.tally.old += 1
        else:
            self.tally.reads[place.city.pk, day, place.uuid, place.language] += 1

    @transaction.atomic
    def store(self) -> None:
        """Add what was counted, let go of what is too old, and sum up anew.

        Raises:
            CountingError: when another count of the same host was stored in the meantime.
        """
        hosts = {counted.host: counted for counted in CountedHost.objects.select_for_update()}
        for host, until in self._until.items():
            counted = hosts.get(host) or CountedHost(host=host)
            message = f"Another count of {host} ended while this one was running. Nothing was counted; run it again."
            if counted.until != self._before.get(host):
                raise CountingError(message)
            counted.until = until
            try:
                counted.save()
            except IntegrityError as error:  # of two first counts at once, whose rows no lock could hold yet
                raise CountingError(message) from error
        self._add()
        PageReads.objects.filter(day__lte=self._now.date() - timedelta(days=DAYS_KEPT)).delete()
        refresh_demand(self._now.date())

    def _add(self) -> None:
        reads = self.tally.reads
        known: dict[Key, int] = {}
        for city, day in {(city, day) for city, day, _uuid, _language in reads}:
            for uuid, language, number in PageReads.objects.filter(city=city, day=day).values_list(
                "uuid", "language", "reads"
            ):
                known[city, day, uuid, language] = number
        PageReads.objects.bulk_create(
            (
                PageReads(city_id=city, day=day, uuid=uuid, language=language, reads=number + known.get(key, 0))
                for key, number in reads.items()
                for city, day, uuid, language in (key,)
            ),
            batch_size=2000,
            update_conflicts=True,
            unique_fields=["city", "day", "uuid", "language"],
            update_fields=["reads"],
        )
