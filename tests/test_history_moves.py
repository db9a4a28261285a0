"""Is a policy that moves, ends or is replaced one timeline, with no change at the move but that of its text?

The addresses are declared here; how they are found is asked in test_discovery_moves.
"""

import pytest

import pipeline
from tests import followed as the
from tests import moved


def history_of(story, *places, until=None):
    followed = moved.timeline(moved.place("old", until=until), *(moved.place(one) for one in places))
    with the.blank_store() as store:
        moved.arrive(store, the.catalog_of(followed), moved.told(story))
        return pipeline.derive(store, followed, the.TAKEN)


BEFORE = "0 a old; 20 a old; "
AFTER = {
    "gone": "40 404 old; 60 404 old; 90 410 old; 120 404 old",
    "soft 404": "40 soft404 old; 60 soft404 old; 90 soft404 old; 120 soft404 old",
    "home page": "40 front old; 60 front old; 90 front old; 120 front old",
    "redirect to the home page": "40 302 old>home; 60 302 old>home; 90 302 old>home; 120 302 old>home",
    "parked": "40 parked old; 60 parked old; 90 parked old; 120 parked old",
    "resold": "40 other old; 60 other old; 90 other old; 120 other old",
    "parked, then resold": "40 parked old; 60 other old; 90 other old; 120 other old",
    "moved (301)": "40 301 old>{0}; 60 301 old>{0}; 90 301 old>{0}; 120 301 old>{0}",
    "moved (302)": "40 302 old>{0}; 60 302 old>{0}; 90 302 old>{0}; 120 302 old>{0}",
    "moved (308)": "40 308 old>{0}; 60 308 old>{0}; 90 308 old>{0}; 120 308 old>{0}",
    "a refresh": "40 refresh old>{0}; 60 refresh old>{0}; 90 refresh old>{0}; 120 refresh old>{0}",
    "a note": "40 stub old>{0}; 60 stub old>{0}; 90 stub old>{0}; 120 stub old>{0}",
    "the old text, left behind": "40 a old; 61 a old; 91 a old; 120 a old",
    "a wall": "40 signin old; 60 signin old; 90 signin old; 120 signin old",
    "nothing": "",
}
NEW = "; 30 a {0}; 60 a {0}; 90 b {0}; 119 b {0}"


@pytest.mark.parametrize("where", ["path", "host", "firm"])
@pytest.mark.parametrize("after", AFTER)
def test_a_move_changes_nothing_whatever_the_old_address_shows_afterwards(where, after):
    found = history_of((BEFORE + AFTER[after] + NEW).format(where), where)
    assert moved.shown(found) == ["a@old 0-20", f"a@{where} 30-60", f"b@{where} 90-119"]
    assert moved.steps(found) == ["moved (20,30]", "changed (60,90]"]


def test_a_move_at_which_the_text_changed_is_a_change():
    found = history_of("0 a old; 20 a old; 40 301 old>path; 41 c path; 70 c path", "path")
    assert moved.steps(found) == ["moved and changed (20,41]"]


OVER = ["gone", "soft 404", "home page", "redirect to the home page", "parked", "resold", "parked, then resold"]


@pytest.mark.parametrize("after", OVER)
def test_where_nothing_goes_on_the_policy_has_ended_and_resumes_when_it_is_back(after):
    found = history_of(BEFORE + AFTER[after])
    assert (moved.shown(found), moved.steps(found)) == (["a@old 0-20"], ["ended (20,40]"])
    back = history_of(BEFORE + AFTER[after] + "; 150 a old; 160 b old")
    assert moved.shown(back) == ["a@old 0-150", "b@old 160-160"]
    assert moved.steps(back) == ["ended (20,40]", "resumed (120,150]", "changed (150,160]"]


@pytest.mark.parametrize("after", ["a wall", "moved (301)", "nothing"])
def test_what_says_nothing_of_an_end_is_none(after):
    assert moved.steps(history_of((BEFORE + AFTER[after]).format("path"))) == []


def test_another_page_for_a_fortnight_is_somebodys_mistake():
    assert moved.steps(history_of("0 a old; 20 a old; 40 front old; 54 front old")) == []
    assert moved.steps(history_of("0 a old; 20 a old; 40 front old; 70 front old")) == ["ended (20,40]"]


@pytest.mark.parametrize(
    "text",
    [
        moved.policy(12, name="Fellside Group", domain="fellside-group.example"),  # most of the text stays
        moved.PAGES["other"].replace(b"Questions are", b"Tarn is now part of us. Questions are"),  # it says who it was
        moved.PAGES["other"].replace(b"bright-parcel-media.example", moved.DOMAIN.encode()),  # mail goes to the former
    ],
    ids=["renamed", "bought", "same mail"],
)
def test_a_company_that_is_renamed_or_bought_goes_on(text):
    with the.blank_store() as store:
        arrived = [*moved.told(BEFORE), *(the.response(text, day, original=moved.ADDRESSES["old"]) for day in (40, 90))]
        moved.arrive(store, the.catalog_of(moved.timeline()), arrived)
        found = pipeline.derive(store, moved.timeline(), the.TAKEN)
    assert moved.steps(found) == ["changed (20,40]"]


def test_a_declared_address_of_another_organisation_is_believed():
    found = history_of("0 a old; 20 a old; 30 other buyer; 60 other buyer", "buyer")
    assert moved.steps(found) == ["moved and changed (20,30]"]
