"""Do a reading's neighbours in time correct its verdict, and only where they must?"""

from __future__ import annotations

from extract import clauses_of_markdown, settle
from model import Reading, Verdict

ENGLISH = "This policy says which personal data the shop keeps and why it keeps them, and whom it tells about them."
GERMAN = "Diese Erklärung sagt, welche personenbezogenen Daten der Laden speichert, warum, und wem er davon erzählt."
LONG = "\n\n".join(f"{number}. {ENGLISH}" for number in range(30))


def reading(text: str, language: str = "en", verdict: Verdict = Verdict.POLICY) -> Reading:
    title, clauses = clauses_of_markdown(text)
    return Reading(title=title, clauses=clauses, verdict=verdict, language=language)


def verdicts(*readings: Reading) -> list[Verdict]:
    return [one.verdict for one in settle(readings)]


def test_a_text_in_another_language_between_two_of_one_is_another_edition() -> None:
    found = settle([reading(GERMAN, "de"), reading(ENGLISH, "en"), reading(GERMAN, "de")])
    assert [one.verdict for one in found] == [Verdict.POLICY, Verdict.OTHER_EDITION, Verdict.POLICY]
    assert found[1].reason == "in en between texts in de"


def test_a_wrong_label_on_the_same_words_makes_no_other_edition() -> None:
    assert set(verdicts(reading(GERMAN, "de"), reading(GERMAN, "en"), reading(GERMAN, "de"))) == {Verdict.POLICY}


def test_a_lasting_change_of_language_is_a_version() -> None:
    texts = [reading(GERMAN, "de"), reading(ENGLISH, "en"), reading(ENGLISH, "en")]
    assert set(verdicts(*texts)) == {Verdict.POLICY}


def test_what_stands_between_two_states_of_a_text_is_no_version_whatever_its_language() -> None:
    found = settle([reading(GERMAN, ""), reading(ENGLISH, "en"), reading(GERMAN, "")])
    assert [one.verdict for one in found] == [Verdict.POLICY, Verdict.OTHER_EDITION, Verdict.POLICY]
    assert "came back" in found[1].reason


def test_a_short_text_between_two_long_ones_is_a_part() -> None:
    assert verdicts(reading(LONG), reading(ENGLISH), reading(LONG))[1] is Verdict.PARTIAL


def test_a_last_text_that_is_short_may_be_a_real_loss() -> None:
    assert verdicts(reading(LONG), reading(f"{ENGLISH} {ENGLISH} {ENGLISH}"))[1] is Verdict.POLICY


def test_what_is_no_policy_keeps_its_verdict() -> None:
    wall = reading("Are you human?", verdict=Verdict.BOT_WALL)
    assert verdicts(reading(LONG), wall, reading(LONG))[1] is Verdict.BOT_WALL
