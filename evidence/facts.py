"""How is what was seen written down, so that others can read it without us?"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from model import Capture, Holding, Ruling, Saving, Sighting

Line = dict[str, Any]


def capture_line(capture: Capture) -> Line:
    """A capture; `digest` is the SHA-256 of its body after content decoding, and the name of a file in `bodies`."""
    return {
        "original": capture.original,
        "timestamp": instant(capture.timestamp),
        "rendition": capture.rendition.value,
        "statuscode": capture.statuscode,
        "digest": capture.digest,
    }


def stated_line(digest: str, text: str, taken_at: datetime) -> Line:
    """A state of the declarations, by which a text was found in its page."""
    return {"digest": digest, "text": text, "taken_at": instant(taken_at)}


def holding_line(capture: Capture, holding: Holding) -> Line:
    """Where a capture is held, with the headers as this holder gave them and its own digest."""
    return capture_line(capture) | {
        "holder": holding.holder,
        "memento": holding.memento,
        "archive_digest": holding.archive_digest,
        "headers": [list(one) for one in holding.headers],
        "taken_at": instant(holding.taken_at),
    }


def sighting_line(seen: Sighting) -> Line:
    """Everything that a sighting holds: responses, 304s, rows of an index, failures."""
    return {
        "original": seen.original,
        "timestamp": instant(seen.timestamp),
        "kind": seen.kind.value,
        "holder": seen.holder,
        "taken_at": instant(seen.taken_at),
        "statuscode": seen.statuscode,
        "mimetype": seen.mimetype,
        "archive_digest": seen.archive_digest,
        "length": seen.length,
        "digest": seen.digest,
        "rendition": seen.rendition.value,
        "reason": seen.reason,
        "asked": seen.asked,
        "place": seen.place,
    }


def ruling_line(ruling: Ruling) -> Line:
    """A person's word about a fact or a conclusion."""
    return {
        "kind": ruling.kind.value,
        "object": ruling.object,
        "saying": ruling.saying,
        "who": ruling.who,
        "why": ruling.why,
        "given_at": instant(ruling.given_at),
    }


def saving_line(saving: Saving) -> Line:
    """A memento that an archive made when it was asked to, since a visit of ours had seen the page change."""
    return {
        "archive": saving.archive,
        "original": saving.original,
        "timestamp": instant(saving.moment),
        "digest": saving.digest,
        "memento": saving.memento,
    }


def instant(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0")
