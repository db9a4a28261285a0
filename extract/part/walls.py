"""Which parts of a page ask for consent to cookies, and are not the policy?

A wall is known by its name or by its buttons.  A name alone cuts what is small; what holds much of the page's text
needs buttons inside and a policy outside.
"""

from __future__ import annotations

from extract.page.boxes import Box
from extract.part.furniture import is_consent
from extract.part.parts import Part
from extract.part.weights import sampled
from extract.vocabulary import density, tokens
from model import DRAWN_OVER, Block

IN_A_DIALOG = "the text stands where consent dialogs do"
_REST = 300  # characters of prose that a page needs besides its walls
_MOST = 40  # dialogs looked at: real pages have one or two
_BANNER = 400  # characters: too few for the words of policies to be counted
_APART = 12  # blocks between two buttons of one dialog at most
_ASKED = frozenset(("cookie", "cookies", "consent", "partners", "partenaires", "partner"))
_SPEAKS_OF_COOKIES = 0.02  # of the words
_READS_AS_POLICY = 0.6  # words of policies among a hundred characters


def cut_walls(part: Part) -> None:
    """Consent dialogs, unless they may be what the page is for."""
    _cut_drawn_over(part)
    buttons = {i: kind for i, kind in part.lines.items() if kind in ("accept", "refuse")}
    named = _named(part)[:_MOST]
    walls = [box for box in named if _may_be_wall(part, box, buttons)]
    if len(walls) < len(named):
        part.evidence["doubt"] = IN_A_DIALOG
    if not part.is_small(sum(map(part.prose, walls))):
        walls = [box for box in walls if _is_wall(part, box, buttons)]
        part.evidence["doubt"] = IN_A_DIALOG
    for box in walls:
        part.drop(box.start, box.end, "consent")
    if walls:
        part.sum()
    if any(part.keep[i] for i in buttons):
        _cut_nameless(part, buttons)


def _cut_drawn_over(part: Part) -> None:
    """What a browser saw drawn over the page, where the page below reads as a policy by itself."""
    drawn: list[Box] = []
    for box in part.boxes:
        if DRAWN_OVER in box.names and part.prose(box) and (not drawn or box.start >= drawn[-1].end):
            drawn.append(box)
    inside = sum(map(part.prose, drawn))
    if not drawn or part.total - inside < max(_REST, inside):
        return
    covered = {i for box in drawn for i in range(box.start, box.end)}
    if density(_sampled(part, [i for i in range(len(part.blocks)) if i not in covered])) < _READS_AS_POLICY:
        return
    for box in drawn:
        part.drop(box.start, box.end, "overlay")
    part.sum()


def _may_be_wall(part: Part, box: Box, buttons: dict[int, str]) -> bool:
    """Whether a part named as a dialog is one: it has its buttons, or no prose, or stands apart and asks."""
    if not part.prose(box) or any(box.start <= i < box.end for i in buttons):
        return True
    inside = range(box.start, box.end)
    if not _stands_apart(part, box):
        return False
    asks = _asks(_sampled(part, inside)) >= _SPEAKS_OF_COOKIES
    if asks and part.prose(box) < _BANNER:
        return True
    own, rest = part.voice(inside), part.voice(range(len(part.blocks)))
    return (asks and own < rest) or (part.is_small(part.prose(box)) and own < 0.5 * rest)


def _named(part: Part) -> list[Box]:
    """The outermost containers named as consent dialogs are."""
    found: list[Box] = []
    end = 0
    for box in part.boxes:
        if box.end > box.start >= end and box.names and is_consent(box.names):
            found.append(box)
            end = box.end
    return found


def _is_wall(part: Part, box: Box, buttons: dict[int, str], *, named: bool = True) -> bool:
    """Whether a part with much of the text is a wall: buttons in it, and outside it what reads as a policy."""
    kinds = {kind for i, kind in buttons.items() if box.start <= i < box.end}
    if len(kinds) < 2 or part.total - part.prose(box) < _REST:
        return False
    if named and part.is_small(part.prose(box)):
        return True
    inside, outside = range(box.start, box.end), [*range(box.start), *range(box.end, len(part.blocks))]
    titled = _has_title(part, outside)
    if titled != _has_title(part, inside) and (named or not titled):
        return titled
    wall, rest = _sampled(part, inside), _sampled(part, outside)
    if not named:
        reads = titled or density(rest) >= _READS_AS_POLICY
        return reads and (_beside_text(part, box) or _asks(rest) < 0.5 * _asks(wall))
    return density(rest) >= _READS_AS_POLICY and (_asks(rest) < _asks(wall) or density(rest) > density(wall))


def _beside_text(part: Part, box: Box) -> bool:
    """Whether the container of the page's other text does not hold this one: a panel in a policy stands inside it."""
    need, found = 0.9 * (part.total - part.prose(box)), None
    for other in part.boxes:
        around = other.start <= box.start and box.end <= other.end
        if part.prose(other) - around * part.prose(box) >= need:
            found = other
    return found is not None and not (found.start <= box.start and box.end <= found.end)


def _has_title(part: Part, blocks: range | list[int]) -> bool:
    return any(
        part.blocks[i].block is Block.HEADING
        and part.keep[i]
        and (
            part.blocks[i].level == 1 or (len(part.blocks[i].text) > 3 and part.blocks[i].text.casefold() in part.head)
        )
        for i in blocks
    )


def _sampled(part: Part, blocks: range | list[int]) -> str:
    return sampled([part.blocks[i].text for i in blocks if part.weights[i]])


def _asks(text: str) -> float:
    """How often a text speaks of cookies and consent."""
    words = tokens(text)
    return sum(word in _ASKED for word in words) / (len(words) + 1)


def _cut_nameless(part: Part, buttons: dict[int, str]) -> None:
    """Dialogs known by a button that accepts and one that refuses, before the text or behind it."""
    for i in [i for i, kind in buttons.items() if kind == "accept" and part.keep[i]][:_MOST]:
        other = next((k for k, kind in buttons.items() if kind == "refuse" and abs(k - i) <= _APART), None)
        box = None if other is None else _around(part, i, other)
        if box is None or not part.keep[i]:
            continue
        if _stands_apart(part, box) and (part.is_small(part.prose(box)) or _is_wall(part, box, buttons, named=False)):
            part.drop(box.start, box.end, "consent")
            part.sum()


def _around(part: Part, one: int, other: int) -> Box | None:
    """The greatest container around two buttons that holds neither the title nor nearly all of the text."""
    number, found = part.blocks[one].box, None
    first, last = min(one, other), max(one, other)
    title = part.title()
    while number > 0:
        box = part.boxes[number]
        if box.start <= first and last < box.end:
            inside = range(box.start, box.end)
            if part.prose(box) >= 0.9 * part.total or (
                title in inside if title is not None else _has_title(part, inside)
            ):
                break
            found = box
        number = box.parent
    return found


def _stands_apart(part: Part, box: Box) -> bool:
    """Whether hardly any text stands before or hardly any behind: a dialog is no paragraph among others."""
    before, after = part.sums[box.start], part.total - part.sums[box.end]
    return min(before, after) <= 0.05 * part.total
