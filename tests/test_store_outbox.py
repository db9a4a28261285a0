"""Is each alert kept once, told as it was made, and tried until it is delivered or given up?"""

from dataclasses import replace
from datetime import timedelta
from itertools import product
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model import Alert, AlertKind, Attempt, Message
from store import open_store
from tests import followed as the

NOW = the.TAKEN
HOUR = timedelta(hours=1)


def alert(cause="acme/privacy@20200102000000", **other):
    made = {
        "watch": "mara",
        "timeline": "acme/privacy",
        "kind": AlertKind.CHANGE,
        "channel": "mail",
        "made_at": NOW,
        "message": Message(subject="Acme changed", text="ten days → two years", html="<p>ten days</p>"),
        "evidence": {"before": ["ten", "days"], "bracket": {"after": None, "by": "2020-01-02"}, "captures": 2},
    }
    return Alert(**(made | {"cause": cause} | other))


@pytest.fixture
def path(tmp_path):
    return tmp_path / "kept.db"


@pytest.fixture
def outbox(path):
    with open_store(path) as opened:
        yield opened.outbox


# ---------------------------------------------------------------- what a watch was told


def test_a_watch_began_when_it_was_first_known(outbox):
    assert outbox.began("mara", NOW) == NOW
    assert outbox.began("mara", NOW + HOUR) == NOW
    assert outbox.began("theo", NOW + HOUR) == NOW + HOUR


def test_each_watch_is_told_about_each_timeline_up_to_a_mark(outbox):
    assert outbox.upto("mara", "acme/privacy") is None
    outbox.mark("mara", "acme/privacy", NOW)
    outbox.mark("mara", "acme/privacy", NOW + HOUR)
    outbox.mark("mara", "acme/terms", NOW)
    assert outbox.upto("mara", "acme/privacy") == NOW + HOUR
    assert outbox.upto("theo", "acme/privacy") is None


# ---------------------------------------------------------------- alerts


def test_an_alert_comes_back_as_it_was_made_with_its_name(outbox):
    kept = outbox.keep(alert())
    assert kept == replace(alert(), name=kept.name)
    assert str(UUID(kept.name)) == kept.name
    assert outbox.alerts() == [kept]
    assert outbox.alert(kept.name) == kept


def test_a_second_alert_with_the_same_key_is_not_kept(outbox):
    first = outbox.keep(alert())
    assert outbox.keep(alert(channel="", made_at=NOW + HOUR, evidence={})) is None
    assert outbox.alerts() == [first]


def test_an_alert_differs_in_any_part_of_its_key(outbox):
    parts = product(
        ["mara", "theo"], ["acme/privacy", "acme/terms", ""], [AlertKind.CHANGE, AlertKind.ENDED], ["a", "b"]
    )
    names = [outbox.keep(alert(cause, watch=w, timeline=t, kind=kind)).name for w, t, kind, cause in parts]
    assert len(set(names)) == len(names) == 24


def test_a_name_follows_from_installation_and_key_alone(path, tmp_path):
    """A service that was killed before it committed makes the same name again; another installation another one."""
    with open_store(path) as store:
        names = []
        with pytest.raises(RuntimeError, match="killed"), store.writing():
            killed_after(lambda: names.append(store.outbox.keep(alert()).name))
        assert store.outbox.alerts() == []
        assert [store.outbox.keep(alert()).name] == names
    with open_store(tmp_path / "other.db") as other:
        assert other.outbox.keep(alert()).name not in names


def killed_after(call):
    call()
    raise RuntimeError("killed")


@settings(max_examples=30, deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.text(st.characters(exclude_categories=["Cs"])),
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(st.text(st.characters(codec="ascii")), inner, max_size=3)
        ),
        max_leaves=8,
    )
)
def test_any_evidence_comes_back(value):
    with the.blank_store() as store:
        store.outbox.keep(alert(evidence={"it": value}))
        assert store.outbox.alerts()[0].evidence == {"it": value}


@pytest.mark.parametrize("kind", AlertKind)
def test_every_kind_can_be_kept_and_the_last_of_it_asked_for(outbox, kind):
    assert outbox.last_of("mara", kind) is None
    kept = [outbox.keep(alert(str(n), kind=kind, made_at=NOW + n * HOUR)) for n in (1, 3, 2)]
    outbox.keep(alert("other", watch="theo", kind=kind, made_at=NOW + 9 * HOUR))
    assert outbox.last_of("mara", kind) == kept[1]


def test_alerts_are_listed_the_latest_first_by_watch_and_timeline(outbox):
    every = [
        outbox.keep(alert(str(n), watch=watch, timeline=timeline))
        for n, (watch, timeline) in enumerate(product(["mara", "theo"], ["acme/privacy", "acme/terms"]))
    ]
    assert outbox.alerts() == every[::-1]
    assert outbox.alerts(2) == every[:1:-1]
    assert outbox.alerts(watch="mara") == [every[1], every[0]]
    assert outbox.alerts(timeline="acme/terms") == [every[3], every[1]]
    assert outbox.alerts(watch="theo", timeline="acme/terms") == [every[3]]
    assert outbox.alerts(watch="nobody") == []


def test_an_alert_is_found_by_the_beginning_of_its_name_where_that_is_clear(outbox):
    every = [outbox.keep(alert(str(n))) for n in range(40)]  # forty names share some first characters
    for one in every:
        assert outbox.alert(one.name[:23].upper()) == one
        alone = sum(other.name.startswith(one.name[0]) for other in every) == 1
        assert (outbox.alert(one.name[0]) == one) is alone
    assert outbox.alert("") is None
    assert outbox.alert("no such alert") is None
    assert outbox.alert(every[0].name + "0") is None


def test_what_a_digest_collects_waits_for_no_delivery(outbox):
    made = [outbox.keep(alert(str(n), channel="", made_at=NOW + n * HOUR)) for n in range(4)]
    outbox.keep(alert("told", made_at=NOW + HOUR, message=Message(subject="told", text="", html="")))
    outbox.keep(alert("theo", watch="theo", channel="", made_at=NOW + HOUR))
    assert outbox.collected("mara", NOW + 3 * HOUR) == made[:3]
    assert outbox.collected("mara") == made
    assert [one.subject for one, _ in outbox.undelivered()] == ["told"]


def test_what_stands_in_a_digest_is_not_collected_again_whatever_its_time(outbox):
    made = [outbox.keep(alert(str(n), channel="", made_at=NOW + n * HOUR)) for n in (3, 1)]
    outbox.keep(alert("d", kind=AlertKind.DIGEST, timeline="", evidence={"alerts": [made[0].name]}))
    outbox.keep(
        alert("e", kind=AlertKind.DIGEST, timeline="", watch="theo", evidence={"alerts": [one.name for one in made]})
    )
    late = outbox.keep(alert("after a clock was set back", channel="", made_at=NOW - HOUR))
    assert outbox.collected("mara") == [late, made[1]]


def test_whether_an_alert_is_kept_is_asked_by_its_key(outbox):
    outbox.keep(alert("c", timeline="", kind=AlertKind.HEARTBEAT))
    assert outbox.is_kept("mara", AlertKind.HEARTBEAT, "c")
    assert not outbox.is_kept("mara", AlertKind.DIGEST, "c")
    assert not outbox.is_kept("theo", AlertKind.HEARTBEAT, "c")
    assert not outbox.is_kept("mara", AlertKind.HEARTBEAT, "d")


def test_alerts_about_changes_are_counted_in_their_time(outbox):
    for n, kind in enumerate(AlertKind):
        outbox.keep(alert(str(n), kind=kind, made_at=NOW))
        outbox.keep(alert(f"later {n}", kind=kind, made_at=NOW + HOUR, channel=""))
    assert outbox.told_count("mara", NOW, NOW + HOUR) == 4
    assert outbox.told_count("mara", NOW, NOW + 2 * HOUR) == 8
    assert outbox.told_count("theo", NOW, NOW + HOUR) == 0


# ---------------------------------------------------------------- delivery


def test_an_alert_is_tried_until_it_is_delivered(outbox):
    name = outbox.keep(alert()).name
    assert outbox.counts() == {"waiting": 1, "failing": 0, "delivered": 0, "given_up": 0}
    first = outbox.begin_attempt(name, "mail", NOW)
    outbox.end_attempt(first, "connection refused", NOW + HOUR)
    assert outbox.counts() == {"waiting": 0, "failing": 1, "delivered": 0, "given_up": 0}
    second = outbox.begin_attempt(name, "mail", NOW + 2 * HOUR)
    ((waiting, attempts),) = outbox.undelivered()
    assert waiting.name == name
    assert attempts == [
        Attempt(alert=name, channel="mail", began=NOW, ended=NOW + HOUR, failure="connection refused"),
        Attempt(alert=name, channel="mail", began=NOW + 2 * HOUR),
    ]
    outbox.end_attempt(second, "", NOW + 3 * HOUR)
    assert outbox.undelivered() == []
    assert [one.ended for one in outbox.attempts(name)] == [NOW + HOUR, NOW + 3 * HOUR]
    assert outbox.counts() == {"waiting": 0, "failing": 0, "delivered": 1, "given_up": 0}


def test_an_attempt_that_a_kill_cut_off_stays_open_and_the_alert_undelivered(path):
    with open_store(path) as store:
        name = store.outbox.keep(alert()).name
        store.outbox.begin_attempt(name, "mail", NOW)
    with open_store(path) as store:
        ((_, attempts),) = store.outbox.undelivered()
        assert [one.ended for one in attempts] == [None]
        assert store.outbox.counts()["waiting"] == 1


def test_what_is_given_up_is_not_tried_again_and_says_why(outbox):
    name = outbox.keep(alert()).name
    outbox.end_attempt(outbox.begin_attempt(name, "mail", NOW), "no such user", NOW)
    assert outbox.given_up(name) == ""
    outbox.give_up(name, NOW + HOUR, "refused for good")
    assert outbox.undelivered() == []
    assert outbox.given_up(name) == "refused for good"
    assert outbox.counts() == {"waiting": 0, "failing": 0, "delivered": 0, "given_up": 1}


def test_the_oldest_is_delivered_first_and_a_channel_lists_the_latest_first(outbox):
    every = [outbox.keep(alert(str(n), channel=channel)) for n, channel in enumerate(["mail", "feed", "mail", "feed"])]
    assert [one.name for one, _ in outbox.undelivered()] == [one.name for one in every]
    outbox.end_attempt(outbox.begin_attempt(every[3].name, "feed", NOW), "", NOW)
    assert outbox.of_channel("feed", 5) == [every[3], every[1]]
    assert outbox.of_channel("nowhere", 5) == []


def delivered(outbox, name, moment):
    outbox.end_attempt(outbox.begin_attempt(name, "feed", moment), "", moment)


def test_a_channel_lists_so_many_and_what_waits_and_what_came_in_the_week_of_the_last(outbox):
    old, week, waiting, given_up, last, newest = [outbox.keep(alert(str(n), channel="feed")).name for n in range(6)]
    outbox.give_up(given_up, NOW, "why")
    for name, hours in ((old, 0), (week, 40), (last, 7 * 24 + 1), (newest, 7 * 24 + 1)):
        delivered(outbox, name, NOW + hours * HOUR)
    assert [one.name for one in outbox.of_channel("feed", 1)] == [newest, last, waiting, week]
    assert [one.name for one in outbox.of_channel("feed", 9)] == [newest, last, given_up, waiting, week, old]


def test_what_waits_is_listed_without_what_it_says(outbox):
    outbox.keep(alert())
    statements = []
    outbox._db.conn.set_trace_callback(statements.append)
    ((one, _),) = outbox.undelivered()
    outbox._db.conn.set_trace_callback(None)
    assert (one.channel, one.made_at, one.subject) == ("mail", NOW, "Acme changed")
    assert len(statements) == 2  # however many wait
    assert not [said for said in statements if "html" in said or "evidence" in said]


def test_an_alert_that_is_not_kept_cannot_be_tried(outbox):
    for ask in (
        lambda: outbox.begin_attempt("nothing", "mail", NOW),
        lambda: outbox.give_up("nothing", NOW, "why"),
        lambda: outbox.given_up("nothing"),
    ):
        with pytest.raises(LookupError, match="no alert nothing"):
            ask()


ways = st.sampled_from(["waiting", "failing", "delivered", "given_up"])


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(ways, st.booleans()), max_size=8))
def test_every_alert_with_a_channel_counts_once(fates):
    with the.blank_store() as store:
        outbox = store.outbox
        for number, (fate, collected) in enumerate(fates):
            name = outbox.keep(alert(str(number), channel="" if collected else "mail")).name
            if fate != "waiting" and not collected:
                outbox.end_attempt(outbox.begin_attempt(name, "mail", NOW), "no route", NOW)
            if fate == "delivered" and not collected:
                outbox.end_attempt(outbox.begin_attempt(name, "mail", NOW), "", NOW)
            if fate == "given_up" and not collected:
                outbox.give_up(name, NOW, "no route")
        counts, told = outbox.counts(), [fate for fate, collected in fates if not collected]
        assert counts == {fate: told.count(fate) for fate in counts}
        assert len(outbox.undelivered()) == counts["waiting"] + counts["failing"]
