"""When does only the wording change, and when what it says?"""

import pytest

from diffs import compare, judge_revision
from diffs.synonyms import one_form, phrased
from extract import clauses_of_markdown
from model import Nature, Severity

AROUND = [
    "The mill grinds from the first bell until the river is too low.",
    "Sacks are marked with chalk and stand in the order in which they came.",
]


def judgement(before, after, *, around=AROUND):
    old, new = (clauses_of_markdown("\n\n".join([around[0], *text, around[1]]))[1] for text in (before, after))
    return judge_revision(old, new, compare(old, new), []).judgement


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("owever, no flour is ever quite dry.", "However, no flour is ever quite dry."),
        ("We apologise if the flour is occassionally late.", "We apologise if the flour is occasionally late."),
        ("The sack is not be from the upper mill.", "The sack is not from the upper mill."),
        ("We analyse, organise and label your favourites.", "We analyze, organize and label your favorites."),
        ("We keep it for three months.", "We keep it for 3 months."),
        ("Prior to grinding, write to us via the form.", "Before grinding, write to us through the form."),
        ("You may purchase flour in order to bake, for example bread.", "You may buy flour to bake, such as bread."),
        ("This applies in the U.S. and in the United Kingdom.", "This applies in the US and in the UK."),
        ("See Appendix B for the weights.", "See Exhibit B for the weights."),
        ("The rest is said in Section 3.2 of these rules.", "The rest is said in Section 3.3 of these rules."),
        ("Read this privacy policy with care.", "Read this privacy statement with care."),
        ("Our service covers rye, oats and wheat.", "Our services cover rye, wheat and oats."),
        ("Bringen Sie Korn, können Sie Ihr Pferd anbinden.", "Bringst du Korn, kannst du dein Pferd anbinden."),
        ("Si vous apportez du grain, vous pouvez entrer.", "Si tu apportes du grain, tu peux entrer."),
        ("We recieve sacks at the gate.", "We receive sacks at the gate."),
        ("We can't grind it if it isn't dry.", "We cannot grind it if it is not dry."),
        ("We've flour and you'll like it.", "We have flour and you will like it."),
        ("Bring rye & oats.", "Bring rye and oats."),
        ("Tell the miller if if a sack is torn.", "Tell the miller if a sack is torn."),
        ("The sacks that you mail to us are kept dry.", "The sacks that you mailed to us are kept dry."),
        ("In the barn the miller dries every sack himself.", "The miller dries every sack himself in the barn."),
        ("See the of these rules on it.", "See the [part on stones](#stones) of these rules on it."),
    ],
)  # fmt: skip
def test_the_same_in_other_words_is_editorial(before, after):
    found = judgement([before], [after])
    assert (found.alert, Nature.EDITORIAL in found.natures) == (False, True)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("We may give your sacks away.", "We must give your sacks away."),
        ("We give sacks to you.", "You give sacks to us."),
        ("Flour comes from the neighbour.", "Flour goes to the neighbour."),
        ("We pay for our sacks.", "We pay for your sacks."),
        ("Bring rye and oats to be let in.", "Bring rye or oats to be let in."),
        ("We keep it for three months.", "We keep it for four months."),
        ("The employee answers for a lost sack.", "The employer answers for a lost sack."),
        ("We work with bakers in the town.", "We work with brokers in the town."),
        ("The toll is 1.5 coins.", "The toll is 15 coins."),
        ("The toll is (1. 5) coins.", "The toll is (15) coins."),
        ("Rules of the upper mill apply.", "Rules of the lower mill apply."),
        ("Bring rye and oats to be let in.", "Bring rye and/or oats to be let in."),
        ("Bringt Korn und Säcke mit.", "Bringt Korn oder Säcke mit."),
        ("Flour is sent from the miller to the baker.", "Flour is sent to the miller from the baker."),
        ("The miller pays the baker for it.", "The baker pays the miller for it."),
        ("We owe you a sack.", "You owe us a sack."),
        ("We require a sack of rye.", "We are required a sack of rye."),
        ("You can bring oats.", "You can't bring oats."),
        ("We require by law a sack.", "We are by law required a sack."),
        ("Only in the barn the miller dries sacks.", "The miller dries sacks in the barn only."),
        ("The toll is 5 coins.", "The toll is 5 5 coins."),
        ("Of rye see the section below.", "Of rye see the How tolls rise section below."),
        ("Write to the mill of Ireland.", "Write to the mill of Iceland."),
        ("The law of the county applies.", "The law of the country applies."),
        ("It is a moral duty to share.", "It is an amoral duty to share."),
        ("Write to mill-er@mill.example today.", "Write to mill.er@mill.example today."),
        ("You can read it in Section 3.", "You can read it in 4 sections."),
        ("Wenn Sie Korn bringen, zahlen Sie nichts.", "Wenn du Korn bringst, zahlst du fünf Taler."),
        ("See the rules.", "See the rules and [the rules of the guild](https://guild.example/rules)."),
        ("Sacks go from Elmford to Oakby.", "Sacks go from Oakby to Elmford."),
        ("## We do not sell flour", "## We sell flour"),
        ("## Wir verkaufen kein Mehl", "## Wir verkaufen Mehl"),
    ],
)
def test_what_says_something_else_is_an_alert(before, after):
    assert judgement([before], [after]).alert


def test_a_word_that_still_stands_elsewhere_was_no_typo():
    around = ["Our preface is by the miller.", "He wrote it in May."]
    assert judgement(["The preface is short."], ["The prefect is short."], around=around).alert
    assert judgement(["The gaoler is short."], ["The goaler is short."], around=["A gaoler.", "B."]).alert


def test_two_words_of_the_text_are_no_typo():
    around = ["Our contract is with the miller.", "Our contact is the miller."]
    assert judgement(["The contact ends in May."], ["The contract ends in May."], around=around).alert


NAMED = [
    "Please read our Community Guidelines before you come.",
    "The Community Guidelines hold for all guests of the mill.",
    "Whoever breaks the Community Guidelines leaves through the gate.",
    "Ask the miller what the Community Guidelines mean.",
]


def test_a_document_that_is_named_otherwise_throughout_is_editorial():
    renamed = [text.replace("Community", "Visitor") for text in NAMED]
    found = judgement(NAMED, renamed)
    assert (found.alert, found.natures) == (False, (Nature.EDITORIAL,))


def test_another_document_named_once_is_an_alert():
    assert judgement(NAMED, [NAMED[0].replace("Community", "Visitor"), *NAMED[1:]]).alert


def test_another_party_throughout_is_an_alert():
    texts = [f"{text} It belongs to Mossgate Mills." for text in NAMED]
    assert judgement(texts, [text.replace("Mossgate", "Ridgeway") for text in texts]).alert


def test_an_amount_that_changes_beside_spelling_is_an_alert():
    found = judgement(["We organise it for $5 a sack."], ["We organize it for $9 a sack."])
    assert found.severity is Severity.MAJOR


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("## 2Grain and flour", "## 2. Grain and flour"),
        ("Ask the miller,Tom.", "Ask the miller, Tom."),
        ("A bell – the old one – rings.", "A bell—the old one—rings."),
    ],
)
def test_spaces_and_signs_are_typography(before, after):
    found = judgement([before], [after])
    assert (found.alert, found.natures) == (False, (Nature.TYPOGRAPHIC,))


@pytest.mark.parametrize(
    ("one", "other"),
    [word.split() for word in ("organisation organization", "colour color", "licence license", "centre center",
     "cancelled canceled", "programme program", "defence defense", "judgement judgment",
     "fulfilment fulfillment", "enrol enroll")],
)  # fmt: skip
def test_british_and_american_spelling_are_one_form(one, other):
    assert one_form(one) == one_form(other)


def test_us_the_country_is_not_us_the_people():
    assert phrased("US law") == "usa law"
    assert phrased("write to us") == "write to us"


HOLDING = (
    "A {} is for one baker and the flour that this baker brings.",
    "Whoever opens a {} gets a key to the northern gate and a lamp.",
    "The miller closes a {} when nobody has come for a whole summer.",
)


def holding(term, *more):
    return [*(text.format(term) for text in HOLDING), *more]


def test_a_term_that_gets_another_name_throughout_is_editorial():
    found = judgement(holding("common chest"), holding("plain chest"))
    assert (found.alert, found.natures) == (False, (Nature.EDITORIAL,))


@pytest.mark.parametrize(
    ("before", "after", "also"),
    [
        ("Ridgeway chest", "Mossgate chest", "Nothing else is written here about the chests of mills."),
        ("annual chest", "monthly chest", "There are fairs of all kinds and fairs whenever it rains."),
        ("sold chest", "shared chest", "There are fairs of all kinds and fairs whenever it rains."),
        ("common chest", "plain chest", "There was always a plain chest beside the door for those who wait."),
        ("common chest", "plain chest", ""),
    ],
    ids=["name", "period", "what is done with data", "another thing", "the old one stays"],
)
def test_a_term_that_gives_way_to_another_thing_is_an_alert(before, after, also):
    left = also or "A common chest is a common chest, whatever the common chest is called."
    assert judgement(holding(before, left), holding(after, left)).alert


def test_the_title_of_a_section_that_was_pointed_at_without_it_is_editorial():
    before = ["## How tolls rise", "Of rye see the section of these rules."]
    after = ["## How tolls rise", "Of rye see the How tolls rise section of these rules."]
    assert not judgement(before, after).alert
