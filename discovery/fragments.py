"""Which links of a page lead to a part of another one, each part a policy of its own?

`extract.policy_links` tells pages, and what leads into one is one link to it. Here the parts are told apart. A front
page may hold policies, too, where a site is one page: there the links within the page count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from itertools import islice

from discovery.addresses import fragment_of, joined, key_of
from discovery.words import kind_by_text
from model import PolicyLink

_LINK = re.compile(
    r"(?is)<a\b[^<>]{0,200}?\bhref\s*=\s*[\"']?([^\"'\s<>#]{0,300}#[\w%.:-]{1,100})[^<>]{0,300}>(.{1,300}?)</a>"
)
_TAG = re.compile(r"<[^>]{0,300}>")
_MOST = 500
_SCORE = 0.8


def links_to_parts(text: str, address: str) -> Iterator[PolicyLink]:
    """Links with a fragment, of other pages, whose text names a kind of policy."""
    return (link for link in _parts(text, address) if key_of(link.address) != key_of(address))


def links_within(text: str, address: str) -> Iterator[PolicyLink]:
    """Links to parts of the page itself, whose text names a kind of policy."""
    return (link for link in _parts(text, address) if key_of(link.address) == key_of(address))


def _parts(text: str, address: str) -> Iterator[PolicyLink]:
    for match in islice(_LINK.finditer(text), _MOST):
        target = joined(address, unescape(match[1]))
        said = " ".join(unescape(_TAG.sub(" ", match[2])).split())[:120]
        if kind := kind_by_text(said) if target else "":
            because = (f"text says {said!r}", f"leads to the part #{fragment_of(target)}")
            yield PolicyLink(address=target, kind=kind, score=_SCORE, text=said, because=because)
