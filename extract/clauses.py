"""How do the blocks of a text become clauses?

Labels are taken off, headings in bold type are recognised, and every clause learns what stands above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from extract.canonical import canonical
from extract.runs import Draft, heading_like
from model import Block, Clause

_ROMAN = r"(?=[IVXLivxl])[IVXLivxl]{1,6}"
_NAMED = (
    r"(?:Article|Section|Clause|Part|Annex|Appendix|Schedule|Chapter|Artikel|Abschnitt|Articolo|"
    r"Artículo|Artigo|Sección|Seção|ARTICLE|SECTION|PART)"
)
_LABEL = re.compile(
    rf"""(?:
      (?P<sure>
        §{{1,2}}\s?\d{{1,3}}[a-z]?
      | {_NAMED}\s(?:\d{{1,3}}(?:\.\d{{1,3}}){{0,4}}|[A-Z]|{_ROMAN})(?![\w])
      | 第[一二三四五六七八九十百\d]{{1,5}}[条章节款部]
      | [（(][一二三四五六七八九十]{{1,3}}[）)]
      | (?:[一二三四五六七八九十]{{1,3}}|\d{{1,3}})、
      | \d{{1,3}}(?:\.\d{{1,3}}){{0,5}}[.)](?!\d)
      | \((?:\d{{1,3}}|[a-z]{{1,2}}|[A-Z]|{_ROMAN})\)
      | (?:[a-z]|[ivx]{{1,5}})\)
      )
    | (?P<capital>[A-Z]|{_ROMAN})[.)]
    | (?P<bare>\d{{1,2}}(?:\.\d{{1,3}}){{1,5}})
    )(?P<gap>[\s:.)\u2013\u2014-]*)""",
    re.X,
)
_BARE_IN_HEADING = re.compile(r"(?P<bare>\d{1,2})(?P<gap>\s*[\u2013\u2014:-]?\s+)(?=[^\W\d_a-z])")


def label_and_text(text: str, heading: bool) -> tuple[str, str]:
    """The number a block was given in its own text, and the text without it.

    >>> label_and_text("2.1 What we collect", heading=True)
    ('2.1', 'What we collect')
    >>> label_and_text("30 days after that", heading=False)
    ('', '30 days after that')
    """
    first = text[0]
    if first.isalpha() and not first.isascii() and first not in "第一二三四五六七八九十":
        return "", text
    match = _LABEL.match(text) or (_BARE_IN_HEADING.match(text) if heading else None)
    if not match or match.end() >= len(text) or not _is_label(match, text, heading):
        return "", text
    return text[: match.start("gap")].rstrip(), text[match.end() :]


def _is_label(match: re.Match[str], text: str, heading: bool) -> bool:
    groups = match.groupdict()
    following = text[match.end()]
    if groups.get("sure"):
        # "3.) ", "Article 5 - Data", but neither "1.)5" nor "Section 5 of this policy"
        spaced = bool(match["gap"]) or not following.isascii()
        return spaced and (
            heading or not following.islower() or not groups["sure"][0].isalpha() or ")" in groups["sure"]
        )
    if groups.get("capital"):
        return match["gap"].startswith(" ") and (heading or following.isupper()) and not _initials(text)
    return heading or following.isupper() or following in "\"'\u201c\u201e\u00ab" or not following.isascii()


def _initials(text: str) -> bool:
    """Letters with dots that are names, as in "A. B. Smith"."""
    return bool(re.match(r"[A-Z]\.\s?[A-Z]\.", text))


def clauses(drafts: Iterable[Draft], title_level: int = 0) -> tuple[Clause, ...]:
    """The clauses of these blocks, in order. `title_level` is 1 when a title stands above them."""
    path: list[tuple[int, str]] = []
    real = title_level
    columns: tuple[str, ...] = ()
    table = 0
    made = []
    for draft in drafts:
        block, level = _kind(draft, real)
        if draft.table != table:
            columns, table = (), draft.table
        made.append(_clause(draft, block, level, path, columns if not draft.header else ()))
        if block is Block.HEADING:
            real = real if draft.block is not Block.HEADING else level
            path = [step for step in path if step[0] < level]
            path.append((level, made[-1].text))
        elif draft.header:
            columns = draft.cells
    return tuple(made)


def _kind(draft: Draft, real: int) -> tuple[Block, int]:
    if draft.block is Block.PARAGRAPH and draft.bold and heading_like(draft.text):
        return Block.HEADING, min(6, max(real, 1) + 1)
    return draft.block, draft.level


def _clause(draft: Draft, block: Block, level: int, path: list[tuple[int, str]], columns: tuple[str, ...]) -> Clause:
    above = [text for depth, text in path if block is not Block.HEADING or depth < level]
    label, text = draft.label, draft.text
    if not label and block is not Block.ROW:
        label, text = label_and_text(text, heading=block is Block.HEADING)
    return Clause(
        block=block,
        text=text,
        words=canonical(text),
        level=level,
        label=label,
        headings=tuple(above),
        context=columns,
        links=draft.links,
    )
