"""Is what blocks said before told again only where the page says the same, and is nothing else of a page mixed up?"""

from itertools import permutations

import pytest

from extract import read, saying
from model import Location, Reading, Rendition

TEXT = "<p>We never sell your personal data to third parties.</p><p>We keep it for ten days, and erase it then.</p>" * 3
PAGES = {
    "plain": f"<html lang=en><title>Larkfield</title><body><h1>Privacy Policy</h1>{TEXT}",
    "other head": f"<html lang=en><title>Tarnbrook Ltd - Privacy</title><body><h1>Privacy Policy</h1>{TEXT}",
    "other language": f"<html lang=de><title>Larkfield</title><body><h1>Privacy Policy</h1>{TEXT}",
    "other maker": f"<html lang=en><title>Larkfield</title><meta property=og:site_name content=Ostrivel>"
    f"<body><h1>Privacy Policy</h1>{TEXT}",
    "a link": f"<html lang=en><title>Larkfield</title><body><h1>Privacy Policy</h1>{TEXT}<p><a href=/x>We sell</a></p>",
    "other link": f"<html lang=en><title>Larkfield</title><body><h1>Privacy Policy</h1>{TEXT}"
    "<p><a href=/y>We sell</a></p>",
    "a date": f"<html lang=en><title>Larkfield</title><body><h1>Privacy Policy</h1>"
    f"<p>Last updated: 3 May 2024</p>{TEXT}",
    "an item": f"<html lang=en><title>Larkfield</title><body><h1>Privacy Policy</h1>{TEXT}<ul><li>We sell</ul>",
}


def reading_of(page: str, statuscode: int = 200, **headers: str) -> Reading:
    place = Location(original="https://larkfield.example/privacy")
    return read(page.encode(), headers, location=place, statuscode=statuscode, rendition=Rendition.PLAIN)


def fresh(page: str) -> Reading:
    saying._lately.cache_clear()
    return reading_of(page)


@pytest.mark.parametrize(("first", "second"), list(permutations(PAGES, 2)))
def test_a_page_reads_alike_whatever_was_read_before_it(first, second):
    expected = fresh(PAGES[second])
    fresh(PAGES[first])
    assert reading_of(PAGES[second]) == expected
    assert reading_of(PAGES[first]) == fresh(PAGES[first])


def test_a_text_beside_which_something_changed_is_not_taken_apart_again():
    before = fresh(f"<body><div id=n1><script>nonce = 1</script><h1>Privacy Policy</h1>{TEXT}</div>")
    known = saying._lately.cache_info().hits
    after = reading_of(f"<body><div><div id=n2><script>nonce = 2</script><h1>Privacy Policy</h1>{TEXT}</div></div>")
    assert saying._lately.cache_info().hits == known + 1
    assert after.clauses is before.clauses


def test_the_same_blocks_get_the_verdict_of_their_own_answer():
    usable, forbidden = fresh(PAGES["plain"]), reading_of(PAGES["plain"], statuscode=403)
    assert forbidden.clauses is usable.clauses
    assert forbidden.verdict is not usable.verdict


def test_a_short_text_that_is_known_is_still_held_against_one_that_stands_apart():
    short = "<body><h1>Privacy Policy</h1><p>Please wait until the page is there.</p>"
    apart = f"<textarea><h1>Privacy Policy</h1>{TEXT * 4}</textarea>"
    assert "stands" not in fresh(short).evidence
    assert "stands" in reading_of(short + apart).evidence


def test_a_huge_text_is_not_remembered():
    fresh(PAGES["plain"])
    held = saying._lately.cache_info().currsize
    reading_of(f"<body><h1>Privacy Policy</h1>{TEXT * 1000}")
    assert saying._lately.cache_info().currsize == held
