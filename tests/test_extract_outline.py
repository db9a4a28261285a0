"""Do the clauses of a page stand where a lawyer who reads it would say that they stand?"""

from __future__ import annotations

import pytest

import extract
from extract.clauses.counting import is_annex, number_of
from extract.clauses.labels import label_and_text
from extract.one_line import heading_like
from model import Block, Clause, Location, Reading, Rendition

PROSE = "Tarn Ferries keeps what passengers say for as long as the crossing lasts, and not a day longer than that."
MORE = "It hands nothing on, unless the harbour office asks for it in writing and names the law that lets it ask."
HAN = "我们只在渡船航行期间保存乘客告诉我们的内容，航行结束之后立即删除，不会再保留任何副本。"


def read(body: str, *, title: str = "<h1>Terms of Carriage</h1>") -> Reading:
    html = f"<!doctype html><html lang=en><head><title>Tarn</title></head><body>{title}{body}</body></html>"
    place = Location(original="https://tarn.example/terms")
    return extract.read(html.encode(), {}, location=place, statuscode=200, rendition=Rendition.PLAIN)


def paths(reading: Reading) -> dict[str, tuple[str, ...]]:
    """What stands above each heading."""
    return {clause.text: clause.headings for clause in reading.clauses if clause.block is Block.HEADING}


def said(reading: Reading) -> list[str]:
    return [clause.text for clause in reading.clauses]


def named(reading: Reading, text: str) -> Clause:
    return next(clause for clause in reading.clauses if clause.text == text)


def section(title: str, *, tag: str = "h2") -> str:
    return f"<{tag}>{title}</{tag}><p>{PROSE}</p>"


def bold(title: str) -> str:
    return f"<p><b>{title}</b></p><p>{PROSE}</p>"


# ---------------------------------------------------------------- what stands above what


def test_headings_without_a_number_stand_in_the_numbered_section_around_them() -> None:
    body = "".join(map(section, ["1. Tickets", "2. Luggage", "Bicycles", "Dogs", "3. Delays", "Contact"]))
    found = paths(read(body))
    assert found["Bicycles"] == found["Dogs"] == ("Luggage",)
    assert found["Delays"] == found["Contact"] == ()


def test_a_title_right_above_the_next_number_stands_over_several_sections() -> None:
    body = section("1. Tickets") + section("2. Luggage") + "<h2>On board</h2>" + section("3. Seats")
    assert paths(read(body))["On board"] == ()


def test_what_an_annex_holds_stands_below_it_and_counts_anew() -> None:
    titles = ["1. Tickets", "2. Luggage", "Annex A Our harbours", "1. North", "2. South", "Annex B Rates", "Children"]
    found = paths(read("".join(map(section, titles))))
    assert found["North"] == found["South"] == ("Our harbours",)
    assert found["Our harbours"] == found["Rates"] == ()
    assert found["Children"] == ("Rates",)


def test_parts_of_a_schedule_stand_below_it_and_the_next_schedule_does_not() -> None:
    titles = ["Schedule 1: Rates", "2. Adults", "Part 1: Summer", "Part 2: Winter", "Schedule 2: Harbours"]
    found = paths(read("".join(map(section, titles))))
    assert found["Summer"] == found["Winter"] == ("Rates",)
    assert found["Harbours"] == ()


def test_numbers_of_han_count_and_stand_above_plain_ones() -> None:
    titles = ["一、 船票", "1. 成人", "2. 儿童", "二、 行李", "1. 自行车", "附录1：定义"]
    found = paths(read("".join(f"<p><b>{title}</b></p><p>{HAN}</p>" for title in titles)))
    assert found["成人"] == found["儿童"] == ("船票",)
    assert found["自行车"] == ("行李",)
    assert found["船票"] == found["行李"] == found["定义"] == ()


def test_articles_of_han_stand_below_their_chapter() -> None:
    titles = ["第一章 船票", "第一条 成人", "第二条 儿童", "第二章 行李", "第三条 自行车"]
    found = paths(read("".join(f"<h2>{title}</h2><p>{HAN}</p>" for title in titles)))
    assert found["成人"] == found["儿童"] == ("船票",)
    assert found["自行车"] == ("行李",)


def test_headings_of_a_menu_above_the_title_stand_above_nothing() -> None:
    menu = "<h2>For passengers</h2><h2>For partners</h2>"
    reading = read(section("Tickets", tag="h3"), title=f"{menu}<h1>Terms of Carriage</h1>")
    assert reading.title == "Terms of Carriage"
    assert named(reading, PROSE).headings == ("Tickets",)
    assert said(reading)[:2] == ["For passengers", "For partners"]


# ---------------------------------------------------------------- what is a heading


@pytest.mark.parametrize(
    "line",
    [
        "5. <b>Lost property</b>",
        "<b>5</b>. <b>Lost property</b>",
        "<b>5. Lost property</b>.",
        "<b>Lost property</b>:",
        "\u200d<b>Lost property</b>",
    ],
)
def test_a_heading_is_bold_also_where_its_number_and_its_full_stop_are_not(line: str) -> None:
    reading = read(f"<p>{PROSE}</p><p>{line}</p><p>{MORE}</p>")
    assert "Lost property" in named(reading, MORE).headings[0]


@pytest.mark.parametrize("line", ["Crew: <b>four</b>", "<b>Fare</b> 30", "&bull; <b>Dogs</b>"])
def test_words_and_figures_beside_bold_ones_make_a_sentence(line: str) -> None:
    reading = read(f"<p>{PROSE}</p><p>{line}</p><p>{MORE}</p>")
    assert named(reading, MORE).headings == ()


def test_long_titles_may_end_with_a_full_stop_and_bold_sentences_are_none() -> None:
    assert heading_like("B. Things That We Write Down When You Board Our Ferries.")
    assert not heading_like("We may write down what you carry when you board our ferries.")
    assert not heading_like("PASSENGERS BOARD OUR FERRIES AT THEIR OWN RISK AND PERIL.")
    assert not heading_like("如您不同意本条款，请您立即停止乘坐我们的渡船并及时通知我们。")
    assert not heading_like("乘客在登船之前应当阅读并且遵守以下各项规定：")
    assert heading_like("个人行李：")


def test_bold_lines_at_the_end_are_an_address_and_no_headings() -> None:
    address = "<p><b>Tarn Ferries</b></p><p><b>7 Quay Street</b></p><p><b>Oldport</b></p>"
    last = read(bold("Tickets") + bold("Luggage") + address).clauses[-3:]
    assert [clause.block for clause in last] == [Block.PARAGRAPH] * 3
    assert {clause.headings for clause in last} == {("Luggage",)}


def test_bold_lines_that_count_on_are_a_list_of_contents() -> None:
    contents = "<p><b>1. Tickets</b></p><p><b>2. Luggage</b></p><p><b>3. Delays</b></p>"
    reading = read(f"<p>{PROSE}</p>{contents}<p>{MORE}</p>" + bold("1. Tickets") + bold("2. Luggage"))
    assert named(reading, MORE).headings == ()
    assert reading.clauses[-1].headings == ("Luggage",)


def test_plain_numbered_lines_over_their_parts_are_headings_beside_others() -> None:
    def plain(number: int, title: str) -> str:
        return f"<p>{number}. {title}</p><p>{number}.1 {PROSE}</p><p>{number}.2 {MORE}</p>"

    others = "".join(map(bold, ["Summer", "Winter", "Harbours", "Rates"]))
    reading = read(plain(1, "TICKETS") + plain(2, "LUGGAGE") + plain(3, "DELAYS") + others)
    assert [text for text, above in paths(reading).items() if above == ()][:3] == ["TICKETS", "LUGGAGE", "DELAYS"]
    assert reading.clauses[4].headings == ("LUGGAGE",)


def test_tabs_that_are_named_as_titles_are_no_headings() -> None:
    tabs = "".join(f"<div class='title tab'>{name}</div>" for name in ("Tickets", "Luggage", "Delays", "Contact"))
    reading = read(f"{tabs}<div>{PROSE}</div><div>{MORE}</div>")
    assert not paths(reading)
    one = read(f"<div>{MORE}</div><div class='title'>Tickets</div><div>{PROSE}</div>")
    assert named(one, PROSE).headings == ("Tickets",)


# ---------------------------------------------------------------- where one clause ends


def test_lines_that_count_are_clauses_of_their_own() -> None:
    body = f"<p>This tells you:<br>1. Who we are<br>2. What we carry<br>3. How to reach us<br>{PROSE}</p>"
    listed = said(read(body))
    assert listed == ["This tells you:", "Who we are", "What we carry", "How to reach us", PROSE]
    eastern = said(read(f"<p>本政策包括：<br>一、 船票<br>二、 行李<br>三、 联系我们<br>{HAN}</p>"))
    assert eastern == ["本政策包括：", "船票", "行李", "联系我们", HAN]


def test_lines_of_an_address_and_of_a_sentence_stay_together() -> None:
    address = "Tarn Ferries<br>7 Quay Street<br>12 Oldport"
    assert "Tarn Ferries 7 Quay Street 12 Oldport" in said(read(f"<p>{PROSE}</p><p>{address}</p><p>{MORE}</p>"))
    wrapped = PROSE.replace(" for ", "<br>for ").replace(" and ", "<br>and ")
    assert said(read(f"<p>{wrapped}</p>")) == [PROSE]


def test_a_date_line_is_a_clause_of_its_own() -> None:
    listed = said(read(f"<p>Effective date: 3 May 2021<br>Last updated 4 June 2022<br>{PROSE}</p>"))
    assert listed == ["Effective date: 3 May 2021", "Last updated 4 June 2022", PROSE]
    assert said(read(f"<p>更新日期：2022年4月2日<br>生效日期：2022年5月3日<br>{HAN}</p>"))[:2] == [
        "更新日期：2022年4月2日",
        "生效日期：2022年5月3日",
    ]


def test_a_heading_right_below_a_heading_is_not_part_of_the_text() -> None:
    reading = read(f"<p>{MORE}</p><div><b>3. Luggage</b><br><b>(1) Bicycles</b><br>{PROSE}</div>")
    assert named(reading, PROSE).headings == ("Luggage", "Bicycles")


@pytest.mark.parametrize("nothing", ["______________", "- - - - -", "* * *", "\u200d", "&#8203; &#8203;"])
def test_drawn_lines_and_paragraphs_that_nobody_sees_are_no_clauses(nothing: str) -> None:
    assert said(read(f"<p>{PROSE}</p><p>{nothing}</p><p>{MORE}</p>")) == [PROSE, MORE]


# ---------------------------------------------------------------- numbers apart from the text


@pytest.mark.parametrize(
    ("text", "label", "rest"),
    [
        ("(q)The terms", "(q)", "The terms"),
        ("a. The terms", "a.", "The terms"),
        ("Exhibit B: Rates", "Exhibit B", "Rates"),
        ("附录1：定义", "附录1", "定义"),
        ("第一条：目的", "第一条", "目的"),
        ("\u200d12. Indemnity", "\u200d12.", "Indemnity"),
        ("Section\u200b 4\u200b: \u200bMoor\u200bing", "Section\u200b 4", "Moor\u200bing"),
        ("4\u2026\u2026 Mooring", "4\u2026", "Mooring"),
        ("12.5 Euro Hafengeld", "", "12.5 Euro Hafengeld"),
        ("(30) days of notice", "", "(30) days of notice"),
        ("附件1所述的船票", "", "附件1所述的船票"),
        ("e. g. boats", "", "e. g. boats"),
    ],
)
def test_more_numbers_stand_apart_from_the_text(text: str, label: str, rest: str) -> None:
    assert label_and_text(text, heading=False) == (label, rest)


@pytest.mark.parametrize("text", ["30 Days to object", "12 Months of mooring", "5 \u20ac for a berth"])
def test_a_heading_that_says_how_much_has_no_number(text: str) -> None:
    assert label_and_text(text, heading=True) == ("", text)
    assert label_and_text("5 Business of the harbour", heading=True) == ("5", "Business of the harbour")


def test_annexes_are_known_by_their_names() -> None:
    assert all(is_annex(number_of(label)) for label in ("Annex 1", "APPENDIX A.1", "Exhibit B", "附录1", "Anlage 2"))
    assert not any(is_annex(number_of(label)) for label in ("Part 1", "1.", "第一条", "(a)"))


@pytest.mark.parametrize(
    "line", ["Last updated: 3 May 2024", "Please ask us for the papers of your own case, and we will send them to you."]
)
def test_nothing_stands_below_a_date_or_a_sentence_that_is_marked_as_a_heading(line: str) -> None:
    found = read(f"<h2>{line}</h2><p>{PROSE}</p>{section('Rights', tag='h3')}").clauses
    assert [clause.headings for clause in found] == [(), (), (), ("Rights",)]
    assert found[0].block is Block.HEADING


def test_the_first_of_sections_that_count_on_is_no_title() -> None:
    found = read("".join(section(title, tag="h1") for title in ("A. Terms", "B. Use", "C. Fees")), title="")
    assert found.title == "Tarn"
    assert [clause.headings for clause in found.clauses[1::2]] == [("Terms",), ("Use",), ("Fees",)]


def test_a_number_alone_does_not_make_a_section_of_a_title() -> None:
    assert read(section("Use"), title="<h1>1. Terms of carriage</h1>").title == "1. Terms of carriage"
