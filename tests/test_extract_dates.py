"""Which dates does a document declare?"""

import re
import subprocess
import sys
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract import clauses_of_markdown
from extract.facts.dates import declared_dates
from extract.facts.days import in_plain_digits, written_days
from extract.facts.months import month_of


def declared(text: str, language: str = "en", **told: str) -> tuple[str, ...]:
    return declared_dates(clauses_of_markdown(text)[1], language, **told).dates


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Last updated: 24 May 2018", "en", ("2018-05-24",)),
        ("Last Modified: 2021-07-21", "en", ("2021-07-21",)),
        ("Effective May 25th, 2018. Last revised 4/12/2018.", "en", ("2018-04-12", "2018-05-25")),
        ("Stand: 01.03.2024", "de", ("2024-03-01",)),
        ("Dernière mise à jour : 1er juin 2022", "fr", ("2022-06-01",)),
        ("Última actualización: 3 de mayo de 2020", "es", ("2020-05-03",)),
        ("Ultimo aggiornamento: 7 ottobre 2021", "it", ("2021-10-07",)),
        ("Última atualização: 9 de março de 2023", "pt", ("2023-03-09",)),
        ("Laatst bijgewerkt op 5 mei 2019", "nl", ("2019-05-05",)),
        ("Founded in May 1974, updated often.", "en", ()),
        ("Last updated: 31/31/2020", "en", ()),
        ("Last updated 2 days 2019. Updated: yesterday 2019. Revised now 2020.", "en", ()),  # dates counted from today
        ("Stand: heute 2020", "de", ()),
        ("Ostatnia aktualizacja: 3 marca 2024 r.", "pl", ("2024-03-03",)),
        ("Datum účinnosti od 3. března 2024", "cs", ("2024-03-03",)),
        ("Hatályos: 2024. március 3.", "hu", ("2024-03-03",)),
        ("Senast uppdaterad den 3:e mars 2024", "sv", ("2024-03-03",)),
        ("Päivitetty 3. maaliskuuta 2024", "fi", ("2024-03-03",)),
        ("Son güncelleme: 3 Mart 2024", "tr", ("2024-03-03",)),
        ("Дата последнего обновления: 3 марта 2024 г.", "ru", ("2024-03-03",)),
        ("Τελευταία ενημέρωση: 3 Μαρτίου 2024", "el", ("2024-03-03",)),
        ("更新日期：2024年3月1日 生效日期：2024年3月8日", "zh", ("2024-03-01", "2024-03-08")),
        ("二〇二四年三月二十一日生效日期：二〇二四年四月一日", "zh", ("2024-04-01",)),
        ("改定日：令和6年4月1日", "ja", ("2024-04-01",)),
        ("시행일: 2024년 3월 1일", "ko", ("2024-03-01",)),
        ("มีผลบังคับใช้ 1 มกราคม 2567", "th", ("2024-01-01",)),
        ("آخر تحديث: ٣ مارس ٢٠٢٤", "ar", ("2024-03-03",)),
        ("Posljednje ažuriranje: 3. listopada 2024.", "hr", ("2024-10-03",)),  # November in Polish
        ("Updated October, 2023", "en", ("2023-10",)),
        ("Version 05-Nov-2025", "en", ("2025-11-05",)),
        ("Last Updated: Nov, 24 2022", "en", ("2022-11-24",)),
        ("Last updated: 5/24/18", "en", ("2018-05-24",)),
        ("Stand: 01.03.24", "de", ("2024-03-01",)),
        ("Last updated: 2024-03-01T10:00:00Z", "en", ("2024-03-01",)),
        ("Ethics Annex (GDPR) Last updated: [October 2021].", "en", ("2021-10",)),
        ("Version 23/6–2025.", "en", ("2025-06-23",)),
        ("Valid from 7th of May 2020, updated July 13th, 2026", "en", ("2026-07-13", "2020-05-07")),
        ("March 3, 2024 (effective date)", "en", ("2024-03-03",)),
    ],
)
def test_declared_dates(text: str, language: str, expected: tuple[str, ...]) -> None:
    assert declared(text, language) == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The Act of 6 January 1998, as last amended on 6 August 2004, gives you these rights.", "en"),
        (
            "Effective January 1, 2020, the Consumer Lamps Act gives residents further rights, as is set out below.",
            "en",
        ),
        ("les lois en vigueur, ainsi que les décrets n° 2006-6 du 4 janvier 2006 et suivants", "fr"),
        ("la loi n° 98-17 du 6 janvier 1998 modifiée dite « Lampes »", "fr"),
        ("conditions en vigueur du 04.07.2023 au 19.10.2023", "fr"),  # a version that is past
        ("See the terms in effect before 1 March 2020.", "en"),
        ("Our local shop was closed as of January 1, 2026. Learn what this means for you.", "en"),
        ("If you made a network that was created on or after March 11, 2013, it is private.", "en"),
        ("Lamps of July 2021 are renewed each July 29, 2021.", "en"),
        ("You understand that on 3 May 2021 lamps went out.", "en"),
        ("Section 2.1.10 was revised", "en"),
    ],
)
def test_dates_of_laws_and_of_other_things_are_not_declared(text: str, language: str) -> None:
    assert declared(text, language) == ()


def test_a_date_may_stand_in_the_line_after_its_cue() -> None:
    assert declared("# Privacy\n\n## Last updated\n\nMarch 3, 2024\n\nWe sell lamps.") == ("2024-03-03",)


def test_a_bare_date_at_the_top_or_the_end_is_the_documents() -> None:
    prose = "\n\n".join(f"We keep lamp {i} for as long as it burns." for i in range(20))
    assert declared(f"July 17, 2023\n\n{prose}") == ("2023-07-17",)
    assert declared(f"July 17, 2023 (View archived version)\n\n{prose}") == ("2023-07-17",)
    assert declared(f"{prose}\n\n4 November 2025") == ("2025-11-04",)
    assert declared(f"{prose}\n\n4 November 2025\n\n{prose}") == ()


def test_the_newest_entry_of_a_change_log_is_the_last_update() -> None:
    log = "### Change log:\n\n- May 23, 2024: Updated the lamps.\n- May 3, 2023: Updated the switches.\n"
    assert declared("We sell lamps.\n\n" * 9 + log) == ("2024-05-23",)


def test_former_versions_are_not_this_one() -> None:
    assert declared("Last updated: 3 March 2024\n\nPrevious versions:\n\n1 May 2021") == ("2024-03-03",)
    assert declared(
        "These terms were published on 1 July 2026 and replace the terms published on 15 October 2025."
    ) == ("2026-07-01",)


def test_a_title_can_hold_the_date() -> None:
    assert declared_dates((), "en", title="Privacy policy (last updated May 3, 2018)").dates == ("2018-05-03",)


def test_day_and_month_are_told_apart_by_language_region_and_the_other_dates() -> None:
    assert declared("Last updated: 03/04/2024") == ("2024-03-04",)
    assert declared("Last updated: 03/04/2024", "fr") == ("2024-04-03",)
    assert declared("Last updated: 03/04/2024", region="en-GB") == ("2024-04-03",)
    assert declared("Last updated: 03/04/2024", region="en-US") == ("2024-03-04",)
    assert declared("Last updated: 03/04/2024. Effective from 28/04/2024.") == ("2024-04-03", "2024-04-28")
    assert declared("Last updated: 03/04/2024. We opened on 5 May 2019.") == ("2024-04-03",)


def test_twelve_dates_of_each_kind_at_most() -> None:
    assert len(declared("\n\n".join(f"Last updated: {day} May 2021" for day in range(1, 19)))) == 12


def test_a_month_in_a_language_without_a_table_is_looked_up() -> None:
    assert [day.iso for day in written_days("3 মার্চ 2024", "bn")] == ["2024-03-03"]
    assert [day.iso for day in written_days("3 মার্চ 2024", "xx")] == []


def test_short_foreign_months_are_no_english_ones() -> None:
    assert month_of("out", "pt") == 10
    assert month_of("out", "en") == 0


def test_dateparser_is_not_loaded_for_the_common_languages() -> None:
    code = (
        "import sys; from extract.facts.days import written_days; assert list(written_days('3 März 2024', 'de'));"
        "assert 'dateparser' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


@given(st.text(max_size=300), st.sampled_from(["en", "de", "zh", "th", ""]))
def test_any_text_gives_real_days_in_order(text: str, language: str) -> None:
    text = in_plain_digits(text, language)
    days = list(written_days(text, language))
    assert all(re.fullmatch(r"\d{4}-\d\d(-\d\d)?", day.iso) for day in days)
    assert all(before.end <= after.start for before, after in pairwise(days))


@given(
    st.dates(date(1950, 1, 1), date(2150, 1, 1)),
    st.sampled_from(["%d %B %Y", "%B %d, %Y", "%Y-%m-%d", "%b %d %Y", "%d-%b-%Y"]),
)
def test_every_day_is_read_back(day, form: str) -> None:
    text = f"Last updated: {day.strftime(form)}"
    assert declared(text) == ((day.isoformat(),) if 1990 <= day.year < 2100 else ())


def test_a_hostile_line_takes_no_time() -> None:
    for text in (
        "20" * 30_000,
        "2020 " * 10_000,
        "1 " * 30_000 + "2020",
        "a" * 60_000 + "2020",
        "updated " * 9_000 + "2020",
    ):
        list(written_days(text, "en"))
        declared(text)
