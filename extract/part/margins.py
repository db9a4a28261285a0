"""What stands above the title, outside the text's container, and in a page's last lines?

Titles, date lines, lists of versions and ways to reach somebody stay, wherever they stand.
"""

from __future__ import annotations

from extract.one_line import DATED
from extract.page.boxes import Box
from extract.part.furniture import COLOPHON, REACHES_US, YEAR
from extract.part.parts import Part, is_dated
from extract.part.weights import prose
from extract.runs import Draft
from extract.vocabulary import density, spoken
from model import Block

_COLOPHON = 200  # characters at most: a paragraph on copyright is a clause
_SAMPLE = 1_500  # characters looked at for policy words
_ANNOUNCED = 200  # characters of an announcement
_SPEAKS = 0.35  # as densely as the rest of the text
_LAST_LINES = 8
_MOST_IN_HEAD, _LINE_IN_HEAD = 2, 60  # blocks above a title in its own container, characters of one
_LEAST_LINKS = 3
_NEAR = 3  # blocks from a title to another below it


def cut_above(part: Part) -> None:
    """Announcements above a great heading that names the page."""
    title = part.title()
    if title is None or part.sums[title] > 0.15 * part.total or not part.names_itself(title):
        return
    found = [i for i in range(_head(part, title)) if part.keep[i] and not _may_belong(part.blocks[i])]
    if part.sums[title] > _ANNOUNCED:
        speaks = part.voice(range(title)) > _SPEAKS * part.voice(range(title, len(part.blocks)))
        found = [i for i in found if not (speaks and part.weights[i])]
    part.drop_if(found, "above")
    part.drop_if(_over_links(part, title), "above")
    part.sum()


def _over_links(part: Part, title: int) -> list[int]:
    """Headings above the title with nothing but links under them that were cut: a menu had them."""
    found: list[int] = []
    links = 0
    for i in range(_head(part, title) - 1, -1, -1):
        block = part.blocks[i]
        if not part.keep[i]:
            links += bool(block.link_chars)
        elif block.block is not Block.HEADING or (links and block.text.casefold() in part.head):
            break
        elif links >= _LEAST_LINKS:
            found.append(i)
    return found


def _head(part: Part, title: int) -> int:
    """Where the lines begin that stand in one container with the title above it: whose text it is, or of what kind."""
    own = part.blocks[title].box if title < len(part.blocks) and part.is_title(title) else 0
    first = part.boxes[own].start if own > 0 else title
    above = [part.blocks[i] for i in range(first, title)]
    if len(above) > _MOST_IN_HEAD or any(not _may_head(part, block, own) for block in above):
        return title
    return first


def _may_head(part: Part, block: Draft, own: int) -> bool:
    """Whether a line may stand in the head of a text: short, no link, no button."""
    if block.link_chars or len(block.text) > _LINE_IN_HEAD or block.block is Block.ITEM:
        return False
    number = block.box
    while number > own:
        if part.boxes[number].tag == "button":
            return False
        number = part.boxes[number].parent
    return number == own


def _may_belong(block: Draft) -> bool:
    """A heading, a date line, or prose that speaks of what policies speak of."""
    return (
        block.block is Block.HEADING
        or is_dated(block)
        or _is_versions(block)
        or (prose(block) > 0 and spoken(block.text) > 0)
    )


def cut_outside(part: Part) -> None:
    """What stands outside the smallest container with nearly all of the prose, if it is no prose itself."""
    number = part.smallest_with(0.97)
    if number < 0 or part.boxes[number].parent < 0:
        return
    core = part.boxes[number]
    start = _head(part, _title_before(part, core.start))
    end = _lines_after(part, core)
    _drop_unless_prose(part, 0, start, core.parent)
    _drop_unless_prose(part, end, len(part.blocks), core.parent)
    part.sum()


def cut_colophon(part: Part) -> None:
    """Whose the page is and how often it was looked at, in the last lines of it."""
    left = _LAST_LINES
    for i in range(len(part.blocks) - 1, -1, -1):
        if not part.keep[i]:
            continue
        block = part.blocks[i]
        if len(block.text) <= _COLOPHON and COLOPHON.match(block.text):
            part.drop(i, i + 1, "colophon")
        elif part.weights[i]:
            break
        left -= 1
        if not left:
            break
    part.sum()


def _title_before(part: Part, start: int) -> int:
    """Where the title above a container stands; its start if there is none, or it holds a great one itself."""
    first = [i for i in range(start, min(start + 3, len(part.blocks))) if part.blocks[i].block is Block.HEADING]
    own = [i for i in first if part.blocks[i].level == 1]
    above = next((i for i in range(start) if part.keep[i] and part.is_title(i)), None)
    if own:
        if above is None or not part.names_itself(above):
            return start
        return above if start - above <= _NEAR or not part.names_itself(own[0]) else start
    if above is None:
        above = part.plain_title()
    if above is not None and above < start:
        return above
    near = (i for i in range(max(0, start - 12), start) if part.keep[i] and part.blocks[i].block is Block.HEADING)
    return next(near, start)


def _lines_after(part: Part, core: Box) -> int:
    """Short lines right behind the text, such as the date of its last change, belong to it."""
    end = core.end
    for i in range(core.end, min(core.end + 6, part.boxes[core.parent].end)):
        block = part.blocks[i]
        if block.block is Block.HEADING:
            break
        if is_dated(block) or _is_versions(block):
            end = i + 1
    return end


def _is_versions(block: Draft) -> bool:
    """A line that lists the versions of a text by their dates, each a link."""
    return (
        len(block.links) > 1
        and all(YEAR.search(link.text) for link in block.links)
        and bool(DATED.search(block.text.removeprefix(block.links[0].text)))
    )


def _drop_unless_prose(part: Part, start: int, end: int, column: int) -> None:
    known: bool | None = None
    for i in range(start, end):
        if not part.keep[i]:
            continue
        block = part.blocks[i]
        beside = block.box == column and column > 0 and (not block.link_chars or "@" in block.text)
        if beside or is_dated(block) or _is_versions(block):
            continue
        if part.weights[i]:
            if known is None:  # whether the words of this language are among ours
                known = density(" ".join(block.text for block in part.kept())[:_SAMPLE]) > 0.2
            if not known or spoken(block.text) or REACHES_US.search(block.text):
                continue
        part.drop(i, i + 1, "outside")
