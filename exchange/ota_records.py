"""What does a commit of Open Terms Archive say of a file?

Its repositories hold one file per document, recorded anew by one commit each. What a commit is stands in its subject,
in an older and a newer form; whose document it is, in the path alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import PurePosixPath

from exchange.arrivals import Fate, Left
from exchange.git_log import Commit, FileChange
from exchange.ota_names import FRONT

FORMS = {".md": "text/markdown; charset=utf-8", ".html": "text/html; charset=utf-8", ".pdf": "application/pdf"}
"""Kinds of files that are records, with what each is. Pages are UTF-8, whatever they say: the recorder decoded them."""

_SUBJECTS = (
    ("First record of ", "Start tracking "),
    ("Record new changes of ", "Update "),
    ("Apply technical or declaration upgrade on ", "Refilter "),
)
_TRAILER = re.compile(r"([A-Za-z0-9]+(?:-[A-Za-z0-9]+)*):[ \t]*(.*)")
_MOST_TRAILERS = 20
_LONGEST_VALUE = 8_192


class Occasion(StrEnum):
    """Why a record was made."""

    FIRST = "first"
    CHANGE = "change"
    UPGRADE = "upgrade"  # the archive's engine or selectors changed


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One file as one commit recorded it. `document` names one of the pages that make up the terms, else it is ""."""

    sha: str
    path: str
    blob: str
    moment: datetime
    occasion: Occasion
    service: str
    terms: str
    document: str
    suffix: str
    trailers: tuple[tuple[str, str], ...]

    @property
    def source(self) -> str:
        return f"{self.sha}:{self.path}"

    def said(self, name: str) -> str:
        """The value of a trailer, "" if there is none; names are in lower case."""
        return dict(self.trailers).get(name, "")


class Renames:
    """Under which name files of a former name go on. To be told of commits as the log gives them, the latest first."""

    def __init__(self) -> None:
        self._later: dict[str, str] = {}

    def note(self, commit: Commit) -> None:
        """A file that goes while another comes with the same bytes was renamed."""
        gone = {one.before: one.path for one in commit.changes if one.before and not one.after}
        for one in commit.changes:
            former = gone.pop(one.after, None) if one.after and not one.before else None
            if former is not None:
                self._later[former] = self.today(one.path)

    def today(self, path: str) -> str:
        """Pages of combined terms are named by the terms' name: they are followed file by file all the same."""
        return self._later.get(path, path)


def records_of(commit: Commit, renames: Renames) -> Iterator[Record | Left]:
    """What became of every file that the commit touches; of one that touches none, of the commit."""
    renames.note(commit)
    subject, _, _ = commit.message.lstrip().partition("\n")
    occasion = occasion_of(subject)
    if occasion is None or not commit.changes:
        yield Left(source=commit.sha, fate=Fate.HOUSEKEEPING, detail=subject[:80])
        return
    for change in commit.changes:
        yield _record(commit, change, occasion, renames)


def occasion_of(subject: str) -> Occasion | None:
    """Why the record was made, by the first words of the subject; None where it is no record's.

    >>> occasion_of("Refilter Bramble Privacy Policy")
    <Occasion.UPGRADE: 'upgrade'>
    """
    kinds = zip(Occasion, _SUBJECTS, strict=True)
    return next((occasion for occasion, beginnings in kinds if subject.startswith(beginnings)), None)


def _record(commit: Commit, change: FileChange, occasion: Occasion, renames: Renames) -> Record | Left:
    source = f"{commit.sha}:{change.path}"
    if not change.after:
        return Left(source=source, fate=Fate.HOUSEKEEPING, detail="a file that goes")
    path = PurePosixPath(renames.today(change.path))
    if len(path.parts) != 2 or path.suffix not in FORMS:
        return Left(source=source, fate=Fate.NO_RECORD, detail="expected SERVICE/TERMS.md, .html or .pdf")
    if commit.moment is None:
        return Left(source=source, fate=Fate.NO_DATE)
    terms, apart, document = path.stem.partition(" #")
    return Record(
        sha=commit.sha,
        path=change.path,
        blob=change.after,
        moment=commit.moment,
        occasion=occasion,
        service=path.parts[0],
        terms=terms,
        document=document or (FRONT if apart else ""),
        suffix=path.suffix,
        trailers=trailers_of(commit.message),
    )


def trailers_of(message: str) -> tuple[tuple[str, str], ...]:
    """The lines `Name: value` of the last paragraph, if all of it is such; names in lower case."""
    body, _, last = message.strip().rpartition("\n\n")
    found = [_TRAILER.fullmatch(line.strip()) for line in last.splitlines()[:_MOST_TRAILERS]] if body else []
    if not all(found):
        return ()
    return tuple((one[1].lower(), one[2].strip()[:_LONGEST_VALUE]) for one in found if one)
