"""What happens in the world, to whom, and when?

A seeded script of everything: who publishes what where, each change with the instant at which it takes effect, each
bad day of a page or a host.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random

from benchmarks.world.dealing import Dealer, quiet_from
from benchmarks.world.edits import Way
from benchmarks.world.happenings import Happening, Host, Page, Role, Validator, World
from benchmarks.world.span import BEGIN
from benchmarks.world.texts import document, names_of
from model import AlertKind

_KINDS = ("privacy", "terms", "cookies")
_FIRST_ROLES = (
    *(Role.FORBIDS, Role.THROTTLES, Role.DROPS, Role.BROKEN_ETAG),
    *(Role.SLOW, Role.HUGE_ROBOTS, Role.UNAVAILABLE, Role.MUTE_ROBOTS),
)
_MORE_ROLES = (
    *(Role.PLAIN, Role.DROPS, Role.PLAIN, Role.THROTTLES),
    *(Role.PLAIN, Role.SLOW, Role.PLAIN, Role.UNAVAILABLE),
)
_BAD = frozenset({Role.THROTTLES, Role.DROPS, Role.SLOW, Role.UNAVAILABLE})
_ENDING = 24.0  # days of a world in which timelines end
_RESUMING = 30.0  # ... and return
_TWO_VISITS = 2.6  # days
_ONE_IN = 20  # pages, for each fate
_ONCE_IN = 6  # days, on which a host has bad times


def make_world(*, days: float, policies: int, hosts: int, seed: str = "1") -> World:
    """The world of a seed: the same every time."""
    chance = Random(f"world {seed}")
    servers = [_host(number, days, chance) for number in range(hosts)]
    dealer = Dealer(chance, days)
    pages = [_page(number, servers, policies, dealer) for number in range(policies)]
    pages = _fated(pages, servers, days, chance)
    return World(seed=seed, days=days, hosts=tuple(servers), pages=tuple(pages))


def _host(number: int, days: float, chance: Random) -> Host:
    more = number - len(_FIRST_ROLES)
    role = _FIRST_ROLES[number] if more < 0 else _MORE_ROLES[more % len(_MORE_ROLES)]
    return Host(number=number, role=role, bad=_bad_times(role, days, chance) if role in _BAD else ())


def _bad_times(role: Role, days: float, chance: Random) -> tuple[tuple[float, float], ...]:
    longest = min(2.5 if role is Role.DROPS else 0.5, days / 12)
    last = quiet_from(days)
    times = max(1, int(days / _ONCE_IN))
    begins = [0.8 + (last - 0.8) * (share + chance.random()) / times for share in range(times)]
    return tuple((since, min(since + longest * chance.uniform(0.2, 1.0), last)) for since in begins)


def _page(number: int, hosts: Sequence[Host], policies: int, dealer: Dealer) -> Page:
    """The policy of that number; a host has its organisations, each with up to three kinds."""
    host, nth = hosts[number % len(hosts)], number // len(hosts)
    each = -(-policies // len(hosts))
    organisation = host.number * -(-each // len(_KINDS)) + nth // len(_KINDS)
    kind = _KINDS[nth % len(_KINDS)]
    timeline = f"org{organisation:02d}/{kind}"
    unseen = host.role is Role.MUTE_ROBOTS or (host.role is Role.FORBIDS and nth == each - 1)
    planned, episodes = ([], []) if unseen else dealer.events(host.role)
    names = names_of(organisation, Random(f"names {organisation}"))
    chances = dealer.chance
    return Page(
        timeline=timeline,
        host=host.number,
        path=f"/{'legal' if nth < len(_KINDS) else f'house{nth // len(_KINDS)}'}/{kind}",
        names=names,
        document=document(kind, names, planned, BEGIN.date(), chances),
        validator=Validator.ETAG if host.role is Role.BROKEN_ETAG else chances.choice(list(Validator)),
        happenings=tuple(
            Happening(timeline=timeline, day=one.day, kind=AlertKind.CHANGE, edit=one.edit, moves_date=one.moves_date)
            for one in planned
        ),
        episodes=tuple(episodes),
        unseen=unseen,
    )


# ---------------------------------------------------------------- what happens to whole timelines


def _fated(pages: list[Page], hosts: Sequence[Host], days: float, chance: Random) -> list[Page]:
    """Some timelines end, some return, some stand elsewhere from a day on."""
    calm = {host.number for host in hosts if not host.bad and host.role not in (Role.BROKEN_ETAG, Role.MUTE_ROBOTS)}
    eligible = [at for at, page in enumerate(pages) if not page.unseen and page.host in calm]
    each = max(1, len(pages) // _ONE_IN)
    chosen = iter(chance.sample(eligible, len(eligible)))
    found = list(pages)
    fates: list[Callable[[Page], Page]] = [lambda page: _relocate(page, sorted(calm), days, chance)]
    fates += [lambda page: _end(page, days, chance)] if days >= _ENDING else []
    fates += [lambda page: _resume(page, days, chance)] if days >= _RESUMING else []
    fates += [lambda page: _vanish(page, days, chance)] if days >= _RESUMING else []
    for fate in fates * each:
        if (at := next(chosen, None)) is not None:
            found[at] = fate(found[at])
    return found


def _relocate(page: Page, calm: Sequence[int], days: float, chance: Random) -> Page:
    """A permanent redirect to another path, of the host or of another one; the text is the same."""
    day = chance.uniform(1.0, min(quiet_from(days), days - _TWO_VISITS))
    host = page.host if chance.random() < 0.5 else chance.choice(calm)
    told = Happening(timeline=page.timeline, day=day, kind=AlertKind.RELOCATED)
    return replace(page, moved=(day, host, f"/policies/{page.timeline}"), happenings=(*page.happenings, told))


def _end(page: Page, days: float, chance: Random) -> Page:
    day = chance.uniform(4, days - 14)
    return _gone(page, day, float("inf"), (AlertKind.ENDED,))


def _resume(page: Page, days: float, chance: Random) -> Page:
    day = chance.uniform(4, days - 24)
    return _gone(page, day, day + chance.uniform(12.5, 14), (AlertKind.ENDED, AlertKind.RESUMED))


def _vanish(page: Page, days: float, chance: Random) -> Page:
    """Gone for some days, which is no end."""
    day = chance.uniform(4, days - 14)
    return _gone(page, day, day + chance.uniform(1.5, 3.5), ())


def _gone(page: Page, since: float, until: float, told: Sequence[AlertKind]) -> Page:
    """Without the page between two days, and without other events around them."""
    before, after = since - 2.5, until + 5
    kept = [one for one in page.happenings if not before < one.day < after]
    lost = {one.day for one in page.happenings if before < one.day < after}
    spells = [
        Happening(timeline=page.timeline, day=day, kind=kind) for kind, day in zip(told, (since, until), strict=False)
    ]
    return replace(
        page,
        document=page.document.without(lost),
        happenings=(*kept, *spells),
        episodes=tuple(one for one in page.episodes if not before < one.since < after),
        gone=((since, until),),
    )


def is_silent(happening: Happening, page: Page) -> bool:
    """Whether the text changed while the date that the document shows stood still."""
    changed = happening.edit is not None and happening.edit.way is not Way.DATE
    return changed and bool(page.document.dates) and not happening.moves_date
