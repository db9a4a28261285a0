"""Are pages told from policies, as systems serve them in many languages, and short policies left alone?"""

from __future__ import annotations

import pytest

from benchmarks.judged import Judged, pages, wrong
from model import Verdict

KNOWN, HELD = pages(held=False), pages(held=True)


@pytest.mark.parametrize("page", [pytest.param(page, id=page.name) for page in KNOWN])
def test_a_page_is_taken_for_what_it_is(page: Judged) -> None:
    assert wrong([page]) == []


def test_so_are_nearly_all_of_those_held_back() -> None:
    bad = [page for page in HELD if not page.is_policy]
    good = [page for page in HELD if page.is_policy]
    assert len(wrong(bad)) <= 0.1 * len(bad)
    assert len(wrong(good)) <= 0.1 * len(good)


def test_every_verdict_about_what_little_says_names_what_decided() -> None:
    unexplained = [page.name for page in KNOWN if not page.is_policy and not page.read().evidence.get("reason")]
    assert unexplained == []


def test_there_are_pages_of_every_kind_in_both_halves() -> None:
    told = {
        Verdict.POLICY,
        Verdict.SOFT_404,
        Verdict.BOT_WALL,
        Verdict.CONSENT_WALL,
        Verdict.LOGIN,
        Verdict.ERROR_PAGE,
        Verdict.EMPTY,
        Verdict.PARKED,
        Verdict.MOVED,
        Verdict.NOT_A_POLICY,
    }
    assert {page.verdicts[0] for page in KNOWN} == {page.verdicts[0] for page in HELD} == told
