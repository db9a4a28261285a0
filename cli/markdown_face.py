"""What does an answer look like in Markdown?

What policies say comes from strangers: none of it becomes markup, a comment's end or a link that runs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlsplit

import diffs
import extract
from cli import whereabouts, wording
from cli.answers import Answer
from cli.output import harmless
from model import Change, Clause, Edit, EditKind, Reading

_SCHEMES = frozenset({"", "http", "https", "mailto", "tel"})


def version(one: Answer, text: Reading, note: str) -> str:
    """A version's text under a comment that says where it comes from."""
    source = one["provenance"]
    held = "\n     held by ".join(_commented(held) for held in wording.held_by(source))
    head = (
        f"<!-- {one['citation']} {note}".rstrip(),
        f"     {_commented(source['original'])} at {source['timestamp']}, sha256:{source['digest']}",
        f"     held by {held} -->",
    )
    title = f"# {_escaped(text.title)}\n\n" if text.title else ""
    return "\n".join(head) + "\n\n" + title + extract.markdown(without_harm(text), links=True)


def diff(told: Answer, changes: Sequence[Change]) -> str:
    """The redline, with where both sides come from."""
    before, after = told["before"], told["after"]
    lines = [f"# {after['timeline']}: {wording.day(before['last_seen'])} to {wording.day(after['first_seen'])}", ""]
    if told["bracket"]:
        lines += [f"Changed {told['bracket']['phrase']}.", ""]
    lines += [f"*{note}*\n" for note in wording.notes(told)]
    for name in ("before", "after"):
        source = told[name]["provenance"]
        lines.append(f"- {name}: {_code(told[name]['citation'])}, sha256 {_code(source['digest'])}")
        lines += [f"    - {_code(held)}" for held in wording.held_by(source)]
    for part in told["sections"]:
        if "rows" in part:
            lines += ["", f"## {_escaped(whereabouts.section(part))}"]
        for row in whereabouts.rows(part, told["changes"]):
            lines += ["", *_row(row, told["changes"], changes)]
    if told["left_out"]:
        lines += ["", f"{wording.count(told['left_out'], 'quiet change')} left out."]
    return "\n".join(lines)


def _row(row: Answer | str, answers: Sequence[Answer], changes: Sequence[Change]) -> list[str]:
    if isinstance(row, str):
        return [f"*{_escaped(row)}*"]
    if "unchanged" in row:
        return [f"*… {whereabouts.folded(row)} …*"]
    number = row["change"]
    answer = answers[number]
    edits = [replace(edit, text=harmless(edit.text)) for edit in changes[number].edits]
    return [f"**{wording.kind_words(answer['kinds'])}** {_code(_cited(answer))}", "", diffs.as_markdown(edits)]


def _cited(change: Answer) -> str:
    return str((change["after"] or change["before"])[0]["citation"])


def _escaped(text: str) -> str:
    return diffs.as_markdown([Edit(kind=EditKind.KEPT, text=harmless(text))])


def _code(text: str) -> str:
    return f"`{harmless(text).replace('`', '%60')}`"


def _commented(text: str) -> str:
    """An address that cannot end the comment it stands in; it leads where it led before."""
    return re.sub("-(?=[->])|^>|^->", "%2D", harmless(text).replace("\n", " "))


def without_harm(text: Reading) -> Reading:
    """The reading with nothing in it that a terminal would act on, and no link that runs."""
    return replace(text, title=harmless(text.title), clauses=tuple(_clause(clause) for clause in text.clauses))


def _clause(clause: Clause) -> Clause:
    links = tuple(
        replace(link, text=harmless(link.text), target=harmless(link.target))
        for link in clause.links
        if _leads_somewhere(link.target)
    )
    return replace(clause, text=harmless(clause.text), label=harmless(clause.label), links=links)


def _leads_somewhere(target: str) -> bool:
    """Not a script: `javascript:` and its kin are left as the words they stand under."""
    try:
        return urlsplit("".join(harmless(target).split())).scheme.lower() in _SCHEMES
    except ValueError:
        return False
