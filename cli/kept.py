"""What is known at once of what was just declared?

Captures know no policy: what a survey, a visit or an archive brought of an address before belongs to whatever is
declared there. So a history begins with what is kept, not with the next visit.
"""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress

from cli.progress import derived
from model import TimelineId
from settings import Home


def derive(home: Home, names: Collection[TimelineId]) -> None:
    """Derives those of these timelines of which anything is kept. With the installation's lock held."""
    import scheduler

    known = scheduler.begin_to_follow(home, names)
    if known:
        derived(scheduler.derive_stale(home, known), len(known))
        scheduler.deliver(home)


def derive_if_alone(home: Home, names: Collection[TimelineId]) -> None:
    """As `derive`, unless another process writes: a service sees that files changed, a command leaves it undone."""
    if not names or not home.database.exists():
        return
    import scheduler

    with suppress(scheduler.AnotherWriterError), scheduler.only_writer(home.lock):
        derive(home, names)
