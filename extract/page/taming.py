"""Which pages would make the parser slow or fill the memory, and how are they cut to measure?

Three things do: its time grows with the square of the depth and of the number of attributes of one element, and an
open `<b class=...>` is repeated in every block that follows. A page of 14 kB can take 170 MB that way, one of 900 kB
seventeen seconds. Nearly no page is suspect, so looking costs next to nothing.
"""

from __future__ import annotations

import re

from extract.page.elements import CONTAINERS, HEADINGS, NEVER_DEEP

_TOO_DEEP = 1000  # browsers stop nesting at 512
_MOST_STYLED = 500
_LONGEST_TAG = 8000  # characters
_HARMLESS_SIZE, _HARMLESS_TAGS = 300_000, 8000  # a page beyond one of them is looked through tag by tag
_SHORT_WITH_MORE = re.compile(r"<[bBiIuUsSeEtTfFcCnN][a-zA-Z]{0,5}[\s/]")  # quicker, and rarely met so often
_STYLED = re.compile(
    r"<(?:[bBiIuUsS]|[eE][mM]|[tT]{2}|[bB][iI][gG]|[fF][oO][nN][tT]|[cC][oO][dD][eE]|[nN][oO][bB][rR]|"
    r"[sS][mM][aA][lL]{2}|[sS][tT][rR][iI][kK][eE]|[sS][tT][rR][oO][nN][gG])[\s/]"
)
_FORMATTING = frozenset(("b", "i", "u", "s", "em", "tt", "big", "font", "code", "nobr", "small", "strike", "strong"))
_TAG = re.compile(
    r"""(?sx) < (?: !--.*?(?:-->|\Z)
    | (?i:script|style)\b (?:[^<]++|<(?!/(?i:script|style)))*+
    | (?P<end>/?) (?P<name>[a-zA-Z][^\s/>]*+) (?P<rest>[^>=]*+ (?:=\s*+(?:"[^"]*+"|'[^']*+')?+[^>=]*+)*+) )"""
)
_SCOPES = frozenset(("table", "template", "object", "applet", "marquee", "html"))
_VALUE = re.compile(r"""=\s*+(?:"[^"]*+"|'[^']*+')""")
_LEFT_OUT = re.compile(r"<(?!/?(?:p|br|h[1-6]|li|tr|title|script|style)\b)[^<>]{0,2000}>")


def tamed(html: str) -> tuple[str, bool]:
    """The page as the parser may have it, and whether it was flattened since it nests deeper than browsers show."""
    if not _is_suspect(html):
        return html, False
    longest, deep = _dangers(html)
    if longest > _LONGEST_TAG:
        html = _TAG.sub(_shortened, html)
    return _LEFT_OUT.sub(" ", html) if deep else html, deep


def _is_suspect(html: str) -> bool:
    """Whether the parser may be slow on a page. Nearly none is suspect, so this must cost next to nothing."""
    return (
        len(html) > _HARMLESS_SIZE
        or (tags := html.count("<")) > _HARMLESS_TAGS
        or any(_may_be_tag(html, at) for at in range(_LONGEST_TAG, len(html), _LONGEST_TAG))
        or (
            tags > 2 * _MOST_STYLED
            and len(_SHORT_WITH_MORE.findall(html)) > _MOST_STYLED
            and len(_STYLED.findall(html)) > _MOST_STYLED
        )
    )


def _may_be_tag(html: str, at: int) -> bool:
    """Whether a tag of many attributes may reach from before this place over a whole stretch."""
    end = at + _LONGEST_TAG
    if html.find(">", at, end) >= 0 or html.rfind("<", at - _LONGEST_TAG, at) <= html.rfind(">", at - _LONGEST_TAG, at):
        return False
    return html.count("/", at, end) > 250 or sum(html.count(char, at, end) for char in " \n\t\"'=") > 100


def _dangers(html: str) -> tuple[int, bool]:
    """How long the longest tag is, and whether the page nests too deep."""
    longest, styled = 0, 0
    standing: list[str] = []
    for end, written, rest in _TAG.findall(html):
        name = written.lower()
        if not name or name in NEVER_DEEP:
            continue
        if len(rest) > _LONGEST_TAG:
            longest = max(longest, _bare(rest))
        if not end:
            standing.append(name)
            styled += name in _FORMATTING and rest != ""
        elif (at := _closed(standing, name)) is not None:
            del standing[at:]
            styled = max(0, styled - (name in _FORMATTING))
        if len(standing) > _TOO_DEEP or styled > _MOST_STYLED:
            return longest, True
    return longest, False


def _closed(standing: list[str], name: str) -> int | None:
    """Which of the open elements an end tag closes, as parsers find it; None if none, and the tag is passed over."""
    if standing and standing[-1] == name:
        return len(standing) - 1
    barriers = _SCOPES if name in CONTAINERS or name in HEADINGS else CONTAINERS
    for at in range(len(standing) - 1, max(-1, len(standing) - _TOO_DEEP // 10), -1):
        if standing[at] == name:
            return at
        if standing[at] in barriers:
            return None
    return None


def _shortened(tag: re.Match[str]) -> str:
    if not tag["name"] or len(tag["rest"]) <= _LONGEST_TAG or _bare(tag["rest"]) <= _LONGEST_TAG:
        return tag.group()
    return f"<{tag['end']}{tag['name']}"


def _bare(attributes: str) -> int:
    """The length of a tag's attributes without their values: some hold a whole document in one."""
    return len(_VALUE.sub("", attributes))
