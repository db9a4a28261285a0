"""Which losses show in the texts to be none of the publisher's, which wait, and what does neither?"""

from dataclasses import replace
from datetime import timedelta

import pytest

from diffs import compare, is_seen_again, judge_revision
from diffs.judgement.losses import MOST_OUT, MUCH_OUT, OTHER_COMPANY, TAKEN_OUT
from model import Block, Link, Nature
from tests import watched as the
from tests.watched import clause


def heading(text):
    return replace(clause(text), block=Block.HEADING, level=2)


def section(number, *more):
    title = f"What the mill does in case {number}"
    body = [
        clause(
            f"In case {number} the mill at Alderwick keeps what you bring for {number} weeks, weighs it on scale "
            f"number {number} and hands it to the carter, who may show the sheet to the owner of field {number}.",
            [title],
        ),
        clause(f"You can ask the miller for the sheet of case {number} and object to what stands on it.", [title]),
    ]
    return [heading(title), *body, *more]


OPENING = clause("Alderwick mill writes here what it does with the grain and with the names of those who bring it.")
SECTIONS = [section(number) for number in range(2, 9)]
FULL = [OPENING, *(one for part in SECTIONS for one in part)]


def judged(before, after, *earlier):
    return judge_revision(before, after, compare(before, after), earlier).judgement


def assert_no_news(found, reason):
    assert not found.alert
    assert Nature.EXTRACTION in found.natures
    assert Nature.SUBSTANTIVE not in found.natures
    assert reason in found.because


def test_a_scrap_of_a_text_is_no_news():
    assert_no_news(judged(FULL, [OPENING]), "only a scrap of the text is left")


def test_a_notice_that_a_text_was_withdrawn_is_news():
    notice = clause("The mill has closed and these terms were withdrawn; what you left with us is yours again.")
    assert judged(FULL, [notice]).alert


def test_a_message_of_an_error_in_the_place_of_a_part_is_no_news():
    error = clause("Sorry, this content isn't available right now.")
    assert_no_news(judged(FULL, [error, *FULL[10:]]), "a message of an error stands in its place")


def test_a_text_that_breaks_off_in_the_middle_of_a_sentence_is_no_news():
    cut = clause(FULL[11].text.partition(" weighs")[0], FULL[11].headings)
    assert_no_news(judged(FULL, [*FULL[:11], cut]), "breaks off in the middle of a sentence")


def test_headings_that_are_left_without_their_text_are_no_news():
    bare = [OPENING, *SECTIONS[0], *(part[0] for part in SECTIONS[1:])]
    assert_no_news(judged(FULL, bare), "headings are left without their text")


def test_tables_that_are_all_gone_are_no_news():
    rows = [
        replace(clause(f"{sort} | kept for {weeks} weeks | shown to the carter"), block=Block.ROW)
        for weeks, sort in enumerate(["Rye", "Oats", "Wheat", "Barley", "Spelt", "Millet", "Maize", "Hemp", "Flax"], 2)
    ]
    assert_no_news(judged([*FULL, *rows], FULL), "all tables are gone")
    assert judged([*FULL, *rows], [*FULL, *rows[:4]]).alert


def test_a_text_that_stands_twice_is_no_news():
    assert_no_news(judged(FULL, [*FULL, *SECTIONS[2][1:]]), "said twice")


def test_sections_that_go_whole_may_be_the_publishers_act_and_wait():
    found = judged(FULL, FULL[:13])
    assert (found.alert, found.hold) == (True, MUCH_OUT)


@pytest.mark.parametrize(("left", "why"), [(20, TAKEN_OUT), (16, MUCH_OUT), (5, MOST_OUT), (22, "")])
def test_the_reason_to_wait_says_how_much_is_gone(left, why):
    assert judged(FULL, FULL[:left]).hold == why


def test_a_gain_does_not_wait():
    found = judged(FULL[:13], FULL)
    assert (found.alert, found.hold) == (True, "")


def test_another_companys_name_in_a_clause_waits():
    rule = "Your contract is with {}, and the courts at its seat decide about every dispute that arises from it."
    old, new = (clause(rule.format(name)) for name in ("Alderwick Mills Ltd", "Brookmill Holding GmbH"))
    found = judged([*FULL, old], [*FULL, new])
    assert (found.alert, found.hold) == (True, OTHER_COMPANY)


def test_a_text_of_which_most_is_gone_has_to_be_gone_for_half_a_day():
    history = the.made([OPENING], [OPENING, FULL[1]])
    version = replace(history.versions[0], sightings=2)
    short = replace(version, last_seen=version.first_seen + timedelta(hours=1))
    assert is_seen_again(version, MOST_OUT)
    assert not is_seen_again(short, MOST_OUT)
    assert is_seen_again(short, MUCH_OUT)
    assert not is_seen_again(replace(version, sightings=1), MUCH_OUT)


# ---------------------------------------------------------------- American and British

BRITISH = [
    clause("We analyse how you behave at the weir, and unauthorised behaviour ends your licence to fish."),
    clause("The centre of the village has a programme by which you recognise the colour of a fresh trout."),
    clause("Members organise the stocking of the pond for three months and are not paid for their labour."),
]
AMERICAN = [
    clause("We analyze how you behave at the weir, and unauthorized behavior ends your license to fish."),
    clause("The center of the village has a program by which you recognize the color of a fresh trout."),
    clause("Members organize the stocking of the pond for 3 months and are not paid for their labor."),
]


def test_a_text_in_the_other_spelling_is_no_news():
    assert_no_news(judged(BRITISH, AMERICAN), "served in another spelling")
    assert_no_news(judged(AMERICAN, BRITISH), "served in another spelling")


@pytest.mark.parametrize(
    ("now", "later"),
    [("are not paid", "are paid"), ("3 months", "6 months"), ("stocking", "emptying and sale by auction")],
)
def test_what_changes_beside_the_spelling_is_news(now, later):
    changed = clause(AMERICAN[2].text.replace(now, later))
    assert judged(BRITISH, [*AMERICAN[:2], changed]).alert


def test_one_word_in_another_spelling_is_an_editors():
    corrected = clause(BRITISH[1].text.replace("recognise", "recognize"))
    found = judged(BRITISH, [BRITISH[0], corrected, BRITISH[2]])
    assert found.natures == (Nature.EDITORIAL,)


# ---------------------------------------------------------------- regions


def linked(text, *regions):
    pages = ("help", "terms", "orders")
    links = (f"https://alderwick.example/{region}/{page}" for region, page in zip(regions, pages, strict=False))
    return clause(text, links=tuple(Link(text="here", target=target) for target in links))


RULE = "Read here how grain is returned; the courts at {} decide, and here is the list of carters, and here the fees."


def test_a_page_whose_own_links_lead_to_another_region_is_that_regions():
    old, new = (linked(RULE.format(*one), *[one[1]] * 3) for one in (("Boston", "en-us"), ("Leeds", "en-gb")))
    assert_no_news(judged([*FULL, old], [*FULL, new]), "served for another region")
    assert_no_news(judged([*FULL, new], [*FULL, old]), "served for another region")


@pytest.mark.parametrize(
    ("old", "new"),
    [(["en-us"] * 3, ["en-us", "en-us", "en-gb"]), (["en"] * 3, ["en-gb"] * 3), (["us", "uk", "uk"], ["uk"] * 3)],
    ids=["one link", "a region where none was", "one of two regions"],
)
def test_a_change_beside_links_that_do_not_all_leave_a_region_is_news(old, new):
    before, after = linked(RULE.format("Boston"), *old), linked(RULE.format("Leeds"), *new)
    assert judged([*FULL, before], [*FULL, after]).alert
