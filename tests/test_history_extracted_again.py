"""Is a text that an archive only extracted anew never taken for a change of the policy?"""

from dataclasses import replace

import pytest

import pipeline
from model import EXTRACTED_AGAIN, Nature, Rendition
from store import open_store
from tests import followed as the

TIMELINE = the.timeline()


def recorded(name, day, *, again=False, rendition=Rendition.TEXT):
    one = the.response(name, day, holder="open-terms-archive", rendition=rendition)
    headers = (("content-type", "text/markdown"), *([EXTRACTED_AGAIN] if again else []))
    return replace(one, holding=replace(one.holding, headers=headers, archive_digest=""))


@pytest.fixture
def derived(tmp_path):
    def history(*records):
        with open_store(tmp_path / "kept.db") as store:
            with store.writing():
                for one in records:
                    store.facts.keep_capture(one.capture, one.holding, one.body, one.mimetype)
            return pipeline.derive(store, TIMELINE, the.TAKEN)

    return history


def steps(history):
    return [(one.seen_differently, one.judgement.alert, bool(one.changes)) for one in history.revisions]


def test_without_the_flag_the_same_texts_are_a_change_that_counts(derived):
    assert steps(derived(recorded("a", 1), recorded("c", 9))) == [(False, True, True)]


def test_a_text_extracted_anew_is_seen_differently_and_kept(derived):
    history = derived(recorded("a", 1), recorded("c", 9, again=True))
    (step,) = history.revisions
    assert steps(history) == [(True, False, True)]
    assert Nature.EXTRACTION in step.judgement.natures
    assert step.judgement.because == ("the archive extracted it anew, in another way",)
    assert not step.silent


def test_what_changes_next_is_told_against_the_text_that_was_extracted_anew(derived):
    history = derived(recorded("a", 1), recorded("c", 9, again=True), recorded("d", 12))
    assert steps(history) == [(True, False, True), (False, True, True)]
    whole = derived(recorded("c", 9, again=True), recorded("d", 12))
    assert history.revisions[1].changes == whole.revisions[-1].changes


def test_an_extraction_that_says_the_same_is_one_more_sighting_of_the_version(derived):
    (version,) = derived(recorded("a", 1), recorded("a", 9, again=True)).versions
    assert (version.sightings, version.last_seen) == (2, the.at(9))


@pytest.mark.parametrize("names", ["bac", "cab", "dcb", "bdc"])
def test_of_one_instant_the_text_that_was_extracted_anew_comes_last_whatever_its_digest(derived, names):
    before, page, anew = names
    history = derived(recorded(anew, 5, again=True), recorded(page, 5), recorded(before, 1))
    assert the.texts_of(history) == names
    assert [one.seen_differently for one in history.revisions] == [False, True]


def test_one_holder_who_says_so_is_enough(derived):
    known = recorded("c", 9)
    other = replace(known, holding=replace(known.holding, holder="another", headers=()))
    assert steps(derived(recorded("a", 1), other, recorded("c", 9, again=True))) == [(True, False, True)]


def test_a_page_that_sends_such_a_header_is_a_page(derived):
    given = (recorded(name, day, again=day > 1, rendition=Rendition.PLAIN) for name, day in (("a", 1), ("c", 9)))
    assert steps(derived(*given)) == [(False, True, True)]
