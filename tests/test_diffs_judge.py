import re

import pytest

from diffs import compare, judge_revision
from model import Block, Clause, Link, Nature, Severity


def clause(text, *links, block=Block.PARAGRAPH):
    words = " ".join(re.findall(r"\S+@[\w.]+|[$]?\w+%?", text.casefold()))
    return Clause(block=block, text=text, words=words, links=tuple(Link(text=t, target=u) for t, u in links))


FRAME = clause("Welcome to Mossgate, a garden for readers who like it quiet and slow.")
END = clause("These words were written by the gardeners and are read aloud every spring.")


def judged(before, after):
    (change,) = compare([FRAME, clause(before), END], [FRAME, clause(after), END])
    return change.judgement


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Write to gate@mossgate.example for help.", "Write to desk@mossgate.example for help."),
        ("We use the help of printers and binders.", "We use the help of printers, binders and couriers."),
    ],
)
def test_other_changes_of_words_are_minor(before, after):
    judgement = judged(before, after)
    assert (judgement.alert, judgement.severity) == (True, Severity.MINOR)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Read it in the evening, by a lamp.", "Read it in an evening, by the lamp."),
        ("We apologise for the inconvenince of it.", "We apologise for the inconvenience of it."),
        ("We organise walks to the centre.", "We organize walks to the center."),
        ("Send us an e-mail about it.", "Send us an email about it."),
        ("Last read 19 days ago by us.", "Last read 20 days ago by us."),
        ("Last updated: 3 May 2019", "Last updated: 4 June 2020"),
        ("He says 'stop' to all.", "He says “stop” to all."),
    ],
    ids=["little words", "typo", "spelling", "hyphen", "relative time", "date line", "quotes"],
)
def test_style_is_no_alert(before, after):
    judgement = judged(before, after)
    assert (judgement.alert, judgement.severity) == (False, Severity.NONE)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("We will now sell it.", "We will not sell it."),
        ("You may leave the path.", "You must leave the path."),
        ("Write to a-b@mossgate.example today.", "Write to a_b@mossgate.example today."),
        ("It takes 10 hours to walk it.", "It takes 11 hours to walk it."),
    ],
)
def test_a_few_letters_that_turn_the_meaning_are_an_alert(before, after):
    assert judged(before, after).alert


def test_a_line_that_is_only_a_link_is_no_alert():
    menu = clause("Our shop", ("Our shop", "https://mossgate.example/shop"))
    (change,) = compare([FRAME, END], [FRAME, menu, END])
    assert not change.judgement.alert
    assert change.judgement.natures == (Nature.NAVIGATION,)


RULE = clause("Readers may take one apple each from the lower branches of the old trees.")
OTHER = clause("Readers must pay 3 coins for each apple they take from the old trees.")


def revision(before, after, *earlier):
    judgement = judge_revision(before, after, compare(before, after), earlier).judgement
    return judgement, judgement.natures


def test_a_revision_with_one_change_that_matters_is_an_alert():
    judgement, kinds = revision([FRAME, RULE, END], [FRAME, OTHER, END])
    assert judgement.alert
    assert judgement.severity is Severity.MAJOR
    assert kinds == ("substantive",)


def test_a_text_that_returns_is_no_alert():
    judgement, kinds = revision([FRAME, OTHER, END], [FRAME, RULE, END], [FRAME, RULE, END])
    assert not judgement.alert
    assert judgement.because == ("returns to an earlier text",)
    assert kinds == ("extraction",)


def test_a_text_that_returns_with_something_new_is_an_alert():
    news = clause("Dogs are no longer allowed under the trees, whoever holds the leash.")
    judgement, kinds = revision([FRAME, END], [FRAME, RULE, news, END], [FRAME, RULE, END])
    assert judgement.alert
    assert kinds == ("substantive", "extraction")


def test_a_clause_that_goes_as_it_came_is_no_alert():
    judgement, _ = revision([FRAME, RULE, END], [FRAME, END], [FRAME, END])
    assert not judgement.alert


def test_a_clause_that_stood_long_and_goes_is_an_alert():
    judgement, _ = revision([FRAME, RULE, END], [FRAME, END], [FRAME, RULE, END, OTHER])
    assert judgement.alert


def test_no_text_on_one_side_is_no_alert():
    assert not revision([FRAME, RULE], [])[0].alert
    assert not revision([], [FRAME, RULE])[0].alert


def test_a_revision_of_quiet_changes_is_no_alert():
    judgement, kinds = revision(
        [FRAME, clause("Last updated: 3 May 2019")], [FRAME, clause("Last updated: 4 May 2020")]
    )
    assert not judgement.alert
    assert kinds == ("date_only",)


def test_an_edition_in_another_language_is_no_alert():
    english = [
        clause(f"The keeper of garden {n} must not sell the apples that we and you have grown in it.") for n in range(9)
    ]
    german = [
        clause(f"Der Gärtner von Garten {n} darf die Äpfel nicht verkaufen, die wir und Sie in dem gezogen.")
        for n in range(9)
    ]
    judgement, _ = revision(english, german)
    assert (judgement.alert, judgement.because) == (False, ("served in another language",))
