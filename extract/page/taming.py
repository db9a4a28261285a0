"""Which pages would make the parser slow or fill the memory, and how are they cut to measure?

Three things do: its time grows with the square of the depth and of the number of attributes of one element, and an
open `<b class=...>` is repeated in every block that follows. A page of 14 kB can take 170 MB that way, one of 900 kB
seventeen seconds. Nearly no page is suspect, so looking costs next to nothing. Pages are UTF-8, and all that counts
here is ASCII.
"""

from __future__ import annotations

import re

from extract.page.elements import CONTAINERS, HEADINGS, NEVER_DEEP

_TOO_DEEP = 1000  # browsers stop nesting at 512
_MOST_STYLED = 500
_LONGEST_TAG = 8000  # characters
_HARMLESS_TAGS = 8000  # a page with more is looked through tag by tag
_HARMLESS_SIZE = 300_000  # of a page; beyond it no place is trusted by what stands near it
_SHORT_WITH_MORE = re.compile(rb"<[bBiIuUsSeEtTfFcCnN][a-zA-Z]{0,5}[\s/]")  # quicker, and rarely met so often
_STYLED = re.compile(
    rb"<(?:[bBiIuUsS]|[eE][mM]|[tT]{2}|[bB][iI][gG]|[fF][oO][nN][tT]|[cC][oO][dD][eE]|[nN][oO][bB][rR]|"
    rb"[sS][mM][aA][lL]{2}|[sS][tT][rR][iI][kK][eE]|[sS][tT][rR][oO][nN][gG])[\s/]"
)
_FORMATTING = frozenset(b"b i u s em tt big font code nobr small strike strong".split())
_TAG = re.compile(
    rb"""(?sx) < (?: !--.*?(?:-->|\Z)
    | (?i:script|style)\b (?:[^<]++|<(?!/(?i:script|style)))*+
    | (?P<end>/?) (?P<name>[a-zA-Z][^\s/>]*+) (?P<rest>[^>=]*+ (?:=\s*+(?:"[^"]*+"|'[^']*+')?+[^>=]*+)*+) )"""
)
_SCOPES = frozenset(b"table template object applet marquee html".split())
_VALUE = re.compile(rb"""=\s*+(?:"[^"]*+"|'[^']*+')""")
_LEFT_OUT = re.compile(rb"<(?!/?(?:p|br|h[1-6]|li|tr|title|script|style)\b)[^<>]{0,2000}>")
_NEVER_DEEP = frozenset(name.encode() for name in NEVER_DEEP)
_BLOCKS = frozenset(name.encode() for name in CONTAINERS)
_CLOSED_BY_BLOCKS = _BLOCKS | frozenset(name.encode() for name in HEADINGS)
# The rest of a tag up to the end of a stretch, from each of the places in it at which one may begin to read: among
# its attributes, before a value, within one.
_BETWEEN = (b" ", b"\n", b"\t", b'"', b"'", b"=")
_OPEN_VALUE = rb"""\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))?+"""
_REST = rb"[^>=]*+(?:=" + _OPEN_VALUE + rb"[^>=]*+)*+\Z"
_FROM_WITHIN = tuple(re.compile(start + _REST) for start in (rb"", _OPEN_VALUE, rb'[^"]*+"', rb"[^']*+'"))


def tamed(html: bytes) -> tuple[bytes, bool]:
    """The page as the parser may have it, and whether it was flattened since it nests deeper than browsers show."""
    if _may_hold_long_tag(html) and any(map(_is_long, _TAG.finditer(html))):
        html = _TAG.sub(_shortened, html)
    deep = _may_be_deep(html) and _is_deep(html)
    return _LEFT_OUT.sub(b" ", html) if deep else html, deep


def _may_be_deep(html: bytes) -> bool:
    tags = html.count(b"<")
    return tags > _HARMLESS_TAGS or (
        tags > 2 * _MOST_STYLED
        and len(_SHORT_WITH_MORE.findall(html)) > _MOST_STYLED
        and len(_STYLED.findall(html)) > _MOST_STYLED
    )


def _may_hold_long_tag(html: bytes) -> bool:
    """Whether a tag of many attributes may reach from before some place over a whole stretch."""
    may_be_tag = _is_near_no_end if len(html) <= _HARMLESS_SIZE else _may_go_on
    return any(may_be_tag(html, at, at + _LONGEST_TAG) for at in range(_LONGEST_TAG, len(html), _LONGEST_TAG))


def _is_near_no_end(html: bytes, at: int, end: int) -> bool:
    before = max(0, at - _LONGEST_TAG)
    if html.find(b">", at, end) >= 0 or html.rfind(b"<", before, at) <= html.rfind(b">", before, at):
        return False
    return html.count(b"/", at, end) > 250 or sum(html.count(char, at, end) for char in _BETWEEN) > 100


def _may_go_on(html: bytes, at: int, end: int) -> bool:
    return any(rest.match(html, at, end) for rest in _FROM_WITHIN)


def _is_deep(html: bytes) -> bool:
    """Whether the page nests too deep, or leaves too many styles open."""
    styled = 0
    standing: list[bytes] = []
    for match in _TAG.finditer(html):
        end, written, rest = match.groups(b"")
        name = written.lower()
        if not name or name in _NEVER_DEEP:
            continue
        if not end:
            standing.append(name)
            styled += name in _FORMATTING and rest != b""
        elif (at := _closed(standing, name)) is not None:
            del standing[at:]
            styled = max(0, styled - (name in _FORMATTING))
        if len(standing) > _TOO_DEEP or styled > _MOST_STYLED:
            return True
    return False


def _closed(standing: list[bytes], name: bytes) -> int | None:
    """Which of the open elements an end tag closes, as parsers find it; None if none, and the tag is passed over."""
    if standing and standing[-1] == name:
        return len(standing) - 1
    barriers = _SCOPES if name in _CLOSED_BY_BLOCKS else _BLOCKS
    for at in range(len(standing) - 1, max(-1, len(standing) - _TOO_DEEP // 10), -1):
        if standing[at] == name:
            return at
        if standing[at] in barriers:
            return None
    return None


def _shortened(tag: re.Match[bytes]) -> bytes:
    return b"<" + tag["end"] + tag["name"] if _is_long(tag) else tag.group()


def _is_long(tag: re.Match[bytes]) -> bool:
    """Whether a tag is too long, values of attributes aside: some hold a whole document in one."""
    if tag.end() - tag.start() <= _LONGEST_TAG or not tag["name"]:
        return False
    return len(_VALUE.sub(b"", tag["rest"])) > _LONGEST_TAG
