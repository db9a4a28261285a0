"""Do nouns come back from their columns as they went in?"""

from datetime import UTC

from hypothesis import given, settings
from hypothesis import strategies as st

from model import (
    Alignment,
    Block,
    Bracket,
    Change,
    ChangeKind,
    Clause,
    Edit,
    EditKind,
    Identity,
    Judgement,
    Link,
    Severity,
)
from store import forms

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
several = st.lists(words, max_size=3).map(tuple)
clauses = st.builds(
    Clause,
    block=st.sampled_from(Block),
    text=words,
    words=words,
    level=st.integers(0, 6),
    label=words,
    headings=several,
    context=several,
    links=st.lists(st.builds(Link, text=words, target=words), max_size=2).map(tuple),
)
moments = st.datetimes(timezones=st.just(UTC)).map(lambda one: one.replace(microsecond=0))
judgements = st.builds(
    Judgement, alert=st.booleans(), severity=st.sampled_from(Severity), categories=several, because=several
)


@settings(max_examples=100, deadline=None)
@given(moments, moments)
def test_any_moments_come_back_and_sort_as_text(one, other):
    assert forms.time_of(forms.time_text(one)) == one
    assert (forms.time_text(one) < forms.time_text(other)) is (one < other)


@settings(max_examples=50, deadline=None)
@given(st.none() | moments, moments, st.integers(0, 9), st.integers(0, 9))
def test_any_brackets_come_back(after, by, unlooked, unusable):
    when = Bracket(after=after, by=by, unlooked=unlooked, unusable=unusable)
    assert forms.bracket_of(*forms.bracket_columns(when)) == when


@settings(max_examples=50, deadline=None)
@given(
    st.lists(clauses, min_size=1, max_size=3).map(tuple),
    st.lists(st.sampled_from(ChangeKind), min_size=1, max_size=2, unique=True).map(tuple),
    st.lists(st.builds(Edit, kind=st.sampled_from(EditKind), text=words), max_size=3).map(tuple),
    judgements,
)
def test_any_change_comes_back_with_its_two_texts(texts, kinds, edits, judgement):
    places = tuple(range(len(texts)))
    alignment = Alignment(before=places, after=places[:1], kinds=kinds)
    change = Change(alignment=alignment, before=texts, after=texts[:1], edits=edits, judgement=judgement)
    columns = [forms.to_json(kinds), forms.to_json(places), forms.to_json(places[:1]), forms.edits_json(edits)]
    assert forms.change_of([*columns, *forms.judgement_columns(judgement)], texts, texts) == change


def test_identities_come_back():
    found = (Identity(id=1), Identity(id=7, parents=(1, 2)))
    assert forms.identities_of(*forms.identities_columns(found)) == found
