"""Does everything kept come out, and do two installations that saw the same export alike?"""

from datetime import timedelta

from model import Alert, AlertKind, Message
from store import open_store
from tests import followed as the

CATALOG = the.catalog_of(the.timeline())
LATER = the.TAKEN + timedelta(days=400)


def told(store, now):
    store.outbox.began("mara", now)
    store.outbox.mark("mara", "acme/privacy", now)
    kept = store.outbox.keep(
        Alert(
            watch="mara",
            timeline="acme/privacy",
            kind=AlertKind.CHANGE,
            cause="acme/privacy@20200102000000",
            channel="mail",
            made_at=now,
            message=Message(subject="Acme changed", text="text", html="<p>text</p>"),
            evidence={"words": ["ten", "days"]},
        )
    )
    store.outbox.end_attempt(store.outbox.begin_attempt(kept.name, "mail", now), "no route", now)
    store.outbox.give_up(kept.name, now, "no route")
    return kept


def of_kind(store, what):
    return [line for line in store.exporting.facts() if line["is"] == what]


def test_who_was_told_what_comes_out_with_every_attempt(tmp_path):
    with open_store(tmp_path / "kept.db") as store:
        kept = told(store, the.TAKEN)
        ((alert,), (attempt,)) = (of_kind(store, what) for what in ("alert", "attempt"))
        assert (alert["name"], alert["evidence"], alert["given_up"]) == (
            kept.name,
            {"words": ["ten", "days"]},
            "no route",
        )
        assert attempt == {
            "is": "attempt",
            "alert": kept.name,
            "channel": "mail",
            "began": "2026-01-01T00:00:00Z",
            "ended": "2026-01-01T00:00:00Z",
            "failure": "no route",
        }
        assert of_kind(store, "watch") == [{"is": "watch", "name": "mara", "began": "2026-01-01T00:00:00Z"}]
        assert [line["upto"] for line in of_kind(store, "told")] == ["2026-01-01T00:00:00Z"]


def test_two_installations_that_saw_the_same_are_comparable_whomever_they_told(tmp_path):
    with open_store(tmp_path / "one.db") as one, open_store(tmp_path / "other.db") as other:
        the.arrive(one, CATALOG, the.response("a", 0), the.response("b", 5), the.row("a", 9))
        told(one, the.TAKEN)
        the.arrive(other, CATALOG, the.row("a", 9, taken_at=LATER), the.response("b", 5, taken_at=LATER))
        the.arrive(other, CATALOG, the.response("a", 0, taken_at=LATER))
        assert the.lines(one.exporting.facts()) != the.lines(other.exporting.facts())
        comparable = the.lines(one.exporting.facts(comparable=True))
        assert comparable == the.lines(other.exporting.facts(comparable=True))
        assert len(comparable) == 5  # two captures, three sightings
