"""Has what a page says to browsers without scripts swallowed the page?

Such a notice is read as part of the page, for it may hold the policy. Browsers that run scripts take it as one piece
up to its end, so nobody who looks at the page sees that a frame in it is never closed; read as markup, that frame
takes the whole rest of the page for its own.
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser

# Elements whose content is no markup: nothing ends them but their own end.
_UNMARKED = frozenset(("iframe", "noembed", "noframes", "style", "textarea", "title", "xmp"))
_UNENDED = re.compile(
    rb"(?is)<(%s)\b[^>]*+>(?:.*?</\1\b|(?P<open>.*))" % b"|".join(name.encode() for name in sorted(_UNMARKED))
)
# Up to the next beginning at most: looking through a page of beginnings without ends takes no longer than one.
_NOSCRIPT = re.compile(rb"(?i)<noscript\b[^<>]*+>((?:[^<]++|<(?!/?noscript\b))*+)(?=</noscript\b)")


def swallowed(tree: LexborHTMLParser) -> bool:
    """Whether the last thing on the page is such an element, and the end of a noscript element is in it."""
    body = tree.body
    last = tree.head if body is None or body.first_child is None else body
    while last is not None and (inner := last.last_child) is not None:
        last = inner
    if last is None or last.parent is None or last.parent.tag not in _UNMARKED:
        return False
    return "</noscript" in (last.text_content or "").lower()


def ended(html: bytes) -> bytes:
    """The page, with such an element ended where its noscript element ends.

    >>> ended(b"<noscript><iframe src=tag /></noscript><p>Terms")
    b'<noscript><iframe src=tag /></iframe></noscript><p>Terms'
    """
    return _NOSCRIPT.sub(_with_end, html)


def _with_end(noscript: re.Match[bytes]) -> bytes:
    for element in _UNENDED.finditer(noscript[1]):
        if element["open"] is not None:
            return b"%s</%s>" % (noscript[0], element[1])
    return noscript[0]
