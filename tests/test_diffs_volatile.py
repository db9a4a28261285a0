"""What is served anew each time is no news; a figure of a rule is."""

import pytest

from diffs import compare
from diffs.judgement.frame import framed
from diffs.judgement.volatile import is_served_anew
from extract import clauses_of_markdown
from model import Block, Clause, Nature

ABOVE = "Readers of the Mossgate library may take one apple each from the lower branches of the old trees."


def judged(before, after):
    old, new = (clauses_of_markdown(f"{ABOVE}\n\n{text}")[1] for text in (before, after))
    (change,) = compare(old, new)
    return change.judgement


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Last read by a keeper 19 days ago.", "Last read by a keeper 20 days ago."),
        ("Updated 24 days ago", "Updated 2 days ago"),
        ("This list was last updated 3 days ago", "This list was last updated yesterday"),
        ("Zuletzt gelesen vor 3 Tagen im Saal.", "Zuletzt gelesen vor 4 Tagen im Saal."),
        ("Lu par un gardien il y a 3 jours dans la salle.", "Lu par un gardien il y a 4 jours dans la salle."),
        ("This text is 62% translated into verse.", "This text is 64% translated into verse."),
        ("Write to [email protected] about the trees.", "Write to keeper@mossgate.example about the trees."),
        ("Write to [email protected] about the trees.", "Write to kee[email protected] about the trees."),
        (
            "The ladder is covered by patents US10123456, US10234567 and EP2345678.",
            "The ladder is covered by patents US10123456, US10234567, EP2345678 and US11345678.",
        ),
        ("In all we had 45 requests received and 3 denied.", "In all we had 61 requests received and 5 denied."),
    ],
    ids=[
        "days ago",
        "days alone",
        "yesterday",
        "vor",
        "il y a",
        "translated",
        "hidden mail",
        "mail half hidden",
        "patents",
        "statistics",
    ],
)
def test_what_is_served_anew_is_no_alert(before, after):
    judgement = judged(before, after)
    assert (judgement.alert, judgement.natures) == (False, (Nature.VOLATILE,))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Write to gate@mossgate.example about it.", "Write to keeper@mossgate.example about it."),
        ("Ring the gate at 01234567, 01234568 or 01234569.", "Ring the gate at 01234567, 01234568 or 01234570."),
        (
            "Patents US10123456 and US10234567 are licensed to readers.",
            "Patents US10123456 and US10234567 are not licensed to readers.",
        ),
        ("Write to a-b@mossgate.example today.", "Write to a_b@mossgate.example today."),
        (
            "Write to [email protected] or gate@mossgate.example now.",
            "Write to [email protected] or bell@mossgate.example now.",
        ),
        ("Write to [email protected] about the trees.", "Write to keeper@mossgate.example about the bees."),
        (
            "You may send up to 5 requests received by us a year.",
            "You may send up to 2 requests received by us a year.",
        ),
        ("We keep it for an average of 30 days.", "We keep it for 30 days."),
        ("The bell must ring within an average of 30 days.", "The bell must ring within an average of 14 days."),
        ("It takes 10 hours to walk around it.", "It takes 11 hours to walk around it."),
    ],
)
def test_what_a_rule_says_in_figures_or_an_address_is_an_alert(before, after):
    assert judged(before, after).alert


@pytest.mark.parametrize(
    "text",
    [
        "The average monthly active recipients of the Mossgate service in the Union were 1.1M.",
        "Users who came by both gates are counted as one user.",
    ],
)
def test_how_many_use_a_service_is_published_anew_and_can_go(text):
    old, new = (clauses_of_markdown(one)[1] for one in (f"{ABOVE}\n\n{text}", ABOVE))
    (change,) = compare(old, new)
    assert (change.judgement.alert, change.judgement.natures) == (False, (Nature.VOLATILE,))


def test_an_average_that_is_a_rule_is_news_when_it_goes():
    text = "We keep what you write for an average of 30 days."
    (change,) = compare(*(clauses_of_markdown(one)[1] for one in (f"{ABOVE}\n\n{text}", ABOVE)))
    assert change.judgement.alert


@pytest.mark.parametrize("hostile", ["1," * 9_000, "." * 20_000, "cookie " * 3_000, "email" * 4_000, "[" * 20_000])
def test_hostile_text_is_looked_through_soon(hostile):
    one = Clause(block=Block.PARAGRAPH, text=f"{hostile} 3", words=f"{hostile} 3")
    other = Clause(block=Block.PARAGRAPH, text=f"{hostile} 4", words=f"{hostile} 4")
    assert not is_served_anew([one], [other])
    assert framed([one, other]) == (False, False)
