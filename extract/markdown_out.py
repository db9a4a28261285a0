"""How is a reading shown as Markdown?"""

from __future__ import annotations

import re

from model import Block, Clause, Reading

_SPECIAL = re.compile(
    r"[\\*`\[\]<>]|(?<!\w)_|_(?!\w)|&(?=#?\w+;)|(?<=^)[#+>-]|(?<=^\d)[.)](?=\s)|(?<=^\d\d)[.)](?=\s)|"
    r"(?<=^\d\d\d)[.)](?=\s)"
)
_NUMBER = re.compile(r"\d{1,3}[.)]$")
_RULES = re.compile(r"[-=_*\s]+$")


def markdown(reading: Reading, links: bool = False) -> str:
    """The reading as Markdown, title first if the page shows one. With `links`, targets are kept."""
    parts: list[str] = []
    if reading.title and reading.evidence.get("title") == "heading":
        parts = ["# ", _escaped(reading.title), "\n"]
    above: Clause | None = None
    for clause in reading.clauses:
        if parts and not _joins(above, clause):
            parts.append("\n")
        parts += [_line(clause, links), "\n"]
        above = clause
    return "".join(parts)


def _joins(above: Clause | None, clause: Clause) -> bool:
    """Whether no empty line stands between two clauses: items of a list, rows of a table."""
    if above is None or above.block is not clause.block:
        return False
    if clause.block is Block.ROW:
        return bool(clause.context) or not above.context
    return clause.block is Block.ITEM


def _line(clause: Clause, links: bool) -> str:
    text = _body(clause, links)
    if clause.block is Block.HEADING:
        return f"{'#' * max(1, clause.level)} {text}"
    if clause.block is Block.ITEM:
        indent = "    " * (max(1, clause.level) - 1)
        if _NUMBER.match(clause.label):
            return indent + text.replace("\\", "", 1)
        return f"{indent}* {text}"
    if clause.block is Block.ROW:
        return f"| {text} |"
    return text


def _body(clause: Clause, links: bool) -> str:
    text = f"{clause.label} {clause.text}" if clause.label else clause.text
    if not links or not clause.links:
        return _escaped(text)
    parts: list[str] = []
    done = 0
    for link in clause.links:
        start = text.find(link.text, done)
        if start >= 0 and link.target:
            parts += [_escaped(text[done:start]), f"[{_escaped(link.text)}](<{_target(link.target)}>)"]
            done = start + len(link.text)
    return "".join(parts) + _escaped(text[done:])


def _target(target: str) -> str:
    return re.sub(r"[<>\s]", lambda match: f"%{ord(match.group()):02X}", target)


def _escaped(text: str) -> str:
    if _RULES.match(text):
        return re.sub(r"([-=_*])", r"\\\1", text)
    return _SPECIAL.sub(r"\\\g<0>", text)
