"""How are texts and WARC files taken in from the command line?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from catalog import Added, NotAddedError, add
from cli import coming_back, moments, ordering, output, place
from cli.answers import iso
from cli.declare import Json
from cli.exits import Exit, RefusalError
from cli.ordering import Wait, Work
from cli.progress import derived
from cli.wording import count
from model import OPERATOR, OrderKind, timestamp14
from settings import Home
from store import open_store

if TYPE_CHECKING:  # the crawler and its libraries are loaded by the commands that need them
    from crawler.texts import TextFile
    from exchange import TakenBack
    from scheduler.imports import Imported


def import_(
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="Texts, or WARC files.")],
    original: Annotated[
        str | None, typer.Option(help="The address whose text this is, where the file does not say.")
    ] = None,
    timestamp: Annotated[str | None, typer.Option(help="When it stood there: YYYYMMDDhhmmss or a date.")] = None,
    wait: Wait = False,
    json: Json = False,
) -> None:
    """Take in texts, WARC files and exports.

    A text says in its first line what it is a text of, in the form of the Princeton-Leuven corpus, or
    --original and --timestamp say it; that is then kept as stated by you. An original that is not
    declared is declared. Of a WARC file the declared originals are taken in. An export of clausewatch brings all of
    its facts and what it declares; what is known already changes nothing. With a service running it is left to that
    as an order.

    Example: clausewatch import policy.txt --original https://acme.example/privacy --timestamp 20160805
    """
    if (original is None) != (timestamp is None):
        raise RefusalError("--original and --timestamp belong together")
    from scheduler.imports import is_warc

    home = place.home()
    exports = coming_back.exports_among(files)
    warcs = [file for file in files if is_warc(file) and file.is_file() and file not in exports]
    moment = moments.since(timestamp) if timestamp else None
    stated = (original, moment) if original and moment else None
    texts, refused = _texts([file for file in files if file not in (*warcs, *exports)], stated)
    told, left = coming_back.declare(home, exports)
    refused += left
    declared = _declare(texts, refused)
    for name in told:
        output.errors.print(output.harmless(f"declared: {name}"), soft_wrap=True)

    def do() -> None:
        _import(home, texts, warcs, exports, refused, declared, json)

    arguments = {
        "files": [str(file.absolute()) for file in (*texts, *warcs, *exports)],
        "original": original,
        "timestamp": iso(moment),
    }

    def check() -> None:
        _tell_left_out(declared, refused)
        if not arguments["files"]:
            raise typer.Exit(Exit.INCOMPLETE)

    work = Work(kind=OrderKind.IMPORT, arguments=arguments, do=do, check=check)
    ordering.do_or_order(home, work, wait=wait, json=json)
    if refused:
        raise typer.Exit(Exit.INCOMPLETE)


def _import(
    home: Home,
    texts: dict[Path, TextFile],
    warcs: Sequence[Path],
    exports: Sequence[Path],
    refused: Sequence[str],
    declared: Sequence[Added],
    json: bool,
) -> None:
    import scheduler

    catalog, before = place.declared(), scheduler.sizes(home)
    with open_store(home.database) as store:
        taken = [scheduler.import_text(store, catalog, text) for text in texts.values()]
        found = {warc: scheduler.import_warc(store, catalog, warc, scheduler.now()) for warc in warcs}
        back = coming_back.take(store, exports)
    made = derived(scheduler.derive_stale(home, catalog.timelines), len(catalog.timelines))
    scheduler.summarise(home, before, f"import {timestamp14(scheduler.now())}")
    scheduler.deliver(home)
    if not json:
        coming_back.tell(back)
    _tell_imported(taken, found, back, refused, declared, made.timelines, json)
    if any(one.damages for one in found.values()) or any(one.wrong for one in back.values()):
        raise typer.Exit(Exit.INCOMPLETE)


def _tell_left_out(declared: Sequence[Added], refused: Sequence[str]) -> None:
    """What is known before the files are taken in, on stderr: the answer may be JSON."""
    for one in declared:
        output.errors.print(output.harmless(f"declared: {one.timeline} in {one.file}"), soft_wrap=True)
    for line in refused:
        output.errors.print(output.harmless(f"not taken in: {line}"), soft_wrap=True)


def _texts(files: Sequence[Path], stated: tuple[str, datetime] | None) -> tuple[dict[Path, TextFile], list[str]]:
    import scheduler
    from crawler.texts import NoProvenanceError, text_file

    texts: dict[Path, TextFile] = {}
    refused: list[str] = []
    original, timestamp = stated or (None, None)
    if stated and len(files) != 1:
        raise RefusalError("--original and --timestamp speak of one text: give one file")
    for file in files:
        try:
            texts[file] = text_file(file, scheduler.now(), original=original, timestamp=timestamp)
        except (NoProvenanceError, OSError) as error:
            refused.append(str(error))
    return texts, refused


def _declare(texts: dict[Path, TextFile], refused: list[str]) -> list[Added]:
    """Declares the originals that no timeline covers yet. A text whose original cannot be declared is refused."""
    home = place.home()
    home.policies.mkdir(parents=True, exist_ok=True)
    catalog, new = place.declared(), []
    for file, text in list(texts.items()):
        if not catalog.covering(text.capture.original, text.capture.timestamp):
            try:
                new.append(add(home.policies, text.capture.original))
            except NotAddedError as error:
                if text.holding.holder == OPERATOR:  # stated on the command line, so the command is wrong
                    raise
                refused.append(f"{file}: {error}")
                del texts[file]
            else:
                catalog = place.declared()
    return new


def _tell_imported(
    taken: Sequence[bool],
    found: dict[Path, Imported],
    back: dict[Path, TakenBack],
    refused: Sequence[str],
    declared: Sequence[Added],
    derived: int,
    json: bool,
) -> None:
    damages = [damage for one in found.values() for damage in one.damages]
    wrong = [line for one in back.values() for line in one.wrong]
    counts = {
        "texts": sum(taken),
        "captures": sum(one.captures for one in found.values())
        + sum(one.new.get("capture", 0) for one in back.values()),
        "known": sum(one.known for one in found.values()) + sum(not new for new in taken),
        "rows": sum(one.rows for one in found.values()),
        "undeclared": sum(one.undeclared for one in found.values()),
        "derived": derived,
    }
    if json:
        names = [str(one.timeline) for one in declared]
        output.as_json(counts | {"declared": names, "refused": list(refused), "damages": [*damages, *wrong]})
        return
    for one in declared:
        output.plain(f"declared: {one.timeline} in {one.file}")
    output.plain(
        f"{count(counts['texts'], 'text')} and {count(counts['captures'], 'capture')} taken in,"
        f" {count(counts['rows'], 'revisit')}, {counts['known']} known before,"
        f" {counts['undeclared']} of originals that are not declared; {count(derived, 'timeline')} derived"
    )
    for line in (*refused, *damages):
        output.plain(f"not taken in: {line}")


COMMANDS: dict[str, Callable[..., Any]] = {"import": import_}
