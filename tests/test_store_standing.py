"""Is the version of an instant the one that was seen last by then, found without going through the others?"""

from datetime import timedelta

import pytest

import versions
from model import TimelineId
from store import open_store
from tests import followed as the


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """Texts a, b, a, c, a day each, from the first day on every third."""
    with open_store(tmp_path_factory.mktemp("stood") / "kept.db") as opened:
        seen = [the.response(text, 3 * day + more) for day, text in enumerate("abac") for more in (0, 1)]
        yield opened, the.history_of(opened, *seen)


@pytest.mark.parametrize("hours", [-1, 0, 12, 24, 36, 71, 72, 100, 500])
def test_the_version_of_an_instant_is_the_last_one_seen_by_then(kept, hours):
    store, history = kept
    at = the.at(0) + timedelta(hours=hours)
    seen = [one for one in history.versions if one.first_seen <= at]
    found = store.questions.standing(the.PRIVACY, at)
    assert (found and (found.number, found.first_seen, found.last_seen)) == (
        (seen[-1].number, seen[-1].first_seen, seen[-1].last_seen) if seen else None
    )


def test_the_versions_around_a_time_answer_as_all_do(kept):
    store, history = kept
    moments = [the.at(0) + timedelta(hours=hours) for hours in range(-30, 400, 10)]
    for start in moments:
        for end in (start, start + timedelta(days=1, seconds=-1), start + timedelta(days=9)):
            some = store.questions.versions_around(the.PRIVACY, start, end)
            assert versions.standing(some, start, end) == versions.standing(history.versions, start, end)


def test_a_clause_keeps_its_number_as_long_as_it_is_the_same(kept):
    store, history = kept
    numbers = [store.questions.clause_ids(the.PRIVACY, one.number) for one in history.versions]
    assert numbers[0] == numbers[2]
    assert [a == b for a, b in zip(numbers[0], numbers[1], strict=True)] == [
        a == b for a, b in zip(history.texts[0].clauses, history.texts[1].clauses, strict=True)
    ]


def test_each_clause_is_blamed_on_the_version_since_which_it_has_its_words(kept):
    """Version 3 says again what version 1 said, after a break."""
    store, history = kept
    for version, names in zip(history.versions, history.identities, strict=True):
        found = store.questions.blame(the.PRIVACY, version.number)
        assert [one.identity for one in found] == [one.id for one in names]
        assert all(history.versions[one.since - 1].first_seen == one.first_seen for one in found)
    texts = [text.clauses for text in history.texts]
    changed = [1 if a == b else 2 for a, b in zip(texts[0], texts[1], strict=True)]
    assert [one.since for one in store.questions.blame(the.PRIVACY, 2)] == changed


def test_versions_are_seen_between_the_instants_that_they_say(kept):
    store, history = kept
    assert [tuple(one) for one in store.questions.seen(the.PRIVACY)] == [
        (one.number, one.first_seen, one.last_seen) for one in history.versions
    ]


def test_what_is_not_there_is_said_to_be_missing(kept):
    store, _ = kept
    for ask in (store.questions.clause_ids, store.questions.blame, store.questions.version):
        with pytest.raises(LookupError, match="acme/privacy has no version 9"):
            ask(the.PRIVACY, 9)
    assert store.questions.last_version(TimelineId.parse("acme/terms")) is None
