"""What is told that no look at a page caused: what needs the operator, and a sample that somebody asked for?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from alerts import wording
from alerts.evidence import known
from alerts.letter import Letter, Paragraph, Part, Passage
from alerts.neutral import one_line
from alerts.telling import message
from model import OPERATOR_WATCH, Alert, AlertKind, Edit, EditKind, Severity, Watch, timestamp14

_MOST_LINES = 40


def notice(cause: str, subject: str, lines: Sequence[str], channel: str, now: datetime, timeline: str = "") -> Alert:
    """A word to the operator, told once for each cause."""
    letter = Letter(
        subject=f"clausewatch: {subject}",
        title=subject,
        about=timeline,
        parts=tuple(Paragraph(text=line) for line in lines[:_MOST_LINES]),
        foot=("This goes to whoever runs this installation of clausewatch.",),
    )
    return Alert(
        watch=OPERATOR_WATCH,
        timeline=timeline,
        kind=AlertKind.NOTICE,
        cause=one_line(cause, 300),
        channel=channel,
        made_at=now,
        message=message(letter),
        evidence={"lines": [known(line) for line in lines[:_MOST_LINES]]},
    )


def sample(watch: Watch, now: datetime) -> Alert:
    """A message that shows that a channel works; nothing happened."""
    letter = Letter(
        subject=f"clausewatch: a sample for the watch {watch.name}",
        title="This is a sample: nothing happened",
        parts=tuple(_sample_parts(watch)),
        foot=(wording.filters(watch),),
    )
    return Alert(
        watch=watch.name,
        timeline="",
        kind=AlertKind.SAMPLE,
        cause=timestamp14(now),
        channel=watch.channel,
        made_at=now,
        message=message(letter),
        evidence={},
    )


def _sample_parts(watch: Watch) -> Sequence[Part]:
    words = (("kept", "We keep your address for "), ("deleted", "ten days"), ("inserted", "two years"), ("kept", "."))
    return (
        Paragraph(text=f"Somebody asked for it, to try the channel {watch.channel}. It works."),
        Paragraph(text="Words that went and came look like this:"),
        Passage(
            where="An invented heading",
            says="modified; major: retention",
            citation="00000000",
            severity=Severity.MAJOR,
            edits=tuple(Edit(kind=EditKind(kind), text=text) for kind, text in words),
        ),
    )
