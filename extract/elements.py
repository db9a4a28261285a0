"""Which HTML elements are blocks, which are containers, and which does no reader see?"""

from __future__ import annotations

import re


def _set(names: str) -> frozenset[str]:
    return frozenset(names.split())


UNSEEN = _set(
    "script style template svg head iframe frame object embed canvas audio video map select datalist "
    "textarea input img meta link title picture source track col colgroup param base progress meter math"
)
CONTAINERS = _set(
    "address article aside blockquote body center dd details dialog dir div dl fieldset figcaption "
    "figure footer form header hgroup legend main menu nav noscript ol section table tbody td tfoot th "
    "thead tr ul caption button search"
)
LINE_BLOCKS = _set("p li dt h1 h2 h3 h4 h5 h6 pre hr summary label option frameset")
LISTS = frozenset(("ul", "ol", "menu", "dir"))
BOLD = frozenset(("b", "strong", "big"))
HEADINGS = {f"h{n}": n for n in range(1, 7)}
ONLY_FOR_READERS = re.compile(
    r"(?:^|\s)(?:sr-only|visually-?hidden|screen-reader(?:-text|-only)?|visuallyhidden|"
    r"u-hiddenVisually|offscreen)(?:\s|$)",
    re.I,
)
NO_DISPLAY = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
DEEPEST_LIST = 12
NEVER_DEEP = _set(
    "p li dd dt tr td th tbody thead tfoot option br img input meta link hr col area base source wbr param path"
)
