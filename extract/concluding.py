"""What do the blocks of a policy say: title, clauses, verdict and facts?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from extract.clauses.canonical import canonical, canonical_all
from extract.clauses.cutting import clauses as clauses_of
from extract.clauses.marks import without
from extract.facts.dates import declared_dates
from extract.facts.kinds import kind_of
from extract.facts.own_word import facts_of
from extract.language import language_of
from extract.page.boxes import Page
from extract.runs import Draft
from extract.title import above_title, title_at
from extract.verdicts import judging as verdicts
from extract.verdicts.targets import target_of
from model import Clause, Reading, Verdict

_SAMPLE_CLAUSES, _SAMPLE = 60, 4000
_MOST_SOURCE = 300_000
_LONGEST_TITLE = 1000  # of what verdicts look at
_LABEL = 8  # words of a block that may be a button


def failed(verdict: Verdict, reason: str, evidence: dict[str, str]) -> Reading:
    """The reading of what holds no text that could be one of the policy."""
    return Reading(title="", clauses=(), verdict=verdict, evidence=MappingProxyType({**evidence, "reason": reason}))


def looked_at(
    page: Page,
    title: str,
    clauses: Sequence[Clause],
    statuscode: int,
    headers: Mapping[str, str],
    *,
    linked: float = 0.0,
    source: bytes = b"",
    selected: bool,
) -> verdicts.Looked:
    """What verdicts look at; of a long text little more than its words."""
    words = " ".join(clause.words for clause in clauses if clause.words)
    short = len(words) < 6000
    return verdicts.Looked(
        statuscode=statuscode,
        headers=headers,
        title=f"{canonical(page.title[:_LONGEST_TITLE])}\n{canonical(title[:_LONGEST_TITLE])}",
        words=words,
        sample=" ".join(clause.text for clause in clauses[:_SAMPLE_CLAUSES])[:_SAMPLE],
        lines=[clause.words for clause in clauses] if short else (),
        page_lines=canonical_all([one.text for one in page.blocks[:200] if 2 * one.link_chars < len(one.text)])
        if short
        else (),
        labels=canonical_all([one.text for one in page.blocks[:200] if one.text.count(" ") < _LABEL]) if short else (),
        linked=linked,
        source=source[:_MOST_SOURCE].decode("utf-8", "ignore") if short else "",
        scripts=page.scripts,
        password=page.password,
        refresh=page.refresh,
        selected=selected,
        kind=kind_of(title, page.title, ()) if short else "",
        language=language_of(page.language, words) if short else "",
    )


def concluded(
    page: Page,
    drafts: Sequence[Draft],
    headers: Mapping[str, str],
    statuscode: int,
    evidence: dict[str, str],
    *,
    source: bytes = b"",
    selected: bool = False,
    running: Sequence[str] = (),
) -> Reading:
    """What these blocks of a page say. `running` are lines along the edges of its pages."""
    place = title_at(drafts)
    rest = without([*map(above_title, drafts[:place]), *drafts[place:]], place) if place is not None else drafts
    title = drafts[place].text if place is not None else page.title[:_LONGEST_TITLE]
    clauses = clauses_of(rest, title_level=0 if place is None else 1)
    linked = sum(draft.link_chars for draft in rest) / (sum(len(draft.text) for draft in rest) or 1)
    looked = looked_at(page, title, clauses, statuscode, headers, linked=linked, source=source, selected=selected)
    verdict, reason = verdicts.verdict_of(looked)
    evidence["title"] = "heading" if place is not None else "head"
    if place:
        evidence["above the title"] = str(place)
    if reason:
        evidence["reason"] = reason
    if verdict is Verdict.MOVED:
        evidence["target"] = target_of(looked, clauses)
    language = looked.language or language_of(page.language, looked.words)
    return Reading(
        title=title,
        clauses=clauses,
        verdict=verdict,
        evidence=MappingProxyType(evidence),
        language=language,
        declared=declared_dates(clauses, language, title=title, region=page.language, running=running),
        **facts_of(page.title, clauses, title, page.meta, running)._asdict(),
    )
