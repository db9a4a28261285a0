"""What do blocks say by themselves, whatever page they stand on and however it was answered?

Captures of one page are alike: what differs between two of them mostly stands beside the text, so the blocks that
remain are the same ones, and what they say is remembered for a while.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import Any, NamedTuple

from extract.clauses.cutting import clauses as clauses_of
from extract.clauses.marks import without
from extract.facts.dates import declared_dates
from extract.facts.own_word import Facts, facts_of
from extract.language import language_of
from extract.part.weights import prose, sampled, weighs
from extract.runs import Draft
from extract.title import above_title, title_at
from extract.vocabulary import density
from model import Clause, Declared

LONGEST_TITLE = 1000
"""Characters that are looked at of a title in a page's head."""

_REMEMBERED = 128  # texts
_LONG = 250_000  # characters of a text that is not remembered
_LIGHT = 1500  # characters of prose; a page that shows less may carry its text apart
_SPEAKS = 0.6  # words of policies among a hundred characters; what is shown and says fewer may be another text
_MUCH = 10_000  # characters of prose that nobody shows beside a policy
_VOICE = 1000  # characters that are enough to hear it
_FIELDS = attrgetter(*(name for name in Draft.__slots__ if name != "box"))  # in which container it stands says nothing


class Said(NamedTuple):
    """What is known of a text before it is judged."""

    place: int | None  # of the block that is its title
    title: str
    clauses: tuple[Clause, ...]
    linked: float  # share of its characters that are links
    language: str
    declared: Declared
    facts: Facts
    ordinary: bool  # a policy as most are, so that none is sought elsewhere


class _Blocks:
    """Blocks and what else counts, to be asked for by value."""

    __slots__ = ("drafts", "head", "key", "number", "running")

    def __init__(
        self, drafts: Sequence[Draft], head: tuple[str, str, Mapping[str, str]], running: Sequence[str]
    ) -> None:
        self.drafts, self.head, self.running = drafts, head, running
        title, language, meta = head
        self.key: tuple[Any, ...] = (title, language, *meta.items(), *running, *map(_FIELDS, drafts))
        self.number = hash(self.key)

    def __hash__(self) -> int:
        return self.number

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Blocks) and self.key == other.key


def said(
    drafts: Sequence[Draft],
    *,
    page_title: str,
    page_language: str,
    meta: Mapping[str, str],
    running: Sequence[str] = (),
) -> Said:
    """What these blocks say. `running` are lines along the edges of their pages."""
    blocks = _Blocks(drafts, (page_title, page_language, meta), running)
    return _lately(blocks) if sum(len(draft.text) for draft in drafts) < _LONG else _said(blocks)


def _said(blocks: _Blocks) -> Said:
    drafts, running = blocks.drafts, blocks.running
    page_title, page_language, meta = blocks.head
    place = title_at(drafts)
    rest = without([*map(above_title, drafts[:place]), *drafts[place:]], place) if place is not None else drafts
    title = drafts[place].text if place is not None else page_title[:LONGEST_TITLE]
    clauses = clauses_of(rest, title_level=0 if place is None else 1)
    language = language_of(page_language, " ".join(clause.words for clause in clauses if clause.words))
    return Said(
        place=place,
        title=title,
        clauses=clauses,
        linked=sum(draft.link_chars for draft in rest) / (sum(len(draft.text) for draft in rest) or 1),
        language=language,
        declared=declared_dates(clauses, language, title=title, region=page_language, running=running),
        facts=facts_of(page_title, clauses, title, meta, running),
        ordinary=_is_ordinary(drafts),
    )


def _is_ordinary(drafts: Sequence[Draft]) -> bool:
    """Whether this is a policy: a long text, or one of some length that speaks as policies do."""
    texts: list[str] = []
    held = 0
    for draft in drafts:
        if prose(draft):
            texts.append(draft.text)
            held += len(draft.text)
            if held >= _MUCH:
                return True
    return weighs(drafts, _LIGHT) and density(sampled(texts, _VOICE)) >= _SPEAKS


_lately = lru_cache(maxsize=_REMEMBERED)(_said)
