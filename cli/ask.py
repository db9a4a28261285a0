"""How are questions asked from the command line?"""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain
from typing import Annotated, Any

import typer

import diffs
import extract
from cli import answers, faces, moments, output, place
from cli.declare import Json
from cli.exits import Exit
from cli.finding import Found, find, find_by_citation
from model import Citation, TimelineId
from store import Store

Csv = Annotated[bool, typer.Option("--csv", help="Answer as CSV, a line each.")]
Markdown = Annotated[bool, typer.Option("--markdown", help="Answer as Markdown.")]
All = Annotated[bool, typer.Option("--all", help="Quiet changes, too, and what does not matter.")]
Names = Annotated[list[str] | None, typer.Argument(metavar="[TIMELINE...]")]


def log(timeline: Annotated[str, typer.Argument(metavar="TIMELINE")], json: Json = False) -> None:
    """The history of a policy: its versions, when each came, what was seen that is no version.

    Example: clausewatch log acme/privacy
    """
    with place.looking() as store:
        told = _log(store, place.known(store, timeline))
    output.as_json(told) if json else faces.log(told)


def _log(store: Store, timeline: TimelineId) -> answers.Answer:
    every = store.questions.versions(timeline)
    looked = store.questions.looked_at(timeline)
    summary = next(one for one in store.questions.summaries() if one.timeline == timeline)
    return {
        "timeline": str(timeline),
        "captures": len(looked),
        "not_looked_at": summary.unlooked,
        "versions": [
            answers.version(timeline, one) | {"title": store.questions.text(timeline, one.number).title}
            for one in every
        ],
        "revisions": [
            answers.revision(store, timeline, one, changes=False) for one in store.questions.revisions(timeline)
        ],
        "not_versions": [answers.looked(one) for one in looked if one.settled.verdict != "policy"],
        "spells": [answers.spell(one) for one in store.questions.spells(timeline)],
        "rereadings": [answers.rereading(one) for one in store.questions.rereadings(timeline)],
    }


def show(
    timeline: Annotated[str, typer.Argument(metavar="TIMELINE|CITATION")],
    on: Annotated[
        str | None, typer.Option(metavar="DATE", help="A day (UTC) or an instant. Default: the latest.")
    ] = None,
    json: Json = False,
    markdown: Markdown = False,
) -> None:
    """What a policy said on a day, or what a citation names.

    Where the day lies between two versions, both are given: it was one of them, or a text nobody captured.

    Example: clausewatch show acme/privacy --on 2018-05-25
    """
    with place.looking() as store:
        found = find_by_citation(store, timeline) if "@" in timeline else find(store, place.known(store, timeline), on)
        told = _shown(store, found)
        if markdown:
            output.plain("\n\n".join(_as_markdown(store, found, one.number) for one in found.versions))
            return
    output.as_json(told) if json else faces.show(told)


def _shown(store: Store, found: Found) -> answers.Answer:
    return {
        "timeline": str(found.timeline),
        "asked": found.asked,
        "certain": found.certain,
        "note": found.note,
        "cited": [str(one) for one in found.cited],
        "versions": [answers.full(store, found.timeline, found.every, one) for one in found.versions],
    }


def _as_markdown(store: Store, found: Found, number: int) -> str:
    source = store.questions.provenance(found.timeline, number)
    held = ", ".join(one.memento or one.holder for one in source.holdings)
    cited = Citation(timeline=found.timeline, moment=source.capture.timestamp)
    head = f"<!-- {cited} {found.note}\n     {source.capture.original} sha256:{source.capture.digest} {held} -->"
    return f"{head}\n\n{extract.markdown(store.questions.text(found.timeline, number), links=True)}"


def diff(
    before: Annotated[str, typer.Argument(metavar="TIMELINE@DATE", help="The text before.")],
    after: Annotated[str, typer.Argument(metavar="[TIMELINE@]DATE", help="The text after.")],
    all_: All = False,
    json: Json = False,
    markdown: Markdown = False,
) -> None:
    """What differs between a policy on two days, clause by clause, with the words that went and came.

    Example: clausewatch diff acme/privacy@2018-05-01 2018-06-01
    """
    first, when = moments.at(before)
    second, then = moments.at(after, default=first)
    with place.looking() as store:
        sides = [_side(store, first, when, last=False), _side(store, second, then, last=True)]
        texts = [store.questions.text(side.timeline, side.versions[0].number) for side in sides]
        rendered = sides[0].versions[0].rendition is not sides[1].versions[0].rendition
        found = diffs.compare(texts[0].clauses, texts[1].clauses, words_only=rendered)
        pairs = [(side.versions[0], text) for side, text in zip(sides, texts, strict=True)]
        told: answers.Answer = {
            name: answers.full(store, side.timeline, side.every, side.versions[0]) | {"note": side.note}
            for name, side in zip(("before", "after"), sides, strict=True)
        }
        shown = [one for one in found if all_ or not one.quiet]
        told["changes"] = [answers.change(first, pairs[0], pairs[1], one) for one in shown]
        told["left_out"] = len(found) - len(shown)
    if json:
        output.as_json(told)
    elif markdown:
        output.plain(faces.diff_markdown(told, shown))
    else:
        faces.diff(told)


def _side(store: Store, timeline: TimelineId, when: str, *, last: bool) -> Found:
    """One version to compare: where a day has several, or may have, the first before and the last after."""
    found = find(store, place.known(store, str(timeline)), when)
    return found.only(-1 if last else 0)


def search(
    words: Annotated[str, typer.Argument(help='Words, all of them; a "phrase" in double quotes.')],
    timelines: Annotated[list[str] | None, typer.Option("--in", metavar="TIMELINE", help="Only there.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=10_000)] = 50,
    json: Json = False,
    csv: Csv = False,
) -> None:
    """Find clauses that hold some words, in every version, with when they were first and last seen.

    Example: clausewatch search '"third parties" sell' --in acme/privacy
    """
    with place.looking() as store:
        inside = [place.known(store, name) for name in timelines or []]
        hits = [answers.hit(one) for one in store.questions.search(words, timelines=inside, limit=limit)]
    columns = ("timeline", "citation", "first_seen", "last_seen", "text")
    _tell_rows(hits, columns, faces.search, json=json, csv=csv)
    if not hits:
        raise typer.Exit(Exit.NOTHING)


def changes(
    timelines: Names = None,
    since: Annotated[str | None, typer.Option(metavar="DATE")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Not included.")] = None,
    all_: All = False,
    json: Json = False,
    csv: Csv = False,
) -> None:
    """What changed in which policies, oldest first; only what matters unless --all.

    A change is dated by its bracket: it happened after one capture and no later than another. --since
    and --until ask about the later end.

    Example: clausewatch changes --since 2018-05-01 --until 2018-07-01
    """
    with place.looking() as store:
        inside = [place.known(store, name) for name in timelines or []]
        first, last = (moments.since(one) if one else None for one in (since, until))
        names = store.questions.revised_between(first, last, inside)
        steps = [(name, store.questions.revision(name, number)) for name, number in names]
        rows = [answers.revision(store, one, step) for one, step in steps if all_ or step.judgement.alert]
    columns = ("timeline", "after", "by", "severity", "categories", "silent", "kinds", "citation")
    if csv:
        output.as_csv(columns, (_flat(row) for row in rows))
    elif json:
        output.as_json(rows)
    else:
        faces.changes(rows, everything=all_)


def _flat(row: answers.Answer) -> answers.Answer:
    kinds = "; ".join(f"{count} {name}" for name, count in row["kinds"].items())
    return row | {"after": row["bracket"]["after"], "by": row["bracket"]["by"], "kinds": kinds}


def _tell_rows(rows: list[Any], columns: tuple[str, ...], face: Any, *, json: bool, csv: bool) -> None:
    if csv:
        output.as_csv(columns, rows)
    elif json:
        output.as_json(rows)
    else:
        face(rows)


def export(
    timelines: Names = None,
    comparable: Annotated[
        bool, typer.Option("--comparable", help="Leave out how and when we learnt of it: holdings, taken_at.")
    ] = False,
) -> None:
    """Everything kept and concluded as JSON Lines, in an order that depends on nothing but the facts.

    Two installations that saw the same export the same lines with --comparable. With timelines named,
    only what was concluded of them.

    Example: clausewatch export --comparable > before.jsonl
    """
    with place.looking() as store:
        names = [place.known(store, name) for name in timelines or []]
        lines = store.exporting.conclusions(names or store.conclusions.timelines())
        for line in lines if names else chain(store.exporting.facts(), lines):
            if comparable and line["is"] == "holding":
                continue
            output.as_line({name: value for name, value in line.items() if not (comparable and name == "taken_at")})


COMMANDS: dict[str, Callable[..., Any]] = {
    "log": log,
    "show": show,
    "diff": diff,
    "search": search,
    "changes": changes,
    "export": export,
}
