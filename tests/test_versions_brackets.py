"""Is what is said about time no more than what is known?"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model import Block, Bracket, Capture, Citation, Clause, Rendition, Version, sha256
from tests import followed as the
from versions import SHORT, cite, cite_all, cited, phrase, standing, version_at


@pytest.mark.parametrize(
    ("when", "said"),
    [
        (Bracket(after=the.at(0), by=the.at(3)), "after 2020-01-01 and no later than 2020-01-04"),
        (Bracket(after=None, by=the.at(3)), "no later than 2020-01-04"),
        (Bracket(after=the.at(3), by=the.at(3, 90)), "after 2020-01-04 00:00 and no later than 2020-01-04 00:01"),
        (
            Bracket(after=the.at(0), by=the.at(3), unlooked=1, unusable=2),
            "after 2020-01-01 and no later than 2020-01-04 (1 capture not looked at, 2 captures without the text)",
        ),
    ],
)
def test_a_bracket_is_said_with_both_its_ends(when, said):
    assert phrase(when) == said


def version(number, first, last, captured=None):
    capture = Capture(
        original=the.URL, timestamp=the.at(first if captured is None else captured), statuscode=200, digest=sha256("")
    )
    return Version(
        number=number,
        first_seen=the.at(first),
        last_seen=the.at(last),
        location=0,
        rendition=Rendition.PLAIN,
        capture=capture,
        canonical=sha256(str(number)),
        words=sha256(str(number)),
        sightings=1,
    )


THREE = [version(1, 10, 20), version(2, 30, 30), version(3, 40, 50)]


@pytest.mark.parametrize(
    ("start", "end", "certain", "possible"),
    [
        (10, 10, [1], []),
        (15, 15, [1], []),
        (20, 20, [1], []),
        (25, 25, [], [1, 2]),  # one of these two, or a text that nobody captured
        (20, 30, [1, 2], []),
        (0, 100, [1, 2, 3], []),
        (0, 5, [], [1]),
        (60, 70, [], [3]),
    ],
)
def test_only_what_was_seen_on_both_sides_is_certain(start, end, certain, possible):
    answer = standing(THREE, the.at(start), the.at(end))
    assert [one.number for one in answer.certain] == certain
    assert [one.number for one in answer.possible] == possible
    assert list(answer.candidates) == list(answer.certain or answer.possible)


def test_of_no_versions_none_stands():
    assert standing([], the.at(0), the.at(1)).candidates == ()


# ---------------------------------------------------------------- citations


def clause(words):
    return Clause(block=Block.PARAGRAPH, text=words, words=words)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(["a", "b", "c"]), min_size=1, max_size=8), st.data())
def test_any_clause_is_found_again_by_its_citation(words, data):
    clauses = [clause(one) for one in words]
    position = data.draw(st.integers(0, len(words) - 1))
    made = cite(the.PRIVACY, THREE[1], clauses, position)
    assert cited(clauses, Citation.parse(str(made))) == position
    assert version_at(THREE, made) is THREE[1]
    assert cite_all(the.PRIVACY, THREE[1], clauses)[position] == made


def test_a_citation_of_words_that_are_not_there_finds_nothing():
    made = cite(the.PRIVACY, THREE[0], [clause("a"), clause("a")], 1)
    assert (len(made.prefix), made.nth) == (SHORT, 2)
    assert cited([clause("a"), clause("b")], made) is None
    assert cited([], made) is None


def test_a_version_is_cited_by_a_moment_at_which_it_stood():
    """Its body may have been fetched as it stood again, after another version."""
    returned = [version(1, 10, 20, captured=50), version(2, 30, 30), version(3, 40, 50, captured=50)]
    for one in returned:
        assert version_at(returned, cite(the.PRIVACY, one)) is one
        assert version_at(returned, cite(the.PRIVACY, one, [clause("a")], 0)) is one
    assert cite(the.PRIVACY, THREE[0]).moment == THREE[0].capture.timestamp


@pytest.mark.parametrize(("day", "number"), [(0, None), (10, 1), (25, 1), (30, 2), (99, 3)])
def test_a_citation_means_the_version_that_stood_or_the_last_before(day, number):
    found = version_at(THREE, Citation(timeline=the.PRIVACY, moment=the.at(day)))
    assert (found.number if found else None) == number
