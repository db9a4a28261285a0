"""Do whole pages come out as the policy that stands on them?"""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from extract import check_selector, clauses_of_markdown, markdown, read
from model import Block, Location, Reading, Rendition, Verdict

EXAMPLES = Path(__file__).parent / "examples" / "extract"


def reading_of(
    body: bytes | str,
    *,
    statuscode: int = 200,
    select: tuple[str, ...] = (),
    remove: tuple[str, ...] = (),
    **headers: str,
) -> Reading:
    raw = body.encode() if isinstance(body, str) else body
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    location = Location(original="https://larkfield.example/privacy", select=select, remove=remove)
    return read(raw, named, location=location, statuscode=statuscode, rendition=Rendition.PLAIN)


@pytest.mark.parametrize("case", sorted(path.name for path in EXAMPLES.iterdir()))
def test_a_saved_page_reads_as_expected(case: str) -> None:
    page = next((EXAMPLES / case).glob("input.*"))
    kind = "text/html" if page.suffix == ".html" else "text/markdown"
    reading = reading_of(page.read_bytes(), content_type=kind)
    assert markdown(reading) == (EXAMPLES / case / "expected.md").read_text(encoding="utf-8")
    assert reading.verdict is Verdict.POLICY


@pytest.mark.parametrize("case", sorted(path.parent.name for path in EXAMPLES.glob("*/input.html")))
def test_a_page_and_its_markdown_give_the_same_clauses(case: str) -> None:
    reading = reading_of((EXAMPLES / case / "input.html").read_bytes())
    title, clauses = clauses_of_markdown(markdown(reading))
    assert title == reading.title
    assert [replace(c, links=()) for c in clauses] == [replace(c, links=()) for c in reading.clauses]


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=3000))
@example(b"%PDF-1.7 nothing")
@example(b"\xff\xfe<\x00")
def test_no_bytes_raise(body: bytes) -> None:
    markdown(reading_of(body))


TAGS = "p /p table tr><td li ul /ul dl><dt dd b /b br h1 /h2 nav a/href=x /a form details><summary svg><p frameset"
SCRAPS = st.sampled_from(
    [f"<{tag}>" for tag in TAGS.split()]
    + ["<pre>a\n\nb", "<plaintext>", "<!--", "&#x0;", "We keep personal data. ", "1.2 ", "**", "|", "\u202e", "</body>"]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(SCRAPS, max_size=40).map("".join))
def test_no_markup_raises_and_no_clause_is_empty(html: str) -> None:
    reading = reading_of(html, content_type="text/html")
    assert all(clause.text for clause in reading.clauses)


@pytest.mark.parametrize("tag", ["div", "font", "table><tr><td", "ul><li", "blockquote"])
def test_nesting_beyond_any_browser_is_read_in_bounded_time(tag: str) -> None:
    deep = f"<{tag}>" * 60_000 + "We keep personal data as long as the law asks for it."
    assert "personal data" in reading_of("<html>" + deep).words


def test_a_selector_that_finds_nothing_is_a_verdict_that_names_it() -> None:
    reading = reading_of("<p>We keep personal data.</p>", select=("main.policy",))
    assert reading.verdict is Verdict.SELECTOR_MISS
    assert "main.policy" in reading.evidence["reason"]


def test_a_selector_that_is_no_css_is_a_verdict_and_an_error_message() -> None:
    assert reading_of("<p>We keep personal data.</p>", select=("div[",)).verdict is Verdict.SELECTOR_MISS
    assert check_selector("div[") is not None
    assert check_selector("main > .policy") is None


def test_selected_parts_are_read_without_removed_ones() -> None:
    html = "<div class=a><p>One about personal data.</p><p class=x>Two.</p></div><p>Three.</p>"
    reading = reading_of(html, select=(".a",), remove=(".x",))
    assert [clause.text for clause in reading.clauses] == ["One about personal data."]


def test_rows_know_their_column_headings_and_keep_their_links() -> None:
    html = (
        "<table><tr><th>Name</th><th>Purpose</th></tr><tr><td>berth</td><td><a href='/p'>Sign-in</a></td></tr></table>"
    )
    header, row = reading_of(html).clauses
    assert (header.block, header.context) == (Block.ROW, ())
    assert (row.text, row.context) == ("berth | Sign-in", ("Name", "Purpose"))
    assert row.links[0].target == "/p"


def test_a_clause_knows_its_headings_and_its_number() -> None:
    html = "<h1>Terms</h1><h2>2. Hire</h2><h3>2.1 Boats</h3><p>(a) You return the boat as you found it.</p>"
    reading = reading_of(html)
    assert reading.title == "Terms"
    last = reading.clauses[-1]
    assert (last.label, last.headings) == ("(a)", ("Hire", "Boats"))
    assert [clause.label for clause in reading.clauses] == ["2.", "2.1", "(a)"]


def test_a_new_number_leaves_the_digest_as_it_is() -> None:
    assert reading_of("<h2>2. Cookies</h2>").digest == reading_of("<h2>3. Cookies</h2>").digest


def test_language_and_declared_dates_are_read() -> None:
    html = (
        "<html lang='de-CH'><h1>Datenschutz</h1><p>Stand: 01.03.2024</p><p>Wir geben die Daten nicht weiter, "
        "und wir speichern sie nur für die Dauer der Miete.</p>"
    )
    reading = reading_of(html)
    assert (reading.language, reading.declared.dates) == ("de", ("2024-03-01",))


TEXT = "<p>We keep the personal data of our members as long as the law and these terms ask for it, and no longer.</p>"


def test_text_folded_into_a_nav_element_is_kept_and_a_menu_is_not() -> None:
    menu = "<nav><a href=/>Home</a> <a href=/boats>Boats</a></nav>"
    folded = f"<nav class=accordion>{TEXT.replace('members', 'guests') * 4}</nav>"
    reading = reading_of(f"<body>{menu}<div><h1>Privacy policy</h1>{TEXT * 8}{folded}{TEXT}</div></body>")
    assert len(reading.clauses) == 13
    assert "boats" not in reading.words


def test_a_form_around_the_whole_page_is_no_form() -> None:
    reading = reading_of(f"<form id=aspnetForm><h1>Privacy policy</h1>{TEXT * 5}</form>")
    assert len(reading.clauses) == 5


def test_a_title_and_its_date_in_the_page_header_are_kept() -> None:
    header = "<header><a href=/>Acme</a><h1>Privacy policy</h1><p>Last updated 3 May 2019</p></header>"
    reading = reading_of(f"{header}<main>{TEXT * 5}</main>")
    assert (reading.title, reading.declared.dates) == ("Privacy policy", ("2019-05-03",))


def test_a_pdf_without_text_is_unreadable() -> None:
    assert reading_of(b"%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF").verdict is Verdict.UNREADABLE


def test_a_date_line_above_the_title_stays_above_it() -> None:
    text = "<p>We process the personal data of everyone who hires a boat from us, under the law of this country.</p>"
    reading = reading_of(f"<main><p>Updated: 3 May 2024</p><h1>Boat terms</h1>{text * 4}</main>")
    assert markdown(reading).startswith("Updated: 3 May 2024\n\n# Boat terms\n\nWe process")
    assert (reading.title, reading.clauses[0].text) == ("Boat terms", "Updated: 3 May 2024")


def test_an_address_hidden_from_robots_is_shown_as_a_browser_does_unless_the_bytes_are_asked_for() -> None:
    code = bytes([7, *(byte ^ 7 for byte in b"ask@acme.example")]).hex()
    link = f'<a href="/cdn-cgi/l/email-protection" data-cfemail="{code}">[email&#160;protected]</a>'
    body = f"<h1>Privacy</h1><p>Write to {link} or call us.</p>".encode()
    place = Location(original="https://acme.example/privacy")
    shown, sent = (
        read(body, {}, location=place, statuscode=200, rendition=Rendition.PLAIN, as_sent=as_sent)
        for as_sent in (False, True)
    )
    assert shown.clauses[0].text == "Write to ask@acme.example or call us."
    assert sent.clauses[0].text == "Write to [email protected] or call us."
