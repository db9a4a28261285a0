"""Does the root in an alert stand for all that was known when it was made, and for nothing that came later?"""

import json
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

import evidence
from alerts import digest, write_feed
from alerts.mail import mail_of
from model import LIVE, Cadence, Capture, Holding, Sighting, SightingKind
from tests import watched as the
from tests.followed import URL, at

WATCH = replace(the.WATCH, digest=Cadence.MONTHLY)
SEEN = (the.seen("full", 0), the.seen("longer", 1))


def holding(capture, holder=LIVE, **more):
    return Holding(holder=holder, taken_at=capture.timestamp, **{"headers": (("etag", "one"),)} | more)


def held_by(capture):
    return (holding(capture),)


def sighting(hour=6, **more):
    moment = at(0) + timedelta(hours=hour)
    said = {"original": URL, "timestamp": moment, "kind": SightingKind.ROW, "holder": "a.example", "taken_at": moment}
    return Sighting(**said | more)


def alert(*seen, held_by=held_by, **more):
    """The alert of a change, where all that is `seen` is known by then; who asks names a bracket."""
    (found,) = the.decided(*SEEN, watch=WATCH, held_by=held_by, sighted=lambda _: seen, **more).alerts
    return replace(found, name="3f2a0000-0000-5000-8000-000000000000")


def root(found):
    return found.evidence["proof"]["root"]


def captures(found):
    return [one.capture for one in SEEN]


def again(found, *seen, held=held_by):
    """The root of what the alert rested on, from all that is known now; the alert as it comes out of the database."""
    kept = json.loads(json.dumps(dict(found.evidence)))
    record = evidence.record_of(kept, [(one, held(one)) for one in captures(found)], seen)
    return f"sha256:{record.root}"


def test_the_root_stands_in_every_form_of_an_alert(tmp_path):
    one = alert(sighting())
    line = f"evidence {root(one)}"
    assert f"\n\n{line}\n\n" in one.message.text
    assert f">{line}<" in one.message.html
    mail = mail_of(one, sender="a@acme.example", recipients=["b@acme.example"])
    assert all(line in part.get_content() for part in mail.walk() if not part.is_multipart())
    write_feed(tmp_path / "feed.xml", "Feed", [one], id="x")
    assert line in (tmp_path / "feed.xml").read_text(encoding="utf-8")
    collected = digest(WATCH, [one], at(0), at(31), the.NOW)
    assert f"\n{line}\n" in collected.message.text


def test_an_end_has_a_root_too():
    found = the.decided(the.seen("full", 0), the.seen("gone", 1), the.seen("gone", 9), watch=WATCH).alerts
    assert found
    assert all(f"evidence {root(one)}" in one.message.text for one in found)


@pytest.mark.parametrize(
    "other",
    [
        partial(alert, sighting(7)),
        partial(alert),
        partial(alert, sighting(), held_by=lambda capture: (holding(capture, headers=(("etag", "two"),)),)),
        partial(alert, sighting(), held_by=lambda capture: (holding(capture), holding(capture, "a.example"))),
        partial(alert, sighting(), held_by=lambda capture: (holding(capture, archive_digest="A" * 32),)),
        partial(alert, sighting(), naming=replace(the.NAMING, organisation="Other")),
    ],
)
def test_other_facts_have_another_root(other):
    assert root(other()) != root(alert(sighting()))


def test_the_same_facts_have_the_same_root_in_any_order():
    assert root(alert(sighting(5), sighting(6))) == root(alert(sighting(6), sighting(5), sighting(6)))


LATER = st.lists(
    st.builds(
        sighting,
        hour=st.integers(0, 24),
        kind=st.sampled_from([SightingKind.ROW, SightingKind.FAILURE]),
        archive_digest=st.text("ABC", min_size=1, max_size=3),
    )
)


@given(known=LATER, later=LATER)
def test_what_came_later_is_told_from_what_was_known(known, later):
    later = [one for one in later if one not in known]
    one = alert(*known)
    assert again(one, *known) == root(one)
    assert again(one, *later, *known) == root(one)

    def more(capture: Capture):
        return (*held_by(capture), holding(capture, "later.example"))

    assert again(one, *known, held=more) == root(one)


def test_what_is_gone_is_noticed():
    one = alert(sighting(5), sighting(6))
    assert again(one, sighting(5)) != root(one)
    assert again(one, sighting(5), sighting(6), held=lambda _: ()) != root(one)


def test_that_it_was_gathered_changes_no_root():
    one = alert(sighting())
    assert again(replace(one, evidence={**one.evidence, "gathered": True}), sighting()) == root(one)


def test_of_very_many_sightings_the_latest_are_covered():
    seen = [sighting(6, archive_digest=f"{number:05d}") for number in range(1_200)]
    one = alert(*seen)
    assert one.evidence["proof"]["sightings_left_out"] == 200
    assert again(one, *seen) == root(one)
