"""Which part of a page says again what another says, for screens of another size?"""

from __future__ import annotations

from itertools import accumulate

from extract.page.boxes import Box
from extract.part.parts import Part

_REPEATED = 0.9
_MOST = 12  # containers with half of the text that are compared
_LETTERS = 2_000
_LEAST_BLOCKS = 3  # different ones: a sentence said again and again is no copy of the text
_LEAST = 0.1  # of the text: what a container must hold to count as a copy


def cut_copies(part: Part) -> None:
    """Later copies of (nearly) the whole text; of a short copy and a fuller one, the fuller stays."""
    if not part.total:
        return
    again, before = _repeats(part)
    if sum(again) * 4 < part.total:
        _drop_twin(part)
        return
    dropped = _drop_boxes(part, again) or _drop_boxes(part, before)
    if not dropped and sum(again) * 5 > part.total * 2 and sum(map(bool, before)) >= _LEAST_BLOCKS:
        _drop_tail(part, again)
    part.sum()


def _repeats(part: Part) -> tuple[list[int], list[int]]:
    """The prose of each block that stands before already, and of each that comes again."""
    first: dict[str, int] = {}
    again = [0] * len(part.blocks)
    before = [0] * len(part.blocks)
    for i, weight in enumerate(part.weights):
        if weight:
            at = first.setdefault(part.blocks[i].text, i)
            if at != i:
                again[i] = before[at] = weight
    return again, before


def _drop_boxes(part: Part, repeated: list[int]) -> bool:
    sums = [0, *accumulate(repeated)]
    end, dropped = 0, False
    for box in part.boxes:
        held = part.prose(box)
        if box.start < end or held < _LEAST * part.total or held > 0.8 * part.total:
            continue
        if sums[box.end] - sums[box.start] >= _REPEATED * held:
            part.drop(box.start, box.end, "copy")
            end, dropped = box.end, True
    return dropped


def _drop_tail(part: Part, again: list[int]) -> None:
    """A copy without a container of its own: from where the text begins again."""
    start = next(i for i, weight in enumerate(again) if weight)
    if sum(again[start:]) >= _REPEATED * sum(part.weights[start:]):
        part.drop(start, len(part.blocks), "copy")


def _drop_twin(part: Part) -> None:
    """The second of two containers, each with nearly half of the text, whose letters are the same in other blocks."""
    great = map(part.boxes.__getitem__, part.great)
    halves = [box for box in great if 0.4 <= part.prose(box) / part.total <= 0.6]
    halves = list({(box.start, box.end): box for box in halves}.values())[:_MOST]
    for one in halves:
        for other in halves:
            if one.end <= other.start and _letters(part, one) == _letters(part, other):
                part.drop(other.start, other.end, "copy")
                part.sum()
                return


def _letters(part: Part, box: Box) -> str:
    """What the prose and the lines of a container begin with, white space aside."""
    text = ""
    for block in part.blocks[box.start : box.end]:
        text += "".join(block.text.split())
        if len(text) > _LETTERS:
            break
    return text[:_LETTERS]
