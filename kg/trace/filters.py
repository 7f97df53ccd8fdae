"""What a trace is limited to, checked before anything is read."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.query.guard import QueryError
from kg.trace.dates import not_after
from kg.trace.model import GROUP_OF, GROUPS, Attestation, Source
from kg.trace.places import LEVELS

_LEVELS = {"国家": "national", "省": "province", "市": "city", "县": "county"}
_DATE = re.compile(r"[12]\d{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


@dataclass(frozen=True, slots=True)
class Filters:
    """What a trace is limited to: an area (name or IRI of a region), a level of regions (国家, 省, 市, 县 or national,
    province, city, county), a status or group of them, times that begin by `until`, and evidence of at least
    `min_confidence`. Raises QueryError for a level, a status or a time that there is not."""

    area: str | None = None
    level: str | None = None
    status: str | None = None
    until: str | None = None
    min_confidence: float = 0.0

    def __post_init__(self) -> None:
        if self.level is not None and self.level not in (*_LEVELS, *LEVELS):
            raise QueryError(f"level is one of {', '.join((*_LEVELS, *LEVELS))}, not {self.level!r}")
        known = tuple(dict.fromkeys((*GROUP_OF, *GROUPS)))
        if self.status is not None and self.status not in known:
            raise QueryError(f"status is one of {', '.join(known)}, not {self.status!r}")
        if self.until is not None and not _DATE.fullmatch(self.until):
            raise QueryError(f"until is a year, month or day such as 2020, 2020-12 or 2020-12-31, not {self.until!r}")

    @property
    def level_name(self) -> str | None:
        """The level as the graph has it."""
        return _LEVELS.get(self.level or "", self.level)

    def keep(self, found: Attestation) -> bool:
        """Whether this evidence counts; what has no confidence of its own (a date told in passing) always does."""
        return (
            self.level_name in (None, found.place.level)
            and self.status in (None, found.status, GROUP_OF[found.status])
            and (self.until is None or not_after(self.until, found.time, found.source.published))
            and (found.confidence is None or found.confidence >= self.min_confidence)
        )

    def seen(self, source: Source) -> bool:
        """Whether the document was out by then; one without any date counts only where there is no limit."""
        return self.until is None or not_after(
            self.until, source.published or (str(source.year) if source.year else None)
        )
