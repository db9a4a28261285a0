import json
import tomllib
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog import NotAddedError, add, load
from catalog.adding import _cover
from catalog.reading import read
from catalog.writing import table_text
from model import Location, TimelineId

PRIVACY = "https://acme.example/privacy"
BY_HAND = f"""# kept by Ada, do not sort
name = "Acme"   # the shop

[privacy]
title = "Privacy"
[[privacy.locations]]
original = "{PRIVACY}"  # found by hand
until = 2020-01-01"""


def year(number):
    return datetime(number, 1, 1, tzinfo=UTC)


def names(folder):
    catalog = load(folder)
    assert catalog.problems == ()
    return [str(timeline.id) for timeline in catalog.timelines]


def test_a_first_address_makes_the_folder_and_the_file(tmp_path):
    folder = tmp_path / "home" / "policies"
    added = add(folder, PRIVACY)
    assert (str(added.timeline), added.file, added.created) == (
        "acme.example/privacy",
        folder / "acme.example.toml",
        True,
    )
    assert added.file.read_text() == f'name = "acme.example"\n\n[[privacy.locations]]\noriginal = "{PRIVACY}"\n'
    assert [path.name for path in folder.iterdir()] == ["acme.example.toml"]


def test_an_address_that_is_covered_changes_nothing_and_says_so(tmp_path):
    first = add(tmp_path, PRIVACY)
    before = first.file.read_bytes()
    again = add(tmp_path, "http://www.acme.example/privacy/#top")
    assert (again.timeline, again.created) == (first.timeline, False)
    assert first.file.read_bytes() == before


def test_what_a_person_wrote_stays_as_it_is(tmp_path):
    file = tmp_path / "acme.example.toml"
    file.write_text(BY_HAND)
    file.chmod(0o640)
    add(tmp_path, "https://acme.example/terms", since=year(2021))
    assert file.read_text() == (
        f'{BY_HAND}\n\n[[terms.locations]]\noriginal = "https://acme.example/terms"\nsince = 2021-01-01\n'
    )
    assert file.stat().st_mode & 0o777 == 0o640


def test_line_ends_stay_as_they_are(tmp_path):
    file = tmp_path / "acme.example.toml"
    file.write_bytes(BY_HAND.replace("\n", "\r\n").encode())
    add(tmp_path, "https://acme.example/terms")
    assert file.read_bytes().count(b"\n") == file.read_bytes().count(b"\r\n")
    assert names(tmp_path) == ["acme.example/privacy", "acme.example/terms"]


def test_another_address_of_a_declared_kind_is_a_further_document(tmp_path):
    add(tmp_path, PRIVACY)
    second = add(tmp_path, "https://acme.example/legal/privacy-children.html")
    third = add(tmp_path, "https://shop.acme.example/privacy-children")
    assert str(second.timeline) == "acme.example/privacy/privacy-children"
    assert str(third.timeline) == "acme.example/privacy/privacy-children-2"
    assert names(tmp_path) == [str(PRIVACY_ID), str(second.timeline), str(third.timeline)]


PRIVACY_ID = TimelineId(organisation="acme.example", kind="privacy")


def test_an_address_at_dates_when_the_text_stood_nowhere_else_is_a_further_location(tmp_path):
    add(tmp_path, PRIVACY, until=year(2012))
    moved = add(tmp_path, "https://acme.example/legal/privacy", since=year(2012))
    assert moved.timeline == PRIVACY_ID
    assert len(load(tmp_path).timeline(PRIVACY_ID).locations) == 2


def test_an_empty_document_says_that_the_address_holds_the_same_text(tmp_path):
    add(tmp_path, PRIVACY)
    mirror = add(tmp_path, "https://acme.example/legal/privacy", document="")
    assert mirror.timeline == PRIVACY_ID
    assert len(load(tmp_path).timeline(PRIVACY_ID).locations) == 2


def test_an_edition_stands_below_its_kind(tmp_path):
    add(tmp_path, PRIVACY)
    german = add(tmp_path, "https://acme.example/de/privacy", edition="de")
    assert str(german.timeline) == "acme.example/privacy~de"
    assert names(tmp_path) == ["acme.example/privacy", "acme.example/privacy~de"]


def test_an_address_may_stand_in_two_timelines_when_the_second_is_named(tmp_path):
    add(tmp_path, PRIVACY)
    both = add(tmp_path, PRIVACY, kind="cookies")
    assert (str(both.timeline), both.created) == ("acme.example/cookies", True)


def test_the_dates_left_open_by_a_location_can_be_added(tmp_path):
    add(tmp_path, PRIVACY, until=year(2012))
    later = add(tmp_path, PRIVACY, since=year(2012))
    assert (later.timeline, later.created) == (PRIVACY_ID, True)
    whole = add(tmp_path, PRIVACY)
    assert (whole.timeline, whole.created) == (PRIVACY_ID, False)


def test_dates_that_overlap_those_of_the_same_address_are_refused(tmp_path):
    first = add(tmp_path, PRIVACY, since=year(2005), until=year(2012))
    before = first.file.read_bytes()
    with pytest.raises(NotAddedError, match=r"acme.example/privacy with it from 2005.* expected since and until"):
        add(tmp_path, PRIVACY, since=year(2010))
    assert first.file.read_bytes() == before


def test_a_file_that_does_not_load_is_not_touched(tmp_path):
    file = tmp_path / "acme.example.toml"
    file.write_text("[privacy")
    with pytest.raises(NotAddedError, match=r"acme\.example\.toml does not load, expected it mended first"):
        add(tmp_path, PRIVACY)
    assert file.read_text() == "[privacy"


def test_tables_written_inline_cannot_grow_and_the_text_to_add_is_told(tmp_path):
    file = tmp_path / "acme.example.toml"
    inline = f'privacy = {{ locations = [{{ original = "{PRIVACY}", until = 2012-01-01 }}] }}\n'
    file.write_text(inline)
    with pytest.raises(NotAddedError, match=r"by hand:\n\[\[privacy.locations]]\noriginal"):
        add(tmp_path, PRIVACY, since=year(2012))
    assert file.read_text() == inline


@pytest.mark.parametrize(
    ("original", "names", "message"),
    [
        ("acme.example", {}, "found 'acme.example', expected an absolute address"),
        (PRIVACY, {"kind": "Privacy"}, "found the name 'Privacy', expected a name of a-z"),
        (PRIVACY, {"organisation": "../acme"}, "found the name '../acme'"),
        (PRIVACY, {"organisation": "a" * 300}, "(100 characters at most)"),
        (PRIVACY, {"kind": "name"}, "would not load"),
        (PRIVACY, {"since": year(2012), "until": year(2012)}, "expected a date later than since"),
    ],
)
def test_a_wish_that_cannot_be_taken_writes_nothing(tmp_path, original, names, message):
    with pytest.raises(NotAddedError) as refused:
        add(tmp_path, original, **names)
    assert message in str(refused.value)
    assert str(refused.value).startswith(f"{tmp_path}: ")
    assert list(tmp_path.iterdir()) == []


def test_a_time_without_zone_is_a_mistake_of_the_caller(tmp_path):
    with pytest.raises(ValueError, match="no time zone"):
        add(tmp_path, PRIVACY, since=datetime.fromisoformat("2012-01-01"))


MOMENTS = st.none() | st.datetimes(timezones=st.just(UTC)).map(lambda moment: moment.replace(microsecond=0))
PARTS = st.from_regex(r"[a-z0-9][a-z0-9._-]{0,8}", fullmatch=True)


@given(PARTS, PARTS | st.just(""), PARTS | st.just(""), MOMENTS, MOMENTS, st.text(max_size=20))
def test_a_table_that_is_written_reads_back_as_the_same_location(kind, document, edition, since, until, path):
    if kind == "name" or (since and until and until <= since):
        return
    name = TimelineId(organisation="o", kind=kind, document=document, edition=edition)
    place = Location(original="https://acme.example/" + json.dumps(path).replace(" ", ""), since=since, until=until)
    policies, problems = read(table_text(name, place), file="f", organisation="o")
    if not problems:  # the path may hold what no address may
        (timeline,) = policies[0].timelines
        assert (timeline.id, timeline.locations) == (name, (place,))
    assert not any("TOML" in problem.found for problem in problems)


SPANS = st.lists(st.tuples(st.none() | st.integers(1, 8), st.none() | st.integers(1, 8)), max_size=4)


@given(SPANS, st.none() | st.integers(1, 8), st.none() | st.integers(1, 8))
def test_locations_cover_a_span_exactly_when_they_cover_each_of_its_years(spans, since, until):
    def place(first, last):
        return Location(original=PRIVACY, since=first and year(2000 + first), until=last and year(2000 + last))

    if since and until and until <= since:
        return
    places = [place(first, last) for first, last in spans if not (first and last and last <= first)]
    wanted = place(since, until)
    asked = [n for n in range(10) if wanted.covers(PRIVACY, year(2000 + n))]
    slow = all(any(one.covers(PRIVACY, year(2000 + n)) for one in places) for n in asked)
    assert _cover(places, wanted) == slow


def test_every_written_file_is_toml(tmp_path):
    for number in range(5):
        add(tmp_path, f"https://acme.example/terms/{number}?q=\"'%5C\\")
    tomllib.loads((tmp_path / "acme.example.toml").read_text())
    assert len(names(tmp_path)) == 5
