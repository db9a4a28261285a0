"""How is everything handed out, for programs of others?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli import moments, output, place
from cli.ask import Names
from cli.exits import Exit, RefusalError
from cli.progress import Bar
from cli.stopping import said
from cli.wording import count
from exchange import Choice, Form, NotOursError, write_export
from store import Store, schema_text

if TYPE_CHECKING:
    from model import TimelineId


def export(
    timelines: Names = None,
    form: Annotated[
        Form | None, typer.Option("--as", help="As what it is written: folders, a WARC file, a bare git repository.")
    ] = None,
    to: Annotated[Path | None, typer.Option("--to", help="Where it is written, with --as.")] = None,
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="Only what was seen from this day (UTC) on, with --as.")
    ] = None,
    until: Annotated[
        str | None, typer.Option(metavar="DATE", help="Only what was seen before this day (UTC), with --as.")
    ] = None,
    comparable: Annotated[
        bool, typer.Option("--comparable", help="Leave out how and when we learnt of it: holdings, taken_at.")
    ] = False,
) -> None:
    """Everything kept and concluded, as lines or files.

    The order depends on nothing but the facts. Two installations that saw the same export the same lines
    with --comparable. With timelines named, only what was concluded of them.

    With --as and --to a form is written that `clausewatch import` takes in again: jsonl and parquet are folders with
    all facts, bodies and declarations, and what was concluded; warc is one file (.warc.gz) of the captures and all
    other facts; git is a bare repository with a commit for each version, markdown a folder with a file for each: the
    texts alone. An earlier export in its place is replaced when the new one is whole; a repository is added to.
    Anything else that lies there stays.

    Example: clausewatch export --comparable > before.jsonl

    Example: clausewatch export --as git --to policies.git acme
    """
    if form is None:
        if to or since or until:
            raise RefusalError(f"--to, --since and --until go with --as: one of {', '.join(Form)}")
        _print_lines(timelines or [], comparable)
        return
    if to is None or comparable:
        raise RefusalError("--as goes with --to, and without --comparable: `--as parquet --to FOLDER`")
    if form is Form.WARC and not to.name.endswith(".warc.gz"):
        raise RefusalError(f"{to}: expected a name that ends in .warc.gz")
    _write(form, to, timelines or [], moments.since(since) if since else None, moments.since(until) if until else None)


def _print_lines(timelines: list[str], comparable: bool) -> None:
    with place.looking() as store:
        names = place.named(store, timelines)
        lines = store.exporting.conclusions(names or store.conclusions.timelines())
        for line in lines if names else chain(store.exporting.facts(comparable=comparable), lines):
            output.as_line({name: value for name, value in line.items() if not (comparable and name == "taken_at")})


def _write(form: Form, to: Path, timelines: list[str], since: Any, until: Any) -> None:
    with place.looking() as store, said("stopped; nothing was written"), Bar("exporting") as bar:
        names = place.named(store, timelines)
        choice = Choice(timelines=tuple(names), since=since, until=until, policies=tuple(_policies(names)))
        steps = 0

        def step() -> None:
            nonlocal steps
            steps += 1
            if steps % 100 == 0:
                bar.step(steps, None)

        try:
            wrote = write_export(store, form, to, choice, text_of(store), step)
        except NotOursError as error:
            raise RefusalError(str(error)) from None
        except OSError as error:
            raise RefusalError(f"{to}: {error.strerror or error}", Exit.INCOMPLETE) from None
    note = f" ({wrote.note})" if wrote.note else ""
    output.plain(f"{count(wrote.count, wrote.what)} written to {to}{note}")


def _policies(names: list[TimelineId]) -> Iterator[Path]:
    """The files that declare what goes out; all of them where no timeline is named."""
    organisations = {name.organisation for name in names}
    for file in sorted(place.home().policies.glob("*.toml")):
        if not organisations or file.stem in organisations:
            yield file


def text_of(store: Store) -> Callable[[TimelineId, int], str]:
    """Gives versions as Markdown that reads as the same clauses again."""

    def text(timeline: TimelineId, number: int) -> str:
        import extract
        from cli.markdown_face import without_harm

        reading = without_harm(store.questions.text(timeline, number))
        return extract.markdown(replace(reading, evidence={"title": "heading"} if reading.title else {}), links=True)

    return text


def schema() -> None:
    """The tables of the database as SQL.

    For who asks them with other tools; docs/data.md explains them.

    Example: clausewatch schema
    """
    output.plain(schema_text())


COMMANDS: dict[str, Callable[..., Any]] = {"export": export, "schema": schema}
