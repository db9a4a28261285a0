"""How much speaks for it that a link leads to a policy of the page's company?

What speaks for it is joined as chances are, `1 - (1 - a)(1 - b)`; what speaks against it takes its share of the rest.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extract.links.judging import SEVERAL, Judged, worth

_NAMED = 0.8  # a sure name in the text, or in the address
_IN_A_ROW = 0.3
_IN_A_PLACE = 0.2  # footer, menu, header
_IN_A_FOLDER = 0.2
_MERE_TOPIC = 0.6  # of a word in a sentence: "your personal data"
_AGAINST = {
    "among forms, articles or products": 0.6,
    "calls to do something": 0.6,
    "something else is said, too": 0.6,
    "an earlier version": 0.4,
    "another domain": 0.8,
    "another edition": 0.7,
    "for some people, places or products alone": 0.8,
}
SURE = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """The score from 0 to 1, and the evidence in words."""

    score: float
    because: tuple[str, ...]


def weighed(one: Judged, *, in_a_row: bool, edition: str) -> Weighed:
    """The score of a link, its neighbours and its edition being known."""
    chance, because = 1.0, []
    for weight, reason in _for(one, in_a_row=in_a_row):
        chance *= 1 - weight
        because.append(reason)
    score = 1 - chance
    for reason in _against(one, edition):
        score *= _AGAINST[reason]
        because.append(reason)
    return Weighed(score=round(score, 3), because=tuple(because))


def is_sure(one: Judged) -> bool:
    """Whether its text is a name of a policy and nothing else, and stands in no sentence."""
    return one.text.sure >= SURE and not one.text.aside and not one.in_a_sentence


def _for(one: Judged, *, in_a_row: bool) -> Iterator[tuple[float, str]]:
    if text := worth(one.text) * (_MERE_TOPIC if one.in_a_sentence and not one.text.headed else 1.0):
        yield _NAMED * text, f"text says {one.text.words!r}" + (f" ({one.text.aside})" if one.text.aside else "")
    if path := worth(one.path):
        yield _NAMED * path, f"address says {one.path.words!r}" + (f" ({one.path.aside})" if one.path.aside else "")
    if in_a_row and not one.text.aside:
        yield _IN_A_ROW, "stands beside other policies"
    if one.place:
        yield _IN_A_PLACE, f"{one.place} link"
    if one.in_folder:
        yield _IN_A_FOLDER, "stands in a folder of policies"


def _against(one: Judged, edition: str) -> Iterator[str]:
    if one.elsewhere:
        yield "among forms, articles or products"
    if one.calls:
        yield "calls to do something"
    text, path = (name.aside not in ("", SEVERAL) for name in (one.text, one.path))
    if (text and (one.elsewhere or not one.path.headed)) or (path and not one.text.headed):
        yield "something else is said, too"
    if is_earlier(one):
        yield "an earlier version"
    if not one.own:
        yield "another domain"
    if edition:
        yield "another edition"
    if one.text.apart or one.path.apart:
        yield "for some people, places or products alone"


def is_earlier(one: Judged) -> bool:
    """Whether it is told to be a state of an earlier day. A day in an address alone may be that of the one in force."""
    said = one.text.dated or (not one.text.kind and one.text.aside == "an earlier version")
    bare = one.text.sure >= SURE and not one.text.aside
    return one.linked.address.is_memento or said or (one.path.dated and not bare)
