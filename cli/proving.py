"""How is evidence made, so that others can check it without us?"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Annotated, Any

import typer

import evidence
import versions
from cli import output, place, proofs, stamping
from cli.declare import Json
from cli.exits import Exit, RefusalError
from cli.finding import Found, find, find_by_citation
from cli.proofs import Proof
from store import Store


def evidence_of(
    of: Annotated[
        str | None,
        typer.Argument(metavar="TIMELINE|CITATION", help="A whole policy, or a text: timeline@date or a citation."),
    ] = None,
    after: Annotated[
        str | None,
        typer.Argument(metavar="[CITATION]", help="A later text: then it is what changed between the two."),
    ] = None,
    alert: Annotated[
        str | None, typer.Option(metavar="NAME", help="What this alert rested on; with the root that stands in it.")
    ] = None,
    to: Annotated[
        Path | None, typer.Option(metavar="PATH", help="What is made, which must not be there. Default: a name here.")
    ] = None,
    as_zip: Annotated[bool, typer.Option("--zip", help="One ZIP file in place of a folder.")] = False,
    timestamp: Annotated[
        bool, typer.Option("--timestamp", help="Ask evidence.authority of the settings to stamp the root.")
    ] = False,
    json: Json = False,
) -> None:
    """Evidence that others can check without clausewatch.

    Of a text, a change, a whole policy or an alert: a folder with the bodies, the headers as each holder gave them,
    rows of archives' indexes, the texts, what changed, a manifest with the root of a tree over it all, and a program
    that checks it: `python3 verify.py`. Its README.txt says what it proves and what it does not. The same facts give
    the same bytes.

    Example: clausewatch evidence acme/privacy@2018-05-01 acme/privacy@2018-06-01 --zip
    """
    authority = stamping.authority(place.home()) if timestamp else None
    with place.looking() as store:
        proof = _proof(store, of, after, alert)
        path = to or Path(proof.name + ".zip" * as_zip)
        _refuse_if_there(path)
        stamped = stamping.stamped(proof.bundle, authority) if authority else stamping.Stamped()
        _write(path, proof.bundle.files(proof.readme(stamped=bool(stamped.content)), stamped.content), as_zip=as_zip)
    _, faults, told = evidence.verify(path)
    if faults:
        raise RefusalError(f"{path}: what was written is not whole: {faults[0]}", Exit.INCOMPLETE)
    root = f"sha256:{proof.bundle.root}"
    if json:
        answer = {"path": str(path), "root": root, "about": proof.about, "parts": len(proof.bundle.parts), "told": told}
        output.as_json(answer | {"timestamp": stamped.told() if authority else None})
    else:
        output.plain("\n".join([str(path), f"root {root}", *told]))
    if stamped.failure:
        raise RefusalError(f"{path} is without a timestamp: {stamped.failure}", Exit.INCOMPLETE)


def _proof(store: Store, of: str | None, after: str | None, alert: str | None) -> Proof:
    from crawler.manners import version

    program = f"clausewatch {version()}"
    if alert is not None:
        if of is not None:
            raise RefusalError("--alert names what is meant: leave out the rest")
        found = store.outbox.alert(alert)
        if found is None:
            raise RefusalError(f"{alert}: no alert, or more than one, has a name that begins so", Exit.NOTHING)
        return proofs.of_alert(store, found)
    if of is None:
        raise RefusalError("evidence of what? Expected a timeline, timeline@date, a citation, two of these, or --alert")
    if after is not None:
        return proofs.of_change(store, _one(store, of), _one(store, after), program)
    if "@" not in of:
        return proofs.of_policy(store, find(store, place.known(store, of), None), program)
    return proofs.of_version(store, _one(store, of), program)


def _one(store: Store, named: str) -> Found:
    """The only version that something names."""
    found = find_by_citation(store, named) if "@" in named else find(store, place.known(store, named), None)
    if len(found.versions) != 1:
        cited = " or ".join(str(versions.cite(found.timeline, one)) for one in found.versions)
        raise RefusalError(f"{named}: {found.note}; expected {cited}, or both for what changed between them")
    return found


def _refuse_if_there(path: Path) -> None:
    if path.exists() or path.is_symlink():
        raise RefusalError(f"{path} is there already: name another one with --to")


def _write(path: Path, files: Iterable[tuple[str, bytes]], *, as_zip: bool) -> None:
    """It has its name only once it is whole."""
    part = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _remove(part)  # of a process that was killed
        _as_file(part, files) if as_zip else _as_folder(part, files)
        part.rename(path)
    except (OSError, evidence.TooLargeError) as error:
        said = error.strerror if isinstance(error, OSError) else ""
        raise RefusalError(f"{path}: {said or error}") from None
    finally:
        _remove(part)


def _as_file(path: Path, files: Iterable[tuple[str, bytes]]) -> None:
    with path.open("wb") as file:
        for piece in evidence.zipped(files):
            file.write(piece)


def _as_folder(path: Path, files: Iterable[tuple[str, bytes]]) -> None:
    for name, content in files:
        file = path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


COMMANDS: dict[str, Callable[..., Any]] = {"evidence": evidence_of}
