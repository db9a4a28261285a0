"""What does it look like to a person, since when a text says what it says?"""

from __future__ import annotations

from rich.text import Text

from cli.answers import Answer
from cli.faces import note
from cli.layout import body, hang, line, width
from cli.output import harmless
from cli.wording import SEVERAL, count, day, days, digits

_BESIDE = 40  # columns for a text, from which on its dates stand beside it, else above
_DEEPER = 2  # columns by which each heading above it moves a clause to the right
_DEEPEST = 4
_LEGEND = "A..B: after A, no later than B; ..B: no later than B; -: since it came only quiet changes, or none"


def blame(told: Answer) -> None:
    """Each clause beside the digits that cite it and its two intervals, a line each where there is room."""
    told = harmless(told)
    note(told)
    for one in told["versions"]:
        _text(one)
    body(_LEGEND, 0, "dim")
    body("`clausewatch clause CITATION` tells the life of one", 0, "dim")


def _text(one: Answer) -> None:
    line(Text(one["timeline"], style="bold").append(f"  {one['title']}", "not bold"))
    line(f"version {one['version']}, seen {days(one)}; cite a clause as {one['citation']}#digits")
    if one["clauses"]:
        _table(one)
    if one["left_out"]:
        body(f"{count(one['left_out'], 'clause')} left out that did not change since", 0, "dim")


def _table(one: Answer) -> None:
    rows = [("clause", "came", "last changed"), *map(_cells, one["clauses"])]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    head, *lines = ("  ".join(cell.ljust(size) for cell, size in zip(row, widths, strict=True)) for row in rows)
    line(head.rstrip(), "dim")
    for cells, part in zip(lines, one["clauses"], strict=True):
        _blamed(cells, part, above=bool(one["left_out"]))


def _cells(part: Answer) -> tuple[str, str, str]:
    came, changed = interval(part["came"]), interval(part["last_changed"])
    several = next((kind for kind in part["kinds"] if kind in SEVERAL), "")
    if part["came"] == part["last_changed"]:
        return digits(part), f"{came} {several}".rstrip(), "-"
    return digits(part), came, f"{changed} {_how(part) or several}".rstrip()


def _how(part: Answer) -> str:
    """Where a change is less than it seems: the words had stood before, or were seen so once only."""
    if part["returned"] or part["worded"]["by"] < part["last_changed"]["by"]:
        return "returned"
    return "seen once" if part["seen_differently"] else ""


def interval(when: Answer) -> str:
    """A bracket in few columns, as git writes ranges: without its beginning, with its end.

    >>> interval({"after": "2018-05-20T10:00:00Z", "by": "2018-05-27T10:00:00Z"})
    '2018-05-20..2018-05-27'
    >>> interval({"after": None, "by": "2018-05-27T10:00:00Z"})
    '..2018-05-27'
    >>> interval({"after": "2018-05-27T10:00:00Z", "by": "2018-05-27T10:00:05Z"})
    '2018-05-27T10:00:00..2018-05-27T10:00:05'
    """
    long = 19 if day(when["after"]) == day(when["by"]) else 10
    return f"{(when['after'] or '')[:long]}..{when['by'][:long]}"


def _blamed(cells: str, part: Answer, *, above: bool) -> None:
    """`above`: its headings stand before it, since they are not in the list."""
    indent = 0 if above else _DEEPER * min(_DEEPEST, len(part["headings"]))
    path = " › ".join([*part["headings"], ""]) if above else ""
    own = " ".join([part["label"], *part["text"].split()]).strip()
    text = Text.assemble((path, "dim"), (own, "bold" if part["block"] == "heading" else ""))
    gutter = Text(cells)
    gutter.stylize("dim", 0, len(digits(part)))
    if width() - len(cells) - 2 >= _BESIDE:
        hang(gutter, text, len(cells) + 2 + indent)
    else:
        gutter.rstrip()
        line(gutter)
        hang("", text, 4 + indent)
