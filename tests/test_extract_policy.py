"""Is the policy found in its page, and the page's frame left out?"""

from __future__ import annotations

import pytest

import extract
from extract.page.boxes import Box, Page
from extract.page.parse import page_of
from extract.part.policy import policy_blocks, weighs, weight
from extract.runs import Draft
from model import Block, Link, Location, Reading, Rendition

CLAUSE = "We keep the personal data of our customers for as long as the law of the country asks us to."
CLAUSES = [
    "We collect personal data when you order, when you write to us, and when you visit our workshop.",
    "We process your address to send what you bought, and our legal basis is the agreement with you.",
    "We disclose personal data to third parties only where the law or a court obliges us to do so.",
    "You have the right to ask which data we retain, to have it corrected, and to have it erased.",
    "Our liability under these terms is limited to what the applicable law does not let us exclude.",
    "Any dispute about this policy is decided by the courts of the place where the consumer lives.",
    "We retain invoices for ten years because tax law says so, and all other data for two years.",
    "We may amend this policy, and we give notice of it thirty days before the amendment applies.",
]
POLICY = "".join(f"<h2>{number}. Part</h2><p>{clause}</p>" for number, clause in enumerate(CLAUSES, 1))
PROMOTION = "Our autumn lamps are here: oiled oak, brass and linen, made by hand in a small shop by the sea."
BUTTONS = "<button>Accept all</button><button>Reject all</button>"
WALL = (
    "<h2>We value your choice</h2>"
    + "".join(
        f"<p>Cookies of kind {number} let our partners show personalised offers with your consent for a year.</p>"
        for number in range(30)
    )
    + BUTTONS
)


def read(*blocks: str, heading: str = "<h1>Privacy policy</h1>") -> Reading:
    body = f"<html><head><title>Privacy</title></head><body>{heading}{''.join(blocks)}</body></html>"
    place = Location(original="https://acme.example/privacy")
    return extract.read(body.encode(), {}, location=place, statuscode=200, rendition=Rendition.PLAIN)


def texts(*blocks: str, heading: str = "<h1>Privacy policy</h1>") -> list[str]:
    return [clause.text for clause in read(*blocks, heading=heading).clauses]


def holds_all(reading: Reading) -> bool:
    said = [clause.text for clause in reading.clauses]
    return all(any(clause in text for text in said) for clause in CLAUSES)


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


# -- names and elements that sites borrow


@pytest.mark.parametrize(
    "attributes",
    [
        "id=onetrust-consent-sdk",
        "id=CybotCookiebotDialog",
        "class=cookie-banner",
        "class='nav menu dropdown'",
        "class='share social'",
        "class='footer newsletter popup'",
        "role=dialog aria-modal=true",
        "hidden",
        "style='display:none'",
    ],
)
@pytest.mark.parametrize("tag", ["div", "section"])
def test_a_borrowed_name_does_not_cost_the_policy(tag: str, attributes: str) -> None:
    disclaimer = f"<footer><p>{PROMOTION}</p><p>{PROMOTION[::-1]}</p></footer>"
    assert holds_all(read(f"<{tag} {attributes}>{POLICY}</{tag}>{disclaimer}"))


@pytest.mark.parametrize("tag", ["form", "aside", "footer", "dialog", "nav", "header"])
def test_no_element_around_the_text_costs_the_policy(tag: str) -> None:
    assert holds_all(read(f"<{tag}>{POLICY}</{tag}><footer><p>{PROMOTION}</p></footer>"))


@pytest.mark.parametrize(
    ("opening", "tag"),
    [
        ("section", "section"),
        ("aside", "aside"),
        ("header", "header"),
        ("footer", "footer"),
        ("div class=cookie-consent", "div"),
        ("div class='menu nav'", "div"),
    ],
)
def test_a_text_cut_into_sibling_parts_is_kept_whole(opening: str, tag: str) -> None:
    parts = "".join(f"<{opening}><h2>{i}. Part</h2><p>{clause}</p></{tag}>" for i, clause in enumerate(CLAUSES))
    found = read(f"<main>{parts}</main>")
    assert holds_all(found)
    assert "3. Part" in [f"{clause.label} {clause.text}" for clause in found.clauses]


def test_a_word_run_in_a_div_each_is_text_and_a_menu_beside_it_is_not() -> None:
    runs = "".join(
        f"<div>{' '.join(words[i : i + 5])}</div>" for words in map(str.split, CLAUSES) for i in range(0, 20, 5)
    )
    found = read(f"<nav>{'<a href=/x>Lamps</a> ' * 9}</nav><div>{runs}</div>")
    assert "obliges us" in found.words
    assert "lamps" not in found.words


# -- walls


@pytest.mark.parametrize("names", ["id=onetrust-consent-sdk", "class=cookie-consent", "class=css-1q2w3e"])
@pytest.mark.parametrize("below", [True, False])
def test_a_wall_longer_than_the_policy_is_cut(names: str, *, below: bool) -> None:
    wall, main = f"<div {names}><div>{WALL}</div></div>", f"<main><h1>Privacy policy</h1>{POLICY}</main>"
    found = read(wall + main if below else main + wall, heading="")
    assert holds_all(found)
    assert "personalised offers" not in found.words


def test_a_policy_on_cookies_with_a_panel_of_buttons_in_it_keeps_its_words() -> None:
    choice = "Cookies that measure visits are set only with your consent, and kept a year."
    panel = f"<div><h2>Choose</h2><p>{choice}</p>{BUTTONS}</div>"
    found = read(
        *(f"<p>{clause}</p>" for clause in CLAUSES[:4]), panel, *(f"<p>{clause}</p>" for clause in CLAUSES[4:])
    )
    assert holds_all(found)
    assert "measure visits" in found.words


# -- what belongs to the text


def test_a_grid_of_divs_that_lists_cookies_stays() -> None:
    grid = "".join(f"<div><div>_sess{i}</div><div>Session</div><div>{i} days</div></div>" for i in range(9))
    assert "_sess7" in " ".join(texts(f"<main><h1>Cookie policy</h1>{POLICY}<div>{grid}</div></main>", heading=""))


def test_a_list_of_partners_made_of_links_stays() -> None:
    partners = "".join(f"<li><a href=https://partner{i}.example/privacy>Partner {i}</a></li>" for i in range(20))
    assert "Partner 19" in texts(f"<main>{POLICY}<ul>{partners}</ul></main>")


def test_a_contact_block_at_the_end_stays() -> None:
    address = "<li><a href=mailto:x@acme.example>x@acme.example</a></li>"
    contact = f"<ul><li>Mail: Acme Ltd, 7 Corn Yard, Bristol</li>{address}</ul>"
    said = texts(f"<main>{POLICY}<h2>Contact</h2>{contact}</main>")
    assert said[-2:] == ["Mail: Acme Ltd, 7 Corn Yard, Bristol", "x@acme.example"]


def test_a_list_of_contents_beside_the_text_is_dropped_and_one_in_it_stays() -> None:
    contents = "".join(f"<li><a href='#{i}'>{i}. Part</a></li>" for i in range(1, 9))
    beside = read(f"<div><nav><ul>{contents}</ul></nav><main>{POLICY}</main></div>")
    inside = read(f"<main><ul>{contents}</ul>{POLICY}</main>")
    assert sum(clause.block is Block.ITEM for clause in beside.clauses) == 0
    assert sum(clause.block is Block.ITEM for clause in inside.clauses) == 8


@pytest.mark.parametrize(
    "line", ["Last updated: 3 May 2024", "Versions: <a href=/a>3 May 2024</a>, <a href=/b>1 May 2023</a>"]
)
def test_the_line_that_dates_the_text_stays_behind_it(line: str) -> None:
    said = texts(f"<main><div><div>{POLICY}</div><p>{line}</p></div><ul><li><a href=/x>Lamps</a></li></ul></main>")
    assert said[-1].endswith(("2024", "2023"))


def test_a_title_and_date_in_the_header_of_the_text_stay_above_another_great_heading() -> None:
    header = "<header><h1>Privacy policy</h1><p>Tuesday, July 29, 2025</p></header>"
    found = read(f"<main>{header}<div><h1>Introduction</h1>{POLICY}</div></main>", heading="")
    assert found.title == "Privacy policy"
    assert found.clauses[0].text == "Tuesday, July 29, 2025"


# -- what does not


@pytest.mark.parametrize("wrapped", [True, False])
def test_related_articles_behind_the_text_are_dropped(*, wrapped: bool) -> None:
    cards = "".join(f"<div><h3><a href=/story{i}>Story {i}</a></h3><p>{PROMOTION}</p></div>" for i in range(3))
    cards = f"<h2>Related articles</h2>{cards}"
    found = read(f"<main>{POLICY}{f'<div>{cards}</div>' if wrapped else cards}</main>")
    assert holds_all(found)
    assert "autumn lamps" not in found.words


def test_promotions_beside_the_text_are_dropped() -> None:
    promotion = f"<div class=x1><p>{PROMOTION} They are rated by many. <a href=/lamps>Buy now</a></p></div>"
    found = read(f"<div>{promotion}<div class=x2>{POLICY}</div>{promotion.replace('autumn', 'winter')}</div>")
    assert holds_all(found)
    assert "lamps" not in found.words


def test_three_hundred_links_before_the_text_are_dropped() -> None:
    menu = "".join(f"<div><a href=/p{i}>Product {i}</a></div>" for i in range(300))
    found = read(f"<main>{menu}{POLICY}</main>")
    assert holds_all(found)
    assert "product" not in found.words


@pytest.mark.parametrize(
    "question", ["Was this page helpful?", "War dieser Artikel hilfreich?", "Cette page vous a-t-elle été utile ?"]
)
def test_the_question_whether_a_page_helped_is_no_clause(question: str) -> None:
    said = texts(f"<main>{POLICY}<p>{question}</p><button>Yes</button><button>No</button></main>")
    assert said[-1] == CLAUSES[-1]


@pytest.mark.parametrize("copies", [2, 4])
def test_a_text_said_again_for_other_screens_is_kept_once(copies: int) -> None:
    pages = "".join(f"<div class=screen{i}>{POLICY}</div>" for i in range(copies))
    assert sum(text == CLAUSES[0] for text in texts(pages)) == 1


def test_a_sentence_said_again_and_again_is_no_copy() -> None:
    assert texts(*[f"<p>{CLAUSE}</p>"] * 5) == [CLAUSE] * 5


# -- several policies on one page


def test_of_several_policies_the_wanted_is_taken_by_its_kind() -> None:
    terms = "".join(f"<p>{number}. {clause}</p>" for number in (1, 2) for clause in reversed(CLAUSES))
    privacy = POLICY + POLICY.replace("We", "Acme")
    page = page_of(f"<section><h1>Privacy</h1>{privacy}</section><section><h1>Terms of use</h1>{terms}</section>")
    sizes = {kind: len(policy_blocks(page, kind)[0]) for kind in ("privacy", "terms", "cookies", "")}
    assert [policy_blocks(page, kind)[0][0].text for kind in ("privacy", "terms")] == ["Privacy", "Terms of use"]
    assert sizes["privacy"] + sizes["terms"] == sizes["cookies"] == sizes[""]


def test_terms_with_a_chapter_on_privacy_are_one_policy() -> None:
    page = page_of(f"<h1>Terms of use</h1>{POLICY}<h2>Privacy policy</h2>{POLICY.replace('We', 'Acme')}")
    assert policy_blocks(page, "terms")[0] == policy_blocks(page)[0]


# -- weight, doubt


def _draft(text: str, link_chars: int = 0) -> Draft:
    return Draft(
        Block.PARAGRAPH, text, links=(Link(text=text, target="/x"),) if link_chars else (), link_chars=link_chars
    )


def test_a_policy_weighs_more_than_as_many_words_of_a_shop_and_links_weigh_nothing() -> None:
    policy, shop = [_draft(clause) for clause in CLAUSES], [_draft(f"{i} {PROMOTION}") for i in range(9)]
    assert weight(policy) > 3 * weight(shop) > 0
    assert weight([_draft(clause, len(clause)) for clause in CLAUSES]) == 0
    assert weight([]) == 0


def test_the_evidence_says_when_a_name_was_not_believed() -> None:
    assert "dialogs" in read(f"<div class=cookie-banner>{POLICY}</div>").evidence["cut doubt"]


def test_no_blocks_and_no_containers_are_a_page_too() -> None:
    assert policy_blocks(Page()) == ([], {})
    assert policy_blocks(Page(blocks=[_draft("Lamps")], boxes=[Box("body", -1, end=1)]))[0]


WEIGHED = {
    "policy": f"<h1>Terms of use</h1>{POLICY}",
    "prose without a word of policies": "<p>" + "Our lamps hang over small tables and long ones alike. " * 400 + "</p>",
    "words of policies at the end alone": "<p>" + "Lamps hang over tables. " * 100 + "</p>" + POLICY,
    "another script": "<p>" + "本隐私政策说明我们如何处理您的个人信息。" * 60 + "</p>",
    "nothing": "",
}


@pytest.mark.parametrize("least", [1, 200, 1500, 6000])
@pytest.mark.parametrize("case", WEIGHED)
def test_whether_a_text_weighs_enough_is_what_its_weight_says(case: str, least: int) -> None:
    blocks = page_of(WEIGHED[case]).blocks
    assert weighs(blocks, least) == (weight(blocks) >= least)


@pytest.mark.parametrize("line", ["<p>Legal</p>", "<h3>Acme</h3>", "<div class=tag><div>Document</div></div>"])
def test_the_line_above_the_title_in_one_container_with_it_stays(line: str) -> None:
    hero = f"<section><div>{line}<h1>Privacy policy</h1></div><p>Updated 3 May 2024</p></section>"
    menu = "<nav><a href=/a>Lamps</a></nav>"
    reading = read(f"{menu}{hero}<main>{POLICY}</main>", heading="")
    assert [clause.text for clause in reading.clauses][1] == "Updated 3 May 2024"
    assert extract.markdown(reading).split("\n\n")[1] == "# Privacy policy"


@pytest.mark.parametrize(
    "line", ["<button>Menu</button>", "<a href=/>Acme</a>", f"<p>{PROMOTION}</p>", "<p>One</p><p>Two</p><p>Three</p>"]
)
def test_what_is_no_such_line_above_the_title_goes(line: str) -> None:
    reading = read(f"<section>{line}<h1>Privacy policy</h1></section><main>{POLICY}</main>", heading="")
    assert extract.markdown(reading).startswith("# Privacy policy\n")
    assert holds_all(reading)


def test_headings_over_a_menu_above_the_title_go_with_it() -> None:
    links = "".join(f"<p><a href=/{name}>{name}</a></p>" for name in ("Terms", "Privacy", "Imprint"))
    card = f"<div><h2>Legal information</h2><div><h2>For customers</h2>{links}</div></div>"
    assert texts(f"{card}<main><h1>Privacy policy</h1>{POLICY}</main>", heading="")[0] == "Part"


def test_what_one_can_do_with_a_page_is_no_clause_before_and_behind_its_text() -> None:
    tools = "<ul><li>Dark</li><li>Print</li></ul><p>Copy link</p>"
    found = texts(tools, POLICY, tools)
    assert (found[0], found[-1]) == ("Part", CLAUSES[-1])


def test_such_a_word_in_the_text_in_a_heading_or_in_a_list_of_contents_is_one() -> None:
    middle = "<ul><li>Print</li><li>Share</li></ul>"
    contents = "<ul><li><a href='#c'>Collect</a></li><li><a href='#s'>Share</a></li></ul>"
    found = texts("<h2>Share</h2>", contents, POLICY, middle, POLICY.replace("We ", "They "))
    assert found[:3] == ["Share", "Collect", "Share"]
    assert found.count("Print") == 1


def test_an_address_behind_the_text_in_its_column_stays_and_a_link_goes() -> None:
    mail = "<p>\u200d<a href='mailto:dpo@acme.example'>dpo@acme.example</a></p>"
    column = f"<section><div>{POLICY}</div><p>Acme Ltd, 7 Corn Yard</p>{mail}<p><a href=/shop>Shop</a></p></section>"
    assert texts(f"<main>{column}</main>")[-2:] == ["Acme Ltd, 7 Corn Yard", "\u200ddpo@acme.example"]
