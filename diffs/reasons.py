"""Why does a change not matter, in words for a person?

A judgement gives its reason as a short constant, by which one can count. Here is said what each of them means; what a
person ruled ("ruled by ...") explains itself.
"""

from __future__ import annotations

from collections.abc import Mapping

from model import ChangeKind

REASONS: Mapping[str, str] = {
    "page frame": "it stands in what is around the text: menus, related links, share buttons",
    "no words": "nothing but signs changed, and no word",
    "same words": "the same words stand elsewhere, or were split or put together otherwise",
    "served anew each time": "it is another one at every visit: counters, relative times, marks of a session",
    "wording": "other words or another spelling say the same",
    "returns to what it said before": "a part of the text says again what it said once before",
    "returns to an earlier text": "the whole text says again what it said once before",
    "served in another language": "the text came in another language than before",
    "no text on one side": "before or after there was no text to compare with",
    "seen once, in another rendition": "it was seen once only, beside a change of how the page was fetched",
}
"""Every reason the code can give, and what it means."""

KINDS: Mapping[ChangeKind, str] = {
    ChangeKind.TYPOGRAPHIC: "typography",
    ChangeKind.RENUMBERED: "numbers of clauses",
    ChangeKind.DATE: "dates",
    ChangeKind.HEADING_RENAMED: "names of headings above",
    ChangeKind.LINK_TARGET: "addresses of links",
}
"""What alone changed, where a reason is made of quiet kinds."""


def say_reason(reason: str) -> str:
    """A reason, or several that stand together, as it reads in a sentence.

    >>> say_reason("link_target"), say_reason("date, link_target"), say_reason("same words, renumbered")
    ('only addresses of links', 'only dates and addresses of links', 'same words and numbers of clauses')
    """
    if reason in REASONS:
        return reason
    parts = reason.split(", ")
    words = " and ".join(_NAMES.get(part, part) for part in parts)
    return f"only {words}" if words and all(part in _NAMES for part in parts) else words or "no reason given"


_NAMES = {kind.value: words for kind, words in KINDS.items()}
