"""Which containers are menus, page headers, footers and pop-ups?

By element and role, by name where links fill them, and by name around the text.  Names and elements are hints: where
much of the text stands under them, only what does not speak like a policy is cut.
"""

from __future__ import annotations

from bisect import bisect_left

from extract.one_line import TITLE_WORDS
from extract.page.boxes import Box
from extract.part.furniture import ABOVE, BELOW, FURNITURE_ROLES, FURNITURE_TAGS, MENU_NAMES, words_of_names
from extract.part.parts import Part
from model import Block

_PROSE_OF_MENUS = 200


def cut_furniture(part: Part) -> None:
    """Menus, page headers and footers, by element and role, and by name where links fill them."""
    number = part.smallest_with(0.6)
    core = part.boxes[number] if number >= 0 else None
    first, last = (core.start, core.end) if core else (0, 0)
    links, letters = part.links, part.letters
    groups: dict[str, list[Box]] = {}
    for box in part.boxes:
        start, end = box.start, box.end
        if start == end:
            continue
        if box.tag in FURNITURE_TAGS or box.modal or (box.role and box.role in FURNITURE_ROLES):
            if core is None or not start <= first <= last <= end:
                groups.setdefault(box.tag if box.tag in FURNITURE_TAGS else "role", []).append(box)
        elif (
            (links[end] - links[start]) * 2 > letters[end] - letters[start]
            and box.names
            and not first <= start <= end <= last
            and part.prose(box) < _PROSE_OF_MENUS
            and not MENU_NAMES.isdisjoint(words_of_names(box.names))
        ):
            part.drop(start, end, "furniture")
    for group in groups.values():
        _cut_group(part, group, core)
    part.sum()


def _cut_group(part: Part, group: list[Box], core: Box | None) -> None:
    """Containers of one element. A site that has much of its text in them uses it for text."""
    end = held = 0
    for box in group:
        if box.start >= end:
            held += part.prose(box)
            end = box.end
    much = not part.is_small(held)
    if much:
        part.evidence["doubt"] = f"much of the text stands in {group[0].tag} elements"
    rest = _voice_beside(part, group) if much else 0.0
    for box in group:
        if much:
            if part.is_foreign(box, rest):
                part.drop(box.start, box.end, "furniture")
        elif not (core is not None and core.start <= box.start and box.end <= core.end and _reads_on(part, box)):
            _drop_but_title(part, box)


def _voice_beside(part: Part, boxes: list[Box]) -> float:
    """How densely the page speaks the words of policies outside these containers, or as a whole if that is more."""
    inside = {i for box in boxes for i in range(box.start, box.end)}
    every = range(len(part.blocks))
    return max(part.voice(every), part.voice(i for i in every if i not in inside))


def _reads_on(part: Part, box: Box) -> bool:
    """Whether a container in the midst of the text goes on with it."""
    held, links = part.prose(box), part.links[box.end] - part.links[box.start]
    before, after = part.sums[box.start], part.total - part.sums[box.end]
    if before <= 0.05 * part.total:
        return False
    if held > 200 and links * 5 < held and box.tag in ("nav", "form", "aside"):
        return True
    return after > 0.05 * part.total and (held > 0 or box.tag == "header") and not part.is_links(box.start, box.end)


def _drop_but_title(part: Part, box: Box) -> None:
    """Cuts a box, but for the title that many pages have in their header, and the date below it."""
    inside = range(box.start, box.end)
    titles = [i for i in inside if part.is_title(i)] if box.tag == "header" or box.role == "banner" else []
    if not titles or (_other_title(part, box) and not TITLE_WORDS.search(part.blocks[titles[0]].text)):
        part.drop(box.start, box.end, "furniture")
        return
    part.drop(box.start, titles[0], "furniture")
    for i in range(titles[-1] + 1, box.end):
        if part.blocks[i].link_chars * 2 > len(part.blocks[i].text) or part.blocks[i].block is Block.ITEM:
            part.drop(i, i + 1, "furniture")


def _other_title(part: Part, box: Box) -> bool:
    """Whether another great heading, outside the box, stands before the text."""
    half = next((i for i, total in enumerate(part.sums) if total * 2 > part.total), 0)
    return any(
        part.keep[i] and part.blocks[i].level == 1 and part.is_title(i)
        for i in range(half)
        if not box.start <= i < box.end
    )


def cut_around(part: Part) -> None:
    """Menus, footers and pop-ups by name, also with prose, above the title or behind the text."""
    number, title = part.smallest_with(0.6), part.title()
    first = title if title is not None else -1
    last = part.boxes[number].end if number >= 0 else len(part.blocks)
    starts = [box.start for box in part.boxes]
    above = part.boxes[: bisect_left(starts, first)] if first > 0 else []
    behind = part.boxes[bisect_left(starts, last) :]
    found = [box for box in above if box.end <= first and _is_named(box, ABOVE)]
    found += [box for box in behind if _is_named(box, BELOW)]
    found = _outermost([box for box in found if part.is_small(part.prose(box))])
    much = not part.is_small(sum(map(part.prose, found)))
    rest = _voice_beside(part, found) if much else 0.0
    prose_boxes = [box for box in found if _is_plain_prose(part, box)]
    page = part.voice(range(len(part.blocks))) if prose_boxes else 0.0
    for box in found:
        if box in prose_boxes and part.voice(range(box.start, box.end)) >= 0.7 * page:
            part.evidence["doubt"] = "text under the names of menus and footers"
        elif not much or part.is_foreign(box, rest) or not part.voice(range(box.start, box.end)):
            part.drop(box.start, box.end, "around")
    part.sum()


def _is_named(box: Box, names: frozenset[str]) -> bool:
    return box.start < box.end and bool(box.names) and not names.isdisjoint(words_of_names(box.names))


def _outermost(boxes: list[Box]) -> list[Box]:
    found: list[Box] = []
    for box in boxes:
        if not found or box.start >= found[-1].end:
            found.append(box)
    return found


def _is_plain_prose(part: Part, box: Box) -> bool:
    """Whether a part is prose with hardly a link: it may be text under a borrowed name."""
    held = part.prose(box)
    return held >= _PROSE_OF_MENUS and (part.links[box.end] - part.links[box.start]) * 20 <= held
