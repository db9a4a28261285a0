"""How are hosts surveyed from the command line, and how is it told what was found?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

import typer
from rich.table import Table
from rich.text import Text

import settings
from catalog import Added, Problem, kinds_named
from cli import kept, layout, ordering, output
from cli.exits import Exit, RefusalError
from cli.ordering import Work
from cli.progress import Bar
from cli.wording import budget_spent, count
from model import OrderKind, TimelineId
from settings import Home

if TYPE_CHECKING:  # the crawler and its libraries are loaded by the commands that need them
    from discovery import Found, Survey
    from scheduler import Declared, SurveyedHosts, Wanted


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What a command wants of all its hosts. `kinds` are separated by commas."""

    organisation: str | None
    kinds: str | None
    most: int
    dry: bool

    def of(self, organisation: str | None = None, kinds: str | None = None) -> Wanted:
        """What is wanted of one host, for which a list may say more."""
        from scheduler import Wanted

        return Wanted(
            organisation=organisation or self.organisation or "",
            kinds=kinds_named(kinds or self.kinds or ""),
            most=self.most,
            dry=self.dry,
        )


_COLUMNS = ("privacy", "terms", "cookies", "imprint")
_TOLD = 8
"""Pages that were refused that are named on a terminal; JSON has them all."""


def survey(
    home: Home,
    hosts: Sequence[tuple[str, Wanted]],
    before: tuple[Sequence[Added], Sequence[Problem]],
    *,
    wait: bool,
    json: bool,
) -> None:
    """Surveys hosts, or leaves that to the service. `before` is what became of addresses that were given besides."""
    from crawler.browser.finding import chromium

    config = _checked(home, [host for host, _ in hosts])
    browser = isinstance(chromium(config.crawl.browser), str)
    hosts = [(host, replace(wanted, browser=browser)) for host, wanted in hosts]

    def do() -> None:
        import scheduler

        with Bar("surveying") as bar:
            done = scheduler.survey(home, config, hosts, bar.step)
        kept.derive(home, [one.timeline for one in before[0]] + _places(done))
        _tell(done, before, json)

    dry = any(wanted.dry for _, wanted in hosts)
    given = [{"host": host, "wanted": asdict(wanted)} for host, wanted in hosts]
    work = Work(kind=OrderKind.SURVEY, arguments={"hosts": given}, do=do, beside=told_before(before, dry=dry))
    ordering.do_or_order(home, work, wait=wait, json=json)
    if before[1]:
        raise typer.Exit(Exit.INCOMPLETE)


def _places(done: SurveyedHosts) -> list[TimelineId]:
    """The timelines in which something was found."""
    return [place.timeline for one in done.declared for place in one.places if isinstance(place, Added)]


def told_before(before: tuple[Sequence[Added], Sequence[Problem]], *, dry: bool) -> dict[str, Any]:
    """What became of addresses that were given, as JSON; of a dry run, what would become of them."""
    added, problems = before
    rows = [{"timeline": str(one.timeline), "file": str(one.file), "created": one.created and not dry} for one in added]
    return {"added": rows, "problems": [str(problem) for problem in problems]}


def _checked(home: Home, hosts: Sequence[str]) -> settings.Settings:
    """The settings, once it is sure that the crawl can say who asks."""
    from crawler.manners import manners_of, user_agent

    config = settings.load(home)
    try:
        user_agent(manners_of(config), [], [host if "://" in host else f"https://{host}" for host in hosts])
    except ValueError as error:
        raise RefusalError(f"{home.settings}: {error}") from None
    return config


def _tell(done: SurveyedHosts, before: tuple[Sequence[Added], Sequence[Problem]], json: bool) -> None:
    if json:
        surveys = [told(one) for one in done.declared]
        rest = {"run": done.run, "surveys": surveys, "left": done.left, "stopped": done.crawl.stopped}
        dry = any(one.dry for one in done.declared)
        output.as_json(told_before(before, dry=dry) | rest)
    else:
        for one in done.declared:
            _show(one)
        if len(done.declared) > 1:
            _table([one.survey for one in done.declared])
        _summary(done)
    _end(done, before[1])


def _end(done: SurveyedHosts, problems: Sequence[Problem]) -> None:
    from discovery import State

    surveys = [one.survey for one in done.declared]
    if problems or done.left or any(one.state is not State.WHOLE for one in surveys):
        nothing = surveys and not (problems or done.left or any(one.found for one in surveys))
        raise typer.Exit(Exit.NOTHING if nothing else Exit.INCOMPLETE)
    if any(isinstance(place, Problem) for one in done.declared for place in one.places):
        raise typer.Exit(Exit.INCOMPLETE)


def told(one: Declared) -> dict[str, Any]:
    """A survey as JSON has it, with what became of what was found."""
    plain = asdict(one.survey)
    plain["state"] = one.survey.state.value
    places: list[Added | Problem | None] = list(one.places) or [None] * len(one.survey.found)
    plain["found"] = [_found(found, place) for found, place in zip(one.survey.found, places, strict=True)]
    return plain


def _found(found: Found, place: Added | Problem | None) -> dict[str, Any]:
    plain = asdict(found) | {"rendition": found.rendition.value, "select": _select(found)}
    plain["editions"] = [{"edition": edition, "address": address} for edition, address in found.editions]
    plain["timeline"] = str(place.timeline) if isinstance(place, Added) else None
    plain["created"] = isinstance(place, Added) and place.created
    plain["problem"] = str(place) if isinstance(place, Problem) else None
    return plain


def _select(found: Found) -> str | None:
    return str(found.select) if found.select else None


def _show(one: Declared) -> None:
    survey = one.survey
    why = f": {survey.why}" if survey.why else ""
    where = f" at {survey.front}, where it leads" if survey.is_elsewhere else ""
    layout.line(output.harmless(f"{survey.host}: {survey.state}{where}{why}"), "bold")
    places: list[Added | Problem | None] = list(one.places) or [None] * len(survey.found)
    for found, place in zip(survey.found, places, strict=True):
        layout.line(output.harmless(f"  {found.kind}  {found.address}"))
        for said in _said(found, place, survey):
            layout.body(output.harmless(said), 6)
    for refused in survey.refused[:_TOLD]:
        layout.body(output.harmless(f"refused: {refused.kind or 'policy'}? {refused.address}: {refused.why}"), 2, "dim")
    more = len(survey.refused) - _TOLD
    if more > 0:
        layout.body(f"and {count(more, 'page')} more refused", 2, "dim")
    if survey.left:
        layout.body(f"{count(survey.left, 'link')} to policies not looked at", 2, "dim")


def _said(found: Found, place: Added | Problem | None, survey: Survey) -> list[str]:
    title = f"{found.title!r}, " if found.title else ""
    lines = [f"{title}{found.language or 'language not known'}, {count(found.words, 'word')}"]
    lines.append(f"because: {'; '.join(found.because)}")
    if found.select:
        lines.append(f"the part {found.select}")
    if found.also:
        lines.append(f"also on this page: {', '.join(found.also)}")
    if found.editions:
        others = ", ".join(f"{edition or '?'} {address}" for edition, address in found.editions)
        lines.append(f"other editions, not followed: {others}")
    match place:
        case Added(created=False) if survey.is_elsewhere:
            lines.append(f"leads to {survey.front}, whose policies are declared: {place.timeline} in {place.file}")
        case Added():
            lines.append(f"{'declared' if place.created else 'declared before'}: {place.timeline} in {place.file}")
        case Problem():
            lines.append(f"not declared: {place}")
    return lines


_HEADS = ("host", "state", *_COLUMNS, "others", "asked", "why")


def _table(surveys: Sequence[Survey]) -> None:
    """A row for each host: how it stands, which kinds were found, and why not the others."""
    rows = [[output.harmless(cell) for cell in _cells(one)] for one in surveys]
    output.console.print()
    if not output.console.is_terminal:  # through a pipe nothing is broken
        widths = [max(map(len, column)) for column in zip(_HEADS, *rows, strict=True)]
        for row in (_HEADS, *rows):
            output.plain("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for head in _HEADS:
        table.add_column(head, no_wrap=head != "why", overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    output.console.print(table)


def _cells(one: Survey) -> Iterator[str]:
    kinds = {found.kind for found in one.found} | {kind for found in one.found for kind in found.also}
    yield from (one.host, one.state.value)
    yield from ("yes" if kind in kinds else "-" for kind in _COLUMNS)
    yield from (", ".join(sorted(kinds.difference(_COLUMNS))) or "-", str(one.asked), one.why)


def _summary(done: SurveyedHosts) -> None:
    from discovery import State

    surveys = [one.survey for one in done.declared]
    states = [(state, sum(one.state is state for one in surveys)) for state in State]
    parts = [f"{number} {state}" for state, number in states if number]
    policies = sum(len(one.found) for one in surveys)
    output.plain(
        f"{count(len(surveys), 'host')}: {', '.join(parts) or 'none done'}; {count(policies, 'text')} found,"
        f" {count(done.crawl.requests, 'request')}, {done.crawl.seconds:.0f} s, run {done.run}"
    )
    if any(one.dry and one.survey.found for one in done.declared):
        output.plain("  nothing was declared: a dry run")
    elif any(isinstance(place, Added) and place.created for one in done.declared for place in one.places):
        output.plain("  `clausewatch log TIMELINE` shows what is known, `clausewatch backfill` fetches its past")
    if done.crawl.spent:
        output.plain(f"  {budget_spent(done.crawl.spent)}")
    if done.left:
        output.plain(f"  {count(done.left, 'host')} not done yet: the same command goes on with them")
