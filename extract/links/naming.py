"""Which kind of policy does a text or a part of an address name, and how surely?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from extract.links.kinds import BROAD, HALF_SAID, NARROW, TOPICAL, by_kind, compiled
from extract.links.lexicon import ASIDE, AUDIENCES, FILLERS, HEADS, HUBS, LANGUAGES, POINTERS

_NARROW = by_kind(NARROW)
_BROAD = by_kind(BROAD)
SETTING = "a request or a setting"
_ASIDE = {reason: re.compile(rf"\b(?:{words})\b") for reason, words in ASIDE.items()}
_AUDIENCES = re.compile(AUDIENCES)
_HUB = re.compile(compiled(HUBS))
_DAY = re.compile(
    r"(?<!\d)(?:(?:19|20)\d{2} ?[01]\d ?[0-3]\d|[01]\d[0-3]\d[0-3]\d|[0-3]?\d [01]?\d (?:19|20)\d{2}|(?:19|20)\d{2}\b)"
    r"(?!\d)"
    r"|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* \d{1,2} (?:19|20)\d{2}"
    r"|\b\d{1,2} [^\W\d]{3,9} (?:19|20)\d{2}"
)
_FOLDED_HEADS = sorted((head for head in HEADS if len(head) > 5), key=len, reverse=True)
_GIVE_WAY = ("imprint", "community")
_NAME = 5  # letters of what is a name beside other words: "subscription terms", but not "agb 2"
_LONGEST = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What words name: a kind ("" for none), how surely from 0 to 1, and what speaks against it."""

    kind: str = ""
    sure: float = 0.0
    hub: bool = False
    aside: str = ""  # what else it leads to
    apart: bool = False  # for some people, places or products alone
    headed: bool = False  # called a policy, notice, agreement
    dated: bool = False
    words: str = ""  # those that name it
    also: tuple[str, ...] = ()  # further kinds: "legal notice and privacy"


NOTHING = Named()


@lru_cache(8192)
def named(words: str, brands: frozenset[str] = frozenset(), *, in_address: bool = False) -> Named:
    """What plain words name; `brands` are words that say nothing more on a page of that company.

    >>> found = named("our privacy policy")
    >>> found.kind, found.sure
    ('privacy', 1.0)
    >>> named("privacy screen").aside
    'about something else'
    """
    words = words[:_LONGEST]
    dated = bool(_DAY.search(words))
    found = _NARROW.search(words) or _broad(words)
    hub = bool(_HUB.fullmatch(words))
    if found is None:
        return Named(hub=hub, dated=dated, aside="" if hub else _aside(words), words=words if hub else "")
    kind = (found.lastgroup or "").replace("_", "-")
    rest = _rest(words, found, brands, in_address=in_address)
    headed = _headed(words, found, kind)
    aside = "" if hub else _aside(" ".join(rest))
    return Named(
        kind=kind,
        sure=_sure(found, rest, headed=headed),
        hub=hub,
        aside="" if headed and kind in TOPICAL and aside == SETTING else aside,  # "cookie management policy"
        apart=any(_AUDIENCES.fullmatch(word) for word in rest),
        dated=dated,
        headed=headed,
        words=found.group().strip(),
        also=() if rest else _also(words, found, kind),
    )


def _broad(words: str) -> re.Match[str] | None:
    """The first broad kind; what is an imprint and something else is that else."""
    first = _BROAD.search(words)
    if first is not None and first.lastgroup in _GIVE_WAY:
        others = (one for one in _BROAD.finditer(words, first.end()) if one.lastgroup not in _GIVE_WAY)
        return next(others, first)
    return first


def _also(words: str, found: re.Match[str], kind: str) -> tuple[str, ...]:
    around = [words[: found.start()], words[found.end() :]]
    others = [one.lastgroup or "" for part in around for one in _BROAD.finditer(part)]
    return tuple(one for one in dict.fromkeys(others) if one not in (kind, "community"))


def _rest(words: str, found: re.Match[str], brands: frozenset[str], *, in_address: bool) -> tuple[str, ...]:
    left = _BROAD.sub(" ", words[: found.start()] + " " + words[found.end() :])
    rest = [word for word in left.split() if not _says_nothing(word, brands)]
    return tuple([*rest, *(word for word in left.split() if word in POINTERS)] if in_address else rest)


def _headed(words: str, found: re.Match[str], kind: str) -> bool:
    """Whether it is called a policy, notice or agreement, or named by words that are used for such alone."""
    if kind not in TOPICAL:
        return True
    around = words[: found.start()] + " " + words[found.end() :]
    within = any(found.group().endswith(head) for head in _FOLDED_HEADS if not head.startswith("info"))
    return within or not HEADS.isdisjoint(around.split()) or any(head in around for head in _FOLDED_HEADS)


def _says_nothing(word: str, brands: frozenset[str]) -> bool:
    if word in FILLERS or word in HEADS or word in brands or word.isdigit() or len(word) == 1:
        return True
    for head in _FOLDED_HEADS:  # "cookiespolicy" leaves "policy"; "policyupdate" is two words, too
        if word.startswith(head):
            return word[len(head) :] in FILLERS or word[len(head) :] in HEADS or not word[len(head) :]
    return False


def _sure(found: re.Match[str], rest: tuple[str, ...], *, headed: bool) -> float:
    """A name and nothing else is sure; each word more makes it less so, the less the more it is a name."""
    if found.lastgroup == "community" and found.re is _BROAD:
        return (0.8, 0.35)[len(rest)] if len(rest) < 2 else 0.1
    is_name = headed and (len(found.group().strip()) >= _NAME or not rest)
    if not headed and HALF_SAID.fullmatch(found.group()):
        return 0.2 if rest else 0.35
    if not rest:
        return 1.0 if is_name else 0.9
    if is_name:
        return max(0.1, 0.95 - 0.12 * len(rest))
    return max(0.05, 0.5 - 0.15 * len(rest))


def _aside(rest: str) -> str:
    return next((reason for reason, pattern in _ASIDE.items() if pattern.search(rest)), "")


def is_language(words: str) -> bool:
    """Whether a text is the name of a language, as links to other editions are called."""
    parts = words.split()
    return bool(parts) and parts[0] in LANGUAGES and len(parts) < 4
