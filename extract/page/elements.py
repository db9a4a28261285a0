"""Which HTML elements are blocks, which are containers, and which does no reader see?"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from extract.vocabulary import listed

UNSEEN = listed(
    "style svg head audio canvas video map select datalist textarea img link title picture source track col "
    "colgroup param base progress meter math noframes noembed"
)
FRAMES = listed("iframe frame object embed")
CONTAINERS = listed(
    "address article aside blockquote body button caption center dd details dialog dir div dl fieldset figcaption "
    "figure footer form header hgroup legend main menu nav noscript ol search section table tbody td tfoot th "
    "thead tr ul"
)
LINE_BLOCKS = listed("p li dt h1 h2 h3 h4 h5 h6 pre hr summary label option frameset")
LISTS = listed("ul ol menu dir")
BOLD = listed("b strong big")
CELLS = listed("td th")
HEADINGS = {f"h{n}": n for n in range(1, 7)}
# What an ARIA role makes of an element that says nothing by itself.
PLAIN = listed("div span section p article")
ROLES = {
    "table": "table",
    "grid": "table",
    "rowgroup": "tbody",
    "row": "tr",
    "cell": "td",
    "gridcell": "td",
    "columnheader": "th",
    "rowheader": "th",
}
# Attributes that may make a container something else, or hide it; most have none of them.
TELLING = frozenset(("role", "style", "hidden", "aria-hidden", "aria-modal", "aria-expanded"))
BLOCK_ROLES = frozenset((*ROLES, "heading"))
HEADING_LEVELS = {str(level): level for level in HEADINGS.values()}
DEEPEST_LIST = 12
NEVER_DEEP = listed(
    "p li dd dt tr td th tbody thead tfoot option br img input meta link hr col area base source wbr param path"
)

_READ_ALOUD = re.compile(
    r"(?:^|\s)(?:sr-only|visually-?hidden|screen-reader(?:-text|-only)?|visuallyhidden|"
    r"u-hiddenVisually|offscreen)(?:\s|$)",
    re.I,
)
_STYLE = re.compile(
    r"(?i)(?<![\w-])(?:(?P<hidden>display\s*:\s*none|visibility\s*:\s*hidden)"
    r"|font-weight\s*:\s*(?:(?P<bold>bold|[6-9]00)|(?P<normal>normal|lighter|[1-4]00))"
    r"|white-space\s*:\s*(?P<lines>pre))"
)
_HEADING_NAME = re.compile(
    r"(?i)(?<![a-z])(?:(?:sub)?(?:heading|headline|title)(?:[-_]?[1-6](?!\d))?|h[1-6])(?![a-z0-9])"
)
_LEVEL_NAME = re.compile("h[1-6]")
_INNER_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_LONGEST = 1000  # characters of a class or style attribute that are looked at


class Looks(NamedTuple):
    """What a style attribute says of how text looks; None where it says nothing."""

    hidden: bool = False
    bold: bool | None = None
    lines: bool = False  # line breaks in the source are shown


@lru_cache(maxsize=2048)
def looks(style: str) -> Looks:
    """How a style attribute makes text look.

    >>> looks("color: red; font-weight: 700")
    Looks(hidden=False, bold=True, lines=False)
    """
    found = {match.lastgroup for match in _STYLE.finditer(style[:_LONGEST])}
    bold = True if "bold" in found else False if "normal" in found else None
    return Looks("hidden" in found, bold, "lines" in found)


@lru_cache(maxsize=2048)
def heading_named(names: str) -> int:
    """The level of heading that a class attribute names: 1 to 6, 0 for one of no level, -1 for none.

    >>> heading_named("text-lg h2"), heading_named("title title-3"), heading_named("policySectionTitle")
    (2, 3, 0)
    >>> heading_named("titled")
    -1
    """
    lower = names.lower()
    if "title" not in lower and "head" not in lower and not _LEVEL_NAME.search(lower):  # nearly always
        return -1
    found = [match.group()[-1] for match in _HEADING_NAME.finditer(_INNER_CAPITAL.sub("-", names[:_LONGEST]))]
    if not found:
        return -1
    return next((int(last) for last in found if last.isdigit()), 0)


@lru_cache(maxsize=2048)
def read_aloud(names: str) -> bool:
    """Whether a class attribute hides an element from everyone who sees the page; screen readers read it."""
    return bool(_READ_ALOUD.search(names[:_LONGEST]))
