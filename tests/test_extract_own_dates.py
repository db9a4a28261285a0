"""Is a document's own date read in the languages and forms that policies have, and taken for what it is?"""

import pytest

from extract import clauses_of_markdown
from extract.facts.dates import declared_dates

LINES = """
en | Last updated: 3rd of March, 2024 | u2024-03-03
en | Last Updated - Mar. 3, 2024 | u2024-03-03
en | Last updated on the 3rd day of March, 2024 | u2024-03-03
en | This policy was last modified on Sunday, March 3, 2024. | u2024-03-03
en | LAST UPDATED: MARCH 3, 2024 | u2024-03-03
en | Last updated 03.03.2024 | u2024-03-03
en | Last updated: 2024/03/03 | u2024-03-03
en | Last updated: 20240303 | u2024-03-03
en | Version 3.2 (March 2024) | u2024-03
en | Last updated: 2024-03 | u2024-03
en | Last updated: 03/2024 | u2024-03
en | Last updated: Q1 2024 |
en | Effective as of March 3, 2024 | e2024-03-03
en | Effective date: March 2024 | e2024-03
en | These Terms went into effect on June 16, 2014. | e2014-06-16
en | These terms came into force on 16 June 2014. | e2014-06-16
en | This notice will come into effect on 1 May 2024. | e2024-05-01
en | These Terms will become effective on 1 May 2024. | e2024-05-01
en | Starting on May 1, 2024, these terms apply to you. |
en | Updated & Effective: March 3, 2024 | e2024-03-03
en | Last updated and effective as of March 3, 2024 | e2024-03-03
en | Date of last revision: March 3, 2024 | u2024-03-03
en | Revision date: March 3, 2024 | u2024-03-03
en | Date: 3 March 2024 | u2024-03-03
en | Policy last reviewed March 2024; next review March 2025 | u2024-03
en | Posted: March 3, 2024 | u2024-03-03
en | Applicable from 3 March 2024 | e2024-03-03
en | These terms apply from 3 March 2024 | e2024-03-03
en | In force since 3 March 2024 | e2024-03-03
de | Stand: März 2024 | u2024-03
de | Stand: 3. März 2024 | u2024-03-03
de | Stand 03/2024 | u2024-03
de | Stand: 3.3.2024 | u2024-03-03
de | Letzte Aktualisierung: 03.03.2024 | u2024-03-03
de | Letzte Änderung am 3. Mrz. 2024 | u2024-03-03
de | Zuletzt geändert am 3. Jänner 2024 | u2024-01-03
de | Diese Datenschutzerklärung wurde zuletzt am 3. März 2024 aktualisiert. | u2024-03-03
de | Datum des Inkrafttretens: 1. Mai 2024 | e2024-05-01
de | Gültig ab 1. Mai 2024 | e2024-05-01
de | Diese AGB gelten ab dem 1. Mai 2024. | e2024-05-01
de | Diese Bedingungen treten am 1. Mai 2024 in Kraft. | e2024-05-01
de | Wirksam ab: 1.5.2024 | e2024-05-01
de | Gültigkeitsdatum: 1. Mai 2024 | e2024-05-01
de | Datum der letzten Änderung: 1. Mai 2024 | u2024-05-01
de | Überarbeitet: 1. Mai 2024 | u2024-05-01
de | Aktuelle Version vom 1. Mai 2024 | u2024-05-01
fr | Dernière mise à jour : le 3 mars 2024 | u2024-03-03
fr | Date de dernière mise à jour : 03/03/2024 | u2024-03-03
fr | Mis à jour en mars 2024 | u2024-03
fr | En vigueur à compter du 1er mai 2024 | e2024-05-01
fr | En vigueur depuis le 1er mai 2024 | e2024-05-01
fr | Date d'entrée en vigueur : 1er mai 2024 | e2024-05-01
fr | Date d’effet : 1 mai 2024 | e2024-05-01
fr | Entrée en vigueur le 01/05/2024 | e2024-05-01
fr | Les présentes conditions entrent en vigueur le 1er mai 2024. | e2024-05-01
fr | Version en date du 3 mars 2024 | u2024-03-03
fr | Dernière modification : 3 févr. 2024 | u2024-02-03
fr | Conditions applicables à partir du 1er mai 2024 | e2024-05-01
it | Ultimo aggiornamento: 3 marzo 2024 | u2024-03-03
it | Ultima modifica: 1° maggio 2024 | u2024-05-01
it | Data ultimo aggiornamento: 03/03/2024 | u2024-03-03
it | Aggiornato a marzo 2024 | u2024-03
it | Aggiornata al 3 marzo 2024 | u2024-03-03
it | In vigore dal 1° maggio 2024 | e2024-05-01
it | Data di entrata in vigore: 1 maggio 2024 | e2024-05-01
it | Le presenti condizioni entrano in vigore il 1° maggio 2024. | e2024-05-01
it | Valido a partire dal 1 maggio 2024 | e2024-05-01
it | Versione del 3 marzo 2024 | u2024-03-03
it | Data di efficacia: 1 maggio 2024 | e2024-05-01
es | Última actualización: 3 de marzo de 2024 | u2024-03-03
es | Última actualización: marzo de 2024 | u2024-03
es | Fecha de última actualización: 03/03/2024 | u2024-03-03
es | Actualizado el 3 de marzo del 2024 | u2024-03-03
es | Última modificación: 3 mar. 2024 | u2024-03-03
es | Fecha de entrada en vigor: 1 de mayo de 2024 | e2024-05-01
es | En vigor desde el 1 de mayo de 2024 | e2024-05-01
es | Vigente a partir del 1 de mayo de 2024 | e2024-05-01
es | Entrará en vigor el 1 de mayo de 2024 | e2024-05-01
es | Fecha de vigencia: 1 de mayo de 2024 | e2024-05-01
es | Efectivo a partir del 1º de mayo de 2024 | e2024-05-01
es | Fecha de revisión: 3 de marzo de 2024 | u2024-03-03
es | Versión de marzo de 2024 | u2024-03
pt | Última atualização: 3 de março de 2024 | u2024-03-03
pt | Última actualização: 3 de Março de 2024 | u2024-03-03
pt | Atualizado em 03/03/2024 | u2024-03-03
pt | Data da última atualização: março de 2024 | u2024-03
pt | Em vigor a partir de 1 de maio de 2024 | e2024-05-01
pt | Data de entrada em vigor: 1.º de maio de 2024 | e2024-05-01
pt | Entra em vigor em 1º de maio de 2024 | e2024-05-01
pt | Vigente desde 1 de maio de 2024 | e2024-05-01
pt | Última modificação: 3 de mar. de 2024 | u2024-03-03
pt | Data efetiva: 1 de maio de 2024 | e2024-05-01
pt | Revisto em 3 de março de 2024 | u2024-03-03
nl | Laatst bijgewerkt: 3 maart 2024 | u2024-03-03
nl | Laatst gewijzigd op 03-03-2024 | u2024-03-03
nl | Laatste wijziging: 3 mrt. 2024 | u2024-03-03
nl | Versie: maart 2024 | u2024-03
nl | Versie 3 maart 2024 | u2024-03-03
nl | Deze privacyverklaring is voor het laatst aangepast op 3 maart 2024. | u2024-03-03
nl | Geldig vanaf 1 mei 2024 | e2024-05-01
nl | Ingangsdatum: 1 mei 2024 | e2024-05-01
nl | Van kracht vanaf 1 mei 2024 | e2024-05-01
nl | Van toepassing vanaf 1 mei 2024 | e2024-05-01
nl | Deze voorwaarden treden in werking op 1 mei 2024. | e2024-05-01
nl | Deze voorwaarden gaan in op 1 mei 2024. | e2024-05-01
nl | Datum van inwerkingtreding: 1 mei 2024 | e2024-05-01
nl | Bijgewerkt op 3 maart 2024 | u2024-03-03
pl | Ostatnia aktualizacja: 3 marca 2024 r. | u2024-03-03
pl | Data ostatniej aktualizacji: 03.03.2024 | u2024-03-03
pl | Ostatnio zaktualizowano 3 marca 2024 | u2024-03-03
pl | Zaktualizowano: marzec 2024 | u2024-03
pl | Data ostatniej zmiany: 3 marca 2024 roku | u2024-03-03
pl | Obowiązuje od 1 maja 2024 r. | e2024-05-01
pl | Obowiązuje od dnia 1 maja 2024 r. | e2024-05-01
pl | Regulamin wchodzi w życie z dniem 1 maja 2024 r. | e2024-05-01
pl | Data wejścia w życie: 1.05.2024 | e2024-05-01
pl | Niniejszy regulamin obowiązuje od dnia 01-05-2024 | e2024-05-01
pl | Wersja z dnia 3 marca 2024 r. | u2024-03-03
hr | Posljednje ažuriranje: 3. ožujka 2024. | u2024-03-03
hr | Zadnja izmjena: 03.03.2024. | u2024-03-03
hr | Ažurirano: ožujak 2024. | u2024-03
hr | Datum posljednje izmjene: 3.3.2024. | u2024-03-03
hr | Datum zadnje izmjene: 3. 3. 2024. | u2024-03-03
hr | Na snazi od 1. svibnja 2024. | e2024-05-01
hr | Stupa na snagu 1. svibnja 2024. | e2024-05-01
hr | Vrijedi od 1. svibnja 2024. godine | e2024-05-01
hr | Primjenjuje se od 1. svibnja 2024. | e2024-05-01
hr | Datum stupanja na snagu: 1. svibnja 2024. | e2024-05-01
hr | Ova pravila su posljednji put ažurirana 3. listopada 2024. | u2024-10-03
hr | Verzija od 3. ožujka 2024. | u2024-03-03
hr | U primjeni od 1.5.2024. | e2024-05-01
"""
"""Language, the line, then "u" and a day of update or "e" and one of coming into force."""


def said(text, language="en"):
    found = declared_dates(clauses_of_markdown(text)[1], language)
    return " ".join([*(f"u{day}" for day in found.updated), *(f"e{day}" for day in found.effective)])


@pytest.mark.parametrize("line", LINES.strip().splitlines())
def test_a_line_says_when_the_text_was_updated_or_from_when_it_holds(line):
    language, text, expected = (part.strip() for part in line.split("|"))
    prose = "\n\nWe sell lamps to people who like lamps.\n\n" * 2
    assert said(f"# Lumora\n\n{text}{prose}", language) == expected
    assert said(f"{prose * 3}{text}{prose}", language) == expected


LAMPS = [f"We keep lamp number {i} for as long as it burns." for i in range(150)]


def among_lamps(*lines, at=100):
    return "\n\n".join([*LAMPS[:at], *lines, *LAMPS[at:]])


def test_far_from_both_ends_a_short_line_is_believed_where_the_ends_say_nothing():
    line = "This Policy was last revised on January 3, 2025."
    assert said(among_lamps(line)) == "u2025-01-03"
    assert said(among_lamps(line) + "\n\nLast updated: 4 May 2025") == "u2025-05-04"
    assert said(among_lamps(f"{line} {' '.join(LAMPS[:4])}")) == ""


def test_a_date_of_its_own_at_the_top_counts_though_older_texts_are_linked_above_it():
    above = "To see our older terms, click here."
    assert said(f"# Terms\n\n{above}\n\nEffective: February 25, 2022\n\n{LAMPS[0]}") == "e2022-02-25"
    assert said(f"# Terms\n\n{above}\n\nFebruary 25, 2022\n\n{LAMPS[0]}") == ""


def test_a_sentence_above_holds_back_no_line_that_says_what_its_date_is():
    above = "But for a few, all lamps expire after two years."
    assert said("\n\n".join([*LAMPS[:20], above, "Page last update: August 21, 2025"])) == "u2025-08-21"
    assert said("\n\n".join([*LAMPS[:20], "Expired versions", "Last update: August 21, 2025"])) == "u2025-08-21"
    assert said("\n\n".join([*LAMPS[:20], "Former versions", "Last update: August 21, 2025"])) == ""


def test_of_labels_the_last_day_is_the_texts_own_though_it_is_yet_to_come_and_former_ones_are_listed_below():
    log = ["Key changes", "Effective May 17, 2024", "We added lanterns.", "Effective April 1, 2024", "We added lamps."]
    text = "\n\n".join(["# Privacy", "Effective starting: May 17, 2024 (view archived versions)", *LAMPS[:20], *log])
    assert said(text) == "e2024-05-17"


def test_what_sentences_tell_of_later_days_stands_beside_it_and_what_they_tell_of_earlier_ones_does_not():
    label, news = "Effective: May 17, 2024", "Our new terms come into effect on 1 July 2024 for everybody."
    former = "Those who bought lamps by our former shop had terms in force since 4 May 2012, which are gone."
    assert said("\n\n".join([news, label, former, LAMPS[0]])) == "e2024-05-17 e2024-07-01"
    assert said("\n\n".join([news, former, LAMPS[0]])) == "e2024-07-01"
    assert said("\n\n".join([news, "These terms are effective as of May 17, 2024 for all.", LAMPS[0]])) == (
        "e2024-07-01 e2024-05-17"
    )


def test_every_document_of_a_page_has_its_date_of_update():
    parts = [f"{LAMPS[i]}\n\nLast updated: {i + 1} May 2024" for i in range(15)]
    assert said("\n\n".join(parts)).split() == [f"u2024-05-{i + 1:02}" for i in range(12)]


@pytest.mark.parametrize("text", ["Lumora Lamps, February 2024, version 1.2", "Version 1.2, February 2024"])
def test_a_month_beside_the_number_of_a_version_is_that_versions(text):
    assert said("\n\n".join([*LAMPS[:20], text, *LAMPS[:20]])) == "u2024-02"


def test_a_month_in_which_versions_of_something_were_sold_is_not_the_documents():
    text = "In February 2024, versions 3 and 4 of the lamp were sold to many happy people"
    assert said("\n\n".join([*LAMPS[:20], text, *LAMPS[:20]])) == ""


@pytest.mark.parametrize("month", ["Feburary", "Febuary", "Februarry", "Februari", "Fubruary"])
def test_a_month_may_be_misspelt_by_a_letter(month):
    assert said(f"Policy last updated: {month} 16, 2023\n\n{LAMPS[0]}") == "u2023-02-16"


@pytest.mark.parametrize("word", ["Remember", "Member", "Octobus", "Augsutt", "Decem", "Septemx"])
def test_a_word_that_is_further_off_is_no_month(word):
    assert said(f"Policy last updated: {word} 16, 2023\n\n{LAMPS[0]}") == ""


def test_no_date_of_a_list_of_former_versions_is_the_documents():
    days = ["21 September 2022", "27 September 2021", "16 August 2020", "12 August 2020"]
    items = [f"* [{day}](https://lumora.example/{i})" for i, day in enumerate(days)]
    assert said("\n".join([*LAMPS[:20], "", "**Previous Versions**", "", *items])) == ""


def test_a_day_below_the_number_of_a_version_is_that_versions():
    foot = "_Lumora Lamps Controller to Controller Terms, Version 5.0_\n\n_1 January 2023_\n\n**Previous Versions**"
    assert said("\n\n".join([*LAMPS[:20], foot, "* [21 September 2022](/old)"])) == "u2023-01-01"


def test_a_day_that_a_term_is_said_to_mean_under_conditions_is_no_day_of_the_document():
    lead = "“Effective Date” means, as applicable:"
    assert said(f"{lead}\n\n(a) 25 May 2018, if Customer clicked to accept before that day; or\n\n{LAMPS[0]}") == ""


def test_the_last_entry_of_a_log_of_changes_is_the_update_in_whatever_order_it_stands():
    log = [
        "September 8 2005: Section 1 speaks of lanterns, too.",
        "18 April 2011: Terms for candles were merged.",
        "20 July 2023: Section 8 was made shorter.",
    ]
    for entries in (log, log[::-1]):
        assert said("\n\n".join([*LAMPS[:20], "Details of variations", *entries])) == "u2023-07-20"
    assert said("\n\n".join([*LAMPS[:20], *log[:2]])) == ""


def test_what_was_in_force_once_is_former():
    assert said("Effective Date: August 28, 2017\n\nYou left the terms that were effective as of 4 May 2012.") == (
        "e2017-08-28"
    )


@pytest.mark.parametrize(
    "text",
    [
        "The Lamp Privacy Act (LPA) is a law of 03/2019, last amended 04/2021.",
        "Call 2024-03 for the lamp of the month.",
        "Last updated: 2024-13",
        "Last updated: 13/2024",
        "Last updated: 00/2024",
        "Last updated: 20241303",
        "Order 20240303 was updated.",
    ],
)
def test_numbers_that_are_no_month_and_months_of_other_things_are_not_declared(text):
    assert said(f"{LAMPS[0]}\n\n" * 6 + text + f"\n\n{LAMPS[0]}" * 6) == ""
