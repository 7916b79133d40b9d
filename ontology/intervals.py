"""Dates with a precision, and the intervals they bound."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

_ISO_PREFIX = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?")


@dataclass(frozen=True, order=True)
class PartialDate:
    """A year, month or day, as known: `2021`, `2021-05` and `2021-05-05` are different things.

    `str` and `parse` are inverses. The idea of a date prefix as an interval is that of ISO 8601-1:2019, 4.3.
    """

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read an ISO 8601 date shortened to year, month or day; raise `ValueError` on anything else."""
        match = _ISO_PREFIX.fullmatch(text)
        if not match:
            raise ValueError(f"not a date: {text!r} (want YYYY, YYYY-MM or YYYY-MM-DD)")
        year, month, day = (int(part) if part else None for part in match.groups())
        assert year is not None
        date(year, month or 1, day or 1)
        return cls(year, month, day)

    def __str__(self) -> str:
        parts = [f"{self.year:04d}"] + [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    @property
    def precision(self) -> str:
        """`day`, `month` or `year`."""
        return "day" if self.day else "month" if self.month else "year"

    @property
    def first(self) -> date:
        """The first day it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The last day it can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])


@dataclass(frozen=True)
class Interval:
    """From `start` (inclusive) until `end` (the day things are no longer so); `None` is an unknown or open bound."""

    start: PartialDate | None = None
    end: PartialDate | None = None

    @classmethod
    def parse(cls, start: str | None, end: str | None) -> Interval:
        """Read two ISO dates, each of which may be absent; raise `ValueError` when they stand in the wrong order."""
        interval = cls(PartialDate.parse(start) if start else None, PartialDate.parse(end) if end else None)
        if interval.start and interval.end and interval.end.last < interval.start.first:
            raise ValueError(f"interval ends before it starts: {start} … {end}")
        return interval

    def covers(self, day: date) -> bool:
        """Tell whether the interval may hold on `day`, given what is known of its bounds."""
        if self.start and day < self.start.first:
            return False
        if self.end is None:
            return True
        return day < self.end.first if self.end.precision == "day" else day <= self.end.last
