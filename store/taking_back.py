"""How do lines that came out of a store become facts again?

The inverse of `store.exporting`: what one store gives as lines another one takes, and then gives the same lines. What
is known already changes nothing, so a file can be taken in twice, or gone on with. A line that is no fact is refused
with the reason, and nothing of it is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlite_utils import Database

from model import (
    AlertKind,
    Capture,
    Digest,
    Holding,
    Rendition,
    Ruling,
    RulingKind,
    Saving,
    SavingStep,
    Sighting,
    SightingKind,
    Verdict,
    sha256,
)
from store.erasing import Erasing
from store.facts import Facts
from store.forms import optional_time_text, time_text, to_json
from store.reading_lines import LineReader, WrongLineError
from store.savings import Savings
from store.wordings import words_kept


class Took(StrEnum):
    """What became of a line."""

    NEW = "new"
    KNOWN = "known"
    LEFT_OUT = "left out"  # it is about whom another installation told, or was erased here


OF_TELLING = frozenset({"watch", "told", "alert", "attempt"})
"""Lines about whom an installation told. They are taken only by the same one, or by one that has told nobody."""


class TakingBack:
    """Call it inside a transaction. Lines come in any order in which each comes behind what it names."""

    def __init__(self, db: Database, facts: Facts, savings: Savings, erasing: Erasing) -> None:
        self._db = db
        self._erasing = erasing
        self._facts = facts
        self._savings = savings
        self._ours: bool | None = None  # whether what is told of telling is about this installation
        self._takers: dict[str, Callable[[LineReader], bool]] = {
            "erasure": self._erasure,
            "holding": self._holding,
            "sighting": self._sighting,
            "declaration": self._declaration,
            "ruling": self._ruling,
            "wording": self._wording,
            "rereading": self._rereading,
            "watch": self._watch,
            "told": self._told,
            "alert": self._alert,
            "attempt": self._attempt,
            "saving": self._saving,
            "saving_step": self._saving_step,
        }

    def take(self, line: Mapping[str, Any], body: Callable[[Digest], bytes | None]) -> Took:
        """Takes one line. `body` gives the bytes of a capture that are not kept yet, or None.

        Raises WrongLineError.
        """
        what = line.get("is")
        said = LineReader(line)
        if what == "installation":
            new = self._installation(said)
        elif what == "capture":
            new = self._capture(said, body)
        elif isinstance(what, str) and what in self._takers:
            if (what in OF_TELLING and not self._is_ours()) or (what == "wording" and self._was_erased(line)):
                return Took.LEFT_OUT
            new = self._takers[what](said)
        else:
            raise WrongLineError(f"{repr(what)[:60]} is no kind of fact; expected {', '.join(KINDS)}")
        return Took.NEW if new else Took.KNOWN

    # -- what was erased

    def _erasure(self, said: LineReader) -> bool:
        at, reason, who = said.moment("erased_at"), said.text("reason"), said.text("who")
        bodies = [(digest, _length(length)) for digest, length in said.pairs("bodies")]
        wordings = said.digests("wordings")
        said.all_read()
        try:
            return self._erasing.take(at, reason, who, bodies, wordings)
        except ValueError as error:
            raise WrongLineError(str(error)) from None

    def _was_erased(self, line: Mapping[str, Any]) -> bool:
        digest = line.get("digest")
        return isinstance(digest, str) and self._erasing.was_wording(digest)

    # -- what was seen

    def _capture(self, said: LineReader, body: Callable[[Digest], bytes | None]) -> bool:
        capture = _capture(said)
        said.all_read()
        if self._facts.has_capture(capture):
            return False
        content = None if self._facts.has_body(capture.digest) else body(capture.digest)
        if content is None and not self._facts.has_body(capture.digest):
            raise WrongLineError(f"the body {capture.digest} is not there")
        if content is not None and sha256(content) != capture.digest:
            raise WrongLineError(f"the body under {capture.digest} is another: it has {sha256(content)}")
        self._facts.take_capture(capture, content)
        return True

    def _holding(self, said: LineReader) -> bool:
        capture = _capture(said)
        holding = Holding(
            holder=said.text("holder", empty=False),
            memento=said.text("memento"),
            archive_digest=said.text("archive_digest"),
            headers=said.pairs("headers"),
            taken_at=said.moment("taken_at"),
        )
        said.all_read()
        if not self._facts.has_capture(capture):
            raise WrongLineError(
                f"a holding of {capture.original} at {time_text(capture.timestamp)}, which is not kept"
            )
        return self._facts.take_holding(capture, holding)

    def _sighting(self, said: LineReader) -> bool:
        sighting = Sighting(
            original=said.text("original", empty=False),
            timestamp=said.moment("timestamp"),
            kind=said.one_of("kind", SightingKind),
            holder=said.text("holder", empty=False),
            rendition=said.one_of("rendition", Rendition),
            statuscode=said.optional_whole("statuscode"),
            mimetype=said.text("mimetype"),
            archive_digest=said.text("archive_digest"),
            length=said.optional_whole("length"),
            digest=said.optional_digest("digest"),
            reason=said.text("reason"),
            asked=said.text("asked"),
            place=said.text("place"),
            taken_at=said.moment("taken_at"),
        )
        said.all_read()
        return self._facts.keep_sightings([sighting]) > 0

    # -- what people and readings said

    def _declaration(self, said: LineReader) -> bool:
        values = [said.digest("digest"), str(said.timeline("timeline")), said.locations("text")]
        values.append(time_text(said.moment("taken_at")))
        said.all_read()
        return self._added("INSERT INTO declaration VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING", values)

    def _ruling(self, said: LineReader) -> bool:
        timeline = said.timeline("timeline")
        kind = said.one_of("kind", RulingKind)
        ruling = Ruling(
            kind=kind,
            object=said.citation("object"),
            saying=_SAYINGS[kind](said),
            who=said.text("who"),
            why=said.text("why"),
            given_at=said.moment("given_at"),
        )
        said.all_read()
        new = ruling not in self._facts.rulings(timeline)
        if new:
            self._facts.keep_ruling(timeline, ruling)
        return new

    def _wording(self, said: LineReader) -> bool:
        digest, words, text = said.digest("digest"), said.text("words"), said.text("text")
        said.all_read()
        if sha256(words) != digest:
            raise WrongLineError(f"the words under {digest} have the digest {sha256(words)}")
        return self._added(
            "INSERT INTO wording (digest, words, text) SELECT ?1, ?2, ?3"
            " WHERE NOT EXISTS (SELECT 1 FROM wording WHERE digest = ?1 AND text = ?3)",
            [bytes.fromhex(digest), words_kept(text, words), text],
        )

    def _rereading(self, said: LineReader) -> bool:
        values = [
            str(said.timeline("timeline")),
            *(said.text(name) for name in ("made_by", "replaces")),
            *(said.whole(name) for name in ("versions", "versions_before")),
            time_text(said.moment("taken_at")),
        ]
        said.all_read()
        names = "timeline, made_by, replaces, versions, versions_before, taken_at"
        return self._added(
            f"INSERT INTO rereading ({names}) SELECT ?1, ?2, ?3, ?4, ?5, ?6 WHERE NOT EXISTS"
            f" (SELECT 1 FROM rereading WHERE ({names}) = (?1, ?2, ?3, ?4, ?5, ?6))",
            values,
        )

    # -- who was told

    def _installation(self, said: LineReader) -> bool:
        """Who has told nobody goes on as the installation that told."""
        name = said.text("name")
        said.all_read()
        try:
            name = str(UUID(name))
        except ValueError:
            raise WrongLineError(f"name is {name[:60]!r}, expected a UUID") from None
        (ours,) = self._db.execute("SELECT name FROM installation").fetchone()
        told = self._db.execute("SELECT 1 FROM alert UNION ALL SELECT 1 FROM told LIMIT 1").fetchone()
        self._ours = ours == name or told is None
        if ours != name and told is None:
            return self._added("UPDATE installation SET name = ?", [name])
        return False

    def _is_ours(self) -> bool:
        """Lines that do not say whose they are are another's, unless nobody here was told of anything."""
        if self._ours is None:
            self._ours = self._db.execute("SELECT 1 FROM alert UNION ALL SELECT 1 FROM told LIMIT 1").fetchone() is None
        return self._ours

    def _watch(self, said: LineReader) -> bool:
        values = [said.text("name", empty=False), time_text(said.moment("began"))]
        said.all_read()
        return self._added("INSERT INTO watch VALUES (?, ?) ON CONFLICT DO NOTHING", values)

    def _told(self, said: LineReader) -> bool:
        """The later mark stands: nobody is told twice."""
        values = [said.text("watch"), said.text("timeline"), time_text(said.moment("upto"))]
        said.all_read()
        return self._added(
            "INSERT INTO told VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET upto = excluded.upto"
            " WHERE excluded.upto > upto",
            values,
        )

    def _alert(self, said: LineReader) -> bool:
        texts = ("watch", "timeline", "cause", "channel", "given_up", "subject", "text", "html")
        values: dict[str, Any] = {name: said.text(name) for name in texts}
        values |= {"name": said.text("name", empty=False), "kind": said.one_of("kind", AlertKind)}
        values |= {"made_at": time_text(said.moment("made_at")), "evidence": to_json(said.record("evidence"))}
        for name in ("delivered_at", "given_up_at"):
            values[name] = optional_time_text(said.optional_moment(name))
        said.all_read()
        names, marks = ", ".join(values), ", ".join("?" * len(values))
        return self._added(
            f"INSERT INTO alert ({names}) VALUES ({marks}) ON CONFLICT DO NOTHING", list(values.values())
        )

    def _attempt(self, said: LineReader) -> bool:
        alert = said.text("alert")
        row = self._db.execute("SELECT id FROM alert WHERE name = ?", [alert]).fetchone()
        if row is None:
            raise WrongLineError(f"an attempt to deliver the alert {alert[:60]}, which is not kept")
        values = [row[0], said.text("channel"), time_text(said.moment("began"))]
        values += [optional_time_text(said.optional_moment("ended")), said.text("failure")]
        said.all_read()
        names = "alert_id, channel, began, ended, failure"
        return self._added(
            f"INSERT INTO attempt ({names}) SELECT ?1, ?2, ?3, ?4, ?5 WHERE NOT EXISTS"
            f" (SELECT 1 FROM attempt WHERE ({names}) = (?1, ?2, ?3, ?4, ?5))",
            values,
        )

    # -- what archives were asked to save

    def _saving(self, said: LineReader) -> bool:
        saving = Saving(
            archive=said.text("archive", empty=False),
            original=said.text("original", empty=False),
            timeline=said.timeline("timeline"),
            moment=said.moment("moment"),
            digest=said.digest("digest"),
            wanted_at=said.moment("wanted_at"),
        )
        said.all_read()
        before = self._db.conn.total_changes
        self._savings.want(saving)
        return self._db.conn.total_changes > before

    def _saving_step(self, said: LineReader) -> bool:
        key = [said.text("archive"), said.text("original"), time_text(said.moment("moment"))]
        row = self._db.execute(
            "SELECT id FROM saving WHERE (archive, original, moment) = (?, ?, ?)",
            key,
        ).fetchone()
        if row is None:
            raise WrongLineError(f"a step to save {key[1][:200]}, which nobody wanted")
        values = [row[0], said.one_of("step", SavingStep).value, time_text(said.moment("at"))]
        values += [optional_time_text(said.optional_moment("again"))]
        values += [said.text(name) for name in ("job", "memento", "reason")]
        said.all_read()
        names = "saving_id, step, at, again, job, memento, reason"
        return self._added(
            f"INSERT INTO saving_step ({names}) SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7 WHERE NOT EXISTS"
            f" (SELECT 1 FROM saving_step WHERE ({names}) = (?1, ?2, ?3, ?4, ?5, ?6, ?7))",
            values,
        )

    def _added(self, sql: str, values: list[Any]) -> bool:
        before = self._db.conn.total_changes
        self._db.execute(sql, values)
        return self._db.conn.total_changes > before


class _Answer(StrEnum):
    YES = "yes"
    NO = "no"


_SAYINGS: dict[RulingKind, Callable[[LineReader], str]] = {
    RulingKind.VERDICT: lambda said: said.one_of("saying", Verdict).value,
    RulingKind.SAME: lambda said: said.citation("saying"),
    RulingKind.MATTERS: lambda said: said.one_of("saying", _Answer).value,
}
"""What can be said: a word that nobody can read would end every derivation."""

KINDS = (
    *(
        "erasure",
        "capture",
        "holding",
        "sighting",
        "declaration",
        "ruling",
        "installation",
        "watch",
        "told",
        "alert",
        "attempt",
    ),
    *("saving", "saving_step", "wording", "rereading"),
)
"""What a line can be that is a fact."""


def _length(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 15:
        raise WrongLineError(f"bodies has the length {text[:20]!r}, expected a number of bytes")
    return int(text)


def _capture(said: LineReader) -> Capture:
    return Capture(
        original=said.text("original", empty=False),
        timestamp=said.moment("timestamp"),
        rendition=said.one_of("rendition", Rendition),
        statuscode=said.whole("statuscode"),
        digest=said.digest("digest"),
    )
