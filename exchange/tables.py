"""Which columns have the tables that go out, and how do lines of the store become rows of them?

One table for each kind of line. In lines an absent time is an empty text and JSON is unfolded; in rows the one is None
and the other a text. What a column says stands in docs/exchange.md.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from exchange.columns import Column, ColumnKind, Row, Value

Line = Mapping[str, Any]
"""A line of the store: what it is under `is`, and its values by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """What one kind of line looks like as a table."""

    name: str
    says: str
    columns: tuple[Column, ...]


def row_of(table: Table, line: Line) -> Row:
    """A line as a row of its table."""
    return tuple(_to_row(column, line[column.name]) for column in table.columns)


def line_of(table: Table, row: Row) -> dict[str, Any]:
    """The line that was made this row. Raises ValueError when a text is no JSON that should be."""
    named = zip(table.columns, row, strict=True)
    return {"is": table.name} | {column.name: _to_line(column, value) for column, value in named}


def clause_rows(line: Line) -> Iterator[Row]:
    """The clauses of a version's line, as rows of the table `clause`."""
    for position, (clause, identity) in enumerate(zip(line["clauses"], line["identities"], strict=True)):
        block, level, label, text, digest, links = clause
        first, *parents = identity
        named = (line["timeline"], line["number"], position, first, _json(parents))
        yield (*named, block, level, label, text, digest, _json(links))


def _to_row(column: Column, value: Any) -> Value:
    if column.json:
        return _json(value)
    if column.kind is ColumnKind.MOMENT:
        return datetime.fromisoformat(value) if value else None
    return value  # type: ignore[no-any-return]


def _to_line(column: Column, value: Value) -> Any:
    if column.json:
        return json.loads(str(value))
    if column.kind is ColumnKind.MOMENT:
        return _time_text(value) if isinstance(value, datetime) else ""
    return value


def _time_text(moment: datetime) -> str:
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _text(name: str, says: str) -> Column:
    return Column(name=name, says=says)


def _whole(name: str, says: str) -> Column:
    return Column(name=name, kind=ColumnKind.WHOLE, says=says)


def _time(name: str, says: str) -> Column:
    return Column(name=name, kind=ColumnKind.MOMENT, says=says)


def _tree(name: str, says: str) -> Column:
    return Column(name=name, json=True, says=says)


def _maybe(column: Column) -> Column:
    return replace(column, optional=True)


_CAPTURE = (
    _text("original", "the address of the live page"),
    _time("timestamp", "when it was captured"),
    _text("rendition", "plain: as the server sent it; browser: after its scripts ran; text: extracted by somebody"),
    _whole("statuscode", "HTTP status"),
    _text("digest", "SHA-256 of the body after content decoding; the bytes are in the table body"),
)
_TIMELINE = _text("timeline", "organisation/kind[/document][~edition]")
_JUDGED = (
    _whole("alert", "1 where it deserves an alert"),
    _text("severity", "how much it matters"),
    _tree("categories", "what it is about"),
    _tree("because", "the words by which it was judged"),
    _tree("natures", "what it is by nature"),
    _text("hold", "why it waits to be seen again; empty where it does not"),
)
_BRACKET = (
    _maybe(_time("after", "it happened after this; none where nothing was seen before")),
    _time("by", "and no later than this"),
    _whole("unlooked", "captures between that were listed and not looked at"),
    _whole("unusable", "captures between that showed no text of the policy"),
)
_SAVED = (
    _text("archive", "the archive that was to save the page"),
    _text("original", "the address, as declared"),
)

FACTS: tuple[Table, ...] = (
    Table(
        name="body",
        says="bytes that were captured, once for all captures that have them, in the order in which those name them",
        columns=(
            _text("digest", "SHA-256 of the bytes"),
            Column(name="body", kind=ColumnKind.BYTES, says="the bytes; in lines base64"),
        ),
    ),
    Table(
        name="erasure",
        says="that something was erased, and why; never what it was",
        columns=(
            _time("erased_at", "when"),
            _text("reason", "why"),
            _text("who", "by whom"),
            _tree("bodies", "SHA-256 and length of each body that is not there any more"),
            _tree("wordings", "SHA-256 of the words of clauses that are not there any more"),
        ),
    ),
    Table(name="capture", says="a recorded response, whatever its status", columns=_CAPTURE),
    Table(
        name="holding",
        says="where a capture is held, with the headers as that holder gave them",
        columns=(
            *_CAPTURE,
            _text("holder", "an archive's name, live, or operator"),
            _text("memento", "the archived state's own address"),
            _text("archive_digest", "the archive's own digest, never equal to ours"),
            _tree("headers", "[[name, value], ...] as the original server gave them"),
            _time("taken_at", "when we learnt of it"),
        ),
    ),
    Table(
        name="sighting",
        says="that an address was observed: a response, an equal body, an index row, a failure",
        columns=(
            _text("original", "the address"),
            _time("timestamp", "when it was observed"),
            _text("kind", "response, not_modified, row or failure"),
            _text("holder", "who observed it"),
            _text("rendition", "as of a capture"),
            _maybe(_whole("statuscode", "HTTP status; none where an index gives none")),
            _text("mimetype", "media type"),
            _text("archive_digest", "the archive's own digest"),
            _maybe(_whole("length", "bytes, as whoever observed it counts them")),
            _text("digest", "ours, of the body that came or still stands; else empty"),
            _text("reason", "of a failure; else empty"),
            _text("asked", "what a visit asked for, where redirects led from there to here; else empty"),
            _text("place", "where an archive says that the bytes are; else empty"),
            _time("taken_at", "when we learnt of it"),
        ),
    ),
    Table(
        name="declaration",
        says="a timeline's declaration as it was in force",
        columns=(
            _TIMELINE,
            _text("digest", "over all its locations"),
            _text("text", "the locations, as canonical JSON"),
            _time("taken_at", "when it was taken in"),
        ),
    ),
    Table(
        name="ruling",
        says="a person's word",
        columns=(
            _TIMELINE,
            _text("kind", "verdict, same or matters"),
            _text("object", "what it is about, as a citation"),
            _text("saying", "what is said of it"),
            _text("who", "whose word"),
            _text("why", "the reason given"),
            _time("given_at", "when it was given"),
        ),
    ),
    Table(
        name="installation",
        says="whose alerts these are",
        columns=(_text("name", "a UUID, from which alerts have their names"),),
    ),
    Table(
        name="watch",
        says="when a watch was first known",
        columns=(_text("name", "its name"), _time("began", "since when")),
    ),
    Table(
        name="told",
        says="up to which live visit a watch was told about a timeline",
        columns=(_text("watch", "its name"), _text("timeline", "which"), _time("upto", "up to when")),
    ),
    Table(
        name="alert",
        says="a message with its record, and whether it arrived",
        columns=(
            _text("name", "a UUID"),
            _text("watch", "whose"),
            _text("timeline", "about which; empty where about several"),
            _text("kind", "change, ended, resumed, relocated, summary, digest, heartbeat, notice or sample"),
            _text("cause", "what makes it another than others of its kind"),
            _text("channel", "by which it goes; empty where a digest takes it up"),
            _time("made_at", "when it was made"),
            _maybe(_time("delivered_at", "when it arrived")),
            _maybe(_time("given_up_at", "when it was given up")),
            _text("given_up", "why it was"),
            _text("subject", "of the message"),
            _text("text", "of the message"),
            _text("html", "of the message"),
            _tree("evidence", "what was known when it was made"),
        ),
    ),
    Table(
        name="attempt",
        says="a try to deliver an alert",
        columns=(
            _text("alert", "its name"),
            _text("channel", "by which"),
            _time("began", "when"),
            _maybe(_time("ended", "none while it is open, or was when the process was killed")),
            _text("failure", "empty when it was delivered"),
        ),
    ),
    Table(
        name="saving",
        says="a page that an archive was to save, since a visit saw it change",
        columns=(
            *_SAVED,
            _TIMELINE,
            _time("moment", "of the capture that showed the change"),
            _text("digest", "of its body"),
            _time("wanted_at", "when it was wanted"),
        ),
    ),
    Table(
        name="saving_step",
        says="what happened on the way there",
        columns=(
            *_SAVED,
            _time("moment", "as of the saving"),
            _text("step", "asked, begun, put off, paused, saved or failed"),
            _time("at", "when"),
            _maybe(_time("again", "when the next step is due")),
            _text("job", "the archive's name for what it is at work on"),
            _text("memento", "of what was saved"),
            _text("reason", "why it was put off, paused or failed"),
        ),
    ),
    Table(
        name="wording",
        says="the words of a clause that any reading ever made: what citations rest on",
        columns=(
            _text("digest", "SHA-256 of the words"),
            _text("words", "what counts of the text"),
            _text("text", "as a reader sees it"),
        ),
    ),
    Table(
        name="rereading",
        says="that other code, declarations or rulings read a timeline from then on",
        columns=(
            _TIMELINE,
            _text("made_by", "the code and declarations"),
            _text("replaces", "those before"),
            _whole("versions", "how many it made"),
            _whole("versions_before", "how many there were"),
            _time("taken_at", "when"),
        ),
    ),
)
"""Tables of facts, each behind those that it names: what `clausewatch import` takes in."""

CONCLUSIONS: tuple[Table, ...] = (
    Table(
        name="history",
        says="what made a timeline's conclusions",
        columns=(_TIMELINE, _text("made_by", "the code and declarations")),
    ),
    Table(
        name="verdict",
        says="what a capture of a timeline was taken for",
        columns=(
            _TIMELINE,
            *_CAPTURE,
            _whole("location", "which of the declared ones, from 0"),
            _text("verdict", "policy, or what it is instead"),
            _text("reason", "why"),
            _text("title", "of the page"),
        ),
    ),
    Table(
        name="version",
        says="a state of the text",
        columns=(
            _TIMELINE,
            _whole("number", "its place in the history"),
            _time("first_seen", "the earliest capture with this text"),
            _time("last_seen", "the latest one"),
            _whole("location", "which of the declared ones, from 0"),
            *(column for column in _CAPTURE if column.name != "statuscode"),
            _text("canonical", "digest of the words, clause by clause"),
            _text("words", "digest of all words"),
            _whole("sightings", "how often it was seen"),
            _text("title", "of the document"),
            _text("language", "two letters; empty where not known"),
            _tree("declared", "dates that the document states of itself"),
            _tree("own_word", "kind, organisation and contacts that it states"),
            _tree("identities", "of each clause: [its number, those of its parents ...]"),
            _whole("variant", "which of several editions that are served in turn"),
        ),
    ),
    Table(
        name="clause",
        says="a clause of a version; in lines `clauses` of the version has them",
        columns=(
            _TIMELINE,
            _whole("version", "number of the version"),
            _whole("position", "in reading order, from 0"),
            _whole("clause", "its identity, which stays while it is modified or moved"),
            _tree("parents", "identities of which it was made by a split or merge"),
            _text("block", "heading, paragraph, item, row or term"),
            _whole("level", "of headings and items"),
            _text("label", "its own number as written"),
            _text("text", "as a reader sees it"),
            _text("digest", "of its words, by which it is cited"),
            _tree("links", "[[text, target], ...]"),
        ),
    ),
    Table(
        name="revision",
        says="the step to a version, with its bracket and judgement",
        columns=(
            _TIMELINE,
            _whole("number", "of the version it led to"),
            *_BRACKET,
            _maybe(_whole("returns_to", "an earlier version with the same text")),
            _whole("silent", "1 where the declared date stood still"),
            _whole("relocated", "1 where it came with another location"),
            _whole("rendition_changed", "1 where it came with another rendition"),
            _whole("seen_differently", "1 where only how it was seen differs"),
            *_JUDGED,
        ),
    ),
    Table(
        name="change",
        says="what happened to a clause in a step",
        columns=(
            _TIMELINE,
            _whole("number", "of the revision"),
            _whole("position", "in reading order"),
            _tree("kinds", "added, removed, modified, moved ..."),
            _tree("before", "positions in the version before"),
            _tree("after", "positions in the version after"),
            _tree("edits", "[[kind, text], ...]"),
            *_JUDGED,
        ),
    ),
    Table(
        name="spell",
        says="that a whole timeline ended or resumed",
        columns=(_TIMELINE, _text("kind", "ended or resumed"), *_BRACKET, _text("reason", "why")),
    ),
)
"""Tables of conclusions: they go out to be read, and are made anew where facts come in."""

TABLES = {table.name: table for table in (*FACTS, *CONCLUSIONS)}
"""All of them, by name."""
