"""Which dates does a document declare?"""

import pytest

from extract import clauses_of_markdown
from extract.dates import declared_dates


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
    ],
)
def test_declared_dates(text: str, language: str, expected: tuple[str, ...]) -> None:
    assert declared_dates(clauses_of_markdown(text)[1], language) == expected
