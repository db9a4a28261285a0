"""Which texts does a page carry apart from what it shows?

Many pages hold their text where a reader without scripts never sees it: in templates, in the document of a frame, in
a text field, in the data an application starts from. What is found is made HTML of and read as a page of its own.
Only asked when the shown page has no policy, so a few more parses do not matter; sizes are bounded all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from selectolax.lexbor import LexborHTMLParser, LexborNode

from extract.apart.carried import html_of
from extract.apart.state import values_of
from extract.apart.streams import pushed
from extract.page.boxes import Page
from extract.page.head import describe
from extract.page.parse import page_of
from extract.page.walk import Walk

_MOST = 5_000_000  # characters of one text apart
_MOST_TOGETHER = 12_000_000
_LEAST = 200  # characters of text that are worth a page
_MOST_PAGES = 24
_MOST_FOUND = 400
_MARKUP = re.compile(r"(?i)<(?:p|div|h[1-6]|ul|ol|li|br|table|section|article)\b")
_PLACES = "iframe, noframes, textarea, script"
_DATA = ("data-", "props", "initial-", "content")  # how names of attributes begin that hold a part's data
_HTML_TYPES = ("text/html", "text/template", "text/x-template", "text/ng-template", "text/x-handlebars-template")
_STREAM = "__next_f"
_WORD = 12  # letters at most, with the gap behind it, on average
_GAPS = (" ", "\n", "\t")
_ESCAPED = ("\\n", "\\t", "\\u", "\\x", "&")  # how gaps, and letters that stand for words, are written in code


def apart_of(tree: LexborHTMLParser, least: int = 0) -> list[Page]:
    """The texts that stand apart, as pages, in their order; none that hold next to nothing.

    None at all where no place has room for `least` letters of prose: most scripts hold hardly any words.
    What is in a noscript element is not among them: the walk reads it with the page.
    """
    if least > _LEAST and not any(room_of(text) >= least for text in _held(tree)):
        return []
    shown = Page()
    describe(shown, tree)
    pages: list[Page] = []
    for page in _pages(tree):
        if sum(len(block.text) for block in page.blocks) >= _LEAST:
            page.title = page.title or shown.title
            page.language = page.language or shown.language
            page.meta = shown.meta | page.meta
            pages.append(page)
        if len(pages) == _MOST_PAGES:
            break
    return pages


def _pages(tree: LexborHTMLParser) -> Iterator[Page]:
    for fragment in tree.template_fragments()[:_MOST_FOUND]:
        page = Page()
        Walk(page).walk(fragment)
        yield page
    left = _MOST_TOGETHER
    for html in _texts(tree):
        left -= len(html)
        if left < 0:
            return
        yield page_of(html)


def room_of(text: str) -> int:
    r"""How many letters of prose a text or code may hold at most: words have gaps between them, or are not ASCII.

    >>> room_of('{"menu":["a","b","c"]}'), room_of("We keep it"), room_of(r'["\u6761\u6b3e"]')
    (12, 36, 36)
    """
    beyond = 0 if text.isascii() else len(text) - len(text.encode("ascii", "ignore"))
    escaped = _ESCAPED if "\\" in text or "&" in text else ()
    return _WORD * (1 + beyond + sum(map(text.count, (*_GAPS, *escaped))))


def _held(tree: LexborHTMLParser) -> Iterator[str]:
    """What each place holds, as it stands there."""
    yield from (fragment.text() for fragment in tree.template_fragments()[:_MOST_FOUND])
    stream: list[str] = []
    for node in tree.css(_PLACES)[: 10 * _MOST_FOUND]:
        text = node.attributes.get("srcdoc") or "" if node.tag == "iframe" else node.text()
        if _STREAM in text:
            stream.append(text)
        else:
            yield text
    yield "".join(stream)
    yield from _data(tree)


def _texts(tree: LexborHTMLParser) -> Iterator[str]:
    """HTML, one text for each place that holds some."""
    stream: list[str] = []
    for node in tree.css(_PLACES)[: 10 * _MOST_FOUND]:
        if node.tag == "script" and _STREAM in (code := node.text()):
            stream.append(code[:_MOST])
        else:
            yield from filter(None, (_held_by(node),))
    if stream:
        yield html_of(pushed(stream))
    yield from map(_markup, _data(tree))


def _data(tree: LexborHTMLParser) -> Iterator[str]:
    """What attributes hold of the data of an application's parts."""
    for node in tree.root.traverse() if tree.root is not None else ():
        for name, value in node.attributes.items():
            if value and _LEAST <= len(value) <= _MOST and name.startswith(_DATA) and node.tag != "meta":
                yield value


def _held_by(node: LexborNode) -> str:
    if node.tag == "iframe":
        return (node.attributes.get("srcdoc") or "")[:_MOST]
    if node.tag == "script":
        return _scripted(node.text(), (node.attributes.get("type") or "").split(";")[0].strip().lower())
    text = node.text()
    return text[:_MOST] if _MARKUP.search(text[:_MOST]) else ""


def _scripted(code: str, mimetype: str) -> str:
    if not _LEAST <= len(code) <= _MOST or room_of(code) < _LEAST:
        return ""
    if mimetype in _HTML_TYPES:
        return code
    if mimetype in ("application/ld+json", "importmap", "speculationrules"):
        return ""  # for search engines and browsers; it only describes the text
    return html_of(values_of(code))


def _markup(value: str) -> str:
    if value.lstrip().startswith(("{", "[")):
        return html_of(values_of(value))
    return value if _MARKUP.search(value) else f"<p>{escape(value)}</p>" if value.count(" ") * 12 > len(value) else ""
