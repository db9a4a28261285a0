"""How is the world set up around the service?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

from benchmarks.world.beside import running
from benchmarks.world.happenings import World
from benchmarks.world.inbox import Hook, Mailbox
from benchmarks.world.installation import FEED, Archives, furnish
from benchmarks.world.livehosts import Site
from benchmarks.world.past import Past, past_of
from benchmarks.world.serving import Child
from benchmarks.world.span import Span
from model import Alert
from settings import Home
from store import open_store

_LEAD = 4.0  # seconds for the service to look at everything before the first day
_MOST = 1_000_000
_ARCHIVES = Archives()


@dataclass(frozen=True, slots=True)
class Stage:
    """A world that runs, with the service in it."""

    world: World
    span: Span
    site: Site
    past: Past
    hook: Hook
    mailbox: Mailbox
    home: Home
    child: Child

    @property
    def feed(self) -> Path:
        return self.home.feeds / FEED

    def wait_until(self, day: float) -> bool:
        """Whether the service was still running when that day came."""
        while self.span.day() < day:
            if not self.child.running:
                return False
            sleep(min(0.25, max(0.0, day - self.span.day()) * self.span.day_seconds))
        return True

    def kept(self) -> Sequence[Alert]:
        """Everything in the outbox, the oldest first."""
        with open_store(self.home.database, readonly=True) as store:
            return store.outbox.alerts(limit=_MOST)[::-1]


MakePast = Callable[[World, Span, int], Past]
"""Makes the archive of a world whose hosts are on that port."""


@contextmanager
def staged(
    world: World, folder: Path, day_seconds: float, *, make_past: MakePast = past_of, archives: Archives = _ARCHIVES
) -> Iterator[Stage]:
    """The world's servers, a fresh home and the service, until it ends."""
    home, hook, mailbox = Home(folder / "home"), Hook(), Mailbox()
    with running(hook, mailbox):
        child = Child(home, hook.address)
        try:
            child.wait_until_loaded()
            span = Span(monotonic() + _LEAD, day_seconds)
            site = Site(world, span)
            with running(site):
                past = make_past(world, span, site.port)
                with past.serving() as archive:
                    furnish(home, world, port=site.port, archive=archive, mail_port=mailbox.port, archives=archives)
                    child.set_clock(span)
                    yield Stage(world, span, site, past, hook, mailbox, home, child)
        finally:
            child.kill()
