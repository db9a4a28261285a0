"""How is work asked for from the command line: asking archives, deriving?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer

import settings
from catalog import Catalog
from cli import moves, ordering, output, place
from cli.answers import Answer, iso
from cli.declare import Json
from cli.exits import Exit, RefusalError
from cli.ordering import Wait, Work
from cli.progress import Bar, Derived, derived
from cli.wording import budget_spent, count
from model import Bound, Bracket, OrderKind, Precision, Timeline, TimelineId
from settings import Home, Settings
from versions import phrase

if TYPE_CHECKING:  # the crawler and its libraries are loaded by the commands that need them
    import scheduler

_WIDEST = 5  # brackets that are named on a terminal
_NAMED = 20
"""Requests given up that are named on a terminal; JSON has them all."""

Names = Annotated[
    list[str] | None,
    typer.Argument(metavar="TIMELINE", help="Timelines, or organisations. Default: all that are declared."),
]


def backfill(
    timelines: Names = None,
    archive: Annotated[list[str] | None, typer.Option(help="Ask this archive only; can be given again.")] = None,
    precision: Annotated[
        Precision,
        typer.Option(
            metavar="1d|30d|exact|all",
            help="How closely changes are dated: within a day or a month, or to two neighbouring captures."
            " all: every capture is fetched.",
        ),
    ] = Precision.EXACT,
    every: Annotated[bool, typer.Option("--all", help="Fetch every distinct capture: --precision all.")] = False,
    budget: Annotated[
        int,
        typer.Option(
            min=0,
            metavar="N",
            help="Make at most N requests, those that tell most first. 0: any number,"
            " within what crawl.most_requests allows every run.",
        ),
    ] = 0,
    past: Annotated[
        bool, typer.Option("--past/--no-past", help="Look for earlier addresses on archived home pages.")
    ] = True,
    wait: Wait = False,
    json: Json = False,
) -> None:
    """Fetch from archives what dates the changes, and derive history.

    Of each page the first and the last capture are fetched and some between; then every stretch whose ends differ in
    text is halved. Where nothing is known of a time, a few home pages of then tell whether the policy stood at another
    address; what is certain is declared. Stopped at any moment and started again, it goes on where it was. In the end
    it says how closely changes are dated. With a service running it is left to that as an order.

    Example: clausewatch backfill acme/privacy --precision 30d --budget 200
    """
    home, catalog = place.home(), place.declared()
    chosen, config = place.chosen(catalog, timelines or []), settings.load(home)
    if not chosen:
        raise RefusalError("nothing is declared; `clausewatch add URL` begins", Exit.NOTHING)
    asked = _asked(home, config, archive or list(config.archives))
    names = [str(one.id) for one in chosen] if timelines else []
    wish = _Wish(archives=asked, precision=Precision.ALL if every else precision, budget=budget, past=past)

    def do() -> None:
        _backfill(home, config, catalog, chosen, wish, json)

    arguments = {"timelines": names, "archives": list(asked), "precision": wish.precision.value, "budget": budget}
    arguments["past"] = past
    ordering.do_or_order(home, Work(kind=OrderKind.BACKFILL, arguments=arguments, do=do), wait=wait, json=json)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wish:
    """Which archives are asked, for what, and how often at most (0: any number)."""

    archives: Sequence[str]
    precision: Precision
    budget: int
    past: bool


def _backfill(
    home: Home, config: Settings, catalog: Catalog, chosen: Sequence[Timeline], wish: _Wish, json: bool
) -> None:
    import scheduler

    every = catalog.timelines  # what an earlier run left may have been of others
    with Bar("fetching") as bar:
        done = scheduler.backfill(
            home,
            config,
            catalog,
            chosen,
            wish.archives,
            bar.crawled,
            precision=wish.precision,
            budget=wish.budget,
        )
        found = scheduler.Pursued()
        if not done.crawl.stopped and done.crawl.spent in ("", Bound.BUDGET):  # with that it asks for nothing more
            names = [one.id for one in chosen]
            found = scheduler.follow(home, config, names, wish.archives, bar.crawled, past=wish.past)
            every = place.declared().timelines
    made = Derived()
    if not done.crawl.stopped:
        made = derived(scheduler.derive_stale(home, every), len(every))
        scheduler.end_backfill(home, done.run)
        scheduler.deliver(home)
    _tell_backfilled(done, made.timelines, found, scheduler.brackets(home, chosen), json)
    if done.failures or done.left:
        raise typer.Exit(Exit.INCOMPLETE)


def _asked(home: Home, config: Settings, names: Sequence[str]) -> Sequence[str]:
    """The archives to ask, once it is sure that they are set and that the crawl can say who asks."""
    from crawler.manners import archives_of, manners_of, user_agent

    unknown = [name for name in names if name not in config.archives]
    if unknown:
        raise RefusalError(f"{home.settings}: no archive {unknown[0]!r}, expected one of {', '.join(config.archives)}")
    try:
        user_agent(manners_of(config), [one for one in archives_of(config) if one.name in names])
    except ValueError as error:
        raise RefusalError(f"{home.settings}: {error}") from None
    return names


def _tell_backfilled(
    done: scheduler.Backfilled,
    timelines: int,
    found: scheduler.Pursued,
    dated: Sequence[tuple[TimelineId, Bracket]],
    json: bool,
) -> None:
    crawl = done.crawl
    failures = {str(reason): count for reason, count in crawl.failures.items()}
    if json:
        counts = {
            name: getattr(crawl, name)
            for name in ("requests", "index_pages", "captured", "duplicates", "odd_rows", "bytes")
        }
        told = {
            "seconds": round(crawl.seconds, 1),
            "waited": round(crawl.waited, 1),
            "stopped": crawl.stopped,
            "spent": crawl.spent or found.spent,
        }
        given_up = [
            {"original": task.original, "timestamp": iso(task.timestamp), "reason": why} for task, why in done.failures
        ]
        rest = {"failures": failures, "left": done.left, "given_up": given_up, "derived": timelines}
        rest["moves"] = [moves.answer(one) for one in found.moved]
        rest["unfound"] = [moves.unfound(*one) for one in found.unfound]
        rest |= {"likely_left": done.likely_left, "unlisted": done.unlisted}
        rest |= {"brackets": [_bracket(*one) for one in dated]}
        output.as_json(counts | told | rest)
        return
    held = f" ({crawl.duplicates} more held already)" if crawl.duplicates else ""
    output.plain(
        f"{count(crawl.requests, 'request')} ({crawl.index_pages} of the index),"
        f" {count(crawl.captured, 'capture')} fetched{held},"
        f" {crawl.bytes / 1e6:.1f} MB, {crawl.seconds:.0f} s ({crawl.waited:.0f} s waiting);"
        f" {count(timelines, 'timeline')} derived"
    )
    for reason, number in sorted(failures.items()):
        output.plain(f"  {number} x {reason}")
    if crawl.odd_rows:
        output.plain(f"  {count(crawl.odd_rows, 'line')} of the index could not be read as rows and were left out")
    for task, why in done.failures[:_NAMED]:
        output.plain(f"  given up: {task.original} {iso(task.timestamp) or '(index)'}: {why}")
    if spent := crawl.spent or found.spent:
        output.plain(f"  {budget_spent(spent)}")
    moves.tell(found.moved)
    moves.tell_unfound(found.unfound)
    _tell_brackets(dated)
    _tell_rest(done.likely_left, done.unlisted)
    if done.left or done.failures:
        left = count(done.left, "request")
        output.plain(f"  {left} still to be made, {len(done.failures)} given up: `clausewatch backfill` tries them")


def _bracket(timeline: TimelineId, when: Bracket) -> Answer:
    days = None if when.after is None else round((when.by - when.after).total_seconds() / 86_400, 2)
    ends = {"timeline": str(timeline), "after": iso(when.after), "by": iso(when.by), "days": days}
    return ends | {"unlooked": when.unlooked, "unusable": when.unusable}


def _tell_brackets(dated: Sequence[tuple[TimelineId, Bracket]]) -> None:
    """How many changes are dated as closely as captures allow, and the widest of the other brackets."""
    wide = sorted((one for one in dated if one[1].unlooked), key=lambda one: _width(one[1]), reverse=True)
    if dated:
        output.plain(
            f"{count(len(dated), 'change')}: {len(dated) - len(wide)} dated to two neighbouring captures,"
            f" {len(wide)} with captures between that were not looked at"
        )
    for timeline, when in wide[:_WIDEST]:
        output.plain(f"  {timeline}: {phrase(when)}, {_width(when).days} days")


def _tell_rest(likely_left: int, unlisted: int) -> None:
    """How many requests it would still take; what no archive has listed yet may be little or much."""
    if unlisted:
        are = "address is" if unlisted == 1 else "addresses are"
        output.plain(f"  at least {count(likely_left, 'request')} more: {unlisted} {are} not listed yet")
    elif likely_left:
        output.plain(f"  about {count(likely_left, 'request')} more would date them as asked for")


def _width(when: Bracket) -> timedelta:
    return when.by - (when.after or when.by)


def rebuild(
    timelines: Names = None,
    stale: Annotated[bool, typer.Option("--stale", help="Only what does not follow from the present facts.")] = False,
    jobs: Annotated[
        int, typer.Option(min=1, max=256, metavar="N", help="By how many processes. Each takes some 300 MB.")
    ] = 1,
    cluster: Annotated[
        str, typer.Option(metavar="ADDRESS", help="By the workers of the Dask scheduler at tcp://HOST:PORT.")
    ] = "",
    wait: Wait = False,
    json: Json = False,
) -> None:
    """Drop every conclusion and make it again.

    Facts stay as they are. With timelines named, or --stale, those are derived anew and the others stay. Stopped,
    it keeps what it made, and --stale makes the rest. With a service running it is left to that as an order.

    Example: clausewatch rebuild
    """
    home, catalog = place.home(), place.declared()
    chosen = place.chosen(catalog, timelines or [])
    names = [str(one.id) for one in chosen] if timelines else []

    def do() -> None:
        _rebuild(home, chosen, stale=stale, named=bool(timelines), by=(jobs, cluster), json=json)

    arguments = {"timelines": names, "stale": stale}
    ordering.do_or_order(home, Work(kind=OrderKind.REBUILD, arguments=arguments, do=do), wait=wait, json=json)


def _rebuild(
    home: Home, chosen: Sequence[Timeline], *, stale: bool, named: bool, by: tuple[int, str], json: bool
) -> None:
    import scheduler
    from deriving import ElsewhereError, LostError

    jobs, cluster = by
    makers = scheduler.Makers(jobs=jobs, cluster=cluster)
    if stale or named:
        histories = scheduler.derive_stale(home, chosen, every=not stale, makers=makers)
    else:
        histories = scheduler.rebuild(home, chosen, makers=makers)
    try:
        made = derived(histories, len(chosen))
    except LostError as error:
        raise RefusalError(str(error), Exit.INCOMPLETE) from None
    except ElsewhereError as error:
        raise RefusalError(str(error)) from None
    counts = asdict(made)
    if json:
        output.as_json(counts)
    else:
        told = [count(number, name.removesuffix("s")) for name, number in counts.items()]
        output.plain(f"{told[0]} derived: {told[1]}, {told[2]}")


COMMANDS: dict[str, Callable[..., Any]] = {"backfill": backfill, "rebuild": rebuild}
