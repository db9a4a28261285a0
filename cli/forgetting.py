"""How are words erased that must not be kept: personal data, what a takedown names?"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Annotated, Any

import typer

from cli import erasures, output, place
from cli.declare import Json
from cli.exits import Exit, RefusalError
from cli.progress import derived
from model import Citation, Digest, original_key
from settings import Home
from store import Found, NoRoomError, Sought, Store, open_store, shrink


def forget(
    words: Annotated[
        str | None, typer.Option(help="All that holds these words; - reads them from the standard input.")
    ] = None,
    digest: Annotated[
        list[str] | None, typer.Option(help="The body with this SHA-256. Several times if need be.")
    ] = None,
    capture: Annotated[list[str] | None, typer.Option(help="A capture, as TIMELINE@YYYYMMDDhhmmss.")] = None,
    original: Annotated[list[str] | None, typer.Option(help="Every capture of this address.")] = None,
    reason: Annotated[str, typer.Option(help="Why; it is kept, and must not hold the words.")] = "",
    who: Annotated[str, typer.Option(help="Who erases; it is kept.")] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only tell what would go.")] = False,
    finish: Annotated[bool, typer.Option("--finish", help="Go on with an erasure that was cut off.")] = False,
    listed: Annotated[bool, typer.Option("--list", help="Tell what was erased, when and why.")] = False,
    json: Json = False,
) -> None:
    """Erase words that must not be kept.

    A body goes whole, with its headers, what was read of it, the wordings that only it had and the alerts that told of
    it; named words go from every row besides. Digest, reason and date stay, and an equal body is not kept again. The
    histories are made anew, and the file is written anew, so that nothing is left in it. It cannot be undone. Backups,
    exports and messages that were sent are out of reach: it names those that it knows of.

    Example: clausewatch forget --words "Jane Doe" --reason "asked by her" --who mara --dry-run
    """
    import scheduler

    home = place.home()
    if not home.database.exists():
        raise RefusalError(f"{home.database} is not there: nothing was recorded yet", Exit.NOTHING)
    if listed:
        erasures.tell_all(home, json=json)
        return
    if finish:
        _go_on(home)
        return
    said = sys.stdin.readline().strip() if words == "-" else words
    if not dry_run:
        _refuse_bad_reasons(said, reason, who)
    with place.writing(home), open_store(home.database) as store:
        named = [*_digests(digest or ()), *_captured(store, capture or ()), *_of(store, original or ())]
        if said is None and not named:
            raise RefusalError("nothing is named: expected --words, --digest, --capture or --original")
        found = _found(store, said, named)
        erasures.tell_found(found, home, json=json)
        if found.nothing:
            _finish_what_was_cut_off(home, store)
            raise RefusalError("nothing that is kept holds that", Exit.NOTHING)
        if dry_run:
            return
        if not yes and not typer.confirm("Erase all of it? It cannot be undone.", err=True):
            raise RefusalError("nothing was erased", Exit.INCOMPLETE)
        with store.writing():
            store.erasing.erase(found, reason=reason, who=who, now=scheduler.now())
        trouble = _trouble(home, store)
    _derive(home)
    erasures.tell_out_of_reach(home, found)
    if trouble:
        raise trouble


def _refuse_bad_reasons(words: str | None, reason: str, who: str) -> None:
    for name, value in (("--reason", reason), ("--who", who)):
        if not value.strip():
            raise RefusalError(f"{name} is missing: it stays in the place of what is erased")
        if words is not None and _sought(words).is_in(value):
            raise RefusalError(f"{name} holds the words that are to be erased, and is kept: say it without them")


def _sought(words: str) -> Sought:
    try:
        return Sought(words)
    except ValueError as error:
        raise RefusalError(f"--words has {error}") from None


# ---------------------------------------------------------------- what is named


def _digests(given: Sequence[str]) -> Iterator[Digest]:
    for one in given:
        digest = one.removeprefix("sha256:").lower()
        if len(digest) != 64 or set(digest) - set("0123456789abcdef"):
            raise RefusalError(f"{one!r}: expected the 64 hexadecimal digits of a SHA-256")
        yield Digest(digest)


def _captured(store: Store, given: Sequence[str]) -> Iterator[Digest]:
    for one in given:
        try:
            citation = Citation.parse(one)
        except ValueError as error:
            raise RefusalError(f"{one}: {error}") from None
        looked = store.questions.looked_at(citation.timeline)
        digests = {looked.capture.digest for looked in looked if looked.capture.timestamp == citation.moment}
        if not digests:
            said = f"{one}: no capture of that second was read; `clausewatch log {citation.timeline} --json` names them"
            raise RefusalError(said, Exit.NOTHING)
        yield from digests


def _of(store: Store, given: Sequence[str]) -> Iterator[Digest]:
    for one in given:
        kept = store.facts.kept_at(original_key(one))
        if not kept:
            raise RefusalError(f"{one}: nothing is kept of this address", Exit.NOTHING)
        yield from {capture.digest for _, capture, *_ in kept}


def _found(store: Store, words: str | None, digests: Sequence[Digest]) -> Found:
    if words is not None:
        _sought(words)
    found = store.erasing.find(words, digests)
    if found.names:
        raise RefusalError(
            f"the words stand in a name, which is not erased: {', '.join(found.names)}; give what is called so another"
            " name, in policies and watches, and begin a new home, or name bodies by --digest"
        )
    return found


# ---------------------------------------------------------------- erasing


def _go_on(home: Home) -> None:
    with place.writing(home), open_store(home.database) as store:
        _finish(home, store)
    _derive(home)
    output.plain("finished: nothing of what was erased is left in the file")


def _trouble(home: Home, store: Store) -> RefusalError | None:
    """Why the file could not be written anew; what follows from the facts is made anew in any case."""
    try:
        _finish(home, store)
    except RefusalError as refusal:
        return refusal
    return None


def _finish(home: Home, store: Store) -> None:
    """Writes the file anew. Refuses where it cannot: the rows are without the words then, and the file not yet."""
    import scheduler

    if not store.erasing.unfinished():
        return
    try:
        shrink(store, home.database)
    except NoRoomError as error:
        raise RefusalError(
            f"{error}; what was erased still lies in the file: {erasures.GO_ON}", Exit.INCOMPLETE
        ) from None
    if not store.erasing.finish(scheduler.now()):
        said = "another process still reads the database as it was: end it (a web page, a query, a backup)"
        raise RefusalError(f"{said}; what was erased still lies in the file: {erasures.GO_ON}", Exit.INCOMPLETE)


def _finish_what_was_cut_off(home: Home, store: Store) -> None:
    if store.erasing.unfinished():
        _finish(home, store)


def _derive(home: Home) -> None:
    """Whatever does not follow from the present facts, as after an erasure that was cut off."""
    import scheduler

    declared = place.declared().timelines if home.policies.is_dir() else ()
    with place.writing(home):
        derived(scheduler.derive_stale(home, declared), len(declared))


COMMANDS: dict[str, Callable[..., Any]] = {"forget": forget}
