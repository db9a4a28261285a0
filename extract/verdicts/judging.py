"""What does a capture say it is, by its own evidence?

A text that reads as a policy is one, whatever else the page holds: phrases are asked only where the text is short, or
where the phrase stands at its beginning.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from extract.verdicts import phrases
from extract.vocabulary import density, spoken
from model import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What verdicts look at."""

    statuscode: int
    headers: Mapping[str, str]
    title: str  # canonical, the page's and the text's, joined
    words: str  # canonical, of the policy part
    sample: str = ""  # the beginning of the policy part as written
    all_words: str = ""  # canonical, of the whole page where it is short
    source: str = ""  # the bytes as text, where the page is short
    scripts: int = 0
    password: bool = False
    refresh: str = ""
    selected: bool = False  # a person's selector chose the text


SHORT = 480
"""Words; a text of more is asked for nothing but how it begins and whether it speaks as policies do."""

_BEGINNING = 200  # characters in which a notice in the place of the text stands
_POLICY_WORDS = 6  # of a short text, from which on it speaks of what policies speak of
_SPARSE = 0.06  # words of policies among a hundred characters; guidelines and statements have at least twice that
_TARGET = re.compile(r"(?i)url\s*=\s*['\"]?([^'\">]+)")
_Look = Callable[[Page], "tuple[Verdict, str] | None"]


def verdict_of(page: Page) -> tuple[Verdict, str]:
    """The verdict and its reason."""
    looks: tuple[_Look, ...] = (_by_status, _by_emptiness, _by_beginning, _by_phrases, _by_vocabulary)
    for look in looks:
        found = look(page)
        if found:
            return found
    return Verdict.POLICY, ""


def _size(words: str) -> int:
    return words.count(" ") + 1 if words else 0


def _by_status(page: Page) -> tuple[Verdict, str] | None:
    status = page.statuscode
    if status in (404, 410):
        return Verdict.GONE, f"status {status}"
    if 300 <= status < 400:
        return Verdict.MOVED, f"status {status} to {page.headers.get('location', '(no address)')[:1000]}"
    if status >= 400:
        text = f"{page.title} {page.all_words[:4000]}"
        if status in (401, 407) or (status == 403 and phrases.LOGIN.search(text) and not phrases.BOT.search(text)):
            return Verdict.LOGIN, f"status {status}"
        if phrases.BOT.search(text) or status in (403, 429) or "cf-mitigated" in page.headers:
            return Verdict.BOT_WALL, f"status {status}"
        return Verdict.ERROR_PAGE, f"status {status}"
    if page.headers.get("cf-mitigated") == "challenge":
        return Verdict.BOT_WALL, "the header cf-mitigated"
    return None


def _by_emptiness(page: Page) -> tuple[Verdict, str] | None:
    if page.refresh and _size(page.all_words) < 50:
        match = _TARGET.search(page.refresh)
        if match:
            return Verdict.MOVED, f"meta refresh to {match[1][:1000]}"
    size = _size(page.words)
    if size >= 60:
        return None
    if phrases.GUARDS.search(page.source) and spoken(page.sample) < _POLICY_WORDS:
        return Verdict.BOT_WALL, "a guard's script and hardly a word"
    if phrases.SELLERS.search(page.source) and spoken(page.sample) < _POLICY_WORDS:
        return Verdict.PARKED, "a domain seller's page"
    if not page.words:
        return Verdict.EMPTY, "no text" + (", only scripts" if page.scripts else "")
    loading = phrases.LOADING.search(f"{page.words} {page.all_words[:2000]}")
    if loading and spoken(page.sample) < _POLICY_WORDS:
        return Verdict.EMPTY, f'says "{loading.group()[:80]}", a page that scripts must fill'
    return None


def _by_beginning(page: Page) -> tuple[Verdict, str] | None:
    """A notice where the text should begin: what a provider of policies shows for one that is not there."""
    match = phrases.NOT_HERE.search(page.words[:_BEGINNING])
    if match and not page.selected and _size(page.words) < 2 * SHORT:
        return Verdict.SOFT_404, f'begins with "{match.group()[:80]}"'
    return None


def _by_phrases(page: Page) -> tuple[Verdict, str] | None:
    size = _size(page.words)
    if size > SHORT:
        return None
    policy_words = spoken(page.sample)
    text = f"{page.title} {page.words[:3000]}"
    for verdict, pattern, longest in (
        (Verdict.SOFT_404, phrases.NOT_FOUND, SHORT // 2),
        (Verdict.BOT_WALL, phrases.BOT, SHORT // 2),
        (Verdict.PARKED, phrases.PARKED, SHORT),
        (Verdict.ERROR_PAGE, phrases.ERROR, SHORT // 4),
    ):
        match = pattern.search(text)
        if match and size < longest and (policy_words < _POLICY_WORDS or pattern.search(page.title)):
            return verdict, f'says "{match.group()[:80]}"'
    if page.password and size < SHORT // 2 and policy_words < 8 and phrases.LOGIN.search(text):
        return Verdict.LOGIN, "asks for a password"
    consent = list(dict.fromkeys(phrases.CONSENT.findall(page.words if size > 60 else page.all_words)))
    if size < SHORT // 2 and len(consent) >= 2 and policy_words < 2 * _POLICY_WORDS and not page.selected:
        return Verdict.CONSENT_WALL, f'says "{consent[0]}" and "{consent[1]}"'
    return None


def _by_vocabulary(page: Page) -> tuple[Verdict, str] | None:
    """Whether the text speaks as policies do; in letters that are not Latin too little is known of that."""
    size = _size(page.words)
    latin = len(page.sample.encode("ascii", "ignore")) > 0.7 * len(page.sample)
    if page.selected or not latin:
        return None
    if size < 30 and not spoken(f"{page.title} {page.sample}"):
        return Verdict.EMPTY if size < 15 else Verdict.NOT_A_POLICY, f"{size} words, none of a policy"
    if (size >= 80 and phrases.NAMES_POLICY.search(page.title)) or density(page.sample) >= _SPARSE:
        return None
    return Verdict.NOT_A_POLICY, f"{spoken(page.sample)} policy words among {_size(page.sample)}"
