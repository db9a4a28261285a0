"""How is it told what happened to one timeline?

An alert is made whole here: the letter in both forms, and the evidence beside it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import versions
from alerts import evidence, parts, wording
from alerts.evidence import HeldBy, Side, SightedIn
from alerts.letter import Command, Letter, Paragraph, Proof
from alerts.matching import Match, change_kinds
from alerts.neutral import one_line
from alerts.page import as_page
from alerts.plain import as_text
from alerts.shortening import in_short
from alerts.wording import Naming
from model import (
    Alert,
    AlertKind,
    Bracket,
    Cadence,
    History,
    Message,
    Revision,
    Severity,
    Spell,
    SpellKind,
    Verdict,
    Watch,
)

_UTC = "All times are UTC."

_SPELLS = {SpellKind.ENDED: "has ended", SpellKind.RESUMED: "can be read again", SpellKind.RELOCATED: "has moved"}
_SPELL_SENTENCES = {
    SpellKind.ENDED: "Where it stood it cannot be read any more{reason}. It ended {when}.",
    SpellKind.RESUMED: "After it had ended it stands there again. It came back {when}.",
    SpellKind.RELOCATED: "Its address now leads to another one{reason}. It moved {when}.",
}
_REASONS: Mapping[str, str] = {
    Verdict.GONE: "the server says that it is not there",
    Verdict.SOFT_404: "in its place a page says that nothing is there",
    Verdict.PARKED: "in its place there is a page that offers the domain",
    Verdict.RESOLD: "in its place there is another organisation's",
    Verdict.WRONG_PAGE: "in its place there is another page",
}
_TEXTS = {
    SpellKind.ENDED: "The last text seen",
    SpellKind.RESUMED: "The text seen then",
    SpellKind.RELOCATED: "The text seen there",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What every message about one timeline is made with."""

    watch: Watch
    history: History
    naming: Naming
    held_by: HeldBy
    sighted: SightedIn
    now: datetime

    @property
    def name(self) -> str:
        return wording.called(self.naming, self.history.timeline)

    def of_revision(self, revision: Revision, match: Match) -> Alert:
        """The alert of a step from one version to the next; its cause is the citation of the version after it."""
        before, after = (evidence.side_of(self.history, n, self.held_by) for n in (revision.before, revision.after))
        short = in_short(revision.changes, change_kinds(self.watch), self.watch.natures)
        passages = [parts.passage(change, edits, before, after) for change, edits in short.shown]
        redline = {"redline": [parts.kept_passage(passage) for passage in passages], "redline_rest": short.rest}
        facts = evidence.of_revision(self.history, revision, before, after) | redline
        told = self._proved(facts, (before, after), revision.bracket)
        missed = evidence.without_the_text(self.history, revision.bracket)
        letter = Letter(
            subject=wording.subject(self.name, "changed", revision.judgement),
            title=f"{self.name} changed",
            about=str(self.history.timeline),
            severity=revision.judgement.severity,
            parts=(
                *parts.summed_up(revision, before, after, match, missed),
                *parts.redline(passages, short),
                *parts.sources(("Before", before), ("After", after)),
                Proof(root=evidence.root_of(told)),
                Command(words="See everything:", command=f"clausewatch diff {before.citation} {after.citation}"),
            ),
            foot=(_UTC, wording.filters(self.watch)),
        )
        return self._alert(AlertKind.CHANGE, str(after.citation), letter, told)

    def of_spell(self, spell: Spell, cause: str) -> Alert:
        """The alert of the end, the return or the move of a whole timeline."""
        last = self._standing(spell)
        reason = _REASONS.get(spell.reason) or one_line(spell.reason, 300)
        sentence = _SPELL_SENTENCES[spell.kind].format(
            reason=f" ({reason})" if reason else "", when=versions.phrase(spell.bracket)
        )
        told = self._proved(evidence.of_spell(self.history, spell, last), (last,) if last else (), spell.bracket)
        cited = last.citation if last else self.history.timeline
        letter = Letter(
            subject=wording.subject(self.name, _SPELLS[spell.kind]),
            title=f"{self.name} {_SPELLS[spell.kind]}",
            about=str(self.history.timeline),
            severity=Severity.MAJOR,
            parts=(
                Paragraph(text=sentence, strong=True),
                *(parts.sources((_TEXTS[spell.kind], last)) if last else ()),
                Proof(root=evidence.root_of(told)),
                Command(words="See what was seen when:", command=f"clausewatch log {self.history.timeline}"),
                *([Command(words="Read the text:", command=f"clausewatch show {cited}")] if last else []),
            ),
            foot=(_UTC, wording.filters(self.watch)),
        )
        return self._alert(AlertKind(spell.kind.value), cause, letter, told)

    def _standing(self, spell: Spell) -> Side | None:
        """The version that stood when it happened: of an end the last one, else the one that was seen then."""
        stood = [one.number for one in self.history.versions if one.first_seen <= spell.bracket.by]
        return evidence.side_of(self.history, stood[-1], self.held_by) if stood else None

    def _proved(self, facts: Mapping[str, Any], sides: Sequence[Side], when: Bracket) -> Mapping[str, Any]:
        told = {"called": evidence.known(self.name, 200), **facts}
        return evidence.proved(told, sides, self.sighted(when))

    def _alert(self, kind: AlertKind, cause: str, letter: Letter, told: Mapping[str, Any]) -> Alert:
        return Alert(
            watch=self.watch.name,
            timeline=str(self.history.timeline),
            kind=kind,
            cause=cause,
            channel=self.watch.channel if self.watch.digest is Cadence.NEVER else "",
            made_at=self.now,
            message=message(letter),
            evidence=told,
        )


def message(letter: Letter) -> Message:
    """Both forms of a letter."""
    return Message(subject=one_line(letter.subject, wording.SUBJECT), text=as_text(letter), html=as_page(letter))
