"""What does a page that says little say?"""

from __future__ import annotations

from dataclasses import dataclass

from extract.verdicts import failures, missing, refusals
from extract.verdicts.evidence import (
    LINE,
    MUCH,
    SENTENCES,
    SHORT,
    Found,
    Looked,
    is_longer,
    named,
    reads_as_policy,
    sentences,
    size,
)
from extract.vocabulary import spoken
from model import Verdict

_TINY = 60  # words; a part of fewer may be what is left of a page, so the whole page is asked
_LABEL = 15  # words; fewer are labels at most
_BUTTON = 8  # words of a line that may be one button or several
_BEGINS = 40  # characters in which a notice under a policy's title begins
_LINKED = 0.5  # of the letters of a short text, from which on it is a list of links
_NOTICES = (
    (Verdict.ERROR_PAGE, failures.REGION, SHORT // 4),
    (Verdict.SOFT_404, missing.NOT_FOUND, SHORT // 2),
    (Verdict.MOVED, missing.MOVED, SHORT // 8),
    (Verdict.BOT_WALL, refusals.BOT, SHORT // 2),
    (Verdict.PARKED, failures.PARKED, SHORT),
    (Verdict.ERROR_PAGE, failures.ERROR, SHORT // 4),
)


@dataclass(frozen=True, slots=True)
class _Little:
    page: Looked
    size: int  # words of the part taken for the policy
    text: str
    reads: bool  # as a policy
    titled: bool  # as one, with sentences below


def by_little(page: Looked) -> Found | None:
    """A notice, a wall or a shell, by what is said where little is said."""
    if is_longer(page.words, SHORT // 2):
        return None
    count = size(page.words)
    text = page.words[:3000]
    if count < _TINY:
        text = f"{text} {' '.join(page.page_lines)[:2000]}"
    titled = named(page) and sentences(page.lines) >= SENTENCES
    little = _Little(page, count, text, reads_as_policy(page), titled)
    looks = (_guarded, _noticed, _asks_to_sign_in, _asks_for_consent, _unfilled, _lists)
    return next((found for look in looks if (found := look(little))), None)


def _guarded(little: _Little) -> Found | None:
    if little.reads or little.size >= _TINY:
        return None
    if match := refusals.GUARDS.search(little.page.source):
        return Verdict.BOT_WALL, f"{match.group()}, a guard's mark, and hardly a word"
    if match := failures.SELLERS.search(little.page.source):
        return Verdict.PARKED, f"{match.group()}, a domain seller's mark, and hardly a word"
    return None


def _noticed(little: _Little) -> Found | None:
    """A notice in the title counts unless that names a policy, too; one in the text unless it reads as a policy.

    Below the title of a policy a notice stands where the text should begin; further on it is spoken of.
    """
    title = "" if little.reads and named(little.page) else little.page.title
    text = "" if little.reads else little.text
    latest = _BEGINS if little.titled else len(text)
    for where, looked in (("title", title), ("page", text)):
        for verdict, pattern, longest in _NOTICES:
            match = pattern.search(looked) if looked and little.size < longest else None
            if match and (looked is title or match.start() <= latest):
                return verdict, f'the {where} says "{match.group()[:80]}"'
    return None


def _asks_to_sign_in(little: _Little) -> Found | None:
    """Two signs of it: menus and terms have one."""
    page = little.page
    if little.titled or (little.reads and (named(page) or spoken(page.sample) >= 8)):
        return None
    signs = {
        "title": refusals.LOGIN.search(page.title) is not None,
        "field for a password": page.password,
        "demand": refusals.SIGN_IN_DEMANDED.search(little.text) is not None,
        "word for a password": refusals.PASSWORD.search(little.text) is not None,
        "button": refusals.LOGIN.search(little.text) is not None,
    }
    found = [sign for sign, seen in signs.items() if seen]
    if len(found) < 2 or found == ["word for a password", "button"]:
        return None
    return Verdict.LOGIN, f"asks to sign in by {', '.join(found)}"


def _asks_for_consent(little: _Little) -> Found | None:
    """Buttons that accept and that decline, and hardly a sentence about anything else."""
    page = little.page
    if page.selected:
        return None
    lines = page.lines if little.size >= _LABEL else page.page_lines
    buttons = [line for line in lines if line.count(" ") < _BUTTON]
    said = [line for line in lines if len(line) >= LINE]
    if said and all(map(refusals.ABOUT_CONSENT.search, said)) and not missing.LOADING.search(little.text):
        buttons += page.labels  # they may stand among the page's furniture
    accepts = next((line for line in buttons if refusals.ACCEPTS.search(line)), "")
    others = [line for line in buttons if refusals.DECLINES.search(line)]
    about = [line for line in lines if refusals.ABOUT_CONSENT.search(line)]
    if not (accepts and others and about):
        return None
    other = sentences(line for line in lines if line not in about and line not in buttons and len(line) >= 2 * LINE)
    if other >= SENTENCES:
        return None
    declines = next((line for line in others if line != accepts), accepts)
    return Verdict.CONSENT_WALL, f'asks for consent with "{accepts[:60]}" and "{declines[:60]}"'


def _unfilled(little: _Little) -> Found | None:
    if little.reads or little.size >= _TINY:
        return None
    if loading := missing.LOADING.search(little.text):
        return Verdict.EMPTY, f'says "{loading.group()[:80]}", a page that scripts must fill'
    if not little.page.words:
        return Verdict.EMPTY, "no text" + (", only scripts" if little.page.scripts else "")
    return None


def _lists(little: _Little) -> Found | None:
    """Pages that lead to policies, and speak of little else."""
    page = little.page
    if match := missing.LISTING.search(page.title):
        return Verdict.NOT_A_POLICY, f'the title says "{match.group()[:80]}"'
    if page.linked >= _LINKED and sentences(page.lines) < MUCH and not page.selected:
        return Verdict.NOT_A_POLICY, f"{page.linked:.0%} of a short text are links"
    return None
