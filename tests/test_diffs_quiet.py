"""Which differences of a clause are quiet, and which may never be?"""

import time

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from diffs import align
from diffs.alignment.dates import date_frame
from extract import clause_of_block
from model import ChangeKind

QUIET = {ChangeKind.TYPOGRAPHIC, ChangeKind.RENUMBERED, ChangeKind.DATE, ChangeKind.LINK_TARGET}
RIVER = "The ferry leaves when the bell has rung and nobody stands on the ramp."
BRIDGE = "Walkers cross the bridge on the left side, horses in the middle, carts on the right."


def kinds(before, after):
    """What becomes of a block of Markdown between two that stay."""
    old, new = ([clause_of_block(block) for block in (RIVER, one, BRIDGE)] for one in (before, after))
    return {kind for event in align(old, new) for kind in event.kinds}


def is_quiet(before, after):
    return kinds(before, after) <= QUIET


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Your user name is painted on the hull.", "Your username is painted on the hull."),
        ("One ticket to sign in to both boats.", "One ticket to sign into both boats."),
        ("The rules here in hold for every guest.", "The rules herein hold for every guest."),
        ("Reed \u2019s boats are dry.", "Reed\u2019s boats are dry."),
        ("You can not row after dark.", "You cannot row after dark."),
        ("Ask harbour@ferry.example Reed and Sons, Quay 2.", "Ask harbour@ferry.exampleReed and Sons, Quay 2."),
        ("W e  ring the bell twi ce .", "We ring the bell twice."),
        ("The bell\u200b is rung twice\u00a0a day.", "The bell is rung twice a day."),
        ("Oars &amp; sails", "Oars & sails"),
        ("Oars&nbsp;and sails", "Oars\u00a0and sails"),
        ("<p>Oars are lent by the keeper.</p>", "Oars are lent by the keeper."),
        ("## Section\u200b 4: Oars\u200b and sails", "## Section 4: Oars and sails"),
        ("Last rung on June 16,\n2023. To see more,\nask.", "Last rung on June 16, 2023. To see more, ask."),
        ("[16\\.\nMooring](#mooring)", "[16\\. Mooring](#mooring)"),
        ("3...... MOORING", "3\u2026\u2026 MOORING"),
    ],
)
def test_spaces_signs_and_marks_are_typography(before, after):
    assert kinds(before, after) <= {ChangeKind.TYPOGRAPHIC}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("You may be asked to row.", "You maybe asked to row."),
        ("Tickets in valid use are stamped.", "Tickets invalid use are stamped."),
        ("Rowing is not able to harm.", "Rowing is notable to harm."),
        ("The toll is 1 5 coins.", "The toll is 15 coins."),
        ("The toll is 1.5 coins.", "The toll is 15 coins."),
        ("Write to jo.reed@ferry.example for oars.", "Write to joreed@ferry.example for oars."),
        ("Our e-mail is read on Mondays.", "Our email is read on Mondays."),
    ],
)
def test_words_that_run_together_into_another_sense_are_no_typography(before, after):
    assert kinds(before, after) == {ChangeKind.MODIFIED}


@pytest.mark.parametrize(
    ("before", "after"), [("<16", ">16"), ("18", "18+"), ("+5", "\u00b15"), ("\u2264 3", "\u2265 3")]
)
def test_more_and_less_at_a_number_are_no_typography(before, after):
    assert kinds(f"Guests {before} row.", f"Guests {after} row.") == {ChangeKind.MODIFIED}
    assert is_quiet(f"Guests {before} row.", f"Guests  {before.replace(' ', '')}\u00a0row.")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("2.1 Keep out of it.", "2.2 Keep out of it."),
        ("10. #### Of oars", "11. #### Of oars"),
        ("(a) Keep out of it.", "(b) Keep out of it."),
        ("### Article 6 Mooring", "### Article 7 Mooring"),
        ("| 3.1 | Mooring |", "| 3.2 | Mooring |"),
    ],
)
def test_another_number_in_front_is_a_new_number(before, after):
    assert kinds(before, after) == {ChangeKind.RENUMBERED}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("2.5 million guests were rowed.", "3.5 million guests were rowed."),
        ("1.5 % of the toll is kept.", "2.5 % of the toll is kept."),
        ("12.5 Euro Fährgeld", "13.5 Euro Fährgeld"),
        ("(30) days of notice are given.", "(60) days of notice are given."),
        ("30) days of notice", "60) days of notice"),
        ("4.30 pm is the last boat.", "5.30 pm is the last boat."),
        ("| 3.5 | years |", "| 4.5 | years |"),
        ("(US) guests row themselves.", "(UK) guests row themselves."),
        ("(not) all boats are dry", "(now) all boats are dry"),
        ("1. The toll is \u20ac5.", "2. The toll is $5."),
    ],
)
def test_a_number_that_counts_something_is_no_new_number(before, after):
    assert kinds(before, after) == {ChangeKind.MODIFIED}


@pytest.mark.parametrize("days", [("12", "24"), ("30", "60")])
def test_a_heading_that_says_how_long_is_renamed(days):
    assert kinds(*(f"## {number} Days to object" for number in days)) == {ChangeKind.HEADING_RENAMED}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Last updated: 3 May 2019", "Last updated 16th of June, 2020."),
        (
            "Effective Date: June 2012\nLast Updated: January 1, 2023",
            "Effective date: June 2012\nLast updated: 8 April 2024",
        ),
        ("**Updated on:** Tuesday 2 June 2015", "**Updated on:** Wednesday 3 June 2015"),
        (
            "Published: 04:50, 7 June 2011 | Updated: 16:09, 29 July 2025",
            "Published: 05:50, 8 June 2011 | Updated: 9 July 2026",
        ),
        (
            "See the rules in effect before, published 2019-05-03",
            "See the rules in effect before, published 2020-05-03",
        ),
        ("May 2019 version of the rules of our ferry", "June 2020 version of the rules of our ferry"),
        ("# Rules (effective until 3 May 2019)", "# Rules (effective until 3 May 2020)"),
        ("April 22, 2024: Removed the list of moorings", "May 3, 2024: Removed the list of moorings"),
        ("Ostatnia aktualizacja: 5 maja 2020", "Ostatnia aktualizacja: 12 października 2021"),
        ("Последнее обновление: 5 мая 2020", "Последнее обновление: 12 октября 2021"),
        ("Última actualización: 5 de mayo de 2020", "Última actualización: 12 de octubre de 2021"),
        ("Ultimo aggiornamento: 5 maggio 2020", "Ultimo aggiornamento: ottobre 2021"),
        ("Viimeksi päivitetty 5. toukokuuta 2020", "Viimeksi päivitetty 12. lokakuuta 2021"),
        ("Son güncelleme: 5 Mayıs 2020", "Son güncelleme: 12 Ekim 2021"),
        ("Hatályos: 2020. május 5.", "Hatályos: 2021. október 12."),
        ("Τελευταία ενημέρωση: 5 Μαΐου 2020", "Τελευταία ενημέρωση: 12 Οκτωβρίου 2021"),
        ("更新日期：2020年5月3日", "更新日期：2021年10月12日"),
        ("最終改定日 2020年5月", "最終改定日 2021年10月"),
        ("시행일: 2020년 5월 3일", "시행일: 2021년 10월 12일"),
        ("עודכן לאחרונה: 5 במאי 2020", "עודכן לאחרונה: 12 באוקטובר 2021"),
        ("© 2019 Reed & Sons", "© 2020 Reed & Sons"),
        ("25\\. März 2019", "1. April 2020"),
    ],
)
def test_a_line_that_says_when_its_text_was_written_has_another_date(before, after):
    assert kinds(before, after) == {ChangeKind.DATE}


@pytest.mark.parametrize(
    "line",
    [
        "The offer ends on {}.",
        "Deadline: {}",
        "The last day to claim a coin back is {}.",
        "Claims must be posted by {}.",
        "Tickets published before {} stay valid.",
        "Guests of the last crossing may come until {}.",
        "Gültig bis {}",
        "The lower toll is effective until {}.",
        "The toll effective {} is $9.",
        "Boats that were on the river since {} need no stamp.",
        "Standard rules of the river ({}) are part of the ticket.",
    ],
)
def test_a_day_on_which_something_is_due_is_no_date_of_the_text(line):
    assert kinds(line.format("3 May 2019"), line.format("3 June 2019")) == {ChangeKind.MODIFIED}


def test_a_term_in_chinese_is_no_date_of_the_text():
    assert not is_quiet("请在2024年5月1日之前申请退款", "请在2024年6月1日之前申请退款")


def test_in_a_date_line_other_dates_count():
    line = "Updated {}, for guests who came after {}."
    assert kinds(line.format("3 May 2019", "1 May 2018"), line.format("4 May 2019", "1 May 2018")) == {ChangeKind.DATE}
    assert kinds(line.format("3 May 2019", "1 May 2018"), line.format("3 May 2019", "2 May 2018")) == {
        ChangeKind.MODIFIED
    }


# ---------------------------------------------------------------- what may never be quiet, what always is

PLAIN = "we you boats guests the a of in to and keep row pay for toll days coins river keeper bell ask read again"
WORDS = st.sampled_from(PLAIN.split())
SENTENCE = st.lists(WORDS, min_size=0, max_size=25).map(" ".join)
LABEL = st.sampled_from(["", "", "2.1 ", "(a) ", "## ", "* ", "**", "Last updated 3 May 2019. ", "© 2019 "])
WEIGHTY = [
    *(
        ("may", "must"),
        ("shall", "should"),
        ("will", "will not"),
        ("can", "cannot"),
        ("is", "is not"),
        ("never", "always"),
    ),
    *(("30 days", "60 days"), ("1.5 coins", "15 coins"), ("2.5 million", "3.5 million"), ("13", "16"), ("5 %", "6 %")),
    *(("$5", "\u20ac5"), ("5 %", "5"), ("1,000", "10,00"), ("all", "any"), ("with", "without"), ("may be", "maybe")),
    *(
        ("until 3 May 2019", "until 3 June 2019"),
        ("by 2019-05-03", "by 2019-06-03"),
        ("nicht", "noch"),
        ("jamais", "ici"),
    ),
]


@given(LABEL, SENTENCE, st.sampled_from(WEIGHTY), SENTENCE)
@example("", "", ("2.5 million", "3.5 million"), "boats")
@example("(a) ", "", ("30 days", "60 days"), "")
@example("Last updated 3 May 2019. ", "", ("30 days", "60 days"), "")
def test_another_number_modal_verb_negation_or_amount_is_never_quiet(label, head, pair, tail):
    before, after = (f"{label}{head} {word} {tail}.".replace("  ", " ") for word in pair)
    assert not is_quiet(before, after)
    assert not is_quiet(after, before)


FLOOD = [
    *(
        (" ", "\u00a0"),
        (" ", "  "),
        ('"', "\u201c"),
        ("'", "\u2019"),
        ("-", "\u2013"),
        ("...", "\u2026"),
        (" ", "\u200b "),
    ),
    *((" ", " \u00a0"), ("e", "e\u00ad"), (" we ", " **we** "), (" you ", " *you* "), (",", "\uff0c")),
]


@given(LABEL, SENTENCE, SENTENCE, st.lists(st.sampled_from(FLOOD), min_size=1, max_size=6))
def test_a_flood_of_typography_is_always_quiet(label, head, tail, flood):
    assume(head and tail)
    before = after = f'{label}{head} - it\'s "ours", they say... 30 days - {tail}.'
    for plain, fancy in flood:
        after = (
            after.replace(plain, fancy)
            if not (label in ("## ", "* ", "2.1 ") and plain == " ")
            else (label + after[len(label) :].replace(plain, fancy))
        )
    assume(before.startswith(label) and clause_of_block(before).text)
    assert is_quiet(before, after)


def test_a_clause_against_itself_with_all_its_spaces_gone_costs_no_more_than_its_length():
    text = "the keeper of the lamp may row " * 30_000
    begun = time.process_time()
    assert not is_quiet(text, text.replace("may row", "mayrow"))
    assert time.process_time() - begun < 6


@pytest.mark.parametrize(
    "text", ["1. " * 700, "3 mar " * 39, "12:30 " * 39, "2019-" * 400, "by " * 39 + "2019", "1 " * 39 + "may"]
)
def test_what_almost_holds_dates_costs_no_more_than_its_length(text):
    begun = time.process_time()
    for _ in range(50):
        date_frame(text + " 2019")
    assert time.process_time() - begun < 2
