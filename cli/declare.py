"""How are declarations made, listed and checked from the command line?"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from catalog import Added, Problem, add_many, kind_fault
from catalog import add as add_location
from catalog import load as load_catalog
from cli import kept, moments, output, place, surveying
from cli.exits import Exit, RefusalError
from cli.ordering import Wait
from cli.surveying import Wishes
from cli.wording import count

Json = Annotated[bool, typer.Option("--json", help="Answer as JSON.")]


Most = Annotated[int, typer.Option("--requests", min=1, max=1000, help="Of a host: requests at most.")]


def add(
    urls: Annotated[
        list[str] | None, typer.Argument(metavar="URL|HOST", help="Addresses of policies, or hosts to find them at.")
    ] = None,
    source: Annotated[
        Path | None,
        typer.Option("--from", help="A CSV or JSON Lines list, or one address or host a line.", exists=True),
    ] = None,
    organisation: Annotated[str | None, typer.Option(help="Default: the registered domain.")] = None,
    kind: Annotated[
        str | None,
        typer.Option(help="privacy, terms, cookies, ... Default: guessed from the address; of a host: all there are."),
    ] = None,
    document: Annotated[str | None, typer.Option(help="Where a policy is made of several documents.")] = None,
    edition: Annotated[str | None, typer.Option(help="Country, language or entity.")] = None,
    since: Annotated[str | None, typer.Option(help="The policy stands there from this date on.")] = None,
    until: Annotated[str | None, typer.Option(help="... and until this date, not included.")] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Of hosts and lists: show what would be declared, and declare nothing.")
    ] = False,
    requests: Most = 20,
    wait: Wait = False,
    json: Json = False,
) -> None:
    """Declare addresses of policies, or find those of a host.

    A host (acme.example, or https://acme.example/) is asked where its policies stand: on its front page, the pages
    that this leads to, its sitemaps, and at usual addresses. What is found is read, and declared if it is a policy;
    what led there is shown and stands beside it in the declaration. --kind limits which (privacy,terms). Stopped and
    started again it goes on where it was. With a service running it is left to that as an order. The exit code is 0
    where privacy policy and terms, or all kinds that were asked for, were found at every host, 1 where something is
    missing, 4 where nothing was found.

    Example: clausewatch add https://acme.example/privacy --until 2019-05-01
    """
    if not urls and not source:
        raise RefusalError("nothing to add: give hosts or addresses, or a list with --from FILE")
    from discovery import KINDS, host_named

    home = place.home()
    first, last = (moments.since(date) if date else None for date in (since, until))
    wanted = Wishes(organisation=organisation, kinds=kind, most=requests, dry=dry_run)
    hosts = {name: wanted.of() for url in urls or [] if (name := host_named(url))}
    pages = [url for url in urls or [] if not host_named(url)]
    if hosts and (document or edition or since or until):
        raise RefusalError("--document, --edition, --since and --until are of an address, not of a host")
    if (hosts or source) and (fault := kind_fault(kind or "", KINDS)):
        raise RefusalError(f"--kind: found {fault[0]}, expected {fault[1]}")
    if dry_run and pages:
        raise RefusalError("--dry-run is of hosts: an address is declared as it is given")
    names = {"organisation": organisation, "kind": kind, "document": document, "edition": edition}
    added = [add_location(home.policies, url, **names, since=first, until=last) for url in pages]
    problems: list[Problem] = []
    if source:
        many = add_many(home.policies, source, is_host=lambda text: bool(host_named(text)), kinds=KINDS, dry=dry_run)
        added += many.added
        problems += many.problems
        hosts |= {host_named(one.original): wanted.of(one.organisation, one.kind) for one in many.hosts}
    hosts = {name: wish for name, wish in hosts.items() if name.partition("://")[2] not in hosts}  # given without, too
    if not (hosts and json):
        _tell_added(added, problems, json, dry=dry_run)
    if hosts:
        surveying.survey(home, list(hosts.items()), (added, problems), wait=wait, json=json)
    else:
        kept.derive_if_alone(home, [one.timeline for one in added if one.created])
    if problems:
        raise typer.Exit(Exit.INCOMPLETE)


def _tell_added(added: list[Added], problems: list[Problem], json: bool, *, dry: bool) -> None:
    if json:
        output.as_json(surveying.told_before((added, problems), dry=dry))
        return
    new = "would be declared" if dry else "declared"
    for one in added:
        output.plain(f"{new if one.created else 'declared before'}: {one.timeline} in {one.file}")
    for problem in problems:
        output.plain(f"not added: {problem}")


def list_(json: Json = False) -> None:
    """List the timelines that are declared.

    With how many captures and versions are recorded of each.

    Example: clausewatch list
    """
    catalog = place.declared()
    recorded = _recorded()
    rows: list[dict[str, Any]] = [
        {
            "timeline": str(timeline.id),
            "title": timeline.title,
            "locations": [one.original for one in timeline.locations],
            "captures": recorded.get(str(timeline.id), (0, 0))[0],
            "versions": recorded.get(str(timeline.id), (0, 0))[1],
        }
        for timeline in catalog.timelines
    ]
    if json:
        output.as_json(rows)
        return
    for row in rows:
        captures, versions = count(row["captures"], "capture"), count(row["versions"], "version")
        output.plain("\n    ".join([f"{row['timeline']}  {captures}, {versions}", *row["locations"]]))
    if not rows:
        output.plain("nothing is declared; `clausewatch add URL` begins")


def _recorded() -> dict[str, tuple[int, int]]:
    if not place.home().database.exists():
        return {}
    with place.looking() as store:
        return {str(one.timeline): (one.captures, one.versions) for one in store.questions.summaries()}


def check(json: Json = False) -> None:
    """Check every declaration.

    Each fault names file and key, what was found and what was expected.

    Example: clausewatch check
    """
    import extract

    catalog = load_catalog(place.home().policies, check_selector=extract.check_selector)
    if json:
        fields = ("file", "key", "found", "expected")
        output.as_json([{name: getattr(problem, name) for name in fields} for problem in catalog.problems])
    else:
        for problem in catalog.problems:
            output.plain(str(problem))
        declared, faults = count(len(catalog.timelines), "timeline"), count(len(catalog.problems), "problem")
        output.plain(f"{declared} declared, {faults}")
    if catalog.problems:
        raise typer.Exit(Exit.WRONG)


COMMANDS: dict[str, Callable[..., Any]] = {"add": add, "list": list_, "check": check}
