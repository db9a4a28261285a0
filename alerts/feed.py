"""How do alerts become a feed that programs read (Atom, RFC 4287)?

A feed is made anew of the alerts that it holds, and is the same bytes for the same alerts.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree

from alerts.identifiers import atom_id
from alerts.neutral import one_line
from alerts.outgoing import cut, inside, sendable
from model import Alert

_ATOM = "http://www.w3.org/2005/Atom"
_NAMESPACE = uuid5(NAMESPACE_URL, "https://clausewatch.invalid/feeds")
_LONGEST_TITLE, _LONGEST_SUMMARY = 200, 1_000
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def write_feed(path: Path, title: str, alerts: Iterable[Alert], *, id: str, updated: datetime | None = None) -> None:  # noqa: A002 - Atom's own word
    """Writes these alerts, newest first; who reads meanwhile sees the old feed or the new one, whole.

    `id` is any text that names this feed and no other. `updated` is said where there is no alert, since a feed has to
    say when it changed. Makes the folder; a file that would not change is left alone. Raises OSError, and ValueError as
    `atom_id` does.
    """
    content = _feed(title, alerts, id, updated or _NEVER)
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists() or path.read_bytes() != content:
        _replace(path, content)


def _feed(title: str, alerts: Iterable[Alert], name: str, updated: datetime) -> bytes:
    latest = sorted(alerts, key=lambda alert: (alert.made_at, alert.name), reverse=True)
    feed = ElementTree.Element("feed", xmlns=_ATOM)
    _add(feed, "id", f"urn:uuid:{uuid5(_NAMESPACE, name)}")
    _add(feed, "title", one_line(title, _LONGEST_TITLE))
    _add(feed, "updated", _moment(latest[0].made_at if latest else updated))
    _add(ElementTree.SubElement(feed, "author"), "name", "clausewatch")
    for alert in latest:
        _add_entry(feed, alert)
    ElementTree.indent(feed)
    text: str = ElementTree.tostring(feed, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()


def _add_entry(feed: ElementTree.Element, alert: Alert) -> None:
    entry = ElementTree.SubElement(feed, "entry")
    _add(entry, "id", atom_id(alert))
    _add(entry, "title", one_line(alert.message.subject, _LONGEST_TITLE) or alert.kind.value)
    _add(entry, "updated", _moment(alert.made_at))
    _add(entry, "summary", cut(sendable(alert.message.text).strip(), _LONGEST_SUMMARY))
    _add(entry, "content", inside(sendable(alert.message.html)), type="html")


def _add(parent: ElementTree.Element, tag: str, text: str, **attributes: str) -> None:
    ElementTree.SubElement(parent, tag, attributes).text = text


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0")


def _replace(path: Path, content: bytes) -> None:
    beside = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
