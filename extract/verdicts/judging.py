"""What does a capture say it is, by its own evidence?

A text that reads as a policy is one, whatever else the page holds: phrases are asked only where the text is short, or
where the phrase stands at its beginning.
"""

from __future__ import annotations

from collections.abc import Callable
from math import ceil

from extract.verdicts import missing, refusals
from extract.verdicts.evidence import (
    MUCH,
    NAMED_WORDS,
    SENTENCES,
    SHORT,
    Found,
    Looked,
    is_known,
    named,
    sentences,
    size,
)
from extract.verdicts.little import by_little
from extract.verdicts.targets import REFRESH
from extract.vocabulary import speaks, spoken
from model import Verdict

__all__ = ["Looked", "verdict_of"]

_BEGINNING = 200  # characters in which a notice in the place of the text stands
_SPARSE = 0.06  # words of policies among a hundred characters; guidelines and statements have at least twice that
_Look = Callable[[Looked], "Found | None"]


def verdict_of(page: Looked) -> Found:
    """The verdict and its reason."""
    looks: tuple[_Look, ...] = (_by_status, _by_refresh, _by_beginning, by_little, _by_vocabulary)
    for look in looks:
        found = look(page)
        if found:
            return found
    return Verdict.POLICY, ""


def _by_status(page: Looked) -> Found | None:
    status = page.statuscode
    if status in (404, 410):
        return Verdict.GONE, f"status {status}"
    if 300 <= status < 400:
        return Verdict.MOVED, f"status {status} to {page.headers.get('location', '(no address)')[:1000]}"
    if status >= 400:
        text = f"{page.title} {page.all_words[:4000]}"
        if status in (401, 407) or (status == 403 and refusals.LOGIN.search(text) and not refusals.BOT.search(text)):
            return Verdict.LOGIN, f"status {status}"
        if refusals.BOT.search(text) or status in (403, 429) or "cf-mitigated" in page.headers:
            return Verdict.BOT_WALL, f"status {status}"
        return Verdict.ERROR_PAGE, f"status {status}"
    if page.headers.get("cf-mitigated") == "challenge":
        return Verdict.BOT_WALL, "the header cf-mitigated"
    return None


def _by_refresh(page: Looked) -> Found | None:
    match = REFRESH.search(page.refresh) if page.refresh and size(page.all_words) < 50 else None
    return (Verdict.MOVED, f"meta refresh to {match[1][:1000]}") if match else None


def _by_beginning(page: Looked) -> Found | None:
    """A notice where the text should begin: what a provider of policies shows for one that is not there."""
    match = missing.NOT_HERE.search(page.words[:_BEGINNING])
    if match and not page.selected and size(page.words) < 2 * SHORT:
        return Verdict.SOFT_404, f'begins with "{match.group()[:80]}"'
    return None


def _by_vocabulary(page: Looked) -> Found | None:
    """Whether the text speaks as policies do; where their words are not known here, it must be named, or long."""
    if page.selected:
        return None
    long = sentences(page.lines or [page.words])
    if _is_enough(page, long) or _is_named(page, long):
        return None
    if size(page.words) < (15 if page.scripts else 5) and not long:
        return Verdict.EMPTY, f"{size(page.words)} words, none of a policy"
    return Verdict.NOT_A_POLICY, f"{spoken(page.sample)} policy words among {size(page.sample)}"


def _is_named(page: Looked, long: int) -> bool:
    sentence = SENTENCES // (1 if page.sample.isascii() else 2)
    return named(page) and long > 0 and (long >= sentence or speaks(page.sample, 1))


def _is_enough(page: Looked, long: int) -> bool:
    if not is_known(page):
        return long >= MUCH or (long > 0 and speaks(page.sample, 1))
    least = max(1, ceil(_SPARSE * len(page.sample) / 100))
    return speaks(page.sample, least if long >= MUCH else max(least, NAMED_WORDS))
