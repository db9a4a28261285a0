"""What belongs into the evidence of a text, a change, a whole policy, an alert?"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

import evidence
import versions
from alerts.evidence import known
from cli import answers
from cli.exits import Exit, RefusalError
from cli.finding import Found
from evidence import Bundle, Content
from model import (
    Alert,
    Bracket,
    Capture,
    Digest,
    OriginalKey,
    Reading,
    Rendition,
    Sighting,
    TimelineId,
    Version,
    original_key,
    timestamp14,
)
from store import Held, Store, TimelineFacts

_CONCLUDED = "conclusions/history.jsonl"
_FILES = """\
about.json          what this is evidence of: citations, bracket, which code concluded
conclusions/        history.jsonl: verdicts, versions, steps and changes, in the words of `clausewatch export`;
                    texts.jsonl: each text, clause by clause, with the words that count"""
_ALERT_FILES = "alert.json          what the alert told, as it was recorded when it was made"
_ALL_CAPTURES = """\
Every capture of that time
that was fetched is in facts/captures.jsonl: where that has none of a row's instant, it was listed and not looked at."""
_SOME_CAPTURES = """\
Of the captures of that
time only those named above are here, since all show the same text."""
_BOTH_CAPTURES = """\
Of the captures of that
time only those of the texts themselves are here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """A bundle, what it is evidence of in a sentence, what lies in it, and a safe name for it."""

    bundle: Bundle
    about: str
    files: str
    note: str
    name: str

    def readme(self, *, stamped: bool) -> str:
        return evidence.readme(self.about, self.bundle.root, self.files, self.note, stamped=stamped)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Chosen:
    """What goes into a bundle: which versions, which step led to them, which captures and sightings."""

    what: str
    numbers: frozenset[int]
    steps: frozenset[int]
    bracket: Bracket | None
    capture: Callable[[Capture], bool]
    sighting: Callable[[Sighting], bool]


def of_version(store: Store, found: Found, program: str) -> Proof:
    """A text: its captures at first and last sight, everything that was seen from the one to the other."""
    one = found.versions[0]
    chosen = _Chosen(
        what="version",
        numbers=frozenset({one.number}),
        steps=frozenset(),
        bracket=None,
        capture=lambda capture: capture == one.capture or capture.timestamp in (one.first_seen, one.last_seen),
        sighting=lambda seen: one.first_seen <= seen.timestamp <= one.last_seen,
    )
    cited = versions.cite(found.timeline, one)
    about = (
        f"The text {cited}, with its captures at first and last sight.\n"
        f"It was seen from {one.first_seen:%Y-%m-%d} to {one.last_seen:%Y-%m-%d}."
    )
    return _proof(store, found, chosen, about, program)


def of_change(store: Store, before: Found, after: Found, program: str) -> Proof:
    """The step from one text to a later one: both, and everything that was seen from the last sight of the one to the
    first of the other. Raises RefusalError where they are not two texts of one timeline in this order.
    """
    old, new = before.versions[0], after.versions[0]
    if before.timeline != after.timeline or old.number >= new.number:
        raise RefusalError(f"{before.asked} and {after.asked}: expected an earlier and a later text of one timeline")
    passed = store.questions.brackets(after.timeline)[old.number - 1 : new.number - 1]
    bracket = Bracket(
        after=old.last_seen,
        by=new.first_seen,
        unlooked=sum(one.unlooked for one in passed),
        unusable=sum(one.unusable for one in passed),
    )
    shown = (old.capture, new.capture)
    chosen = _Chosen(
        what="change",
        numbers=frozenset(range(old.number, new.number + 1)),
        steps=frozenset(range(old.number + 1, new.number + 1)),
        bracket=bracket,
        capture=lambda capture: capture in shown or old.last_seen <= capture.timestamp <= new.first_seen,
        sighting=lambda seen: old.last_seen <= seen.timestamp <= new.first_seen,
    )
    cited = [str(versions.cite(after.timeline, one)) for one in (old, new)]
    about = f"What changed from {cited[0]} to {cited[1]}: it happened {versions.phrase(bracket)}."
    return _proof(store, after, chosen, about, program)


def of_policy(store: Store, found: Found, program: str) -> Proof:
    """Everything that was seen and concluded of a timeline."""
    numbers = frozenset(one.number for one in store.questions.seen(found.timeline))
    chosen = _Chosen(
        what="policy",
        numbers=numbers,
        steps=numbers,
        bracket=None,
        capture=lambda _: True,
        sighting=lambda _: True,
    )
    about = f"Everything that was seen of {found.timeline}, and the {len(numbers):,} versions that follow from it."
    return _proof(store, found, chosen, about, program)


def of_alert(store: Store, alert: Alert) -> Proof:
    """What an alert rested on when it was made. Raises RefusalError where its root cannot be shown any more."""
    told = alert.evidence
    if evidence.PROOF not in told:
        raise RefusalError(f"{alert.name}: no root stands in this alert: it is about no text of a page", Exit.NOTHING)
    timeline = TimelineId.parse(alert.timeline)
    sides = [(told["sources"][side], told["digests"][side]["body"]) for side in told["sources"]]
    keys = [*_keys(store, timeline), *(original_key(source["original"]) for source, _ in sides)]
    facts = store.facts.of_originals(list(dict.fromkeys(keys)), timeline)
    named = {(*(source[part] for part in _SOURCE), body) for source, body in sides}
    held = [(one.capture, one.holdings) for one in facts.held if _name(one.capture) in named]
    bracket = told["bracket"]
    between = [one for one in facts.sightings if (bracket["after"] or "") <= str(answers.iso(one.timestamp))]
    record = evidence.record_of(
        told, held, [one for one in between if str(answers.iso(one.timestamp)) <= bracket["by"]]
    )
    if told[evidence.PROOF]["root"] != f"sha256:{record.root}":
        raise RefusalError(
            f"{alert.name}: what it rested on gives the root sha256:{record.root}; expected"
            f" {told[evidence.PROOF]['root']}: facts that were known then are not here any more",
            Exit.INCOMPLETE,
        )
    files: dict[str, Content] = {path: partial(bytes, content) for path, content in record.files.items()}
    return Proof(
        bundle=_bundle(files | _bodies(store, record.bodies)),
        about=f"What the alert {alert.name} of {answers.iso(alert.made_at)} rested on:\n{alert.message.subject}",
        files=_ALERT_FILES,
        note=_BOTH_CAPTURES,
        name=f"evidence-alert-{alert.name[:8]}",
    )


_SOURCE = ("original", "timestamp", "statuscode", "rendition")


def _name(capture: Capture) -> tuple[str | int | None, ...]:
    """As the record of an alert names a capture."""
    written = evidence.capture_line(capture) | {"original": known(capture.original)}
    return (*(written[part] for part in _SOURCE), capture.digest)


# ---------------------------------------------------------------- the files


def _proof(store: Store, found: Found, chosen: _Chosen, about: str, program: str) -> Proof:
    timeline = found.timeline
    facts = store.facts.of_originals(_keys(store, timeline), timeline)
    held = [one for one in facts.held if chosen.capture(one.capture)]
    mine = [one for one in store.questions.versions(timeline) if one.number in chosen.numbers]
    lines = {
        "about.json": [_about(store, found, chosen, mine, program)],
        **_of_facts(store, timeline, facts, held, chosen),
        _CONCLUDED: _concluded(store, timeline, chosen),
        "conclusions/texts.jsonl": [_text(store, timeline, one) for one in mine],
    }
    files: dict[str, Content] = {path: partial(_joined, path, some) for path, some in lines.items()}
    bodies = {one.capture.digest for one in held}
    ends = dict.fromkeys(timestamp14(one.first_seen) for one in (mine[0], mine[-1])) if chosen.what != "policy" else ()
    name = "-".join(["evidence", *str(timeline).replace("~", "/").split("/"), *ends])
    note = _SOME_CAPTURES if chosen.what == "version" else _ALL_CAPTURES
    return Proof(bundle=_bundle(files | _bodies(store, bodies)), about=about, files=_FILES, note=note, name=name)


def _of_facts(
    store: Store, timeline: TimelineId, facts: TimelineFacts, held: Sequence[Held], chosen: _Chosen
) -> dict[str, list[answers.Answer]]:
    saved = [saving for one in held for saving in store.savings.saved(one.capture.timestamp, one.capture.digest)]
    return {
        "facts/captures.jsonl": [evidence.capture_line(one.capture) for one in held],
        "facts/holdings.jsonl": [evidence.holding_line(one.capture, by) for one in held for by in one.holdings],
        "facts/sightings.jsonl": [evidence.sighting_line(one) for one in facts.sightings if chosen.sighting(one)],
        "facts/declarations.jsonl": [
            evidence.stated_line(one.digest, one.text, one.taken_at) for one in store.proving.stated(timeline)
        ],
        "facts/rulings.jsonl": [evidence.ruling_line(one) for one in facts.rulings],
        "facts/savings.jsonl": [evidence.saving_line(one) for one in saved],
    }


def _about(store: Store, found: Found, chosen: _Chosen, mine: Sequence[Version], program: str) -> answers.Answer:
    import history

    made = store.conclusions.made_of(found.timeline)
    return {
        "what": chosen.what,
        "timeline": str(found.timeline),
        "citations": [str(versions.cite(found.timeline, one)) for one in mine],
        "clauses": [str(one) for one in found.cited],
        "bracket": answers.bracket(chosen.bracket) if chosen.bracket else None,
        "made_by": made[0] if made else "",
        "code": history.code_edition(),
        "program": program,
    }


def _concluded(store: Store, timeline: TimelineId, chosen: _Chosen) -> list[answers.Answer]:
    """The lines of the export that concern what was chosen; texts have a file of their own."""
    found = []
    for line in store.exporting.conclusions([timeline]):
        line.pop("clauses", None)
        match line["is"]:
            case "version":
                wanted = line["number"] in chosen.numbers
            case "revision" | "change":
                wanted = line["number"] in chosen.steps
            case "verdict":
                wanted = chosen.capture(_captured(line))
            case _:
                wanted = line["is"] == "history" or chosen.what == "policy"
        found += [line] if wanted else []
    return found


def _captured(line: answers.Answer) -> Capture:
    return Capture(
        original=line["original"],
        timestamp=datetime.fromisoformat(line["timestamp"]),
        statuscode=line["statuscode"],
        digest=Digest(line["digest"]),
        rendition=Rendition(line["rendition"]),
    )


def _text(store: Store, timeline: TimelineId, one: Version) -> answers.Answer:
    text: Reading = store.questions.text(timeline, one.number)
    return {
        "number": one.number,
        "citation": str(versions.cite(timeline, one)),
        "title": text.title,
        "canonical": text.digest,
        "digests": [clause.digest for clause in text.clauses],
        "words": [clause.words for clause in text.clauses],
        "clauses": answers.clauses(timeline, one, text),
    }


def _keys(store: Store, timeline: TimelineId) -> list[OriginalKey]:
    """Of every original at which the timeline was ever declared to stand."""
    places = [place for one in store.proving.stated(timeline) for place in json.loads(one.text)["locations"]]
    return list(dict.fromkeys(original_key(place["original"]) for place in places))


def _joined(path: str, lines: Iterable[dict[str, Any]]) -> bytes:
    """Facts in order of time, whatever order they came in; conclusions have an order of their own."""
    return b"".join(evidence.in_order(lines) if path.startswith("facts/") else map(evidence.as_line, lines))


def _bodies(store: Store, digests: Iterable[Digest]) -> dict[str, Content]:
    return {evidence.body_path(digest): partial(store.facts.body, digest) for digest in digests}


def _bundle(files: dict[str, Content]) -> Bundle:
    try:
        return evidence.bundle(files)
    except LookupError as error:
        raise RefusalError(f"{error}: without it there is no evidence", Exit.INCOMPLETE) from None
