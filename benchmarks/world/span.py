"""What time is it in the world?

Simulated time runs a fixed number of times faster than the machine's monotonic clock, which all processes of one
machine share.  The world counts in days since its beginning; the service is given the same clock as instants.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from time import monotonic

BEGIN = datetime(2027, 3, 3, tzinfo=UTC)
"""Not now: whoever looks at the machine's own clock is found out."""

DAY = 86_400.0


@dataclass(frozen=True, slots=True)
class Span:
    """Simulated time: at `real` (monotonic seconds) it is `begin`, and a day lasts `day_seconds`."""

    real: float
    day_seconds: float
    begin: datetime = BEGIN

    def now(self) -> datetime:
        """The present simulated second."""
        return self.at(self.day()).replace(microsecond=0)

    def day(self) -> float:
        """How many days of the world are over."""
        return (monotonic() - self.real) / self.day_seconds

    def at(self, day: float) -> datetime:
        return self.begin + timedelta(days=day)

    def day_of(self, moment: datetime) -> float:
        return (moment - self.begin).total_seconds() / DAY

    def arguments(self) -> list[str]:
        """What a child process needs to have the same clock."""
        return [self.begin.isoformat(), repr(self.real), repr(DAY / self.day_seconds)]

    @classmethod
    def parse(cls, begin: str, real: str, scale: str) -> Span:
        return cls(float(real), DAY / float(scale), datetime.fromisoformat(begin))
