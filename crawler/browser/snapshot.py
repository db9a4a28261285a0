"""What stands on a page, as HTML that can be read without a browser?

Made of Chromium's own snapshot (DOMSnapshot.captureSnapshot), which scripts of the page cannot tamper with: shadow
roots, open and closed, stand in it where they are shown.  Frames are put in the place of their elements.  Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any
from urllib.parse import urljoin

from model import DRAWN_OVER

STYLES = ("display", "position", "z-index")
"""The computed styles that a snapshot has to be asked for, in this order."""

_ELEMENT, _TEXT, _DOCUMENT, _ROOT = 1, 3, 9, 11
_NO_TEXT = frozenset({"SCRIPT", "STYLE", "NOSCRIPT", "TEMPLATE", "OBJECT", "EMBED", "SVG", "CANVAS", "VIDEO", "AUDIO"})
_OF_A_HEAD = frozenset({"HTML", "HEAD", "BODY", "TITLE", "META", "LINK", "BASE"})
_VOID = frozenset({"AREA", "BASE", "BR", "COL", "HR", "IMG", "INPUT", "LINK", "META", "SOURCE", "TRACK", "WBR"})
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9:._-]{0,99}")
_FRAMES = frozenset({"IFRAME", "FRAME"})
_ANEW = frozenset({"nonce", "integrity", "srcset", "srcdoc", "charset", "http-equiv"})
_LINKS = frozenset({"href", "src"})
_LONGEST = 2_000  # characters of an attribute; longer ones are data
_DEEPEST = 400  # elements in one another; what is deeper stands beside its parent
_MOST_FRAMES_DEEP = 5
_ABOVE = 100  # a z-index from which on an absolute box is meant to cover others
_PAGE = 400  # characters that have to stand on the page besides what is drawn over it
_LARGE = 2  # times as much as all else: then it is no overlay but the page


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One answer of captureSnapshot. `others` are snapshots of frames in other processes, by their element's number."""

    answer: Mapping[str, Any]
    others: Mapping[int, Snapshot]

    @property
    def address(self) -> str:
        """Of what is shown."""
        address: str = self.answer["strings"][self.answer["documents"][0]["documentURL"]]
        return address


def html_of(snapshot: Snapshot) -> bytes:
    """A whole document in UTF-8, with a byte order mark, since headers may name the charset that the server sent."""
    parts = ["\ufeff<!DOCTYPE html>\n"]
    parts += _Writer(snapshot, 0, 0).written()
    return "".join(parts).encode("utf-8", "replace")


class _Writer:
    """Writes one document of a snapshot, the frames in it included."""

    def __init__(self, snapshot: Snapshot, number: int, deep: int) -> None:
        self._snapshot, self._deep = snapshot, deep
        self._strings: Sequence[str] = snapshot.answer["strings"]
        document = snapshot.answer["documents"][number]
        self._nodes = document["nodes"]
        self._kinds: Sequence[int] = self._nodes["nodeType"]
        self._names: Sequence[int] = self._nodes["nodeName"]
        self._base = self._string(document["baseURL"]) or self._string(document["documentURL"])
        self._styles = _styles(document["layout"], self._strings)
        self._frames = _rare(self._nodes.get("contentDocumentIndex"))
        self._pseudo = _rare(self._nodes.get("pseudoType"))
        self._below = self._children()
        self._over = self._drawn_over()

    def _string(self, number: int) -> str:
        return self._strings[number] if number >= 0 else ""

    def _children(self) -> list[list[int]]:
        below: list[list[int]] = [[] for _ in self._kinds]
        for node, parent in enumerate(self._nodes["parentIndex"]):
            if parent >= 0:
                below[parent].append(node)
        return below

    def _drawn_over(self) -> set[int]:
        """The outermost boxes that are drawn over the page, unless they are what the page is for."""
        covering: dict[int, int] = {}  # node -> the outermost covering box that it stands in, its own included
        length: dict[int, int] = {}
        total = 0
        for node, parent in enumerate(self._nodes["parentIndex"]):  # parents come before their children
            box = covering.get(parent, -1)
            if box < 0 and self._covers(node):
                box = node
            covering[node] = box
            if self._kinds[node] == _TEXT and not self._is_mute(parent):
                size = len(self._string(self._nodes["nodeValue"][node]).strip())
                total += size
                if box >= 0:
                    length[box] = length.get(box, 0) + size
        rest = total - sum(length.values())
        return {box for box, size in length.items() if rest >= _PAGE and size < _LARGE * rest}

    def _covers(self, node: int) -> bool:
        display, position, level = self._styles.get(node, ("", "", ""))
        if display in ("", "none") or self._string(self._names[node]) in ("HTML", "BODY"):
            return False
        return position == "fixed" or (position == "absolute" and level.isdecimal() and int(level) >= _ABOVE)

    def _is_mute(self, node: int) -> bool:
        return node >= 0 and self._string(self._names[node]).upper() in _NO_TEXT

    def written(self) -> Iterator[str]:
        """Without recursion over elements, which may stand in one another by the thousand."""
        stack: list[tuple[int, int, str]] = [(0, 0, "")]  # node, depth, or what closes an element
        while stack:
            node, depth, closing = stack.pop()
            if closing:
                yield closing
                continue
            if self._kinds[node] == _TEXT:
                yield escape(self._string(self._nodes["nodeValue"][node]), quote=False)
            elif self._kinds[node] in (_DOCUMENT, _ROOT):
                stack += [(one, depth, "") for one in reversed(self._below[node])]
            elif self._kinds[node] == _ELEMENT and node not in self._pseudo:
                yield from self._element(node, depth, stack)

    def _element(self, node: int, depth: int, stack: list[tuple[int, int, str]]) -> Iterator[str]:
        name = self._string(self._names[node])
        if name.upper() in _NO_TEXT or (self._deep and name in ("TITLE", "META", "LINK", "BASE")):
            return
        if name in _FRAMES:
            yield from self._frame(node)
            return
        bare = depth >= _DEEPEST or self._is_bare(name)
        if not bare:
            tag = self._tag(node, name)
            yield f"<{tag}{self._attributes(node)}>"
            if name in _VOID:
                return
            stack.append((node, depth, f"</{tag}>"))
        stack += [(one, depth + (not bare), "") for one in reversed(self._below[node])]

    def _is_bare(self, name: str) -> bool:
        """Whether only what stands in an element is written."""
        return name == "SLOT" or not _NAME.fullmatch(name) or (self._deep > 0 and name in _OF_A_HEAD)

    def _tag(self, node: int, name: str) -> str:
        """An element that a page made up is one of the text or one that stands by itself, as it is shown."""
        display = self._styles.get(node, ("inline", "", ""))[0]
        return "div" if "-" in name and not display.startswith("inline") and display != "contents" else name.lower()

    def _frame(self, node: int) -> Iterator[str]:
        """What a frame shows, in the place where it shows it."""
        display = self._styles.get(node, ("none", "", ""))[0]
        if display == "none" or self._deep >= _MOST_FRAMES_DEEP:
            return
        inner = self._inner(node)
        if inner is not None:
            yield f"<div{self._attributes(node)}>"
            yield from inner.written()
            yield "</div>"

    def _inner(self, node: int) -> _Writer | None:
        if node in self._frames:
            return _Writer(self._snapshot, self._frames[node], self._deep + 1)
        other = self._snapshot.others.get(self._nodes["backendNodeId"][node])
        return _Writer(other, 0, self._deep + 1) if other else None

    def _attributes(self, node: int) -> str:
        given = [self._string(one) for one in self._nodes["attributes"][node]]
        said: dict[str, str] = {}
        for name, value in zip(given[::2], given[1::2], strict=False):
            lower = name.lower()
            if len(value) <= _LONGEST and _is_plain(lower) and lower not in said:
                said[lower] = self._address(value) if self._deep and lower in _LINKS else value
        if node in self._over:
            said["class"] = f"{DRAWN_OVER} {said.get('class', '')}".strip()
        return "".join(f' {name}="{escape(value)}"' for name, value in said.items())

    def _address(self, value: str) -> str:
        """Links of a frame are relative to the frame's own address."""
        try:
            return urljoin(self._base, value)
        except ValueError:
            return value


def _is_plain(name: str) -> bool:
    """No handlers, and nothing that is made anew for each visit."""
    written = name.replace("-", "").replace("_", "").replace(":", "")
    return written.isalnum() and not name.startswith("on") and name not in _ANEW


def _styles(layout: Mapping[str, Any], strings: Sequence[str]) -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    for node, styles in zip(layout["nodeIndex"], layout["styles"], strict=True):
        if node not in found and len(styles) == len(STYLES):
            found[node] = tuple(strings[one] if one >= 0 else "" for one in styles)
    return found


def _rare(table: Mapping[str, Sequence[int]] | None) -> dict[int, int]:
    return dict(zip(table["index"], table["value"], strict=True)) if table else {}
