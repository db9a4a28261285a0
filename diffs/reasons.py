"""Why does a change not matter, or wait, in words for a person?

A judgement gives its reason as a short constant, by which one can count. Here is said what each of them means; what a
person ruled ("ruled by ...") explains itself.
"""

from __future__ import annotations

from collections.abc import Mapping

from model import ChangeKind

REASONS: Mapping[str, str] = {
    "page frame": "it stands in what is around the text: menus, related links, share buttons",
    "opens in a new window": "the page says of a link how it opens",
    "no words": "nothing but signs changed, and no word",
    "same words": "the same words stand elsewhere, or were split or put together otherwise",
    "served anew each time": "it is another one at every visit: counters, relative times, marks of a session",
    "a heading alone": "a heading came or went, and nothing below it",
    "where a link leads": "an address that is shown, or a word that stands for one, was exchanged",
    "its own date went back": "an older edition of the text was served again: the date it states lies before the last",
    "wording": "other words or another spelling say the same",
    "spaces and signs": "only spaces, punctuation or emphasis changed",
    "returns to what it said before": "a part of the text says again what it said once before",
    "returns to an earlier text": "the whole text says again what it said once before",
    "served in another language": "the text came in another language than before",
    "served in another spelling": "the text came in British for American spelling, or the other way round",
    "served for another region": "several of the page's own links lead to another region than before",
    "said twice": "what came stood there already, or what went stands there still",
    "only a scrap of the text is left": "nearly nothing of a long text is left, and nothing new came for it",
    "only the frame of a page is left": "links, menus and teasers stand where the text was",
    "breaks off in the middle of a sentence": "the text ends inside a sentence, and what stood behind it is gone",
    "a message of an error stands in its place": "where text is gone the page says that something went wrong",
    "headings are left without their text": "several headings stand, and what stood below them is gone",
    "all tables are gone": "every row of every table is gone at once",
    "undone at the next look": "what was gone was back at the next look, and what had come was gone",
    "no text on one side": "before or after there was no text to compare with",
    "seen once, in another rendition": "it was seen once only, beside a change of how the page was fetched",
}
"""Every reason the code can give, and what it means."""

HOLDS: Mapping[str, str] = {
    "text was taken out": "mainly words went, and at least one clause whole",
    "much was taken out": "clauses that went whole held a seventh of the text or more",
    "most of the text is gone": "clauses that went whole held more than half of the text",
    "names another company": "the company that a clause names was exchanged for another",
}
"""Every reason for which a step waits to be seen again, and what it means."""

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
