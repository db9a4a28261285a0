"""How are questions asked from the command line?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

import versions
from cli import answers, explaining, faces, firsts, moments, output, place
from cli.comparing import compared
from cli.declare import Json
from cli.effective import declared_in_force
from cli.exits import Exit, RefusalError
from cli.finding import Found, asked, find
from model import TimelineId, Verdict, Version
from store import Store
from store.questions import Looked

Csv = Annotated[bool, typer.Option("--csv", help="Answer as CSV, a line each.")]
Markdown = Annotated[bool, typer.Option("--markdown", help="Answer as Markdown.")]
First = Annotated[
    bool, typer.Option("--first", help="Who said this first? A row for each clause, those that may be it on top.")
]
All = Annotated[bool, typer.Option("--all", help="Show quiet changes, too, and what does not matter.")]
Explain = Annotated[bool, typer.Option("--explain", help="Also tell what was told to nobody, how much and why.")]
Names = Annotated[
    list[str] | None,
    typer.Argument(metavar="TIMELINE", help="Timelines, or organisations. Default: all that are recorded."),
]


def log(
    timeline: Annotated[str, typer.Argument(metavar="TIMELINE", help="As `clausewatch list` names it.")],
    json: Json = False,
) -> None:
    """The history of a policy.

    Its versions, between which days each came, what changed, and what was seen that is no version.

    Example: clausewatch log acme/privacy
    """
    with place.looking() as store:
        told = _log(store, place.known(store, timeline))
    output.as_json(told) if json else faces.log(told)


def _log(store: Store, timeline: TimelineId) -> answers.Answer:
    every = store.questions.versions(timeline)
    looked = store.questions.looked_at(timeline)
    sources = store.questions.sources(timeline)
    return {
        "timeline": str(timeline),
        "captures": len(looked),
        "not_looked_at": store.questions.unlooked(timeline),
        "versions": [answers.sourced(timeline, one, sources[one.number]) for one in every],
        "revisions": [answers.revision(timeline, one) for one in store.questions.outlines(timeline)],
        "not_versions": [answers.looked(one) for one in _missed(looked, every) if one.settled.verdict != "policy"],
        "spells": [answers.spell(one) for one in store.questions.spells(timeline)],
        "rereadings": [answers.rereading(one) for one in store.questions.rereadings(timeline)],
    }


def _missed(looked: Sequence[Looked], every: Sequence[Version]) -> Iterator[Looked]:
    """What was looked at; where a selector matched nothing, its reason says since when."""
    missed = [one.capture.timestamp for one in looked if one.settled.verdict is Verdict.SELECTOR_MISS]
    read = [one.capture.timestamp for one in looked if one.settled.verdict is Verdict.POLICY]
    read += [one.last_seen for one in every]
    for one in looked:
        if one.settled.verdict is Verdict.SELECTOR_MISS:
            since = versions.since_when(one.capture.timestamp, missed, read)
            yield replace(one, settled=replace(one.settled, reason=f"{one.settled.reason}; {since}"))
        else:
            yield one


def show(
    timeline: Annotated[
        str, typer.Argument(metavar="TIMELINE|CITATION", help="Which text; timeline@date names its day as well.")
    ],
    on: Annotated[
        str | None, typer.Option(metavar="DATE", help="A day (UTC) or an instant. Default: the latest.")
    ] = None,
    effective: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day (UTC) for which a text declares itself in force.")
    ] = None,
    json: Json = False,
    markdown: Markdown = False,
) -> None:
    """What a policy said on a day, or what a citation names.

    Where the day lies between two versions, both are given: it was one of them, or a text nobody captured. With
    --effective the documents' own dates answer, not what was seen.

    Example: clausewatch show acme/privacy --on 2018-05-25
    """
    _one_of(json=json, markdown=markdown)
    if on is not None and effective is not None:
        raise RefusalError("--on goes by what was seen, --effective by what is declared: give one of them")
    with place.looking() as store:
        found = declared_in_force(store, timeline, effective) if effective is not None else asked(store, timeline, on)
        told = _shown(store, found)
        texts = [store.questions.text(found.timeline, one.number) for one in found.versions] if markdown else []
    if markdown:
        from cli import markdown_face

        pages = [
            markdown_face.version(one, text, found.note) for one, text in zip(told["versions"], texts, strict=True)
        ]
        output.plain("\n\n".join(pages))
    elif json:
        output.as_json(told)
    else:
        faces.show(told)


def _shown(store: Store, found: Found) -> answers.Answer:
    return {
        "timeline": str(found.timeline),
        "asked": found.asked,
        "certain": found.certain,
        "note": found.note,
        "cited": [str(one) for one in found.cited],
        "leans_on": [answers.claim(one) for one in found.leans_on],
        "versions": [answers.full(store, found.timeline, one) for one in found.versions],
    }


def _one_of(**asked: bool) -> None:
    chosen = [f"--{name}" for name, wanted in asked.items() if wanted]
    if len(chosen) > 1:
        raise RefusalError(f"{' and '.join(chosen)}: an answer has one form, give one of them")


def diff(
    before: Annotated[str, typer.Argument(metavar="TIMELINE@DATE", help="The text before.")],
    after: Annotated[str, typer.Argument(metavar="[TIMELINE@]DATE", help="The text after.")],
    all_: All = False,
    json: Json = False,
    markdown: Markdown = False,
    html: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write it as a page that stands alone; - for standard output.")
    ] = None,
) -> None:
    """What differs between a policy on two days.

    Clause by clause, with the words that went and came. A day on which two texts are possible takes the earlier
    one before, the later one after.

    Example: clausewatch diff acme/privacy@2018-05-01 2018-06-01
    """
    _one_of(json=json, markdown=markdown, html=html is not None)
    first, when = moments.at(before)
    second, then = moments.at(after, default=first)
    with place.looking() as store:
        sides = [_side(store, first, when, last=False), _side(store, second, then, last=True)]
        found = compared(store, *sides, quiet=all_)
    if json:
        output.as_json(found.told)
    elif markdown:
        from cli import markdown_face

        output.plain(markdown_face.diff(found.told, found.changes))
    elif html:
        from cli import page

        output.as_file(page.as_page(found), html)
    else:
        from cli import redlines

        redlines.diff(found.told)


def _side(store: Store, timeline: TimelineId, when: str, *, last: bool) -> Found:
    """One version to compare: where a day has several, or may have, the first before and the last after."""
    found = find(store, place.known(store, str(timeline)), when)
    taken = f"; the {'later' if last else 'earlier'} one is compared" if len(found.versions) > 1 else ""
    return replace(found.only(-1 if last else 0), note=found.note + taken)


def search(
    words: Annotated[str, typer.Argument(help='Words, all of them; a "phrase" in double quotes.')],
    timelines: Annotated[
        list[str] | None,
        typer.Option("--in", metavar="TIMELINE", help="Only in this timeline or organisation; can be given again."),
    ] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Only what stood on this day, or later.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Only what stood before then.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="How many clauses at most.")] = 50,
    first: First = False,
    json: Json = False,
    csv: Csv = False,
) -> None:
    """Find clauses that hold some words.

    In every version, with when they were first and last seen. Best first; with --first who was seen to have the words
    first, each clause once however it was reworded.

    Example: clausewatch search '"third parties" sell' --in acme/privacy
    """
    _one_of(json=json, csv=csv)
    with place.looking() as store:
        inside = place.named(store, timelines or [])
        between = (moments.since(since) if since else None, moments.since(until) if until else None)
        hits = (firsts.first_said if first else _hits)(store, words, inside, between, limit)
    if csv:
        output.as_csv(_FIRST if first else _HIT, (hit | hit.get("came", {}) for hit in hits))
    elif json:
        output.as_json(hits)
    elif first:
        from cli import first_face

        first_face.first(hits, limit)
    else:
        faces.search(hits)
    if not hits:
        raise typer.Exit(Exit.NOTHING)


def _hits(
    store: Store,
    words: str,
    inside: Sequence[TimelineId],
    between: tuple[datetime | None, datetime | None],
    limit: int,
) -> list[answers.Answer]:
    found = store.questions.search(words, timelines=inside, since=between[0], until=between[1], limit=limit)
    return [answers.hit(one) for one in found]


_HIT = ("timeline", "citation", "first_seen", "last_seen", "text")
_FIRST = ("timeline", "citation", "after", "by", "first_seen", "last_seen", "perhaps_first", "text")


def changes(
    timelines: Names = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="From this day or instant on.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Until then, not included.")] = None,
    silent: Annotated[
        bool, typer.Option("--silent", help="Only those under which the document's own date stood still.")
    ] = False,
    all_: All = False,
    explain: Explain = False,
    json: Json = False,
    csv: Csv = False,
) -> None:
    """What changed in which policies.

    Oldest first; only what matters unless --all. A change is dated by its bracket: it happened after one
    capture and no later than another. --since and --until ask about the later end.

    --explain also tells what was told to nobody, how much and why: of each step, and at the end of all that was
    recorded then. With --json it makes the answer an object, with the steps as `changes` and the sums as `totals`.

    Example: clausewatch changes --since 2018-05-01 --until 2018-07-01
    """
    _one_of(json=json, csv=csv)
    _one_of(explain=explain, csv=csv)
    with place.looking() as store:
        inside = place.named(store, timelines or [])
        first, last = (moments.since(one) if one else None for one in (since, until))
        steps = store.questions.revised_between(first, last, inside, only_alerts=not all_, only_silent=silent)
        rows = answers.changed(store, steps)
        totals = explaining.totals(store, first, last, inside) if explain else None
    if csv:
        output.as_csv(_COLUMNS, (_flat(row) for row in rows))
    elif json:
        output.as_json({"changes": rows, "totals": totals} if explain else rows)
    else:
        from cli import redlines

        redlines.changes(rows, everything=all_, totals=totals)


_COLUMNS = ("timeline", "after", "by", "severity", "categories", "because", "silent", "returns_to", "kinds", "citation")


def _flat(row: answers.Answer) -> answers.Answer:
    kinds = "; ".join(f"{count} {name}" for name, count in row["kinds"].items())
    return row | {"after": row["bracket"]["after"], "by": row["bracket"]["by"], "kinds": kinds}


COMMANDS: dict[str, Callable[..., Any]] = {
    "log": log,
    "show": show,
    "diff": diff,
    "search": search,
    "changes": changes,
}
