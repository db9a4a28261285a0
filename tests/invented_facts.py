"""Invented installations: everything that can be a fact, in any number."""

from datetime import timedelta

from hypothesis import strategies as st

import catalog
import pipeline
from catalog import state_digest
from model import (
    Alert,
    AlertKind,
    Holding,
    Message,
    Rendition,
    Ruling,
    RulingKind,
    Saving,
    SavingStep,
    Verdict,
    sha256,
    timestamp14,
)
from tests import followed as the

FOLLOWED = the.timeline()
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
HEADERS = st.lists(
    st.tuples(st.sampled_from(["content-type", "x-served", "set-cookie"]), st.text("ab é;=/", max_size=9))
)
DAYS = st.integers(0, 40)
HOLDERS = st.sampled_from(["live", "web", "other"])
ORIGINALS = st.sampled_from([the.URL, the.MOVED_TO, "https://acme.example/ä?q=1#x"])


@st.composite
def responses(draw):
    made = the.response(
        draw(st.sampled_from([*the.TEXTS, "wall", "gone", "away"]) | st.binary(max_size=40)),
        draw(DAYS),
        original=draw(ORIGINALS),
        holder=draw(HOLDERS),
        rendition=draw(st.sampled_from(Rendition)),
        taken_at=the.TAKEN + timedelta(days=draw(DAYS)),
    )
    holding = Holding(
        holder=made.holding.holder,
        memento=made.holding.memento,
        archive_digest=made.holding.archive_digest,
        headers=tuple(draw(HEADERS)),
        taken_at=made.holding.taken_at,
    )
    return the.Response(made.capture, holding, made.body, draw(st.sampled_from(["text/html", ""])))


SIGHTINGS = st.one_of(
    st.builds(the.row, st.sampled_from(["a", "b"]), DAYS, status=st.sampled_from([200, None])),
    st.builds(the.not_modified, DAYS, st.sampled_from(["a", "b"])),
    st.builds(the.failure, DAYS),
)
ARRIVALS = st.lists(responses() | SIGHTINGS, max_size=12)
CITATIONS = st.builds(lambda day: f"acme/privacy@{timestamp14(the.at(day))}", DAYS)
CLAUSES = st.builds(
    lambda name, digits: f"{name}#{digits}", CITATIONS, st.text("0123456789abcdef", min_size=8, max_size=8)
)
SAYINGS = st.one_of(
    st.tuples(st.just(RulingKind.VERDICT), CITATIONS, st.sampled_from([Verdict.GONE.value, Verdict.POLICY.value])),
    st.tuples(st.just(RulingKind.SAME), CLAUSES, CLAUSES),
    st.tuples(st.just(RulingKind.MATTERS), CLAUSES, st.sampled_from(["yes", "no"])),
)
RULINGS = st.lists(
    st.builds(
        lambda said, who, why, day: Ruling(
            kind=said[0], object=said[1], saying=said[2], who=who, why=why, given_at=the.at(day)
        ),
        SAYINGS,
        WORDS,
        WORDS,
        DAYS,
    ),
    max_size=3,
    unique=True,
)


def fill(store, arrivals, rulings=(), *, told=False):
    """Takes everything in, as it would come, and tells of it."""
    with store.writing():
        for one in arrivals:
            if isinstance(one, the.Response):
                store.facts.keep_capture(one.capture, one.holding, one.body, one.mimetype)
            else:
                store.facts.keep_sightings([one])
        store.facts.keep_declaration(state_digest(FOLLOWED), FOLLOWED.id, catalog.declaration_text(FOLLOWED), the.TAKEN)
        for ruling in rulings:
            store.facts.keep_ruling(FOLLOWED.id, ruling)
        if told:
            tell(store)


def tell(store):
    """Somebody watches, is told once in vain, and a page is to be saved."""
    store.outbox.began("mara", the.TAKEN)
    store.outbox.mark("mara", "acme/privacy", the.TAKEN)
    for number, channel in enumerate(("mail", "")):
        alert = store.outbox.keep(
            Alert(
                watch="mara",
                timeline="acme/privacy",
                kind=AlertKind.CHANGE,
                cause=f"cause {number}",
                channel=channel,
                made_at=the.TAKEN,
                message=Message(subject="Acme changed", text="text \u2028", html="<p>text</p>"),
                evidence={"words": ["ten", "days"], "number": number},
            )
        )
    attempt = store.outbox.begin_attempt(alert.name, "mail", the.TAKEN)
    store.outbox.end_attempt(attempt, "no route", the.TAKEN)
    store.outbox.begin_attempt(alert.name, "mail", the.TAKEN + timedelta(days=1))
    store.savings.want(
        Saving(
            archive="web",
            original=the.URL,
            timeline=the.PRIVACY,
            moment=the.at(3),
            digest=sha256("x"),
            wanted_at=the.TAKEN,
        )
    )
    store.savings.note(1, SavingStep.ASKED, the.TAKEN)
    store.savings.note(1, SavingStep.PUT_OFF, the.TAKEN, again=the.TAKEN, reason="busy")


def derive(store):
    """What follows from it; returns its lines."""
    pipeline.derive(store, FOLLOWED, the.TAKEN)
    return the.concluded(store)


def facts_of(store):
    """All lines of facts, and of what was read before."""
    return the.lines(store.exporting.facts()) + the.lines(store.exporting.remembered())
