"""What must a stranger's text not do in a message?

Titles, headings, clauses and addresses come from pages of strangers. In a message they are words and nothing else:
they break no line, turn no direction of what stands behind them, and move no cursor. That they are no markup, either,
is the page's business.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

# C0, DEL and C1, what turns the direction of all text behind it, halves of characters, which nothing can encode, and
# what is no character in XML: a feed holds the same words.
_UNSAFE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_SPACES = re.compile(r"\s+")
_LONGEST_LINK = 2000


def spaced(text: str) -> str:
    r"""The text without what acts, every run of white space one space; a space at an end stays.

    >>> spaced("a\u202eb\x1b[2J\r\n c ")
    'ab[2J c '
    """
    return _SPACES.sub(" ", _UNSAFE.sub("", text))


def one_line(text: str, most: int = 0) -> str:
    """The same without spaces at the ends, cut to so many characters if `most` is given.

    >>> one_line(" a very long title", 10)
    'a very …'
    """
    line = spaced(text).strip()
    if not most or len(line) <= most:
        return line
    head = line[: most - 1]
    return (head.rpartition(" ")[0] or head).rstrip() + (" …" if " " in head else "…")


def is_link(address: str) -> bool:
    """Whether an address may be a link: on the web, and written as an address is.

    >>> is_link("https://acme.example/privacy"), is_link("javascript:alert(1)"), is_link("https://a b")
    (True, False, False)
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    plain = len(address) <= _LONGEST_LINK and not re.search(r'[\s"<>\\]', address) and spaced(address) == address
    return plain and parts.scheme in ("http", "https") and bool(parts.hostname)
