"""How do the blocks of a text become clauses?

Labels and bullets are taken off, headings in bold type or by their numbers are recognised, and every clause learns
what stands above it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from extract.clauses.bullets import Shape
from extract.clauses.canonical import canonical_all
from extract.clauses.labels import label_and_text
from extract.clauses.lead_ins import LeadIns
from extract.clauses.making import made
from extract.clauses.outline import Path, inner_headings
from extract.clauses.tables import Columns
from extract.clauses.titles import bold_titles, numbered_titles, titles_of_items, without_bold_lists, without_last_bold
from extract.one_line import heading_like
from extract.runs import Draft
from extract.white_space import UNSEEN, collapsed
from model import Block, Clause, Link

_RULES = f"-\u2013\u2014_*=~.\u00b7\u2022\u2026# {UNSEEN}"  # of which lines between sections are typed


_Part = tuple[Block, int, str, str, tuple[Link, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...]]
"""A clause but for its words: block, level, label, text, links, headings, context and marks."""

_HEADING, _PARAGRAPH, _ITEM, _ROW, _TERM = Block.HEADING, Block.PARAGRAPH, Block.ITEM, Block.ROW, Block.TERM


def clauses(drafts: Iterable[Draft], title_level: int = 0) -> tuple[Clause, ...]:
    """The clauses of these blocks, in order. `title_level` is 1 when a title stands above them."""
    parts = _parts([draft for draft in drafts if draft.text and not _is_rule(draft)], title_level)
    if not parts:
        return ()
    block, level, label, text, links, headings, context, marks = zip(*parts, strict=True)
    return made(
        {
            "block": block,
            "text": text,
            "words": canonical_all(text),
            "level": level,
            "label": label,
            "headings": headings,
            "context": context,
            "links": links,
            "marks": marks,
        }
    )


def _is_rule(draft: Draft) -> bool:
    """Whether a block is only a line typed between sections."""
    return draft.text[0] in _RULES and draft.block is not _ROW and not draft.text.strip(_RULES)


def _parts(drafts: Sequence[Draft], title_level: int) -> list[_Part]:
    drafts = without_bold_lists(without_last_bold(drafts))
    bold = bold_titles(drafts)
    titles = numbered_titles(drafts) | titles_of_items(drafts) | bold
    heads = _labelled_headings(drafts, titles)
    inner = _inner_headings(drafts, heads, titles, title_level)
    shape, path, leads, columns = Shape(title_level), Path(), LeadIns(), Columns()
    parts: list[_Part] = []
    for place, draft in enumerate(drafts):
        block, level, text = shape.of(draft, place in titles)
        label, links = draft.label, draft.links
        context: tuple[str, ...] = ()
        begin = len(draft.text) - len(text)
        if block is _HEADING:
            label, text = heads[place]
        elif not label and block is not _ROW:
            label, text = label_and_text(text, heading=False)
        if links and len(text) < len(draft.text):
            links = _without_label(links, draft.text, (begin, begin + len(label)), len(draft.text) - len(text))
        if label and block is not _HEADING:
            path.goes_on(label)
        above = path.above
        if block is _PARAGRAPH or block is _TERM:
            leads.paragraph(text)
        elif block is _ITEM:
            context = leads.item(level, text)
        else:
            leads.heading()
            if block is _HEADING:
                holds = bool(label) or place in bold or heading_like(text)
                above = path.heading(level, label, text, inner=place in inner) if holds else path.line(level)
            else:
                context = columns.of(draft, place)
        parts.append((block, level, label, text, links, above, context, draft.marks))
    return parts


def _labelled_headings(drafts: Sequence[Draft], titles: set[int]) -> dict[int, tuple[str, str]]:
    """Label and text of each heading, by its place."""
    return {
        place: (draft.label, draft.text) if draft.label else label_and_text(draft.text, heading=True)
        for place, draft in enumerate(drafts)
        if draft.block is _HEADING or place in titles
    }


def _inner_headings(
    drafts: Sequence[Draft], heads: Mapping[int, tuple[str, str]], titles: set[int], title_level: int
) -> set[int]:
    shape = Shape(title_level)
    return inner_headings(
        [(place, shape.of(drafts[place], place in titles)[1], label) for place, (label, _) in heads.items()]
    )


def _without_label(links: tuple[Link, ...], whole: str, label: tuple[int, int], taken: int) -> tuple[Link, ...]:
    """Links without what they hold of bullet, number and the gap behind it; a link that is the number stays."""
    kept: list[Link] = []
    done = 0
    for place, link in enumerate(links):
        start = whole.find(link.text, done)
        if start < 0 or start >= taken:
            return (*kept, *links[place:])
        done = start + len(link.text)
        shown = collapsed(whole[taken:done] if done > taken else whole[max(start, label[0]) : min(done, label[1])])
        if shown:
            kept.append(replace(link, text=shown))
    return tuple(kept)
