"""What do the tests of alerts watch? Histories made of texts that are seen one after the other, and who watches."""

from dataclasses import replace
from datetime import timedelta
from functools import cache
from itertools import pairwise

import diffs
import extract
from alerts import Looks, Naming, decide
from history import conclude
from model import (
    LIVE,
    Block,
    Bracket,
    Capture,
    Clause,
    Declared,
    History,
    Holding,
    Reading,
    Revision,
    Severity,
    Verdict,
    Version,
    Watch,
    sha256,
)
from tests import followed as the

NAMING = Naming(organisation="Acme", title="")
WATCH = Watch(name="mara", channel="mail", timelines=("acme/*",))
ALL = replace(WATCH, severity=Severity.NONE)
ACME = the.timeline()
BEGAN = the.at(0)
NOW = the.TAKEN
DAILY = timedelta(days=1)

OPENING = (
    "This policy says what Acme does with personal data when you order something from us or write to us.",
    "We collect your name, your address and what you order.",
    "You can ask us at any time what we hold about you.",
)
SALE = "We never sell your data to third parties."
KEPT = "We keep your name and your address for ten days."
LONGER = "We keep your name and your address for two years."
EXTRA = "We share your orders with the carrier who brings them to you, and with the bank that takes your payment."
RIGHTS = "You have the right to object to this at any time, and we will then stop within one month."
TEXTS = {
    "full": (*OPENING, KEPT, SALE, EXTRA, RIGHTS),
    "longer": (*OPENING, LONGER, SALE, EXTRA, RIGHTS),
    "torn": (*OPENING, KEPT),
    "torn again": (*OPENING[:2], KEPT),
    "more": (
        *OPENING,
        KEPT,
        SALE,
        EXTRA,
        RIGHTS,
        "We use what you order to train our models of artificial intelligence.",
    ),
    "styled": tuple(text.replace("address", "adress") for text in (*OPENING, KEPT, SALE, EXTRA, RIGHTS)),
}


def page(text, dated=""):
    paragraphs = TEXTS.get(text, text) if isinstance(text, str) else text
    return the.page(*([f"Last updated: {dated}"] if dated else []), *paragraphs)


def seen(text, day, dated="", **more):
    """A response that shows a text by its name, or its paragraphs; walls and what is gone by their names."""
    body = text if isinstance(text, str) and text in the.BODIES else page(text, dated)
    return the.response(body, day, **more)


@cache
def _read(body, location, statuscode, rendition):
    headers = {"content-type": "text/html; charset=utf-8"}
    return extract.read(
        body, headers, location=location, statuscode=statuscode, rendition=rendition, kind=the.PRIVACY.kind
    )


def history(*arrivals, timeline=ACME):
    """What is concluded of responses and sightings, in whatever order they came."""
    bodies = {one.capture.digest: one.body for one in arrivals if isinstance(one, the.Response)}
    found = [one.sighting if isinstance(one, the.Response) else one for one in arrivals]

    def read(capture, place):
        return _read(bodies[capture.digest], timeline.locations[place], capture.statuscode, capture.rendition)

    return conclude(
        timeline,
        state=sha256("declared"),
        sightings=sorted(found, key=lambda one: (one.timestamp, one.original)),
        held=[(one.capture, one.holding) for one in arrivals if isinstance(one, the.Response)],
        rulings=(),
        read=read,
    )


def looks(*arrivals):
    """The live visits among what arrived, in that order."""
    live = [one.sighting if isinstance(one, the.Response) else one for one in arrivals]
    moments = list(dict.fromkeys(one.timestamp for one in live if one.holder == LIVE))
    return Looks.of(moments)


def own_visit(capture):
    return (Holding(holder=LIVE, taken_at=capture.timestamp),)


def decided(
    *arrivals,
    watch=WATCH,
    began=BEGAN,
    upto=None,
    held_by=own_visit,
    sighted=lambda _: (),
    naming=NAMING,
    timeline=ACME,
    every=DAILY,
    now=None,
):
    """What is decided when the newest look has just come, or at another time."""
    visits = looks(*arrivals)
    return decide(
        watch,
        began=began,
        upto=upto,
        history=history(*arrivals, timeline=timeline),
        looks=visits,
        naming=naming,
        held_by=held_by,
        sighted=sighted,
        now=now or visits.newest,
        every=every,
    )


class Follower:
    """A watch that is told look by look: it keeps the mark and drops what it has, as the outbox does."""

    def __init__(self, watch=WATCH, began=BEGAN, every=DAILY):
        self.watch, self.began, self.every, self.upto = watch, began, every, None
        self.arrived, self.alerts = [], {}
        self.last = None

    def take(self, *arrivals):
        """New things arrive; the alerts that are new."""
        self.arrived += arrivals
        self.last = decided(*self.arrived, watch=self.watch, began=self.began, upto=self.upto, every=self.every)
        self.upto = self.last.upto
        new = [alert for alert in self.last.alerts if (alert.kind, alert.cause) not in self.alerts]
        self.alerts |= {(alert.kind, alert.cause): alert for alert in new}
        return new


# ---------------------------------------------------------------- by hand


def clause(text, headings=(), links=()):
    return Clause(block=Block.PARAGRAPH, text=text, words=text.casefold(), headings=tuple(headings), links=links)


def version(number, text, original=the.URL):
    moment = the.at(number)
    capture = Capture(original=original, timestamp=moment, statuscode=200, digest=sha256(f"body {number}"))
    return Version(
        number=number,
        first_seen=moment,
        last_seen=moment + timedelta(hours=12),
        location=0,
        rendition=capture.rendition,
        capture=capture,
        canonical=text.digest,
        words=text.words_digest,
        sightings=2,
    )


def made(*texts, title="Privacy", declared=((), ()), original=the.URL, spells=()):
    """A history of texts that are given as clauses, a day after each other, with nothing read."""
    readings = [
        Reading(title=title, clauses=tuple(text), verdict=Verdict.POLICY, declared=Declared(updated=dates))
        for text, dates in zip(texts, declared, strict=True)
    ]
    versions = [version(number, text, original) for number, text in enumerate(readings, 1)]
    revisions = []
    for one, other in pairwise(versions):
        old, new = (readings[side.number - 1].clauses for side in (one, other))
        judged = diffs.judge_revision(old, new, diffs.compare(old, new), [])
        revisions.append(
            Revision(
                before=one.number,
                after=other.number,
                bracket=Bracket(after=one.last_seen, by=other.first_seen),
                changes=judged.changes,
                judgement=judged.judgement,
            )
        )
    return History(
        timeline=the.PRIVACY,
        made_by="by hand",
        examined=(),
        versions=tuple(versions),
        texts=tuple(readings),
        identities=tuple(() for _ in readings),
        revisions=tuple(revisions),
        spells=spells,
        unlooked=0,
    )


def alert_of(found, watch=ALL, naming=NAMING, held_by=own_visit):
    """The only alert that the last step of a history leads to."""
    newest = found.versions[-1].last_seen
    looking = Looks(first=the.at(0), newest=newest, previous=None)
    how = {"began": the.at(0), "upto": found.versions[-1].first_seen - timedelta(seconds=1), "now": NOW}
    (alert,) = decide(watch, history=found, looks=looking, naming=naming, held_by=held_by, **how).alerts
    return alert
