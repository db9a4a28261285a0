"""How are texts, WARC files and what other archives keep taken in from the command line?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from catalog import Added, NotAddedError, Problem, Wish, add, add_wishes
from cli import coming_back, moments, ordering, output, place
from cli.answers import iso
from cli.declare import Json
from cli.exits import Exit, RefusalError
from cli.ordering import Wait, Work
from cli.progress import Bar, derived
from cli.wording import count
from model import OPERATOR, OrderKind, TimelineId, timestamp14
from settings import Home
from store import Store, open_store

if TYPE_CHECKING:  # the crawler and its libraries are loaded by the commands that need them
    from catalog import Catalog
    from exchange import Account, Layout, TakenBack, TextFile
    from scheduler.imports import Imported

_MOST_TOLD = 20  # lines about what was not taken in, of each kind; with --json all are told


@dataclass(slots=True)
class _Given:
    """What the command was given, sorted; what was declared for it, and what cannot be taken in."""

    texts: dict[Path, TextFile] = field(default_factory=dict)
    warcs: list[Path] = field(default_factory=list)
    records: dict[Path, Layout] = field(default_factory=dict)
    declarations: list[Path] = field(default_factory=list)
    exports: list[Path] = field(default_factory=list)
    declared: list[tuple[TimelineId, Path]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    named: list[Path] = field(default_factory=list)  # files and folders, as an order names them


@dataclass(frozen=True, slots=True, kw_only=True)
class _Taken:
    """What was taken in."""

    texts: Sequence[bool]
    warcs: Sequence[Imported]
    accounts: dict[Path, Account]
    back: dict[Path, TakenBack]

    @property
    def damages(self) -> list[str]:
        """Of WARC files and exports."""
        damaged = [damage for one in self.warcs for damage in one.damages]
        return damaged + [line for one in self.back.values() for line in one.wrong]


def import_(
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH", help="Texts, WARC files, datasets in ZIP; or folders of an archive.")
    ],
    original: Annotated[
        str | None, typer.Option(help="The address whose text this is, where the file does not say.")
    ] = None,
    timestamp: Annotated[str | None, typer.Option(help="When it stood there: YYYYMMDDhhmmss or a date.")] = None,
    declare: Annotated[
        bool, typer.Option("--declare", help="Declare what nothing covers yet, of WARC files and archives, too.")
    ] = False,
    wait: Wait = False,
    json: Json = False,
) -> None:
    """Take in texts, WARC files, exports, other archives' holdings.

    A text says in its first line what it is a text of, in the form of the Princeton-Leuven corpus, or
    --original and --timestamp say it; that is then kept as stated by you. An original that is not
    declared is declared. Of a WARC file the declared originals are taken in. An export of clausewatch brings all of
    its facts and what it declares; what is known already changes nothing.

    A folder is told by its layout: a clone of an Open Terms Archive repository (declarations become declarations here,
    snapshots pages, versions texts), texts in the layout of the Princeton-Leuven corpus, or WARC files. Give the
    declarations first, or with the others. With a service running all is left to that as an order.

    Example: clausewatch import policy.txt --original https://acme.example/privacy --timestamp 20160805
    """
    if (original is None) != (timestamp is None):
        raise RefusalError("--original and --timestamp belong together")
    home = place.home()
    home.policies.mkdir(parents=True, exist_ok=True)
    moment = moments.since(timestamp) if timestamp else None
    given = _sorted(paths, original, timestamp)
    _declare(home, given, wanted=declare)
    told, left = coming_back.declare(home, given.exports)
    given.refused += left
    for name in told:
        output.errors.print(output.harmless(f"declared: {name}"), soft_wrap=True)

    def check() -> None:
        _tell_left_out(given)
        if not given.named:
            raise typer.Exit(Exit.INCOMPLETE)

    arguments = {
        "files": [str(path.absolute()) for path in given.named],
        "original": original,
        "timestamp": iso(moment),
    }
    work = Work(kind=OrderKind.IMPORT, arguments=arguments, do=lambda: _import(home, given, json), check=check)
    ordering.do_or_order(home, work, wait=wait, json=json)
    if given.refused:
        raise typer.Exit(Exit.INCOMPLETE)


def _sorted(paths: Sequence[Path], original: str | None, timestamp: str | None) -> _Given:
    """What each is. What cannot be told is refused, as is a text that does not say what it is a text of."""
    import scheduler
    from exchange import Layout, NoProvenanceError, UnreadableFileError, layout_of, text_file, warcs_in

    given = _Given()
    moment = moments.since(timestamp) if timestamp else None
    if original and (len(paths) != 1 or paths[0].is_dir()):
        raise RefusalError("--original and --timestamp speak of one text: give one file")
    given.exports = coming_back.exports_among(paths)
    given.named += given.exports
    for path in (path for path in paths if path not in given.exports):
        try:
            layout = layout_of(path)
            match layout:
                case Layout.TEXT:
                    given.texts[path] = text_file(path, scheduler.now(), original=original, timestamp=moment)
                case Layout.WARC if path.is_file():
                    given.warcs.append(path)
                case Layout.WARC:
                    raise FileNotFoundError(f"{path}: no such file")
                case Layout.WARCS:
                    given.warcs += warcs_in(path)
                case Layout.DECLARATIONS:
                    given.declarations.append(path)
                case _:
                    given.records[path] = layout
        except (NoProvenanceError, UnreadableFileError, OSError) as error:
            given.refused.append(str(error))
            continue
        if layout is not Layout.DECLARATIONS:
            given.named.append(path)
    return given


# ---------------------------------------------------------------- what is to be declared before


def _declare(home: Home, given: _Given, *, wanted: bool) -> None:
    """Theirs first: they may cover what would be declared for want of them."""
    import scheduler
    from exchange import Layout, wanted_by

    for folder in given.declarations:
        _follow(home, folder, given)
    _declare_texts(home, given)
    for path, layout in given.records.items():
        if wanted or layout is Layout.CORPUS:
            _add_all(home, given, wanted_by(path, layout, place.declared(), scheduler.now()), path)
    if wanted and given.warcs:
        _add_all(home, given, _in_warcs(given.warcs, place.declared()), given.warcs[0])


def _follow(home: Home, folder: Path, given: _Given) -> None:
    from exchange import UnreadableFileError, declared_terms, follow
    from extract import check_selector

    try:
        every, untaken = declared_terms(folder, check_selector)
    except UnreadableFileError as error:
        given.refused.append(str(error))
        return
    done = follow(home.policies, every)
    given.declared += [(name, home.policies / f"{name.organisation}.toml") for name in done.added]
    given.refused += [
        *untaken,
        *map(str, done.problems),
        *(f"{name} is declared otherwise already, and left as it stands" for name in done.otherwise),
    ]


def _declare_texts(home: Home, given: _Given) -> None:
    """Declares the originals that no timeline covers yet. A text whose original cannot be declared is refused."""
    catalog = place.declared()
    for file, text in list(given.texts.items()):
        if not catalog.covering(text.capture.original, text.capture.timestamp):
            try:
                added = add(home.policies, text.capture.original)
            except NotAddedError as error:
                if text.holding.holder == OPERATOR:  # stated on the command line, so the command is wrong
                    raise
                given.refused.append(f"{file}: {error}")
                given.named.remove(file)
                del given.texts[file]
            else:
                given.declared.append((added.timeline, added.file))
                catalog = place.declared()


def _add_all(home: Home, given: _Given, wishes: Iterable[Wish], path: Path) -> None:
    answers = add_wishes(home.policies, [(wish, str(path), wish.original) for wish in wishes])
    made = [one for one in answers if isinstance(one, Added) and one.created]
    given.declared += [(one.timeline, one.file) for one in made]
    given.refused += [str(one) for one in answers if isinstance(one, Problem)]


def _in_warcs(warcs: Iterable[Path], catalog: Catalog) -> list[Wish]:
    """The originals of pages and documents: of what else a crawl saved nobody wants a history."""
    import scheduler

    found = (seen for warc in warcs for seen in scheduler.documents_in(warc))
    return [Wish(original=one) for one in dict.fromkeys(o for o, moment in found if not catalog.covering(o, moment))]


# ---------------------------------------------------------------- taking in


def _import(home: Home, given: _Given, json: bool) -> None:
    import scheduler

    catalog, before = place.declared(), scheduler.sizes(home)
    with open_store(home.database) as store:
        taken = _Taken(
            texts=[scheduler.import_text(store, catalog, text) for text in given.texts.values()],
            warcs=[scheduler.import_warc(store, catalog, warc, scheduler.now()) for warc in given.warcs],
            accounts={path: _records(store, catalog, path, layout) for path, layout in given.records.items()},
            back=coming_back.take(store, given.exports),
        )
    made = derived(scheduler.derive_stale(home, catalog.timelines), len(catalog.timelines))
    scheduler.summarise(home, before, f"import {timestamp14(scheduler.now())}")
    scheduler.deliver(home)
    if not json:
        coming_back.tell(taken.back)
    _tell_imported(given, taken, made.timelines, json)
    if taken.damages:
        raise typer.Exit(Exit.INCOMPLETE)


def _records(store: Store, catalog: Catalog, path: Path, layout: Layout) -> Account:
    import scheduler
    from exchange import UnreadableFileError, count_of

    try:
        total = count_of(path, layout)
        with Bar(f"taking in {path.name}") as bar:
            return scheduler.import_records(
                store, catalog, path, layout, scheduler.now(), step=lambda done: bar.step(done, total)
            )
    except UnreadableFileError as error:
        raise RefusalError(str(error)) from error


# ---------------------------------------------------------------- telling


def _tell_left_out(given: _Given) -> None:
    """What is known before the files are taken in, on stderr: the answer may be JSON."""
    for name, file in given.declared:
        output.errors.print(output.harmless(f"declared: {name} in {file}"), soft_wrap=True)
    for line in given.refused:
        output.errors.print(output.harmless(f"not taken in: {line}"), soft_wrap=True)


def _tell_imported(given: _Given, taken: _Taken, derived: int, json: bool) -> None:
    from exchange import Fate

    accounts = taken.accounts.values()
    fresh = (Fate.TAKEN, Fate.AGAIN)
    counts = {
        "texts": sum(taken.texts),
        "captures": sum(one.captures for one in taken.warcs)
        + sum(one.counts[fate] for one in accounts for fate in fresh)
        + sum(one.new.get("capture", 0) for one in taken.back.values()),
        "known": sum(one.known for one in taken.warcs)
        + sum(not new for new in taken.texts)
        + sum(one.counts[Fate.KNOWN] for one in accounts),
        "rows": sum(one.rows for one in taken.warcs),
        "undeclared": sum(one.undeclared for one in taken.warcs) + sum(one.counts[Fate.UNDECLARED] for one in accounts),
        "derived": derived,
    }
    if json:
        names = [str(name) for name, _ in given.declared]
        told = {str(path): one.fates for path, one in taken.accounts.items()}
        left = [str(one) for account in accounts for one in account.left]
        output.as_json(
            counts
            | {"declared": names, "refused": given.refused, "damages": taken.damages, "accounts": told, "left": left}
        )
        return
    _few(f"declared: {name} in {file}" for name, file in given.declared)
    output.plain(
        f"{count(counts['texts'], 'text')} and {count(counts['captures'], 'capture')} taken in,"
        f" {count(counts['rows'], 'revisit')}, {counts['known']} known before,"
        f" {counts['undeclared']} of originals that are not declared; {count(derived, 'timeline')} derived"
    )
    for path, account in taken.accounts.items():
        fates = ", ".join(f"{number:,} {fate}" for fate, number in account.fates.items())
        output.plain(f"{path.name}: {count(account.records, 'record')}: {fates}")
        _few(f"left: {one}" for one in account.left)
    _few(f"not taken in: {line}" for line in (*given.refused, *taken.damages))


def _few(lines: Iterable[str]) -> None:
    every = list(lines)
    for line in every[:_MOST_TOLD]:
        output.plain(line)
    if len(every) > _MOST_TOLD:
        output.plain(f"... and {len(every) - _MOST_TOLD:,} more; --json tells all")


COMMANDS: dict[str, Callable[..., Any]] = {"import": import_}
