"""Which plain lines, lines in bold type and items of a text are its headings?"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from extract.clauses.bullets import BULLETS
from extract.clauses.counting import Number, number_of
from extract.clauses.labels import is_label, label_and_text
from extract.one_line import heading_like
from extract.runs import Draft
from model import Block

_HEADING, _PARAGRAPH, _ITEM = Block.HEADING, Block.PARAGRAPH, Block.ITEM
_TITLE_LENGTH = 80
_TITLE_END = (".", ",", ";", ":", "!", "\u3002", "\uff1b", "\uff1a", "\uff0c")
_STOP = re.compile(r"[.:;!]\s")
_LEAST_TITLES = 3


def counted(draft: Draft, heading: bool) -> Number | None:
    """Where a block stands in a count, by the number apart from its text or before it."""
    return number_of(draft.label or label_and_text(draft.text, heading)[0])


def without_last_bold(drafts: Sequence[Draft]) -> Sequence[Draft]:
    """Bold lines at the very end, with nothing below them, are an address or a signature, and no headings."""
    end = len(drafts)
    while end and drafts[end - 1].bold and drafts[end - 1].block is _PARAGRAPH:
        end -= 1
    last = [replace(draft, bold=False) for draft in drafts[end:]]
    return [*drafts[:end], *last] if last and end else drafts


def without_bold_lists(drafts: Sequence[Draft]) -> Sequence[Draft]:
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


def bold_titles(drafts: Sequence[Draft]) -> set[int]:
    return {
        place
        for place, draft in enumerate(drafts)
        if draft.bold and draft.block is _PARAGRAPH and heading_like(draft.text)
    }


def numbered_titles(drafts: Sequence[Draft]) -> set[int]:
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
    in_count = _of_one_count(labels, apart)
    plain = {place for place, label in labels.items() if label[0] not in "(\uff08"}
    if over := _titles_over_parts(drafts, plain):
        return over | in_count
    found = plain.intersection(apart)
    headings = sum(draft.block is _HEADING or (draft.bold and heading_like(draft.text)) for draft in drafts)
    return found if len(found) >= max(_LEAST_TITLES, 2 * headings) else in_count


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
    number = counted(draft, heading)
    return number if number is not None and number.style == "1" else None


def _of_one_count(labels: Mapping[int, str], places: Sequence[int]) -> set[int]:
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


def titles_of_items(drafts: Sequence[Draft]) -> set[int]:
    """Items in bold type that no item follows or precedes, but text: "General." of "(a) General. You agree ..."."""
    found: set[int] = set()
    bold = [place for place, draft in enumerate(drafts[:-1]) if draft.bold and draft.block is _ITEM]
    for place in bold:
        draft = drafts[place]
        if draft.text[0] in BULLETS or (place and drafts[place - 1].block is _ITEM):
            continue
        below = drafts[place + 1]
        stands_above = below.block is _PARAGRAPH and not (below.bold and heading_like(below.text))
        if stands_above and heading_like(draft.text):
            found.add(place)
    return found
