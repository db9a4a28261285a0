"""Does what travels between machines arrive as it was, and make the same there?"""

import pytest

from deriving import gather, make
from deriving.forms import Read, Written
from deriving.parcels import facts_received, facts_sent, made_received, made_sent
from model import (
    LIVE,
    Block,
    Clause,
    Filter,
    FilterName,
    Link,
    Location,
    Range,
    Reading,
    Rendition,
    Ruling,
    RulingKind,
    Verdict,
)
from store import open_store
from tests import followed as the

PLACES = (
    Location(original=f"{the.URL}/old", remove=("nav", Range(start_before="#a", end_after="#b"))),
    Location(original=the.URL, until=the.at(40)),
    Location(
        original=the.MOVED_TO,
        since=the.at(40),
        rendition=Rendition.PLAIN,
        filters=(Filter(name=FilterName.CONVERT_SPACES, params=("a",)),),
    ),
)
FOLLOWED = the.timeline(*PLACES)
ARRIVALS = (
    *(the.response(text, day) for day, text in enumerate(("a", "b", "wall", "a", "c", "gone"))),
    *(the.response("d", 50, original=the.MOVED_TO, holder=holder) for holder in (LIVE, "web")),
    the.response("d", 60, original=the.MOVED_TO, rendition=Rendition.BROWSER),
    *(the.row("b", 45, original=the.MOVED_TO), the.not_modified(51, "d", original=the.MOVED_TO), the.failure(3)),
)
RULING = Ruling(
    kind=RulingKind.VERDICT, object=f"acme/privacy@{20200102000000}", saying="bot wall", who="m", given_at=the.at(99)
)


@pytest.fixture
def store(tmp_path):
    with open_store(tmp_path / "kept.db") as opened:
        the.arrive(opened, the.catalog_of(FOLLOWED), *ARRIVALS)
        with opened.writing():
            opened.facts.keep_ruling(FOLLOWED.id, RULING)
            opened.conclusions.drop_all()
        yield opened


def test_facts_arrive_as_they_were_and_make_the_same_history(store):
    gathered = gather(store, FOLLOWED, visits=True)
    sent = facts_sent(gathered, store.facts.body)
    with facts_received(sent) as (received, body):
        assert received.timeline == FOLLOWED
        assert received.facts.held == gathered.facts.held
        assert received.facts.sightings == gathered.facts.sightings
        assert received.facts.rulings == gathered.facts.rulings
        there = make(received, body)
        with pytest.raises(LookupError, match="was sent"):
            body("0" * 64)
    here = make(gathered, store.facts.body)
    assert there.history == here.history
    assert made_received(made_sent(there), gathered) == here
    assert len(here.history.versions) > 3


def test_the_same_facts_make_the_same_bytes(store):
    sent = [facts_sent(gather(store, FOLLOWED), store.facts.body) for _ in range(2)]
    assert sent[0] == sent[1]
    made = [made_sent(make(gather(store, FOLLOWED), store.facts.body)) for _ in range(2)]
    assert made[0] == made[1]


def test_what_was_one_value_is_one_again():
    clause = Clause(block=Block.PARAGRAPH, text="a lone \ud800 surrogate", words="a", headings=("One", "Two"))
    other = Clause(block=Block.ITEM, text="b", words="b", links=(Link(text="c", target="https://acme.example/c"),))
    written = Written()
    for clauses in ((clause, other), (clause,)):
        written.add("text", Reading(title="", clauses=clauses, verdict=Verdict.POLICY, evidence={"a": "b"}))
    lines = list(written.lines())
    assert [part for part, *_ in lines] == ["clause", "clause", "reading", "text", "reading", "text"]
    assert all(value.isascii() for *_, value in lines)
    first, second = Read(lines).all("text", Reading)
    assert first.clauses == (clause, other)
    assert second.clauses[0] is first.clauses[0]
