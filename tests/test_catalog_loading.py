import time
from datetime import UTC, datetime

import pytest

from catalog import Catalog, Problem, UnknownTimelineError, load
from model import Location, Policy, Timeline, TimelineId

MOMENT = datetime(2010, 1, 1, tzinfo=UTC)
PRIVACY = '[[privacy.locations]]\noriginal = "https://{}.example/privacy"\n'


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "acme.toml").write_text(PRIVACY.format("acme"))
    (tmp_path / "lumora.toml").write_text(PRIVACY.format("www.lumora"))
    return tmp_path


def test_the_files_of_a_folder_make_one_catalog_sorted_by_timeline(folder):
    catalog = load(folder)
    assert catalog.problems == ()
    assert [str(timeline.id) for timeline in catalog.timelines] == ["acme/privacy", "lumora/privacy"]


def test_a_broken_file_is_a_problem_and_the_others_load(folder):
    (folder / "broken.toml").write_text("[privacy")
    (folder / "latin.toml").write_bytes(b"name = '\xe9'")
    (folder / "folder.toml").mkdir()
    catalog = load(folder)
    assert len(catalog.timelines) == 2
    assert [problem.file for problem in catalog.problems] == [
        str(folder / name) for name in ("broken.toml", "folder.toml", "latin.toml")
    ]


def test_a_folder_that_is_not_there_is_one_problem(tmp_path):
    missing = tmp_path / "policies"
    expected = "a folder with one file per organisation, such as acme.toml"
    assert load(missing).problems == (Problem(file=str(missing), key="", found="no folder", expected=expected),)


def test_files_half_written_or_of_other_kinds_are_no_declarations(folder):
    (folder / ".acme.toml.17.new").write_text("[")
    (folder / ".hidden.toml").write_text("[")
    (folder / "README.md").write_text("[")
    assert load(folder).problems == ()


def test_a_timeline_is_found_by_its_id_and_by_its_name(folder):
    catalog = load(folder)
    wanted = TimelineId(organisation="acme", kind="privacy")
    assert catalog.timeline(wanted) is catalog.timeline("acme/privacy")


def test_an_unknown_timeline_is_told_with_the_names_that_come_near(folder):
    with pytest.raises(UnknownTimelineError, match=r"acme/privcy: no such timeline .* did you mean acme/privacy"):
        load(folder).timeline("acme/privcy")
    with pytest.raises(LookupError, match="2 timelines are declared"):
        load(folder).timeline("zzz")


def timeline(name, *locations):
    return Timeline(id=TimelineId.parse(name), locations=locations)


def catalog(*timelines):
    return Catalog(policies=(Policy(organisation="o", name="o", kind="k", timelines=timelines),))


def covering(where, original, moment=MOMENT):
    return [(str(found.id), position) for found, position in where.covering(original, moment)]


def test_a_capture_belongs_to_every_timeline_whose_location_covers_it():
    shared = Location(original="http://www.acme.example/legal/")
    both = catalog(timeline("acme/terms", shared), timeline("acme/privacy", shared))
    assert covering(both, "https://acme.example:443/legal#privacy") == [("acme/privacy", 0), ("acme/terms", 0)]
    assert covering(both, "https://acme.example/other") == []


def test_where_two_locations_cover_a_capture_the_later_declared_one_speaks():
    original = "https://acme.example/p"
    always = Location(original=original)
    narrow = Location(original=original, since=datetime(2005, 1, 1, tzinfo=UTC), until=MOMENT, select=("main",))
    both = catalog(timeline("acme/privacy", always, narrow))
    assert covering(both, original, datetime(2004, 12, 31, 23, 59, 59, tzinfo=UTC)) == [("acme/privacy", 0)]
    assert covering(both, original, datetime(2005, 1, 1, tzinfo=UTC)) == [("acme/privacy", 1)]
    assert covering(both, original, MOMENT) == [("acme/privacy", 0)]


def test_what_is_no_address_is_covered_by_nothing():
    assert covering(catalog(timeline("a/b", Location(original="http://a.example"))), "http://[broken") == []


def test_the_index_agrees_with_asking_every_timeline():
    places = [
        Location(original=f"http://a.example/{n % 5}", since=datetime(2000 + n % 3, 1, 1, tzinfo=UTC))
        for n in range(30)
    ]
    several = [timeline(f"o/k{n}", *places[n : n + 6]) for n in range(24)]
    whole = catalog(*several)
    for n in range(6):
        original = f"https://www.a.example/{n}"
        for year in (1999, 2001, 2003):
            moment = datetime(year, 1, 1, tzinfo=UTC)
            slow = [(str(one.id), one.location_at(original, moment)) for one in whole.timelines]
            assert covering(whole, original, moment) == [pair for pair in slow if pair[1] is not None]


def test_many_thousands_of_locations_are_asked_fast():
    several = [timeline(f"o{n}/privacy", Location(original=f"http://o{n}.example/p")) for n in range(20_000)]
    whole = catalog(*several)
    whole.covering("http://o1.example/p", MOMENT)
    start = time.perf_counter()
    for n in range(2_000):
        assert len(whole.covering(f"http://o{n}.example/p", MOMENT)) == 1
    assert time.perf_counter() - start < 2  # asking every timeline would take minutes
