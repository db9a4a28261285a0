"""What do the blocks of a policy say: title, clauses, verdict and facts?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from extract.clauses.canonical import canonical, canonical_all
from extract.facts.kinds import kind_of
from extract.language import language_of
from extract.page.boxes import Page
from extract.runs import Draft
from extract.saying import LONGEST_TITLE, Said, said
from extract.verdicts import judging as verdicts
from extract.verdicts.targets import target_of
from model import Clause, Reading, Verdict

_SAMPLE_CLAUSES, _SAMPLE = 60, 4000
_MOST_SOURCE = 300_000
_LABEL = 8  # words of a block that may be a button


def failed(verdict: Verdict, reason: str, evidence: dict[str, str]) -> Reading:
    """The reading of what holds no text that could be one of the policy."""
    return Reading(title="", clauses=(), verdict=verdict, evidence=MappingProxyType({**evidence, "reason": reason}))


def said_on(page: Page, drafts: Sequence[Draft], running: Sequence[str] = ()) -> Said:
    """What these blocks of a page say, before they are judged."""
    return said(drafts, page_title=page.title, page_language=page.language, meta=page.meta, running=running)


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
        title=f"{canonical(page.title[:LONGEST_TITLE])}\n{canonical(title[:LONGEST_TITLE])}",
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
    found: Said | None = None,
) -> Reading:
    """What these blocks of a page say. `running` are lines along the edges of its pages, `found` what is known."""
    found = found or said_on(page, drafts, running)
    looked = looked_at(
        page,
        found.title,
        found.clauses,
        statuscode,
        headers,
        linked=found.linked,
        source=source,
        selected=selected,
    )
    verdict, reason = verdicts.verdict_of(looked)
    evidence["title"] = "heading" if found.place is not None else "head"
    if found.place:
        evidence["above the title"] = str(found.place)
    if reason:
        evidence["reason"] = reason
    if verdict is Verdict.MOVED:
        evidence["target"] = target_of(looked, found.clauses)
    return Reading(
        title=found.title,
        clauses=found.clauses,
        verdict=verdict,
        evidence=MappingProxyType(evidence),
        language=found.language,
        declared=found.declared,
        **found.facts._asdict(),
    )
