"""In which form does a text leave: what may stand in it, how it is cut, how it says that it may be a repeat?"""

from __future__ import annotations

import re
from urllib.parse import unquote

from alerts.neutral import one_line

REPEAT = "This may be a repeat: an earlier attempt to send it was interrupted."

# Halves of characters cannot be encoded; XML 1.0 forbids most control characters, and terminals obey the others.
_UNSENDABLE = re.compile("[^\t\n -~\u00a0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BODY = re.compile(r"<body\b[^>]*>", re.IGNORECASE)
_END = re.compile(r"</body\s*>", re.IGNORECASE)
_CUT = "\n[cut: no more is taken in one message]"
_SHORTEST_SECRET = 4  # shorter ones are hidden only where they stand as a word: "to" is part of many


def sendable(text: str) -> str:
    """The text without what cannot be encoded, printed or put into XML; lines end in a line feed."""
    return _UNSENDABLE.sub("", re.sub(r"\r\n?|\x85|\u2028|\u2029", "\n", text))


def cut(text: str, most: int) -> str:
    """The text in at most so many characters; where some are left out, it says so.

    >>> cut("word " * 20, 50).splitlines()
    ['word word', '[cut: no more is taken in one message]']
    """
    if len(text) <= most:
        return text
    head = text[: max(0, most - len(_CUT))]
    return (head.rpartition(" ")[0] or head).rstrip() + _CUT


def repeated(text: str) -> str:
    """The text with a first line that says that it may be a repeat."""
    return f"{REPEAT}\n\n{text}"


def repeated_page(page: str) -> str:
    """A page of HTML, likewise."""
    body = _BODY.search(page)
    start = body.end() if body else 0
    return f"{page[:start]}<p><strong>{REPEAT}</strong></p>{page[start:]}"


def inside(page: str) -> str:
    """What stands between the tags of a page's body; all of it where there is none."""
    start, ends = _BODY.search(page), list(_END.finditer(page))
    return page[start.end() if start else 0 : ends[-1].start() if ends else len(page)].strip()


def without(text: str, secret: str) -> str:
    """One line of the text with stars for a secret, whole and in parts, as written and decoded; 300 characters at most.

    >>> without("POST https://hooks.example/T0KEN failed, T0KEN is unknown", "jsons://hooks.example/T0KEN")
    'POST https://*** failed, *** is unknown'
    """
    _, _, rest = secret.rpartition("://")
    forms = {secret, rest, *re.split(r"[/:@?&=,#\s]+", rest)}
    forms |= {unquote(form) for form in forms} | {unquote(form.replace("+", " ")) for form in forms}
    shown = sendable(text)
    for form in sorted(filter(None, forms), key=len, reverse=True):
        hidden = re.escape(form) if len(form) >= _SHORTEST_SECRET else rf"(?<!\w){re.escape(form)}(?!\w)"
        shown = re.sub(hidden, "***", shown, flags=re.IGNORECASE)
    return one_line(shown, 300)
