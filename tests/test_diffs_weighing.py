import re
import time

import pytest

from diffs import compare, judge_revision
from model import Block, Clause, Severity


def clause(text, *headings, context=()):
    words = " ".join(re.findall(r"\S+@[\w.]+|[$]?\w+%?", text.casefold()))
    return Clause(block=Block.PARAGRAPH, text=text, words=words, headings=headings, context=context)


FRAME = clause("Welcome to Mossgate, a garden for readers who like it quiet and slow.")
END = clause("These words were written by the gardeners and are read aloud every spring.")


def weighed(before, after):
    (change,) = compare([FRAME, before, END], [FRAME, after, END])
    assert change.judgement.alert
    return change.judgement


@pytest.mark.parametrize(
    ("before", "after", "category", "because"),
    [
        ("We keep your letters for 30 days.", "We keep your letters for 2 years.", "retention", "30 days -> 2 years"),
        (
            "Letters are kept for twelve months after that.",
            "Letters are kept for twenty-four months after that.",
            "retention",
            "twelve months -> twenty-four months",
        ),
        (
            "You must be at least 16 years old.",
            "You must be at least 13 years old.",
            "children",
            "16 years -> 13 years",
        ),
        (
            "You must be at least sixteen to write.",
            "You must be at least thirteen to write.",
            "children",
            "sixteen -> thirteen",
        ),
        (
            "Readers must be 16 or over to walk here alone.",
            "Readers must be 13 or over to walk here alone.",
            "children",
            "16 -> 13",
        ),
        (
            "A ticket costs $5 and is paid at the gate.",
            "A ticket costs $9 and is paid at the gate.",
            "fees/payment",
            "$5 -> $9",
        ),
        (
            "Readers may take one apple each from the old trees.",
            "Readers must pay for each apple they take from the old trees.",
            "fees/payment",
            "must pay",
        ),
        ("We never sell your name to anyone.", "We may sell your name to anyone.", "sale", "never -> may"),
        ("We never sell your name to anyone.", "We sell your name to anyone.", "sale", "never sell -> sell"),
        ("Your letters are sold to printers.", "Your letters are not sold to printers.", "sale", "sold -> not sold"),
        (
            "We use your poems to print them.",
            "We use your poems to print them and to train AI models.",
            "AI/ML training",
            "train AI models",
        ),
        (
            "Quarrels are heard by the town.",
            "Quarrels are heard by the town through binding arbitration.",
            "dispute resolution/arbitration",
            "binding arbitration",
        ),
    ],
)
def test_what_a_reader_might_act_on_is_major_and_says_why(before, after, category, because):
    judgement = weighed(clause(before), clause(after))
    assert judgement.severity is Severity.MAJOR
    assert judgement.categories[0] == category
    assert because in judgement.because


@pytest.mark.parametrize(
    ("before", "after", "category", "because"),
    [
        ("Wir löschen Ihre Briefe nach 30 Tagen.", "Wir löschen Ihre Briefe nach 90 Tagen.", "retention", "90 tagen"),
        ("Wir verkaufen Ihre Briefe nicht an andere.", "Wir verkaufen Ihre Briefe an andere.", "sale", "nicht"),
        (
            "Nous conservons vos lettres pendant douze mois.",
            "Nous conservons vos lettres pendant 24 mois.",
            "retention",
            "douze mois -> 24 mois",
        ),
        (
            "Nous ne vendons pas vos lettres aux imprimeurs.",
            "Nous vendons vos lettres aux imprimeurs.",
            "sale",
            "pas",
        ),
        (
            "Conserviamo le vostre lettere per dodici mesi.",
            "Conserviamo le vostre lettere per 24 mesi.",
            "retention",
            "24 mesi",
        ),
        ("Conservamos sus cartas durante 30 días.", "Conservamos sus cartas durante 90 días.", "retention", "90 días"),
        ("Conservamos as suas cartas por 2 anos.", "Conservamos as suas cartas por 4 anos.", "retention", "4 anos"),
        ("Wij bewaren uw brieven twaalf maanden.", "Wij bewaren uw brieven 24 maanden.", "retention", "24 maanden"),
        ("Listy przechowujemy przez 30 dni.", "Listy przechowujemy przez 90 dni.", "retention", "90 dni"),
        ("Pisma čuvamo dvanaest mjeseci.", "Pisma čuvamo 24 mjeseca.", "retention", "24 mjeseca"),
        ("我们保存您的信件30天。", "我们保存您的信件90天。", "retention", "90天"),
    ],
)
def test_other_languages_are_weighed_where_they_are_plain(before, after, category, because):
    judgement = weighed(clause(before), clause(after))
    assert (judgement.severity, judgement.categories[0]) == (Severity.MAJOR, category)
    assert any(because in told for told in judgement.because)


@pytest.mark.parametrize(
    ("before", "after", "category"),
    [
        ("Write to gate@mossgate.example for help.", "Write to desk@mossgate.example for help.", "contact"),
        ("Some of it may be shared with the town.", "All of it will be shared with the town.", "sharing/third parties"),
        ("You may leave the path.", "You must leave the path.", "other"),
    ],
)
def test_what_has_limited_consequences_is_minor(before, after, category):
    judgement = weighed(clause(before), clause(after))
    assert (judgement.severity, judgement.categories) == (Severity.MINOR, (category,))


def test_a_heading_says_what_a_bare_number_is_about():
    judgement = weighed(clause("12 months", "How long we keep it"), clause("24 months", "How long we keep it"))
    assert (judgement.categories, judgement.because) == (("retention",), ("12 months -> 24 months",))


def test_what_leads_in_to_a_list_says_what_its_item_is_about():
    lead = ("We share your letters with these partners:",)
    judgement = weighed(clause("The old bakery", context=lead), clause("The new brewery", context=lead))
    assert judgement.categories == ("sharing/third parties",)


def test_a_number_in_words_and_in_figures_is_one_number():
    judgement = weighed(
        clause("We keep letters for thirty (30) days."), clause("We and others keep all letters for 30 days.")
    )
    assert not any("30" in told for told in judgement.because)


def test_a_word_that_stayed_inside_what_was_rewritten_is_no_reason():
    judgement = weighed(
        clause("Letters about arbitration lie in the red box by the gate."),
        clause("You find letters about arbitration on the long table upstairs."),
    )
    assert judgement.severity is Severity.MINOR
    assert "arbitration" not in judgement.because


def test_periods_of_cookies_come_and_go_without_weight():
    judgement = weighed(clause("moss_id | cookie | 30 days"), clause("moss_id | cookie | 2 weeks"))
    assert (judgement.severity, judgement.categories[0]) == (Severity.MINOR, "cookies/tracking")


def test_reasons_are_few_and_none_is_part_of_another():
    new = (
        "We sell letters. We may suspend readers. Binding arbitration, liability, penalties, appeals, jury, bans. " * 3
    )
    (change,) = compare([FRAME, END], [FRAME, clause(new), END])
    told = change.judgement.because
    assert 1 < len(told) <= 6
    assert not any(one != other and f" {one} " in f" {other} " for one in told for other in told)


def test_many_small_changes_are_a_rewrite():
    names = ("apples", "pears", "plums", "quinces", "cherries", "medlars", "figs", "grapes", "hazels", "walnuts")
    old = [
        clause(f"The {name} of our partners stand by the north wall and are picked in dry weather.") for name in names
    ]
    new = [
        clause(f"The {name} of our partners lie in four wooden boxes and may be eaten by any guest.") for name in names
    ]
    changes = compare(old, new)
    assert {change.judgement.severity for change in changes} == {Severity.MINOR}
    assert judge_revision(old, new, changes, []).judgement.severity is Severity.MAJOR


def test_subjects_of_a_revision_are_those_that_most_of_it_is_about():
    fees = [clause(f"The fee for tree {n} is paid in autumn, and a refund is made in spring.") for n in range(6)]
    mail = clause("Write to gate@mossgate.example.")
    after = [FRAME, *fees, mail, END]
    judgement = judge_revision([FRAME, END], after, compare([FRAME, END], after), []).judgement
    assert judgement.categories[0] == "fees/payment"


@pytest.mark.parametrize(
    "text",
    [
        "a" * 300_000,
        "we sell " * 40_000,
        "1 " * 150_000,
        "löschen " * 40_000,
        "第三方" * 60_000,
        "train the " * 30_000,
        "cancel your " * 30_000,
        "@." * 100_000,
        "never may " * 30_000,
    ],
    ids=lambda text: text[:12],
)
def test_hostile_texts_take_no_long_time(text):
    began = time.monotonic()
    compare([FRAME, END], [FRAME, clause(text), END])
    weighed(clause(f"We keep it. {text}"), clause(f"We sold it. {text} again"))
    assert time.monotonic() - began < 20


def test_a_denial_that_went_alone_is_a_headline_where_data_are_spoken_of():
    kept = "A reader's position is never combined with your letters."
    now = "A reader's position is combined with the advertising identifier."
    assert weighed(clause(kept), clause(now)).severity is Severity.MAJOR
    shut = weighed(clause("The gates are never shut at night."), clause("The gates are shut at night."))
    assert shut.severity is Severity.MINOR
