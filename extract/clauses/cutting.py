"""How do the blocks of a text become clauses?

Labels and bullets are taken off, headings in bold type or by their numbers are recognised, and every clause learns
what stands above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from extract.clauses.canonical import canonical_all
from extract.clauses.labels import Number, is_label, label_and_text, number_of
from extract.clauses.making import made
from extract.clauses.outline import LeadIns, Path, inner_headings
from extract.runs import UNSEEN, Draft, collapsed, heading_like
from model import Block, Clause, Link

# Bullets that were typed, or that Word's fonts left (U+F0B7).  An asterisk marks footnotes, a plus telephone numbers.
_BULLETS = (
    "\u2022\u2023\u25e6\u2043\u2219\u00b7\u25aa\u25ab\u25cf\u25cb\u25a0\u25a1\u25c6\u25c7\u27a2\u27a4\u2756"
    "\uf0b7\u2013\u2014-"
)
_BULLET = re.compile(rf"(?:([{_BULLETS}])\s++)++(?=\S)")
_STARTS = frozenset(_BULLETS)
_DEEPEST_TYPED = 6
_TITLE_LENGTH = 80
_TITLE_END = (".", ",", ";", ":", "!", "\u3002", "\uff1b", "\uff1a", "\uff0c")
_STOP = re.compile(r"[.:;!]\s")
_LEAST_TITLES = 3
_RULES = f"-\u2013\u2014_*=~.\u00b7\u2022\u2026# {UNSEEN}"  # of which lines between sections are typed


_Part = tuple[Block, int, str, str, tuple[Link, ...], tuple[str, ...], tuple[str, ...]]
"""A clause but for its words: block, level, label, text, links, headings and context."""

_HEADING, _PARAGRAPH, _ITEM, _ROW, _TERM = Block.HEADING, Block.PARAGRAPH, Block.ITEM, Block.ROW, Block.TERM


def clauses(drafts: Iterable[Draft], title_level: int = 0) -> tuple[Clause, ...]:
    """The clauses of these blocks, in order. `title_level` is 1 when a title stands above them."""
    parts = _parts([draft for draft in drafts if draft.text and not _is_rule(draft)], title_level)
    if not parts:
        return ()
    block, level, label, text, links, headings, context = zip(*parts, strict=True)
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
        }
    )


def _is_rule(draft: Draft) -> bool:
    """Whether a block is only a line typed between sections."""
    return draft.text[0] in _RULES and draft.block is not _ROW and not draft.text.strip(_RULES)


def _parts(drafts: Sequence[Draft], title_level: int) -> list[_Part]:
    drafts = _without_bold_lists(_without_last_bold(drafts))
    bold = _bold_titles(drafts)
    titles = _numbered_titles(drafts) | _titles_of_items(drafts) | bold
    heads = _labelled_headings(drafts, titles)
    inner = _inner_headings(drafts, heads, titles, title_level)
    shape, path, leads, columns = _Shape(title_level), Path(), LeadIns(), _Columns()
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
        parts.append((block, level, label, text, links, above, context))
    return parts


def _without_last_bold(drafts: Sequence[Draft]) -> Sequence[Draft]:
    """Bold lines at the very end, with nothing below them, are an address or a signature, and no headings."""
    end = len(drafts)
    while end and drafts[end - 1].bold and drafts[end - 1].block is _PARAGRAPH:
        end -= 1
    last = [replace(draft, bold=False) for draft in drafts[end:]]
    return [*drafts[:end], *last] if last and end else drafts


def _without_bold_lists(drafts: Sequence[Draft]) -> Sequence[Draft]:
    """Bold lines that count on, one right behind the other, are a list or the contents, and no headings."""
    bold = [place for place, draft in enumerate(drafts) if draft.bold and draft.block is _PARAGRAPH]
    further = _LEAST_TITLES - 1
    if not any(last - first == further for first, last in zip(bold, bold[further:], strict=False)):
        return drafts
    listed: list[int] = []
    run: list[int] = []
    last: Number | None = None
    for place, draft in enumerate(drafts):
        number = _number(draft, heading=True) if draft.bold and draft.block is _PARAGRAPH else None
        run = [*run, place] if run and number and last and number == last.next() else [place] if number else []
        last = number
        if len(run) >= _LEAST_TITLES:
            listed += run[-1:] if len(run) > _LEAST_TITLES else run
    if not listed:
        return drafts
    plain = set(listed)
    return [replace(draft, bold=False) if place in plain else draft for place, draft in enumerate(drafts)]


def _bold_titles(drafts: Sequence[Draft]) -> set[int]:
    return {
        place
        for place, draft in enumerate(drafts)
        if draft.bold and draft.block is _PARAGRAPH and heading_like(draft.text)
    }


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
    shape = _Shape(title_level)
    return inner_headings(
        [(place, shape.of(drafts[place], place in titles)[1], label) for place, (label, _) in heads.items()]
    )


class _Shape:
    """Which kind of block a draft is: titles are headings, typed bullets make items."""

    def __init__(self, title_level: int) -> None:
        self._real = title_level  # of the last heading that was marked as one
        self._above = title_level  # of the last one that is no item's
        self._typed: list[str] = []  # the bullets of the typed list that is open, outermost first
        self._lists: list[int] = []  # depths, as marked, of the lists that are open

    def of(self, draft: Draft, title: bool) -> tuple[Block, int, str]:
        block, text = draft.block, draft.text
        if title:
            self._typed, self._lists = [], []
            if block is _PARAGRAPH:
                self._above = max(self._real, 1) + 1
            return _HEADING, min(6, self._above + (block is _ITEM)), text
        if block is _PARAGRAPH:
            if text[0] in _STARTS and not draft.label and (bullet := _BULLET.match(text)):
                return _ITEM, self._depth(self._typed_level(bullet[1])), text[bullet.end() :]
            self._typed = []
            return block, 0, text
        self._typed = []
        if block is _ITEM:
            bullet = _BULLET.match(text) if text[0] in _STARTS and not draft.label else None
            return block, self._depth(max(1, draft.level)), text[bullet.end() :] if bullet else text
        if block is _HEADING:
            self._real = self._above = min(6, max(1, draft.level))
            self._lists = []
            return block, self._real, text
        return block, 0, text

    def _depth(self, level: int) -> int:
        """How deep an item stands: what it is marked as, less the lists that hold nothing but lists."""
        lists = self._lists
        while lists and lists[-1] > level:
            lists.pop()
        if not lists or lists[-1] < level:
            lists.append(level)
        return len(lists)

    def _typed_level(self, bullet: str) -> int:
        """How deep a typed item stands: every other kind of bullet opens a list inside."""
        typed = self._typed
        if bullet in typed:
            del typed[typed.index(bullet) + 1 :]
        elif len(typed) < _DEEPEST_TYPED:
            typed.append(bullet)
        return len(typed)


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


# ---------------------------------------------------------------- headings by number alone


def _numbered_titles(drafts: Sequence[Draft]) -> set[int]:
    """Plain lines such as "3. Fees" that are headings: several, each with text below it.

    In a text that has hardly another heading they need not be of one count.
    """
    lines = [
        (place, draft)
        for place, draft in enumerate(drafts)
        if draft.block is _PARAGRAPH and not draft.bold and len(draft.text) <= _TITLE_LENGTH
    ]
    labels = {place: label for place, draft in lines if (label := _label_of_title(draft))}
    if len(labels) < _LEAST_TITLES:
        return set()
    apart = [place for place in labels if place + 1 < len(drafts) and not {place - 1, place + 1} & labels.keys()]
    counted = _counted(labels, apart)
    plain = {place for place, label in labels.items() if label[0] not in "(\uff08"}
    if over := _titles_over_parts(drafts, plain):
        return over | counted
    found = plain.intersection(apart)
    headings = sum(draft.block is _HEADING or (draft.bold and heading_like(draft.text)) for draft in drafts)
    return found if len(found) >= max(_LEAST_TITLES, 2 * headings) else counted


def _titles_over_parts(drafts: Sequence[Draft], found: set[int]) -> set[int]:
    """Lines such as "2. Fees" where "2.1" follows upon most of them; there may be headings of other kinds, then."""
    count = {place: number.parts for place in found if (number := _number(drafts[place], heading=True))}
    whole = {place for place, parts in count.items() if len(parts) == 1}
    whole = {place for place in whole if place + 1 not in whole and place - 1 not in whole}
    over = [place for place in whole if _number_parts(drafts, place + 1)[:-1] == count[place]]
    return whole if len(over) >= max(_LEAST_TITLES, len(whole) / 2) else set()


def _number_parts(drafts: Sequence[Draft], place: int) -> tuple[int, ...]:
    number = _number(drafts[place], heading=False) if place < len(drafts) else None
    return number.parts if number else ()


def _number(draft: Draft, heading: bool) -> Number | None:
    """The number of a block that counts with digits alone."""
    number = number_of(draft.label or label_and_text(draft.text, heading)[0])
    return number if number is not None and number.style == "1" else None


def _counted(labels: Mapping[int, str], places: Sequence[int]) -> set[int]:
    """The places whose labels belong to one count: 6.1, 6.2, 6.3, or (a), (b), (c); 1, 2, 3 may be steps."""
    counts: dict[object, list[tuple[int, int]]] = {}
    for place in places:
        number = number_of(labels[place])
        if number is not None and (len(number.parts) > 1 or number.style != "1"):
            counts.setdefault((number.style.strip("("), number.parts[:-1]), []).append((number.parts[-1], place))
    return {
        place for count in counts.values() if len({last for last, _ in count}) >= _LEAST_TITLES for _, place in count
    }


def _label_of_title(draft: Draft) -> str:
    """The number of a plain line that may be a heading; "" if it is none."""
    text = draft.text
    if text.endswith(_TITLE_END):
        return ""
    label, rest = label_and_text(text, heading=True)
    if not label:
        return text if is_label(text) and text[0].isalpha() else ""
    sentence = rest[:1].islower() or _STOP.search(rest)
    return label if not draft.label and len(rest) > 2 and not sentence else ""


def _titles_of_items(drafts: Sequence[Draft]) -> set[int]:
    """Items in bold type that no item follows or precedes, but text: "General." of "(a) General. You agree ..."."""
    found: set[int] = set()
    bold = [place for place, draft in enumerate(drafts[:-1]) if draft.bold and draft.block is _ITEM]
    for place in bold:
        draft = drafts[place]
        if draft.text[0] in _STARTS or (place and drafts[place - 1].block is _ITEM):
            continue
        below = drafts[place + 1]
        stands_above = below.block is _PARAGRAPH and not (below.bold and heading_like(below.text))
        if stands_above and heading_like(draft.text):
            found.add(place)
    return found


# ---------------------------------------------------------------- tables


class _Columns:
    """The column headings of the table that is being read."""

    def __init__(self) -> None:
        self._table = 0
        self._place = -2  # of the last row
        self._columns: tuple[str, ...] = ()
        self._heads = False  # whether only rows of headings were met

    def of(self, draft: Draft, place: int) -> tuple[str, ...]:
        """Takes a row in; the column headings above it, none above those themselves."""
        if draft.table != self._table or place != self._place + 1:
            self._table, self._columns, self._heads = draft.table, (), True
        self._place = place
        if not draft.header:
            self._heads = False
            return self._columns
        self._columns = column_headings(self._columns, draft.cells) if self._heads else draft.cells
        self._heads = True
        return ()


def column_headings(upper: tuple[str, ...], lower: tuple[str, ...]) -> tuple[str, ...]:
    """Headings of two rows, one above the other, as those of one.

    >>> column_headings(("Data", "Data"), ("Kind", "Use"))
    ('Data: Kind', 'Data: Use')
    """
    if len(upper) != len(lower):
        return lower  # also where there is none above
    return tuple([": ".join(dict.fromkeys(filter(None, both))) for both in zip(upper, lower, strict=True)])
