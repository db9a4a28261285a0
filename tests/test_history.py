"""Does the same history follow whatever the order in which things became known?"""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import pipeline
from model import LIVE, Location, Nature, Rendition, TimelineId
from tests import followed as the
from tests import watched

# Two overlapping places, and a second timeline that shares one of them.
FOLLOWED = the.timeline(
    Location(original=the.URL, until=the.at(40)), Location(original=the.MOVED_TO, since=the.at(10), remove=("aside",))
)
SHARING = the.timeline(Location(original=the.URL, select=("body",)), name=TimelineId.parse("acme/privacy~eu"))
CATALOG = the.catalog_of(FOLLOWED, SHARING)

days = st.sampled_from([0, 3, 9, 10, 20, 39, 40, 50])
originals = st.sampled_from([the.URL, "http://www.acme.example/privacy/", the.MOVED_TO])
archives = st.sampled_from(["web", "other"])
seconds = st.integers(0, 1)


def responses(texts, statuses):
    return st.builds(
        the.response,
        st.sampled_from(texts),
        days,
        original=originals,
        holder=st.sampled_from([LIVE, "web", "other"]),
        rendition=st.sampled_from([Rendition.PLAIN, Rendition.PLAIN, *Rendition]),
        second=seconds,
        status=statuses,
    )


texts = responses([*the.TEXTS], st.none())
walls = responses(["wall", "gone", "away"], st.sampled_from([200, 301, 302, 404, 410]))
rows = st.builds(
    the.row,
    st.sampled_from([*the.BODIES, ""]),
    days,
    original=originals,
    holder=archives,
    second=seconds,
    status=st.sampled_from([200, 301, 404, None]),
)
unmodified = st.builds(the.not_modified, days, original=originals, second=seconds)
failures = st.builds(the.failure, days, original=originals, holder=archives)
arrivals = st.lists(st.one_of(texts, texts, walls, rows, unmodified, failures), min_size=1, max_size=14)


def concluded(arrived, derive_after):
    with the.blank_store() as store:
        for number, one in enumerate(arrived):
            the.arrive(store, CATALOG, one)
            if number in derive_after:
                for timeline in CATALOG.timelines:
                    pipeline.derive(store, timeline, the.TAKEN)
        for timeline in CATALOG.timelines:
            pipeline.derive(store, timeline, the.TAKEN)
        incremental = the.concluded(store, *CATALOG.timelines)
        list(pipeline.rebuild(store, CATALOG.timelines, lambda: the.TAKEN))
        return incremental, the.concluded(store, *CATALOG.timelines)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_any_order_of_arrival_gives_the_same_history(data):
    arrived = data.draw(arrivals)
    shuffled = data.draw(st.permutations(arrived))
    derive_after = data.draw(st.sets(st.integers(0, len(arrived))))
    one, rebuilt = concluded(shuffled, derive_after)
    other, _ = concluded(arrived, ())
    assert one == rebuilt == other


def judgement_of_the_loss(*days):
    arrived = [watched.seen(text, day) for day, text in enumerate(days)]
    return watched.history(*arrived).revisions[0].judgement


def test_a_loss_that_was_undone_at_the_next_look_is_none_in_the_light_of_all_evidence():
    assert judgement_of_the_loss("full", "torn").alert
    assert judgement_of_the_loss("full", "torn", "torn", "full").alert
    undone = judgement_of_the_loss("full", "torn", "full")
    assert not undone.alert
    assert undone.because == ("undone at the next look",)
    assert Nature.EXTRACTION in undone.natures
    assert undone.hold


def test_editions_that_are_served_in_turn_are_variants_and_an_edit_of_one_is_judged_against_its_last_state():
    other = (
        *watched.OPENING,
        watched.KEPT,
        "Beta Ltd runs this shop for you, and an arbitrator in its town decides about all disputes with Beta Ltd.",
        "We share your orders with the shops of Beta Ltd in your region, and with nobody else, as long as you like.",
    )
    shown = ["full", other, "full", other, "more", other]
    found = watched.history(*(watched.seen(text, day) for day, text in enumerate(shown)))
    assert [one.variant for one in found.versions] == [1, 2, 1, 2, 1, 2]
    news = [one.after for one in found.revisions if one.judgement.alert]
    assert news == [5]  # the first swing is a loss that the next look undid
    edit = found.revisions[3]
    assert [change.after[0].text for change in edit.changes if change.judgement.alert] == [watched.TEXTS["more"][-1]]
