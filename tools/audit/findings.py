"""What instruments say: where a page breaks a rule, and how near to its limit the worst page is."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, order=True)
class Finding:
    """A rule that a page breaks."""

    page: str
    """Its address on the server, for instance `/eastmere/ar/`."""
    rule: str
    value: str
    """What was found, so that whoever mends it can search for it."""
    limit: str
    """What would have been right."""


@dataclass(frozen=True)
class Measure:
    """The worst value of a budget, whether it is kept or not."""

    name: str
    value: float
    limit: float
    unit: str
    page: str
    is_least: bool = False
    """Whether the limit is the least that is allowed, as for a score, and not the most."""
    note: str = ""
    """What is to be known of the value where it breaks the limit."""

    @property
    def is_kept(self) -> bool:
        """Whether the value is within the limit."""
        return self.value >= self.limit if self.is_least else self.value <= self.limit

    def worse(self, other: Measure) -> Measure:
        """The worse of two measures of one budget."""
        return min(self, other, key=lambda each: each.value if self.is_least else -each.value)

    def finding(self) -> Finding:
        """What is to be said of a budget that is not kept."""
        return Finding(self.page, self.name, self.shown + self.note, self.shown_limit)

    @property
    def shown(self) -> str:
        """The value as people read it, never rounded to the other side of the limit."""
        digits = next((digits for digits in range(2, 7) if self._side(round(self.value, digits)) == self._side()), 7)
        return f"{self.value:.{digits}f}".rstrip("0").rstrip(".") + self._unit

    @property
    def shown_limit(self) -> str:
        """The limit as people read it."""
        return f"{self.limit:g}{self._unit}"

    @property
    def _unit(self) -> str:
        return f" {self.unit}" if self.unit else ""

    def _side(self, value: float | None = None) -> tuple[bool, bool]:
        value = self.value if value is None else value
        return value > self.limit, value < self.limit


@dataclass
class Outcome:
    """What one instrument said of the pages that it was shown."""

    instrument: str
    pages: int
    findings: list[Finding] = field(default_factory=list)
    measures: dict[str, Measure] = field(default_factory=dict)
    """The worst of each budget, by name."""
    seconds: float = 0.0
    failure: str = ""
    """Why the instrument did not look at all pages."""

    def measured(self, measure: Measure) -> None:
        """Note a measure of a page; one that is not kept is a finding."""
        known = self.measures.get(measure.name)
        self.measures[measure.name] = measure if known is None else measure.worse(known)
        if not measure.is_kept:
            self.findings.append(measure.finding())
