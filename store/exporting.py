"""How does everything kept and concluded come out, as lines that can be compared?"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from sqlite_utils import Database

from model import TimelineId
from store.conclusions import Conclusions
from store.forms import identities_of
from store.forms_of_facts import BODY_DIGEST
from store.headings import headers_text
from store.timelines import ITS
from store.wordings import words_told

Line = dict[str, Any]

_FACTS: dict[str, str] = {
    "erasure": "SELECT erased_at, reason, who,"
    " (SELECT json_group_array(json_array(lower(hex(digest)), length)) FROM (SELECT digest, CAST(length AS TEXT)"
    " AS length FROM erased WHERE erasure_id = erasure.id AND kind = 'body' ORDER BY digest)) AS bodies,"
    " (SELECT json_group_array(lower(hex(digest))) FROM (SELECT digest FROM erased WHERE erasure_id = erasure.id"
    " AND kind = 'wording' ORDER BY digest)) AS wordings FROM erasure ORDER BY erased_at, erasure.id",
    "capture": f"SELECT url AS original, timestamp, rendition, statuscode, {BODY_DIGEST} AS digest FROM capture"
    " JOIN original ON original.id = capture.original_id ORDER BY timestamp, url, rendition, digest, statuscode",
    "holding": f"SELECT url AS original, timestamp, rendition, {BODY_DIGEST} AS digest, statuscode, holding.holder,"
    " holding.memento, holding.archive_digest, headers_text(heading.packed, held.headers) AS headers,"
    " holding.taken_at FROM holding JOIN held ON held.id = holding.id JOIN heading ON heading.id = heading_id"
    " JOIN capture ON capture.id = holding.capture_id JOIN original ON original.id = capture.original_id"
    " ORDER BY timestamp, url, rendition, digest, statuscode, holding.holder, holding.memento,"
    " holding.archive_digest, headers",
    "sighting": "SELECT original.url AS original, timestamp, kind, holder, rendition, statuscode, mimetype,"
    " archive_digest, length, digest, reason, coalesce(first.url, '') AS asked, place, taken_at FROM sighting"
    " JOIN original ON original.id = sighting.original_id LEFT JOIN original AS first ON first.id = sighting.asked_id"
    " ORDER BY timestamp, original.url, kind, holder, rendition, archive_digest, digest, statuscode, reason,"
    " mimetype, length, first.url, place",
    "declaration": "SELECT timeline, digest, text, taken_at FROM declaration ORDER BY timeline, digest",
    "ruling": "SELECT timeline, kind, object, saying, who, why, given_at FROM ruling ORDER BY given_at, id",
    "watch": "SELECT name, began FROM watch ORDER BY name",
    "told": "SELECT watch, timeline, upto FROM told ORDER BY watch, timeline",
    "alert": "SELECT name, watch, timeline, kind, cause, channel, made_at, delivered_at, given_up_at, given_up,"
    " subject, text, html, evidence FROM alert ORDER BY made_at, watch, timeline, kind, cause",
    "attempt": "SELECT alert.name AS alert, attempt.channel, began, ended, failure FROM attempt"
    " JOIN alert ON alert.id = attempt.alert_id ORDER BY began, alert.name, attempt.id",
    "saving": "SELECT archive, original, timeline, moment, digest, wanted_at FROM saving"
    " ORDER BY moment, original, archive",
    "saving_step": "SELECT archive, original, moment, step, at, again, job, memento, reason FROM saving_step"
    " JOIN saving ON saving.id = saving_step.saving_id ORDER BY saving_step.id",
}
_REMEMBERED: dict[str, str] = {
    "installation": "SELECT name FROM installation",
    "wording": "SELECT lower(hex(digest)) AS digest, words, text FROM wording ORDER BY wording.digest, text",
    "rereading": "SELECT timeline, made_by, replaces, versions, versions_before, taken_at FROM rereading"
    " ORDER BY rereading.id",
}
_OF_AN_INSTALLATION = frozenset({"erasure", "holding", "watch", "told", "alert", "attempt", "saving", "saving_step"})
"""How it learnt of what was seen, whom it told or asked to save it: who saw the same can differ in these."""

_OF_A_TIMELINE: dict[str, str] = {
    "verdict": f"SELECT url AS original, timestamp, rendition, {BODY_DIGEST} AS digest, statuscode, location, verdict,"
    " reason, title"
    " FROM verdict JOIN capture ON capture.id = verdict.capture_id JOIN original ON original.id = capture.original_id"
    f" WHERE {ITS} ORDER BY timestamp, url, rendition, digest, statuscode, location",
    "version": "SELECT number, first_seen, last_seen, location, version.rendition, url AS original, timestamp,"
    f" {BODY_DIGEST} AS digest, lower(hex(canonical)) AS canonical, lower(hex(words)) AS words, sightings, title,"
    " language, declared, own_word, identities, parents, text_id, variant FROM version"
    " JOIN capture ON capture.id = version.capture_id JOIN original ON original.id = capture.original_id"
    f" WHERE {ITS} ORDER BY number",
    "revision": "SELECT number, after, by, unlooked, unusable, returns_to, silent, relocated, rendition_changed,"
    " seen_differently, alert, severity, categories, because, natures, hold FROM revision"
    f" WHERE {ITS} ORDER BY number",
    "change": "SELECT number, position, kinds, before, after, edits, alert, severity, categories, because, natures,"
    f" hold FROM change WHERE {ITS} ORDER BY number, position",
    "spell": f"SELECT kind, after, by, unlooked, unusable, reason FROM spell WHERE {ITS} ORDER BY by, kind",
}
_JSON = frozenset(
    {
        "headers",
        "declared",
        "own_word",
        "categories",
        "because",
        "natures",
        "kinds",
        "before",
        "after",
        "edits",
        "evidence",
        "bodies",
        "wordings",
    }
)


class Exporting:
    """Reads only. Row numbers of the database never come out: two databases of the same facts export alike."""

    def __init__(self, db: Database, conclusions: Conclusions) -> None:
        self._db = db
        self._conclusions = conclusions
        db.conn.create_function("headers_text", 2, headers_text, deterministic=True)

    def facts(self, *, comparable: bool = False) -> Iterator[Line]:
        """What was seen and said, and who was told; bodies by their digests.

        `comparable` leaves out how and when we learnt of it, and who was told: two installations that saw the same
        give the same lines.
        """
        for what, sql in _FACTS.items():
            if not comparable:
                yield from self._lines(what, sql, [])
            elif what not in _OF_AN_INSTALLATION:
                yield from ({n: v for n, v in line.items() if n != "taken_at"} for line in self._lines(what, sql, []))

    def remembered(self) -> Iterator[Line]:
        """What the facts do not tell again: the installation's name, what earlier code read, and when it did."""
        for what, sql in _REMEMBERED.items():
            for line in self._lines(what, sql, []):
                yield line | {"words": words_told(line["text"], line["words"])} if what == "wording" else line

    def conclusions(self, timelines: Sequence[TimelineId]) -> Iterator[Line]:
        """What follows from it, timeline by timeline, with the text of every version."""
        for timeline in timelines:
            made = self._conclusions.made_of(timeline)
            yield {"is": "history", "timeline": str(timeline), "made_by": made[0] if made else ""}
            for what, sql in _OF_A_TIMELINE.items():
                for line in self._lines(what, sql, [str(timeline)]):
                    yield {"is": what, "timeline": str(timeline)} | self._with_text(line)

    def _lines(self, what: str, sql: str, values: list[str]) -> Iterator[Line]:
        cursor = self._db.execute(sql, values)
        names = [column[0] for column in cursor.description]
        for row in cursor:
            yield {"is": what} | {name: _value(name, value) for name, value in zip(names, row, strict=True)}

    def _with_text(self, line: Line) -> Line:
        if "text_id" not in line:
            return line
        clauses = self._conclusions.clauses(line.pop("text_id"))
        whose = identities_of(line["identities"], line.pop("parents"))
        shown = [
            [c.block.value, c.level, c.label, c.text, c.digest, [[k.text, k.target] for k in c.links]] for c in clauses
        ]
        return line | {"identities": [[one.id, *one.parents] for one in whose], "clauses": shown}


def _value(name: str, value: Any) -> Any:
    """JSON columns are unfolded; `after` is JSON in changes and a time in brackets."""
    return json.loads(value) if name in _JSON and isinstance(value, str) and value[:1] in ("[", "{") else value
