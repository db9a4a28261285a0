"""What before and behind the text is no policy: promotions, related articles, questions whether the page helped?"""

from __future__ import annotations

from collections.abc import Iterable

from extract.page.boxes import Box
from extract.part.furniture import REACHES_US
from extract.part.parts import Part
from extract.vocabulary import spoken
from model import Block

_KNOWN = 0.3  # words of policies among a hundred characters: below, the language is not known well enough
_FOREIGN = 0.35  # of the text's own density
_MOST = 12  # headings over other articles that are looked at
_PROSE = 100
_TEXT = 300  # characters of prose that make a text
_ANSWERS = 6  # lines behind the question whether the page helped
_MENU = 12  # links in a row
_LISTS = frozenset(("ul", "ol", "dl", "table", "tbody"))
_BEGINNING = 0.05  # of the text


def cut_lines(part: Part) -> None:
    """Links back to the top, questions whether the page helped and their answers, measuring text, a page's tools."""
    for i, kind in part.lines.items():
        if kind == "tool" and _is_tool(part, i):
            part.drop(i, i + 1, "tools")
        elif kind in ("top", "measure"):
            part.drop(i, i + 1, "measures")
        elif kind == "helpful":
            end = i + 1
            while end < min(i + _ANSWERS, len(part.blocks)) and _is_answer(part, end):
                end += 1
            part.drop(i, end, "questions")


def _is_tool(part: Part, i: int) -> bool:
    """Whether a line on what one can do with a page stands before or behind the text, in no list of contents."""
    block = part.blocks[i]
    if block.block is Block.HEADING or any(link.target.startswith("#") for link in block.links):
        return False
    return part.sums[i] <= _BEGINNING * part.total or part.sums[i] == part.total


def _is_answer(part: Part, i: int) -> bool:
    block = part.blocks[i]
    return len(block.text) <= 12 and block.block is not Block.HEADING


def cut_strangers(part: Part) -> None:
    """Parts beside the text, or at its end, that do not speak as policies do."""
    number = part.smallest_with(0.6)
    if number < 0:
        return
    core = part.boxes[number]
    found = [box for box in _beside(part, core) if part.prose(box) >= _PROSE]
    last = _last_children(part, number)
    for box in last:
        if not _is_menu(part, box):
            break
        part.drop(box.start, box.end, "menu")
    if not found and not any(part.prose(box) and _leads_elsewhere(part, box) for box in last):
        return
    own = part.voice(range(core.start, core.end), consent=True)
    if own < _KNOWN:
        return
    found = [box for box in found if _is_stranger(part, box, own)]
    for box in found + _strangers(part, last, own):
        part.drop(box.start, box.end, "strangers")
    part.sum()


def _strangers(part: Part, last: list[Box], own: float) -> list[Box]:
    """Of the last containers those that are strangers, and the lists of links behind them."""
    found: list[Box] = []
    links: list[Box] = []
    for box in last:
        if part.prose(box):
            if not _is_stranger(part, box, own) or not _leads_elsewhere(part, box):
                break
            found += [*links, box]
            links = []
        elif part.is_links(box.start, box.end):
            links.append(box)
    return found


def _beside(part: Part, core: Box) -> list[Box]:
    """The outermost containers that the core does not stand in."""
    found: list[Box] = []
    end = 0
    for box in part.boxes:
        if box.end > box.start >= end and (box.end <= core.start or box.start >= core.end):
            found.append(box)
            end = box.end
    return found


def _last_children(part: Part, number: int) -> list[Box]:
    """The containers at the end of the core, the last one first, up to a block of text that stands in none."""
    core = part.boxes[number]
    children = [box for box in part.boxes[number + 1 :] if box.parent == number and box.end > box.start]
    found: list[Box] = []
    end = core.end
    for box in reversed(children):
        if part.sums[end] - part.sums[box.end] or not part.is_small(part.sums[core.end] - part.sums[box.start]):
            break
        found.append(box)
        end = box.start
    return found


def _is_stranger(part: Part, box: Box, own: float) -> bool:
    """Whether a part has links and prose, and its prose neither speaks of rights nor of how to reach us."""
    blocks = range(box.start, box.end)
    if part.links[box.end] == part.links[box.start] or part.voice(blocks, consent=True) > _FOREIGN * own:
        return False
    return not any(
        part.blocks[i].block is Block.ROW or (part.weights[i] and REACHES_US.search(part.blocks[i].text[:2000]))
        for i in blocks
    )


def _is_menu(part: Part, box: Box) -> bool:
    """Whether a part without prose is many links to pages of one site: partners have sites of their own."""
    if box.end - box.start < _MENU or part.prose(box) or box.tag in _LISTS or not part.is_links(box.start, box.end):
        return False
    return _one_host(part, range(box.start, box.end))


def _one_host(part: Part, blocks: Iterable[int]) -> bool:
    hosts = [_host(link.target) for i in blocks for link in part.blocks[i].links]
    return any(hosts.count(host) * 2 >= len(hosts) for host in hosts[:3])


def _host(target: str) -> str:
    return target.split("/", 3)[2] if target.startswith(("http:", "https:")) and target.count("/") > 1 else ""


def _leads_elsewhere(part: Part, box: Box) -> bool:
    """Whether a heading is a link to another page, as those of articles and products are."""
    return any(
        block.block is Block.HEADING and block.link_chars and not block.links[0].target.startswith("#")
        for block in part.blocks[box.start : box.end]
    )


def cut_links(part: Part) -> None:
    """Long rows of links to other pages of the site before the text and behind it: a menu, wherever it stands."""
    first = next((i for i, sum_ in enumerate(part.sums) if sum_ > _BEGINNING * part.total), 0)
    last = next((i for i in range(len(part.blocks) - 1, -1, -1) if part.weights[i]), 0)
    for run in _rows(part, range(min(first, len(part.blocks)))) + _rows(part, range(last + 1, len(part.blocks))):
        if len(run) >= _MENU and (run[0] < first or _one_host(part, run)):
            part.drop_if(run, "menu")


def _rows(part: Part, blocks: range) -> list[list[int]]:
    """Kept blocks in a row that are nothing but links to other pages."""
    found: list[list[int]] = [[]]
    for i in blocks:
        block = part.blocks[i]
        if not part.keep[i]:
            continue
        if block.link_chars * 5 >= len(block.text) * 4 and not block.links[0].target.startswith("#"):
            found[-1].append(i)
        else:
            found.append([])
    return found


def cut_related(part: Part) -> None:
    """From a heading over other articles on, what says no more than one word of policies."""
    for i in [i for i, kind in part.lines.items() if kind == "related" and part.keep[i]][:_MOST]:
        if not part.is_small(part.total - part.sums[i]) and part.sums[i] < _TEXT:
            continue
        end = i + 1
        while end < len(part.blocks) and (not part.weights[end] or spoken(part.blocks[end].text) < 2):
            end += 1
        if part.is_small(part.sums[end] - part.sums[i]) or _is_foreign_to(part, range(i, end), range(i)):
            part.drop(i, end, "related")
        part.sum()


def _is_foreign_to(part: Part, blocks: range, text: range) -> bool:
    return part.voice(blocks) < _FOREIGN * part.voice(text)
