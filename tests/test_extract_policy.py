"""Is the policy found in its page, and the page's frame left out?"""

from __future__ import annotations

import pytest

import extract
from model import Location, Reading, Rendition

CLAUSE = "We keep the personal data of our customers for as long as the law of the country asks us to."


def read(*blocks: str) -> Reading:
    body = f"<html><head><title>Privacy</title></head><body><h1>Privacy policy</h1>{''.join(blocks)}</body></html>"
    place = Location(original="https://acme.example/privacy")
    return extract.read(body.encode(), {}, location=place, statuscode=200, rendition=Rendition.PLAIN)


def texts(*blocks: str) -> list[str]:
    return [clause.text for clause in read(*blocks).clauses]


@pytest.mark.parametrize(
    "line",
    [
        "Copyright &copy; 2003-2008 Acme Ltd. All rights reserved. 7 Corn Yard, Bristol",
        "(c) 2004 by Acme",
        "&copy; 2024 Acme. Alle Rechte vorbehalten.",
        "You are visitor number 48,291",
        "48,291 visitors since May 2001",
    ],
)
def test_the_last_line_of_a_page_is_no_clause(line: str) -> None:
    assert texts(f"<p>{CLAUSE}</p>", f"<p>{line}</p>") == [CLAUSE]


def test_a_clause_on_copyright_stays() -> None:
    clause = "Copyright in every photograph that you upload stays with you; you give us leave to print it. " * 3
    assert texts(f"<p>{CLAUSE}</p>", f"<p>{clause}</p>") == [CLAUSE, clause.strip()]


def test_a_line_on_copyright_inside_the_text_stays() -> None:
    assert texts("<p>Copyright 2004 Acme.</p>", *[f"<p>{number} {CLAUSE}</p>" for number in range(9)])[0].startswith(
        "Cop"
    )


def test_an_age_has_no_words_and_makes_no_other_text() -> None:
    one, other = (read(f"<p>Updated {age} ago</p><p>{CLAUSE}</p>") for age in ("5 days", "3 weeks"))
    assert one.digest == other.digest
