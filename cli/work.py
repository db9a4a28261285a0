"""How is work asked for from the command line: crawling, importing, deriving, ruling?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

import scheduler
import settings
from catalog import add
from cli import moments, output, place
from cli.declare import Json
from cli.exits import Exit, RefusalError
from crawler.texts import NoProvenanceError, TextFile, text_file
from model import Citation, History, Ruling, RulingKind, Verdict
from scheduler.imports import Imported
from store import open_store

Names = Annotated[
    list[str] | None,
    typer.Argument(metavar="[TIMELINE...]", help="Timelines, or organisations. Default: all that are declared."),
]


def backfill(
    timelines: Names = None,
    archive: Annotated[list[str] | None, typer.Option(help="Ask this archive only; can be given again.")] = None,
    json: Json = False,
) -> None:
    """Fetch what the archives hold of the declared policies, and derive their history.

    Stopped at any moment and started again, it goes on where it was.

    Example: clausewatch backfill acme/privacy
    """
    home, catalog = place.home(), place.declared()
    chosen, config = place.chosen(catalog, timelines or []), settings.load(home)
    if not chosen:
        raise RefusalError("nothing is declared; `clausewatch add URL` begins", Exit.NOTHING)
    unknown = [name for name in archive or [] if name not in config.archives]
    if unknown:
        raise RefusalError(
            f"no archive {unknown[0]!r} is set: expected one of {', '.join(config.archives)} (settings.toml)"
        )
    with scheduler.only_writer(home.lock):
        with _Bar("fetching") as bar:
            try:
                done = scheduler.backfill(home, config, catalog, chosen, archive or list(config.archives), bar.crawled)
            except ValueError as error:  # the operator left no contact
                raise RefusalError(f"{home.settings}: {error}") from None
        histories = [] if done.crawl.stopped else _derive(scheduler.derive_stale(home, chosen), len(chosen))
    _tell_backfilled(done, histories, json)
    if done.failed or done.left:
        raise typer.Exit(Exit.INCOMPLETE)


def _tell_backfilled(done: scheduler.Backfilled, histories: Sequence[History], json: bool) -> None:
    crawl = done.crawl
    failures = {str(reason): count for reason, count in crawl.failures.items()}
    if json:
        counts = {name: getattr(crawl, name) for name in ("requests", "index_pages", "captured", "odd_rows", "bytes")}
        told = {"seconds": round(crawl.seconds, 1), "waited": round(crawl.waited, 1), "stopped": crawl.stopped}
        rest = {"failures": failures, "left": done.left, "failed": done.failed, "derived": len(histories)}
        output.as_json(counts | told | rest)
        return
    output.plain(
        f"{crawl.requests} requests ({crawl.index_pages} of the index), {crawl.captured} captures fetched,"
        f" {crawl.bytes / 1e6:.1f} MB, {crawl.seconds:.0f} s ({crawl.waited:.0f} s waiting);"
        f" {len(histories)} timelines derived"
    )
    for reason, count in sorted(failures.items()):
        output.plain(f"  {count} x {reason}")
    if crawl.odd_rows:
        output.plain(f"  {crawl.odd_rows} rows of the index were no rows and were left out")
    if done.left or done.failed:
        output.plain(
            f"  {done.left} requests still to be made, {done.failed} given up: `clausewatch backfill` tries them"
        )


def import_(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Texts, or WARC files.")],
    original: Annotated[
        str | None, typer.Option(help="The address whose text this is, where the file does not say.")
    ] = None,
    timestamp: Annotated[str | None, typer.Option(help="When it stood there: YYYYMMDDhhmmss or a date.")] = None,
    json: Json = False,
) -> None:
    """Take in texts that somebody extracted, and WARC files as an archive on disk.

    A text says in its first line what it is a text of, in the form of the Princeton-Leuven corpus, or
    --original and --timestamp say it; that is then kept as stated by you. An original that is not
    declared is declared. Of a WARC file the declared originals are taken in.

    Example: clausewatch import policy.txt --original https://acme.example/privacy --timestamp 20160805
    """
    if (original is None) != (timestamp is None):
        raise RefusalError("--original and --timestamp belong together")
    home = place.home()
    warcs = [file for file in files if file.name.endswith((".warc", ".warc.gz"))]
    stated = (original, moments.since(timestamp)) if original and timestamp else None
    texts, refused = _texts([file for file in files if file not in warcs], stated)
    _declare(texts)
    catalog = place.declared()
    with scheduler.only_writer(home.lock):
        with open_store(home.database) as store:
            taken = [scheduler.import_text(store, catalog, text) for text in texts]
            found = {warc: scheduler.import_warc(store, catalog, warc, scheduler.now()) for warc in warcs}
        histories = _derive(scheduler.derive_stale(home, catalog.timelines), len(catalog.timelines))
    _tell_imported(taken, found, refused, len(histories), json)
    if refused or any(one.damages for one in found.values()):
        raise typer.Exit(Exit.INCOMPLETE)


def _texts(files: Sequence[Path], stated: tuple[str, datetime] | None) -> tuple[list[TextFile], list[str]]:
    texts, refused = [], []
    original, timestamp = stated or (None, None)
    if stated and len(files) != 1:
        raise RefusalError("--original and --timestamp speak of one text: give one file")
    for file in files:
        try:
            texts.append(text_file(file, scheduler.now(), original=original, timestamp=timestamp))
        except (NoProvenanceError, OSError) as error:
            refused.append(str(error))
    return texts, refused


def _declare(texts: Sequence[TextFile]) -> None:
    home = place.home()
    home.policies.mkdir(parents=True, exist_ok=True)
    catalog = place.declared()
    for text in texts:
        if not catalog.covering(text.capture.original, text.capture.timestamp):
            added = add(home.policies, text.capture.original)
            output.plain(f"declared: {added.timeline} in {added.file}")
            catalog = place.declared()


def _tell_imported(
    taken: Sequence[bool], found: dict[Path, Imported], refused: Sequence[str], derived: int, json: bool
) -> None:
    damages = [damage for one in found.values() for damage in one.damages]
    counts = {
        "texts": sum(taken),
        "captures": sum(one.captures for one in found.values()),
        "known": sum(one.known for one in found.values()) + sum(not new for new in taken),
        "rows": sum(one.rows for one in found.values()),
        "undeclared": sum(one.undeclared for one in found.values()),
        "derived": derived,
    }
    if json:
        output.as_json(counts | {"refused": list(refused), "damages": damages})
        return
    output.plain(
        "{texts} texts and {captures} captures taken in, {rows} revisits, {known} known before,"
        " {undeclared} of originals that are not declared; {derived} timelines derived".format(**counts)
    )
    for line in (*refused, *damages):
        output.plain(f"not taken in: {line}")


def rebuild(
    timelines: Names = None,
    stale: Annotated[bool, typer.Option("--stale", help="Only what does not follow from the present facts.")] = False,
    json: Json = False,
) -> None:
    """Drop every conclusion and make it again from what was seen. Facts stay as they are.

    With timelines named, or --stale, those are derived anew and the others stay.

    Example: clausewatch rebuild
    """
    home, catalog = place.home(), place.declared()
    chosen = place.chosen(catalog, timelines or [])
    with scheduler.only_writer(home.lock):
        if stale or timelines:
            histories = _derive(scheduler.derive_stale(home, chosen, every=not stale), len(chosen))
        else:
            histories = _derive(scheduler.rebuild(home, chosen), len(chosen))
    counts = {
        "timelines": len(histories),
        "versions": sum(len(one.versions) for one in histories),
        "changes": sum(len(step.changes) for one in histories for step in one.revisions),
    }
    if json:
        output.as_json(counts)
    else:
        output.plain("{timelines} timelines derived: {versions} versions, {changes} changes".format(**counts))


def rule(
    kind: Annotated[RulingKind, typer.Argument(help="What the ruling is about.")],
    object_: Annotated[str, typer.Argument(metavar="CITATION", help="timeline@timestamp, with #digest for a clause.")],
    saying: Annotated[str, typer.Argument(help="A verdict; a citation; yes or no.")],
    who: Annotated[str, typer.Option(help="Who rules.")],
    why: Annotated[str, typer.Option(help="The reason, for who reads it later.")] = "",
) -> None:
    """Say what the code got wrong; a person's word stands above what the code thinks.

    verdict: what a capture is. same: two clauses are one. matters: whether a change matters.

    Example: clausewatch rule verdict acme/privacy@20180525101010 "consent wall" --who mara
    """
    citation = _checked(kind, object_, saying)
    home, catalog = place.home(), place.declared()
    timeline = catalog.timeline(citation.timeline)
    ruling = Ruling(kind=kind, object=object_, saying=saying, who=who, why=why, given_at=scheduler.now())
    with scheduler.only_writer(home.lock):
        with open_store(home.database) as store, store.writing():
            store.facts.keep_ruling(timeline.id, ruling)
        _derive(scheduler.derive_stale(home, [timeline]), 1)
    output.plain(f"ruled: {kind} of {object_} is {saying}; {timeline.id} was derived anew")


def _checked(kind: RulingKind, object_: str, saying: str) -> Citation:
    try:
        citation = Citation.parse(object_)
        if kind is RulingKind.VERDICT:
            Verdict(saying)
        elif kind is RulingKind.SAME:
            Citation.parse(saying)
    except ValueError as error:
        allowed = f"; a verdict is one of: {', '.join(Verdict)}" if kind is RulingKind.VERDICT else ""
        raise RefusalError(f"{error}{allowed}") from None
    if kind is RulingKind.MATTERS and saying not in ("yes", "no"):
        raise RefusalError(f"{saying!r}: expected yes or no")
    return citation


def _derive(histories: Iterable[History], total: int) -> list[History]:
    done = []
    with _Bar("deriving") as bar:
        for history in histories:
            done.append(history)
            bar.step(len(done), total)
    return done


class _Bar:
    """Progress with time left on a terminal; nothing on a pipe or in a log but what the command says at its end."""

    def __init__(self, what: str) -> None:
        self._progress = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=output.errors,
            transient=True,
            disable=not output.errors.is_terminal,
        )
        self._what = what
        self._task = self._progress.add_task(what, total=None)

    def __enter__(self) -> _Bar:
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def step(self, done: int, total: int) -> None:
        self._progress.update(self._task, completed=done, total=total)

    def crawled(self, progress: scheduler.CrawlProgress) -> None:
        paused = f" (archive left alone for {progress.paused:.0f} s)" if progress.paused else ""
        self._progress.update(
            self._task,
            description=f"{self._what}{paused}",
            completed=progress.captured + progress.failed,
            total=progress.queued or None,
        )


COMMANDS: dict[str, Callable[..., Any]] = {"backfill": backfill, "import": import_, "rebuild": rebuild, "rule": rule}
