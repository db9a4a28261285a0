"""Which lines and words of a document only date it, head what stands below, or point elsewhere?

Such a line can come and go without a change of what the document says: page templates show the date twice, write a
heading as bold text, spell out an address behind a link.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from diffs.alignment.dates import date_frame, own_dates
from diffs.lexicon import MODALITY
from model import Block, Clause, Edit, EditKind

_DATE_WORDS = 9  # of a line that holds nothing but a date and what it means
_ANNOUNCES = re.compile(
    r"\b(?:new|our|we|your?|will|chang\w*|upcoming|neue[nrs]?|unsere?|wir|nouve\w+|nos|notre|nuev\w+|nuov\w+)\b",
    re.IGNORECASE,
)
_HEADING_WORDS = 10
_NOT_HEADING = re.compile(
    r"[.!?:;,|@]|https?:|\d|\b(?:we|you|your|our|us|i|wir|sie|ihr\w*|unser\w*|nous|vous|votre|vos|notre|nos)\b"
    r"|\b(?:inc|ltd|llc|gmbh|ag|plc|corp|limited|bv|sas|srl)\b",
    re.IGNORECASE,
)
_FOREIGN = re.compile(r"[^\W\d_a-z\u00aa-\u024f]")  # scripts in which no words of law are known here
_LABEL = re.compile(r"^\W*(?:(?:\d{1,3}(?:\.\d{1,3})*|[a-z]|[ivx]{1,5})[.)]?\s+)?", re.IGNORECASE)
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,6}(?:/\S*)?|(?:[\w.-]+/)+[\w.-]*", re.IGNORECASE
)
_POINTER = re.compile(
    r"(?:(?:to (?:learn|read|find out) more(?: about [^.,;]{1,60})?,? ?)?(?:please )?(?:(?:click|see|go|read more"
    r"|learn more|more|available|find out more) )?(?:(?:on |at |by visiting )?(?:this|the following|our) "
    r"(?:link|page|site|website|web ?page|address)|here|below)"
    r"|(?:hier|hier klicken|klicken sie (?:bitte )?hier|unter diesem link|dieser link|mehr erfahren)"
    r"|(?:(?:cliquez )?ici|en cliquant ici|ce lien|cette page|en savoir plus|aquí|haga clic aquí|qui|clicca qui)"
    r"|learn more|read more|(?:click|tap) here)"
)
_EDGES = " \t\n.,;:!?\"'()[]<>«»“”‘’-–—*_"


def is_date_line(clause: Clause) -> bool:
    """Whether a clause says nothing but from when its text is: "Effective: 3 May 2019", "Page last update: ..."."""
    text = clause.text
    if len(text.split()) > _DATE_WORDS or _ANNOUNCES.search(text):
        return False
    frame = date_frame(text)
    return bool(own_dates(text)) or (frame is not None and frame != text.casefold())


def is_lone_heading(at: int, clauses: Sequence[Clause]) -> bool:
    """Whether a clause heads what stands below it and says nothing itself.

    A short line is one only where its neighbours are none: in a list of names each line is a name.
    """
    return _heads(clauses[at]) and not any(
        clauses[near].block is not Block.HEADING and _heads(clauses[near])
        for near in (at - 1, at + 1)
        if 0 <= near < len(clauses)
    )


def _heads(clause: Clause) -> bool:
    if clause.block not in (Block.HEADING, Block.PARAGRAPH):
        return False
    text = clause.text[_LABEL.match(clause.text).end() :].strip(_EDGES)  # type: ignore[union-attr]
    few = 0 < len(text.split()) <= _HEADING_WORDS
    said = _NOT_HEADING.search(text) or _FOREIGN.search(text.casefold()) or MODALITY.search(text.casefold())
    return few and text[:1].isupper() and not said


def only_points(edits: Sequence[Edit]) -> bool:
    """Whether all that went or came are visible addresses, or words that stand for one, and there is an address or a
    pointer at all. Mail addresses are none: who reads them may write there.
    """
    parts = [edit.text.casefold().strip(_EDGES) for edit in edits if edit.kind is not EditKind.KEPT]
    parts = [part for part in parts if part]
    return bool(parts) and all("@" not in part and (_points(part)) for part in parts)


def _points(part: str) -> bool:
    return bool(_POINTER.fullmatch(part) or _ADDRESS.fullmatch(part))
